import ChainAnalysis
import ChainModel
import Testing

/// What is hidden in Examples/nev-chain, as its README states it.
@Suite struct CommonProblemsExampleTests {
  /// A row of the README.
  struct Expected: Sendable, CustomTestStringConvertible {
    var problem: String
    var segment: String?
    var region: String?
    var population: Int
    var assessed: Int
    var affected: Int
    var bounds: (Double, Double)
    var label: ProblemLabel

    var testDescription: String { problem + " " + (segment ?? region ?? "全部") }
  }

  /// Facts a, e, f and g.
  static let rows = [
    Expected(
      problem: "W01", segment: "轴承", population: 11, assessed: 10, affected: 5,
      bounds: (5 / 11.0, 6 / 11.0), label: .common),
    Expected(
      problem: "W01", segment: "齿轮轴", population: 13, assessed: 13, affected: 6,
      bounds: (6 / 13.0, 6 / 13.0), label: .common),
    Expected(
      problem: "W08", segment: "电池系统", population: 5, assessed: 5, affected: 1,
      bounds: (1 / 5.0, 1 / 5.0), label: .individual),
    Expected(
      problem: "W11", segment: "车桥底盘", population: 7, assessed: 7, affected: 2,
      bounds: (2 / 7.0, 2 / 7.0), label: .individual),
    Expected(
      problem: "W13", region: "鹭洲县", population: 8, assessed: 3, affected: 3,
      bounds: (4 / 8.0, 8 / 8.0), label: .undetermined),
    Expected(
      problem: "W22", population: 118, assessed: 52, affected: 9,
      bounds: (13 / 118.0, 32 / 118.0), label: .undetermined),
    Expected(
      problem: "W23", population: 118, assessed: 52, affected: 11,
      bounds: (16 / 118.0, 37 / 118.0), label: .undetermined),
    Expected(
      problem: "W02", segment: "电控系统", population: 9, assessed: 8, affected: 5,
      bounds: (5 / 9.0, 6 / 9.0), label: .common),
    Expected(
      problem: "W07", segment: "高低压线束", population: 11, assessed: 8, affected: 4,
      bounds: (4 / 11.0, 7 / 11.0), label: .common),
    Expected(
      problem: "W12", segment: "电池材料", population: 14, assessed: 11, affected: 4,
      bounds: (4 / 14.0, 7 / 14.0), label: .common),
    Expected(
      problem: "W06", segment: "锻铸毛坯", population: 14, assessed: 11, affected: 3,
      bounds: (3 / 14.0, 6 / 14.0), label: .common),
    Expected(
      problem: "W21", region: "溪口县", population: 8, assessed: 6, affected: 3,
      bounds: (3 / 8.0, 5 / 8.0), label: .common),
  ]

  @Test(arguments: rows) func row(_ expected: Expected) throws {
    let book = try BookFolder.read(BookFolder.example)
    let report = try BookFolder.problems(book)
    let group = CommonProblems.Group(
      segment: expected.segment.map(book.segment), region: expected.region.map(book.region))
    let row = try #require(report.row(book.problem(expected.problem), in: group))
    #expect(row.prevalence.population == expected.population)
    #expect(row.prevalence.assessed == expected.assessed)
    #expect(row.prevalence.affected == expected.affected)
    let bounds = try #require(row.bounds)
    #expect(abs(bounds.lower - expected.bounds.0) < 1e-12)
    #expect(abs(bounds.upper - expected.bounds.1) < 1e-12)
    #expect(row.label == expected.label)
    #expect(
      row.prevalence.basis == (expected.population == expected.assessed ? .census : .sample))
    #expect(row.firms.count == expected.affected && row.uncountedFirms.isEmpty)
    #expect(report.population(of: row).count == expected.population)
    #expect(report.assessed(of: row).count == expected.assessed)
    #expect(Set(row.firms).isSubset(of: report.assessed(of: row)))
  }

  /// The common problems that the list states are those of the README and no others.
  @Test func commonRows() throws {
    let book = try BookFolder.read(BookFolder.example)
    let report = try BookFolder.problems(book)
    let found = report.rows.filter { $0.label == .common }.map { row in
      [
        book.text[book.problems[row.problem].id],
        row.group.segment.map { book.text[book.segments[$0].name] } ?? "",
        row.group.region.map { book.text[book.regions[$0].name] } ?? "",
      ]
    }
    let expected = Self.rows.filter { $0.label == .common }.map {
      [$0.problem, $0.segment ?? "", $0.region ?? ""]
    }
    #expect(Set(found) == Set(expected) && found.count == expected.count)
    let methods = report.inspections.methods
    #expect((methods.random, methods.targeted, methods.unstated) == (91, 10, 0))
    #expect(!report.inspections.usesTargeted && !report.inspections.isAssumed)
    #expect(report.inspections.unrecognisedScopes == [])
  }

  /// Fact a: common in two segments, at most two firms in every county.
  @Test func commonSourceProblem() throws {
    let book = try BookFolder.read(BookFolder.example)
    let report = try BookFolder.problems(book)
    let entry = try #require(report.entries.first { $0.problem == book.problem("W01") })
    #expect(entry.rows.count == 2)
    #expect(entry.reference.assessed == 91 && entry.reference.affected == 11)
    #expect(entry.extent.region == book.region("云岚市") && entry.extent.withoutRegion.isEmpty)
    #expect(entry.extent.level(in: book) == .city)
    for region in book.regions.indices where book.childrenOfRegion.count(of: region) == 0 {
      guard let row = report.row(entry.problem, in: .init(region: region)) else { continue }
      #expect(row.prevalence.affected <= 2 && row.label != .common)
      if row.prevalence.affected > 0 { #expect(row.label == .individual) }
    }
  }

  /// Fact e: the firms behind individual problems.
  @Test func individualFirms() throws {
    let book = try BookFolder.read(BookFolder.example)
    let report = try BookFolder.problems(book)
    let row = try #require(
      report.row(book.problem("W11"), in: .init(segment: book.segment("车桥底盘"))))
    #expect(
      book.names(row.firms).allSatisfy { name in ["重岳车桥", "稳履底盘"].contains { name.contains($0) } })
    #expect(row.firms.count == 2)
  }

  /// Fact f: two further inspections settle 鹭洲县; the other two problems have one row for the whole.
  @Test func undetermined() throws {
    let book = try BookFolder.read(BookFolder.example)
    let report = try BookFolder.problems(book)
    let row = try #require(
      report.row(book.problem("W13"), in: .init(region: book.region("鹭洲县"))))
    #expect(row.furtherInspections == .settledBy(2))
    for id in ["W22", "W23"] {
      let entry = try #require(report.entries.first { $0.problem == book.problem(id) })
      #expect(entry.rows.count == 1 && entry.rows[0].group == .init())
      #expect(entry.rows[0].furtherInspections?.count ?? 0 > 0)
      #expect(!entry.rows[0].isSpecific)
    }
    // Seen by the county alone, the row is the whole selection.
    var options = CommonProblems.Options()
    options.regions = [book.region("鹭洲县")]
    let county = try BookFolder.problems(book, options: options)
    let entry = try #require(county.entries.first { $0.problem == book.problem("W13") })
    #expect(entry.rows.map(\.group) == [.init(region: book.region("鹭洲县"))])
    #expect(entry.rows[0].prevalence == row.prevalence && entry.rows[0].lift == row.lift)
    #expect(county.firms.count == 8)
  }

  /// Fact g: lift 11.4 and p 1.2·10⁻⁶, with the firms.
  @Test func characteristic() throws {
    let book = try BookFolder.read(BookFolder.example)
    let report = try BookFolder.problems(book)
    let row = try #require(report.rows.first { $0.problem == book.problem("W02") })
    #expect(row.isSpecific)
    #expect(abs((row.lift ?? 0) - 11.375) < 1e-12)
    // All five affected among the 8 of 91: C(8,5)/C(91,5).
    let p = 56 / 46_504_458.0
    #expect(abs((row.p ?? 0) - p) < 1e-12 * p)
    #expect((row.q ?? 1) < 0.05)
    let names = book.names(row.firms)
    for part in ["睿枢", "衡控", "逆澜", "辰控", "稳驭"] {
      #expect(names.contains { $0.contains(part) }, "\(part)")
    }
  }

  /// Findings that no random inspection covered are kept beside the figures, not in them.
  @Test func uncounted() throws {
    let book = try BookFolder.read(BookFolder.example)
    let report = try BookFolder.problems(book)
    let outside = report.outside.map { book.text[book.problems[$0.problem].id] }
    #expect(Set(outside) == ["W12", "W25"])
    // An inspection of three dimensions covers no problem without one.
    let own = report.rows.filter { !$0.uncountedFirms.isEmpty }
    #expect(own.map { book.text[book.problems[$0.problem].name] } == ["线束总成防错工装未点检"])
    #expect(own.allSatisfy { $0.prevalence.affected == 0 && $0.label == .individual })
    // Every open finding at a firm in operation is in some row or outside.
    let ledger = QualityLedger(book, asOf: try BookFolder.day)
    for firm in book.firms.indices {
      for problem in ledger.openProblems(ofFirm: firm) {
        let isOutside = report.outside.contains { $0.problem == problem && $0.firms.contains(firm) }
        #expect(isOutside || report.entries.contains { $0.problem == problem })
      }
    }
  }
}
