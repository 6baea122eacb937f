/// Shares a whole number of places over parties in proportion to their need, between floors and
/// ceilings (数量分配表).
///
/// Shares are need × λ, raised to the floor and lowered to the ceiling, with λ such that they sum to
/// the number; then rounded down, and the places left over go to the largest remainders, ties to the
/// earlier id. Everything is worked out in whole numbers. A party with no less need than another
/// between the same bounds never gets less; as with every largest-remainder method, one more place in
/// all may cost a party one.
public struct ProportionalAllocation: Sendable, Hashable {
  /// Who gets a share.
  public struct Party: Sendable, Hashable {
    /// The id, by which ties are settled.
    public var id: String
    /// How much need there is, such as the number of eligible firms.
    public var need: Int
    /// The least share.
    public var floor: Int
    /// The greatest share; nil for none.
    public var ceiling: Int?

    /// Who gets a share.
    ///
    /// - Parameters:
    ///   - id: The id, by which ties are settled.
    ///   - need: How much need there is.
    ///   - floor: The least share.
    ///   - ceiling: The greatest share; nil for none.
    public init(id: String, need: Int, floor: Int = 0, ceiling: Int? = nil) {
      self.id = id
      self.need = need
      self.floor = floor
      self.ceiling = ceiling
    }
  }

  /// What a party gets, and why.
  public struct Share: Sendable, Hashable {
    /// What decided a share.
    public enum Reason: Sendable, Hashable {
      /// Its proportion, rounded down.
      case proportion
      /// Its proportion, rounded up for its remainder.
      case remainder
      /// Its floor.
      case floor
      /// Its ceiling.
      case ceiling
    }

    /// The party.
    public let party: Party
    /// The places it gets.
    public let count: Int
    /// What decided it.
    public let reason: Reason
  }

  /// Why a number can't be shared.
  public enum Failure: Error, Sendable, Hashable {
    /// A floor above its ceiling, or a negative number.
    case contradictory(Party)
    /// The floors sum to more than the number.
    case floorsExceed(Int)
    /// The ceilings sum to less than the number.
    case ceilingsFallShort(Int)
    /// Parties below their ceilings have no need.
    case noNeed
  }

  /// The shares, in the order the parties were given.
  public let shares: [Share]
  /// What each group gets in sum, in the order the groups were given.
  public let groupShares: [Share]

  /// Shares a number of places.
  ///
  /// - Parameters:
  ///   - total: The number.
  ///   - parties: Who gets a share.
  /// - Throws: ``Failure``.
  /// - Complexity: O(parties²).
  public init(_ total: Int, over parties: [Party]) throws(Failure) {
    for party in parties
    where party.need < 0 || party.floor < 0 || party.floor > party.ceiling ?? .max {
      throw .contradictory(party)
    }
    guard total >= 0 else { throw .ceilingsFallShort(0) }
    let floors = parties.reduce(0) { $0 + $1.floor }
    guard floors <= total else { throw .floorsExceed(floors) }
    // A ceiling above the total binds nobody.
    let ceilings = parties.map { min($0.ceiling ?? total, total) }
    let most = ceilings.reduce(0) { $0 &+ $1 }
    guard most >= total else { throw .ceilingsFallShort(most) }

    var fixed = [Share.Reason?](repeating: nil, count: parties.count)
    var rest = total
    var need = parties.reduce(0) { $0 + $1.need }
    // Parties out of bounds are held there, on the side that is further out, until none is: those that
    // were held stay out of bounds as λ moves on.
    while true {
      let free = parties.indices.filter { fixed[$0] == nil }
      // Over a common denominator, so that nothing is rounded.
      let below = free.map { max(0, parties[$0].floor * need - parties[$0].need * rest) }
      let above = free.map { max(0, parties[$0].need * rest - ceilings[$0] * need) }
      let (deficit, excess) = (below.reduce(0, +), above.reduce(0, +))
      if need == 0 {
        for party in free { fixed[party] = .floor }
        rest -= free.reduce(0) { $0 + parties[$1].floor }
        break
      }
      guard deficit > 0 || excess > 0 else { break }
      let holdsFloors = deficit >= excess
      for (place, party) in free.enumerated() where (holdsFloors ? below : above)[place] > 0 {
        fixed[party] = holdsFloors ? .floor : .ceiling
        rest -= holdsFloors ? parties[party].floor : ceilings[party]
        need -= parties[party].need
      }
    }
    let free = parties.indices.filter { fixed[$0] == nil }
    guard rest == 0 || !free.isEmpty else { throw .noNeed }

    var counts = parties.indices.map { party in
      switch fixed[party] {
      case .floor: parties[party].floor
      case .ceiling: ceilings[party]
      default: parties[party].need * rest / need
      }
    }
    let left = rest - free.reduce(0) { $0 + counts[$1] }
    let order = free.sorted { one, other in
      let (remainder, otherRemainder) = (
        parties[one].need * rest % need, parties[other].need * rest % need
      )
      if remainder != otherRemainder { return remainder > otherRemainder }
      // Equal remainders: the greater need first, so that more need never gets less.
      if parties[one].need != parties[other].need {
        return parties[one].need > parties[other].need
      }
      return parties[one].id < parties[other].id
    }
    var reasons = fixed
    for party in order.prefix(left) {
      counts[party] += 1
      reasons[party] = .remainder
    }
    groupShares = []
    shares = parties.indices.map {
      Share(party: parties[$0], count: counts[$0], reason: reasons[$0] ?? .proportion)
    }
  }
}
