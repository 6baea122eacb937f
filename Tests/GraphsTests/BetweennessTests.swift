import Graphs
import Testing

/// The definition itself: counts of shortest routes by distance, for every pair and every vertex.
private func betweennessByDefinition(_ sample: Sample) -> [Double] {
  let distances = sample.distances
  let matrix = sample.matrix
  var routes = [[Double]](
    repeating: [Double](repeating: 0, count: sample.count), count: sample.count)
  for start in 0..<sample.count {
    routes[start][start] = 1
    let byDistance = (0..<sample.count).filter { distances[start][$0] < Sample.infinity }
      .sorted { distances[start][$0] < distances[start][$1] }
    for end in byDistance where end != start {
      routes[start][end] = (0..<sample.count).filter {
        matrix[$0][end] && distances[start][$0] + 1 == distances[start][end]
      }.reduce(0) { $0 + routes[start][$1] }
    }
  }
  var result = [Double](repeating: 0, count: sample.count)
  for start in 0..<sample.count {
    for end in 0..<sample.count where end != start && distances[start][end] < Sample.infinity {
      for middle in 0..<sample.count where middle != start && middle != end {
        if distances[start][middle] + distances[middle][end] == distances[start][end] {
          result[middle] +=
            routes[start][middle] * routes[middle][end] / routes[start][end]
        }
      }
    }
  }
  return result
}

@Test func betweennessAgainstDefinition() throws {
  for sample in try samples() {
    let found = sample.graph.betweenness()
    let expected = betweennessByDefinition(sample)
    #expect(
      zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 } && found.count == sample.count,
      "seed \(sample.seed)")
    #expect(sample.graph.betweenness(sampleCount: 100, seed: 1) == found, "seed \(sample.seed)")
  }
}

@Test func sampledBetweennessIsUnbiased() throws {
  var generator = SplitMix64(seed: 11)
  let edges = (0..<120).map { _ in
    Edge(Vertex(generator.below(40)), Vertex(generator.below(40)))
  }
  let graph = try DirectedGraph(vertexCount: 40, edges: edges)
  let exact = graph.betweenness()
  var mean = [Double](repeating: 0, count: 40)
  for seed in 0..<400 {
    let estimate = graph.betweenness(sampleCount: 10, seed: UInt64(seed))
    for vertex in mean.indices {
      mean[vertex] += estimate[vertex] / 400
    }
  }
  let scale = exact.max() ?? 0
  #expect(scale > 0)
  #expect(zip(mean, exact).allSatisfy { abs($0 - $1) < 0.06 * scale })
  #expect(
    graph.betweenness(sampleCount: 10, seed: 3) == graph.betweenness(sampleCount: 10, seed: 3))
  #expect(
    graph.betweenness(sampleCount: 10, seed: 3) != graph.betweenness(sampleCount: 10, seed: 4))
}

@Test func betweennessOfToyChain() throws {
  let expected = [
    "A": 0.75, "B": 1.5, "C": 7.25, "D": 5, "E": 4, "F": 8, "G": 8, "H": 1.5, "K": 10, "L1": 0,
    "L2": 0, "M": 0,
  ]
  let found = try ToyChain.graph().betweenness()
  for (name, value) in expected {
    #expect(abs(found[Int(ToyChain.vertex(name))] - value) < 1e-12, "\(name)")
  }
}
