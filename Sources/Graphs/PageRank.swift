/// The PageRank of every vertex and how the iteration ended.
public struct PageRank: Hashable, Sendable {
  /// The probability of being at each vertex; the sum is 1.
  public let scores: [Double]
  /// The number of iterations made.
  public let iterations: Int
  /// The sum of the absolute changes of the last iteration.
  public let change: Double
  /// Whether ``change`` came down to the tolerance.
  public let isConverged: Bool
}

extension BidirectionalGraph {
  /// Returns the PageRank of every vertex by power iteration.
  ///
  /// A walker follows a random outgoing edge with probability `damping` and otherwise jumps to any
  /// vertex; from a vertex without outgoing edges he always jumps. Equal edges count as often as
  /// they stand; a self-loop is an edge. Summation follows the order of the vertices, so that
  /// equal graphs give equal bits.
  ///
  /// Source: Page, Brin, Motwani, Winograd, "The PageRank citation ranking", Stanford InfoLab
  /// 1999-66.
  /// - Parameters:
  ///   - damping: The probability of following an edge, 0 ..< 1; 0.85 by default.
  ///   - tolerance: The sum of absolute changes at which to stop; 10⁻¹² by default. The result is
  ///     then within `tolerance` · `damping` / (1 − `damping`) of the true one.
  ///   - maximumIterations: When to stop in any case.
  /// - Returns: The scores and how the iteration ended.
  /// - Complexity: O(n + m) time for each iteration, O(n) space.
  public func pageRank(
    damping: Double = 0.85, tolerance: Double = 1e-12, maximumIterations: Int = 1000
  ) -> PageRank {
    precondition(damping >= 0 && damping < 1, "damping lies in 0 ..< 1")
    let count = vertexCount
    guard count > 0 else {
      return PageRank(scores: [], iterations: 0, change: 0, isConverged: true)
    }
    let successors = successorRows
    let predecessors = predecessorRows
    let share = 1 / Double(count)
    var scores = [Double](repeating: share, count: count)
    var perEdge = [Double](repeating: 0, count: count)
    var iterations = 0
    var change = Double.infinity
    while iterations < maximumIterations, change > tolerance {
      iterations += 1
      change = step(successors, predecessors, damping, &scores, &perEdge)
    }
    return PageRank(
      scores: scores, iterations: iterations, change: change, isConverged: change <= tolerance)
  }
}

/// Moves every walker once and returns the sum of absolute changes.
private func step(
  _ successors: CompressedRows, _ predecessors: CompressedRows, _ damping: Double,
  _ scoreStore: inout [Double], _ perEdgeStore: inout [Double]
) -> Double {
  let outOffsets = successors.offsets.span
  let inOffsets = predecessors.offsets.span
  let sources = predecessors.targets.span
  var scores = scoreStore.mutableSpan
  var perEdge = perEdgeStore.mutableSpan
  var stuck = 0.0
  for vertex in scores.indices {
    let degree = outOffsets[vertex + 1] - outOffsets[vertex]
    if degree == 0 {
      stuck += scores[vertex]
      perEdge[vertex] = 0
    } else {
      perEdge[vertex] = scores[vertex] / Double(degree)
    }
  }
  let base = (1 - damping + damping * stuck) / Double(scores.count)
  var change = 0.0
  for vertex in scores.indices {
    var sum = 0.0
    for position in inOffsets[vertex]..<inOffsets[vertex + 1] {
      sum += perEdge[sources[Int(position)]]
    }
    let score = base + damping * sum
    change += abs(score - scores[vertex])
    scores[vertex] = score
  }
  return change
}
