import Testing

@testable import ChainPlanning

@Suite struct MaximumCoverageTests {
  @Test(arguments: 0..<20)
  func `Agrees with trying every plan on random problems`(block: Int) throws {
    for number in 0..<100 {
      let seed = UInt64(block * 100 + number)
      var random = RandomProblem(seed: seed)
      let problem = random.problem()
      let expected = problem.bestByEnumeration()
      do {
        let found = try MaximumCoverage(problem, limits: .init(seconds: 60))
        let best = try #require(expected, "seed \(seed): a plan where there is none")
        #expect(problem.violations(of: found.chosen).isEmpty, "seed \(seed)")
        #expect(abs(found.gain - best.gain) <= 1e-9, "seed \(seed)")
        #expect(found.gain == problem.gain(of: found.chosen), "seed \(seed)")
        #expect(found.bound >= best.gain - 1e-9, "seed \(seed)")
        #expect(found.isProven, "seed \(seed)")
        #expect(found.isLeastCost, "seed \(seed)")
        #expect(found.cost == best.cost, "seed \(seed)")
      } catch let conflict as PlanConflict {
        #expect(expected == nil, "seed \(seed): \(conflict.groups)")
        try expectIrreducible(conflict, of: problem, seed: seed)
      }
    }
  }

  /// Together the rules of a set leave no plan; without any of them there is one.
  ///
  /// No rule is in two.
  private func expectIrreducible(
    _ conflict: PlanConflict, of problem: PlanningProblem, seed: UInt64
  ) throws {
    let broken = (0..<1 << problem.candidates.count).map { bits in
      Set(problem.violations(of: problem.candidates.indices.filter { bits >> $0 & 1 == 1 }))
    }
    #expect(!conflict.groups.isEmpty, "seed \(seed)")
    let rules = Set(conflict.groups.joined())
    #expect(rules.count == conflict.groups.reduce(0) { $0 + $1.count }, "seed \(seed)")
    for group in conflict.groups.map(Set.init) {
      #expect(broken.allSatisfy { !$0.isDisjoint(with: group) }, "seed \(seed)")
      for rule in group {
        let others = group.subtracting([rule])
        #expect(
          broken.contains { $0.isDisjoint(with: others) }, "seed \(seed): \(rule) isn't needed")
      }
    }
    if let least = conflict.leastBudget {
      var open = problem
      open.budget = Amount(fen: .max)
      #expect(rules.contains(.budget), "seed \(seed)")
      #expect(
        open.everyFeasiblePlan().map(open.cost(of:)).min() == least, "seed \(seed)")
    }
  }

  @Test func `Bounds hold when time is short`() throws {
    for seed in 5_000..<5_030 {
      var random = RandomProblem(seed: UInt64(seed))
      let problem = random.problem()
      guard let best = problem.bestByEnumeration() else { continue }
      let found = try MaximumCoverage(problem, limits: .init(seconds: 0))
      #expect(found.bound >= best.gain - 1e-9)
      #expect(found.gain <= best.gain + 1e-9)
    }
  }

  @Test func `A gain worth any price does not pass the budget`() throws {
    let problem = PlanningProblem(
      pairs: [.init(firm: 0, problem: 0, weight: 9), .init(firm: 1, problem: 0, weight: 1)],
      candidates: [
        .init(id: "dear", cost: Amount(tenThousandYuan: 10.000001), pairs: [0]),
        .init(id: "cheap", cost: Amount(tenThousandYuan: 10), pairs: [1]),
      ], budget: Amount(tenThousandYuan: 10))
    let found = try MaximumCoverage(problem)
    #expect(found.chosen == [1])
  }

  @Test func `Sums of decimals meet a budget to the fen`() throws {
    let problem = PlanningProblem(
      pairs: (0..<3).map { .init(firm: $0, problem: 0, weight: 1) },
      candidates: (0..<3).map {
        .init(id: "M\($0)", cost: Amount(tenThousandYuan: 0.1), pairs: [$0])
      }, budget: Amount(tenThousandYuan: 0.3))
    #expect(try MaximumCoverage(problem).chosen == [0, 1, 2])
  }

  @Test func `Of equal gains the cheaper plan is chosen`() throws {
    let problem = PlanningProblem(
      pairs: [.init(firm: 0, problem: 0, weight: 3), .init(firm: 1, problem: 0, weight: 3)],
      candidates: [
        .init(id: "A", cost: Amount(tenThousandYuan: 5), pairs: [0, 1]),
        .init(id: "B", cost: Amount(tenThousandYuan: 2), pairs: [0]),
        .init(id: "C", cost: Amount(tenThousandYuan: 2), pairs: [1]),
      ], budget: Amount(tenThousandYuan: 100))
    let found = try MaximumCoverage(problem)
    #expect(found.chosen == [1, 2])
    #expect(found.isLeastCost)
  }

  @Test func `Two half measures are worth three quarters`() throws {
    let problem = PlanningProblem(
      pairs: [.init(firm: 0, problem: 0, weight: 4)],
      candidates: (0..<2).map {
        .init(
          id: "M\($0)", cost: Amount(tenThousandYuan: 1), pairs: [0], effectiveness: 0.5)
      }, budget: Amount(tenThousandYuan: 2))
    #expect(try MaximumCoverage(problem).gain == 3)
  }

  @Test func `The same problem has the same plan`() throws {
    for seed in 6_000..<6_020 {
      var random = RandomProblem(seed: UInt64(seed))
      let problem = random.problem(largest: 14)
      let first = try? MaximumCoverage(problem)
      let second = try? MaximumCoverage(problem)
      #expect(first?.chosen == second?.chosen)
      #expect(first?.bound == second?.bound)
    }
  }
}
