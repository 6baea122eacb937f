import Foundation

/// The factorial without its leading part, which hypergeometric probabilities are made of.
enum Factorials {
  /// n! = g(n) (n/e)ⁿ with g(n) = √(2πn) e^δ(n): the remainder δ(n) of Stirling's formula, 0 for 0.
  ///
  /// From 16 on by its series, whose first term left out is below 10⁻¹⁷; below by value.
  ///
  /// - SeeAlso: NIST Digital Library of Mathematical Functions, 5.11.1, https://dlmf.nist.gov/5.11.
  static func stirlingRemainder(_ n: Int) -> Double {
    guard n > 15 else { return remainders[n] }
    let inverse = 1 / Double(n)
    let square = inverse * inverse
    var sum = -691.0 / 360_360
    for coefficient in coefficients { sum = sum * square + coefficient }
    return sum * inverse
  }

  private static let coefficients = [
    1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
  ]

  private static let remainders = [
    0, 0.08106146679532725821967, 0.04134069595540929409382, 0.02767792568499833914879,
    0.02079067210376509311152, 0.01664469118982119216319, 0.01387612882307074799875,
    0.01189670994589177009506, 0.01041126526197209649748, 0.009255462182712732917729,
    0.008330563433362871256469, 0.007573675487951840794972, 0.006942840107209529865664,
    0.00640899418800420706844, 0.005951370112758847735624, 0.005554733551962801371039,
  ]

  /// (1 + t) ln(1 + t) − t for t ≥ −1, accurate also where the two parts cancel.
  static func deviance(_ t: Double) -> Double {
    guard t > -1 else { return 1 }
    let v = t / (2 + t)
    guard abs(v) < 0.25 else { return (1 + t) * log1p(t) - t }
    // With ln(1 + t) = 2 artanh v and 1 + t = (1 + v)/(1 − v).
    let square = v * v
    var series = 0.0
    for divisor in stride(from: 29.0, through: 3, by: -2) {
      series = (series + 1 / divisor) * square
    }
    return 2 * v * (series + v * (1 + series)) / (1 - v)
  }
}
