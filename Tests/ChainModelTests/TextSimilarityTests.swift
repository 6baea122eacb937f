import Testing

@testable import ChainModel

@Suite struct TextSimilarityTests {
  @Test(arguments: [
    ("kitten", "sitting", 3, 3), ("", "abc", 3, 3), ("abc", "abc", 0, 0), ("ab", "ba", 2, 1),
    ("ca", "abc", 3, 3), ("热处理", "热处里", 1, 1), ("检验记录不全", "检验纪录不全", 1, 1), ("flaw", "lawn", 2, 2),
  ])
  func knownDistances(_ a: String, _ b: String, _ plain: Int, _ swapped: Int) {
    #expect(TextSimilarity.editDistance(a, b) == plain)
    #expect(TextSimilarity.editDistance(b, a) == plain)
    #expect(TextSimilarity.editDistance(a, b, transpositions: true) == swapped)
    #expect(TextSimilarity.editDistance(a, b, bound: plain - 1) == nil)
    #expect(TextSimilarity.editDistance(a, b, bound: plain) == plain)
  }

  // The whole table, as in the definition.
  static func slowDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], swaps: Bool) -> Int {
    var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        if i == 0 || j == 0 {
          table[i][j] = i + j
          continue
        }
        var best = min(table[i - 1][j], table[i][j - 1]) + 1
        best = min(best, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if swaps, i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, table[i - 2][j - 2] + 1)
        }
        table[i][j] = best
      }
    }
    return table[a.count][b.count]
  }

  @Test(arguments: [41, 42] as [UInt64], [false, true])
  func boundedDistanceAgreesWithTheTable(_ seed: UInt64, _ swaps: Bool) {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    func text() -> String {
      String(
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
          "ab甲".randomElement(using: &generator) ?? "a"
        })
    }
    for _ in 0..<3000 {
      let (a, b) = (text(), text())
      let exact = Self.slowDistance(
        Array(a.unicodeScalars), Array(b.unicodeScalars), swaps: swaps)
      for bound in [0, 1, 2, 3, 5, 20, .max] {
        #expect(
          TextSimilarity.editDistance(a, b, bound: bound, transpositions: swaps)
            == (exact <= bound ? exact : nil), "\(a) \(b) \(bound)")
      }
    }
  }

  @Test(
    arguments: [
      ("night", "nacht", 0.25), ("aaa", "aa", 2.0 / 3), ("甲乙丙", "甲乙丁", 0.5), ("a", "a", 1),
      ("a", "b", 0),
      ("", "", 1), ("ab", "ab", 1), ("a", "ab", 0),
    ] as [(String, String, Double)])
  func diceCoefficient(_ a: String, _ b: String, _ expected: Double) {
    #expect(abs(TextSimilarity.dice(a, b) - expected) < 1e-12)
    #expect(TextSimilarity.dice(a, b) == TextSimilarity.dice(b, a))
  }

  @Test func nearestIsIndependentOfOrder() {
    let names = ["热处理", "热处理加工", "表面处理", "铸造", "锻造", "热处理", "电镀"]
    let expected = TextSimilarity.nearest(to: "热处里", in: names, limit: 3)
    #expect(expected.first?.text == "热处理")
    #expect(expected.first?.distance == 1)
    #expect(Set(expected.map(\.text)).count == expected.count)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let shuffled = names.shuffled(using: &generator)
      #expect(TextSimilarity.nearest(to: "热处里", in: shuffled, limit: 3) == expected)
    }
  }

  @Test func tiesGoByText() {
    let matches = TextSimilarity.nearest(to: "ab", in: ["ad", "ac", "ab"], limit: 3)
    #expect(matches.map(\.text) == ["ab", "ac", "ad"])
    #expect(matches[0].score == 1)
  }

  @Test func nothingNear() {
    #expect(TextSimilarity.nearest(to: "轴承", in: ["芯片"]).isEmpty)
    #expect(TextSimilarity.nearest(to: " ", in: ["芯片"]).isEmpty)
    #expect(TextSimilarity.nearest(to: "芯片", in: ["芯片"], limit: 0).isEmpty)
    #expect(TextSimilarity.nearest(to: "芯片", in: ["", "芯片"]).count == 1)
  }
}
