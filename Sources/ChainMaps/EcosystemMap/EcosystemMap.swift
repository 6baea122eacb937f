public import ChainAnalysis
public import ChainModel
import DOT

/// An ecosystem map (生态图) of one chain: its segments with their open problems and the measures that
/// act on them, around them the bodies, programmes and resources that support them, and the gaps.
public struct EcosystemMap {
  private let profile: ChainProfile
  private let support: ChainSupport
  private let book: ChainBook
  private let ledger: QualityLedger
  private let options: MapOptions
  private let plan: PlanCoverage?

  /// A map of what supports a chain.
  ///
  /// - Parameters:
  ///   - profile: The chain's segments.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - options: Page, colours, language and what is named.
  ///   - plan: The plan whose choice the map shows; nil for every measure of the book.
  /// - Complexity: What ``MeasureReach`` and ``ChainSupport`` take.
  public init(
    _ profile: ChainProfile, book: ChainBook, ledger: QualityLedger, options: MapOptions,
    plan: PlanCoverage? = nil
  ) {
    self.profile = profile
    self.book = book
    self.ledger = ledger
    self.options = options
    self.plan = plan
    support = ChainSupport(
      profile, in: book, reach: MeasureReach(book, asOf: ledger.asOf))
  }

  /// The most problems of a segment, measures of a box, and bodies with boxes of their own.
  private static let budgets: [EcosystemMapContent.Budget] = [
    (100_000, 60), (40, 40), (24, 40), (16, 30), (12, 30), (9, 24), (7, 18), (5, 12), (4, 8),
    (3, 6),
    (2, 0), (1, 0), (0, 0),
  ].map { EcosystemMapContent.Budget(rows: $0.0, bodies: $0.1) }

  /// Draws the map on one page.
  ///
  /// As many problems, measures and bodies are named as fit with no text smaller than 6 pt; where even
  /// counting is too much the page grows. Remarks say which.
  ///
  /// - Returns: The drawing with every position given.
  /// - Complexity: O(log budgets · layouts).
  public func draw() -> MapDocument {
    PageSearch.growing(from: options.paper) { page, growth in
      whole(choices, on: page, growth: growth)
    }
  }

  /// Draws the map on as many pages of its paper as it needs to name problems and measures.
  ///
  /// One page where it holds them; else a first page that shows every box in numbers or lists the
  /// pages, and pages of whole boxes.
  ///
  /// - Parameter onScreen: Whether the map is for a screen, where a single page that grows is better.
  /// - Returns: The pages.
  /// - Complexity: As ``draw()`` for each page, times the logarithm of the number of boxes.
  public func pages(onScreen: Bool = false) -> [MapDocument] {
    if onScreen { return [draw()] }
    let paper = Diagram.Size(width: options.paper.width, height: options.paper.height)
    let naming = choices.filter { $0.rows > 0 || options.firms == .none }
    if let document = whole(naming, on: paper, growth: 0) { return [document] }
    let contents = naming.map(content)
    return ColumnPages(options: options, id: Self.id, furniture: furniture)
      .pages(ofAtLeast: contents[contents.count - 1], orOneOf: contents.dropLast())
  }

  private static let id = "ecosystem-map"

  /// What may be named, from most to least.
  private var choices: [EcosystemMapContent.Budget] {
    switch options.firms {
    case .all: [EcosystemMapContent.Budget(rows: 100_000, bodies: 1000)]
    case .top: Self.budgets
    case .none: [EcosystemMapContent.Budget(rows: 0, bodies: 0)]
    }
  }

  /// The map that names most on a page; nil where none fits.
  private func whole(
    _ choices: [EcosystemMapContent.Budget], on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    PageSearch.most(of: choices) { budget in
      let content = content(budget)
      return PageComposer(options: options, page: page).draw(
        content, id: Self.id, furniture: furniture(content, .whole(growth: growth), page))
    }?.document
  }

  private func content(_ budget: EcosystemMapContent.Budget) -> EcosystemMapContent {
    EcosystemMapContent(
      support, budget: budget, book: book, language: options.language, plan: plan)
  }

  private func furniture(
    _ content: EcosystemMapContent, _ role: PageRole, _ page: Diagram.Size
  ) -> PageFurniture {
    EcosystemMapText(
      content: content, profile: profile, book: book, ledger: ledger, options: options, role: role
    ).furniture(page: page)
  }
}
