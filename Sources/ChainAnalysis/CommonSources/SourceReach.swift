import ChainModel
import Graphs

/// Which firms depend on which sources, and the fewest sources that explain affected firms.
struct SourceReach {
  private let book: ChainBook
  private let graph: DirectedGraph
  private let tiers: Int?
  private let components: Components?
  /// Segments and elements with the firms that depend on them, worked out when first asked for.
  private var wholes: [CommonSources.Kind: [Whole]] = [:]
  /// The last set of assessed firms with what each firm reaches of it: problems of one dimension
  /// are assessed together.
  private var assessedReach: (assessed: [Int], counts: [Int32], signatures: [Signature])?

  /// A segment or element with the firms that depend on it.
  private struct Whole {
    var origin: CommonSources.Origin
    var firms: VertexSet
  }

  /// Tells sets of assessed firms apart: two independent hashes of which ones a firm reaches.
  private struct Signature: Hashable {
    var first: UInt64 = 0
    var second: UInt64 = 0

    mutating func add(_ word: UInt64) {
      first = (first ^ word) &* 0x9E37_79B9_7F4A_7C15
      first ^= first >> 29
      second = (second &+ word) &* 0xD6E8_FEB8_6659_FD93
      second ^= second >> 32
    }
  }

  /// A source that may explain affected firms.
  struct Candidate {
    var origin: CommonSources.Origin
    var indistinguishable: [CommonSources.Origin]
    /// Affected firms covered, as places in the list of affected firms.
    var covers: VertexSet
    var reachedCount: Int
    var p: Double
    var tier: Int32
  }

  init(_ book: ChainBook, graph: DirectedGraph, options: CommonSources.Options) {
    self.book = book
    self.graph = graph
    tiers = options.tiers
    components = options.tiers == nil ? graph.reversed.stronglyConnectedComponents() : nil
  }

  /// The fewest sources of a kind that explain affected firms.
  mutating func explain(
    affected: [Int], among assessed: [Int], problem: Int, by kind: CommonSources.Kind
  ) -> CommonSources.Explanation {
    let (candidates, familyPValues, familySize) =
      kind == .firm
      ? firmCandidates(affected, assessed) : wholeCandidates(affected, assessed, kind)
    let adjusted = BenjaminiHochberg.adjusted(familyPValues, familySize: familySize)
    // Equal p-values have equal q-values, so that a candidate's is found by its p-value.
    var qOfP: [Double: Double] = [:]
    for (p, q) in zip(familyPValues, adjusted) { qOfP[p] = q }

    var open = VertexSet(0..<Vertex(affected.count), capacity: affected.count)
    var chosen: [CommonSources.Source] = []
    var rest = candidates
    while let best = Self.best(of: rest, covering: open) {
      let candidate = rest.remove(at: best)
      var fresh = candidate.covers
      fresh.formIntersection(open)
      open.subtract(candidate.covers)
      chosen.append(
        source(
          candidate, fresh, affected, assessed, problem: problem,
          q: qOfP[candidate.p] ?? candidate.p))
    }
    return CommonSources.Explanation(
      sources: chosen, unexplained: open.map { affected[Int($0)] }, familySize: familySize,
      candidates: candidates.count)
  }

  /// The candidate that covers most firms still open; then by lift, by chance, by nearness, by place.
  private static func best(of candidates: [Candidate], covering open: VertexSet) -> Int? {
    var best: (place: Int, gain: Int)?
    for (place, candidate) in candidates.enumerated() {
      var fresh = candidate.covers
      fresh.formIntersection(open)
      let gain = fresh.count
      guard gain > 0 else { continue }
      guard let known = best else {
        best = (place, gain)
        continue
      }
      if gain > known.gain
        || gain == known.gain && candidate.isBetter(than: candidates[known.place])
      {
        best = (place, gain)
      }
    }
    return best?.place
  }

  // MARK: - Firms

  private mutating func firmCandidates(
    _ affected: [Int], _ assessed: [Int]
  ) -> ([Candidate], familyPValues: [Double], familySize: Int) {
    let reached = reach(of: assessed)
    let reversed = graph.reversed
    let sources = affected.map(Vertex.init)
    let covered = reversed.reachCounts(from: sources, within: tiers, components: components)
    let nearest = reversed.leastTiers(from: sources, within: tiers)

    // Firms that reach the same assessed firms are one hypothesis: the nearest stands for them.
    var family: [Signature: (first: Vertex, others: [Vertex])] = [:]
    for vertex in graph.vertices where reached.counts[Int(vertex)] >= 2 {
      let signature = reached.signatures[Int(vertex)]
      guard var known = family[signature] else {
        family[signature] = (vertex, [])
        continue
      }
      if covered[Int(vertex)] > 0, nearest[Int(vertex)] < nearest[Int(known.first)] {
        known.others.append(known.first)
        known.first = vertex
      } else {
        known.others.append(vertex)
      }
      family[signature] = known
    }
    let distribution = TailCache(
      population: assessed.count, marked: affected.count)
    var pValues: [Double] = []
    var chosen: [(vertex: Vertex, others: [Vertex], p: Double)] = []
    for (_, member) in family.sorted(by: { $0.value.first < $1.value.first }) {
      let (count, part) = (
        Int(reached.counts[Int(member.first)]), Int(covered[Int(member.first)])
      )
      guard part > 0 else { continue }
      let p = distribution.upperTail(drawn: count, found: part)
      // Each firm is a test, though they stand for each other in the list.
      pValues += repeatElement(p, count: member.others.count + 1)
      if part >= 2, part * assessed.count > count * affected.count {
        chosen.append((member.first, member.others.sorted(), p))
      }
    }
    // Which affected firms each candidate covers, block by block of the sweep.
    var covers = [VertexSet](
      repeating: VertexSet(capacity: affected.count), count: chosen.count)
    reversed.reachSweep(from: sources, within: tiers, components: components) { block in
      for (place, candidate) in chosen.enumerated() {
        for lane in block.lanes(reaching: candidate.vertex) { covers[place].insert(Vertex(lane)) }
      }
    }
    let candidates = chosen.enumerated().map { place, entry in
      Candidate(
        origin: .init(kind: .firm, position: Int(entry.vertex)),
        indistinguishable: entry.others.map { .init(kind: .firm, position: Int($0)) },
        covers: covers[place], reachedCount: Int(reached.counts[Int(entry.vertex)]), p: entry.p,
        tier: nearest[Int(entry.vertex)])
    }
    return (candidates, pValues, reached.counts.count { $0 >= 2 })
  }

  /// For every firm, how many assessed firms it reaches, and a signature of which.
  private mutating func reach(
    of assessed: [Int]
  ) -> (counts: [Int32], signatures: [Signature]) {
    if let known = assessedReach, known.assessed == assessed {
      return (known.counts, known.signatures)
    }
    var counts = [Int32](repeating: 0, count: graph.vertexCount)
    var signatures = [Signature](repeating: Signature(), count: graph.vertexCount)
    graph.reversed.reachSweep(
      from: assessed.map(Vertex.init), within: tiers, components: components
    ) { block in
      block.addCounts(to: &counts)
      for vertex in graph.vertices {
        for index in 0..<block.wordCount {
          signatures[Int(vertex)].add(block.word(index, of: vertex))
        }
      }
    }
    assessedReach = (assessed, counts, signatures)
    return (counts, signatures)
  }

  // MARK: - Segments and elements

  private mutating func wholeCandidates(
    _ affected: [Int], _ assessed: [Int], _ kind: CommonSources.Kind
  ) -> ([Candidate], familyPValues: [Double], familySize: Int) {
    let known = wholes[kind] ?? (kind == .segment ? segments() : elements())
    wholes[kind] = known
    let assessedSet = VertexSet(assessed.map(Vertex.init), capacity: graph.vertexCount)
    let distribution = TailCache(population: assessed.count, marked: affected.count)
    var family: [VertexSet: Int] = [:]
    var pValues: [Double] = []
    var candidates: [Candidate] = []
    var familySize = 0
    for whole in known {
      var reached = whole.firms
      reached.formIntersection(assessedSet)
      let count = reached.count
      guard count >= 2 else { continue }
      familySize += 1
      if let first = family[reached] {
        if first >= 0 {
          candidates[first].indistinguishable.append(whole.origin)
          pValues.append(candidates[first].p)
        }
        continue
      }
      family[reached] = -1
      let covers = VertexSet(capacity: affected.count) {
        whole.firms.contains(Vertex(affected[Int($0)]))
      }
      let part = covers.count
      guard part > 0 else { continue }
      let p = distribution.upperTail(drawn: count, found: part)
      pValues.append(p)
      guard part >= 2, part * assessed.count > count * affected.count else { continue }
      family[reached] = candidates.count
      candidates.append(
        Candidate(
          origin: whole.origin, indistinguishable: [], covers: covers, reachedCount: count, p: p,
          tier: 0))
    }
    return (candidates, pValues, familySize)
  }

  /// Every segment with the firms outside it that its members reach.
  private func segments() -> [Whole] {
    book.segments.indices.compactMap { segment in
      let members = operatingMembers(of: segment)
      guard !members.isEmpty else { return nil }
      var firms = VertexSet(
        graph.breadthFirstSearch(from: members, within: tiers).order, capacity: graph.vertexCount)
      for member in members { firms.remove(member) }
      return firms.isEmpty
        ? nil : Whole(origin: .init(kind: .segment, position: segment), firms: firms)
    }
  }

  /// Every kind of infrastructure that no resource offers to a segment, with the segment's firms.
  private func elements() -> [Whole] {
    guard !book.resources.isEmpty else { return [] }
    var offered: [InfrastructureKind: Set<String>] = [:]
    for resource in book.resources {
      guard let kind = resource.kind else { continue }
      offered[kind, default: []].formUnion(
        book.text[resource.capabilities].map(TextFolding.foldedName))
    }
    var wholes: [Whole] = []
    for segment in book.segments.indices {
      let firms = VertexSet(operatingMembers(of: segment), capacity: graph.vertexCount)
      guard !firms.isEmpty else { continue }
      let row = book.segments[segment]
      let names = [row.id, row.name].map { TextFolding.foldedName(book.text[$0]) }
      for kind in InfrastructureKind.allCases {
        guard let texts = offered[kind] else { continue }
        let isOffered = texts.contains { text in
          text.contains("全部") || names.contains { text == $0 || text.contains($0) }
        }
        if !isOffered {
          wholes.append(
            Whole(
              origin: .init(kind: .element, position: segment, infrastructure: kind),
              firms: firms))
        }
      }
    }
    return wholes
  }

  private func operatingMembers(of segment: Int) -> [Vertex] {
    Set(book.membersOfSegment[segment].compactMap { book.members[$0].firm.index })
      .filter { book.firms[$0].isOperating }.sorted().map(Vertex.init)
  }

  // MARK: - Evidence

  private func source(
    _ candidate: Candidate, _ fresh: VertexSet, _ affected: [Int], _ assessed: [Int],
    problem: Int, q: Double
  ) -> CommonSources.Source {
    let covers = candidate.covers.map { affected[Int($0)] }
    var reached: [Int] = []
    var paths: [[Int]] = []
    switch candidate.origin.kind {
    case .firm, .segment:
      let starts =
        candidate.origin.kind == .firm
        ? [Vertex(candidate.origin.position)] : operatingMembers(of: candidate.origin.position)
      let search = graph.breadthFirstSearch(from: starts, within: tiers)
      let own = VertexSet(starts, capacity: graph.vertexCount)
      reached = assessed.filter {
        search.tier(of: Vertex($0)) != nil && !own.contains(Vertex($0))
      }
      paths = covers.sorted {
        (search.tiers[$0], $0) < (search.tiers[$1], $1)
      }.prefix(CommonSources.pathLimit).map { path(to: $0, in: search) }
    case .element:
      let firms = VertexSet(
        operatingMembers(of: candidate.origin.position), capacity: graph.vertexCount)
      reached = assessed.filter { firms.contains(Vertex($0)) }
    }
    return CommonSources.Source(
      origin: candidate.origin, indistinguishable: candidate.indistinguishable, covers: covers,
      newlyCovers: fresh.map { affected[Int($0)] }, reached: reached,
      coverage: Double(covers.count) / Double(affected.count),
      lift: Double(covers.count) * Double(assessed.count)
        / (Double(affected.count) * Double(reached.count)),
      p: candidate.p, q: q, paths: paths,
      confirmedBy: confirmations(of: candidate.origin, problem, covers))
  }

  /// A shortest path from a start of a search, by the first supplier one tier nearer.
  private func path(to firm: Int, in search: BreadthFirstSearch) -> [Int] {
    var path = [firm]
    var vertex = Vertex(firm)
    while let tier = search.tier(of: vertex), tier > 0 {
      let before = graph.predecessors(of: vertex).first { search.tier(of: $0) == tier - 1 }
      guard let before else { break }
      path.append(Int(before))
      vertex = before
    }
    return path.reversed()
  }

  /// What a 溯源结论 says when it rules a source out or has not found out.
  private static let denials = ["排除", "不是", "并非", "非该", "无关", "未", "待", "否"]

  private func confirmations(
    of origin: CommonSources.Origin, _ problem: Int, _ covers: [Int]
  ) -> [Int] {
    guard origin.kind == .firm else { return [] }
    let row = book.firms[origin.position]
    let names = [row.name, row.id, row.creditCode].map { book.text[$0] }.filter { $0.count >= 4 }
    return covers.flatMap { book.findingsOfFirm[$0] }.filter { position in
      let finding = book.findings[position]
      guard finding.problem.index == problem else { return false }
      let conclusion = book.text[finding.tracing]
      return names.contains { conclusion.contains($0) }
        && !Self.denials.contains { conclusion.contains($0) }
    }.sorted()
  }
}

extension SourceReach.Candidate {
  /// Orders candidates that cover equally many new firms.
  fileprivate func isBetter(than other: Self) -> Bool {
    // The share of assessed firms reached that are affected, which lift is a multiple of.
    let (own, its) = (
      covers.count * other.reachedCount, other.covers.count * reachedCount
    )
    if own != its { return own > its }
    if p != other.p { return p < other.p }
    return (tier, origin.position) < (other.tier, other.origin.position)
  }
}

/// Hypergeometric tails of one problem: many sources reach and cover the same numbers of firms.
final class TailCache {
  private let population: Int
  private let marked: Int
  private var known: [Int: Double] = [:]

  init(population: Int, marked: Int) {
    self.population = population
    self.marked = marked
  }

  func upperTail(drawn: Int, found: Int) -> Double {
    let key = drawn * (marked + 1) + found
    if let tail = known[key] { return tail }
    let tail = Hypergeometric(population: population, marked: marked, drawn: drawn).upperTail(found)
    known[key] = tail
    return tail
  }
}
