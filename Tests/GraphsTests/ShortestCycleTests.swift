import Graphs
import Testing

@Test func shortestCycleAgainstDistances() throws {
  for sample in try samples() {
    let distances = sample.distances
    let matrix = sample.matrix
    let components = sample.graph.stronglyConnectedComponents()
    let cyclic = Set(sample.graph.cyclicComponents(of: components))
    for component in 0..<components.count {
      // The shortest closed walk through a member is its best edge and the way back.
      let members = components.members(of: component)
      let expected =
        sample.edges.filter { members.contains($0.source) }
        .map { distances[Int($0.target)][Int($0.source)] + 1 }.min() ?? Sample.infinity
      let cycle = sample.graph.shortestCycle(inComponent: component, of: components)
      #expect((cycle != nil) == (expected < Sample.infinity), "seed \(sample.seed)")
      #expect((cycle != nil) == cyclic.contains(component), "seed \(sample.seed)")
      guard let cycle else { continue }
      #expect(cycle.isShortest, "seed \(sample.seed)")
      #expect(cycle.vertices.count == expected, "seed \(sample.seed)")
      #expect(cycle.vertices.first == cycle.vertices.min(), "seed \(sample.seed)")
      #expect(Set(cycle.vertices).count == cycle.vertices.count, "seed \(sample.seed)")
      for (vertex, next) in zip(cycle.vertices, cycle.vertices.dropFirst() + cycle.vertices) {
        #expect(matrix[Int(vertex)][Int(next)], "seed \(sample.seed)")
      }
    }
  }
}

@Test func cycleWithoutEffortIsMarkedUnproven() throws {
  // A ring of six with a chord that makes a triangle away from the least vertex.
  let edges = (0..<6).map { Edge($0, ($0 + 1) % 6) } + [Edge(5, 3)]
  let graph = try DirectedGraph(vertexCount: 6, edges: edges)
  let components = graph.stronglyConnectedComponents()
  let quick = graph.shortestCycle(inComponent: 0, of: components, effort: 0)
  #expect(quick?.vertices == [0, 1, 2, 3, 4, 5])
  #expect(quick?.isShortest == false)
  let full = graph.shortestCycle(inComponent: 0, of: components)
  #expect(full?.vertices == [3, 4, 5])
  #expect(full?.isShortest == true)
}
