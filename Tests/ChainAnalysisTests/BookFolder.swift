import ChainModel
import ChainTables
import Foundation
import Testing

/// Books written to temporary folders and read, and where the books beside the tests are.
enum BookFolder {
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// The invented chain of the repository.
  static let example = package.appending(path: "Examples/nev-chain")
  /// Data beside the repository, absent from a plain checkout.
  static let shared = package.deletingLastPathComponent().appending(path: "shared/data")

  /// Whether a file or folder of the shared data is there.
  static func isPresent(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: shared.appending(path: path).path)
  }

  /// The day on which every book is judged.
  static var day: CalendarDate {
    get throws { try #require(CalendarDate(year: 2026, month: 6, day: 30)) }
  }

  /// Reads a book that is there.
  static func read(_ folder: URL) throws -> ChainBook {
    try BookReader(asOf: try day).read(folder.path)
  }

  /// Reads a folder that holds the given tables.
  static func read(_ tables: [String: String]) throws -> ChainBook {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "analysis-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in tables { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try read(folder)
  }

  /// The rows of a CSV file by header, read with plain code of the tests' own.
  static func rows(_ file: URL) throws -> [[String: String]] {
    var lines: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    for character in try String(contentsOf: file, encoding: .utf8) where character != "\u{FEFF}" {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        lines[lines.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        lines[lines.count - 1].append(cell)
        cell = ""
        lines.append([])
      default: cell.append(character)
      }
    }
    if !cell.isEmpty { lines[lines.count - 1].append(cell) }
    let header = lines[0]
    return lines.dropFirst().filter { $0.count > 1 }.map { line in
      Dictionary(zip(header, line), uniquingKeysWith: { first, _ in first })
    }
  }
}
