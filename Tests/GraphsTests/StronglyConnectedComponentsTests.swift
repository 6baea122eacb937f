import Graphs
import Testing

@Test func strongComponentsAgainstMutualReach() throws {
  for sample in try samples() {
    let distances = sample.distances
    let components = sample.graph.stronglyConnectedComponents()
    for left in 0..<sample.count {
      for right in 0..<sample.count {
        let isMutual =
          distances[left][right] < Sample.infinity && distances[right][left] < Sample.infinity
        #expect(
          (components.labels[left] == components.labels[right]) == isMutual,
          "seed \(sample.seed)")
      }
    }
    for edge in sample.edges {
      #expect(
        components.label(of: edge.source) <= components.label(of: edge.target),
        "seed \(sample.seed)")
    }
    #expect(components.count == Set(components.labels).count, "seed \(sample.seed)")
  }
}

@Test func componentMembers() throws {
  for sample in try samples() {
    let components = sample.graph.stronglyConnectedComponents()
    for component in 0..<components.count {
      let expected = sample.graph.vertices.filter { components.label(of: $0) == component }
      #expect(Array(components.members(of: component)) == expected, "seed \(sample.seed)")
      #expect(components.size(of: component) == expected.count, "seed \(sample.seed)")
    }
  }
}
