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
  /// - Parameter path: A folder, or one CSV file.
  /// - Returns: The book, with its diagnostics.
  /// - Throws: ``BookError`` where the path does not exist, cannot be read, or holds no table.
  /// - Complexity: O(bytes + rows · log rows) in time, O(rows + distinct text) in space.
  public func read(_ path: String) throws(BookError) -> ChainBook {
    let files = try locate(path)
    var reading = Reading(
      bytesTotal: files.reduce(0) { $0 + $1.size },
      encoding: encoding.flatMap { TextEncoding(name: $0) },
      onProgress: onProgress)
    for file in files { reading.read(file) }
    guard !reading.contents.isEmpty else {
      throw BookError(
        code: .nothingUsable, path: path,
        message: Bilingual(
          "“\(path)”中没有可用的表：没有读到任何一行。请放入以表名命名的 CSV 文件，如“企业名录.csv”“供应关系.csv”，首行为表头",
          "there is no usable table in “\(path)”: not one row was read. Put CSV files named after "
            + "their tables there, such as firms.csv and supplies.csv, headers first"),
        diagnostics: reading.collector.sorted())
    }
    return BookAssembler(reading.contents, collector: reading.collector, asOf: asOf).assemble()
  }

  /// A file of the book.
  struct BookFile {
    var path: String
    var name: String
    var size: Int
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

  /// Whether a file's name says that it is a table; a README beside the tables is none.
  private static func isTable(_ name: String) -> Bool {
    [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et"].contains { name.hasSuffix($0) }
  }

  private static func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}
