import Inputs
import Testing

@testable import Workbook

@Suite struct SheetReaderTests {
  static let styles = """
    <numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>\
    <numFmt numFmtId="165" formatCode="0.0%;[Red]-0.0%"/>\
    <numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>\
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/>\
    <xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="31" fontId="0"/></cellXfs>\
    <dxfs><dxf><numFmt numFmtId="164" formatCode="0.00"/></dxf></dxfs>
    """

  @Test func everyKindOfCell() throws {
    let rows = """
      <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>内联</t></is></c>\
      <c r="C1"><v>12.50</v></c><c r="D1" t="n"><v>1E3</v></c><c r="E1" t="b"><v>1</v></c>\
      <c r="F1" t="e"><v>#DIV/0!</v></c><c r="G1" s="1"><v>45413</v></c>\
      <c r="H1" s="2"><v>0.35</v></c><c r="I1" s="3"><v>45413.5</v></c>\
      <c r="J1" s="4"><v>0.125</v></c><c r="K1" s="5"><v>1.5</v></c><c r="L1" s="6"><v>1</v></c>\
      <c r="M1" t="d"><v>2024-05-01T00:00:00</v></c><c r="N1" s="9"/><c r="O1" t="str"><v>x</v></c>\
      </row>
      """
    let parts = WorkbookParts(
      rows: rows, strings: "<si><t>甲</t></si><si><t>乙 &amp; 丙</t></si>", styles: Self.styles)
    #expect(
      try cells(parts) == [
        ReadCell("A1", .string, "乙 & 丙"), ReadCell("B1", .string, "内联"),
        ReadCell("C1", .number, "12.50"), ReadCell("D1", .number, "1E3"),
        ReadCell("E1", .boolean, "1"), ReadCell("F1", .error, "#DIV/0!"),
        ReadCell("G1", .date, "45413"), ReadCell("H1", .percentage, "0.35"),
        ReadCell("I1", .date, "45413.5"), ReadCell("J1", .percentage, "0.125"),
        ReadCell("K1", .time, "1.5"), ReadCell("L1", .date, "1"),
        ReadCell("M1", .isoDate, "2024-05-01T00:00:00"), ReadCell("O1", .string, "x"),
      ])
  }

  @Test func numbersAreExactTextAndDouble() throws {
    let parts = WorkbookParts(
      rows: """
        <row r="1"><c r="A1"><v>0.1</v></c><c r="B1"><v>9.14403001922038E+17</v></c>\
        <c r="C1"><v> 7 </v></c><c r="D1" t="b"><v>1</v></c><c r="E1"><v>abc</v></c></row>
        """)
    let workbook = try WorkbookReader(bytes: parts.bytes)
    var sheet = try workbook.sheet(0)
    #expect(try sheet.next())
    #expect(sheet.number(0) == 0.1)
    #expect(sheet.number(1) == 9.14403001922038E+17)
    #expect(sheet.string(1) == "9.14403001922038E+17")
    #expect(sheet.number(2) == 7)
    #expect(sheet.number(3) == nil)
    #expect(sheet.number(4) == nil)
    #expect(sheet.number(5) == nil)
    #expect(sheet.kind(5) == .blank && sheet.column(5) == -1 && sheet.string(-1).isEmpty)
    #expect(try !sheet.next())
    #expect(sheet.cellCount == 0)
  }

  @Test func formulasKeepTheirCachedValues() throws {
    let rows = """
      <row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>A2&amp;"x"</f><v>2x</v></c>\
      <c r="C2"><f t="shared" ref="C2:C9" si="0">A2</f><v></v></c>\
      <c r="D2" t="str"><f>""</f><v></v></c><c r="E2" t="e"><f>NA()</f><v>#N/A</v></c>\
      <c r="F2" t="b"><f>TRUE</f><v>1</v></c><c r="G2"><f t="s"/><v>0.5</v></c></row>
      """
    #expect(
      try cells(WorkbookParts(rows: rows)) == [
        ReadCell("A2", .number, "2", isFormula: true),
        ReadCell("B2", .string, "2x", isFormula: true),
        ReadCell("C2", .blank, "", isFormula: true),
        ReadCell("D2", .string, "", isFormula: true),
        ReadCell("E2", .error, "#N/A", isFormula: true),
        ReadCell("F2", .boolean, "1", isFormula: true),
        ReadCell("G2", .number, "0.5", isFormula: true),
      ])
  }

  @Test func richTextIsJoinedAndPhoneticLeftOut() throws {
    let strings = """
      <si><r><rPr><b/></rPr><t xml:space="preserve">强 </t></r><r><t>链</t></r>\
      <rPh sb="0" eb="1"><t>キョウ</t></rPh><phoneticPr fontId="1"/></si>\
      <si><t/></si><si/><si><t>a_x000D_b_x005F_x000D_c_xZZZZ__xD83D__xDE00_</t></si>\
      <si><t><![CDATA[<x>]]>&#x4E00;</t></si>
      """
    let rows = """
      <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c>\
      <c t="s"><v>4</v></c><c t="inlineStr"><is><r><t>甲</t></r><r><t>_x0041_</t></r>\
      <rPh sb="0" eb="1"><t>no</t></rPh></is></c></row>
      """
    #expect(
      try cells(WorkbookParts(rows: rows, strings: strings)) == [
        ReadCell("A1", .string, "强 链"),
        ReadCell("D1", .string, "a\rb_x000D_c_xZZZZ_\u{1F600}"),
        ReadCell("E1", .string, "<x>一"), ReadCell("F1", .string, "甲A"),
      ])
  }

  @Test func sparseRowsAndMissingReferences() throws {
    let rows = """
      <row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c r="D5"><v>4</v></c><c><v>5</v></c>\
      </row><row/><row><c><v>7</v></c></row><row r="9"/><row><c r="C12"><v>8</v></c></row>\
      <row><c r="XFD13"><v>9</v></c></row><row r="1048576"><c r="A1048576"><v>10</v></c></row>
      """
    #expect(
      try cells(WorkbookParts(rows: rows)).map { $0.address + "=" + $0.text } == [
        "A1=1", "C1=3", "D5=4", "E5=5", "A7=7", "C12=8", "XFD13=9", "A1048576=10",
      ])
  }

  @Test func cellsOutOfOrderAreSortedAndTheLaterCounts() throws {
    let rows = """
      <row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="C1"><v>33</v></c>\
      <c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="2"><c r="A2"><v>5</v></c></row>
      """
    #expect(
      try cells(WorkbookParts(rows: rows)).map { $0.address + "=" + $0.text } == [
        "A1=1", "B1=b", "C1=33", "A2=5",
      ])
  }

  @Test func cellsAreFoundByColumn() throws {
    let parts = WorkbookParts(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="E1"><v>5</v></c>\
        <c r="H1"><v>8</v></c></row>
        """)
    let workbook = try WorkbookReader(bytes: parts.bytes)
    var sheet = try workbook.sheet(0)
    #expect(try sheet.next())
    #expect(
      (-1..<10).map { sheet.index(ofColumn: $0) } == [
        nil, 0, 1, nil, nil, 2, nil, nil, 3, nil, nil,
      ])
  }

  @Test func hiddenRowsAndColumnsAndMergedRegions() throws {
    let xml = WorkbookParts.sheet(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>\
        <row r="3" hidden="0"><c r="A3"><v>3</v></c></row>\
        <row r="4" hidden="true"><c r="A4"><v>4</v></c></row>
        """,
      before: """
        <dimension ref="A1:XFD1048576"/><cols><col min="1" max="2" width="9"/>\
        <col min="3" max="5" hidden="1"/><col min="16384" max="16384" hidden="1"/></cols>
        """,
      after: """
        <mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="D10:D3"/></mergeCells>\
        <extLst><ext><mergeCell ref="Z1"/></ext></extLst>
        """)
    let workbook = try WorkbookReader(bytes: WorkbookParts(sheets: [("表", xml)]).bytes)
    let merged = [
      CellRange(rows: (1, 1), columns: (0, 2)), CellRange(rows: (3, 10), columns: (3, 3)),
    ]
    let layout = try workbook.layout(ofSheet: 0)
    #expect(layout.mergedRegions == merged)
    #expect(layout.hiddenColumns == [2...4, 16_383...16_383])
    #expect(merged[1].contains(row: 10, column: 3) && !merged[1].contains(row: 2, column: 3))
    var sheet = try workbook.sheet(0)
    var hidden: [Int] = []
    #expect(sheet.row == 0)
    while try sheet.next() {
      if sheet.isRowHidden { hidden.append(sheet.row) }
      #expect(sheet.hiddenColumns == layout.hiddenColumns)
    }
    #expect(hidden == [2, 4])
    #expect(sheet.mergedRegions == merged)
  }

  @Test func controlsOutsideTheRowsAreNotRows() throws {
    let xml = WorkbookParts.sheet(
      rows: #"<row r="1"><c r="A1"><v>1</v></c></row>"#,
      after: """
        <controls><control><controlPr><anchor><from><xdr:col>0</xdr:col><xdr:row>4</xdr:row>\
        </from></anchor></controlPr></control></controls><c r="B2"><v>9</v></c><v>8</v>
        """)
    #expect(
      try cells(WorkbookParts(sheets: [("表", xml)])) == [ReadCell("A1", .number, "1")])
  }

  @Test func anyPrefixMayStandForTheNamespace() throws {
    let xml =
      WorkbookParts.prolog + """
        <x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1" x:t="e"><x:v>4</x:v>\
        </x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells>\
        </x:worksheet>
        """
    let workbook = try WorkbookReader(bytes: WorkbookParts(sheets: [("表", xml)]).bytes)
    #expect(try cells(workbook) == [ReadCell("A1", .number, "4")])
    #expect(try workbook.layout(ofSheet: 0).mergedRegions.count == 1)
  }

  @Test func otherEncodingsOfXML() throws {
    let text = WorkbookParts.sheet(
      rows: #"<row r="1"><c r="A1" t="str"><v>强链</v></c></row>"#,
      after: #"<mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#
    ).replacing("UTF-8", with: "UTF-16")
    var parts = WorkbookParts()
    parts.set("xl/worksheets/sheet1.xml", [0xFF, 0xFE] + text.utf16.flatMap { little(Int($0), 2) })
    #expect(try cells(parts) == [ReadCell("A1", .string, "强链")])
    #expect(try WorkbookReader(bytes: parts.bytes).layout(ofSheet: 0).mergedRegions.count == 1)
  }

  @Test func valuesAcrossPiecesAreWhole() throws {
    // A piece is 64 KiB: texts of many lengths meet its end at every offset.
    var generator = SeededGenerator(seed: 11)
    var rows = ""
    var expected: [String] = []
    for row in 1...3000 {
      let length = Int.random(in: 1...200, using: &generator)
      let text = String((0..<length).map { _ in "强a&链\n<".randomElement(using: &generator) ?? "x" })
      expected.append(text)
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      rows += #"<row r="\#(row)"><c r="A\#(row)" t="str"><v>\#(escaped)</v></c></row>"#
    }
    #expect(try cells(WorkbookParts(rows: rows)).map(\.text) == expected, "seed 11")
  }

  @Test func strayFormatsProduceNothing() throws {
    var rows = ""
    for row in 1...40_000 {
      rows +=
        #"<row r="\#(row)" s="3" customFormat="1"><c r="A\#(row)" s="1"/><c r="B\#(row)" s="1"/>"#
      rows += "</row>"
    }
    rows += #"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#
    #expect(try cells(WorkbookParts(rows: rows)) == [ReadCell("A1048576", .number, "1")])
  }

  @Test func wideRowsKeepEveryCell() throws {
    var row = #"<row r="1">"#
    for column in 0..<CellAddress.columns {
      row += #"<c r="\#(CellAddress.letters(ofColumn: column))1"><v>\#(column)</v></c>"#
    }
    let read = try cells(WorkbookParts(rows: row + "</row>"))
    #expect(read.count == CellAddress.columns)
    #expect(read.enumerated().allSatisfy { $1.text == String($0) })
    #expect(read.last?.address == "XFD1")
  }

  @Test func twoSheetsAreReadAtOnce() throws {
    let sheets = (0..<2).map { sheet in
      (
        "表\(sheet)",
        WorkbookParts.sheet(
          rows: (1...500).map { #"<row r="\#($0)"><c><v>\#(sheet)</v></c></row>"# }.joined())
      )
    }
    let workbook = try WorkbookReader(bytes: WorkbookParts(sheets: sheets).bytes)
    var first = try workbook.sheet(0)
    var second = try workbook.sheet(1)
    var rows = 0
    while try first.next(), try second.next() {
      #expect(first.string(0) == "0" && second.string(0) == "1")
      rows += 1
    }
    #expect(rows == 500)
  }
}
