extension Attribute where Scope == NodeScope {
  /// A shape; record shapes are left out, since their labels are a language of their own.
  public enum Shape: String, Hashable, Sendable, CaseIterable {
    /// No outline and no space around the label, so that a table is the node.
    case plain
    case plaintext
    case box
    case square
    case ellipse
    case circle
    case doublecircle
    case point
    case diamond
    case triangle
    case invertedTriangle = "invtriangle"
    case parallelogram
    case trapezium
    case invertedTrapezium = "invtrapezium"
    case house
    case invertedHouse = "invhouse"
    case pentagon
    case hexagon
    case septagon
    case octagon
    case doubleoctagon
    case star
    case underline
    case cylinder
    case note
    case tab
    case folder
    case box3d
    case component
    case rightArrow = "rarrow"
    case leftArrow = "larrow"
  }

  /// The shape.
  public static func shape(_ shape: Shape) -> Self { Self("shape", .token(shape.rawValue)) }

  /// The least width in points.
  public static func width(_ points: Double) -> Self { Self("width", inches: points) }

  /// The least height in points.
  public static func height(_ points: Double) -> Self { Self("height", inches: points) }

  /// Whether width and height are exact.
  ///
  /// A label too large is drawn beyond the node, with the warning "size too small for label".
  /// With `shape=plain` the node then has no size at all: use a fixed table instead.
  public static func fixedSize(_ isFixed: Bool) -> Self { Self("fixedsize", isFixed) }

  /// The space around the label in points.
  ///
  /// - Parameters:
  ///   - horizontal: The space at the left and right.
  ///   - vertical: The space at the top and bottom.
  /// - Returns: The attribute.
  public static func margin(horizontal: Double, vertical: Double) -> Self {
    Self("margin", .numbers([horizontal / 72, vertical / 72]))
  }

  /// Where the label stands from top to bottom.
  public static func labelLocation(_ location: LabelLocation) -> Self {
    Self("labelloc", .token(location.rawValue))
  }

  /// The center of the node, for the layout engines `nop`, `nop2` and `neato`, in points.
  public static func position(_ center: Diagram.Point) -> Self { Self("pos", center) }

  /// A name shared by nodes that are to stand in a line.
  public static func group(_ name: String) -> Self {
    Self("group", .token(DOT.identifier(name, keeping: "")))
  }
}
