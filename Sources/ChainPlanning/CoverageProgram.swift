import IntegerProgramming

/// A reduced planning problem as an integer program: the rules, and a share solved for every group of
/// pairs, bounded from above by the measures that act on it.
///
/// Shares need not be whole: once the measures are, the greatest share is the true one, or with
/// effectiveness below 1 what the cuts so far allow.
struct CoverageProgram: Sendable {
  var rules: RuleProgram
  private let reduced: ReducedProblem
  /// The variable of each group's share; nil where it is that of its only measure, in proportion.
  private let share: [Int?]
  /// The objective: the gain.
  let gain: [IntegerProgram.Term]

  /// States a problem; shares start with the cuts at no measure and at all.
  ///
  /// - Parameter reduced: The problem.
  /// - Complexity: O(groups · measures of a group²).
  init(_ reduced: ReducedProblem) {
    self.reduced = reduced
    var rules = RuleProgram(
      reduced.problem, candidates: reduced.open, rules: Set(reduced.problem.rules))
    var share = [Int?](repeating: nil, count: reduced.groups.count)
    var gains: [Int: Double] = [:]
    for (number, group) in reduced.groups.enumerated() {
      let variables = group.candidates.compactMap { rules.choice[$0] }
      if variables.count == 1 {
        gains[variables[0], default: 0] += group.weight * (1 - group.failures[0])
        continue
      }
      let greatest = 1 - group.failures.reduce(1, *)
      let variable = rules.program.addVariable(in: 0...greatest)
      share[number] = variable
      gains[variable] = group.weight
      let cuts = SubmodularCuts(variables: variables, failures: group.failures, share: variable)
      cuts.add(cuts.planes(at: variables.map { _ in false })[0], to: &rules.program)
      guard group.failures.contains(where: { $0 > 0 }) else { continue }
      cuts.add(cuts.planes(at: variables.map { _ in true })[0], to: &rules.program)
    }
    for (variable, gain) in gains { rules.program.variables[variable].objective = gain }
    self.rules = rules
    self.share = share
    gain = gains.sorted { $0.key < $1.key }.map { .init($0.value, $0.key) }
  }

  /// Whether the shares may be too great at whole measures, so that cuts are needed.
  var needsCuts: Bool {
    reduced.groups.contains { $0.candidates.count > 2 && $0.failures.contains { $0 > 0 } }
  }

  /// Adds the cuts that a solution's shares break.
  ///
  /// - Parameters:
  ///   - values: The solution.
  ///   - tolerance: By how much of the greatest gain a group's weighted share must be too great.
  /// - Returns: How many groups were cut.
  /// - Complexity: O(groups · measures of a group²).
  mutating func cut(_ values: [Double], tolerance: Double) -> Int {
    var count = 0
    for (number, group) in reduced.groups.enumerated() where group.candidates.count > 2 {
      guard let variable = share[number], group.failures.contains(where: { $0 > 0 }) else {
        continue
      }
      let variables = group.candidates.compactMap { rules.choice[$0] }
      let cuts = SubmodularCuts(variables: variables, failures: group.failures, share: variable)
      let point = variables.map { values[$0] }
      let isWhole = point.allSatisfy { abs($0 - $0.rounded()) < 1e-6 }
      let planes =
        isWhole ? cuts.planes(at: point.map { $0 > 0.5 }) : [cuts.tangent(at: point)]
      var isCut = false
      for plane in planes {
        let excess = values[variable] - SubmodularCuts.height(plane, at: point)
        guard excess * group.weight > tolerance else { continue }
        cuts.add(plane, to: &rules.program)
        isCut = true
      }
      if isCut { count += 1 }
    }
    return count
  }

  /// The same program, with the least cost as its objective and a least gain.
  func cheapest(gaining least: Double) -> CoverageProgram {
    var other = self
    for variable in other.rules.program.variables.indices {
      other.rules.program.variables[variable].objective = 0
    }
    for term in rules.costs {
      other.rules.program.variables[term.variable].objective = -term.coefficient
    }
    other.rules.program.addRow(gain, atLeast: least)
    return other
  }
}
