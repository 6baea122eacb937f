import ChainAnalysis
import ChainModel
import Graphs
import Testing

/// What must hold of every result: evidence that is there, lists that are cut and nothing else,
/// selections that filter, and the same findings whatever the order of rows and number of threads.
@Suite struct BottleneckLawTests {
  private struct Sample {
    let plain: PlainBook
    let book: ReadBook
    let context: String

    init(_ shape: PlainBook.Shape, _ seed: Int, order: UInt64 = 0) throws {
      plain = PlainBook.random(shape, seed: seed)
      var generator = SplitMix64(seed: order)
      book = try ReadBook(BookFolder.read(plain.tables(shuffledBy: &generator)))
      context = "\(shape) seed \(seed)"
    }
  }

  private static func each(
    _ shape: PlainBook.Shape, _ seeds: Range<Int>, _ body: (Sample) async throws -> Void
  ) async throws {
    for seed in seeds { try await body(try Sample(shape, seed)) }
  }

  // MARK: - Evidence

  @Test(arguments: PlainBook.Shape.allCases)
  func evidenceIsReal(shape: PlainBook.Shape) async throws {
    try await Self.each(shape, 100..<120) { sample in
      let firms = sample.plain.firmNetwork()
      for tiers in [nil, 2, 3] {
        let found = await sample.book.bottlenecks { $0.tiers = tiers }
        expectEvidence(found.firms, firms, sample.book.firm, tiers: tiers, sample.context)
      }
      let found = await sample.book.bottlenecks()
      let segments = sample.plain.segmentNetwork(of: nil)
      expectEvidence(found.segmentNetwork, segments, sample.book.segment, sample.context)
      checkRoutes(of: found.segments, segments, sample)
    }
  }

  private func checkRoutes(
    of segments: [SegmentBottleneck], _ network: PlainNetwork, _ sample: Sample
  ) {
    for segment in segments {
      let route = segment.route.map(sample.book.segment)
      let name = sample.book.segment(segment.segment)
      let context = "\(sample.context) \(name) \(route)"
      guard let final = segment.finals.first else {
        #expect(route.isEmpty, "\(context)")
        continue
      }
      let family =
        sample.plain.segments.first { $0.name == name }
        .map { sample.plain.family(of: $0) } ?? []
      #expect(network.isPath(route), "\(context)")
      #expect(route.first.map(network.isEntry) == true, "\(context)")
      #expect(route.last == sample.book.segment(final), "\(context)")
      #expect(!family.isDisjoint(with: route), "\(context)")
      #expect(Set(route).count == route.count, "\(context)")
    }
  }

  // MARK: - Order of rows, threads, length of lists

  @Test(arguments: PlainBook.Shape.allCases)
  func rowsAndThreadsDoNotMatter(shape: PlainBook.Shape) async throws {
    for seed in 200..<215 {
      let first = try Sample(shape, seed, order: 1)
      let second = try Sample(shape, seed, order: 2)
      let one = await first.book.bottlenecks { $0.centrality = seed.isMultiple(of: 5) }
      let report = first.book.report(one)
      for threads in [1, 2] {
        let other = await second.book.bottlenecks {
          $0.threads = threads
          $0.centrality = seed.isMultiple(of: 5)
        }
        #expect(second.book.report(other) == report, "\(first.context)")
      }
    }
  }

  @Test(arguments: PlainBook.Shape.allCases)
  func shortListsBeginLongOnes(shape: PlainBook.Shape) async throws {
    for seed in 300..<315 {
      let sample = try Sample(shape, seed)
      let book = sample.book
      let all = await book.bottlenecks { $0.centrality = seed.isMultiple(of: 5) }
      let few = await book.bottlenecks {
        $0.top = 3
        $0.centrality = seed.isMultiple(of: 5)
        $0.threads = 2
      }
      checkPrefix(few.firms, all.firms, sample.context)
      checkPrefix(few.segmentNetwork, all.segmentNetwork, sample.context)
      #expect(few.singleSources == Array(all.singleSources.prefix(3)), "\(sample.context)")
      #expect(few.singleSourceCount == all.singleSources.joined().count, "\(sample.context)")
      #expect(few.customerProducts == all.customerProducts, "\(sample.context)")
      #expect(few.segments == Array(all.segments.prefix(3)), "\(sample.context)")
      #expect(few.segmentCount == all.segments.count, "\(sample.context)")
      #expect(few.centrality == Array(all.centrality.prefix(3)), "\(sample.context)")
      #expect(few.inferredSupplies == all.inferredSupplies, "\(sample.context)")
    }
  }

  private func checkPrefix(
    _ few: NetworkBottlenecks, _ all: NetworkBottlenecks, _ context: String
  ) {
    #expect(few.counts == all.counts, "\(context)")
    #expect(few.shared == Array(all.shared.prefix(3)), "\(context)")
    #expect(few.sharedSubTier == Array(all.sharedSubTier.prefix(3)), "\(context)")
    #expect(few.routeChokePoints == Array(all.routeChokePoints.prefix(3)), "\(context)")
    #expect(few.accessChokePoints == Array(all.accessChokePoints.prefix(3)), "\(context)")
    #expect(few.waists == Array(all.waists.prefix(3)), "\(context)")
    #expect(few.cutNodes == Array(all.cutNodes.prefix(3)), "\(context)")
    #expect(few.bridges == Array(all.bridges.prefix(3)), "\(context)")
  }

  // MARK: - Selections

  /// A kind asked for alone gives what it gives among all.
  @Test(arguments: PlainBook.Shape.allCases)
  func kindsStandAlone(shape: PlainBook.Shape) async throws {
    try await Self.each(shape, 400..<405) { sample in
      let all = await sample.book.bottlenecks()
      for kind in BottleneckKind.allCases {
        let one = await sample.book.bottlenecks { $0.kinds = [kind] }
        var expected = FindingLines()
        let whole = FindingLines(all.firms, sample.book.firm)
        switch kind {
        case .sharedSuppliers: expected.shared = whole.shared
        case .sharedSubTier: expected.subTier = whole.subTier
        case .chokePoints:
          expected.routes = whole.routes
          expected.access = whole.access
        case .waists: expected.waists = whole.waists
        case .cutFirms: expected.cutNodes = whole.cutNodes
        case .bridges: expected.bridges = whole.bridges
        case .singleSources, .segments: break
        }
        #expect(FindingLines(one.firms, sample.book.firm) == expected, "\(sample.context) \(kind)")
        #expect(one.singleSources == (kind == .singleSources ? all.singleSources : []))
        #expect(one.segments == (kind == .segments ? all.segments : []))
        #expect(
          FindingLines(one.segmentNetwork, sample.book.segment)
            == (kind == .segments
              ? FindingLines(all.segmentNetwork, sample.book.segment) : FindingLines()))
      }
    }
  }

  /// A region keeps of every list what is about its firms, in the same order and with the same
  /// evidence; it changes no finding.
  @Test(arguments: PlainBook.Shape.allCases)
  func regionsFilter(shape: PlainBook.Shape) async throws {
    try await Self.each(shape, 500..<515) { sample in
      let book = sample.book.book
      let all = await sample.book.bottlenecks()
      for region in book.regions.indices {
        let part = await sample.book.bottlenecks { $0.region = region }
        let inside = book.firms.indices.filter { firm in
          var place = book.firms[firm].region.index
          while let here = place, here != region { place = book.regions[here].parent.index }
          return place != nil
        }
        let isInside = Set(inside).contains
        let (some, whole) = (part.firms, all.firms)
        let context = "\(sample.context) region \(region)"
        #expect(some.shared == whole.shared.filter { isInside($0.node) }, "\(context)")
        #expect(some.sharedSubTier == whole.sharedSubTier.filter { isInside($0.node) })
        #expect(some.routeChokePoints == whole.routeChokePoints.filter { isInside($0.node) })
        #expect(some.accessChokePoints == whole.accessChokePoints.filter { isInside($0.node) })
        #expect(some.waists == whole.waists.filter { $0.cut.contains(where: isInside) })
        #expect(some.cutNodes == whole.cutNodes.filter { isInside($0.node) }, "\(context)")
        #expect(
          some.bridges == whole.bridges.filter { isInside($0.supplier) || isInside($0.customer) })
        #expect(
          Set(part.singleSources.joined())
            == Set(
              all.singleSources.joined().filter { isInside($0.customer) || isInside($0.supplier) }))
        #expect(
          part.segments == all.segments.filter { $0.firms.contains(where: isInside) },
          "\(context)")
        #expect(part.leaders == all.leaders)
      }
    }
  }

  /// Leaders keep what concerns one of them; what asks about no leader stays whole.
  @Test(arguments: PlainBook.Shape.allCases)
  func leadersFilter(shape: PlainBook.Shape) async throws {
    try await Self.each(shape, 600..<615) { sample in
      let all = await sample.book.bottlenecks()
      for leader in all.leaders {
        let part = await sample.book.bottlenecks { $0.leaders = [leader] }
        let (some, whole) = (part.firms, all.firms)
        #expect(some.targets == whole.targets && some.examined == [leader])
        #expect(some.shared == whole.shared.filter { $0.targets.contains(leader) })
        #expect(some.sharedSubTier == whole.sharedSubTier.filter { $0.target == leader })
        #expect(
          Set(some.routeChokePoints) == Set(whole.routeChokePoints.filter { $0.target == leader }))
        #expect(some.accessChokePoints == whole.accessChokePoints.filter { $0.target == leader })
        #expect(some.waists == whole.waists.filter { $0.target == leader })
        #expect(some.cutNodes == whole.cutNodes && some.bridges == whole.bridges)
        #expect(part.singleSources == all.singleSources && part.segments == all.segments)
      }
    }
  }

  /// A chain keeps its own leaders, its members and all their suppliers.
  @Test(arguments: PlainBook.Shape.allCases)
  func chainsFilter(shape: PlainBook.Shape) async throws {
    try await Self.each(shape, 700..<715) { sample in
      let book = sample.book.book
      let all = await sample.book.bottlenecks()
      for chain in book.chains.indices {
        let part = await sample.book.bottlenecks { $0.chain = chain }
        let (some, whole) = (part.firms, all.firms)
        let own = Set(part.leaders)
        #expect(own.isSubset(of: all.leaders))
        #expect(some.sharedSubTier == whole.sharedSubTier.filter { own.contains($0.target) })
        #expect(
          Set(some.routeChokePoints)
            == Set(whole.routeChokePoints.filter { own.contains($0.target) }))
        #expect(
          some.accessChokePoints == whole.accessChokePoints.filter { own.contains($0.target) })
        #expect(some.waists == whole.waists.filter { own.contains($0.target) })
        #expect(
          some.shared.map { [$0.node, own.intersection($0.targets).count] }
            == some.shared.map { [$0.node, $0.targets.count] })
        #expect(part.segments == all.segments.filter { $0.chain == chain })
        #expect(some.cutNodes == whole.cutNodes.filter(some.cutNodes.contains))
        #expect(some.bridges == whole.bridges.filter(some.bridges.contains))
      }
    }
  }
}
