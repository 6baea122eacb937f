@testable import Workbook
@testable import WorkbookOutput

/// A cell as it was read back.
struct ReadCell: Equatable {
  var column: Int
  var kind: CellKind
  var text: String

  init(_ column: Int, _ kind: CellKind, _ text: String) {
    self.column = column
    self.kind = kind
    self.text = text
  }
}

/// A sheet as it was read back.
struct ReadSheet {
  var name = ""
  var isHidden = false
  /// The rows that hold something, by number.
  var rows: [Int: [ReadCell]] = [:]
  var merged: [CellRange] = []

  /// The text of a cell; nil where there is none.
  func text(_ row: Int, _ column: Int) -> String? {
    rows[row]?.first { $0.column == column }?.text
  }
}

/// Reads a workbook with the project's own reader.
func readBack(_ bytes: [UInt8]) throws -> [ReadSheet] {
  let reader = try WorkbookReader(bytes: bytes)
  var sheets: [ReadSheet] = []
  for index in reader.sheets.indices {
    var sheet = ReadSheet()
    sheet.name = reader.sheets[index].name
    sheet.isHidden = reader.sheets[index].visibility != .visible
    var rows = try reader.sheet(index)
    while try rows.next() {
      sheet.rows[rows.row] = (0..<rows.cellCount).map {
        ReadCell(rows.column($0), rows.kind($0), rows.string($0))
      }
    }
    sheet.merged = rows.mergedRegions
    sheets.append(sheet)
  }
  return sheets
}

/// A part of a workbook as text, to look for markup that the reader passes over.
func part(_ name: String, of bytes: [UInt8]) throws -> String {
  var stream = try WorkbookReader(bytes: bytes).container.open(name)
  return String(decoding: try stream.readAll(), as: UTF8.self)
}

/// Writes one sheet of rows.
func oneSheet(
  _ rows: [[OutputCell]], storage: WorkbookWriter.Storage = .memory
) throws -> WorkbookWriter.Output {
  var writer = try WorkbookWriter(storage: storage)
  try writer.beginSheet(SheetSettings("表"))
  for row in rows { try writer.append(row) }
  return try writer.finish()
}
