import IntegerProgramming

/// The steps of ``MaximumCoverage``, and what they found so far.
struct CoverageSearch {
  /// From how many groups on prices are searched for first.
  private static let manyGroups = 1_000
  /// How many plans are tried at the prices: few enough that the program has most of the time.
  private static let trials = 4_000

  private let reduced: ReducedProblem
  /// The same, without measures that no better plan holds.
  private var remaining: ReducedProblem
  private let limits: MaximumCoverage.Limits
  private let deadline: Deadline
  private let greedy: LazyGreedy
  private var program: CoverageProgram?
  /// The best plan, ascending.
  private(set) var best: [Int]
  /// Its gain by the definition.
  private(set) var gain: Double
  /// No plan gains more.
  private(set) var bound: Double
  private(set) var nodes = 0

  private var problem: PlanningProblem { reduced.problem }

  init(
    _ reduced: ReducedProblem, limits: MaximumCoverage.Limits, deadline: Deadline, best: [Int]
  ) {
    self.reduced = reduced
    remaining = reduced
    self.limits = limits
    self.deadline = deadline
    self.best = best
    greedy = LazyGreedy(reduced)
    gain = reduced.problem.gain(of: best)
    bound = max(reduced.greatestGain, gain)
  }

  /// Half the relative tolerance: what is left to the bound once it counts as met.
  private var slack: Double { 0.5 * MaximumCoverage.tolerance * max(1e-3, bound) }
  private var isProven: Bool { bound - gain <= slack }
  private var isEnough: Bool { isProven || bound - gain <= limits.gap * bound }

  /// The step of which every gain is a multiple; nil where there is none.
  private var gainStep: Double? {
    let isWhole = reduced.groups.allSatisfy { group in
      group.weight == group.weight.rounded() && group.failures.allSatisfy { $0 == 0 }
    }
    return isWhole && bound < 1e9 ? 1 : nil
  }

  /// About how long the first linear program takes, in which the solver doesn't look at the clock: it
  /// is not begun where that is longer than the limit.
  private var leastSeconds: Double {
    let entries = remaining.groups.reduce(0.0) { $0 + Double($1.candidates.count) }
    return 8e-8 * Double(remaining.groups.count) * entries
  }

  /// Takes a plan over where it is better than the best one.
  mutating func offer(_ plan: [Int]?) {
    guard let plan, problem.violations(of: plan).isEmpty else { return }
    let gain = problem.gain(of: plan)
    let isBetter = gain > self.gain || (gain == self.gain && cost(of: plan) < cost(of: best))
    guard isBetter else { return }
    best = plan
    self.gain = gain
  }

  private func cost(of plan: [Int]) -> Amount { problem.cost(of: plan) }

  private mutating func lowerBound(to value: Double) {
    var value = value
    if let step = gainStep { value = ((value / step) + 1e-4).rounded(.down) * step }
    bound = max(gain, min(bound, value))
  }

  /// Fills and improves plans, from nothing and from the best so far.
  mutating func searchGreedily() {
    var empty = PlanState(reduced)
    greedy.fill(&empty)
    if PlanImprovement.isFeasible(empty) {
      offer(PlanImprovement.improve(empty, greedy: greedy).chosen)
    }
    offerImproved(best)
  }

  /// Bounds the gain by prices and improves the plan by what they say, where pairs are so many that a
  /// linear program takes longer than that.
  mutating func searchByPrices() {
    guard reduced.groups.count >= Self.manyGroups, !isProven, !deadline.isOver else { return }
    let prices = LagrangianBound(reduced, gain: gain, deadline: deadline)
    lowerBound(to: prices.bound)
    if best.allSatisfy({ reduced.isOpen[$0] }), !isProven {
      var state = PlanState(reduced)
      for candidate in best { state.add(candidate) }
      var search = IteratedGreedy(greedy: greedy, average: prices.average)
      offer(search.improve(state, trials: Self.trials, deadline: deadline).chosen)
      lowerBound(to: bound)
    }
    // Beyond rounding, so that plans of the same gain stay.
    let least = gain - slack
    let closed = reduced.open.filter { prices.boundWith[$0] < least }
    if !closed.isEmpty { remaining = reduced.closing(closed) }
  }

  private mutating func offerImproved(_ plan: [Int]) {
    guard plan.allSatisfy({ reduced.isOpen[$0] }), !plan.isEmpty else { return }
    var state = PlanState(reduced)
    for candidate in plan { state.add(candidate) }
    greedy.fill(&state)
    guard PlanImprovement.isFeasible(state) else { return }
    offer(PlanImprovement.improve(state, greedy: greedy).chosen)
  }

  /// Solves the integer program, adding cuts until bound and gain meet or time is up.
  mutating func searchExactly() {
    guard !isEnough, !deadline.isOver else { return }
    guard limits.seconds >= leastSeconds else { return }
    var program = CoverageProgram(remaining)
    tightenRelaxation(&program)
    while !isEnough, !deadline.isOver {
      let increment = gainStep.map { $0 * (1 - 1e-6) } ?? 1e-9
      guard
        let solution = try? program.rules.program.maximised(
          limits: SearchLimits(
            seconds: deadline.seconds, gap: limits.gap, increment: increment),
          start: program.rules.start(best))
      else { break }
      nodes += solution.nodes
      lowerBound(to: solution.bound)
      guard let values = solution.values else { break }
      let plan = program.rules.chosen(values)
      offer(plan)
      if !isProven { offerImproved(plan) }
      lowerBound(to: bound)
      if isEnough { break }
      let cuts = cut(plan, values, &program)
      if cuts == 0 { break }
    }
    self.program = program
  }

  /// Cuts with tangents where measures are chosen in part: quick, since nothing is whole yet.
  private mutating func tightenRelaxation(_ program: inout CoverageProgram) {
    guard program.needsCuts else { return }
    for _ in 0..<6 where !deadline.isOver {
      guard
        let solution = try? program.rules.program.relaxed.maximised(
          limits: SearchLimits(seconds: deadline.seconds)),
        solution.status == .optimal, let values = solution.values
      else { return }
      lowerBound(to: solution.bound)
      if program.cut(values, tolerance: 1e-5 * max(1, bound)) == 0 { return }
    }
  }

  /// Cuts off what a solution claims beyond its true gain, or the plan itself where it breaks the
  /// budget by rounding.
  private func cut(
    _ plan: [Int], _ values: [Double], _ program: inout CoverageProgram
  ) -> Int {
    if problem.cost(of: plan) > problem.budget {
      program.rules.forbid(plan)
      return 1
    }
    return program.cut(values, tolerance: 1e-3 * slack)
  }

  /// Searches for the cheapest plan of the best gain, where that is proven.
  ///
  /// - Returns: Whether none of the same gain is cheaper.
  mutating func searchCheapest() -> Bool {
    guard isProven else { return false }
    if best.isEmpty { return true }
    guard !deadline.isOver, limits.seconds >= leastSeconds else { return false }
    let least = gain - 1e-7 * max(1, gain)
    var program = (self.program ?? CoverageProgram(remaining)).cheapest(gaining: least)
    for _ in 0..<100 where !deadline.isOver {
      guard
        let solution = try? program.rules.program.maximised(
          limits: SearchLimits(seconds: deadline.seconds, increment: 1 - 1e-6),
          start: program.rules.start(best))
      else { return false }
      nodes += solution.nodes
      guard let values = solution.values else { return false }
      let plan = program.rules.chosen(values)
      let before = best
      offerCheaper(plan)
      guard solution.status == .optimal else { return false }
      if best != before || cost(of: plan) >= cost(of: best) { return true }
      if cut(plan, values, &program) == 0 { return false }
    }
    return false
  }

  /// Takes over a plan of the same gain, but for rounding, that costs less.
  private mutating func offerCheaper(_ plan: [Int]) {
    guard problem.violations(of: plan).isEmpty, cost(of: plan) < cost(of: best) else { return }
    let gain = problem.gain(of: plan)
    guard gain >= self.gain - 1e-12 * max(1, self.gain) else { return }
    best = plan
    self.gain = gain
  }
}
