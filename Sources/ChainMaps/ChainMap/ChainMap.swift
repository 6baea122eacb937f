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
    var tried = Set<Int>()
    for budget in budgets where tried.insert(min(budget, most)).inserted {
      // The furniture's height depends on the remarks, which depend on the budget.
      let furniture = furniture(
        content, page: page, budget: min(budget, most), most: most, isFolded: isFolded,
        growth: growth)
      let room = Diagram.Size(
        width: page.width - 2 * options.paper.margin,
        height: page.height - 2 * options.paper.margin - furniture.topHeight
          - furniture.bottomHeight)
      guard let fitting = fit(content, rows: budget, into: room) else { continue }
      return compose(fitting, furniture, page: page)
    }
    return nil
  }

  /// The layout with the largest text that fits, or nil where text would be smaller than the floor.
  private func fit(
    _ content: ChainMapContent, rows: Int, into room: Diagram.Size
  ) -> ChainMapFitting? {
    var best: (scale: Double, height: Double)?
    // Columns of different heights give pages of different shapes: the one whose shape suits the
    // page best gives the largest text.
    for step in 0..<16 {
      let height = room.height / Self.leastScale * (0.22 + 0.055 * Double(step))
      let trial = ChainMapFitting(
        content, rows: rows, columnHeight: height, scale: 1, language: options.language)
      let scale = min(room.width / trial.size.width, room.height / trial.size.height)
      if scale > (best?.scale ?? 0) + 1e-9 { best = (scale, height) }
    }
    guard let best, best.scale >= Self.leastScale * 0.97 else { return nil }
    var scale = min(best.scale, Self.greatestScale)
    // Sizes are whole points at each scale, so the last step is found by trying.
    while scale >= Self.leastScale - 1e-9 {
      let fitting = ChainMapFitting(
        content, rows: rows, columnHeight: best.height * scale, scale: scale,
        language: options.language)
      if fitting.size.width <= room.width, fitting.size.height <= room.height { return fitting }
      scale *= 0.985
    }
    return nil
  }

  // MARK: - Page

  private func furniture(
    _ content: ChainMapContent, page: Diagram.Size, budget: Int, most: Int, isFolded: Bool,
    growth: Int
  ) -> PageFurniture {
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options)
    return PageFurniture(
      title: text.title, notice: text.notice, headline: text.headline(budget: budget),
      facts: text.facts, legend: ChainMapLegend(content, options, ledger).entries,
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
