import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// A book on disk: a folder of CSV files, or one workbook.
enum BookFiles {
  /// Writes a book.
  ///
  /// - Parameters:
  ///   - export: The book.
  ///   - path: A folder, or a file ending in `.xlsx`.
  ///   - language: The language of messages.
  ///   - quiet: Whether remarks are kept back.
  /// - Throws: ``Failure`` where it cannot be written.
  static func write(
    _ export: BookExport, to path: String, language: Language, quiet: Bool
  ) throws {
    if FileFormat.of(path, among: [Export.Format.xlsx]) != nil {
      let written = try Output.workbook(language, quiet: quiet) {
        () throws(WorkbookOutputError) in try export.workbook()
      }
      try Output.write(Data(written.bytes), to: path, language: language)
    } else {
      try writeFolder(export.csvFiles(), to: path, language)
    }
  }

  /// Writes a folder of CSV files.
  static func writeFolder(
    _ files: [(name: String, bytes: [UInt8])], to path: String, _ language: Language
  ) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .cannotWrite,
        language("无法建立文件夹“\(path)”", "the folder “\(path)” cannot be made"))
    }
    for file in files {
      try Output.write(Data(file.bytes), to: path + "/" + file.name, language: language)
    }
  }
}
