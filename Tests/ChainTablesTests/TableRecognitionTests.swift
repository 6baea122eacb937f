import ChainModel
import Testing

@testable import ChainTables

@Suite struct TableRecognitionTests {
  @Test(arguments: [
    ("firms", TableKind.firms), ("企业名录", .firms), ("沛县企业名录", .firms), ("2026-firms", .firms),
    ("Firms", .firms), ("企业", .firms), ("链上企业", .members), ("沛县链上企业名单2026", .members),
    ("环节", .segments), ("环节关系", .flows), ("某链环节关系表", .flows), ("供应关系", .supplies),
    ("沛县_供应关系（终稿）", .supplies), ("问题记录", .findings), ("质量问题", .problems),
    ("摸底记录", .assessments), ("措施", .measures), ("对策", .measures), ("证书", .certificates),
    ("链主牵头联合帮扶项目", .programmes), ("质量基础设施资源", .resources), ("ｆｉｒｍｓ", .firms),
    ("投入必要性", .essentials), ("支持主体", .actors), ("约束", .limits), ("行政区划", .regions),
  ])
  func recognisesAName(_ name: String, _ table: TableKind) {
    #expect(TableRecognition.kind(named: name) == .table(table))
  }

  @Test(arguments: ["README", "数据", "", "book1"])
  func leavesOtherNamesAlone(_ name: String) {
    #expect(TableRecognition.kind(named: name) == nil)
  }

  @Test func everyTableIsKnownByItsKeyAndChineseNames() {
    for table in TableKind.allCases {
      for name in [table.rawValue] + table.chineseNames {
        #expect(TableRecognition.kind(named: name) == .table(table))
        #expect(TableRecognition.isExactName(name, of: .table(table)))
      }
    }
  }

  @Test(arguments: [
    ("产业链编号,产业链名称", TableKind.chains),
    ("产业链编号,环节编号,环节名称,链上位置", .segments),
    ("产业链编号,供给环节,需求环节", .flows),
    ("产业链编号,环节编号,企业,角色", .members),
    ("供应方,采购方,产品", .supplies),
    ("企业名称,统一社会信用代码,从业人员", .firms),
    ("行政区划代码,区域名称,上级代码", .regions),
    ("问题编号,问题名称,同义表述", .problems),
    ("企业,问题编号,发现日期,状态", .findings),
    ("企业,诊断日期,检查内容,结论", .assessments),
    ("证书编号,企业,认证类别,有效期至", .certificates),
    ("举措编号,举措名称,针对问题,固定费用(万元)", .measures),
    ("项目编号,项目名称,牵头企业", .programmes),
    ("对象,名称,下限,上限", .limits),
    ("机构,类型,区域,能力,资质,年能力", .resources),
    ("名称,类型,区域,支持内容", .actors),
    ("投入行业,使用行业,类别", .essentials),
  ])
  func fallsBackOnTheHeaders(_ headers: String, _ table: TableKind) throws {
    let book = try BookSample.read(["表1.csv": headers + "\n", "z.csv": "企业名称,企业编号\n甲,1\n"])
    #expect(book.sources.map(\.table) == [.firms, table])
    #expect(book.marks == [])
  }

  @Test func headersDecideWhereThePartOfANameMisleads() throws {
    // 产业链 is the longer part of the name, yet the sheet lists segments.
    let book = try BookSample.read([
      "某市产业链环节.csv": "产业链编号,环节编号,环节名称\nC1,S1,铸造\n",
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\n",
    ])
    #expect(book.column(.segments, "name") == ["铸造"])
    #expect(book.marks == [])
  }
}
