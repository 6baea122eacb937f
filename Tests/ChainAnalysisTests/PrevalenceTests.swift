import ChainAnalysis
import Testing

@Suite struct PrevalenceTests {
  /// Check values of ANALYSIS §3.
  @Test(arguments: [
    (6, 6, 3, 0.5, 0.5), (10, 5, 3, 0.3, 0.8), (8, 7, 3, 0.375, 0.5),
    (12, 10, 4, 0.3333333333333333, 0.5), (30, 30, 3, 0.1, 0.1),
    (60, 40, 12, 0.23333333333333334, 0.4),
  ])
  func finiteBounds(
    population: Int, inspected: Int, affected: Int, lower: Double, upper: Double
  ) {
    let bounds = Prevalence.finiteBounds(
      population: population, inspected: inspected, affected: affected)
    #expect(abs(bounds.lower - lower) < 1e-12)
    #expect(abs(bounds.upper - upper) < 1e-12)
  }

  @Test(arguments: [
    (0, 10, 0.0, 0.2775327998628892), (5, 10, 0.236593090512564, 0.7634069094874361),
    (12, 40, 0.18074845229746528, 0.45430018818144935),
    (3, 7, 0.15821985525146975, 0.7495416354723428),
  ])
  func wilson(affected: Int, inspected: Int, lower: Double, upper: Double) {
    let interval = Prevalence.wilson(affected: affected, inspected: inspected)
    #expect(abs(interval.lower - lower) < 1e-12)
    #expect(abs(interval.upper - upper) < 1e-12)
  }

  /// The bounds against their definition: every number of affected firms tried, tails summed from
  /// exact integer binomials.
  @Test func boundsMatchTheDefinition() {
    func choose(_ n: Int, _ k: Int) -> Double {
      guard k >= 0, k <= n else { return 0 }
      return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    for population in 1...14 {
      for inspected in 1...population {
        for affected in 0...inspected {
          let possible = (affected...(population - inspected + affected)).filter { total in
            func chance(_ x: Int) -> Double {
              choose(total, x) * choose(population - total, inspected - x)
                / choose(population, inspected)
            }
            let upper = (affected...inspected).reduce(0) { $0 + chance($1) }
            let lower = (0...affected).reduce(0) { $0 + chance($1) }
            return upper >= 0.025 - 1e-12 && lower >= 0.025 - 1e-12
          }
          let bounds = Prevalence.finiteBounds(
            population: population, inspected: inspected, affected: affected)
          let expected = (
            Double(possible.first ?? -1) / Double(population),
            Double(possible.last ?? -1) / Double(population)
          )
          #expect(
            abs(bounds.lower - expected.0) < 1e-9 && abs(bounds.upper - expected.1) < 1e-9,
            "M \(population) n \(inspected) k \(affected)")
        }
      }
    }
  }

  @Test(arguments: [
    (9, 8, 5, false, ProblemLabel.common), (5, 5, 1, false, .individual),
    (8, 3, 3, false, .undetermined), (4, 4, 2, false, .undetermined),
    (11, 10, 5, false, .common), (118, 52, 9, false, .undetermined),
    (891, 891, 400, true, .common), (10, 0, 0, false, .undetermined),
  ])
  func labels(
    population: Int, inspected: Int, affected: Int, isAssumed: Bool, expected: ProblemLabel
  ) {
    #expect(
      ProblemLabel(
        population: population, inspected: inspected, affected: affected, isAssumed: isAssumed)
        == expected)
  }
}
