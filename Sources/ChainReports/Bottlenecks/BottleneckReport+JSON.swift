import ChainAnalysis
import ChainModel

extension BottleneckReport {
  /// The report as JSON, schema `qianglian.bottlenecks/1`.
  ///
  /// - Parameters:
  ///   - language: The language of names of figures in the evidence.
  ///   - evidence: Whether every figure's items and source rows are added.
  /// - Returns: The text.
  public func json(in language: Language = .chinese, evidence: Bool = false) -> String {
    let kinds = found.options.kinds
    let firms = found.firms
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("qianglian.bottlenecks/1")),
      ("asOf", .string(found.asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ("leaders", ids(found.leaders)), ("totals", totals),
    ]
    let words = BottleneckWords(found, in: book, network: network, language: language)
    members.append(
      (
        "unanswered",
        .object([
          ("kinds", .array(words.unanswered.map { .string($0.rawValue) })),
          ("reasons", .array(words.explanations.map(JSONValue.string))),
        ])
      ))
    if kinds.contains(.sharedSuppliers) {
      members.append(("sharedSuppliers", .array(firms.shared.map(shared))))
    }
    if kinds.contains(.sharedSubTier) {
      members.append(("sharedSubTier", .array(firms.sharedSubTier.map(subTier))))
    }
    if kinds.contains(.chokePoints) {
      members.append(
        (
          "chokePoints",
          .array((firms.routeChokePoints + firms.accessChokePoints).map(chokePoint))
        ))
    }
    if kinds.contains(.waists) { members.append(("waists", .array(firms.waists.map(waist)))) }
    if kinds.contains(.cutFirms) {
      members.append(
        (
          "cutFirms",
          .array(
            firms.cutNodes.map {
              .object([
                ("firm", firm($0.node)),
                ("leavesBehind", .array($0.leavesBehind.map(JSONValue.integer))),
              ])
            })
        ))
    }
    if kinds.contains(.bridges) {
      members.append(
        (
          "bridges",
          .array(
            firms.bridges.map {
              .object([
                ("supplier", firm($0.supplier)), ("customer", firm($0.customer)),
                ("supplierSide", .integer($0.supplierSide)),
                ("customerSide", .integer($0.customerSide)),
              ])
            })
        ))
    }
    if kinds.contains(.singleSources) {
      members.append(
        ("singleSources", .array(found.singleSources.joined().map(singleSource))))
    }
    if kinds.contains(.segments) {
      members.append(("segments", .array(found.segments.map(segment))))
      members.append(("segmentNetwork", segmentNetwork))
    }
    if !found.centrality.isEmpty {
      members.append(("betweennessSamples", .optional(found.betweennessSamples)))
      members.append(
        (
          "centrality",
          .array(
            found.centrality.map {
              .object([
                ("firm", firm($0.firm)), ("betweenness", .number($0.betweenness)),
                ("pageRank", .number($0.pageRank)),
              ])
            })
        ))
    }
    if evidence { members.append(("evidence", report(in: language).evidenceJSON())) }
    return JSONValue.object(members).text
  }

  private var totals: JSONValue {
    let kinds = found.options.kinds
    let counts = found.firms.counts
    var members: [(key: String, value: JSONValue)] = [
      ("pairs", .integer(found.linkedPairs)),
      ("inferredSupplies", .integer(found.inferredSupplies.count)),
    ]
    func add(_ kind: BottleneckKind, _ key: String, _ count: Int) {
      if kinds.contains(kind) { members.append((key, .integer(count))) }
    }
    add(.sharedSuppliers, "sharedSuppliers", counts.shared)
    add(.sharedSubTier, "sharedSubTier", counts.sharedSubTier)
    add(.chokePoints, "chokePoints", counts.routeChokePoints + counts.accessChokePoints)
    add(.chokePoints, "routeChokePoints", counts.routeChokePoints)
    add(.chokePoints, "accessChokePoints", counts.accessChokePoints)
    add(.waists, "waists", counts.waists)
    add(.cutFirms, "cutFirms", counts.cutNodes)
    add(.bridges, "bridges", counts.bridges)
    add(.singleSources, "singleSources", found.singleSourceCount)
    add(.singleSources, "singleSourceSuppliers", found.singleSourceSuppliers)
    add(.singleSources, "customerProducts", found.customerProducts)
    add(.segments, "segments", found.segmentCount)
    members.append(
      (
        "perLeader",
        .object([
          ("examined", .integer(found.firms.examined.count)),
          ("of", .integer(found.leaders.count)),
        ])
      ))
    return .object(members)
  }

  // MARK: - Firms

  private func id(_ firm: Int) -> JSONValue { .string(book.text[book.firms[firm].id]) }

  private func ids(_ firms: [Int]) -> JSONValue { .array(firms.map(id)) }

  private func firm(_ firm: Int) -> JSONValue {
    let row = book.firms[firm]
    return .object([
      ("id", id(firm)),
      ("name", .string(book.text[row.name.isEmpty ? row.id : row.name])),
    ])
  }

  private func shared(_ shared: NetworkBottlenecks.Shared) -> JSONValue {
    .object([
      ("firm", firm(shared.node)), ("leaderCount", .integer(shared.targets.count)),
      ("leaders", ids(shared.targets)), ("minimumTier", .integer(shared.leastTier)),
      ("customers", .integer(shared.customers)),
      ("witness", .array(shared.witness.map(ids))),
    ])
  }

  private func subTier(_ shared: NetworkBottlenecks.SharedSubTier) -> JSONValue {
    .object([
      ("firm", firm(shared.node)), ("leader", firm(shared.target)),
      ("through", ids(shared.through)), ("degree", .number(shared.degree)),
      ("directSuppliers", .integer(shared.directSuppliers.count)),
      ("witness", .array(shared.witness.map(ids))),
    ])
  }

  private func chokePoint(_ point: NetworkBottlenecks.ChokePoint) -> JSONValue {
    .object([
      ("firm", firm(point.node)), ("leader", firm(point.target)),
      ("kind", .string(point.kind.rawValue)), ("cutsOff", .integer(point.cutOff.count)),
      ("upstream", .integer(point.upstream)), ("firms", ids(point.cutOff)),
      ("witness", ids(point.witness)),
    ])
  }

  private func waist(_ waist: NetworkBottlenecks.Waist) -> JSONValue {
    .object([
      ("leader", firm(waist.target)), ("size", .integer(waist.cut.count)),
      ("cut", ids(waist.cut)), ("routes", .array(waist.routes.map(ids))),
    ])
  }

  private func singleSource(_ source: SingleSource) -> JSONValue {
    .object([
      ("customer", firm(source.customer)),
      ("product", .optional(source.product.map { book.text[$0] })),
      ("segment", .optional(source.segment.map { book.text[book.segments[$0].id] })),
      ("supplier", firm(source.supplier)), ("reason", .string(source.reason.rawValue)),
      ("share", source.share.map(JSONValue.number) ?? .null),
    ])
  }

  // MARK: - Segments

  private func segmentID(_ segment: Int) -> JSONValue {
    .string(book.text[book.segments[segment].id])
  }

  private func chainID(ofSegment segment: Int) -> JSONValue {
    .optional(book.segments[segment].chain.index.map { book.text[book.chains[$0].id] })
  }

  private func segment(_ segment: SegmentBottleneck) -> JSONValue {
    .object([
      ("chain", chainID(ofSegment: segment.segment)), ("segment", segmentID(segment.segment)),
      ("name", .string(book.text[book.segments[segment.segment].name])),
      ("providers", .integer(segment.firms.count)), ("firms", ids(segment.firms)),
      ("onEveryRoute", .bool(!segment.finals.isEmpty)),
      ("finalSegments", .array(segment.finals.map(segmentID))),
      ("route", .array(segment.route.map(segmentID))),
      ("certified", .integer(segment.certified.count)),
      ("withOpenProblems", .integer(segment.withOpenProblems.count)),
    ])
  }

  /// Segments are named by chain and id, as ids may repeat between chains.
  private func place(_ segment: Int) -> [(key: String, value: JSONValue)] {
    [
      ("chain", chainID(ofSegment: segment)), ("segment", segmentID(segment)),
      ("name", .string(book.text[book.segments[segment].name])),
    ]
  }

  private func segments(_ segments: [Int]) -> JSONValue { .array(segments.map(segmentID)) }

  private var segmentNetwork: JSONValue {
    let network = found.segmentNetwork
    return .object([
      (
        "totals",
        .object([
          ("finalSegments", .integer(network.targets.count)),
          ("shared", .integer(network.counts.shared)),
          ("accessChokePoints", .integer(network.counts.accessChokePoints)),
          ("waists", .integer(network.counts.waists)),
        ])
      ),
      ("finalSegments", segments(network.targets)),
      (
        "shared",
        .array(
          network.shared.map { shared in
            .object(
              place(shared.node) + [
                ("finalSegments", segments(shared.targets)),
                ("minimumTier", .integer(shared.leastTier)),
                ("witness", .array(shared.witness.map(segments))),
              ])
          })
      ),
      (
        "chokePoints",
        .array(
          network.accessChokePoints.map { point in
            .object(
              place(point.node) + [
                ("finalSegment", segmentID(point.target)),
                ("cutsOff", .integer(point.cutOff.count)),
                ("segments", segments(point.cutOff)), ("witness", segments(point.witness)),
              ])
          })
      ),
      (
        "waists",
        .array(
          network.waists.map { waist in
            .object(
              place(waist.target) + [
                ("size", .integer(waist.cut.count)), ("cut", segments(waist.cut)),
                ("routes", .array(waist.routes.map(segments))),
              ])
          })
      ),
    ])
  }
}
