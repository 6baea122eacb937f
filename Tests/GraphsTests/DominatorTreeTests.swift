import Graphs
import Testing

@Test func dominatorsAgainstRemoval() throws {
  for sample in try samples() {
    for number in [1, 2, 4] {
      let entries = sample.chosen(number, salt: 3)
      let starts = entries.map { Int($0) }
      let tree = sample.graph.dominatorTree(entries: entries)
      let reached = sample.reached(from: starts)
      // What is lost when a vertex goes is what it dominates.
      let lost = (0..<sample.count).map { vertex in
        reached.contains(vertex)
          ? reached.subtracting(sample.reached(from: starts, without: [vertex])) : []
      }
      for vertex in 0..<sample.count {
        #expect(tree.isReachable(Vertex(vertex)) == reached.contains(vertex), "\(sample.seed)")
        for dominator in 0..<sample.count {
          #expect(
            tree.dominates(Vertex(dominator), Vertex(vertex)) == lost[dominator].contains(vertex),
            "seed \(sample.seed)")
        }
        let dominated = lost[vertex].subtracting([vertex])
        #expect(
          Set(tree.dominated(by: Vertex(vertex)).map { Int($0) }) == dominated,
          "seed \(sample.seed)")
        #expect(
          tree.dominatedCount(of: Vertex(vertex)) == dominated.count, "seed \(sample.seed)")
        // Dominators form a chain: the nearest dominates least.
        let chain = (0..<sample.count).filter { $0 != vertex && lost[$0].contains(vertex) }
          .sorted { lost[$0].count < lost[$1].count }
        #expect(
          tree.dominators(of: Vertex(vertex)).map { Int($0) } == chain, "seed \(sample.seed)")
        #expect(
          tree.immediateDominator(of: Vertex(vertex)) == chain.first.map { Vertex($0) },
          "seed \(sample.seed)")
      }
      #expect(tree.preorder.count == reached.count, "seed \(sample.seed)")
    }
  }
}

@Test func routesOfToyChain() throws {
  let graph = try ToyChain.graph()
  let tree = graph.dominatorTree(entries: [ToyChain.vertex("M")])
  for leader in ["L1", "L2"] {
    #expect(tree.dominators(of: ToyChain.vertex(leader)).map(ToyChain.name) == ["K", "M"])
  }
  #expect(tree.immediateDominators[Int(ToyChain.vertex("M"))] == DominatorTree.root)
}
