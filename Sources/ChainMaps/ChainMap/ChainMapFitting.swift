import ChainModel
import DOT

/// The chain map's boxes at a scale, laid out: how many firms each names and where it stands.
struct ChainMapFitting: FittedPlan {
  let content: ChainMapContent
  let scale: Double
  let plan: BandedPlan
  let figures: [BandedPlan.BoxIndex: BoxFigure]
  let labelSize: Double

  /// Lays the content out.
  ///
  /// - Parameters:
  ///   - content: What the map says.
  ///   - rows: The most firms a box names.
  ///   - shape: The height at which columns are split and the width at which text breaks.
  ///   - scale: The size of text relative to the theme's.
  ///   - language: The language.
  ///   - stretch: Extra room between boxes and columns, to fill the page.
  /// - Complexity: O(boxes · rows + lines · columns).
  init(
    _ content: ChainMapContent, rows: Int, shape: PageShape, scale: Double, language: Language,
    stretch: PageStretch = PageStretch()
  ) {
    self.content = content
    self.scale = scale
    let columnHeight = shape.columnHeight * scale
    let textSize = MapTheme.TextSize.small * scale
    labelSize = textSize
    let labelHeight = textSize * 1.3

    var inDegree: [BandedPlan.BoxIndex: Int] = [:]
    var outDegree: [BandedPlan.BoxIndex: Int] = [:]
    for line in content.lines {
      inDegree[line.to, default: 0] += 1
      outDegree[line.from, default: 0] += 1
    }
    var families: [BandedPlan.Family] = []
    var placed: [BandedPlan.BoxIndex: BoxFigure] = [:]
    for (index, family) in content.families.enumerated() {
      let figures = family.boxes.enumerated().map { position, box in
        let key = BandedPlan.BoxIndex(family: index, box: position)
        let ports = Double(max(inDegree[key] ?? 0, (outDegree[key] ?? 0) / 2))
        let isSupport = family.band == nil
        return BoxFigure(
          box, rows: rows, tallest: isSupport ? Self.supportHeight * scale : columnHeight,
          leastHeight: isSupport ? 0 : ports * labelHeight,
          textWidth: shape.textWidth, scale: scale, language: language)
      }
      for (position, figure) in figures.enumerated() {
        placed[BandedPlan.BoxIndex(family: index, box: position)] = figure
      }
      let isLinkedInside = content.lines.contains {
        $0.from.family == index && $0.to.family == index
      }
      families.append(
        FamilyFigure(
          figures, columnHeight: columnHeight, scale: rows == 0 ? scale * 0.7 : scale,
          isLinkedInside: isLinkedInside
        ).family(band: family.band))
    }
    figures = placed
    // Declared flows say what comes before what; stray supplies only where there is nothing else.
    let hasDeclared = content.lines.contains(where: \.isDeclared)
    plan = BandedPlan(
      families,
      lines: content.lines.map { line in
        BandedPlan.Line(
          from: line.from, to: line.to, isGuiding: line.isDeclared || !hasDeclared,
          label: Self.label(line, isBackward: false, language: language),
          backwardLabel: Self.label(line, isBackward: true, language: language))
      }, columnHeight: columnHeight,
      spacing: .standard(rows == 0 ? scale * 0.75 : scale, stretch), labelSize: textSize,
      arrow: MapCanvas.arrow * scale)
  }

  /// The text of a line's label; empty where no supply is recorded.
  private static func label(
    _ line: ChainMapContent.Line, isBackward: Bool, language: Language
  ) -> String {
    let count = line.supplies == 0 ? "" : language("\(line.supplies) 条", "\(line.supplies)")
    guard isBackward else { return count }
    return language("逆向", "reverse") + (count.isEmpty ? "" : " " + count)
  }

  /// Whether a line runs from right to left.
  func isBackward(_ index: Int) -> Bool { plan.isBackward(index) }

  /// Boxes of the support zone run their firms in several columns from this height on.
  private static let supportHeight = 150.0
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
    // A line between two boxes of the family runs round their right side, where no further column
    // may stand.
    let count = isLinkedInside ? 1 : max(1, (total / max(room, 1)).rounded(.up))
    let target = isLinkedInside ? .infinity : min(room, total / count * 1.06)
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

  /// The family as a plan wants it.
  func family(band: Int?) -> BandedPlan.Family {
    BandedPlan.Family(
      members: members.map {
        BandedPlan.Member(
          x: $0.x, y: $0.y, width: Double($0.figure.width), height: Double($0.figure.height))
      }, width: width, height: height, band: band)
  }
}
