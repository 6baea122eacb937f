public import ChainModel
import Graphs

/// What is in a book: its make-up, distribution and quality level (构成、分布、质量水平).
public struct BookSummary: Sendable {
  /// Counts of a group of firms.
  public struct Group: Sendable, Hashable {
    /// The position in the book of the chain, segment or region; nil for any other group.
    public var position: Int?
    /// The group's id: of a chain, a segment or a region.
    public var id: String
    /// The group's name.
    public var name: String
    /// Firms in operation, by position in the book.
    public var firms: [Int]
    /// Of these, certified; nil where the book has no certificates, so that nobody is judged.
    public var certified: [Int]?
    /// Of these, small or micro.
    public var smallMicro: [Int]
    /// Of these, with an open problem; nil where the book has no findings.
    public var withOpenProblems: [Int]?
  }

  /// Firms of a segment in a region.
  public struct Cell: Sendable, Hashable {
    /// The segment's position.
    public var segment: Int
    /// The region's position; nil for firms without one.
    public var region: Int?
    /// The segment's own firms there.
    public var group: Group
  }

  /// The book.
  public let book: ChainBook
  /// The day of judgement.
  public let asOf: CalendarDate
  /// All firms in operation.
  public let all: Group
  /// Firms in operation by size: declared, else worked out from the figures.
  public let sizes: [(size: FirmSize, firms: [Int])]
  /// Firms in operation by maturity as stated, the lowest first; nil for those that state none.
  public let maturities: [(maturity: Maturity?, firms: [Int])]
  /// Firms in operation by their foremost role in any chain.
  public let roles: [(role: MemberRole, firms: [Int])]
  /// Each chain's firms.
  public let chains: [Group]
  /// Each segment's own firms, with the chain's position.
  public let segments: [(chain: Int, group: Group)]
  /// Segments with child segments, these included, in the order of ``segments``.
  public let parentSegments: [Group]
  /// Segments without a firm in operation, child segments included, by position.
  public let emptySegments: [Int]
  /// Firms by segment and region, for pairs that have any; segments in book order.
  public let cells: [Cell]
  /// Firms by industry: the division of GB/T 4754, or the section where only that is known.
  public let industries: [Group]
  /// Firms without an industry that can be recognised.
  public let withoutIndustry: [Int]
  /// Each region's firms, for regions that firms name.
  public let regions: [Group]
  /// Firms without a region.
  public let withoutRegion: Group
  /// Chain leaders (链主) in operation, by position.
  public let leaders: [Int]
  /// Firms named as chain leaders that are not in operation, and so count nowhere as leaders.
  public let closedLeaders: [Int]
  /// Certified firms all of whose valid certificates that count state neither an end nor a state.
  public let certifiedByAssumption: [Int]
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
  ///   - network: Its declared supplies; worked out where not given.
  /// - Complexity: O(rows) in time and space.
  public init(_ book: ChainBook, ledger: QualityLedger, network: SupplyNetwork? = nil) {
    self.book = book
    asOf = ledger.asOf
    let operating = book.firms.indices.filter { book.firms[$0].isOperating }
    let sizeOfFirm = book.firms.map { Self.size(of: $0, in: book) }
    func group(_ position: Int?, _ id: String, _ name: String, _ firms: [Int]) -> Group {
      Group(
        position: position, id: id, name: name, firms: firms,
        certified: ledger.certified(among: firms),
        smallMicro: firms.filter { sizeOfFirm[$0].isSmallOrMicro },
        withOpenProblems: book.findings.isEmpty
          ? nil : firms.filter { !ledger.openProblems(ofFirm: $0).isEmpty })
    }
    all = group(nil, "", "", operating)
    sizes = FirmSize.allCases.map { size in
      (size, operating.filter { sizeOfFirm[$0] == size })
    }.filter { !$0.1.isEmpty }

    let leading = ChainLeaders(book)
    leaders = leading.operating
    closedLeaders = leading.closed
    certifiedByAssumption = (all.certified ?? []).filter { firm in
      book.certificatesOfFirm[firm].allSatisfy { position in
        let standing = book.certificates[position].standing(on: ledger.asOf)
        return !standing.isValid || standing.isAssumed
          || !ledger.schemes.contains(ledger.scheme(ofCertificate: position))
      }
    }
    maturities = (Maturity.allCases.map { $0 } + [nil]).map { maturity in
      (maturity, operating.filter { book.firms[$0].maturity == maturity })
    }.filter { !$0.1.isEmpty }
    roles = Self.roles(book, operating, Set(leaders))

    var segments: [(chain: Int, group: Group)] = []
    var chains: [Group] = []
    for (position, chain) in book.chains.enumerated() {
      var inChain = Set<Int>()
      for segment in book.segmentsOfChain[position] {
        let firms = book.membersOfSegment[segment].compactMap { book.members[$0].firm.index }
          .filter { book.firms[$0].isOperating }
        inChain.formUnion(firms)
        let row = book.segments[segment]
        segments.append(
          (position, group(segment, book.text[row.id], book.text[row.name], firms)))
      }
      chains.append(
        group(position, book.text[chain.id], book.text[chain.name], inChain.sorted()))
    }
    self.chains = chains
    self.segments = segments
    parentSegments = segments.map(\.group).compactMap { own in
      guard let position = own.position, book.childrenOfSegment.count(of: position) > 0 else {
        return nil
      }
      return group(position, own.id, own.name, book.firms(inFamilyOf: position))
    }
    emptySegments = segments.compactMap { $0.group.position }
      .filter { book.firms(inFamilyOf: $0).isEmpty }

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
      group(
        $0, book.text[book.regions[$0].code], book.text[book.regions[$0].name], firmsOfRegion[$0])
    }
    cells = segments.flatMap { entry -> [Cell] in
      guard let segment = entry.group.position else { return [] }
      let byRegion = Dictionary(grouping: entry.group.firms) {
        book.firms[$0].region.index ?? Int.max
      }
      return byRegion.sorted { $0.key < $1.key }.map { region, firms in
        Cell(
          segment: segment, region: region == Int.max ? nil : region,
          group: group(nil, "", "", firms))
      }
    }
    let byIndustry = Self.byIndustry(book, operating)
    industries = byIndustry.known.map { group(nil, $0.id, $0.name, $0.firms) }
    withoutIndustry = byIndustry.unknown
    withoutRegion = group(nil, "", "", homeless)

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

    let graph = (network ?? SupplyNetwork(book)).graph
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

  /// Counts of any group of firms in operation.
  ///
  /// - Parameter firms: The firms, by position.
  /// - Returns: The group, without id and name.
  /// - Complexity: O(firms · log book).
  public func group(of firms: [Int]) -> Group {
    func within(_ wanted: [Int]) -> [Int] {
      let wanted = Set(wanted)
      return firms.filter(wanted.contains)
    }
    return Group(
      id: "", name: "", firms: firms, certified: all.certified.map(within),
      smallMicro: within(all.smallMicro), withOpenProblems: all.withOpenProblems.map(within))
  }

  private static func roles(
    _ book: ChainBook, _ operating: [Int], _ leading: Set<Int>
  ) -> [(role: MemberRole, firms: [Int])] {
    var firmsOfRole = [[Int]](repeating: [], count: MemberRole.allCases.count)
    for firm in operating {
      let stated = book.membershipsOfFirm[firm].compactMap { book.members[$0].role }.min()
      if let role = leading.contains(firm) ? MemberRole.leader : stated {
        firmsOfRole[Int(role.rawValue)].append(firm)
      }
    }
    return MemberRole.allCases.map { ($0, firmsOfRole[Int($0.rawValue)]) }
      .filter { !$0.1.isEmpty }
  }

  private static func byIndustry(
    _ book: ChainBook, _ operating: [Int]
  ) -> (known: [(id: String, name: String, firms: [Int])], unknown: [Int]) {
    // Each text is recognised once.
    var codeOfText: [TextID: IndustryCode?] = [:]
    var firms: [String: [Int]] = [:]
    var names: [String: String] = [:]
    var unknown: [Int] = []
    for firm in operating {
      let text = book.firms[firm].industry
      let code = codeOfText[text] ?? IndustryCode(book.text[text])
      codeOfText[text] = .some(code)
      guard let code else {
        unknown.append(firm)
        continue
      }
      let id =
        code.division.map { "\(code.section)\($0 < 10 ? "0" : "")\($0)" } ?? String(code.section)
      firms[id, default: []].append(firm)
      names[id] = code.name
    }
    let known = firms.sorted { $0.key < $1.key }.map { (id: $0, name: names[$0] ?? "", firms: $1) }
    return (known, unknown)
  }

  /// A firm's size: as declared, else by the 2017 rules.
  public static func size(of firm: Firm, in book: ChainBook) -> FirmSize {
    if let declared = firm.declaredSize { return declared }
    return FirmSize.grade(
      industry: IndustryCode(book.text[firm.industry]), staff: firm.staff.value,
      revenue: firm.revenue.value, assets: firm.assets.value)
  }
}
