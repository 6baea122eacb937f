import Workbook

/// A row as its sender laid it out.
package struct OriginalRow: Sendable {
  /// The row, from 1.
  package internal(set) var number = 0
  /// The height in points where it is stated.
  package internal(set) var height: Double?
  /// Whether the row is hidden.
  package internal(set) var isHidden = false
  /// The cells that hold something or have a look, from the left.
  package internal(set) var cells: [OriginalCell] = []

  /// The column of the first cell that holds something; nil where none does.
  package var firstFilledColumn: Int? {
    cells.first {
      if case .blank = $0.value { false } else { true }
    }?.column
  }
}

/// A cell as its sender wrote it.
package struct OriginalCell: Sendable, Equatable {
  /// What a cell holds.
  package enum Value: Sendable, Equatable {
    /// Nothing, or a formula that was never computed.
    case blank
    /// Text; what a failed formula shows is text too.
    case text(String)
    /// A number; a day is counted from 1900.
    case number(Double)
    /// Yes or no.
    case boolean(Bool)
  }

  /// The column, from 0.
  package let column: Int
  /// What the cell holds.
  package let value: Value
  /// The number of its look, for ``OriginalSheet/look(_:)``.
  package let style: Int
}

extension OriginalSheet {
  /// How the cells of a style look.
  ///
  /// - Parameter style: The number of the style.
  /// - Returns: The look; a plain one for text.
  package func look(_ style: Int) -> CellLook {
    if case .worksheet(let workbook, _) = content {
      workbook.look(ofStyle: style)
    } else {
      CellLook()
    }
  }

  /// Calls a closure with every row that has cells, a height, or is hidden; stops where it says so,
  /// and where the file is damaged.
  ///
  /// - Parameters:
  ///   - sorted: Whether to put the rows in the order of their numbers, which takes O(cells) of
  ///     space; every spreadsheet program writes them so.
  ///   - body: Takes a row; returns whether to go on.
  /// - Throws: What `body` throws.
  /// - Complexity: O(cells) in time, O(longest row) in space.
  package func forEachRow<Failure: Error>(
    sorted: Bool = false, _ body: (OriginalRow) throws(Failure) -> Bool
  ) throws(Failure) {
    switch content {
    case .worksheet(let workbook, let index):
      guard let sheet = try? workbook.sheet(index, keepsLook: true) else { return }
      if !sorted {
        try forEachRow(of: sheet, workbook, body)
      } else {
        for row in sortedRows(of: sheet, workbook) {
          guard try body(row) else { return }
        }
      }
    case .text(let input):
      guard let reader = try? input.reader() else { return }
      var stream = DelimitedStream(reader)
      var row = OriginalRow()
      while (try? stream.next()) ?? false {
        row.number = stream.record
        row.cells.removeAll(keepingCapacity: true)
        for column in 0..<stream.fieldCount where !stream.isEmpty(column) {
          row.cells.append(
            OriginalCell(column: column, value: .text(stream.string(column)), style: 0))
        }
        guard try body(row) else { return }
      }
    }
  }

  private func forEachRow<Failure: Error>(
    of sheet: consuming SheetReader, _ workbook: WorkbookReader,
    _ body: (OriginalRow) throws(Failure) -> Bool
  ) throws(Failure) {
    var row = OriginalRow()
    while (try? sheet.next()) ?? false {
      row.take(sheet, workbook.dateSystem)
      guard try body(row) else { return }
    }
  }

  /// The rows by number; of two of one number, the later stands.
  private func sortedRows(
    of sheet: consuming SheetReader, _ workbook: WorkbookReader
  ) -> [OriginalRow] {
    var rows: [Int: OriginalRow] = [:]
    while (try? sheet.next()) ?? false {
      var row = OriginalRow()
      row.take(sheet, workbook.dateSystem)
      rows[row.number] = row
    }
    return rows.values.sorted { $0.number < $1.number }
  }
}

extension OriginalRow {
  /// Takes over the present row of a worksheet.
  fileprivate mutating func take(_ sheet: borrowing SheetReader, _ dates: DateSystem) {
    number = sheet.row
    height = sheet.rowHeight
    isHidden = sheet.isRowHidden
    cells.removeAll(keepingCapacity: true)
    for index in 0..<sheet.cellCount {
      cells.append(
        OriginalCell(
          column: sheet.column(index), value: Self.value(sheet, index, dates),
          style: sheet.style(index)))
    }
  }

  private static func value(
    _ sheet: borrowing SheetReader, _ index: Int, _ dates: DateSystem
  ) -> OriginalCell.Value {
    switch sheet.kind(index) {
    case .blank: return .blank
    case .boolean: return .boolean(sheet.string(index) == "1")
    case .string, .isoDate, .error:
      let text = sheet.string(index)
      return text.isEmpty ? .blank : .text(text)
    case .number, .percentage, .time:
      return sheet.number(index).map { .number($0) } ?? .text(sheet.string(index))
    case .date:
      guard let serial = sheet.number(index) else { return .text(sheet.string(index)) }
      // Serial 0 of 1904 is 1462 of 1900; what is no date in one must not become one in the other.
      let isShifted = dates == .from1904 && dates.date(of: serial) != nil
      return .number(isShifted ? serial + 1462 : serial)
    }
  }
}
