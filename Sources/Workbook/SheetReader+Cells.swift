import DelimitedText

// Cells are counted from 0 among those of the row that hold something; beyond the last, bytes are
// empty and the kind is blank.
extension SheetReader {
  /// The column of a cell, from 0; -1 beyond the last.
  @inlinable
  package func column(_ index: Int) -> Int {
    guard index >= 0, index < cellCount else { return -1 }
    return Int(cells[index].column)
  }

  /// What a cell holds.
  @inlinable
  package func kind(_ index: Int) -> CellKind {
    guard index >= 0, index < cellCount else { return .blank }
    return cells[index].kind
  }

  /// The number of a cell's style, for ``WorkbookReader/look(ofStyle:)``.
  @inlinable
  package func style(_ index: Int) -> Int {
    guard index >= 0, index < cellCount else { return 0 }
    return Int(cells[index].style)
  }

  /// Whether a cell's value was computed by a formula, and is as old as the last computation.
  @inlinable
  package func isFormula(_ index: Int) -> Bool {
    guard index >= 0, index < cellCount else { return false }
    return cells[index].isFormula
  }

  /// Calls `body` with a cell's value: text in UTF-8, and numbers exactly as the file writes them.
  ///
  /// The bytes are valid during the call only: the next row overwrites them.
  ///
  /// - Parameters:
  ///   - index: The cell, from 0; beyond the last the bytes are empty.
  ///   - body: Takes the bytes.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  @inlinable
  package func withBytes<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard index >= 0, index < cellCount else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let cell = cells[index]
    let base = cell.isShared ? stringBytes : values
    return try body(
      UnsafeRawBufferPointer(
        start: base.map { $0 + Int(cell.offset) }, count: Int(cell.length)))
  }

  /// The cell in a column, or nil where the row has none.
  ///
  /// - Parameter column: The column, from 0.
  /// - Returns: The cell, from 0 among those of the row.
  /// - Complexity: O(1) where no column before it is empty, else O(log cells).
  @inlinable
  package func index(ofColumn column: Int) -> Int? {
    if column < 0 { return nil }
    // Columns ascend: a cell is never behind the place of its column.
    if column < cellCount, Int(cells[column].column) == column { return column }
    var low = 0
    var high = min(column, cellCount)
    while low < high {
      let middle = (low + high) / 2
      if Int(cells[middle].column) < column { low = middle + 1 } else { high = middle }
    }
    return low < cellCount && Int(cells[low].column) == column ? low : nil
  }

  /// A cell's value as text.
  ///
  /// - Complexity: O(bytes of the value).
  package func string(_ index: Int) -> String {
    withBytes(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// A cell's number, or nil where it holds none.
  ///
  /// Percentages are fractions (0.35 for 35 %), dates and times serial numbers in days; for their
  /// meaning see ``DateSystem/date(of:)``.
  ///
  /// - Complexity: O(bytes of the value).
  package func number(_ index: Int) -> Double? {
    switch kind(index) {
    case .number, .percentage, .date, .time:
      withBytes(index) { try? DecimalParser().parse($0).value }
    case .blank, .isoDate, .string, .boolean, .error:
      nil
    }
  }
}
