import Testing

@testable import ChainMaps

/// The layout's promises on random diagrams.
@Suite struct BandedLayoutTests {
  /// A small seeded generator (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test(arguments: 0..<60)
  func blocksAndLanesNeverOverlap(seed: Int) {
    var generator = Generator(state: UInt64(seed))
    let count = Int.random(in: 1...40, using: &generator)
    let blocks = (0..<count).map { _ in
      BandedLayout.Block(
        width: Double.random(in: 40...160, using: &generator),
        height: Double.random(in: 20...240, using: &generator),
        band: Int.random(in: 0...4, using: &generator) == 4
          ? nil : Int.random(in: 0...3, using: &generator))
    }
    let links = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
      let from = Int.random(in: 0..<count, using: &generator)
      let to = Int.random(in: 0..<count, using: &generator)
      return BandedLayout.Link(
        from: from, to: to, fromBox: from, isGuiding: Bool.random(using: &generator),
        labelWidth: Bool.random(using: &generator) ? 20 : 0, backwardLabelWidth: 30)
    }
    let spacing = BandedLayout.Spacing(
      blockGap: 9, gutter: 22, bandPadding: 9, bandGap: 12, bandHeader: 20, lane: 7)
    let height = Double.random(in: 200...900, using: &generator)
    let layout = BandedLayout(
      blocks: blocks, links: links, columnHeight: height, spacing: spacing)
    let again = BandedLayout(
      blocks: blocks, links: links, columnHeight: height, spacing: spacing)

    let boxes = blocks.indices.map { index in
      BandedLayout.Box(
        left: layout.places[index].x, top: layout.places[index].y,
        right: layout.places[index].x + blocks[index].width,
        bottom: layout.places[index].y + blocks[index].height)
    }
    for (index, box) in boxes.enumerated() {
      #expect(layout.places[index].x == again.places[index].x)
      #expect(layout.places[index].y == again.places[index].y)
      #expect(box.left >= -1e-6 && box.right <= layout.width + 1e-6, "seed \(seed)")
      #expect(box.top >= -1e-6 && box.bottom <= layout.height + 1e-6, "seed \(seed)")
      for other in boxes[(index + 1)...] {
        let isApart =
          box.right <= other.left + 1e-6 || other.right <= box.left + 1e-6
          || box.bottom <= other.top + 1e-6 || other.bottom <= box.top + 1e-6
        #expect(isApart, "seed \(seed)")
      }
    }
    // Bands stand in order, and blocks in their bands.
    for (left, right) in zip(layout.bandBoxes, layout.bandBoxes.dropFirst()) {
      #expect(left.band < right.band)
      #expect(left.box.right < right.box.left)
    }
    for (index, block) in blocks.enumerated() {
      guard let band = block.band else { continue }
      let frame = layout.bandBoxes.first { $0.band == band }?.box
      #expect((frame?.left ?? .infinity) <= boxes[index].left + 1e-6)
      #expect((frame?.right ?? 0) >= boxes[index].right - 1e-6)
    }
    // A lane passes its column beside every block.
    for link in links.indices {
      for lane in layout.lanes[link] {
        for (index, box) in boxes.enumerated() where layout.places[index].column == lane.column {
          #expect(lane.y <= box.top + 1e-6 || lane.y >= box.bottom - 1e-6, "seed \(seed)")
        }
      }
    }
  }

  @Test func aLayerTallerThanThePageIsSplit() {
    let blocks = (0..<30).map { _ in BandedLayout.Block(width: 50, height: 40, band: 0) }
    let spacing = BandedLayout.Spacing(
      blockGap: 10, gutter: 20, bandPadding: 5, bandGap: 10, bandHeader: 20, lane: 6)
    let layout = BandedLayout(blocks: blocks, links: [], columnHeight: 300, spacing: spacing)
    #expect(layout.columnCount == 5)
    #expect(layout.height < 300 + 20 + 10)
  }
}
