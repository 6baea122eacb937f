@testable import Workbook

/// Parts of workbooks as text, to look for markup that the reader of cells passes over.
enum PartText {
  static func part(_ name: String, of bytes: [UInt8]) throws -> String {
    var stream = try WorkbookReader(bytes: bytes).container.open(name)
    return String(decoding: try stream.readAll(), as: UTF8.self)
  }
}
