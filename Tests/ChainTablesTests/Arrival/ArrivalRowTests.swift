import ChainModel
import Testing

@testable import ChainTables

/// Rows that are no data, cells that stand for others, and rows that only look so.
@Suite struct ArrivalRowTests {
  // MARK: - Merged cells

  @Test func cellsMergedDownwardsHoldForTheirRows() throws {
    let book = try CountyWorkbook.read(
      [
        ["县区", "企业名称", "从业人员"], ["沛县", "甲厂", 1], ["", "乙厂", 2], ["", "丙厂", 3], ["", "丁厂", 4],
        ["丰县", "戊厂", 5], ["", "己厂", 6],
      ], merged: ["A2:A4", "A6:A7"])
    // 丁厂 stands beside no merged cell: blank means blank.
    #expect(
      book.columns(.firms, "name", "region").sorted { $0[0] < $1[0] }
        == [
          ["丁厂", ""], ["丙厂", "沛县"], ["乙厂", "沛县"], ["己厂", "丰县"], ["戊厂", "丰县"], ["甲厂", "沛县"],
        ].sorted { $0[0] < $1[0] })
    #expect(book.doubts == ["warning created-regions !- 丰县、沛县"])
  }

  @Test func blankCellsOfTextFilesStayBlank() throws {
    let book = try BookSample.read(["firms.csv": "县区,企业名称\n沛县,甲厂\n,乙厂\n"])
    #expect(book.columns(.firms, "name", "region") == [["乙厂", ""], ["甲厂", "沛县"]])
  }

  @Test func aCellMergedOverRowsAndColumnsFillsItsFirstColumn() throws {
    let book = try CountyWorkbook.read(
      [
        ["企业名称", "乡镇", "所属园区", "备注"], ["甲厂", "龙固镇", "", "a"], ["乙厂", "", "", "b"],
        ["丙厂", "", "化工园", "c"],
      ], merged: ["B2:C3"])
    #expect(
      book.columns(.firms, "name", "township", "park")
        == [["丙厂", "", "化工园"], ["乙厂", "龙固镇", ""], ["甲厂", "龙固镇", ""]])
  }

  /// A row that has nothing of its own is no row, however far a merged cell reaches.
  @Test func mergedCellsMakeNoRows() throws {
    let book = try CountyWorkbook.read(
      [["企业名称", "县区"], ["甲厂", "沛县"], [], [], ["乙厂", "丰县"]], merged: ["B2:B4", "A2:A4"])
    #expect(book.column(.firms, "name") == ["乙厂", "甲厂"])
    #expect(book.doubts == ["warning created-regions !- 丰县、沛县"])
  }

  /// One amount over several products is not the amount of each.
  @Test func anAmountMergedOverSeveralSupplies() throws {
    let book = try CountyWorkbook.read(
      [
        CountySheet(
          name: "供应关系",
          rows: [
            ["供应方", "采购方", "产品", "年供货额(万元)"], ["甲厂", "乙厂", "轴", 300], ["", "", "套", ""],
            ["", "", "销", 7],
          ], merged: ["A2:A4", "B2:B4", "D2:D3"])
      ])
    #expect(
      book.columns(.supplies, "supplier", "customer", "product", "amount").sorted { $0[2] < $1[2] }
        == [["甲厂", "乙厂", "套", ""], ["甲厂", "乙厂", "轴", "300"], ["甲厂", "乙厂", "销", "7"]].sorted {
          $0[2] < $1[2]
        })
    #expect(book.marks.contains("warning merged-number 沛县.xlsx!D3 300"))
  }

  // MARK: - Sums

  @Test(arguments: [
    "合计", "小计", "总计", "全县合计", "合 计", "合计：", "合计12家", "（合计）", "龙固镇小计", "平均值", "共计", "總計",
  ])
  func sums(_ word: String) throws {
    let book = try CountyWorkbook.read([
      ["序号", "企业名称", "从业人员", "营业收入(万元)"], [1, "甲厂", 10, 100], ["", .text(word), 10, 100],
      [.text(word), "", 10, 100], [2, .text(word), 10, 100],
    ])
    #expect(book.columns(.firms, "name", "revenue") == [["甲厂", "100"]])
    #expect(book.doubts == [])
    #expect(book.marks.filter { $0.hasPrefix("note row-set-aside") }.count == 3)
  }

  /// The county's cell is merged over its firms and their sum.
  @Test func sumsBesideAMergedCounty() throws {
    let book = try CountyWorkbook.read(
      [
        ["县区", "乡镇", "企业名称", "营业收入(万元)"], ["沛县", "龙固镇", "甲厂", 100], ["", "龙固镇", "乙厂", 50],
        ["", "", "小计", 150], ["丰县", "凤城街道", "丙厂", 70], ["", "", "小计", 70], ["合计", "", "", 220],
      ], merged: ["A2:A4", "A5:A6", "A7:C7"])
    #expect(
      book.columns(.firms, "name", "revenue").sorted { $0[0] < $1[0] }
        == [["丙厂", "70"], ["乙厂", "50"], ["甲厂", "100"]].sorted { $0[0] < $1[0] })
    #expect(book.marks.filter { $0.hasPrefix("note row-set-aside") }.count == 3)
  }

  @Test func sumsFarFromTheFirstColumn() throws {
    let book = try CountyWorkbook.read([
      ["序号", "县区", "乡镇", "企业名称", "从业人员"], [1, "沛县", "龙固镇", "甲厂", 100],
      ["", "沛县", "龙固镇", "小计", 100], [2, "沛县", "小计", "", 100], ["", "沛县", "", "合计", 100],
    ])
    #expect(book.columns(.firms, "name", "staff") == [["甲厂", "100"]])
  }

  // MARK: - Notes

  @Test(arguments: [
    "注：营业收入为2025年数", "注1：本表由企业填写", "填表人：张三", "说明：以上数据由各镇上报", "备注：无", "审核人：李四    联系电话：138",
    "（注：统计口径为规模以上）", "填报日期：2026年5月8日", "单位负责人（签字）：", "以下空白", "※ 含停产企业", "*含停产企业", "数据来源：税务局",
    "填表说明：1.企业名称写全称。2.金额为万元。", "註：以上不含外資",
  ])
  func notes(_ note: String) throws {
    let book = try CountyWorkbook.read(
      [["企业名称", "从业人员"], ["甲厂", 10], [], [.text(note)]], merged: ["A4:B4"])
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(book.doubts == [])
    #expect(book.marks.filter { $0.hasPrefix("note row-set-aside") }.count == 1)
  }

  @Test func notesOfTwoCells() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "从业人员", "联系人"], ["甲厂", 10, ""], ["填表人：张三", "", "联系电话：138"],
      ["备注", "以上为2025年数", ""], ["填表人", "张三", ""],
    ])
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(book.doubts == [])
  }

  /// Names that begin like the words of sums and notes.
  @Test func firmsWhoseNamesBeginLikeSumsAndNotes() throws {
    let names = [
      "合肥合计智能科技有限公司", "合计通会计服务部", "总成机械厂", "总计量检测中心", "注塑厂", "注：册地不明的厂", "联系人才服务公司",
      "电话机配件厂", "联合收割机厂", "说明书印刷厂", "备注文具店", "来源达电子有限公司", "平均律乐器厂", "汇总信息技术有限公司",
      "累计达物流有限公司", "共计享科技有限公司", "要求科技有限公司", "日期打码机厂", "填海工程队", "制表社", "单位食堂", "负责人才公司",
      "小计算机维修部", "同上海贸易有限公司", "经办人事务所", "提示牌制作厂", "审核家信息咨询部",
    ]
    var rows: [[CountyCell]] = [["企业名称", "从业人员", "联系人", "备注"]]
    for name in names { rows.append([.text(name), 5, "合计", "注：重点"]) }
    let book = try CountyWorkbook.read(rows)
    #expect(Set(book.column(.firms, "name")) == Set(names.filter { $0 != "注：册地不明的厂" }))
    #expect(book.marks.filter { $0.hasPrefix("note row-set-aside") }.count == 1)
    #expect(book.doubts == [])
    let text = try BookSample.read([
      "firms.csv": "企业名称,从业人员\n" + names.map { "\($0),5\n" }.joined()
    ])
    #expect(Set(text.column(.firms, "name")) == Set(book.column(.firms, "name")))
  }

  /// Where the first column is not the firm's name, its words are cells like others.
  @Test func wordsInOtherColumns() throws {
    let book = try BookSample.read([
      "problems.csv": "问题编号,问题名称,表现\nP1,累计误差超差,合计\nP2,平均硬度偏低,注：见报告\nP3,说明书缺失,\n",
      "measures.csv": "举措编号,举措名称,针对问题,备注\nJ1,提示标识整改,P1,小计\n",
      "firms.csv": "联系人,企业名称,备注\n汇总,甲厂,合计\n",
    ])
    #expect(book.column(.problems, "name") == ["累计误差超差", "平均硬度偏低", "说明书缺失"])
    #expect(book.column(.measures, "name") == ["提示标识整改"])
    #expect(book.doubts == [])
  }

  // MARK: - 同上

  @Test(arguments: ["同上", "〃", "″", "（同上）", "\"", "同 上"])
  func marksForTheCellAbove(_ mark: String) throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "乡镇", "从业人员"], ["甲厂", "龙固镇", 5], ["乙厂", .text(mark), .text(mark)],
      ["小计", "", 10], ["丙厂", .text(mark), 7],
    ])
    #expect(
      book.columns(.firms, "name", "township", "staff")
        == [["丙厂", "龙固镇", "7"], ["乙厂", "龙固镇", "5"], ["甲厂", "龙固镇", "5"]])
    #expect(
      book.marks.filter { $0.contains("ditto-filled") } == [
        "note ditto-filled 沛县.xlsx!B3 \(mark)", "note ditto-filled 沛县.xlsx!C3 \(mark)",
        "note ditto-filled 沛县.xlsx!B5 \(mark)",
      ])
    #expect(book.messages("ditto-filled").first == "“\(mark)”按“龙固镇”读取")
  }

  @Test func marksForTheCellBeside() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "乡镇", "所属园区"], ["甲厂", "化工园", "同左"], ["乙厂", "", "同左"],
    ])
    #expect(
      book.columns(.firms, "name", "township", "park") == [["乙厂", "", ""], ["甲厂", "化工园", "化工园"]])
  }

  /// A mark in the first row stands for nothing, which is worth a doubt.
  @Test func aMarkInTheFirstRow() throws {
    let book = try CountyWorkbook.read([["企业名称", "乡镇"], ["甲厂", "同上"]])
    #expect(book.columns(.firms, "name", "township") == [["甲厂", ""]])
    #expect(book.doubts == ["warning ditto-without-value 沛县.xlsx!B2 同上"])
  }

  // MARK: - Nothing

  @Test(arguments: ["-", "无", "/", "—", "N/A", "--", "——", "－", "／", "暂无", "無", " - ", "　"])
  func signsForNothing(_ sign: String) throws {
    let cell = CountyCell.text(sign)
    let book = try CountyWorkbook.read([
      CountySheet(
        name: "企业名录",
        rows: [
          ["企业名称", "统一社会信用代码", "曾用名", "所属区域", "从业人员", "营业收入(万元)", "企业规模", "联系人"],
          ["甲厂", cell, cell, cell, cell, cell, cell, cell],
        ]),
      CountySheet(
        name: "供应关系",
        rows: [
          ["供应方", "采购方", "产品", "年供货额(万元)", "占采购方比例", "是否独家", "填报日期"],
          ["甲厂", "乙厂", cell, cell, cell, cell, cell],
        ]),
    ])
    // N/A is also a size: 不适用.
    let size = sign == "N/A" ? "不适用" : ""
    #expect(
      book.columns(
        .firms, "creditCode", "formerNames", "region", "staff", "revenue", "size", "contact"
      )
      .last == ["", "", "", "", "", size, ""])
    #expect(
      book.columns(.supplies, "product", "amount", "share", "isSole", "reportedOn")
        == [["", "", "", "", ""]])
    #expect(book.marks == ["warning created-firms 沛县.xlsx!B2 乙厂"])
  }

  /// What only begins or ends like a sign for nothing is a value.
  @Test func textsThatAreNotNothing() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "联系人", "备注"], ["无锡轴承厂", "无名", "无异常"], ["甲厂", "-a", "/期"],
    ])
    #expect(
      book.columns(.firms, "name", "contact", "note")
        == [["无锡轴承厂", "无名", "无异常"], ["甲厂", "-a", "/期"]])
    #expect(book.doubts == [])
  }
}
