import ChainModel
import Foundation

@testable import ChainTables

/// A cell as a county's spreadsheet program stores it; literals are shared texts and numbers.
enum CountyCell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral
{
  /// How a number is shown.
  enum Look: Int {
    case general
    case date
    case percentage
    case chineseMonth
    case time
  }

  case text(String)
  case inline(String)
  /// A number, digit for digit as in the file.
  case number(String, Look = .general)
  case boolean(Bool)
  case error(String)
  /// A formula with the result the program kept, a number or a text; none where it never calculated.
  case formula(String, result: String? = nil, isText: Bool = false)
  /// A text in runs of different fonts.
  case runs([String])

  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int) { self = .number(String(number)) }
  init(floatLiteral number: Double) { self = .number("\(number)") }
}

/// A sheet of a county's workbook.
struct CountySheet {
  var name = "Sheet1"
  var rows: [[CountyCell]]
  /// Merged regions, such as `A1:C1`.
  var merged: [String] = []
  /// Hidden rows, from 1.
  var hidden: Set<Int> = []
  /// `hidden` or `veryHidden`; nil where the sheet is shown.
  var state: String?
}

/// Workbooks as counties send them, put together part by part.
///
/// Not by the project's own writer: what writer and reader misunderstand alike would not show.
enum CountyWorkbook {
  /// The bytes of a workbook.
  static func bytes(_ sheets: [CountySheet], from1904: Bool = false) -> [UInt8] {
    var strings: [String] = []
    var parts: [(name: String, text: String)] = []
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func relationships(_ targets: [(id: String, type: String, target: String)]) -> String {
      "<Relationships>"
        + targets.map {
          #"<Relationship Id="\#($0.id)" Type="\#(base)/\#($0.type)" Target="\#($0.target)"/>"#
        }
        .joined() + "</Relationships>"
    }
    parts.append(("_rels/.rels", relationships([("rId1", "officeDocument", "xl/workbook.xml")])))
    var targets = [("s", "sharedStrings", "sharedStrings.xml"), ("t", "styles", "styles.xml")]
    var list = ""
    for (index, sheet) in sheets.enumerated() {
      targets.append(("r\(index)", "worksheet", "worksheets/sheet\(index + 1).xml"))
      let state = sheet.state.map { #" state="\#($0)""# } ?? ""
      list +=
        #"<sheet name="\#(escaped(sheet.name))" sheetId="\#(index + 1)"\#(state) r:id="r\#(index)"/>"#
      parts.append(("xl/worksheets/sheet\(index + 1).xml", markup(sheet, &strings)))
    }
    parts.append(("xl/_rels/workbook.xml.rels", relationships(targets)))
    parts.append(
      (
        "xl/workbook.xml",
        #"<workbook xmlns:r="\#(base)"><workbookPr\#(from1904 ? #" date1904="1""# : "")/>"#
          + "<sheets>\(list)</sheets></workbook>"
      ))
    parts.append(("xl/sharedStrings.xml", "<sst>\(strings.joined())</sst>"))
    parts.append(
      (
        "xl/styles.xml",
        "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"176\" "
          + "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts><cellXfs count=\"5\">"
          + [0, 14, 10, 176, 21].map { "<xf numFmtId=\"\($0)\"/>" }.joined()
          + "</cellXfs></styleSheet>"
      ))
    var zip = StoredZip()
    for part in parts {
      let prolog = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
      zip.add(part.name, Array((prolog + part.text).utf8))
    }
    return zip.finished()
  }

  /// The bytes of a workbook of one sheet.
  static func bytes(_ rows: [[CountyCell]], merged: [String] = []) -> [UInt8] {
    bytes([CountySheet(rows: rows, merged: merged)])
  }

  /// Reads a book that is one workbook in a folder.
  static func read(
    _ sheets: [CountySheet], file: String = "沛县.xlsx", from1904: Bool = false
  ) throws -> ChainBook {
    try BookSample.read(bytes: [file: bytes(sheets, from1904: from1904)])
  }

  /// Reads a book that is one sheet in a folder.
  static func read(
    _ rows: [[CountyCell]], merged: [String] = [], file: String = "沛县.xlsx"
  ) throws -> ChainBook {
    try read([CountySheet(rows: rows, merged: merged)], file: file)
  }

  private static func markup(_ sheet: CountySheet, _ strings: inout [String]) -> String {
    var text = "<worksheet><sheetData>"
    for (index, cells) in sheet.rows.enumerated() {
      let row = index + 1
      text += #"<row r="\#(row)"\#(sheet.hidden.contains(row) ? #" hidden="1""# : "")>"#
      for (column, cell) in cells.enumerated() {
        let place = Diagnostic.columnLetters(column) + String(row)
        if case .text("") = cell { continue }
        let (attributes, content) = parts(of: cell, &strings)
        text += #"<c r="\#(place)"\#(attributes)>\#(content)</c>"#
      }
      text += "</row>"
    }
    text += "</sheetData>"
    if !sheet.merged.isEmpty {
      let list = sheet.merged.map { #"<mergeCell ref="\#($0)"/>"# }
      text += "<mergeCells>\(list.joined())</mergeCells>"
    }
    return text + "</worksheet>"
  }

  private static func parts(
    of cell: CountyCell, _ strings: inout [String]
  ) -> (attributes: String, content: String) {
    switch cell {
    case .text(let text):
      strings.append(#"<si><t xml:space="preserve">\#(escaped(text))</t></si>"#)
      return (#" t="s""#, "<v>\(strings.count - 1)</v>")
    case .runs(let runs):
      let items = runs.map { #"<r><rPr/><t xml:space="preserve">\#(escaped($0))</t></r>"# }
      strings.append("<si>\(items.joined())</si>")
      return (#" t="s""#, "<v>\(strings.count - 1)</v>")
    case .inline(let text):
      return (#" t="inlineStr""#, #"<is><t xml:space="preserve">\#(escaped(text))</t></is>"#)
    case .number(let digits, let look): return (#" s="\#(look.rawValue)""#, "<v>\(digits)</v>")
    case .boolean(let flag): return (#" t="b""#, "<v>\(flag ? 1 : 0)</v>")
    case .error(let code): return (#" t="e""#, "<v>\(code)</v>")
    case .formula(let formula, let result, let isText):
      return (
        isText ? #" t="str""# : "",
        "<f>\(escaped(formula))</f>" + (result.map { "<v>\(escaped($0))</v>" } ?? "")
      )
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

/// A ZIP container (APPNOTE.TXT) of stored entries.
private struct StoredZip {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ content: [UInt8]) {
    let offset = bytes.count
    var common = little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0x5821, 2)
    common += little(Int(Self.checksum(content)), 4) + little(content.count, 4)
    common += little(content.count, 4) + little(name.utf8.count, 2) + little(0, 2)
    bytes += [0x50, 0x4B, 0x03, 0x04] + little(20, 2) + common + Array(name.utf8) + content
    directory += [0x50, 0x4B, 0x01, 0x02] + little(20, 2) + little(20, 2) + common
    directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
    directory += little(offset, 4) + Array(name.utf8)
    count += 1
  }

  func finished() -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + little(0, 4)
    end += little(count, 2) + little(count, 2)
    end += little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + end
  }

  private func little(_ number: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320
    }
  }

  /// CRC-32 as in ISO 3309.
  private static func checksum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}

extension ChainBook {
  /// What the messages of one kind say in Chinese, by place.
  func messages(_ code: String) -> [String] {
    diagnostics.filter { $0.code == code }.map(\.message.chinese)
  }

  /// The diagnostics without the notes on where a header was found.
  var marksBeyondHeader: [String] {
    diagnostics.filter { $0.code != "header-found" }.map(\.mark)
  }
}
