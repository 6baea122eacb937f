import Graphs

/// Finds the shared bottlenecks of a network.
///
/// What looks at one target works on its cone, the part of the network upstream of it; targets run
/// in parallel and come together in the order of the book.
struct BottleneckSearch: Sendable {
  let graph: DirectedGraph
  /// Leaders, or final segments, ascending.
  let targets: [Vertex]
  /// The targets asked for by name; empty for all.
  var chosen: [Vertex] = []
  /// The tiers within which a shared node counts; nil for any.
  var tiers: Int?
  /// The most findings of each kind; 0 for all.
  var top = 20
  var threads = 1
  /// The nodes of which findings are listed; nil for all.
  var listed: VertexSet?
  var kinds = Set(BottleneckKind.allCases)
  /// Where supply starts in the whole network: a cone holds every supplier of its members, so that its
  /// own entries are those of the whole that lie in it.
  private let isEntry: VertexSet

  init(graph: DirectedGraph, targets: [Vertex]) {
    self.graph = graph
    self.targets = targets
    isEntry = VertexSet(Self.entries(of: graph), capacity: graph.vertexCount)
  }

  /// The entries of a cone other than its apex, by local index.
  private func entries(of cone: Cone) -> [Vertex] { Self.entries(of: cone, isEntry: isEntry) }

  private static func entries(of cone: Cone, isEntry: VertexSet) -> [Vertex] {
    cone.graph.vertices.filter {
      $0 != cone.apex && isEntry.contains(cone.vertices[Int($0)])
    }
  }

  /// Looking at one target reads its cone: this many steps in all take about a minute.
  static let workLimit = 200_000_000
  /// How many targets are examined where all would be too much work.
  static let fewTargets = 10

  func find() async -> NetworkBottlenecks {
    var result = NetworkBottlenecks()
    result.targets = targets.map(Int.init)
    let examined = examinedTargets()
    result.examined = examined.map(Int.init)
    if kinds.contains(.sharedSuppliers) { await findShared(&result) }
    let needsTargets = !kinds.isDisjoint(with: [.sharedSubTier, .chokePoints, .waists])
    if needsTargets { await findByTarget(examined, &result) }
    if kinds.contains(.chokePoints) { await findRoutes(&result) }
    if !kinds.isDisjoint(with: [.cutFirms, .bridges]) { findCuts(&result) }
    return result
  }

  func isListed(_ vertex: Vertex) -> Bool { listed?.contains(vertex) ?? true }

  func cut<Element>(_ list: [Element]) -> [Element] {
    top > 0 && list.count > top ? Array(list.prefix(top)) : list
  }

  /// The first elements of the sorted list, as many as are wanted.
  ///
  /// - Complexity: O(n · `top`) time at worst, about O(n) for lists in no special order; O(n log n)
  ///   where all are wanted.
  private func first<Element>(
    _ list: [Element], by isBefore: (Element, Element) -> Bool
  ) -> [Element] {
    guard top > 0, list.count > top else { return list.sorted(by: isBefore) }
    var best = list.prefix(top).sorted(by: isBefore)
    for element in list.dropFirst(top) where isBefore(element, best[top - 1]) {
      best.removeLast()
      let place = best.firstIndex { isBefore(element, $0) } ?? best.count
      best.insert(element, at: place)
    }
    return best
  }

  /// The targets chosen, else all where the work allows, else those with most upstream nodes.
  private func examinedTargets() -> [Vertex] {
    if !chosen.isEmpty { return chosen.sorted() }
    let size = graph.vertexCount + graph.edgeCount
    guard targets.count > Self.fewTargets, targets.count * size > Self.workLimit else {
      return targets
    }
    var reach: [Int] = []
    graph.reversed.reachSweep(from: targets) { reach += $0.reachedCounts() }
    return targets.indices.sorted { (reach[$1], $0) < (reach[$0], $1) }
      .prefix(Self.fewTargets).map { targets[$0] }.sorted()
  }

  // MARK: - Shared nodes

  private func findShared(_ result: inout NetworkBottlenecks) async {
    let reversed = graph.reversed
    let counts = reversed.reachCounts(from: targets, within: tiers)
    let leastTiers = reversed.leastTiers(from: targets, within: tiers)
    let ofChosen = chosen.isEmpty ? nil : reversed.reachCounts(from: chosen, within: tiers)
    let found = graph.vertices.filter { vertex in
      counts[Int(vertex)] >= 2 && isListed(vertex) && ofChosen.map { $0[Int(vertex)] > 0 } ?? true
    }
    result.counts.shared = found.count
    func rank(_ vertex: Vertex) -> (Int32, Int32, Int, Vertex) {
      (
        -counts[Int(vertex)], leastTiers[Int(vertex)], -graph.successors(of: vertex).count, vertex
      )
    }
    if targets.count > 1 {
      result.sharedByAll = found.filter {
        Int(counts[Int($0)]) == targets.count && leastTiers[Int($0)] >= 2
      }.sorted {
        (-graph.successors(of: $0).count, $0) < (-graph.successors(of: $1).count, $1)
      }.map(Int.init)
    }
    let listed = first(found) { rank($0) < rank($1) }
    result.shared = await concurrentMap(listed, threads: threads) { vertex in
      // From the targets back to the vertex: one search serves all of them.
      let paths = graph.reversed.shortestPaths(to: vertex, within: tiers)
      let reached = targets.filter { $0 != vertex && paths.distances[Int($0)] > 0 }
      let nearest = reached.sorted {
        (paths.distances[Int($0)], $0) < (paths.distances[Int($1)], $1)
      }
      return NetworkBottlenecks.Shared(
        node: Int(vertex), targets: reached.map(Int.init),
        leastTier: Int(leastTiers[Int(vertex)]), customers: graph.successors(of: vertex).count,
        witness: nearest.prefix(NetworkBottlenecks.witnessLimit).compactMap { target in
          paths.path(from: target).map { $0.reversed().map(Int.init) }
        })
    }
  }

  // MARK: - What looks at one target

  /// A finding before its evidence is gathered: a node and how much hangs on it.
  private struct Candidate: Sendable {
    var node: Vertex
    var target: Vertex
    var count: Int
    /// Direct suppliers of the target, or nodes upstream of it.
    var whole: Int
  }

  /// What one target gave.
  private struct OfTarget: Sendable {
    var subTier: [Candidate] = []
    var subTierCount = 0
    var access: [Candidate] = []
    var accessCount = 0
    var waist: NetworkBottlenecks.Waist?
  }

  private func findByTarget(
    _ examined: [Vertex], _ result: inout NetworkBottlenecks
  ) async {
    let all = await concurrentMap(examined, threads: threads) { examine($0) }
    result.counts.sharedSubTier = all.reduce(0) { $0 + $1.subTierCount }
    result.counts.accessChokePoints = all.reduce(0) { $0 + $1.accessCount }
    let waists = all.compactMap(\.waist)
    result.counts.waists = waists.count
    result.waists = cut(
      waists.sorted { ($0.cut.count, $0.target) < ($1.cut.count, $1.target) })
    let subTier = first(all.flatMap(\.subTier), by: Self.isGreaterShare)
    result.sharedSubTier = await concurrentMap(subTier, threads: threads, describeSubTier)
    let access = first(all.flatMap(\.access), by: Self.isGreaterCount)
    result.accessChokePoints = await describe(
      access.map { (node: $0.node, target: $0.target) }, as: .access)
  }

  private static func isGreaterShare(_ left: Candidate, _ right: Candidate) -> Bool {
    // Shares as products, so that equal shares are equal to the bit.
    let (a, b) = (left.count * right.whole, right.count * left.whole)
    if a != b { return a > b }
    return (-left.count, left.node, left.target) < (-right.count, right.node, right.target)
  }

  private static func isGreaterCount(_ left: Candidate, _ right: Candidate) -> Bool {
    (-left.count, left.node, left.target) < (-right.count, right.node, right.target)
  }

  private func examine(_ target: Vertex) -> OfTarget {
    var found = OfTarget()
    let cone = graph.cone(above: target)
    guard cone.vertices.count > 1 else { return found }
    if kinds.contains(.sharedSubTier) {
      let part = tiers == nil ? cone : graph.cone(above: target, within: tiers)
      let direct = part.graph.predecessors(of: part.apex).filter { $0 != part.apex }
      if direct.count >= 2 {
        // What a supplier gets from the leader itself is no hidden concentration.
        let others = VertexSet([part.apex], capacity: part.vertices.count).complement
        let counts = part.graph.filtered(by: others).reversed.reachCounts(
          from: direct, within: tiers.map { max(0, $0 - 1) })
        var candidates: [Candidate] = []
        for vertex in part.graph.vertices where counts[Int(vertex)] >= 2 && vertex != part.apex {
          let node = part.vertices[Int(vertex)]
          guard isListed(node) else { continue }
          candidates.append(
            Candidate(
              node: node, target: target, count: Int(counts[Int(vertex)]), whole: direct.count))
        }
        found.subTierCount = candidates.count
        found.subTier = first(candidates, by: Self.isGreaterShare)
      }
    }
    if kinds.contains(.chokePoints) {
      let tree = cone.graph.reversed.dominatorTree(entries: [cone.apex])
      var candidates: [Candidate] = []
      for vertex in cone.graph.vertices where vertex != cone.apex {
        let count = tree.dominatedCount(of: vertex)
        let node = cone.vertices[Int(vertex)]
        guard count > 0, isListed(node) else { continue }
        candidates.append(
          Candidate(node: node, target: target, count: count, whole: cone.vertices.count - 1))
      }
      found.accessCount = candidates.count
      found.access = first(candidates, by: Self.isGreaterCount)
    }
    if kinds.contains(.waists) { found.waist = waist(cone) }
    return found
  }

  private func waist(_ cone: Cone) -> NetworkBottlenecks.Waist? {
    let least = cone.graph.minimumVertexCut(from: entries(of: cone), to: cone.apex)
    let nodes = cone.whole(least.vertices)
    guard !nodes.isEmpty, listed == nil || nodes.contains(where: isListed) else { return nil }
    return NetworkBottlenecks.Waist(
      target: Int(cone.vertices[Int(cone.apex)]), cut: nodes.map(Int.init),
      routes: least.routes.prefix(NetworkBottlenecks.witnessLimit)
        .map { cone.whole($0).map(Int.init) })
  }

  /// Where supply starts: all members of a strongly connected component without a supplier outside.
  static func entries(of graph: DirectedGraph) -> [Vertex] {
    let condensation = graph.condensation()
    return condensation.entryComponents.flatMap { condensation.components.members(of: $0) }.sorted()
  }

  @Sendable private func describeSubTier(
    _ candidate: Candidate
  ) -> NetworkBottlenecks.SharedSubTier {
    let direct = graph.predecessors(of: candidate.target).filter { $0 != candidate.target }
    let others = VertexSet([candidate.target], capacity: graph.vertexCount).complement
    let paths = graph.filtered(by: others).reversed.shortestPaths(
      to: candidate.node, within: tiers.map { max(0, $0 - 1) })
    let through = direct.filter { $0 != candidate.node && paths.distances[Int($0)] > 0 }
    let nearest = through.sorted {
      (paths.distances[Int($0)], $0) < (paths.distances[Int($1)], $1)
    }
    return NetworkBottlenecks.SharedSubTier(
      node: Int(candidate.node), target: Int(candidate.target), through: through.map(Int.init),
      directSuppliers: direct.map(Int.init),
      witness: nearest.prefix(NetworkBottlenecks.witnessLimit).compactMap { supplier in
        paths.path(from: supplier).map { ($0.reversed() + [candidate.target]).map(Int.init) }
      })
  }

  // MARK: - Choke points

  private func findRoutes(_ result: inout NetworkBottlenecks) async {
    let routes = Routes(graph, isEntry: isEntry)
    var pairs: [(node: Vertex, target: Vertex)] = []
    var targetsOf = [Int32](repeating: 0, count: graph.vertexCount)
    let wanted = chosen.isEmpty ? targets : chosen.sorted()
    for target in wanted {
      for node in routes.nodes(to: target) where isListed(node) {
        pairs.append((node, target))
        targetsOf[Int(node)] += 1
      }
    }
    result.counts.routeChokePoints = pairs.count
    pairs.sort {
      (-targetsOf[Int($0.node)], $0.node, $0.target)
        < (-targetsOf[Int($1.node)], $1.node, $1.target)
    }
    var seen = VertexSet(capacity: graph.vertexCount)
    result.onAllRoutes = pairs.filter { seen.insert($0.node) }.map { Int($0.node) }
    result.routeChokePoints = await describe(cut(pairs), as: .route)
  }

  /// Which nodes lie on all routes from the entries to a target.
  struct Routes {
    private let graph: DirectedGraph
    private let isEntry: VertexSet
    private let tree: DominatorTree

    init(_ graph: DirectedGraph) {
      self.init(
        graph,
        isEntry: VertexSet(BottleneckSearch.entries(of: graph), capacity: graph.vertexCount))
    }

    init(_ graph: DirectedGraph, isEntry: VertexSet) {
      self.graph = graph
      self.isEntry = isEntry
      tree = graph.dominatorTree(entries: Array(isEntry))
    }

    /// The nodes; to a target that stands among the entries itself, those on all routes from the
    /// others.
    func nodes(to target: Vertex) -> [Vertex] {
      guard isEntry.contains(target) else { return tree.dominators(of: target) }
      let cone = graph.cone(above: target)
      let entries = BottleneckSearch.entries(of: cone, isEntry: isEntry)
      guard !entries.isEmpty else { return [] }
      return cone.whole(cone.graph.dominatorTree(entries: entries).dominators(of: cone.apex))
    }
  }

  /// Gathers what choke points cut off and a witness; pairs of one target share its cone.
  private func describe(
    _ pairs: [(node: Vertex, target: Vertex)], as kind: NetworkBottlenecks.ChokePoint.Kind
  ) async -> [NetworkBottlenecks.ChokePoint] {
    let byTarget = Dictionary(grouping: pairs.indices) { pairs[$0].target }
      .sorted { $0.key < $1.key }
    let nodes = pairs.map(\.node)
    let parts = await concurrentMap(byTarget.map { ($0.key, $0.value) }, threads: threads) {
      entry in
      let (target, places) = entry
      return describe(places.map { ($0, nodes[$0]) }, of: target, as: kind)
    }
    var result = [NetworkBottlenecks.ChokePoint?](repeating: nil, count: pairs.count)
    for (place, point) in parts.joined() { result[place] = point }
    return result.compactMap { $0 }
  }

  private func describe(
    _ nodes: [(place: Int, node: Vertex)], of target: Vertex,
    as kind: NetworkBottlenecks.ChokePoint.Kind
  ) -> [(Int, NetworkBottlenecks.ChokePoint)] {
    let cone = graph.cone(above: target)
    let tree = cone.graph.reversed.dominatorTree(entries: [cone.apex])
    let toTarget = cone.graph.shortestPaths(to: cone.apex)
    let entries = kind == .route ? entries(of: cone) : []
    let upstream = cone.vertices.filter { $0 != target }.map(Int.init)
    return nodes.compactMap { entry -> (Int, NetworkBottlenecks.ChokePoint)? in
      guard let node = cone.index(of: entry.node) else { return nil }
      let lost = tree.dominated(by: node).sorted()
      var witness: [Vertex] = []
      switch kind {
      case .access:
        // Every path from a node cut off passes the choke point.
        let nearest = lost.min {
          (toTarget.distances[Int($0)], $0) < (toTarget.distances[Int($1)], $1)
        }
        witness = nearest.flatMap { toTarget.path(from: $0) } ?? []
      case .route:
        let before = cone.graph.shortestPath(from: entries, to: node) ?? [node]
        witness = before.dropLast() + (toTarget.path(from: node) ?? [])
      }
      return (
        entry.place,
        NetworkBottlenecks.ChokePoint(
          node: Int(entry.node), target: Int(target), kind: kind,
          cutOff: cone.whole(lost).map(Int.init), upstreamNodes: upstream,
          witness: cone.whole(witness).map(Int.init))
      )
    }
  }

  // MARK: - Cut nodes and bridges

  private func findCuts(_ result: inout NetworkBottlenecks) {
    let points = graph.articulationPoints()
    if kinds.contains(.cutFirms) {
      var nodes: [NetworkBottlenecks.CutNode] = []
      for (place, vertex) in points.vertices.enumerated() where isListed(vertex) {
        nodes.append(
          NetworkBottlenecks.CutNode(
            node: Int(vertex), leavesBehind: points.pieces(at: place).map(Int.init)))
      }
      result.counts.cutNodes = nodes.count
      func severed(_ node: NetworkBottlenecks.CutNode) -> Int {
        node.leavesBehind.dropFirst().reduce(0, +)
      }
      result.cutNodes = cut(
        nodes.sorted { (-severed($0), $0.node) < (-severed($1), $1.node) })
    }
    if kinds.contains(.bridges) {
      var bridges: [NetworkBottlenecks.Bridge] = []
      for bridge in points.bridges where isListed(bridge.first) || isListed(bridge.second) {
        let isForward = graph.containsEdge(from: bridge.first, to: bridge.second)
        bridges.append(
          NetworkBottlenecks.Bridge(
            supplier: Int(isForward ? bridge.first : bridge.second),
            customer: Int(isForward ? bridge.second : bridge.first),
            supplierSide: isForward ? bridge.firstSize : bridge.secondSize,
            customerSide: isForward ? bridge.secondSize : bridge.firstSize))
      }
      result.counts.bridges = bridges.count
      result.bridges = cut(
        bridges.sorted { left, right in
          (-min(left.supplierSide, left.customerSide), left.supplier, left.customer)
            < (-min(right.supplierSide, right.customerSide), right.supplier, right.customer)
        })
    }
  }
}
