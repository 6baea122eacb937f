import ChainAnalysis
import ChainModel
import ChainTables
import Foundation
import Graphs
import Testing

/// Suspected common sources: the example's hidden facts, a second implementation, chance.
@Suite struct CommonSourcesTests {
  private static func sources(
    _ book: ChainBook, _ options: CommonSources.Options = .init()
  ) throws -> CommonSources {
    CommonSources(
      try BookFolder.problems(book), network: SupplyNetwork(book), in: book, options: options)
  }

  // MARK: - The example

  /// Fact a of Examples/nev-chain: the two heat-treatment firms, with every number of its README.
  @Test func exampleNamesTheHeatTreatmentPair() throws {
    let book = try BookFolder.read(BookFolder.example)
    var options = CommonSources.Options()
    options.problems = [book.problem("W01")]
    let entry = try #require(Self.sources(book, options).entries.first)
    #expect(entry.affected.count == 11 && entry.assessed == 91)
    let found = try #require(entry.explanations[.firm])
    #expect(found.familySize == 96)
    #expect(book.names(found.unexplained) == ["云岚市滑远轴承有限公司"])
    #expect(
      found.sources.map { book.text[book.firms[$0.origin.position].name] } == [
        "溪口县淬远热处理有限公司", "溪口县红炉热处理有限公司",
      ])
    let (first, second) = (found.sources[0], found.sources[1])
    #expect(first.covers.count == 6 && first.newlyCovers.count == 6 && first.reached.count == 11)
    #expect(second.covers.count == 6 && second.newlyCovers.count == 4)
    #expect(second.reached.count == 12)
    #expect(abs(first.lift - 4.51) < 0.005 && abs(second.lift - 4.14) < 0.005)
    #expect(abs(first.p - 2.5e-4) < 5e-6 && abs(second.p - 4.7e-4) < 5e-6)
    for source in found.sources {
      #expect(abs(source.q - 0.022) < 0.001 && source.isSignificant)
      #expect(source.confirmedBy.isEmpty)
      for path in source.paths {
        #expect(path.first == source.origin.position && path.count == 3)
        for (supplier, customer) in zip(path, path.dropFirst()) {
          #expect(!SupplyNetwork.supplies(from: supplier, to: customer, in: book).isEmpty)
        }
      }
      #expect(Set(source.paths.compactMap(\.last)) == Set(source.covers))
    }
  }

  /// From the raw sheets of all counties the source is found; from no county's sheets alone.
  @Test func onlyTheCountiesTogetherSeeTheSource() throws {
    let folder = BookFolder.example.deletingLastPathComponent().appending(path: "eleven-counties")
    let whole = try BookFolder.read(folder)
    var options = CommonSources.Options()
    options.problems = [whole.problem("W01")]
    let found = try #require(Self.sources(whole, options).entries.first?.explanations[.firm])
    #expect(
      whole.names(found.sources.map(\.origin.position)) == [
        "溪口县淬远热处理有限公司", "溪口县红炉热处理有限公司",
      ])
    // Two tiers up, and in another county than every firm that it explains.
    for source in found.sources {
      #expect(source.paths.contains { $0.count == 3 })
      let home = whole.firms[source.origin.position].region
      for firm in source.covers { #expect(whole.firms[firm].region != home) }
    }
    let sheets = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".xlsx") && !$0.hasPrefix("云岚市") }
    #expect(sheets.count == 11)
    for sheet in sheets {
      let alone = FileManager.default.temporaryDirectory
        .appending(path: "county-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: alone, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: alone) }
      for file in [sheet, "云岚市_产业链基础表.xlsx"] {
        try FileManager.default.copyItem(
          at: folder.appending(path: file), to: alone.appending(path: file))
      }
      let book = try BookFolder.read(alone)
      let entries = try Self.sources(book).entries.filter {
        book.text[book.problems[$0.problem].id] == "W01"
      }
      for entry in entries {
        let names = book.names(
          entry.explanations[.firm]?.sources.map(\.origin.position) ?? [])
        #expect(!names.contains { $0.contains("热处理") }, "\(sheet): \(names)")
      }
    }
  }

  // MARK: - A second implementation

  /// Random supplies among firms, some assessed, some with problems.
  private struct Sample {
    let book: ChainBook
    let count: Int
    var customers: [[Int]]
    var assessed: Set<Int>
    var affected: [Set<Int>]

    init(seed: UInt64, problems: Int, firms: Int = 40) throws {
      var random = SplitMix64(seed: seed)
      count = firms
      customers = Array(repeating: [], count: firms)
      var supplies = "供应方,采购方,关系来源\n"
      for _ in 0..<Int.random(in: firms...(2 * firms), using: &random) {
        let from = Int.random(in: 0..<firms, using: &random)
        let to = Int.random(in: 0..<firms, using: &random)
        guard from != to else { continue }
        if Int.random(in: 0..<12, using: &random) == 0 {
          supplies += "F\(1000 + from),F\(1000 + to),推断\n"
          continue
        }
        if customers[from].contains(to) { continue }
        customers[from].append(to)
        supplies += "F\(1000 + from),F\(1000 + to),企业申报\n"
      }
      // A pair that only an inferred row and no declared one joins stays unjoined; one with both is
      // declared.
      assessed = []
      var assessments = "企业,诊断日期,检查方式,检查内容\n"
      for firm in 0..<firms where Int.random(in: 0..<4, using: &random) > 0 {
        assessed.insert(firm)
        assessments += "F\(1000 + firm),2026-05-01,随机,全部\n"
      }
      affected = Array(repeating: [], count: problems)
      var findings = "企业,问题编号,发现日期\n"
      for problem in 0..<problems {
        let share = Int.random(in: 2...6, using: &random)
        for firm in assessed.sorted() where Int.random(in: 0..<share, using: &random) == 0 {
          affected[problem].insert(firm)
          findings += "F\(1000 + firm),P\(1000 + problem),2026-05-01\n"
        }
      }
      book = try BookFolder.read([
        "firms.csv": "企业编号,企业名称\n"
          + (0..<firms).map { "F\(1000 + $0),厂\($0)\n" }.joined(),
        "supplies.csv": supplies, "assessments.csv": assessments, "findings.csv": findings,
        "problems.csv": "问题编号,问题名称\n"
          + (0..<problems).map { "P\(1000 + $0),问题\($0)\n" }.joined(),
      ])
    }

    /// Firms reached within some tiers, the start left out.
    func reached(from start: Int, tiers: Int?) -> Set<Int> {
      var tier: [Int: Int] = [start: 0]
      var queue = [start]
      while !queue.isEmpty {
        let next = queue.removeFirst()
        let depth = tier[next] ?? 0
        if let tiers, depth == tiers { continue }
        for customer in customers[next] where tier[customer] == nil {
          tier[customer] = depth + 1
          queue.append(customer)
        }
      }
      return Set(tier.keys).subtracting([start])
    }
  }

  /// P(X ≥ k) by exact fractions of products, term by term.
  private static func tail(_ population: Int, _ marked: Int, _ drawn: Int, _ found: Int) -> Double {
    func choose(_ n: Int, _ k: Int) -> Double {
      guard k >= 0, k <= n else { return 0 }
      return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double(k - $1) }
    }
    return (found...max(found, min(marked, drawn))).reduce(0) {
      $0 + choose(marked, $1) * choose(population - marked, drawn - $1) / choose(population, drawn)
    }
  }

  @Test(arguments: [nil, 1, 2, 3]) func agreesWithSetsOfFirms(tiers: Int?) throws {
    for seed in 0..<12 {
      let sample = try Sample(seed: UInt64(100 + seed), problems: 4)
      var options = CommonSources.Options()
      options.tiers = tiers
      let found = try Self.sources(sample.book, options)
      let reach = (0..<sample.count).map { sample.reached(from: $0, tiers: tiers) }
      for problem in 0..<4 {
        let affected = sample.affected[problem]
        let entry = found.entries.first { $0.problem == sample.book.problem("P\(1000 + problem)") }
        guard affected.count >= 2 else {
          #expect(entry == nil)
          continue
        }
        let context = "tiers \(tiers ?? 0) seed \(seed) problem \(problem)"
        let explanation = try #require(entry?.explanations[.firm], "\(context)")
        #expect(entry?.assessed == sample.assessed.count && Set(entry?.affected ?? []) == affected)
        // Every test of the family.
        var tests: [(firm: Int, p: Double)] = []
        for firm in 0..<sample.count {
          let downstream = reach[firm].intersection(sample.assessed)
          guard downstream.count >= 2 else { continue }
          tests.append(
            (
              firm,
              Self.tail(
                sample.assessed.count, affected.count, downstream.count,
                downstream.intersection(affected).count)
            ))
        }
        #expect(explanation.familySize == tests.count, "\(context)")
        let sorted = tests.sorted { $0.p < $1.p }
        func q(_ p: Double) -> Double {
          sorted.enumerated().filter { $0.element.p >= p - 1e-12 }
            .map { min(1, $0.element.p * Double(tests.count) / Double($0.offset + 1)) }.min() ?? 1
        }
        // Candidates by what they reach, and the greedy cover by counting.
        var open = affected
        func isCandidate(_ firm: Int) -> Bool {
          let downstream = reach[firm].intersection(sample.assessed)
          let part = downstream.intersection(affected)
          return part.count >= 2
            && part.count * sample.assessed.count > downstream.count * affected.count
        }
        let candidates = (0..<sample.count).filter(isCandidate)
        let coverable = candidates.reduce(into: Set<Int>()) { $0.formUnion(reach[$1]) }
          .intersection(affected)
        #expect(Set(explanation.unexplained) == affected.subtracting(coverable), "\(context)")
        #expect(
          explanation.candidates
            == Set(candidates.map { reach[$0].intersection(sample.assessed) }).count, "\(context)")
        for source in explanation.sources {
          let firm = source.origin.position
          let downstream = reach[firm].intersection(sample.assessed)
          let part = downstream.intersection(affected)
          #expect(Set(source.covers) == part && Set(source.reached) == downstream, "\(context)")
          let most = candidates.map { reach[$0].intersection(open).count }.max() ?? 0
          #expect(source.newlyCovers.count == most && most > 0, "\(context)")
          #expect(Set(source.newlyCovers) == part.intersection(open), "\(context)")
          open.subtract(part)
          let expected = Self.tail(
            sample.assessed.count, affected.count, downstream.count, part.count)
          #expect(abs(source.p - expected) < 1e-9, "\(context)")
          #expect(abs(source.q - q(expected)) < 1e-9, "\(context)")
          for other in source.indistinguishable {
            #expect(
              reach[other.position].intersection(sample.assessed) == downstream, "\(context)")
          }
          for path in source.paths {
            #expect(path.first == firm && path.count - 1 <= tiers ?? .max, "\(context)")
            for (supplier, customer) in zip(path, path.dropFirst()) {
              #expect(sample.customers[supplier].contains(customer), "\(context)")
            }
          }
        }
        #expect(open == Set(explanation.unexplained), "\(context)")
      }
    }
  }

  // MARK: - Laws

  /// A problem that only one supplier's customers have is found at that supplier.
  @Test(arguments: 0..<20) func aPlantedSourceIsFound(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(7000 + seed))
    var supplies = "供应方,采购方\n"
    var findings = "企业,问题编号\n"
    var assessments = "企业,检查方式\n"
    let source = Int.random(in: 0..<6, using: &random)
    for firm in 0..<90 {
      // Suppliers S, their customers T, and those of these, two tiers down.
      let middle = firm % 18
      supplies += "T\(100 + middle),F\(1000 + firm)\n"
      assessments += "F\(1000 + firm),随机\n"
      if middle % 6 == source { findings += "F\(1000 + firm),P1\n" }
    }
    for middle in 0..<18 { supplies += "S\(middle % 6),T\(100 + middle)\n" }
    let book = try BookFolder.read([
      "supplies.csv": supplies, "findings.csv": findings, "assessments.csv": assessments,
    ])
    let explanation = try #require(
      Self.sources(book).entries.first?.explanations[.firm])
    let first = try #require(explanation.sources.first)
    #expect(book.text[book.firms[first.origin.position].id] == "S\(source)")
    #expect(first.isSignificant && first.covers.count == 15)
    #expect(explanation.sources.count == 1 && explanation.unexplained.isEmpty)
  }

  /// Of 1,000 books, each with a problem scattered at random over a network of its own, no more than
  /// 5 % get a significant source, but for the simulation error: 1.65 √(0.05 · 0.95 / 1000) = 1.1 %.
  @Test func chanceSeldomLooksLikeASource() throws {
    var significant = 0
    var looked = 0
    for seed in 0..<1000 {
      let sample = try Sample(seed: UInt64(9000 + seed), problems: 1, firms: 60)
      let sources = try Self.sources(sample.book).entries.first?.explanations[.firm]?.sources
      if sources?.isEmpty == false { looked += 1 }
      if sources?.contains(where: \.isSignificant) ?? false { significant += 1 }
    }
    let error = 1.645 * (0.05 * 0.95 / 1000).squareRoot()
    #expect(looked > 950, "\(looked) of 1000 books have a candidate")
    #expect(Double(significant) / 1000 <= 0.05 + error, "\(significant) of 1000 books")
  }
}
