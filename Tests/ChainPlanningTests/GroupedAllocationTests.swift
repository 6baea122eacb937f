import Testing

@testable import ChainPlanning

@Suite struct GroupedAllocationTests {
  private typealias Party = ProportionalAllocation.Party
  private typealias Group = ProportionalAllocation.Group

  /// Parties in a forest of groups.
  private struct Instance {
    var parties: [Party]
    var groups: [Group]
    var groupOfParty: [Int?]

    /// Up to six parties and four groups with bounds that may contradict each other.
    init(_ random: inout RandomProblem) {
      groups = (0..<1 + random.below(4)).map { number in
        let floor = random.chance(40) ? random.below(8) : 0
        return Group(
          id: "G\(number)", floor: floor,
          ceiling: random.chance(60) ? floor + random.below(9) : nil,
          parent: number > 0 && random.chance(60) ? random.below(number) : nil)
      }
      parties = (0..<1 + random.below(6)).map { number in
        let need = random.below(9)
        let floor = random.chance(30) ? random.below(4) : 0
        return Party(
          id: "R\(number)", need: need, floor: floor,
          ceiling: random.chance(80) ? max(floor, need) : floor + random.below(5))
      }
      let count = groups.count
      groupOfParty = parties.indices.map { _ in
        random.chance(75) ? random.below(count) : nil
      }
    }

    /// The parties of a group and of those within.
    func members(of group: Int) -> [Int] {
      parties.indices.filter { party in
        var next = groupOfParty[party]
        while let one = next {
          if one == group { return true }
          next = groups[one].parent
        }
        return false
      }
    }

    /// Whether counts keep every bound; who has no need gets no more than the floor.
    func keepsBounds(_ counts: [Int]) -> Bool {
      zip(parties, counts).allSatisfy { party, count in
        count >= party.floor && count <= party.ceiling ?? .max
          && (party.need > 0 || count == party.floor)
      }
        && groups.indices.allSatisfy { group in
          let sum = members(of: group).reduce(0) { $0 + counts[$1] }
          return sum >= groups[group].floor && sum <= groups[group].ceiling ?? .max
        }
    }

    /// The sums that some counts within all bounds come to, by trying every one.
    func reachableSums() -> Set<Int> {
      var sums: Set<Int> = []
      var counts = parties.map(\.floor)
      while true {
        if keepsBounds(counts) { sums.insert(counts.reduce(0, +)) }
        var place = 0
        while place < counts.count, counts[place] >= parties[place].ceiling ?? 0 {
          counts[place] = parties[place].floor
          place += 1
        }
        guard place < counts.count else { return sums }
        counts[place] += 1
      }
    }
  }

  @Test func `Every bound holds whenever one way to hold them all exists`() throws {
    var random = RandomProblem(seed: 2_026)
    var (shared, moved) = (0, 0)
    for _ in 0..<250 {
      let instance = Instance(&random)
      let reachable = instance.reachableSums()
      for total in 0..<24 {
        let allocation: ProportionalAllocation
        do {
          allocation = try ProportionalAllocation(
            total, over: instance.parties, groups: instance.groups,
            groupOfParty: instance.groupOfParty)
        } catch {
          #expect(!reachable.contains(total), "\(total) \(instance) \(error)")
          continue
        }
        shared += 1
        let counts = allocation.shares.map(\.count)
        #expect(counts.reduce(0, +) == total, "\(total) \(instance)")
        #expect(instance.keepsBounds(counts), "\(total) \(instance) \(counts)")
        #expect(
          allocation.groupShares.map(\.count)
            == instance.groups.indices.map {
              instance.members(of: $0).reduce(0) { $0 + counts[$1] }
            })
        // Side by side between the same bounds, more need never gets less.
        for (one, other) in zip(instance.parties.indices, instance.parties.indices.dropFirst())
        where instance.groupOfParty[one] == instance.groupOfParty[other] {
          let (less, more) =
            instance.parties[one].need < instance.parties[other].need ? (one, other) : (other, one)
          if instance.parties[less].floor == instance.parties[more].floor,
            instance.parties[less].ceiling ?? .max <= instance.parties[more].ceiling ?? .max,
            instance.parties[less].need < instance.parties[more].need
          {
            #expect(counts[less] <= counts[more], "\(total) \(instance)")
          }
        }
        let flat = try ProportionalAllocation(total, over: instance.parties).shares.map(\.count)
        if instance.keepsBounds(flat) {
          #expect(counts == flat, "\(total) \(instance)")
        } else {
          moved += 1
        }
      }
    }
    #expect(shared > 800 && moved > 100, "\(shared) \(moved)")
  }

  @Test func `Without groups the tree shares as the flat method does`() throws {
    var random = RandomProblem(seed: 7)
    var shared = 0
    for _ in 0..<3_000 {
      let parties = (0..<1 + random.below(8)).map { number in
        let floor = random.chance(40) ? random.below(5) : 0
        return Party(
          id: "R\(number)", need: random.below(40), floor: floor,
          ceiling: random.chance(40) ? floor + random.below(8) : nil)
      }
      let total = random.below(60)
      guard let flat = try? ProportionalAllocation(total, over: parties) else { continue }
      let none = [Int?](repeating: nil, count: parties.count)
      let same = try ProportionalAllocation(
        total, over: parties, groups: [], groupOfParty: none)
      #expect(same == flat)
      let tree = try AllocationTree(parties, groups: [], groupOfParty: none)
      #expect(
        tree.share(total).members.map(\.count) == flat.shares.map(\.count), "\(total) \(parties)")
      shared += 1
    }
    #expect(shared > 1_000)
  }

  /// What a group may not have goes to the others in proportion, and within it proportion holds.
  @Test func `A group at its ceiling shares that, the others the rest`() throws {
    let parties = [("A", 10), ("B", 20), ("C", 15), ("D", 15)].map { Party(id: $0, need: $1) }
    let allocation = try ProportionalAllocation(
      30, over: parties, groups: [Group(id: "G", ceiling: 6)], groupOfParty: [0, 0, nil, nil])
    #expect(allocation.shares.map(\.count) == [2, 4, 12, 12])
    #expect(allocation.groupShares.map(\.count) == [6])
    #expect(allocation.groupShares.map(\.reason) == [.ceiling])
  }

  /// The floor of one member takes nothing from another that the group's ceiling leaves room for.
  @Test func `A group lowered to its ceiling keeps all of it`() throws {
    let parties = [
      Party(id: "A", need: 1, floor: 10), Party(id: "B", need: 9), Party(id: "C", need: 10),
    ]
    let allocation = try ProportionalAllocation(
      29, over: parties, groups: [Group(id: "G", ceiling: 12)], groupOfParty: [0, 0, nil])
    #expect(allocation.shares.map(\.count) == [10, 2, 17])
  }

  @Test func `Groups nest`() throws {
    let parties = ["A", "B", "C", "D"].map { Party(id: $0, need: 10, ceiling: 10) }
    let groups = [Group(id: "outer", floor: 13), Group(id: "inner", ceiling: 4, parent: 0)]
    let allocation = try ProportionalAllocation(
      16, over: parties, groups: groups, groupOfParty: [1, 1, 0, nil])
    // 4, 4, 4 and 4; the inner one lowered: 2, 2, 6 and 6; then the outer one raised.
    #expect(allocation.shares.map(\.count) == [2, 2, 9, 3])
    #expect(allocation.groupShares.map(\.count) == [13, 4])
    #expect(allocation.groupShares.map(\.reason) == [.floor, .ceiling])
  }

  @Test func `Bounds that contradict those within are refused with both`() {
    let parties = ["A", "B"].map { Party(id: $0, need: 10, floor: 3, ceiling: 10) }
    #expect(
      throws: ProportionalAllocation.Failure.contradictory(
        Party(id: "G", need: 20, floor: 6, ceiling: 5))
    ) {
      try ProportionalAllocation(
        8, over: parties, groups: [Group(id: "G", ceiling: 5)], groupOfParty: [0, 0])
    }
    #expect(throws: ProportionalAllocation.Failure.ceilingsFallShort(7)) {
      try ProportionalAllocation(
        8, over: parties, groups: [Group(id: "G", ceiling: 7)], groupOfParty: [0, 0])
    }
    #expect(throws: ProportionalAllocation.Failure.floorsExceed(9)) {
      try ProportionalAllocation(
        8, over: parties, groups: [Group(id: "G", floor: 9)], groupOfParty: [0, 0])
    }
  }
}
