/// The cycles that keep a graph from having a topological order.
public struct CycleError: Error, Hashable {
  /// At most how many ``cycles`` are searched for.
  public static let cycleLimit = 16

  /// The members of every strongly connected component that holds a cycle, each ascending.
  public let components: [[Vertex]]
  /// One shortest cycle for each of the first ``cycleLimit`` components.
  public let cycles: [Cycle]
}

extension CycleError: CustomStringConvertible {
  /// The number of cyclic components and the first cycles, capped, in Chinese.
  public var description: String {
    let shown = cycles.prefix(3).map { cycle in
      let names = cycle.vertices.prefix(10).map(String.init)
      let rest = cycle.vertices.count > 10 ? ["…（共 \(cycle.vertices.count) 个顶点）"] : []
      return (names + rest + [String(cycle.vertices[0])]).joined(separator: "→")
    }
    return "图中有 \(components.count) 个含环的强连通分量：\(shown.joined(separator: "；"))"
  }
}

extension AdjacencyGraph {
  /// Returns the vertices in an order in which every edge goes forward.
  ///
  /// Among vertices that are free at the start the least comes first; later ones stand in the
  /// order in which their last predecessor did (first in, first out). A self-loop is a cycle.
  ///
  /// Source: Kahn, "Topological sorting of large networks", CACM 5 (1962) 558–562,
  /// doi 10.1145/368996.369025.
  /// - Throws: ``CycleError`` with the cyclic components and a short cycle of each.
  /// - Complexity: O(n + m) time, O(n) space; with cycles also what the evidence costs, see
  ///   ``shortestCycle(inComponent:of:effort:)``.
  public func topologicalOrder() throws(CycleError) -> [Vertex] {
    let rows = successorRows
    let count = rows.vertexCount
    var orderStore = [Vertex](repeating: 0, count: count)
    var tail = 0
    do {
      var degreeStore = [Int32](repeating: 0, count: count)
      let offsets = rows.offsets.span
      let targets = rows.targets.span
      var degree = degreeStore.mutableSpan
      var order = orderStore.mutableSpan
      for position in targets.indices {
        degree[targets[position]] &+= 1
      }
      for vertex in 0..<Vertex(count) where degree[vertex] == 0 {
        order[tail] = vertex
        tail &+= 1
      }
      var head = 0
      while head < tail {
        let vertex = order[head]
        head &+= 1
        var position = offsets[vertex]
        let end = offsets[vertex + 1]
        while position < end {
          let target = targets[position]
          position &+= 1
          let left = degree[target] &- 1
          degree[target] = left
          if left == 0 {
            order[tail] = target
            tail &+= 1
          }
        }
      }
    }
    guard tail == count else { throw cycleError() }
    return orderStore
  }

  private func cycleError() -> CycleError {
    let components = stronglyConnectedComponents()
    let cyclic = cyclicComponents(of: components)
    return CycleError(
      components: cyclic.map { Array(components.members(of: $0)) },
      cycles: cyclic.prefix(CycleError.cycleLimit).compactMap {
        shortestCycle(inComponent: $0, of: components, effort: 5_000_000)
      })
  }
}
