/// Which of a block of sources reach which vertices: one bit lane for each source.
///
/// A vertex is never reached from itself, cycle or not: its own lanes read as zero.
public struct ReachBlock: Sendable {
  enum Storage: Sendable {
    case narrow([UInt64])
    case wide([WideRow])
  }

  struct OwnLane: Sendable {
    let vertex: Vertex
    let lane: Int
  }

  /// The places in the list of sources that this block covers; a lane is such a place.
  public let lanes: Range<Int>
  let storage: Storage
  /// The row of every vertex; nil where rows are vertices.
  let components: Components?
  let sources: VertexSet
  /// The lanes of this block by their sources, ascending.
  let ownLanes: [OwnLane]

  init(
    lanes: Range<Int>, sources: [Vertex], storage: Storage, components: Components?,
    vertexCount: Int
  ) {
    self.lanes = lanes
    self.storage = storage
    self.components = components
    self.sources = VertexSet(sources[lanes], capacity: vertexCount)
    ownLanes = lanes.map { OwnLane(vertex: sources[$0], lane: $0) }
      .sorted { ($0.vertex, $0.lane) < ($1.vertex, $1.lane) }
  }

  /// The number of vertices.
  public var vertexCount: Int { sources.capacity }

  /// The number of 64-lane words for each vertex.
  public var wordCount: Int {
    switch storage {
    case .narrow: 1
    case .wide: (lanes.count + 63) / 64
    }
  }

  /// Returns 64 lanes of a vertex: bit b of word i is lane `lanes.lowerBound` + 64 i + b.
  ///
  /// - Parameters:
  ///   - index: Which 64 lanes, 0 ..< ``wordCount``.
  ///   - vertex: The vertex reached.
  /// - Returns: The lanes whose sources reach the vertex; none of its own.
  /// - Complexity: O(1); O(log lanes) for a vertex that is itself a source of the block.
  public func word(_ index: Int, of vertex: Vertex) -> UInt64 {
    let word = rawWord(index, ofRow: row(of: vertex))
    guard word != 0, sources.contains(vertex) else { return word }
    var result = word
    for own in ownLanes[firstOwnLane(of: vertex)...] {
      guard own.vertex == vertex else { break }
      let bit = own.lane - lanes.lowerBound - index * 64
      if 0..<64 ~= bit {
        result &= ~(1 << UInt64(bit))
      }
    }
    return result
  }

  /// Returns whether a lane's source reaches a vertex other than itself.
  ///
  /// - Parameters:
  ///   - vertex: The vertex asked about.
  ///   - lane: A place in the list of sources, within ``lanes``.
  /// - Returns: False always for a vertex's own lane.
  /// - Complexity: O(1); O(log lanes) for a vertex that is itself a source of the block.
  public func isReached(_ vertex: Vertex, byLane lane: Int) -> Bool {
    precondition(lanes.contains(lane), "lane outside the block")
    let bit = lane - lanes.lowerBound
    return word(bit / 64, of: vertex) >> UInt64(bit % 64) & 1 != 0
  }

  /// Returns the lanes whose sources reach a vertex, ascending.
  ///
  /// - Complexity: O(``wordCount`` + lanes returned) time.
  public func lanes(reaching vertex: Vertex) -> [Int] {
    var result: [Int] = []
    for index in 0..<wordCount {
      var rest = word(index, of: vertex)
      while rest != 0 {
        result.append(lanes.lowerBound + index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return result
  }

  /// Returns the number of lanes whose sources reach a vertex.
  ///
  /// - Complexity: O(``wordCount``) time.
  public func count(reaching vertex: Vertex) -> Int {
    (0..<wordCount).reduce(0) { $0 + word($1, of: vertex).nonzeroBitCount }
  }

  /// Adds to each vertex's entry the number of lanes whose sources reach it.
  ///
  /// - Parameter counts: One entry for each vertex.
  /// - Complexity: O(n + rows × ``wordCount``) time.
  public func addCounts(to counts: inout [Int32]) {
    precondition(counts.count == vertexCount, "one entry for each vertex")
    let perRow =
      switch storage {
      case .narrow(let rows): ReachBlock.counts(rows, wordCount: wordCount)
      case .wide(let rows): ReachBlock.counts(rows, wordCount: wordCount)
      }
    do {
      let rowCounts = perRow.span
      var sums = counts.mutableSpan
      if let components {
        let labels = components.labels.span
        for vertex in labels.indices {
          sums[vertex] &+= rowCounts[labels[vertex]]
        }
      } else {
        for vertex in rowCounts.indices {
          sums[vertex] &+= rowCounts[vertex]
        }
      }
    }
    // Every source's own lane is set in its row and counts for the others only.
    for own in ownLanes {
      counts[Int(own.vertex)] -= 1
    }
  }

  /// Returns, for each lane of the block, how many vertices its source reaches.
  ///
  /// - Complexity: O(rows × lanes set) time at worst.
  public func reachedCounts() -> [Int] {
    // A source's own lane is set in its own row: it does not count.
    var result = [Int](repeating: -1, count: lanes.count)
    let rowCount = components?.count ?? vertexCount
    for row in 0..<rowCount {
      let size = components?.size(of: row) ?? 1
      for index in 0..<wordCount {
        var rest = rawWord(index, ofRow: row)
        while rest != 0 {
          result[index * 64 + rest.trailingZeroBitCount] += size
          rest &= rest - 1
        }
      }
    }
    return result
  }

  private func row(of vertex: Vertex) -> Int {
    components.map { Int($0.labels[Int(vertex)]) } ?? Int(vertex)
  }

  private func rawWord(_ index: Int, ofRow row: Int) -> UInt64 {
    switch storage {
    case .narrow(let rows): rows[row].word(index)
    case .wide(let rows): rows[row].word(index)
    }
  }

  private func firstOwnLane(of vertex: Vertex) -> Int {
    var low = 0
    var high = ownLanes.count
    while low < high {
      let middle = (low + high) / 2
      if ownLanes[middle].vertex < vertex {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private static func counts<Row: LaneRow>(_ rows: [Row], wordCount: Int) -> [Int32] {
    var result = [Int32](repeating: 0, count: rows.count)
    let source = rows.span
    var counts = result.mutableSpan
    for row in source.indices {
      let lanes = source[row]
      var sum = 0
      for index in 0..<wordCount {
        sum &+= lanes.word(index).nonzeroBitCount
      }
      counts[row] = Int32(truncatingIfNeeded: sum)
    }
    return result
  }
}
