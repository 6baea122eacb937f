import ChainAnalysis
import ChainModel
import Graphs

/// The rows behind what bottlenecks count, gathered where evidence is asked for.
struct BottleneckProof: Sendable {
  let book: ChainBook
  let network: SupplyNetwork
  let names: BookNames
  /// Pieces of the network larger than this are named in part only.
  static let pieceLimit = 1000

  init(_ book: ChainBook, network: SupplyNetwork, names: BookNames) {
    self.book = book
    self.network = network
    self.names = names
  }

  /// A firm's own row.
  func row(of firm: Int) -> [EvidenceRow] { [EvidenceRow(.firms, firm)] }

  /// The ends of paths, each with the supplies along its path.
  func ends(_ ends: [Int], of paths: [[Int]], at place: (_ path: [Int]) -> Int?) -> [EvidenceItem] {
    var pathOfEnd: [Int: [Int]] = [:]
    for path in paths {
      guard let end = place(path), pathOfEnd[end] == nil else { continue }
      pathOfEnd[end] = path
    }
    return ends.compactMap { end in
      pathOfEnd[end].map { names.item(end, rows: names.supplies(along: $0)) }
    }
  }

  /// The firms on one side of direct supplies with a firm.
  func customers(of firm: Int) -> [EvidenceItem] {
    network.graph.successors(of: Vertex(firm)).map {
      names.item(Int($0), rows: names.supply(firm, Int($0)))
    }
  }

  func suppliers(_ suppliers: [Int], of firm: Int) -> [EvidenceItem] {
    suppliers.map { names.item($0, rows: names.supply($0, firm)) }
  }

  /// Everything upstream of a firm, each with its supply to the next firm on the way.
  func upstream(of firm: Int) -> [EvidenceItem] {
    SupplyTrace(from: firm, .upstream, network: network, in: book).tiers.joined()
      .sorted { $0.firm < $1.firm }
      .map { names.item($0.firm, rows: names.supply($0.firm, $0.via)) }
  }

  /// Firms cut off by a choke point, each with its supplies that stay on the way to the leader:
  /// they all go to other firms cut off, or to the choke point itself.
  func cutOff(_ point: NetworkBottlenecks.ChokePoint) -> [EvidenceItem] {
    let lost = Set(point.cutOff).union([point.node])
    return point.cutOff.map { firm in
      let next = network.graph.successors(of: Vertex(firm)).map(Int.init).filter(lost.contains)
      return names.item(firm, rows: next.flatMap { names.supply(firm, $0) })
    }
  }

  /// The parts into which the network falls without a firm, greatest first, of firms ascending.
  func pieces(without firm: Int) -> [[Int]] {
    let neighbours = Set(
      network.graph.successors(of: Vertex(firm)).map(Int.init)
        + network.graph.predecessors(of: Vertex(firm)).map(Int.init))
    var seen: Set<Int> = [firm]
    var pieces: [[Int]] = []
    for start in neighbours.sorted() where !seen.contains(start) {
      pieces.append(part(from: start, seen: &seen))
    }
    return pieces.sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }
  }

  /// The two sides of a connection, of firms ascending.
  func sides(of bridge: NetworkBottlenecks.Bridge) -> (supplier: [Int], customer: [Int]) {
    func side(_ start: Int, without other: Int) -> [Int] {
      // The other end is the only way across: leaving it out keeps to this side.
      var seen: Set<Int> = [other]
      return part(from: start, seen: &seen)
    }
    return (
      side(bridge.supplier, without: bridge.customer),
      side(bridge.customer, without: bridge.supplier)
    )
  }

  private func part(from start: Int, seen: inout Set<Int>) -> [Int] {
    var part = [start]
    seen.insert(start)
    var next = 0
    while next < part.count {
      let vertex = Vertex(part[next])
      next += 1
      for neighbour in network.graph.successors(of: vertex) + network.graph.predecessors(of: vertex)
      where seen.insert(Int(neighbour)).inserted {
        part.append(Int(neighbour))
      }
    }
    return part.sorted()
  }

  /// Firms as counted things, each with its own row; only the first of very many.
  func firms(_ firms: [Int]) -> [EvidenceItem] {
    firms.prefix(Self.pieceLimit).map { names.item($0, rows: row(of: $0)) }
  }
}
