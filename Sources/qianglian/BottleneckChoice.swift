import ChainAnalysis
import ChainMaps
import ChainModel

/// The finding that the target of `map bottleneck` means.
struct BottleneckChoice {
  let book: ChainBook
  let ledger: QualityLedger
  let selection: BottleneckOptions
  let threads: Int
  let language: Language

  /// The map of a mark's finding, of a firm's, or of the one that weighs most.
  ///
  /// - Throws: ``Failure`` where there is no such finding, saying what there is.
  func map(of target: String?, options: MapOptions) async throws -> BottleneckMap {
    let network = SupplyNetwork(book)
    func map(
      _ finding: BottleneckFinding, _ mark: BottleneckMark?, _ found: Bottlenecks
    ) -> BottleneckMap {
      BottleneckMap(
        finding, mark: mark, of: found, in: book, network: network, ledger: ledger,
        options: options)
    }
    if let target, let mark = BottleneckMark(target) {
      let found = await find(network, [mark.section.kind].compactMap { $0 }, top: mark.rank)
      guard let finding = BottleneckFinding(mark, in: found) else {
        throw missing(mark, found)
      }
      return map(finding, mark, found)
    }
    if let target, target.wholeMatch(of: /\[?[Bb][0-9]+-[0-9]+\]?/) != nil {
      throw Failure(
        .notFound,
        language(
          "没有瓶颈“\(target)”：编号从 B1 到 B13，以 qianglian bottlenecks 列出的为准",
          "there is no finding “\(target)”: marks are those that qianglian bottlenecks lists"))
    }
    guard let target else { return try await strongest(network, map) }
    let firm = try Lookup(book: book, language: language).firm(target)
    let found = await find(network, [], top: 1)
    if found.leaders.contains(firm) {
      // A leader is the one that bottlenecks threaten.
      var own = selection
      own.leaders = [firm]
      let threats = await find(network, [.sharedSubTier, .chokePoints, .waists], top: 1, own)
      if let mark = BottleneckFinding.first(in: threats),
        let finding = BottleneckFinding(mark, in: threats)
      {
        return map(finding, nil, threats)
      }
    }
    let own = await FirmBottlenecks(
      of: firm, in: book, network: network, ledger: ledger, options: found.options)
    guard own.isEmpty else { return map(.firm(own), nil, found) }
    let row = book.firms[firm]
    let name = book.text[row.name.isEmpty ? row.id : row.name]
    throw Failure(
      .notFound,
      language(
        "“\(name)”不是任何瓶颈：停供不影响链主的其他上游，也不是谁的独家供应方",
        "“\(name)” is no bottleneck of any kind"))
  }

  /// The map of the finding of a selection that weighs most.
  private func strongest(
    _ network: SupplyNetwork,
    _ map: (BottleneckFinding, BottleneckMark?, Bottlenecks) -> BottleneckMap
  ) async throws -> BottleneckMap {
    let found = await find(network, BottleneckKind.allCases, top: Self.overview)
    guard let mark = BottleneckFinding.first(in: found),
      let finding = BottleneckFinding(mark, in: found)
    else {
      throw Failure(
        .notFound,
        found.linkedPairs == 0
          ? language(
            "没有可画的瓶颈：书中没有企业间的供应关系，环节中也没有仅 1 家企业或必经的",
            "there is no bottleneck to draw: the book has no supplies between firms, and no segment "
              + "with a single provider or on every route")
          : language("没有可画的瓶颈", "there is no bottleneck to draw"))
    }
    return map(finding, mark, found)
  }

  /// The first segment with a single provider is looked for among so many.
  private static let overview = 100

  private func find(
    _ network: SupplyNetwork, _ kinds: [BottleneckKind], top: Int,
    _ selected: BottleneckOptions? = nil
  ) async -> Bottlenecks {
    var options = selected ?? selection
    options.kinds = Set(kinds)
    options.top = top
    options.threads = threads
    return await Bottlenecks(book, network: network, ledger: ledger, options: options)
  }

  private func missing(_ mark: BottleneckMark, _ found: Bottlenecks) -> Failure {
    guard mark.section != .centrality else {
      return Failure(
        .notFound,
        language(
          "\(mark) 是中心性排名，没有可画的路线；用 qianglian bottlenecks --centrality 看列表，"
            + "或给出企业名称画它的瓶颈图",
          "\(mark) is a ranking, without a path to draw; see qianglian bottlenecks --centrality, or "
            + "name the firm"))
    }
    let count = found.count(of: mark.section)
    return Failure(
      .notFound,
      language(
        "没有 \(mark)：B\(mark.section.rawValue) 这一类在所选范围内共 \(count) 项；"
          + "--chain、--region、--leader、--tiers 须与 qianglian bottlenecks 相同",
        "there is no \(mark): the selection has \(count) findings of list "
          + "B\(mark.section.rawValue); give the same --chain, --region, --leader and --tiers as to "
          + "qianglian bottlenecks"))
  }
}

extension Bottlenecks {
  /// How many findings a list has before it is cut.
  fileprivate func count(of section: BottleneckSection) -> Int {
    switch section {
    case .sharedSuppliers: firms.counts.shared
    case .sharedSubTier: firms.counts.sharedSubTier
    case .routeChokePoints: firms.counts.routeChokePoints
    case .accessChokePoints: firms.counts.accessChokePoints
    case .waists: firms.counts.waists
    case .singleSources: singleSourceSuppliers
    case .segments: segmentCount
    case .cutFirms: firms.counts.cutNodes
    case .bridges: firms.counts.bridges
    case .centrality: centrality.count
    case .sharedSegments: segmentNetwork.counts.shared
    case .segmentRoutes: segmentNetwork.counts.accessChokePoints
    case .segmentWaists: segmentNetwork.counts.waists
    }
  }
}
