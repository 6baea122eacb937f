import IntegerProgramming

/// Rules that no plan can keep together.
public struct PlanConflict: Error, Sendable, Hashable {
  /// Sets of rules without a rule in common, each of which no plan keeps though it keeps any part of it:
  /// one rule of each set at least has to go.
  public let groups: [[PlanRule]]
  /// The least budget for which there is a plan; nil where the budget isn't the trouble.
  public let leastBudget: Amount?
}

/// Finds out whether any plan keeps the rules, and which rules are in conflict where none does.
///
/// Deletion filter (Chinneck & Dravnieks 1991, doi 10.1287/ijoc.3.2.157): each rule in turn is left
/// out, and stays out if there is still no plan. What stays is a smallest conflict in the sense that it
/// has none inside; the rules left are searched for a further one.
struct ConflictFilter {
  /// Seconds for one question; these programs are small.
  private static let seconds = 20.0

  /// A plan that keeps the rules of a problem, whatever it gains.
  ///
  /// - Parameter problem: The problem.
  /// - Returns: The measures, ascending.
  /// - Throws: The conflict where there is no plan.
  /// - Complexity: An integer program of the rules alone; one for each rule and set in conflict.
  static func feasiblePlan(_ problem: PlanningProblem) throws(PlanConflict) -> [Int] {
    if problem.violations(of: []).isEmpty { return [] }
    if let plan = plan(problem, keeping: Set(problem.rules)) { return plan }
    var rest = problem.rules
    var groups: [[PlanRule]] = []
    repeat {
      var kept = Set(rest)
      for rule in rest {
        kept.remove(rule)
        if plan(problem, keeping: kept) != nil { kept.insert(rule) }
      }
      // Nothing kept: the solver gave no answer in time.
      if kept.isEmpty { break }
      groups.append(rest.filter(kept.contains))
      rest.removeAll(where: kept.contains)
    } while plan(problem, keeping: Set(rest)) == nil
    var least: Amount?
    if groups.joined().contains(.budget) {
      // With the others of the problem, not only of the conflict: this is what would do.
      var open = problem
      open.budget = Amount(fen: .max)
      least = plan(open, keeping: Set(problem.rules).subtracting([.budget]), isCheapest: true)
        .map(problem.cost(of:))
    }
    throw PlanConflict(groups: groups, leastBudget: least)
  }

  private static func plan(
    _ problem: PlanningProblem, keeping rules: Set<PlanRule>, isCheapest: Bool = false
  ) -> [Int]? {
    var program = RuleProgram(
      problem, candidates: Array(problem.candidates.indices), rules: rules)
    if isCheapest {
      for term in program.costs {
        program.program.variables[term.variable].objective = -term.coefficient
      }
    }
    // A budget broken by rounding alone is forbidden and asked again.
    for _ in 0..<50 {
      guard
        let solution = try? program.program.maximised(limits: SearchLimits(seconds: seconds)),
        let values = solution.values
      else { return nil }
      let chosen = program.chosen(values)
      if problem.violations(of: chosen).allSatisfy({ !rules.contains($0) }) { return chosen }
      program.forbid(chosen)
    }
    return nil
  }
}
