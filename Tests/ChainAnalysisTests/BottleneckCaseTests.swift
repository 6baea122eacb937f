import ChainModel
import ChainTables
import Graphs
import Testing

@testable import ChainAnalysis

/// Small books whose findings are worked out by hand.
@Suite struct BottleneckCaseTests {
  private func read(
    supplies: [String], leaders: [String] = [], header: String = "供应方,采购方,产品",
    others: [String: String] = [:]
  ) throws -> ReadBook {
    var tables = others
    tables["supplies.csv"] = ([header] + supplies).joined(separator: "\n") + "\n"
    if !leaders.isEmpty {
      tables["chains.csv"] =
        "产业链编号,产业链名称,链主\nC1,某链,\(leaders.joined(separator: "、"))\n"
    }
    return try ReadBook(BookFolder.read(tables))
  }

  /// Without leaders the kinds that need them are empty, and the others are answered.
  @Test func withoutLeaders() async throws {
    let book = try read(supplies: ["A,B,轴", "B,C,轴", "C,D,轴"])
    let found = await book.bottlenecks()
    #expect(found.leaders.isEmpty)
    #expect(found.firms.examined.isEmpty && found.firms.targets.isEmpty)
    let lines = FindingLines(found.firms, book.firm)
    #expect(lines.shared + lines.subTier + lines.routes + lines.access == [])
    #expect(lines.waists == [])
    #expect(lines.cutNodes == ["B: [2, 1]", "C: [2, 1]"])
    #expect(lines.bridges == ["B → C: [2, 2]", "A → B: [1, 3]", "C → D: [3, 1]"])
    #expect(found.singleSourceCount == 3)
  }

  /// A leader that supplies other leaders counts for those only, and no cycle makes it its own
  /// supplier.
  @Test func leadersThatSupplyLeaders() async throws {
    let book = try read(supplies: ["A,B,轴", "B,A,轴", "A,C,轴"], leaders: ["A", "B", "C"])
    let lines = FindingLines(await book.bottlenecks().firms, book.firm)
    #expect(
      lines.shared == ["A serves B C, tier 1, customers 2", "B serves A C, tier 1, customers 1"])
    #expect(lines.waists == ["A: B", "B: A", "C: A"])
    // Supply starts at A and B: what comes to the one comes from the other.
    #expect(lines.routes == ["A before B:  of 1", "A before C: B of 2", "B before A:  of 1"])
  }

  /// Within k tiers, a firm counts for the leaders it reaches in as many steps.
  @Test func tiersLimitWhatIsShared() async throws {
    let supplies = ["V,X,轴", "X,A,轴", "V,Y,轴", "Y,Z,轴", "Z,B,轴"]
    let book = try read(supplies: supplies, leaders: ["A", "B"])
    for (tiers, expected) in [(1, []), (2, []), (3, ["V serves A B, tier 2, customers 2"])] {
      let found = await book.bottlenecks { $0.tiers = tiers }
      #expect(FindingLines(found.firms, book.firm).shared == expected, "\(tiers)")
    }
  }

  /// Witness lists end at twenty, what they witness does not.
  @Test func evidenceIsLimitedToTwenty() async throws {
    let leaders = (10..<35).map { "L\($0)" }
    let direct = leaders.map { "V,\($0),轴" }
    let above = (10..<35).flatMap { ["V,S\($0),轴", "S\($0),L99,轴"] }
    let book = try read(supplies: direct + above, leaders: leaders + ["L99"])
    let found = await book.bottlenecks()
    let shared = try #require(found.firms.shared.first)
    #expect(shared.targets.count == 26)
    #expect(shared.witness.count == 20)
    let subTier = try #require(found.firms.sharedSubTier.first)
    #expect(subTier.through.count == 25 && subTier.degree == 1)
    #expect(subTier.witness.count == 20)
    #expect(found.firms.counts.sharedSubTier == 1)
    let waist = try #require(found.firms.waists.last)
    #expect(waist.cut.map(book.firm) == ["V"])
  }

  @Test func widestCutHasTwentyRoutesShown() async throws {
    let book = try read(supplies: (10..<35).map { "S\($0),L,轴" }, leaders: ["L"])
    let waist = try #require(await book.bottlenecks().firms.waists.first)
    #expect(waist.cut.count == 25)
    #expect(waist.routes.count == 20)
  }

  // MARK: - Single sources

  private static let singleHeader = "供应方,采购方,产品,年供货额(万元),是否独家,关系来源"

  /// The strongest reason, whose share, and over which rows.
  @Test(arguments: [
    (["A,C,轴,10,,"], ["A → C: 轴 (only, 100.0%, rows 1)"]),
    (["A,C,轴,,,"], ["A → C: 轴 (only, unknown, rows 1)"]),
    (["A,C,轴,0,,"], ["A → C: 轴 (only, unknown, rows 1)"]),
    // 0.888² + 0.112² = 0.8011 and 0.887² + 0.113² = 0.7995.
    (["A,C,轴,888,,", "B,C,轴,112,,"], ["A → C: 轴 (concentrated, 88.8%, rows 2)"]),
    (["A,C,轴,887,,", "B,C,轴,113,,"], []),
    (["A,C,轴,11,,", "B,C,轴,89,,"], ["B → C: 轴 (concentrated, 89.0%, rows 2)"]),
    // An amount nobody knows leaves the index unknown.
    (["A,C,轴,99,,", "B,C,轴,,,"], []),
    (["A,C,轴,50,是,", "B,C,轴,50,,"], ["A → C: 轴 (declared, 50.0%, rows 2)"]),
    (
      ["A,C,轴,1,是,", "B,C,轴,3,是,"],
      ["A → C: 轴 (declared, 25.0%, rows 2)", "B → C: 轴 (declared, 75.0%, rows 2)"]
    ),
    (["A,C,轴,10,否,"], ["A → C: 轴 (only, 100.0%, rows 1)"]),
    // What is inferred neither is a source nor competes with one.
    (["A,C,轴,10,,推断"], []),
    (["A,C,轴,10,,税票", "B,C,轴,10,,推断"], ["A → C: 轴 (only, 100.0%, rows 1)"]),
    // Two spellings are one product, two products two.
    (["A,C,Ａ轴,10,,", "B,C,A 轴,10,,"], []),
    (["A,C,IGBT模块,10,,", "B,C,igbt 模块,10,,"], []),
    (
      ["A,C,轴,10,,", "B,C,齿轮,10,,"],
      ["A → C: 轴 (only, 100.0%, rows 1)", "B → C: 齿轮 (only, 100.0%, rows 1)"]
    ),
    // Neither product nor segment: only what is declared is known.
    (["A,C,,10,,"], []),
    (["A,C,,10,是,", "B,C,,10,,"], ["A → C:  (declared, unknown, rows 1)"]),
    (["A,A,轴,10,是,"], []),
  ])
  func singleSources(rows: [String], expected: [String]) async throws {
    // A supply of another customer, so that the book always has one.
    let book = try read(supplies: rows + ["A,Z,阀,1,,", "B,Z,阀,1,,"], header: Self.singleHeader)
    let found = await book.bottlenecks()
    #expect(book.lines(found.singleSources) == expected)
    #expect(found.singleSourceCount == expected.count)
  }

  /// Where no product is named the supplier's segment stands for it: suppliers of one segment
  /// compete, and a supplier of two segments may be the only one of each.
  @Test func segmentsStandForProducts() async throws {
    let members = "产业链编号,环节编号,企业\nC1,S1,A\nC1,S1,B\nC1,S2,B\nC1,S3,D\n"
    let book = try read(
      supplies: ["A,C,", "B,C,", "D,E,", "B,E,", "X,E,"], others: ["members.csv": members])
    let found = await book.bottlenecks()
    #expect(
      Set(book.lines(found.singleSources)) == [
        "B → C: C1/S2 (only, unknown, rows 1)", "B → E: C1/S1 (only, unknown, rows 1)",
        "B → E: C1/S2 (only, unknown, rows 1)", "D → E: C1/S3 (only, unknown, rows 1)",
      ])
    #expect(found.customerProducts == 5)
    #expect(found.unclassifiedSupplies == 1)
  }

  // MARK: - Segments

  private func segments(_ segments: [String], flows: [String], members: [String]) throws -> ReadBook
  {
    try ReadBook(
      BookFolder.read([
        "chains.csv": "产业链编号,产业链名称\nC1,某链\nC2,另一链\n",
        "segments.csv": "产业链编号,环节编号,环节名称,上级环节\n"
          + segments.map { "C1,\($0)\n" }.joined() + "C2,T1,船体,\n",
        "flows.csv": "产业链编号,供给环节,需求环节\n" + flows.map { "C1,\($0)\n" }.joined(),
        "members.csv": "产业链编号,环节编号,企业\n" + members.map { "C1,\($0)\n" }.joined(),
        "firms.csv": "企业编号,企业名称,登记状态\nF1,甲厂,\nF2,乙厂,\nF3,丙厂,注销\n",
      ]))
  }

  /// A row that says that a segment supplies itself joins none of its parts.
  @Test func flowsWithinASegmentJoinNothing() async throws {
    let book = try segments(
      ["S1,原料,", "S2,整车,", "S3,客车,S2", "S4,货车,S2"], flows: ["S1,S2", "S2,S2"],
      members: ["S1,F1", "S3,F1", "S4,F2"])
    let found = await book.bottlenecks()
    // Parts that no flow names stand within the whole.
    #expect(found.segmentNetwork.targets.map(book.segment) == ["C1/S2"])
    #expect(
      book.lines(found.segments) == [
        "C1/S1: F1, certified , with problems , before C1/S2",
        "C1/S3: F1, certified , with problems , before ",
        "C1/S4: F2, certified , with problems , before ",
      ])
  }

  /// Every route leads through one of a parent's children: the parent is on every route, and the
  /// evidence is one of them, from its start to its end.
  @Test func parentsStandForTheirChildren() async throws {
    let book = try segments(
      ["S1,原料,", "S2,零件,", "S3,轴,S2", "S4,齿轮,S2", "S5,整车,"],
      flows: ["S1,S3", "S1,S4", "S3,S5", "S4,S5"], members: ["S3,F1", "S4,F3"])
    let found = await book.bottlenecks()
    #expect(
      book.lines(found.segments) == [
        "C1/S1: , certified , with problems , before C1/S5",
        "C1/S2: F1, certified , with problems , before C1/S5",
        "C1/S3: F1, certified , with problems , before ",
      ])
    #expect(
      found.segments.map { $0.route.map(book.segment) } == [
        ["C1/S1", "C1/S3", "C1/S5"], ["C1/S1", "C1/S3", "C1/S5"], [],
      ])
    #expect(found.chainsWithoutFlows.map { book.book.text[book.book.chains[$0].id] } == ["C2"])
  }

  // MARK: - Many leaders

  /// Above the limit of work the ten leaders with the widest reach are examined, or those asked for;
  /// the kinds that look at all leaders at once still cover all.
  @Test func manyLeaders() async throws {
    let leaders = 3000
    let count = 70_000
    // Leader l has l % 50 suppliers of its own, and the last firm supplies leaders 0 and 1.
    var edges: [Edge] = []
    var next = Vertex(leaders)
    for leader in 0..<Vertex(leaders) where leader % 3 == 0 {
      for _ in 0..<leader % 50 {
        edges.append(Edge(next, leader))
        next += 1
      }
    }
    let last = Vertex(count) - 1
    #expect(next < last)
    edges += [Edge(last, 0), Edge(last, 1)]
    let graph = try DirectedGraph(vertexCount: count, edges: edges)
    #expect(leaders * (count + edges.count) > BottleneckSearch.workLimit)
    var search = BottleneckSearch(graph: graph, targets: Array(0..<Vertex(leaders)))
    search.kinds = [.sharedSuppliers, .waists]
    search.threads = 2
    let found = await search.find()
    #expect(found.targets.count == leaders)
    // Those with 49 suppliers, the least numbers first.
    let widest = (0..<leaders).filter { $0 % 3 == 0 && $0 % 50 == 49 }.prefix(10)
    #expect(found.examined == Array(widest))
    #expect(found.waists.map(\.cut.count) == Array(repeating: 49, count: 10))
    #expect(found.shared.map(\.node) == [Int(last)])
    #expect(found.shared.first?.targets == [0, 1])
    search.chosen = [1, 2, 3]
    let chosen = await search.find()
    #expect(chosen.examined == [1, 2, 3])
    #expect(chosen.waists.map(\.target) == [1, 3])
    #expect(chosen.shared.map(\.node) == [Int(last)])
  }

  /// More leaders than one block of the sweep holds.
  @Test func sharedByMoreThanOneBlock() async throws {
    let leaders = 1200
    var edges = (0..<Vertex(leaders)).map { Edge(Vertex(leaders), $0) }
    edges += [Edge(Vertex(leaders) + 1, Vertex(leaders)), Edge(Vertex(leaders) + 2, 600)]
    edges.append(Edge(Vertex(leaders) + 2, 1100))
    edges.append(Edge(0, 1199))
    let graph = try DirectedGraph(vertexCount: leaders + 3, edges: edges)
    for tiers in [nil, 2] {
      var search = BottleneckSearch(graph: graph, targets: Array(0..<Vertex(leaders)))
      search.kinds = [.sharedSuppliers]
      search.tiers = tiers
      let found = await search.find()
      #expect(found.shared.map(\.node) == [leaders, leaders + 1, leaders + 2])
      #expect(found.shared.map(\.targets.count) == [leaders, leaders, 2])
      #expect(found.shared.map(\.leastTier) == [1, 2, 1])
      #expect(found.shared.map(\.customers) == [leaders, 1, 2])
      #expect(found.shared.last?.targets == [600, 1100])
    }
  }
}
