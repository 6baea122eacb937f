/// A directed graph that can list the successors of a vertex: all that most algorithms ask for.
///
/// Vertices are the indices 0 ..< ``vertexCount``. Successors are listed ascending; an edge that
/// stands twice in the graph is listed twice.
public protocol AdjacencyGraph: Sendable {
  /// A list of neighbours, ascending.
  associatedtype Neighbours: Collection<Vertex>

  /// The number of vertices.
  var vertexCount: Int { get }

  /// Returns the vertices that an edge leads to from `vertex`, ascending.
  func successors(of vertex: Vertex) -> Neighbours

  /// The successors of every vertex as compressed rows.
  ///
  /// The default collects them in O(n + m) time and space; a graph that is stored in rows returns
  /// them as they are.
  var successorRows: CompressedRows { get }
}

/// A directed graph that can also list the predecessors of a vertex.
public protocol BidirectionalGraph: AdjacencyGraph {
  /// Returns the vertices that an edge leads from to `vertex`, ascending.
  func predecessors(of vertex: Vertex) -> Neighbours

  /// The predecessors of every vertex as compressed rows.
  ///
  /// The default collects them in O(n + m) time and space.
  var predecessorRows: CompressedRows { get }
}

extension AdjacencyGraph {
  /// The successors of every vertex, collected.
  ///
  /// - Complexity: O(n + m) time and space.
  public var successorRows: CompressedRows { CompressedRows(collecting: self) }

  /// The vertices, ascending.
  public var vertices: Range<Vertex> { 0..<Vertex(vertexCount) }

  /// Traps on vertices that the graph does not have: a caller's slip, not an input's.
  func check(_ vertices: some Sequence<Vertex>) {
    let count = vertexCount
    for vertex in vertices {
      precondition(vertex >= 0 && Int(vertex) < count, "vertex outside the graph")
    }
  }
}

extension BidirectionalGraph {
  /// The predecessors of every vertex, collected.
  ///
  /// - Complexity: O(n + m) time and space.
  public var predecessorRows: CompressedRows { CompressedRows(collecting: reversed) }
}
