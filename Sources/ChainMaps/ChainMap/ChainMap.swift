public import ChainAnalysis
public import ChainModel
import DOT

/// The strong-chain map (质量认证强链图谱) of one chain: bands of segments from upstream to downstream,
/// support underneath, each segment with its firms, certificates and problems.
public struct ChainMap {
  private let profile: ChainProfile
  private let book: ChainBook
  private let ledger: QualityLedger
  private let options: MapOptions

  /// A map of a chain.
  ///
  /// - Parameters:
  ///   - profile: The chain's segments, flows and outside suppliers.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - options: Page, colours, language and what is named.
  public init(
    _ profile: ChainProfile, book: ChainBook, ledger: QualityLedger, options: MapOptions
  ) {
    self.profile = profile
    self.book = book
    self.ledger = ledger
    self.options = options
  }

  /// Text in boxes may shrink to this part of its size before firms are left out.
  private static let leastScale = MapTheme.textFloor / MapTheme.TextSize.small
  private static let greatestScale = 1.35

  /// How many firms a box may name, from most to none.
  private static let rowBudgets = [
    100_000, 160, 110, 80, 60, 45, 36, 30, 25, 21, 18, 15, 13, 11, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
  ]

  /// Draws the map.
  ///
  /// The number of firms named follows the page: the most for which no text is smaller than 6 pt.
  /// Where even none is too much, child segments are folded into their parents, and at last the
  /// page grows; the remarks say which.
  ///
  /// - Returns: The drawing with every position given.
  /// - Complexity: O(budgets · (members + lines)); nothing is searched.
  public func draw() -> MapDocument {
    var page = Diagram.Size(width: options.paper.width, height: options.paper.height)
    var growth = 0
    var hasFamilies = false
    while true {
      for collapsing in [false, true] {
        let content = ChainMapContent(
          profile, book: book, ledger: ledger, language: options.language, collapsing: collapsing)
        if collapsing, !hasFamilies { continue }
        if !collapsing { hasFamilies = content.families.contains { $0.boxes.count > 1 } }
        if let document = draw(content, on: page, isFolded: collapsing, growth: growth) {
          return document
        }
      }
      // Each step doubles the area, as from A4 to A3 to A2.
      growth += 1
      page = Diagram.Size(width: page.width * 2.squareRoot(), height: page.height * 2.squareRoot())
    }
  }

  private func draw(
    _ content: ChainMapContent, on page: Diagram.Size, isFolded: Bool, growth: Int
  ) -> MapDocument? {
    let budgets: [Int]
    switch options.firms {
    case .all: budgets = [Int.max / 2]
    case .top: budgets = Self.rowBudgets
    case .none: budgets = [0]
    }
    let most = content.families.flatMap(\.boxes).map(\.rows.count).max() ?? 0
    var choices: [Int] = []
    for budget in budgets.map({ min($0, most) }) where !choices.contains(budget) {
      choices.append(budget)
    }
    // More rows need more room, so the most that fit are found by bisection.
    var best: (fitting: ChainMapFitting, furniture: PageFurniture)?
    var low = 0
    var high = choices.count - 1
    while low <= high {
      let middle = (low + high) / 2
      // The furniture's height depends on the remarks, which depend on the budget.
      let furniture = furniture(
        content, page: page, budget: choices[middle], most: most, isFolded: isFolded,
        growth: growth)
      let room = Diagram.Size(
        width: page.width - 2 * options.paper.margin,
        height: page.height - 2 * options.paper.margin - furniture.topHeight
          - furniture.bottomHeight)
      if let fitting = fit(content, rows: choices[middle], into: room) {
        best = (fitting, furniture)
        high = middle - 1
      } else {
        low = middle + 1
      }
    }
    return best.map { compose($0.fitting, $0.furniture, page: page) }
  }

  /// The shape of a layout: the height at which columns split and the width at which text breaks.
  private struct Shape {
    var columnHeight: Double
    var textWidth: Double
  }

  /// The layout with the largest text that fits, or nil where text would be smaller than the floor.
  private func fit(
    _ content: ChainMapContent, rows: Int, into room: Diagram.Size
  ) -> ChainMapFitting? {
    // Columns of different heights give pages of different shapes: the one whose shape suits the
    // page best gives the largest text. Tried at the least scale, where whole points weigh most.
    let least = Self.leastScale
    var best: (ratio: Double, shape: Shape)?
    for textWidth in [140.0, 112, 90, 76] {
      for step in 0..<12 {
        let shape = Shape(
          columnHeight: room.height / least * (0.25 + 0.07 * Double(step)), textWidth: textWidth)
        let trial = layOut(content, rows, shape, least)
        let ratio = min(room.width / trial.size.width, room.height / trial.size.height)
        // A narrower box cuts more names, so it has to pay.
        let demand = best.map { $0.ratio * ($0.shape.textWidth == textWidth ? 1 : 1.1) } ?? 0
        if ratio > demand + 1e-9 { best = (ratio, shape) }
      }
      if let best, best.ratio >= 1.05 { break }
    }
    guard let best, best.ratio >= 1 else { return nil }
    // Sizes are whole points at each scale, so the greatest scale that fits is found by trying.
    var scale = min(best.ratio * least, Self.greatestScale)
    while scale > least {
      let fitting = layOut(content, rows, best.shape, scale)
      if fitting.size.width <= room.width, fitting.size.height <= room.height {
        return stretched(fitting, content, rows, best.shape, to: room)
      }
      scale *= 0.985
    }
    return stretched(
      layOut(content, rows, best.shape, least), content, rows, best.shape, to: room)
  }

  private func layOut(
    _ content: ChainMapContent, _ rows: Int, _ shape: Shape, _ scale: Double,
    stretch: ChainMapFitting.Stretch = ChainMapFitting.Stretch()
  ) -> ChainMapFitting {
    ChainMapFitting(
      content, rows: rows, columnHeight: shape.columnHeight * scale, textWidth: shape.textWidth,
      scale: scale, language: options.language, stretch: stretch)
  }

  /// The same layout with boxes and columns moved apart to fill the page.
  private func stretched(
    _ fitting: ChainMapFitting, _ content: ChainMapContent, _ rows: Int, _ shape: Shape,
    to room: Diagram.Size
  ) -> ChainMapFitting {
    let gaps = Double(max(fitting.tallestStack, 1))
    let gutters = Double(max(fitting.layout.columnCount, 1))
    var share = 1.0
    while share > 0.1 {
      let stretch = ChainMapFitting.Stretch(
        gap: min((room.height - fitting.size.height) / gaps, 26 * fitting.scale) * share,
        gutter: min((room.width - fitting.size.width) / gutters, 60 * fitting.scale) * share)
      let wider = layOut(content, rows, shape, fitting.scale, stretch: stretch)
      if wider.size.width <= room.width, wider.size.height <= room.height,
        wider.layout.columnCount == fitting.layout.columnCount
      {
        return wider
      }
      share *= 0.8
    }
    return fitting
  }

  // MARK: - Page

  private func furniture(
    _ content: ChainMapContent, page: Diagram.Size, budget: Int, most: Int, isFolded: Bool,
    growth: Int
  ) -> PageFurniture {
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options)
    // Which lines run backwards hangs on the bands and flows alone, so any scale tells.
    let hasBackward = content.lines.indices.contains(
      where: layOut(
        content, 0, Shape(columnHeight: page.height, textWidth: 140), 1
      ).isBackward)
    return PageFurniture(
      title: text.title, notice: text.notice,
      headline: text.headline(
        named: content.named(budget: budget), drawn: content.drawnSegments),
      facts: text.facts,
      legend: ChainMapLegend(content, options, ledger, hasBackward: hasBackward).entries,
      remarks: text.remarks(
        content, budget: budget, most: most, isFolded: isFolded, growth: growth
      ).map { $0[options.language] },
      footer: text.footer, width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme)
  }

  private func compose(
    _ fitting: ChainMapFitting, _ furniture: PageFurniture, page: Diagram.Size
  ) -> MapDocument {
    let margin = options.paper.margin
    let room = page.height - 2 * margin - furniture.topHeight - furniture.bottomHeight
    let offset = (
      x: margin + (page.width - 2 * margin - fitting.size.width) / 2,
      y: margin + furniture.topHeight + max(0, (room - fitting.size.height) / 2)
    )
    let drawing = ChainMapDrawing(
      fitting: fitting, theme: options.theme, language: options.language, page: page,
      offset: offset)
    var diagram = Diagram(
      furniture.title,
      attributes: [
        .layout("nop2"), .background(options.theme.paper),
        .fontName(options.theme.fontFamilies), .id("chain-map"), .tooltip(furniture.title),
      ] + .page(width: page.width, height: page.height),
      nodeDefaults: [.fontName(options.theme.fontFamilies), .shape(.plain)],
      edgeDefaults: [.fontName(options.theme.fontFamilies)])
    diagram.nodes += furniture.nodes(page: page, margin: margin)
    diagram.clusters = drawing.clusters
    diagram.edges = drawing.edges
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options)
    return MapDocument(
      diagram: diagram, headline: furniture.headline,
      remarks: furniture.remarks.map { Bilingual($0, $0) } + text.warnings(fitting),
      smallestText: min(furniture.smallestText, MapTheme.TextSize.small * fitting.scale),
      pageSize: page)
  }
}
