import ChainAnalysis
public import ChainModel
import ChainTables

extension ShowReport {
  /// The report as JSON, schema `qianglian.show/1`.
  ///
  /// - Parameters:
  ///   - language: The language of names of figures in the evidence.
  ///   - top: The most entries of the lists of certificates and candidates, 0 for all that were
  ///     worked out; groups are always whole.
  ///   - evidence: Whether every figure's items and source rows are added.
  /// - Returns: The text.
  public func json(
    in language: Language = .chinese, top: Int = 20, evidence: Bool = false
  ) -> String {
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("qianglian.show/1")),
      ("asOf", .string(summary.asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      (
        "tables",
        .object(BookTables.counts(in: book).map { ($0.table.rawValue, .integer($0.count)) })
      ),
      ("firms", .object(counts(summary.all))),
      ("sizes", .object(summary.sizes.map { ($0.size.english, .integer($0.firms.count)) })),
      (
        "maturity",
        .object(
          summary.maturities.map {
            ($0.maturity?.english ?? "not stated", .integer($0.firms.count))
          })
      ),
      ("roles", .object(summary.roles.map { ($0.role.english, .integer($0.firms.count)) })),
      ("leaders", ids(summary.leaders)), ("closedLeaders", ids(summary.closedLeaders)),
      (
        "certifiedByAssumption",
        isJudged ? ids(summary.certifiedByAssumption) : .null
      ),
      ("outsideChains", ids(summary.outsideChains)),
      ("chains", .array(summary.chains.map { .object(counts($0)) })),
      ("segments", segments), ("segmentsWithoutFirms", segmentIDs(summary.emptySegments)),
      ("regions", .array(summary.regions.map { .object(counts($0)) })),
      ("withoutRegion", .integer(summary.withoutRegion.firms.count)),
      ("segmentRegions", .array(summary.cells.map(json))),
      ("industries", .array(summary.industries.map { .object(counts($0)) })),
      ("withoutIndustry", .integer(summary.withoutIndustry.count)),
      ("openProblems", .array(summary.openProblems.map(json))),
      ("problemGroups", problemGroups),
    ]
    members += certificates(top: top, language)
    members.append(("network", network))
    if !overview.proposals.isEmpty {
      members.append(("statusProposals", .array(overview.proposals.map(json))))
    }
    if evidence { members.append(("evidence", report(in: language, top: top).evidenceJSON())) }
    return JSONValue.object(members).text
  }

  /// Whether the book has certificates to judge firms by.
  private var isJudged: Bool { overview.certification.isJudged }

  // MARK: - Names

  private func id(_ firm: Int) -> JSONValue { .string(book.text[book.firms[firm].id]) }

  private func ids(_ firms: [Int]) -> JSONValue { .array(firms.map(id)) }

  private func firm(_ firm: Int) -> JSONValue {
    let row = book.firms[firm]
    return .object([
      ("id", id(firm)), ("name", .string(book.text[row.name.isEmpty ? row.id : row.name])),
    ])
  }

  private func problem(_ problem: Int) -> JSONValue {
    .object([
      ("id", .string(book.text[book.problems[problem].id])),
      ("name", .string(book.text[book.problems[problem].name])),
    ])
  }

  /// A segment by chain and id, as ids may repeat between chains.
  private func place(_ segment: Int) -> [(key: String, value: JSONValue)] {
    let row = book.segments[segment]
    return [
      ("chain", .optional(row.chain.index.map { book.text[book.chains[$0].id] })),
      ("segment", .string(book.text[row.id])),
    ]
  }

  private func segmentIDs(_ segments: [Int]) -> JSONValue {
    .array(segments.map { .object(place($0)) })
  }

  // MARK: - Groups

  private func counts(_ group: BookSummary.Group) -> [(key: String, value: JSONValue)] {
    [
      ("id", .string(group.id)), ("name", .string(group.name)),
      ("firms", .integer(group.firms.count)), ("certified", .optional(group.certified?.count)),
      ("smallMicro", .integer(group.smallMicro.count)),
      ("withOpenProblems", .optional(group.withOpenProblems?.count)),
    ]
  }

  private var segments: JSONValue {
    let families = Dictionary(
      uniqueKeysWithValues: summary.parentSegments.compactMap { group in
        group.position.map { ($0, group) }
      })
    return .array(
      summary.segments.map { entry in
        let family = entry.group.position.flatMap { families[$0] } ?? entry.group
        return .object(
          [("chain", .string(book.text[book.chains[entry.chain].id]))] + counts(entry.group) + [
            ("firmsWithChildren", .integer(family.firms.count)),
            ("certifiedWithChildren", .optional(family.certified?.count)),
          ])
      })
  }

  private func json(_ cell: BookSummary.Cell) -> JSONValue {
    .object(
      place(cell.segment) + [
        ("region", .optional(cell.region.map { book.text[book.regions[$0].code] })),
        ("firms", .integer(cell.group.firms.count)),
        ("certified", .optional(cell.group.certified?.count)),
      ])
  }

  private func json(_ entry: (problem: Int, firms: [Int])) -> JSONValue {
    .object([
      ("problem", problem(entry.problem)), ("affected", .integer(entry.firms.count)),
      ("firms", ids(entry.firms)),
    ])
  }

  private var problemGroups: JSONValue {
    func group(
      _ name: [(key: String, value: JSONValue)], _ standings: [CommonProblems.Standing]
    ) -> JSONValue? {
      guard !standings.isEmpty else { return nil }
      return .object(
        name + [
          ("withOpenProblems", .integer(Set(standings.flatMap(\.firms)).count)),
          ("problems", .integer(standings.count)),
        ]
          + ProblemLabel.allCases.map { label in
            (
              label.rawValue,
              .array(
                standings.filter { $0.label == label }.map {
                  .string(book.text[book.problems[$0.problem].id])
                })
            )
          })
    }
    let rows = overview.problems.rows
    return .object([
      (
        "totals",
        .object(
          ProblemLabel.allCases.map { label in
            (label.rawValue, .integer(rows.count { $0.label == label }))
          })
      ),
      (
        "chains",
        .array(
          zip(book.chains, overview.problemsOfChain).compactMap {
            group([("chain", .string(book.text[$0.id]))], $1)
          })
      ),
      (
        "segments",
        .array(
          zip(book.segments.indices, overview.problemsOfSegment).compactMap {
            group(place($0), $1)
          })
      ),
      (
        "regions",
        .array(
          zip(book.regions, overview.problemsOfRegion).compactMap {
            group([("region", .string(book.text[$0.code]))], $1)
          })
      ),
    ])
  }

  private var network: JSONValue {
    .object([
      ("pairs", .integer(summary.linkedPairs)),
      ("inferredSupplies", .integer(summary.inferredSupplies)),
      ("components", .array(summary.componentSizes.map(JSONValue.integer))),
      ("unlinked", .integer(summary.unlinked)),
      ("cycles", .array(summary.cycles.map(ids))),
    ])
  }

  // MARK: - Certificates

  private func certificates(top: Int, _ language: Language) -> [(key: String, value: JSONValue)] {
    let report = overview.certification
    func first<Element>(_ list: [Element]) -> ArraySlice<Element> {
      top > 0 ? list.prefix(top) : list[...]
    }
    func codes(_ schemes: [CertificationScheme]) -> JSONValue {
      .array(schemes.map { .string($0.code) })
    }
    return [
      ("schemes", codes(report.schemes.sorted())),
      (
        "mandatoryMissing",
        isJudged
          ? .array(
            report.missingMandatory.map {
              .object(
                [("firm", firm($0.firm))] + place($0.segment) + [("schemes", codes($0.schemes))])
            }) : .null
      ),
      (
        "tiers",
        .array(
          report.tiers.map {
            .object([
              ("tier", .optional($0.distance)), ("firms", .integer($0.firms.count)),
              ("certified", .optional($0.certified?.count)),
            ])
          })
      ),
      (
        "certificateTotals",
        .object(
          [
            ("onBottlenecks", .integer(report.onBottlenecks.count)),
            (
              "uncertifiedOnBottlenecks",
              .optional(isJudged ? report.exposed.count : nil)
            ),
          ]
            + CertificationReport.horizons.map { days in
              ("endingWithin\(days)Days", .integer(report.expiring.count { $0.days <= days }))
            } + [
              ("lapsed", .integer(report.lapsed.count)),
              ("expiredReplaced", .integer(report.replaced.count)),
              (
                "jointCandidates",
                .optional(isJudged ? report.jointCandidateCount : nil)
              ),
              ("jointCertificates", .integer(report.jointCertificates.count)),
              ("examinedLeaders", .integer(report.bottlenecks.examinedLeaders.count)),
            ])
      ),
      (
        "uncertifiedOnBottlenecks",
        isJudged ? .array(first(report.exposed).map(json)) : .null
      ),
      ("ending", .array(zip(first(report.expiring), report.expiringTouch).map(json))),
      ("lapsed", .array(zip(first(report.lapsed), report.lapsedTouch).map(json))),
      (
        "jointCandidates",
        .array(
          first(report.jointCandidates).map { group in
            .object([
              ("leader", firm(group.leader)),
              ("problemClass", .string(group.problemClass.key)),
              ("problemClassName", .string(group.problemClass.name[language])),
              ("firms", ids(group.firms)),
            ])
          })
      ),
      (
        "jointCertificates",
        .array(
          first(report.jointCertificates).map {
            .object(
              certificate($0.certificate, $0.scheme) + [("firms", ids($0.holders))])
          })
      ),
    ]
  }

  private func certificate(
    _ position: Int, _ scheme: CertificationScheme
  ) -> [(key: String, value: JSONValue)] {
    [
      ("certificate", .string(book.text[book.certificates[position].number])),
      ("scheme", .string(scheme.code)),
    ]
  }

  private func touch(_ touch: CertificationReport.Touch) -> [(key: String, value: JSONValue)] {
    [
      ("downstream", .integer(touch.firms)), ("downstreamClosed", .integer(touch.closed)),
      ("leaders", ids(touch.leaders)),
    ]
  }

  private func json(_ position: BottleneckPositions.Position) -> JSONValue {
    .object([
      ("firm", firm(position.firm)), ("onEveryRouteTo", ids(position.onEveryRouteTo)),
      (
        "losses",
        .array(
          position.losses.map {
            .object([
              ("leader", firm($0.leader)), ("cutsOff", .integer($0.lost)),
              ("upstream", .integer($0.upstream)),
            ])
          })
      ),
      ("onlyFirmOf", segmentIDs(position.onlyFirmOf)),
    ])
  }

  private func json(
    _ entry: CertificationReport.Expiring, _ touch: CertificationReport.Touch
  ) -> JSONValue {
    .object(
      certificate(entry.certificate, entry.scheme) + [
        ("lastDay", .string(entry.lastDay.description)), ("days", .integer(entry.days)),
        ("firms", ids(entry.holders)), ("losing", ids(entry.losing)),
        ("losingMandatory", ids(Set(entry.losingMandatory.map(\.firm)).sorted())),
        ("counts", .bool(entry.isCounted)),
      ] + self.touch(touch))
  }

  private func json(
    _ entry: CertificationReport.Lapsed, _ touch: CertificationReport.Touch
  ) -> JSONValue {
    .object(
      certificate(entry.certificate, entry.scheme) + [
        ("state", .string(entry.state.english)), ("firms", ids(entry.holders)),
        ("uncertified", ids(entry.uncertified)),
        ("lackingMandatory", ids(Set(entry.lackingMandatory.map(\.firm)).sorted())),
        ("counts", .bool(entry.isCounted)),
      ] + self.touch(touch))
  }

  // MARK: - Proposals

  private func json(_ proposal: SegmentStatusProposal) -> JSONValue {
    .object(
      place(proposal.segment) + [
        ("name", .string(book.text[book.segments[proposal.segment].name])),
        ("proposed", .optional(proposal.proposed?.english)),
        ("declared", .optional(proposal.declared?.english)),
        ("comparison", .string(proposal.comparison.rawValue)),
        ("firms", .integer(proposal.firms.count)),
        ("certified", .optional(proposal.certified?.count)),
        ("reasons", .array(proposal.reasons.map(json))),
      ])
  }

  private func json(_ reason: SegmentStatusProposal.Reason) -> JSONValue {
    switch reason {
    case .noFirm: .object([("rule", .string("noFirm"))])
    case .onlyFirm(let only): .object([("rule", .string("onlyFirm")), ("firm", firm(only))])
    case .onEveryRoute(let finals):
      .object([("rule", .string("onEveryRoute")), ("finalSegments", segmentIDs(finals))])
    case .mustPass(let places):
      .object([
        ("rule", .string("mustPass")), ("firms", ids(Set(places.map(\.firm)).sorted())),
        (
          "leaders",
          .array(
            places.map { place in
              .object([
                ("firm", firm(place.firm)), ("leader", firm(place.leader)),
                ("lost", .optional(place.loss?.lost)),
                ("upstream", .optional(place.loss?.upstream)),
                ("onEveryRoute", .bool(place.isOnEveryRoute)),
              ])
            })
        ),
      ])
    case .lowCertifiedShare(let median):
      .object([("rule", .string("lowCertifiedShare")), ("median", .number(median))])
    case .lowMaturity(let own, let chain, let stated):
      .object([
        ("rule", .string("lowMaturity")), ("median", .number(Double(own) / 2)),
        ("chainMedian", .number(Double(chain) / 2)), ("stated", .integer(stated)),
      ])
    case .commonProblems(let problems):
      .object([
        ("rule", .string("commonProblems")), ("problems", .array(problems.map(problem))),
      ])
    }
  }
}
