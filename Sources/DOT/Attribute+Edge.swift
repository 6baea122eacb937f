extension Attribute where Scope == EdgeScope {
  /// An end of an edge.
  public enum Arrow: String, Hashable, Sendable, CaseIterable {
    case none
    case normal
    case empty
    case inverted = "inv"
    case vee
    case open
    case halfOpen = "halfopen"
    case crow
    case tee
    case dot
    case openDot = "odot"
    case diamond
    case openDiamond = "odiamond"
    case box
    case openBox = "obox"
  }

  /// The ends that have an arrow.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case forward
    case back
    case both
    case none
  }

  /// The arrow at the head.
  public static func arrowHead(_ arrow: Arrow) -> Self { Self("arrowhead", .token(arrow.rawValue)) }

  /// The arrow at the tail; needs the direction `back` or `both`.
  public static func arrowTail(_ arrow: Arrow) -> Self { Self("arrowtail", .token(arrow.rawValue)) }

  /// The size of arrows, 1 being 10 points long; with ``position(_:)`` only their width, since
  /// their length is the distance from the curve to the tip.
  public static func arrowSize(_ factor: Double) -> Self { Self("arrowsize", .number(factor)) }

  /// The ends that have an arrow.
  public static func direction(_ direction: Direction) -> Self {
    Self("dir", .token(direction.rawValue))
  }

  /// Whether the edge binds the ranks of its ends.
  public static func constraint(_ binds: Bool) -> Self { Self("constraint", binds) }

  /// How strongly the edge wants to be short and straight, from 0.
  public static func weight(_ weight: Int) -> Self {
    Self("weight", .number(Double(min(max(weight, 0), 1_000_000))))
  }

  /// The least number of ranks between the ends.
  public static func minimumLength(_ ranks: Int) -> Self {
    Self("minlen", .number(Double(min(max(ranks, 0), 10_000))))
  }

  /// A label at the head.
  public static func headLabel(_ label: TextLabel) -> Self { Self("headlabel", .label(label)) }

  /// A label at the tail.
  public static func tailLabel(_ label: TextLabel) -> Self { Self("taillabel", .label(label)) }

  /// The tip over the label.
  public static func labelTooltip(_ text: String) -> Self { Self("labeltooltip", .tip(text)) }

  /// The cluster whose border ends the edge; needs ``compound(_:)``.
  public static func logicalHead(cluster: String) -> Self {
    Self("lhead", .token(Diagram.encodedName("cluster_" + cluster)))
  }

  /// The cluster whose border begins the edge; needs ``compound(_:)``.
  public static func logicalTail(cluster: String) -> Self {
    Self("ltail", .token(Diagram.encodedName("cluster_" + cluster)))
  }

  /// The course of the edge, for the layout engine `nop2`.
  ///
  /// An edge without one is routed by Graphviz as a straight line.
  public static func position(_ path: Diagram.EdgePath) -> Self { Self("pos", .path(path)) }

  /// The center of the label, for the layout engine `nop2`, in points; without it no label is
  /// drawn.
  public static func labelCenter(_ center: Diagram.Point) -> Self { Self("lp", center) }
}
