import ChainModel
import Testing

@testable import ChainTables

/// Values as people write them.
@Suite struct ArrivalValueTests {
  private static func amount(_ cell: CountyCell, header: String) throws -> ChainBook {
    try CountyWorkbook.read([["企业名称", .text(header)], ["甲厂", cell]])
  }

  // MARK: - Amounts

  @Test(arguments: [
    ("营业收入(万元)", "1,234.5", "1234.5", ""), ("营业收入(元)", "1,234,500", "123.45", ""),
    ("营业收入（亿元）", "1.2", "12000", ""), ("营业收入", "1234.5", "1234.5", ""),
    ("营业收入(元)", "1.2亿元", "12000", "note number-folded"),
    ("营业收入(万元)", "3000万元", "3000", "note number-folded"),
    ("营业收入(万元)", "30000元", "3", "note number-folded"),
    ("营业收入(元)", "1.2亿", "12000", "warning number-assumed"),
    ("营业收入(万元)", "约300", "300", "note number-folded"),
    ("营业收入(万元)", "300左右", "300", "note number-folded"),
    ("营业收入(万元)", "１，２３４．５", "1234.5", "note number-folded"),
    ("营业收入(万元)", "100-200", "150", "warning number-assumed"),
    ("营业收入(万元)", "500以上", "500", "warning number-assumed"),
    ("营业收入(元)", "100-200", "0.015", "warning number-assumed"),
    ("营业收入(万元)", "￥50000", "5", "note number-folded"),
    ("营业收入(万元)", "12,34", "", "error number-unreadable"),
    ("营业收入(万元)", "300人", "", "error number-unreadable"),
    ("营业收入(万元)", "35%", "", "error number-unreadable"),
    ("营业收入(万元)", "100万美元", "", "error number-unreadable"),
    ("营业收入(万元)", "-5", "", "error number-unreadable"),
    ("营业收入(万元)", "1.2.3", "", "error number-unreadable"),
    ("营业收入(万元)", "三百", "", "error number-unreadable"),
  ])
  func amounts(_ header: String, _ cell: String, _ revenue: String, _ doubt: String) throws {
    let book = try Self.amount(.text(cell), header: header)
    #expect(book.column(.firms, "revenue") == [revenue])
    #expect(book.marks == (doubt.isEmpty ? [] : ["\(doubt) 沛县.xlsx!B2 \(cell)"]))
    let text = try BookSample.read(["firms.csv": "企业名称,\(header)\n甲厂,\"\(cell)\"\n"])
    #expect(text.column(.firms, "revenue") == [revenue])
  }

  @Test func theUnitOfTheSheetIsForAmountsOnly() throws {
    let book = try CountyWorkbook.read([
      CountySheet(
        name: "供应关系",
        rows: [
          ["", "", "", "单位：元"], ["供应方", "采购方", "年供货额", "占采购方比例"],
          ["甲厂", "乙厂", 120_000, 35], ["丙厂", "乙厂", "2万", "0.35"],
        ])
    ])
    #expect(
      book.columns(.supplies, "supplier", "amount", "share").sorted { $0[1] < $1[1] }
        == [["甲厂", "12", "0.35"], ["丙厂", "2", "0.35"]])
  }

  @Test(arguments: [
    ("86人", "86", "note number-folded"), ("８６", "86", "note number-folded"),
    ("约80", "80", "note number-folded"), ("1.2万", "12000", "warning number-assumed"),
    ("20-30", "25", "warning number-assumed"), ("86万元", "", "error number-unreadable"),
    ("86.0", "86", ""),
  ])
  func counts(_ cell: String, _ staff: String, _ doubt: String) throws {
    let book = try Self.amount(.text(cell), header: "从业人员")
    #expect(book.column(.firms, "staff") == [staff])
    #expect(book.marks == (doubt.isEmpty ? [] : ["\(doubt) 沛县.xlsx!B2 \(cell)"]))
  }

  // MARK: - Shares

  @Test(arguments: [
    ("占采购方比例", "0.35", "0.35", ""), ("占采购方比例", "35", "0.35", ""), ("占采购方比例", "35%", "0.35", ""),
    ("占采购方比例", "３５％", "0.35", "note number-folded"), ("占采购方比例(%)", "35", "0.35", ""),
    ("占采购方比例(%)", "0.35", "0.35", "warning share-unit"),
    ("占采购方比例", "约35%", "0.35", "note number-folded"),
    ("占采购方比例", "5%-15%", "0.1", "warning number-assumed"),
    ("占采购方比例", "5-15%", "0.1", "warning number-assumed"),
    ("占采购方比例", "0.5%", "0.005", ""), ("占采购方比例", "100", "1", ""), ("占采购方比例", "1", "1", ""),
    ("占采购方比例", "大部分", "", "error number-unreadable"),
    ("占采购方比例", "35万元", "", "error number-unreadable"),
  ])
  func shares(_ header: String, _ cell: String, _ share: String, _ doubt: String) throws {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,\(header)\n甲厂,乙厂,\(cell)\n", "firms.csv": "企业名称\n甲厂\n乙厂\n",
    ])
    #expect(book.column(.supplies, "share") == [share])
    #expect(book.marks == (doubt.isEmpty ? [] : ["\(doubt) supplies.csv!C2 \(cell)"]))
  }

  // MARK: - Dates

  @Test(arguments: [
    ("2024.5.1", "2024-05-01"), ("2024年5月", "2024-05-31"), ("20240501", "2024-05-01"),
    ("2024/5/1", "2024-05-01"), ("2024-5-1 00:00:00", "2024-05-01"), ("2024年5月1日", "2024-05-01"),
    ("45413", "2024-05-01"), ("长期", "长期"), ("9999-12-31", "长期"), ("２０２４．５．１", "2024-05-01"),
    ("2024", "2024-12-31"), ("202405", "2024-05-31"), ("2024. 5. 1", "2024-05-01"),
    ("2024.5", "2024-05-31"), ("长期有效", "长期"),
  ])
  func dates(_ cell: String, _ date: String) throws {
    let header = "证书编号,企业,有效期至\n"
    for value in [cell, "\"\(cell) \""] {
      let book = try BookSample.read([
        "certificates.csv": header + "Z1,甲厂,\(value)\n", "firms.csv": "企业名称\n甲厂\n",
      ])
      #expect(book.column(.certificates, "expiresOn") == [date])
      #expect(book.marks == [])
    }
  }

  /// A number cell drops the nought of 2024.10, so that October looks like January.
  @Test func aMonthThatMayHaveLostItsNought() throws {
    let book = try CountyWorkbook.read([
      CountySheet(name: "企业名录", rows: [["企业名称"], ["甲厂"]]),
      CountySheet(
        name: "证书",
        rows: [
          ["证书编号", "企业", "有效期至"], ["Z1", "甲厂", .number("2026.1")],
          ["Z2", "甲厂", .number("2026.11")],
          ["Z3", "甲厂", "2026.10"],
        ]),
    ])
    #expect(
      book.column(.certificates, "expiresOn") == ["2026-01-31", "2026-11-30", "2026-10-31"])
    #expect(book.marks == ["warning date-doubtful 沛县.xlsx!C2 2026.1"])
  }

  @Test(arguments: ["2024年13月", "2024-02-30", "明年", "2024年6月底", "6月30日", "24.5.1", "2024Q1"])
  func noDates(_ cell: String) throws {
    let book = try BookSample.read([
      "certificates.csv": "证书编号,企业,有效期至\nZ1,甲厂,\(cell)\n", "firms.csv": "企业名称\n甲厂\n",
    ])
    #expect(book.column(.certificates, "expiresOn") == [""])
    #expect(book.marks == ["error date-unreadable certificates.csv!C2 \(cell)"])
    #expect(book.diagnostics[0].fix.chinese == "写成 2026-05-01")
  }

  @Test func theMonthOfABeginningIsItsFirstDay() throws {
    let book = try BookSample.read([
      "certificates.csv": "证书编号,企业,颁证日期,有效期至\nZ1,甲厂,2024年5月,2027年4月\n",
      "firms.csv": "企业名称\n甲厂\n",
    ])
    #expect(book.columns(.certificates, "issuedOn", "expiresOn") == [["2024-05-01", "2027-04-30"]])
  }

  // MARK: - Codes

  @Test(arguments: [
    ("９１４４０３００１９２２０３８２１６", "全角"), ("91330100799655058b", "小写"), ("9144 0300 1922 0382 16", "空格"),
    ("91440300-192203821-6", "连字符"), ("'914403001922038216", "分隔符"),
    ("9I440300I922038216", "更正为 1"),
    ("91440300192203821６\u{200B}", "全角"), ("91440300192Z038216", "更正为 2"),
  ])
  func codesAreRepairedAndSaid(_ written: String, _ how: String) throws {
    let book = try CountyWorkbook.read([["企业名称", "统一社会信用代码"], ["甲厂", .text(written)]])
    let code = written.hasSuffix("b") ? "91330100799655058B" : "914403001922038216"
    #expect(book.columns(.firms, "id", "creditCode") == [[code, code]])
    if written.hasPrefix("'") {
      // The apostrophe with which spreadsheets mark text is no part of the value.
      #expect(book.doubts == [])
      return
    }
    #expect(
      book.diagnostics.map { "\($0.severity.key) \($0.code) \($0.cell ?? "")" }
        == ["note code-repaired B2"])
    #expect(book.messages("code-repaired").first?.contains(how) == true)
  }

  @Test(arguments: ["91350100M0001TGQXM", "91310115MA1H8R7C6D"])
  func codesThatFailTheirCheckAreKept(_ code: String) throws {
    let book = try CountyWorkbook.read([["企业名称", "统一社会信用代码"], ["甲厂", .text(code)]])
    #expect(book.columns(.firms, "id", "creditCode") == [["甲厂", code]])
    #expect(book.marks == ["warning code-check-failed 沛县.xlsx!B2 \(code)"])
  }

  /// Where more than one repair would fit, none is applied.
  @Test func ambiguousRepairsAreNotApplied() throws {
    // Each l may be an L or a 1: of the 64 readings two pass both checks (found by trying all).
    let written = "913203225llllll4XL"
    let book = try CountyWorkbook.read([["企业名称", "统一社会信用代码"], ["甲厂", .text(written)]])
    #expect(book.columns(.firms, "id", "creditCode") == [["甲厂", "913203225LLLLLL4XL"]])
    #expect(book.marks == ["warning code-check-failed 沛县.xlsx!B2 \(written)"])
    #expect(book.diagnostics[0].message.chinese.contains("不止一种"))
  }

  /// A code damaged by number storage: the candidates are named, none is filled in.
  @Test(arguments: ["914403001922038000", "9.14403001922038E+17", "914403001922038272"])
  func damagedCodes(_ written: String) throws {
    let book = try BookSample.read(["firms.csv": "企业名称,统一社会信用代码\n甲厂,\(written)\n"])
    #expect(book.column(.firms, "id") == ["甲厂"])
    #expect(book.doubts.count == 1)
    let candidates = CreditCode.candidates(forDamagedNumber: written).map(\.description)
    #expect(candidates.contains("914403001922038216"))
    for code in candidates {
      #expect(book.diagnostics[0].message.chinese.contains(code))
      #expect(book.diagnostics[0].message.english.contains(code))
    }
  }

  // MARK: - Regions and industries

  @Test func ambiguousRegionsAreNamedWithTheirCandidates() throws {
    let book = try BookSample.read([
      "regions.csv":
        "行政区划代码,区域名称,上级代码\n320100,南京市,\n320300,徐州市,\n320106,鼓楼区,320100\n320302,鼓楼区,320300\n",
      "firms.csv": "企业名称,所属区域,行政区划代码\n甲厂,鼓楼区,\n乙厂,鼓楼区,320302\n丙厂,,320106\n",
    ])
    #expect(
      book.columns(.firms, "name", "region").sorted { $0[0] < $1[0] }
        == [["丙厂", "鼓楼区"], ["乙厂", "鼓楼区"], ["甲厂", ""]].sorted { $0[0] < $1[0] })
    #expect(book.firms.filter { $0.region.index == nil }.count == 1)
    #expect(book.doubts == ["warning region-ambiguous firms.csv!B2 鼓楼区"])
    for part in ["320106", "320302", "南京市", "徐州市"] {
      #expect(book.messages("region-ambiguous").first?.contains(part) == true, "\(part)")
    }
  }

  @Test(arguments: ["C3670", "3670", "367", "C36", "36", "汽车制造业", "C3670 汽车零部件及配件制造", "ｃ３６７０"])
  func industries(_ written: String) throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "行业代码", "从业人员", "营业收入(万元)", "企业规模"], ["甲厂", .text(written), 500, 299, "微型"],
    ])
    #expect(book.column(.firms, "industry") == [written])
    #expect(book.doubts == [])
    let number = try CountyWorkbook.read([
      ["企业名称", "行业代码", "从业人员", "营业收入(万元)", "企业规模"], ["甲厂", 3670, 300, 2000, "小型"],
    ])
    #expect(number.doubts == ["warning size-conflict 沛县.xlsx!E2 小型"])
  }

  @Test func noIndustries() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "行业代码"], ["甲厂", "X99"], ["乙厂", "造汽车的"], ["丙厂", "A3670"],
    ])
    #expect(
      book.marks == [
        "warning industry-unknown 沛县.xlsx!B2 X99", "warning industry-unknown 沛县.xlsx!B3 造汽车的",
        "warning industry-unknown 沛县.xlsx!B4 A3670",
      ])
  }

  // MARK: - Texts

  @Test func readingsOfWebPagesAreTakenOut() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "备注"], ["甲認(rèn)證(zhèng)有限公司", "質(zhì)量（一期）"], ["乙厂（沛县）", "认证(QMS)"],
    ])
    #expect(
      book.columns(.firms, "name", "note") == [["乙厂（沛县）", "认证(QMS)"], ["甲認證有限公司", "質量（一期）"]])
    #expect(
      book.marks.filter { $0.contains("readings-removed") } == [
        "note readings-removed 沛县.xlsx!A2 甲認(rèn)證(zhèng)有限公司",
        "note readings-removed 沛县.xlsx!B2 質(zhì)量（一期）",
      ])
  }

  @Test func traditionalCharactersStay() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "主要产品"], ["聯發科技股份有限公司", "積體電路"], ["联发科技股份有限公司", "集成电路"],
    ])
    #expect(book.column(.firms, "name") == ["聯發科技股份有限公司", "联发科技股份有限公司"].sorted())
    #expect(book.marks == [])
  }

  @Test func widthAndSpacesAreFolded() throws {
    let book = try CountyWorkbook.read([
      ["企业名称", "从业人员", "企业规模", "联系电话"], ["徐州（沛县）ＡＢＣ有限公司", 3, " 小型 ", "０５１６-１"],
      ["徐州(沛县)ABC 有限公司", "", "", ""],
    ])
    #expect(book.columns(.firms, "id", "staff", "size") == [["徐州(沛县)ABC有限公司", "3", "小型"]])
    #expect(book.marks.contains("note name-folded 沛县.xlsx!A2 徐州（沛县）ＡＢＣ有限公司"))
    #expect(book.doubts == [])
  }
}
