import Graphs
import Testing

/// Every subset of `allowed` as a set, by brute force.
private func subsets(of allowed: [Int]) -> [Set<Int>] {
  (0..<1 << allowed.count).map { bits in
    Set(allowed.indices.filter { bits >> $0 & 1 != 0 }.map { allowed[$0] })
  }
}

/// The vertices with a way to the target that avoids `cut`.
private func side(_ sample: Sample, _ target: Int, _ cut: Set<Int>) throws -> Set<Int> {
  let turned = try Sample(
    seed: sample.seed, count: sample.count, edges: sample.edges.map { Edge($0.target, $0.source) })
  return turned.reached(from: [target], without: cut)
}

/// The smallest cuts among subsets of `allowed`, nearest the target first.
private func nearestCut(
  _ sample: Sample, _ sources: [Int], _ target: Int, allowed: [Int]
) throws -> [Set<Int>] {
  let cuts = subsets(of: allowed).filter {
    !sample.reached(from: sources, without: $0).contains(target)
  }
  let least = cuts.map(\.count).min() ?? 0
  return try cuts.filter { $0.count == least }
    .map { (cut: $0, side: try side(sample, target, $0).count) }
    .sorted { $0.side < $1.side }.map(\.cut)
}

private func checkRoutes(
  _ result: MinimumVertexCut, _ sample: Sample, _ sources: Set<Vertex>, _ target: Vertex,
  sharesSources: Bool
) {
  let matrix = sample.matrix
  #expect(result.routes.count == result.vertices.count, "seed \(sample.seed)")
  var used: Set<Vertex> = []
  for route in result.routes {
    #expect(route.last == target, "seed \(sample.seed)")
    #expect(route.first.map(sources.contains) == true, "seed \(sample.seed)")
    #expect(route.dropFirst().allSatisfy { !sources.contains($0) }, "seed \(sample.seed)")
    for (vertex, next) in zip(route, route.dropFirst()) {
      #expect(matrix[Int(vertex)][Int(next)], "seed \(sample.seed)")
    }
    for vertex in route.dropLast() where !(sharesSources && sources.contains(vertex)) {
      #expect(used.insert(vertex).inserted, "seed \(sample.seed)")
    }
    #expect(route.filter(result.vertices.contains).count == 1, "seed \(sample.seed)")
  }
}

@Test func cutAgainstAllSubsets() throws {
  var sizes: Set<Int> = []
  for sample in try samples(260, maximumCount: 8) where sample.count > 0 {
    for number in [1, 2, 4] {
      let target = sample.chosen(1, salt: 4)[0]
      let sources = Set(sample.chosen(number, salt: 5)).subtracting([target])
      let result = sample.graph.minimumVertexCut(
        from: sources.sorted() + [target], to: target)
      let expected = try nearestCut(
        sample, sources.map { Int($0) }, Int(target),
        allowed: (0..<sample.count).filter { $0 != Int(target) })
      #expect(
        Set(result.vertices.map { Int($0) }) == expected.first, "seed \(sample.seed)")
      checkRoutes(result, sample, sources, target, sharesSources: false)
      sizes.insert(result.vertices.count)
    }
  }
  #expect(sizes.isSuperset(of: [0, 1, 2, 3]))
}

@Test func separatorAgainstAllSubsets() throws {
  var refused = 0
  var sizes: Set<Int> = []
  for sample in try samples(260, maximumCount: 8) where sample.count > 0 {
    for number in [1, 2] {
      let target = sample.chosen(1, salt: 6)[0]
      let sources = Set(sample.chosen(number, salt: 7)).subtracting([target])
      let adjacent = sources.filter { sample.matrix[Int($0)][Int(target)] }.min()
      do throws(AdjacentSourceError) {
        let result = try sample.graph.minimumVertexSeparator(
          from: sources.sorted(), to: target)
        #expect(adjacent == nil, "seed \(sample.seed)")
        let allowed = (0..<sample.count).filter {
          $0 != Int(target) && !sources.contains(Vertex($0))
        }
        let expected = try? nearestCut(
          sample, sources.map { Int($0) }, Int(target), allowed: allowed)
        #expect(
          Set(result.vertices.map { Int($0) }) == expected?.first, "seed \(sample.seed)")
        checkRoutes(result, sample, sources, target, sharesSources: true)
        sizes.insert(result.vertices.count)
      } catch {
        #expect(error.source == adjacent, "seed \(sample.seed)")
        refused += 1
      }
    }
  }
  #expect(refused > 20)
  #expect(sizes.isSuperset(of: [0, 1, 2]))
}

/// The greatest number of disjoint routes: one augmenting path after another on the split graph.
private func routeCountByAugmenting(_ sample: Sample, _ sources: Set<Vertex>, _ target: Int) -> Int
{
  // Node 2v is where flow enters v, 2v + 1 where it leaves; the last node stands before all.
  let start = 2 * sample.count
  var capacities = [[Int: Int]](repeating: [:], count: start + 1)
  for vertex in 0..<sample.count where vertex != target {
    capacities[2 * vertex][2 * vertex + 1] = 1
  }
  for edge in sample.edges where edge.source != edge.target {
    capacities[2 * Int(edge.source) + 1][2 * Int(edge.target)] = sample.count
  }
  for source in sources {
    capacities[start][2 * Int(source)] = 1
  }
  var routes = 0
  while true {
    var previous = [start: start]
    var queue = [start]
    var head = 0
    while head < queue.count, previous[2 * target] == nil {
      let node = queue[head]
      head += 1
      for (next, capacity) in capacities[node] where capacity > 0 && previous[next] == nil {
        previous[next] = node
        queue.append(next)
      }
    }
    var node = 2 * target
    guard previous[node] != nil else { return routes }
    while node != start, let before = previous[node] {
      capacities[before][node, default: 0] -= 1
      capacities[node][before, default: 0] += 1
      node = before
    }
    routes += 1
  }
}

/// Graphs whose edges are drawn out to chains, so that short routes block long ones for a while.
@Test func cutSizeAgainstAugmentingPaths() throws {
  var sizes: Set<Int> = []
  for seed in 0..<200 {
    var generator = SplitMix64(seed: UInt64(seed))
    let core = 6 + generator.below(12)
    var count = core
    var edges: [Edge] = []
    for _ in 0..<4 * core {
      var source = Vertex(generator.below(core))
      let target = Vertex(generator.below(core))
      for _ in 0..<generator.below(4) {
        edges.append(Edge(source, Vertex(count)))
        source = Vertex(count)
        count += 1
      }
      edges.append(Edge(source, target))
    }
    let sample = try Sample(seed: seed, count: count, edges: edges)
    let sources = Set((0..<5).map { _ in Vertex(generator.below(count - 1)) + 1 })
    let result = sample.graph.minimumVertexCut(from: sources.sorted(), to: 0)
    checkRoutes(result, sample, sources, 0, sharesSources: false)
    #expect(
      result.vertices.count == routeCountByAugmenting(sample, sources, 0), "seed \(seed)")
    let cut = Set(result.vertices.map { Int($0) })
    #expect(
      !sample.reached(from: sources.map { Int($0) }, without: cut).contains(0), "seed \(seed)")
    sizes.insert(cut.count)
  }
  #expect(sizes.isSuperset(of: [1, 2, 3, 4]))
}

/// The short route 0 → 1 → 2 → 3 → 11 must give up its middle vertex for the second route; the
/// third, longest, then takes that vertex.
@Test func secondRouteCancelsAWholeVertexAndThirdTakesIt() throws {
  let approach = [12] + Array(13..<23) + [2] as [Vertex]
  let departure = [2] + Array(23..<33) + [11] as [Vertex]
  let chains = [[0, 1, 2, 3, 11], [4, 5, 6, 7, 3], [1, 8, 9, 10, 11], approach, departure]
  let edges = chains.flatMap { zip($0, $0.dropFirst()).map { Edge($0, $1) } }
  let graph = try DirectedGraph(vertexCount: 33, edges: edges)
  let two = graph.minimumVertexCut(from: [0, 4], to: 11)
  #expect(two.routes == [[0, 1, 8, 9, 10, 11], [4, 5, 6, 7, 3, 11]])
  let three = graph.minimumVertexCut(from: [0, 4, 12], to: 11)
  #expect(three.routes == two.routes + [approach + departure.dropFirst()])
  #expect(three.vertices == [3, 10, 32])
}

@Test func cutsOfToyChain() throws {
  let graph = try ToyChain.graph()
  let leader = ToyChain.vertex("L1")
  let fromRoot = graph.minimumVertexCut(from: [ToyChain.vertex("M")], to: leader)
  #expect(fromRoot.vertices.map(ToyChain.name) == ["K"])
  let fromHub = try graph.minimumVertexSeparator(from: [ToyChain.vertex("K")], to: leader)
  #expect(fromHub.vertices.map(ToyChain.name) == ["C", "F"])
  #expect(fromHub.routes.count == 2)
}
