/// A layered layout in bands: blocks in columns, columns in bands from left to right, a zone of
/// support underneath, lines in the gutters between columns.
///
/// It follows K. Sugiyama, S. Tagawa and M. Toda, *Methods for Visual Understanding of Hierarchical
/// System Structures*, IEEE SMC 11 (1981), doi:10.1109/TSMC.1981.4308636, with what a printed chain
/// map needs: a block's band fixes its place, a layer taller than the page is split into columns,
/// and lines run only where no box is, so that none crosses a text. Sizes come in, positions go
/// out; nothing depends on fonts.
struct BandedLayout {
  /// A group of boxes that stay together: a segment with its child segments.
  struct Block {
    /// Width in points.
    var width: Double
    /// Height in points.
    var height: Double
    /// The band, from 0 at the left; nil for the support zone.
    var band: Int?
  }

  /// A line between two blocks.
  struct Link {
    var from: Int
    var to: Int
    /// The box that the line leaves: lines of one box share their lanes.
    var fromBox: Int
    /// Whether the line says which block comes before which.
    var isGuiding: Bool
    /// Room for the line's label in a gutter, in points; 0 without one.
    var labelWidth: Double
    /// Room for the label it bears where it runs from right to left, in points.
    var backwardLabelWidth: Double
    /// Whether each end is the only box of its block, so that the line may run straight down.
    var isBetweenWholeBlocks = false
  }

  /// Distances, in points.
  struct Spacing {
    var blockGap: Double
    var gutter: Double
    var bandPadding: Double
    var bandGap: Double
    var bandHeader: Double
    var lane: Double
  }

  /// The place of a block.
  struct Place {
    var x: Double
    var y: Double
    var column: Int
  }

  /// An upright rectangle, y downwards.
  struct Box {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
  }

  private(set) var places: [Place]
  private(set) var columnCount = 0
  private(set) var bandBoxes: [(band: Int, box: Box)] = []
  private(set) var supportBox: Box?
  private(set) var width = 0.0
  private(set) var height = 0.0
  /// The left and right edge of each column's blocks.
  private(set) var columnSpans: [(left: Double, right: Double)] = []
  /// The heights at which a link passes the columns between its ends, by column.
  private(set) var lanes: [[(column: Int, y: Double)]]
  /// Whether a link runs straight down from its block to the next one of the column.
  private(set) var runsDown: [Bool]
  /// The bottom of the main zone, under which lines from the support zone run.
  private(set) var corridor = 0.0
  /// The strip at the left of the support zone by which its lower shelves are reached.
  private(set) var supportMargin = 0.0

  /// Lays blocks out.
  ///
  /// - Parameters:
  ///   - blocks: The blocks, in the order they should keep where nothing speaks against it.
  ///   - links: The lines; those that join the support zone do not influence the columns.
  ///   - columnHeight: The height at which a layer is split, in points.
  ///   - spacing: Distances.
  /// - Complexity: O((blocks + links · columns) · log) in time.
  init(blocks: [Block], links: [Link], columnHeight: Double, spacing: Spacing) {
    places = Array(repeating: Place(x: 0, y: 0, column: -1), count: blocks.count)
    lanes = Array(repeating: [], count: links.count)
    runsDown = Array(repeating: false, count: links.count)
    let layering = Layering(
      blocks: blocks, links: links, columnHeight: columnHeight, gap: spacing.blockGap)
    var columns = layering.columns
    columnCount = columns.count
    for (column, members) in columns.enumerated() {
      for block in members { places[block].column = column }
    }
    var grid = LaneGrid(
      columns: columns, areFolded: layering.areFolded, blocks: blocks, links: links,
      columnOf: places.map(\.column), spacing: spacing)
    grid.order()
    let zoneHeight = grid.align()
    columns = grid.blockColumns
    for (block, y) in grid.blockTops { places[block].y = y + spacing.bandHeader }
    for (links, column, y) in grid.laneHeights {
      for link in links { lanes[link].append((column, y + spacing.bandHeader)) }
    }
    for link in lanes.indices { lanes[link].sort { $0.column < $1.column } }
    for (index, link) in links.enumerated()
    where link.isBetweenWholeBlocks && places[link.from].column == places[link.to].column {
      runsDown[index] = grid.isNext(link.to, after: link.from)
    }
    // How many lines run beside each other in a gutter tells how wide it is, so heights come first.
    placeColumns(columns, layering.bandOfColumn, blocks, links, spacing)
    let bottom = columns.isEmpty ? 0 : zoneHeight + spacing.bandHeader + spacing.bandPadding
    for index in bandBoxes.indices { bandBoxes[index].box.bottom = bottom }
    corridor = bottom
    height = bottom
    placeSupport(blocks, links, spacing)
  }

  private mutating func placeColumns(
    _ columns: [[Int]], _ bandOfColumn: [Int], _ blocks: [Block], _ links: [Link],
    _ spacing: Spacing
  ) {
    let gutters = gutterWidths(columns.count, links, blocks, spacing)
    var x = 0.0
    for (column, members) in columns.enumerated() {
      let isNewBand = column == 0 || bandOfColumn[column] != bandOfColumn[column - 1]
      if isNewBand {
        if column > 0 {
          x += spacing.bandPadding
          bandBoxes[bandBoxes.count - 1].box.right = x
          // A gutter between bands lies half in each and in the gap.
          x += max(spacing.bandGap, gutters[column] - 2 * spacing.bandPadding)
        }
        bandBoxes.append(
          (bandOfColumn[column], Box(left: x, top: 0, right: x, bottom: 0)))
        // Lines from the support zone rise at the left of the first column.
        x += column == 0 ? max(spacing.bandPadding, gutters[0]) : spacing.bandPadding
      } else {
        x += gutters[column]
      }
      let widest = members.map { blocks[$0].width }.max() ?? 0
      for block in members { places[block].x = x + (widest - blocks[block].width) / 2 }
      columnSpans.append((x, x + widest))
      x += widest
    }
    if !columns.isEmpty {
      // Lines within the last column, and from it down, run at its right.
      x += max(spacing.bandPadding, gutters[columns.count])
      bandBoxes[bandBoxes.count - 1].box.right = x
    }
    width = x
  }

  /// What one source sends through a gutter.
  private struct Trunk: Hashable {
    var box: Int
    var isBackward: Bool
  }

  /// The width of the gutter before each column.
  ///
  /// A track for each line that runs beside others, and room for labels where lines have any;
  /// nothing at the outer edges where no line runs.
  private func gutterWidths(
    _ count: Int, _ links: [Link], _ blocks: [Block], _ spacing: Spacing
  ) -> [Double] {
    var trunks = [[Trunk: (low: Double, high: Double)]](repeating: [:], count: count + 1)
    var labels = [Double](repeating: 0, count: count + 1)
    var backward = [Double](repeating: 0, count: count + 1)
    var hasLoops = [Bool](repeating: false, count: count + 1)
    func middle(_ block: Int) -> Double { places[block].y + blocks[block].height / 2 }
    for (index, link) in links.enumerated() where link.from != link.to && !runsDown[index] {
      let (from, to) = (places[link.from].column, places[link.to].column)
      let trunk = Trunk(box: link.fromBox, isBackward: from > to && to >= 0)
      func run(_ gutter: Int, _ a: Double, _ b: Double) {
        let old = trunks[gutter][trunk] ?? (a, a)
        trunks[gutter][trunk] = (min(old.low, a, b), max(old.high, a, b))
      }
      if from < 0 || to < 0 {
        // Lines to and from the support zone run down the gutter at either side of the box.
        if to >= 0 {
          run(to, middle(link.to), .infinity)
          labels[to] = max(labels[to], link.labelWidth)
        } else if from >= 0 {
          run(from + 1, middle(link.from), .infinity)
        }
      } else if from == to {
        run(from + 1, middle(link.from), middle(link.to))
        hasLoops[from + 1] = true
        backward[from + 1] = max(backward[from + 1], link.labelWidth)
      } else {
        let (left, right) = from < to ? (link.from, link.to) : (link.to, link.from)
        let (low, high) = (min(from, to), max(from, to))
        for gutter in (low + 1)...high {
          run(
            gutter, gutter == low + 1 ? middle(left) : lanes[index][gutter - low - 2].y,
            gutter == high ? middle(right) : lanes[index][gutter - low - 1].y)
        }
        if from < to {
          labels[high] = max(labels[high], link.labelWidth)
        } else {
          // A line that runs backwards bears its label after the receiving box at the left.
          backward[low + 1] = max(backward[low + 1], link.backwardLabelWidth)
        }
      }
    }
    return (0...count).map { gutter in
      guard !trunks[gutter].isEmpty else {
        return gutter == 0 || gutter == count ? 0 : spacing.gutter * 0.55
      }
      // Where lines come back to a column no two share a track, and arrows stand at both sides.
      let most = Self.most(Array(trunks[gutter].values), apart: spacing.lane)
      let tracks = hasLoops[gutter] ? max(most, trunks[gutter].count) : most
      // An arrow and a little air at either side, then the tracks.
      let sides =
        labels[gutter] + backward[gutter]
        + (backward[gutter] > 0 ? spacing.lane * (hasLoops[gutter] ? 3 : 2) : 0)
      return max(
        spacing.gutter * (labels[gutter] > 0 ? 0.85 : 0.6)
          + spacing.lane * 0.85 * Double(max(tracks - 1, 0)), spacing.gutter * 0.85) + sides
    }
  }

  /// The most spans that overlap at one place.
  private static func most(_ spans: [(low: Double, high: Double)], apart: Double) -> Int {
    let bent = spans.filter { $0.high - $0.low > 1 }
    var ends = bent.map { (at: $0.low - apart, change: 1) }
    ends += bent.map { (at: $0.high + apart, change: -1) }
    var (now, most) = (0, 0)
    for end in ends.sorted(by: { ($0.at, $0.change) < ($1.at, $1.change) }) {
      now += end.change
      most = max(most, now)
    }
    return most
  }

  /// How far above a lower shelf the lowest of the lines runs that lead to it.
  static func approach(_ spacing: Spacing) -> Double { spacing.lane * 3 }

  /// Shelves of support blocks under the bands, each as wide as these.
  private mutating func placeSupport(_ blocks: [Block], _ links: [Link], _ spacing: Spacing) {
    let support = blocks.indices.filter { blocks[$0].band == nil }
    guard !support.isEmpty else { return }
    let widest = support.map { blocks[$0].width }.max() ?? 0
    let room = max(width - 2 * spacing.bandPadding, widest)
    // Every source has a track of its own in the corridor above the zone.
    let linked = links.filter {
      $0.from != $0.to && (places[$0.from].column < 0 || places[$0.to].column < 0)
    }
    let tracks = Set(linked.map(\.fromBox)).count
    let corridorHeight = linked.isEmpty ? 0 : spacing.lane * (1 + 0.75 * Double(min(tracks, 16)))
    let top = (columnCount == 0 ? 0 : corridor + spacing.bandGap) + corridorHeight
    var shelf: [Int] = []
    var shelves: [[Int]] = []
    var used = 0.0
    for block in support {
      if !shelf.isEmpty, used + blocks[block].width > room {
        shelves.append(shelf)
        shelf = []
        used = 0
      }
      shelf.append(block)
      used += blocks[block].width + spacing.gutter
    }
    shelves.append(shelf)
    let lower = Set(shelves.dropFirst().joined())
    let passing = linked.count { lower.contains($0.from) || lower.contains($0.to) }
    supportMargin =
      spacing.bandPadding * 0.8 + spacing.lane * 0.8 * Double(min(passing, 12))
    // Lines to a lower shelf run side by side above it, with room for an arrow and a label below.
    let shelfGap =
      spacing.blockGap * 1.5
      + (passing == 0 ? 0 : Self.approach(spacing) + spacing.lane * Double(min(passing, 12)))
    let left = passing == 0 ? 0 : supportMargin
    var y = top + spacing.bandHeader
    for shelf in shelves {
      let total = shelf.reduce(0) { $0 + blocks[$1].width }
      let free = room - total
      let gap = shelf.count > 1 ? min(free / Double(shelf.count - 1), spacing.gutter * 4) : 0
      var x = left + spacing.bandPadding + (free - gap * Double(shelf.count - 1)) / 2
      for block in shelf {
        places[block].x = x
        places[block].y = y
        x += blocks[block].width + gap
      }
      y += (shelf.map { blocks[$0].height }.max() ?? 0) + shelfGap
    }
    let right = max(width, left + room + 2 * spacing.bandPadding)
    let bottom = y - shelfGap + spacing.bandPadding
    supportBox = Box(left: 0, top: top, right: right, bottom: bottom)
    width = right
    height = bottom
  }
}
