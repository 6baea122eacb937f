import ChainModel
import Testing

@testable import ChainTables

@Suite struct RowDecoderTests {
  @Test(arguments: [
    ("120", "120"), ("1,234", "1234"), ("1,234,567.5", "1234567.5"), (" 12 ", "12"), ("0", "0"),
    ("1e3", "1000"), ("+7", "7"), (".5", "0.5"),
  ])
  func readsNumbers(_ cell: String, _ expected: String) throws {
    let book = try BookSample.read(["firms.csv": "企业名称,从业人员\n甲厂,\"\(cell)\"\n"])
    #expect(book.column(.firms, "staff") == [expected])
    #expect(book.doubts == [])
  }

  @Test(arguments: [
    "abc", "1,23", "12万元", "约二十", "1.2.3", "nan", "inf", "0x10", "1 2", "--5", "5%",
  ])
  func setsUnreadableNumbersAside(_ cell: String) throws {
    let book = try BookSample.read(["firms.csv": "备注,企业名称,从业人员\n好,甲厂,\"\(cell)\"\n"])
    #expect(book.columns(.firms, "name", "note", "staff") == [["甲厂", "好", ""]])
    #expect(book.marks == ["error number-unreadable firms.csv!C2 \(cell)"])
  }

  @Test(arguments: ["", " ", "-", "/", "—", "——", "无", "暂无", "N/A", "　"])
  func blanksAreBlankInEveryKindOfCell(_ cell: String) throws {
    let book = try BookSample.read([
      "findings.csv": "企业,问题编号,权重,发现日期,状态\n甲厂,P1,\(cell),\(cell),\(cell)\n",
      "supplies.csv": "供应方,采购方,占采购方比例,是否独家,年供货额\n甲厂,乙厂,\(cell),\(cell),\(cell)\n",
      "measures.csv": "举措编号,举措名称,针对问题,适用企业,项目编号\nJ1,改造,P1,\(cell),\(cell)\n",
      "firms.csv":
        "企业名称,从业人员,所属区域,曾用名\n甲厂,\(cell),\(cell),\(cell)\n乙厂,\(cell),\(cell),\(cell)\n",
      "problems.csv": "问题编号,问题名称\nP1,裂纹\n",
    ])
    #expect(book.columns(.findings, "weight", "foundOn", "status") == [["", "", ""]])
    #expect(book.columns(.supplies, "share", "isSole", "amount") == [["", "", ""]])
    #expect(book.columns(.measures, "firms", "programme") == [["", ""]])
    #expect(
      book.columns(.firms, "name", "staff", "region", "formerNames")
        == [["乙厂", "", "", ""], ["甲厂", "", "", ""]])
    #expect(book.marks == [])
  }

  @Test(arguments: ["-", "/", "—", "无", "暂无", "N/A"])
  func aMarkForNothingIsNoIdentity(_ cell: String) throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,企业编号,统一社会信用代码\n甲厂,\(cell),\(cell)\n乙厂,\(cell),\(cell)\n"
    ])
    #expect(book.columns(.firms, "id", "number") == [["乙厂", ""], ["甲厂", ""]])
    #expect(book.marks == [])
  }

  @Test(arguments: [("０", "0"), ("１，２３４", "1234"), ("１．５", "1.5")])
  func readsFullWidthNumbers(_ cell: String, _ expected: String) throws {
    let book = try BookSample.read(["firms.csv": "企业名称,从业人员\n甲厂,\(cell)\n"])
    #expect(book.column(.firms, "staff") == [expected])
  }

  @Test(arguments: [("35％", "0.35"), ("３５%", "0.35"), ("１", "1")])
  func readsFullWidthShares(_ cell: String, _ expected: String) throws {
    let book = try BookSample.read(["supplies.csv": "供应方,采购方,占比\n甲厂,乙厂,\(cell)\n"])
    #expect(book.column(.supplies, "share") == [expected])
  }

  @Test(arguments: [
    ("占采购方比例", "0.35", "0.35"), ("占采购方比例", "35", "0.35"), ("占采购方比例", "35%", "0.35"),
    ("占采购方比例", "35 %", "0.35"), ("占采购方比例", "1", "1"),
    ("占采购方比例", "100", "1"), ("占采购方比例", "100%", "1"), ("占采购方比例", "0.5%", "0.005"),
    ("占采购方比例", "0", "0"), ("占采购方比例(%)", "35", "0.35"), ("占采购方比例%", "35", "0.35"),
    ("占采购方比例(%)", "0.5%", "0.005"), ("占采购方比例(%)", "0", "0"), ("占比", "12.5", "0.125"),
  ])
  func readsShares(_ header: String, _ cell: String, _ expected: String) throws {
    let book = try BookSample.read(["supplies.csv": "供应方,采购方,\(header)\n甲厂,乙厂,\(cell)\n"])
    #expect(book.column(.supplies, "share") == [expected])
    #expect(book.doubts == ["warning created-firms !- 乙厂、甲厂"])
  }

  @Test(arguments: ["占采购方比例(%)", "占采购方比例（％）", "占采购方比例%"])
  func doubtsAFractionUnderAPercentHeader(_ header: String) throws {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,\(header)\n甲厂,乙厂,0.35\n甲厂,丙厂,1\n甲厂,丁厂,35\n",
      "firms.csv": "企业名称\n甲厂\n乙厂\n丙厂\n丁厂\n",
    ])
    #expect(
      Set(book.columns(.supplies, "customer", "share"))
        == [["乙厂", "0.35"], ["丙厂", "1"], ["丁厂", "0.35"]])
    #expect(
      book.marks == [
        "warning share-unit supplies.csv!C2 0.35", "warning share-unit supplies.csv!C3 1",
      ])
  }

  @Test(arguments: ["-5", "-5%", "一半", "35%%"])
  func setsUnreadableSharesAside(_ cell: String) throws {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,占采购方比例,产品\n甲厂,乙厂,\(cell),轴\n",
      "firms.csv": "企业名称\n甲厂\n乙厂\n",
    ])
    #expect(book.columns(.supplies, "share", "product") == [["", "轴"]])
    #expect(book.marks == ["error number-unreadable supplies.csv!C2 \(cell)"])
  }

  @Test(arguments: [
    ("是", "是"), ("否", "否"), ("Y", "是"), ("no", "否"), ("1", "是"), ("0", "否"), ("√", "是"), ("×", "否"),
    ("TRUE", "是"), ("独家", "是"), ("非独家", "否"), ("", ""), ("-", ""),
  ])
  func readsFlags(_ cell: String, _ expected: String) throws {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,是否独家\n甲厂,乙厂,\(cell)\n", "firms.csv": "企业名称\n甲厂\n乙厂\n",
    ])
    #expect(book.column(.supplies, "isSole") == [expected])
    #expect(book.marks == [])
  }

  @Test func setsUnreadableFlagsAside() throws {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,是否独家\n甲厂,乙厂,也许\n", "firms.csv": "企业名称\n甲厂\n乙厂\n",
    ])
    #expect(book.column(.supplies, "isSole") == [""])
    #expect(book.marks == ["error flag-unreadable supplies.csv!C2 也许"])
  }

  @Test(arguments: [
    // The cell, as the start of something, as its end.
    ("2024-05-01", "2024-05-01", "2024-05-01"), ("2024.5.1", "2024-05-01", "2024-05-01"),
    ("2024/5/1", "2024-05-01", "2024-05-01"), ("2024年5月1日", "2024-05-01", "2024-05-01"),
    ("20240501", "2024-05-01", "2024-05-01"), ("45413", "2024-05-01", "2024-05-01"),
    ("2024年5月", "2024-05-01", "2024-05-31"), ("2024.2", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"), ("2024", "2024-01-01", "2024-12-31"),
    ("2024-05-01 08:30:00", "2024-05-01", "2024-05-01"), ("长期", "长期", "长期"),
    ("9999-12-31", "长期", "长期"), ("２０２４年５月", "2024-05-01", "2024-05-31"),
  ])
  func readsDates(_ cell: String, _ start: String, _ end: String) throws {
    let book = try BookSample.read([
      "certificates.csv": "证书编号,企业,颁证日期,有效期至\nZ1,甲厂,\(cell),\(cell)\n",
      "firms.csv": "企业名称\n甲厂\n",
    ])
    #expect(book.columns(.certificates, "issuedOn", "expiresOn") == [[start, end]])
    #expect(!book.marks.contains { $0.contains("date-unreadable") })
  }

  @Test(arguments: ["2024-13-01", "2024-02-30", "待定", "明年", "24.5.1", "2024-05-01前"])
  func setsUnreadableDatesAside(_ cell: String) throws {
    let book = try BookSample.read([
      "findings.csv": "企业,问题编号,发现日期\n甲厂,P1,\(cell)\n", "firms.csv": "企业名称\n甲厂\n",
      "problems.csv": "问题编号,问题名称\nP1,裂纹\n",
    ])
    #expect(book.columns(.findings, "problem", "foundOn") == [["P1", ""]])
    #expect(book.marks == ["error date-unreadable findings.csv!C2 \(cell)"])
  }

  @Test(arguments: [
    ("上游", "上游"), ("配套", "支撑配套"), ("服务", "支撑配套"), ("upstream", "上游"), (" 下游 ", "下游"),
    ("支撑配套", "支撑配套"),
  ])
  func readsWords(_ cell: String, _ expected: String) throws {
    let book = try BookSample.read([
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\nC1,S1,铸造,\(cell)\n",
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\n",
    ])
    #expect(book.column(.segments, "band") == [expected])
    #expect(book.marks == [])
  }

  @Test func setsUnknownWordsAsideAndNamesThoseAllowed() throws {
    let book = try BookSample.read([
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置,状态\nC1,S1,铸造,高端,强\n",
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\n",
    ])
    #expect(book.columns(.segments, "id", "band", "status") == [["S1", "", "优势环节"]])
    #expect(book.marks == ["error word-unknown segments.csv!D2 高端"])
    let diagnostic = try #require(book.diagnostics.first)
    #expect(diagnostic.column == "链上位置")
    for word in Band.chineseNames { #expect(diagnostic.fix.chinese.contains(word)) }
  }

  @Test func readsSeveralValuesInACell() throws {
    let book = try BookSample.read([
      "problems.csv": "问题编号,问题名称,同义表述\nP1,裂纹,\"开裂、龟裂；裂缝; 微裂 |裂口\n裂隙、开裂、\"\n"
    ])
    #expect(book.column(.problems, "synonyms") == ["开裂；龟裂；裂缝；微裂；裂口；裂隙"])
    #expect(book.marks == [])
  }

  @Test func textStaysAsWritten() throws {
    let note = "  第一行\n“引号”, 'x' \"y\"\t制表  "
    let quoted = note.replacing("\"", with: "\"\"")
    let book = try BookSample.read(["firms.csv": "企业名称,备注\n甲厂,\"\(quoted)\"\n"])
    #expect(book.column(.firms, "note") == ["第一行\n“引号”, 'x' \"y\"\t制表"])
    #expect(book.marks == [])
  }
}
