import Foundation

/// Bounds for the share of firms that have a problem, from inspecting some of them.
public enum Prevalence {
  /// The confidence of the bounds: each tail holds at least 2.5 %.
  public static let tail = 0.025

  /// The normal quantile of the 95 % Wilson interval.
  public static let z = 1.959963984540054

  /// Exact 95 % bounds for a finite group of firms.
  ///
  /// The least and the greatest number D of affected firms for which neither hypergeometric tail,
  /// P(X ≥ k) nor P(X ≤ k), falls below 2.5 %, over the group's size. A census gives k/n twice.
  ///
  /// - Parameters:
  ///   - population: Firms in the group, M ≥ 1.
  ///   - inspected: Firms inspected, n with 1 ≤ n ≤ M.
  ///   - affected: Inspected firms that have the problem, k with 0 ≤ k ≤ n.
  /// - Returns: Lower and upper bound, fractions of 1.
  /// - Complexity: O(log M · k) in time, O(1) in space; each tail grows with D.
  /// - SeeAlso: T. Wright, *Exact Confidence Bounds when Sampling from Small Finite Universes*,
  ///   Lecture Notes in Statistics 66 (1991), doi:10.1007/978-1-4612-3140-0.
  public static func finiteBounds(
    population: Int, inspected: Int, affected: Int
  ) -> (lower: Double, upper: Double) {
    let least = affected
    let greatest = population - (inspected - affected)
    func upperTail(_ total: Int) -> Double {
      1 - cumulative(population, total, inspected, through: affected - 1)
    }
    func lowerTail(_ total: Int) -> Double {
      cumulative(population, total, inspected, through: affected)
    }
    // P(X ≥ k) rises with D and P(X ≤ k) falls, so both ends are found by bisection.
    var low = least
    var high = greatest
    while low < high {
      let middle = (low + high) / 2
      if upperTail(middle) >= tail { high = middle } else { low = middle + 1 }
    }
    let lower = low
    low = lower
    high = greatest
    while low < high {
      let middle = (low + high + 1) / 2
      if lowerTail(middle) >= tail { low = middle } else { high = middle - 1 }
    }
    return (Double(lower) / Double(population), Double(low) / Double(population))
  }

  /// The Wilson score interval of a proportion.
  ///
  /// - Parameters:
  ///   - affected: Successes, k.
  ///   - inspected: Trials, n ≥ 1.
  /// - Returns: Lower and upper bound, fractions of 1.
  /// - SeeAlso: E. B. Wilson, *Probable Inference, the Law of Succession, and Statistical
  ///   Inference*, JASA 22 (1927), doi:10.1080/01621459.1927.10502953.
  public static func wilson(affected: Int, inspected: Int) -> (lower: Double, upper: Double) {
    let n = Double(inspected)
    let p = Double(affected) / n
    let square = z * z
    let center = (p + square / (2 * n)) / (1 + square / n)
    let half = z / (1 + square / n) * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    return (affected == 0 ? 0 : max(0, center - half), min(1, center + half))
  }

  /// P(X ≤ limit) of the hypergeometric distribution.
  private static func cumulative(
    _ population: Int, _ total: Int, _ drawn: Int, through limit: Int
  ) -> Double {
    let first = max(0, drawn - (population - total))
    let last = min(drawn, total)
    guard limit >= first else { return 0 }
    guard limit < last else { return 1 }
    var term = exp(
      choose(total, first) + choose(population - total, drawn - first) - choose(population, drawn))
    var sum = term
    var x = first
    while x < limit {
      term *= Double(total - x) * Double(drawn - x)
      term /= Double(x + 1) * Double(population - total - drawn + x + 1)
      sum += term
      x += 1
    }
    return min(1, sum)
  }

  /// The logarithm of a binomial coefficient.
  private static func choose(_ n: Int, _ k: Int) -> Double {
    lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
  }
}

/// Whether a problem is common to a group of firms (共性), individual (个性) or undetermined (待核实).
public enum ProblemLabel: String, Sendable, Hashable, CaseIterable {
  case common
  case individual
  case undetermined

  /// The word for people in Chinese.
  public var chinese: String {
    switch self {
    case .common: "共性"
    case .individual: "个性"
    case .undetermined: "待核实"
    }
  }

  /// The word for people in English.
  public var english: String { rawValue }

  /// Labels a problem in a group by the rules of ANALYSIS §3.
  ///
  /// - Parameters:
  ///   - population: Firms in the group, M.
  ///   - inspected: Firms whose inspection covered the problem, n.
  ///   - affected: Those of them with an open finding, k.
  ///   - isAssumed: Whether there are no assessments, so that n rests on an assumption and the
  ///     Wilson interval decides.
  public init(population: Int, inspected: Int, affected: Int, isAssumed: Bool) {
    guard inspected > 0 else {
      self = .undetermined
      return
    }
    let bounds =
      isAssumed
      ? Prevalence.wilson(affected: affected, inspected: inspected)
      : Prevalence.finiteBounds(
        population: population, inspected: inspected, affected: affected)
    if affected >= 3, inspected >= 5, bounds.lower >= 0.2 {
      self = .common
    } else if bounds.upper < 0.2 || (affected < 3 && population >= 5) {
      self = .individual
    } else {
      self = .undetermined
    }
  }
}
