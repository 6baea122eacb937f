import ChainModel
import DOT

/// The chain map's boxes at a scale, laid out: how many firms each names and where it stands.
struct ChainMapFitting {
  /// A box placed on the body of the map, y downwards from its top left corner.
  struct PlacedBox {
    var figure: BoxFigure
    var box: BandedLayout.Box
    var family: Int
  }

  let content: ChainMapContent
  let scale: Double
  let layout: BandedLayout
  let boxes: [ChainMapContent.BoxIndex: PlacedBox]
  let familyBoxes: [BandedLayout.Box]
  let routes: [LinkRouter.Route]
  let labelSize: Double

  /// The most boxes and lanes above each other in one column.
  var tallestStack: Int {
    Dictionary(grouping: layout.places.filter { $0.column >= 0 }, by: \.column)
      .values.map(\.count).max() ?? 0
  }

  /// Lays the content out.
  ///
  /// - Parameters:
  ///   - content: What the map says.
  ///   - rows: The most firms a box names.
  ///   - columnHeight: The height at which columns are split, in points at this scale.
  ///   - textWidth: The width at which titles and facts break, in points at scale 1.
  ///   - scale: The size of text relative to the theme's.
  ///   - language: The language.
  ///   - stretch: Extra room between boxes and columns, to fill the page.
  /// - Complexity: O(boxes · rows + lines · columns).
  init(
    _ content: ChainMapContent, rows: Int, columnHeight: Double, textWidth: Double, scale: Double,
    language: Language, stretch: Stretch = Stretch()
  ) {
    self.content = content
    self.scale = scale
    let textSize = MapTheme.TextSize.small * scale
    labelSize = textSize
    let labelHeight = textSize * 1.3
    let spacing = Self.spacing(rows == 0 ? scale * 0.75 : scale, stretch)

    var inDegree: [ChainMapContent.BoxIndex: Int] = [:]
    var outDegree: [ChainMapContent.BoxIndex: Int] = [:]
    for line in content.lines {
      inDegree[line.to, default: 0] += 1
      outDegree[line.from, default: 0] += 1
    }
    var families: [FamilyFigure] = []
    for (index, family) in content.families.enumerated() {
      let figures = family.boxes.enumerated().map { position, box in
        let key = ChainMapContent.BoxIndex(family: index, box: position)
        let ports = Double(max(inDegree[key] ?? 0, (outDegree[key] ?? 0) / 2))
        let isSupport = family.band == nil
        return BoxFigure(
          box, rows: rows, tallest: isSupport ? Self.supportHeight * scale : columnHeight,
          leastHeight: isSupport ? 0 : ports * labelHeight,
          textWidth: textWidth, scale: scale, language: language)
      }
      let isLinkedInside = content.lines.contains {
        $0.from.family == index && $0.to.family == index
      }
      families.append(
        FamilyFigure(
          figures, columnHeight: columnHeight, scale: rows == 0 ? scale * 0.7 : scale,
          isLinkedInside: isLinkedInside))
    }

    var boxNumber: [ChainMapContent.BoxIndex: Int] = [:]
    for line in content.lines {
      for end in [line.from, line.to] where boxNumber[end] == nil {
        boxNumber[end] = boxNumber.count
      }
    }
    // Declared flows say what comes before what; stray supplies only where there is nothing else.
    let hasDeclared = content.lines.contains(where: \.isDeclared)
    let links = content.lines.map { line in
      BandedLayout.Link(
        from: line.from.family, to: line.to.family, fromBox: boxNumber[line.from] ?? -1,
        toBox: boxNumber[line.to] ?? -1, isGuiding: line.isDeclared || !hasDeclared,
        labelWidth: Self.labelWidth(
          Self.label(line, isBackward: false, language: language), size: textSize),
        backwardLabelWidth: Self.labelWidth(
          Self.label(line, isBackward: true, language: language), size: textSize))
    }
    let layout = BandedLayout(
      blocks: content.families.indices.map {
        BandedLayout.Block(
          width: families[$0].width, height: families[$0].height, band: content.families[$0].band)
      },
      links: links, columnHeight: columnHeight, spacing: spacing)
    self.layout = layout

    var boxes: [ChainMapContent.BoxIndex: PlacedBox] = [:]
    var familyBoxes: [BandedLayout.Box] = []
    for (index, figure) in families.enumerated() {
      let place = layout.places[index]
      familyBoxes.append(
        BandedLayout.Box(
          left: place.x, top: place.y, right: place.x + figure.width,
          bottom: place.y + figure.height))
      for (position, member) in figure.members.enumerated() {
        boxes[ChainMapContent.BoxIndex(family: index, box: position)] = PlacedBox(
          figure: member.figure,
          box: BandedLayout.Box(
            left: place.x + member.x, top: place.y + member.y,
            right: place.x + member.x + Double(member.figure.width),
            bottom: place.y + member.y + Double(member.figure.height)),
          family: index)
      }
    }
    self.boxes = boxes
    self.familyBoxes = familyBoxes
    routes = LineRouting(
      content: content, layout: layout, boxes: boxes, familyBoxes: familyBoxes,
      spacing: spacing, arrow: 5.5 * scale
    ).routes(
      labelWidths: content.lines.indices.map { index in
        let line = content.lines[index]
        let isBackward = Self.isBackward(line, layout)
        return Self.labelWidth(
          Self.label(line, isBackward: isBackward, language: language), size: textSize)
      })
  }

  /// The size of the body in points.
  var size: Diagram.Size { Diagram.Size(width: layout.width, height: layout.height) }

  /// The text of a line's label; empty where no supply is recorded.
  static func label(
    _ line: ChainMapContent.Line, isBackward: Bool, language: Language
  ) -> String {
    let count = line.supplies == 0 ? "" : language("\(line.supplies) 条", "\(line.supplies)")
    guard isBackward else { return count }
    return language("逆向", "reverse") + (count.isEmpty ? "" : " " + count)
  }

  private static func labelWidth(_ text: String, size: Double) -> Double {
    text.isEmpty ? 0 : TextMetrics.width(text, size: size) + 2
  }

  /// Whether a line runs from right to left.
  private static func isBackward(_ line: ChainMapContent.Line, _ layout: BandedLayout) -> Bool {
    let from = layout.places[line.from.family].column
    let to = layout.places[line.to.family].column
    return from >= 0 && to >= 0 && from > to
  }

  /// Whether a line runs from right to left.
  func isBackward(_ index: Int) -> Bool { Self.isBackward(content.lines[index], layout) }

  /// Room added between boxes and columns, in points.
  struct Stretch {
    var gap = 0.0
    var gutter = 0.0
  }

  /// Boxes of the support zone run their firms in several columns from this height on.
  private static let supportHeight = 150.0

  private static func spacing(_ scale: Double, _ stretch: Stretch) -> BandedLayout.Spacing {
    BandedLayout.Spacing(
      blockGap: 9 * scale + stretch.gap, gutter: 22 * scale + stretch.gutter,
      bandPadding: 9 * scale, bandGap: 12 * scale,
      bandHeader: Double(BoxFigure.lineHeight(MapTheme.TextSize.band * scale)) + 5 * scale,
      lane: 7 * scale)
  }
}

/// A family of boxes at a scale: the parent above its children, in columns where it is tall.
struct FamilyFigure {
  /// A box within the family, y downwards from the family's top left corner.
  struct Member {
    var figure: BoxFigure
    var x: Double
    var y: Double
  }

  let members: [Member]
  let width: Double
  let height: Double

  /// - Complexity: O(boxes).
  init(_ figures: [BoxFigure], columnHeight: Double, scale: Double, isLinkedInside: Bool) {
    guard figures.count > 1 else {
      members = figures.map { Member(figure: $0, x: 0, y: 0) }
      width = Double(figures.first?.width ?? 0)
      height = Double(figures.first?.height ?? 0)
      return
    }
    let padding = 6 * scale
    let gap = 5 * scale
    let indent = 8 * scale
    let room = columnHeight - 2 * padding
    let total = figures.reduce(-gap) { $0 + Double($1.height) + gap }
    let count = max(1, (total / max(room, 1)).rounded(.up))
    let target = min(room, total / count * 1.06)
    var placed: [Member] = []
    var x = padding
    var y = padding
    var widest = 0.0
    var bottom = 0.0
    for figure in figures {
      let inset = indent * Double(figure.box.depth)
      if y > padding, y - padding + Double(figure.height) > target {
        x += widest + gap * 1.6
        y = padding
        widest = 0
      }
      placed.append(Member(figure: figure, x: x + inset, y: y))
      widest = max(widest, inset + Double(figure.width))
      y += Double(figure.height) + gap
      bottom = max(bottom, y - gap)
    }
    members = placed
    width = x + widest + padding + (isLinkedInside ? 30 * scale : 0)
    height = bottom + padding
  }
}

/// The routes of a chain map's lines.
struct LineRouting {
  let content: ChainMapContent
  let layout: BandedLayout
  let boxes: [ChainMapContent.BoxIndex: ChainMapFitting.PlacedBox]
  let familyBoxes: [BandedLayout.Box]
  let spacing: BandedLayout.Spacing
  let arrow: Double

  /// A side of a box where lines meet it.
  private struct Side: Hashable {
    var box: ChainMapContent.BoxIndex
    var isRight: Bool
  }

  /// Routes every line.
  ///
  /// - Parameter labelWidths: The width of each line's label in points.
  /// - Returns: A route for each line.
  /// - Complexity: O(lines log lines).
  func routes(labelWidths: [Double]) -> [LinkRouter.Route] {
    var labelRoom: [Int: Double] = [:]
    for (index, line) in content.lines.enumerated() {
      let columns = (
        layout.places[line.from.family].column, layout.places[line.to.family].column
      )
      // Labels stand before the receiving box, of lines from the support zone before either end.
      let column = columns.1 >= 0 && columns.0 < columns.1 ? columns.1 : columns.0
      guard columns.0 < columns.1 || columns.1 < 0 else { continue }
      labelRoom[column] = max(labelRoom[column] ?? 0, labelWidths[index])
    }
    let router = LinkRouter(
      layout: layout, spacing: spacing, arrow: arrow, labelRoom: labelRoom)
    var ends: [(from: LinkRouter.End, to: LinkRouter.End)] = content.lines.map {
      (end($0.from), end($0.to))
    }
    // Lines that meet one side of a box share it from top to bottom in the order of their far ends.
    var meeting: [Side: [(line: Int, isFrom: Bool, far: Double)]] = [:]
    for (index, line) in content.lines.enumerated() {
      let sides = sides(line)
      let (from, to) = (ends[index].from, ends[index].to)
      meeting[Side(box: line.from, isRight: sides.from), default: []].append(
        (index, true, layout.lanes[index].first?.y ?? (to.box.top + to.box.bottom) / 2))
      meeting[Side(box: line.to, isRight: sides.to), default: []].append(
        (index, false, layout.lanes[index].last?.y ?? (from.box.top + from.box.bottom) / 2))
    }
    for list in meeting.values {
      let sorted = list.sorted {
        ($0.far, $0.line, $0.isFrom ? 0 : 1) < ($1.far, $1.line, $1.isFrom ? 0 : 1)
      }
      // Lines that share a lane leave their box together.
      var ranks: [Int] = []
      var trunk: Double?
      for entry in sorted {
        let isTrunk = !layout.lanes[entry.line].isEmpty && leavesTrunk(entry.line, entry.isFrom)
        if let last = ranks.last, isTrunk, trunk == entry.far {
          ranks.append(last)
        } else {
          ranks.append((ranks.last ?? -1) + 1)
        }
        trunk = isTrunk ? entry.far : nil
      }
      let count = (ranks.last ?? 0) + 1
      for (entry, rank) in zip(sorted, ranks) {
        if entry.isFrom {
          ends[entry.line].from.place = (rank, count)
        } else {
          ends[entry.line].to.place = (rank, count)
        }
      }
    }
    let sources = Set(
      content.lines.flatMap { [$0.from, $0.to] }.filter { content.families[$0.family].band == nil }
    ).sorted { ($0.family, $0.box) < ($1.family, $1.box) }
    return content.lines.indices.map { index in
      let line = content.lines[index]
      let (from, to) = ends[index]
      let width = labelWidths[index]
      if line.from.family == line.to.family {
        return router.route(
          link: index, from: from, to: to, labelWidth: width, isSameFamily: true)
      }
      if from.column >= 0, to.column >= 0 {
        return router.route(link: index, from: from, to: to, labelWidth: width)
      }
      let isSupplier = from.column < 0
      let track = sources.firstIndex(of: isSupplier ? line.from : line.to) ?? 0
      return router.supportRoute(
        isSupplier ? from : to, isSupplier ? to : from, suppliesOther: isSupplier,
        track: (track, sources.count), labelWidth: width)
    }
  }

  /// Whether an end of a line is the one from which its lanes are shared.
  private func leavesTrunk(_ line: Int, _ isFrom: Bool) -> Bool {
    let from = layout.places[content.lines[line].from.family].column
    let to = layout.places[content.lines[line].to.family].column
    return from < to && isFrom
  }

  /// Which side of its box each end of a line meets: true for the right.
  private func sides(_ line: ChainMapContent.Line) -> (from: Bool, to: Bool) {
    let from = layout.places[line.from.family].column
    let to = layout.places[line.to.family].column
    if line.from.family == line.to.family { return (true, true) }
    guard from >= 0, to >= 0 else { return (from < 0, to < 0) }
    if from == to { return (true, true) }
    return from < to ? (true, false) : (false, true)
  }

  /// An end at a box; where other boxes of the family stand between it and the gutter, at the
  /// family's border.
  private func end(_ index: ChainMapContent.BoxIndex) -> LinkRouter.End {
    let column = layout.places[index.family].column
    var box = boxes[index]?.box ?? familyBoxes[index.family]
    if content.families[index.family].boxes.count > 1, !isLoop(index) {
      box.left = familyBoxes[index.family].left
      box.right = familyBoxes[index.family].right
    }
    return LinkRouter.End(box: box, column: column)
  }

  /// Whether a box has a line to another box of its family, which then meets the box itself.
  private func isLoop(_ index: ChainMapContent.BoxIndex) -> Bool {
    content.lines.contains {
      $0.from.family == index.family && $0.to.family == index.family
        && ($0.from == index || $0.to == index)
    }
  }
}
