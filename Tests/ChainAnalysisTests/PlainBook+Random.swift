import Graphs

extension PlainBook {
  /// Shapes of supply networks.
  enum Shape: Int, CaseIterable, Sendable {
    case sparse
    case dense
    case tiered
    case longCycle
    case disconnected
    case tree
  }

  /// A small book by seed, with everything that tables may say: self-supply, mutual supply, cycles,
  /// several products of a pair, inferred supplies beside declared ones, leaders that supply leaders,
  /// child segments, firms that have closed.
  static func random(_ shape: Shape, seed: Int) -> PlainBook {
    var generator = SplitMix64(seed: UInt64(seed * Shape.allCases.count + shape.rawValue))
    var book = PlainBook()
    let isLarge = seed % 5 == 4
    let count = isLarge ? 15 + generator.below(16) : 3 + generator.below(9)
    book.regions = [("R1", ""), ("R2", ""), ("R21", "R2"), ("R3", "")]
    for number in 0..<count {
      var firm = Firm(id: number < 10 ? "F0\(number)" : "F\(number)")
      if generator.below(6) > 0 { firm.region = book.regions[generator.below(4)].code }
      firm.isClosed = generator.below(8) == 0
      firm.isCertified = generator.below(2) == 0
      firm.hasOpenProblem = generator.below(3) == 0
      book.firms.append(firm)
    }
    book.addStructure(&generator)
    book.addSupplies(shape, &generator)
    return book
  }

  private mutating func addStructure(_ generator: inout SplitMix64) {
    func anyFirm() -> String { firms[generator.below(firms.count)].id }
    for chain in ["C1", "C2"] {
      let leaders = generator.below(3) == 0 ? [anyFirm()] : []
      chains.append((chain, leaders))
      let count = 2 + generator.below(7)
      for number in 1...count {
        var segment = Segment(chain: chain, id: "S\(number)")
        // Parents come earlier, so that they form no cycle.
        if number > 1, generator.below(4) == 0 {
          segment.parent = "S\(1 + generator.below(number - 1))"
        }
        segments.append(segment)
      }
      let isTiered = generator.below(2) == 0
      for _ in 0..<generator.below(2 * count + 1) {
        let one = 1 + generator.below(count)
        let other = 1 + generator.below(count)
        flows.append(
          Flow(
            chain: chain, supplying: "S\(isTiered ? min(one, other) : one)",
            receiving: "S\(isTiered ? max(one, other) : other)"))
      }
      var taken: Set<[String]> = []
      for _ in 0..<generator.below(2 * firms.count) {
        let member = Member(
          chain: chain, segment: "S\(1 + generator.below(count))", firm: anyFirm(),
          isLeader: generator.below(6) == 0)
        guard taken.insert([member.segment, member.firm]).inserted else { continue }
        members.append(member)
      }
    }
  }

  private mutating func addSupplies(_ shape: Shape, _ generator: inout SplitMix64) {
    let count = firms.count
    var pairs: [(Int, Int)] = []
    func add(_ number: Int, _ pair: (inout SplitMix64) -> (Int, Int)) {
      for _ in 0..<number { pairs.append(pair(&generator)) }
    }
    switch shape {
    case .sparse: add(count + count / 3) { ($0.below(count), $0.below(count)) }
    case .dense: add(3 * count) { ($0.below(count), $0.below(count)) }
    case .tiered:
      // Supply runs from high numbers to low ones.
      add(2 * count) { generator in
        let pair = (generator.below(count), generator.below(count))
        return (max(pair.0, pair.1), min(pair.0, pair.1))
      }
    case .longCycle:
      let length = max(2, count * 2 / 3)
      pairs = (0..<length).map { ($0, ($0 + 1) % length) }
      add(count / 2) { ($0.below(count), $0.below(count)) }
    case .disconnected:
      let half = count / 2
      add(2 * count) { generator in
        let isFirst = generator.below(2) == 0
        let range = isFirst ? (0, max(1, half)) : (half, count - half)
        return (range.0 + generator.below(range.1), range.0 + generator.below(range.1))
      }
    case .tree:
      pairs = (1..<count).map { ($0, generator.below($0)) }
      add(2) { ($0.below(count), $0.below(count)) }
    }
    let names = Self.products.keys.sorted()
    for (supplier, customer) in pairs {
      for _ in 0..<(generator.below(4) == 0 ? 2 : 1) {
        var supply = Supply(supplier: firms[supplier].id, customer: firms[customer].id)
        supply.product = names[generator.below(names.count)]
        supply.isSole = [true, false, nil, nil, nil, nil, nil][generator.below(7)]
        supply.source = ["", "企业申报", "税票", "链主申报", "推断"][generator.below(5)]
        if supply.isInferred, generator.below(3) > 0 { supply.source = "抽查记录" }
        if generator.below(5) > 0, !supply.isInferred {
          supply.amount = [1, 1, 2, 5, 10, 40, 100][generator.below(7)]
        }
        supplies.append(supply)
      }
    }
  }
}
