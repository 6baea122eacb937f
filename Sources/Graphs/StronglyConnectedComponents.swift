/// A vertex on the search path with what must survive a visit to a child.
private struct PathEntry: BitwiseCopyable {
  var vertex: Vertex
  var position: Int32
  var index: UInt32
  var low: UInt32
}

extension AdjacencyGraph {
  /// Returns the strongly connected components: the largest sets whose members all reach each other.
  ///
  /// Components are numbered in topological order: an edge between two of them goes from the lower
  /// number to the higher. A vertex on no cycle is a component of its own.
  ///
  /// Source: Pearce, "A space-efficient algorithm for finding strongly connected components",
  /// Information Processing Letters 116 (2016) 47–52, doi 10.1016/j.ipl.2015.08.010, which refines
  /// Tarjan 1972; here with a stack of our own.
  /// - Complexity: O(n + m) time, O(n) space.
  public func stronglyConnectedComponents() -> Components {
    let rows = successorRows
    let count = rows.vertexCount
    // 0: not seen. Small: the least index known to be reached. Large: finished; counts down from
    // the top, so that it never looks like a smaller index.
    var rankStore = [UInt32](repeating: 0, count: count)
    var found: UInt32 = 0
    do {
      var pathStore = [PathEntry](
        repeating: PathEntry(vertex: 0, position: 0, index: 0, low: 0), count: count)
      var pendingStore = [Vertex](repeating: 0, count: count)
      let offsets = rows.offsets.span
      let targets = rows.targets.span
      var rank = rankStore.mutableSpan
      var path = pathStore.mutableSpan
      var pending = pendingStore.mutableSpan
      var pendingCount = 0
      var lastIndex: UInt32 = 0
      for root in 0..<Vertex(count) where rank[root] == 0 {
        var depth = 0
        var vertex = root
        var position = offsets[root]
        var end = offsets[root + 1]
        lastIndex &+= 1
        var index = lastIndex
        var low = index
        rank[root] = index
        search: while true {
          while position < end {
            let target = targets[position]
            position &+= 1
            let targetRank = rank[target]
            if targetRank == 0 {
              path[depth] = PathEntry(vertex: vertex, position: position, index: index, low: low)
              depth &+= 1
              vertex = target
              position = offsets[target]
              end = offsets[target + 1]
              lastIndex &+= 1
              index = lastIndex
              low = index
              rank[target] = index
            } else if targetRank < low {
              low = targetRank
            }
          }
          if low == index {
            let finished = UInt32.max &- found
            found &+= 1
            while pendingCount > 0, rank[pending[pendingCount &- 1]] >= index {
              pendingCount &-= 1
              rank[pending[pendingCount]] = finished
            }
            rank[vertex] = finished
          } else {
            rank[vertex] = low
            pending[pendingCount] = vertex
            pendingCount &+= 1
          }
          if depth == 0 { break search }
          depth &-= 1
          let parent = path[depth]
          vertex = parent.vertex
          position = parent.position
          end = offsets[vertex + 1]
          index = parent.index
          low = min(parent.low, low)
        }
      }
    }
    // Components finish sinks first; the ranks count down from the top, so that this difference
    // numbers them sources first.
    let first = UInt32.max &- found &+ 1
    let labels = rankStore.map { Int32(truncatingIfNeeded: $0 &- first) }
    return Components(count: Int(found), labels: labels)
  }
}
