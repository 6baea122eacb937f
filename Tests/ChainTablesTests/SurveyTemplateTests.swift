import ChainModel
import Foundation
import Testing
import Workbook
import WorkbookOutput

@testable import ChainTables

@Suite struct SurveyTemplateTests {
  /// The rows of a sheet, blanks as empty texts.
  private func rows(_ bytes: [UInt8], sheet: Int) throws -> [Int: [String]] {
    let workbook = try WorkbookReader(bytes: bytes)
    var reader = try workbook.sheet(sheet)
    var rows: [Int: [String]] = [:]
    while try reader.next() {
      var cells: [String] = []
      for index in 0..<reader.cellCount {
        while cells.count < reader.column(index) { cells.append("") }
        cells.append(reader.string(index))
      }
      rows[reader.row] = cells
    }
    return rows
  }

  private static let headers = [
    "序号", "企业名称", "统一社会信用代码", "所属区域", "乡镇(街道)", "所属园区", "行业代码", "主要产品", "从业人员", "营业收入(万元)",
    "资产总额(万元)", "企业规模", "质量管理成熟度", "提升意愿", "提升潜力", "资质", "登记状态", "产业链", "所处环节", "角色", "主要供应商",
    "主要客户", "获证情况", "存在问题", "原因", "质量需求(诉求)", "拟采取措施", "责任单位", "完成时限", "调研日期", "联系人", "联系电话",
    "备注",
  ]

  @Test func theSheetHasTitleCaptionsHeadersAndOneExample() throws {
    let bytes = try SurveyTemplate().write().bytes
    let workbook = try WorkbookReader(bytes: bytes)
    #expect(workbook.sheets.map(\.name) == ["调研摸底表", "填报说明", "质量问题"])
    let rows = try rows(bytes, sheet: 0)
    // The empty rows hold formats only.
    #expect(rows.keys.sorted() == [1, 2, 3, 4])
    #expect(rows[1] == ["产业链质量状况调研摸底表"])
    let captions = try #require(rows[2])
    #expect(captions[0] == "填报单位：" && captions[3] == "填报日期：")
    let headers = try #require(rows[3])
    #expect(
      headers.map { TextFolding.foldedHeader($0) } == Self.headers.map(TextFolding.foldedHeader))
    #expect(headers.filter { $0.hasSuffix("*") } == ["企业名称*"])
    #expect(rows[4]?[1].hasPrefix("示例") == true)
    var layout = try workbook.sheet(0)
    while try layout.next() {}
    #expect(layout.mergedRegions.first == CellRange(rows: (1, 1), columns: (0, 11)))
    #expect(layout.mergedRegions.allSatisfy { $0.lastRow < 3 })
  }

  @Test func everyFirmColumnIsOneOfTheFirmsTable() throws {
    let match = HeaderMatch<Firm>(headers: SurveyTemplateColumn.all.map(\.header))
    #expect(match.missing.isEmpty)
    let keys = Set(match.columns.map(\.field.key))
    // What the firms' table has beyond the survey.
    let absent = Firm.fields.map(\.key).filter { !keys.contains($0) }
    #expect(
      absent == [
        "number", "formerNames", "regionCode", "totalIncome", "totalCost", "reporter", "reportedOn",
      ])
  }

  /// A row of the survey, by column name.
  private func row(_ cells: [String: OutputCell.Value]) -> [OutputCell.Value] {
    SurveyTemplateColumn.all.map { cells[$0.name] ?? .blank }
  }

  /// The example's cells, as a clerk would fill in a row of their own.
  private var exampleRow: [OutputCell.Value] {
    SurveyTemplateColumn.all.map { column in
      let text = column.example.replacing(SurveyTemplateColumn.exampleMark, with: "")
      if column.name == "序号" { return .number(1) }
      switch column.form {
      case .number: return .number(Double(text) ?? -1)
      case .date:
        let day = CalendarDate(text)?.components
        return day.map { .date(year: $0.year, month: $0.month, day: $0.day) } ?? .blank
      case .text, .longText, .entry, .word: return text.isEmpty ? .blank : .text(text)
      }
    }
  }

  private static let frame = [
    "chains.csv": "产业链编号,产业链名称\nC1,新能源汽车产业链\n",
    "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,驱动电机\n",
    "regions.csv": "行政区划代码,区域名称\n990101,某某县\n",
    "problems.csv": "问题编号,问题名称\nP1,检验记录不完整\nP2,关键工序未做过程确认\n",
  ]

  private func read(_ survey: [UInt8]) throws -> ChainBook {
    var files = Self.frame.mapValues { Array($0.utf8) }
    files["某某县调研摸底表.xlsx"] = survey
    return try BookSample.read(bytes: files)
  }

  /// Filled in as its example says, the template is a book without a doubt.
  @Test func filledInItReadsWithoutADoubt() throws {
    let others = ["某某硅钢有限公司", "某某轴承有限公司", "某某汽车有限公司"].map {
      row(["企业名称": .text($0), "所属区域": .text("某某县"), "获证情况": .text("无"), "存在问题": .text("无")])
    }
    let book = try read(SurveyTemplate().write(rows: [exampleRow] + others).bytes)
    #expect(book.doubts == [])
    #expect(book.firms.count == 4)
    let firm = try #require(book.firms.first { book.text[$0.name] == "某某电驱动有限公司" })
    #expect(firm.hasValidCode && firm.staff.value == 86 && firm.revenue.value == 5230.5)
    #expect(firm.declaredSize == .small && firm.maturity == .effective && firm.state == .operating)
    #expect(book.text[firm.phone] == "13800000000" && book.text[firm.reporter] != "填报单位：")
    #expect(
      book.columns(.supplies, "supplier", "customer", "product").map { $0.joined(separator: ">") }
        .sorted() == [
          "91990101XN0000004U>某某汽车有限公司>驱动电机", "某某硅钢有限公司>91990101XN0000004U>硅钢片",
          "某某轴承有限公司>91990101XN0000004U>轴承",
        ])
    #expect(book.column(.members, "segment") == ["S1"] && book.members.first?.role == .supporting)
    #expect(
      book.columns(.findings, "problem", "reason", "action", "dueOn") == [
        ["P1", "检验员兼岗", "专家上门指导", "2026-12-31"], ["P2", "作业指导书未更新", "修订作业指导书", "2026-12-31"],
      ])
    #expect(book.certificates.count == 2 && book.assessments.count == 1)
    #expect(book.column(.assessments, "date") == ["2026-06-18"])
  }

  /// Neither the example nor what stands around the table is data.
  @Test func notFilledInItHoldsNoFirm() throws {
    let book = try read(SurveyTemplate().write().bytes)
    #expect(book.firms.isEmpty && book.findings.isEmpty && book.doubts == [])
    for problems in ["", "质量问题"] {
      let own = try BookSample.read(Self.frame)
      let template = problems.isEmpty ? SurveyTemplate() : SurveyTemplate(book: own)
      let filled = row(["企业名称": .text("甲厂")])
      let again = try BookSample.read(bytes: ["a.xlsx": template.write(rows: [filled]).bytes])
      #expect(again.column(.firms, "name") == ["甲厂"])
      #expect(again.problems.count == (problems.isEmpty ? StarterLibrary.problems.count : 2))
      #expect(again.doubts == [])
    }
  }

  @Test func theExampleKeepsTheLists() throws {
    for column in SurveyTemplateColumn.all where !column.example.isEmpty {
      switch column.form {
      case .word(let words): #expect(words.contains(column.example), "\(column.name)")
      case .date: #expect(CalendarDate(column.example) != nil, "\(column.name)")
      case .number: #expect(Double(column.example) != nil, "\(column.name)")
      case .text, .longText, .entry: break
      }
    }
  }

  @Test func listsAreThoseOfTheVocabularies() throws {
    let bytes = try SurveyTemplate().write().bytes
    let markup = try PartText.part("xl/worksheets/sheet1.xml", of: bytes)
    for list in [
      "sqref=\"L4:L504\"><formula1>\"大型,中型,小型,微型,不适用,无法判定\"</formula1>",
      "sqref=\"M4:M504\"><formula1>\"初步系统,有效系统,持续改进,领先型\"</formula1>",
      "sqref=\"N4:N504\"><formula1>\"强,中,弱\"</formula1>",
      "sqref=\"O4:O504\"><formula1>\"高,中,低\"</formula1>",
      "sqref=\"Q4:Q504\"><formula1>\"在业,停业,清算,吊销,注销,迁出\"</formula1>",
      "sqref=\"T4:T504\"><formula1>\"链主,骨干企业,配套企业\"</formula1>",
    ] {
      #expect(markup.contains(list), "\(list)")
    }
    #expect(markup.split(separator: "<dataValidation ").count == 7)
    #expect(markup.contains("<row r=\"504\"") && !markup.contains("<row r=\"505\""))
    for mark in ["xSplit=\"2\" ySplit=\"3\"", "paperSize=\"8\"", "orientation=\"landscape\""] {
      #expect(markup.contains(mark), "\(mark)")
    }
    let book = try PartText.part("xl/workbook.xml", of: bytes)
    #expect(book.contains("'调研摸底表'!$3:$3"))
  }

  @Test func theGuideNamesEveryColumn() throws {
    let bytes = try SurveyTemplate().write().bytes
    let rows = try rows(bytes, sheet: 1)
    let start = try #require(rows.first { $0.value.first == "列名" }?.key)
    #expect(rows[start] == ["列名", "是否必填", "填写方法", "示例"])
    for (index, name) in Self.headers.enumerated() {
      let row = try #require(rows[start + 1 + index])
      #expect(row[0] == name)
      #expect(row[1] == (name == "企业名称" ? "必填" : "选填"))
      #expect(!row[2].isEmpty)
    }
    #expect(rows[start + 1 + Self.headers.count] == nil)
  }

  @Test func aBookGivesItsChainsSegmentsRegionsAndProblems() throws {
    let book = try BookSample.read([
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\nC2,电机\n",
      "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,铸造\nC2,S1,绕线\nC2,S2,铸造\n",
      "regions.csv":
        "行政区划代码,区域名称,上级代码\n990100,某市,\n990101,甲县,990100\n990102,鼓楼区,990100\n990103,鼓楼区,990100\n",
      "firms.csv": "企业名称,所属区域\n甲厂,990103\n",
      "problems.csv": "问题编号,问题名称,同义表述,严重程度\nP1,=裂纹,开裂；破裂,重大\nP2,硬度不均,,\n",
    ])
    let bytes = try SurveyTemplate(book: book).write().bytes
    let workbook = try WorkbookReader(bytes: bytes)
    #expect(workbook.sheets.map(\.name) == ["调研摸底表", "填报说明", "质量问题"])
    let markup = try PartText.part("xl/worksheets/sheet1.xml", of: bytes)
    #expect(markup.contains("sqref=\"D4:D504\"><formula1>\"甲县,990102,990103\"</formula1>"))
    #expect(markup.contains("sqref=\"R4:R504\"><formula1>\"轴承,电机\"</formula1>"))
    #expect(markup.contains("sqref=\"S4:S504\"><formula1>\"铸造,绕线\"</formula1>"))
    // Another chain or segment may be typed.
    #expect(markup.split(separator: "errorStyle=\"warning\"").count == 4)
    #expect(try rows(bytes, sheet: 0)[4]?[3] == "990103")
    let problems = try rows(bytes, sheet: 2)
    #expect(problems[1] == ["问题编号", "问题名称", "同义表述", "表现", "方面", "维度", "成因", "严重程度", "标签"])
    #expect(problems[2] == ["P1", "=裂纹", "开裂；破裂", "", "", "", "", "重大"])
    #expect(problems[3] == ["P2", "硬度不均"])
    #expect(problems[4] == nil)
  }

  @Test func manySegmentsLieOnAHiddenSheet() throws {
    let segments = (1...200).map { "C1,S\($0),环节之\($0)\n" }.joined()
    let book = try BookSample.read([
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\n",
      "segments.csv": "产业链编号,环节编号,环节名称\n" + segments,
    ])
    let bytes = try SurveyTemplate(book: book).write().bytes
    let sheets = try WorkbookReader(bytes: bytes).sheets
    #expect(sheets.map(\.name) == ["调研摸底表", "填报说明", "质量问题", "选项"])
    #expect(sheets.map(\.visibility) == [.visible, .visible, .visible, .hidden])
    #expect(
      try PartText.part("xl/worksheets/sheet1.xml", of: bytes)
        .contains("sqref=\"S4:S504\"><formula1>'选项'!$A$1:$A$200</formula1>"))
  }

  @Test func sameTemplateSameBytes() throws {
    #expect(try SurveyTemplate().write().bytes == SurveyTemplate().write().bytes)
  }
}
