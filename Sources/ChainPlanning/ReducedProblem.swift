/// A planning problem without what cannot matter: measures no plan can hold or needs, and pairs that
/// the same measures act on, merged.
struct ReducedProblem: Sendable {
  /// Pairs on which the same open measures act.
  struct Group: Sendable {
    /// The sum of their weights.
    var weight: Double
    /// The open measures, ascending; never empty.
    var candidates: [Int]
    /// How much of a pair each of them leaves unsolved, 1 − r.
    var failures: [Double]
  }

  let problem: PlanningProblem
  /// Whether each measure may still be chosen.
  let isOpen: [Bool]
  /// The measure that is at least as good as each in every plan; nil where there is none.
  let dominators: [Int?]
  /// The merged pairs.
  let groups: [Group]
  /// The groups of each measure, ascending.
  let groupsOfCandidate: [[Int]]

  /// Reduces a problem.
  ///
  /// - Parameter problem: The problem.
  /// - Complexity: O(measures · pairs of a measure · measures of a pair) at worst.
  init(_ problem: PlanningProblem) {
    let lowered = problem.limits.indices.filter { problem.limits[$0].lower != nil }
    var isOpen = problem.candidates.indices.map { position in
      if problem.must.contains(position) { return !problem.mustNot.contains(position) }
      let candidate = problem.candidates[position]
      guard problem.isPriced(position), !problem.mustNot.contains(position) else { return false }
      let cost =
        problem.price(position)
        + (candidate.programme.map(problem.price(ofProgramme:)) ?? .zero)
      guard cost <= problem.budget else { return false }
      let helpsTooMany = problem.limits.indices.contains { limit in
        problem.countedFirms[limit][position].count > problem.limits[limit].upper ?? .max
      }
      if helpsTooMany { return false }
      // A measure that gains nothing may still be what a lower limit needs.
      let gains =
        candidate.effectiveness > 0 && candidate.pairs.contains { problem.pairs[$0].weight > 0 }
      return gains || lowered.contains { !problem.countedFirms[$0][position].isEmpty }
    }
    let dominators = Dominance(problem, isOpen: isOpen).dominators
    for (position, dominator) in dominators.enumerated() where dominator != nil {
      isOpen[position] = false
    }
    self.init(problem, isOpen: isOpen, dominators: dominators)
  }

  /// The whole problem with nothing left out, to look at any measure.
  ///
  /// - Parameter problem: The problem.
  /// - Complexity: O(pairs of measures).
  init(relaxing problem: PlanningProblem) {
    self.init(
      problem, isOpen: problem.candidates.map { _ in true },
      dominators: problem.candidates.map { _ in nil })
  }

  /// The same without some measures.
  ///
  /// - Complexity: O(pairs of measures).
  func closing(_ closed: [Int]) -> ReducedProblem {
    var isOpen = isOpen
    for candidate in closed { isOpen[candidate] = false }
    return ReducedProblem(problem, isOpen: isOpen, dominators: dominators)
  }

  private init(_ problem: PlanningProblem, isOpen: [Bool], dominators: [Int?]) {
    self.problem = problem
    var numberOf: [[Int]: Int] = [:]
    var groups: [Group] = []
    for (pair, candidates) in zip(problem.pairs, problem.candidatesOfPair) {
      let acting = candidates.filter { isOpen[$0] && problem.candidates[$0].effectiveness > 0 }
      guard !acting.isEmpty, pair.weight > 0 else { continue }
      if let number = numberOf[acting] {
        groups[number].weight += pair.weight
      } else {
        numberOf[acting] = groups.count
        groups.append(
          Group(
            weight: pair.weight, candidates: acting,
            failures: acting.map { 1 - problem.candidates[$0].effectiveness }))
      }
    }
    var groupsOfCandidate = [[Int]](repeating: [], count: problem.candidates.count)
    for (number, group) in groups.enumerated() {
      for candidate in group.candidates { groupsOfCandidate[candidate].append(number) }
    }
    self.isOpen = isOpen
    self.dominators = dominators
    self.groups = groups
    self.groupsOfCandidate = groupsOfCandidate
  }

  /// The open measures, ascending.
  var open: [Int] { isOpen.indices.filter { isOpen[$0] } }

  /// The gain of choosing every open measure: no plan has more.
  var greatestGain: Double {
    groups.reduce(0) { $0 + $1.weight * (1 - $1.failures.reduce(1, *)) }
  }
}
