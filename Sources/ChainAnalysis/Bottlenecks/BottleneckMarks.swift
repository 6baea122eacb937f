public import ChainModel
import Graphs

/// Which firms (◆) and segments (必经) of a chain a map marks as bottlenecks.
///
/// The rule for a firm is that of ``BottleneckPositions``: it is on every route of supply to one of the chain's leaders;
/// or without it a leader loses at least ``leastLoss`` and at least one in ``lossShare`` of its
/// upstream firms; or a segment of the chain has no other firm. It looks at the same leaders,
/// supplies and segments as ``Bottlenecks`` does for the chain, with counts instead of evidence.
public struct BottleneckMarks: Sendable {
  /// Why a firm is marked.
  public enum Reason: Int, Sendable, Hashable, CaseIterable {
    /// On every route of supply to a leader.
    case onEveryRoute
    /// A leader loses much of its upstream without it.
    case greatLoss
    /// The only firm of a segment.
    case onlyProvider
  }

  /// A leader must lose at least this many upstream firms.
  public static let leastLoss = 3
  /// A leader must lose at least one in this many of its upstream firms, so 10 %.
  public static let lossShare = 10

  /// The marked firms by position, with the reasons.
  public let firms: [Int: Set<Reason>]
  /// Segments on every route of flows to a final segment, by position.
  public let segmentsOnEveryRoute: Set<Int>
  /// How many of the chain's leaders were looked at: all, or in a large book the ten with most
  /// upstream firms.
  public let examinedLeaders: Int

  /// No marks: of a book that holds only part of a chain nobody can say what its bottlenecks are.
  public static let none = BottleneckMarks(firms: [:], segments: [], examinedLeaders: 0)

  private init(firms: [Int: Set<Reason>], segments: Set<Int>, examinedLeaders: Int) {
    self.firms = firms
    segmentsOnEveryRoute = segments
    self.examinedLeaders = examinedLeaders
  }

  /// Marks a chain's firms and segments.
  ///
  /// - Parameters:
  ///   - profile: The chain.
  ///   - book: The book.
  ///   - network: Its declared supplies.
  /// - Complexity: O(m log n) for each leader's upstream part of the network, for all leaders while
  ///   leaders · (firms + supplies) stays under 2·10⁸.
  public init(_ profile: ChainProfile, in book: ChainBook, network: SupplyNetwork) {
    let graph = network.graph
    let leaders = Self.examined(profile.leaders.map(Vertex.init), graph)
    examinedLeaders = leaders.count
    let positions = BottleneckPositions.positions(
      leaders, leaders.map { Self.greatLosses(of: $0, in: graph) }, in: graph,
      onlyFirms: profile.segments.compactMap { segment in
        segment.familyFirms.count == 1 ? (segment.segment, segment.familyFirms[0]) : nil
      })
    firms = Dictionary(
      uniqueKeysWithValues: positions.map { position in
        var reasons = Set<Reason>()
        if !position.onEveryRouteTo.isEmpty { reasons.insert(.onEveryRoute) }
        if !position.losses.isEmpty { reasons.insert(.greatLoss) }
        if !position.onlyFirmOf.isEmpty { reasons.insert(.onlyProvider) }
        return (position.firm, reasons)
      })
    let finals = SegmentNetwork(book, chains: [profile.chain]).finalsOnEveryRoute()
    segmentsOnEveryRoute = Set(
      profile.segments.map(\.segment).filter { !finals[$0].isEmpty })
  }

  /// The firms without which a leader loses much of its upstream, ascending, with how many firms it
  /// loses, and how many it has.
  ///
  /// - Complexity: O(m log n) for the leader's upstream part of the network.
  static func greatLosses(
    of leader: Vertex, in graph: DirectedGraph
  ) -> (upstream: Int, losses: [(firm: Int, lost: Int)]) {
    let cone = graph.cone(above: leader)
    let upstream = cone.vertices.count - 1
    guard upstream > 0 else { return (0, []) }
    let tree = cone.graph.reversed.dominatorTree(entries: [cone.apex])
    var losses: [(firm: Int, lost: Int)] = []
    for vertex in cone.graph.vertices where vertex != cone.apex {
      let lost = tree.dominatedCount(of: vertex)
      guard lost >= leastLoss, lost * lossShare >= upstream else { continue }
      losses.append((Int(cone.vertices[Int(vertex)]), lost))
    }
    return (upstream, losses)
  }

  /// All leaders where the work allows, else those with most upstream firms.
  static func examined(_ leaders: [Vertex], _ graph: DirectedGraph) -> [Vertex] {
    let work = leaders.count * (graph.vertexCount + graph.edgeCount)
    guard leaders.count > BottleneckSearch.fewTargets, work > BottleneckSearch.workLimit else {
      return leaders
    }
    var reach: [Int] = []
    graph.reversed.reachSweep(from: leaders) { reach += $0.reachedCounts() }
    return leaders.indices.sorted { (reach[$1], $0) < (reach[$0], $1) }
      .prefix(BottleneckSearch.fewTargets).map { leaders[$0] }
  }
}
