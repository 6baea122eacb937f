import ChainAnalysis
import ChainModel
import Graphs
import Testing

/// Every kind of bottleneck against the plain implementation, on random books.
@Suite struct BottleneckDifferentialTests {
  /// How often the samples showed what they are meant to show.
  private struct Tally {
    var counts: [String: Int] = [:]

    mutating func add(_ key: String, _ number: Int) { counts[key, default: 0] += number }
    func isMet(_ key: String, _ least: Int) -> Bool { counts[key, default: 0] >= least }
  }

  private static func questions(
    _ plain: PlainBook, seed: Int
  ) -> [PlainBook.Question] {
    var generator = SplitMix64(seed: UInt64(seed) &+ 1_000_003)
    let leaders = plain.leaders(of: nil).sorted()
    let anyFirm = plain.firms[generator.below(plain.firms.count)].id
    let aLeader = leaders.isEmpty ? anyFirm : leaders[generator.below(leaders.count)]
    let region = ["R1", "R2", "R21"][generator.below(3)]
    let tiers = 1 + generator.below(3)
    return [
      PlainBook.Question(),
      PlainBook.Question(tiers: tiers),
      PlainBook.Question(chain: "C1"),
      PlainBook.Question(chain: "C2", tiers: tiers),
      PlainBook.Question(region: region),
      PlainBook.Question(leaders: [aLeader]),
      PlainBook.Question(leaders: [anyFirm, aLeader], tiers: tiers),
      PlainBook.Question(chain: "C1", region: region, leaders: [anyFirm]),
    ]
  }

  @Test(arguments: PlainBook.Shape.allCases)
  func everyKind(shape: PlainBook.Shape) async throws {
    var tally = Tally()
    for seed in 0..<50 {
      let plain = PlainBook.random(shape, seed: seed)
      var generator = SplitMix64(seed: UInt64(seed))
      let book = try ReadBook(BookFolder.read(plain.tables(shuffledBy: &generator)))
      let firms = plain.firmNetwork()
      try #require(book.book.firms.indices.map(book.firm) == firms.nodes)
      try #require(book.book.segments.indices.map(book.segment) == plain.segments.map(\.name))
      for question in Self.questions(plain, seed: seed) {
        let context = "\(shape) seed \(seed) \(question)"
        let found = await book.bottlenecks(question)
        let asked = plain.networkQuestion(question, firms)
        #expect(found.leaders.map(book.firm) == asked.targets, "\(context)")
        expectEqual(found.firms, firms.answer(asked), book.firm, context)
        compareSingleSources(found, book, plain, question, context)
        #expect(book.lines(found.segments) == plain.segmentBottlenecks(question), "\(context)")
        #expect(found.segmentCount == found.segments.count, "\(context)")
        compareSegmentNetwork(found, book, plain, question, context)
        tally.add("shared", found.firms.shared.count)
        tally.add("sub-tier", found.firms.sharedSubTier.count)
        tally.add("route", found.firms.routeChokePoints.count)
        tally.add("access", found.firms.accessChokePoints.count)
        tally.add("waists of two", found.firms.waists.filter { $0.cut.count > 1 }.count)
        tally.add("cut firms", found.firms.cutNodes.count)
        tally.add("bridges", found.firms.bridges.count)
        for reason in SingleSource.Reason.allCases {
          tally.add(
            reason.rawValue, found.singleSources.joined().count { $0.reason == reason })
        }
        tally.add("one provider", found.segments.filter(\.isSingleProvider).count)
        tally.add("on every route", found.segments.filter { !$0.finals.isEmpty }.count)
        tally.add("segments' waists", found.segmentNetwork.waists.count)
        tally.add("inferred", found.inferredSupplies.count)
      }
    }
    for (key, least) in [
      ("shared", 100), ("sub-tier", 30), ("access", 60), ("cut firms", 10), ("bridges", 10),
      ("declared", 100), ("only", 100), ("concentrated", 20), ("one provider", 50),
      ("on every route", 50), ("segments' waists", 50), ("inferred", 50), ("route", 20),
    ] {
      #expect(tally.isMet(key, least), "\(shape): \(tally.counts)")
    }
    if shape == .dense { #expect(tally.isMet("waists of two", 50), "\(tally.counts)") }
  }

  private func compareSingleSources(
    _ found: Bottlenecks, _ book: ReadBook, _ plain: PlainBook, _ question: PlainBook.Question,
    _ context: String
  ) {
    let expected = plain.singleSources(question)
    #expect(book.lines(found.singleSources).sorted() == expected.lines, "\(context)")
    #expect(found.singleSourceCount == expected.lines.count, "\(context)")
    #expect(found.customerProducts == expected.customerProducts, "\(context)")
    #expect(found.singleSourceSuppliers == found.singleSources.count, "\(context)")
    // Suppliers of most customers first, then of most products; each supplier's by customer.
    let ranks = found.singleSources.flatMap { sources in
      sources.map { source in
        [
          -Set(sources.map(\.customer)).count, -sources.count, source.supplier, source.customer,
        ]
      }
    }
    for (rank, next) in zip(ranks, ranks.dropFirst()) {
      #expect(!next.lexicographicallyPrecedes(rank), "\(context)")
    }
  }

  private func compareSegmentNetwork(
    _ found: Bottlenecks, _ book: ReadBook, _ plain: PlainBook, _ question: PlainBook.Question,
    _ context: String
  ) {
    guard question.region == nil, question.leaders.isEmpty else {
      #expect(found.segmentNetwork.targets.isEmpty, "\(context)")
      return
    }
    let network = plain.segmentNetwork(of: question.chain)
    let finals = plain.finals(network)
    #expect(found.segmentNetwork.targets.map(book.segment) == finals, "\(context)")
    expectEqual(
      found.segmentNetwork, network.answer(PlainNetwork.Question(targets: finals)), book.segment,
      context)
  }
}
