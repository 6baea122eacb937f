import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import Graphviz
import Testing

/// The map by region: what must hold whatever the book, and its figures counted again.
@Suite struct RegionMapTests {
  static func map(
    _ book: ChainBook, chain: Int? = nil, _ change: (inout MapOptions) -> Void = { _ in }
  ) async -> MapDocument? {
    var options = MapOptions()
    change(&options)
    let positions = await BottleneckPositions(
      book, network: SupplyNetwork(book), leaders: ChainLeaders(book).operating)
    return RegionMap(
      chain: chain, in: book, ledger: QualityLedger(book, asOf: exampleDay),
      bottlenecks: positions, options: options
    ).draw()
  }

  static func book(_ path: String) throws -> ChainBook {
    try BookReader(asOf: exampleDay).read(path)
  }

  /// The boxes of regions.
  private func boxes(_ drawn: DrawnMap) -> [String] {
    drawn.ids("region-").filter { $0 != "region-map" }
  }

  static let folders: [String] = {
    guard Places.hasSharedBooks else { return [Places.example] }
    return [
      Places.example, Places.sharedBooks + "/tfda-border", Places.sharedBooks + "/eto-chips",
    ]
  }()

  @Test(arguments: folders, [Paper.a3, .a4, .wide])
  func isAGoodPage(_ folder: String, paper: Paper) async throws {
    let book = try Self.book(folder)
    for chain in [nil, 0] {
      let map = try #require(await Self.map(book, chain: chain) { $0.paper = paper })
      #expect(map.pageSize.width == paper.width, "the page must not grow")
      let name = URL(fileURLWithPath: folder).lastPathComponent + " \(paper) \(chain as Int?)"
      let drawn = try await expectGoodPage(map, name)
      let facts = drawn.ids("page-facts").flatMap(drawn.strings).joined()
      #expect(facts.contains("示意图，不表示行政界线"))
      #expect(drawn.strings("page-title").joined().contains("只计本链企业") == (chain != nil))
    }
  }

  @Test func greyscaleHasNoColourAndEnglishNoChinese() async throws {
    let map = try #require(
      await Self.map(try Self.book(Places.example)) {
        $0.theme = .greyscale
        $0.language = .english
        $0.paper = .a4
      })
    for match in map.diagram.dotText.matches(of: /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/) {
      #expect(match.1 == match.2 && match.2 == match.3, "\(match.0)")
    }
    let drawn = try await expectGoodPage(map, "grey")
    let own = (drawn.ids("page-legend") + drawn.ids("page-remark") + drawn.ids("column-"))
      .flatMap(drawn.strings).joined()
    #expect(!own.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(own)")
  }

  /// The DOT text of the example, byte for byte.
  ///
  /// After an intended change run the tests with `QIANGLIAN_GOLDEN=write` and read the difference.
  @Test(arguments: [("region-a3", Paper.a3, false), ("region-a4-en-grey", .a4, true)])
  func goldenDOT(name: String, paper: Paper, isEnglish: Bool) async throws {
    let map = try #require(
      await Self.map(try Self.book(Places.example)) {
        $0.paper = paper
        if isEnglish {
          $0.language = .english
          $0.theme = .greyscale
        }
      })
    try expectGolden(map.diagram.dotText, name)
  }

  @Test(arguments: 1...3)
  func theOrderOfRowsDoesNotShow(seed: Int) async throws {
    let shuffled = try TemporaryBook(shuffling: Places.example, seed: UInt64(seed))
    for chain in [nil, 0] {
      let expected = await Self.map(try Self.book(Places.example), chain: chain)
      let found = await Self.map(try Self.book(shuffled.path), chain: chain)
      #expect(expected?.diagram.dotText == found?.diagram.dotText, "seed \(seed)")
    }
  }

  // MARK: - Figures

  /// Every box, line and headline figure of the example, from its rows by other code.
  @Test func everyFigureIsThatOfTheRows() async throws {
    let recount = try ChainMapRecountTests.Recount()
    var regionOfFirm: [String: String] = [:]
    for row in try PlainTable("firms").rows {
      regionOfFirm[recount.key(row["企业名称"])] = row["所属区域"] ?? ""
    }
    let regions = try PlainTable("regions").rows
    let codes = Dictionary(
      uniqueKeysWithValues: regions.map { ($0["区域名称"] ?? "", $0["行政区划代码"] ?? "") })
    let inside = regions.filter { $0["上级代码"] == "990100" }.map { $0["区域名称"] ?? "" }
    let operating = regionOfFirm.filter { recount.isOperating[$0.key] == true }
    let supplies = recount.supplies.filter { operating[$0.from] != nil && operating[$0.to] != nil }
    let map = try #require(await Self.map(try Self.book(Places.example)) { $0.firms = .all })
    let drawn = try await DrawnMap(map)
    func id(_ region: String) -> String {
      region.isEmpty ? "region-unstated" : "region-" + (codes[region] ?? region)
    }
    func share(_ part: Int, _ whole: Int) -> String {
      let percent = Int((Double(part) / Double(whole) * 100).rounded())
      return "\(part)/\(whole)" + (whole >= 10 ? "（\(percent)%）" : "")
    }
    #expect(Set(boxes(drawn)) == Set(operating.values.map(id)))
    #expect(boxes(drawn).count == Set(operating.values).count)
    var outside = 0
    var rates: [(name: String, local: Int, all: Int)] = []
    for region in Set(operating.values).sorted() {
      let firms = operating.filter { $0.value == region }.map(\.key)
      let texts = drawn.strings(id(region))
      let facts = texts.joined(separator: " · ")
      #expect(facts.contains("\(firms.count) 家"), "\(region)")
      for firm in firms {
        let name = TextFolding.shortFirmName(recount.nameOfFirm[firm] ?? firm)
        let shown = texts.filter { $0.hasPrefix(name) || $0 == "★ " + name || $0.hasSuffix("…") }
        #expect(!shown.isEmpty, "\(region): \(name)")
      }
      guard inside.contains(region) else {
        #expect(!facts.contains("本地配套"), "\(region)")
        if !region.isEmpty {
          // Outside, the map does not judge certification.
          #expect(texts.allSatisfy { !["○", "✔", "!", "⊘"].contains($0) }, "\(texts)")
          #expect(!facts.contains("获证"))
          #expect(!(drawn.tips[id(region)] ?? []).joined().contains("获证"))
          outside += 1
        }
        continue
      }
      let certified = firms.count { recount.certified.contains($0) }
      #expect(facts.contains("获证 " + share(certified, firms.count)), "\(region): \(facts)")
      let bought = supplies.filter { operating[$0.to] == region }
      let local = bought.count { operating[$0.from] == region }
      rates.append((region, local, bought.count))
      #expect(facts.contains("本地配套 " + share(local, bought.count)), "\(region): \(facts)")
    }
    #expect(outside > 0)
    // Lines between regions, drawn or counted as left out.
    var counts: [String: Int] = [:]
    for supply in supplies {
      let (from, to) = (operating[supply.from] ?? "", operating[supply.to] ?? "")
      if from != to { counts["line-\(id(from))-\(id(to))", default: 0] += 1 }
    }
    let lines = drawn.ids("line-")
    for line in lines {
      #expect(drawn.strings(line) == ["\(counts[line] ?? 0) 条"], "\(line)")
    }
    let undrawn = counts.filter { !lines.contains($0.key) }
    let most = undrawn.values.max() ?? 0
    // Whole ranks: none is left out that has as many supplies as one that is drawn.
    let least = lines.compactMap { counts[$0] }.min() ?? 0
    #expect(least > most)
    #expect(
      map.remarks.contains {
        $0.chinese.hasPrefix("只画供应关系满 \(least) 条的 \(lines.count) 条线；")
      })
    let selfSupplied = try PlainTable("supplies").rows.filter { row in
      recount.key(row["供应方"]) == recount.key(row["采购方"])
    }
    #expect(Set(selfSupplied.map { recount.key($0["供应方"]) }).count == 1)
    #expect(map.remarks.contains { $0.chinese.hasPrefix("另有 1 家企业的自供") })
    // The columns: what a region supplies on balance to other regions.
    var balance: [String: Int] = [:]
    for supply in supplies {
      let (from, to) = (operating[supply.from] ?? "", operating[supply.to] ?? "")
      guard from != to, inside.contains(from), inside.contains(to) else { continue }
      balance[from, default: 0] += 1
      balance[to, default: 0] -= 1
    }
    for (words, amounts) in [
      ("净供出", balance.values.filter { $0 > 0 }),
      ("净购入", balance.values.filter { $0 < 0 }.map { -$0 }),
    ] {
      let (low, high) = (amounts.min() ?? 0, amounts.max() ?? 0)
      let heading = "\(words) " + (low == high ? "\(low)" : "\(low)～\(high)") + " 条"
      #expect(drawn.ids("column-").flatMap(drawn.strings).contains(heading), "\(heading)")
    }
    #expect(
      map.remarks.contains {
        $0.chinese.contains(
          "另有 \(undrawn.count) 条区域间供应线（共 \(undrawn.values.reduce(0, +)) 条供应关系）")
      })
    // The headline.
    let firms = operating.filter { inside.contains($0.value) }.map(\.key)
    let certified = firms.count { recount.certified.contains($0) }
    #expect(
      map.headline.hasPrefix(
        "\(inside.count) 个区域 \(firms.count) 家企业，获证 " + share(certified, firms.count)))
    let (local, all) = rates.reduce((0, 0)) { ($0.0 + $1.local, $0.1 + $1.all) }
    #expect(map.headline.contains("本地配套率 " + share(local, all)))
    let sorted = rates.filter { $0.all >= 10 }.sorted { $0.local * $1.all < $1.local * $0.all }
    let (lowest, highest) = (try #require(sorted.first), try #require(sorted.last))
    #expect(map.headline.contains("最高 \(highest.name) " + share(highest.local, highest.all)))
    #expect(map.headline.contains("最低 \(lowest.name) " + share(lowest.local, lowest.all)))
    // Problems of several regions.
    var regionsOfProblem: [String: Set<String>] = [:]
    var firmsOfProblem: [String: Int] = [:]
    for firm in firms {
      for problem in recount.problems[firm] ?? [] {
        regionsOfProblem[problem, default: []].insert(operating[firm] ?? "")
        firmsOfProblem[problem, default: 0] += 1
      }
    }
    let shared = regionsOfProblem.filter { $0.value.count >= 2 }
    #expect(map.headline.contains("\(shared.count) 个问题出现在多个区域"))
    for box in drawn.ids("problem-") {
      let problem = String(box.dropFirst("problem-".count))
      #expect(
        drawn.strings(box).joined(separator: " ").contains(
          "\(shared[problem]?.count ?? 0) 个区域 \(firmsOfProblem[problem] ?? 0) 家"), "\(box)")
    }
    #expect(drawn.ids("problem-").count == 6)
  }

  /// The headline counts what `show` counts.
  @Test func theHeadlineIsThatOfShow() async throws {
    let book = try Self.book(Places.example)
    let summary = BookSummary(book, ledger: QualityLedger(book, asOf: exampleDay))
    let home = book.chains[0].region.index
    let inside = summary.regions.filter { group in
      group.position.map { book.regions[$0].parent.index == home } ?? false
    }
    let firms = inside.reduce(0) { $0 + $1.firms.count }
    let certified = inside.reduce(0) { $0 + ($1.certified?.count ?? 0) }
    let map = try #require(await Self.map(book))
    #expect(
      map.headline.hasPrefix("\(inside.count) 个区域 \(firms) 家企业，获证 \(certified)/\(firms)"))
  }

  // MARK: - Laws

  /// A small book with everything left out here and there.
  static func tables(seed: UInt64) -> [String: String] {
    var generator = BandedLayoutTests.Generator(state: seed)
    let count = Int.random(in: 3...60, using: &generator)
    let regions = Int.random(in: 1...9, using: &generator)
    var firms = "企业编号,企业名称,所属区域,登记状态\n"
    var members = "产业链编号,环节编号,企业,角色\n"
    var supplies = "供应方,采购方,产品,关系来源\n"
    var findings = "企业,问题编号,状态\n"
    var certificates = "证书编号,企业,认证类别,颁证日期,有效期至,状态\n"
    for firm in 0..<count {
      let region = Int.random(in: 0...regions, using: &generator)
      let state = Int.random(in: 0..<12, using: &generator) == 0 ? "注销" : "在业"
      firms += "F\(firm),企业\(firm),\(region == 0 ? "" : "第\(region)县"),\(state)\n"
      if Bool.random(using: &generator) {
        members += "C,S\(firm % 3),F\(firm),\(firm % 7 == 0 ? "链主" : "")\n"
      }
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let other = Int.random(in: 0..<count, using: &generator)
        let product = Int.random(in: 0..<3, using: &generator)
        let source = Int.random(in: 0..<9, using: &generator) == 0 ? "推断" : ""
        supplies += "F\(firm),F\(other),产品\(product),\(source)\n"
      }
      for problem in 0..<3 where Int.random(in: 0..<4, using: &generator) == 0 {
        findings += "F\(firm),P\(problem),\n"
      }
      if Bool.random(using: &generator) {
        certificates += "Z\(firm),F\(firm),QMS,2024-01-01,2027-01-01,有效\n"
      }
    }
    return [
      "firms.csv": firms, "members.csv": members, "supplies.csv": supplies,
      "findings.csv": findings, "certificates.csv": certificates,
      "chains.csv": "产业链编号,产业链名称\nC,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称,应获强制性认证\nC,S0,甲,\nC,S1,乙,CCC\nC,S2,丙,\n",
      "problems.csv": "问题编号,问题名称\nP0,零\nP1,一\nP2,二\n",
    ]
  }

  @Test(arguments: 1...12)
  func sumsHold(seed: Int) async throws {
    let folder = try TemporaryBook(Self.tables(seed: UInt64(seed)))
    let book = try Self.book(folder.path)
    let ledger = QualityLedger(book, asOf: exampleDay)
    for (chain, most) in [(nil, 30), (nil, 3), (0, 30)] as [(Int?, Int)] {
      let profile = RegionProfile(chain: chain, in: book, ledger: ledger, most: most)
      let selected = book.firms.indices.filter { firm in
        book.firms[firm].isOperating
          && (chain == nil || book.membershipsOfFirm.count(of: firm) > 0)
      }
      // Each firm is in one place.
      #expect(profile.places.flatMap(\.firms).sorted() == selected, "seed \(seed)")
      let named = Set(selected)
      let supplies = book.supplies.indices.filter { position in
        let supply = book.supplies[position]
        guard let supplier = supply.supplier.index, let customer = supply.customer.index else {
          return false
        }
        return supply.source != .inferred && named.contains(customer)
          && book.firms[supplier].isOperating
      }
      // Each supply is bought once, and is local, along one flow, or within a place of unknowns.
      #expect(profile.places.flatMap(\.bought).sorted() == supplies, "seed \(seed)")
      let along = profile.flows.flatMap(\.supplies) + profile.places.flatMap(\.local)
      #expect(Set(along).count == along.count && Set(along).isSubset(of: Set(supplies)))
      for position in Set(supplies).subtracting(along) {
        let supply = book.supplies[position]
        let ends = [supply.supplier.index, supply.customer.index].map { firm in
          profile.places.firstIndex { place in
            firm.map { place.firms.contains($0) || place.otherSuppliers.contains($0) } ?? false
          }
        }
        #expect(ends[0] == ends[1], "seed \(seed)")
        let kind = profile.places[try #require(ends[0])].kind
        if case .region = kind { Issue.record("seed \(seed): a local supply is missing") }
      }
      for place in profile.places { #expect(place.local.count <= place.bought.count) }
      #expect(profile.places.count { $0.isInside } <= most)
    }
    guard let map = await Self.map(book) else {
      #expect(book.firms.allSatisfy { $0.region.index == nil || !$0.isOperating })
      return
    }
    let drawn = try await expectGoodPage(map, "seed \(seed)")
    let counts = boxes(drawn).map { id in
      drawn.strings(id).joined(separator: " · ").firstMatch(of: /(\d+) 家/).flatMap { Int($0.1) }
        ?? 0
    }
    #expect(counts.reduce(0, +) == book.firms.count(where: \.isOperating), "seed \(seed)")
    let profile = RegionProfile(chain: nil, in: book, ledger: ledger, most: 30)
    let drawnCounts = drawn.ids("line-").compactMap { line in
      drawn.strings(line).first?.firstMatch(of: /^(\d+) 条$/).flatMap { Int($0.1) }
    }
    let left = profile.flows.map(\.supplies.count).sorted(by: >).dropFirst(drawnCounts.count)
    #expect((drawnCounts.min() ?? .max) > (left.first ?? 0), "seed \(seed)")
  }

  // MARK: - Odd books

  /// Where the first rank alone is too many, the map says that equals are left out, and by which rule.
  @Test func equalLinesLeftOutAreSaid() async throws {
    var firms = "企业编号,企业名称,所属区域\n"
    var supplies = "供应方,采购方,产品\n"
    for firm in 0..<9 {
      firms += "F\(firm),企业\(firm),第\(firm)县\n"
      for other in 0..<9 where other != firm { supplies += "F\(firm),F\(other),件\n" }
    }
    let folder = try TemporaryBook(["firms.csv": firms, "supplies.csv": supplies])
    let map = try #require(await Self.map(try Self.book(folder.path)))
    let drawn = try await expectGoodPage(map, "equal")
    let lines = drawn.ids("line-").count
    #expect(lines > 0 && lines < 72)
    #expect(
      map.remarks.contains {
        $0.chinese.hasPrefix(
          "只画 \(lines) 条线，供应关系都是 1 条；同为 1 条的还有 \(72 - lines) 条，")
      }, "\(map.remarks)")
  }

  /// A leader's edition does not hold every firm of the book, and says so.
  @Test func anEditionSaysWhatItCounts() async throws {
    for (range, isWhole) in [("", true), ("其上下游范围内：", false)] {
      let map = try #require(
        await Self.map(try Self.book(Places.example)) { $0.range = range })
      let drawn = try await DrawnMap(map)
      let facts = drawn.ids("page-facts").flatMap(drawn.strings).joined()
      #expect(facts.contains("计入书中全部在业企业") == isWhole)
      #expect(facts.contains("计入其上下游范围内的在业企业") != isWhole)
    }
  }

  /// Firms without a region are none of the regions whose balance a heading states.
  @Test func firmsWithoutARegionAreInNoBalance() async throws {
    let folder = try TemporaryBook([
      "firms.csv": "企业编号,企业名称,所属区域\nA,甲厂,东县\nB,乙厂,西县\nC,丙厂,\n",
      "supplies.csv": "供应方,采购方,产品\nA,B,一\nC,B,一\nC,B,二\nC,A,三\n",
    ])
    let map = try #require(await Self.map(try Self.book(folder.path)))
    let drawn = try await expectGoodPage(map, "unstated")
    #expect(
      Set(drawn.ids("column-").flatMap(drawn.strings)) == ["区域未填", "净供出 1 条", "净购入 1 条"])
  }

  @Test func withoutRegionsThereIsNoMap() async throws {
    let book = try TemporaryBook(["firms.csv": "企业编号,企业名称\nA,甲厂\nB,乙厂\n"])
    #expect(await Self.map(try Self.book(book.path)) == nil)
  }

  @Test func withoutSuppliesRegionsStandAlone() async throws {
    let book = try TemporaryBook([
      "firms.csv": "企业编号,企业名称,所属区域\nA,甲厂,东县\nB,乙厂,西县\nC,丙厂,\n"
    ])
    let map = try #require(await Self.map(try Self.book(book.path)))
    let drawn = try await expectGoodPage(map, "no supplies")
    #expect(drawn.ids("line-") == [])
    #expect(map.headline == "2 个区域 2 家企业。")
    #expect(drawn.ids("page-facts").flatMap(drawn.strings).joined().contains("未提供供应关系"))
    #expect(boxes(drawn).count == 3)
    #expect(map.remarks.contains { $0.chinese.contains("1 家企业未填所属区域") })
  }

  /// Counties fold into their cities where there are too many.
  @Test func tooManyRegionsAreFolded() async throws {
    var regions = "行政区划代码,区域名称,上级代码\n900000,某省,\n"
    var firms = "企业编号,企业名称,所属区域\n"
    for city in 1...9 {
      regions += "90\(city)000,第\(city)市,900000\n"
      for county in 1...6 {
        regions += "90\(city)10\(county),第\(city)市第\(county)县,90\(city)000\n"
        firms += "F\(city)\(county),企业\(city)之\(county),第\(city)市第\(county)县\n"
      }
    }
    let folder = try TemporaryBook(["regions.csv": regions, "firms.csv": firms])
    let map = try #require(await Self.map(try Self.book(folder.path)))
    let drawn = try await expectGoodPage(map, "folded")
    #expect(boxes(drawn).count == 9)
    #expect(map.headline == "9 个区域 54 家企业。")
    #expect(map.remarks.contains { $0.chinese.contains("54 个区域并入其上级区域") })
  }

  @Test(arguments: ["5G 区", "3nm", "<b>&\"\\", "a\\nb", "多行\n名称", "😀🏭", "\\N\\G", "&lt;&#38;"])
  func namesComeThroughUnharmed(_ name: String) async throws {
    let quoted = "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    let folder = try TemporaryBook([
      "firms.csv": "企业编号,企业名称,所属区域\nA,\(quoted),\(quoted)\nB,乙厂,西县\n",
      "supplies.csv": "供应方,采购方,产品\nA,B,\(quoted)\n",
      "problems.csv": "问题编号,问题名称\nP,\(quoted)\n",
      "findings.csv": "企业,问题编号\nA,P\nB,P\n",
    ])
    let map = try #require(await Self.map(try Self.book(folder.path)))
    let drawn = try await expectGoodPage(map, name)
    func plain(_ text: String) -> String {
      text.filter { !$0.isNewline && $0 != "\u{2060}" && $0 != " " && $0 != "\u{A0}" }
    }
    for ids in [boxes(drawn), drawn.ids("problem-")] {
      let texts = ids.map { plain(drawn.strings($0).joined()) }
      #expect(texts.contains { $0.contains(plain(name)) }, "\(texts)")
    }
  }
}
