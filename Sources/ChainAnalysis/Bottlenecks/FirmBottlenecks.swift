public import ChainModel
public import Graphs

/// Every finding in which one firm is the bottleneck.
public struct FirmBottlenecks: Sendable {
  /// The firm's position.
  public let firm: Int
  /// Set where it is upstream of several leaders.
  public let shared: NetworkBottlenecks.Shared?
  /// Leaders of whose direct suppliers several depend on it.
  public let sharedSubTier: [NetworkBottlenecks.SharedSubTier]
  /// Leaders that no route reaches without it.
  public let routes: [NetworkBottlenecks.ChokePoint]
  /// Leaders that lose upstream firms without it, most first.
  public let access: [NetworkBottlenecks.ChokePoint]
  /// What its customers get from it alone.
  public let singleSources: [SingleSource]
  /// Segments of which it is the only firm, by position.
  public let onlyProviderOf: [Int]
  /// Set where the network falls apart without it.
  public let cut: NetworkBottlenecks.CutNode?

  /// Whether the firm is no bottleneck of any kind.
  public var isEmpty: Bool {
    shared == nil && sharedSubTier.isEmpty && routes.isEmpty && access.isEmpty
      && singleSources.isEmpty && onlyProviderOf.isEmpty && cut == nil
  }

  /// Finds a firm's bottlenecks.
  ///
  /// - Parameters:
  ///   - firm: The firm's position.
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Certificates and open problems on the day.
  ///   - options: The chain and leaders that count, and the tiers of a shared supplier.
  /// - Complexity: As ``Bottlenecks``, with evidence for this firm's findings only.
  public init(
    of firm: Int, in book: ChainBook, network: SupplyNetwork, ledger: QualityLedger,
    options: BottleneckOptions
  ) async {
    self.firm = firm
    let selection = BottleneckSelection(book, network: network, options: options)
    var search = BottleneckSearch(
      graph: network.graph, targets: selection.leaders.map(Vertex.init))
    search.chosen = Set(options.leaders).sorted().map(Vertex.init)
    search.tiers = options.tiers
    search.top = 0
    search.threads = options.threads
    search.listed = VertexSet([Vertex(firm)], capacity: network.graph.vertexCount)
    search.kinds = [.sharedSuppliers, .sharedSubTier, .chokePoints, .cutFirms]
    let found = await search.find()
    shared = found.shared.first
    sharedSubTier = found.sharedSubTier
    routes = found.routeChokePoints
    access = found.accessChokePoints
    cut = found.cutNodes.first
    singleSources =
      SingleSourceSearch(book) { customer, supplier in
        supplier == firm && selection.isListed(customer: customer, supplier: supplier)
      }.found
    let chains = Set(book.membershipsOfFirm[firm].compactMap { book.members[$0].chain.index })
    onlyProviderOf = selection.chains.filter(chains.contains).flatMap { chain in
      ChainProfile(chain: chain, in: book, ledger: ledger).segments
        .filter { $0.familyFirms == [firm] }.map(\.segment)
    }
  }
}

extension SupplyNetwork {
  /// The pieces into which a firm's part of the network falls without it, directions ignored:
  /// greatest first, of firms ascending.
  ///
  /// - Complexity: O(firms + supplies).
  package func pieces(without firm: Int) -> [[Int]] {
    var seen: Set<Int> = [firm]
    var pieces: [[Int]] = []
    for start in neighbours(of: firm).sorted() where !seen.contains(start) {
      pieces.append(piece(around: start, seen: &seen))
    }
    return pieces.sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }
  }

  /// A firm's side of its only connection with another, directions ignored: of firms ascending.
  ///
  /// - Complexity: O(firms + supplies).
  package func side(of firm: Int, without other: Int) -> [Int] {
    // The other end is the only way across: leaving it out keeps to this side.
    var seen: Set<Int> = [other]
    return piece(around: firm, seen: &seen)
  }

  /// The firms on either end of a firm's supplies, ascending, those on both ends once.
  ///
  /// - Complexity: O(d log d) in its supplies.
  package func neighbours(of firm: Int) -> [Int] {
    let vertex = Vertex(firm)
    return Set(graph.successors(of: vertex)).union(graph.predecessors(of: vertex))
      .map(Int.init).sorted()
  }

  private func piece(around start: Int, seen: inout Set<Int>) -> [Int] {
    var piece = [start]
    seen.insert(start)
    var next = 0
    while next < piece.count {
      for neighbour in neighbours(of: piece[next]) where seen.insert(neighbour).inserted {
        piece.append(neighbour)
      }
      next += 1
    }
    return piece.sorted()
  }
}

extension Bottlenecks {
  /// The declared flows between the selection's segments as a graph; a child inherits its parent's.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - chain: The chain's position; nil for all.
  /// - Returns: The graph; vertices are positions of segments in the book.
  /// - Complexity: O(segments + flows, inherited ones written out).
  public static func segmentGraph(of book: ChainBook, chain: Int?) -> DirectedGraph {
    SegmentNetwork(book, chains: chain.map { [$0] } ?? Array(book.chains.indices)).graph
  }
}
