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
  private let plan: PlanCoverage?

  /// A map of a chain.
  ///
  /// - Parameters:
  ///   - profile: The chain's segments, flows and outside suppliers.
  ///   - findings: Its bottlenecks, traced problems and proposed statuses.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - options: Page, colours, language and what is named.
  ///   - plan: The plan whose effect the map shows; nil for none.
  public init(
    _ profile: ChainProfile, findings: ChainFindings, book: ChainBook, ledger: QualityLedger,
    options: MapOptions, plan: PlanCoverage? = nil
  ) {
    self.profile = profile
    self.book = book
    self.ledger = ledger
    self.options = options
    self.findings = findings
    self.plan = plan
  }

  /// How many firms a box may name, from most to none.
  private static let rowBudgets = [
    100_000, 160, 110, 80, 60, 45, 36, 30, 25, 21, 18, 15, 13, 11, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
  ]

  /// Draws the map on one page.
  ///
  /// The number of firms named follows the page: the most for which no text is smaller than 6 pt.
  /// Where even none is too much, child segments are folded into their parents, and at last the
  /// page grows; the remarks say which.
  ///
  /// - Returns: The drawing with every position given.
  /// - Complexity: O(budgets · (members + lines)).
  public func draw() -> MapDocument {
    let contents = self.contents
    return growing { page, growth in
      for (isFolded, content) in contents.enumerated() {
        if let drawn = draw(
          content, .whole(isFolded: isFolded == 1, growth: growth), on: page)
        {
          return drawn.document
        }
      }
      return nil
    }
  }

  /// Draws the map on as many pages of its paper as it needs to be legible.
  ///
  /// One page where it holds everything; else an index page, and pages of whole segments of one band
  /// each, on which words say where lines go on.
  ///
  /// - Parameter onScreen: Whether the map is for a screen that pans and zooms, where a single page that
  ///   grows is better than several.
  /// - Returns: The pages, the index page first.
  /// - Complexity: As ``draw()`` for each page, times the logarithm of the number of segments.
  public func pages(onScreen: Bool = false) -> [MapDocument] {
    if onScreen { return [draw()] }
    let contents = self.contents
    for (isFolded, content) in contents.enumerated() {
      if let drawn = draw(content, .whole(isFolded: isFolded == 1, growth: 0), on: paper) {
        return [drawn.document]
      }
    }
    let whole = contents[0]
    let layers = ChainMapFitting(
      whole, rows: 0, shape: PageShape(columnHeight: 1e6, textWidth: 140), scale: 1,
      language: options.language
    ).plan.layout.places.map(\.column)
    let split = ChainMapPages(whole, columns: layers, splitsRows: options.firms == .all) { pieces in
      holds(ChainMapPages.content(pieces, of: whole))
    }
    var named: Set<Int> = []
    let parts = split.pages.indices.map { page in
      let content = split.content(split.pages[page].pieces, page: page)
      let role = Role.part(
        number: ChainMapPages.number(page), count: split.count,
        name: split.name(page), segments: split.segmentNames(page))
      return growing { size, _ in
        guard let drawn = draw(content, role, on: size) else { return nil }
        named.formUnion(drawn.named)
        return drawn.document
      }
    }
    let list = growing { size, growth in
      index(of: split, named: named, on: size, growth: growth)
    }
    return [list] + parts
  }

  /// The page that lists the others: in as few columns as hold every segment.
  private func index(
    of split: ChainMapPages, named: Set<Int>, on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options, plan: plan)
    var index = split.index
    let furniture = PageFurniture(
      title: text.title, notice: text.notice,
      headline: text.headline(
        named: named, drawn: Set(profile.segments.map(\.segment)), blocked: blocked,
        findings: findings),
      facts: text.facts(findings), legend: ChainMapLegend.entries(of: index, options),
      remarks: text.remarks(ofIndexOf: split, findings: findings, growth: growth)
        .map { $0[options.language] },
      footer: text.footer(page: 1, of: split.count),
      width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme)
    for columns in 1...min(split.pages.count, 8) {
      index.columnCount = columns
      let composer = PageComposer(options: options, page: page)
      if let document = composer.draw(index, id: "chain-map", furniture: furniture) {
        return document
      }
    }
    return nil
  }

  /// What the map says: everything, and where segments have child segments these folded in.
  private var contents: [ChainMapContent] {
    func content(collapsing: Bool) -> ChainMapContent {
      ChainMapContent(
        profile, book: book, ledger: ledger, findings: findings, language: options.language,
        plan: plan, collapsing: collapsing)
    }
    let whole = content(collapsing: false)
    let hasFamilies = whole.families.contains { $0.boxes.count > 1 }
    return hasFamilies ? [whole, content(collapsing: true)] : [whole]
  }

  private var paper: Diagram.Size {
    Diagram.Size(width: options.paper.width, height: options.paper.height)
  }

  private func growing(_ draw: (Diagram.Size, _ growth: Int) -> MapDocument?) -> MapDocument {
    PageSearch.growing(from: options.paper, draw)
  }

  /// Which page of the map is drawn.
  enum Role {
    /// Everything on one page, which has doubled its area so many times.
    case whole(isFolded: Bool, growth: Int)
    /// One of several pages.
    case part(number: Int, count: Int, name: String, segments: [String])

    /// The page's number and how many there are.
    var place: (number: Int, count: Int) {
      switch self {
      case .whole: (1, 1)
      case .part(let number, let count, _, _): (number, count)
      }
    }
  }

  /// How many firms a box of a page among several names at least where it can.
  private static let rowsOfParts = 12

  /// Whether a page of the paper holds some of the content legibly.
  private func holds(_ content: ChainMapContent) -> Bool {
    let most = content.families.flatMap(\.boxes).map(\.rows.count).max() ?? 0
    let budget =
      switch options.firms {
      case .all: Int.max / 2
      case .top: min(most, Self.rowsOfParts)
      case .none: 0
      }
    // As many names as the headline has room for.
    let names = Array(repeating: String(repeating: "环", count: 40), count: 40)
    let furniture = furniture(
      content, .part(number: 98, count: 99, name: "", segments: names), page: paper,
      budget: min(budget, most), most: most)
    return fitter(content, rows: min(budget, most), into: room(on: paper, furniture)).isFeasible
  }

  private func draw(
    _ content: ChainMapContent, _ role: Role, on page: Diagram.Size
  ) -> (document: MapDocument, named: Set<Int>)? {
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
    var best: (fitting: ChainMapFitting, furniture: PageFurniture, budget: Int)?
    var low = 0
    var high = choices.count - 1
    while low <= high {
      let middle = (low + high) / 2
      // The furniture's height depends on the remarks, which depend on the budget.
      let furniture = furniture(content, role, page: page, budget: choices[middle], most: most)
      let fitter = fitter(
        content, rows: choices[middle], into: room(on: page, furniture))
      if let fitting = fitter.fitted() {
        best = (fitting, furniture, choices[middle])
        high = middle - 1
      } else {
        low = middle + 1
      }
    }
    return best.map {
      (compose($0.fitting, $0.furniture, page: page), content.named(budget: $0.budget))
    }
  }

  private func room(on page: Diagram.Size, _ furniture: PageFurniture) -> Diagram.Size {
    Diagram.Size(
      width: page.width - 2 * options.paper.margin,
      height: page.height - 2 * options.paper.margin - furniture.topHeight
        - furniture.bottomHeight)
  }

  private func fitter(
    _ content: ChainMapContent, rows: Int, into room: Diagram.Size
  ) -> PageFitter<ChainMapFitting> {
    PageFitter(room: room) { shape, scale, stretch in
      ChainMapFitting(
        content, rows: rows, shape: shape, scale: scale, language: options.language,
        stretch: stretch)
    }
  }

  // MARK: - Page

  private func furniture(
    _ content: ChainMapContent, _ role: Role, page: Diagram.Size, budget: Int, most: Int
  ) -> PageFurniture {
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options, plan: plan)
    // Which lines run backwards hangs on the bands and flows alone, so any scale tells.
    let hasBackward = content.lines.indices.contains(
      where: ChainMapFitting(
        content, rows: 0, shape: PageShape(columnHeight: page.height, textWidth: 140), scale: 1,
        language: options.language
      ).isBackward)
    let headline =
      switch role {
      case .whole:
        text.headline(
          named: content.named(budget: budget), drawn: content.drawnSegments,
          blocked: content.segmentsWithBlockage, findings: findings)
      case .part(_, _, let name, let segments): text.contents(of: name, segments)
      }
    return PageFurniture(
      title: text.title, notice: text.notice, headline: headline, facts: text.facts(findings),
      legend: ChainMapLegend(
        content, options, ledger, findings, budget: budget, hasBackward: hasBackward
      ).entries,
      remarks: text.remarks(content, role, findings: findings, budget: budget, most: most)
        .map { $0[options.language] },
      footer: text.footer(page: role.place.number, of: role.place.count),
      width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme)
  }

  /// The segments with a blocking point, on whichever page.
  private var blocked: [Int] {
    profile.segments.filter { segment in
      segment.problems.contains {
        $0.label == .common && findings.isBlockage($0.problem, at: $0.affected, in: book)
      }
    }.map(\.segment)
  }

  private func compose(
    _ fitting: ChainMapFitting, _ furniture: PageFurniture, page: Diagram.Size
  ) -> MapDocument {
    let margin = options.paper.margin
    let canvas = MapCanvas(
      fitting.plan, scale: fitting.scale, theme: options.theme, page: page, margin: margin,
      furniture: furniture)
    let drawing = ChainMapDrawing(fitting: fitting, canvas: canvas, language: options.language)
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options, plan: plan)
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
