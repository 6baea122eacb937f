/// The order and height of blocks within columns, and of the lanes in which lines pass columns.
struct LaneGrid {
  /// A block, or a lane in which links from one box pass a column.
  private struct Cell {
    var block: Int?
    var links: [Int] = []
    var height: Double
    var neighbours: [Int] = []
    var top = 0.0
  }

  private var cells: [Cell] = []
  private var columns: [[Int]]
  private let spacing: BandedLayout.Spacing

  /// - Complexity: O(blocks + links · columns) in time and space.
  init(
    columns blockColumns: [[Int]], blocks: [BandedLayout.Block], links: [BandedLayout.Link],
    columnOf: [Int], spacing: BandedLayout.Spacing
  ) {
    self.spacing = spacing
    columns = blockColumns.map { _ in [] }
    var cellOfBlock = [Int](repeating: -1, count: blocks.count)
    for (column, members) in blockColumns.enumerated() {
      for block in members {
        cellOfBlock[block] = cells.count
        columns[column].append(cells.count)
        cells.append(Cell(block: block, height: blocks[block].height))
      }
    }
    var laneOfTrunk: [Trunk: Int] = [:]
    for (index, link) in links.enumerated() {
      let (from, to) = (columnOf[link.from], columnOf[link.to])
      guard from >= 0, to >= 0, from != to else { continue }
      // From the supplier on, so that what it supplies parts as late as it can.
      var previous = cellOfBlock[link.from]
      let step = from < to ? 1 : -1
      for column in stride(from: from + step, to: to, by: step) {
        let trunk = Trunk(box: link.fromBox, isBackward: from > to, column: column)
        let lane = laneOfTrunk[trunk] ?? cells.count
        if lane == cells.count {
          laneOfTrunk[trunk] = lane
          columns[column].append(lane)
          cells.append(Cell(block: nil, height: spacing.lane))
          join(previous, lane)
        }
        cells[lane].links.append(index)
        previous = lane
      }
      join(previous, cellOfBlock[link.to])
    }
  }

  /// Lines that leave one box run together until they part.
  private struct Trunk: Hashable {
    var box: Int
    var isBackward: Bool
    var column: Int
  }

  private mutating func join(_ one: Int, _ other: Int) {
    cells[one].neighbours.append(other)
    cells[other].neighbours.append(one)
  }

  /// The blocks of each column from top to bottom.
  var blockColumns: [[Int]] { columns.map { $0.compactMap { cells[$0].block } } }

  /// The top of each block, from the top of the zone.
  var blockTops: [(block: Int, y: Double)] {
    cells.compactMap { cell in cell.block.map { ($0, cell.top) } }
  }

  /// The height at which links pass each column between their ends.
  var laneHeights: [(links: [Int], column: Int, y: Double)] {
    columns.enumerated().flatMap { column, members in
      members.filter { cells[$0].block == nil }
        .map { (cells[$0].links, column, cells[$0].top + cells[$0].height / 2) }
    }
  }

  /// Orders each column by the mean place of its neighbours, sweeping to and fro.
  ///
  /// - Complexity: O(sweeps · (cells + lines) log) in time.
  mutating func order() {
    guard columns.count > 1 else { return }
    var place = [Double](repeating: 0, count: cells.count)
    var columnOfCell = [Int](repeating: 0, count: cells.count)
    func note(_ column: Int) {
      let count = Double(max(columns[column].count, 1))
      for (position, cell) in columns[column].enumerated() {
        place[cell] = (Double(position) + 0.5) / count
        columnOfCell[cell] = column
      }
    }
    for column in columns.indices { note(column) }
    for sweep in 0..<8 {
      let isForward = sweep.isMultiple(of: 2)
      let order = isForward ? Array(columns.indices) : columns.indices.reversed()
      for column in order {
        let wanted = columns[column].map { cell -> Double in
          let side = cells[cell].neighbours.filter {
            isForward ? columnOfCell[$0] < column : columnOfCell[$0] > column
          }
          guard !side.isEmpty else { return place[cell] }
          return side.reduce(0) { $0 + place[$1] } / Double(side.count)
        }
        columns[column] = columns[column].indices.sorted {
          (wanted[$0], $0) < (wanted[$1], $1)
        }.map { columns[column][$0] }
        note(column)
      }
    }
  }

  /// Sets heights so that lines run as level as the order allows; returns the zone's height.
  ///
  /// Each column in turn is moved towards its neighbours' heights by isotonic regression (pool
  /// adjacent violators), which is the least-squares answer under "keep the order, do not overlap".
  /// - Complexity: O(sweeps · (cells + lines)) in time.
  mutating func align() -> Double {
    let heights = columns.map { members in
      members.indices.reduce(0.0) { $0 + cells[members[$1]].height + gap(members, after: $1) }
    }
    let zone = heights.max() ?? 0
    for (column, members) in columns.enumerated() {
      var y = (zone - heights[column]) / 2
      for index in members.indices {
        cells[members[index]].top = y
        y += cells[members[index]].height + gap(members, after: index)
      }
    }
    for sweep in 0..<10 {
      let order = sweep.isMultiple(of: 2) ? Array(columns.indices) : columns.indices.reversed()
      for column in order { settle(column, zone: zone) }
    }
    return zone
  }

  private func gap(_ members: [Int], after index: Int) -> Double {
    guard index + 1 < members.count else { return 0 }
    let isLane = cells[members[index]].block == nil && cells[members[index + 1]].block == nil
    return isLane ? spacing.lane * 0.25 : spacing.blockGap
  }

  private mutating func settle(_ column: Int, zone: Double) {
    let members = columns[column]
    guard !members.isEmpty else { return }
    // Positions relative to a tight stack: not overlapping means not decreasing.
    var offsets: [Double] = []
    var offset = 0.0
    for index in members.indices {
      offsets.append(offset)
      offset += cells[members[index]].height + gap(members, after: index)
    }
    let slack = max(0, zone - offset)
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (index, cell) in members.enumerated() {
      let neighbours = cells[cell].neighbours
      let center =
        neighbours.isEmpty
        ? cells[cell].top + cells[cell].height / 2
        : neighbours.reduce(0) { $0 + cells[$1].top + cells[$1].height / 2 }
          / Double(neighbours.count)
      let weight = neighbours.isEmpty ? 0.05 : cells[cell].block == nil ? 2 : 1.0
      let wanted = center - cells[cell].height / 2 - offsets[index]
      pools.append((wanted * weight, weight, 1))
      while pools.count > 1 {
        let last = pools[pools.count - 1]
        let before = pools[pools.count - 2]
        guard before.sum / before.weight > last.sum / last.weight else { break }
        pools.removeLast()
        pools[pools.count - 1] = (
          before.sum + last.sum, before.weight + last.weight, before.count + last.count
        )
      }
    }
    var index = 0
    for pool in pools {
      let shift = min(max(pool.sum / pool.weight, 0), slack)
      for _ in 0..<pool.count {
        cells[members[index]].top = offsets[index] + shift
        index += 1
      }
    }
  }
}
