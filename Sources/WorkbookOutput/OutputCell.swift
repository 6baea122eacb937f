/// A cell to be written: its value and how it looks.
package struct OutputCell: Sendable, Hashable {
  /// What a cell holds.
  package enum Value: Sendable, Hashable {
    /// Nothing; with a style an empty formatted cell.
    case blank
    /// Text, never read as a formula or an address.
    case text(String)
    /// A number; the file has 16 significant digits of it.
    case number(Double)
    /// A fraction of 1, shown as a percentage.
    case percentage(Double)
    /// A day of the Gregorian calendar.
    case date(year: Int, month: Int, day: Int)
    /// Yes or no, shown as TRUE or FALSE.
    case boolean(Bool)
    /// Text that leads to a cell of another sheet, by the name which beginning that sheet gave back.
    ///
    /// Longer than 400 bytes of UTF-8, or past 65,530 links in a sheet, it is plain text.
    case link(String, sheet: String, cell: String = "A1")
  }

  /// What the cell holds.
  package var value: Value
  /// How it looks; nil: as its row, else as its column.
  package var style: CellStyle?

  /// Makes a cell.
  ///
  /// - Parameters:
  ///   - value: What it holds.
  ///   - style: How it looks; nil: as its row, else as its column.
  package init(_ value: Value, style: CellStyle? = nil) {
    self.value = value
    self.style = style
  }

  /// Whether the cell holds nothing.
  var isEmpty: Bool {
    switch value {
    case .blank: true
    case .text(let text): text.isEmpty
    default: false
    }
  }

  /// A cell without content that takes the style of its row or column.
  package static var blank: OutputCell { OutputCell(.blank) }

  /// A cell of text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - style: How it looks; nil: as its row, else as its column.
  /// - Returns: The cell.
  package static func text(_ text: String, style: CellStyle? = nil) -> OutputCell {
    OutputCell(.text(text), style: style)
  }

  /// A cell of a number.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - style: How it looks; nil: as its row, else as its column.
  /// - Returns: The cell.
  package static func number(_ number: Double, style: CellStyle? = nil) -> OutputCell {
    OutputCell(.number(number), style: style)
  }
}

/// A note (批注) at a cell of the row it is written with.
package struct CellNote: Sendable, Hashable {
  /// The column, from 0.
  package var column: Int
  /// The text; lines end with `\n`.
  package var text: String
  /// Who says it.
  package var author: String

  /// Makes a note.
  ///
  /// - Parameters:
  ///   - column: The column, from 0.
  ///   - text: The text; lines end with `\n`.
  ///   - author: Who says it.
  package init(column: Int, text: String, author: String) {
    self.column = column
    self.text = text
    self.author = author
  }
}

/// A rectangle of cells, its bounds included.
package struct CellBlock: Sendable, Hashable {
  /// The rows, from 1.
  package var rows: ClosedRange<Int>
  /// The columns, from 0.
  package var columns: ClosedRange<Int>

  /// Makes a rectangle.
  ///
  /// - Parameters:
  ///   - rows: The rows, from 1.
  ///   - columns: The columns, from 0.
  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// Whether two rectangles share a cell.
  func overlaps(_ other: CellBlock) -> Bool {
    rows.overlaps(other.rows) && columns.overlaps(other.columns)
  }
}
