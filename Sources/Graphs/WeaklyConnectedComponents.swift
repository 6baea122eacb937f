extension AdjacencyGraph {
  /// Returns the weakly connected components: what hangs together when directions are ignored.
  ///
  /// Components are numbered by their least vertex, ascending.
  ///
  /// Source: Rem's union–find with splicing, Dijkstra, "A Discipline of Programming" (1976) ch. 23;
  /// the fastest of 53 variants in Patwary, Blair, Manne, SEA 2010,
  /// doi 10.1007/978-3-642-13193-6_35. Only successors are needed.
  /// - Complexity: Near O(n + m) time in practice; linking by index, which makes the numbering free,
  ///   gives no such guarantee for an adversary's numbering. O(n) space.
  public func weaklyConnectedComponents() -> Components {
    let rows = successorRows
    let count = rows.vertexCount
    var parentStore = (0..<Int32(count)).map { $0 }
    var found: Int32 = 0
    do {
      let offsets = rows.offsets.span
      let targets = rows.targets.span
      var parent = parentStore.mutableSpan
      for vertex in 0..<Vertex(count) {
        for position in offsets[vertex]..<offsets[vertex + 1] {
          var left = vertex
          var right = targets[position]
          var leftParent = parent[left]
          var rightParent = parent[right]
          // The side with the greater parent climbs; its old place is spliced onto the lesser, so
          // that a parent is never greater than its child.
          while leftParent != rightParent {
            if leftParent < rightParent {
              parent[right] = leftParent
              if right == rightParent { break }
              right = rightParent
              rightParent = parent[right]
            } else {
              parent[left] = rightParent
              if left == leftParent { break }
              left = leftParent
              leftParent = parent[left]
            }
          }
        }
      }
      for vertex in 0..<Vertex(count) {
        let above = parent[vertex]
        if above == vertex {
          parent[vertex] = found
          found &+= 1
        } else {
          // The parent is smaller and so already holds its label.
          parent[vertex] = parent[above]
        }
      }
    }
    return Components(count: Int(found), labels: parentStore)
  }
}
