import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import Graphviz
import Testing

/// What must hold of every bottleneck map, whatever the finding.
@Suite struct BottleneckMapTests {
  /// A book with what was found in it.
  struct Found: Sendable {
    var book: ChainBook
    var network: SupplyNetwork
    var ledger: QualityLedger
    var bottlenecks: Bottlenecks

    init(_ folder: String, top: Int = 20) async throws {
      book = try BookReader(asOf: exampleDay).read(folder)
      network = SupplyNetwork(book)
      ledger = QualityLedger(book, asOf: exampleDay)
      var options = BottleneckOptions()
      options.top = top
      bottlenecks = await Bottlenecks(book, network: network, ledger: ledger, options: options)
    }

    func map(
      _ finding: BottleneckFinding, _ mark: BottleneckMark?,
      _ change: (inout MapOptions) -> Void = { _ in }
    ) -> MapDocument {
      var options = MapOptions()
      change(&options)
      return BottleneckMap(
        finding, mark: mark, of: bottlenecks, in: book, network: network, ledger: ledger,
        options: options
      ).draw()
    }

    func map(
      _ text: String, _ change: (inout MapOptions) -> Void = { _ in }
    ) throws -> MapDocument {
      let mark = try #require(BottleneckMark(text))
      let finding = BottleneckFinding(mark, in: bottlenecks)
      return map(try #require(finding, "\(text)"), mark, change)
    }

    func firm(_ name: String) async throws -> MapDocument {
      let firm = try #require(FirmLookup.firms(matching: name, in: book).first)
      let own = await FirmBottlenecks(
        of: firm, in: book, network: network, ledger: ledger, options: bottlenecks.options)
      return map(.firm(own), nil)
    }
  }

  /// A book and the marks drawn of it.
  struct Subject: Sendable, CustomTestStringConvertible {
    var folder: String
    var marks: [String]
    var testDescription: String { URL(fileURLWithPath: folder).lastPathComponent }
  }

  static let subjects: [Subject] = {
    var subjects = [
      Subject(
        folder: Places.example,
        marks: [
          "B1-1", "B1-5", "B2-1", "B4-1", "B4-2", "B5-1", "B5-2", "B6-1", "B7-1", "B8-1", "B9-1",
          "B12-1", "B13-1",
        ])
    ]
    guard Places.hasSharedBooks else { return subjects }
    subjects.append(
      Subject(
        folder: Places.sharedBooks + "/eto-chips",
        marks: ["B7-1", "B7-2", "B11-1", "B12-1", "B12-2", "B13-1"]))
    subjects.append(
      Subject(
        folder: Places.sharedBooks + "/tfda-border",
        marks: ["B5-1", "B6-1", "B7-1", "B8-1", "B8-3", "B9-1"]))
    subjects.append(
      Subject(folder: Places.sharedBooks + "/tw-industry", marks: ["B7-1", "B12-1", "B13-1"]))
    return subjects
  }()

  @Test(arguments: subjects, [Paper.a3, .a4, .wide])
  func isLegibleAndOnThePage(_ subject: Subject, paper: Paper) async throws {
    let found = try await Found(subject.folder)
    for mark in subject.marks {
      let map = try found.map(mark) { $0.paper = paper }
      #expect(map.pageSize.width == paper.width, "\(mark): the page must not grow")
      #expect(map.smallestText >= 6, "\(mark)")
      let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
      #expect(layout.warnings == [], "\(mark)")
      MapChecks.expectNoOverlap(layout, map, mark)
      MapChecks.expectNoCrossing(layout, mark)
    }
  }

  /// Every text that a box holds stays within it, as Graphviz itself sets it.
  @Test(arguments: subjects)
  func everyLabelFitsItsBox(_ subject: Subject) async throws {
    let found = try await Found(subject.folder)
    for mark in subject.marks {
      let map = try found.map(mark)
      // A box of fixed size that is too small for its table is reported as a warning.
      let drawn = try await DrawnMap(map)
      #expect(drawn.warnings == [], "\(mark)")
    }
  }

  @Test(arguments: subjects)
  func everyMarkIsInTheLegend(_ subject: Subject) async throws {
    let found = try await Found(subject.folder)
    var witnesses = 0
    for mark in subject.marks {
      let map = try found.map(mark)
      let drawn = try await DrawnMap(map)
      let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined(separator: " ")
      let boxes = ["firm-", "segment-", "part-", "more-"].flatMap(drawn.ids)
      let texts = boxes.flatMap(drawn.strings)
      for sign in ["✔", "○", "!", "⊘", "★", "◆"] {
        let isDrawn = texts.contains {
          $0 == sign || $0.hasPrefix(sign + " ") || $0.hasSuffix(" " + sign)
        }
        #expect(legend.contains(sign) == isDrawn, "\(mark): \(sign)")
      }
      let dot = map.diagram.dotText
      #expect(legend.contains("▲") == texts.contains { $0.contains("▲") }, "\(mark)")
      #expect(
        legend.contains("+ N") == texts.contains { $0.firstMatch(of: /^\+ \d+/) != nil },
        "\(mark)")
      #expect(legend.contains("虚线框") == dot.contains("STYLE=\"DASHED\""), "\(mark)")
      #expect(
        legend.contains("虚线箭头") == dot.contains("\"style\"=\"dashed\""), "\(mark)")
      #expect(legend.contains("点线") == dot.contains("\"style\"=\"dotted\""), "\(mark)")
      if legend.contains("红粗线"), mark.hasPrefix("B3-") || mark.hasPrefix("B4-") {
        // The witness alone is red, whatever other routes lead by way of the bottleneck.
        #expect(legend.contains("经过瓶颈的一条供货路线"), "\(mark): \(legend)")
        witnesses += 1
      }
      #expect(!legend.contains("经过瓶颈的供货路线 "), "\(mark)")
    }
    #expect(
      (witnesses > 0)
        == subject.marks.contains { $0.hasPrefix("B3-") || $0.hasPrefix("B4-") })
  }

  // MARK: - Numbers

  /// How many firms or segments the boxes of a map stand for, by what their boxes say.
  private func counted(_ drawn: DrawnMap, where isWanted: ([String]) -> Bool) -> Int {
    (drawn.ids("firm-") + drawn.ids("segment-") + drawn.ids("more-")).reduce(0) { sum, id in
      let texts = drawn.strings(id)
      guard isWanted(texts) else { return sum }
      guard id.hasPrefix("more-") else { return sum + 1 }
      let title = texts.compactMap { $0.firstMatch(of: /^\+ (\d+)/).map { Int($0.1) ?? 0 } }.first
      return sum + (title ?? 0)
    }
  }

  @Test(arguments: [Paper.a3, .a4])
  func theHeadlineOfALossCountsWhatIsOnTheMap(paper: Paper) async throws {
    let found = try await Found(Places.example)
    for rank in 1...12 {
      let mark = "B4-\(rank)"
      let point = found.bottlenecks.firms.accessChokePoints[rank - 1]
      let map = try found.map(mark) { $0.paper = paper }
      let drawn = try await DrawnMap(map)
      #expect(map.headline.contains("\(point.upstream) 家上游企业断开 \(point.cutOff.count) 家"))
      // The leader itself is a box too, and nothing else is.
      #expect(counted(drawn) { _ in true } == point.upstream + 1, "\(mark)")
      let dashed = try dashedBoxes(map)
      let lost = counted(drawn) { texts in
        dashed.contains { id in drawn.strings(id) == texts }
      }
      #expect(lost == point.cutOff.count, "\(mark)")
    }
  }

  private func dashedBoxes(_ map: MapDocument) throws -> [String] {
    map.diagram.dotText.split(separator: "\n").filter { $0.contains("STYLE=\"DASHED\"") }
      .compactMap { $0.firstMatch(of: /"id"="([^"]*)"/).map { String($0.1) } }
  }

  @Test func theHeadlinesOfOtherKindsCountWhatIsOnTheMap() async throws {
    let found = try await Found(Places.example)
    let firms = found.bottlenecks.firms
    for rank in 1...8 {
      let shared = firms.shared[rank - 1]
      let map = try found.map("B1-\(rank)")
      var drawn = try await DrawnMap(map)
      #expect(map.headline.contains("\(shared.targets.count) 家链主上游"))
      #expect(counted(drawn) { $0.contains { $0.hasPrefix("★") } } == shared.targets.count)
      let graph = found.network.graph
      #expect(shared.customers == graph.successors(of: Int32(shared.node)).count)
      let customers = shared.witness.compactMap { $0.dropFirst().first }
      let others = counted(drawn) { $0.contains("其他直接客户") }
      #expect(Set(customers).count + others == shared.customers, "B1-\(rank)")

      let subTier = firms.sharedSubTier[rank - 1]
      let second = try found.map("B2-\(rank)")
      drawn = try await DrawnMap(second)
      #expect(
        second.headline.contains(
          "\(subTier.directSuppliers.count) 家直接供应商中，\(subTier.through.count) 家"))
      let rest = counted(drawn) { $0.contains("不依赖它的直接供应商") }
      #expect(
        rest
          == subTier.directSuppliers.count {
            !subTier.through.contains($0) && $0 != subTier.node
          }, "B2-\(rank)")
    }
    for (place, waist) in firms.waists.enumerated() {
      let map = try found.map("B5-\(place + 1)")
      let drawn = try await DrawnMap(map)
      #expect(map.headline.contains("最少 \(waist.cut.count) 家企业同时停供"))
      #expect(counted(drawn) { $0.contains("◆ 断点") } == waist.cut.count)
    }
    for rank in 1...5 {
      let sources = found.bottlenecks.singleSources[rank - 1]
      let map = try found.map("B6-\(rank)")
      let customers = Set(sources.map(\.customer)).count
      #expect(map.headline.contains("：\(customers) 家企业的"))
      for (reason, words) in Self.reasonWords {
        let count = sources.count { $0.reason == reason }
        #expect(map.headline.contains("\(words) \(count) 项") == (count > 0), "B6-\(rank)")
      }
      let supplier = sources[0].supplier
      let id = "firm-" + found.book.text[found.book.firms[supplier].id]
      let lines = try await DrawnMap(map).ids("line-" + id + "-")
      #expect(lines.count == customers, "B6-\(rank)")
    }
    let cut = try found.map("B8-1")
    #expect(cut.headline.contains("断成 2 块（128、2 家）"))
    let parts = try await DrawnMap(cut)
    #expect(parts.ids("part-").count == 2)
    #expect(parts.strings("part-0").contains("主体（128 家）"))
    // Named and merely counted make 128.
    #expect(parts.strings("part-0").contains("+ 117 家"))
    let bridge = try found.map("B9-1")
    #expect(bridge.headline.contains("供应方一侧 1 家与采购方一侧 130 家"))
    #expect(try await DrawnMap(bridge).strings("part-1").contains("采购方一侧其余 129 家"))
  }

  @Test func theExampleSaysWhatItsReadmePromises() async throws {
    let found = try await Found(Places.example)
    let first = try #require(BottleneckFinding.first(in: found.bottlenecks))
    #expect(first.description == "B4-1")
    #expect(try found.map("B4-2").headline == "汇澜电芯一旦停供，凌霁汽车的 65 家上游企业断开 13 家。")
    #expect(try found.map("B7-1").headline == "环节“永磁材料”仅 1 家企业（磁屿永磁），获证 1/1。")
    let firm = try await found.firm("磁屿永磁")
    for part in ["环节“永磁材料”仅此 1 家", "9 家企业靠它供应（申报独家 7 项；仅一家有记录 2 项）", "3 家链主的共同上游", "断成 2 块"] {
      #expect(firm.headline.contains(part), "\(part)")
    }
    let drawn = try await DrawnMap(firm)
    #expect(counted(drawn) { $0.contains { $0.hasPrefix("★") } } == 3)
  }

  /// What the list of findings calls each reason.
  private static let reasonWords: [(SingleSource.Reason, String)] = [
    (.declared, "申报独家"), (.only, "仅一家有记录"), (.concentrated, "金额高度集中"),
  ]

  /// A table that records other suppliers is not said to have one only.
  @Test func aSingleSourceWithRivalsNamesThem() async throws {
    let book = try TemporaryBook([
      "firms.csv": "企业编号,企业名称\nA,甲厂\nB,乙厂\nC,丙厂\nD,丁厂\nE,戊厂\n",
      "supplies.csv": """
      供应方,采购方,产品,年供货额(万元),是否独家
      甲厂,丙厂,轴,965,
      乙厂,丙厂,轴,35,
      甲厂,丁厂,轴,10,是
      乙厂,丁厂,轴,10,
      甲厂,戊厂,轴,10,

      """,
    ])
    let found = try await Found(book.path)
    let words = "申报独家 1 项，但表中另有供应方 乙厂，请核实；仅一家有记录 1 项；金额高度集中 1 项，占金额 96% 以上，另有供应方 乙厂"
    #expect(try found.map("B6-1").headline == "甲厂：3 家企业的“轴”靠它供应：\(words)。")
    #expect(try await found.firm("甲厂").headline.contains("3 家企业靠它供应（\(words)）"))
  }

  /// Lines between segments, counted again from the rows by other code.
  @Test func linesBetweenSegmentsCountTheSuppliesThatCross() async throws {
    let found = try await Found(Places.example)
    let recount = try ChainMapRecountTests.Recount()
    func supplies(_ givers: Set<String>, _ takers: Set<String>) -> Int {
      let from = Set(givers.flatMap { recount.members[$0] ?? [] })
      let to = Set(takers.flatMap { recount.members[$0] ?? [] })
      return recount.supplies.count { from.contains($0.from) && to.contains($0.to) }
    }
    // What goes from one firm of 专用车 to another is on no line.
    #expect(supplies(["HJ15"], ["HJ15"]) == 2)
    let rest = supplies(["HJ08", "HJ09", "HJ12", "HJ13", "HJ16", "HJ14"], ["HJ15"])
    #expect(rest == 32)
    let drawn = try await DrawnMap(try found.map("B12-1"))
    #expect(
      drawn.strings("line-segment-HJ07-segment-HJ15") == ["\(supplies(["HJ07"], ["HJ15"])) 条"])
    let more = try #require(
      drawn.ids("line-more-").first { $0.hasSuffix("-segment-HJ15") })
    #expect(drawn.strings(more) == ["\(rest) 条"])
  }

  /// What the headline of a firm's map counts has its way on the map.
  @Test(arguments: ["精壳压铸", "磁屿永磁"])
  func everyDirectSupplierThatDependsIsOnTheFirmsMap(name: String) async throws {
    let found = try await Found(Places.example)
    let firm = try #require(FirmLookup.firms(matching: name, in: found.book).first)
    let own = await FirmBottlenecks(
      of: firm, in: found.book, network: found.network, ledger: found.ledger,
      options: found.bottlenecks.options)
    #expect(!own.sharedSubTier.isEmpty)
    let map = try await found.firm(name)
    let drawn = try await DrawnMap(map)
    func id(_ firm: Int) -> String { "firm-" + found.book.text[found.book.firms[firm].id] }
    for shared in own.sharedSubTier {
      let (part, whole) = (shared.through.count, shared.directSuppliers.count)
      #expect(map.headline.contains(" \(part)/\(whole) 家"))
      for supplier in shared.through {
        #expect(drawn.ids("line-\(id(supplier))-\(id(shared.target))").count == 1)
        #expect(drawn.order.contains { $0.hasPrefix("line-") && $0.hasSuffix("-" + id(supplier)) })
      }
    }
  }

  /// Open problems hang on the day, with certificates or without.
  @Test(.enabled(if: Places.hasSharedBooks))
  func theDayOfJudgementStandsOnTheMap() async throws {
    let found = try await Found(Places.sharedBooks + "/tfda-border")
    let drawn = try await DrawnMap(try found.map("B8-1"))
    let facts = drawn.ids("page-facts").flatMap(drawn.strings).joined()
    #expect(facts.contains("未销号问题按 2026-06-30 判定"))
  }

  @Test(.enabled(if: Places.hasSharedBooks))
  func aPartOfASegmentStandsWithItsParentAndItsFlows() async throws {
    var found = try await Found(Places.sharedBooks + "/eto-chips")
    var drawn = try await DrawnMap(try found.map("B7-2"))
    #expect(drawn.ids("line-segment-N20-segment-N19").count == 1)
    let flows = found.book.flows.count { flow in
      [flow.supplying.index, flow.receiving.index].contains { segment in
        segment.map { found.book.text[found.book.segments[$0].id] == "N19" } ?? false
      }
    }
    let lines = drawn.ids("line-").filter { $0.contains("segment-N19") && !$0.contains("N20") }
    #expect(flows > 0 && lines.count == flows)
    found = try await Found(Places.sharedBooks + "/tw-industry")
    for (mark, name) in [("B7-1", "汽車·車燈·外國上市公司"), ("B7-3", "汽車·輪胎·外國上市公司")] {
      let map = try found.map(mark)
      #expect(map.headline.contains("“\(name)”仅 1 家企业"))
      drawn = try await DrawnMap(map)
      #expect(drawn.ids("segment-").count >= 4, "\(mark)")
    }
  }

  @Test func aSegmentWithOneProviderComesBeforeOneWithNone() async throws {
    let book = try TemporaryBook(ChainMapStabilityTests.small)
    let found = try await Found(book.path)
    // 丙部件 is on every route to 丁整机.
    #expect(BottleneckFinding.first(in: found.bottlenecks)?.description == "B3-1")
    let map = try found.map("B3-1")
    #expect(map.headline.contains("每一条供货路线都经过丙部件"))
  }

  // MARK: - Form

  /// The DOT text of two of the example's bottlenecks, byte for byte.
  ///
  /// After an intended change run the tests with `QIANGLIAN_GOLDEN=write` and read the difference.
  @Test(arguments: [
    ("bottleneck-B4-2-a3", "B4-2", Paper.a3, false),
    ("bottleneck-B6-1-a4-en-grey", "B6-1", .a4, true),
  ])
  func goldenDOT(name: String, mark: String, paper: Paper, isEnglish: Bool) async throws {
    let found = try await Found(Places.example)
    let dot = try found.map(mark) {
      $0.paper = paper
      if isEnglish {
        $0.language = .english
        $0.theme = .greyscale
      }
    }.diagram.dotText
    try expectGolden(dot, name)
  }

  @Test(arguments: 1...3)
  func theOrderOfRowsDoesNotShow(seed: Int) async throws {
    let book = try TemporaryBook(shuffling: Places.example, seed: UInt64(seed))
    let expected = try await Found(Places.example)
    let shuffled = try await Found(book.path)
    for mark in ["B1-1", "B2-1", "B4-1", "B5-1", "B6-1", "B7-1", "B8-1", "B12-1"] {
      #expect(
        try expected.map(mark).diagram.dotText == shuffled.map(mark).diagram.dotText,
        "\(mark), seed \(seed)")
    }
  }

  @Test func greyscaleHasNoColourAndEnglishNoChinese() async throws {
    let found = try await Found(Places.example)
    for mark in Self.subjects[0].marks {
      let map = try found.map(mark) {
        $0.theme = .greyscale
        $0.language = .english
      }
      for match in map.diagram.dotText.matches(of: /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/) {
        #expect(match.1 == match.2 && match.2 == match.3, "\(mark): \(match.0)")
      }
      let drawn = try await DrawnMap(map)
      let legend = (drawn.ids("page-legend") + drawn.ids("column-")).flatMap(drawn.strings)
      #expect(
        !legend.joined().unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
        "\(mark): \(legend)")
    }
  }

  @Test(arguments: [Paper.a3, .a4])
  func aHubOfHundredsIsAggregatedOnOnePage(paper: Paper) async throws {
    var supplies = "供应方,采购方,产品\n咽喉厂,整机厂,部件\n"
    var firms = "企业编号,企业名称\nH,咽喉厂\nL,整机厂\n"
    for number in 1...400 {
      firms += "F\(number),供货\(number)厂\n"
      supplies += "供货\(number)厂,\(number % 7 == 0 ? "供货\(number - 1)厂" : "咽喉厂"),料\n"
    }
    let book = try TemporaryBook([
      "firms.csv": firms, "supplies.csv": supplies,
      "chains.csv": "产业链编号,产业链名称,链主\nC,链,整机厂\n",
    ])
    let found = try await Found(book.path)
    let map = try found.map("B4-1") { $0.paper = paper }
    #expect(map.pageSize.width == paper.width)
    #expect(map.smallestText >= 6)
    #expect(map.headline.contains("每一条") || map.headline.contains("401 家上游企业断开 400 家"))
    let drawn = try await DrawnMap(map)
    #expect(counted(drawn) { _ in true } == 402)
    #expect(map.remarks.contains { $0.chinese.contains("并入“+ N”框") })
  }
}

/// Points along drawn lines.
enum MapGeometry {
  static func samples(_ path: Diagram.EdgePath) -> [Diagram.Point] {
    var points: [Diagram.Point] = []
    var start = path.start
    for segment in path.segments {
      for step in 0...24 {
        let t = Double(step) / 24
        let u = 1 - t
        let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        points.append(
          Diagram.Point(
            x: a * start.x + b * segment.control1.x + c * segment.control2.x + d * segment.end.x,
            y: a * start.y + b * segment.control1.y + c * segment.control2.y + d * segment.end.y))
      }
      start = segment.end
    }
    return points
  }
}
