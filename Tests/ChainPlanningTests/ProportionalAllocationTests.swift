import Testing

@testable import ChainPlanning

@Suite struct ProportionalAllocationTests {
  private typealias Party = ProportionalAllocation.Party

  private func counts(_ total: Int, _ parties: [Party]) throws -> [Int] {
    try ProportionalAllocation(total, over: parties).shares.map(\.count)
  }

  @Test func `Largest remainders get what rounding leaves`() throws {
    let parties = [41, 33, 26].enumerated().map { Party(id: "R\($0.offset)", need: $0.element) }
    // 4.1, 3.3 and 2.6.
    let shares = try ProportionalAllocation(10, over: parties).shares
    #expect(shares.map(\.count) == [4, 3, 3])
    #expect(shares.map(\.reason) == [.proportion, .proportion, .remainder])
  }

  @Test func `Ties go to the earlier id, whatever the order`() throws {
    let parties = [Party(id: "B", need: 1), Party(id: "A", need: 1)]
    #expect(try counts(1, parties) == [0, 1])
    #expect(try counts(1, parties.reversed()) == [1, 0])
  }

  @Test func `Floors and ceilings hold, and the rest is shared in proportion`() throws {
    let parties = [
      Party(id: "A", need: 1, floor: 5), Party(id: "B", need: 90, ceiling: 10),
      Party(id: "C", need: 6), Party(id: "D", need: 3),
    ]
    let shares = try ProportionalAllocation(24, over: parties).shares
    #expect(shares.map(\.count) == [5, 10, 6, 3])
    #expect(shares.map(\.reason) == [.floor, .ceiling, .proportion, .proportion])
  }

  @Test func `What can't be shared is refused with its figure`() throws {
    #expect(throws: ProportionalAllocation.Failure.floorsExceed(5)) {
      try ProportionalAllocation(4, over: [Party(id: "A", need: 1, floor: 5)])
    }
    #expect(throws: ProportionalAllocation.Failure.ceilingsFallShort(3)) {
      try ProportionalAllocation(4, over: [Party(id: "A", need: 1, ceiling: 3)])
    }
    #expect(throws: ProportionalAllocation.Failure.noNeed) {
      try ProportionalAllocation(4, over: [Party(id: "A", need: 0)])
    }
    let party = Party(id: "A", need: 1, floor: 3, ceiling: 2)
    #expect(throws: ProportionalAllocation.Failure.contradictory(party)) {
      try ProportionalAllocation(4, over: [party])
    }
    #expect(try counts(0, []) == [])
  }

  @Test func `Shares sum up, stay within bounds, and follow need`() throws {
    var random = RandomProblem(seed: 99)
    for _ in 0..<5_000 {
      let hasBounds = random.chance(70)
      let parties = (0..<1 + random.below(8)).map { number in
        let floor = hasBounds && random.chance(40) ? random.below(5) : 0
        return Party(
          id: "R\(number)", need: random.below(40), floor: floor,
          ceiling: hasBounds && random.chance(40) ? floor + random.below(8) : nil)
      }
      let total = random.below(60)
      let shares: [ProportionalAllocation.Share]
      do {
        shares = try ProportionalAllocation(total, over: parties).shares
      } catch {
        let most = parties.reduce(0) { $0 + ($1.need == 0 ? $1.floor : $1.ceiling ?? total) }
        let least = parties.reduce(0) { $0 + $1.floor }
        #expect(least > total || most < total, "\(total) \(parties) \(error)")
        continue
      }
      #expect(shares.reduce(0) { $0 + $1.count } == total)
      for share in shares {
        #expect(share.count >= share.party.floor)
        #expect(share.count <= share.party.ceiling ?? .max)
        for other in shares
        where other.party.floor == share.party.floor
          && other.party.ceiling == share.party.ceiling && other.party.need >= share.party.need
        {
          #expect(
            other.count >= share.count || other.party.need == share.party.need,
            "\(total) \(parties)")
        }
      }
      let backwards = try ProportionalAllocation(total, over: parties.reversed()).shares
      #expect(backwards.reversed().map(\.count) == shares.map(\.count))
    }
  }
}
