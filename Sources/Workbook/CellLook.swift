/// How a cell looks, as far as it is kept: its number format, font, alignment and lines.
package struct CellLook: Hashable, Sendable {
  /// Where the content stands from side to side.
  package enum Horizontal: Sendable {
    /// Text left, numbers right.
    case byKind
    case left
    case center
    case right
  }

  /// Where the content stands from top to bottom.
  package enum Vertical: Sendable {
    case bottom
    case center
    case top
  }

  /// The longest code of a number format that is kept, in UTF-16 units.
  package static let longestFormat = 40

  /// The code of the number format, such as `0.00`; nil for the general one.
  package var numberFormat: String?
  /// Whether the text is bold.
  package var isBold = false
  /// The size of the text in points, where the file states it.
  package var size: Double?
  /// Whether long text continues on a new line of the cell.
  package var wraps = false
  /// Where the content stands from side to side.
  package var horizontal = Horizontal.byKind
  /// Where the content stands from top to bottom.
  package var vertical = Vertical.bottom
  /// Whether lines stand around the cell: at its left or below.
  package var hasBorder = false

  /// A plain cell.
  package init() {}
}

extension CellLook.Horizontal {
  init(_ word: String) {
    switch word {
    case "left", "fill", "justify", "distributed": self = .left
    case "center", "centerContinuous": self = .center
    case "right": self = .right
    default: self = .byKind
    }
  }
}

extension CellLook.Vertical {
  init(_ word: String) {
    switch word {
    case "center", "justify", "distributed": self = .center
    case "top": self = .top
    default: self = .bottom
    }
  }
}

extension NumberFormat {
  /// The code of a built-in format; nil for the general one.
  ///
  /// ECMA-376 part 1, 18.8.30; dates and times, which look different from country to country, by
  /// ISO 8601.
  static func code(builtIn number: Int) -> String? {
    switch number {
    case 1: "0"
    case 2: "0.00"
    case 3, 37, 38: "#,##0"
    case 4, 39, 40: "#,##0.00"
    case 9: "0%"
    case 10: "0.00%"
    case 11: "0.00E+00"
    case 12: "# ?/?"
    case 13: "# ??/??"
    case 22: "yyyy-mm-dd hh:mm"
    case 48: "##0.0E+0"
    case 49: "@"
    default:
      switch kind(builtIn: number) {
      case .date: "yyyy-mm-dd"
      case .time: "hh:mm:ss"
      default: nil
      }
    }
  }
}
