import ChainModel
import Testing

@testable import ChainPlanning

/// Reasons, the budget curve and sensitivity.
@Suite struct PlanAnswersTests {
  private func amount(_ value: Double) -> Amount { Amount(tenThousandYuan: value) }

  @Test func `Each measure that isn't chosen has its reason`() throws {
    let problem = PlanningProblem(
      pairs: [6, 5, 1, 3, 3].enumerated().map {
        .init(firm: $0.offset, problem: 0, weight: Double($0.element))
      },
      candidates: [
        .init(id: "M0", cost: amount(4), pairs: [0, 1]),
        .init(id: "M1", cost: amount(4), pairs: [0]),
        .init(id: "M2", cost: amount(3), pairs: []),
        .init(id: "M3", cost: nil, pairs: [2]),
        .init(id: "M4", cost: amount(5), pairs: [2]),
        .init(id: "M5", cost: amount(1), pairs: [2]),
        .init(id: "M6", cost: amount(2), pairs: [3], exclusionGroup: "G"),
        .init(id: "M7", cost: amount(2.5), pairs: [3, 4], exclusionGroup: "G"),
        .init(id: "M8", cost: amount(9), pairs: [2, 3, 4]),
      ], budget: amount(6.5), mustNot: [5])
    let plan = try MaximumCoverage(problem)
    #expect(plan.chosen == [0, 7])
    #expect(plan.gain == 17)
    let reasons = plan.notChosen()
    #expect(reasons.map(\.measure) == [1, 2, 3, 4, 5, 6, 8])
    #expect(
      reasons.prefix(3).map(\.reason) == [.dominated(by: 0), .solvesNothing, .unpriced])
    guard case .tooDear(let dearness) = reasons[3].reason else {
      Issue.record("\(reasons[3].reason)")
      return
    }
    #expect(dearness.gain == 1 && dearness.cost == amount(5))
    #expect(dearness.leastWorthwhile == 7 && dearness.leastRate == 2.4)
    #expect(reasons[4].reason == .mustNot)
    #expect(reasons[5].reason == .excluded(by: 7))
    guard case .tooDear(let last) = reasons[6].reason else {
      Issue.record("\(reasons[6].reason)")
      return
    }
    #expect(last.gain == 1)
  }

  @Test func `Ties, limits and what adds nothing are told apart`() throws {
    let limit = PlanningProblem.HelpLimit(
      subject: .body, name: "中心", upper: 1, candidates: [3, 4])
    let problem = PlanningProblem(
      pairs: [5, 5, 2, 2].enumerated().map {
        .init(firm: $0.offset, problem: 0, weight: Double($0.element))
      },
      candidates: [
        .init(id: "M0", cost: amount(3), pairs: [0]),
        .init(id: "M1", cost: amount(1), pairs: [1]),
        .init(id: "M2", cost: amount(3), pairs: [1, 2]),
        .init(id: "M3", cost: amount(1), pairs: [2]),
        .init(id: "M4", cost: amount(1), pairs: [3]),
      ], limits: [limit], budget: amount(20), mustNot: [])
    let plan = try MaximumCoverage(problem)
    // M2 makes M3 needless, which leaves the body's one firm to M4.
    #expect(plan.gain == 14)
    #expect(plan.chosen == [0, 2, 4])
    let reasons = plan.notChosen()
    #expect(reasons.map(\.measure) == [1, 3])
    #expect(reasons.map(\.reason) == [.addsNothing, .addsNothing])

    let twins = PlanningProblem(
      pairs: (0..<2).map { .init(firm: $0, problem: 0, weight: 1) },
      candidates: (0..<2).map { .init(id: "M\($0)", cost: amount(2), pairs: [$0]) },
      budget: amount(3))
    let one = try MaximumCoverage(twins)
    #expect(one.chosen.count == 1)
    #expect(one.notChosen().map(\.reason) == [.tied(with: one.chosen[0])])

    let capped = PlanningProblem(
      pairs: (0..<2).map { .init(firm: $0, problem: 0, weight: Double(2 - $0)) },
      candidates: (0..<2).map { .init(id: "M\($0)", cost: amount(2), pairs: [$0]) },
      limits: [.init(subject: .region, name: "东县", upper: 1)], budget: amount(9))
    #expect(try MaximumCoverage(capped).notChosen().map(\.reason) == [.limit(0)])
  }

  @Test func `No reason is left open on random problems that are proven`() throws {
    for seed in 8_000..<8_300 {
      var random = RandomProblem(seed: UInt64(seed))
      let problem = random.problem()
      guard let plan = try? MaximumCoverage(problem) else { continue }
      for (measure, reason) in plan.notChosen() {
        #expect(reason != .notSettled, "seed \(seed), M\(measure)")
      }
    }
  }

  @Test func `The curve rises, its bounds rise, and each point is the best for its budget`() {
    for seed in 8_500..<8_560 {
      var random = RandomProblem(seed: UInt64(seed))
      let problem = random.problem()
      let curve = BudgetCurve(problem)
      for (one, next) in zip(curve.points, curve.points.dropFirst()) {
        #expect(one.budget <= next.budget)
        #expect(one.gain <= next.gain)
        #expect(one.bound <= next.bound + 1e-9)
      }
      for point in curve.points {
        var altered = problem
        altered.budget = point.budget
        #expect(altered.violations(of: point.chosen).isEmpty)
        #expect(abs(point.gain - (altered.bestByEnumeration()?.gain ?? -1)) < 1e-9)
        #expect(point.isProven)
      }
    }
  }

  @Test func `The curve bends where good measures end`() {
    let problem = PlanningProblem(
      pairs: (0..<8).map { .init(firm: $0, problem: 0, weight: $0 < 2 ? 10 : 1) },
      candidates: (0..<8).map { .init(id: "M\($0)", cost: amount(1), pairs: [$0]) },
      budget: amount(4))
    let curve = BudgetCurve(problem, percentages: [0, 25, 50, 75, 100, 125])
    #expect(curve.points.map(\.gain) == [0, 10, 20, 21, 22, 23])
    #expect(curve.points.map(\.isKink) == [false, false, true, false, false, false])
    #expect(
      curve.increase(from: amount(4))
        == BudgetCurve.Increase(extra: amount(1), gain: 1, least: 1, greatest: 1))
    #expect(curve.increase(from: amount(5)) == nil)
  }

  @Test func `A choice that hangs on a weight is found out`() throws {
    let problem = PlanningProblem(
      pairs: [
        .init(firm: 0, problem: 0, weight: 9, severity: .major),
        .init(firm: 1, problem: 1, weight: 10),
        .init(firm: 2, problem: 2, weight: 3, severity: .considerable),
      ],
      candidates: [
        .init(id: "M0", cost: amount(5), pairs: [0]), .init(id: "M1", cost: amount(5), pairs: [1]),
        .init(id: "M2", cost: amount(1), pairs: [2]),
      ], budget: amount(6))
    let plan = try MaximumCoverage(problem)
    #expect(plan.chosen == [1, 2])
    let sensitivity = PlanSensitivity(plan)
    #expect(sensitivity.variants.map(\.severity) == [.major, .major, .considerable, .considerable])
    #expect(sensitivity.variants.map(\.keepsPlan) == [true, false, true, true])
    #expect(sensitivity.variants[1].added == [0])
    #expect(sensitivity.variants[1].removed == [1])
    #expect(sensitivity.stable == [2])
  }
}
