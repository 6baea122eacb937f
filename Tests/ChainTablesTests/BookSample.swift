import ChainModel
import ChainReports
import Foundation
import Testing

@testable import ChainTables

/// Books written to temporary folders, and what they say once read.
enum BookSample {
  /// Credit codes whose check digits hold (from GB 32100 and public registers).
  static let codes = [
    "914403001922038216", "9144030071526726XG", "91330100799655058B", "91350100M000100Y43",
    "91110000600037341L",
  ]

  /// Reads a folder that holds the given texts.
  static func read(_ files: [String: String]) throws -> ChainBook {
    try read(bytes: files.mapValues { Array($0.utf8) })
  }

  /// Reads a folder that holds the given bytes.
  static func read(bytes files: [String: [UInt8]]) throws -> ChainBook {
    try withFolder(files) { try read(path: $0) }
  }

  /// Reads a book at a path as of 2026-06-30.
  static func read(path: String) throws -> ChainBook {
    let asOf = try #require(CalendarDate(year: 2026, month: 6, day: 30))
    return try BookReader(asOf: asOf).read(path)
  }

  /// Calls a closure with the path of a folder that holds the given files.
  static func withFolder<Result>(
    _ files: [String: [UInt8]], _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "book-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }

  /// The first lines in which two texts differ.
  static func difference(_ left: String, _ right: String) -> String {
    let lines = (left.split(separator: "\n"), right.split(separator: "\n"))
    let at = zip(lines.0, lines.1).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    let start = max(0, at - 12)
    return lines.0[start...min(at + 3, lines.0.count - 1)].joined(separator: "\n") + "\n—\n"
      + lines.1[start...min(at + 3, lines.1.count - 1)].joined(separator: "\n")
  }
}

extension ChainBook {
  /// The cells of a table as they would be written, by field key; firms also by `id`.
  func cells(_ table: TableKind) -> [[String: String]] {
    var reader = CellReader(book: self, table: table)
    BookTables.visit(self, &reader)
    return reader.rows
  }

  /// Some columns of a table.
  func columns(_ table: TableKind, _ keys: String...) -> [[String]] {
    cells(table).map { row in keys.map { row[$0] ?? "?" } }
  }

  /// One column of a table.
  func column(_ table: TableKind, _ key: String) -> [String] {
    cells(table).map { $0[key] ?? "?" }
  }

  /// The extra cells of a table's rows, as `header=text`.
  func extraCells(_ table: TableKind) -> [[String]] {
    var reader = CellReader(book: self, table: table)
    BookTables.visit(self, &reader)
    return reader.extras
  }

  /// The diagnostics as `severity code file!cell value`; the row or `-` stands for no one cell.
  var marks: [String] { diagnostics.map(\.mark) }

  /// The diagnostics that are not notes.
  var doubts: [String] { diagnostics.filter { $0.severity != .note }.map(\.mark) }

  /// The book as JSON without the places rows came from, keys sorted.
  func comparableJSON() throws -> String {
    let parsed = try JSONSerialization.jsonObject(with: Data(BookExport(self).json().utf8))
    let data = try JSONSerialization.data(
      withJSONObject: Self.withoutSources(parsed), options: [.sortedKeys, .prettyPrinted])
    return String(decoding: data, as: UTF8.self)
  }

  private static func withoutSources(_ value: Any) -> Any {
    if let object = value as? [String: Any] {
      return object.filter { $0.key != "sources" }.mapValues { withoutSources($0) }
    }
    if let list = value as? [Any] { return list.map { withoutSources($0) } }
    return value
  }

  private struct CellReader: BookTables.Visitor {
    let book: ChainBook
    let table: TableKind
    var rows: [[String: String]] = []
    var extras: [[String]] = []

    init(book: ChainBook, table: TableKind) {
      self.book = book
      self.table = table
    }

    mutating func visit<Row: TableRow>(_ list: [Row]) {
      guard Row.table == table else { return }
      let writer = BookWriter(book)
      let fields = Row.fields
      for (position, row) in list.enumerated() {
        var cells: [String: String] = [:]
        for field in fields {
          cells[field.key] = writer.values(field, row).joined(separator: "；")
        }
        if let firm = row as? Firm { cells["id"] = book.text[firm.id] }
        rows.append(cells)
        extras.append(
          writer.extras(of: row, at: position).map { "\($0.key)=\($0.value)" }.sorted())
      }
    }
  }
}

extension Diagnostic {
  /// The diagnostic as `severity code file!cell value`.
  var mark: String {
    let place = cell ?? row.map(String.init) ?? "-"
    return "\(severity.key) \(code) \(file)!\(place) \(value)"
      .trimmingCharacters(in: .whitespaces)
  }
}
