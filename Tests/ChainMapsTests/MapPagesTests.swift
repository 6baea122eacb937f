import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import Graphviz
import Testing

/// Maps by region, of a firm and of a bottleneck that one page cannot hold.
@Suite struct MapPagesTests {
  /// A map with its pages and the one page that it would be on a screen.
  struct Drawn: Sendable {
    var book: ChainBook
    var pages: [MapDocument]
    var single: MapDocument
    /// The firms that have to be on the pages, each once.
    var firms: Set<Int>
  }

  /// What is drawn, of which book.
  enum Subject: CaseIterable {
    /// The example by region, every firm named.
    case regions
    /// Regions of which one has more firms than a page holds.
    case greatRegions
    /// A firm with several hundred neighbours, every firm named.
    case firm
    /// A firm with seven tiers, as many named as there is room for.
    case longFirm
    /// Fifteen tiers behind a bottleneck, as many firms named as there is room for.
    case bottleneck
    /// The same, every firm named.
    case wholeBottleneck

    /// Whether every firm is named.
    var namesAll: Bool { self != .longFirm && self != .bottleneck }
  }

  static func draw(
    _ subject: Subject, _ change: (inout MapOptions) -> Void = { _ in }
  ) async throws -> Drawn {
    var options = MapOptions()
    options.paper = .a4
    if subject.namesAll { options.firms = .all }
    change(&options)
    let folder: TemporaryBook? =
      switch subject {
      case .regions: nil
      case .greatRegions: try great()
      case .firm: try crowded()
      case .longFirm: try tiers(8, side: 6)
      case .bottleneck, .wholeBottleneck: try tiers(14, side: 6)
      }
    // The folder goes with the value.
    defer { withExtendedLifetime(folder) {} }
    let path = folder?.path ?? Places.example
    switch subject {
    case .regions, .greatRegions: return try await regions(path, options)
    case .firm: return try await firm(path, "F0", tiers: 2, options)
    case .longFirm: return try await firm(path, "L", tiers: 9, options)
    case .bottleneck, .wholeBottleneck: return try await bottleneck(path, options)
    }
  }

  /// Draws each subject once for all tests: these are large books.
  private actor Memo {
    private var tasks: [Subject: Task<Drawn, any Error>] = [:]

    func drawn(_ subject: Subject) async throws -> Drawn {
      let task = tasks[subject] ?? Task { try await MapPagesTests.draw(subject) }
      tasks[subject] = task
      return try await task.value
    }
  }

  private static let memo = Memo()

  private static func regions(_ path: String, _ options: MapOptions) async throws -> Drawn {
    let book = try BookReader(asOf: exampleDay).read(path)
    let positions = await BottleneckPositions(
      book, network: SupplyNetwork(book), leaders: ChainLeaders(book).operating)
    let map = RegionMap(
      chain: nil, in: book, ledger: QualityLedger(book, asOf: exampleDay),
      bottlenecks: positions, options: options)
    return Drawn(
      book: book, pages: map.pages(), single: try #require(map.draw()),
      firms: Set(book.firms.indices.filter { book.firms[$0].isOperating }))
  }

  private static func firm(
    _ path: String, _ id: String, tiers: Int, _ options: MapOptions
  ) async throws -> Drawn {
    let subject = try await FirmMapTests.Subject(path)
    let firm = try #require(
      subject.book.firms.indices.first { subject.book.text[subject.book.firms[$0].id] == id })
    let profile = subject.profile(firm, tiers: tiers)
    let map = FirmMap(
      profile, in: subject.book, network: subject.network, ledger: subject.ledger,
      bottlenecks: subject.positions, options: options)
    return Drawn(
      book: subject.book, pages: map.pages(), single: map.draw(),
      firms: Set([firm] + profile.upstream.joined() + profile.downstream.joined()))
  }

  private static func bottleneck(_ path: String, _ options: MapOptions) async throws -> Drawn {
    let found = try await BottleneckMapTests.Found(path)
    let mark = try #require(BottleneckMark("B3-1"))
    let finding = try #require(BottleneckFinding(mark, in: found.bottlenecks))
    let map = BottleneckMap(
      finding, mark: mark, of: found.bottlenecks, in: found.book, network: found.network,
      ledger: found.ledger, options: options)
    return Drawn(
      book: found.book, pages: map.pages(), single: map.draw(), firms: Set(found.book.firms.indices)
    )
  }

  // MARK: - Books

  /// A chain of firms behind a leader, each with others that supply it alone.
  private static func tiers(_ count: Int, side: Int) throws -> TemporaryBook {
    try TemporaryBook([
      "firms.csv": "企业编号,企业名称\nL,整车\n"
        + (1...count).map { tier in
          "T\(tier),第\(tier)级精密部件制造\n"
            + (0..<side).map { "S\(tier)-\($0),侧面供应\(tier)之\($0)\n" }.joined()
        }.joined(),
      "supplies.csv": "供应方,采购方,产品\n"
        + (1...count).map { tier in
          "T\(tier),\(tier == 1 ? "L" : "T\(tier - 1)"),第\(tier)级部件\n"
            + (0..<side).map { "S\(tier)-\($0),T\(tier),材料丙烯\($0)\n" }.joined()
        }.joined(),
      "chains.csv": "产业链编号,产业链名称\nC1,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\nC1,S1,整车,下游\n",
      "members.csv": "产业链编号,环节编号,企业,角色\nC1,S1,L,链主\n",
    ])
  }

  /// A firm with hundreds of suppliers and customers in twelve segments.
  private static func crowded() throws -> TemporaryBook {
    let count = 1800
    return try TemporaryBook([
      "firms.csv": "企业编号,企业名称\nF0,正中\n" + (1...count).map { "F\($0),第\($0)厂\n" }.joined(),
      "supplies.csv": "供应方,采购方,产品\n"
        + (1...count).map { $0 % 3 == 0 ? "F0,F\($0),件\n" : "F\($0),F0,件\n" }.joined()
        + (1...200).map { "F\($0 * 3 - 1),F\($0 * 3 - 2),件\n" }.joined(),
      "chains.csv": "产业链编号,产业链名称\nC1,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\n"
        + (0..<12).map { "C1,S\($0),环节\($0),上游\n" }.joined(),
      "members.csv": "产业链编号,环节编号,企业\n" + (1...count).map { "C1,S\($0 % 12),F\($0)\n" }.joined(),
    ])
  }

  private static let counties = ["乙县", "丙县", "丁县", "戊县", "己县"]

  /// Six regions, the first of which has more firms than a page names.
  private static func great() throws -> TemporaryBook {
    let count = 1500
    return try TemporaryBook([
      "firms.csv": "企业编号,企业名称,所属区域\n"
        + (0..<count).map { "F\($0),第\($0)厂,\($0 < 1200 ? "甲县" : Self.counties[$0 % 5])\n" }
        .joined(),
      "supplies.csv": "供应方,采购方,产品\n"
        + (1..<count).map { "F\($0),F\($0 * 7 % count),件\n" }.joined(),
    ])
  }

  // MARK: - What must hold

  @Test(arguments: Subject.allCases)
  func everyPageIsLegible(_ subject: Subject) async throws {
    let drawn = try await Self.memo.drawn(subject)
    #expect(drawn.pages.count > 2)
    for (number, page) in drawn.pages.enumerated() {
      let what = "\(subject), page \(number + 1)"
      #expect(page.pageSize.width == Paper.a4.width, "\(what) must not grow")
      #expect(page.pageSize.height == Paper.a4.height)
      let svg: DrawnMap
      if number > 0 {
        svg = try await expectGoodPage(page, what)
      } else {
        let layout = try await Graphviz.shared.layout(page.diagram, engine: .nop2)
        #expect(layout.warnings == [])
        MapChecks.expectNoOverlap(layout, page, what)
        MapChecks.expectNoCrossing(layout, what)
        svg = try await DrawnMap(page)
        #expect(svg.warnings == [])
      }
      #expect((svg.texts.values.flatMap { $0 }.map(\.size).min() ?? 6) >= 6, "\(what)")
      #expect(
        svg.strings("page-footer").joined().contains("第 \(number + 1) 页，共 \(drawn.pages.count) 页"))
    }
    // What the first page says of the whole is what a single page says.
    #expect(drawn.pages[0].headline == drawn.single.headline)
    #expect(
      drawn.pages[0].remarks.contains { $0.chinese.contains("分为 \(drawn.pages.count) 页") })
  }

  @Test(arguments: Subject.allCases)
  func everyFirmIsOnOnePage(_ subject: Subject) async throws {
    let drawn = try await Self.memo.drawn(subject)
    var counts: [Int: Int] = [:]
    var boxes = Set<String>()
    for page in drawn.pages.dropFirst() {
      for box in page.parts.boxes {
        #expect(boxes.insert(box.element).inserted, "\(box.element) stands twice")
        for row in box.rows where !subject.namesAll || row.element != nil {
          counts[row.firm, default: 0] += 1
        }
      }
    }
    #expect(Set(counts.keys) == drawn.firms)
    #expect(counts.values.allSatisfy { $0 == 1 })
  }

  /// Where a line goes on, both ends say so, each with the other's page.
  @Test(arguments: Subject.allCases)
  func linesGoOnInWords(_ subject: Subject) async throws {
    let drawn = try await Self.memo.drawn(subject)
    var ways: [[Int]: Int] = [:]
    var pages: [DrawnMap] = []
    for page in drawn.pages { pages.append(try await DrawnMap(page)) }
    var said = 0
    for number in drawn.pages.indices.dropFirst() {
      for box in drawn.pages[number].parts.boxes {
        let text = pages[number].strings(box.element).joined()
          .replacing("\u{A0}", with: " ")
        for match in text.matches(of: /([→←]) 第 (\d+) 页：([^→←]*)/) {
          let other = try #require(Int(match.2))
          #expect(other >= 2 && other <= drawn.pages.count && other != number + 1)
          let rest = match.3.firstMatch(of: /等 (\d+) 个/).flatMap { Int($0.1) }
          let names = match.3.split(separator: "、")
          let count = rest ?? names.count
          said += count
          let isOutgoing = match.1 == "→"
          ways[isOutgoing ? [number + 1, other] : [other, number + 1], default: 0] +=
            isOutgoing ? count : -count
          // A name alone is the title of a box on that page.
          let titles = Set(drawn.pages[other - 1].parts.boxes.map(\.title))
          guard rest == nil, !titles.contains(where: { $0.contains(" ") }) else { continue }
          for name in names {
            let bare = name.prefix { $0 != "（" }
            #expect(
              titles.contains(where: { $0.hasPrefix(bare) || bare.hasSuffix($0) }), "\(name)")
          }
        }
      }
    }
    #expect(ways.values.allSatisfy { $0 == 0 }, "\(ways)")
    #expect(said > 0)
    // Every line of the whole is drawn on one page or said at both ends.
    guard subject == .regions || subject == .greatRegions else { return }
    let lines = drawn.pages.dropFirst().reduce(0) { $0 + $1.parts.lines.count }
    #expect(lines + said / 2 == drawn.single.parts.lines.count)
  }

  @Test(arguments: Subject.allCases)
  func theFirstPagePointsAtTheOthers(_ subject: Subject) async throws {
    let drawn = try await Self.memo.drawn(subject)
    let first = try await DrawnMap(drawn.pages[0])
    let index = first.ids("page-index-")
    let legend = first.ids("page-legend").flatMap(first.strings).joined()
    let own = drawn.pages[0].parts.boxes.map(\.element)
    let said = (own + first.ids("page-headline")).flatMap(first.strings).joined()
    for sign in ["★", "◆", "⊘"] {
      #expect(legend.contains(sign) == said.contains(sign), "\(sign)")
    }
    guard index.isEmpty else {
      #expect(index == (2...drawn.pages.count).map { "page-index-\($0)" })
      return
    }
    for box in drawn.pages.dropFirst().enumerated().flatMap({ number, page in
      page.parts.boxes.map { (id: $0.element, page: number + 2) }
    }) {
      guard let texts = first.texts[box.id]?.map(\.string) else { continue }
      let words = texts.joined().replacing("\u{A0}", with: " ")
      let range = try #require(words.firstMatch(of: /第 (\d+)(?:–(\d+))? 页/), "\(box.id)")
      let low = try #require(Int(range.1))
      let high = range.2.flatMap { Int($0) } ?? low
      #expect((low...high).contains(box.page), "\(box.id)")
    }
  }

  @Test(arguments: [Subject.regions, .firm, .bottleneck])
  func pagesAreTheSameAgainAndNeverOnAScreen(_ subject: Subject) async throws {
    let once = try await Self.memo.drawn(subject)
    let again = try await Self.draw(subject)
    #expect(once.pages.map(\.diagram.dotText) == again.pages.map(\.diagram.dotText))
    #expect(once.single.pageSize.width > Paper.a4.width)
  }

  @Test func rowOrderDoesNotMatter() async throws {
    var options = MapOptions()
    options.paper = .a4
    options.firms = .all
    let shuffled = try TemporaryBook(shuffling: Places.example, seed: 5)
    let one = try await Self.regions(Places.example, options).pages.map(\.diagram.dotText)
    let other = try await Self.regions(shuffled.path, options).pages.map(\.diagram.dotText)
    #expect(one == other)
  }

  @Test func englishGreyscalePagesHaveNoColour() async throws {
    for subject in [Subject.firm, .bottleneck] {
      let drawn = try await Self.draw(subject) {
        $0.theme = .greyscale
        $0.language = .english
      }
      for page in drawn.pages {
        #expect(page.pageSize.width == Paper.a4.width && page.smallestText >= 6)
        for match in page.diagram.dotText.matches(of: /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/) {
          #expect(match.1 == match.2 && match.2 == match.3, "\(match.0)")
        }
        let svg = try await DrawnMap(page)
        let own = (svg.ids("page-legend") + svg.ids("page-remark") + svg.ids("page-footer"))
          .flatMap(svg.strings).joined()
        #expect(!own.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(own)")
      }
    }
  }
}
