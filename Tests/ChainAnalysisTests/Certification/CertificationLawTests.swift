import ChainAnalysis
import ChainModel
import Graphs
import Testing

/// Shares and positions of seeded books, recounted by plain code.
@Suite struct CertificationLawTests {
  @Test(arguments: PlainBook.Shape.allCases)
  func sharesAndPositionsAreThoseOfThePlainBook(_ shape: PlainBook.Shape) async throws {
    for seed in 0..<25 {
      let plain = PlainBook.random(shape, seed: seed)
      var generator = SplitMix64(seed: UInt64(seed))
      let book = try ReadBook(BookFolder.read(plain.tables(shuffledBy: &generator)))
      var options = BookOverview.Options()
      options.proposesStatus = true
      options.certification.top = 0
      options.certification.threads = 1 + seed % 3
      let overview = await BookOverview(book.book, ledger: book.ledger, options: options)
      let context = "\(shape) seed \(seed)"
      expectShares(overview, plain, book, context)
      expectPositions(overview.certification, plain, book, context)
      expectTouches(overview.certification, plain, book, context)
      expectProposals(overview, plain, book, context)
    }
  }

  private func expectShares(
    _ overview: BookOverview, _ plain: PlainBook, _ book: ReadBook, _ context: String
  ) {
    let open = plain.firms.filter { !$0.isClosed }
    let certified = Set(open.filter(\.isCertified).map(\.id))
    for entry in overview.summary.segments {
      guard let position = entry.group.position else { continue }
      let own = Set(plain.members.filter { $0.segmentName == book.segment(position) }.map(\.firm))
        .intersection(open.map(\.id))
      #expect(Set(entry.group.firms.map(book.firm)) == own, "\(context)")
      #expect(
        Set((entry.group.certified ?? []).map(book.firm)) == own.intersection(certified),
        "\(context)")
    }
    let cells = overview.summary.cells
    #expect(
      cells.map(\.group.firms.count).reduce(0, +)
        == overview.summary.segments.map(\.group.firms.count).reduce(0, +), "\(context)")
    // Tiers: the least distance to any leader.
    let leaders = plain.leaders(of: nil)
    let network = plain.firmNetwork()
    var distance: [String: Int] = [:]
    for leader in leaders {
      distance[leader] = 0
      for (firm, tier) in network.tiers(above: leader) {
        distance[firm] = min(distance[firm] ?? tier, tier)
      }
    }
    let tiers = overview.certification.tiers
    #expect(tiers.isEmpty == leaders.isEmpty, "\(context)")
    for tier in tiers {
      let firms = Set(open.map(\.id).filter { distance[$0] == tier.distance })
      #expect(Set(tier.firms.map(book.firm)) == firms, "\(context)")
      #expect(
        Set((tier.certified ?? []).map(book.firm)) == firms.intersection(certified), "\(context)")
    }
    if !leaders.isEmpty {
      #expect(tiers.map(\.firms.count).reduce(0, +) == open.count, "\(context)")
    }
  }

  private func expectPositions(
    _ report: CertificationReport, _ plain: PlainBook, _ book: ReadBook, _ context: String
  ) {
    let network = plain.firmNetwork()
    var reasons: [String: Set<String>] = [:]
    for leader in plain.leaders(of: nil) {
      let upstream = network.upstream(of: leader).subtracting([leader])
      for (firm, lost) in network.lost(of: leader)
      where lost.count >= 3 && lost.count * 10 >= upstream.count {
        reasons[firm, default: []].insert("\(leader) \(lost.count)/\(upstream.count)")
      }
      for firm in network.onEveryRoute(to: leader) {
        reasons[firm, default: []].insert("route \(leader)")
      }
    }
    for segment in plain.segments {
      let family = plain.family(of: segment)
      let firms = plain.firms.filter { firm in
        !firm.isClosed
          && plain.members.contains { $0.firm == firm.id && family.contains($0.segmentName) }
      }
      if firms.count == 1 { reasons[firms[0].id, default: []].insert("only \(segment.name)") }
    }
    var found: [String: Set<String>] = [:]
    for position in report.bottlenecks.positions {
      found[book.firm(position.firm)] = Set(
        position.losses.map { "\(book.firm($0.leader)) \($0.lost)/\($0.upstream)" }
          + position.onEveryRouteTo.map { "route \(book.firm($0))" }
          + position.onlyFirmOf.map { "only \(book.segment($0))" })
    }
    #expect(found == reasons, "\(context)")
    let exposed = plain.firms.filter {
      !$0.isClosed && !$0.isCertified && reasons[$0.id] != nil
    }.map(\.id)
    #expect(Set(report.exposed.map { book.firm($0.firm) }) == Set(exposed), "\(context)")
  }

  private func expectTouches(
    _ report: CertificationReport, _ plain: PlainBook, _ book: ReadBook, _ context: String
  ) {
    let network = plain.firmNetwork()
    let leaders = plain.leaders(of: nil)
    #expect(report.lapsed.count == report.lapsedTouch.count, "\(context)")
    // Certificates that are not certified ones ended in January.
    #expect(
      Set(report.lapsed.flatMap(\.holders).map(book.firm))
        == Set(plain.firms.filter { !$0.isClosed && !$0.isCertified }.map(\.id)), "\(context)")
    for (lapsed, touch) in zip(report.lapsed, report.lapsedTouch) {
      let holder = lapsed.holders.map(book.firm)
      let reached = plain.firms.map(\.id).filter { other in
        !holder.contains(other) && holder.contains { network.upstream(of: other).contains($0) }
      }
      let closed = plain.firms.filter { reached.contains($0.id) && $0.isClosed }
      #expect(touch.firms == reached.count - closed.count, "\(context)")
      #expect(touch.closed == closed.count, "\(context)")
      #expect(
        Set(touch.leaders.map(book.firm)) == leaders.intersection(reached), "\(context)")
    }
  }

  /// Every rule once more, by plain sets and fractions.
  private func expectProposals(
    _ overview: BookOverview, _ plain: PlainBook, _ book: ReadBook, _ context: String
  ) {
    #expect(overview.proposals.count == plain.segments.count, "\(context)")
    let network = plain.firmNetwork()
    let flows = plain.segmentNetwork(of: nil)
    let finals = plain.finals(flows)
    func firms(_ segment: PlainBook.Segment) -> [PlainBook.Firm] {
      let family = plain.family(of: segment)
      return plain.firms.filter { firm in
        !firm.isClosed
          && plain.members.contains { $0.firm == firm.id && family.contains($0.segmentName) }
      }
    }
    func median(_ values: [Int]) -> Int? {
      let sorted = values.sorted()
      // Twice the median, so that it is whole.
      return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
    }
    /// Shares by a common multiple of all numbers of firms, so that they are whole.
    let unit = (1...40).reduce(1) { one, other in
      var (a, b) = (one, other)
      while b > 0 { (a, b) = (b, a % b) }
      return one / a * other
    }
    func share(_ firms: [PlainBook.Firm]) -> Int? {
      firms.isEmpty ? nil : firms.count(where: \.isCertified) * (unit / firms.count)
    }
    for proposal in overview.proposals {
      let name = book.segment(proposal.segment)
      guard let segment = plain.segments.first(where: { $0.name == name }) else {
        Issue.record("\(context) \(name)")
        continue
      }
      let own = firms(segment)
      let chain = plain.segments.filter { $0.chain == segment.chain }
      #expect(Set(proposal.firms.map(book.firm)) == Set(own.map(\.id)), "\(context) \(name)")
      var expected = Set<String>()
      if own.isEmpty { expected.insert("missing") }
      if own.count == 1 { expected.insert("only \(own[0].id)") }
      let family = plain.family(of: segment)
      for final in finals
      where !family.contains(final)
        && !flows.upstream(of: final, without: family).contains(where: flows.isEntry)
      {
        expected.insert("route \(final)")
      }
      for leader in plain.leaders(of: segment.chain) {
        let upstream = network.upstream(of: leader).subtracting([leader])
        let lost = network.lost(of: leader)
        let passed = network.onEveryRoute(to: leader)
        for firm in own.map(\.id) {
          let count = lost[firm]?.count ?? 0
          let isGreat = count >= 3 && count * 10 >= upstream.count
          guard isGreat || passed.contains(firm) else { continue }
          expected.insert(
            "pass \(firm) \(leader) \(passed.contains(firm)) "
              + (isGreat ? "\(count)/\(upstream.count)" : ""))
        }
      }
      if let part = share(own), let middle = median(chain.map(firms).compactMap(share)),
        2 * part < middle
      {
        expected.insert("share")
      }
      // The plain book states no maturity, and one problem at most.
      var found = Set<String>()
      for reason in proposal.reasons {
        switch reason {
        case .noFirm: found.insert("missing")
        case .onlyFirm(let firm): found.insert("only \(book.firm(firm))")
        case .onEveryRoute(let finals): found.formUnion(finals.map { "route \(book.segment($0))" })
        case .mustPass(let places):
          found.formUnion(
            places.map { place in
              "pass \(book.firm(place.firm)) \(book.firm(place.leader)) \(place.isOnEveryRoute) "
                + (place.loss.map { "\($0.lost)/\($0.upstream)" } ?? "")
            })
        case .lowCertifiedShare: found.insert("share")
        case .lowMaturity: found.insert("maturity")
        case .commonProblems: found.insert("problems")
        }
      }
      #expect(found == expected, "\(context) \(name)")
      let status: SegmentStatus? =
        own.isEmpty
        ? .missing
        : expected.contains { $0 != "share" } ? .atRisk : expected.isEmpty ? nil : .weak
      #expect(proposal.proposed == status, "\(context) \(name)")
    }
  }
}
