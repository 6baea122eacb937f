import ChainAnalysis
import ChainModel

/// A book with its network, and its findings by the ids of firms and segments.
struct ReadBook: Sendable {
  let book: ChainBook
  let network: SupplyNetwork
  let ledger: QualityLedger

  init(_ book: ChainBook) throws {
    self.book = book
    network = SupplyNetwork(book)
    ledger = QualityLedger(book, asOf: try BookFolder.day)
  }

  func firm(_ position: Int) -> String { book.text[book.firms[position].id] }
  func firmName(_ position: Int) -> String { book.text[book.firms[position].name] }

  func segment(_ position: Int) -> String {
    let segment = book.segments[position]
    let chain = segment.chain.index.map { book.text[book.chains[$0].id] } ?? ""
    return "\(chain)/\(book.text[segment.id])"
  }

  /// The position of a firm by its id or name.
  func position(of name: String) -> Int? {
    book.firms.indices.first { firm($0) == name || firmName($0) == name }
  }

  func bottlenecks(
    _ change: (inout BottleneckOptions) -> Void = { _ in }
  ) async -> Bottlenecks {
    var options = BottleneckOptions()
    options.top = 0
    change(&options)
    return await Bottlenecks(book, network: network, ledger: ledger, options: options)
  }

  /// The options that ask a plain book's question.
  func options(_ question: PlainBook.Question) -> BottleneckOptions {
    var options = BottleneckOptions()
    options.top = 0
    options.tiers = question.tiers
    options.chain = question.chain.flatMap { id in
      book.chains.indices.first { book.text[book.chains[$0].id] == id }
    }
    options.region = question.region.flatMap { code in
      book.regions.indices.first { book.text[book.regions[$0].code] == code }
    }
    options.leaders = question.leaders.compactMap(position(of:))
    return options
  }

  func bottlenecks(_ question: PlainBook.Question) async -> Bottlenecks {
    await Bottlenecks(book, network: network, ledger: ledger, options: options(question))
  }

  /// The single sources as lines, in the order of the report.
  func lines(_ suppliers: [[SingleSource]]) -> [String] { lines(Array(suppliers.joined())) }

  func lines(_ sources: [SingleSource]) -> [String] {
    sources.map { source in
      let written = source.product.map { book.text[$0] } ?? ""
      let product = PlainBook.products[written] ?? written
      return PlainBook.singleSource(
        firm(source.supplier), firm(source.customer),
        of: source.segment.map(segment) ?? product, source.reason.rawValue, share: source.share,
        rows: source.supplies.count)
    }
  }

  func lines(_ segments: [SegmentBottleneck]) -> [String] {
    segments.map {
      PlainBook.segmentLine(
        segment($0.segment), $0.firms.map(firm), certified: $0.certified.map(firm),
        open: $0.withOpenProblems.map(firm), finals: $0.finals.map(segment))
    }
  }

  /// Everything found, evidence included, by ids alone.
  func report(_ found: Bottlenecks) -> [String] {
    func paths(_ all: [[Int]], _ name: (Int) -> String) -> String {
      all.map { $0.map(name).joined(separator: ">") }.joined(separator: " ")
    }
    func evidence(_ network: NetworkBottlenecks, _ name: (Int) -> String) -> [String] {
      ["\(network.counts)", paths([network.targets, network.examined], name)]
        + network.shared.map { paths($0.witness, name) }
        + network.sharedSubTier.map { paths($0.witness, name) }
        + (network.routeChokePoints + network.accessChokePoints).map { paths([$0.witness], name) }
        + network.waists.map { paths([$0.cut] + $0.routes, name) }
    }
    func all(_ network: NetworkBottlenecks, _ name: (Int) -> String) -> [String] {
      let lines = FindingLines(network, name)
      return lines.shared + lines.subTier + lines.routes + lines.access + (lines.waists ?? [])
        + lines.cutNodes + lines.bridges + evidence(network, name)
    }
    return all(found.firms, firm) + all(found.segmentNetwork, segment)
      + lines(found.singleSources) + lines(found.segments)
      + found.segments.map { paths([$0.route], segment) }
      + found.centrality.map { "\(firm($0.firm)) \($0.betweenness) \($0.pageRank)" }
      + [
        "\(found.singleSourceCount) \(found.customerProducts) \(found.unclassifiedSupplies)",
        "\(found.segmentCount) \(found.chainsWithoutFlows) \(found.linkedPairs)",
        found.inferredSupplies.map { position in
          let supply = book.supplies[position]
          return "\(supply.supplier.index.map(firm) ?? "")>\(supply.customer.index.map(firm) ?? "")"
        }.joined(separator: " "),
      ]
  }
}

extension FindingLines {
  init(_ found: NetworkBottlenecks, _ name: (Int) -> String) {
    shared = found.shared.map {
      Self.shared(
        name($0.node), $0.targets.map(name), tier: $0.leastTier, customers: $0.customers)
    }
    subTier = found.sharedSubTier.map {
      Self.subTier(
        name($0.node), name($0.target), through: $0.through.map(name),
        of: $0.directSuppliers.map(name))
    }
    func choke(_ point: NetworkBottlenecks.ChokePoint) -> String {
      Self.choke(
        name(point.node), name(point.target), cutsOff: point.cutOff.map(name), of: point.upstream)
    }
    routes = found.routeChokePoints.map(choke)
    access = found.accessChokePoints.map(choke)
    waists = found.waists.map { Self.waist(name($0.target), $0.cut.map(name)) }
    cutNodes = found.cutNodes.map { Self.cutNode(name($0.node), $0.leavesBehind) }
    bridges = found.bridges.map {
      Self.bridge(name($0.supplier), name($0.customer), [$0.supplierSide, $0.customerSide])
    }
  }
}
