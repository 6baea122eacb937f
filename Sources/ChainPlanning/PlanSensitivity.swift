public import ChainModel

/// Whether a plan would change under other weights of severities.
///
/// Each severity's weight alone goes a fifth down and up. Stated weights (权重) stay.
public struct PlanSensitivity: Sendable {
  /// Another weight and what it changes.
  public struct Variant: Sendable, Hashable {
    /// The severity.
    public let severity: Severity
    /// What its weight was multiplied with.
    public let factor: Double
    /// What the plan gains under the other weights.
    public let gainOfPlan: Double
    /// What the best plan found gains under them.
    public let bestGain: Double
    /// Whether no plan gains more than that.
    public let isProven: Bool
    /// Measures that the other plan has and the plan doesn't, ascending.
    public let added: [Int]
    /// Measures that the plan has and the other one doesn't, ascending.
    public let removed: [Int]

    /// Whether the plan is still as good as any that was found.
    public var keepsPlan: Bool {
      gainOfPlan >= bestGain - MaximumCoverage.tolerance * max(1, bestGain)
    }
  }

  /// The variants, by severity and factor; only severities that pairs have.
  public let variants: [Variant]
  /// Chosen measures that are in the plan of every variant, ascending.
  public let stable: [Int]

  /// Solves the problem again under other weights.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - change: By which part weights go up and down.
  ///   - limits: When the search for one variant may stop.
  /// - Complexity: Two searches for each severity.
  public init(
    _ plan: MaximumCoverage, change: Double = 0.2, limits: MaximumCoverage.Limits = .init()
  ) {
    var variants: [Variant] = []
    for severity in Severity.allCases
    where plan.problem.pairs.contains(where: { $0.severity == severity && $0.weight > 0 }) {
      for factor in [1 - change, 1 + change] {
        let problem = plan.problem.reweighted(severity, by: factor)
        guard
          let other = try? MaximumCoverage(problem, limits: limits, start: plan.chosen)
        else { continue }
        let gain = problem.gain(of: plan.chosen)
        let stays = gain >= other.gain - MaximumCoverage.tolerance * max(1, other.gain)
        let chosen = stays ? plan.chosen : other.chosen
        variants.append(
          Variant(
            severity: severity, factor: factor, gainOfPlan: gain,
            bestGain: max(gain, other.gain), isProven: other.isProven,
            added: chosen.filter { !plan.chosen.contains($0) },
            removed: plan.chosen.filter { !chosen.contains($0) }))
      }
    }
    self.variants = variants
    stable = plan.chosen.filter { candidate in
      variants.allSatisfy { !$0.removed.contains(candidate) }
    }
  }
}

extension PlanningProblem {
  /// The same problem where the weights of a severity are multiplied.
  func reweighted(_ severity: Severity, by factor: Double) -> PlanningProblem {
    var other = self
    for pair in other.pairs.indices where other.pairs[pair].severity == severity {
      other.pairs[pair].weight *= factor
    }
    return other
  }
}
