/// How a cell looks; equal styles are stored once in the file.
package struct CellStyle: Sendable, Hashable {
  /// Where the content stands from side to side.
  package enum Horizontal: UInt8, Sendable {
    /// Text left, numbers and dates right.
    case byKind
    case left
    case center
    case right
  }

  /// Where the content stands in a row higher than itself.
  package enum Vertical: UInt8, Sendable {
    case bottom
    case center
    case top
  }

  /// The line around a cell.
  package enum Border: UInt8, Sendable {
    case none
    case thin
    case medium
  }

  /// The font by name; nil for the workbook's.
  package var font: String?
  /// The size in points; nil for the workbook's.
  package var size: Double?
  /// Bold.
  package var isBold = false
  /// Italic.
  package var isItalic = false
  /// Underlined.
  package var isUnderlined = false
  /// The colour of text; nil for the usual black.
  package var color: SheetColor?
  /// The colour behind the text; nil for none.
  package var fill: SheetColor?
  /// The line around the cell.
  package var border = Border.none
  /// The line's colour; nil for black.
  package var borderColor: SheetColor?
  /// Whether long text continues on a new line of the cell.
  package var wraps = false
  /// Where the content stands from side to side.
  package var horizontal = Horizontal.byKind
  /// Where the content stands from top to bottom.
  package var vertical = Vertical.bottom
  /// How far text is set in, in widths of about three spaces.
  package var indent = 0
  /// The number format, such as `0.00` or `@` (text); nil for one that suits the value.
  package var numberFormat: String?

  /// The style of a new workbook's cells.
  package init() {}

  /// The style changed by a closure.
  ///
  /// - Parameter change: Changes a copy.
  /// - Returns: The copy.
  package func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
    var copy = self
    change(&copy)
    return copy
  }
}

/// A colour of cells and tabs.
package struct SheetColor: Sendable, Hashable {
  /// `0xRRGGBB`.
  package let value: UInt32

  /// Makes a colour from `0xRRGGBB`; higher bits are dropped.
  package init(_ value: UInt32) {
    self.value = value & 0xFF_FFFF
  }
}
