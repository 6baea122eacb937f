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
  private let findings: ChainFindings

  /// A map of a chain.
  ///
  /// - Parameters:
  ///   - profile: The chain's segments, flows and outside suppliers.
  ///   - findings: Its bottlenecks, traced problems and proposed statuses.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - options: Page, colours, language and what is named.
  public init(
    _ profile: ChainProfile, findings: ChainFindings, book: ChainBook, ledger: QualityLedger,
    options: MapOptions
  ) {
    self.profile = profile
    self.book = book
    self.ledger = ledger
    self.options = options
    self.findings = findings
  }

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
  /// - Complexity: O(budgets · (members + lines)).
  public func draw() -> MapDocument {
    var page = Diagram.Size(width: options.paper.width, height: options.paper.height)
    var growth = 0
    var hasFamilies = false
    while true {
      for collapsing in [false, true] {
        let content = ChainMapContent(
          profile, book: book, ledger: ledger, findings: findings, language: options.language,
          collapsing: collapsing)
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

  /// The layout with the largest text that fits, or nil where text would be smaller than the floor.
  private func fit(
    _ content: ChainMapContent, rows: Int, into room: Diagram.Size
  ) -> ChainMapFitting? {
    PageFitter(room: room) { shape, scale, stretch in
      ChainMapFitting(
        content, rows: rows, shape: shape, scale: scale, language: options.language,
        stretch: stretch)
    }.fitted()
  }

  // MARK: - Page

  private func furniture(
    _ content: ChainMapContent, page: Diagram.Size, budget: Int, most: Int, isFolded: Bool,
    growth: Int
  ) -> PageFurniture {
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options)
    // Which lines run backwards hangs on the bands and flows alone, so any scale tells.
    let hasBackward = content.lines.indices.contains(
      where: ChainMapFitting(
        content, rows: 0, shape: PageShape(columnHeight: page.height, textWidth: 140), scale: 1,
        language: options.language
      ).isBackward)
    return PageFurniture(
      title: text.title, notice: text.notice,
      headline: text.headline(
        named: content.named(budget: budget), drawn: content.drawnSegments,
        blocked: content.segmentsWithBlockage, findings: findings),
      facts: text.facts,
      legend: ChainMapLegend(
        content, options, ledger, findings, budget: budget, hasBackward: hasBackward
      ).entries,
      remarks: text.remarks(
        content, findings: findings, budget: budget, most: most, isFolded: isFolded, growth: growth
      ).map { $0[options.language] },
      footer: text.footer, width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme)
  }

  private func compose(
    _ fitting: ChainMapFitting, _ furniture: PageFurniture, page: Diagram.Size
  ) -> MapDocument {
    let margin = options.paper.margin
    let canvas = MapCanvas(
      fitting.plan, scale: fitting.scale, theme: options.theme, page: page, margin: margin,
      furniture: furniture)
    let drawing = ChainMapDrawing(fitting: fitting, canvas: canvas, language: options.language)
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options)
    return MapDocument(
      diagram: canvas.diagram(
        id: "chain-map", furniture: furniture, margin: margin, clusters: drawing.clusters,
        edges: drawing.edges),
      headline: furniture.headline,
      remarks: furniture.remarks.map { Bilingual($0, $0) } + text.warnings(fitting),
      smallestText: min(furniture.smallestText, MapTheme.TextSize.small * fitting.scale),
      pageSize: page, parts: drawing.parts(findings))
  }
}
