import ChainModel
import Testing

@testable import ChainTables

/// Sheets saved as text, which keep the layout and lose the merged cells.
@Suite struct ArrivalTextSheetTests {
  @Test func titleUnitTwoHeaderRowsAndNotes() throws {
    let book = try BookSample.read([
      "沛县企业.csv": """
      沛县企业情况表,,,,,
      填报单位：沛县市监局,,,,,单位：元
      序号,企业名称,经营情况,,联系方式,
      ,,营业收入,从业人员,联系人,联系电话
      1,甲厂,30000,4,张三,138
      2,乙厂,40000,5,同上,139
      合计,,70000,9,,
      注：口径为规模以上,,,,,
      填表人：李四,,,,,

      """
    ])
    #expect(
      book.columns(.firms, "name", "revenue", "staff", "contact", "phone", "reporter") == [
        ["乙厂", "4", "5", "张三", "139", "沛县市监局"], ["甲厂", "3", "4", "张三", "138", "沛县市监局"],
      ])
    #expect(book.doubts == [])
  }

  @Test func surveyAsText() throws {
    let book = try BookSample.read([
      "摸底表.csv":
        "企业名称,主要供应商,存在问题,调研日期\n甲厂,\"乙厂、丙厂\",\"1.硬度不均\n2.尺寸超差\",2026.4.1\n丁厂,无,无,2026.4.2\n"
    ])
    #expect(book.supplies.count == 2)
    #expect(
      book.columns(.findings, "firm", "wording") == [["甲厂", "尺寸超差"], ["甲厂", "硬度不均"]])
    #expect(
      book.columns(.assessments, "firm", "result") == [["丁厂", "无问题"], ["甲厂", "有问题"]])
  }
}

/// What reading does not understand yet, each with what a clerk would expect.
@Suite struct ArrivalGapTests {
  /// The year before a header is the most common way to write it; the column is kept as an extra
  /// field, unread, and said to be: which of several years counts is not for the program to say.
  @Test(arguments: ["2025年营业收入（万元）", "2025年度营业收入(万元)", "上年营业收入（万元）", "营业收入（2025年，万元）"])
  func aHeaderWithItsYear(_ header: String) throws {
    let book = try CountyWorkbook.read([["企业名称", "从业人员", .text(header)], ["甲厂", 5, 300]])
    #expect(book.column(.firms, "revenue") == [""])
    #expect(book.doubts.map { $0.contains("column-unused") } == [true])
  }

  /// Words of advice in a header's brackets.
  @Test(arguments: ["企业名称（全称）", "企业名称(与营业执照一致)", "企业名称（盖章）"])
  func adviceInBrackets(_ header: String) throws {
    let book = try CountyWorkbook.read([[.text(header), "从业人员", "主要产品"], ["甲厂", 5, "轴"]])
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(book.doubts == [])
  }

  /// Without a regions table, a sheet's name gives its firms no region.
  @Test func aSheetForEachCountyWithoutARegionsTable() throws {
    let header: [CountyCell] = ["企业名称", "从业人员"]
    let book = try CountyWorkbook.read([
      CountySheet(name: "沛县", rows: [header, ["甲厂", 1]]),
      CountySheet(name: "丰县", rows: [header, ["乙厂", 2]]),
    ])
    withKnownIssue {
      #expect(book.columns(.firms, "name", "region") == [["乙厂", "丰县"], ["甲厂", "沛县"]])
    }
  }

  /// A sheet for each township gives its firms no township.
  @Test func aSheetForEachTownship() throws {
    let header: [CountyCell] = ["企业名称", "从业人员"]
    let book = try CountyWorkbook.read([
      CountySheet(name: "龙固镇", rows: [header, ["甲厂", 1]]),
      CountySheet(name: "大屯街道", rows: [header, ["乙厂", 2]]),
    ])
    withKnownIssue {
      #expect(book.columns(.firms, "name", "township") == [["乙厂", "大屯街道"], ["甲厂", "龙固镇"]])
    }
  }

  /// Deadlines in words are set aside with an error.
  @Test(arguments: ["2026年6月底", "2026年6月底前", "2026年底", "2026年上半年"])
  func deadlinesInWords(_ text: String) throws {
    let book = try BookSample.read([
      "findings.csv": "企业,问题描述,完成时限\n甲厂,裂纹,\(text)\n"
    ])
    withKnownIssue { #expect(book.column(.findings, "dueOn") != [""]) }
  }

  /// A lone sentence below the table.
  @Test(arguments: ["以上数据由各镇上报，截至2025年底。", "本表一式三份。"])
  func aSentenceBelowTheTable(_ text: String) throws {
    let book = try CountyWorkbook.read(
      [["企业名称", "从业人员"], ["甲厂", 5], [.text(text)]], merged: ["A3:B3"])
    #expect(book.column(.firms, "name") == ["甲厂"])
  }

  /// Firms parted by spaces only: 中国石化集团 南京分公司 looks the same.
  @Test func firmsPartedBySpaces() throws {
    let book = try CountyWorkbook.read([
      CountySheet(
        name: "摸底表", rows: [["企业名称", "主要供应商"], ["甲厂", "乙轴承有限公司 丙铸造有限公司"]])
    ])
    withKnownIssue { #expect(book.supplies.count == 2) }
  }

  /// One phrase for three certificates.
  @Test func threeSystemsInOnePhrase() throws {
    let phrase = "质量、环境、职业健康安全管理体系认证"
    let book = try CountyWorkbook.read([
      CountySheet(
        name: "摸底表",
        rows: [["企业名称", "获证情况"], ["甲厂", .text(phrase)], ["乙厂", "ISO9001/14001/45001"]])
    ])
    #expect(
      book.columns(.certificates, "firms", "scheme").sorted { $0.joined() < $1.joined() }
        == [
          ["乙厂", "14001"], ["乙厂", "45001"], ["乙厂", "ISO9001"], ["甲厂", "环境管理体系"],
          ["甲厂", "职业健康安全管理体系认证"], ["甲厂", "质量管理体系"],
        ].sorted { $0.joined() < $1.joined() })
  }

  /// The general word stands for three certificates that nobody can name from it.
  @Test func threeSystemsUnnamed() throws {
    let book = try CountyWorkbook.read([
      CountySheet(name: "摸底表", rows: [["企业名称", "获证情况"], ["甲厂", "三体系认证"]])
    ])
    withKnownIssue { #expect(!book.doubts.isEmpty) }
  }

  /// A region's name as the county wrote it is gone from the merged book where it is ambiguous.
  @Test func anAmbiguousRegionIsKeptAsWritten() throws {
    let book = try BookSample.read([
      "regions.csv": "行政区划代码,区域名称\n320106,鼓楼区\n320302,鼓楼区\n", "firms.csv": "企业名称,所属区域\n甲厂,鼓楼区\n",
    ])
    withKnownIssue { #expect(book.column(.firms, "region") == ["鼓楼区"]) }
  }
}
