import ChainAnalysis
import ChainModel
import ChainReports
import Foundation
import Testing

/// Tries to find out from the public edition which firms have a problem.
@Suite struct ProblemCountsAttackTests {
  /// A published row: a problem, the segment's firms, and what is said of their number.
  struct Row {
    var segment: String
    var problem: String
    var bounds: ClosedRange<Int>
    var assessed: ClosedRange<Int>?
  }

  /// A made-up book, small enough to try every possibility.
  struct Sample {
    var members: [String: [Int]] = [:]
    var closed: Set<Int> = []
    var affected: [String: Set<Int>] = [:]
    var assessed: Set<Int>?
    let firmCount: Int

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      // Segments that share firms, or two that don't and a third across both.
      let areApart = seed.isMultiple(of: 2)
      firmCount = areApart ? 13 : Int.random(in: 6...12, using: &random)
      if areApart {
        members["S1"] = Array(0..<6)
        members["S2"] = Array(6..<13)
      }
      for segment in (areApart ? 3 : 1)...Int.random(in: 3...4, using: &random) {
        let share = Double.random(in: 0.3...1, using: &random)
        members["S\(segment)"] = (0..<firmCount).filter { _ in
          Double.random(in: 0...1, using: &random) < share
        }
      }
      closed = Set(
        (0..<firmCount).filter { _ in Int.random(in: 0..<30, using: &random) == 0 })
      if Bool.random(using: &random) {
        assessed = Set(
          (0..<firmCount).filter { _ in Int.random(in: 0..<8, using: &random) > 0 })
      }
      for problem in ["P1", "P2", "P3"] {
        let shares = [0.1, 0.3, 0.5, 0.8, 1]
        let share = shares[Int.random(in: 0..<shares.count, using: &random)]
        affected[problem] = Set(
          (0..<firmCount).filter { _ in Double.random(in: 0...1, using: &random) <= share })
      }
    }

    /// The firms of a segment in operation.
    func firms(_ segment: String) -> [Int] {
      (members[segment] ?? []).filter { !closed.contains($0) }
    }

    var tables: [String: String] {
      var tables: [String: String] = [:]
      tables["firms.csv"] =
        "企业名称,企业编号,登记状态\n"
        + (0..<firmCount).map { "厂\($0)号,K\($0),\(closed.contains($0) ? "注销" : "在业")\n" }.joined()
      tables["chains.csv"] = "产业链编号,产业链名称\nC1,链\n"
      tables["segments.csv"] =
        "产业链编号,环节编号,环节名称,上级环节\n"
        + members.keys.sorted().map { "C1,\($0),环节\($0),\($0 == "S2" ? "S1" : "")\n" }.joined()
      tables["members.csv"] =
        "产业链编号,环节编号,企业\n"
        + members.sorted { $0.key < $1.key }
        .flatMap { segment, firms in firms.map { "C1,\(segment),K\($0)\n" } }.joined()
      tables["problems.csv"] = "问题编号,问题名称\nP1,甲问题\nP2,乙问题\nP3,丙问题\n"
      tables["findings.csv"] =
        "企业,问题编号,发现日期,状态\n"
        + affected.sorted { $0.key < $1.key }.flatMap { problem, firms in
          firms.sorted().map { "K\($0),\(problem),2026-05-01,整改中\n" }
        }.joined()
      if let assessed {
        tables["assessments.csv"] =
          "企业,诊断日期,检查内容\n" + assessed.sorted().map { "K\($0),2026-05-01,全部\n" }.joined()
      }
      return tables
    }
  }

  private static func published(_ book: ChainBook) throws -> [Row] {
    let export = BookExport(book, scope: .everyone(book), asOf: try BookSample.day)
    let rows = try BookSample.object(export.json())["problemCounts"] as? [[String: Any]]
    return try #require(rows).map { row in
      let bounds = try #require(row["affectedBounds"] as? [Int])
      let assessed = row["assessedBounds"] as? [Int]
      if let exact = row["affected"] as? Int { #expect(bounds == [exact, exact]) }
      return Row(
        segment: try #require(row["segment"] as? String),
        problem: try #require(row["problem"] as? String), bounds: bounds[0]...bounds[1],
        assessed: assessed.map { $0[0]...$0[1] })
    }
  }

  /// What published rows give away of a problem: every state of all firms that fits them is tried.
  struct Attack {
    /// Firms that have the problem for certain.
    var certain: Set<Int> = []
    /// Firms that another firm, which knows its own state, can be certain of.
    var certainToOthers: Set<Int> = []
    /// Segments, and parts that segments share or don't, whose small count is certain.
    var smallCounts = 0

    init(_ rows: [Row], _ sample: Sample, truth: Set<Int>) {
      let masks = rows.map { row in
        (mask: Self.mask(sample.firms(row.segment)), bounds: row.bounds)
      }
      var groups = Set(sample.members.keys.map { Self.mask(sample.firms($0)) })
      for left in groups {
        for right in groups { groups.formUnion([left & right, left & ~right, left | right]) }
      }
      let real = Self.mask(truth.filter { !sample.closed.contains($0) })
      let open = Self.mask((0..<sample.firmCount).filter { !sample.closed.contains($0) })
      // Firms free of the problem in some state: known to all, and to each firm.
      var free = 0
      var freeTo = [Int](repeating: 0, count: sample.firmCount)
      var counts: [Int: Set<Int>] = [:]
      for state in 0..<1 << sample.firmCount where state & ~open == 0 {
        guard masks.allSatisfy({ $0.bounds.contains((state & $0.mask).nonzeroBitCount) })
        else { continue }
        free |= ~state
        for firm in 0..<sample.firmCount where (state ^ real) & 1 << firm == 0 {
          freeTo[firm] |= ~state
        }
        for group in groups { counts[group, default: []].insert((state & group).nonzeroBitCount) }
      }
      for firm in 0..<sample.firmCount {
        if free & 1 << firm == 0 { certain.insert(firm) }
        for other in 0..<sample.firmCount where other != firm && freeTo[other] & 1 << firm == 0 {
          certainToOthers.insert(firm)
        }
      }
      for group in groups {
        let count = (real & group).nonzeroBitCount
        if (1...2).contains(count), counts[group] == [count] { smallCounts += 1 }
      }
    }

    private static func mask(_ firms: some Sequence<Int>) -> Int {
      firms.reduce(0) { $0 | 1 << $1 }
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func noFirmOrSmallCountComesToLight(_ seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let rows = try Self.published(try BookSample.read(sample.tables))
    for (problem, truth) in sample.affected {
      let attack = Attack(rows.filter { $0.problem == problem }, sample, truth: truth)
      #expect(attack.certain.isEmpty, "seed \(seed), \(problem)")
      #expect(attack.certainToOthers.isEmpty, "seed \(seed), \(problem)")
      #expect(attack.smallCounts == 0, "seed \(seed), \(problem)")
    }
    // Every published bound holds.
    for row in rows {
      let firms = sample.firms(row.segment)
      let affected = firms.filter { sample.affected[row.problem]?.contains($0) ?? false }
      #expect(row.bounds.contains(affected.count))
      #expect((row.assessed == nil) == (sample.assessed?.isEmpty ?? true))
      guard let bounds = row.assessed, let assessed = sample.assessed else { continue }
      #expect(bounds.contains(Set(affected).union(assessed.intersection(firms)).count))
    }
  }

  /// The attack finds what it looks for where it is there, and the samples hold every case.
  @Test func theAttackSucceedsOnPlainCounts() throws {
    var found = (certain: 0, toOthers: 0, small: 0)
    var kinds = Set<String>()
    for seed in 1...60 as ClosedRange<UInt64> {
      let sample = Sample(seed: seed)
      for (problem, truth) in sample.affected {
        let rows = sample.members.keys.sorted().map { segment in
          let count = sample.firms(segment).count { truth.contains($0) }
          return Row(segment: segment, problem: problem, bounds: count...count)
        }
        let attack = Attack(rows, sample, truth: truth)
        found.certain += attack.certain.isEmpty ? 0 : 1
        found.toOthers += attack.certainToOthers.isEmpty ? 0 : 1
        found.small += attack.smallCounts
        // Without small counts and full groups, yet with segments that overlap.
        let careful = rows.filter {
          (3...max(3, sample.firms($0.segment).count - 3)).contains($0.bounds.lowerBound)
        }
        if !Attack(careful, sample, truth: truth).certain.isEmpty { kinds.insert("subtraction") }
      }
      for row in try Self.published(try BookSample.read(sample.tables)) {
        kinds.insert(
          row.bounds.count == 1 ? "exact" : row.bounds.lowerBound > 0 ? "most" : "few")
        if row.assessed.map({ $0.count > 1 }) ?? false { kinds.insert("few assessed") }
      }
    }
    #expect(found.certain > 10 && found.toOthers > 10 && found.small > 10)
    #expect(kinds == ["exact", "most", "few", "few assessed", "subtraction"])
  }

  /// The example's counts, counted again from its rows.
  @Test func exampleCounts() throws {
    let book = try BookSample.read(path: BookSample.example.path, asOf: BookSample.day)
    let rows = try Self.published(book)
    let plain = try ExampleFiguresTests.Rows()
    var dimensions: [String: String] = [:]
    for row in try ExampleFiguresTests.Rows.table("problems") {
      dimensions[row["问题编号"] ?? ""] = row["维度"]
    }
    let assessments = try ExampleFiguresTests.Rows.table("assessments")
    func assessed(_ firm: String, _ problem: String) -> Bool {
      assessments.contains { row in
        let scope = (row["检查内容"] ?? "").split(separator: "、").map(String.init)
        return row["企业"] == firm && (row["诊断日期"] ?? "") <= "2026-06-30"
          && (scope.isEmpty || scope.contains("全部") || scope.contains(problem)
            || scope.contains(dimensions[problem] ?? "?"))
      }
    }
    #expect(!rows.isEmpty)
    var exact: Set<String> = []
    for row in rows {
      let firms = plain.members.filter { $0["环节编号"] == row.segment }.compactMap { $0["企业"] }
      let affected = firms.count { plain.openProblems[$0]?.contains(row.problem) ?? false }
      let inspected = firms.count {
        assessed($0, row.problem) || (plain.openProblems[$0]?.contains(row.problem) ?? false)
      }
      #expect(firms.count >= 6)
      #expect(row.bounds.contains(affected), "\(row)")
      #expect(row.assessed?.contains(inspected) ?? false, "\(row)")
      if row.bounds.count == 1 {
        #expect(affected >= 3 && inspected - affected >= 3)
        exact.insert("\(row.segment) \(row.problem) \(affected)/\(inspected)")
      }
    }
    // As the example's README states them.
    #expect(
      exact.isSuperset(of: ["HJ10 W01 5/10", "HJ11 W01 6/13", "HJ09 W02 5/8", "HJ12 W07 4/8"]))
    // Every problem listed has a number somewhere, and every listed segment has all of them.
    let problems = Set(rows.map(\.problem))
    #expect(rows.count == problems.count * Set(rows.map(\.segment)).count)
  }
}

/// A small seeded generator (SplitMix64), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
