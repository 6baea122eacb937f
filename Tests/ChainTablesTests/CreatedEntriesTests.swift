import ChainModel
import Testing

@testable import ChainTables

@Suite struct CreatedEntriesTests {
  /// A book that states one of everything.
  static let stated = [
    "firms.csv": "企业名称,所属区域\n甲厂,沛县\n", "chains.csv": "产业链编号,产业链名称\nC1,轴承\n",
    "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,铸造\n",
    "regions.csv": "行政区划代码,区域名称\n320322,沛县\n", "problems.csv": "问题编号,问题名称\nP1,裂纹\n",
    "programmes.csv": "项目编号,项目名称\nX1,攻关\n",
  ]

  /// A sheet that names something no table states.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var text: String
    var created: TableKind
    var name: String
    var cell: String

    var testDescription: String { "\(created) in \(file)" }
  }

  static let cases = [
    Case(file: "supplies.csv", text: "供应方,采购方\n甲厂,乙厂\n", created: .firms, name: "乙厂", cell: "B2"),
    Case(
      file: "certificates.csv", text: "证书编号,企业\nZ1,甲厂、乙厂\n", created: .firms, name: "乙厂", cell: "B2"
    ),
    Case(
      file: "measures.csv", text: "举措编号,举措名称,针对问题,适用企业\nJ1,改造,P1,乙厂\n", created: .firms,
      name: "乙厂", cell: "D2"),
    Case(
      file: "assessments.csv", text: "企业,结论\n乙厂,无问题\n", created: .firms, name: "乙厂", cell: "A2"),
    Case(
      file: "members.csv", text: "产业链编号,环节编号,企业\nC1,S9,甲厂\n", created: .segments, name: "S9",
      cell: "B2"),
    Case(
      file: "flows.csv", text: "产业链编号,供给环节,需求环节\nC1,S1,S9\n", created: .segments, name: "S9",
      cell: "C2"),
    Case(
      file: "findings.csv", text: "企业,问题编号\n甲厂,P9\n", created: .problems, name: "P9", cell: "B2"),
    Case(
      file: "findings.csv", text: "企业,问题描述\n甲厂,划伤\n", created: .problems, name: "划伤", cell: "B2"),
    Case(
      file: "measures.csv", text: "举措编号,举措名称,针对问题\nJ1,改造,P1、P9\n", created: .problems, name: "P9",
      cell: "C2"),
    Case(
      file: "measures.csv", text: "举措编号,举措名称,针对问题,项目编号\nJ1,改造,P1,X9\n", created: .programmes,
      name: "X9", cell: "D2"),
    Case(
      file: "resources.csv", text: "机构,区域\n检测所,丰县\n", created: .regions, name: "丰县", cell: "B2"),
    Case(
      file: "actors.csv", text: "名称,区域\n协会,丰县\n", created: .regions, name: "丰县", cell: "B2"),
    Case(
      file: "measures.csv", text: "举措编号,举措名称,针对问题,适用区域\nJ1,改造,P1,沛县、丰县\n",
      created: .regions, name: "丰县", cell: "D2"),
  ]

  @Test(arguments: cases)
  func createsWhatATableDoesNotState(_ sample: Case) throws {
    var files = Self.stated
    files[sample.file] = sample.text
    let book = try BookSample.read(files)
    #expect(
      book.doubts == [
        "warning created-\(sample.created) \(sample.file)!\(sample.cell) \(sample.name)"
      ])
    let key = sample.created == .regions ? "code" : "id"
    let created = book.cells(sample.created).filter { $0[key] == sample.name }
    #expect(created.count == 1)
    #expect(created[0]["name"] == sample.name)
    if sample.created == .segments { #expect(created[0]["band"] == "") }
    #expect(created[0]["chain"] ?? "C1" == "C1")
    #expect(book.cells(sample.created).count == 2)
  }

  @Test(arguments: cases)
  func warnsOnceWhereTheTableIsAbsent(_ sample: Case) throws {
    var files = Self.stated
    files["\(sample.created).csv"] = nil
    // Other tables name the rest, so that only one table is missing.
    if sample.created == .regions { files["firms.csv"] = "企业名称\n甲厂\n" }
    files[sample.file] = sample.text
    let book = try BookSample.read(files)
    let warnings = book.diagnostics.filter { $0.severity != .note }
    #expect(warnings.map(\.code) == ["created-\(sample.created)"])
    #expect(warnings.map(\.file) == [""])
    #expect(warnings.map(\.row) == [nil])
    #expect(warnings[0].value.split(separator: "、").contains { $0 == sample.name })
    #expect(warnings[0].message.chinese.contains(sample.created.chinese))
  }

  @Test func createsAChain() throws {
    var files = Self.stated
    files["members.csv"] = "产业链编号,环节编号,企业\nC1,S1,甲厂\nC9,S1,甲厂\n"
    let book = try BookSample.read(files)
    #expect(book.columns(.chains, "id", "name") == [["C1", "轴承"], ["C9", "C9"]])
    #expect(book.columns(.segments, "chain", "id") == [["C1", "S1"], ["C9", "S1"]])
    #expect(
      book.doubts == [
        "warning created-chains members.csv!A3 C9", "warning created-segments members.csv!B3 S1",
      ])
  }

  @Test func countsWhatItCreatedForAnAbsentTable() throws {
    let rows = (1...25).map { "供\($0)厂,主厂\n" }.joined()
    let book = try BookSample.read(["supplies.csv": "供应方,采购方\n" + rows])
    #expect(book.firms.count == 26)
    #expect(book.doubts.count == 1)
    #expect(book.diagnostics[0].message.chinese.contains("26"))
    #expect(book.firms.allSatisfy { $0.origin.isCreated && !$0.hasValidCode })
  }

  @Test func aCreatedRegionTakesTheNameBesideItsCode() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,行政区划代码,所属区域\n甲厂,,沛县\n乙厂,320322,沛县\n丙厂,320322,\n"
    ])
    #expect(book.columns(.regions, "code", "name") == [["320322", "沛县"]])
    #expect(book.column(.firms, "region") == ["沛县", "沛县", "沛县"])
  }

  @Test func regionsAreFoundByCodeAndName() throws {
    let book = try BookSample.read([
      "regions.csv": "行政区划代码,区域名称\n320000,江苏省\n320300,徐州市\n320322,沛县\n320302,鼓楼区\n320106,鼓楼区\n",
      "firms.csv": "企业名称,行政区划代码,所属区域\n甲厂,320322,\n乙厂,,沛县\n丙厂,,鼓楼区\n丁厂,320302,鼓楼区\n",
    ])
    #expect(
      book.columns(.firms, "name", "region") == [
        ["丁厂", "鼓楼区"], ["丙厂", ""], ["乙厂", "沛县"], ["甲厂", "沛县"],
      ])
    #expect(
      book.columns(.regions, "code", "parent") == [
        ["320000", ""], ["320106", "320000"], ["320300", "320000"], ["320302", "320300"],
        ["320322", "320300"],
      ])
    #expect(book.marks == ["warning region-ambiguous firms.csv!C4 鼓楼区"])
  }

  @Test func aChildSegmentStandsWhereItsParentDoes() throws {
    let book = try BookSample.read([
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\n",
      "segments.csv":
        "产业链编号,环节编号,环节名称,链上位置,上级环节\nC1,S3,精铸,,S2\nC1,S2,铸造,,毛坯\nC1,S1,毛坯,上游,\nC1,S4,装配,,\n",
    ])
    #expect(
      book.columns(.segments, "id", "band", "parent") == [
        ["S1", "上游", ""], ["S2", "上游", "S1"], ["S3", "上游", "S2"], ["S4", "", ""],
      ])
    #expect(book.marks == [])
  }

  @Test func wordingsAreMatchedToNamesAndSynonyms() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称\n甲厂\n", "problems.csv": "问题编号,问题名称,同义表述\nP1,裂纹,开裂、龟裂\nP2,划伤,\n",
      "findings.csv": "企业,问题编号,问题描述\n甲厂,,裂纹\n甲厂,,龟裂\n甲厂,,裂 纹\n甲厂,,小裂纹\n甲厂,P2,裂纹\n",
    ])
    #expect(book.column(.findings, "problem").sorted() == ["P1", "P1", "P1", "P2", "小裂纹"])
    #expect(book.wordings.merged == 3)
    #expect(book.wordings.unmerged == 1)
    #expect(book.doubts == ["warning created-problems findings.csv!C5 小裂纹"])
  }
}
