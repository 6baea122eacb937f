/// How many firms of a group have a problem, from inspecting some of them.
public struct Prevalence: Sendable, Hashable {
  /// What the numbers rest on.
  public enum Basis: String, Sendable, Hashable, CaseIterable {
    /// Every firm of the group was inspected.
    case census
    /// Some were.
    case sample
    /// The book has no assessments: every firm in a segment that has a finding is assumed inspected.
    case assumed
  }

  /// Firms in the group, M; nil where nobody knows.
  public let population: Int?
  /// Those of them whose inspection covered the problem, n.
  public let assessed: Int
  /// Those of them in turn that have it, k.
  public let affected: Int
  /// What the numbers rest on.
  public let basis: Basis

  /// Counts as given.
  ///
  /// - Parameters:
  ///   - population: Firms in the group, M; nil where nobody knows.
  ///   - assessed: Firms inspected, n with 0 ≤ n ≤ M.
  ///   - affected: Inspected firms that have the problem, k with 0 ≤ k ≤ n.
  ///   - isAssumed: Whether there are no assessments, so that n is an assumption.
  public init(population: Int?, assessed: Int, affected: Int, isAssumed: Bool = false) {
    precondition(
      0 <= affected && affected <= assessed && assessed <= population ?? .max, "no such counts")
    self.population = population
    self.assessed = assessed
    self.affected = affected
    basis = isAssumed ? .assumed : assessed == population ? .census : .sample
  }

  /// k/n; nil where nothing was inspected.
  public var share: Double? { assessed > 0 ? Double(affected) / Double(assessed) : nil }

  /// The 95 % bounds that decide; nil where nothing was inspected.
  ///
  /// They are exact for the finite group; where inspection is only assumed or the size of the group is
  /// unknown, they are the Wilson interval.
  ///
  /// - Complexity: O(log M) tails of a hypergeometric distribution.
  public var bounds: ShareBounds? {
    guard assessed > 0 else { return nil }
    guard let population = finitePopulation else { return wilson }
    return FinitePopulationBounds(
      population: population, inspected: assessed, affected: affected
    ).shares
  }

  /// The 95 % Wilson interval; nil where nothing was inspected.
  public var wilson: ShareBounds? {
    assessed > 0 ? .wilson(affected: affected, inspected: assessed) : nil
  }

  /// The size of the group where exact bounds apply.
  private var finitePopulation: Int? { basis == .assumed ? nil : population }

  /// Whether the lower of the ``bounds`` is at least a share.
  func lowerBound(reaches share: Double) -> Bool {
    guard assessed > 0 else { return false }
    guard let population = finitePopulation else {
      return ShareBounds.wilson(affected: affected, inspected: assessed).lower >= share
    }
    return FinitePopulationBounds.lowerBound(
      population: population, inspected: assessed, affected: affected, reaches: share)
  }

  /// Whether the upper of the ``bounds`` is less than a share.
  func upperBound(isBelow share: Double) -> Bool {
    guard assessed > 0 else { return false }
    guard let population = finitePopulation else {
      return ShareBounds.wilson(affected: affected, inspected: assessed).upper < share
    }
    return FinitePopulationBounds.upperBound(
      population: population, inspected: assessed, affected: affected, isBelow: share)
  }
}
