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

  /// Refuses a folder that holds files which writing would not replace.
  ///
  /// - Parameters:
  ///   - files: The files to be written.
  ///   - path: The folder, which need not exist.
  ///   - language: The language of messages.
  /// - Throws: ``Failure`` where other files lie there.
  static func checkHoldsOnly(
    _ files: [(name: String, bytes: [UInt8])], at path: String, _ language: Language
  ) throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let others = Set(present).subtracting(files.map(\.name)).sorted()
    guard let first = others.first else { return }
    throw Failure(
      .cannotWrite,
      language(
        "文件夹“\(path)”里已有别的文件（\(first)等 \(others.count) 个），会随这一版一起外传；请换一个空文件夹",
        "the folder “\(path)” holds \(others.count) other files (\(first) …), which would be passed "
          + "on with the edition; name an empty folder"))
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
