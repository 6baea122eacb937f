extension AdjacencyGraph {
  /// Returns for every vertex how much of all shortest routes between others passes it.
  ///
  /// The sum over all ordered pairs s ≠ v ≠ t of the share of shortest routes from s to t that pass
  /// v: directed, unnormalised, exact. Equal edges count as one. Summation follows the order of the
  /// vertices, so that equal graphs give equal bits.
  ///
  /// Source: Brandes, "A faster algorithm for betweenness centrality", J. Math. Sociology 25 (2001)
  /// 163–177, doi 10.1080/0022250X.2001.9990249.
  /// - Complexity: O(n · m) time, O(n) space.
  public func betweenness() -> [Double] {
    accumulatedDependencies(from: Array(vertices))
  }

  /// Returns an estimate of the betweenness from routes that start at some vertices only.
  ///
  /// Starts are drawn without repetition; sums are scaled by n / `sampleCount`, which makes the
  /// estimate unbiased. With `sampleCount` ≥ n the result is exact.
  ///
  /// Source: Brandes, Pich, "Centrality estimation in large networks", Int. J. Bifurcation and Chaos
  /// 17 (2007) 2303–2318, doi 10.1142/S0218127407018403.
  /// - Parameters:
  ///   - sampleCount: The number of starts; at least 1.
  ///   - seed: Decides the starts; equal seeds give equal results.
  /// - Returns: One estimate for each vertex.
  /// - Complexity: O(`sampleCount` · m + n) time, O(n) space.
  public func betweenness(sampleCount: Int, seed: UInt64) -> [Double] {
    precondition(sampleCount >= 1, "at least one start")
    let count = vertexCount
    guard sampleCount < count else { return betweenness() }
    var generator = SplitMix64(seed: seed)
    var starts = Array(vertices)
    for index in 0..<sampleCount {
      starts.swapAt(index, index + generator.below(count - index))
    }
    let scale = Double(count) / Double(sampleCount)
    return accumulatedDependencies(from: starts[..<sampleCount].sorted()).map { $0 * scale }
  }

  private func accumulatedDependencies(from starts: [Vertex]) -> [Double] {
    let rows = successorRows
    let count = rows.vertexCount
    var result = [Double](repeating: 0, count: count)
    var distanceStore = [Int32](repeating: -1, count: count)
    var routeStore = [Double](repeating: 0, count: count)
    var dependencyStore = [Double](repeating: 0, count: count)
    var orderStore = [Vertex](repeating: 0, count: count)
    let offsets = rows.offsets.span
    let targets = rows.targets.span
    var sums = result.mutableSpan
    var distances = distanceStore.mutableSpan
    var routes = routeStore.mutableSpan
    var dependencies = dependencyStore.mutableSpan
    var order = orderStore.mutableSpan
    for start in starts {
      distances[start] = 0
      routes[start] = 1
      order[0] = start
      var head = 0
      var tail = 1
      while head < tail {
        let vertex = order[head]
        head &+= 1
        let distance = distances[vertex] &+ 1
        var last: Vertex = -1
        for position in offsets[vertex]..<offsets[vertex + 1] {
          let target = targets[position]
          if target == last { continue }
          last = target
          if distances[target] < 0 {
            distances[target] = distance
            order[tail] = target
            tail &+= 1
          }
          if distances[target] == distance {
            routes[target] += routes[vertex]
          }
        }
      }
      while tail > 0 {
        tail &-= 1
        let vertex = order[tail]
        let distance = distances[vertex] &+ 1
        var dependency = 0.0
        var last: Vertex = -1
        for position in offsets[vertex]..<offsets[vertex + 1] {
          let target = targets[position]
          if target == last { continue }
          last = target
          if distances[target] == distance {
            dependency += routes[vertex] / routes[target] * (1 + dependencies[target])
          }
        }
        dependencies[vertex] = dependency
        if vertex != start {
          sums[vertex] += dependency
        }
      }
      while head > 0 {
        head &-= 1
        let vertex = order[head]
        distances[vertex] = -1
        routes[vertex] = 0
        dependencies[vertex] = 0
      }
    }
    return result
  }
}
