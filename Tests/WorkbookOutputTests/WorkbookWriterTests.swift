import Foundation
import Testing
import Workbook

@testable import WorkbookOutput

@Suite struct WorkbookWriterTests {
  static let storages: [WorkbookWriter.Storage] = [.memory, .stream]

  @Test(arguments: storages)
  func textThatLooksLikeAFormulaIsText(_ storage: WorkbookWriter.Storage) throws {
    let hostile = [
      "=1+1", "+cmd", "-1", "@x", "'x", "'=1", "=HYPERLINK(\"http://a\")", "http://a.cn/b",
      "mailto:a@b", "internal:Sheet1!A1", "007", "1e5", "TRUE", "#N/A", " 前后 ", "\tt\n",
      "<a>&\"b\"",
    ]
    let bytes = try oneSheet(hostile.map { [.text($0)] }, storage: storage).bytes
    let sheet = try #require(readBack(bytes).first)
    for (row, text) in hostile.enumerated() {
      #expect(sheet.rows[row + 1] == [ReadCell(0, .string, text)])
    }
    let markup = try part("xl/worksheets/sheet1.xml", of: bytes)
    #expect(!markup.contains("<f>") && !markup.contains("<hyperlink"))
    // Edited in Excel, the first five stay text too.
    #expect(try part("xl/styles.xml", of: bytes).contains("numFmtId=\"49\""))
  }

  @Test(arguments: storages)
  func everyKindOfValueReadsBack(_ storage: WorkbookWriter.Storage) throws {
    let output = try oneSheet(
      [
        [
          .number(12.5), .number(-0.001), OutputCell(.percentage(0.35)),
          OutputCell(.percentage(0.351)), OutputCell(.date(year: 2026, month: 6, day: 30)),
          OutputCell(.boolean(true)), .blank, .text(""), .text("末"),
        ],
        [OutputCell(.date(year: 1899, month: 12, day: 31)), .number(.nan), .number(1e300)],
      ], storage: storage)
    let sheet = try #require(readBack(output.bytes).first)
    #expect(
      sheet.rows[1] == [
        ReadCell(0, .number, "12.5"), ReadCell(1, .number, "-0.001"),
        ReadCell(2, .percentage, "0.35"), ReadCell(3, .percentage, "0.351"),
        ReadCell(4, .date, "46203"), ReadCell(5, .boolean, "1"), ReadCell(8, .string, "末"),
      ])
    #expect(
      sheet.rows[2] == [
        ReadCell(0, .string, "1899-12-31"), ReadCell(1, .string, "nan"),
        ReadCell(2, .number, "1E+300"),
      ])
    #expect(
      output.remarks == [OutputRemark(kind: .notANumber, sheet: "表", row: 2, column: 1)])
  }

  @Test func serialNumbersAreThoseOfTheReader() throws {
    for (year, month, day) in [
      (1900, 1, 1), (1900, 2, 28), (1900, 3, 1), (1999, 12, 31), (2000, 2, 29), (2024, 2, 29),
      (2100, 3, 1), (9999, 12, 31),
    ] {
      let serial = try #require(DayNumber.serial(year: year, month: month, day: day))
      let date = try #require(DateSystem.from1900.date(of: Double(serial)))
      #expect(date == SpreadsheetDate(year: year, month: month, day: day))
    }
    var last = 0
    for year in 1900...2200 {
      for month in 1...12 {
        let serial = try #require(DayNumber.serial(year: year, month: month, day: 1))
        #expect(serial > last)
        last = serial
      }
    }
    #expect(DayNumber.serial(year: 1900, month: 2, day: 29) == nil)
    #expect(DayNumber.serial(year: 2026, month: 13, day: 1) == nil)
  }

  @Test(arguments: [(0.35, "0%"), (0.351, "0.0%"), (1.0 / 3, "0.00%"), (0, "0%"), (1.25, "0%")])
  func percentagesShowTheDecimalsTheyHave(_ fraction: Double, _ format: String) throws {
    #expect(StyleTable.Form.percentage(fraction).numberFormat == format)
  }

  @Test(arguments: storages)
  func controlCharactersReadBack(_ storage: WorkbookWriter.Storage) throws {
    let texts = [
      "a\u{1}b\u{1F}", "\u{B}\u{C}", "_x0041_", "__x0041_x", "_x00zz_", "_x", "\u{FFFE}\u{FFFF}",
      "\u{FFFD}", "\u{7F}\u{85}", "😀👨‍👩‍👧‍👦e\u{301}", "𠮷野家", "\u{202E}abc", "行一\n行二",
    ]
    let bytes = try oneSheet(texts.map { [.text($0)] }, storage: storage).bytes
    let sheet = try #require(readBack(bytes).first)
    for (row, text) in texts.enumerated() { #expect(sheet.text(row + 1, 0) == text) }
    let folded = try oneSheet([[.text("a\r\nb\rc\n\r")], [.text("x\u{0}y")]]).bytes
    let other = try #require(readBack(folded).first)
    #expect(other.text(1, 0) == "a\nb\nc\n\n")
    #expect(other.text(2, 0) == "x\u{FFFD}y")
  }

  @Test func textBeyondACellIsCutAndSaidSo() throws {
    let fits = String(repeating: "汉", count: 32_767)
    let long = String(repeating: "汉", count: 32_768)
    let family = String(repeating: "👨‍👩‍👧‍👦", count: 3_000)
    let escapes = String(repeating: "\u{1}", count: 10_000)
    let output = try oneSheet([[.text(fits), .text(long)], [.text(family), .text(escapes)]])
    let sheet = try #require(readBack(output.bytes).first)
    #expect(sheet.text(1, 0) == fits)
    #expect(sheet.text(1, 1) == String(repeating: "汉", count: 32_766) + "…")
    let cut = try #require(sheet.text(2, 0))
    // Eleven units each: whole families only.
    #expect(cut == String(repeating: "👨‍👩‍👧‍👦", count: 2_978) + "…")
    #expect(sheet.text(2, 1) == String(repeating: "\u{1}", count: 4_680) + "…")
    #expect(
      output.remarks == [
        OutputRemark(kind: .cutText, sheet: "表", row: 1, column: 1),
        OutputRemark(kind: .cutText, sheet: "表", row: 2, column: 0),
        OutputRemark(kind: .cutText, sheet: "表", row: 2, column: 1),
      ])
  }

  @Test func namesOfSheetsKeepExcelsRules() throws {
    let wanted = [
      "企业名录", "企业名录", "企业名录 (2)", "a/b\\c?d*e[f]g:h", "'引号'", "", "  ", "History", "ABC", "abc",
      String(repeating: "长", count: 40), String(repeating: "长", count: 35), "2024", "A1",
      String(repeating: "😀", count: 20), "x\u{1}y", String(repeating: "甲", count: 30) + "'乙",
    ]
    var writer = try WorkbookWriter()
    var names: [String] = []
    for name in wanted {
      var settings = SheetSettings(name)
      settings.page = PageSetup()
      settings.page?.repeatedRows = 1...1
      names.append(try writer.beginSheet(settings))
      try writer.append([.text(name), .text("b")])
      try writer.filter(CellBlock(rows: 1...1, columns: 0...1))
    }
    let bytes = try writer.finish().bytes
    #expect(try readBack(bytes).map(\.name) == names)
    #expect(Set(names.map { $0.lowercased() }).count == wanted.count)
    for name in names {
      #expect((1...31).contains(name.utf16.count))
      #expect(!name.contains { "[]:*?/\\".contains($0) })
      #expect(!name.hasPrefix("'") && !name.hasSuffix("'"))
    }
    #expect(names[0...3] == ["企业名录", "企业名录 (2)", "企业名录 (2) (2)", "a／b＼c？d＊e［f］g：h"])
    #expect(names[4] == "引号" && names[7] == "History_" && names[9] == "abc (2)")
    #expect(names[10] == String(repeating: "长", count: 31))
    #expect(names[11] == String(repeating: "长", count: 27) + " (2)")
    #expect(names[14] == String(repeating: "😀", count: 15))
    // A name that reads as a number or a cell is quoted in references.
    let book = try part("xl/workbook.xml", of: bytes)
    #expect(book.contains(">'2024'!$1:$1<") && book.contains(">'A1'!$A$1:$B$1<"))
  }

  @Test(arguments: storages)
  func sameCallsGiveSameBytes(_ storage: WorkbookWriter.Storage) throws {
    func write() throws -> [UInt8] {
      var writer = try WorkbookWriter(title: "强链", storage: storage)
      for index in 0..<3 {
        var settings = SheetSettings("表\(index)")
        settings.columns = [.init(.fitted(8...50)), .init(.fixed(12), style: Self.boxed)]
        settings.frozenRows = 1
        let name = try writer.beginSheet(settings)
        try writer.append(
          [.text("标题"), OutputCell(.link("去", sheet: name, cell: "B2"))], style: Self.header,
          notes: [CellNote(column: 1, text: "错误：\n改法", author: "强链")])
        try writer.addDropDown(
          DropDown((0..<100).map { "选项\($0)" }), to: CellBlock(rows: 2...9, columns: 0...0))
        for row in 0..<50 { try writer.append([.text("企业\(row % 7)"), .number(Double(row) / 3)]) }
        try writer.merge(CellBlock(rows: 60...61, columns: 0...1))
      }
      return try writer.finish().bytes
    }
    let first = try write()
    // ZIP entries and properties have times of two seconds' and one second's precision.
    Thread.sleep(forTimeInterval: 2.1)
    #expect(try write() == first)
  }

  static let header = CellStyle().with {
    $0.isBold = true
    $0.fill = SheetColor(0xDDEBF7)
    $0.border = .thin
    $0.wraps = true
    $0.vertical = .center
    $0.horizontal = .center
  }

  static let boxed = CellStyle().with { $0.border = .thin }

  @Test func stylesAreStoredOnce() throws {
    let rows = (0..<200).map { row in
      [OutputCell.text("甲\(row)", style: Self.header), .number(1, style: Self.boxed), .blank]
    }
    let bytes = try oneSheet(rows).bytes
    let styles = try part("xl/styles.xml", of: bytes)
    #expect(styles.contains("<cellXfs count=\"3\">"))
    #expect(styles.contains("FFDDEBF7") && styles.contains("wrapText=\"1\""))
    #expect(styles.contains("宋体") && styles.contains("horizontal=\"center\""))
  }

  @Test(arguments: storages)
  func aSheetHasWhatItsSettingsSay(_ storage: WorkbookWriter.Storage) throws {
    var writer = try WorkbookWriter(storage: storage)
    var hidden = SheetSettings("底稿")
    hidden.isHidden = true
    try writer.beginSheet(hidden)
    try writer.append([.text("x")])
    var settings = SheetSettings("总表")
    settings.columns = [
      .init(.fitted(8...50)), .init(.fitted(8...20)), .init(.fixed(33.5)), .init(.standard),
    ]
    settings.frozenRows = 2
    settings.frozenColumns = 1
    settings.tabColor = SheetColor(0xFF0000)
    settings.page = PageSetup()
    settings.page?.paper = .a3
    settings.page?.isLandscape = true
    settings.page?.repeatedRows = 1...2
    settings.page?.footer = "第 &P 页"
    let name = try writer.beginSheet(settings)
    try writer.append([.text(String(repeating: "题", count: 60))], height: 30, fitsColumns: false)
    try writer.append([.text("企业名称"), .text(String(repeating: "宽", count: 60))])
    writer.skipRows(2)
    #expect(writer.rowCount == 4)
    try writer.append(
      [.text("甲厂有限公司"), OutputCell(.link("=去", sheet: name, cell: "A2"))],
      notes: [CellNote(column: 0, text: "名称有误\n改法：补全\u{1}", author: "强链")])
    try writer.merge(CellBlock(rows: 1...1, columns: 0...3))
    try writer.filter(CellBlock(rows: 2...5, columns: 0...3))
    let bytes = try writer.finish().bytes
    let sheets = try readBack(bytes)
    #expect(sheets.map(\.isHidden) == [true, false])
    #expect(sheets[1].rows.keys.sorted() == [1, 2, 5])
    #expect(sheets[1].merged == [CellRange(rows: (1, 1), columns: (0, 3))])
    #expect(sheets[1].text(5, 1) == "=去")
    let markup = try part("xl/worksheets/sheet2.xml", of: bytes)
    for mark in [
      "<tabColor rgb=\"FFFF0000\"/>", "<pane xSplit=\"1\" ySplit=\"2\"", "state=\"frozen\"",
      "<autoFilter ref=\"A2:D5\"/>", "<mergeCell ref=\"A1:D1\"/>", "paperSize=\"8\"",
      "orientation=\"landscape\"", "fitToHeight=\"0\"", "第 &amp;P 页", "ht=\"30\"",
      "location=\"'总表'!A2\"", "numberStoredAsText=\"1\"", "tabSelected=\"1\"",
    ] {
      #expect(markup.contains(mark), "\(mark)")
    }
    // Fitted to 甲厂有限公司 with its margins, capped, fixed.
    #expect(markup.contains("<col min=\"1\" max=\"1\" width=\"14.7109375\""))
    #expect(markup.contains("<col min=\"2\" max=\"2\" width=\"20.7109375\""))
    #expect(markup.contains("<col min=\"3\" max=\"3\" width=\"34.28515625\""))
    let notes = try part("xl/comments1.xml", of: bytes)
    #expect(notes.contains("<comment ref=\"A5\"") && notes.contains("名称有误\n改法：补全<"))
    #expect(notes.contains("<author>强链</author>"))
    let book = try part("xl/workbook.xml", of: bytes)
    #expect(book.contains("activeTab=\"1\"") && book.contains(">'总表'!$1:$2<"))
  }

  @Test(arguments: storages)
  func manyNotesAreAllThere(_ storage: WorkbookWriter.Storage) throws {
    var writer = try WorkbookWriter(storage: storage)
    try writer.beginSheet(SheetSettings("表"))
    for row in 0..<3_000 {
      try writer.append(
        [.number(Double(row))], notes: [CellNote(column: 0, text: "注\(row)", author: "强链")])
    }
    let notes = try part("xl/comments1.xml", of: try writer.finish().bytes)
    #expect(notes.split(separator: "<comment ref=").count == 3_001)
    #expect(notes.contains("注0<") && notes.contains("注2999<"))
  }

  @Test func errorsAreTyped() throws {
    #expect(throws: WorkbookOutputError.noSheet) {
      let writer = try WorkbookWriter()
      _ = try writer.finish()
    }
    #expect(throws: WorkbookOutputError.noSheet) {
      var writer = try WorkbookWriter()
      try writer.append([.text("x")])
    }
    #expect(throws: WorkbookOutputError.tooLarge(sheet: "表", .rows)) {
      var writer = try WorkbookWriter()
      try writer.beginSheet(SheetSettings("表"))
      writer.skipRows(1_048_576)
      try writer.append([.text("x")])
    }
    #expect(throws: WorkbookOutputError.tooLarge(sheet: "表", .columns)) {
      _ = try oneSheet([[OutputCell](repeating: .blank, count: 16_385)])
    }
    for blocks in [
      [CellBlock(rows: 1...1, columns: 0...0)], [CellBlock(rows: 0...1, columns: 0...0)],
      [CellBlock(rows: 1...2, columns: 0...2), CellBlock(rows: 2...3, columns: 2...4)],
    ] {
      #expect(throws: WorkbookOutputError.badRange(sheet: "表")) {
        var writer = try WorkbookWriter()
        try writer.beginSheet(SheetSettings("表"))
        for block in blocks { try writer.merge(block) }
      }
    }
    #expect(throws: WorkbookOutputError.cannotWrite(path: "/no/such/folder/a.xlsx")) {
      var writer = try WorkbookWriter()
      try writer.beginSheet(SheetSettings("表"))
      _ = try writer.finish(writingTo: "/no/such/folder/a.xlsx")
    }
    #expect(throws: WorkbookOutputError.tooLarge(sheet: "表", .dropDowns)) {
      var writer = try WorkbookWriter()
      try writer.beginSheet(SheetSettings("表"))
      for column in 0..<256 {
        try writer.addDropDown(
          DropDown(["是", "否"]), to: CellBlock(rows: 1...9, columns: column...column))
      }
    }
    for limit in WorkbookOutputError.Limit.allCases {
      let error = WorkbookOutputError.tooLarge(sheet: "表", limit)
      #expect(error.chinese.contains("表") && error.english.contains("CSV"))
    }
  }

  @Test func aFileHasTheSameBytesAsMemory() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: path) }
    func fill() throws -> WorkbookWriter {
      var writer = try WorkbookWriter()
      try writer.beginSheet(SheetSettings("表"))
      try writer.append([.text("甲")])
      return writer
    }
    let remarks = try fill().finish(writingTo: path.path)
    #expect(remarks.isEmpty)
    #expect(try [UInt8](Data(contentsOf: path)) == fill().finish().bytes)
  }

  @Test func anUnfinishedWorkbookLeavesNothing() throws {
    var writer = try WorkbookWriter(storage: .stream)
    try writer.beginSheet(SheetSettings("表"))
    for _ in 0..<100 { try writer.append([.text("x")]) }
    #expect(writer.rowCount == 100)
  }
}
