import Foundation
import Inputs

@testable import Workbook

/// A cell as tests compare it.
struct ReadCell: Equatable, CustomStringConvertible {
  var address: String
  var kind: CellKind
  var text: String
  var isFormula = false

  init(_ address: String, _ kind: CellKind, _ text: String, isFormula: Bool = false) {
    self.address = address
    self.kind = kind
    self.text = text
    self.isFormula = isFormula
  }

  var description: String { "\(address) \(kind) “\(text)”\(isFormula ? " =" : "")" }
}

/// All cells of a sheet.
func cells(
  _ workbook: WorkbookReader, sheet index: Int = 0
) throws(WorkbookError) -> [ReadCell] {
  var sheet = try workbook.sheet(index)
  var found: [ReadCell] = []
  while try sheet.next() {
    for cell in 0..<sheet.cellCount {
      found.append(
        ReadCell(
          CellAddress(row: sheet.row, column: sheet.column(cell)).text, sheet.kind(cell),
          sheet.string(cell), isFormula: sheet.isFormula(cell)))
    }
  }
  return found
}

/// All cells of the first sheet.
func cells(
  _ parts: WorkbookParts, limits: WorkbookLimits = WorkbookLimits()
) throws(WorkbookError) -> [ReadCell] {
  try cells(WorkbookReader(bytes: parts.bytes, limits: limits))
}

/// Reads everything a workbook has: the error, or nil.
func failure(
  _ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
) -> WorkbookError? {
  do throws(WorkbookError) {
    let workbook = try WorkbookReader(bytes: bytes, limits: limits)
    for index in workbook.sheets.indices {
      _ = try workbook.layout(ofSheet: index)
      _ = try cells(workbook, sheet: index)
    }
    return nil
  } catch {
    return error
  }
}

func failure(
  _ parts: WorkbookParts, limits: WorkbookLimits = WorkbookLimits()
) -> WorkbookError? {
  failure(parts.bytes, limits: limits)
}

/// Writes bytes to a file of its own and removes it afterwards.
func withTemporaryFile<Result>(
  _ bytes: [UInt8], _ body: (String) throws -> Result
) throws -> Result {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("workbook-\(UUID().uuidString).xlsx")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}
