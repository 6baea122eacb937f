import ChainModel
import Workbook

/// Which sheets of a returned workbook are copies of senders' sheets.
///
/// A returned workbook beside the files it was made from would state everything twice, and amounts
/// would add up to the double. A hidden sheet of the workbook says what each sheet was copied from.
package enum CopiedSheets {
  /// The name of the hidden sheet.
  package static let sheetName = "副本来源"
  /// Its headers: the sheet in the workbook, and the file it was copied from.
  package static let headers = ["工作表", "原文件"]

  /// The greatest number of rows that are read.
  private static let limit = 20_000

  /// The file each sheet was copied from, by the sheet's name; empty where the workbook is no
  /// returned one.
  ///
  /// - Complexity: O(sheets).
  static func files(in workbook: WorkbookReader) -> [String: String] {
    guard let index = workbook.sheets.firstIndex(where: { $0.name == sheetName }),
      var sheet = try? workbook.sheet(index)
    else { return [:] }
    var files: [String: String] = [:]
    while let isThere = try? sheet.next(), isThere, files.count < limit {
      guard sheet.cellCount >= 2 else { continue }
      files[sheet.string(0)] = sheet.string(1)
    }
    files[headers[0]] = nil
    return files
  }
}
