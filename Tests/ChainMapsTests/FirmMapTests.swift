import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import Graphs
import Graphviz
import Testing

/// The map of one firm: what must hold whatever the book, and its figures counted again.
@Suite struct FirmMapTests {
  /// A book with what its maps need.
  struct Subject: Sendable {
    var book: ChainBook
    var network: SupplyNetwork
    var ledger: QualityLedger
    var positions: BottleneckPositions

    init(_ path: String) async throws {
      book = try BookReader(asOf: exampleDay).read(path)
      network = SupplyNetwork(book)
      ledger = QualityLedger(book, asOf: exampleDay)
      positions = await BottleneckPositions(
        book, network: network, leaders: ChainLeaders(book).operating)
    }

    func firm(_ name: String) throws -> Int {
      try #require(FirmLookup.firms(matching: name, in: book).first, "\(name)")
    }

    func profile(_ firm: Int, tiers: Int = 2) -> FirmProfile {
      FirmProfile(
        firm, tiers: tiers, in: book, network: network, ledger: ledger, bottlenecks: positions)
    }

    func map(
      _ firm: Int, tiers: Int = 2, _ change: (inout MapOptions) -> Void = { _ in }
    ) -> MapDocument {
      var options = MapOptions()
      change(&options)
      return FirmMap(
        profile(firm, tiers: tiers), in: book, network: network, ledger: ledger,
        bottlenecks: positions, options: options
      ).draw()
    }
  }

  static let names = ["凌霁汽车", "汇澜电芯", "红炉热处理", "恒圆轴承", "墨坞碳材", "晶屿微电子", "衡控电子"]

  /// Firms with customers that are upstream of them too.
  static let circular = ["昀能", "远砧锻造", "热模模具", "再循锂业", "瑞黎"]

  /// How many firms a map shows.
  private func shown(_ profile: FirmProfile) -> Int {
    Set([profile.firm] + profile.upstream.joined() + profile.downstream.joined()).count
  }

  @Test(arguments: names, [Paper.a3, .a4, .wide])
  func isAGoodPage(_ name: String, paper: Paper) async throws {
    let subject = try await Subject(Places.example)
    let firm = try subject.firm(name)
    for tiers in [1, 2, 4] {
      let map = subject.map(firm, tiers: tiers) { $0.paper = paper }
      #expect(map.pageSize.width == paper.width, "the page must not grow")
      let drawn = try await expectGoodPage(map, "\(name) \(paper) \(tiers)")
      let profile = subject.profile(firm, tiers: tiers)
      #expect(counted(drawn) == shown(profile))
    }
  }

  @Test(.enabled(if: Places.hasSharedBooks), arguments: [Paper.a3, .a4])
  func aHubOfAnotherBookIsAGoodPage(paper: Paper) async throws {
    let subject = try await Subject(Places.sharedBooks + "/tfda-border")
    let graph = subject.network.graph
    let hub = try #require(
      graph.vertices.max { left, right in
        (graph.predecessors(of: left).count, right) < (graph.predecessors(of: right).count, left)
      })
    let map = subject.map(Int(hub)) { $0.paper = paper }
    #expect(map.pageSize.width == paper.width)
    let drawn = try await expectGoodPage(map, "tfda \(paper)")
    let profile = subject.profile(Int(hub))
    #expect(counted(drawn) == shown(profile))
  }

  @Test func everyFirmIsNamedOnRequest() async throws {
    let subject = try await Subject(Places.example)
    let firm = try subject.firm("凌霁汽车")
    let map = subject.map(firm, tiers: 4) { $0.firms = .all }
    let drawn = try await expectGoodPage(map, "all")
    let profile = subject.profile(firm, tiers: 4)
    let tips = Set(
      drawn.tips.values.flatMap { $0 }.compactMap {
        $0.split(whereSeparator: \.isNewline).first.map(String.init)
      })
    for other in profile.upstream.joined() {
      let name = subject.book.text[subject.book.firms[other].name]
      #expect(tips.contains(name), "\(name)")
    }
  }

  /// How many firms the boxes of a map stand for, by what they say.
  private func counted(_ drawn: DrawnMap) -> Int {
    drawn.ids("firm-").filter { $0 != "firm-map" }.count
      + drawn.ids("more-").reduce(0) { sum, id in
        let title = drawn.strings(id).compactMap {
          $0.firstMatch(of: /^(\d+) (家|firms)$/).flatMap { Int($0.1) }
        }
        return sum + (title.first ?? 0)
      }
  }

  @Test func greyscaleHasNoColourAndEnglishNoChinese() async throws {
    let subject = try await Subject(Places.example)
    for name in Self.names {
      let map = subject.map(try subject.firm(name)) {
        $0.theme = .greyscale
        $0.language = .english
        $0.paper = .a4
      }
      for match in map.diagram.dotText.matches(of: /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/) {
        #expect(match.1 == match.2 && match.2 == match.3, "\(match.0)")
      }
      let drawn = try await expectGoodPage(map, name)
      let own = (drawn.ids("page-legend") + drawn.ids("column-") + drawn.ids("page-headline"))
        .flatMap(drawn.strings).joined()
      #expect(!own.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(own)")
    }
  }

  /// The DOT text of two of the example's firms, byte for byte.
  ///
  /// After an intended change run the tests with `QIANGLIAN_GOLDEN=write` and read the difference.
  @Test(arguments: [
    ("firm-huilan-a3", "汇澜电芯", Paper.a3, false), ("firm-hengyuan-a4-en-grey", "恒圆轴承", .a4, true),
  ])
  func goldenDOT(name: String, firm: String, paper: Paper, isEnglish: Bool) async throws {
    let subject = try await Subject(Places.example)
    let map = subject.map(try subject.firm(firm)) {
      $0.paper = paper
      if isEnglish {
        $0.language = .english
        $0.theme = .greyscale
      }
    }
    try expectGolden(map.diagram.dotText, name)
  }

  @Test(arguments: 1...3)
  func theOrderOfRowsDoesNotShow(seed: Int) async throws {
    let folder = try TemporaryBook(shuffling: Places.example, seed: UInt64(seed))
    let (expected, shuffled) = (try await Subject(Places.example), try await Subject(folder.path))
    for name in Self.names {
      #expect(
        expected.map(try expected.firm(name)).diagram.dotText
          == shuffled.map(try shuffled.firm(name)).diagram.dotText, "\(name), seed \(seed)")
    }
  }

  // MARK: - Figures

  /// Tiers, certificates, problems and lines of the example's firms, from its rows by other code.
  @Test(arguments: names + circular)
  func everyFigureIsThatOfTheRows(_ name: String) async throws {
    let recount = try ChainMapRecountTests.Recount()
    let subject = try await Subject(Places.example)
    let firm = try subject.firm(name)
    let key = recount.key(subject.book.text[subject.book.firms[firm].name])
    func tier(_ firm: String, up: Bool) -> [String: Int] {
      var tiers = [firm: 0]
      var open = [firm]
      while !open.isEmpty {
        let next = open.removeFirst()
        for supply in recount.supplies where (up ? supply.to : supply.from) == next {
          let other = up ? supply.from : supply.to
          if tiers[other] == nil {
            tiers[other] = (tiers[next] ?? 0) + 1
            open.append(other)
          }
        }
      }
      return tiers
    }
    let up = tier(key, up: true)
    let above = up.filter { (1...2).contains($0.value) }
    let below = tier(key, up: false).filter { (1...2).contains($0.value) }
    let both = below.filter { above[$0.key] != nil }
    #expect(Self.circular.contains(name) ? !both.isEmpty : true, "the case is what it is for")
    let map = subject.map(firm)
    let drawn = try await DrawnMap(map)
    if above.isEmpty {
      #expect(map.headline.contains("书中没有它的供应商"))
    } else {
      #expect(map.headline.contains("上游 \(Set(above.values).count) 级 \(above.count) 家"))
      let direct = above.filter { $0.value == 1 && recount.isOperating[$0.key] == true }.map(\.key)
      let certified = direct.count { recount.certified.contains($0) }
      #expect(map.headline.contains("直接供应商获证 \(certified)/\(direct.count)"))
    }
    let leaders = below.keys.count { recount.leaders.contains($0) }
    if below.isEmpty {
      #expect(map.headline.contains("书中没有它的客户"))
    } else {
      #expect(
        map.headline.contains(
          "下游 \(Set(below.values).count) 级 \(below.count) 家"
            + (both.isEmpty ? "" : "（\(both.count) 家画在上游）")
            + (leaders > 0 ? "，含链主 \(leaders) 家" : "；")))
    }
    let headings = drawn.ids("column-").flatMap(drawn.strings)
    for distance in 1...2 {
      let tier = below.filter { $0.value == distance }.map(\.key)
      let elsewhere = tier.count { above[$0] != nil }
      // A tier of which all stand upstream has no column.
      guard elsewhere < tier.count else { continue }
      let heading =
        "下游 \(distance) 级 · \(tier.count) 家" + (elsewhere > 0 ? "（\(elsewhere) 家画在上游）" : "")
      #expect(headings.contains(heading), "\(headings)")
    }
    let problems = recount.problems[key] ?? []
    #expect(map.headline.contains("未销号问题 \(problems.count) 个") == !problems.isEmpty)
    #expect(
      map.headline.contains("本企业未获证") == !recount.certified.contains(key))
    // The card.
    let id = "firm-" + subject.book.text[subject.book.firms[firm].id]
    let card = drawn.strings(id)
    let full = subject.book.text[subject.book.firms[firm].name]
    #expect(card.joined().contains(full))
    #expect(card.filter { $0.hasPrefix("▲ ") }.count == problems.count)
    let certificates = try PlainTable("certificates").rows.filter { row in
      (row["企业"] ?? "").split(whereSeparator: { "；、;".contains($0) }).contains {
        recount.key(String($0)) == key
      }
    }
    #expect(
      certificates.isEmpty
        ? card.contains("证书：无记录")
        : card.contains { $0.hasPrefix("证书 \(certificates.count) 张，有效 ") })
    for row in certificates {
      #expect(card.contains { $0.contains(row["有效期至"] ?? "?") }, "\(row)")
    }
    // Its own supplies, as lines that meet it: their counts in the tips.
    let own = recount.supplies.count { $0.from == key || $0.to == key }
    let lines = drawn.ids("line-").filter { $0.hasPrefix("line-\(id)-") || $0.hasSuffix("-\(id)") }
    let counts = lines.compactMap { line in
      (drawn.tips[line] ?? []).first?.firstMatch(of: /供应关系 (\d+) 条/).flatMap { Int($0.1) }
    }
    #expect(counts.reduce(0, +) == own)
  }

  /// What the headline says of bottlenecks and common problems is what the reports say.
  @Test func theHeadlineIsThatOfTheReports() async throws {
    let subject = try await Subject(Places.example)
    let common = CommonProblems(subject.book, ledger: subject.ledger)
    for firm in subject.book.firms.indices {
      let profile = subject.profile(firm)
      let headline = subject.map(firm) { $0.firms = .none }.headline
      let labels = profile.problems.compactMap { open in
        common.decision(
          on: open.problem,
          in: CommonProblems.Group(
            segment: FirmProfile.segments(of: firm, in: subject.book).first))?.label
      }
      let count = labels.count { $0 == .common }
      let isCounted = common.firms.contains(firm)
      #expect(
        headline.contains("（共性 \(count) 个）") == (isCounted && count > 0), "\(headline)")
      let position = subject.positions.position(ofFirm: firm)
      let leaders = Set((position?.onEveryRouteTo ?? []) + (position?.losses.map(\.leader) ?? []))
      #expect(headline.contains("对 \(leaders.count) 家链主是瓶颈企业") == !leaders.isEmpty)
    }
  }

  /// The suspected source of a problem is the one that `sources` lists.
  @Test func suspectedSourcesAreThoseOfTheReport() async throws {
    let subject = try await Subject(Places.example)
    let common = CommonProblems(subject.book, ledger: subject.ledger)
    let report = CommonSources(common, network: subject.network, in: subject.book)
    var seen = 0
    for entry in report.entries {
      for source in entry.explanations[.firm]?.sources ?? [] {
        let suspicions = subject.profile(source.origin.position).suspicions
        // Only what chance is an unlikely explanation of is in the headline.
        let count = suspicions.count { $0.source.isSignificant }
        #expect(
          subject.map(source.origin.position).headline.contains("疑为 \(count) 个下游问题的共同来源")
            == (count > 0))
        #expect(
          suspicions.contains {
            $0.problem == entry.problem && $0.source.covers == source.covers
          })
        for firm in source.covers.prefix(2) {
          let open = subject.profile(firm).problems.first { $0.problem == entry.problem }
          #expect(open?.sources.contains { $0.origin == source.origin } ?? false)
          seen += 1
        }
      }
    }
    #expect(seen > 0)
  }

  /// The map of a suspected source marks it ◎ and, as △, the problems that lead to it.
  @Test func aSuspectedSourceAndWhatLeadsToItAreMarked() async throws {
    let subject = try await Subject(Places.example)
    var seen = 0
    for firm in subject.book.firms.indices {
      let suspected = subject.profile(firm).suspicions.filter(\.source.isSignificant)
      let map = subject.map(firm)
      let drawn = try await DrawnMap(map)
      let id = "firm-" + subject.book.text[subject.book.firms[firm].id]
      let legend = drawn.ids("page-legend").flatMap(drawn.strings)
      #expect(drawn.strings(id).joined().contains("◎") == !suspected.isEmpty)
      #expect(legend.contains { $0.contains("◎") } == !suspected.isEmpty)
      for other in Set(suspected.flatMap(\.source.covers)) {
        let box = "firm-" + subject.book.text[subject.book.firms[other].id]
        guard other != firm, drawn.ids("firm-").contains(box) else { continue }
        #expect(drawn.strings(box).joined().contains("△"), "\(box)")
        #expect(legend.contains { $0.hasPrefix("△") }, "\(legend)")
        seen += 1
      }
    }
    #expect(seen > 0)
  }

  // MARK: - Laws

  @Test(arguments: 1...8)
  func everyFirmIsDrawnOnce(seed: Int) async throws {
    let folder = try TemporaryBook(RegionMapTests.tables(seed: UInt64(seed)))
    let subject = try await Subject(folder.path)
    for firm in subject.book.firms.indices.prefix(12) {
      for tiers in [1, 3] {
        let profile = subject.profile(firm, tiers: tiers)
        let (above, below) = (profile.upstream.joined(), profile.downstream.joined())
        let drawnFirms = [firm] + above + below.filter { !profile.mutual.contains($0) }
        #expect(Set(drawnFirms).count == drawnFirms.count, "seed \(seed)")
        #expect(Set(profile.mutual) == Set(above).intersection(below))
        let trace = subject.network.graph.breadthFirstSearch(
          from: [Vertex(firm)], within: tiers)
        #expect(Set(below) == Set(trace.order.map(Int.init)).subtracting([firm]))
        let drawn = try await expectGoodPage(
          subject.map(firm, tiers: tiers), "seed \(seed), firm \(firm)")
        #expect(counted(drawn) == drawnFirms.count, "seed \(seed), firm \(firm)")
      }
    }
  }

  // MARK: - Odd books

  @Test func aFirmWithoutSuppliesHasItsCard() async throws {
    let folder = try TemporaryBook([
      "firms.csv": "企业编号,企业名称,所属区域\nA,甲厂,东县\nB,乙厂,\n",
      "problems.csv": "问题编号,问题名称,严重程度\nP,虚焊,重大\n",
      "findings.csv": "企业,问题编号\nA,P\n",
    ])
    let subject = try await Subject(folder.path)
    let map = subject.map(try subject.firm("甲厂"))
    let drawn = try await expectGoodPage(map, "alone")
    #expect(map.headline.hasPrefix("书中没有它的供应关系；"))
    #expect(drawn.ids("firm-A").count == 1 && drawn.ids("line-") == [])
    #expect(drawn.strings("firm-A").contains { $0.hasPrefix("▲ 虚焊　重大") })
  }

  @Test func aCustomerThatSuppliesBackIsDrawnUpstreamWithBothLines() async throws {
    let folder = try TemporaryBook([
      "firms.csv": "企业编号,企业名称\nA,甲厂\nB,乙厂\n",
      "supplies.csv": "供应方,采购方,产品\nA,B,一\nB,A,二\n",
    ])
    let subject = try await Subject(folder.path)
    let map = subject.map(try subject.firm("甲厂"))
    let drawn = try await expectGoodPage(map, "mutual")
    #expect(Set(drawn.ids("line-")) == ["line-firm-A-firm-B", "line-firm-B-firm-A"])
    #expect(drawn.strings("firm-B").joined().contains("也在下游"))
    #expect(map.remarks.contains { $0.chinese.contains("1 家既在上游又在下游") })
    #expect(map.headline.contains("下游 1 级 1 家（1 家画在上游）"), "\(map.headline)")
  }

  /// Firms outside the chain share a box that says nothing of certification, and "+ n" counts only
  /// what the box does not name.
  @Test func aBoxOfSeveralCountsWhatItHolds() async throws {
    var firms = "企业编号,企业名称\nHUB,总装\n"
    var members = "产业链编号,环节编号,企业\nC,S0,HUB\n"
    var supplies = "供应方,采购方,产品\n"
    for firm in 0..<60 {
      firms += "F\(firm),企业\(firm)\n"
      if firm % 6 != 5 { members += "C,S\(firm % 6 + 1),F\(firm)\n" }
      supplies += "F\(firm),HUB,件\n"
    }
    let folder = try TemporaryBook([
      "firms.csv": firms, "members.csv": members, "supplies.csv": supplies,
      "chains.csv": "产业链编号,产业链名称\nC,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称\nC,S0,总\nC,S1,甲\nC,S2,乙\nC,S3,丙\nC,S4,丁\nC,S5,戊\n",
      "certificates.csv": "证书编号,企业,认证类别,颁证日期,有效期至,状态\nZ,F0,QMS,2024-01-01,2027-01-01,有效\n",
    ])
    let subject = try await Subject(folder.path)
    for rows in [MapOptions.FirmRows.top, .none, .all] {
      let map = subject.map(try subject.firm("总装")) {
        $0.firms = rows
        $0.paper = .a4
      }
      let drawn = try await expectGoodPage(map, "outside \(rows)")
      #expect(counted(drawn) == 61)
      var isCounted = false
      for box in drawn.ids("more-") {
        let texts = drawn.strings(box)
        let whole = try #require(
          texts.compactMap { $0.firstMatch(of: /^(\d+) 家$/).flatMap { Int($0.1) } }.first)
        let named = texts.count { $0.hasPrefix("企业") }
        let more = texts.compactMap { $0.firstMatch(of: /^\+ (\d+) 家$/).flatMap { Int($0.1) } }
        #expect(more == (named > 0 && named < whole ? [whole - named] : []), "\(texts)")
        isCounted = isCounted || !more.isEmpty
        let facts = texts.joined(separator: " · ")
        if facts.contains("链外") { #expect(!facts.contains("获证"), "\(facts)") }
      }
      let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined(separator: " ")
      #expect(legend.contains("+ N 家") == isCounted, "\(legend)")
      #expect(legend.contains("n 家") == !drawn.ids("more-").isEmpty, "\(legend)")
      #expect(!legend.contains("同环节的合为一框"))
    }
  }

  @Test(arguments: ["5G 厂", "3nm", "<b>&\"\\", "a\\nb", "多行\n名称", "😀🏭", "\\N\\G", "&lt;&#38;"])
  func namesComeThroughUnharmed(_ name: String) async throws {
    let quoted = "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    let folder = try TemporaryBook([
      "firms.csv": "企业编号,企业名称\nA,\(quoted)\nB,乙厂\n",
      "supplies.csv": "供应方,采购方,产品\nA,B,\(quoted)\n",
      "problems.csv": "问题编号,问题名称\nP,\(quoted)\n", "findings.csv": "企业,问题编号\nA,P\n",
    ])
    let subject = try await Subject(folder.path)
    let map = subject.map(try subject.firm("A"))
    let drawn = try await expectGoodPage(map, name)
    func plain(_ text: String) -> String {
      text.filter { !$0.isNewline && $0 != "\u{2060}" && $0 != " " && $0 != "\u{A0}" }
    }
    let card = plain(drawn.strings("firm-A").joined())
    #expect(card.contains(plain(name)), "\(card)")
    #expect(card.contains(plain("▲ " + name)), "\(card)")
  }
}
