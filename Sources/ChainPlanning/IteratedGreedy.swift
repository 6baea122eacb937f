/// Improves a plan by taking a few measures out and filling up greedily, again and again.
///
/// What a fractional solution holds little of goes out first and comes back last, so that most steps
/// look at few measures. A plan that is a little worse may be gone on from, less and less so (iterated
/// greedy: Ruiz & Stützle 2007, doi 10.1016/j.ejor.2005.12.009; guided by prices: Caprara, Fischetti &
/// Toth 1999, doi 10.1287/opre.47.5.730). Choices are drawn from a fixed seed.
struct IteratedGreedy {
  private let greedy: LazyGreedy
  /// How much of each measure a fractional solution holds.
  private let average: [Double]
  private var random = SplitMix64(state: 1)

  /// A search guided by a fractional solution.
  init(greedy: LazyGreedy, average: [Double]) {
    self.greedy = greedy
    self.average = average
  }

  /// Improves a plan.
  ///
  /// - Parameters:
  ///   - state: A feasible plan.
  ///   - trials: How many fillings are tried: work is counted, so that the result doesn't depend on
  ///     the machine as long as time is not up.
  ///   - deadline: When to stop.
  /// - Returns: A feasible plan that gains no less.
  /// - Complexity: O(trials · measures · (log + pairs of a measure)) at worst.
  mutating func improve(_ state: PlanState, trials: Int, deadline: Deadline) -> PlanState {
    var best = state
    var current = state
    for trial in 0..<trials {
      if trial % 16 == 0, deadline.isOver { break }
      guard let next = neighbour(of: current) else { break }
      guard PlanImprovement.isFeasible(next) else { continue }
      if PlanImprovement.isBetter(next, than: best) { best = next }
      let slack = 0.003 * best.gain * (1 - Double(trial) / Double(trials))
      if next.gain >= best.gain - slack { current = next }
      if random.below(200) == 0 { current = best }
    }
    return best
  }

  /// Another plan near one; nil where there is nothing to take out.
  private mutating func neighbour(of state: PlanState) -> PlanState? {
    let problem = state.reduced.problem
    let chosen = state.chosen.filter { !problem.must.contains($0) }
    guard !chosen.isEmpty else { return nil }
    var removed: [Int] = []
    let first = chosen[random.below(chosen.count)]
    if random.below(8) == 0, let programme = problem.candidates[first].programme {
      removed = chosen.filter { problem.candidates[$0].programme == programme }
    } else {
      let count = 1 + random.below(min(8, max(2, chosen.count / 4)))
      // What the fractional solution holds in full may go as well, only more seldom.
      for _ in 0..<4 * count where removed.count < count {
        let candidate = chosen[random.below(chosen.count)]
        if !chance(min(0.95, average[candidate])) { removed.append(candidate) }
      }
    }
    var next = state
    for candidate in removed where next.isChosen[candidate] { next.remove(candidate) }
    var avoided = removed.filter { _ in chance(0.75) }
    let openness = [0.02, 0.1, 0.3][random.below(3)]
    for candidate in state.reduced.open
    where !next.isChosen[candidate] && !chance(average[candidate] + openness) {
      avoided.append(candidate)
    }
    greedy.fill(&next, avoidingAtFirst: avoided)
    return next
  }

  private mutating func chance(_ probability: Double) -> Bool {
    Double(random.below(1 << 30)) < probability * Double(1 << 30)
  }
}

/// A sequence of numbers that look random and are the same everywhere (Steele, Lea & Flood 2014,
/// doi 10.1145/2660193.2660195).
struct SplitMix64 {
  /// What the next number is made from.
  var state: UInt64

  /// A number from 0 to below a bound.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
