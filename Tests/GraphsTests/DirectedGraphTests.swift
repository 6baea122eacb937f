import Graphs
import Testing

@Test func rowsAgainstSorting() throws {
  for sample in try samples() {
    #expect(sample.graph.edges == sample.edges.sorted(), "seed \(sample.seed)")
    #expect(sample.graph.edgeCount == sample.edges.count, "seed \(sample.seed)")
    let backward = sample.edges.map { Edge($0.target, $0.source) }
    #expect(
      DirectedGraph(sample.graph.reversed).edges == backward.sorted(), "seed \(sample.seed)")
    let shuffled = try DirectedGraph(vertexCount: sample.count, edges: sample.edges.reversed())
    #expect(shuffled == sample.graph, "seed \(sample.seed)")
  }
}

@Test func buildOptions() throws {
  for sample in try samples() {
    let unique = try DirectedGraph(
      vertexCount: sample.count, edges: sample.edges, options: .dropDuplicates)
    #expect(unique.edges == Set(sample.edges).sorted(), "seed \(sample.seed)")
    let loopless = try DirectedGraph(
      vertexCount: sample.count, edges: sample.edges, options: .dropSelfLoops)
    let expected = sample.edges.filter { $0.source != $0.target }
    #expect(loopless.edges == expected.sorted(), "seed \(sample.seed)")
    let simple = try DirectedGraph(
      vertexCount: sample.count, edges: sample.edges, options: [.dropSelfLoops, .dropDuplicates])
    #expect(simple.edges == Set(expected).sorted(), "seed \(sample.seed)")
    #expect(simple.reversed.reversed.successorRows == simple.successorRows)
    let matrix = sample.matrix
    for source in simple.vertices {
      for target in simple.vertices {
        #expect(
          unique.containsEdge(from: source, to: target) == matrix[Int(source)][Int(target)],
          "seed \(sample.seed)")
      }
    }
  }
}

@Test func edgesOutOfRange() {
  #expect(throws: GraphError.vertexCountOutOfRange(-1)) {
    try DirectedGraph(vertexCount: -1, edges: [])
  }
  #expect(throws: GraphError.vertexCountOutOfRange(1 << 40)) {
    try DirectedGraph(vertexCount: 1 << 40, edges: [])
  }
  #expect(throws: GraphError.vertexOutOfRange(edge: 1, vertex: 3)) {
    try DirectedGraph(vertexCount: 3, edges: [Edge(0, 1), Edge(2, 3)])
  }
  #expect(throws: GraphError.vertexOutOfRange(edge: 0, vertex: -1)) {
    try DirectedGraph(vertexCount: 3, edges: [Edge(-1, 1)])
  }
}
