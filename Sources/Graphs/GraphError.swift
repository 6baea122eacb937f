/// Why a list of edges cannot become a graph.
public enum GraphError: Error, Hashable {
  /// The vertex count is negative or does not fit 32-bit indices.
  case vertexCountOutOfRange(Int)
  /// There are more edges than 32-bit offsets can count.
  case tooManyEdges(Int)
  /// The edge at this place in the list names a vertex that the graph does not have.
  case vertexOutOfRange(edge: Int, vertex: Vertex)
}
