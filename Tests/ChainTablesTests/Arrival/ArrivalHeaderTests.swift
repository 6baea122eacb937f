import ChainModel
import Testing

@testable import ChainTables

/// Headers as people lay them out, and what stands above them.
@Suite struct ArrivalHeaderTests {
  // MARK: - Titles, units, captions

  @Test func titleUnitAndCaptionRows() throws {
    let book = try CountyWorkbook.read(
      [
        ["沛县电动车产业链企业情况表"], [],
        ["填报单位：沛县市场监管局", "", "", "填报日期：2026年5月8日"], ["", "", "", "单位：元"],
        ["序号", "企业名称", "从业人员", "营业收入"], [1, "甲厂", 12, 3_456_700], [2, "乙厂", 8, "约50万元"],
      ], merged: ["A1:D1", "A3:C3"])
    #expect(
      book.columns(.firms, "name", "staff", "revenue", "reporter", "reportedOn") == [
        ["乙厂", "8", "50", "沛县市场监管局", "2026-05-08"],
        ["甲厂", "12", "345.67", "沛县市场监管局", "2026-05-08"],
      ])
    #expect(
      book.marks == ["note header-found 沛县.xlsx!5", "note number-folded 沛县.xlsx!D7 约50万元"])
    #expect(
      book.messages("header-found") == [
        "按“企业名录”读取，表头到第 5 行：第 1 行是标题；第 3 行是填报信息；第 4 行注明单位：元"
      ])
  }

  /// 单位 notes the unit of amounts; counts and columns with a unit of their own are not touched.
  @Test(arguments: [
    ("单位：万元", "1234.5", "7"), ("单位：元", "0.12345", "7"), ("（单位：亿元）", "12345000", "7"),
    ("金额单位：元", "0.12345", "7"), ("计量单位：人、元", "0.12345", "7"), ("单位：家", "1234.5", "7"),
    ("单位:千元", "123.45", "7"), ("单位：万元、人", "1234.5", "7"),
  ])
  func unitRows(_ note: String, _ revenue: String, _ assets: String) throws {
    let book = try CountyWorkbook.read(
      [
        ["企业情况表"], ["", "", "", .text(note)], ["企业名称", "从业人员", "营业收入", "资产总额(万元)"],
        ["甲厂", 12, 1234.5, 7],
      ], merged: ["A1:D1"])
    #expect(
      book.columns(.firms, "staff", "revenue", "assets") == [["12", revenue, assets]])
    #expect(book.doubts == [])
  }

  @Test(arguments: ["沛县企业情况表（单位：元）", "沛县企业情况表(金额单位：元)"])
  func unitInTheTitle(_ title: String) throws {
    let book = try CountyWorkbook.read(
      [[.text(title)], ["企业名称", "营业收入"], ["甲厂", 30000]], merged: ["A1:B1"])
    #expect(book.column(.firms, "revenue") == ["3"])
    #expect(book.doubts == [])
  }

  /// One merged cell says who, when and in what unit.
  @Test(arguments: [
    "填报单位：沛县市场监管局          填报日期：2026-05-08        单位：元",
    "填报单位：沛县市场监管局　　填报日期：2026年5月8日　　金额单位：元",
    "填报单位:沛县市场监管局；填报日期:2026.5.8；单位:元",
    "填报单位（盖章）：沛县市场监管局 填报人：张三 联系电话：0516-1234567 填报日期：2026/5/8 （单位：元）",
  ])
  func captionsInOneCell(_ cell: String) throws {
    let book = try CountyWorkbook.read(
      [["企业情况表"], [.text(cell)], ["企业名称", "营业收入"], ["甲厂", 30000]],
      merged: ["A1:B1", "A2:B2"])
    #expect(
      book.columns(.firms, "name", "revenue", "reporter", "reportedOn")
        == [["甲厂", "3", "沛县市场监管局", "2026-05-08"]])
    #expect(book.doubts == [])
  }

  @Test func captionsWithTheirValueInTheNextCell() throws {
    let book = try CountyWorkbook.read([
      ["填报单位", "沛县市场监管局", "填报日期：", .number("46150", .date)],
      ["填报单位：", "沛县市场监管局", "填报日期：", .number("46150", .date)],
      ["企业名称", "从业人员", "营业收入(万元)", "备注"], ["甲厂", 3, 5, ""],
    ])
    #expect(
      book.columns(.firms, "name", "reporter", "reportedOn")
        == [["甲厂", "沛县市场监管局", "2026-05-08"]])
    #expect(book.doubts == [])
  }

  @Test func emptyCaptionsNameNobody() throws {
    let book = try CountyWorkbook.read([
      ["填报单位：", "", "填报日期：", ""], ["企业名称", "从业人员", "营业收入", "备注"], ["甲厂", 3, 5, ""],
    ])
    #expect(book.columns(.firms, "name", "reporter", "reportedOn") == [["甲厂", "", ""]])
    #expect(book.submissions.map(\.sender) == ["沛县.xlsx"])
    #expect(book.doubts == [])
  }

  @Test func captionsOfChainAndRegionHoldForRowsThatNameNone() throws {
    let book = try BookSample.read(bytes: [
      "沛县.xlsx": CountyWorkbook.bytes([
        CountySheet(
          name: "摸底表",
          rows: [
            ["产业链质量状况摸底表"], ["产业链：高端轴承", "", "填报县区：沛县", "", ""],
            ["企业名称", "所处环节", "产业链", "所属区域", "存在问题"], ["甲厂", "铸造", "", "", "无"],
            ["乙厂", "铸造", "电机", "丰县", "无"],
          ], merged: ["A1:E1"])
      ]),
      "chains.csv": Array("产业链编号,产业链名称\nC1,高端轴承\nC2,电机\n".utf8),
      "segments.csv": Array("产业链编号,环节编号,环节名称\nC1,S1,铸造\nC2,S2,铸造\n".utf8),
      "regions.csv": Array("行政区划代码,区域名称\n320322,沛县\n320321,丰县\n".utf8),
    ])
    #expect(
      book.columns(.members, "chain", "segment", "firm") == [
        ["C1", "S1", "甲厂"], ["C2", "S2", "乙厂"],
      ])
    #expect(book.columns(.firms, "name", "region") == [["乙厂", "丰县"], ["甲厂", "沛县"]])
    #expect(book.doubts == [])
  }

  @Test func anUnreadableReportDateIsSaid() throws {
    let book = try CountyWorkbook.read([
      ["填报日期：五月上旬", "", ""], ["企业名称", "从业人员", "备注"], ["甲厂", 3, ""],
    ])
    #expect(book.columns(.firms, "name", "reportedOn") == [["甲厂", ""]])
    #expect(book.doubts == ["warning caption-unreadable 沛县.xlsx!A1 五月上旬"])
  }

  /// A column named 填报单位 is no caption, and what a row says comes first.
  @Test func aColumnIsNoCaption() throws {
    let book = try CountyWorkbook.read([
      ["填报单位：沛县市场监管局", "", ""], ["企业名称", "填报单位", "填报日期"],
      ["甲厂", "沛县工信局", "2026.5.1"], ["乙厂", "", ""],
    ])
    #expect(
      book.columns(.firms, "name", "reporter", "reportedOn")
        == [["乙厂", "沛县市场监管局", ""], ["甲厂", "沛县工信局", "2026-05-01"]])
    #expect(book.doubts == [])
  }

  // MARK: - Shapes of headers

  @Test func twoRowsWithMergedGroups() throws {
    let book = try CountyWorkbook.read(
      [
        ["沛县企业摸底表", "", "", "", "", ""],
        ["序号", "企业名称", "经营情况", "", "联系方式", ""],
        ["", "", "营业收入（元）", "从业人员（人）", "联系人", "联系电话"],
        [1, "甲厂", 30000, 4, "张三", "138"],
      ], merged: ["A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"])
    #expect(
      book.columns(.firms, "name", "revenue", "staff", "contact", "phone")
        == [["甲厂", "3", "4", "张三", "138"]])
    #expect(book.doubts == [])
    #expect(
      book.messages("header-found") == ["按“企业名录”读取，表头到第 3 行：第 1 行是标题；表头占第 2—3 行，已合并"])
  }

  @Test func threeRowsWithUnitsAndColumnNumbers() throws {
    let book = try CountyWorkbook.read(
      [
        ["企业名称", "企业情况", "", "", ""],
        ["", "规模", "", "位置", ""],
        ["", "营业收入", "从业人员", "所属区域", "乡镇(街道)"],
        ["", "万元", "人", "", ""], ["甲", "1", "2", "3", "4"],
        ["甲厂", 30000, 4, "沛县", "龙固镇"],
      ], merged: ["A1:A3", "B1:E1", "B2:C2", "D2:E2"])
    #expect(
      book.columns(.firms, "name", "revenue", "staff", "region", "township")
        == [["甲厂", "30000", "4", "沛县", "龙固镇"]])
    #expect(book.doubts == ["warning created-regions !- 沛县"])
  }

  /// The unit of a group holds for the columns under it.
  @Test func theUnitOfAGroup() throws {
    let book = try CountyWorkbook.read(
      [
        ["企业名称", "主要指标（元）", "", "从业人员"], ["", "营业收入", "资产总额", ""],
        ["甲厂", 30000, 50000, 4],
      ], merged: ["A1:A2", "B1:C1", "D1:D2"])
    #expect(book.columns(.firms, "revenue", "assets", "staff") == [["3", "5", "4"]])
    #expect(book.doubts == [])
  }

  @Test func blankLeadingColumnsAndRows() throws {
    let book = try CountyWorkbook.read([
      [], [], ["", "", "企业名称", "联系人"], ["", "", "甲厂", "张三"],
    ])
    #expect(book.columns(.firms, "name", "contact") == [["甲厂", "张三"]])
    #expect(book.doubts == [])
  }

  @Test(arguments: [
    ["单位名称", "信用代码", "员工人数", "销售收入（万元）"], ["公司名称", "社会信用代码", "职工人数", "年营业收入(万元)"],
    [" 企 业 名 称 *", "统一社会信用代码\n（18位）", "从业人员数（人）", "营业收入/万元"],
    ["组织名称(必填)", "机构代码", "员工数", "主营业务收入【万元】"],
  ])
  func aliases(_ headers: [String]) throws {
    let book = try CountyWorkbook.read([
      headers.map { .text($0) }, ["甲厂", "914403001922038216", 8, 9.5],
    ])
    #expect(
      book.columns(.firms, "name", "staff", "revenue") == [["甲厂", "8", "9.5"]])
    #expect(book.doubts == [])
  }

  @Test func aSecondPageRepeatsTitleUnitAndHeader() throws {
    let book = try CountyWorkbook.read(
      [
        ["沛县企业情况表", "", ""], ["", "", "单位：元"], ["企业名称", "从业人员", "营业收入"], ["甲厂", 1, 10000],
        ["乙厂", 2, 20000], [], ["沛县企业情况表", "", ""], ["", "", "单位：元"],
        ["企业名称", "从业人员", "营业收入"], ["丙厂", 3, 30000],
      ], merged: ["A1:C1", "A7:C7"])
    #expect(
      book.columns(.firms, "name", "revenue") == [["丙厂", "3"], ["乙厂", "2"], ["甲厂", "1"]])
    #expect(book.doubts == [])
    #expect(book.marks.filter { $0.hasPrefix("note row-set-aside") }.count == 3)
  }

  /// Rows that only look like headers or titles stay rows.
  @Test func firmsWhoseNamesLookLikeHeaders() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "主要产品"], ["徐州企业名称设计有限公司", "主要产品"], ["产业链管理（徐州）有限公司", "产业链服务"],
      ["单位：三食堂", "餐饮"],
    ])
    #expect(
      book.column(.firms, "name") == ["产业链管理（徐州）有限公司", "单位：三食堂", "徐州企业名称设计有限公司"].sorted())
  }

  @Test func columnNumbersBelowTheHeader() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "从业人员", "营业收入(万元)"], ["甲", "1", "2"], ["甲厂", 3, 4],
    ])
    #expect(book.columns(.firms, "name", "staff", "revenue") == [["甲厂", "3", "4"]])
    // The first firm of a list may be called by a letter all the same.
    let short = try CountyWorkbook.read([["企业名称", "从业人员"], ["甲", 1], ["乙", 2]])
    #expect(short.columns(.firms, "name", "staff") == [["乙", "2"], ["甲", "1"]])
  }
}
