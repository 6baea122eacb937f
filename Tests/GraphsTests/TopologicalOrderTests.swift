import Graphs
import Testing

@Test func orderOrCycles() throws {
  var ordered = 0
  var refused = 0
  for sample in try samples() {
    let distances = sample.distances
    let isCyclic = sample.edges.contains {
      distances[Int($0.target)][Int($0.source)] < Sample.infinity
    }
    do throws(CycleError) {
      let order = try sample.graph.topologicalOrder()
      ordered += 1
      #expect(!isCyclic, "seed \(sample.seed)")
      #expect(order.sorted() == Array(sample.graph.vertices), "seed \(sample.seed)")
      var places = [Int](repeating: 0, count: sample.count)
      for (place, vertex) in order.enumerated() {
        places[Int(vertex)] = place
      }
      for edge in sample.edges {
        #expect(places[Int(edge.source)] < places[Int(edge.target)], "seed \(sample.seed)")
      }
    } catch {
      refused += 1
      #expect(isCyclic, "seed \(sample.seed)")
      let onCycle = Set(error.components.flatMap { $0 })
      let expected = sample.graph.vertices.filter { vertex in
        sample.edges.contains {
          $0.source == vertex && distances[Int($0.target)][Int(vertex)] < Sample.infinity
        }
      }
      #expect(onCycle.sorted() == expected, "seed \(sample.seed)")
      #expect(error.cycles.count == error.components.count, "seed \(sample.seed)")
      #expect(error.description.contains("→"), "seed \(sample.seed)")
    }
  }
  #expect(ordered > 30 && refused > 30)
}

@Test func cycleDescriptionIsCapped() throws {
  let ring = try DirectedGraph(
    vertexCount: 1000, edges: (0..<1000).map { Edge($0, ($0 + 1) % 1000) })
  let error = #expect(throws: CycleError.self) { try ring.topologicalOrder() }
  #expect(
    error?.description
      == "图中有 1 个含环的强连通分量：0→1→2→3→4→5→6→7→8→9→…（共 1000 个顶点）→0")
}

@Test func freeVerticesComeFirstInFirstOut() throws {
  let edges = [Edge(5, 0), Edge(2, 4), Edge(2, 3), Edge(3, 1), Edge(0, 1)]
  let graph = try DirectedGraph(vertexCount: 6, edges: edges)
  #expect(try graph.topologicalOrder() == [2, 5, 3, 4, 0, 1])
}
