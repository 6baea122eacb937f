import Testing

@testable import ChainModel

@Suite struct TextPoolTests {
  @Test func keepsEachTextOnce() {
    var pool = TextPool()
    let first = pool.intern("供应方")
    let second = pool.intern("采购方")
    #expect(first != second)
    #expect(pool.intern("供应方") == first)
    #expect(pool[first] == "供应方")
    #expect(pool[second] == "采购方")
    #expect(pool.count == 3)
    #expect(pool.find("采购方") == second)
    #expect(pool.find("别的") == nil)
  }

  @Test func theEmptyTextIsAlwaysThere() {
    var pool = TextPool()
    #expect(pool.count == 1)
    #expect(pool.intern("") == .empty)
    #expect(pool[TextID.empty] == "")
    #expect(TextID.empty.isEmpty)
    #expect(!pool.intern(" ").isEmpty)
  }

  @Test func textsAreToldApartByTheirBytes() {
    var pool = TextPool()
    // Canonically equal in Unicode, and `==` to Swift, yet different cells.
    #expect(pool.intern("\u{E9}") != pool.intern("e\u{301}"))
    #expect(pool.intern("A") != pool.intern("a"))
    #expect(pool.intern("\u{0}") != pool.intern(""))
  }

  @Test func listsKeepTheirOrder() {
    var pool = TextPool()
    let a = pool.intern("甲")
    let b = pool.intern("乙")
    let first = pool.list([b, a, b])
    let second = pool.list([a])
    #expect(pool[first] == ["乙", "甲", "乙"])
    #expect(pool[second] == ["甲"])
    #expect(pool[pool.list([])] == [])
    #expect(pool[TextList.empty] == [])
    #expect(TextList.empty.isEmpty)
    #expect(!first.isEmpty)
  }

  @Test(arguments: [UInt64(5), 6])
  func ordersByBytes(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var pool = TextPool()
    let letters = ["a", "b", "甲", "é", "😀", "\u{0}"]
    let texts = (0..<60).map { _ in
      (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &generator)]
      }.joined()
    }
    let handles = texts.map { pool.intern($0) }
    for (left, one) in zip(texts, handles) {
      for (right, other) in zip(texts, handles) {
        let precedes = left.utf8.lexicographicallyPrecedes(right.utf8)
        if pool.precedes(one, other) != precedes { Issue.record("seed \(seed): \(left) \(right)") }
      }
    }
  }
}
