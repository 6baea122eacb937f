import ChainAnalysis
import Graphs
import Testing

@Suite struct BenjaminiHochbergTests {
  static let p = [
    0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
    0.275, 0.34,
  ]

  /// Check values of ANALYSIS §3, which state twelve digits.
  @Test func checkValues() {
    let expected =
      [0.015, 0.06, 0.126, 0.126, 0.126, 0.15, 0.158571428571]
      + [Double](repeating: 0.294642857143, count: 7) + [0.34]
    let q = BenjaminiHochberg.adjusted(Self.p)
    for (value, wanted) in zip(q, expected) { #expect(abs(value - wanted) < 1e-12) }
  }

  /// Any order, with ties, and padded by tests that found nothing: against the definition.
  @Test func matchesTheDefinition() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      let count = Int.random(in: 0...30, using: &random)
      let p = (0..<count).map { _ in Double(Int.random(in: 1...20, using: &random)) / 20 }
      let family = count + Int.random(in: 0...40, using: &random)
      let padded = p + [Double](repeating: 1, count: family - count)
      let q = BenjaminiHochberg.adjusted(p, familySize: family)
      let full = BenjaminiHochberg.adjusted(padded)
      for index in p.indices {
        // The least level at which the step-up procedure rejects a p-value.
        let levels = padded.filter { $0 >= p[index] }.map { limit in
          limit * Double(family) / Double(padded.count { $0 <= limit })
        }
        #expect(abs(q[index] - min(1, levels.min() ?? 1)) < 1e-12)
        #expect(q[index] == full[index])
      }
    }
  }

  @Test func hugeFamily() {
    let q = BenjaminiHochberg.adjusted([1e-9, 0.5, 1e-9], familySize: 1_000_000_000)
    #expect(q == [0.5, 1, 0.5])
  }
}
