public import ChainAnalysis
public import ChainModel

/// Shares a number of firms to support over the regions of a book.
///
/// A region's need is the number of its eligible firms: in operation, small or micro, with a problem
/// open on the day. No region gets more than it has eligible firms; floors and ceilings are those of
/// its limits (约束).
public struct RegionAllocation: Sendable {
  /// A region's part.
  public struct Part: Sendable, Hashable {
    /// The region's position.
    public let region: Int
    /// Its eligible firms, ascending.
    public let eligible: [Int]
    /// What it gets.
    public let share: ProportionalAllocation.Share
    /// Its limit's position in the book; nil where it has none.
    public let limit: Int?
  }

  /// The parts, in the order of the book's regions.
  public let parts: [Part]
  /// Eligible firms without a region, who get no part.
  public let withoutRegion: [Int]

  /// Shares a number of firms.
  ///
  /// - Parameters:
  ///   - total: The number.
  ///   - book: The book.
  ///   - ledger: Open problems on the day.
  /// - Throws: `ProportionalAllocation.Failure`, whose parties have the codes of their regions.
  /// - Complexity: O(firms + regions²).
  public init(
    _ total: Int, over book: ChainBook, ledger: QualityLedger
  ) throws(ProportionalAllocation.Failure) {
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
    var limits: [Int: Int] = [:]
    for (position, limit) in book.limits.enumerated() where limit.subject == .region {
      let regions = RegionLookup.regions(matching: book.text[limit.name], in: book)
      if regions.count == 1 { limits[regions[0]] = position }
    }
    let regions = book.regions.indices.filter { !eligible[$0].isEmpty || limits[$0] != nil }
      // A limit on a region that contains others is no floor of its own.
      .filter { !eligible[$0].isEmpty || book.childrenOfRegion.count(of: $0) == 0 }
    let parties = regions.map { region in
      let limit = limits[region].map { book.limits[$0] }
      let most = eligible[region].count
      return ProportionalAllocation.Party(
        id: book.text[book.regions[region].code], need: most,
        floor: limit?.lower.value.flatMap { Int(exactly: $0.rounded(.up)) } ?? 0,
        ceiling: min(most, limit?.upper.value.flatMap { Int(exactly: $0.rounded(.down)) } ?? most))
    }
    let shares = try ProportionalAllocation(total, over: parties).shares
    parts = zip(regions, shares).map {
      Part(region: $0, eligible: eligible[$0], share: $1, limit: limits[$0])
    }
    withoutRegion = homeless
  }
}
