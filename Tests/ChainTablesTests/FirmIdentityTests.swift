import ChainModel
import Testing

@testable import ChainTables

@Suite struct FirmIdentityTests {
  @Test func theCodeIdentifiesThenTheNumberThenTheName() throws {
    let code = BookSample.codes[0]
    let book = try BookSample.read([
      "firms.csv": """
      企业名称,统一社会信用代码,企业编号
      甲厂,\(code),F1
      乙厂,,F2
      丙（沛县）厂,,
      """
    ])
    #expect(
      book.columns(.firms, "id", "name") == [
        [code, "甲厂"], ["F2", "乙厂"], ["丙(沛县)厂", "丙（沛县）厂"],
      ])
    #expect(book.marks == ["note name-folded firms.csv!A4 丙（沛县）厂"])
  }

  @Test(arguments: BookSample.codes)
  func acceptsAValidCode(_ code: String) throws {
    let book = try BookSample.read(["firms.csv": "企业名称,信用代码\n甲厂,\(code)\n"])
    #expect(book.columns(.firms, "id", "creditCode") == [[code, code]])
    #expect(book.firms.map(\.hasValidCode) == [true])
    #expect(book.marks == [])
  }

  @Test(arguments: [
    "9144030071526726xg", "9144 0300 7152 6726 XG", "９１４４０３００７１５２６７２６ＸＧ", "91440300-715267-26XG",
    "'9144030071526726XG", "914403OO71526726XG",
  ])
  func repairsACodeAndSaysSo(_ written: String) throws {
    let book = try BookSample.read(["firms.csv": "企业名称,信用代码\n甲厂,\(written)\n"])
    #expect(book.column(.firms, "id") == ["9144030071526726XG"])
    #expect(book.column(.firms, "creditCode") == ["9144030071526726XG"])
    #expect(book.marks == ["note code-repaired firms.csv!B2 \(written)"])
  }

  @Test(arguments: ["91350100M0001TGQXM", "91310115MA1H8R7C6D"])
  func doubtsACodeThatFailsItsCheck(_ code: String) throws {
    let book = try BookSample.read(["firms.csv": "企业名称,信用代码\n甲厂,\(code)\n"])
    #expect(book.columns(.firms, "id", "creditCode") == [["甲厂", code]])
    #expect(book.firms.map(\.hasValidCode) == [false])
    #expect(book.marks == ["warning code-check-failed firms.csv!B2 \(code)"])
  }

  @Test(arguments: [
    ("914403001922038", "疑似旧营业执照注册号"), ("12345", "现为 5 位"), ("9.14403E+17", "被电子表格当作数字"),
    ("71526726-X", "疑似旧组织机构代码"), ("办理中", "现为 3 位"),
  ])
  func doubtsWhatIsNoCode(_ written: String, _ reason: String) throws {
    let book = try BookSample.read(["firms.csv": "企业名称,信用代码\n甲厂,\(written)\n"])
    #expect(book.columns(.firms, "id", "creditCode") == [["甲厂", written]])
    #expect(book.marks == ["warning code-malformed firms.csv!B2 \(written)"])
    #expect(book.diagnostics[0].message.chinese.contains(reason), "\(book.diagnostics[0].message)")
  }

  @Test func aRowWithoutAnyIdentityIsSetAside() throws {
    let book = try BookSample.read(["firms.csv": "企业名称,联系人\n甲厂,\n,王五\n乙厂,\n"])
    #expect(book.column(.firms, "name") == ["乙厂", "甲厂"])
    #expect(book.marks == ["error cell-missing firms.csv!A3"])
  }

  @Test func foldedNamesAreOneFirm() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,从业人员,联系人\n甲（沛县）厂,,王五\n甲(沛县)厂,30,\n 甲 (沛县) 厂,,\n",
      "supplies.csv": "供应方,采购方\n甲（沛县）厂,ＡＢＣ厂\n甲(沛县)厂,ABC厂\n",
    ])
    #expect(
      book.columns(.firms, "id", "staff", "contact") == [
        ["ABC厂", "", ""], ["甲(沛县)厂", "30", "王五"],
      ])
    #expect(book.columns(.supplies, "supplier", "customer") == [["甲(沛县)厂", "ABC厂"]])
    // Names that differ only in width are no conflict.
    #expect(book.doubts == ["warning created-firms supplies.csv!B2 ＡＢＣ厂"])
    #expect(book.origins(ofFirm: 1).map(\.row) == [2, 3, 4])
  }

  @Test func twoSendersOfOneFirmFillEachOthersBlanks() throws {
    let code = BookSample.codes[0]
    let book = try BookSample.read([
      "firms-a.csv": "企业名称,信用代码,营业收入,从业人员,联系人,填报日期\n甲厂,\(code),100,,王五,2026-05-01\n",
      "firms-b.csv": "企业名称,信用代码,营业收入,从业人员,联系人,填报日期\n甲厂,\(code),120,50,,2026-06-01\n",
    ])
    #expect(
      book.columns(.firms, "id", "name", "revenue", "staff", "contact", "reportedOn")
        == [[code, "甲厂", "120", "50", "王五", "2026-06-01"]])
    #expect(book.doubts == ["warning values-conflict firms-a.csv!C2 100"])
    let conflict = try #require(book.diagnostics.first { $0.code == "values-conflict" })
    #expect(conflict.message.chinese.contains("firms-b.csv 的 C2"))
    #expect(conflict.message.chinese.contains("“120”"))
    #expect(book.origins(ofFirm: 0).count == 2)
  }

  @Test(arguments: [
    // Dates of both reports, senders of both, the revenue kept of 100 (first) and 90 (second).
    ("2026-05-01", "丰县市场监管局", "2026-06-01", "沛县市场监管局", "90"),
    ("2026-06-01", "丰县市场监管局", "2026-05-01", "沛县市场监管局", "100"),
    ("2026-06-01", "沛县市场监管局", "2026-06-01", "丰县市场监管局", "100"),
    ("2026-06-01", "丰县市场监管局", "2026-06-01", "沛县市场监管局", "90"),
    ("", "", "2026-06-01", "", "90"), ("2026-06-01", "", "", "", "100"),
    // The smallest as numbers: as texts 100 would come first.
    ("2026-06-01", "", "2026-06-01", "", "90"), ("", "沛县", "", "", "100"),
  ])
  func theNewerReportWinsThenTheRegionsSenderThenTheSmallestValue(
    _ firstDate: String, _ firstSender: String, _ secondDate: String, _ secondSender: String,
    _ kept: String
  ) throws {
    let code = BookSample.codes[0]
    let header = "企业名称,信用代码,所属区域,营业收入,填报单位,填报日期\n"
    let rows = [
      "甲厂,\(code),沛县,100,\(firstSender),\(firstDate)\n",
      "甲厂,\(code),沛县,90,\(secondSender),\(secondDate)\n",
    ]
    for order in [rows, rows.reversed()] {
      let book = try BookSample.read([
        "firms.csv": header + order.joined(), "regions.csv": "行政区划代码,区域名称\n320322,沛县\n",
      ])
      #expect(book.column(.firms, "revenue") == [kept])
      let lost = kept == "100" ? "90" : "100"
      let row = order.firstIndex { $0.contains(",\(lost),") } ?? 0
      #expect(book.doubts == ["warning values-conflict firms.csv!D\(row + 2) \(lost)"])
    }
  }

  @Test func aNameAloneJoinsTheOnlyFirmOfThatName() throws {
    let code = BookSample.codes[0]
    let book = try BookSample.read([
      "firms-1.csv": "企业名称,联系人\n甲厂,王五\n",
      "firms-2.csv": "企业名称,信用代码,企业编号\n甲厂,\(code),F1\n",
      "firms-3.csv": "企业编号,联系电话\nF1,123\n",
    ])
    #expect(
      book.columns(.firms, "id", "name", "number", "contact", "phone")
        == [[code, "甲厂", "F1", "王五", "123"]])
    #expect(book.doubts == [])
  }

  @Test func aNameOfSeveralFirmsStaysAFirmOfItsOwn() throws {
    let codes = BookSample.codes
    let book = try BookSample.read([
      "firms.csv": "企业名称,信用代码,联系人\n甲厂,\(codes[0]),\n甲厂,\(codes[1]),\n甲厂,,王五\n"
    ])
    #expect(book.firms.count == 3)
    #expect(book.doubts == ["warning name-ambiguous firms.csv!A4 甲厂"])
  }

  @Test func anAmbiguousNameElsewhereSetsItsRowAside() throws {
    let codes = BookSample.codes
    let book = try BookSample.read([
      "firms.csv": "企业名称,信用代码\n甲厂,\(codes[0])\n甲厂,\(codes[1])\n乙厂,\(codes[2])\n",
      "supplies.csv": "供应方,采购方\n甲厂,乙厂\n\(codes[0]),乙厂\n",
      "findings.csv": "企业,问题描述\n甲厂,裂纹\n乙厂,裂纹\n",
    ])
    #expect(book.columns(.supplies, "supplier", "customer") == [[codes[0], codes[2]]])
    #expect(book.column(.findings, "firm") == [codes[2]])
    #expect(book.firms.count == 3)
    #expect(
      book.doubts == [
        "warning created-problems !- 裂纹", "error firm-ambiguous findings.csv!A2 甲厂",
        "error firm-ambiguous supplies.csv!A2 甲厂",
      ])
    let diagnostic = try #require(book.diagnostics.first { $0.code == "firm-ambiguous" })
    for code in codes.prefix(2) { #expect(diagnostic.message.chinese.contains(code)) }
  }

  @Test func formerNamesMatchWithANote() throws {
    let code = BookSample.codes[0]
    let book = try BookSample.read([
      "firms.csv": "企业名称,信用代码,曾用名\n新甲厂,\(code),老甲厂、甲（沛县）厂\n乙厂,,\n",
      "supplies.csv": "供应方,采购方\n老甲厂,乙厂\n",
      "certificates.csv": "证书编号,企业\nZ1,甲(沛县)厂\n",
    ])
    #expect(book.column(.supplies, "supplier") == [code])
    #expect(book.column(.certificates, "firms") == [code])
    #expect(book.firms.count == 2)
    #expect(
      book.marks == [
        "note former-name certificates.csv!B2 甲(沛县)厂", "note former-name supplies.csv!A2 老甲厂",
      ])
  }

  @Test func aPresentNameComesBeforeAFormerOne() throws {
    let codes = BookSample.codes
    let book = try BookSample.read([
      "firms.csv": "企业名称,信用代码,曾用名\n甲厂,\(codes[0]),\n乙厂,\(codes[1]),甲厂\n",
      "supplies.csv": "供应方,采购方\n甲厂,乙厂\n",
    ])
    #expect(book.columns(.supplies, "supplier", "customer") == [[codes[0], codes[1]]])
    #expect(book.marks == [])
  }

  @Test func aFirmIsFoundByCodeNumberAndName() throws {
    let codes = BookSample.codes
    let book = try BookSample.read([
      "firms.csv": "企业名称,信用代码,企业编号\n甲厂,\(codes[1]),F1\n乙厂,\(codes[0]),\n",
      "supplies.csv": "供应方,采购方,产品\n\(codes[1]),乙厂,1\nF1,乙厂,2\n甲厂,乙厂,3\n甲 厂,乙厂,4\n"
        + "\(codes[1].lowercased()),乙厂,5\n",
    ])
    #expect(book.column(.supplies, "supplier") == Array(repeating: codes[1], count: 5))
    #expect(book.firms.count == 2)
    #expect(book.doubts == [])
  }

  @Test func aCodeNamedOnlyElsewhereIsOneFirmHoweverWritten() throws {
    let codes = BookSample.codes
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,产品\n\(codes[1].lowercased()),乙厂,1\n\(codes[1]),乙厂,2\n"
    ])
    #expect(book.column(.supplies, "supplier") == [codes[1], codes[1]])
    #expect(book.column(.firms, "id") == [codes[1], "乙厂"])
    #expect(book.firms.map(\.hasValidCode) == [true, false])
  }

  @Test func aStatedSizeIsComparedWithTheFigures() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,行业代码,从业人员,营业收入,企业规模\n"
        + "甲厂,C3670,299,2000,中型\n乙厂,C3670,300,2000,中型\n丙厂,C3670,,2000,大型\n丁厂,X9,1,1,微型\n"
    ])
    #expect(
      book.marks == [
        "warning size-conflict firms.csv!E2 中型", "warning industry-unknown firms.csv!B5 X9",
      ])
    #expect(book.firms.count == 4)
  }
}
