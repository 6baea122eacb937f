import Inputs
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
      if failure(Mutation.damaged(whole, words: Self.words, using: &generator)) != nil {
        failures += 1
      }
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
        ? Mutation.damaged(content, words: Self.words, using: &generator)
        : Mutation.respelled(content, using: &generator)
      if failure(parts) == nil { successes += 1 } else { failures += 1 }
    }
    #expect(failures > Self.rounds / 10 && successes > Self.rounds / 20, "seed \(seed)")
  }
}
