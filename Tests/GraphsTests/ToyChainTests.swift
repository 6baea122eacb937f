import Graphs
import Testing

@Suite(.enabled(if: ToyChainFile.isPresent, "needs ../shared/data/checks/toychain.json"))
struct ToyChainTests {
  @Test func edges() throws {
    let file = try ToyChainFile.load()
    #expect(file.edges == ToyChain.supplies.map { [$0.0, $0.1] })
  }

  @Test func tiers() throws {
    let file = try ToyChainFile.load()
    let upstream = try ToyChain.graph().reversed
    for (leader, expected) in [("L1", file.tierL1), ("L2", file.tierL2)] {
      let search = upstream.breadthFirstSearch(from: [ToyChain.vertex(leader)])
      for name in ToyChain.names {
        #expect(search.tier(of: ToyChain.vertex(name)) == expected[name])
      }
    }
  }

  @Test func dominators() throws {
    let file = try ToyChainFile.load()
    let graph = try ToyChain.graph()
    func compare(_ tree: DominatorTree, _ expected: [String: String], root: String) {
      for (index, name) in ToyChain.names.enumerated() {
        let found: String? =
          switch tree.immediateDominators[index] {
          case DominatorTree.root: expected[name] == nil ? nil : root
          case DominatorTree.unreachable: nil
          case let dominator: ToyChain.name(dominator)
          }
        #expect(found == expected[name], "\(root) \(name)")
      }
    }
    let first = ToyChain.vertex("L1")
    let second = ToyChain.vertex("L2")
    compare(graph.reversed.dominatorTree(entries: [first]), file.idomL1, root: "")
    compare(graph.reversed.dominatorTree(entries: [second]), file.idomL2, root: "")
    let access = graph.reversed.dominatorTree(entries: [first, second])
    compare(access, file.idomRoot, root: "ROOT")
    for (name, count) in file.dominatedCounts {
      #expect(access.dominatedCount(of: ToyChain.vertex(name)) == count, "\(name)")
    }
    compare(graph.dominatorTree(entries: [ToyChain.vertex("M")]), file.routes, root: "SRC")
  }

  @Test func centralities() throws {
    let file = try ToyChainFile.load()
    let graph = try ToyChain.graph()
    let betweenness = graph.betweenness()
    let rank = graph.reversed.pageRank()
    for (index, name) in ToyChain.names.enumerated() {
      let expected = try #require(file.betweenness[name])
      #expect(abs(betweenness[index] - expected) < 1e-12, "\(name)")
      // The file's values were made with a coarser tolerance of their own.
      #expect(abs(rank.scores[index] - (file.pageRank[name] ?? 0)) < 2e-6, "\(name)")
    }
  }

  @Test func downstreamReach() throws {
    let file = try ToyChainFile.load()
    let graph = try ToyChain.graph()
    graph.reachSweep(from: Array(graph.vertices)) { block in
      let counts = block.reachedCounts()
      for (index, name) in ToyChain.names.enumerated() {
        #expect(counts[index] == file.downstream[name], "\(name)")
      }
    }
  }
}
