import Testing

@testable import ChainModel

@Suite struct NaturalOrderTests {
  @Test(arguments: [
    ("N2", "N10"), ("N2", "N2a"), ("", "a"), ("01", "1"), ("1", "02"), ("a1b2", "a1b10"),
    ("99999999999999999999", "100000000000000000000"), ("A", "a"), ("环节2", "环节10"), ("1.2", "1.10"),
    ("N002", "N02"), ("a0", "a00b"), ("9", "A"), ("1-10", "2-1"),
  ])
  func precedes(_ first: String, _ second: String) {
    #expect(NaturalOrder.precedes(first, second))
    #expect(!NaturalOrder.precedes(second, first))
    #expect(!NaturalOrder.precedes(first, first))
  }

  @Test func sorts() {
    #expect(
      NaturalOrder.sorted(["N10", "N1", "M3", "N2", "N02"]) == ["M3", "N1", "N02", "N2", "N10"])
  }

  @Test(arguments: [31, 32] as [UInt64])
  func isATotalOrder(_ seed: UInt64) {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    func text() -> String {
      String(
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
          "0019a-".randomElement(using: &generator) ?? "a"
        })
    }
    for _ in 0..<20_000 {
      let (a, b, c) = (text(), text(), text())
      let ab = NaturalOrder.precedes(a, b)
      #expect(!(ab && NaturalOrder.precedes(b, a)))
      #expect((a == b) == (!ab && !NaturalOrder.precedes(b, a)))
      if ab, NaturalOrder.precedes(b, c) { #expect(NaturalOrder.precedes(a, c), "\(a) \(b) \(c)") }
      // Plain numbers order as numbers.
      if let x = Int(a), let y = Int(b), x != y, x >= 0, y >= 0, !a.contains("-"), !b.contains("-")
      {
        #expect(ab == (x < y))
      }
    }
  }
}
