import Graphs
import Testing

@Test func weakComponentsAgainstSpreading() throws {
  for sample in try samples() + samples(40, maximumCount: 40) {
    let components = sample.graph.weaklyConnectedComponents()
    var expected = [Int32](repeating: -1, count: sample.count)
    var next: Int32 = 0
    for vertex in 0..<sample.count where expected[vertex] < 0 {
      for member in sample.reached(from: [vertex], undirected: true) {
        expected[member] = next
      }
      next += 1
    }
    #expect(components.labels == expected, "seed \(sample.seed)")
    #expect(components.count == Int(next), "seed \(sample.seed)")
  }
}
