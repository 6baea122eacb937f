/// A graph with each strongly connected component drawn together to one vertex: always acyclic.
public struct Condensation: Hashable, Sendable {
  /// The strongly connected components, numbered in topological order.
  public let components: Components
  /// The edges among components, without loops and duplicates; vertex c is component c.
  public let graph: DirectedGraph

  /// The components that no edge enters from outside, ascending.
  ///
  /// Together their members are where every route of the graph can start.
  /// - Complexity: O(k) time for k components.
  public var entryComponents: [Int] {
    (0..<components.count).filter { graph.predecessors(of: Vertex($0)).isEmpty }
  }
}

extension AdjacencyGraph {
  /// Returns the condensation of the graph.
  ///
  /// - Parameter components: The strongly connected components, where they are known already.
  /// - Returns: The components and the graph among them.
  /// - Complexity: O(n + m) time and space.
  public func condensation(components: Components? = nil) -> Condensation {
    let components = components ?? stronglyConnectedComponents()
    let rows = successorRows
    var offsetStore: [Int32] = [0]
    offsetStore.reserveCapacity(components.count + 1)
    var targetStore: [Vertex] = []
    var markStore = [Int32](repeating: -1, count: components.count)
    let offsets = rows.offsets.span
    let targets = rows.targets.span
    let labels = components.labels.span
    var mark = markStore.mutableSpan
    for component in 0..<components.count {
      let own = Int32(truncatingIfNeeded: component)
      mark[component] = own
      for vertex in components.members(of: component) {
        for position in offsets[vertex]..<offsets[vertex + 1] {
          let label = labels[targets[position]]
          if mark[label] != own {
            mark[label] = own
            targetStore.append(label)
          }
        }
      }
      offsetStore.append(Int32(truncatingIfNeeded: targetStore.count))
    }
    // The rows hold each neighbour once but as met; turning them round twice sorts them in O(m).
    let unsorted = CompressedRows(offsets: offsetStore, targets: targetStore)
    let reversedRows = unsorted.transposed()
    return Condensation(
      components: components, graph: DirectedGraph(rows: reversedRows.transposed()))
  }
}
