import Foundation

/// The number of marked firms among firms drawn from a finite population without replacement.
///
/// A probability is the product of Stirling remainders and of the deviance of the four cells from
/// what is expected, whose parts are all positive and follow from one exact integer, so that nothing
/// cancels: the relative error is a few 10⁻¹⁶, plus 10⁻¹⁵ for every factor e⁻¹⁰, also in populations
/// of a million. The smaller tail is summed and the other is its complement.
///
/// - SeeAlso: C. Loader, *Fast and Accurate Computation of Binomial Probabilities* (2000), whose
///   saddle-point form is carried over from the binomial.
public struct Hypergeometric: Sendable, Hashable {
  /// All firms.
  public let population: Int
  /// Those that are marked.
  public let marked: Int
  /// Those that are drawn.
  public let drawn: Int

  /// The distribution of a drawing.
  ///
  /// - Parameters:
  ///   - population: All firms, 0 to 10⁹.
  ///   - marked: Those that are marked, 0 to `population`.
  ///   - drawn: Those that are drawn, 0 to `population`.
  public init(population: Int, marked: Int, drawn: Int) {
    precondition(
      0 <= marked && marked <= population && 0 <= drawn && drawn <= population
        && population <= 1_000_000_000, "no such drawing")
    self.population = population
    self.marked = marked
    self.drawn = drawn
  }

  /// The least number of marked firms that can be drawn.
  public var least: Int { max(0, drawn - (population - marked)) }

  /// The greatest number of marked firms that can be drawn.
  public var greatest: Int { min(drawn, marked) }

  /// The most probable number, the greater where two are.
  private var mode: Int { (drawn + 1) * (marked + 1) / (population + 2) }

  /// P(X = x).
  ///
  /// - Parameter x: The number of marked firms drawn.
  /// - Returns: The probability, 0 where it cannot be.
  public func probability(_ x: Int) -> Double {
    guard x >= least, x <= greatest else { return 0 }
    guard least < greatest else { return 1 }
    let rest = population - marked
    let left = population - drawn
    let cells = (x, marked - x, drawn - x, rest - drawn + x)
    // The determinant of the table: what each cell deviates from its expectation, times the whole.
    let deviation = Double(cells.0 * cells.3 - cells.1 * cells.2)
    var factor = Double(marked) * Double(rest) * Double(drawn) * Double(left) / Double(population)
    var exponent =
      Factorials.stirlingRemainder(marked) + Factorials.stirlingRemainder(rest)
      + Factorials.stirlingRemainder(drawn) + Factorials.stirlingRemainder(left)
      - Factorials.stirlingRemainder(population)
    var open = 0
    func add(_ cell: Int, _ row: Int, _ column: Int, _ deviation: Double) {
      let margins = Double(row) * Double(column)
      let expected = margins / Double(population)
      exponent -= expected * Factorials.deviance(deviation / margins)
      guard cell > 0 else { return }
      exponent -= Factorials.stirlingRemainder(cell)
      factor /= Double(cell)
      open += 1
    }
    add(cells.0, marked, drawn, deviation)
    add(cells.1, marked, left, -deviation)
    add(cells.2, rest, drawn, -deviation)
    add(cells.3, rest, left, deviation)
    // √2π stands once for each of the four margins, and under them for the whole and each cell.
    for _ in 3..<max(3, open) { factor /= 2 * .pi }
    for _ in min(3, open)..<3 { factor *= 2 * .pi }
    return factor.squareRoot() * exp(exponent)
  }

  /// P(X ≥ x).
  ///
  /// - Parameter x: The number of marked firms drawn.
  /// - Returns: The probability.
  /// - Complexity: O(√(drawn · share)) in time, O(1) in space.
  public func upperTail(_ x: Int) -> Double {
    if x <= least { return 1 }
    if x > greatest { return 0 }
    return x > mode ? sum(upFrom: x) : 1 - sum(downFrom: x - 1)
  }

  /// P(X ≤ x).
  ///
  /// - Parameter x: The number of marked firms drawn.
  /// - Returns: The probability.
  /// - Complexity: O(√(drawn · share)) in time, O(1) in space.
  public func lowerTail(_ x: Int) -> Double {
    if x < least { return 0 }
    if x >= greatest { return 1 }
    return x < mode ? sum(downFrom: x) : 1 - sum(upFrom: x + 1)
  }

  /// Whether P(X ≥ x) is at least a level, without summing more than that takes.
  func upperTail(_ x: Int, reaches level: Double) -> Bool {
    // Probabilities rise up to the mode.
    if x >= least, x <= mode, probability(x) * Double(mode - x + 1) >= level { return true }
    return upperTail(x) >= level
  }

  /// Whether P(X ≤ x) is at least a level, without summing more than that takes.
  func lowerTail(_ x: Int, reaches level: Double) -> Bool {
    if x <= greatest, x >= mode, probability(x) * Double(x - mode + 1) >= level { return true }
    return lowerTail(x) >= level
  }

  /// P(X ≥ x) for x above the mode, where the terms fall.
  private func sum(upFrom x: Int) -> Double {
    var both = Double(x + 1)
    var marked = Double(self.marked - x)
    var drawn = Double(self.drawn - x)
    var neither = Double(population - self.marked - self.drawn + x + 1)
    return sum(from: x, &marked, &drawn, over: &both, &neither)
  }

  /// P(X ≤ x) for x below the mode, where the terms fall downwards.
  private func sum(downFrom x: Int) -> Double {
    var both = Double(x)
    var marked = Double(self.marked - x + 1)
    var drawn = Double(self.drawn - x + 1)
    var neither = Double(population - self.marked - self.drawn + x)
    return sum(from: x, &both, &neither, over: &marked, &drawn)
  }

  /// Sums terms whose ratio is the product of two falling numbers over that of two rising ones.
  private func sum(
    from x: Int, _ first: inout Double, _ second: inout Double, over third: inout Double,
    _ fourth: inout Double
  ) -> Double {
    let start = probability(x)
    guard start > 0 else { return 0 }
    var term = 1.0
    var sum = 1.0
    while first > 0, second > 0 {
      let ratio = first * second / (third * fourth)
      term *= ratio
      sum += term
      // What is left is less than a geometric series.
      if term * ratio < sum * 1e-18 * (1 - ratio) { break }
      first -= 1
      second -= 1
      third += 1
      fourth += 1
    }
    return start * sum
  }
}
