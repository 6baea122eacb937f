public import ChainAnalysis
public import ChainModel
import DOT

/// The strong-chain map by region (区域图谱): a box for each region with its firms, certificates and
/// problems, what regions supply each other, and the problems that several share.
///
/// It is a schematic: boxes stand in the order of what they supply on balance, not where they lie.
public struct RegionMap {
  private let chain: Int?
  private let book: ChainBook
  private let ledger: QualityLedger
  private let options: MapOptions
  private let bottlenecks: BottleneckPositions

  /// A map of a book's regions.
  ///
  /// - Parameters:
  ///   - chain: The chain whose firms are counted; nil for every firm in operation.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - bottlenecks: The firms that bear ◆, and the leaders.
  ///   - options: Page, colours, language and what is named.
  public init(
    chain: Int?, in book: ChainBook, ledger: QualityLedger, bottlenecks: BottleneckPositions,
    options: MapOptions
  ) {
    self.chain = chain
    self.book = book
    self.ledger = ledger
    self.options = options
    self.bottlenecks = bottlenecks
  }

  /// The most regions with boxes of their own, and the most firms that a box names.
  private static let regionBudgets = [30, 20, 12]
  private static let rowBudgets = [100_000, 60, 40, 30, 24, 19, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1, 0]
  private static let problemBudgets = [6, 4, 0]

  /// The regions with boxes of their own, and what is known of them.
  private struct Profiles {
    /// The profiles, the one with most regions first.
    var choices: [(regions: Int, profile: RegionProfile)]
    var signs: FirmSigns
  }

  /// Draws the map on one page.
  ///
  /// As many regions, then as many firms are named as fit with no text smaller than 6 pt; where even
  /// counting is too much the page grows. Remarks say which.
  ///
  /// - Returns: The drawing with every position given; nil where no firm states a region.
  /// - Complexity: O(budgets · (firms + flows)).
  public func draw() -> MapDocument? {
    profiles.map { profiles in
      PageSearch.growing(from: options.paper) { page, growth in
        whole(profiles, rows: rowChoices, on: page, growth: growth)
      }
    }
  }

  /// Draws the map on as many pages of its paper as it needs to be legible.
  ///
  /// One page where it holds everything; else a first page that shows every region in numbers or
  /// lists the pages, and pages of whole regions, whose boxes say in words where lines go on.
  ///
  /// - Parameter onScreen: Whether the map is for a screen, where a single page that grows is better.
  /// - Returns: The pages; none where no firm states a region.
  /// - Complexity: As ``draw()`` for each page, times the logarithm of the number of regions.
  public func pages(onScreen: Bool = false) -> [MapDocument] {
    if onScreen { return draw().map { [$0] } ?? [] }
    guard let profiles, let first = profiles.choices.first else { return [] }
    let paper = Diagram.Size(width: options.paper.width, height: options.paper.height)
    // Better several pages than one on which no firm can be pointed at.
    let single = Profiles(choices: [first], signs: profiles.signs)
    let naming = rowChoices.filter { $0 > 0 || options.firms != .top }
    if let document = whole(single, rows: naming, on: paper, growth: 0) { return [document] }
    let rows = rowChoices.filter { $0 <= Self.mostRowsOfParts || options.firms == .all }
    let contents = rows.map {
      content(
        first.profile,
        RegionMapContent.Budget(
          regions: first.regions, rows: $0, problems: Self.problemBudgets[0]), profiles.signs)
    }
    return ColumnPages(options: options, id: Self.id) { content, role, page in
      furniture(content, profiles.signs, role, page)
    }.pages(ofAtLeast: contents[contents.count - 1], orOneOf: contents.dropLast())
  }

  private static let id = "region-map"

  /// How many firms a box of a page among several names at most unless all are wanted.
  private static let mostRowsOfParts = 30

  /// How many firms a box may name, from most to least.
  private var rowChoices: [Int] {
    switch options.firms {
    case .all: [100_000]
    case .top: Self.rowBudgets
    case .none: [0]
    }
  }

  private var profiles: Profiles? {
    guard let first = Self.regionBudgets.first else { return nil }
    let most = profile(regions: first)
    guard most.places.contains(where: { $0.kind != .unstated }) else { return nil }
    let signs = FirmSigns(
      book, ledger: ledger, language: options.language,
      firms: most.places.flatMap(\.firms), bottlenecks: bottlenecks.firms)
    // A budget that the regions don't exhaust changes nothing.
    let count = most.places.count(where: \.isInside)
    let choices = Self.regionBudgets.filter { $0 == first || $0 < count }.map {
      (regions: $0, profile: $0 == first ? most : profile(regions: $0))
    }
    return Profiles(choices: choices, signs: signs)
  }

  /// The map that shows most on a page; nil where not even numbers fit.
  private func whole(
    _ profiles: Profiles, rows rowChoices: [Int], on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    for (regions, profile) in profiles.choices {
      let shared = profile.shared.count
      var budgets = Self.problemBudgets.map { min($0, shared) }
      budgets = budgets.indices.filter { $0 == 0 || budgets[$0] < budgets[$0 - 1] }.map {
        budgets[$0]
      }
      for problems in budgets {
        let found = PageSearch.most(of: rowChoices) { rows in
          let content = content(
            profile, RegionMapContent.Budget(regions: regions, rows: rows, problems: problems),
            profiles.signs)
          return PageComposer(options: options, page: page).draw(
            content, id: Self.id,
            furniture: furniture(content, profiles.signs, .whole(growth: growth), page))
        }
        if let found { return found.document }
      }
    }
    return nil
  }

  private func profile(regions: Int) -> RegionProfile {
    RegionProfile(chain: chain, in: book, ledger: ledger, most: regions)
  }

  private func content(
    _ profile: RegionProfile, _ budget: RegionMapContent.Budget, _ signs: FirmSigns
  ) -> RegionMapContent {
    RegionMapContent(profile, budget: budget, signs: signs, leaders: Set(bottlenecks.leaders))
  }

  private func furniture(
    _ content: RegionMapContent, _ signs: FirmSigns, _ role: PageRole, _ page: Diagram.Size
  ) -> PageFurniture {
    RegionMapText(
      content: content, signs: signs, bottlenecks: bottlenecks, options: options, role: role
    ).furniture(page: page)
  }
}
