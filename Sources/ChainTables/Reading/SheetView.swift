import ChainModel

/// A sheet as a file names it.
struct SheetName {
  /// The file, relative to the book.
  var file: String
  /// The sheet; nil where the file is one table of text.
  var sheet: String?
  /// The names that may tell which table it is, the more telling first.
  var names: [String]
}

/// The columns under which a sheet is read: its own, or those a mapping file gives it.
struct SheetView {
  /// Where a cell comes from.
  enum Cell {
    /// A column of the sheet, from 0.
    case column(Int)
    /// The same text in every row.
    case constant(String)
  }

  /// The headers as the sheet has them.
  let sheetHeaders: [String]
  /// The headers under which the sheet is read.
  let headers: [String]
  /// The units noted outside of the headers.
  let units: [String?]
  /// The units noted for the whole sheet.
  let sheetUnits: [String]
  /// The cells of a row by the mapping; nil where rows are read as they are.
  let cells: [Cell]?

  /// The sheet's own columns.
  init(_ frame: SheetFrame) {
    sheetHeaders = frame.headers
    headers = frame.headers
    units = frame.units
    sheetUnits = frame.sheetUnits
    cells = nil
  }

  /// Columns given by a mapping.
  init(_ frame: SheetFrame, headers: [String], cells: [Cell]) {
    sheetHeaders = frame.headers
    let units = cells.map { cell -> String? in
      guard case .column(let column) = cell else { return nil }
      return TextFolding.foldedHeader(frame.headers[column]).unit ?? frame.units[column]
    }
    self.units = units
    // The unit that the sheet notes is the unit of its numbers, whatever the mapping calls them.
    self.headers = zip(headers, units).map { header, unit in
      unit == nil ? header : TextFolding.foldedHeader(header).name
    }
    sheetUnits = frame.sheetUnits
    self.cells = cells
  }

  /// Where a column stands in the sheet; nil for a constant.
  func sheetColumn(_ column: Int) -> Int? {
    guard let cells else { return column }
    if case .column(let index) = cells[column] { return index }
    return nil
  }

  /// Puts a row together as the mapping says.
  func project<Cells: CellRow & ~Copyable>(_ row: borrowing Cells, into target: inout SheetRow) {
    target.begin(row.record)
    let filledDown = row.filledDown
    for (position, cell) in (cells ?? []).enumerated() {
      switch cell {
      case .column(let index):
        row.withField(index) { target.append($0) }
        if filledDown.contains(index) { target.filledDown.append(position) }
      case .constant(let text): target.append(text)
      }
    }
  }
}
