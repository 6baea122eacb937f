import ChainModel
import DelimitedText
import Foundation
import TextEncodings

/// Reads a chain book: a folder of tables, or one file.
public struct BookReader: Sendable {
  /// How far reading has come.
  public struct Progress: Sendable {
    /// The file being read, relative to the book.
    public let file: String
    /// Bytes read of all files.
    public let bytesRead: Int
    /// Bytes of all files.
    public let bytesTotal: Int
  }

  /// The date at which certificates are judged.
  public var asOf: CalendarDate
  /// Called about every 65,536 rows while reading.
  public var onProgress: (@Sendable (Progress) -> Void)?
  /// The encoding of every file, by name, such as `gb18030`, `big5` or `utf-16`; nil, or a name that is
  /// none, to tell it from each file's bytes.
  public var encoding: String?
  /// Whether hidden rows and sheets of workbooks are read too.
  public var readsHidden = false
  /// A mapping file that says how foreign tables are read; nil for none.
  public var mappingFile: String?

  /// A reader.
  ///
  /// - Parameters:
  ///   - asOf: The date at which certificates are judged.
  ///   - onProgress: Called about every 65,536 rows while reading.
  public init(asOf: CalendarDate, onProgress: (@Sendable (Progress) -> Void)? = nil) {
    self.asOf = asOf
    self.onProgress = onProgress
  }

  /// Reads the book at a path.
  ///
  /// Subfolders, hidden files, `~$` files and YAML files are passed over. What cannot be used is set
  /// aside with a diagnostic, and the rest is read.
  ///
  /// - Parameter path: A folder, or one file.
  /// - Returns: The book, with its diagnostics.
  /// - Throws: ``BookError`` where the path does not exist, cannot be read, or holds no table.
  /// - Complexity: O(bytes + rows · log rows) in time, O(rows + distinct text) in space.
  public func read(_ path: String) throws(BookError) -> ChainBook {
    let files = try bookFiles(at: path)
    var reading = Reading(
      bytesTotal: files.reduce(0) { $0 + $1.size }, fileNames: Set(files.map(\.name)),
      encoding: encoding.flatMap { TextEncoding(name: $0) }, readsHidden: readsHidden,
      onProgress: onProgress)
    var read: [BookFile] = []
    for file in files {
      // The same file twice, as 某县(1).xlsx, would add every amount up to the double.
      let twin = read.first {
        $0.size == file.size && file.size > 0
          && FileManager.default.contentsEqual(atPath: $0.path, andPath: file.path)
      }
      if let twin {
        reading.reportTwin(file, of: twin)
      } else {
        reading.read(file, mappings: file.mappings)
        read.append(file)
      }
    }
    reading.finishUnconverted()
    reading.reportPassedOver(in: path)
    guard !reading.contents.isEmpty else {
      throw BookError(
        code: .nothingUsable, path: path,
        message: Bilingual(
          "“\(path)”中没有可用的表：没有读到任何一行。请放入 .xlsx 或 CSV 表，以表名命名，如“调研摸底表.xlsx”“企业名录.csv”",
          "there is no usable table in “\(path)”: not one row was read. Put workbooks or CSV files "
            + "named after their tables there, such as survey.xlsx or firms.csv"),
        diagnostics: reading.collector.sorted())
    }
    return BookAssembler(reading.contents, collector: reading.collector, asOf: asOf).assemble()
  }

  /// A file of the book.
  struct BookFile {
    var path: String
    var name: String
    var size: Int
    var mappings: [TableMapping] = []
  }

  /// The files of the book, in the order in which they are read.
  func bookFiles(at path: String) throws(BookError) -> [BookFile] {
    var files = try locate(path)
    if let mappingFile {
      try apply(MappingFile(path: mappingFile), of: mappingFile, to: &files)
    }
    return files
  }

  /// Adds the files that a mapping names; a file of the book that it names is read by it alone.
  private func apply(
    _ mapping: MappingFile, of path: String, to files: inout [BookFile]
  ) throws(BookError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    for table in mapping.tables {
      let found = FilePattern.files(table.pattern, in: folder)
      guard !found.isEmpty else {
        throw BookError(
          code: .notFound, path: path,
          message: Bilingual(
            "映射文件“\(path)”第 \(table.line) 行：没有文件符合“\(table.pattern)”（相对于映射文件所在的文件夹）",
            "mapping file “\(path)” line \(table.line): no file matches “\(table.pattern)” "
              + "(relative to the mapping file)"),
          diagnostics: [])
      }
      for match in found {
        let standard = URL(fileURLWithPath: match.path).standardizedFileURL.path
        if let index = files.firstIndex(where: {
          URL(fileURLWithPath: $0.path).standardizedFileURL.path == standard
        }) {
          files[index].mappings.append(table)
        } else {
          files.append(
            BookFile(
              path: match.path, name: match.relative, size: Self.size(of: match.path),
              mappings: [table]))
        }
      }
    }
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func locate(_ path: String) throws(BookError) -> [BookFile] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw BookError(
        code: .notFound, path: path,
        message: Bilingual("找不到“\(path)”", "“\(path)” does not exist"), diagnostics: [])
    }
    guard isFolder.boolValue else {
      let name = URL(fileURLWithPath: path).lastPathComponent
      return [BookFile(path: path, name: name, size: Self.size(of: path))]
    }
    let names: [String]
    do {
      names = try manager.contentsOfDirectory(atPath: path)
    } catch {
      throw BookError(
        code: .unreadable, path: path,
        message: Bilingual("无法打开文件夹“\(path)”", "the folder “\(path)” cannot be opened"),
        diagnostics: [])
    }
    var files: [BookFile] = []
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let lowered = name.lowercased()
      guard !name.hasPrefix("."), !name.hasPrefix("~$"), !lowered.hasSuffix(".yaml"),
        !lowered.hasSuffix(".yml")
      else { continue }
      let full = path.hasSuffix("/") ? path + name : path + "/" + name
      var isSubfolder: ObjCBool = false
      // What is listed but isn't there (a broken link) is read on, so that it is reported.
      _ = manager.fileExists(atPath: full, isDirectory: &isSubfolder)
      guard !isSubfolder.boolValue, Self.isTable(lowered) else { continue }
      files.append(BookFile(path: full, name: name, size: Self.size(of: full)))
    }
    return files
  }

  /// Whether a file's name says that it is a table; a README or 说明.txt beside the tables is none.
  private static func isTable(_ name: String) -> Bool {
    if name.hasSuffix(".txt"), TableRecognition.isAccompanying(String(name.dropLast(4))) {
      return false
    }
    return [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et", ".ods"].contains {
      name.hasSuffix($0)
    }
  }

  private static func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}
