import ChainModel
import ChainReports
import ChainTables
import Foundation
import Testing
import Workbook
import WorkbookOutput

@Suite struct ReturnedWorkbookTests {
  static func reader() throws -> BookReader { BookReader(asOf: try BookSample.day) }

  static func returned(
    _ path: String, proposals: [ReturnedProposal] = [], language: Language = .chinese
  ) throws -> (book: ChainBook, bytes: [UInt8]) {
    let book = try reader().read(path)
    let file = try ReturnedWorkbooks(
      book, at: path, readBy: reader(), proposals: proposals, language: language
    ).workbook()
    #expect(file.remarks.isEmpty)
    return (book, file.bytes)
  }

  // MARK: - The senders' sheets

  @Test func copiedSheetsHaveEveryCellInItsPlace() throws {
    try MessyBook.withFolder { path in
      let sheets = try readBack(Self.returned(path).bytes)
      for county in ["沛县", "丰县"] {
        let original = try readBack(
          [UInt8](Data(contentsOf: URL(fileURLWithPath: path + "/\(county)摸底.xlsx"))))
        #expect(original.map(\.name) == ["企业名录", "填报说明", "旧数据"])
        for sheet in original {
          let name = "\(county)\(sheet.name == "企业名录" ? "市场监管局" : "摸底")·\(sheet.name)"
          let copy = try #require(sheets.first { $0.name == name }, "\(name)")
          #expect(copy.cells == sheet.cells, "\(name)")
          #expect(copy.layout.mergedRegions == sheet.layout.mergedRegions, "\(name)")
          #expect(copy.layout.columns == sheet.layout.columns, "\(name)")
          #expect(copy.layout.frozenRows == sheet.layout.frozenRows)
          #expect(copy.layout.frozenColumns == sheet.layout.frozenColumns)
          #expect(copy.hiddenRows == sheet.hiddenRows)
          #expect(copy.heights == sheet.heights)
          #expect(copy.isHidden == sheet.isHidden)
          #expect(copy.looks == sheet.looks, "\(name)")
        }
        #expect(original[0].hiddenRows == [8] && original[0].layout.hiddenColumns == [7...7])
        #expect(original[2].isHidden)
      }
    }
  }

  @Test func textBecomesASheetOfText() throws {
    try MessyBook.withFolder { path in
      let sheets = try readBack(Self.returned(path).bytes)
      let copy = try #require(sheets.first { $0.name == "沛县供应关系" })
      #expect(copy.texts(1) == ["供应方", "采购方", "交易情况", "", "", "备注"])
      #expect(
        copy.texts(3) == ["甲钢厂", "乙锻造厂", "圆钢", "1,200", "35%", "第一行\n第二行"])
      #expect(copy.texts(4) == ["乙锻造厂", "丁整车厂", "锻件", "三百", "0.4", "=1+1"])
      #expect(copy.cells.values.allSatisfy { $0.values.allSatisfy { $0.kind == .string } })
      // What stands over several columns is joined, as a text cannot.
      #expect(
        copy.layout.mergedRegions == [
          CellRange(rows: (1, 2), columns: (0, 0)), CellRange(rows: (1, 2), columns: (1, 1)),
          CellRange(rows: (1, 1), columns: (2, 4)), CellRange(rows: (1, 2), columns: (5, 5)),
        ])
      #expect(copy.layout.frozenRows == 2)
    }
  }

  @Test func sheetsKnownByTheirFilesNameTakeIt() throws {
    try MessyBook.withFolder { path in
      let names = try readBack(Self.returned(path).bytes).map(\.name)
      #expect(names.first == "检查结果")
      #expect(names.contains("沛县链上企业名录") && !names.contains("Sheet1"))
      #expect(Set(names).count == names.count)
      #expect(names.allSatisfy { $0.utf16.count <= 31 })
    }
  }

  @Test func aNameTooLongForATabKeepsWhatTellsTheTable() throws {
    try MessyBook.inTemporaryFolder { folder in
      let long = "关于报送二〇二六年上半年新能源汽车产业链有关情况的补充材料之一：沛县供应关系（定稿）"
      for (name, text) in [
        (long + ".csv", "供应方,采购方\n甲,乙\n"), ("企业名录.csv", "企业名称\n甲\n乙\n"),
      ] {
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
      let names = try readBack(Self.returned(folder.path).bytes).map(\.name)
      #expect(names.contains { $0.contains("供应关系") && $0.utf16.count <= 31 }, "\(names)")
    }
  }

  // MARK: - Marks

  @Test func everyDiagnosticIsListedWithItsPlace() throws {
    let (book, bytes) = try MessyBook.withFolder { try Self.returned($0) }
    let sheets = try readBack(bytes)
    let list = sheets[0]
    let headerRow = try #require(list.rows.first { list.text($0, 0) == "序号" })
    let headers = ["序号", "程度", "文件", "工作表", "单元格", "列", "原值", "问题", "改法"]
    #expect(list.texts(headerRow) == headers)
    #expect(list.layout.frozenRows == headerRow)
    #expect(list.layout.filter?.firstRow == headerRow)
    let lines = list.rows.filter { $0 > headerRow }.map { list.texts($0) }
    #expect(lines.map { $0[0] } == (1...lines.count).map(String.init))
    // Errors first, notes last.
    let severities = lines.map { ["错误", "存疑", "说明"].firstIndex(of: $0[1]) ?? -1 }
    #expect(severities == severities.sorted() && Set(severities) == [0, 1, 2])
    for diagnostic in book.diagnostics where diagnostic.severity != .note {
      let place = diagnostic.cell
      let message = diagnostic.message.chinese
      let fix = diagnostic.fix.chinese
      var found = 0
      for line in lines where line[2] == diagnostic.file && line[7] == message && line[8] == fix {
        if place == nil || place == line[4] { found += 1 }
      }
      #expect(found >= 1, "\(diagnostic)")
    }
    let unread = lines.filter { $0[2] == "空的.csv" }
    #expect(unread.map { $0[1] } == ["错误"] && unread.map { $0[4] } == ["整个文件"])
    var counted: [String] = []
    for severity in Diagnostic.Severity.allCases {
      let count = book.diagnostics.filter { $0.severity == severity }.count
      counted.append("\(severity.name(in: .chinese)) \(count) 处")
    }
    #expect(list.text(2, 0) == "判定日期 2026-06-30，" + counted.joined(separator: "，"))
    let names = Set(sheets.map(\.name))
    for line in lines where !line[3].isEmpty { #expect(names.contains(line[3]), "\(line)") }
  }

  @Test func theListLeadsToTheMarkedCells() throws {
    let (book, bytes) = try MessyBook.withFolder { try Self.returned($0) }
    let list = try PackedFile(bytes).text("xl/worksheets/sheet1.xml")
    for diagnostic in book.diagnostics where diagnostic.severity == .error {
      guard let cell = diagnostic.cell, diagnostic.sheet == "企业名录" else { continue }
      let county = diagnostic.file.prefix(2)
      #expect(list.contains("'\(county)市场监管局·企业名录'!\(cell)\""), "\(diagnostic)")
    }
  }

  @Test func markedCellsAreColouredByTheirWorstAndCommented() throws {
    try MessyBook.withFolder { path in
      let (_, bytes) = try Self.returned(path)
      let container = try PackedFile(bytes)
      let reader = try WorkbookReader(bytes: bytes)
      let place = try #require(reader.sheets.firstIndex { $0.name == "沛县市场监管局·企业名录" })
      let sheet = try container.text("xl/worksheets/sheet\(place + 1).xml")
      let styles = try container.text("xl/styles.xml")
      // F7: 不详 is no number: an error. C6: not a credit code: doubtful. E7: 同上: a note.
      #expect(try Self.fill(of: "F7", sheet, styles) == "FFFF9B9B")
      #expect(try Self.fill(of: "C6", sheet, styles) == "FFFFE699")
      #expect(try Self.fill(of: "E7", sheet, styles) == "FFDDEBF7")
      #expect(try Self.fill(of: "B5", sheet, styles) == nil)
      let comments = try container.comments()
      #expect(
        comments.contains("ref=\"F7\"") && comments.contains("错误：") && comments.contains("改法："))
      // The county merged over three rows shows at its first.
      #expect(!comments.contains("ref=\"D6\""))
    }
  }

  @Test func aDiagnosticInsideAMergedCellMarksTheCellThatShows() throws {
    try MessyBook.inTemporaryFolder { folder in
      var writer = try WorkbookWriter()
      try writer.beginSheet(SheetSettings("企业名录"))
      try writer.append([.text("企业名称"), .text("企业规模")])
      try writer.append([.text("甲"), .text("很多")])
      try writer.append([.text("乙")])
      try writer.merge(CellBlock(rows: 2...3, columns: 1...1))
      let file = folder.appending(path: "a.xlsx")
      try Data(try writer.finish().bytes).write(to: file)
      let (book, bytes) = try Self.returned(file.path)
      #expect(book.diagnostics.filter { $0.severity == .error }.compactMap(\.cell) == ["B2", "B3"])
      let comments = try PackedFile(bytes).comments()
      #expect(comments.contains("ref=\"B2\"") && !comments.contains("ref=\"B3\""))
      #expect(comments.contains("第 3 行："))
    }
  }

  /// The colour behind a cell, by the parts of the workbook; nil for none.
  static func fill(of cell: String, _ sheet: String, _ styles: String) throws -> String? {
    let start = try #require(sheet.range(of: "<c r=\"\(cell)\" s=\"")).upperBound
    let style = try #require(Int(sheet[start...].prefix { $0 != "\"" }))
    let formats = try #require(styles.range(of: "<cellXfs")).upperBound
    let format = styles[formats...].components(separatedBy: "<xf ")[style + 1]
    let id = try #require(
      Int(format.components(separatedBy: "fillId=\"")[1].prefix { $0 != "\"" }))
    let fills = try #require(styles.range(of: "<fills")).upperBound
    let fill = styles[fills...].components(separatedBy: "<fill>")[id + 1]
    guard let color = fill.range(of: "<fgColor rgb=\"") else { return nil }
    return String(fill[color.upperBound...].prefix { $0 != "\"" })
  }

  // MARK: - Reading back

  @Test(arguments: ["messy", "nev-chain", "eleven-counties"])
  func readBackItIsTheSameBook(_ name: String) throws {
    func check(_ path: String) throws {
      let (book, bytes) = try Self.returned(path)
      try MessyBook.inTemporaryFolder { folder in
        let file = folder.appending(path: "退回.xlsx")
        try Data(bytes).write(to: file)
        let again = try Self.reader().read(file.path)
        try Self.expectSame(again, book)
        // Returned once more, it is the same sheets: nothing piles up.
        let (_, second) = try Self.returned(file.path)
        #expect(try readBack(second).map(\.name) == readBack(bytes).map(\.name))
        for (first, second) in zip(try readBack(bytes), try readBack(second)).dropFirst() {
          // Each says what it was copied from itself.
          if first.name == "副本来源" { continue }
          #expect(first.cells == second.cells)
        }
      }
    }
    if name == "messy" {
      try MessyBook.withFolder(check)
    } else {
      try check(BookSample.example.deletingLastPathComponent().appending(path: name).path)
    }
  }

  @Test func aFolderOfWorkbooksReadBackIsTheSameBook() throws {
    try MessyBook.withFolder { path in
      let book = try Self.reader().read(path)
      try MessyBook.inTemporaryFolder { folder in
        var names: [String] = []
        try ReturnedWorkbooks(book, at: path, readBy: Self.reader()).forEachSender { file in
          names.append(file.name)
          try Data(file.bytes).write(to: folder.appending(path: file.name))
          let sheets = try readBack(file.bytes)
          let list = sheets[0]
          let files = Set(list.rows.map { list.text($0, 2) }).subtracting(["", "文件"])
          #expect(files.count <= 1, "\(file.name): \(files)")
          if file.name == "空的_检查结果.xlsx" { #expect(sheets.count == 1) }
        }
        // One more for what concerns no file: here that the book has no list of chains.
        #expect(names.sorted().filter { $0 != "检查结果.xlsx" }.count == 8, "\(names)")
        #expect(names.contains("沛县摸底_检查结果.xlsx") && names.contains("空的_检查结果.xlsx"))
        try Self.expectSame(Self.reader().read(folder.path), book)
      }
    }
  }

  static func expectSame(_ again: ChainBook, _ book: ChainBook) throws {
    let first = BookExport(book).csvFiles()
    let second = BookExport(again).csvFiles()
    #expect(first.map(\.name) == second.map(\.name))
    for (first, second) in zip(first, second) {
      #expect(
        String(decoding: first.bytes, as: UTF8.self)
          == String(decoding: second.bytes, as: UTF8.self), "\(first.name)")
    }
    #expect(book.firms.count > 3)
  }

  // MARK: - Decisions

  static func proposal(_ book: ChainBook) throws -> ReturnedProposal {
    let wording = "硬度不匀"
    let origins = book.findings.filter { finding in
      finding.problem.index.map { book.text[book.problems[$0].name] } == wording
    }.map(\.origin)
    #expect(origins.count == 2)
    return ReturnedProposal(
      subject: .problem, written: wording,
      candidates: [
        .init(target: "P1", name: "硬度不均", evidence: "四字中三字相同"),
        .init(target: "P2", name: "无计量人员", evidence: "=HYPERLINK(1)"),
      ], count: 2, firms: ["甲钢厂", "丁整车厂"], origins: origins)
  }

  @Test(arguments: ["是", "否", ""])
  func aConfirmedProposalIsAppliedWhenReadBack(_ answer: String) throws {
    try MessyBook.withFolder { path in
      let proposal = try Self.proposal(Self.reader().read(path))
      let (book, bytes) = try Self.returned(path, proposals: [proposal])
      let sheets = try readBack(bytes)
      let sheet = try #require(sheets.last)
      #expect(sheet.name == "问题归并建议" && !sheets.contains { $0.name == "名称归并建议" })
      #expect(
        sheet.texts(1) == [
          "类别", "原表述", "归并为", "建议名称", "确认", "依据", "其他候选", "出现次数", "涉及企业", "位置",
        ])
      #expect(
        sheet.texts(2) == [
          "问题", "硬度不匀", "P1", "硬度不均", "", "四字中三字相同", "P2 无计量人员", "2", "甲钢厂、丁整车厂",
          "帮扶台账 第 2 行；帮扶台账 第 3 行",
        ])
      let answered = try Self.answering(bytes, sheet: "问题归并建议", cell: (2, 4), answer)
      try MessyBook.inTemporaryFolder { folder in
        let file = folder.appending(path: "退回.xlsx")
        try Data(answered).write(to: file)
        let again = try Self.reader().read(file.path)
        #expect(again.problems.count == (answer == "是" ? 2 : 3))
        if answer == "是" {
          let open = again.findings.map { finding in
            finding.problem.index.map { again.text[again.problems[$0].id] }
          }
          #expect(open == ["P1", "P1"])
        } else {
          #expect(book.problems.count == 3)
        }
        // What waits to be decided is not asked a second time.
        let (_, second) = try Self.returned(file.path, proposals: [Self.proposalAgain(again)])
        #expect(try readBack(second).count { $0.name.contains("归并建议") } == 1)
      }
    }
  }

  static func proposalAgain(_ book: ChainBook) -> ReturnedProposal {
    ReturnedProposal(
      subject: .problem, written: "硬度不匀",
      candidates: [.init(target: "P1", name: "硬度不均", evidence: "")], count: 2, firms: [],
      origins: [])
  }

  /// A returned workbook after a clerk filled in a cell; only values are kept, as some programs do.
  static func answering(
    _ bytes: [UInt8], sheet name: String, cell: (row: Int, column: Int), _ answer: String
  ) throws -> [UInt8] {
    var writer = try WorkbookWriter()
    for sheet in try readBack(bytes) {
      var settings = SheetSettings(sheet.name)
      settings.isHidden = sheet.isHidden
      try writer.beginSheet(settings)
      for row in sheet.rows {
        writer.skipRows(row - 1 - writer.rowCount)
        let width = max(sheet.texts(row).count, 10)
        try writer.append(
          (0..<width).map { column in
            if sheet.name == name, (row, column) == cell { return .text(answer) }
            guard let value = sheet.cells[row]?[column] else { return .blank }
            return value.kind == .string || Double(value.text) == nil
              ? .text(value.text) : .number(Double(value.text) ?? 0)
          }, isHidden: sheet.hiddenRows.contains(row))
      }
      for merge in sheet.layout.mergedRegions {
        try writer.merge(
          CellBlock(
            rows: merge.firstRow...merge.lastRow, columns: merge.firstColumn...merge.lastColumn))
      }
    }
    return try writer.finish().bytes
  }

  // MARK: - Hostile text

  @Test func nothingInASheetBecomesAFormula() throws {
    try MessyBook.inTemporaryFolder { folder in
      let cells = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "http://a.b"]
      var writer = try WorkbookWriter()
      try writer.beginSheet(SheetSettings("=企业名录"))
      try writer.append([.text("企业名称"), .text("从业人员")])
      for cell in cells { try writer.append([.text(cell), .text(cell)]) }
      let file = folder.appending(path: "a.xlsx")
      try Data(try writer.finish().bytes).write(to: file)
      let (_, bytes) = try Self.returned(file.path)
      let sheets = try readBack(bytes)
      #expect(sheets[1].rows.dropFirst().map { sheets[1].text($0, 1) } == cells)
      let packed = try PackedFile(bytes)
      for name in packed.names where name.hasPrefix("xl/worksheets/sheet") {
        let text = try packed.text(name)
        #expect(!text.contains("<f>"), "\(name)")
      }
    }
  }

  @Test func errorsOfFormulasStayErrorsWhenReadBack() throws {
    try MessyBook.inTemporaryFolder { folder in
      var writer = try WorkbookWriter()
      try writer.beginSheet(SheetSettings("企业名录"))
      try writer.append([.text("企业名称"), .text("备注")])
      try writer.append([.text("甲"), .text("#N/A")])
      try writer.append([.text("乙"), .text("#3号楼")])
      let file = folder.appending(path: "a.xlsx")
      try Data(try writer.finish().bytes).write(to: file)
      let book = try Self.reader().read(file.path)
      #expect(book.firms.map { book.text[$0.note] }.sorted() == ["", "#3号楼"])
      #expect(book.diagnostics.map(\.code).contains("cell-error"))
    }
  }

  // MARK: - English

  @Test func inEnglishItIsReadBackAsWell() throws {
    try MessyBook.withFolder { path in
      let proposal = try Self.proposal(Self.reader().read(path))
      let (book, bytes) = try Self.returned(path, proposals: [proposal], language: .english)
      let sheets = try readBack(bytes)
      #expect(sheets.first?.name == "Check results" && sheets.last?.name == "problem decisions")
      try MessyBook.inTemporaryFolder { folder in
        let file = folder.appending(path: "returned.xlsx")
        try Data(bytes).write(to: file)
        try Self.expectSame(Self.reader().read(file.path), book)
      }
    }
  }

  @Test func sameBookSameBytes() throws {
    try MessyBook.withFolder { path in
      let first = try Self.returned(path).bytes
      let second = try Self.returned(path).bytes
      #expect(first == second)
    }
  }
}
