/// A cycle as evidence: its vertices in order, and whether no shorter one exists.
public struct Cycle: Hashable, Sendable {
  /// The vertices along the edges, from the least vertex on; the last has an edge to the first.
  public let vertices: [Vertex]
  /// Whether the search proved that its component holds no shorter cycle.
  public let isShortest: Bool
}

extension AdjacencyGraph {
  /// Returns the numbers of the components that hold a cycle, ascending; a self-loop is one.
  ///
  /// - Parameter components: The graph's strongly connected components.
  /// - Returns: Component numbers.
  /// - Complexity: O(n + m) time.
  public func cyclicComponents(of components: Components) -> [Int] {
    (0..<components.count).filter { component in
      let members = components.members(of: component)
      guard members.count == 1, let vertex = members.first else { return true }
      return successors(of: vertex).contains(vertex)
    }
  }

  /// Returns a shortest cycle inside a strongly connected component.
  ///
  /// The search runs breadth first from each member in turn, no deeper than could still improve,
  /// and never through members done before. Among shortest cycles it returns one whose least
  /// vertex is least.
  ///
  /// - Parameters:
  ///   - component: The number of the component.
  ///   - components: The graph's strongly connected components.
  ///   - effort: The number of edges to look at before settling for the best cycle so far; the
  ///     first cycle is found whatever the effort. ``Cycle/isShortest`` says how it ended.
  /// - Returns: The cycle, or nil if the component is one vertex without a self-loop.
  /// - Complexity: O(n + `effort` + edges of the component) time, O(n) space; without a limit,
  ///   members × edges of the component.
  public func shortestCycle(
    inComponent component: Int, of components: Components, effort: Int = 50_000_000
  ) -> Cycle? {
    let members = components.members(of: component)
    for vertex in members where successors(of: vertex).contains(vertex) {
      return Cycle(vertices: [vertex], isShortest: true)
    }
    guard members.count > 1 else { return nil }
    var search = CycleSearch(rows: successorRows, components: components, component: component)
    for member in members {
      if let best = search.best, best.count == 2 || search.edgesSeen > effort {
        return Cycle(vertices: best, isShortest: best.count == 2)
      }
      search.run(from: member)
    }
    return search.best.map { Cycle(vertices: $0, isShortest: true) }
  }
}

private struct CycleSearch {
  let rows: CompressedRows
  let labels: [Int32]
  let label: Int32
  var edgesSeen = 0
  var best: [Vertex]?
  private var parents: [Vertex]
  private var queue: [Vertex] = []

  init(rows: CompressedRows, components: Components, component: Int) {
    self.rows = rows
    labels = components.labels
    label = Int32(component)
    parents = [Vertex](repeating: -1, count: rows.vertexCount)
  }

  /// Looks for a cycle through `start` shorter than the best so far, among vertices above `start`.
  mutating func run(from start: Vertex) {
    queue.removeAll(keepingCapacity: true)
    queue.append(start)
    parents[Int(start)] = start
    var head = 0
    var depth = 1
    let limit = best?.count ?? Int.max
    var last: Vertex?
    search: while head < queue.count, depth < limit {
      let tierEnd = queue.count
      while head < tierEnd {
        let vertex = queue[head]
        head += 1
        for target in rows[vertex] {
          edgesSeen += 1
          if target == start {
            last = vertex
            break search
          }
          // Members below the start are done: every cycle through them has been measured.
          if target > start, labels[Int(target)] == label, parents[Int(target)] < 0 {
            parents[Int(target)] = vertex
            queue.append(target)
          }
        }
      }
      depth += 1
    }
    if let last {
      var cycle = [last]
      var vertex = last
      while vertex != start {
        vertex = parents[Int(vertex)]
        cycle.append(vertex)
      }
      best = cycle.reversed()
    }
    for vertex in queue {
      parents[Int(vertex)] = -1
    }
  }
}
