public import ChainModel
import Graphs

/// Which firms of a book stand on bottleneck positions, with the numbers that say so.
///
/// The rule, in one place: on every route of supply to a
/// leader; or a leader loses at least ``BottleneckMarks/leastLoss`` and one in
/// ``BottleneckMarks/lossShare`` of its upstream firms without it; or the only firm of a segment.
public struct BottleneckPositions: Sendable {
  /// What a leader loses without a firm.
  public struct Loss: Sendable, Hashable {
    /// The leader's position.
    public var leader: Int
    /// How many upstream firms it loses.
    public var lost: Int
    /// How many upstream firms it has.
    public var upstream: Int
  }

  /// A firm on a bottleneck position.
  public struct Position: Sendable, Hashable {
    /// The firm's position.
    public var firm: Int
    /// Leaders that no route of supply reaches without it, ascending.
    public var onEveryRouteTo: [Int] = []
    /// Leaders that lose much of their upstream without it, greatest loss first.
    public var losses: [Loss] = []
    /// Segments of which it is the only firm in operation, ascending.
    public var onlyFirmOf: [Int] = []
  }

  /// The firms, in book order.
  public let positions: [Position]
  /// Final segments that no route of flows reaches without a segment, by segment; empty where there
  /// is none.
  public let finalsBehindSegment: [[Int]]
  /// Firms in operation of every segment, its child segments' included.
  public let firmsOfSegment: [[Int]]
  /// The leaders looked at: all, or in a large book the ten with most upstream firms.
  public let examinedLeaders: [Int]
  /// All leaders.
  public let leaders: [Int]

  private let placeOfFirm: [Int: Int]

  /// Looks at every leader and segment.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - leaders: Its chain leaders, by position.
  ///   - threads: How many leaders are looked at at once.
  /// - Complexity: O(m log n) for each leader's upstream part of the network, for all leaders while
  ///   leaders · (firms + supplies) stays under 2·10⁸, else for ten.
  public init(
    _ book: ChainBook, network: SupplyNetwork, leaders: [Int], threads: Int = 1
  ) async {
    self.leaders = leaders
    let flows = SegmentNetwork(book, chains: Array(book.chains.indices))
    finalsBehindSegment = flows.finalsOnEveryRoute()
    firmsOfSegment = book.segments.indices.map { book.firms(inFamilyOf: $0) }
    let graph = network.graph
    let examined = BottleneckMarks.examined(leaders.map(Vertex.init), graph).sorted()
    examinedLeaders = examined.map(Int.init)
    let losses = await concurrentMap(examined, threads: threads) {
      BottleneckMarks.greatLosses(of: $0, in: graph)
    }
    positions = Self.positions(
      examined, losses, in: graph,
      onlyFirms: firmsOfSegment.enumerated().compactMap { segment, firms in
        firms.count == 1 ? (segment, firms[0]) : nil
      })
    placeOfFirm = Dictionary(
      uniqueKeysWithValues: positions.enumerated().map { ($1.firm, $0) })
  }

  /// No positions, for a book that holds only part of its chains.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - leaders: The leaders it has all the same.
  /// - Returns: Positions that mark no firm and no segment.
  public static func none(in book: ChainBook, leaders: [Int] = []) -> BottleneckPositions {
    BottleneckPositions(
      positions: [], finalsBehindSegment: book.segments.map { _ in [] },
      firmsOfSegment: book.segments.map { _ in [] }, examinedLeaders: [], leaders: leaders,
      placeOfFirm: [:])
  }

  private init(
    positions: [Position], finalsBehindSegment: [[Int]], firmsOfSegment: [[Int]],
    examinedLeaders: [Int], leaders: [Int], placeOfFirm: [Int: Int]
  ) {
    self.positions = positions
    self.finalsBehindSegment = finalsBehindSegment
    self.firmsOfSegment = firmsOfSegment
    self.examinedLeaders = examinedLeaders
    self.leaders = leaders
    self.placeOfFirm = placeOfFirm
  }

  /// The rule itself, for some leaders and segments.
  ///
  /// - Parameters:
  ///   - leaders: The leaders.
  ///   - losses: What each loses, by ``BottleneckMarks/greatLosses(of:in:)``.
  ///   - graph: The declared supplies.
  ///   - onlyFirms: Segments with a single firm, ascending, and that firm.
  /// - Returns: The firms on bottleneck positions, ascending.
  /// - Complexity: O(m log n) once for routes, and what there is to find.
  static func positions(
    _ leaders: [Vertex], _ losses: [(upstream: Int, losses: [(firm: Int, lost: Int)])],
    in graph: DirectedGraph, onlyFirms: [(segment: Int, firm: Int)]
  ) -> [Position] {
    var found: [Int: Position] = [:]
    for (segment, firm) in onlyFirms {
      found[firm, default: Position(firm: firm)].onlyFirmOf.append(segment)
    }
    if !leaders.isEmpty, graph.edgeCount > 0 {
      let routes = BottleneckSearch.Routes(graph)
      for (leader, loss) in zip(leaders, losses) {
        for firm in routes.nodes(to: leader).map(Int.init) {
          found[firm, default: Position(firm: firm)].onEveryRouteTo.append(Int(leader))
        }
        for (firm, lost) in loss.losses {
          found[firm, default: Position(firm: firm)].losses.append(
            Loss(leader: Int(leader), lost: lost, upstream: loss.upstream))
        }
      }
    }
    for firm in found.keys {
      found[firm]?.losses.sort { ($1.lost, $0.leader) < ($0.lost, $1.leader) }
    }
    return found.values.sorted { $0.firm < $1.firm }
  }

  /// A firm's position; nil where it is on no bottleneck.
  public func position(ofFirm firm: Int) -> Position? {
    placeOfFirm[firm].map { positions[$0] }
  }

  /// The firms that a leader loses without a firm, ascending: those it reaches through it alone.
  ///
  /// - Parameters:
  ///   - leader: The leader.
  ///   - firm: The firm left out.
  ///   - network: The book's declared supplies.
  /// - Returns: The firms, by position.
  /// - Complexity: O(n + m log n) for the leader's upstream part of the network.
  public static func lost(by leader: Int, without firm: Int, network: SupplyNetwork) -> [Int] {
    let cone = network.graph.cone(above: Vertex(leader))
    guard let vertex = cone.index(of: Vertex(firm)) else { return [] }
    let tree = cone.graph.reversed.dominatorTree(entries: [cone.apex])
    return cone.whole(tree.dominated(by: vertex)).map(Int.init).sorted()
  }
}
