import ChainModel
import Foundation
import Testing
import WorkbookOutput

@testable import ChainTables

/// Cells as workbooks store them.
@Suite struct ArrivalCellTests {
  @Test func textsHoweverTheyAreStored() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "备注"],
      ["共享文字厂", .inline("内联\n文字")],
      [.inline("内联文字厂"), .runs(["分段", "的", "文字"])],
      [.formula("A2&\"二厂\"", result: "公式厂", isText: true), ""],
    ])
    #expect(
      book.columns(.firms, "name", "note")
        == [["公式厂", ""], ["共享文字厂", "内联\n文字"], ["内联文字厂", "分段的文字"]])
    #expect(book.marks == [])
  }

  @Test func numbersAreThoseTheSheetShows() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "从业人员", "营业收入(万元)", "资产总额(万元)", "联系电话"],
      ["甲厂", 86, .number("0.30000000000000004"), .number("1E+17"), .number("13800001111")],
      ["乙厂", .number("1.2E2"), .number("35.299999999999997"), .number("1234567890.12"), ""],
      ["丙厂", .formula("1+1", result: "2"), .number("1.5E-3"), .number("0"), ""],
    ])
    #expect(
      book.columns(.firms, "name", "staff", "revenue", "assets", "phone") == [
        ["丙厂", "2", "0.0015", "0", ""], ["乙厂", "120", "35.3", "1234567890.12", ""],
        ["甲厂", "86", "0.3", "100000000000000000", "13800001111"],
      ])
    #expect(book.marks == [])
  }

  /// A code typed into a number cell: Excel keeps fifteen digits, other programs write all.
  @Test func codesStoredAsNumbers() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "统一社会信用代码"],
      ["甲厂", .number("9.1440300192203802E+17")],
      ["乙厂", .number("914403001922038216")],
      ["丙厂", .text("9.14403E+17")],
    ])
    #expect(
      book.columns(.firms, "name", "creditCode") == [
        ["乙厂", "914403001922038216"], ["丙厂", "9.14403E+17"], ["甲厂", "914403001922038000"],
      ])
    #expect(
      book.marks == [
        "warning code-check-failed 沛县.xlsx!B2 914403001922038000",
        "warning code-malformed 沛县.xlsx!B4 9.14403E+17",
      ])
    let damaged = try #require(book.diagnostics.first { $0.cell == "B2" })
    let candidates = CreditCode.candidates(forDamagedNumber: "914403001922038000")
    #expect(!candidates.isEmpty && candidates.contains { $0.description == "914403001922038216" })
    for code in candidates {
      #expect(damaged.message.chinese.contains(code.description))
      #expect(damaged.message.english.contains(code.description))
    }
  }

  @Test(arguments: [(false, "45413", "45473"), (true, "43951", "44011")])
  func datesOfBothSystems(_ from1904: Bool, _ first: String, _ last: String) throws {
    let book = try CountyWorkbook.read(
      [
        CountySheet(
          name: "证书",
          rows: [
            ["证书编号", "企业", "颁证日期", "有效期至"],
            ["Z1", "甲厂", .number(first, .date), .number(last, .chineseMonth)],
            ["Z2", "甲厂", .number(first), .number(last + ".75", .date)],
            ["Z3", "甲厂", "2024-05-01", "2024年6月30日"],
          ])
      ], from1904: from1904)
    #expect(
      book.columns(.certificates, "number", "issuedOn", "expiresOn") == [
        ["Z1", "2024-05-01", "2024-06-30"], ["Z2", "2024-05-01", "2024-06-30"],
        ["Z3", "2024-05-01", "2024-06-30"],
      ])
    #expect(book.doubts == ["warning created-firms !- 甲厂"])
  }

  @Test func aDayThatNeverWasIsReported() throws {
    let book = try CountyWorkbook.read([
      CountySheet(
        name: "证书",
        rows: [
          ["证书编号", "企业", "颁证日期"], ["Z1", "甲厂", .number("-3", .date)],
          ["Z2", "甲厂", .number("60", .date)], ["Z3", "甲厂", .number("0.5", .time)],
        ])
    ])
    #expect(book.column(.certificates, "issuedOn") == ["", "", ""])
    #expect(
      book.marks.filter { $0.contains("date-unreadable") } == [
        "error date-unreadable 沛县.xlsx!C2 -3", "error date-unreadable 沛县.xlsx!C3 60",
        "error date-unreadable 沛县.xlsx!C4 0.5",
      ])
  }

  @Test func booleansAndPercentages() throws {
    let book = try CountyWorkbook.read([
      CountySheet(
        name: "供应关系",
        rows: [
          ["供应方", "采购方", "产品", "占采购方比例", "是否独家"],
          ["甲厂", "乙厂", "轴", .number("0.35", .percentage), .boolean(true)],
          ["甲厂", "乙厂", "套", .number("0.35"), .boolean(false)],
          ["甲厂", "乙厂", "销", .number("35"), ""],
          ["甲厂", "乙厂", "盖", "35%", "是"],
          ["甲厂", "乙厂", "环", .number("0.3510", .percentage), "×"],
        ])
    ])
    #expect(
      book.columns(.supplies, "product", "share", "isSole") == [
        ["套", "0.35", "否"], ["环", "0.351", "否"], ["盖", "0.35", "是"], ["轴", "0.35", "是"],
        ["销", "0.35", ""],
      ])
    #expect(book.doubts == ["warning created-firms !- 乙厂、甲厂"])
  }

  @Test func formulasWithoutValueAndErrors() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "从业人员", "营业收入(万元)"],
      ["甲厂", .formula("SUM(Z1:Z9)"), .error("#N/A")],
      ["乙厂", .error("#DIV/0!"), .formula("1/4", result: "0.25")],
      [.formula("VLOOKUP(1,Z:Z,1)"), 3, 4],
    ])
    #expect(
      book.columns(.firms, "name", "staff", "revenue") == [["乙厂", "", "0.25"], ["甲厂", "", ""]])
    #expect(
      book.marks == [
        "warning formula-without-value 沛县.xlsx!B2", "error cell-error 沛县.xlsx!C2 #N/A",
        "error cell-error 沛县.xlsx!B3 #DIV/0!", "error cell-missing 沛县.xlsx!A4",
        "warning formula-without-value 沛县.xlsx!A4",
      ])
  }

  /// What the project's own writer makes is read back as the same rows.
  @Test func cellsOfTheOwnWriter() throws {
    var writer = try WorkbookWriter()
    try writer.beginSheet(SheetSettings("供应关系"))
    for row in [
      ["供应方", "采购方", "产品", "占采购方比例", "年供货额(万元)", "填报日期"].map { OutputCell.text($0) },
      [
        .text("甲厂"), .text("乙厂"), .text("=轴"), OutputCell(.percentage(0.351)), .number(12.5),
        OutputCell(.date(year: 2026, month: 5, day: 1)),
      ],
    ] {
      try writer.append(row)
    }
    let book = try BookSample.read(bytes: ["a.xlsx": writer.finish().bytes])
    #expect(
      book.columns(.supplies, "product", "share", "amount", "reportedOn")
        == [["=轴", "0.351", "12.5", "2026-05-01"]])
  }

  @Test func hiddenRowsAndSheetsAreReportedAndReadWhenAsked() throws {
    let bytes = CountyWorkbook.bytes([
      CountySheet(
        name: "企业名录",
        rows: [["企业名称", "从业人员"], ["甲厂", 1], ["乙厂", 2], ["丙厂", 3], ["丁厂", 4]], hidden: [3, 5]),
      CountySheet(name: "供应关系", rows: [["供应方", "采购方"], ["甲厂", "丁厂"]], state: "hidden"),
      CountySheet(name: "链上企业", rows: [["产业链编号", "环节编号", "企业"]], state: "veryHidden"),
    ])
    let book = try BookSample.read(bytes: ["沛县.xlsx": bytes])
    #expect(book.column(.firms, "name") == ["丙厂", "甲厂"])
    #expect(book.supplies.isEmpty)
    #expect(
      book.marks == [
        "note sheet-hidden 沛县.xlsx!-", "note rows-hidden 沛县.xlsx!3 3、5",
      ])
    #expect(book.messages("sheet-hidden").first?.contains("供应关系、链上企业") == true)
    let all = try BookSample.withFolder(["沛县.xlsx": bytes]) { path in
      var reader = BookReader(asOf: .earliest)
      reader.readsHidden = true
      return try reader.read(path)
    }
    #expect(all.column(.firms, "name") == ["丁厂", "丙厂", "乙厂", "甲厂"])
    #expect(all.columns(.supplies, "supplier", "customer") == [["甲厂", "丁厂"]])
    #expect(all.marks == [])
  }

  /// 同上 below a hidden row: what a person sees decides, and a rival is said.
  @Test func dittoBelowAHiddenRow() throws {
    let book = try CountyWorkbook.read([
      CountySheet(
        rows: [["企业名称", "乡镇"], ["甲厂", "龙固镇"], ["乙厂", "大屯街道"], ["丙厂", "同上"]], hidden: [3])
    ])
    #expect(book.columns(.firms, "name", "township") == [["丙厂", "龙固镇"], ["甲厂", "龙固镇"]])
    #expect(
      book.marks == ["note rows-hidden 沛县.xlsx!3 3", "warning ditto-doubtful 沛县.xlsx!B4 同上"])
  }

  @Test(.timeLimit(.minutes(2))) func aMillionFormattedRowsDoNotStall() throws {
    var writer = try WorkbookWriter(storage: .stream)
    try writer.beginSheet(SheetSettings("企业名录"))
    let style = CellStyle().with { $0.border = .thin }
    try writer.append([.text("企业名称"), .text("从业人员")])
    try writer.append([.text("甲厂"), .number(5)])
    for _ in 2..<1_048_576 { try writer.append([OutputCell(.blank, style: style)]) }
    let bytes = try writer.finish().bytes
    let start = ContinuousClock.now
    let book = try BookSample.read(bytes: ["a.xlsx": bytes])
    #expect(book.columns(.firms, "name", "staff") == [["甲厂", "5"]])
    #expect(book.marks == [])
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
