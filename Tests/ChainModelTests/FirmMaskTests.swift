import Testing

@testable import ChainModel

@Suite struct FirmMaskTests {
  private static func names(_ names: [String]) -> [(name: String, boundary: FirmMask.Boundary)] {
    names.map { ($0, .word) }
  }

  @Test(arguments: [
    ("由甲钢厂供货", ["甲钢厂"], [], "由＊＊＊供货"),
    ("甲钢厂", ["甲钢厂"], [], "＊＊＊"),
    ("甲钢厂、乙厂、甲钢厂", ["甲钢厂", "乙厂"], [], "＊＊＊、＊＊＊、＊＊＊"),
    // Width, spaces, brackets, letter case, zero-width characters.
    ("石梁（集团） 公司停产", ["石梁(集团)公司"], [], "＊＊＊停产"),
    ("石 梁\u{200B}公司停产", ["石梁公司"], [], "＊＊＊停产"),
    ("ＡＢＢ公司", ["abb公司"], [], "＊＊＊"),
    ("石\n梁公司", ["石梁公司"], [], "＊＊＊"),
    // A shown name of which a hidden one is a part stays; what only overlaps it doesn't.
    ("甲钢配件厂", ["甲钢"], ["甲钢配件厂"], "甲钢配件厂"),
    ("甲钢配件厂和甲钢", ["甲钢"], ["甲钢配件厂"], "甲钢配件厂和＊＊＊"),
    ("云岚甲乙公司", ["甲乙公司"], ["云岚甲"], "云岚＊＊＊"),
    ("甲乙丙丁", ["甲乙丙", "丙丁"], [], "＊＊＊"),
    ("甲乙", ["甲乙"], ["甲乙"], "甲乙"),
    // The longest wins: the rest of a name is none.
    ("甲钢配件厂", ["甲钢", "甲钢配件厂"], [], "＊＊＊"),
    // Latin words and numbers are not cut.
    ("Intelligent", ["Intel"], [], "Intelligent"),
    ("用Intel芯片", ["Intel"], [], "用＊＊＊芯片"),
    ("F12和F1", ["F1"], [], "F12和＊＊＊"),
    ("AF1", ["F1"], [], "AF1"),
    // One character is a name only alone.
    ("甲", ["甲"], [], "＊＊＊"), ("甲级", ["甲"], [], "甲级"),
    ("㈱甲钢", ["(株)甲钢"], [], "＊＊＊"), ("", ["甲"], [], ""), ("甲乙", [], [], "甲乙"),
    ("甲钢", ["", "　"], [], "甲钢"),
  ])
  func masks(_ text: String, _ hidden: [String], _ shown: [String], _ expected: String) {
    let mask = FirmMask(hidden: Self.names(hidden), shown: Self.names(shown))
    #expect(mask(text) == expected)
  }

  @Test func codesAreFoundInsideWords() {
    let mask = FirmMask(hidden: [("914403001922038216", .anywhere)], shown: [])
    #expect(mask("USCC914403001922038216X") == "USCC＊＊＊X")
  }

  /// Against a search of every place for every name.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func agreesWithPlainSearch(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func word(_ most: Int) -> String {
      let letters: [Character] = ["甲", "乙", "丙"]
      return String(
        (0..<Int.random(in: 2...most, using: &random)).map { _ in
          letters[Int.random(in: 0..<3, using: &random)]
        })
    }
    let hidden = (0..<5).map { _ in word(4) }
    let shown = (0..<3).map { _ in word(5) }
    let mask = FirmMask(hidden: Self.names(hidden), shown: Self.names(shown))
    for _ in 0..<50 {
      let text = Array(word(12))
      func places(_ names: [String]) -> [Range<Int>] {
        names.flatMap { name in
          text.indices.map { $0..<$0 + name.count }
            .filter { $0.upperBound <= text.count && Array(name) == Array(text[$0]) }
        }
      }
      let kept = places(shown)
      var isMasked = [Bool](repeating: false, count: text.count)
      for range in places(hidden)
      where !kept.contains(where: {
        $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound
      }) {
        for index in range { isMasked[index] = true }
      }
      let result = mask(String(text)).replacing("＊＊＊", with: "＊")
      var expected = ""
      for (index, letter) in text.enumerated() {
        if !isMasked[index] {
          expected.append(letter)
        } else if !expected.hasSuffix("＊") {
          expected += "＊"
        }
      }
      // Ranges that touch give a sign each.
      #expect(result.replacing(/＊+/, with: "＊") == expected, "\(String(text)) \(hidden) \(shown)")
    }
  }
}
