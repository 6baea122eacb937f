import Testing

@testable import ChainModel

@Suite struct NearCodesTests {
  private let code = "9144030071526726XG"

  /// Every text at one replaced character or swap of neighbours leads back to the code.
  @Test func everySingleSlipIsPutRight() throws {
    let right = try #require(CreditCode(code))
    var slips = 0
    let bytes = Array(code.utf8)
    for place in bytes.indices {
      var changed = bytes
      for byte in CreditCode.alphabet where byte != bytes[place] {
        changed[place] = byte
        let near = CreditCode.codes(near: String(decoding: changed, as: UTF8.self))
        #expect(near.contains(right))
        slips += 1
      }
      guard place + 1 < bytes.count, bytes[place] != bytes[place + 1] else { continue }
      changed = bytes
      changed.swapAt(place, place + 1)
      #expect(CreditCode.codes(near: String(decoding: changed, as: UTF8.self)).contains(right))
    }
    #expect(slips == 18 * 30)
  }

  /// What is found is valid and one slip away, and the slower search over all texts finds no more.
  @Test func agreesWithTryingAll() {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<40 {
      var bytes = Array(code.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<18, using: &random)
        bytes[place] = CreditCode.alphabet.randomElement(using: &random) ?? bytes[place]
      }
      var expected: Set<CreditCode> = []
      for place in bytes.indices {
        for byte in CreditCode.alphabet where byte != bytes[place] {
          var changed = bytes
          changed[place] = byte
          if let code = CreditCode(utf8: changed.span) { expected.insert(code) }
        }
        guard place + 1 < bytes.count, bytes[place] != bytes[place + 1] else { continue }
        var changed = bytes
        changed.swapAt(place, place + 1)
        if let code = CreditCode(utf8: changed.span) { expected.insert(code) }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        Set(CreditCode.codes(near: text)).subtracting([CreditCode(text)].compactMap(\.self))
          == expected)
    }
  }

  @Test(arguments: ["", "9144030071526726X", "914403007152672OXG", "统一社会信用代码应为十八位的文本字符"])
  func otherTextsHaveNone(_ text: String) {
    #expect(CreditCode.codes(near: text).isEmpty)
  }
}
