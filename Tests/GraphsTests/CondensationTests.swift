import Graphs
import Testing

@Test func condensationAgainstSets() throws {
  for sample in try samples() {
    let condensation = sample.graph.condensation()
    let components = condensation.components
    #expect(components == sample.graph.stronglyConnectedComponents(), "seed \(sample.seed)")
    let expected = Set(
      sample.edges.map {
        Edge(
          Vertex(components.label(of: $0.source)), Vertex(components.label(of: $0.target)))
      }.filter { $0.source != $0.target })
    #expect(condensation.graph.edges == expected.sorted(), "seed \(sample.seed)")
    #expect(condensation.graph.vertexCount == components.count, "seed \(sample.seed)")
    let entered = Set(expected.map(\.target))
    let entries = (0..<components.count).filter { !entered.contains(Vertex($0)) }
    #expect(condensation.entryComponents == entries, "seed \(sample.seed)")
  }
}
