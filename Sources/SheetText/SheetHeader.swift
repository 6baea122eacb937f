/// Where the header of a sheet stands, and what it says.
///
/// Rows and columns count from 0.
package struct SheetHeader: Equatable, Sendable {
  /// A column of the sheet.
  package struct Column: Equatable, Sendable {
    /// The column, from 0.
    package let index: Int
    /// The header's parts from the upper row to the lower; empty where the column has no header.
    package let path: [String]
    /// The name to match: the part that says enough, or the parts joined by `/`.
    package let name: String
    /// The unit noted for the column: in its header, its group's, or in a row of units.
    package let unit: String?
  }

  /// A cell outside the table that names something, such as `填报单位：沛县市监局`.
  package struct Caption: Equatable, Sendable {
    /// The row, from 0.
    package let row: Int
    /// The column, from 0.
    package let column: Int
    /// What is named, such as `填报单位`.
    package let label: String
    /// What it is, such as `沛县市监局`.
    package let value: String

    package init(row: Int, column: Int, label: String, value: String) {
      self.row = row
      self.column = column
      self.label = label
      self.value = value
    }
  }

  /// The rows the header takes, one to three.
  package let rows: ClosedRange<Int>
  /// The first row of data; may lie beyond the rows given.
  package let dataStart: Int
  /// The columns from the first with a header to the last used one.
  package let columns: [Column]
  /// The titles above the header.
  package let titles: [String]
  /// The units noted for the whole sheet, such as `万元`.
  package let sheetUnits: [String]
  /// The cells above the header that name something.
  package let captions: [Caption]
  /// The cells of the header that stand for several, columns or rows, as merged cells would show.
  package let spans: [CellMerge]
  /// What was skipped and assumed, in the order of the rows.
  package let remarks: [HeaderRemark]

  /// The first column with a header.
  package var firstColumn: Int { columns.first?.index ?? 0 }
}
