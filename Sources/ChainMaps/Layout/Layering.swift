/// Which column each block stands in: bands from left to right, layers within a band, a layer that
/// is taller than the page in several columns.
struct Layering {
  private(set) var columns: [[Int]] = []
  private(set) var bandOfColumn: [Int] = []
  /// Whether a column holds layers one below the other.
  private(set) var areFolded: [Bool] = []

  /// The distance between folded blocks as a multiple of the common one: an arrow and a label stand
  /// between them.
  static let foldedGap = 1.8

  /// So many layers of one block each, one after the other, are folded.
  private static let shortestRun = 4

  /// - Parameters:
  ///   - blocks: The blocks; those of the support zone get no column.
  ///   - links: The lines.
  ///   - columnHeight: The height at which a layer is split, in points.
  ///   - gap: The distance between blocks, in points.
  /// - Complexity: O((blocks + links) log) in time.
  init(
    blocks: [BandedLayout.Block], links: [BandedLayout.Link], columnHeight: Double, gap: Double
  ) {
    let bands = Set(blocks.compactMap(\.band)).sorted()
    for band in bands {
      let members = blocks.indices.filter { blocks[$0].band == band }
      let layers = Self.balanced(
        Self.layers(members, links: links), members, links, blocks, columnHeight, gap)
      var isLinked = Set<Int>()
      for link in links where link.from != link.to {
        isLinked.insert(link.from)
        isLinked.insert(link.to)
      }
      let deepest = layers.values.max() ?? 0
      let inLayers = (0...deepest).reversed().map { layer in
        members.filter { layers[$0] == layer && isLinked.contains($0) }
      }
      var bandColumns: [[Int]] = []
      var folded: [Bool] = []
      var run: [Int] = []
      // A line of single boxes would make a low strip as wide as it is long: it goes down a column
      // and on in the next, like text.
      func close() {
        let isLong = run.count >= Self.shortestRun
        let parts =
          isLong
          ? Self.split(run, blocks, columnHeight, gap * Self.foldedGap) : run.map { [$0] }
        bandColumns += parts
        folded += parts.map { isLong && $0.count > 1 }
        run = []
      }
      for inLayer in inLayers {
        if inLayer.count == 1 {
          run += inLayer
          continue
        }
        close()
        let parts = Self.split(inLayer, blocks, columnHeight, gap)
        bandColumns += parts
        folded += parts.map { _ in false }
      }
      close()
      let before = bandColumns.count
      Self.fill(
        &bandColumns, with: members.filter { !isLinked.contains($0) }, blocks, columnHeight, gap)
      areFolded += Array(repeating: false, count: bandColumns.count - before) + folded
      columns += bandColumns
      bandOfColumn += Array(repeating: band, count: bandColumns.count)
    }
  }

  /// The layer of each block counted from the right: one more than that of what it supplies.
  ///
  /// Blocks stand as close to what they supply as they can, which keeps lines short. Lines that
  /// close a cycle are left out of account, the block with the smallest position first.
  private static func layers(_ members: [Int], links: [BandedLayout.Link]) -> [Int: Int] {
    let inBand = Set(members)
    var successors: [Int: Set<Int>] = [:]
    var predecessors: [Int: Set<Int>] = [:]
    for link in links
    where link.isGuiding && link.from != link.to && inBand.contains(link.from)
      && inBand.contains(link.to)
    {
      successors[link.from, default: []].insert(link.to)
      predecessors[link.to, default: []].insert(link.from)
    }
    var layers: [Int: Int] = [:]
    var waiting = members.map { ($0, successors[$0]?.count ?? 0) }
      .reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
    var layer: [Int: Int] = [:]
    while !waiting.isEmpty {
      let ready = waiting.filter { $0.value <= 0 }.keys.sorted()
      // On a cycle nothing is ready: the block that waits for least goes first.
      let next =
        ready.isEmpty
        ? waiting.min { ($0.value, $0.key) < ($1.value, $1.key) }.map { [$0.key] } ?? [] : ready
      for block in next {
        layers[block] = layer[block] ?? 0
        waiting[block] = nil
        for supplier in (predecessors[block] ?? []).sorted() where waiting[supplier] != nil {
          waiting[supplier, default: 0] -= 1
          layer[supplier] = max(layer[supplier] ?? 0, (layers[block] ?? 0) + 1)
        }
      }
    }
    return layers
  }

  /// The layers with blocks that nothing supplies moved further left where their layer is taller
  /// than a column and the next one has room.
  private static func balanced(
    _ layers: [Int: Int], _ members: [Int], _ links: [BandedLayout.Link],
    _ blocks: [BandedLayout.Block], _ limit: Double, _ gap: Double
  ) -> [Int: Int] {
    var layers = layers
    let linked = Set(links.filter { $0.from != $0.to }.flatMap { [$0.from, $0.to] })
    let supplied = Set(links.filter { $0.from != $0.to }.map(\.to))
    let deepest = layers.values.max() ?? 0
    var heights = [Double](repeating: 0, count: deepest + 1)
    for block in members where linked.contains(block) {
      heights[layers[block] ?? 0] += blocks[block].height + gap
    }
    for layer in heights.indices {
      guard heights[layer] > limit + gap else { continue }
      for block in members.reversed()
      where layers[block] == layer && linked.contains(block) && !supplied.contains(block) {
        let height = blocks[block].height + gap
        guard heights[layer] > limit + gap,
          let room = heights.indices.first(where: { $0 > layer && heights[$0] + height <= limit })
        else { continue }
        layers[block] = room
        heights[layer] -= height
        heights[room] += height
      }
    }
    return layers
  }

  /// Columns of about equal height, none taller than the page where that can be helped.
  private static func split(
    _ members: [Int], _ blocks: [BandedLayout.Block], _ limit: Double, _ gap: Double
  ) -> [[Int]] {
    guard !members.isEmpty else { return [] }
    let total = members.reduce(-gap) { $0 + blocks[$1].height + gap }
    let count = max(1, Int((total / limit).rounded(.up)))
    let target = max(total / Double(count) * 1.04, 1)
    var columns: [[Int]] = []
    var column: [Int] = []
    var height = 0.0
    for block in members {
      let next = height + blocks[block].height
      if !column.isEmpty, next > limit || (next > target && columns.count < count - 1) {
        columns.append(column)
        column = []
        height = 0
      }
      column.append(block)
      height += blocks[block].height + gap
    }
    columns.append(column)
    return columns
  }

  /// Blocks without any line go where columns have room, then into columns of their own.
  private static func fill(
    _ columns: inout [[Int]], with members: [Int], _ blocks: [BandedLayout.Block],
    _ limit: Double, _ gap: Double
  ) {
    var rest: [Int] = []
    var heights = columns.map { $0.reduce(0) { $0 + blocks[$1].height + gap } }
    for block in members {
      let fitting = columns.indices.first { heights[$0] + blocks[block].height <= limit }
      if let column = fitting {
        columns[column].append(block)
        heights[column] += blocks[block].height + gap
      } else {
        rest.append(block)
      }
    }
    columns = split(rest, blocks, limit, gap) + columns
  }
}
