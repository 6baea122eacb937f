/// What an HTML-like attribute belongs to.
public protocol HTMLScope: Sendable {}

/// The scope of `<TABLE>`.
public enum HTMLTableScope: HTMLScope {}

/// The scope of `<TD>`.
public enum HTMLCellScope: HTMLScope {}

/// An attribute of a table.
public typealias HTMLTableAttribute = HTMLAttribute<HTMLTableScope>

/// An attribute of a cell.
public typealias HTMLCellAttribute = HTMLAttribute<HTMLCellScope>

/// An attribute of a table or a cell of an HTML-like label, in the ranges Graphviz accepts.
///
/// An identifier or a tip reaches the SVG only together with ``link(_:tip:)``: in 2.42
/// `ID` and `TITLE` alone are silently dropped, and the identifier `x` becomes `a_x`.
public struct HTMLAttribute<Scope: HTMLScope>: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    case token(String)
    case integer(Int)
    case number(Double)
    case escaped(String)
    case link(String)
  }

  let name: String
  let value: Value

  init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }

  init(_ name: String, _ number: Int, in range: ClosedRange<Int>) {
    self.init(name, .integer(min(max(number, range.lowerBound), range.upperBound)))
  }
}

/// How content stands from left to right.
public enum HTMLAlignment: String, Hashable, Sendable, CaseIterable {
  case left = "LEFT"
  case center = "CENTER"
  case right = "RIGHT"
}

/// How content stands from top to bottom.
public enum HTMLVerticalAlignment: String, Hashable, Sendable, CaseIterable {
  case top = "TOP"
  case middle = "MIDDLE"
  case bottom = "BOTTOM"
}

/// The sides of a border.
public struct HTMLSides: OptionSet, Hashable, Sendable {
  /// One bit for each side.
  public let rawValue: UInt8

  /// Creates a set from bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The left side.
  public static let left = HTMLSides(rawValue: 1)

  /// The top side.
  public static let top = HTMLSides(rawValue: 2)

  /// The right side.
  public static let right = HTMLSides(rawValue: 4)

  /// The bottom side.
  public static let bottom = HTMLSides(rawValue: 8)

  var text: String {
    var text = ""
    if contains(.left) { text += "L" }
    if contains(.top) { text += "T" }
    if contains(.right) { text += "R" }
    if contains(.bottom) { text += "B" }
    return text
  }
}

extension HTMLAttribute {
  /// A style of a table or cell.
  public enum Style: String, Hashable, Sendable, CaseIterable {
    case rounded = "ROUNDED"
    case radial = "RADIAL"
    case solid = "SOLID"
    case dashed = "DASHED"
    case dotted = "DOTTED"
    case invisible = "INVISIBLE"
  }

  /// The width of the border in points, 0 to 255.
  public static func border(_ points: Int) -> Self { Self("BORDER", points, in: 0...255) }

  /// The space between content and border in points, 0 to 255.
  public static func cellPadding(_ points: Int) -> Self { Self("CELLPADDING", points, in: 0...255) }

  /// The space between cells in points, 0 to 127.
  public static func cellSpacing(_ points: Int) -> Self { Self("CELLSPACING", points, in: 0...127) }

  /// The colour of the background.
  public static func background(_ color: Diagram.Color) -> Self {
    Self("BGCOLOR", .token(color.text))
  }

  /// A background that changes from one colour to another; see ``gradientAngle(_:)``.
  public static func background(_ from: Diagram.Color, _ to: Diagram.Color) -> Self {
    Self("BGCOLOR", .token(from.text + ":" + to.text))
  }

  /// The direction of a gradient in degrees, 0 to 360.
  public static func gradientAngle(_ degrees: Int) -> Self {
    Self("GRADIENTANGLE", degrees, in: 0...360)
  }

  /// The colour of the border.
  public static func color(_ color: Diagram.Color) -> Self { Self("COLOR", .token(color.text)) }

  /// The least width in points, 0 to 65535.
  public static func width(_ points: Int) -> Self { Self("WIDTH", points, in: 0...65_535) }

  /// The least height in points, 0 to 65535.
  public static func height(_ points: Int) -> Self { Self("HEIGHT", points, in: 0...65_535) }

  /// Whether width and height are exact.
  ///
  /// Text too large for a fixed table or cell is drawn beyond it, with the warning "table size
  /// too small for content" or "cell size too small for content".
  public static func fixedSize(_ isFixed: Bool) -> Self {
    Self("FIXEDSIZE", .token(isFixed ? "TRUE" : "FALSE"))
  }

  /// How the object stands from left to right.
  public static func align(_ alignment: HTMLAlignment) -> Self {
    Self("ALIGN", .token(alignment.rawValue))
  }

  /// How the object stands from top to bottom.
  public static func verticalAlign(_ alignment: HTMLVerticalAlignment) -> Self {
    Self("VALIGN", .token(alignment.rawValue))
  }

  /// The sides on which a border is drawn; none means all, as in Graphviz.
  public static func sides(_ sides: HTMLSides) -> Self {
    Self("SIDES", .token(sides.isEmpty ? "LTRB" : sides.text))
  }

  /// The styles.
  public static func style(_ styles: Style...) -> Self {
    Self("STYLE", .token(styles.map(\.rawValue).joined(separator: ",")))
  }

  /// The name that edges use; see ``Diagram/EndPoint``.
  public static func port(_ port: Diagram.Port) -> Self { Self("PORT", .escaped(port.name)) }

  /// The identifier, in the SVG `a_` and the identifier; only together with a link.
  public static func id(_ identifier: String) -> Self {
    Self("ID", .token(DOT.identifier(identifier, keeping: "-.:")))
  }

  /// The address behind the object.
  public static func link(_ link: Diagram.Link) -> Self { Self("HREF", .link(link.text)) }

  /// The tip over the object; only together with a link.
  public static func tip(_ text: String) -> Self { Self("TITLE", .escaped(text)) }

  /// The frame or tab that the link opens in.
  public static func target(_ name: String) -> Self {
    Self("TARGET", .token(DOT.identifier(name, keeping: "-")))
  }
}

extension HTMLAttribute where Scope == HTMLTableScope {
  /// The border of all cells in points, 0 to 127.
  public static func cellBorder(_ points: Int) -> Self { Self("CELLBORDER", points, in: 0...127) }
}

extension HTMLAttribute where Scope == HTMLCellScope {
  /// How lines stand that say nothing themselves.
  public static func lineAlign(_ alignment: HTMLAlignment) -> Self {
    Self("BALIGN", .token(alignment.rawValue))
  }

  /// The number of columns, 1 to 1000.
  public static func columnSpan(_ count: Int) -> Self { Self("COLSPAN", count, in: 1...1_000) }

  /// The number of rows, 1 to 1000.
  public static func rowSpan(_ count: Int) -> Self { Self("ROWSPAN", count, in: 1...1_000) }
}
