public import ChainModel
import Graphs

/// A firm's suppliers or customers, tier by tier.
public struct SupplyTrace: Sendable {
  /// Which way supplies are followed.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case upstream
    case downstream
  }

  /// A firm of a tier.
  public struct Step: Sendable, Hashable {
    /// The firm's position.
    public var firm: Int
    /// The firm one tier nearer through which it is reached; of several the first in book order.
    public var via: Int
  }

  /// The firm.
  public let firm: Int
  /// Which way.
  public let direction: Direction
  /// The firms of tier 1, 2, …, each in book order.
  public let tiers: [[Step]]
  /// Inferred supplies (推断) that touch the firms found, which nothing counts.
  public let inferred: [Int]

  /// How many firms were found.
  public var count: Int { tiers.reduce(0) { $0 + $1.count } }

  /// Follows supplies from a firm.
  ///
  /// - Parameters:
  ///   - firm: The firm's position.
  ///   - direction: Which way.
  ///   - limit: The last tier; nil for all.
  ///   - network: The book's declared supplies.
  ///   - book: The book.
  /// - Complexity: O(firms + supplies).
  public init(
    from firm: Int, _ direction: Direction, within limit: Int? = nil, network: SupplyNetwork,
    in book: ChainBook
  ) {
    self.firm = firm
    self.direction = direction
    let graph = network.graph
    let source = Vertex(firm)
    let search =
      switch direction {
      case .upstream: graph.reversed.breadthFirstSearch(from: [source], within: limit)
      case .downstream: graph.breadthFirstSearch(from: [source], within: limit)
      }
    var tiers: [[Step]] = []
    for tier in 1..<max(search.tierCount, 1) {
      tiers.append(
        search.vertices(inTier: tier).sorted().map { vertex in
          let nearer =
            switch direction {
            case .upstream: graph.successors(of: vertex)
            case .downstream: graph.predecessors(of: vertex)
            }
          let via = nearer.first { search.tier(of: $0) == tier - 1 } ?? source
          return Step(firm: Int(vertex), via: Int(via))
        })
    }
    self.tiers = tiers
    inferred = network.inferred.filter { position in
      let supply = book.supplies[position]
      let end = direction == .upstream ? supply.customer.index : supply.supplier.index
      return end.map { search.tier(of: Vertex($0)) != nil } ?? false
    }
  }
}
