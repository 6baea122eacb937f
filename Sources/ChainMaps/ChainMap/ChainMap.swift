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
      for content in contents {
        if let drawn = draw(content, .whole(growth: growth), on: page) { return drawn.document }
      }
      return nil
    }
  }

  /// Draws the map on as many pages of its paper as it needs to be legible.
  ///
  /// One page where it holds everything, and names the firms that a headline counts; else a first page,
  /// and pages of whole segments of one band each, on which words say where lines go on. The first
  /// page shows every segment in numbers, or where not even these fit lists the pages.
  ///
  /// - Parameter onScreen: Whether the map is for a screen that pans and zooms, where a single page that
  ///   grows is better than several.
  /// - Returns: The pages.
  /// - Complexity: As ``draw()`` for each page, times the logarithm of the number of segments.
  public func pages(onScreen: Bool = false) -> [MapDocument] {
    if onScreen { return [draw()] }
    let contents = self.contents
    // Who wants every firm wants every segment: pages rather than segments folded into others.
    for content in options.firms == .all ? Array(contents.prefix(1)) : contents {
      guard let drawn = draw(content, .whole(growth: 0), on: paper) else { continue }
      // Better several pages than one on which no firm can be pointed at that must be.
      if drawn.budget == 0, options.firms != .none, content.hasPinned { break }
      return [drawn.document]
    }
    let whole = contents[0]
    let layers = ChainMapFitting(
      whole, rows: 0, shape: PageShape(columnHeight: 1e6, textWidth: 140), scale: 1,
      language: options.language
    ).plan.layout.places.map(\.column)
    let division = PageDivision(
      whole.whole(columns: layers), splitsRows: options.firms == .all
    ) { holds(whole.showing($0)) }
    var named: Set<Int> = []
    let parts = division.pages.indices.map { page in
      let content = whole.showing(division.shown(page))
      let role = PageRole.part(
        number: PageDivision.number(page), count: division.count, name: division.name(page),
        boxes: division.names(page))
      return growing { size, growth in
        guard let drawn = draw(content, role, on: size, growth: growth) else { return nil }
        named.formUnion(drawn.named)
        return drawn.document
      }
    }
    return [first(of: division, contents, named: named)] + parts
  }

  /// The first of several pages: every segment in numbers, child segments folded where they must be, or
  /// a list.
  private func first(
    of division: PageDivision, _ contents: [ChainMapContent], named: Set<Int>
  ) -> MapDocument {
    for content in contents {
      let overview = content.overview(of: division)
      if let drawn = draw(overview, .overview(count: division.count), on: paper, named: named) {
        return drawn.document
      }
    }
    let whole = contents[0]
    let index = PageIndex(division) { page in
      let boxes = division.shown(page)
      let segments = boxes.count {
        $0.isFirst && whole.families[$0.index.family].segments[$0.index.box] != nil
      }
      return segments > 0
        ? [options.language("\(segments) 个环节", "\(segments) segments")] : []
    }
    return growing { page, growth in
      var furniture = furniture(
        whole, .list(count: division.count, growth: growth), page: page, budget: 0, most: 0,
        named: named)
      furniture.legend = ChainMapLegend.entries(ofListOf: whole, options, ledger, findings)
      return index.draw(
        PageComposer(options: options, page: page), id: "chain-map", furniture: furniture)
    }
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
      content, .part(number: 98, count: 99, name: "", boxes: names), page: paper,
      budget: min(budget, most), most: most)
    return fitter(content, rows: min(budget, most), into: room(on: paper, furniture)).isFeasible
  }

  /// Draws a page, naming as many firms as it holds.
  ///
  /// - Parameters:
  ///   - content: What the page says.
  ///   - role: Which page it is.
  ///   - page: Its size.
  ///   - growth: How often it was doubled, of one of several.
  ///   - others: The firms that other pages name.
  /// - Returns: The page, the firms that it names, and how many a box names at most; nil where text
  ///   would be smaller than the floor.
  private func draw(
    _ content: ChainMapContent, _ role: PageRole, on page: Diagram.Size, growth: Int = 0,
    named others: Set<Int> = []
  ) -> (document: MapDocument, named: Set<Int>, budget: Int)? {
    let budgets: [Int]
    switch options.firms {
    case _ where role.isOverview: budgets = [0]
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
      var furniture = furniture(
        content, role, page: page, budget: choices[middle], most: most, named: others)
      if let remark = PageSearch.remark(growth: growth) {
        furniture.remarks.append(remark[options.language])
      }
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
      (
        compose($0.fitting, $0.furniture, page: page), content.named(budget: $0.budget), $0.budget
      )
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
    _ content: ChainMapContent, _ role: PageRole, page: Diagram.Size, budget: Int, most: Int,
    named: Set<Int> = []
  ) -> PageFurniture {
    let text = ChainMapText(profile, book: book, ledger: ledger, options: options, plan: plan)
    // Which lines run backwards hangs on the bands and flows alone, so any scale tells.
    let hasBackward = content.lines.indices.contains(
      where: ChainMapFitting(
        content, rows: 0, shape: PageShape(columnHeight: page.height, textWidth: 140), scale: 1,
        language: options.language
      ).isBackward)
    // What pages name and draw between them the first may speak of.
    let headline =
      role.contents(options.language)
      ?? (role.isWhole
        ? text.headline(
          named: content.named(budget: budget), drawn: content.drawnSegments,
          blocked: content.segmentsWithBlockage, findings: findings)
        : text.headline(
          named: named, drawn: Set(profile.segments.map(\.segment)), blocked: blocked,
          findings: findings))
    return PageFurniture(
      title: text.title, notice: text.notice, headline: headline, facts: text.facts(findings),
      legend: ChainMapLegend(
        content, options, ledger, findings, role, budget: budget, hasBackward: hasBackward
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
