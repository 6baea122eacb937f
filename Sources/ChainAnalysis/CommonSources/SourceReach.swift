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
  /// What each firm reaches of the last sets of assessed firms: problems of one dimension are
  /// assessed together, so that there are few sets.
  private var assessedReach: [(assessed: [Int], counts: [Int32], signatures: [Signature])] = []
  private static let rememberedSets = 8

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
    let covers: VertexSet
    let coverCount: Int
    var reachedCount: Int
    var p: Double
    var tier: Int32

    init(
      origin: CommonSources.Origin, indistinguishable: [CommonSources.Origin],
      covers: VertexSet, reachedCount: Int, p: Double, tier: Int32
    ) {
      self.origin = origin
      self.indistinguishable = indistinguishable
      self.covers = covers
      coverCount = covers.count
      self.reachedCount = reachedCount
      self.p = p
      self.tier = tier
    }
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
    var queue = GreedyQueue(candidates)
    while let candidate = queue.next(covering: open) {
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
    if let known = assessedReach.first(where: { $0.assessed == assessed }) {
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
    if assessedReach.count == Self.rememberedSets { assessedReach.removeFirst() }
    assessedReach.append((assessed, counts, signatures))
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
    let mention = SegmentMention(book)
    var wholes: [Whole] = []
    for segment in book.segments.indices {
      let firms = VertexSet(operatingMembers(of: segment), capacity: graph.vertexCount)
      guard !firms.isEmpty else { continue }
      for kind in InfrastructureKind.allCases {
        guard let texts = offered[kind] else { continue }
        if !texts.contains(where: { mention.means($0, segment) }) {
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
  /// Orders candidates that cover equally many new firms: by lift, chance, nearness, place.
  fileprivate func isBetter(than other: Self) -> Bool {
    // The share of assessed firms reached that are affected, which lift is a multiple of.
    let (own, its) = (
      coverCount * other.reachedCount, other.coverCount * reachedCount
    )
    if own != its { return own > its }
    if p != other.p { return p < other.p }
    return (tier, origin.position) < (other.tier, other.origin.position)
  }
}

/// Candidates, the one that covers most firms still open first; then by lift, chance, nearness, place.
///
/// What a candidate adds never grows while others are chosen, so that a count known from earlier is a
/// bound: only the foremost is counted anew.
///
/// Source: Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", LNCIS 7
/// (1978) 234–243, doi 10.1007/BFb0006528.
private struct GreedyQueue {
  private let candidates: [SourceReach.Candidate]
  /// A binary heap of places in `candidates`, each with what it added when last counted.
  private var heap: [(place: Int, gain: Int)]

  /// - Parameter candidates: The candidates.
  /// - Complexity: O(n log n).
  init(_ candidates: [SourceReach.Candidate]) {
    let sorted = candidates.sorted {
      $0.coverCount != $1.coverCount
        ? $0.coverCount > $1.coverCount : $0.isBetter(than: $1)
    }
    self.candidates = sorted
    // Sorted is a heap already; equal gains go by place, which is by quality only among these.
    heap = sorted.enumerated().map { ($0.offset, $0.element.coverCount) }
  }

  /// Takes out the candidate that covers most open firms; nil where none covers any.
  ///
  /// - Complexity: O(log n) for each candidate counted anew.
  mutating func next(covering open: VertexSet) -> SourceReach.Candidate? {
    while let top = heap.first {
      let gain = candidates[top.place].covers.intersectionCount(open)
      if gain == top.gain, gain > 0 {
        removeTop()
        return candidates[top.place]
      }
      if gain == 0 {
        removeTop()
      } else {
        heap[0].gain = gain
        sink()
      }
    }
    return nil
  }

  private mutating func removeTop() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink()
  }

  private mutating func sink() {
    var place = 0
    while true {
      var best = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && isBefore(heap[child], heap[best]) { best = child }
      if best == place { return }
      heap.swapAt(place, best)
      place = best
    }
  }

  private func isBefore(
    _ left: (place: Int, gain: Int), _ right: (place: Int, gain: Int)
  ) -> Bool {
    left.gain != right.gain
      ? left.gain > right.gain
      : candidates[left.place].isBetter(than: candidates[right.place])
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
