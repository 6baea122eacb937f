/// A merged region of cells, rows and columns from 0.
package struct CellMerge: Equatable, Hashable, Sendable {
  /// The rows.
  package let rows: ClosedRange<Int>
  /// The columns.
  package let columns: ClosedRange<Int>

  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }
}
