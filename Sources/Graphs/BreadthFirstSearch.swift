/// What a breadth-first search found: each vertex's tier and the order of discovery.
///
/// A vertex's tier is its least number of edges from a source; sources are tier 0.
public struct BreadthFirstSearch: Hashable, Sendable {
  /// The tier of every vertex; −1 where the search did not come.
  public let tiers: [Int32]
  /// The vertices found, tier after tier.
  public let order: [Vertex]
  /// Where each tier starts in ``order``; one more entry than there are tiers.
  let tierStarts: [Int]

  /// The number of tiers that hold a vertex, tier 0 included.
  public var tierCount: Int { tierStarts.count - 1 }

  /// Returns the vertices of a tier in the order of discovery.
  ///
  /// - Precondition: `tier` lies in 0 ..< ``tierCount``.
  public func vertices(inTier tier: Int) -> ArraySlice<Vertex> {
    order[tierStarts[tier]..<tierStarts[tier + 1]]
  }

  /// Returns the tier of a vertex, or nil where the search did not come.
  public func tier(of vertex: Vertex) -> Int? {
    let tier = tiers[Int(vertex)]
    return tier < 0 ? nil : Int(tier)
  }
}

extension AdjacencyGraph {
  /// Searches breadth first from one or more sources.
  ///
  /// - Parameters:
  ///   - sources: Where to start; repeats are harmless.
  ///   - limit: The last tier to visit, in edges from the nearest source; nil for all.
  /// - Returns: Tiers and order; within a tier, vertices stand as found from the tier before,
  ///   neighbours ascending.
  /// - Complexity: O(n + m) time, O(n) space.
  public func breadthFirstSearch(
    from sources: [Vertex], within limit: Int? = nil
  ) -> BreadthFirstSearch {
    check(sources)
    let rows = successorRows
    var tierStore = [Int32](repeating: -1, count: vertexCount)
    var queueStore = [Vertex](repeating: 0, count: vertexCount)
    var tierStarts = [0]
    var tail = 0
    do {
      let offsets = rows.offsets.span
      let targets = rows.targets.span
      var tiers = tierStore.mutableSpan
      var queue = queueStore.mutableSpan
      for source in sources where tiers[source] < 0 {
        tiers[source] = 0
        queue[tail] = source
        tail &+= 1
      }
      var head = 0
      var tier: Int32 = 0
      let lastTier = limit.map { Int32(clamping: $0) } ?? Int32.max
      while head < tail {
        tierStarts.append(tail)
        guard tier < lastTier else { break }
        tier &+= 1
        let tierEnd = tail
        while head < tierEnd {
          let vertex = queue[head]
          head &+= 1
          var position = offsets[vertex]
          let end = offsets[vertex + 1]
          while position < end {
            let target = targets[position]
            position &+= 1
            if tiers[target] < 0 {
              tiers[target] = tier
              queue[tail] = target
              tail &+= 1
            }
          }
        }
      }
    }
    queueStore.removeLast(queueStore.count - tail)
    return BreadthFirstSearch(tiers: tierStore, order: queueStore, tierStarts: tierStarts)
  }
}
