import Testing

@testable import Workbook

/// Damaged workbooks end in values or in a typed error, and never in a crash or without an end.
@Suite struct MutationTests {
  static let parts: WorkbookParts = {
    let xml = WorkbookParts.sheet(
      rows: """
        <row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45413</v></c></row>\
        <row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>\
        <c r="C2" t="str"><f>A1&amp;"_x000D_"</f><v>_x000D_</v></c><c r="D2" t="e"><v>#N/A</v></c>\
        <c r="E2" t="b"><v>1</v></c></row><row><c><v>1.5</v></c><c t="d"><v>2024-05-01</v></c></row>
        """,
      before: #"<cols><col min="1" max="2" hidden="1"/></cols>"#,
      after: #"<mergeCells><mergeCell ref="A1:B2"/></mergeCells><extLst><ext/></extLst>"#)
    return WorkbookParts(
      sheets: [("表", xml), ("二", xml)],
      strings: "<si><t>强链</t></si><si><r><t>x</t></r></si>", styles: SheetReaderTests.styles,
      properties: #"date1904="1""#)
  }()

  static let words = [
    "<", ">", "/>", "</", "\"", "'", "&", "&#0;", "&#x10FFFF;", "<!--", "-->", "<![CDATA[", "]]>",
    "<?x ?>", "<!DOCTYPE a>", "r=\"A1\"", "r=\"XFE1048577\"", "99999999999", "-1", "<row>",
    "</row>",
    "<c>", "</c>", "<v>", "</v>", "<t>", "<si>", "<sheetData>", "</sheetData>", "\u{0}", "\u{FFFE}",
    "xl/", "../", "rId1", "t=\"s\"",
  ]

  static func mutate(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      guard !bytes.isEmpty else { break }
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, at + Int.random(in: 1...40, using: &generator))
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.removeSubrange(at..<end)
      case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 4: bytes.removeSubrange(at...)
      case 5: bytes.replaceSubrange(at..<end, with: [UInt8](repeating: 0xFF, count: end - at))
      default:
        bytes.insert(contentsOf: (words.randomElement(using: &generator) ?? "").utf8, at: at)
      }
    }
    return bytes
  }

  /// Exchanges letters and digits for others: what is well-formed stays so more often.
  static func respell(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let places = bytes.indices.filter { index in
      (0x30...0x39).contains(bytes[index]) || (0x41...0x5A).contains(bytes[index] & 0xDF)
    }
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      guard let place = places.randomElement(using: &generator) else { break }
      bytes[place] = "0123456789AXFDZnsbe".utf8.randomElement(using: &generator) ?? 0x30
    }
    return bytes
  }

  @Test func theUnchangedWorkbookIsRead() {
    #expect(failure(Self.parts) == nil)
  }

  /// Enough for every run; many more were tried once.
  static let rounds = 1000

  @Test(arguments: [1, 2, 3] as [UInt64])
  func containersChanged(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let whole = Self.parts.bytes
    var failures = 0
    for _ in 0..<Self.rounds {
      if failure(Self.mutate(whole, &generator)) != nil { failures += 1 }
    }
    // The checksums notice nearly all; what the reader doesn't look at may differ.
    #expect(failures > Self.rounds / 2, "seed \(seed)")
  }

  @Test(arguments: [4, 5, 6] as [UInt64])
  func partsChanged(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var failures = 0
    var successes = 0
    for _ in 0..<Self.rounds {
      var parts = Self.parts
      let index = Int.random(in: 0..<parts.parts.count, using: &generator)
      let content = parts.parts[index].content
      parts.parts[index].content =
        Bool.random(using: &generator)
        ? Self.mutate(content, &generator) : Self.respell(content, &generator)
      if failure(parts) == nil { successes += 1 } else { failures += 1 }
    }
    #expect(failures > Self.rounds / 10 && successes > Self.rounds / 20, "seed \(seed)")
  }
}
