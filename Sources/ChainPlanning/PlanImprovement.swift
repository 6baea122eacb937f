/// Improves a plan by exchanges: one measure, or all of a programme, gives way to what then gains most
/// for the money, as long as the plan gets better.
struct PlanImprovement {
  /// How many exchanges are tried at most: work is counted, not timed, so that the result doesn't
  /// depend on the machine.
  static func trials(_ reduced: ReducedProblem) -> Int {
    let entries = reduced.groupsOfCandidate.reduce(0) { $0 + $1.count }
    return min(4_000, max(20, 20_000_000 / max(1, entries)))
  }

  /// Improves a plan.
  ///
  /// - Parameters:
  ///   - state: A feasible plan.
  ///   - greedy: The greedy search over the same problem.
  /// - Returns: A feasible plan that gains no less.
  /// - Complexity: O(trials · measures · pairs of a measure).
  static func improve(_ state: PlanState, greedy: LazyGreedy) -> PlanState {
    var best = state
    var trials = trials(state.reduced)
    var isImproving = true
    while isImproving, trials > 0 {
      isImproving = false
      for exchange in exchanges(of: best) where trials > 0 {
        trials -= 1
        guard exchange.allSatisfy({ best.isChosen[$0] }) else { continue }
        var trial = best
        for candidate in exchange { trial.remove(candidate) }
        // What went may come back last of all, when nothing else uses its money better.
        greedy.fill(&trial, avoidingAtFirst: exchange)
        guard isBetter(trial, than: best), isFeasible(trial) else { continue }
        best = trial
        isImproving = true
      }
    }
    return best
  }

  /// Whether a plan keeps every rule: the moves themselves keep the others.
  static func isFeasible(_ state: PlanState) -> Bool {
    state.missingFirms == 0 && state.reduced.problem.must.allSatisfy { state.isChosen[$0] }
      && state.spent <= state.reduced.problem.budget
  }

  /// Whether a plan gains more, or the same for less.
  static func isBetter(_ one: PlanState, than other: PlanState) -> Bool {
    let slack = 1e-9 * max(1, other.gain)
    if one.gain > other.gain + slack { return true }
    return one.gain > other.gain - slack && one.spent < other.spent
  }

  /// Each measure alone, then each programme's measures together.
  private static func exchanges(of state: PlanState) -> [[Int]] {
    let problem = state.reduced.problem
    let chosen = state.chosen.filter { !problem.must.contains($0) }
    let programmes = Dictionary(grouping: chosen) { problem.candidates[$0].programme ?? -1 }
    return chosen.map { [$0] }
      + programmes.keys.sorted().filter { $0 >= 0 }.compactMap { programmes[$0] }
      .filter { $0.count > 1 }
  }
}
