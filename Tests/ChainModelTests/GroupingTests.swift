import Testing

@testable import ChainModel

@Suite struct GroupingTests {
  @Test func gathersInOrder() {
    let grouping = Grouping(keyCount: 4, pairs: [(2, 7), (0, 5), (2, 3), (-1, 9), (4, 9), (2, 7)])
    #expect(grouping.keyCount == 4)
    #expect((0..<4).map { Array(grouping[$0]) } == [[5], [], [7, 3, 7], []])
    #expect((0..<4).map { grouping.count(of: $0) } == [1, 0, 3, 0])
  }

  @Test func mayBeEmpty() {
    #expect(Grouping(keyCount: 0, pairs: []).keyCount == 0)
    #expect(Array(Grouping(keyCount: 2, pairs: [])[1]) == [])
    #expect(Grouping(keyCount: 0, pairs: [(0, 1)]).keyCount == 0)
  }

  @Test func gathersRowsByKey() {
    let grouping = Grouping(keyCount: 3, rows: ["b", "", "a", "b"]) {
      $0.first.map { $0 == "a" ? 0 : 1 }
    }
    #expect((0..<3).map { Array(grouping[$0]) } == [[2], [0, 3], []])
  }

  @Test(arguments: UInt64(1)...8)
  func agreesWithADictionary(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let keyCount = Int.random(in: 1...50, using: &generator)
    let pairs = (0..<Int.random(in: 0...500, using: &generator)).map { _ in
      (
        key: Int32.random(in: -3...Int32(keyCount + 3), using: &generator),
        item: UInt32.random(in: 0...40, using: &generator)
      )
    }
    let reference = Dictionary(grouping: pairs, by: \.key).mapValues { $0.map { Int($0.item) } }
    let grouping = Grouping(keyCount: keyCount, pairs: pairs)
    for key in 0..<keyCount {
      #expect(Array(grouping[key]) == reference[Int32(key)] ?? [], "seed \(seed), key \(key)")
      #expect(grouping.count(of: key) == reference[Int32(key)]?.count ?? 0)
    }
    #expect(grouping == Grouping(keyCount: keyCount, pairs: pairs))
  }
}
