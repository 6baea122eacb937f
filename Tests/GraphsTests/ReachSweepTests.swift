import Graphs
import Testing

/// One block's answers by every question that can be put to it.
private func check(
  _ block: ReachBlock, _ sample: Sample, _ sources: [Vertex], _ distances: [[Int]], _ limit: Int?
) {
  var reached = [Int](repeating: 0, count: block.lanes.count)
  for vertex in sample.graph.vertices {
    let expected = block.lanes.filter { lane in
      let source = sources[lane]
      let distance = distances[Int(source)][Int(vertex)]
      return source != vertex && distance < Sample.infinity && distance <= limit ?? Int.max
    }
    #expect(block.lanes(reaching: vertex) == expected, "seed \(sample.seed)")
    #expect(block.count(reaching: vertex) == expected.count, "seed \(sample.seed)")
    for lane in expected {
      reached[lane - block.lanes.lowerBound] += 1
    }
    if let lane = block.lanes.first {
      #expect(
        block.isReached(vertex, byLane: lane) == (expected.first == lane), "seed \(sample.seed)")
    }
  }
  #expect(block.reachedCounts() == reached, "seed \(sample.seed)")
}

@Test func sweepAgainstDistances() throws {
  for sample in try samples() {
    let distances = sample.distances
    let components = sample.graph.stronglyConnectedComponents()
    // With more sources than vertices some are listed twice.
    for (number, limit) in [(3, nil), (3, 0), (3, 1), (5, 2), (5, 9), (70, nil), (70, 2)] {
      let sources = sample.chosen(number)
      var covered: [Int] = []
      sample.graph.reachSweep(from: sources, within: limit, components: components) { block in
        covered += Array(block.lanes)
        check(block, sample, sources, distances, limit)
      }
      #expect(covered == Array(sources.indices), "seed \(sample.seed)")
    }
  }
}

@Test func sweepOfSeveralBlocks() throws {
  var generator = SplitMix64(seed: 5)
  for isAcyclic in [false, true] {
    let edges = (0..<900).map { _ in
      let left = Vertex(generator.below(600))
      let right = Vertex(generator.below(600))
      return isAcyclic ? Edge(min(left, right), max(left, right)) : Edge(left, right)
    }
    let graph = try DirectedGraph(vertexCount: 600, edges: edges)
    // One full wide block, then a narrow one: 560 = 512 + 48.
    let sources = (0..<560).map { _ in Vertex(generator.below(600)) }
    for limit in [nil, 4] as [Int?] {
      var expected = [Int32](repeating: 0, count: 600)
      var expectedReached: [Int] = []
      for source in sources {
        let search = graph.breadthFirstSearch(from: [source], within: limit)
        expectedReached.append(search.order.count - 1)
        for vertex in search.order where vertex != source {
          expected[Int(vertex)] += 1
        }
      }
      #expect(graph.reachCounts(from: sources, within: limit) == expected)
      var sizes: [Int] = []
      var reached: [Int] = []
      var kept: [ReachBlock] = []
      graph.reachSweep(from: sources, within: limit) { block in
        sizes.append(block.lanes.count)
        reached += block.reachedCounts()
        kept.append(block)
      }
      #expect(sizes == [512, 48])
      #expect(reached == expectedReached)
      // A block that outlives its turn keeps its own lanes.
      #expect(kept.flatMap { $0.reachedCounts() } == reached)
    }
  }
}

@Test func reachCountsAgainstDistances() throws {
  for sample in try samples() {
    let distances = sample.distances
    for (number, limit) in [(4, nil), (4, 2), (66, nil)] {
      let sources = sample.chosen(number, salt: 1)
      let expected = (0..<sample.count).map { vertex in
        Int32(
          sources.filter {
            Int($0) != vertex && distances[Int($0)][vertex] < Sample.infinity
              && distances[Int($0)][vertex] <= limit ?? Int.max
          }.count)
      }
      #expect(
        sample.graph.reachCounts(from: sources, within: limit) == expected,
        "seed \(sample.seed)")
    }
  }
}

@Test func sweepPassesErrorsOn() throws {
  struct Stop: Error {}
  let graph = try DirectedGraph(vertexCount: 2, edges: [Edge(0, 1)])
  #expect(throws: Stop.self) {
    try graph.reachSweep(from: [0]) { (_) throws(Stop) in throw Stop() }
  }
}

@Test func sharedSubTierOfToyChain() throws {
  let graph = try ToyChain.graph()
  let expected = [
    "L1": [
      "D": ["A", "B"], "E": ["B", "C"], "F": ["A", "B", "C"], "K": ["A", "B", "C"],
      "M": ["A", "B", "C"],
    ],
    "L2": ["G": ["C", "H"], "K": ["C", "H"], "M": ["C", "H"]],
  ]
  for (leader, shared) in expected {
    let direct = Array(graph.predecessors(of: ToyChain.vertex(leader)))
    var found: [String: [String]] = [:]
    graph.reversed.reachSweep(from: direct) { block in
      for vertex in graph.vertices where block.count(reaching: vertex) >= 2 {
        found[ToyChain.name(vertex)] = block.lanes(reaching: vertex).map {
          ToyChain.name(direct[$0])
        }
      }
    }
    #expect(found == shared)
  }
}
