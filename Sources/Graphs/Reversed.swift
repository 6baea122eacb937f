/// A graph seen with every edge turned round; a cheap value that copies nothing.
public struct Reversed<Base: BidirectionalGraph>: BidirectionalGraph {
  /// The graph as it was.
  public let base: Base

  /// Creates the reversed view of a graph.
  @inlinable
  public init(_ base: Base) {
    self.base = base
  }

  /// The number of vertices, the same as in the base.
  @inlinable
  public var vertexCount: Int { base.vertexCount }

  /// Returns the base's predecessors of a vertex, ascending.
  @inlinable
  public func successors(of vertex: Vertex) -> Base.Neighbours {
    base.predecessors(of: vertex)
  }

  /// Returns the base's successors of a vertex, ascending.
  @inlinable
  public func predecessors(of vertex: Vertex) -> Base.Neighbours {
    base.successors(of: vertex)
  }

  /// The base's predecessors of every vertex.
  public var successorRows: CompressedRows { base.predecessorRows }

  /// The base's successors of every vertex.
  public var predecessorRows: CompressedRows { base.successorRows }
}

extension BidirectionalGraph {
  /// The graph with every edge turned round.
  @inlinable
  public var reversed: Reversed<Self> { Reversed(self) }
}
