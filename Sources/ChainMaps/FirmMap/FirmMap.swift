public import ChainAnalysis
public import ChainModel
import DOT

/// A firm's map (企业图谱), the cover of its improvement plan (一企一策): its certificates and problems, and
/// its suppliers and customers by tier.
public struct FirmMap {
  private let profile: FirmProfile
  private let book: ChainBook
  private let options: MapOptions
  private let bottlenecks: BottleneckPositions
  private let network: ProofNetwork
  private let signs: FirmSigns

  /// A map of a firm.
  ///
  /// - Parameters:
  ///   - profile: The firm with its suppliers and customers.
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - bottlenecks: The firms that bear ◆, and the leaders.
  ///   - options: Page, colours, language and what is named.
  public init(
    _ profile: FirmProfile, in book: ChainBook, network: SupplyNetwork, ledger: QualityLedger,
    bottlenecks: BottleneckPositions, options: MapOptions
  ) {
    self.profile = profile
    self.book = book
    self.options = options
    self.bottlenecks = bottlenecks
    self.network = ProofNetwork(network, in: book)
    let named =
      [profile.firm] + Array(profile.upstream.joined()) + Array(profile.downstream.joined())
      + profile.problems.flatMap { $0.sources.map(\.origin.position) }
      + (profile.position.map { $0.onEveryRouteTo + $0.losses.map(\.leader) } ?? [])
    signs = FirmSigns(
      book, ledger: ledger, language: options.language, firms: Set(named).sorted(),
      bottlenecks: bottlenecks.firms)
  }

  /// The most boxes of a tier, the most that hold the others, and the most firms these name.
  private static let budgets: [FirmMapContent.Budget] = [
    (16, 6, 12), (12, 6, 8), (9, 6, 8), (7, 5, 6), (5, 5, 5), (4, 4, 5), (3, 4, 4), (2, 4, 3),
    (1, 4, 3), (0, 4, 2), (0, 3, 1), (0, 2, 1), (0, 1, 1), (0, 1, 0),
  ].map { FirmMapContent.Budget(boxes: $0.0, groups: $0.1, rows: $0.2) }

  /// Where every firm is named, those without boxes of their own stand in a box for each segment.
  private static let budgetsOfAll: [FirmMapContent.Budget] = [(16, 30), (5, 12), (0, 6), (0, 1)].map
  {
    FirmMapContent.Budget(boxes: $0.0, groups: $0.1, rows: 100_000)
  }

  /// More lines than these no eye can follow; beyond, firms share boxes.
  private static let mostLines = 28

  /// Draws the map on one page.
  ///
  /// As many firms are named as fit with no text smaller than 6 pt, the rest is counted by segment.
  /// Where even that is too much the page grows. Remarks say which.
  ///
  /// - Returns: The drawing with every position given.
  /// - Complexity: O(log budgets · layouts).
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
    let contents = choices.map(content)
    return ColumnPages(
      options: options, id: Self.id, furniture: furniture, isClear: isClear
    ).pages(ofAtLeast: contents[contents.count - 1], orOneOf: contents.dropLast())
  }

  private static let id = "firm-map"

  /// What may be named, from most to least.
  private var choices: [FirmMapContent.Budget] {
    switch options.firms {
    case .all: Self.budgetsOfAll
    case .top: Self.budgets
    case .none: [FirmMapContent.Budget(boxes: 0, groups: 4, rows: 0)]
    }
  }

  /// The map that names most on a page; nil where not even numbers fit.
  private func whole(on page: Diagram.Size, growth: Int) -> MapDocument? {
    func draw(_ budget: FirmMapContent.Budget) -> MapDocument? {
      let content = content(budget)
      guard isClear(content) else { return nil }
      return PageComposer(options: options, page: page).draw(
        content, id: Self.id, furniture: furniture(content, .whole(growth: growth), page))
    }
    guard let best = PageSearch.most(of: choices, draw) else { return nil }
    // What lines leave no room for, rows may have: boxes that hold several firms name more of them.
    for rows in Self.rowBudgets
    where options.firms == .top && best.choice.groups > 0 && rows > best.choice.rows {
      var budget = best.choice
      budget.rows = rows
      if let document = draw(budget) { return document }
    }
    return best.document
  }

  /// How many firms a box that holds several may name at most where there is room, from most to least.
  private static let rowBudgets = [40, 30, 22, 16, 12, 9, 7, 5, 4, 3]

  /// Whether an eye can follow the lines.
  private func isClear(_ content: FirmMapContent) -> Bool {
    // Where every firm is named, their number asks for boxes; else they may share one.
    content.links.count <= Self.mostLines || content.budget == choices.last
      || (options.firms == .all && content.budget.boxes == 0)
  }

  private func content(_ budget: FirmMapContent.Budget) -> FirmMapContent {
    FirmMapContent(
      profile, budget: budget, signs: signs, leaders: Set(bottlenecks.leaders), network: network)
  }

  private func furniture(
    _ content: FirmMapContent, _ role: PageRole, _ page: Diagram.Size
  ) -> PageFurniture {
    FirmMapText(
      content: content, signs: signs, bottlenecks: bottlenecks, options: options, role: role
    ).furniture(page: page)
  }
}
