import Graphs
import Testing

/// The least that a graph can be: exercises the defaults of the protocol.
private struct ListGraph: AdjacencyGraph {
  let lists: [[Vertex]]
  var vertexCount: Int { lists.count }
  func successors(of vertex: Vertex) -> [Vertex] { lists[Int(vertex)] }
}

/// What every implementation promises, given the edges that it should have.
private func checkContract(_ graph: some BidirectionalGraph, _ expected: [Edge], seed: Int) {
  var forward: [Edge] = []
  var backward: [Edge] = []
  for vertex in graph.vertices {
    forward += graph.successors(of: vertex).map { Edge(vertex, $0) }
    backward += graph.predecessors(of: vertex).map { Edge($0, vertex) }
    #expect(
      Array(graph.successorRows[vertex]) == Array(graph.successors(of: vertex)), "seed \(seed)")
    #expect(
      Array(graph.predecessorRows[vertex]) == Array(graph.predecessors(of: vertex)),
      "seed \(seed)")
  }
  #expect(forward == expected.sorted(), "seed \(seed)")
  #expect(backward.sorted() == expected.sorted(), "seed \(seed)")
  #expect(
    backward == backward.sorted { ($0.target, $0.source) < ($1.target, $1.source) },
    "seed \(seed)")
  #expect(graph.successorRows.vertexCount == graph.vertexCount, "seed \(seed)")
}

@Test func contractOfEveryGraph() throws {
  for sample in try samples() {
    let turned = sample.edges.map { Edge($0.target, $0.source) }
    let members = VertexSet(capacity: sample.count) { $0 % 3 != 0 }
    func kept(_ edges: [Edge]) -> [Edge] {
      edges.filter { members.contains($0.source) && members.contains($0.target) }
    }
    checkContract(sample.graph, sample.edges, seed: sample.seed)
    checkContract(sample.graph.reversed, turned, seed: sample.seed)
    checkContract(sample.graph.reversed.reversed, sample.edges, seed: sample.seed)
    checkContract(sample.graph.filtered(by: members), kept(sample.edges), seed: sample.seed)
    checkContract(sample.graph.filtered(by: members).reversed, kept(turned), seed: sample.seed)
    checkContract(sample.graph.reversed.filtered(by: members), kept(turned), seed: sample.seed)
  }
}

@Test func algorithmsRunOnViewsAndPlainLists() throws {
  for sample in try samples(60) {
    let members = VertexSet(capacity: sample.count) { $0 % 4 != 1 }
    let view = sample.graph.filtered(by: members)
    let copy = DirectedGraph(view)
    let list = ListGraph(lists: copy.vertices.map { Array(copy.successors(of: $0)) })
    #expect(view.stronglyConnectedComponents() == copy.stronglyConnectedComponents())
    #expect(list.stronglyConnectedComponents() == copy.stronglyConnectedComponents())
    #expect(list.weaklyConnectedComponents() == copy.weaklyConnectedComponents())
    #expect(view.articulationPoints() == copy.articulationPoints())
    #expect(view.reversed.betweenness() == copy.reversed.betweenness())
  }
}
