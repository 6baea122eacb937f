public import ChainAnalysis
public import ChainModel

/// Shares a number of firms to support over the regions of a book.
///
/// A region's need is the number of its eligible firms: in operation, small or micro, with a problem
/// open on the day. No region gets more than it has eligible firms; floors and ceilings are those of
/// its limits (约束). Of several limits on one region, the greatest floor and the least ceiling hold. A
/// limit on a region that contains others bounds the sum over it and all within, as it does for a
/// choice of measures.
public struct RegionAllocation: Sendable {
  /// A region's part.
  public struct Part: Sendable, Hashable {
    /// The region's position.
    public let region: Int
    /// Its eligible firms, ascending.
    public let eligible: [Int]
    /// What it gets.
    public let share: ProportionalAllocation.Share
    /// Its limits' positions in the book, ascending.
    public let limits: [Int]
    /// The innermost sum that is bounded and that it counts in, by position in
    /// ``RegionAllocation/sums``; nil for none.
    public let sum: Int?
  }

  /// A region that contains others, and the bounds on what they get in sum.
  public struct BoundedSum: Sendable, Hashable {
    /// The region's position.
    public let region: Int
    /// What the regions within get in sum; its bounds are those of its limits together with those of
    /// the regions within.
    public let share: ProportionalAllocation.Share
    /// The greatest floor of its limits alone; nil for none.
    public let floor: Int?
    /// The least ceiling of its limits alone; nil for none.
    public let ceiling: Int?
    /// Its limits' positions in the book, ascending.
    public let limits: [Int]
    /// The bounded sum around it, by position; nil for none.
    public let parent: Int?
  }

  /// Why a number can't be shared over regions.
  public struct Failure: Error, Sendable, Hashable {
    /// A ceiling stated in the book that keeps eligible firms out.
    public struct Ceiling: Sendable, Hashable {
      /// The region's position.
      public let region: Int
      /// The ceiling.
      public let count: Int
      /// The eligible firms in it, or in it and all within.
      public let eligible: Int
    }

    /// What is wrong.
    public let cause: ProportionalAllocation.Failure
    /// The number to share.
    public let total: Int
    /// The eligible firms with a region.
    public let eligible: Int
    /// The eligible firms without.
    public let withoutRegion: Int
    /// The ceilings that keep eligible firms out, in the order of the book's regions.
    public let ceilings: [Ceiling]
    /// The region whose bounds contradict each other; nil where none do.
    public let contradictory: Int?
    /// Whether these bound the sum over it and the regions within.
    public let isSum: Bool
  }

  /// The parts, in the order of the book's regions.
  public let parts: [Part]
  /// The sums that are bounded, those around others first.
  public let sums: [BoundedSum]
  /// Eligible firms without a region, who get no part.
  public let withoutRegion: [Int]
  /// Limits on regions that can't be applied.
  public let issues: [PlanningIssue]

  /// The bounds that one region's limits state together.
  private struct Bounds {
    var floor: Int?
    var ceiling: Int?
    var limits: [Int] = []

    mutating func add(_ limit: Int, floor: Int?, ceiling: Int?) {
      self.floor = [self.floor, floor].compactMap(\.self).max()
      self.ceiling = [self.ceiling, ceiling].compactMap(\.self).min()
      limits.append(limit)
    }
  }

  /// Shares a number of firms.
  ///
  /// - Parameters:
  ///   - total: The number.
  ///   - book: The book.
  ///   - ledger: Open problems on the day.
  /// - Throws: ``Failure``.
  /// - Complexity: O(firms + limits · regions + regions² + limited regions · regions · log regions).
  public init(
    _ total: Int, over book: ChainBook, ledger: QualityLedger
  ) throws(Failure) {
    let (eligible, homeless) = Self.eligible(in: book, ledger)
    let (bounds, issues) = Self.bounds(in: book)
    let isContaining = book.regions.indices.map { book.childrenOfRegion.count(of: $0) > 0 }
    func isSum(_ region: Int) -> Bool { isContaining[region] && bounds[region] != nil }
    /// Bounded sums around a region, the innermost first, and the region's own.
    func sumsAround(_ region: Int) -> [Int] {
      var seen: Set<Int> = []
      var found: [Int] = []
      var next: Int? = region
      while let one = next, seen.insert(one).inserted {
        if isSum(one) { found.append(one) }
        next = book.regions[one].parent.index
      }
      return found
    }
    let outward = book.regions.indices.map(sumsAround)
    let sumRegions = book.regions.indices.filter(isSum).sorted {
      (outward[$0].count, $0) < (outward[$1].count, $1)
    }
    let places = Dictionary(
      uniqueKeysWithValues: sumRegions.enumerated().map { ($0.element, $0.offset) })
    let regions = book.regions.indices.filter {
      !eligible[$0].isEmpty || (bounds[$0] != nil && !isContaining[$0])
    }
    func id(_ region: Int) -> String { book.text[book.regions[region].code] }
    let parties = regions.map { region in
      let own = isContaining[region] ? nil : bounds[region]
      let most = eligible[region].count
      return ProportionalAllocation.Party(
        id: id(region), need: most, floor: own?.floor ?? 0,
        ceiling: min(most, own?.ceiling ?? most))
    }
    let groups = sumRegions.enumerated().map { place, region in
      ProportionalAllocation.Group(
        id: id(region), floor: bounds[region]?.floor ?? 0, ceiling: bounds[region]?.ceiling,
        // Where regions contain each other in a circle, the circle is cut.
        parent: outward[region].dropFirst().first.flatMap { places[$0] }.flatMap {
          $0 < place ? $0 : nil
        })
    }
    let groupOfPart = regions.map { outward[$0].first.flatMap { places[$0] } }
    let allocation: ProportionalAllocation
    do {
      allocation = try ProportionalAllocation(
        total, over: parties, groups: groups, groupOfParty: groupOfPart)
    } catch {
      var needs = eligible.map(\.count)
      for region in regions {
        for around in outward[region] where around != region {
          needs[around] += eligible[region].count
        }
      }
      var failing: Int?
      if case .contradictory(let party) = error {
        failing = book.regions.indices.first { id($0) == party.id && bounds[$0] != nil }
      }
      throw Failure(
        cause: error, total: total, eligible: eligible.reduce(0) { $0 + $1.count },
        withoutRegion: homeless.count,
        ceilings: book.regions.indices.compactMap { region in
          guard let most = bounds[region]?.ceiling, most < needs[region] else { return nil }
          return Failure.Ceiling(region: region, count: most, eligible: needs[region])
        }, contradictory: failing, isSum: failing.map(isSum) ?? false)
    }
    parts = regions.indices.map { place in
      let region = regions[place]
      return Part(
        region: region, eligible: eligible[region], share: allocation.shares[place],
        limits: isContaining[region] ? [] : bounds[region]?.limits ?? [],
        sum: groupOfPart[place])
    }
    sums = zip(sumRegions.indices, allocation.groupShares).map { place, share in
      let own = bounds[sumRegions[place]]
      return BoundedSum(
        region: sumRegions[place], share: share, floor: own?.floor, ceiling: own?.ceiling,
        limits: own?.limits ?? [], parent: groups[place].parent)
    }
    withoutRegion = homeless
    self.issues = issues
  }

  /// The bounded sums a part counts in, the innermost first.
  ///
  /// - Parameter part: The part.
  /// - Returns: Their positions in ``sums``.
  /// - Complexity: O(sums around it).
  public func sums(around part: Part) -> [Int] {
    var found: [Int] = []
    var next = part.sum
    while let sum = next {
      found.append(sum)
      next = sums[sum].parent
    }
    return found
  }

  /// The eligible firms by region, and those without a region.
  private static func eligible(
    in book: ChainBook, _ ledger: QualityLedger
  ) -> (byRegion: [[Int]], withoutRegion: [Int]) {
    var eligible = [[Int]](repeating: [], count: book.regions.count)
    var homeless: [Int] = []
    for (position, firm) in book.firms.enumerated()
    where firm.isOperating && !ledger.openProblems(ofFirm: position).isEmpty
      && BookSummary.size(of: firm, in: book).isSmallOrMicro
    {
      if let region = firm.region.index {
        eligible[region].append(position)
      } else {
        homeless.append(position)
      }
    }
    return (eligible, homeless)
  }

  /// What the limits on regions come to, by region, and those that can't be applied.
  private static func bounds(in book: ChainBook) -> ([Int: Bounds], [PlanningIssue]) {
    var bounds: [Int: Bounds] = [:]
    var issues: [PlanningIssue] = []
    for (position, limit) in book.limits.enumerated() where limit.subject != .body {
      let floor = limit.lower.value.flatMap { Int(exactly: $0.rounded(.up)) }
      let ceiling = limit.upper.value.flatMap { Int(exactly: $0.rounded(.down)) }
      let regions = RegionLookup.regions(matching: book.text[limit.name], in: book)
      guard limit.subject == .region, floor != nil || ceiling != nil, regions.count == 1 else {
        issues.append(.limitUnknown(limit: position))
        continue
      }
      bounds[regions[0], default: Bounds()].add(position, floor: floor, ceiling: ceiling)
    }
    return (bounds, issues)
  }
}
