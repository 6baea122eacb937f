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

  /// Draws the map.
  ///
  /// As many regions, then as many firms are named as fit with no text smaller than 6 pt; where even
  /// counting is too much the page grows. Remarks say which.
  ///
  /// - Returns: The drawing with every position given; nil where no firm states a region.
  /// - Complexity: O(budgets · (firms + flows)).
  public func draw() -> MapDocument? {
    guard let first = Self.regionBudgets.first else { return nil }
    let most = profile(regions: first)
    guard most.places.contains(where: { $0.kind != .unstated }) else { return nil }
    let signs = FirmSigns(
      book, ledger: ledger, language: options.language,
      firms: most.places.flatMap(\.firms), bottlenecks: bottlenecks.firms)
    // A budget that the regions don't exhaust changes nothing.
    let count = most.places.count(where: \.isInside)
    let profiles = Self.regionBudgets.filter { $0 == first || $0 < count }.map {
      (regions: $0, profile: $0 == first ? most : profile(regions: $0))
    }
    return PageSearch.growing(from: options.paper) { page, growth in
      for (regions, profile) in profiles {
        let shared = profile.shared.count
        var budgets = Self.problemBudgets.map { min($0, shared) }
        budgets = budgets.indices.filter { $0 == 0 || budgets[$0] < budgets[$0 - 1] }.map {
          budgets[$0]
        }
        for problems in budgets {
          let rows: [Int] =
            switch options.firms {
            case .all: [100_000]
            case .top: Self.rowBudgets
            case .none: [0]
            }
          let found = PageSearch.most(of: rows) { rows in
            draw(
              RegionMapContent(
                profile,
                budget: RegionMapContent.Budget(regions: regions, rows: rows, problems: problems),
                signs: signs, leaders: Set(bottlenecks.leaders)), signs: signs, on: page,
              growth: growth)
          }
          if let found { return found.document }
        }
      }
      return nil
    }
  }

  private func profile(regions: Int) -> RegionProfile {
    RegionProfile(chain: chain, in: book, ledger: ledger, most: regions)
  }

  private func draw(
    _ content: RegionMapContent, signs: FirmSigns, on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    // Trying every layout of thousands of names takes long, and their area alone often says no.
    guard content.leastArea <= page.width * page.height else { return nil }
    let text = RegionMapText(
      content: content, signs: signs, bottlenecks: bottlenecks, options: options, growth: growth)
    return PageComposer(options: options, page: page).draw(
      content, id: "region-map", furniture: text.furniture(page: page))
  }
}
