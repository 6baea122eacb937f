import Foundation
import IntegerProgramming

/// Linear upper bounds on the share of a pair that a choice solves, 1 − Π(1 − r_j) over its measures.
///
/// The share as a function of the set is monotone and submodular, so that for every set S it lies below
/// two planes that touch it at S (Nemhauser & Wolsey 1981, doi 10.1016/S0304-0208(08)73479-8):
/// one with the gain of adding each other measure to S and of taking one of S from all measures, the
/// other with the gain of each other measure alone and of taking one of S from S. As 1 − exp(−s) with
/// s = Σ −ln(1 − r_j) x_j it also lies below its tangent at every fractional point. With two measures
/// the planes at the empty set and at both are all there is.
struct SubmodularCuts {
  /// The group's measures' variables.
  let variables: [Int]
  /// What each leaves unsolved, 1 − r.
  let failures: [Double]
  /// The variable that the planes bound.
  let share: Int

  /// A plane: the share is at most the constant plus the terms.
  struct Plane {
    var constant: Double
    var slopes: [Double]
  }

  /// The planes that touch the share at a set, by whether each measure is in it.
  func planes(at isIn: [Bool]) -> [Plane] {
    let left = Self.product(failures, where: isIn)
    var first = Plane(constant: 1 - left, slopes: failures.map { left * (1 - $0) })
    var second = Plane(constant: 1 - left, slopes: failures.map { 1 - $0 })
    for place in failures.indices where isIn[place] {
      let effectiveness = 1 - failures[place]
      let others = [Bool](repeating: true, count: failures.count)
      first.slopes[place] = effectiveness * Self.product(failures, where: others, but: place)
      second.slopes[place] = effectiveness * Self.product(failures, where: isIn, but: place)
      first.constant -= first.slopes[place]
      second.constant -= second.slopes[place]
    }
    return [first, second]
  }

  /// The tangent at a point; measures that solve for certain count in full.
  func tangent(at point: [Double]) -> Plane {
    var exponent = 0.0
    for (value, failure) in zip(point, failures) where failure > 0 {
      exponent += value * log(failure)
    }
    let left = exp(exponent)
    var plane = Plane(constant: 1 - left, slopes: failures.map { _ in 1 })
    for (place, failure) in failures.enumerated() where failure > 0 {
      plane.slopes[place] = -left * log(failure)
      plane.constant -= plane.slopes[place] * point[place]
    }
    return plane
  }

  /// The height of a plane at a point.
  static func height(_ plane: Plane, at point: [Double]) -> Double {
    zip(plane.slopes, point).reduce(plane.constant) { $0 + $1.0 * $1.1 }
  }

  /// Adds a plane to a program.
  func add(_ plane: Plane, to program: inout IntegerProgram) {
    let terms = zip(plane.slopes, variables).filter { $0.0 != 0 }
      .map { IntegerProgram.Term(-$0, $1) }
    program.addRow([.init(1, share)] + terms, atMost: plane.constant)
  }

  private static func product(
    _ failures: [Double], where isIn: [Bool], but left: Int? = nil
  ) -> Double {
    failures.indices.reduce(1) { isIn[$1] && $1 != left ? $0 * failures[$1] : $0 }
  }
}
