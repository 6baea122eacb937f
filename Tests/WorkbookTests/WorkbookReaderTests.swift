import Inputs
import Testing

@testable import Workbook

@Suite struct WorkbookReaderTests {
  static let one = #"<row r="1"><c r="A1"><v>1</v></c></row>"#

  /// A sheet that holds one word.
  static func sheet(_ word: String) -> String {
    WorkbookParts.sheet(rows: #"<row r="1"><c r="A1" t="str"><v>\#(word)</v></c></row>"#)
  }

  @Test func sheetsComeInTheOrderOfTheirTabs() throws {
    var parts = WorkbookParts(sheets: [("a", Self.sheet("一")), ("b", Self.sheet("二"))])
    parts.set("xl/worksheets/deep/third.xml", Self.sheet("三"))
    parts.set(
      "xl/_rels/workbook.xml.rels",
      WorkbookParts.relationships([
        ("rId9", "worksheet", "worksheets/sheet1.xml"),
        ("rId3", "worksheet", #"worksheets\sheet2.xml"#),
        ("rId4", "chartsheet", "chartsheets/sheet1.xml"),
        ("rId1", "worksheet", "/xl/worksheets/./x/../DEEP/third.xml"),
      ]))
    parts.set(
      "xl/workbook.xml",
      WorkbookParts.workbook(
        """
        <sheet name="丙&amp;" sheetId="7" r:id="rId1"/><sheet name="图" sheetId="8" r:id="rId4"/>\
        <sheet name="甲" sheetId="1" state="hidden" r:id="rId9"/>\
        <sheet name="乙" sheetId="2" state="veryHidden" r:id="rId3"/>
        """))
    let workbook = try WorkbookReader(bytes: parts.bytes)
    #expect(workbook.sheets.map(\.name) == ["丙&", "甲", "乙"])
    #expect(workbook.sheets.map(\.position) == [0, 2, 3])
    #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    let words = try (0..<3).map { try cells(workbook, sheet: $0).map(\.text) }
    #expect(words == [["三"], ["一"], ["二"]])
  }

  @Test func filesAreReadByPath() throws {
    let bytes = WorkbookParts(rows: Self.one).bytes
    try withTemporaryFile(bytes) { path in
      let workbook = try WorkbookReader(path: path)
      #expect(try cells(workbook) == [ReadCell("A1", .number, "1")])
      let limits = WorkbookLimits(fileBytes: bytes.count - 1)
      #expect(throws: WorkbookError.limitExceeded(.fileBytes, part: nil)) {
        _ = try WorkbookReader(path: path, limits: limits)
      }
    }
    #expect(throws: WorkbookError.cannotOpen(path: "/no/such.xlsx", code: 2)) {
      _ = try WorkbookReader(path: "/no/such.xlsx")
    }
    #expect(throws: WorkbookError.cannotRead(path: "/", code: 21)) {
      _ = try WorkbookReader(path: "/")
    }
  }

  @Test(arguments: [
    ("", DateSystem.from1900), (#"date1904="1""#, .from1904), (#"date1904="true""#, .from1904),
    (#"date1904="0""#, .from1900),
  ])
  func dateSystems(properties: String, system: DateSystem) throws {
    let parts = WorkbookParts(
      sheets: [("表", WorkbookParts.sheet(rows: #"<row><c s="1"><v>43951</v></c></row>"#))],
      styles: #"<cellXfs><xf/><xf numFmtId="14"/></cellXfs>"#, properties: properties)
    let workbook = try WorkbookReader(bytes: parts.bytes)
    #expect(workbook.dateSystem == system)
    var sheet = try workbook.sheet(0)
    #expect(try sheet.next())
    #expect(sheet.kind(0) == .date)
    let date = sheet.number(0).flatMap { system.date(of: $0) }
    let expected =
      system == .from1904
      ? SpreadsheetDate(year: 2024, month: 5, day: 1)
      : SpreadsheetDate(year: 2020, month: 4, day: 30)
    #expect(date == expected)
  }

  @Test func aWorkbookWithoutPackageRelationshipsIsFound() throws {
    var parts = WorkbookParts(rows: Self.one)
    parts.remove("_rels/.rels")
    #expect(try cells(parts).count == 1)
  }

  // MARK: What goes wrong

  @Test func missingAndWrongParts() {
    var parts = WorkbookParts(rows: Self.one)
    parts.remove("xl/worksheets/sheet1.xml")
    #expect(failure(parts) == .missingPart(part: "xl/worksheets/sheet1.xml"))

    parts = WorkbookParts(rows: Self.one)
    parts.remove("xl/workbook.xml")
    #expect(failure(parts) == .missingPart(part: "xl/workbook.xml"))

    parts = WorkbookParts(rows: Self.one)
    parts.remove("xl/_rels/workbook.xml.rels")
    #expect(failure(parts) == .missingPart(part: "表"))

    parts = WorkbookParts(rows: Self.one, strings: "<si><t>a</t></si>")
    parts.set(
      "xl/_rels/workbook.xml.rels",
      WorkbookParts.relationships([("rId1", "worksheet", "sharedStrings.xml")]))
    #expect(failure(parts) == .wrongPart(part: "xl/sharedStrings.xml", expected: "worksheet"))

    parts.set(
      "xl/_rels/workbook.xml.rels",
      WorkbookParts.relationships([("rId1", "theme", "worksheets/sheet1.xml")]))
    #expect(failure(parts) == .missingPart(part: "表"))

    parts.set(
      "xl/_rels/workbook.xml.rels",
      WorkbookParts.relationships([("rId1", "worksheet", "../../../etc/passwd")]))
    #expect(failure(parts) == .missingPart(part: "表"))

    parts = WorkbookParts(rows: Self.one)
    parts.set("_rels/.rels", "<Relationships/>")
    #expect(failure(parts) == nil)
    parts.set(
      "_rels/.rels",
      WorkbookParts.relationships([("rId1", "officeDocument", "xl/worksheets/sheet1.xml")]))
    #expect(failure(parts) == .wrongPart(part: "xl/worksheets/sheet1.xml", expected: "workbook"))
  }

  @Test func aBrokenSheetLeavesTheOthersReadable() throws {
    var parts = WorkbookParts(sheets: [
      ("a", "<worksheet><sheetData>"), ("b", WorkbookParts.sheet(rows: Self.one)),
    ])
    parts.set("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row></sheetData></worksheet>")
    let workbook = try WorkbookReader(bytes: parts.bytes)
    #expect(throws: WorkbookError.self) { _ = try cells(workbook, sheet: 0) }
    #expect(try cells(workbook, sheet: 1).count == 1)
    #expect(throws: WorkbookError.noSuchSheet(index: 2)) { _ = try workbook.sheet(2) }
    #expect(throws: WorkbookError.noSuchSheet(index: -1)) { _ = try workbook.sheet(-1) }
  }

  @Test func errorsAreRepeated() throws {
    let parts = WorkbookParts(rows: #"<row r="1"><c r="A1"><v>1</v></c></row><row r="0"/>"#)
    let workbook = try WorkbookReader(bytes: parts.bytes)
    var sheet = try workbook.sheet(0)
    #expect(try sheet.next())
    let expected = WorkbookError.badReference(part: "xl/worksheets/sheet1.xml", reference: "0")
    for _ in 0..<3 {
      do throws(WorkbookError) {
        _ = try sheet.next()
        Issue.record("no error")
      } catch {
        #expect(error == expected)
      }
    }
    #expect(sheet.cellCount == 0)
  }

  @Test func duplicateEntries() {
    let parts = WorkbookParts(rows: Self.one)
    var zip = ZipWriter()
    for part in parts.parts { zip.add(part.name, part.content) }
    zip.add("docProps/app.xml", [])
    zip.add("docProps/app.xml", [])
    #expect(failure(zip.finished()) == nil)
    zip.add("XL/worksheets/Sheet1.xml", Array("<worksheet/>".utf8))
    #expect(failure(zip.finished()) == .duplicateEntry(part: "xl/worksheets/sheet1.xml"))
  }

  @Test(arguments: [
    ##"<row r="1048577"/>"##, ##"<row r="0"/>"##, ##"<row r="-1"/>"##, ##"<row r="x"/>"##,
    ##"<row r="99999999999999999999"/>"##, ##"<row r="1"><c r="XFE1"/></row>"##,
    ##"<row r="1"><c r="AAAAAAAAAAAAAAA1"/></row>"##, ##"<row r="1"><c r="A"/></row>"##,
    ##"<row r="1"><c r="1"/></row>"##, ##"<row r="1"><c r="A2"/></row>"##,
    ##"<row r="1"><c r=""/></row>"##, ##"<row r="1"><c r="A1B"/></row>"##,
    ##"<row r="1"><c r="A99999999999999999999"/></row>"##, ##"<row><c r="A1048577"/></row>"##,
    ##"<row r="1"><c r="XFD1"/><c><v>1</v></c></row>"##, ##"<row r="1048576"/><row/>"##,
  ])
  func absurdReferences(rows: String) {
    let error = failure(WorkbookParts(rows: rows + "<row><c><v>1</v></c></row>"))
    guard case .badReference("xl/worksheets/sheet1.xml", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["A1:XFE2", "A0", "", ":", "A1:", "A1:B2:C3", "1:2", "A:B", "A1048577"])
  func absurdRegions(region: String) {
    let xml = WorkbookParts.sheet(
      rows: "", after: #"<mergeCells><mergeCell ref="\#(region)"/></mergeCells>"#)
    #expect(
      failure(WorkbookParts(sheets: [("表", xml)]))
        == .badReference(part: "xl/worksheets/sheet1.xml", reference: region))
  }

  @Test(arguments: ["2", "-1", "x", "1.5", "4294967296", "99999999999999999999"])
  func absurdSharedStrings(number: String) {
    let parts = WorkbookParts(
      rows: #"<row r="3"><c r="B3" t="s"><v>\#(number)</v></c></row>"#,
      strings: "<si><t>a</t></si><si><t>b</t></si>")
    #expect(
      failure(parts) == .badSharedString(part: "xl/worksheets/sheet1.xml", cell: "B3"))
  }

  @Test func absurdColumns() {
    for bounds in ["min='0' max='3'", "min='3' max='2'", "min='1' max='16385'", "min='1'"] {
      let parts = WorkbookParts(rows: "", before: "<cols><col \(bounds) hidden='1'/></cols>")
      guard case .badReference = failure(parts) else {
        Issue.record("\(bounds)")
        continue
      }
    }
  }

  @Test func messagesNameTheMatterInBothLanguages() {
    let errors: [WorkbookError] = [
      .cannotOpen(path: "a", code: 2), .cannotRead(path: "a", code: 5), .empty, .encrypted,
      .legacy, .html, .xml, .openDocument, .binaryWorkbook, .text, .otherFormat,
      .damaged(part: nil), .damaged(part: "p"), .duplicateEntry(part: "p"),
      .unsupportedCompression(part: "p"), .missingPart(part: "p"),
      .wrongPart(part: "p", expected: "sst"), .malformed(part: "p", line: 3, reason: "r"),
      .forbiddenMarkup(part: "p"), .badReference(part: "p", reference: "A0"),
      .badSharedString(part: "p", cell: "B2"), .limitExceeded(.cellBytes, part: "p"),
      .noSuchSheet(index: 0), .outOfMemory,
    ]
    #expect(Set(errors.map(\.chinese)).count == errors.count)
    #expect(Set(errors.map(\.english)).count == errors.count)
    for error in errors {
      #expect(error.chinese.unicodeScalars.contains { $0.value >= 0x4E00 })
      #expect(error.english.unicodeScalars.allSatisfy { $0.value < 0x2E80 })
    }
  }
}
