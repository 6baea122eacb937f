/// A vertex of a graph: its index, from 0 up to the graph's vertex count.
///
/// Thirty-two bits halve the memory traffic of every traversal against `Int` and hold two thousand
/// million vertices; negative values are free to mean "none" inside the algorithms.
public typealias Vertex = Int32

/// A directed edge from one vertex to another.
public struct Edge: Hashable, Sendable {
  /// The vertex that the edge leaves.
  public var source: Vertex
  /// The vertex that the edge enters.
  public var target: Vertex

  /// Creates the edge `source` → `target`.
  @inlinable
  public init(_ source: Vertex, _ target: Vertex) {
    self.source = source
    self.target = target
  }
}

extension Edge: Comparable {
  /// Orders edges by source, then by target.
  @inlinable
  public static func < (left: Edge, right: Edge) -> Bool {
    left.source != right.source ? left.source < right.source : left.target < right.target
  }
}
