import Graphs

/// A small seeded graph with the plain matrices that the second implementations work on.
struct Sample {
  static let infinity = 1_000_000

  let seed: Int
  let count: Int
  let edges: [Edge]
  let graph: DirectedGraph

  init(seed: Int, count: Int, edges: [Edge]) throws {
    self.seed = seed
    self.count = count
    self.edges = edges
    graph = try DirectedGraph(vertexCount: count, edges: edges)
  }

  /// Whether there is an edge from row to column.
  var matrix: [[Bool]] {
    var result = [[Bool]](repeating: [Bool](repeating: false, count: count), count: count)
    for edge in edges {
      result[Int(edge.source)][Int(edge.target)] = true
    }
    return result
  }

  /// The least number of edges from row to column (Floyd–Warshall), 0 on the diagonal.
  var distances: [[Int]] {
    var result = matrix.map { $0.map { $0 ? 1 : Sample.infinity } }
    for vertex in 0..<count {
      result[vertex][vertex] = 0
    }
    for middle in 0..<count {
      for start in 0..<count where result[start][middle] < Sample.infinity {
        for end in 0..<count {
          result[start][end] = min(
            result[start][end], result[start][middle] + result[middle][end])
        }
      }
    }
    return result
  }

  /// The vertices that a set of starts reaches without entering `removed`, starts included.
  func reached(
    from starts: [Int], without removed: Set<Int> = [], undirected: Bool = false
  ) -> Set<Int> {
    var found = Set(starts).subtracting(removed)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for edge in edges {
        let source = Int(edge.source)
        let target = Int(edge.target)
        if found.contains(source), !removed.contains(target), found.insert(target).inserted {
          isGrowing = true
        }
        if undirected, found.contains(target), !removed.contains(source),
          found.insert(source).inserted
        {
          isGrowing = true
        }
      }
    }
    return found
  }
}

/// The named special shapes, then random graphs with self-loops, duplicates and separate parts.
func samples(_ number: Int = 220, maximumCount: Int = 11) throws -> [Sample] {
  var result = [
    try Sample(seed: -1, count: 0, edges: []),
    try Sample(seed: -2, count: 1, edges: []),
    try Sample(seed: -3, count: 1, edges: [Edge(0, 0), Edge(0, 0)]),
    try Sample(seed: -4, count: 8, edges: (0..<8).map { Edge($0, ($0 + 1) % 8) }),
    try Sample(seed: -5, count: 8, edges: (0..<7).map { Edge($0, $0 + 1) }),
  ]
  for seed in 0..<number {
    var generator = SplitMix64(seed: UInt64(seed))
    let count = 1 + generator.below(maximumCount)
    let isAcyclic = seed % 4 == 1
    let isSplit = seed % 5 == 2
    var edges: [Edge] = []
    for _ in 0..<generator.below(3 * count + 1) {
      var source = Vertex(generator.below(count))
      var target = Vertex(generator.below(count))
      if isAcyclic, source == target { continue }
      if isAcyclic, source > target { swap(&source, &target) }
      // Joins only vertices of the same half.
      if isSplit, (Int(source) < count / 2) != (Int(target) < count / 2) { continue }
      edges.append(Edge(source, target))
      if generator.below(6) == 0 { edges.append(Edge(source, target)) }
    }
    result.append(try Sample(seed: seed, count: count, edges: edges))
  }
  return result
}

extension Sample {
  /// A few vertices chosen by the seed, repeats possible; none in an empty graph.
  func chosen(_ number: Int, salt: UInt64 = 0) -> [Vertex] {
    guard count > 0 else { return [] }
    var generator = SplitMix64(seed: UInt64(bitPattern: Int64(seed)) &* 31 &+ salt &+ 7)
    return (0..<number).map { _ in Vertex(generator.below(count)) }
  }
}
