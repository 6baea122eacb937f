import Graphs
import Testing

/// Solves (I − d Pᵀ) x = (1 − d) / n by elimination; stuck walkers jump anywhere.
private func pageRankByElimination(_ sample: Sample, damping: Double) -> [Double] {
  let count = sample.count
  var rows = (0..<count).map { row in
    (0..<count).map { $0 == row ? 1.0 : 0 } + [(1 - damping) / Double(count)]
  }
  for source in 0..<count {
    let targets = sample.edges.filter { Int($0.source) == source }.map { Int($0.target) }
    for target in targets.isEmpty ? Array(0..<count) : targets {
      rows[target][source] -= damping / Double(targets.isEmpty ? count : targets.count)
    }
  }
  for pivot in 0..<count {
    // The matrix is diagonally dominant by columns: no exchange of rows is needed.
    for row in 0..<count where row != pivot && rows[row][pivot] != 0 {
      let factor = rows[row][pivot] / rows[pivot][pivot]
      for column in pivot...count {
        rows[row][column] -= factor * rows[pivot][column]
      }
    }
  }
  return (0..<count).map { rows[$0][count] / rows[$0][$0] }
}

@Test func pageRankAgainstElimination() throws {
  for sample in try samples() {
    for damping in [0.85, 0.5, 0] {
      let rank = sample.graph.pageRank(damping: damping)
      let expected = pageRankByElimination(sample, damping: damping)
      #expect(rank.isConverged, "seed \(sample.seed)")
      #expect(
        zip(rank.scores, expected).allSatisfy { abs($0 - $1) < 1e-10 }
          && rank.scores.count == sample.count, "seed \(sample.seed)")
      if sample.count > 0 {
        #expect(abs(rank.scores.reduce(0, +) - 1) < 1e-12, "seed \(sample.seed)")
      }
    }
  }
}

@Test func pageRankSaysWhenItStopsShort() throws {
  let rank = try ToyChain.graph().pageRank(maximumIterations: 2)
  #expect(rank.iterations == 2)
  #expect(!rank.isConverged)
  #expect(rank.change > 1e-12)
}
