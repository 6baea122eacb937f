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
  private let areFolded: [Bool]
  private let spacing: BandedLayout.Spacing
  private var columnOfCell: [Int] = []

  /// - Complexity: O(blocks + links · columns) in time and space.
  init(
    columns blockColumns: [[Int]], areFolded: [Bool], blocks: [BandedLayout.Block],
    links: [BandedLayout.Link], columnOf: [Int], spacing: BandedLayout.Spacing
  ) {
    self.spacing = spacing
    self.areFolded = areFolded
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

  /// Whether a block stands directly under another, with nothing between them.
  func isNext(_ block: Int, after other: Int) -> Bool {
    for members in columns {
      for (above, below) in zip(members, members.dropFirst())
      where cells[above].block == other && cells[below].block == block {
        return true
      }
    }
    return false
  }

  /// Orders each column by the mean place of its neighbours, sweeping to and fro, and keeps the
  /// order with the fewest crossings, which exchanging what is adjacent then improves.
  ///
  /// - Complexity: O(sweeps · (cells log + lines²)) in time.
  mutating func order() {
    columnOfCell = Array(repeating: 0, count: cells.count)
    for (column, members) in columns.enumerated() {
      for cell in members { columnOfCell[cell] = column }
    }
    guard columns.count > 1 else { return }
    var place = [Double](repeating: 0, count: cells.count)
    func note(_ column: Int) {
      let count = Double(max(columns[column].count, 1))
      for (position, cell) in columns[column].enumerated() {
        place[cell] = (Double(position) + 0.5) / count
      }
    }
    for column in columns.indices { note(column) }
    var best = (crossings: Int.max, columns: columns)
    for sweep in 0..<8 {
      let isForward = sweep.isMultiple(of: 2)
      let order = isForward ? Array(columns.indices) : columns.indices.reversed()
      for column in order where !areFolded[column] {
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
      let crossings = crossings
      if crossings < best.crossings { best = (crossings, columns) }
    }
    columns = best.columns
    if best.crossings > 0 { exchange() }
  }

  /// The place of every cell in its column.
  private var positions: [Int] {
    var positions = [Int](repeating: 0, count: cells.count)
    for members in columns {
      for (position, cell) in members.enumerated() { positions[cell] = position }
    }
    return positions
  }

  /// How many lines cross between neighbouring columns.
  private var crossings: Int {
    let positions = positions
    var crossings = 0
    for members in columns {
      // Right ends in the order of left ends: every inversion is a crossing.
      var ends: [Int] = []
      for cell in members {
        let right = cells[cell].neighbours.filter { columnOfCell[$0] > columnOfCell[cell] }
          .map { positions[$0] }.sorted()
        for end in right { crossings += ends.count { $0 > end } }
        ends += right
      }
    }
    return crossings
  }

  /// Exchanges adjacent cells of a column as long as that leaves fewer crossings.
  private mutating func exchange() {
    var positions = positions
    for _ in 0..<6 {
      var isBetter = false
      for column in columns.indices where !areFolded[column] {
        for upper in columns[column].indices.dropLast() {
          let (a, b) = (columns[column][upper], columns[column][upper + 1])
          guard gain(a, b, column, positions) > 0 else { continue }
          columns[column].swapAt(upper, upper + 1)
          positions[a] = upper + 1
          positions[b] = upper
          isBetter = true
        }
      }
      guard isBetter else { return }
    }
  }

  /// The crossings that are gone where two adjacent cells change places.
  private func gain(_ a: Int, _ b: Int, _ column: Int, _ positions: [Int]) -> Int {
    var gain = 0
    for one in cells[a].neighbours {
      for other in cells[b].neighbours
      where (columnOfCell[one] < column) == (columnOfCell[other] < column) {
        if positions[one] > positions[other] { gain += 1 }
        if positions[one] < positions[other] { gain -= 1 }
      }
    }
    return gain
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
      var y = areFolded[column] ? 0 : (zone - heights[column]) / 2
      for index in members.indices {
        cells[members[index]].top = y
        y += cells[members[index]].height + gap(members, after: index)
      }
    }
    for sweep in 0..<10 {
      let order = sweep.isMultiple(of: 2) ? Array(columns.indices) : columns.indices.reversed()
      for column in order where !areFolded[column] { settle(column, zone: zone) }
    }
    return zone
  }

  private func gap(_ members: [Int], after index: Int) -> Double {
    guard index + 1 < members.count else { return 0 }
    let areLanes = [members[index], members[index + 1]].map { cells[$0].block == nil }
    if areLanes == [true, true] { return spacing.lane * 0.25 }
    let isFolded = areLanes == [false, false] && areFolded[columnOfCell[members[index]]]
    return spacing.blockGap * (isFolded ? Layering.foldedGap : 1)
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
