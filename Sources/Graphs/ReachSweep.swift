extension AdjacencyGraph {
  /// Finds for every vertex which of many sources reach it, block of sources after block.
  ///
  /// Each source is one bit lane. Without a limit, strongly connected components are drawn
  /// together and each component's lanes are pushed once along every edge in topological order.
  /// With a limit, lanes advance tier by tier, all sources at once. To ask who reaches a source
  /// (its upstream) sweep over ``BidirectionalGraph/reversed``.
  ///
  /// A vertex is never reached from itself, cycle or not. A block covers up to 512 sources and at
  /// most 64 only where no more remain, so that memory stays the same for any number of sources.
  ///
  /// Source for the limited form: Then et al., "The more the merrier: efficient multi-source graph
  /// traversal", PVLDB 8 (2014) 449–460, doi 10.14778/2735496.2735507.
  ///
  /// - Parameters:
  ///   - sources: The sources; the place in this list is the lane.
  ///   - limit: The greatest number of edges from source to vertex; nil for no limit.
  ///   - components: The strongly connected components where they are known already; unused under
  ///     a limit.
  ///   - body: Receives each block in the order of the sources.
  /// - Throws: What `body` throws.
  /// - Complexity: O((n + m) · s / 512) row operations without a limit for s sources, times at most
  ///   `limit` with one; space 64 bytes for each component, 192 for each vertex under a limit.
  public func reachSweep<Failure: Error>(
    from sources: [Vertex], within limit: Int? = nil, components: Components? = nil,
    _ body: (ReachBlock) throws(Failure) -> Void
  ) throws(Failure) {
    check(sources)
    guard !sources.isEmpty else { return }
    let rows = successorRows
    let components = limit == nil ? components ?? stronglyConnectedComponents() : nil
    var wide: [WideRow] = []
    var first = 0
    while first < sources.count {
      let remaining = sources.count - first
      let lanes = first..<first + min(remaining, remaining <= 64 ? 64 : WideRow.laneCount)
      let storage: ReachBlock.Storage
      if remaining <= 64 {
        var narrow: [UInt64] = []
        sweep(&narrow, rows, sources[lanes], limit, components)
        storage = .narrow(narrow)
      } else {
        sweep(&wide, rows, sources[lanes], limit, components)
        storage = .wide(wide)
      }
      try body(
        ReachBlock(
          lanes: lanes, sources: sources, storage: storage, components: components,
          vertexCount: rows.vertexCount))
      first = lanes.upperBound
    }
  }

  /// Returns for every vertex how many of the sources reach it; itself does not count.
  ///
  /// - Parameters:
  ///   - sources: The sources; one that is listed twice counts twice.
  ///   - limit: The greatest number of edges from source to vertex; nil for no limit.
  ///   - components: The strongly connected components where they are known already.
  /// - Returns: One count for each vertex.
  /// - Complexity: As ``reachSweep(from:within:components:_:)``.
  public func reachCounts(
    from sources: [Vertex], within limit: Int? = nil, components: Components? = nil
  ) -> [Int32] {
    var counts = [Int32](repeating: 0, count: vertexCount)
    reachSweep(from: sources, within: limit, components: components) { block in
      block.addCounts(to: &counts)
    }
    return counts
  }
}

private func sweep<Row: LaneRow>(
  _ storage: inout [Row], _ rows: CompressedRows, _ sources: ArraySlice<Vertex>, _ limit: Int?,
  _ components: Components?
) {
  let rowCount = components?.count ?? rows.vertexCount
  if storage.count == rowCount {
    var lanes = storage.mutableSpan
    for row in 0..<lanes.count {
      lanes[row] = .empty
    }
  } else {
    storage = [Row](repeating: .empty, count: rowCount)
  }
  for (lane, source) in zip(0..., sources) {
    storage[components.map { $0.label(of: source) } ?? Int(source)].insert(lane)
  }
  if let components {
    push(&storage, rows, components)
  } else {
    advance(&storage, rows, sources, limit ?? 0)
  }
}

/// Pushes every component's lanes along its edges; numbers are a topological order, so that a
/// component's lanes are complete when its turn comes.
private func push<Row: LaneRow>(
  _ storage: inout [Row], _ rows: CompressedRows, _ components: Components
) {
  let offsets = rows.offsets.span
  let targets = rows.targets.span
  let labels = components.labels.span
  let memberOffsets = components.offsets.span
  let members = components.memberList.span
  var lanes = storage.mutableSpan
  for component in 0..<Int32(truncatingIfNeeded: components.count) {
    let row = lanes[component]
    if row.isEmpty { continue }
    for member in memberOffsets[component]..<memberOffsets[component + 1] {
      let vertex = members[member]
      var position = offsets[vertex]
      let end = offsets[vertex + 1]
      while position < end {
        let label = labels[targets[position]]
        position &+= 1
        if label != component {
          lanes[label] = lanes[label] | row
        }
      }
    }
  }
}

/// Advances all lanes one tier at a time; `storage` holds the lanes that have come so far.
private func advance<Row: LaneRow>(
  _ storage: inout [Row], _ rows: CompressedRows, _ sources: ArraySlice<Vertex>, _ limit: Int
) {
  var frontStore = storage
  var nextStore = [Row](repeating: .empty, count: storage.count)
  var active = Array(Set(sources)).sorted()
  var tier = 0
  let offsets = rows.offsets.span
  let targets = rows.targets.span
  while tier < limit, !active.isEmpty {
    tier += 1
    var touched: [Vertex] = []
    do {
      var front = frontStore.mutableSpan
      var next = nextStore.mutableSpan
      var seen = storage.mutableSpan
      for vertex in active {
        let row = front[vertex]
        var position = offsets[vertex]
        let end = offsets[vertex + 1]
        while position < end {
          let target = targets[position]
          position &+= 1
          let fresh = row.without(seen[target])
          if fresh.isEmpty { continue }
          let before = next[target]
          if before.isEmpty {
            touched.append(target)
          }
          next[target] = before | fresh
        }
      }
      for vertex in active {
        front[vertex] = .empty
      }
      for vertex in touched {
        seen[vertex] = seen[vertex] | next[vertex]
      }
    }
    swap(&frontStore, &nextStore)
    active = touched
  }
}
