import ChainModel
import DelimitedText
import Foundation
import TextEncodings
import Workbook

/// The state of reading a book's files.
struct Reading {
  var contents = BookContents()
  var collector = DiagnosticCollector()

  let bytesTotal: Int
  let encoding: TextEncoding?
  let readsHidden: Bool
  let onProgress: (@Sendable (BookReader.Progress) -> Void)?
  var bytesBefore = 0
  /// Files of older formats that nothing here can read or convert.
  var unconverted: [String] = []
  /// The files of the book, of which a returned workbook may hold copies.
  let fileNames: Set<String>

  init(
    bytesTotal: Int, fileNames: Set<String> = [], encoding: TextEncoding?,
    readsHidden: Bool = false,
    onProgress: (@Sendable (BookReader.Progress) -> Void)?
  ) {
    self.bytesTotal = bytesTotal
    self.fileNames = fileNames
    self.encoding = encoding
    self.readsHidden = readsHidden
    self.onProgress = onProgress
  }

  /// Reads one file; what cannot be used leaves a diagnostic.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - mappings: How a mapping file says to read it; none where it is read as it is.
  mutating func read(_ file: BookReader.BookFile, mappings: [TableMapping] = []) {
    defer { bytesBefore += file.size }
    let start: [UInt8]
    do {
      start = try Self.firstBytes(of: file.path)
    } catch {
      reject(
        file, "file-unreadable", Bilingual("无法读取", "it cannot be read"),
        fix: Bilingual("检查文件权限，或关闭正在使用它的程序", "Check its permissions, or close the program using it")
      )
      return
    }
    switch ContentKind(firstBytes: start) {
    case .empty:
      reject(
        file, "file-empty", Bilingual("文件是空的", "the file is empty"),
        fix: Bilingual("补充内容，或删去这个文件", "Fill it in, or remove it"))
    case .text where Self.isMarkup(start), .utf8Marked where Self.isMarkup(start):
      readWorkbook(file, mappings: mappings)
    case .text, .utf8Marked, .utf16LittleEndian, .utf16BigEndian:
      readText(file, start: start, mappings: mappings)
    case .zip, .compoundFile:
      readWorkbook(file, mappings: mappings)
    case .utf32LittleEndian, .utf32BigEndian:
      rejectEncoding(file, Bilingual("编码是 UTF-32", "its encoding is UTF-32"))
    case .binary:
      reject(
        file, "file-binary", Bilingual("不是表格", "it is not a table"),
        fix: Bilingual("移出文件夹", "Move it out of the folder"))
    }
  }

  mutating func reject(
    _ file: BookReader.BookFile, sheet: String? = nil, _ code: String, _ message: Bilingual,
    fix: Bilingual
  ) {
    collector.add(
      Diagnostic(
        .error, code, file: file.name, sheet: sheet,
        message: Bilingual(message.chinese + "，未采用", message.english + "; set aside"),
        fix: fix))
  }

  mutating func rejectEncoding(_ file: BookReader.BookFile, _ message: Bilingual) {
    reject(
      file, "encoding-unsupported", message,
      fix: Bilingual(
        "在表格软件中另存为 .xlsx 或“CSV UTF-8（逗号分隔）”",
        "Save it as .xlsx or “CSV UTF-8 (comma delimited)” in the spreadsheet program"))
  }

  static func firstBytes(of path: String) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CocoaError(.fileReadUnknown)
    }
    defer { try? handle.close() }
    return try [UInt8](handle.read(upToCount: SeparatorSniffer.sampleSize) ?? Data())
  }

  /// Whether text is markup (HTML or XML), which some systems export under the name of a workbook.
  static func isMarkup(_ start: [UInt8]) -> Bool {
    guard let first = start.drop(while: { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }).first
    else { return false }
    return first == UInt8(ascii: "<")
  }

  /// Reports a file that has the same content as another.
  mutating func reportTwin(_ file: BookReader.BookFile, of other: BookReader.BookFile) {
    collector.add(
      Diagnostic(
        .warning, "file-twice", file: file.name, value: other.name,
        message: Bilingual(
          "与“\(other.name)”内容完全相同，只读一次，避免重复计算",
          "the same content as “\(other.name)”; read once, lest everything count twice"),
        fix: Bilingual("删去其中一个", "Delete one of them")))
  }

  /// Names the files of a folder that can hold a report and are of a kind that is not read.
  mutating func reportPassedOver(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let kinds = [
      ".doc", ".docx", ".wps", ".pdf", ".zip", ".rar", ".7z", ".numbers", ".xlsb", ".jpg", ".png",
    ]
    let passed = names.filter { name in
      !name.hasPrefix(".") && !name.hasPrefix("~$")
        && kinds.contains { name.lowercased().hasSuffix($0) }
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !passed.isEmpty else { return }
    let list = passed.prefix(10).joined(separator: "、") + (passed.count > 10 ? "…" : "")
    collector.add(
      Diagnostic(
        .warning, "files-passed-over", file: passed.count == 1 ? passed[0] : "", value: list,
        message: Bilingual(
          "\(passed.count) 个文件不是表格，未读取：\(list)",
          "\(passed.count) files are no tables and were not read: \(list)"),
        fix: Bilingual(
          "如里面有报表，另存或解压为 .xlsx 放入文件夹；否则移出文件夹",
          "If they hold reports, save or unpack them as .xlsx; else move them away")))
  }
}
