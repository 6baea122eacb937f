import Inputs
import Testing

@testable import Workbook

@Suite struct RowFilterTests {
  /// Filters text that comes in pieces of a size.
  static func filtered(_ text: String, piece size: Int) -> String {
    var filter = RowFilter()
    let bytes = Array(text.utf8)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size + 128, alignment: 1)
    defer { memory.deallocate() }
    guard let base = memory.baseAddress else { return "" }
    var output: [UInt8] = []
    var offset = 0
    while true {
      let kept = filter.restore(to: base)
      let taken = min(size, bytes.count - offset)
      for index in 0..<taken { memory[kept + index] = bytes[offset + index] }
      offset += taken
      let piece = UnsafeMutableRawBufferPointer(start: base, count: kept + taken)
      let count = filter.filter(piece, isFinal: taken == 0)
      output += memory[..<count]
      if taken == 0 { return String(decoding: output, as: UTF8.self) }
    }
  }

  static let rows = String(repeating: "<row><c><v>sheetData /sheetData></v></c></row>", count: 20)

  @Test(arguments: [
    ("<w><cols/><sheetData>", rows, "</sheetData><mergeCells/></w>"),
    ("<x:w><x:sheetData>", rows, "</x:sheetData ></x:w>"),
    ("<w><sheetData a='b'>", rows, "</sheetData></w>"),
    ("<w><sheetDataX>sheetData</sheetDataX><sheetData >", rows, "</sheetData><a>\(rows)</a></w>"),
    ("<w><sheetData/><a/></w>", "", ""), ("<w>\(rows)</w>", "", ""), ("", "", ""),
    ("<w><sheetData>", "", "</sheetData>"),
  ])
  func leavesOutTheRowsOnly(before: String, rows: String, after: String) {
    for size in [1, 2, 7, 63, 64, 65, 200, 5000] {
      #expect(Self.filtered(before + rows + after, piece: size) == before + after, "\(size)")
    }
  }

  @Test func layoutsAgreeWithThoseFromTheRows() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<40 {
      var rows = ""
      for row in 1...Int.random(in: 1...4000, using: &generator) {
        rows += #"<row r="\#(row)"><c r="A\#(row)" t="str"><v>sheetData&gt;</v></c></row>"#
      }
      var merged = ""
      for row in 0..<Int.random(in: 0...9, using: &generator) {
        merged += #"<mergeCell ref="A\#(row * 2 + 1):C\#(row * 2 + 2)"/>"#
      }
      let comment = Bool.random(using: &generator) ? "<!-- <sheetData> -->" : ""
      let xml = WorkbookParts.sheet(
        rows: rows, before: comment + #"<cols><col min="2" max="3" hidden="1"/></cols>"#,
        after: "<mergeCells>\(merged)</mergeCells>")
      let workbook = try WorkbookReader(bytes: WorkbookParts(sheets: [("表", xml)]).bytes)
      let layout = try workbook.layout(ofSheet: 0)
      var sheet = try workbook.sheet(0)
      while try sheet.next() {}
      #expect(layout.mergedRegions == sheet.mergedRegions, "seed 3")
      #expect(layout.hiddenColumns == [1...2], "seed 3")
    }
  }
}
