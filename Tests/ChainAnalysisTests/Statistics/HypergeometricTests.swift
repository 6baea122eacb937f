import ChainAnalysis
import Foundation
import Graphs
import Testing

@Suite struct HypergeometricTests {
  /// Both tails computed with 60 digits.
  static let references: [(Int, Int, Int, Int, Double, Double)] = [
    (100, 20, 25, 12, 1.84731040548695517e-4, 9.99978957882523709e-1),
    (100, 20, 25, 5, 6.02475574397898859e-1, 6.23533441430261446e-1),
    (1000, 50, 40, 8, 4.98068888372753037e-4, 9.9992121576654484e-1),
    (30, 6, 5, 4, 2.56831291314049935e-3, 9.99957896509620648e-1),
    (5, 0, 3, 0, 1.0, 1.0),
    (7, 7, 4, 4, 1.0, 1.0),
    (10, 3, 10, 3, 1.0, 1.0),
    (91, 5, 8, 5, 1.20418562882724061e-6, 1.0),
    (91, 11, 18, 10, 6.81697798073331694e-8, 9.99999999327548411e-1),
    (131, 11, 12, 6, 5.52175448326328767e-5, 9.99997974477055048e-1),
    (1_000_000, 200000, 1000, 150, 9.99981822489244638e-1, 2.62294462539061455e-5),
    (1_000_000, 200000, 1000, 200, 5.12626543634006082e-1, 5.18914592037895831e-1),
    (1_000_000, 200000, 1000, 260, 2.55478329338667776e-6, 9.9999821059632817e-1),
    (1_000_000, 200000, 500000, 100400, 2.2885359458623491e-2, 9.77384596144442288e-1),
    (1_000_000, 200000, 500000, 101500, 3.24954385444681807e-14, 9.99999999999968721e-1),
    (1_000_000, 200000, 500000, 98500, 9.99999999999968721e-1, 3.24954385444681807e-14),
    (1_000_000, 300, 1000, 5, 1.51921435426604877e-5, 9.99999261300377772e-1),
    (1_000_000, 300, 1000, 20, 4.7706679251712884e-30, 1.0),
    (1_000_000, 500000, 500000, 250000, 5.00797883962389669e-1, 5.00797883962389669e-1),
    (1_000_000, 500000, 500000, 253000, 1.81678926793474026e-33, 1.0),
    (1_000_000, 999990, 999980, 999972, 1.70983755683472527e-8, 9.99999999999179271e-1),
    (1_000_000, 999990, 999980, 999970, 1.0, 9.99800017099196322e-1),
    (999983, 12345, 67890, 900, 1.42297861465648962e-2, 9.86996836251707858e-1),
    (999983, 12345, 67890, 760, 9.97930143055915442e-1, 2.32576147971350179e-3),
    (200000, 40000, 90000, 18300, 3.8373300586501572e-4, 9.99631588899853301e-1),
    (1_000_000, 10, 10, 10, 3.62896330019134483e-54, 1.0),
    (1_000_000, 3, 5, 1, 1.49999400000000001e-5, 9.9999999994000006e-1),
    (250000, 50000, 1000, 500, 1.33587721737446472e-99, 1.0),
  ]

  @Test(arguments: references)
  func tails(
    population: Int, marked: Int, drawn: Int, x: Int, upper: Double, lower: Double
  ) {
    let distribution = Hypergeometric(population: population, marked: marked, drawn: drawn)
    let (up, down) = (distribution.upperTail(x), distribution.lowerTail(x))
    #expect(abs(up - upper) <= 1e-13 * upper, "\(up) not \(upper)")
    #expect(abs(down - lower) <= 1e-13 * lower, "\(down) not \(lower)")
  }

  /// Check values of ANALYSIS §3.
  @Test(arguments: [
    (100, 20, 25, 12, 1.8473104054869555e-4), (30, 6, 5, 4, 2.568312913140499e-3),
    (100, 20, 25, 5, 0.6024755743978989), (1000, 50, 40, 8, 4.980688883727528e-4),
  ])
  func checkValues(population: Int, marked: Int, drawn: Int, x: Int, p: Double) {
    let tail = Hypergeometric(population: population, marked: marked, drawn: drawn).upperTail(x)
    #expect(abs(tail - p) <= 1e-12 * p)
  }

  /// Every drawing from up to 13 firms, against binomials counted out.
  @Test func smallPopulations() {
    for population in 0...13 {
      for marked in 0...population {
        for drawn in 0...population {
          let distribution = Hypergeometric(population: population, marked: marked, drawn: drawn)
          let all = Double(Binomial.choose(population, drawn))
          var cumulated = 0
          for x in -1...(drawn + 1) {
            let ways =
              Binomial.choose(marked, x) * Binomial.choose(population - marked, drawn - x)
            let before = Double(cumulated) / all
            cumulated += ways
            let note: Comment = "N \(population) K \(marked) n \(drawn) x \(x)"
            #expect(abs(distribution.probability(x) - Double(ways) / all) < 1e-15, note)
            #expect(abs(distribution.lowerTail(x) - Double(cumulated) / all) < 2e-15, note)
            #expect(abs(distribution.upperTail(x) - (1 - before)) < 2e-15, note)
          }
        }
      }
    }
  }

  /// Both tails share exactly one term, and each draws alike whichever of the two sets is drawn.
  @Test func lawsOfTails() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<500 {
      let population = Int.random(in: 1...100_000, using: &random)
      let marked = Int.random(in: 0...population, using: &random)
      let drawn = Int.random(in: 0...population, using: &random)
      let distribution = Hypergeometric(population: population, marked: marked, drawn: drawn)
      let mirrored = Hypergeometric(population: population, marked: drawn, drawn: marked)
      let middle = drawn * marked / population
      let spread = Int(Double(middle).squareRoot()) + 1
      let x = middle + Int.random(in: -3 * spread...3 * spread, using: &random)
      let sum = distribution.upperTail(x) + distribution.lowerTail(x)
      let note: Comment = "N \(population) K \(marked) n \(drawn) x \(x)"
      #expect(abs(sum - 1 - distribution.probability(x)) < 1e-13, note)
      let tail = distribution.upperTail(x)
      #expect(abs(tail - mirrored.upperTail(x)) <= 1e-12 * tail, note)
    }
  }
}

/// Binomial coefficients by multiplication.
enum Binomial {
  static func choose(_ n: Int, _ k: Int) -> Int {
    guard k >= 0, k <= n else { return 0 }
    return (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }
}
