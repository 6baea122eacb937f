extension ProportionalAllocation {
  /// Parties whose shares are bounded in sum, such as the counties of a city.
  public struct Group: Sendable, Hashable {
    /// The id, by which ties are settled.
    public var id: String
    /// The least sum.
    public var floor: Int
    /// The greatest sum; nil for none.
    public var ceiling: Int?
    /// The group around it, by its position, which comes before its own; nil for none.
    public var parent: Int?

    /// Parties whose shares are bounded in sum.
    ///
    /// - Parameters:
    ///   - id: The id, by which ties are settled.
    ///   - floor: The least sum.
    ///   - ceiling: The greatest sum; nil for none.
    ///   - parent: The group around it, by its position, which comes before its own; nil for none.
    public init(id: String, floor: Int = 0, ceiling: Int? = nil, parent: Int? = nil) {
      self.id = id
      self.floor = floor
      self.ceiling = ceiling
      self.parent = parent
    }
  }

  /// Shares a number of places over parties some of which are bounded in sum, too.
  ///
  /// Where the shares without groups keep every group's bounds, they stand. Else shares are need × λ
  /// between the bounds of the parties, their sum in a group is raised to the group's floor and lowered
  /// to its ceiling, and so on outwards, with λ such that all sum to the number. These are rounded by
  /// largest remainder, a group in one piece; what a group got is then shared within it likewise.
  /// A bound that binds nobody so moves nobody, except by a place of rounding.
  ///
  /// - Parameters:
  ///   - total: The number.
  ///   - parties: Who gets a share.
  ///   - groups: The groups, those around others first.
  ///   - groupOfParty: Each party's innermost group; nil for none.
  /// - Throws: ``Failure``; its contradictory party may stand for a group, with the bounds that it has
  ///   together with its members.
  /// - Complexity: O(parties² + (groups + 1) · parties · log parties).
  public init(
    _ total: Int, over parties: [Party], groups: [Group], groupOfParty: [Int?]
  ) throws(Failure) {
    if groups.isEmpty {
      self = try Self(total, over: parties)
      return
    }
    let tree = try AllocationTree(parties, groups: groups, groupOfParty: groupOfParty)
    guard total >= 0 else { throw .ceilingsFallShort(0) }
    guard tree.whole.floor <= total else { throw .floorsExceed(tree.whole.floor) }
    if let most = tree.whole.ceiling, most < total { throw .ceilingsFallShort(most) }
    let flat = try Self(total, over: parties)
    let sums = tree.sums(of: flat.shares.map(\.count))
    let keepsBounds = tree.parties.indices.allSatisfy {
      sums[$0] >= tree.parties[$0].floor && sums[$0] <= tree.parties[$0].ceiling ?? .max
    }
    if keepsBounds {
      shares = flat.shares
      groupShares = tree.parties.indices.map {
        Share(party: tree.parties[$0], count: sums[$0], reason: .proportion)
      }
    } else {
      (shares, groupShares) = tree.share(total)
    }
  }
}

/// Parties in nested groups, and what each gets at a rate of places per need.
struct AllocationTree {
  typealias Party = ProportionalAllocation.Party
  typealias Share = ProportionalAllocation.Share

  /// Places per need, exact.
  private struct Rate {
    var places: Int
    var need: Int

    static func < (one: Rate, other: Rate) -> Bool {
      one.places * other.need < other.places * one.need
    }
  }

  /// A sum of shares as a function of the rate, where no bound starts or ceases to bind.
  private struct Line {
    /// What those at a bound get.
    var fixed = 0
    /// The need of all others.
    var need = 0
  }

  private let members: [Party]
  /// The groups, as parties with the bounds they have together with their members; last the whole.
  private let nodes: [Party]
  private let nodeOfMember: [Int]
  private let parentOfNode: [Int]
  /// Ascending rates at which a bound starts or ceases to bind.
  private var rates: [Rate] = [Rate(places: 0, need: 1)]

  /// The groups, as parties with the bounds they have together with their members.
  var parties: ArraySlice<Party> { nodes.dropLast() }

  /// All members as one party.
  var whole: Party { nodes[nodes.count - 1] }

  /// Nests parties.
  ///
  /// - Parameters:
  ///   - members: The parties.
  ///   - groups: The groups, those around others first.
  ///   - groupOfParty: Each party's innermost group; nil for none.
  /// - Throws: `ProportionalAllocation.Failure.contradictory`.
  /// - Complexity: O(groups · parties · log parties).
  init(
    _ members: [Party], groups: [ProportionalAllocation.Group], groupOfParty: [Int?]
  ) throws(ProportionalAllocation.Failure) {
    let whole = groups.count
    self.members = members
    nodeOfMember = groupOfParty.map { $0 ?? whole }
    parentOfNode = groups.enumerated().map { position, group in
      group.parent.flatMap { $0 < position ? $0 : nil } ?? whole
    }
    for party in members
    where party.need < 0 || party.floor < 0 || party.floor > party.ceiling ?? .max {
      throw .contradictory(party)
    }
    var sums = [Party](repeating: Party(id: "", need: 0, ceiling: 0), count: whole + 1)
    func add(_ party: Party, to node: Int) {
      sums[node].need += party.need
      sums[node].floor += party.floor
      // Who has no need gets no more than the floor.
      let most = party.need == 0 ? party.floor : party.ceiling
      sums[node].ceiling = sums[node].ceiling.flatMap { sum in most.map { sum &+ $0 } }
    }
    for (member, node) in zip(members, nodeOfMember) { add(member, to: node) }
    for (position, group) in groups.enumerated().reversed() {
      var party = sums[position]
      party.id = group.id
      party.floor = max(party.floor, group.floor)
      party.ceiling = [party.ceiling, group.ceiling].compactMap(\.self).min()
      guard party.floor <= party.ceiling ?? .max else { throw .contradictory(party) }
      sums[position] = party
      add(party, to: parentOfNode[position])
    }
    nodes = sums

    for member in members where member.need > 0 {
      for bound in [member.floor, member.ceiling].compactMap(\.self) where bound > 0 {
        rates.append(Rate(places: bound, need: member.need))
      }
    }
    rates.sort(by: <)
    // Inner groups first: the rates of a group take in those of the groups within.
    for node in groups.indices.reversed() where nodes[node].need > 0 {
      let bounds = [nodes[node].floor, nodes[node].ceiling].compactMap(\.self)
      rates += bounds.map { rate(at: $0, in: node) }
      rates.sort(by: <)
    }
  }

  /// What the members of each group have in sum, and all members.
  ///
  /// - Parameter counts: What each member has.
  /// - Returns: A sum for each group; last that of all.
  /// - Complexity: O(parties + groups).
  func sums(of counts: [Int]) -> [Int] {
    var sums = [Int](repeating: 0, count: nodes.count)
    for (count, node) in zip(counts, nodeOfMember) { sums[node] += count }
    for (node, parent) in parentOfNode.enumerated().reversed() { sums[parent] += sums[node] }
    return sums
  }

  /// Shares places, from the whole inwards.
  ///
  /// - Parameter total: The number, between the bounds of the whole.
  /// - Returns: The shares of members and groups.
  /// - Complexity: O((groups + 1) · parties · log parties).
  func share(_ total: Int) -> (members: [Share], groups: [Share]) {
    var shares = members.map { Share(party: $0, count: 0, reason: .proportion) }
    var groupShares = parties.map { Share(party: $0, count: 0, reason: .proportion) }
    // Groups stand behind the members in one numbering.
    var items = [[Int]](repeating: [], count: nodes.count)
    for (member, node) in nodeOfMember.enumerated() { items[node].append(member) }
    for (node, parent) in parentOfNode.enumerated() {
      items[parent].append(members.count + node)
    }
    for node in [nodes.count - 1] + groupShares.indices {
      let places = node < groupShares.count ? groupShares[node].count : total
      let rate = rate(at: places, in: node)
      let quotas = quotas(at: rate)
      let parts = items[node].map { item in
        let (party, quota) =
          item < members.count
          ? (members[item], members[item].need * rate.places)
          : (nodes[item - members.count], quotas[item - members.count])
        return (item: item, party: party, part: Self.part(quota, of: party, rate.need))
      }
      let left = places - parts.reduce(0) { $0 + $1.part.amount / rate.need }
      let order = parts.sorted { one, other in
        let (remainder, otherRemainder) = (
          one.part.amount % rate.need, other.part.amount % rate.need
        )
        if remainder != otherRemainder { return remainder > otherRemainder }
        if one.party.need != other.party.need { return one.party.need > other.party.need }
        return one.party.id < other.party.id
      }
      for (place, one) in order.enumerated() {
        let share = Share(
          party: one.party, count: one.part.amount / rate.need + (place < left ? 1 : 0),
          reason: place < left ? .remainder : one.part.reason)
        if one.item < members.count {
          shares[one.item] = share
        } else {
          groupShares[one.item - members.count] = share
        }
      }
    }
    return (shares, groupShares)
  }

  /// A quota between the bounds of its party, in parts of a place.
  private static func part(
    _ quota: Int, of party: Party, _ parts: Int
  ) -> (amount: Int, reason: Share.Reason) {
    if quota < party.floor * parts { return (party.floor * parts, .floor) }
    if let ceiling = party.ceiling, quota > ceiling * parts { return (ceiling * parts, .ceiling) }
    return (quota, .proportion)
  }

  /// What the members of each group come to at a rate, before the group's own bounds.
  private func quotas(at rate: Rate) -> [Int] {
    var quotas = [Int](repeating: 0, count: nodes.count)
    for (member, node) in zip(members, nodeOfMember) {
      quotas[node] += Self.part(member.need * rate.places, of: member, rate.need).amount
    }
    for (node, parent) in parentOfNode.enumerated().reversed() {
      quotas[parent] += Self.part(quotas[node], of: nodes[node], rate.need).amount
    }
    return quotas
  }

  /// The rate at which the members of a group come to a number of places.
  private func rate(at places: Int, in node: Int) -> Rate {
    // The first rate that is enough; between it and the one before, the sum is a line.
    var (low, high) = (0, rates.count)
    while low < high {
      let middle = (low + high) / 2
      if quotas(at: rates[middle])[node] >= places * rates[middle].need {
        high = middle
      } else {
        low = middle + 1
      }
    }
    guard low > 0 else { return rates[0] }
    let start = rates[low - 1]
    let line =
      low < rates.count
      ? line(
        of: node,
        near: Rate(
          places: start.places + rates[low].places, need: start.need + rates[low].need))
      : line(of: node, near: Rate(places: start.places + start.need, need: start.need))
    return line.need > 0 ? Rate(places: places - line.fixed, need: line.need) : start
  }

  private func line(of wanted: Int, near rate: Rate) -> Line {
    let quotas = quotas(at: rate)
    var lines = [Line](repeating: Line(), count: nodes.count)
    func add(_ line: Line, quota: Int, of party: Party, to node: Int) {
      switch Self.part(quota, of: party, rate.need).reason {
      case .floor: lines[node].fixed += party.floor
      case .ceiling: lines[node].fixed += party.ceiling ?? 0
      case .proportion, .remainder:
        lines[node].fixed += line.fixed
        lines[node].need += line.need
      }
    }
    for (member, node) in zip(members, nodeOfMember) {
      add(
        Line(need: member.need), quota: member.need * rate.places, of: member, to: node)
    }
    for (node, parent) in parentOfNode.enumerated().reversed() {
      add(lines[node], quota: quotas[node], of: nodes[node], to: parent)
    }
    return lines[wanted]
  }
}
