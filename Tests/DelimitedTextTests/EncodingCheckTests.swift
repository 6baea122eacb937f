import Testing

@testable import DelimitedText

@Suite struct EncodingCheckTests {
  static let good: [[UInt8]] = [
    [], [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
    [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    Array("供应方,采购方,产品,年供货额(万元)\r\n".utf8), Array("é😀a中b".utf8),
  ]

  /// The boundaries of Table 3-7 of the Unicode Standard, just outside.
  static let bad: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x7F], [0xC2, 0xC0],
    [0xE0, 0x9F, 0x80], [0xE0, 0xA0], [0xE4, 0xB8], [0xE4, 0xB8, 0x41], [0xED, 0xA0, 0x80],
    [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x8F, 0x80, 0x80], [0xF0, 0x90, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
  ]

  /// Surroundings which bring a sequence into the fast and the slow way.
  static let surroundings: [[UInt8]] = [
    [], [0x61], Array("abcdefghijklm".utf8), Array("中文中文".utf8), Array("中\n文".utf8),
  ]

  @Test(arguments: good, surroundings)
  func acceptsWellFormedText(_ sequence: [UInt8], around: [UInt8]) {
    #expect(EncodingCheck.firstFault(in: around + sequence + around) == nil)
  }

  @Test(arguments: bad, surroundings)
  func findsTheFirstIllFormedSequence(_ sequence: [UInt8], around: [UInt8]) {
    let text = around + sequence + [0x0A] + around
    let line = around.contains(0x0A) ? 2 : 1
    let fault = EncodingCheck.Fault(offset: around.count, line: line)
    #expect(EncodingCheck.firstFault(in: text) == fault)
    #expect(EncodingCheck.firstFault(in: around + sequence) == fault)
  }

  @Test func countsEveryKindOfLineEnd() {
    let text = Array("a\nb\r\nc\rd\r\r\n".utf8)
    let fault = EncodingCheck.Fault(offset: text.count, line: 6)
    #expect(EncodingCheck.firstFault(in: text + [0xFF]) == fault)
    for cut in 0...text.count {
      var check = EncodingCheck()
      text[..<cut].withUnsafeBytes { check.consume($0) }
      (text[cut...] + [0xFF]).withUnsafeBytes { check.consume($0) }
      #expect(check.finish() == fault, "cut at \(cut)")
    }
  }

  @Test(arguments: [UInt64(31), 32])
  func agreesWithTheStandardLibrary(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes: [UInt8] = [
      0x41, 0x0A, 0x0D, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xE4, 0xED, 0xEF,
      0xF0, 0xF4, 0xF5,
    ]
    var valid = 0
    for _ in 0..<20_000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: text.append(bytes[Int.random(in: 0..<bytes.count, using: &generator)])
        case 1: text += Array("é".utf8)
        case 2: text += Array("😀".utf8)
        case 3: text += Array("ab\r\n".utf8)
        default: text += Array("中".utf8)
        }
      }
      let fault = EncodingCheck.firstFault(in: text)
      let isValid = String(validating: text, as: UTF8.self) != nil
      if isValid { valid += 1 }
      if (fault == nil) != isValid { Issue.record("seed \(seed): \(text)") }
      // What stands before the fault is well formed.
      if let fault, String(validating: text[..<fault.offset], as: UTF8.self) == nil {
        Issue.record("seed \(seed): offset \(fault.offset) of \(text)")
      }
      var check = EncodingCheck()
      let size = Int.random(in: 1...5, using: &generator)
      for start in stride(from: 0, to: text.count, by: size) {
        text[start..<min(start + size, text.count)].withUnsafeBytes { check.consume($0) }
      }
      if check.finish() != fault { Issue.record("seed \(seed): \(text) in pieces of \(size)") }
    }
    #expect(valid > 2000 && valid < 18_000)
  }
}
