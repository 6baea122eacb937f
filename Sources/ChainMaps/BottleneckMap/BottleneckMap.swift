public import ChainAnalysis
public import ChainModel
import DOT
import Graphs

/// A bottleneck map (瓶颈图): the sub-graph that proves one finding, in tiers from upstream at the left
/// to the leader at the right.
public struct BottleneckMap {
  private let finding: BottleneckFinding
  private let mark: BottleneckMark?
  private let book: ChainBook
  private let ledger: QualityLedger
  private let options: MapOptions
  private let chain: Int?
  private let leaders: Set<Int>
  private let scene: BottleneckScene
  private let signs: FirmSigns

  /// A map of a finding.
  ///
  /// - Parameters:
  ///   - finding: The finding.
  ///   - mark: Its mark in the list of findings; nil for all about one firm.
  ///   - found: What else was found with it: its selection and leaders.
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - options: Page, colours, language and what is named.
  /// - Complexity: O(leaders · (firms + supplies)) at most.
  public init(
    _ finding: BottleneckFinding, mark: BottleneckMark?, of found: Bottlenecks,
    in book: ChainBook, network: SupplyNetwork, ledger: QualityLedger, options: MapOptions
  ) {
    self.finding = finding
    self.mark = mark
    self.book = book
    self.ledger = ledger
    self.options = options
    leaders = Set(found.leaders)
    let language = options.language
    let firms = ProofNetwork(network, in: book)
    let words = BottleneckScene.Words(level: .firms, language: language)
    let ofSegments = BottleneckScene.Words(level: .segments, language: language)
    let segments =
      finding.isAboutSegments
      ? ProofNetwork(segmentsOf: found.options.chain, in: book, ledger: ledger) : firms
    var chain = found.options.chain ?? (book.chains.count == 1 ? 0 : nil)
    var scene: BottleneckScene =
      switch finding {
      case .shared(let shared, .firms): .shared(shared, firms, words)
      case .shared(let shared, .segments): .shared(shared, segments, ofSegments)
      case .sharedSubTier(let shared): .sharedSubTier(shared, firms, words)
      case .chokePoint(let point, .firms): .chokePoint(point, firms, words)
      case .chokePoint(let point, .segments): .chokePoint(point, segments, ofSegments)
      case .waist(let waist, .firms): .waist(waist, firms, words)
      case .waist(let waist, .segments): .waist(waist, segments, ofSegments)
      case .singleSource(let sources):
        .singleSource(sources, leaders: found.leaders, firms, language)
      case .segment(let segment):
        .segment(
          segment, ChainProfile(chain: segment.chain, in: book, ledger: ledger), segments,
          language)
      case .cutFirm(let node): .cutFirm(node, network, firms, language)
      case .bridge(let bridge): .bridge(bridge, network, firms, language)
      case .firm(let firm): .firm(firm, firms, leaders: leaders, words)
      }
    scene.providers = segments.providers
    self.scene = scene
    if let segment = finding.leadingSegment { chain = book.segments[segment].chain.index ?? chain }
    self.chain = chain
    signs = FirmSigns(book, ledger: ledger, language: language, firms: scene.firms)
  }

  /// The most boxes of one kind in one column: more lines than these no eye can follow.
  private static let boxBudgets = [16, 12, 9, 7, 5, 4, 3, 2, 1, 0]
  /// The most firms that a box lists.
  private static let rowBudgets = [30, 12, 5]
  /// Where every firm is named, the most boxes; the others stand in lists.
  private static let boxBudgetsOfAll = [100_000, 16, 5, 0]

  /// Draws the map on one page.
  ///
  /// As much is named as fits with no text smaller than 6 pt, boxes before rows; the rest is counted
  /// in "+ n" boxes, and a remark says so. Where even that is too much the page grows.
  ///
  /// - Returns: The drawing with every position given.
  /// - Complexity: O(log budgets · layouts of the scene).
  public func draw() -> MapDocument {
    PageSearch.growing(from: options.paper) { page, growth in whole(on: page, growth: growth) }
  }

  /// Draws the map on as many pages of its paper as it needs to be legible.
  ///
  /// One page where it holds everything; else a first page that shows every box in numbers or lists
  /// the pages, and pages of tiers, whose boxes say in words where lines go on.
  ///
  /// - Parameter onScreen: Whether the map is for a screen, where a single page that grows is better.
  /// - Returns: The pages.
  /// - Complexity: As ``draw()`` for each page, times the logarithm of the number of boxes.
  public func pages(onScreen: Bool = false) -> [MapDocument] {
    if onScreen { return [draw()] }
    let paper = Diagram.Size(width: options.paper.width, height: options.paper.height)
    if let document = whole(on: paper, growth: 0) { return [document] }
    let budgets: [BottleneckMapContent.Budget] =
      switch options.firms {
      case .all: budgetsOfAll
      case .top:
        Self.boxBudgets.map { BottleneckMapContent.Budget(boxes: $0, rows: Self.rowBudgets[1]) }
      case .none: [BottleneckMapContent.Budget(boxes: 0, rows: 0)]
      }
    let contents = budgets.map(content)
    return ColumnPages(options: options, id: Self.id, furniture: furniture)
      .pages(ofAtLeast: contents[contents.count - 1], orOneOf: contents.dropLast())
  }

  private static let id = "bottleneck-map"

  private var budgetsOfAll: [BottleneckMapContent.Budget] {
    Self.boxBudgetsOfAll.map { BottleneckMapContent.Budget(boxes: $0, rows: 100_000) }
  }

  /// The map that names most on a page; nil where not even numbers fit.
  private func whole(on page: Diagram.Size, growth: Int) -> MapDocument? {
    switch options.firms {
    case .all:
      PageSearch.most(of: budgetsOfAll) { draw($0, on: page, growth: growth) }?.document
    case .top: wholeMost(on: page, growth: growth)
    case .none:
      draw(BottleneckMapContent.Budget(boxes: 0, rows: 0), on: page, growth: growth)
    }
  }

  /// The map with as many boxes, then as many rows as a page holds.
  private func wholeMost(on page: Diagram.Size, growth: Int) -> MapDocument? {
    func draw(_ boxes: Int, _ rows: Int) -> MapDocument? {
      self.draw(BottleneckMapContent.Budget(boxes: boxes, rows: rows), on: page, growth: growth)
    }
    let fewest = Self.rowBudgets[Self.rowBudgets.count - 1]
    guard let best = PageSearch.most(of: Self.boxBudgets, { draw($0, fewest) }) else {
      return draw(0, 0)
    }
    for rows in Self.rowBudgets.dropLast() {
      if let document = draw(best.choice, rows) { return document }
    }
    return best.document
  }

  private func draw(
    _ budget: BottleneckMapContent.Budget, on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    let content = content(budget)
    return PageComposer(options: options, page: page).draw(
      content, id: Self.id, furniture: furniture(content, .whole(growth: growth), page))
  }

  private func content(_ budget: BottleneckMapContent.Budget) -> BottleneckMapContent {
    BottleneckMapContent(scene, budget: budget, signs: signs, leaders: leaders, chain: chain)
  }

  // MARK: - Page

  private func furniture(
    _ content: BottleneckMapContent, _ role: PageRole, _ page: Diagram.Size
  ) -> PageFurniture {
    let language = options.language
    let words = PageWords(book: book, ledger: ledger, options: options)
    let said = BottleneckHeadline(finding: finding, signs: signs, language: language)
    return PageFurniture(
      title: title, notice: words.notice(book.dataNotices.first.map(PageWords.line) ?? ""),
      headline: role.contents(language) ?? words.headline(said.sentence),
      facts: facts(words, said.definition),
      legend: BottleneckMapLegend(
        content, finding, options, ledger, role,
        hasBackward: content.hasBackward(language: language)
      ).entries,
      remarks: remarks(content, role),
      footer: words.footer(ofChain: chain, page: role.place.number, of: role.place.count),
      width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme, headlinePoints: 15,
      headlineLines: 4)
  }

  private var title: String {
    let name = options.language("瓶颈图", "bottleneck map")
    guard let chain else { return name }
    return PageWords.line(book.text[book.chains[chain].name]) + " · " + name
  }

  private func facts(_ words: PageWords, _ definition: String) -> String {
    let language = options.language
    var facts: [String] = []
    if let mark { facts.append(language("瓶颈清单 [\(mark)]", "finding [\(mark)]")) }
    facts.append(definition)
    let date = words.dataDate(ofChain: chain, firms: scene.firms)
    if !date.isEmpty { facts.append(language("数据截至 ", "data as of ") + date) }
    facts.append(
      signs.hasCertificates
        ? language("证书与问题按 \(ledger.asOf) 判定", "judged on \(ledger.asOf)")
        : language("未提供证书，不判定获证", "no certificates given, certification not judged"))
    if !signs.hasCertificates, !book.findings.isEmpty {
      facts.append(
        language("未销号问题按 \(ledger.asOf) 判定", "open problems judged on \(ledger.asOf)"))
    }
    return facts.joined(separator: " ｜ ")
  }

  private func remarks(_ content: BottleneckMapContent, _ role: PageRole) -> [String] {
    if role.isPart { return [] }
    let general = scene.remarks + aggregation(content)
    let own = role.remark(noun: finding.noun).map { [$0[options.language]] } ?? []
    return role.isWhole ? general + own : own + general
  }

  /// What is counted instead of named.
  private func aggregation(_ content: BottleneckMapContent) -> [String] {
    let language = options.language
    var remarks: [String] = []
    if content.merged > 0 {
      remarks.append(
        language(
          "为看得清，有 \(content.merged) 个并入“+ N”框，只在框内列名或计数；图上的线按框合并计条数。",
          "To be legible, \(content.merged) share “+ n” boxes, where they are listed or counted; "
            + "lines are counted by box."))
    }
    if content.scene.lines.contains(where: \.isAggregate) {
      remarks.append(
        language(
          "未断开的上游按级合计，只画逐级向下的线。",
          "What is not cut off is counted by tier, with lines to the next tier only."))
    }
    return remarks
  }
}
