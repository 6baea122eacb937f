/// The part of a graph from which one vertex, the apex, can be reached, with indices of its own.
///
/// Indices follow the order of the whole graph's, so that "least" means the same in both. Every edge
/// of the whole graph that enters a vertex nearer than the limit comes from within: whatever a
/// question about routes to the apex touches is in the cone.
public struct Cone: Hashable, Sendable {
  /// The edges among the cone's vertices, by local index.
  public let graph: DirectedGraph
  /// The vertex in the whole graph of each local index, ascending.
  public let vertices: [Vertex]
  /// The local index of the vertex that all others reach.
  public let apex: Vertex

  /// Returns the local index of a vertex of the whole graph; nil outside the cone.
  ///
  /// - Complexity: O(log size) time.
  public func index(of vertex: Vertex) -> Vertex? {
    var low = 0
    var high = vertices.count
    while low < high {
      let middle = (low + high) / 2
      if vertices[middle] < vertex { low = middle + 1 } else { high = middle }
    }
    return low < vertices.count && vertices[low] == vertex ? Vertex(low) : nil
  }

  /// Returns the vertices of the whole graph that local indices stand for.
  public func whole(_ indices: some Sequence<Vertex>) -> [Vertex] {
    indices.map { vertices[Int($0)] }
  }
}

extension BidirectionalGraph {
  /// Returns the part of the graph upstream of a vertex, the vertex included.
  ///
  /// - Parameters:
  ///   - apex: The vertex that all others of the part reach.
  ///   - limit: The greatest number of edges to the apex; nil for any.
  /// - Returns: The part with every edge among its vertices, equal edges once.
  /// - Complexity: O(n + edges of the part) time, O(n) space.
  public func cone(above apex: Vertex, within limit: Int? = nil) -> Cone {
    let search = reversed.breadthFirstSearch(from: [apex], within: limit)
    let vertices = search.order.sorted()
    var localIndex = [Vertex](repeating: -1, count: vertexCount)
    for (index, vertex) in vertices.enumerated() { localIndex[Int(vertex)] = Vertex(index) }
    let rows = predecessorRows
    var offsets: [Int32] = [0]
    var sources: [Vertex] = []
    offsets.reserveCapacity(vertices.count + 1)
    for vertex in vertices {
      var last: Vertex = -1
      for source in rows[vertex] where source != last && localIndex[Int(source)] >= 0 {
        last = source
        sources.append(localIndex[Int(source)])
      }
      offsets.append(Int32(sources.count))
    }
    let entering = CompressedRows(offsets: offsets, targets: sources)
    return Cone(
      graph: DirectedGraph(rows: entering.transposed()), vertices: vertices,
      apex: localIndex[Int(apex)])
  }
}
