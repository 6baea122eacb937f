import Testing

@testable import ChainModel

@Suite struct KeyedHashTests {
  @Test func spreadsAndDependsOnTheKey() {
    // 20,000 strings into 2^16 slots: ideally 17,231 distinct ones, give or take some sixty.
    for key in [KeyedHash(key: 5, 6), KeyedHash(key: 1 << 40, 3)] {
      var seen = Set<UInt32>()
      for index in 0..<20_000 {
        seen.insert(Array("91320322MA\(index)".utf8).withUnsafeBytes { key.hash($0) } & 0xFFFF)
      }
      #expect(abs(seen.count - 17_231) < 400, "\(seen.count)")
    }
    let text = Array("same".utf8)
    let hashes = (0..<50).map { seed in
      text.withUnsafeBytes { KeyedHash(key: UInt64(seed), 9).hash($0) }
    }
    #expect(Set(hashes).count == 50)
  }

  @Test func dependsOnEveryByteAndOnTheLength() {
    let hash = KeyedHash(key: 7, 8)
    var zeros = Set<UInt32>()
    for length in 0...70 {
      var bytes = [UInt8](repeating: 0, count: length)
      let plain = bytes.withUnsafeBytes { hash.hash($0) }
      zeros.insert(plain)
      for index in 0..<length {
        bytes[index] = 1
        #expect(bytes.withUnsafeBytes { hash.hash($0) } != plain, "byte \(index) of \(length)")
        bytes[index] = 0
      }
    }
    #expect(zeros.count == 71)
  }
}
