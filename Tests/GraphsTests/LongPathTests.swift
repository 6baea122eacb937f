import Graphs
import Testing

/// A path long enough to overflow the stack of any algorithm that recurses.
private let million = 1_000_000
private let fewer = 200_000

private func path(_ count: Int) throws -> DirectedGraph {
  try DirectedGraph(
    vertexCount: count, edges: (0..<Vertex(count) - 1).map { Edge($0, $0 + 1) })
}

private func ring(_ count: Int) throws -> DirectedGraph {
  let last = Vertex(count) - 1
  return try DirectedGraph(
    vertexCount: count, edges: (0...last).map { Edge($0, $0 == last ? 0 : $0 + 1) })
}

@Test func componentsOfAMillion() throws {
  let graph = try path(million)
  let components = graph.stronglyConnectedComponents()
  #expect(components.count == million)
  #expect(components.label(of: Vertex(million) - 1) == million - 1)
  #expect(graph.weaklyConnectedComponents().count == 1)
}

@Test func oneGiantCycle() throws {
  let graph = try ring(fewer)
  let components = graph.stronglyConnectedComponents()
  #expect(components.count == 1)
  let cycle = graph.shortestCycle(inComponent: 0, of: components, effort: 1)
  #expect(cycle?.vertices.count == fewer)
  // Everyone but itself, cycle or not.
  #expect(graph.reachCounts(from: [3, 5]).prefix(6) == [2, 2, 2, 1, 2, 1])
  let points = graph.articulationPoints()
  #expect(points.vertices.isEmpty)
  #expect(points.bridges.isEmpty)
}

@Test func searchesOfALongPath() throws {
  let graph = try path(fewer)
  let last = Vertex(fewer) - 1
  #expect(graph.breadthFirstSearch(from: [0]).tier(of: last) == fewer - 1)
  #expect(graph.leastTiers(from: [0])[fewer - 1] == last)
  #expect(graph.reachCounts(from: [0, 1])[fewer - 1] == 2)
  #expect(graph.shortestPath(from: [0], to: last)?.count == fewer)
  #expect(try graph.topologicalOrder() == Array(graph.vertices))
  #expect(graph.condensation().graph == graph)
}

@Test func cutsOfALongPath() throws {
  let graph = try path(fewer)
  let last = Vertex(fewer) - 1
  let tree = graph.dominatorTree(entries: [0])
  #expect(tree.dominatedCount(of: 0) == fewer - 1)
  #expect(tree.immediateDominator(of: last) == last - 1)
  let points = graph.articulationPoints()
  #expect(points.vertices.count == fewer - 2)
  #expect(points.bridges.count == fewer - 1)
  #expect(Array(points.pieces(at: 0)) == [Int32(fewer) - 2, 1])
  let cut = graph.minimumVertexCut(from: [0], to: last)
  #expect(cut.vertices == [last - 1])
  #expect(cut.routes.map(\.count) == [fewer])
}
