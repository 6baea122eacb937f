import Graphs
import Testing

@Test func articulationPointsAgainstRemoval() throws {
  for sample in try samples() {
    let found = sample.graph.articulationPoints()
    var expected: [Vertex: [Int32]] = [:]
    for vertex in 0..<sample.count {
      var rest = sample.reached(from: [vertex], undirected: true).subtracting([vertex])
      var pieces: [Int32] = []
      while let start = rest.min() {
        let piece = sample.reached(from: [start], without: [vertex], undirected: true)
        pieces.append(Int32(piece.count))
        rest.subtract(piece)
      }
      if pieces.count > 1 {
        expected[Vertex(vertex)] = pieces.sorted(by: >)
      }
    }
    #expect(found.vertices == expected.keys.sorted(), "seed \(sample.seed)")
    for (index, vertex) in found.vertices.enumerated() {
      #expect(Array(found.pieces(at: index)) == expected[vertex], "seed \(sample.seed)")
    }
  }
}

@Test func bridgesAgainstRemoval() throws {
  for sample in try samples() {
    let pairs = Set(
      sample.edges.filter { $0.source != $0.target }
        .map { Edge(min($0.source, $0.target), max($0.source, $0.target)) })
    var expected: [[Int]] = []
    for pair in pairs.sorted() {
      let rest = sample.edges.filter { $0 != pair && $0 != Edge(pair.target, pair.source) }
      let cut = try Sample(seed: sample.seed, count: sample.count, edges: rest)
      let first = cut.reached(from: [Int(pair.source)], undirected: true)
      if !first.contains(Int(pair.target)) {
        let second = cut.reached(from: [Int(pair.target)], undirected: true)
        expected.append([Int(pair.source), Int(pair.target), first.count, second.count])
      }
    }
    let found = sample.graph.articulationPoints().bridges.map {
      [Int($0.first), Int($0.second), $0.firstSize, $0.secondSize]
    }
    #expect(found == expected, "seed \(sample.seed)")
  }
}

@Test func cutFirmOfToyChain() throws {
  let found = try ToyChain.graph().articulationPoints()
  #expect(found.vertices.map(ToyChain.name) == ["K"])
  #expect(Array(found.pieces(at: 0)) == [10, 1])
  #expect(
    found.bridges.map { [ToyChain.name($0.first), ToyChain.name($0.second)] } == [["K", "M"]])
  #expect(found.bridges.first?.firstSize == 11)
  #expect(found.bridges.first?.secondSize == 1)
}
