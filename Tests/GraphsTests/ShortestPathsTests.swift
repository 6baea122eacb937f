import Graphs
import Testing

/// All shortest paths, by growing every path one step at a time.
private func allShortestPaths(_ sample: Sample, from source: Vertex, to target: Vertex)
  -> [[Vertex]]
{
  let distance = sample.distances[Int(source)][Int(target)]
  guard distance < Sample.infinity else { return [] }
  let matrix = sample.matrix
  var paths = [[source]]
  for _ in 0..<distance {
    paths = paths.flatMap { path in
      sample.graph.vertices.filter { next in
        path.last.map { matrix[Int($0)][Int(next)] } == true
      }.map { path + [$0] }
    }
  }
  return paths.filter { $0.last == target }.sorted { $0.lexicographicallyPrecedes($1) }
}

@Test func shortestPathsAgainstEnumeration() throws {
  for sample in try samples(220, maximumCount: 8) where sample.count > 0 {
    let target = sample.chosen(1, salt: 8)[0]
    let paths = sample.graph.shortestPaths(to: target)
    var expectedAll: [[Vertex]] = []
    let sources = sample.chosen(3, salt: 9)
    for source in Set(sources).sorted() {
      let expected = allShortestPaths(sample, from: source, to: target)
      expectedAll += expected
      #expect(paths.path(from: source) == expected.first, "seed \(sample.seed)")
      #expect(paths.paths(from: source, limit: 1000) == expected, "seed \(sample.seed)")
      #expect(
        paths.paths(from: source, limit: 2) == Array(expected.prefix(2)), "seed \(sample.seed)")
      #expect(paths.paths(from: source, limit: 0).isEmpty, "seed \(sample.seed)")
      let near = sample.graph.shortestPaths(to: target, within: 1)
      #expect(
        near.path(from: source) == expected.first { $0.count <= 2 }, "seed \(sample.seed)")
    }
    let least = expectedAll.min { ($0.count, $0[0]) < ($1.count, $1[0]) }
    #expect(sample.graph.shortestPath(from: sources, to: target) == least, "\(sample.seed)")
  }
}
