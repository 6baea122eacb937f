/// How many more inspections settle an undetermined problem.
public enum FurtherInspections: Sendable, Hashable {
  /// So many, if they find the problem as often as the ones before.
  case settledBy(Int)
  /// No number of them does, at this rate.
  case undecidable

  /// The number; nil where there is none.
  public var count: Int? {
    if case .settledBy(let count) = self { count } else { nil }
  }
}

extension Prevalence {
  /// The greatest number of further inspections tried where the size of the group is unknown.
  public static let furtherInspectionLimit = 10_000

  /// The least number t of further inspections that changes the label if the problem stays as
  /// frequent: with n + t inspected, (k/n)(n + t) are affected, to the nearest firm (half a firm
  /// counts as one).
  ///
  /// While the number affected stays the same, more inspections make a common problem less likely
  /// and an individual one more so: of each such run only the first is tried for the one and the
  /// last for the other.
  ///
  /// - Parameter thresholds: From when on a problem counts as common.
  /// - Returns: The number; nil where the problem is not undetermined as it stands.
  /// - Complexity: O(k t / n) tails of a hypergeometric distribution.
  public func furtherInspections(
    thresholds: CommonnessThresholds = .init()
  ) -> FurtherInspections? {
    guard ProblemLabel(self, thresholds: thresholds) == .undetermined else { return nil }
    let most =
      population.map { $0 - assessed } ?? Self.furtherInspectionLimit
    guard assessed > 0, most > 0 else { return .undecidable }
    func label(_ further: Int) -> ProblemLabel {
      let total = assessed + further
      return ProblemLabel(
        Prevalence(
          population: population, assessed: total, affected: expected(of: total),
          isAssumed: basis == .assumed), thresholds: thresholds)
    }
    var first = 1
    while first <= most {
      let last = min(most, lastInspection(affecting: expected(of: assessed + first)) - assessed)
      // A run may begin before there are enough inspections for a common problem.
      let enough = thresholds.leastAssessed - assessed
      for candidate in [first, enough]
      where candidate >= first && candidate <= last && label(candidate) == .common {
        return .settledBy(candidate)
      }
      if label(last) == .individual {
        var (low, high) = (first, last)
        while low < high {
          let middle = (low + high) / 2
          if label(middle) == .individual { high = middle } else { low = middle + 1 }
        }
        return .settledBy(low)
      }
      first = last + 1
    }
    return .undecidable
  }

  /// The firms affected among so many inspected, at the same rate.
  private func expected(of total: Int) -> Int { (2 * affected * total + assessed) / (2 * assessed) }

  /// The greatest number of inspections that affects no more than so many firms.
  private func lastInspection(affecting count: Int) -> Int {
    guard affected > 0 else { return .max }
    // The greatest total with 2k·total + n < 2n·(count + 1).
    return (2 * assessed * (count + 1) - assessed - 1) / (2 * affected)
  }
}
