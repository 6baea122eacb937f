import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import Graphviz
import Testing

/// The ecosystem map, and plans on it and on the chain map, against the rows of the example.
@Suite struct EcosystemMapTests {
  static func book(_ path: String = Places.example) throws -> ChainBook {
    try BookReader(asOf: exampleDay).read(path)
  }

  /// A plan of some measures by code; costs are made up.
  static func plan(_ codes: [String], in book: ChainBook) -> PlanCoverage {
    let measures = book.measures.indices.filter {
      codes.contains(book.text[book.measures[$0].id])
    }
    return PlanCoverage(
      measures.map { ($0, 2.5) }, reach: MeasureReach(book, asOf: exampleDay),
      cost: 2.5 * Double(measures.count), budget: 100, isProven: true)
  }

  static func ecosystem(
    _ book: ChainBook, plan: PlanCoverage? = nil, _ change: (inout MapOptions) -> Void = { _ in }
  ) -> EcosystemMap {
    var options = MapOptions()
    change(&options)
    let ledger = QualityLedger(book, asOf: exampleDay)
    return EcosystemMap(
      ChainProfile(chain: 0, in: book, ledger: ledger), book: book, ledger: ledger,
      options: options, plan: plan)
  }

  static func map(
    _ book: ChainBook, plan: PlanCoverage? = nil, _ change: (inout MapOptions) -> Void = { _ in }
  ) -> MapDocument {
    ecosystem(book, plan: plan, change).draw()
  }

  /// Measures that the tests choose: some act everywhere, some in one segment, one nowhere.
  static let chosen = ["J02", "J06", "J23", "J24", "J33"]

  @Test(arguments: RegionMapTests.folders, [Paper.a3, .a4, .wide])
  func isAGoodPage(_ folder: String, paper: Paper) async throws {
    let book = try Self.book(folder)
    let name = URL(fileURLWithPath: folder).lastPathComponent
    let plans = book.measures.isEmpty ? [nil] : [nil, Self.plan(Self.chosen, in: book)]
    for plan in plans {
      do {
        let theme = paper == .a4 ? MapTheme.greyscale : .color
        let pages = Self.ecosystem(book, plan: plan) {
          $0.paper = paper
          $0.theme = theme
        }.pages()
        for (number, map) in pages.enumerated() {
          #expect(map.pageSize.width == paper.width, "the page must not grow")
          let what = "\(name) \(paper) \(plan != nil) \(number + 1)"
          let drawn = try await expectGoodPage(map, what, countsSupplies: false)
          let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined()
          let texts = drawn.ids("segment-").flatMap(drawn.strings)
          #expect(legend.contains("✘") == texts.contains { $0.hasPrefix("✘") }, "\(what)")
          let measures = (drawn.ids("measures-") + drawn.ids("programmes")).flatMap(drawn.strings)
          #expect(legend.contains("●") == measures.contains { $0.hasPrefix("●") }, "\(what)")
          let footer = drawn.strings("page-footer").joined()
          #expect(footer.contains("第 \(number + 1) 页，共 \(pages.count) 页"), "\(footer)")
        }
        guard pages.count > 1 else { continue }
        // Every problem that one page that grows would name stands on exactly one page.
        let whole = Self.ecosystem(book, plan: plan) { $0.firms = .all }.draw()
        let expected = try await DrawnMap(whole)
        var found: [String: Int] = [:]
        for page in pages.dropFirst() {
          let drawn = try await DrawnMap(page)
          for id in drawn.ids("segment-") { found[id, default: 0] += 1 }
        }
        #expect(found == Dictionary(uniqueKeysWithValues: expected.ids("segment-").map { ($0, 1) }))
      }
    }
  }

  @Test func englishHasNoChineseOfItsOwn() async throws {
    let book = try Self.book()
    let map = Self.map(book, plan: Self.plan(Self.chosen, in: book)) { $0.language = .english }
    let drawn = try await expectGoodPage(map, "english", countsSupplies: false)
    let own = (drawn.ids("page-legend") + drawn.ids("page-remark") + drawn.ids("column-"))
      .flatMap(drawn.strings).joined()
    #expect(!own.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(own)")
  }

  @Test(arguments: [("ecosystem-a3", false), ("ecosystem-plan-a3", true)])
  func goldenDOT(name: String, hasPlan: Bool) throws {
    let book = try Self.book()
    let plan = hasPlan ? Self.plan(Self.chosen, in: book) : nil
    try expectGolden(Self.map(book, plan: plan).diagram.dotText, name)
  }

  @Test(arguments: 1...3)
  func theOrderOfRowsDoesNotShow(seed: Int) throws {
    let folder = try TemporaryBook(shuffling: Places.example, seed: UInt64(seed))
    let shuffled = try Self.book(folder.path)
    let book = try Self.book()
    for hasPlan in [false, true] {
      let plans = [book, shuffled].map { hasPlan ? Self.plan(Self.chosen, in: $0) : nil }
      #expect(
        Self.map(book, plan: plans[0]).diagram.dotText
          == Self.map(shuffled, plan: plans[1]).diagram.dotText, "seed \(seed)")
    }
  }

  // MARK: - Figures

  /// The example's measures, read from the sheets by other code.
  struct Sheets {
    let recount: ChainMapRecountTests.Recount
    let measures: [[String: String]]
    let segmentsOfFirm: [String: Set<String>]
    let parent: [String: String]
    let regionOfFirm: [String: String]
    let nameOfProblem: [String: String]

    init() throws {
      let recount = try ChainMapRecountTests.Recount()
      self.recount = recount
      measures = try PlainTable("measures").rows
      var segments: [String: Set<String>] = [:]
      for (segment, firms) in recount.members {
        for firm in firms { segments[firm, default: []].insert(segment) }
      }
      segmentsOfFirm = segments
      parent = Dictionary(
        uniqueKeysWithValues: recount.segments.map { ($0["环节编号"] ?? "", $0["上级环节"] ?? "") })
      var regions: [String: String] = [:]
      for row in try PlainTable("firms").rows {
        regions[recount.key(row["企业名称"])] = row["所属区域"] ?? ""
      }
      regionOfFirm = regions
      nameOfProblem = Dictionary(
        uniqueKeysWithValues: try PlainTable("problems").rows.map {
          ($0["问题编号"] ?? "", $0["问题名称"] ?? "")
        })
    }

    func list(_ cell: String?) -> [String] {
      (cell ?? "").split(separator: "、").map(String.init)
    }

    /// Whether a measure acts on a firm's problem.
    func acts(_ measure: [String: String], on problem: String, of firm: String) -> Bool {
      guard list(measure["针对问题"]).contains(problem) else { return false }
      let firms = list(measure["适用企业"]).map { recount.key($0) }
      if !firms.isEmpty, !firms.contains(firm) { return false }
      let segments = list(measure["适用环节"])
      let own = segmentsOfFirm[firm] ?? []
      if !segments.isEmpty,
        !own.contains(where: { segments.contains($0) || segments.contains(parent[$0] ?? "") })
      {
        return false
      }
      let regions = list(measure["适用区域"])
      return regions.isEmpty || regions.contains(regionOfFirm[firm] ?? "")
    }

    /// The measures, of some, that act on a problem at one of some firms at least.
    func acting(_ codes: [String]?, on problem: String, of firms: [String]) -> [String] {
      measures.filter { measure in
        (codes?.contains(measure["举措编号"] ?? "") ?? true)
          && firms.contains { acts(measure, on: problem, of: $0) }
      }.map { $0["举措编号"] ?? "" }
    }

    /// The firms of a segment with each of its open problems.
    func problems(ofSegment segment: String) -> [String: [String]] {
      var found: [String: [String]] = [:]
      for firm in Set(recount.members[segment] ?? []) {
        for problem in recount.problems[firm] ?? [] { found[problem, default: []].append(firm) }
      }
      return found
    }
  }

  @Test(arguments: [false, true])
  func everyProblemStandsOnceWithItsMeasures(hasPlan: Bool) async throws {
    let sheets = try Sheets()
    let book = try Self.book()
    let codes = hasPlan ? Self.chosen : nil
    let map = Self.map(book, plan: codes.map { Self.plan($0, in: book) }) { $0.firms = .all }
    let drawn = try await DrawnMap(map)
    var (open, without, unchosen): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    var (known, helped): (Set<String>, Set<String>) = ([], [])
    for row in sheets.recount.segments {
      let segment = row["环节编号"] ?? ""
      let texts = drawn.strings("segment-" + segment)
      let problems = sheets.problems(ofSegment: segment)
      if problems.isEmpty {
        #expect(texts.joined().contains("无未销号问题"), "\(segment)")
        continue
      }
      let firms = Set(problems.values.joined())
      let saved = firms.filter { firm in
        problems.contains { problem, affected in
          affected.contains(firm) && !sheets.acting(codes, on: problem, of: [firm]).isEmpty
        }
      }
      let help = (hasPlan ? "帮扶 " : "可帮扶 ") + "\(saved.count)/\(firms.count)"
      #expect(texts.contains { $0.hasSuffix("问题 \(problems.count) 种 · \(help)") }, "\(texts)")
      for (problem, affected) in problems {
        let name = sheets.nameOfProblem[problem].map { "\(problem) \($0)" } ?? problem
        let acting = sheets.acting(codes, on: problem, of: affected)
        let all = sheets.acting(nil, on: problem, of: affected)
        let count = affected.count { !sheets.acting(codes, on: problem, of: [$0]).isEmpty }
        let words =
          !acting.isEmpty
          ? "← " + acting.joined(separator: "、")
          : all.isEmpty ? "无举措" : "未选 " + all.joined(separator: "、")
        let line = (count == 0 ? "✘ " : "") + "\(name) \(count)/\(affected.count) \(words)"
        #expect(texts.filter { $0 == line }.count == 1, "\(segment): \(line) in \(texts)")
        open.insert(problem)
        if !all.isEmpty { known.insert(problem) }
        if !acting.isEmpty { helped.insert(problem) }
      }
    }
    without = open.subtracting(known)
    unchosen = known.subtracting(helped)
    let headline = map.headline
    if hasPlan {
      #expect(headline.contains("\(open.count) 种未销号问题中的 \(helped.count) 种"), "\(headline)")
      #expect(headline.contains("\(unchosen.count) 种有举措而未选"), "\(headline)")
    } else {
      #expect(headline.contains("\(open.count) 种未销号问题中 \(known.count) 种有举措"), "\(headline)")
    }
    #expect(headline.contains("\(without.count) 种没有举措"), "\(headline)")
  }

  @Test func everyMeasureBodyAndResourceStandsOnce() async throws {
    let sheets = try Sheets()
    let book = try Self.book()
    let map = Self.map(book, plan: Self.plan(Self.chosen, in: book)) { $0.firms = .all }
    let drawn = try await DrawnMap(map)
    let measures = drawn.ids("measures-").flatMap(drawn.strings)
    for row in sheets.measures {
      let (code, name, lead) = (row["举措编号"] ?? "", row["举措名称"] ?? "", row["牵头单位"] ?? "")
      let acts = sheets.recount.segments.contains { segment in
        sheets.problems(ofSegment: segment["环节编号"] ?? "").contains {
          !sheets.acting([code], on: $0.key, of: $0.value).isEmpty
        }
      }
      let line = (Self.chosen.contains(code) ? "● " : "") + "\(code) \(name) · \(lead)"
      #expect(measures.filter { $0 == line }.count == (acts ? 1 : 0), "\(line)")
    }
    for row in try PlainTable("actors").rows {
      let id = "actor-" + (row["名称"] ?? "")
      #expect(drawn.order.filter { $0 == id }.count == 1, "\(id)")
      let names = sheets.list(row["支持内容"]).filter {
        $0.wholeMatch(of: /[WJ]\d+/) != nil
      }
      let texts = drawn.strings(id).joined()
      #expect(names.allSatisfy(texts.contains), "\(id): \(texts)")
    }
    let resources = drawn.ids("resources-").flatMap(drawn.strings)
    for row in try PlainTable("resources").rows {
      let name = TextFolding.shortFirmName(row["机构"] ?? "")
      #expect(resources.filter { $0.hasPrefix(name + " · ") }.count == 1, "\(name)")
      for segment in sheets.recount.segments {
        let serves = sheets.list(row["能力"]).contains { $0.contains(segment["环节名称"] ?? "") }
        let texts = drawn.strings("segment-" + (segment["环节编号"] ?? "")).joined()
        let kind = row["类型"] ?? ""
        #expect(texts.contains(name) == serves, "\(name): \(texts)")
        #expect(!serves || texts.contains(kind + "："), "\(texts)")
      }
    }
  }

  /// ▽ and ▲ of every firm, the share helped, and the sentence of the chain map with a plan.
  @Test func theChainMapShowsWhatAPlanCovers() async throws {
    let sheets = try Sheets()
    let book = try Self.book()
    let ledger = QualityLedger(book, asOf: exampleDay)
    let profile = ChainProfile(chain: 0, in: book, ledger: ledger)
    var options = MapOptions()
    options.firms = .all
    let map = ChainMap(
      profile,
      findings: ChainFindings(profile, in: book, network: SupplyNetwork(book), ledger: ledger),
      book: book, ledger: ledger, options: options, plan: Self.plan(Self.chosen, in: book)
    ).draw()
    #expect(map.smallestText >= 6)
    let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
    MapChecks.expectNoOverlap(layout, map, "plan")
    MapChecks.expectNoCrossing(layout, "plan")
    let drawn = try await DrawnMap(map)
    #expect(drawn.warnings.isEmpty)
    var covered: [String: Int] = [:]
    for (firm, problems) in sheets.recount.problems where sheets.recount.isOperating[firm] == true {
      covered[firm] = problems.count { !sheets.acting(Self.chosen, on: $0, of: [firm]).isEmpty }
    }
    for row in sheets.recount.segments {
      let segment = row["环节编号"] ?? ""
      let texts = drawn.strings("segment-" + segment)
      let firms = Set(sheets.recount.members[segment] ?? [])
      let open = firms.filter { !(sheets.recount.problems[$0] ?? []).isEmpty }
      let helped = open.filter { (covered[$0] ?? 0) > 0 }
      let line = "帮扶 \(helped.count)/\(open.count)"
      #expect(texts.contains { $0.contains(line) } == !open.isEmpty, "\(segment): \(texts)")
      let rest = open.reduce(0) {
        $0 + (sheets.recount.problems[$1]?.count ?? 0) - (covered[$1] ?? 0)
      }
      let signs = texts.filter { $0.wholeMatch(of: /[▽▲×0-9]+/) != nil && $0.contains(/[▽▲]/) }
      func count(_ sign: Character) -> Int {
        signs.reduce(0) { sum, text in
          let parts = text.matches(of: /(▽|▲)(?:×([0-9]+))?/)
          return sum
            + parts.filter { $0.1 == String(sign) }.reduce(0) {
              $0 + ($1.2.flatMap { Int($0) } ?? 1)
            }
        }
      }
      #expect(count("▲") == rest, "\(segment): \(signs)")
      #expect(count("▽") == open.reduce(0) { $0 + (covered[$1] ?? 0) }, "\(segment): \(signs)")
    }
    let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined()
    #expect(legend.contains("▽") && legend.contains("没有所选举措的未销号问题"))
    #expect(!legend.contains("◎") && !legend.contains("其他页"))
    let outside = Set(profile.outsideSuppliers.map { book.text[book.firms[$0.firm].id] })
    let firms = Set(profile.firms.map { book.text[book.firms[$0].id] }).union(outside)
    let open = firms.filter { !(sheets.recount.problems[$0] ?? []).isEmpty }
    let cases = open.reduce(0) { $0 + (sheets.recount.problems[$1]?.count ?? 0) }
    let solved = open.reduce(0) { $0 + (covered[$1] ?? 0) }
    let helped = open.count { (covered[$0] ?? 0) > 0 }
    #expect(
      map.headline.contains(
        "图上 \(open.count) 家有未销号问题的企业中帮扶 \(helped) 家，\(cases) 项问题中 \(solved) 项有举措"),
      "\(map.headline)")
    let names = drawn.strings("plan")
    for code in Self.chosen {
      #expect(names.filter { $0.hasPrefix(code + " ") && $0.hasSuffix(" · 2.5") }.count == 1)
    }
  }
}
