import ChainAnalysis
import Foundation
import Testing

@Suite struct ShareBoundsTests {
  /// Check values of ANALYSIS §3.
  @Test(arguments: [
    (6, 6, 3, 0.5, 0.5), (10, 5, 3, 0.3, 0.8), (8, 7, 3, 0.375, 0.5),
    (12, 10, 4, 0.3333333333333333, 0.5), (30, 30, 3, 0.1, 0.1),
    (60, 40, 12, 0.23333333333333334, 0.4),
  ])
  func finiteBounds(
    population: Int, inspected: Int, affected: Int, lower: Double, upper: Double
  ) {
    let bounds = FinitePopulationBounds(
      population: population, inspected: inspected, affected: affected
    ).shares
    #expect(abs(bounds.lower - lower) < 1e-12)
    #expect(abs(bounds.upper - upper) < 1e-12)
  }

  @Test(arguments: [
    (0, 10, 0.0, 0.2775327998628892), (1, 10, 0.017876213095072896, 0.4041500267952385),
    (5, 10, 0.236593090512564, 0.7634069094874361), (10, 10, 0.7224672001371107, 1),
    (12, 40, 0.18074845229746528, 0.45430018818144935),
    (3, 7, 0.15821985525146975, 0.7495416354723428),
    (81, 263, 0.2552885198782742, 0.36620957698280004),
  ])
  func wilson(affected: Int, inspected: Int, lower: Double, upper: Double) {
    let interval = ShareBounds.wilson(affected: affected, inspected: inspected)
    #expect(abs(interval.lower - lower) < 1e-12)
    #expect(abs(interval.upper - upper) < 1e-12)
  }

  /// The bounds against their definition: every number of affected firms tried, with both tails
  /// counted in whole drawings, of which 2.5 % is one in forty.
  @Test func boundsMatchTheDefinition() {
    for population in 1...22 {
      for inspected in 1...population {
        let drawings = Binomial.choose(population, inspected)
        for affected in 0...inspected {
          let possible = (affected...(population - inspected + affected)).filter { total in
            func ways(_ range: ClosedRange<Int>) -> Int {
              range.reduce(0) { sum, x in
                sum + Binomial.choose(total, x)
                  * Binomial.choose(population - total, inspected - x)
              }
            }
            return 40 * ways(affected...inspected) >= drawings
              && 40 * ways(0...affected) >= drawings
          }
          let bounds = FinitePopulationBounds(
            population: population, inspected: inspected, affected: affected)
          #expect(
            bounds.least == possible.first && bounds.greatest == possible.last,
            "M \(population) n \(inspected) k \(affected)")
        }
      }
    }
  }

  /// Exact bounds hold the true share at least 95 % of the time, whatever it is.
  @Test(arguments: [(40, 12), (25, 20), (60, 15)])
  func coverage(population: Int, inspected: Int) {
    let bounds = (0...inspected).map { affected in
      FinitePopulationBounds(population: population, inspected: inspected, affected: affected)
    }
    for total in 0...population {
      let truth = Hypergeometric(population: population, marked: total, drawn: inspected)
      let held = (0...inspected).filter {
        bounds[$0].least <= total && total <= bounds[$0].greatest
      }.reduce(0) { $0 + truth.probability($1) }
      #expect(held >= 0.95 - 1e-12, "\(total) of \(population)")
    }
  }
}
