import Inputs
import Testing

@testable import Workbook

@Suite struct HostileInputTests {
  static let sheet = "xl/worksheets/sheet1.xml"
  static let one = #"<row r="1"><c r="A1"><v>1</v></c></row>"#

  /// A workbook whose sheet is a deflated run, which inflates to `1 + 258 * runs` bytes.
  static func bomb(runs: Int, declaredSize: Int? = nil) -> [UInt8] {
    var zip = ZipWriter()
    for part in WorkbookParts(rows: "").parts where part.name != sheet {
      zip.add(part.name, part.content)
    }
    zip.add(
      sheet, stored: deflatedRun(of: UInt8(ascii: " "), runs: runs), method: 8,
      size: declaredSize ?? (1 + 258 * runs), checksum: 0)
    return zip.finished()
  }

  // MARK: Bombs

  @Test func zipBombsStopAtTheRatio() {
    // 52 MB from 0.33 MB: beyond the floor of 32 MiB at 158 : 1, whatever size is declared.
    for declared in [nil, 1000] {
      #expect(
        failure(Self.bomb(runs: 200_000, declaredSize: declared))
          == .limitExceeded(.inflationRatio, part: Self.sheet))
    }
  }

  @Test func zipBombsStopAtTheAbsoluteLimit() {
    let limits = WorkbookLimits(partBytes: 1 << 20, inflationRatio: .max)
    #expect(
      failure(Self.bomb(runs: 10_000), limits: limits)
        == .limitExceeded(.partBytes, part: Self.sheet))
    let rows = String(repeating: Self.one, count: 40_000)
    #expect(
      failure(WorkbookParts(rows: rows), limits: limits)
        == .limitExceeded(.partBytes, part: Self.sheet))
  }

  @Test func deflatedPartsAreReadAndChecked() {
    // Inflates to blanks, which are no document: not damaged, with a checksum that is right.
    var zip = ZipWriter()
    for part in WorkbookParts(rows: "").parts where part.name != Self.sheet {
      zip.add(part.name, part.content)
    }
    let blanks = [UInt8](repeating: 0x20, count: 259)
    var right = zip
    right.add(
      Self.sheet, stored: deflatedRun(of: 0x20, runs: 1), method: 8, size: 259,
      checksum: ZipWriter.checksum(blanks))
    guard case .malformed(Self.sheet, _, "no element found") = failure(right.finished()) else {
      Issue.record("\(String(describing: failure(right.finished())))")
      return
    }
    zip.add(Self.sheet, stored: deflatedRun(of: 0x20, runs: 1), method: 8, size: 259, checksum: 1)
    #expect(failure(zip.finished()) == .damaged(part: Self.sheet))
  }

  @Test(arguments: [
    """
    <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>\
    <worksheet><sheetData><row><c t="str"><v>&d;</v></c></row></sheetData></worksheet>
    """,
    #"<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>"#,
    #"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>"#,
    "<!DOCTYPE worksheet><worksheet/>",
  ])
  func entityBombsAreRefused(xml: String) {
    #expect(
      failure(WorkbookParts(sheets: [("表", xml)])) == .forbiddenMarkup(part: Self.sheet))
    var parts = WorkbookParts(rows: "", strings: "")
    parts.set("xl/sharedStrings.xml", xml.replacing("worksheet", with: "sst"))
    #expect(failure(parts) == .forbiddenMarkup(part: "xl/sharedStrings.xml"))
  }

  @Test func undeclaredEntitiesAreMalformed() {
    let parts = WorkbookParts(rows: #"<row r="1"><c t="str"><v>&nbsp;</v></c></row>"#)
    guard case .malformed(Self.sheet, 2, "undefined entity") = failure(parts) else {
      Issue.record("\(String(describing: failure(parts)))")
      return
    }
  }

  @Test func deepNestingIsRefused() {
    let depth = 100_000
    let xml =
      "<worksheet>" + String(repeating: "<a>", count: depth)
      + String(repeating: "</a>", count: depth) + "</worksheet>"
    let error = WorkbookError.limitExceeded(.markup, part: Self.sheet)
    #expect(failure(WorkbookParts(sheets: [("表", xml)])) == error)
    // Inside what is passed over as well.
    let skipped = xml.replacing("worksheet>", with: "extLst>")
    #expect(
      failure(WorkbookParts(sheets: [("表", "<worksheet>\(skipped)</worksheet>")])) == error)
  }

  @Test(arguments: ["<!--", "<a b='", "<?a ", "<"])
  func tagsWithoutEndAreRefusedInLinearTime(start: String) {
    let xml = "<worksheet>" + start + String(repeating: "x", count: 8 << 20)
    #expect(
      failure(WorkbookParts(sheets: [("表", xml)]))
        == .limitExceeded(.markup, part: Self.sheet))
  }

  @Test func namesWithoutEndAreRefused() {
    var xml = "<worksheet>"
    for index in 0..<600_000 { xml += "<a\(index)bcdefghijklmnopqrstuvwxyz/>" }
    #expect(
      failure(WorkbookParts(sheets: [("表", xml + "</worksheet>")]))
        == .limitExceeded(.markup, part: Self.sheet))
  }

  // MARK: Limits

  @Test func cellAndRowLimits() {
    let long = String(repeating: "长", count: 500)
    let cell = #"<c t="str"><v>\#(long)</v></c>"#
    let row = WorkbookParts(rows: "<row>" + String(repeating: cell, count: 20) + "</row>")
    #expect(failure(row) == nil)
    #expect(
      failure(row, limits: WorkbookLimits(cellBytes: 1499))
        == .limitExceeded(.cellBytes, part: Self.sheet))
    #expect(failure(row, limits: WorkbookLimits(cellBytes: 1500)) == nil)
    #expect(
      failure(row, limits: WorkbookLimits(rowBytes: 20_000))
        == .limitExceeded(.rowBytes, part: Self.sheet))
  }

  @Test func oneColumnRepeatedDoesNotFillMemory() {
    let row = "<row>" + String(repeating: #"<c r="A1"><v>1</v></c>"#, count: 20_000) + "</row>"
    #expect(failure(WorkbookParts(rows: row)) == .limitExceeded(.structure, part: Self.sheet))
  }

  @Test func stringLimits() {
    let parts = WorkbookParts(
      rows: "", strings: "<si><t>一二</t></si><si/><si><t>三</t></si>")
    #expect(failure(parts, limits: WorkbookLimits(strings: 3, stringBytes: 9)) == nil)
    #expect(
      failure(parts, limits: WorkbookLimits(strings: 2))
        == .limitExceeded(.strings, part: "xl/sharedStrings.xml"))
    #expect(
      failure(parts, limits: WorkbookLimits(stringBytes: 8))
        == .limitExceeded(.stringBytes, part: "xl/sharedStrings.xml"))
  }

  @Test func structureLimits() {
    let merged = String(repeating: #"<mergeCell ref="A1:B1"/>"#, count: 4)
    let xml = WorkbookParts.sheet(rows: "", after: "<mergeCells>\(merged)</mergeCells>")
    let parts = WorkbookParts(sheets: [("表", xml)])
    #expect(failure(parts, limits: WorkbookLimits(mergedRegions: 4)) == nil)
    #expect(
      failure(parts, limits: WorkbookLimits(mergedRegions: 3))
        == .limitExceeded(.mergedRegions, part: Self.sheet))
    let styles = "<cellXfs>" + String(repeating: "<xf/>", count: 65_537) + "</cellXfs>"
    #expect(
      failure(WorkbookParts(rows: "", styles: styles))
        == .limitExceeded(.structure, part: "xl/styles.xml"))
    var sheets = WorkbookParts(rows: "")
    sheets.set(
      "xl/workbook.xml",
      WorkbookParts.workbook(String(repeating: #"<sheet r:id="rId1"/>"#, count: 10_001)))
    #expect(failure(sheets) == .limitExceeded(.structure, part: "xl/workbook.xml"))
  }

  @Test func entryLimits() {
    var zip = ZipWriter()
    for part in WorkbookParts(rows: Self.one).parts { zip.add(part.name, part.content) }
    let bytes = zip.finished()
    #expect(failure(bytes, limits: WorkbookLimits(entries: 4)) == nil)
    let error = WorkbookError.limitExceeded(.entries, part: nil)
    #expect(failure(bytes, limits: WorkbookLimits(entries: 3)) == error)
    // Claimed, and refused before the directory is read.
    #expect(failure(zip.finished(declared: 60_000)) == error)
    #expect(
      failure(bytes, limits: WorkbookLimits(fileBytes: 100))
        == .limitExceeded(.fileBytes, part: nil))
  }

  // MARK: Containers

  @Test func truncatedContainersAreDamaged() {
    let bytes = WorkbookParts(rows: Self.one).bytes
    for length in stride(from: 4, to: bytes.count, by: 7) {
      #expect(failure(Array(bytes[..<length])) == .damaged(part: nil), "\(length)")
    }
  }

  @Test func truncatedPartsAreMalformed() {
    let whole = Array(WorkbookParts.sheet(rows: Self.one).utf8)
    for length in 0..<whole.count {
      var parts = WorkbookParts(rows: Self.one)
      parts.set(Self.sheet, Array(whole[..<length]))
      guard case .malformed(Self.sheet, _, _) = failure(parts) else {
        Issue.record("\(length): \(String(describing: failure(parts)))")
        continue
      }
    }
  }

  @Test func wrongChecksumsAreDamage() {
    var bytes = WorkbookParts(rows: Self.one).bytes
    let needle = Array("<v>1<".utf8)
    for start in 0..<bytes.count - needle.count
    where Array(bytes[start..<start + needle.count]) == needle {
      bytes[start + 3] = UInt8(ascii: "2")
    }
    #expect(failure(bytes) == .damaged(part: Self.sheet))
  }

  @Test func encryptedEntriesAreNamed() {
    var zip = ZipWriter()
    for part in WorkbookParts(rows: Self.one).parts {
      zip.add(part.name, part.content, isEncrypted: part.name == Self.sheet)
    }
    #expect(failure(zip.finished()) == .encrypted)
  }

  @Test func unknownCompressionIsNamed() {
    var zip = ZipWriter()
    for part in WorkbookParts(rows: Self.one).parts where part.name != Self.sheet {
      zip.add(part.name, part.content)
    }
    zip.add(Self.sheet, stored: [1, 2, 3], method: 77, size: 9, checksum: 0)
    #expect(failure(zip.finished()) == .unsupportedCompression(part: Self.sheet))
  }
}
