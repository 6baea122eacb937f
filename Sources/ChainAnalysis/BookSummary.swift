public import ChainModel
import Graphs

/// What is in a book: its make-up, distribution and quality level (构成、分布、质量水平).
public struct BookSummary: Sendable {
  /// Counts of a group of firms.
  public struct Group: Sendable, Hashable {
    /// The group's id: of a chain, a segment or a region.
    public var id: String
    /// The group's name.
    public var name: String
    /// Firms in operation, by position in the book.
    public var firms: [Int]
    /// Of these, certified.
    public var certified: [Int]
    /// Of these, small or micro.
    public var smallMicro: [Int]
    /// Of these, with an open problem.
    public var withOpenProblems: [Int]
  }

  /// The book.
  public let book: ChainBook
  /// The day of judgement.
  public let asOf: CalendarDate
  /// All firms in operation.
  public let all: Group
  /// Firms in operation by size: declared, else worked out from the figures.
  public let sizes: [(size: FirmSize, firms: [Int])]
  /// Each chain's firms.
  public let chains: [Group]
  /// Each segment's own firms, with the chain's position.
  public let segments: [(chain: Int, group: Group)]
  /// Each region's firms, for regions that firms name.
  public let regions: [Group]
  /// Firms without a region.
  public let withoutRegion: Group
  /// Chain leaders (链主), by position.
  public let leaders: [Int]
  /// Open findings, by problem, most firms first.
  public let openProblems: [(problem: Int, firms: [Int])]
  /// Firms that belong to no segment.
  public let outsideChains: [Int]
  /// Sizes of the connected parts of the supply network with more than one firm, largest first.
  public let componentSizes: [Int]
  /// Firms that neither supply nor buy.
  public let unlinked: Int
  /// Groups of firms that supply each other in a circle, largest first.
  public let cycles: [[Int]]
  /// Pairs of supplier and customer with declared supplies.
  public let linkedPairs: Int
  /// Supplies that are only inferred (推断), which the network leaves out.
  public let inferredSupplies: Int

  /// Summarises a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day.
  /// - Complexity: O(rows) in time and space.
  public init(_ book: ChainBook, ledger: QualityLedger) {
    self.book = book
    asOf = ledger.asOf
    let operating = book.firms.indices.filter { book.firms[$0].isOperating }
    let sizeOfFirm = book.firms.map { Self.size(of: $0, in: book) }
    func group(_ id: TextID, _ name: TextID, _ firms: [Int]) -> Group {
      Group(
        id: book.text[id], name: book.text[name], firms: firms,
        certified: firms.filter { ledger.standing(ofFirm: $0).isCertified },
        smallMicro: firms.filter { sizeOfFirm[$0].isSmallOrMicro },
        withOpenProblems: firms.filter { !ledger.openProblems(ofFirm: $0).isEmpty })
    }
    all = group(.empty, .empty, operating)
    sizes = FirmSize.allCases.map { size in
      (size, operating.filter { sizeOfFirm[$0] == size })
    }.filter { !$0.1.isEmpty }

    var leading = Set<Int>()
    for member in book.members where member.role == .leader {
      if let firm = member.firm.index { leading.insert(firm) }
    }
    for chain in book.chains { leading.formUnion(book.indices(chain.leaders)) }
    leaders = leading.sorted()

    var segments: [(chain: Int, group: Group)] = []
    var chains: [Group] = []
    for (position, chain) in book.chains.enumerated() {
      var inChain = Set<Int>()
      for segment in book.segmentsOfChain[position] {
        let firms = book.membersOfSegment[segment].compactMap { book.members[$0].firm.index }
          .filter { book.firms[$0].isOperating }
        inChain.formUnion(firms)
        let row = book.segments[segment]
        segments.append((position, group(row.id, row.name, firms)))
      }
      chains.append(group(chain.id, chain.name, inChain.sorted()))
    }
    self.chains = chains
    self.segments = segments

    var firmsOfRegion = [[Int]](repeating: [], count: book.regions.count)
    var homeless: [Int] = []
    for firm in operating {
      if let region = book.firms[firm].region.index {
        firmsOfRegion[region].append(firm)
      } else {
        homeless.append(firm)
      }
    }
    regions = book.regions.indices.filter { !firmsOfRegion[$0].isEmpty }.map {
      group(book.regions[$0].code, book.regions[$0].name, firmsOfRegion[$0])
    }
    withoutRegion = group(.empty, .empty, homeless)

    var affected: [Int: [Int]] = [:]
    for firm in operating {
      for problem in ledger.openProblems(ofFirm: firm) {
        affected[problem, default: []].append(firm)
      }
    }
    openProblems = affected.sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }.map { ($0.key, $0.value) }
    outsideChains = operating.filter { book.membershipsOfFirm.count(of: $0) == 0 }

    let graph = SupplyNetwork(book).graph
    linkedPairs = graph.edgeCount
    inferredSupplies = book.supplies.count { $0.source == .inferred }
    let parts = graph.weaklyConnectedComponents()
    let partSizes = (0..<parts.count).map { parts.size(of: $0) }
    componentSizes = partSizes.filter { $0 > 1 }.sorted(by: >)
    unlinked = partSizes.count { $0 == 1 }
    let strong = graph.stronglyConnectedComponents()
    cycles = (0..<strong.count).filter { strong.size(of: $0) > 1 }
      .map { strong.members(of: $0).map(Int.init) }
      .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
  }

  /// A firm's size: as declared, else by the 2017 rules.
  public static func size(of firm: Firm, in book: ChainBook) -> FirmSize {
    if let declared = firm.declaredSize { return declared }
    return FirmSize.grade(
      industry: IndustryCode(book.text[firm.industry]), staff: firm.staff.value,
      revenue: firm.revenue.value, assets: firm.assets.value)
  }
}
