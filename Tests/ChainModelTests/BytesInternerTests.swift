import Testing

@testable import ChainModel

@Suite struct BytesInternerTests {
  @Test func numbersInOrderOfArrival() {
    var table = BytesInterner()
    #expect(["b", "a", "b", "", "供应方", "", "a"].map { table.intern($0) } == [0, 1, 0, 2, 3, 2, 1])
    #expect(table.count == 4)
    #expect((0..<4).map { table.string(of: $0) } == ["b", "a", "", "供应方"])
    #expect(Array(table.bytes(of: 1)) == [0x61])
    #expect(table.find("a") == 1)
    #expect(table.find("c") == nil)
    #expect(table.byteCount == 2 + "供应方".utf8.count)
  }

  @Test func isEmptyAtFirst() {
    let table = BytesInterner()
    #expect(table.isEmpty)
    #expect(table.find("") == nil)
  }

  @Test func copiesAreIndependent() {
    var first = BytesInterner()
    _ = first.intern("x")
    var second = first
    #expect(second.intern("y") == 1)
    #expect(first.count == 1)
    #expect(first.find("y") == nil)
    #expect(first.intern("z") == 1)
    #expect(second.string(of: 1) == "y")
  }

  @Test(arguments: [UInt64(21), 22])
  func agreesWithADictionary(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = BytesInterner()
    var reference: [[UInt8]: UInt32] = [:]
    var order: [[UInt8]] = []
    for _ in 0..<60_000 {
      // Lengths round every step of the hash, few letters: many repeats and near-equal strings.
      let length = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...1, using: &generator) }
      let id = table.intern(bytes)
      if let known = reference[bytes] {
        if known != id { Issue.record("seed \(seed): \(bytes)") }
      } else {
        if id != UInt32(order.count) { Issue.record("seed \(seed): \(bytes)") }
        reference[bytes] = id
        order.append(bytes)
      }
    }
    #expect(table.count == order.count)
    #expect(order.indices.allSatisfy { Array(table.bytes(of: UInt32($0))) == order[$0] })
    #expect(order.allSatisfy { $0.withUnsafeBytes { table.find($0) } == reference[$0] })
  }

  @Test func numbersDoNotDependOnTheKey() {
    var first = BytesInterner(capacity: 0, key: KeyedHash(key: 1, 2))
    var second = BytesInterner(capacity: 5000, key: KeyedHash(key: .max, 77))
    for index in 0..<10_000 {
      let text = "firm \(index % 3000)"
      #expect(first.intern(text) == second.intern(text))
    }
  }

  @Test func keepsEverythingWhenItReserves() {
    var table = BytesInterner(capacity: 10)
    for index in 0..<100 { _ = table.intern("\(index)") }
    table.reserve(100_000, bytes: 1 << 20)
    #expect((0..<100).allSatisfy { table.find("\($0)") == UInt32($0) })
    #expect(table.intern("new") == 100)
  }

  @Test func tellsStringsOfTheSameHashApart() {
    // Among 250,000 strings some seven pairs share all 32 bits of a good hash.
    let key = KeyedHash(key: 3, 4)
    var table = BytesInterner(capacity: 0, key: key)
    var hashes = Set<UInt32>()
    let count: UInt32 = 250_000
    for index in 0..<count {
      withUnsafeBytes(of: index) { bytes in
        hashes.insert(key.hash(bytes))
        if table.intern(bytes) != index { Issue.record("\(index)") }
      }
    }
    #expect(hashes.count < count, "no collision, nothing tested")
    #expect(table.count == Int(count))
  }
}
