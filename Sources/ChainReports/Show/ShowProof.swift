import ChainAnalysis
import ChainModel
import Graphs

/// The rows behind the figures of the report on a book, gathered where evidence is asked for.
struct ShowProof: Sendable {
  let overview: BookOverview
  let names: BookNames

  init(_ overview: BookOverview, names: BookNames) {
    self.overview = overview
    self.names = names
  }

  private var book: ChainBook { overview.book }
  private var graph: DirectedGraph { overview.network.graph }

  // MARK: - Rows of a firm

  private func firm(_ firm: Int, _ columns: [String]) -> [EvidenceRow] {
    [EvidenceRow(.firms, firm, columns: ["name", "creditCode", "number"] + columns)]
  }

  @Sendable func firm(_ firm: Int) -> [EvidenceRow] { [EvidenceRow(.firms, firm)] }

  @Sendable func state(_ firm: Int) -> [EvidenceRow] { self.firm(firm, ["region", "state"]) }

  @Sendable func size(_ firm: Int) -> [EvidenceRow] {
    self.firm(firm, ["industry", "staff", "revenue", "assets", "size"])
  }

  @Sendable func maturity(_ firm: Int) -> [EvidenceRow] { self.firm(firm, ["maturity"]) }

  @Sendable func industry(_ firm: Int) -> [EvidenceRow] { self.firm(firm, ["industry"]) }

  /// Its memberships, and the chains that name it as leader.
  @Sendable func leading(_ firm: Int) -> [EvidenceRow] {
    book.membershipsOfFirm[firm].map { EvidenceRow(.members, $0) }
      + book.chains.indices.filter { book.indices(book.chains[$0].leaders).contains(firm) }
      .map { EvidenceRow(.chains, $0) }
  }

  /// Its memberships in some segments.
  func members(_ firm: Int, in segments: Set<Int>) -> [EvidenceRow] {
    book.membershipsOfFirm[firm].filter {
      book.members[$0].segment.index.map(segments.contains) ?? false
    }.map { EvidenceRow(.members, $0) }
  }

  /// Its valid certificates of the schemes that count.
  @Sendable func certified(_ firm: Int) -> [EvidenceRow] {
    book.certificatesOfFirm[firm].filter {
      overview.ledger.schemes.contains(overview.ledger.scheme(ofCertificate: $0))
        && QualityLedger.isValid(book.certificates[$0], at: overview.ledger.asOf)
    }.map { EvidenceRow(.certificates, $0) }
  }

  /// A firm that is not certified: its own row, and its certificates, none of which counts.
  @Sendable func uncertified(_ firm: Int) -> [EvidenceRow] {
    self.firm(firm) + book.certificatesOfFirm[firm].map { EvidenceRow(.certificates, $0) }
  }

  /// Its open findings.
  @Sendable func open(_ firm: Int) -> [EvidenceRow] { open(firm) { _ in true } }

  /// Its open findings of some problems.
  func open(_ firm: Int, where isWanted: (Int) -> Bool) -> [EvidenceRow] {
    book.findingsOfFirm[firm].filter {
      QualityLedger.isOpen(book.findings[$0], at: overview.ledger.asOf)
        && book.findings[$0].problem.index.map(isWanted) ?? false
    }.map { EvidenceRow(.findings, $0) }
  }

  /// A segment and those that are part of it.
  func family(of segment: Int) -> Set<Int> { Set(book.family(ofSegment: segment)) }

  // MARK: - Things other than firms

  func problems(_ problems: [(problem: Int, firms: [Int])]) -> [EvidenceItem] {
    problems.map { entry in
      EvidenceItem(
        id: book.text[book.problems[entry.problem].id],
        name: book.text[book.problems[entry.problem].name],
        rows: entry.firms.flatMap { open($0) { $0 == entry.problem } })
    }
  }

  func certificates(_ certificates: [Int]) -> [EvidenceItem] {
    certificates.map { position in
      EvidenceItem(
        // Two certificates may bear one number.
        id: book.text[book.certificates[position].number],
        name: names.list(book.indices(book.certificates[position].firms), most: 3)
          + " #\(position + 1)",
        rows: [EvidenceRow(.certificates, position)])
    }
  }

  // MARK: - Along supplies

  /// The most firms downstream of a certificate that are named unless all lists are asked for whole:
  /// in a large book nearly all firms are downstream of each.
  private static let mostDownstream = 500

  /// Firms downstream of some, each with the supply by which it is reached.
  func downstream(
    of firms: [Int], all: Bool, where isWanted: (Firm) -> Bool
  ) -> [EvidenceItem] {
    let book = book
    let search = graph.breadthFirstSearch(from: firms.map(Vertex.init))
    let reached = search.order.filter {
      (search.tier(of: $0) ?? 0) > 0 && isWanted(book.firms[Int($0)])
    }.sorted()
    return reached.prefix(all ? .max : Self.mostDownstream).map { vertex in
      let via = before(vertex, search)
      return names.item(Int(vertex), rows: via.map { names.supply(Int($0), Int(vertex)) } ?? [])
    }
  }

  /// Leaders downstream of some firms, each with the supplies of a shortest path.
  func leaders(_ leaders: [Int], downstreamOf firms: [Int]) -> [EvidenceItem] {
    let search = graph.breadthFirstSearch(from: firms.map(Vertex.init))
    return leaders.map { leader in
      var path = [leader]
      while let last = path.last, let via = before(Vertex(last), search) { path.append(Int(via)) }
      return names.item(leader, rows: names.supplies(along: path.reversed()))
    }
  }

  private func before(_ vertex: Vertex, _ search: BreadthFirstSearch) -> Vertex? {
    guard let tier = search.tier(of: vertex), tier > 0 else { return nil }
    return graph.predecessors(of: vertex).first { search.tier(of: $0) == tier - 1 }
  }

  /// Firms upstream of leaders, each with further rows and the supply to the next firm on the way.
  func upstream(
    _ firms: [Int], of leaders: [Int], _ rows: (Int) -> [EvidenceRow]
  ) -> [EvidenceItem] {
    let search = graph.reversed.breadthFirstSearch(from: leaders.map(Vertex.init))
    return firms.map { firm in
      let tier = search.tier(of: Vertex(firm)) ?? 0
      let next =
        tier == 0
        ? nil
        : graph.successors(of: Vertex(firm)).first { search.tier(of: $0) == tier - 1 }
      return names.item(
        firm, rows: rows(firm) + (next.map { names.supply(firm, Int($0)) } ?? []))
    }
  }

  /// Everything upstream of a firm.
  func allUpstream(of firm: Int) -> [EvidenceItem] {
    let search = graph.reversed.breadthFirstSearch(from: [Vertex(firm)])
    return upstream(search.order.dropFirst().map(Int.init).sorted(), of: [firm]) { _ in [] }
  }

  /// Firms that a leader loses without one, each with its supplies that stay on the way: they all go
  /// to other firms lost, or to that one.
  func lost(by leader: Int, without firm: Int) -> [EvidenceItem] {
    let lost = BottleneckPositions.lost(by: leader, without: firm, network: overview.network)
    let within = Set(lost).union([firm])
    return lost.map { one in
      let next = graph.successors(of: Vertex(one)).map(Int.init).filter(within.contains)
      return names.item(one, rows: next.flatMap { names.supply(one, $0) })
    }
  }
}
