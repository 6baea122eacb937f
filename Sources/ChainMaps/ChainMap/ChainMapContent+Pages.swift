import ChainModel

/// A chain map's content a page at a time.
extension ChainMapContent {
  /// The content as it is divided among pages: whole families, by band.
  ///
  /// - Parameter columns: The layer of each family.
  /// - Returns: The families' boxes and the lines.
  /// - Complexity: O(families · log families + lines).
  func whole(columns: [Int]) -> PageDivision.Whole {
    let bands = Self.bands.indices.map(Optional.some) + [nil]
    return PageDivision.Whole(
      blocks: families.map(\.boxes),
      groups: bands.map { band in
        PageDivision.Group(
          name: name(ofBand: band),
          blocks: families(inBand: band).sorted { (columns[$0], $0) < (columns[$1], $1) })
      }.filter { !$0.blocks.isEmpty },
      lines: lines.map {
        PageDivision.Line(from: $0.from, to: $0.to, supplies: $0.supplies)
      }, language: language)
  }

  private func name(ofBand band: Int?) -> String {
    let band: Band? = band.map { Self.bands[$0] } ?? .support
    return band.map { language($0.chinese, $0.english) }
      ?? language("链上位置未填", "position not stated")
  }

  /// The boxes of one page with the lines between them.
  ///
  /// - Complexity: O(boxes + lines).
  func showing(_ shown: [PageDivision.Shown]) -> Self {
    var content = self
    content.families = []
    content.undrawn = (0, 0)
    var place: [BoxIndex: BoxIndex] = [:]
    var last: Int?
    for one in shown {
      let source = families[one.index.family]
      // Boxes of one family that stand side by side keep their frame.
      if last != one.index.family {
        content.families.append(Family(boxes: [], segments: [], band: source.band))
      }
      last = one.index.family
      let family = content.families.count - 1
      if one.isFirst {
        place[one.index] = BoxIndex(family: family, box: content.families[family].boxes.count)
      }
      content.families[family].boxes.append(one.box)
      content.families[family].segments.append(source.segments[one.index.box])
    }
    content.lines = lines.compactMap { line in
      guard let from = place[line.from], let to = place[line.to] else { return nil }
      var own = line
      own.from = from
      own.to = to
      return own
    }
    return content
  }

  /// All boxes with the pages where their firms stand.
  ///
  /// - Parameter division: The pages of the whole content, of which this may be folded.
  /// - Returns: The content with a line more in each box.
  /// - Complexity: O(boxes · pages).
  func overview(of division: PageDivision) -> Self {
    var content = self
    for (place, family) in families.enumerated() {
      for box in family.boxes.indices {
        // A folded box stands for all of its family.
        let boxes = isFolded ? division.whole.blocks[place].indices : box..<box + 1
        content.families[place].boxes[box].pageNotes = [
          division.pointer(toBlock: place, boxes: boxes, from: family.boxes[box])
        ]
      }
    }
    return content
  }

  /// Whether a map that names no firm leaves out one that is named wherever any is: a leader, a
  /// bottleneck, a suspected source, or one that lacks what the law demands.
  var hasPinned: Bool { families.contains { $0.boxes.contains { $0.pinnedCount > 0 } } }
}
