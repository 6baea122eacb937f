import Graphs
import Testing

@Test func leastTiersAgainstDistances() throws {
  for sample in try samples() {
    let distances = sample.distances
    for (number, limit) in [(0, nil), (1, nil), (2, nil), (4, nil), (9, nil), (4, 1), (4, 2)] {
      let sources = sample.chosen(number, salt: 2)
      let expected = (0..<sample.count).map { vertex in
        let least =
          sources.filter { Int($0) != vertex }.map { distances[Int($0)][vertex] }.min()
          ?? Sample.infinity
        return least < Sample.infinity && least <= limit ?? Int.max ? Int32(least) : -1
      }
      #expect(
        sample.graph.leastTiers(from: sources, within: limit) == expected,
        "seed \(sample.seed)")
    }
  }
}
