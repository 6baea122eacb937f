/// A segment that few firms or every route make a bottleneck (薄弱环节).
public struct SegmentBottleneck: Sendable, Hashable {
  /// The segment's position.
  public var segment: Int
  /// Its chain's position.
  public var chain: Int
  /// Its firms in operation, its child segments' included, in book order.
  public var firms: [Int]
  /// Of these, certified.
  public var certified: [Int]
  /// Of these, with an open problem.
  public var withOpenProblems: [Int]
  /// Final segments that no route of flows reaches without it.
  public var finals: [Int]
  /// A shortest route of flows to the first of ``finals``, which leads through the segment or one of
  /// its child segments; empty where there is none.
  public var route: [Int]

  /// Whether one firm alone provides it.
  public var isSingleProvider: Bool { firms.count == 1 }
}
