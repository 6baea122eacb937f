import ChainAnalysis
import ChainModel
import Testing

/// Every row of seeded books against sets of firms.
@Suite struct CommonProblemsDifferentialTests {
  typealias Axis = CommonProblems.Options.Axis

  @Test(arguments: 0..<60) func rows(seed: Int) throws {
    let survey = RandomSurvey(seed: UInt64(seed))
    var options = CommonProblems.Options()
    var plain = PlainCommonProblems(survey: survey)
    options.includesClosed = seed % 4 == 1
    plain.includesClosed = options.includesClosed
    if seed % 5 == 2 {
      options.population = .allFirms
      plain.allFirms = true
    }
    let choices: [Set<Axis>] = [
      [.chain, .segment, .region], [.segment, .region], [.chain, .region], [.region], [.segment],
      [.chain], [],
    ]
    options.axes = choices[seed % 3 == 0 ? seed / 3 % choices.count : 0]
    plain.axes = options.axes

    let book = try BookFolder.read(survey.tables)
    try #require(book.firms.map { book.text[$0.id] } == survey.firms.map(\.id))
    let report = try BookFolder.problems(book, options: options)
    let (expected, tests) = plain.rows()
    let found = report.rows.map { row in
      PlainCommonProblems.Row(
        problem: row.problem, population: Set(report.population(of: row)),
        assessed: Set(report.assessed(of: row)), affected: Set(row.firms), label: row.label)
    }
    #expect(Set(found) == Set(expected) && found.count == expected.count)
    #expect(report.familySize == tests.count)

    let q = BenjaminiHochberg.adjusted(tests.map(\.p))
    for row in report.rows {
      let group = Set(report.population(of: row))
      #expect(row.prevalence.population == group.count)
      #expect(row.prevalence.assessed == report.assessed(of: row).count)
      #expect(row.prevalence.affected == row.firms.count)
      let all = plain.having(row.problem).intersection(group)
      #expect(Set(row.firms + row.uncountedFirms) == all)
      #expect(row.score == Double(all.count))
      let test = tests.firstIndex { $0.problem == row.problem && $0.group == group }
      #expect((row.q == nil) == (test == nil))
      if let test, let p = row.p, let rowQ = row.q {
        #expect(abs(p - tests[test].p) < 1e-12)
        #expect(abs(rowQ - q[test]) < 1e-9)
        let specific =
          row.label == .common && (row.lift ?? 0) >= 1.5 && q[test] <= 0.05
        #expect(row.isSpecific == specific)
      }
    }
  }

  /// Selections are what their firms alone make of it, but compare with the whole book.
  @Test(arguments: 0..<20) func selections(seed: Int) throws {
    let survey = RandomSurvey(seed: UInt64(1000 + seed))
    let book = try BookFolder.read(survey.tables)
    let whole = try BookFolder.problems(book)
    for region in book.regions.indices {
      var options = CommonProblems.Options()
      options.regions = [region]
      let part = try BookFolder.problems(book, options: options)
      for problem in book.problems.indices {
        let inWhole = whole.row(problem, in: .init(region: region))
        let inPart = part.row(problem, in: .init(region: region))
        #expect(part.firms.isEmpty == (inWhole == nil))
        guard let inWhole, let inPart else { continue }
        #expect(inWhole.prevalence == inPart.prevalence && inWhole.firms == inPart.firms)
        #expect(inWhole.lift == inPart.lift && inWhole.p == inPart.p)
      }
    }
    for chain in book.chains.indices {
      var options = CommonProblems.Options()
      options.chains = [chain]
      let part = try BookFolder.problems(book, options: options)
      for problem in book.problems.indices {
        let inWhole = whole.row(problem, in: .init(chain: chain))
        let inPart = part.row(problem, in: .init(chain: chain))
        guard let inWhole, let inPart else {
          #expect(part.firms.isEmpty)
          continue
        }
        #expect(inWhole.prevalence == inPart.prevalence && inWhole.firms == inPart.firms)
        for entry in part.rows { #expect(entry.group.chain == chain) }
      }
    }
  }

  /// The same rows in any order give the same report.
  @Test func rowOrder() throws {
    let survey = RandomSurvey(seed: 77)
    let tables = survey.tables
    let reversed = tables.mapValues { text in
      let lines = text.split(separator: "\n")
      return ([lines[0]] + lines.dropFirst().reversed()).map { $0 + "\n" }.joined()
    }
    let reports = try [tables, reversed].map { try BookFolder.problems(BookFolder.read($0)) }
    let texts = reports.map { report in
      report.rows.map { "\($0)" } + report.combinations.combinations.map { "\($0)" }
        + report.outside.map { "\($0)" }
    }
    #expect(texts[0] == texts[1] && !texts[0].isEmpty)
  }

  /// Too small a group is decided by those around it.
  @Test func smallGroups() throws {
    var climbed = 0
    for seed in 0..<10 {
      let book = try BookFolder.read(RandomSurvey(seed: UInt64(2000 + seed)).tables)
      let report = try BookFolder.problems(book)
      for segment in book.segments.indices {
        for region in book.regions.indices {
          let group = CommonProblems.Group(segment: segment, region: region)
          guard let row = report.row(0, in: group) else { continue }
          let decision = try #require(report.decision(on: 0, in: group))
          let isSmall = report.population(of: row).count < 5 && row.firms.count < 3
          #expect(row.isTooSmall == isSmall)
          let around = Set(report.population(of: decision))
          #expect(around.isSuperset(of: report.population(of: row)))
          if !isSmall { #expect(decision.prevalence == row.prevalence) }
          #expect(!decision.isTooSmall || around.count == report.firms.count)
          if decision.prevalence != row.prevalence { climbed += 1 }
        }
      }
    }
    #expect(climbed > 20)
  }
}
