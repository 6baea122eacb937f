/// The neighbours of every vertex in one array, row after row (compressed sparse rows).
///
/// Row v is `targets[offsets[v] ..< offsets[v + 1]]`, ascending. Every algorithm of this module runs
/// on rows: ``DirectedGraph`` and ``Reversed`` hand theirs over without a copy, so that one
/// compiled, concrete loop serves them all; any other graph is collected into rows once.
/// - Complexity: 4 (n + 1) + 4 m bytes of space.
public struct CompressedRows: Hashable, Sendable {
  /// Where each row starts in ``targets``; one more entry than there are vertices.
  public let offsets: [Int32]
  /// The neighbours, row after row, each row ascending.
  public let targets: [Vertex]

  init(offsets: [Int32], targets: [Vertex]) {
    self.offsets = offsets
    self.targets = targets
  }

  /// Collects the successors of every vertex of a graph.
  ///
  /// - Complexity: O(n + m) time and space.
  public init(collecting graph: some AdjacencyGraph) {
    var offsets: [Int32] = [0]
    var targets: [Vertex] = []
    offsets.reserveCapacity(graph.vertexCount + 1)
    for vertex in 0..<Vertex(graph.vertexCount) {
      targets.append(contentsOf: graph.successors(of: vertex))
      offsets.append(Int32(targets.count))
    }
    self.init(offsets: offsets, targets: targets)
  }

  /// The number of vertices.
  @inlinable
  public var vertexCount: Int { offsets.count - 1 }

  /// The neighbours of a vertex, ascending.
  @inlinable
  public subscript(vertex: Vertex) -> ArraySlice<Vertex> {
    targets[range(of: vertex)]
  }

  /// Returns where a vertex's row lies in ``targets``.
  ///
  /// An array of the same length as ``targets`` can so hold a value for every edge.
  @inlinable
  public func range(of vertex: Vertex) -> Range<Int> {
    Int(offsets[Int(vertex)])..<Int(offsets[Int(vertex) + 1])
  }

  /// Returns the rows of the graph with every edge turned round, each row ascending.
  ///
  /// - Complexity: O(n + m) time and space.
  func transposed() -> CompressedRows {
    let count = vertexCount
    var newOffsets = [Int32](repeating: 0, count: count + 1)
    var newTargets = [Vertex](repeating: 0, count: targets.count)
    do {
      let oldTargets = targets.span
      var starts = newOffsets.mutableSpan
      for position in oldTargets.indices {
        starts[oldTargets[position] + 1] &+= 1
      }
      CompressedRows.accumulate(&starts)
    }
    do {
      let oldTargets = targets.span
      let oldOffsets = offsets.span
      var fillStore = newOffsets
      var fill = fillStore.mutableSpan
      var rows = newTargets.mutableSpan
      for vertex in 0..<Vertex(count) {
        var position = oldOffsets[vertex]
        let end = oldOffsets[vertex + 1]
        while position < end {
          let target = oldTargets[position]
          let slot = fill[target]
          rows[slot] = vertex
          fill[target] = slot &+ 1
          position &+= 1
        }
      }
    }
    return CompressedRows(offsets: newOffsets, targets: newTargets)
  }

  /// Turns counts, each one place to the right, into the offsets of rows.
  static func accumulate(_ offsets: inout MutableSpan<Int32>) {
    var index = 1
    while index < offsets.count {
      offsets[index] &+= offsets[index - 1]
      index += 1
    }
  }
}
