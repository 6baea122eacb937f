import Testing

@testable import ChainPlanning

@Suite struct LagrangianBoundTests {
  @Test(arguments: 0..<4)
  func `No plan gains more than the bounds say, with a measure or at all`(block: Int) {
    for number in 0..<100 {
      let seed = UInt64(9_000 + block * 100 + number)
      var random = RandomProblem(seed: seed)
      let problem = random.problem()
      // The bound is on the reduced problem, which keeps a best plan, not all plans.
      let reduced = ReducedProblem(problem)
      let plans = problem.everyFeasiblePlan().filter { $0.allSatisfy { reduced.isOpen[$0] } }
        .map { (chosen: Set($0), gain: problem.gain(of: $0)) }
      guard let best = plans.map(\.gain).max() else { continue }
      let prices = LagrangianBound(reduced, gain: best, deadline: Deadline(seconds: 60))
      let slack = 1e-9 * max(1, best)
      #expect(prices.bound >= best - slack, "seed \(seed)")
      for candidate in reduced.open {
        for plan in plans where plan.chosen.contains(candidate) {
          #expect(
            prices.boundWith[candidate] >= plan.gain - slack, "seed \(seed), measure \(candidate)")
        }
      }
    }
  }

  /// Two measures of which money buys one: the linear program is exact, and so is the bound.
  @Test func `Meets the best plan where the linear program does`() {
    let problem = PlanningProblem(
      pairs: (0..<3).map { .init(firm: $0, problem: 0, weight: 3) },
      candidates: [
        .init(id: "A", cost: Amount(tenThousandYuan: 5), pairs: [0, 1], effectiveness: 0.5),
        .init(id: "B", cost: Amount(tenThousandYuan: 5), pairs: [1, 2], effectiveness: 0.9),
      ], budget: Amount(tenThousandYuan: 5))
    let prices = LagrangianBound(
      ReducedProblem(problem), gain: 5.4, steps: 10_000, deadline: Deadline(seconds: 60))
    #expect(prices.bound >= 5.4 - 1e-9)
    #expect(prices.bound < 5.4 * 1.01)
  }

  @Test func `Taking out and filling up never makes a plan worse or breaks a rule`() {
    for seed in 9_500..<9_600 {
      var random = RandomProblem(seed: UInt64(seed))
      let problem = random.problem(largest: 12)
      let reduced = ReducedProblem(problem)
      let greedy = LazyGreedy(reduced)
      var state = PlanState(reduced)
      greedy.fill(&state)
      guard PlanImprovement.isFeasible(state), problem.violations(of: state.chosen).isEmpty else {
        continue
      }
      let deadline = Deadline(seconds: 60)
      let prices = LagrangianBound(reduced, gain: state.gain, deadline: deadline)
      var search = IteratedGreedy(greedy: greedy, average: prices.average)
      let improved = search.improve(state, trials: 100, deadline: deadline)
      #expect(improved.gain >= state.gain - 1e-9)
      #expect(problem.violations(of: improved.chosen).isEmpty, "seed \(seed)")
      #expect(abs(improved.gain - problem.gain(of: improved.chosen)) < 1e-9)
      var again = IteratedGreedy(greedy: greedy, average: prices.average)
      #expect(again.improve(state, trials: 100, deadline: deadline).chosen == improved.chosen)
    }
  }
}
