/// A sheet as a whole: its name, columns, fixed rows, page and tab.
package struct SheetSettings: Sendable {
  /// A column.
  package struct Column: Sendable {
    /// How wide the column is.
    package var width: ColumnWidth
    /// How cells look that say nothing themselves.
    package var style: CellStyle?
    /// Whether the column is hidden.
    package var isHidden: Bool

    /// Makes a column.
    ///
    /// - Parameters:
    ///   - width: How wide it is.
    ///   - style: How cells look that say nothing themselves.
    ///   - isHidden: Whether it is hidden.
    package init(_ width: ColumnWidth, style: CellStyle? = nil, isHidden: Bool = false) {
      self.width = width
      self.style = style
      self.isHidden = isHidden
    }
  }

  /// The name on the tab, made to keep Excel's rules.
  package var name: String
  /// The columns from the left.
  package var columns: [Column] = []
  /// The rows at the top that stay in view.
  package var frozenRows = 0
  /// The columns at the left that stay in view.
  package var frozenColumns = 0
  /// The colour of the tab.
  package var tabColor: SheetColor?
  /// Whether the sheet is hidden.
  package var isHidden = false
  /// How the sheet is printed; nil leaves it to the printer.
  package var page: PageSetup?

  /// A sheet with nothing set but its name.
  package init(_ name: String) {
    self.name = name
  }
}

/// How wide a column is, in characters of which 汉字 count two.
package enum ColumnWidth: Sendable, Hashable {
  /// The program's own width.
  case standard
  /// A fixed width.
  case fixed(Double)
  /// As the longest line of its cells, within bounds.
  case fitted(ClosedRange<Double>)
}

/// How a sheet is printed.
package struct PageSetup: Sendable, Hashable {
  /// The paper; raw values are Excel's numbers.
  package enum Paper: UInt8, Sendable {
    case a3 = 8
    case a4 = 9
  }

  /// The paper.
  package var paper = Paper.a4
  /// Whether the long side lies below.
  package var isLandscape = false
  /// Whether all columns are scaled onto one page's width.
  package var fitsWidth = true
  /// Rows from 1 that every page repeats.
  package var repeatedRows: ClosedRange<Int>?
  /// The footer in Excel's codes: `&P` page, `&N` pages, `&&` an ampersand; `&L`, `&C`, `&R` begin
  /// what stands left, in the middle (as does text without any) and right.
  package var footer: String?

  /// An upright A4 page as wide as the sheet.
  package init() {}
}

/// A list of values to choose from, with what the program says where something else is typed.
package struct DropDown: Sendable, Hashable {
  /// The values; empty ones and repeated ones are left out.
  package var values: [String]
  /// What is shown at the chosen cell: a title of up to 32 characters, a text of up to 255.
  package var promptTitle = ""
  /// The text shown at the chosen cell.
  package var prompt = ""
  /// The title of the message about another value.
  package var errorTitle = ""
  /// The text of the message about another value.
  package var error = ""
  /// Whether another value is refused; otherwise it is taken after a question.
  package var isStrict = true

  /// A list of values.
  package init(_ values: [String]) {
    self.values = values
  }
}
