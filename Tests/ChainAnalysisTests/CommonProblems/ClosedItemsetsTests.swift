import ChainAnalysis
import Graphs
import Testing

@Suite struct ClosedItemsetsTests {
  /// Every subset of the items tried: frequent, and no item more in all of its transactions.
  private func plain(
    _ transactions: [[Int32]], _ itemCount: Int, _ leastSupport: Int, _ leastSize: Int
  ) -> Set<[Int32]> {
    var closed = Set<[Int32]>()
    for bits in 0..<(1 << itemCount) {
      let items = (0..<Int32(itemCount)).filter { bits >> $0 & 1 == 1 }
      let having = transactions.filter { Set($0).isSuperset(of: items) }
      guard items.count >= leastSize, having.count >= leastSupport else { continue }
      let more = (0..<Int32(itemCount)).filter { item in
        !items.contains(item) && having.allSatisfy { $0.contains(item) }
      }
      if more.isEmpty { closed.insert(items) }
    }
    return closed
  }

  private func sample(_ random: inout SplitMix64, items: Int, count: Int) -> [[Int32]] {
    let density = Int.random(in: 2...5, using: &random)
    return (0..<count).map { _ in
      (0..<Int32(items)).filter { _ in Int.random(in: 0..<density, using: &random) > 0 }
    }
  }

  @Test func matchesEverySubsetTried() {
    var random = SplitMix64(seed: 21)
    for _ in 0..<120 {
      let items = Int.random(in: 1...9, using: &random)
      let count = Int.random(in: 0...25, using: &random)
      let transactions = sample(&random, items: items, count: count)
      let support = Int.random(in: 1...4, using: &random)
      let found = ClosedItemsets(
        transactions: transactions, itemCount: items, leastSupport: support, leastSize: 2,
        limit: 10_000)
      let expected = plain(transactions, items, support, 2)
      #expect(Set(found.sets.map(\.items)) == expected && found.sets.count == expected.count)
      #expect(!found.isCapped && found.completeFrom == support)
      for set in found.sets {
        let having = transactions.indices.filter {
          Set(transactions[$0]).isSuperset(of: set.items)
        }
        #expect(set.transactions == having.map(Int32.init))
      }
      let sizes = found.sets.map(\.transactions.count)
      #expect(sizes == sizes.sorted(by: >))
    }
  }

  /// What a cap leaves is the beginning of the whole list, and it says from where on it is whole.
  @Test func caps() {
    var random = SplitMix64(seed: 22)
    var cut = 0
    for round in 0..<60 {
      let transactions = sample(&random, items: 9, count: 20)
      let whole = ClosedItemsets(
        transactions: transactions, itemCount: 9, leastSupport: 3, leastSize: 2, limit: 10_000)
      let limit = Int.random(in: 0...12, using: &random)
      let capped =
        round % 2 == 0
        ? ClosedItemsets(
          transactions: transactions, itemCount: 9, leastSupport: 3, leastSize: 2, limit: limit)
        : ClosedItemsets(
          transactions: transactions, itemCount: 9, leastSupport: 3, leastSize: 2, limit: 10_000,
          workLimit: limit * 200)
      #expect(capped.sets == Array(whole.sets.prefix(capped.sets.count)))
      if !capped.isCapped {
        #expect(capped.sets.count == whole.sets.count)
        continue
      }
      cut += 1
      if round % 2 == 0 { #expect(capped.sets.count == limit && whole.sets.count > limit) }
      let sure = whole.sets.filter { $0.transactions.count >= capped.completeFrom }
      #expect(capped.sets.count >= sure.count)
    }
    #expect(cut > 30)
  }

  /// A table whose closed sets are all 2ⁿ subsets ends at its cap.
  @Test func manySets() {
    let transactions = (0..<Int32(60)).map { left in (0..<Int32(60)).filter { $0 != left } }
    let found = ClosedItemsets(
      transactions: transactions, itemCount: 60, leastSupport: 3, leastSize: 2, limit: 100)
    #expect(found.isCapped && found.sets.count == 100 && found.completeFrom == 59)
    #expect(found.sets[0].items == [0, 1] && found.sets[0].transactions.count == 58)
  }
}
