import ChainModel
import Testing

@testable import ChainTables

/// Surveys (调研摸底表), split into the book's tables.
@Suite struct ArrivalSurveyTests {
  /// Tables that make every name of the surveys below known.
  private static let known: [String: [UInt8]] = [
    "chains.csv": "产业链编号,产业链名称\nC1,高端轴承\n",
    "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,锻造\nC1,S2,热处理\nC1,S3,装配\n",
    "problems.csv": "问题编号,问题名称,同义表述\nW01,硬度不均,硬度离散\nW02,尺寸超差,\nW03,检测能力不足,\n",
  ].mapValues { Array($0.utf8) }

  private static func read(_ rows: [[CountyCell]], merged: [String] = []) throws -> ChainBook {
    try read([CountySheet(name: "调研摸底表", rows: rows, merged: merged)])
  }

  private static func read(_ sheets: [CountySheet]) throws -> ChainBook {
    var files = known
    files["沛县.xlsx"] = CountyWorkbook.bytes(sheets)
    return try BookSample.read(bytes: files)
  }

  /// The rows of a table, in order of their text.
  private func sorted(_ rows: [[String]]) -> [[String]] {
    rows.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func aRowIsSplitIntoEveryTable() throws {
    let book = try Self.read([
      ["产业链质量状况调研摸底表"], ["填报单位：沛县市监局", "", "", "填报日期：2026-05-08"],
      [
        "序号", "企业名称*", "统一社会信用代码", "从业人员", "产业链", "所处环节", "角色", "主要供应商", "主要客户", "获证情况", "存在问题",
        "原因", "质量需求(诉求)", "拟采取措施", "责任单位", "完成时限", "调研日期",
      ],
      [
        1, "甲厂", "914403001922038216", 86, "高端轴承", "锻造", "骨干企业", "乙厂（圆钢）、丙厂", "丁公司（套圈）",
        "QMS XN2026-Q00707 2026-05-27至2029-05-26", "1.硬度不均；2.尺寸超差", "1.炉温不稳；2.刀具磨损", "计量校准",
        "1.改造加热炉；2.换刀", "沛县市监局", "2026年12月", "2026.4.20",
      ],
    ])
    let code = "914403001922038216"
    #expect(
      book.columns(.firms, "id", "staff", "reporter").first == [code, "86", "沛县市监局"])
    #expect(book.extraCells(.firms).first == ["序号=1", "质量需求(诉求)=计量校准"])
    #expect(book.columns(.members, "chain", "segment", "role") == [["C1", "S1", "骨干企业"]])
    #expect(
      sorted(book.columns(.supplies, "supplier", "customer", "product", "source"))
        == sorted([
          ["乙厂", code, "圆钢", "企业申报"], ["丙厂", code, "", "企业申报"], [code, "丁公司", "套圈", "企业申报"],
        ]))
    #expect(
      book.columns(.certificates, "number", "scheme", "issuedOn", "expiresOn", "firms")
        == [["XN2026-Q00707", "QMS", "2026-05-27", "2029-05-26", code]])
    #expect(
      book.columns(
        .findings, "problem", "wording", "reason", "action", "responsibleBody", "dueOn", "foundOn")
        == [
          ["W01", "硬度不均", "炉温不稳", "改造加热炉", "沛县市监局", "2026-12-31", "2026-04-20"],
          ["W02", "尺寸超差", "刀具磨损", "换刀", "沛县市监局", "2026-12-31", "2026-04-20"],
        ])
    #expect(
      book.columns(.assessments, "firm", "date", "result") == [[code, "2026-04-20", "有问题"]])
    #expect(book.wordings.merged == 2 && book.wordings.unmerged == 0)
    #expect(
      book.doubts == [
        "warning created-firms 沛县.xlsx!H4 丙厂", "warning created-firms 沛县.xlsx!H4 乙厂",
        "warning created-firms 沛县.xlsx!I4 丁公司",
      ])
  }

  // MARK: - Several names in a cell

  @Test(arguments: [
    "乙厂、丙有限公司；丁厂", "乙厂\n丙有限公司\n丁厂", "乙厂;丙有限公司;丁厂", "1.乙厂 2.丙有限公司 3.丁厂",
    "1、乙厂\n2、丙有限公司\n3、丁厂", "1、乙厂2、丙有限公司3、丁厂", "（1）乙厂（2）丙有限公司（3）丁厂", "①乙厂②丙有限公司③丁厂",
    "乙厂，丙有限公司，丁厂", "乙厂,丙有限公司,丁厂", "乙厂、丙有限公司、丁厂等", "乙厂｜丙有限公司｜丁厂",
  ])
  func suppliers(_ cell: String) throws {
    let book = try Self.read([["企业名称", "主要供应商"], ["甲厂", .text(cell)]])
    #expect(sorted(book.columns(.supplies, "supplier")) == sorted([["乙厂"], ["丙有限公司"], ["丁厂"]]))
    #expect(book.firms.count == 4)
  }

  /// One name, however it looks.
  @Test(arguments: [
    "徐州（沛县）轴承有限公司", "Schaeffler (China) Co., Ltd.", "3M中国有限公司", "甲、乙合伙企业（有限合伙）",
    "3.5英寸硬盘厂", "SKF Co.,Ltd", "1号轧钢厂",
  ])
  func oneSupplier(_ cell: String) throws {
    let book = try Self.read([["企业名称", "主要供应商"], ["甲厂", .text(cell)]])
    if cell.hasPrefix("甲、乙") {
      // 、 parts names; a partnership of two names has to be written with its code.
      #expect(book.supplies.count == 2)
    } else {
      #expect(
        book.column(.supplies, "supplier") == [
          cell.replacing("（", with: "(").replacing("）", with: ")")
        ]
          || book.column(.supplies, "supplier") == [cell])
    }
  }

  @Test func productsInBrackets() throws {
    let book = try Self.read([
      ["企业名称", "主要供应商", "主要客户"],
      ["甲厂", "乙有限公司（圆钢、方钢）；丙（沛县）有限公司(轴承钢)", "丁合伙企业（有限合伙）、戊厂（2024年新增）"],
    ])
    #expect(
      sorted(book.columns(.supplies, "supplier", "customer", "product"))
        == sorted([
          ["乙有限公司", "甲厂", "圆钢、方钢"], ["丙(沛县)有限公司", "甲厂", "轴承钢"], ["甲厂", "丁合伙企业(有限合伙)", ""],
          ["甲厂", "戊厂", "2024年新增"],
        ]))
  }

  @Test func oneSupplyDeclaredFromBothSides() throws {
    let book = try Self.read([
      ["企业名称", "主要供应商", "主要客户"], ["甲厂", "乙厂", "无"], ["乙厂", "/", "甲厂（圆钢）"],
    ])
    #expect(
      book.columns(.supplies, "supplier", "customer", "product") == [["乙厂", "甲厂", "圆钢"]])
    #expect(book.doubts == [])
    #expect(book.marks == ["note supply-stated-twice 沛县.xlsx!B2 乙厂"])
  }

  @Test func segmentsAndChains() throws {
    let book = try Self.read([
      ["企业名称", "产业链", "所处环节", "角色"], ["甲厂", "高端轴承", "锻造、热处理", "链主"],
      ["乙厂", "", "S3", "配套"], ["丙厂", "C1", "锻造；表面处理", ""], ["丁厂", "/", "无", "-"],
    ])
    #expect(
      sorted(book.columns(.members, "firm", "chain", "segment", "role"))
        == sorted([
          ["丙厂", "C1", "S1", ""], ["丙厂", "C1", "表面处理", ""], ["乙厂", "C1", "S3", "配套企业"],
          ["甲厂", "C1", "S1", "链主"], ["甲厂", "C1", "S2", "链主"],
        ]))
    #expect(book.doubts == ["warning created-segments 沛县.xlsx!C4 表面处理"])
  }

  /// A firm of a chain that no segment is written for is not lost in silence.
  @Test func aMemberWithoutASegment() throws {
    let book = try Self.read([
      ["企业名称", "产业链", "所处环节", "角色"], ["甲厂", "高端轴承", "", "链主"], ["乙厂", "高端轴承", "锻造", ""],
    ])
    #expect(book.columns(.members, "firm", "segment") == [["乙厂", "S1"]])
    #expect(book.doubts == ["warning survey-cell-unused 沛县.xlsx!B2 高端轴承"])
  }

  // MARK: - Certificates

  /// A text, and the certificates it tells of: number, scheme, issue, expiry, state.
  @Test(arguments: [
    (
      "QMS XN2026-Q00707 2026-05-27至2029-05-26",
      [["XN2026-Q00707", "QMS", "2026-05-27", "2029-05-26", ""]]
    ),
    ("ISO9001（有效期至2027年5月）", [["", "ISO9001", "", "2027-05-31", ""]]),
    ("质量管理体系认证", [["", "质量管理体系认证", "", "", ""]]),
    (
      "ISO9001：00123Q31234R0M（2023.5.1-2026.4.30）",
      [["00123Q31234R0M", "ISO9001", "2023-05-01", "2026-04-30", ""]]
    ),
    (
      "GB/T 19001-2016 证书编号：00114Q20094R0S/1100 有效期：2024-01-05至2027-01-04",
      [["00114Q20094R0S/1100", "GB/T 19001-2016", "2024-01-05", "2027-01-04", ""]]
    ),
    ("CCC 2023011101567890，2028年3月31日到期", [["2023011101567890", "CCC", "", "2028-03-31", ""]]),
    ("IATF 16949 0412345 颁证日期2024-02-01", [["0412345", "IATF 16949", "2024-02-01", "", ""]]),
    ("QMS（暂停）", [["", "QMS", "", "", "暂停"]]),
    ("ISO9001、ISO14001", [["", "ISO9001", "", "", ""], ["", "ISO14001", "", "", ""]]),
    (
      "质量管理体系、环境管理体系、职业健康安全管理体系",
      [["", "质量管理体系", "", "", ""], ["", "环境管理体系", "", "", ""], ["", "职业健康安全管理体系", "", "", ""]]
    ),
    (
      "1.QMS XN2026-Q001 2027-05-26\n2.EMS XN2026-E002 2027-06-30",
      [
        ["XN2026-Q001", "QMS", "", "2027-05-26", ""], ["XN2026-E002", "EMS", "", "2027-06-30", ""],
      ]
    ),
    (
      "QMS，XN2026-Q001；CCC，2023011101567890",
      [["XN2026-Q001", "QMS", "", "", ""], ["2023011101567890", "CCC", "", "", ""]]
    ),
    ("质量管理体系认证，证书编号XN123456，有效期至2027-05-01", [["XN123456", "质量管理体系认证", "", "2027-05-01", ""]]),
    ("HACCP 2026年3月到期", [["", "HACCP", "", "2026-03-31", ""]]),
    ("CQC自愿性认证 长期", [["", "CQC自愿性认证", "", "长期", ""]]),
    ("QMS 20240105-20270104", [["", "QMS", "2024-01-05", "2027-01-04", ""]]),
    ("QMS 2024-01-05-2027-01-04", [["", "QMS", "2024-01-05", "2027-01-04", ""]]),
    ("QMS 2024年1月—2027年1月", [["", "QMS", "2024-01-01", "2027-01-31", ""]]),
  ])
  func certificates(_ cell: String, _ expected: [[String]]) throws {
    let book = try Self.read([["企业名称", "获证情况"], ["甲厂", .text(cell)]])
    let found = book.columns(.certificates, "number", "scheme", "issuedOn", "expiresOn", "state")
      .map { row in [row[0].hasPrefix("未填编号") ? "" : row[0]] + row.dropFirst() }
    #expect(sorted(found) == sorted(expected))
    #expect(book.column(.certificates, "firms").allSatisfy { $0 == "甲厂" })
    #expect(book.doubts.filter { !$0.contains("certificate-conflict") } == [])
  }

  @Test(arguments: ["无", "/", "未获证", "暂未获证", "未认证", "—", "没有", ""])
  func noCertificates(_ cell: String) throws {
    let book = try Self.read([["企业名称", "获证情况"], ["甲厂", .text(cell)]])
    #expect(book.certificates.isEmpty)
    #expect(book.marks == [])
  }

  @Test func certificatesInColumnsOfTheirOwn() throws {
    let book = try Self.read([
      ["企业名称", "认证类别", "证书编号", "发证机构", "有效期至", "存在问题"],
      ["甲厂", "QMS；EMS", "Z1；Z2", "甲认证公司", "2027-05-01；2027年6月", "无"],
      ["乙厂", "CCC", "", "", "", "无"], ["丙厂", "无", "/", "", "", "无"],
    ])
    #expect(
      sorted(book.columns(.certificates, "firms", "number", "scheme", "body", "expiresOn"))
        == sorted([
          ["甲厂", "Z1", "QMS", "甲认证公司", "2027-05-01"], ["甲厂", "Z2", "EMS", "甲认证公司", "2027-06-30"],
          ["乙厂", "未填编号：乙厂 CCC", "CCC", "", ""],
        ]))
  }

  // MARK: - Problems

  @Test(arguments: [
    "硬度不均；尺寸超差", "1.硬度不均\n2.尺寸超差", "1、硬度不均；2、尺寸超差。", "（1）硬度不均（2）尺寸超差", "①硬度不均②尺寸超差", "硬度不均\n尺寸超差",
    "1.硬度不均，2.尺寸超差。", "1、硬度不均、2、尺寸超差", "1）硬度不均 2）尺寸超差", "W01；W02",
  ])
  func severalProblems(_ cell: String) throws {
    let book = try Self.read([
      ["企业名称", "存在问题", "原因", "拟采取措施", "责任单位"],
      ["甲厂", .text(cell), "1.炉温不稳；2.刀具磨损", "统一培训", "市监局；工信局"],
    ])
    #expect(book.findings.map { $0.problem.index }.count == 2)
    #expect(
      book.columns(.findings, "reason", "action", "responsibleBody")
        == [["炉温不稳", "统一培训", "市监局"], ["刀具磨损", "统一培训", "工信局"]])
    #expect(book.problems.count == 3)
    #expect(book.doubts == [])
  }

  /// A sentence with commas and numbers inside is one problem.
  @Test(arguments: [
    "热处理后硬度不均、尺寸超差，合格率约2.5%", "1.5mm以下薄壁件易变形", "2024年1月以来退货3次、返工2次", "产品硬度HRC58-62之间不稳定",
    "1.检测能力不足",
  ])
  func oneProblem(_ cell: String) throws {
    let book = try Self.read([["企业名称", "存在问题"], ["甲厂", .text(cell)]])
    #expect(book.column(.findings, "wording") == [cell == "1.检测能力不足" ? "检测能力不足" : cell])
  }

  @Test func noProblemButAVisitIsAnAssessmentWithoutProblem() throws {
    let book = try Self.read([
      ["企业名称", "存在问题", "调研日期"], ["甲厂", "无", "2026.4.1"], ["乙厂", "", "2026年4月2日"],
      ["丙厂", "无明显问题", .number("46115", .date)], ["丁厂", "硬度离散", "20260404"], ["戊厂", "无", "/"],
    ])
    #expect(
      sorted(book.columns(.assessments, "firm", "date", "result"))
        == sorted([
          ["甲厂", "2026-04-01", "无问题"], ["乙厂", "2026-04-02", "无问题"], ["丙厂", "2026-04-03", "无问题"],
          ["丁厂", "2026-04-04", "有问题"],
        ]))
    #expect(
      book.columns(.findings, "firm", "wording", "foundOn") == [["丁厂", "硬度离散", "2026-04-04"]])
    #expect(book.doubts == [])
  }

  /// What is written for a problem that is not written is not lost in silence.
  @Test func aReasonWithoutAProblem() throws {
    let book = try Self.read([
      ["企业名称", "存在问题", "原因", "拟采取措施"], ["甲厂", "", "炉温不稳", "改造加热炉"], ["乙厂", "无", "/", "无"],
    ])
    #expect(book.findings.isEmpty)
    #expect(
      book.doubts == [
        "warning survey-cell-unused 沛县.xlsx!C2 炉温不稳", "warning survey-cell-unused 沛县.xlsx!D2 改造加热炉",
      ])
  }

  // MARK: - Places

  /// Diagnostics of derived rows point at the survey's cell.
  @Test func diagnosticsPointAtTheCell() throws {
    let book = try Self.read(
      [
        ["沛县调研摸底表", "", "", "", "", "", "", "", ""],
        ["企业名称", "产业链", "所处环节", "角色", "主要供应商", "获证情况", "存在问题", "完成时限", "调研日期"],
        ["甲厂", "新能源", "总装", "帮手", "甲厂", "QMS 有效 2020-01-01", "新问题", "年底前", "四月"],
      ], merged: ["A1:I1"])
    #expect(
      book.marksBeyondHeader
        == [
          "note self-supply 沛县.xlsx!E3 甲厂", "warning created-chains 沛县.xlsx!B3 新能源",
          "warning created-segments 沛县.xlsx!C3 总装", "error word-unknown 沛县.xlsx!D3 帮手",
          "warning certificate-conflict 沛县.xlsx!F3 未填编号：甲厂 QMS",
          "warning created-problems 沛县.xlsx!G3 新问题", "error date-unreadable 沛县.xlsx!H3 年底前",
          "error date-unreadable 沛县.xlsx!I3 四月",
        ].sorted { $0.split(separator: "!")[1] < $1.split(separator: "!")[1] })
  }

  @Test(arguments: ["示例：甲厂", "例：甲厂", "（示例）甲厂", "示例:甲厂"])
  func theExampleRowIsNoFirm(_ name: String) throws {
    let book = try Self.read([
      ["序号", "企业名称", "主要供应商"], [1, .text(name), "乙厂"], [2, "示例科技有限公司", "丙厂"], [3, "例外厂", ""],
    ])
    #expect(Set(book.column(.firms, "name")) == ["示例科技有限公司", "例外厂", "丙厂"])
    #expect(book.marks.contains("note row-example 沛县.xlsx!2 \(name)"))
  }

  /// The word stands in the column of numbers as often as before the name.
  @Test(arguments: ["示例", "例", "样例", "示例："])
  func theExampleRowByItsNumber(_ number: String) throws {
    let book = try Self.read([
      ["序号", "企业名称", "主要供应商"], [.text(number), "某某有限公司", "乙厂"], [1, "甲厂", ""],
    ])
    #expect(book.column(.firms, "name") == ["甲厂"])
    // A firm written over the example is a firm.
    let kept = try Self.read([
      ["序号", "企业名称", "主要供应商"], [.text(number), "沛县恒远电机有限公司", ""], [1, "甲厂", ""],
    ])
    #expect(kept.firms.count == 2)
    #expect(kept.doubts == ["warning row-example-doubtful 沛县.xlsx!2 沛县恒远电机有限公司"])
  }

  @Test func sumsAndNotesOfASurvey() throws {
    let book = try Self.read(
      [
        ["序号", "企业名称", "从业人员", "存在问题"], [1, "甲厂", 5, "无"], ["合计", "", 5, ""],
        ["注：本表由县局填报", "", "", ""], ["填表人：张三", "", "审核人：李四", ""],
      ], merged: ["A4:D4"])
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(book.doubts == [])
  }

  // MARK: - Beside other tables

  @Test func rowsOfASurveyStatedInFullElsewhere() throws {
    let book = try Self.read([
      CountySheet(
        name: "调研摸底表",
        rows: [
          ["企业名称", "主要供应商", "存在问题", "调研日期", "获证情况"],
          ["甲厂", "乙厂、丙厂", "硬度离散；尺寸超差", "2026-04-01", "QMS Z0000001"],
        ]),
      CountySheet(
        name: "供应关系", rows: [["供应方", "采购方", "产品", "年供货额(万元)"], ["乙厂", "甲厂", "圆钢", 300]]),
      CountySheet(name: "问题记录", rows: [["企业", "问题编号", "状态"], ["甲厂", "W01", "整改中"]]),
      CountySheet(name: "诊断记录", rows: [["企业", "诊断日期", "结论"], ["甲厂", "2026-04-01", "有问题"]]),
      CountySheet(name: "证书", rows: [["证书编号", "企业", "认证类别"], ["Z0000001", "甲厂", "质量管理体系"]]),
    ])
    #expect(
      sorted(book.columns(.supplies, "supplier", "product", "amount"))
        == sorted([["乙厂", "圆钢", "300"], ["丙厂", "", ""]]))
    #expect(
      sorted(book.columns(.findings, "problem", "wording", "status"))
        == sorted([["W01", "", "整改中"], ["W02", "尺寸超差", ""]]))
    #expect(book.assessments.count == 1)
    #expect(book.column(.certificates, "number") == ["Z0000001"])
    let notes = book.diagnostics.filter { $0.code.hasSuffix("-stated-twice") }
    #expect(
      notes.map { "\($0.code) \($0.cell ?? "-")" }.sorted()
        == ["diagnosis-stated-twice A2", "finding-stated-twice A2", "supply-stated-twice B2"])
  }

  /// A list of firms is no survey because one of its columns could be.
  @Test func aListOfFirmsIsNoSurvey() throws {
    let book = try CountyWorkbook.read([
      CountySheet(name: "企业名录", rows: [["企业名称", "责任单位", "原因"], ["甲厂", "市监局", "转产"]])
    ])
    #expect(book.sources.map(\.table) == [.firms])
    #expect(book.extraCells(.firms) == [["原因=转产", "责任单位=市监局"]])
  }

  /// A plan, a denial or a bare 是 is no certificate; a state joined to the name is a state.
  @Test func whatIsNoCertificate() throws {
    let cells = [
      "正在办理ISO9001", "拟申请质量管理体系认证", "无QMS", "未取得质量管理体系认证", "否", "是", "QMS", "ISO9001已过期",
      "无公害农产品认证",
    ]
    var rows: [[CountyCell]] = [["企业名称", "获证情况"]]
    for (index, cell) in cells.enumerated() { rows.append([.text("第\(index)厂"), .text(cell)]) }
    let book = try CountyWorkbook.read([CountySheet(name: "摸底表", rows: rows)])
    let found = book.columns(.certificates, "firms", "state").sorted { $0[0] < $1[0] }
    #expect(found == [["第6厂", ""], ["第7厂", "过期"], ["第8厂", ""]])
    #expect(book.doubts.contains { $0.contains("certificate-unnamed") && $0.hasSuffix("是") })
  }

  /// Words that all is well are no problems, and the firm was looked at.
  @Test(arguments: ["正常", "良好", "无重大问题", "暂无明显问题", "不存在设备老化问题", "0"])
  func whatIsNoProblem(_ text: String) throws {
    let book = try CountyWorkbook.read([
      CountySheet(
        name: "摸底表", rows: [["企业名称", "存在问题", "调研日期"], ["甲厂", .text(text), "2026-05-01"]])
    ])
    #expect(book.findings.isEmpty)
    #expect(book.columns(.assessments, "firm", "result") == [["甲厂", "无问题"]])
  }
}
