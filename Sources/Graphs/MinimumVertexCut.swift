/// A least set of vertices without which no source reaches the target, and as many routes.
///
/// By Menger's theorem there are exactly as many routes as cut vertices; each route passes one.
public struct MinimumVertexCut: Hashable, Sendable {
  /// The cut vertices, ascending: of all least cuts, the one nearest the target.
  public let vertices: [Vertex]
  /// Routes from a source to the target that share no vertex but their ends may, by first vertices.
  public let routes: [[Vertex]]
}

/// A source has an edge to the target, so that no set of other vertices separates them.
public struct AdjacentSourceError: Error, Hashable {
  /// The least such source.
  public let source: Vertex
}

extension BidirectionalGraph {
  /// Returns the minimum vertex cut nearest the target, where every vertex but the target may go.
  ///
  /// Sources may be cut too, so that the cut always exists and is never larger than the number of
  /// sources. It is empty if no source reaches the target. The target does not count among the
  /// sources. Routes share no vertex but the target; each meets no source after its first vertex.
  ///
  /// Of all minimum cuts there is one whose side towards the target is contained in every
  /// other's: it consists of the saturated vertices where the residual graph's way back from the
  /// target ends.
  ///
  /// Source: Dinic's algorithm on split vertices, Even, Tarjan, "Network flow and testing graph
  /// connectivity", SIAM J. Comput. 4 (1975) 507–518, doi 10.1137/0204043; the nearest cut: Picard,
  /// Queyranne, Math. Prog. Study 13 (1980) 8–16, doi 10.1007/BFb0120902.
  ///
  /// - Parameters:
  ///   - sources: Where routes start; repeats are harmless.
  ///   - target: Where routes end.
  /// - Returns: The cut and as many routes.
  /// - Complexity: O(√n · m) time, O(n) space.
  public func minimumVertexCut(from sources: [Vertex], to target: Vertex) -> MinimumVertexCut {
    check(sources)
    check(CollectionOfOne(target))
    var isSource = VertexSet(sources, capacity: vertexCount)
    isSource.remove(target)
    var flow = UnitVertexFlow(
      successors: successorRows, predecessors: predecessorRows, target: target,
      isSource: isSource, blocked: VertexSet(capacity: vertexCount))
    flow.maximise()
    return MinimumVertexCut(vertices: flow.cut, routes: flow.routes)
  }

  /// Returns the minimum vertex separator nearest the target: a cut that spares the sources.
  ///
  /// Otherwise as ``minimumVertexCut(from:to:)``; routes may share their source.
  ///
  /// - Parameters:
  ///   - sources: Where routes start and what may not be cut; repeats are harmless.
  ///   - target: Where routes end.
  /// - Returns: The separator and as many routes, each from its source on.
  /// - Throws: ``AdjacentSourceError`` if a source has an edge to the target.
  /// - Complexity: O(√n · m) time, O(n) space.
  public func minimumVertexSeparator(
    from sources: [Vertex], to target: Vertex
  ) throws(AdjacentSourceError) -> MinimumVertexCut {
    check(sources)
    check(CollectionOfOne(target))
    var spared = VertexSet(sources, capacity: vertexCount)
    spared.remove(target)
    let successors = successorRows
    let predecessors = predecessorRows
    // A route never gains by coming back to a source: with the sources away, the routes start at
    // their successors.
    var starts = VertexSet(capacity: vertexCount)
    for source in spared {
      for next in successors[source] where !spared.contains(next) {
        guard next != target else { throw AdjacentSourceError(source: source) }
        starts.insert(next)
      }
    }
    var flow = UnitVertexFlow(
      successors: successors, predecessors: predecessors, target: target, isSource: starts,
      blocked: spared)
    flow.maximise()
    let routes = flow.routes.map { route in
      let source = predecessors[route[0]].first { spared.contains($0) }
      return (source.map { [$0] } ?? []) + route
    }
    return MinimumVertexCut(
      vertices: flow.cut, routes: routes.sorted { $0.lexicographicallyPrecedes($1) })
  }
}

/// A flow in which every vertex but the target carries at most one unit.
///
/// The split graph is never built: node 2v is the side of v where flow enters and node 2v + 1 the
/// side where it leaves; which residual arcs exist follows from the flow through the vertex.
private struct UnitVertexFlow {
  static let none: Vertex = -1
  static let outside: Vertex = -2

  let successors: CompressedRows
  let predecessors: CompressedRows
  let target: Vertex
  let isSource: VertexSet
  let blocked: VertexSet
  /// Where the unit through a vertex comes from: a vertex, `outside` or `none`.
  private var from: [Vertex]
  /// Where the unit through a vertex goes: a vertex or `none`.
  private var to: [Vertex]
  /// The residual distance of every node to the target; −1 if there is no way or it is used up.
  private var levels: [Int32]
  private var queue: [Int] = []
  private var path: [(node: Int, position: Int)] = []

  init(
    successors: CompressedRows, predecessors: CompressedRows, target: Vertex,
    isSource: VertexSet, blocked: VertexSet
  ) {
    self.successors = successors
    self.predecessors = predecessors
    self.target = target
    self.isSource = isSource
    self.blocked = blocked
    let count = successors.vertexCount
    from = [Vertex](repeating: Self.none, count: count)
    to = [Vertex](repeating: Self.none, count: count)
    levels = [Int32](repeating: -1, count: 2 * count)
  }

  /// The saturated vertices at the end of the way back from the target.
  ///
  /// After the last search `levels` marks every node with a residual way to the target.
  var cut: [Vertex] {
    (0..<Vertex(successors.vertexCount)).filter {
      levels[2 * Int($0) + 1] >= 0 && levels[2 * Int($0)] < 0
    }
  }

  /// The units as routes, by first vertex.
  ///
  /// No route enters a source on its way: a free source is where the search back stops, and the
  /// unit of a used one cannot be turned back.
  var routes: [[Vertex]] {
    var result: [[Vertex]] = []
    for source in isSource where from[Int(source)] == Self.outside {
      var route: [Vertex] = []
      var vertex = source
      while vertex != target {
        route.append(vertex)
        vertex = to[Int(vertex)]
      }
      result.append(route + [target])
    }
    return result.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Adds routes until there is none left.
  mutating func maximise() {
    while let level = searchBack() {
      for source in isSource
      where from[Int(source)] != Self.outside && levels[2 * Int(source)] == level {
        advance(from: source)
      }
    }
  }

  /// Measures the residual distances to the target; returns that of the nearest free source.
  private mutating func searchBack() -> Int32? {
    for node in levels.indices {
      levels[node] = -1
    }
    queue.removeAll(keepingCapacity: true)
    for vertex in predecessors[target] where vertex != target && !blocked.contains(vertex) {
      reach(2 * Int(vertex) + 1, 1)
    }
    var found: Int32?
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      let level = levels[node]
      if let found, level >= found { break }
      let vertex = Vertex(node / 2)
      let carries = from[Int(vertex)] != Self.none
      if node % 2 == 1 {
        if !carries {
          reach(node - 1, level + 1)
        } else if to[Int(vertex)] != target {
          reach(2 * Int(to[Int(vertex)]), level + 1)
        }
        continue
      }
      if found == nil, isSource.contains(vertex), from[Int(vertex)] != Self.outside {
        found = level
        continue
      }
      if carries {
        reach(node + 1, level + 1)
      }
      for previous in predecessors[vertex] where previous != target && !blocked.contains(previous) {
        reach(2 * Int(previous) + 1, level + 1)
      }
    }
    return found
  }

  private mutating func reach(_ node: Int, _ level: Int32) {
    if levels[node] < 0 {
      levels[node] = level
      queue.append(node)
    }
  }

  /// Follows falling levels from a source to the target and, if it comes there, sends one unit.
  private mutating func advance(from source: Vertex) {
    path.removeAll(keepingCapacity: true)
    path.append((2 * Int(source), 0))
    while let (node, position) = path.last {
      if node % 2 == 1, levels[node] == 1 {
        send()
        return
      }
      if let (next, nextPosition) = step(node, position) {
        path[path.count - 1].position = nextPosition
        path.append((next, 0))
      } else {
        levels[node] = -1
        path.removeLast()
      }
    }
  }

  /// Returns the next residual arc of a node that leads one level down, and where to go on after.
  private func step(_ node: Int, _ position: Int) -> (Int, Int)? {
    let vertex = node / 2
    let wanted = levels[node] - 1
    let source = from[vertex]
    if node % 2 == 0 {
      guard position == 0, source != Self.outside else { return nil }
      let next = source == Self.none ? node + 1 : 2 * Int(source) + 1
      return levels[next] == wanted ? (next, 1) : nil
    }
    // Place 0 is the way back through the vertex, place i + 1 the i-th successor.
    if position == 0, source != Self.none, levels[node - 1] == wanted {
      return (node - 1, 1)
    }
    let row = successors.range(of: Vertex(vertex))
    var index = row.lowerBound + max(0, position - 1)
    while index < row.upperBound {
      let next = successors.targets[index]
      index += 1
      if next != target, !blocked.contains(next), levels[2 * Int(next)] == wanted {
        return (2 * Int(next), index - row.lowerBound + 1)
      }
    }
    return nil
  }

  /// Sends one unit along the path; its nodes are used up for this round.
  private mutating func send() {
    var before = Self.outside
    for (index, (node, _)) in zip(0..., path) {
      levels[node] = -1
      let vertex = node / 2
      let next = index + 1 < path.count ? path[index + 1].node : nil
      if node % 2 == 0 {
        // Entering from a vertex or from outside replaces what entered before; coming back out of
        // the vertex itself has cancelled its unit.
        let isCancelled = index > 0 && path[index - 1].node == node + 1
        from[vertex] = isCancelled ? Self.none : before
        if isCancelled { to[vertex] = Self.none }
      } else if let next, next != node - 1 {
        to[vertex] = Vertex(next / 2)
      } else if next == nil {
        to[vertex] = target
      }
      before = Vertex(vertex)
    }
  }
}
