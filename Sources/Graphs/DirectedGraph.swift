/// A directed graph in compressed sparse rows: successors and predecessors, each row ascending.
///
/// The value is immutable; two graphs built from the same edges in any order are equal.
/// - Complexity: 8 (n + 1) + 8 m bytes of space.
public struct DirectedGraph: BidirectionalGraph, Hashable {
  /// What to leave out while building.
  public struct Options: OptionSet, Sendable {
    /// The options as bits.
    public let rawValue: UInt8

    /// Creates options from their bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Leaves out edges from a vertex to itself.
    public static let dropSelfLoops = Options(rawValue: 1)
    /// Keeps one of several equal edges.
    public static let dropDuplicates = Options(rawValue: 2)
  }

  /// The successors of every vertex.
  public let successorRows: CompressedRows
  /// The predecessors of every vertex.
  public let predecessorRows: CompressedRows

  /// Builds a graph from a list of edges by counting sort.
  ///
  /// The edges go into rows by target, from there into rows by source, which so come out
  /// ascending, and from there into rows by target again: three passes, no comparison.
  ///
  /// - Parameters:
  ///   - vertexCount: The number of vertices; edges name them 0 ..< `vertexCount`.
  ///   - edges: The edges in any order.
  ///   - options: What to leave out; nothing by default.
  /// - Throws: ``GraphError`` on a vertex or a size that is out of range.
  /// - Complexity: O(n + m) time and space.
  public init(
    vertexCount: Int, edges: [Edge], options: Options = []
  ) throws(GraphError) {
    guard vertexCount >= 0, vertexCount < Int(Int32.max) else {
      throw .vertexCountOutOfRange(vertexCount)
    }
    guard edges.count <= Int(Int32.max) else {
      throw .tooManyEdges(edges.count)
    }
    let edgeSpan = edges.span
    for index in edgeSpan.indices {
      let edge = edgeSpan[index]
      // A negative index turns into a large unsigned one: one comparison serves both ends.
      guard UInt32(bitPattern: edge.source) < UInt32(vertexCount) else {
        throw .vertexOutOfRange(edge: index, vertex: edge.source)
      }
      guard UInt32(bitPattern: edge.target) < UInt32(vertexCount) else {
        throw .vertexOutOfRange(edge: index, vertex: edge.target)
      }
    }
    let byTarget = DirectedGraph.rowsByTarget(
      vertexCount, edges, keepsLoops: !options.contains(.dropSelfLoops))
    let bySource = byTarget.transposed()
    if options.contains(.dropDuplicates), let unique = bySource.withoutDuplicates() {
      successorRows = unique
    } else {
      successorRows = bySource
    }
    predecessorRows = successorRows.transposed()
  }

  /// Collects any graph into rows.
  ///
  /// - Complexity: O(n + m) time and space.
  public init(_ graph: some AdjacencyGraph) {
    self.init(rows: graph.successorRows)
  }

  /// Takes rows that are known to be well formed.
  init(rows: CompressedRows) {
    successorRows = rows
    predecessorRows = rows.transposed()
  }

  /// The number of vertices.
  @inlinable
  public var vertexCount: Int { successorRows.vertexCount }

  /// The number of edges.
  @inlinable
  public var edgeCount: Int { successorRows.targets.count }

  /// The edges, by source, then by target.
  ///
  /// - Complexity: O(n + m) time and space.
  public var edges: [Edge] {
    var result: [Edge] = []
    result.reserveCapacity(edgeCount)
    for source in vertices {
      for target in successors(of: source) {
        result.append(Edge(source, target))
      }
    }
    return result
  }

  /// Returns the vertices that an edge leads to from `vertex`, ascending.
  @inlinable
  public func successors(of vertex: Vertex) -> ArraySlice<Vertex> {
    successorRows[vertex]
  }

  /// Returns the vertices that an edge leads from to `vertex`, ascending.
  @inlinable
  public func predecessors(of vertex: Vertex) -> ArraySlice<Vertex> {
    predecessorRows[vertex]
  }

  /// Returns whether the graph has an edge from `source` to `target`.
  ///
  /// - Complexity: O(log out-degree) time.
  public func containsEdge(from source: Vertex, to target: Vertex) -> Bool {
    let row = successorRows.range(of: source)
    var low = row.lowerBound
    var high = row.upperBound
    while low < high {
      let middle = (low + high) / 2
      if successorRows.targets[middle] < target {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < row.upperBound && successorRows.targets[low] == target
  }

  /// Returns the sources of every target's edges, in the order of the list.
  private static func rowsByTarget(
    _ vertexCount: Int, _ edges: [Edge], keepsLoops: Bool
  ) -> CompressedRows {
    var offsets = [Int32](repeating: 0, count: vertexCount + 1)
    var kept = 0
    let edgeSpan = edges.span
    do {
      var starts = offsets.mutableSpan
      for index in edgeSpan.indices {
        let edge = edgeSpan[index]
        if keepsLoops || edge.source != edge.target {
          starts[edge.target + 1] &+= 1
          kept &+= 1
        }
      }
      CompressedRows.accumulate(&starts)
    }
    var sources = [Vertex](repeating: 0, count: kept)
    var fillStore = offsets
    do {
      var fill = fillStore.mutableSpan
      var rows = sources.mutableSpan
      for index in edgeSpan.indices {
        let edge = edgeSpan[index]
        if keepsLoops || edge.source != edge.target {
          let slot = fill[edge.target]
          rows[slot] = edge.source
          fill[edge.target] = slot &+ 1
        }
      }
    }
    return CompressedRows(offsets: offsets, targets: sources)
  }
}

extension CompressedRows {
  /// Returns the rows with each neighbour once, or nil if they are so already.
  ///
  /// - Complexity: O(n + m) time and space.
  fileprivate func withoutDuplicates() -> CompressedRows? {
    var newOffsets = [Int32](repeating: 0, count: offsets.count)
    var newTargets = targets
    var kept: Int32 = 0
    do {
      let oldTargets = targets.span
      let oldOffsets = offsets.span
      var starts = newOffsets.mutableSpan
      var rows = newTargets.mutableSpan
      for vertex in 0..<Vertex(vertexCount) {
        var position = oldOffsets[vertex]
        let end = oldOffsets[vertex + 1]
        var last: Vertex = -1
        while position < end {
          let target = oldTargets[position]
          if target != last {
            rows[kept] = target
            kept &+= 1
            last = target
          }
          position &+= 1
        }
        starts[vertex + 1] = kept
      }
    }
    guard Int(kept) < targets.count else { return nil }
    newTargets.removeLast(targets.count - Int(kept))
    return CompressedRows(offsets: newOffsets, targets: newTargets)
  }
}
