import Testing

@testable import ChainPlanning

@Suite struct LazyGreedyTests {
  /// Without programmes and rules that reorder choices, laziness changes nothing.
  @Test func `Chooses what a greedy search that works everything out chooses`() {
    for seed in 7_000..<7_200 {
      var random = RandomProblem(seed: UInt64(seed))
      let whole = random.problem(largest: 12)
      let problem = PlanningProblem(
        pairs: whole.pairs,
        candidates: whole.candidates.map { candidate in
          var plain = candidate
          plain.programme = nil
          return plain
        }, budget: whole.budget)
      let reduced = ReducedProblem(problem)
      var lazy = PlanState(reduced)
      LazyGreedy(reduced).fill(&lazy)
      var eager = PlanState(reduced)
      while let best = reduced.open.filter({ eager.admits($0) && eager.gain(adding: $0) > 0 })
        .max(by: { left, right in
          let (one, other) = (ratio(left, eager), ratio(right, eager))
          return one == other ? left > right : one < other
        })
      {
        eager.add(best)
      }
      #expect(lazy.chosen == eager.chosen, "seed \(seed)")
    }
  }

  private func ratio(_ candidate: Int, _ state: PlanState) -> Double {
    state.gain(adding: candidate) / max(state.cost(adding: candidate).tenThousandYuan, 1e-9)
  }

  @Test func `Exchanges never make a plan worse or break a rule`() {
    for seed in 7_500..<7_700 {
      var random = RandomProblem(seed: UInt64(seed))
      let problem = random.problem(largest: 12)
      let reduced = ReducedProblem(problem)
      let greedy = LazyGreedy(reduced)
      var state = PlanState(reduced)
      greedy.fill(&state)
      guard PlanImprovement.isFeasible(state), problem.violations(of: state.chosen).isEmpty else {
        continue
      }
      let improved = PlanImprovement.improve(state, greedy: greedy)
      #expect(improved.gain >= state.gain - 1e-9)
      #expect(problem.violations(of: improved.chosen).isEmpty, "seed \(seed)")
      #expect(abs(improved.gain - problem.gain(of: improved.chosen)) < 1e-9)
      #expect(improved.spent == problem.cost(of: improved.chosen))
    }
  }

  @Test func `Pays for a programme that only together is worth it`() {
    let problem = PlanningProblem(
      pairs: (0..<5).map { .init(firm: $0, problem: 0, weight: 10) },
      candidates: (0..<4).map {
        .init(id: "M\($0)", cost: Amount(tenThousandYuan: 1), pairs: [$0], programme: 0)
      } + [.init(id: "M4", cost: Amount(tenThousandYuan: 10), pairs: [4])],
      programmes: [.init(id: "P", cost: Amount(tenThousandYuan: 20))],
      budget: Amount(tenThousandYuan: 24))
    let reduced = ReducedProblem(problem)
    var state = PlanState(reduced)
    LazyGreedy(reduced).fill(&state)
    #expect(state.chosen == [0, 1, 2, 3])
  }

  @Test func `Adding and removing leaves no trace`() {
    for seed in 7_800..<7_900 {
      var random = RandomProblem(seed: UInt64(seed))
      let reduced = ReducedProblem(random.problem(largest: 12))
      var state = PlanState(reduced)
      for candidate in reduced.open { state.add(candidate) }
      for candidate in reduced.open.reversed() { state.remove(candidate) }
      #expect(state.spent == .zero)
      #expect(abs(state.gain) < 1e-9)
      #expect(state.chosen.isEmpty)
      for candidate in reduced.open {
        let fresh = PlanState(reduced).gain(adding: candidate)
        #expect(abs(state.gain(adding: candidate) - fresh) <= 1e-9 * max(1, fresh))
      }
    }
  }
}
