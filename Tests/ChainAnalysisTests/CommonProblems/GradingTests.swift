import ChainAnalysis
import ChainModel
import Testing

/// Scores, extents, combinations and coverage on a book counted by hand.
@Suite struct GradingTests {
  /// Six firms; 甲乙丙 in 东县 and 丁戊 in 西县, both in 某市; 己 has no region.
  static let tables: [String: String] = [
    "firms.csv": """
    企业编号,企业名称,行政区划代码
    F1,甲厂,990101
    F2,乙厂,990101
    F3,丙厂,990101
    F4,丁厂,990102
    F5,戊厂,990102
    F6,己厂,

    """,
    "regions.csv": """
    行政区划代码,区域名称,上级代码
    990100,某市,
    990101,东县,990100
    990102,西县,990100

    """,
    "chains.csv": "产业链编号,产业链名称\nC1,汽车链\n",
    "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,整车\n",
    "members.csv": "产业链编号,环节编号,企业\n"
      + (1...6).map { "C1,S1,F\($0)\n" }.joined(),
    "problems.csv": """
    问题编号,问题名称,维度,严重程度
    P1,硬度不均,产品质量,重大
    P2,无计量人员,人才队伍,较大
    P3,标识不清,,
    P4,记录缺失,质量管理,一般

    """,
    "findings.csv": """
    企业,问题编号,发现日期,状态,权重
    F1,P1,2026-05-01,整改中,
    F2,P1,2026-05-01,整改中,2.5
    F2,P1,2026-05-02,整改中,4
    F2,P1,2026-05-03,整改中,
    F3,P1,2026-05-01,待交办,
    F1,P2,2026-05-01,整改中,
    F2,P2,2026-05-01,整改中,
    F3,P2,2026-05-01,整改中,
    F4,P2,2026-05-01,整改中,
    F1,P3,2026-05-01,整改中,
    F6,P3,2026-05-01,整改中,
    F5,P4,2026-05-01,整改中,

    """,
    "assessments.csv": """
    企业,诊断日期,检查方式,检查内容
    F1,2026-04-01,随机,全部
    F2,2026-04-01,随机,产品质量、人才
    F3,2026-04-01,,P1、无计量人员
    F4,2026-04-01,定向,全部
    F5,2026-04-01,随机,质量体系
    F6,2026-04-01,随机,

    """,
  ]

  private func report(_ change: (inout CommonProblems.Options, ChainBook) -> Void = { _, _ in })
    throws -> (ChainBook, CommonProblems)
  {
    let book = try BookFolder.read(Self.tables)
    var options = CommonProblems.Options()
    change(&options, book)
    return (book, try BookFolder.problems(book, options: options))
  }

  @Test func coverage() throws {
    let (book, report) = try report()
    func firms(_ problem: String) -> Set<String> {
      book.names(
        book.firms.indices.filter { report.inspections.covers(book.problem(problem), firm: $0) })
    }
    #expect(firms("P1") == ["甲厂", "乙厂", "丙厂", "己厂"])
    #expect(firms("P2") == ["甲厂", "乙厂", "丙厂", "己厂"])
    #expect(firms("P3") == ["甲厂", "己厂"])
    #expect(firms("P4") == ["甲厂", "己厂"])
    #expect(report.inspections.unrecognisedScopes == ["质量体系"])
    #expect(report.inspections.withoutScope == 1)
    let all = InspectionCoverage(book, asOf: try BookFolder.day, choice: .all)
    #expect(all.covers(book.problem("P3"), firm: 3) && all.withoutScope == 1)
  }

  /// Only targeted assessments: they are used, and the report says so.
  @Test func targetedOnly() throws {
    var tables = Self.tables
    tables["assessments.csv"] = "企业,诊断日期,检查方式\nF1,2026-04-01,定向\nF2,2026-04-01,定向\n"
    let book = try BookFolder.read(tables)
    let report = try BookFolder.problems(book)
    #expect(report.inspections.usesTargeted)
    let row = try #require(report.row(book.problem("P1"), in: .init()))
    #expect(row.prevalence.assessed == 2 && row.prevalence.affected == 2)
    #expect(book.names(row.uncountedFirms) == ["丙厂"])
  }

  @Test func assumed() throws {
    var tables = Self.tables
    tables["assessments.csv"] = nil
    let book = try BookFolder.read(tables)
    let report = try BookFolder.problems(book)
    let row = try #require(report.row(book.problem("P2"), in: .init()))
    #expect(row.prevalence.basis == .assumed && row.prevalence.assessed == 6)
    #expect(row.bounds == row.wilson && row.bounds?.lower ?? 0 > 0.29)
    #expect(row.label == .common)
  }

  /// Severity × exposure, but for a weight that a finding states: the greatest of several.
  @Test func scores() throws {
    let (book, plain) = try report()
    func score(_ report: CommonProblems, _ problem: String) -> Double? {
      report.entries.first { $0.problem == book.problem(problem) }?.score
    }
    #expect(score(plain, "P1") == 22.0)
    #expect(score(plain, "P2") == 12.0)
    #expect(score(plain, "P3") == 2.0)
    let (_, exposed) = try report { options, _ in
      options.exposure = [3, 1, 1, 1, 1, 1]
      options.severityWeights[.major] = 10
      options.unstatedSeverityWeight = 0.5
    }
    #expect(score(exposed, "P1") == 44.0)
    #expect(score(exposed, "P2") == 18.0)
    #expect(score(exposed, "P3") == 2.0)
    // Common problems come first, whatever they weigh; then by score.
    let ranks = plain.entries.map(\.label)
    #expect(ranks == ranks.sorted { $0 == .common && $1 != .common })
  }

  @Test func extents() throws {
    let (book, report) = try report()
    func extent(_ problem: String) -> TerritorialExtent? {
      report.entries.first { $0.problem == book.problem(problem) }?.extent
    }
    #expect(extent("P1")?.region == book.region("东县"))
    #expect(extent("P1")?.level(in: book) == .county)
    #expect(extent("P2")?.region == book.region("某市"))
    #expect(extent("P2")?.level(in: book) == .city)
    #expect(extent("P3")?.region == book.region("东县"))
    #expect(book.names(extent("P3")?.withoutRegion ?? []) == ["己厂"])
    let apart = TerritorialExtent(of: [], in: book)
    #expect(apart.region == nil && apart.withoutRegion.isEmpty)
  }

  /// Regions in no common region have no extent.
  @Test func extentOfStrangers() throws {
    var tables = Self.tables
    tables["regions.csv"] = "行政区划代码,区域名称,上级代码\nEAST,东区,\nWEST,西区,\n"
    tables["firms.csv"] = "企业编号,企业名称,行政区划代码\nF1,甲厂,EAST\nF4,丁厂,WEST\n"
    let book = try BookFolder.read(tables)
    #expect(TerritorialExtent(of: [0, 3], in: book).region == nil)
    #expect(TerritorialExtent(of: [3], in: book).region == book.region("西区"))
  }

  @Test func combinations() throws {
    let (book, report) = try report()
    let found = report.combinations
    #expect(found.combinations.map(\.problems) == [[book.problem("P1"), book.problem("P2")]])
    #expect(book.names(found.combinations[0].firms) == ["甲厂", "乙厂", "丙厂"])
    #expect(!found.isCapped && found.completeFrom == 3)
    let (_, capped) = try self.report { options, _ in options.combinationLimit = 0 }
    #expect(capped.combinations.isCapped && capped.combinations.combinations.isEmpty)
    #expect(capped.combinations.completeFrom == 4)
  }

  @Test func closedFindings() throws {
    var tables = Self.tables
    tables["findings.csv"] =
      "企业,问题编号,发现日期,状态,销号日期\nF1,P1,2026-05-01,已销号,2026-06-01\nF2,P1,2026-07-01,整改中,\n"
    let book = try BookFolder.read(tables)
    #expect(try BookFolder.problems(book).entries.isEmpty)
    var options = CommonProblems.Options()
    options.includesClosed = true
    let report = try BookFolder.problems(book, options: options)
    #expect(report.rows.map(\.firms) == [[0]])
  }
}
