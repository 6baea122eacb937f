import ChainModel
import Testing

@testable import ChainTables

@Suite struct HeaderMatchTests {
  @Test(arguments: [
    ("单位名称", "name"), ("公司名称", "name"), ("企业名称*", "name"), (" 企业 名称 ", "name"),
    ("信用代码", "creditCode"), ("统一社会信用代码（必填）", "creditCode"), ("企业代码", "number"),
    ("所属区县", "region"), ("乡镇（街道）", "township"), ("乡镇(街道)", "township"), ("街道", "township"),
    ("从业人员(人)", "staff"), ("从业人数", "staff"), ("年产值(万元)", "revenue"),
    ("营业收入/万元", "revenue"), ("资产总额【亿元】", "assets"), ("规模", "size"), ("creditCode", "creditCode"),
    ("REVENUE", "revenue"), ("ｓｔａｆｆ", "staff"), ("上报单位", "reporter"), ("报送日期", "reportedOn"),
  ])
  func recognisesAFirmsHeader(_ header: String, _ key: String) {
    let match = HeaderMatch<Firm>(headers: ["不相干", header])
    #expect(match.columns.map(\.field.key) == [key])
    #expect(match.columns.map(\.index) == [1])
    #expect(match.extras == [0])
  }

  @Test func aFieldsOwnNameWinsOverAnAlias() {
    let match = HeaderMatch<Firm>(headers: ["单位名称", "企业名称", "名称"])
    #expect(match.columns.map(\.index) == [1])
    #expect(match.extras == [0, 2])
  }

  @Test func ofTwoAliasesTheFirstColumnWins() {
    let match = HeaderMatch<Firm>(headers: ["公司名称", "单位名称"])
    #expect(match.columns.map(\.index) == [0])
    #expect(match.extras == [1])
  }

  @Test func anOwnNameIsNotTakenByAnotherFieldsAlias() {
    // 问题编号 is the problem's own header; 企业编号 may stand for the firm.
    let match = HeaderMatch<Finding>(headers: ["企业编号", "问题编号", "问题", "状态"])
    let fields = Dictionary(uniqueKeysWithValues: match.columns.map { ($0.field.key, $0.index) })
    #expect(fields == ["firm": 0, "problem": 1, "wording": 2, "status": 3])
  }

  @Test func missingRequiredColumnsAreNamed() {
    let match = HeaderMatch<Segment>(headers: ["环节名称", "链上位置"])
    #expect(match.missing.map(\.header) == ["产业链编号", "环节编号"])
    #expect(match.strength == 0)
  }

  @Test(arguments: [
    ("年供货额(万元)", "12.5", "12.5"), ("年供货额", "12.5", "12.5"), ("供货额（元）", "12,345,000", "1234.5"),
    ("年供货额(元)", "70000", "7"), ("年供货额(千元)", "80", "8"), ("年供货额(百万元)", "3", "300"),
    ("年供货额(亿元)", "1.2", "12000"), ("年供货额/亿元", "2", "20000"),
  ])
  func amountsComeInTenThousandYuan(_ header: String, _ cell: String, _ expected: String) throws {
    #expect(try amount(header, cell) == expected)
  }

  @Test(arguments: [
    ("年供货额(元)", "3", "0.0003"), ("金额(单位:元)", "123456", "12.3456"), ("年供货额(千元)", "7", "0.7"),
    ("年供货额(百万元)", "1.1", "110"), ("年供货额（亿元）", "0.07", "700"),
  ])
  func scaledAmountsAreRoundedOnce(_ header: String, _ cell: String, _ expected: String) throws {
    let amount = try amount(header, cell)
    #expect(amount == expected)
  }

  private func amount(_ header: String, _ cell: String) throws -> String {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,\(header)\n甲厂,乙厂,\"\(cell)\"\n"
    ])
    return book.column(.supplies, "amount").joined()
  }

  @Test func unitsDoNotScaleCounts() throws {
    let book = try BookSample.read(["firms.csv": "企业名称,从业人员(人)\n甲厂,120\n"])
    #expect(book.column(.firms, "staff") == ["120"])
  }
}
