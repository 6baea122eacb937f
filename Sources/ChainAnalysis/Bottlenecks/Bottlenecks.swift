public import ChainModel
import Graphs

/// What to look for in a book, and how much of it to list.
public struct BottleneckOptions: Sendable {
  /// One chain by position: its leaders, its segments, its members' suppliers; nil for all.
  public var chain: Int?
  /// A region by position: only findings about firms in it are listed; nil for all.
  public var region: Int?
  /// Leaders by position: of the kinds that look at leaders only findings that concern one of them;
  /// empty for all.
  public var leaders: [Int] = []
  /// The tiers within which a firm counts as a leader's shared supplier; nil for any.
  public var tiers: Int?
  /// The most findings of each kind, of single sources the most suppliers; 0 for all.
  public var top = 20
  /// How many leaders are examined at once.
  public var threads = 1
  /// The kinds to look for.
  public var kinds = Set(BottleneckKind.allCases)
  /// Whether to work out betweenness and PageRank.
  public var centrality = false

  /// All kinds, 20 of each, in the whole book.
  public init() {}
}

/// The shared bottlenecks of a book, every finding with the firms, paths and supplies that prove it.
///
/// Firms are joined by declared supplies only; what is inferred (推断) counts nowhere. A selection by
/// chain or region changes which findings are listed and counted, never how one is worked out: paths
/// lead through the whole book.
public struct Bottlenecks: Sendable {
  /// A firm's place in the network.
  public struct Centrality: Sendable, Hashable {
    /// The firm's position.
    public var firm: Int
    /// How many shortest routes between other firms pass it (directed, unnormalised).
    public var betweenness: Double
    /// The PageRank with every supply turned round, from customer to supplier, damping 0.85: great
    /// where much depends on the firm.
    public var pageRank: Double
  }

  /// What was looked for.
  public let options: BottleneckOptions
  /// The day of judgement.
  public let asOf: CalendarDate
  /// Chain leaders (链主) in operation of the selection, and those asked for by name; in book order.
  public let leaders: [Int]
  /// Findings among firms; their targets are ``leaders``.
  public let firms: NetworkBottlenecks
  /// Findings among segments; their targets are the segments at the end of a chain.
  public let segmentNetwork: NetworkBottlenecks
  /// Customers with a single source by supplier, suppliers of most customers first.
  public let singleSources: [[SingleSource]]
  /// How many suppliers are a single source, before the list is cut.
  public let singleSourceSuppliers: Int
  /// How many customers' products have a single source, before the list is cut.
  public let singleSourceCount: Int
  /// How many pairs of customer and product of the selection were looked at.
  public let customerProducts: Int
  /// Supplies that name no product and whose supplier stands in no segment.
  public let unclassifiedSupplies: Int
  /// Segments with few providers or on every route: fewest providers first.
  public let segments: [SegmentBottleneck]
  /// How many such segments there are, before the list is cut.
  public let segmentCount: Int
  /// Those of them that a single firm provides; never cut.
  public let singleProviders: [SegmentBottleneck]
  /// Chains of the selection that state no flow, whose routes can't be judged.
  public let chainsWithoutFlows: [Int]
  /// Firms by betweenness, greatest first; empty unless asked for.
  public let centrality: [Centrality]
  /// From how many firms betweenness was counted; nil where from all, exactly.
  public let betweennessSamples: Int?
  /// Pairs of supplier and customer in the network.
  public let linkedPairs: Int
  /// Supplies that are only inferred, which nothing counts.
  public let inferredSupplies: [Int]

  /// Finds the bottlenecks.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Certificates and open problems on the day.
  ///   - options: What to look for.
  /// - Complexity: O((firms + supplies) · (leaders / 512 + 1)) for the kinds that look at all leaders
  ///   at once; the kinds that look at one leader at a time take O(√n · m) of its cone each, for all
  ///   leaders while leaders · (firms + supplies) stays under 2·10⁸, else for ten.
  public init(
    _ book: ChainBook, network: SupplyNetwork, ledger: QualityLedger, options: BottleneckOptions
  ) async {
    self.options = options
    asOf = ledger.asOf
    let selection = BottleneckSelection(book, network: network, options: options)
    leaders = selection.leaders
    var search = BottleneckSearch(
      graph: network.graph, targets: selection.leaders.map(Vertex.init))
    search.chosen = Set(options.leaders).sorted().map(Vertex.init)
    search.tiers = options.tiers
    search.top = options.top
    search.threads = options.threads
    search.listed = selection.listed
    search.kinds = options.kinds
    firms = await search.find()

    let single =
      options.kinds.contains(.singleSources)
      ? SingleSourceSearch(book, isListed: selection.isListed(customer:supplier:)) : nil
    let ranked = single?.ranked() ?? []
    singleSources = search.cut(ranked)
    singleSourceSuppliers = ranked.count
    singleSourceCount = ranked.reduce(0) { $0 + $1.count }
    customerProducts = single?.customerProducts ?? 0
    unclassifiedSupplies = single?.unclassified ?? 0

    var chainsWithoutFlows: [Int] = []
    var segments: [SegmentBottleneck] = []
    var segmentNetwork = NetworkBottlenecks()
    if options.kinds.contains(.segments) {
      let flows = SegmentNetwork(book, chains: selection.chains)
      let stated = Set(book.flows.compactMap { $0.chain.index })
      chainsWithoutFlows = selection.chains.filter { !stated.contains($0) }
      segments = Self.segments(flows, selection, book, ledger)
      var between = BottleneckSearch(graph: flows.graph, targets: flows.finals)
      between.top = options.top
      between.threads = options.threads
      if options.region == nil, options.leaders.isEmpty { segmentNetwork = await between.find() }
    }
    self.segments = search.cut(segments)
    segmentCount = segments.count
    singleProviders = segments.filter(\.isSingleProvider)
    self.segmentNetwork = segmentNetwork
    self.chainsWithoutFlows = chainsWithoutFlows

    let (list, samples) =
      options.centrality ? Self.centrality(network.graph, selection) : ([], nil)
    centrality = search.cut(list)
    betweennessSamples = samples
    linkedPairs = network.graph.edgeCount
    inferredSupplies = network.inferred
  }

  /// The supplies of every customer's product that was looked at, for evidence.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - network: Its declared supplies.
  /// - Returns: Positions of supplies, a list for each of ``customerProducts``.
  /// - Complexity: As looking for single sources.
  public func customerProductGroups(in book: ChainBook, network: SupplyNetwork) -> [[Int]] {
    let selection = BottleneckSelection(book, network: network, options: options)
    return SingleSourceSearch(
      book, collectsGroups: true, isListed: selection.isListed(customer:supplier:)
    ).groups
  }

  private static func segments(
    _ flows: SegmentNetwork, _ selection: BottleneckSelection, _ book: ChainBook,
    _ ledger: QualityLedger
  ) -> [SegmentBottleneck] {
    let finals = flows.finalsOnEveryRoute()
    let entries = BottleneckSearch.entries(of: flows.graph)
    var found: [SegmentBottleneck] = []
    for chain in selection.chains {
      for segment in book.segmentsOfChain[chain] {
        let firms = book.firms(inFamilyOf: segment)
        let onRoutes = finals[segment]
        guard firms.count == 1 || !onRoutes.isEmpty, selection.isListed(providers: firms) else {
          continue
        }
        // Every route leads through the segment or a part of it, so the shortest does.
        let route =
          onRoutes.first.flatMap { flows.graph.shortestPath(from: entries, to: Vertex($0)) } ?? []
        found.append(
          SegmentBottleneck(
            segment: segment, chain: chain, firms: firms,
            certified: firms.filter { ledger.standing(ofFirm: $0).isCertified },
            withOpenProblems: firms.filter { !ledger.openProblems(ofFirm: $0).isEmpty },
            finals: onRoutes, route: route.map(Int.init)))
      }
    }
    return found.sorted {
      ($0.firms.count, -$0.finals.count, $0.segment)
        < ($1.firms.count, -$1.finals.count, $1.segment)
    }
  }

  /// Exact betweenness reads the graph once from every firm: up to this many steps.
  private static let exactWork = 2_000_000_000
  /// How many firms betweenness is counted from where exact is too much.
  private static let sampleCount = 512

  private static func centrality(
    _ graph: DirectedGraph, _ selection: BottleneckSelection
  ) -> ([Centrality], samples: Int?) {
    let isExact = graph.vertexCount * (graph.vertexCount + graph.edgeCount) <= exactWork
    let betweenness =
      isExact ? graph.betweenness() : graph.betweenness(sampleCount: sampleCount, seed: 1)
    // From customer to supplier, so that rank gathers where much depends.
    let ranks = graph.reversed.pageRank().scores
    let list = graph.vertices
      .filter { selection.listed?.contains($0) ?? true }
      .filter { !graph.successors(of: $0).isEmpty || !graph.predecessors(of: $0).isEmpty }
      .map {
        Centrality(
          firm: Int($0), betweenness: betweenness[Int($0)], pageRank: ranks[Int($0)])
      }
      .sorted {
        (-$0.betweenness, -$0.pageRank, $0.firm) < (-$1.betweenness, -$1.pageRank, $1.firm)
      }
    return (list, isExact ? nil : sampleCount)
  }
}

/// Which chains, leaders and firms an analysis is about.
struct BottleneckSelection {
  /// The chains, by position.
  let chains: [Int]
  /// Their leaders and those asked for by name, in book order.
  let leaders: [Int]
  /// The firms of which findings are listed; nil for all.
  let listed: VertexSet?

  private let region: VertexSet?
  private let members: VertexSet?

  /// - Complexity: O(firms + members + supplies).
  init(_ book: ChainBook, network: SupplyNetwork, options: BottleneckOptions) {
    chains = options.chain.map { [$0] } ?? Array(book.chains.indices)
    leaders = Set(ChainLeaders(book, chain: options.chain).operating).union(options.leaders)
      .sorted()
    let count = book.firms.count
    if let chain = options.chain {
      var own = VertexSet(capacity: count)
      for member in book.members where member.chain.index == chain {
        if let firm = member.firm.index { own.insert(Vertex(firm)) }
      }
      for leader in leaders { own.insert(Vertex(leader)) }
      members = own
    } else {
      members = nil
    }
    region = options.region.map { wanted in
      let within = Self.regions(within: wanted, book)
      return VertexSet(capacity: count) { firm in
        book.firms[Int(firm)].region.index.map { within[$0] } ?? false
      }
    }
    // Of a chain are its members and whoever supplies them, however many tiers away.
    var listed = members.map { members in
      let above = network.graph.reversed.breadthFirstSearch(from: Array(members))
      return VertexSet(above.order, capacity: count)
    }
    if let region {
      if listed == nil { listed = region } else { listed?.formIntersection(region) }
    }
    self.listed = listed
  }

  /// The regions that lie in one, itself included.
  private static func regions(within region: Int, _ book: ChainBook) -> [Bool] {
    var isWithin = [Bool](repeating: false, count: book.regions.count)
    var open = [region]
    while let next = open.popLast() {
      guard !isWithin[next] else { continue }
      isWithin[next] = true
      open += book.childrenOfRegion[next]
    }
    return isWithin
  }

  /// Whether a single source is listed: its customer belongs to the chain, and one of the two to the
  /// region.
  func isListed(customer: Int, supplier: Int) -> Bool {
    if let members, !members.contains(Vertex(customer)) { return false }
    guard let region else { return true }
    return region.contains(Vertex(customer)) || region.contains(Vertex(supplier))
  }

  /// Whether a segment with these providers is listed.
  func isListed(providers: [Int]) -> Bool {
    region.map { region in providers.contains { region.contains(Vertex($0)) } } ?? true
  }
}
