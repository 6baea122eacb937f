/// A graph restricted to a set of vertices; a cheap value that copies nothing.
///
/// Indices do not move: a vertex outside the set stays as a vertex without edges. An algorithm
/// that works on compressed rows collects them from the view once, in O(n + m).
public struct Filtered<Base: AdjacencyGraph>: AdjacencyGraph {
  /// The graph as it was.
  public let base: Base
  /// The vertices that keep their edges to one another.
  public let members: VertexSet

  /// Creates the view of a graph's edges among `members`.
  ///
  /// - Precondition: The set's capacity is the graph's vertex count.
  public init(_ base: Base, members: VertexSet) {
    precondition(members.capacity == base.vertexCount, "the set belongs to another graph")
    self.base = base
    self.members = members
  }

  /// The number of vertices, the same as in the base.
  public var vertexCount: Int { base.vertexCount }

  /// Returns the successors of a vertex that are members, ascending; none if it is not a member.
  public func successors(of vertex: Vertex) -> LazyFilterSequence<Base.Neighbours> {
    restrict(base.successors(of: vertex), of: vertex)
  }

  private func restrict(
    _ neighbours: Base.Neighbours, of vertex: Vertex
  ) -> LazyFilterSequence<Base.Neighbours> {
    let isMember = members.contains(vertex)
    return neighbours.lazy.filter { [members] in isMember && members.contains($0) }
  }
}

extension Filtered: BidirectionalGraph where Base: BidirectionalGraph {
  /// Returns the predecessors of a vertex that are members, ascending; none if it is not a member.
  public func predecessors(of vertex: Vertex) -> LazyFilterSequence<Base.Neighbours> {
    restrict(base.predecessors(of: vertex), of: vertex)
  }
}

extension AdjacencyGraph {
  /// Returns the graph with only the edges among `members`.
  ///
  /// - Precondition: The set's capacity is the graph's vertex count.
  public func filtered(by members: VertexSet) -> Filtered<Self> {
    Filtered(self, members: members)
  }
}
