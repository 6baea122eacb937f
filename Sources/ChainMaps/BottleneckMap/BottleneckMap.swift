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

  /// Draws the map.
  ///
  /// As much is named as fits with no text smaller than 6 pt, boxes before rows; the rest is counted
  /// in "+ n" boxes, and a remark says so. Where even that is too much the page grows.
  ///
  /// - Returns: The drawing with every position given.
  /// - Complexity: O(log budgets · layouts of the scene).
  public func draw() -> MapDocument {
    PageSearch.growing(from: options.paper) { page, growth in
      switch options.firms {
      case .all: draw(100_000, 100_000, on: page, growth: growth)
      case .top: drawMost(on: page, growth: growth)
      case .none: draw(0, 0, on: page, growth: growth)
      }
    }
  }

  /// The map that names most on a page; nil where not even numbers fit.
  private func drawMost(on page: Diagram.Size, growth: Int) -> MapDocument? {
    let fewest = Self.rowBudgets[Self.rowBudgets.count - 1]
    let best = PageSearch.most(of: Self.boxBudgets) {
      draw($0, fewest, on: page, growth: growth)
    }
    guard let best else { return draw(0, 0, on: page, growth: growth) }
    for rows in Self.rowBudgets.dropLast() {
      if let document = draw(best.choice, rows, on: page, growth: growth) { return document }
    }
    return best.document
  }

  private func draw(
    _ boxes: Int, _ rows: Int, on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    draw(
      BottleneckMapContent(
        scene, budget: BottleneckMapContent.Budget(boxes: boxes, rows: rows), signs: signs,
        leaders: leaders, chain: chain), on: page, growth: growth)
  }

  private func draw(
    _ content: BottleneckMapContent, on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    PageComposer(options: options, page: page).draw(
      content, id: "bottleneck-map",
      furniture: furniture(content, page: page, growth: growth))
  }

  // MARK: - Page

  private func furniture(
    _ content: BottleneckMapContent, page: Diagram.Size, growth: Int
  ) -> PageFurniture {
    let language = options.language
    let words = PageWords(book: book, ledger: ledger, options: options)
    let said = BottleneckHeadline(finding: finding, signs: signs, language: language)
    return PageFurniture(
      title: title, notice: words.notice(book.dataNotices.first.map(PageWords.line) ?? ""),
      headline: words.headline(said.sentence), facts: facts(words, said.definition),
      legend: BottleneckMapLegend(
        content, finding, options, ledger,
        hasBackward: content.hasBackward(language: language)
      ).entries,
      remarks: scene.remarks + remarks(content, growth: growth),
      footer: words.footer(ofChain: chain),
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

  private func remarks(_ content: BottleneckMapContent, growth: Int) -> [String] {
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
    if let remark = PageSearch.remark(growth: growth) { remarks.append(remark[language]) }
    return remarks
  }
}
