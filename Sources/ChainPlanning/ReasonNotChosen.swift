/// Why a measure is not in a plan.
public enum ReasonNotChosen: Sendable, Hashable {
  /// It must not be chosen.
  case mustNot
  /// Its cost or that of its programme is not known.
  case unpriced
  /// No applicable firm has one of its problems open, or it solves nothing.
  case solvesNothing
  /// Another measure costs no more and does at least as much.
  case dominated(by: Int)
  /// A chosen measure excludes it.
  case excluded(by: Int)
  /// It would help more firms than a limit allows.
  case limit(Int)
  /// What it solves, the plan solves without it.
  case addsNothing
  /// In place of a chosen measure it would gain the same at the same cost.
  case tied(with: Int)
  /// It doesn't fit the budget.
  case tooDear(Dearness)
  /// It would fit and gain, but the search ended before that was settled.
  case notSettled

  /// What a measure would add, beside the least that the plan's money gains.
  public struct Dearness: Sendable, Hashable {
    /// What it would add to the gain.
    public let gain: Double
    /// What it would add to the cost, its programme included.
    public let cost: Amount
    /// The chosen measure that gains least for its money; nil where none can go.
    public let leastWorthwhile: Int?
    /// What that one gains for each 万元.
    public let leastRate: Double

    /// What the measure would gain for each 万元.
    public var rate: Double { gain / max(cost.tenThousandYuan, 1e-6) }
  }
}

extension MaximumCoverage {
  /// What the plan would lose without a chosen measure.
  ///
  /// - Complexity: O(pairs).
  public func loss(without candidate: Int) -> Double {
    gain - problem.gain(of: chosen.filter { $0 != candidate })
  }

  /// Why each measure that isn't chosen isn't.
  ///
  /// - Returns: Measures, ascending, with the first reason that holds.
  /// - Complexity: O(measures · chosen measures · pairs of a measure).
  public func notChosen() -> [(measure: Int, reason: ReasonNotChosen)] {
    let isChosen = Set(chosen)
    var state = PlanState(ReducedProblem(relaxing: problem))
    for candidate in chosen { state.add(candidate) }
    let least = leastWorthwhile()
    return problem.candidates.indices.filter { !isChosen.contains($0) }.map { candidate in
      (candidate, reason(candidate, &state, isChosen, least))
    }
  }

  private func reason(
    _ candidate: Int, _ state: inout PlanState, _ isChosen: Set<Int>,
    _ least: (measure: Int, rate: Double)?
  ) -> ReasonNotChosen {
    let measure = problem.candidates[candidate]
    if problem.mustNot.contains(candidate) { return .mustNot }
    if !problem.isPriced(candidate) { return .unpriced }
    let canGain =
      measure.effectiveness > 0 && measure.pairs.contains { problem.pairs[$0].weight > 0 }
    if !canGain { return .solvesNothing }
    if let dominator = reduced.dominators[candidate] {
      return isEqual(candidate, dominator) ? .tied(with: dominator) : .dominated(by: dominator)
    }
    if let group = measure.exclusionGroup,
      let other = chosen.first(where: { problem.candidates[$0].exclusionGroup == group })
    {
      return .excluded(by: other)
    }
    let added = state.gain(adding: candidate)
    guard added > 1e-9 * max(1, gain) else { return .addsNothing }
    let larger = (chosen + [candidate]).sorted()
    if let limit = problem.limits.indices.first(where: { limit in
      problem.limits[limit].upper.map {
        problem.helpedFirms(by: larger, under: limit) > $0
      } ?? false
    }) {
      return .limit(limit)
    }
    if let other = tie(candidate, &state) { return .tied(with: other) }
    let cost = state.cost(adding: candidate)
    guard state.spent + cost > problem.budget else { return .notSettled }
    return .tooDear(
      ReasonNotChosen.Dearness(
        gain: added, cost: cost, leastWorthwhile: least?.measure, leastRate: least?.rate ?? 0))
  }

  /// Whether two measures do the same for the same money.
  private func isEqual(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (problem.candidates[one], problem.candidates[other])
    return left.cost == right.cost && left.programme == right.programme
      && left.pairs == right.pairs && left.effectiveness == right.effectiveness
  }

  /// A chosen measure in whose place another would gain the same at the same cost.
  private func tie(_ candidate: Int, _ state: inout PlanState) -> Int? {
    let (gain, spent) = (state.gain, state.spent)
    for other in chosen where !problem.must.contains(other) {
      // Quick to rule out: their prices differ and no programme makes up for it.
      let (one, two) = (problem.candidates[candidate], problem.candidates[other])
      if one.programme == two.programme && one.cost != two.cost { continue }
      state.remove(other)
      let isTie =
        abs(state.gain + state.gain(adding: candidate) - gain) <= 1e-9 * max(1, gain)
        && state.spent + state.cost(adding: candidate) == spent
      state.add(other)
      if isTie,
        problem.violations(of: (chosen.filter { $0 != other } + [candidate]).sorted()).isEmpty
      {
        return other
      }
    }
    return nil
  }

  /// The chosen measure that gains least for the money its absence would save.
  private func leastWorthwhile() -> (measure: Int, rate: Double)? {
    var least: (measure: Int, rate: Double)?
    for candidate in chosen where !problem.must.contains(candidate) {
      let saved = cost - problem.cost(of: chosen.filter { $0 != candidate })
      guard saved > .zero else { continue }
      let rate = loss(without: candidate) / saved.tenThousandYuan
      if rate < least?.rate ?? .infinity { least = (candidate, rate) }
    }
    return least
  }
}
