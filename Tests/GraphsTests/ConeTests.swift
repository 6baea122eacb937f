import Graphs
import Testing

/// The cone above a vertex against the plain matrices: who reaches it in so many edges, and every
/// edge among those, once.
@Test func coneAgainstMatrix() throws {
  var cut = 0
  for sample in try samples() where sample.count > 0 {
    let distances = sample.distances
    for apex in sample.graph.vertices {
      for limit in [nil, 0, 1, 2, 3] {
        let cone = sample.graph.cone(above: apex, within: limit)
        let members = sample.graph.vertices.filter {
          distances[Int($0)][Int(apex)] <= min(limit ?? Sample.infinity, Sample.infinity - 1)
        }
        #expect(cone.vertices == Array(members), "seed \(sample.seed)")
        #expect(cone.vertices[Int(cone.apex)] == apex, "seed \(sample.seed)")
        let expected = Set(sample.edges)
          .filter { members.contains($0.source) && members.contains($0.target) }.sorted()
        let edges = cone.graph.edges.map { edge in
          Edge(cone.vertices[Int(edge.source)], cone.vertices[Int(edge.target)])
        }
        #expect(edges == expected, "seed \(sample.seed)")
        #expect(cone.graph.vertexCount == members.count, "seed \(sample.seed)")
        for vertex in cone.graph.vertices {
          let entering = expected.filter { $0.target == cone.vertices[Int(vertex)] }.map(\.source)
          #expect(cone.whole(cone.graph.predecessors(of: vertex)) == entering)
        }
        for vertex in sample.graph.vertices {
          let index = cone.index(of: vertex)
          #expect((index != nil) == members.contains(vertex), "seed \(sample.seed)")
          if let index { #expect(cone.whole([index]) == [vertex], "seed \(sample.seed)") }
        }
        if members.count < sample.count { cut += 1 }
      }
    }
  }
  #expect(cut > 1000)
}

/// Of a reversed graph, the cone is what the vertex reaches.
@Test func coneOfReversedGraph() throws {
  for sample in try samples(60) where sample.count > 0 {
    for apex in sample.chosen(2) {
      let turned = try Sample(
        seed: sample.seed, count: sample.count,
        edges: sample.edges.map { Edge($0.target, $0.source) })
      for limit in [nil, 2] {
        #expect(
          sample.graph.reversed.cone(above: apex, within: limit)
            == turned.graph.cone(above: apex, within: limit), "seed \(sample.seed)")
      }
    }
  }
}

/// A long path is followed to its end without recursion.
@Test func coneOfLongPath() throws {
  let count = 300_000
  let graph = try DirectedGraph(
    vertexCount: count, edges: (1..<Vertex(count)).map { Edge($0, $0 - 1) })
  let cone = graph.cone(above: 0)
  #expect(cone.vertices.count == count)
  #expect(cone.apex == 0)
  #expect(cone.graph.edgeCount == count - 1)
  #expect(graph.cone(above: 0, within: 1000).vertices == Array(0...1000))
  #expect(graph.cone(above: Vertex(count) - 1).vertices == [Vertex(count) - 1])
}
