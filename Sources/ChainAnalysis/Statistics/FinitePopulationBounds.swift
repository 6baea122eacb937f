/// Exact 95 % bounds for a share of a finite group of which some were inspected.
///
/// The least and the greatest number D of affected firms for which neither hypergeometric tail,
/// P(X ≥ k) nor P(X ≤ k), falls below 2.5 %. A census gives k twice.
///
/// - SeeAlso: T. Wright, *Exact Confidence Bounds when Sampling from Small Finite Universes*,
///   Lecture Notes in Statistics 66 (1991), doi:10.1007/978-1-4612-3140-0.
public struct FinitePopulationBounds: Sendable, Hashable {
  /// What each tail holds at least.
  public static let tail = 0.025

  /// A tail that is 2.5 % by its fraction must not fail it by the last digit of its double.
  private static let level = tail * (1 - 1e-12)

  /// Firms in the group, M.
  public let population: Int
  /// The least number of affected firms.
  public let least: Int
  /// The greatest number of affected firms.
  public let greatest: Int

  /// The bounds as shares of the group.
  public var shares: ShareBounds {
    ShareBounds(
      lower: Double(least) / Double(population), upper: Double(greatest) / Double(population))
  }

  /// Finds both bounds by bisection: the upper tail grows with D and the lower one falls.
  ///
  /// - Parameters:
  ///   - population: Firms in the group, M ≥ 1.
  ///   - inspected: Firms inspected, n with 1 ≤ n ≤ M.
  ///   - affected: Inspected firms that have the problem, k with 0 ≤ k ≤ n.
  /// - Complexity: O(log M) tails in time, O(1) in space.
  public init(population: Int, inspected: Int, affected: Int) {
    precondition(
      0 < inspected && inspected <= population && 0 <= affected && affected <= inspected,
      "no such inspection")
    self.population = population
    var low = affected
    var high = population - (inspected - affected)
    while low < high {
      let middle = low + (high - low) / 2
      if Self.upperTailHolds(population, middle, inspected, affected) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    least = low
    high = population - (inspected - affected)
    while low < high {
      let middle = high - (high - low) / 2
      if Self.lowerTailHolds(population, middle, inspected, affected) {
        low = middle
      } else {
        high = middle - 1
      }
    }
    greatest = low
  }

  /// Whether the lower bound is at least a share, by one tail instead of a bisection.
  static func lowerBound(
    population: Int, inspected: Int, affected: Int, reaches share: Double
  ) -> Bool {
    let below = leastCount(population, reaching: share) - 1
    if below < affected { return true }
    if below >= population - (inspected - affected) { return false }
    return !upperTailHolds(population, below, inspected, affected)
  }

  /// Whether the upper bound is less than a share, by one tail instead of a bisection.
  static func upperBound(
    population: Int, inspected: Int, affected: Int, isBelow share: Double
  ) -> Bool {
    let reaching = leastCount(population, reaching: share)
    if reaching > population - (inspected - affected) { return true }
    if reaching <= affected { return false }
    return !lowerTailHolds(population, reaching, inspected, affected)
  }

  /// The least number of firms that is at least a share of the group.
  private static func leastCount(_ population: Int, reaching share: Double) -> Int {
    var count = Int((share * Double(population)).rounded(.up))
    // The product is rounded, the quotient is what is compared.
    while count > 0, Double(count - 1) / Double(population) >= share { count -= 1 }
    while Double(count) / Double(population) < share { count += 1 }
    return count
  }

  private static func upperTailHolds(_ m: Int, _ d: Int, _ n: Int, _ k: Int) -> Bool {
    Hypergeometric(population: m, marked: d, drawn: n).upperTail(k, reaches: level)
  }

  private static func lowerTailHolds(_ m: Int, _ d: Int, _ n: Int, _ k: Int) -> Bool {
    Hypergeometric(population: m, marked: d, drawn: n).lowerTail(k, reaches: level)
  }
}
