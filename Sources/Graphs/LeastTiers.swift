extension AdjacencyGraph {
  /// Returns for every vertex its distance from the nearest source other than itself.
  ///
  /// Where a plain multi-source search gives a source tier 0, this gives the tier it has under
  /// another source. Each vertex keeps the two nearest sources that differ: the nearest source
  /// other than a vertex itself is always among what those two pass on.
  ///
  /// - Parameters:
  ///   - sources: The sources; repeats are harmless.
  ///   - limit: The last tier to visit; nil for all.
  /// - Returns: The least tier, at least 1, of every vertex; −1 where no other source reaches it.
  /// - Complexity: O(n + m) time, O(n) space.
  public func leastTiers(from sources: [Vertex], within limit: Int? = nil) -> [Int32] {
    check(sources)
    let rows = successorRows
    let count = vertexCount
    var result = [Int32](repeating: -1, count: count)
    var firstStore = [Vertex](repeating: -1, count: count)
    var secondStore = [Vertex](repeating: -1, count: count)
    // An entry is a vertex and which of its two sources to pass on.
    var queue: [(vertex: Vertex, source: Vertex)] = []
    queue.reserveCapacity(sources.count)
    let offsets = rows.offsets.span
    let targets = rows.targets.span
    var tiers = result.mutableSpan
    var first = firstStore.mutableSpan
    var second = secondStore.mutableSpan
    for source in sources where first[source] < 0 {
      first[source] = source
      queue.append((source, source))
    }
    var head = 0
    var tier: Int32 = 0
    let lastTier = limit.map { Int32(clamping: $0) } ?? Int32.max
    while head < queue.count, tier < lastTier {
      tier &+= 1
      let tierEnd = queue.count
      while head < tierEnd {
        let entry = queue[head]
        head &+= 1
        for position in offsets[entry.vertex]..<offsets[entry.vertex + 1] {
          let target = targets[position]
          if first[target] < 0 {
            first[target] = entry.source
          } else if first[target] != entry.source, second[target] < 0 {
            second[target] = entry.source
          } else {
            continue
          }
          if tiers[target] < 0 {
            tiers[target] = tier
          }
          queue.append((target, entry.source))
        }
      }
    }
    return result
  }
}
