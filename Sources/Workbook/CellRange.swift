/// A rectangle of cells, its bounds included.
package struct CellRange: Equatable, Sendable {
  /// The first row, from 1.
  package let firstRow: Int
  /// The last row, from 1.
  package let lastRow: Int
  /// The first column, from 0.
  package let firstColumn: Int
  /// The last column, from 0.
  package let lastColumn: Int

  /// Makes a rectangle from two opposite corners in any order.
  ///
  /// - Parameters:
  ///   - rows: Two rows, from 1.
  ///   - columns: Two columns, from 0.
  package init(rows: (Int, Int), columns: (Int, Int)) {
    firstRow = min(rows.0, rows.1)
    lastRow = max(rows.0, rows.1)
    firstColumn = min(columns.0, columns.1)
    lastColumn = max(columns.0, columns.1)
  }

  /// Whether a cell lies in the rectangle.
  ///
  /// - Parameters:
  ///   - row: The row, from 1.
  ///   - column: The column, from 0.
  /// - Returns: Whether it does.
  package func contains(row: Int, column: Int) -> Bool {
    row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn
  }
}

extension CellRange {
  /// Reads `A1:C3` or `B2`; nil where it isn't a rectangle inside a sheet.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    guard let first = CellAddress(bytes, from: &index) else { return nil }
    var second = first
    if index < bytes.count {
      guard bytes[index] == UInt8(ascii: ":") else { return nil }
      index += 1
      guard let last = CellAddress(bytes, from: &index), index == bytes.count else { return nil }
      second = last
    }
    self.init(rows: (first.row, second.row), columns: (first.column, second.column))
  }
}
