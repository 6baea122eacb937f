import Graphs
import Testing

@Test func tiersAgainstFloydWarshall() throws {
  for sample in try samples() {
    let distances = sample.distances
    for (number, limit) in [(0, nil), (1, nil), (3, nil), (1, 0), (1, 2), (3, 1)] {
      let sources = sample.chosen(number)
      let search = sample.graph.breadthFirstSearch(from: sources, within: limit)
      for vertex in 0..<sample.count {
        let expected = sources.map { distances[Int($0)][vertex] }.min() ?? Sample.infinity
        let isFound = expected < Sample.infinity && expected <= limit ?? Int.max
        #expect(
          search.tier(of: Vertex(vertex)) == (isFound ? expected : nil), "seed \(sample.seed)")
      }
      let byTier = (0..<search.tierCount).flatMap { search.vertices(inTier: $0) }
      #expect(byTier == search.order, "seed \(sample.seed)")
      #expect(Set(search.order).count == search.order.count, "seed \(sample.seed)")
      for tier in 0..<search.tierCount {
        #expect(!search.vertices(inTier: tier).isEmpty, "seed \(sample.seed)")
        #expect(search.vertices(inTier: tier).allSatisfy { search.tier(of: $0) == tier })
      }
    }
  }
}
