import ChainAnalysis
import ChainModel
import Graphs

/// Scenes of findings that are about firms alone.
extension BottleneckScene {
  // MARK: - Single source

  /// A supplier, the customers that have no other, and the leaders downstream of these.
  ///
  /// - Parameters:
  ///   - sources: What each customer gets from the supplier alone.
  ///   - leaders: The leaders of the selection.
  ///   - network: The book's supplies.
  ///   - language: The language.
  /// - Returns: The scene.
  /// - Complexity: O(leaders · (n + m)).
  static func singleSource(
    _ sources: [SingleSource], leaders: [Int], _ network: ProofNetwork, _ language: Language
  ) -> Self {
    var scene = Self()
    let supplier = sources[0].supplier
    var customers: [Int] = []
    for source in sources where !customers.contains(source.customer) {
      customers.append(source.customer)
    }
    // A column for the leaders only where one is downstream.
    let reach = network.graph.breadthFirstSearch(from: customers.map(Vertex.init))
    let reached = leaders.filter { $0 != supplier && reach.tier(of: Vertex($0)) != nil }
    let column = reached.isEmpty ? 0 : 1
    scene.add(
      Item(
        subject: .firm(supplier), column: column + 1, role: .bottleneck,
        badge: language("独家供应", "single source")))
    for leader in reached {
      scene.add(
        Item(
          subject: .firm(leader), column: 0, role: .end, group: language("链主", "leader")))
    }
    for customer in customers {
      scene.add(
        Item(
          subject: .firm(customer), column: column, role: .plain,
          group: language("靠它供应的采购方", "customers that depend on it")))
      let own = sources.filter { $0.customer == customer }
      var line = Line(
        from: 0, to: 0,
        supplies: own.flatMap(\.supplies).filter {
          network.book.supplies[$0].supplier.index == supplier
        }, isStrong: true)
      line.label = product(of: own, network.book, language)
      scene.connect(.firm(supplier), .firm(customer), line)
    }
    for leader in reached {
      let paths = network.graph.shortestPaths(to: Vertex(leader))
      let direct = customers.filter { paths.distances[Int($0)] == 1 }
      for customer in direct {
        scene.connect(.firm(customer), .firm(leader), network.line(customer, leader))
      }
      guard direct.isEmpty, !customers.contains(leader) else { continue }
      let nearest = customers.filter { paths.distances[Int($0)] > 0 }
        .min { (paths.distances[Int($0)], $0) < (paths.distances[Int($1)], $1) }
      guard let nearest else { continue }
      let between = Int(paths.distances[nearest]) - 1
      scene.connect(
        .firm(nearest), .firm(leader),
        Line(
          from: 0, to: 0, supplies: [],
          label: language("经 \(between) 家", "by way of \(between)"), isIndirect: true))
    }
    scene.headings = [
      column + 1: language("供应方", "supplier"), column: language("采购方", "customers"),
    ]
    if column > 0 { scene.headings[0] = language("下游链主", "leaders downstream") }
    return scene
  }

  /// What follows a product of which the sheets themselves say that it has one supplier.
  static func stated(in language: Language) -> String { language("（独家）", " (sole)") }

  /// What one customer gets, with the reason where the sheet itself states it.
  private static func product(
    of sources: [SingleSource], _ book: ChainBook, _ language: Language
  ) -> String {
    var names: [String] = []
    for source in sources {
      let name =
        source.product.map { book.text[$0] }
        ?? source.segment.map { book.text[book.segments[$0].name] } ?? ""
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    guard let first = names.first else { return "" }
    let isDeclared = sources.contains { $0.reason == .declared }
    return PageWords.line(first)
      + (names.count > 1 ? language(" 等 \(names.count) 种", " +\(names.count - 1)") : "")
      + (isDeclared ? stated(in: language) : "")
  }

  // MARK: - Cut firms and bridges

  /// A firm between the parts into which the network falls without it.
  ///
  /// - Complexity: O(n + m).
  static func cutFirm(
    _ node: NetworkBottlenecks.CutNode, _ network: SupplyNetwork, _ proof: ProofNetwork,
    _ language: Language
  ) -> Self {
    var scene = Self()
    let firm = node.node
    scene.add(
      Item(
        subject: .firm(firm), column: 1, role: .bottleneck,
        badge: language("割点企业", "cut firm")))
    for (number, piece) in network.pieces(without: firm).enumerated() {
      let supplying = piece.filter {
        network.graph.containsEdge(from: Vertex($0), to: Vertex(firm))
      }
      let supplied = piece.filter {
        network.graph.containsEdge(from: Vertex(firm), to: Vertex($0))
      }
      // The greatest part stands on the right; others on the side where they deal with the firm.
      let isRight = number == 0 || supplying.isEmpty
      let nearest = Array(Set(supplying + supplied)).sorted()
      scene.add(
        Item(
          subject: .part(number), column: isRight ? 0 : 2, role: number == 0 ? .plain : .lost,
          facts: [
            language(
              "其中 \(nearest.count) 家与它直接往来", "\(nearest.count) of them deal with it directly")
          ],
          group: number < 3 ? "" : language("其他断开的部分", "other parts cut off"), firms: nearest,
          unnamed: piece.count - nearest.count, others: Self.others(piece, nearest),
          title: number == 0
            ? language("主体（\(piece.count) 家）", "main part: \(piece.count) firms")
            : language(
              "断开的第 \(number + 1) 块（\(piece.count) 家）", "part \(number + 1): \(piece.count) firms"))
      )
      if !supplying.isEmpty {
        scene.connect(
          .part(number), .firm(firm),
          Line(from: 0, to: 0, supplies: supplying.flatMap { proof.supplies($0, firm) }))
      }
      if !supplied.isEmpty {
        scene.connect(
          .firm(firm), .part(number),
          Line(from: 0, to: 0, supplies: supplied.flatMap { proof.supplies(firm, $0) }))
      }
    }
    scene.headings[1] = language("割点企业", "cut firm")
    scene.headings[0] = language("停业后剩下的部分", "parts left behind")
    scene.headings[2] = language("停业后剩下的部分", "parts left behind")
    return scene
  }

  /// A connection between the two halves that it alone joins.
  ///
  /// - Complexity: O(n + m).
  static func bridge(
    _ bridge: NetworkBottlenecks.Bridge, _ network: SupplyNetwork, _ proof: ProofNetwork,
    _ language: Language
  ) -> Self {
    var scene = Self()
    let ends = (bridge.supplier, bridge.customer)
    scene.add(Item(subject: .firm(ends.0), column: 2, role: .plain))
    scene.add(Item(subject: .firm(ends.1), column: 1, role: .plain))
    var line = proof.line(ends.0, ends.1, isStrong: true)
    line.label = language("唯一连接", "only connection")
    scene.connect(.firm(ends.0), .firm(ends.1), line)
    for (number, end) in [(0, ends), (1, (ends.1, ends.0))] {
      let rest = network.side(of: end.0, without: end.1).filter { $0 != end.0 }
      guard !rest.isEmpty else { continue }
      let members = Set(rest)
      let nearest = network.neighbours(of: end.0).filter(members.contains)
      scene.add(
        Item(
          subject: .part(number), column: number == 0 ? 3 : 0, role: .plain,
          facts: [
            language(
              "其中 \(nearest.count) 家与它直接往来", "\(nearest.count) of them deal with it directly")
          ], firms: nearest, unnamed: rest.count - nearest.count,
          others: Self.others(rest, nearest),
          title: number == 0
            ? language("供应方一侧其余 \(rest.count) 家", "supplier's side: \(rest.count) more")
            : language("采购方一侧其余 \(rest.count) 家", "customer's side: \(rest.count) more")))
      let giving = nearest.flatMap { proof.supplies($0, end.0) }
      let taking = nearest.flatMap { proof.supplies(end.0, $0) }
      if !giving.isEmpty {
        scene.connect(.part(number), .firm(end.0), Line(from: 0, to: 0, supplies: giving))
      }
      if !taking.isEmpty {
        scene.connect(.firm(end.0), .part(number), Line(from: 0, to: 0, supplies: taking))
      }
    }
    scene.headings = [
      3: language("供应方一侧", "supplier's side"), 2: language("供应方", "supplier"),
      1: language("采购方", "customer"), 0: language("采购方一侧", "customer's side"),
    ]
    return scene
  }

  // MARK: - Segments

  /// A segment with its neighbours in the flows, and a route through it where all pass it.
  ///
  /// - Parameters:
  ///   - segment: The segment.
  ///   - profile: Its chain.
  ///   - network: The flows between segments.
  ///   - language: The language.
  /// - Returns: The scene.
  /// - Complexity: O(flows + supplies of the chain).
  static func segment(
    _ segment: SegmentBottleneck, _ profile: ChainProfile, _ network: ProofNetwork,
    _ language: Language
  ) -> Self {
    var scene = Self()
    let own = segment.segment
    // A part without flows of its own has those of the segment that it is part of.
    let lineage = network.lineage(own)
    let anchor = lineage.first(where: network.hasNeighbours) ?? own
    let after =
      segment.route.firstIndex(of: anchor).map { Array(segment.route[$0...]) }
      ?? network.way(onFrom: anchor)
    let finals = Set(segment.finals)
    // The segment, then one column for each step to the final segment, or for its customers.
    let customers = network.graph.successors(of: Vertex(anchor)).map(Int.init)
    let suppliers = network.graph.predecessors(of: Vertex(anchor)).map(Int.init)
    let column = max(after.count - 1, customers.isEmpty ? 0 : 1)
    scene.add(
      Item(
        subject: .segment(own), column: column, role: .bottleneck,
        badge: segment.isSingleProvider
          ? language("仅 1 家企业", "a single provider")
          : language("必经环节", "on every route"), firms: segment.firms))
    scene.addParents(
      of: own, lineage, through: anchor, besides: Set(customers + suppliers), column, language)
    for (place, node) in after.enumerated().dropFirst() {
      scene.add(
        Item(
          subject: .segment(node), column: column - place,
          role: place == after.count - 1 ? .end : .plain,
          firms: profile.profile(ofSegment: node)?.familyFirms ?? []))
    }
    scene.drawRoute(after, network, isStrong: !finals.isEmpty && anchor == own)
    for node in segment.finals where !scene.contains(.segment(node)) {
      scene.add(
        Item(
          subject: .segment(node), column: 0, role: .end,
          group: language("末端环节", "final segment"),
          firms: profile.profile(ofSegment: node)?.familyFirms ?? []))
      if network.graph.containsEdge(from: Vertex(own), to: Vertex(node)) {
        scene.connect(.segment(own), .segment(node), network.line(own, node, isStrong: true))
      } else {
        scene.connect(
          .segment(own), .segment(node),
          Line(from: 0, to: 0, supplies: [], isStrong: true, isIndirect: true))
      }
    }
    let providers = Set(segment.firms)
    func trading(_ neighbour: Int, isCustomer: Bool) -> [Int] {
      let supplies =
        isCustomer ? network.supplies(own, neighbour) : network.supplies(neighbour, own)
      let firms = supplies.compactMap { position -> Int? in
        let supply = network.book.supplies[position]
        return isCustomer ? supply.customer.index : supply.supplier.index
      }
      return Array(Set(firms).subtracting(providers)).sorted()
    }
    for (nodes, isCustomer) in [(suppliers, false), (customers, true)] {
      for node in nodes where !scene.contains(.segment(node)) {
        let firms = trading(node, isCustomer: isCustomer)
        let all = profile.profile(ofSegment: node)?.familyFirms ?? []
        var facts: [String] = []
        if !firms.isEmpty, segment.isSingleProvider {
          facts.append(
            isCustomer
              ? language("其中 \(firms.count) 家向它采购", "\(firms.count) buy from it")
              : language("其中 \(firms.count) 家向它供货", "\(firms.count) supply it"))
        }
        let shown = firms.isEmpty || !segment.isSingleProvider ? all : firms
        scene.add(
          Item(
            subject: .segment(node), column: isCustomer ? column - 1 : column + 1, role: .plain,
            facts: facts,
            group: isCustomer
              ? language("直接下游", "directly after") : language("直接上游", "directly before"),
            firms: shown, unnamed: all.count - shown.count, others: Self.others(all, shown)))
      }
    }
    for node in suppliers {
      scene.connect(.segment(node), .segment(anchor), network.line(node, anchor))
    }
    for node in customers {
      scene.connect(
        .segment(anchor), .segment(node),
        network.line(anchor, node, isStrong: segment.isSingleProvider && anchor == own))
    }
    if segment.isSingleProvider {
      scene.addOutside(profile, network.book, providers, own, column + 1, language)
    }
    if anchor != own {
      let parent = PageWords.line(network.book.text[network.book.segments[anchor].name])
      scene.remarks.append(
        language(
          "该环节自己没有环节关系，按其上级环节“\(parent)”的画。",
          "The segment states no flows of its own: those of “\(parent)”, of which it is part."))
    }
    if after.count > 2 {
      scene.remarks.append(
        language(
          "通向末端环节的路线只画一条最短的。", "Of the ways to final segments one of the shortest is drawn."))
    }
    scene.headings[column + 1] = language("直接上游", "directly before")
    scene.headings[column] = language("瓶颈环节", "bottleneck")
    for step in 0..<max(column, 0) {
      scene.headings[step] =
        step == 0 && after.count > 1
        ? language("末端环节", "final segment")
        : step == column - 1
          ? language("直接下游", "directly after") : language("后续环节", "further on")
    }
    return scene
  }

  /// The segments that a segment is part of, as far as the one whose flows are drawn and at least
  /// the nearest.
  private mutating func addParents(
    of segment: Int, _ lineage: [Int], through anchor: Int, besides neighbours: Set<Int>,
    _ column: Int, _ language: Language
  ) {
    let last = max(lineage.firstIndex(of: anchor) ?? 0, 1)
    for (part, parent) in zip(lineage, lineage.dropFirst()).prefix(last) {
      // A parent that supplies its own part stands among the neighbours already.
      guard !neighbours.contains(parent) else { break }
      add(
        Item(
          subject: .segment(parent), column: column, role: .plain,
          facts: [language("上级环节", "parent segment")]))
      connect(
        .segment(part), .segment(parent),
        Line(from: 0, to: 0, supplies: [], label: language("属于", "part of"), isPart: true))
    }
  }

  private mutating func drawRoute(_ route: [Int], _ network: ProofNetwork, isStrong: Bool) {
    for (from, to) in zip(route, route.dropFirst()) {
      connect(.segment(from), .segment(to), network.line(from, to, isStrong: isStrong))
    }
  }

  /// The suppliers of a single provider that stand in no segment.
  private mutating func addOutside(
    _ profile: ChainProfile, _ book: ChainBook, _ providers: Set<Int>, _ segment: Int,
    _ column: Int, _ language: Language
  ) {
    for outside in profile.outsideSuppliers {
      let supplies = outside.supplies.filter { position in
        book.supplies[position].customer.index.map(providers.contains) ?? false
      }
      guard !supplies.isEmpty else { continue }
      add(
        Item(
          subject: .firm(outside.firm), column: column, role: .plain,
          group: language("链外供应商", "outside suppliers")))
      connect(
        .firm(outside.firm), .segment(segment), Line(from: 0, to: 0, supplies: supplies))
    }
  }

  /// The firms of a list that another does not have.
  private static func others(_ all: [Int], _ named: [Int]) -> [Int] {
    let named = Set(named)
    return all.filter { !named.contains($0) }
  }

  // MARK: - One firm

  /// Everything that makes one firm a bottleneck: the leaders downstream by a shortest path each,
  /// the customers that have no other supplier, the firms it would cut off.
  ///
  /// - Complexity: O(leaders · (n + m)).
  static func firm(
    _ found: FirmBottlenecks, _ network: ProofNetwork, leaders: Set<Int>, _ words: Words
  ) -> Self {
    let language = words.language
    let firm = found.firm
    // The paths from the firm on: shortest to the leaders that it matters to.
    var targets = found.shared?.targets ?? []
    targets += found.routes.map(\.target) + found.access.map(\.target)
    targets += found.sharedSubTier.map(\.target)
    targets = Set(targets).sorted()
    let paths =
      targets.compactMap { target in
        network.graph.shortestPath(from: [Vertex(firm)], to: Vertex(target))?.map(Int.init)
      }
      + found.sharedSubTier.flatMap(\.witness)
    var customers: [Int] = []
    for source in found.singleSources where !customers.contains(source.customer) {
      customers.append(source.customer)
    }
    var scene = downstream(
      of: firm, targets: targets, paths: paths, others: [], network, words)
    // Beyond the paths that are listed: the direct supplier and its line to the leader.
    for shared in found.sharedSubTier {
      for supplier in shared.through where !scene.contains(.firm(supplier)) {
        scene.add(
          Item(
            subject: .firm(supplier), column: 1, role: .plain,
            group: language("依赖它的直接供应商", "direct suppliers that depend on it")))
        scene.connect(
          .firm(supplier), .firm(shared.target), network.line(supplier, shared.target))
        let nearest = network.graph.shortestPath(from: [Vertex(firm)], to: Vertex(supplier))
        if nearest?.count == 2 {
          scene.connect(.firm(firm), .firm(supplier), network.line(firm, supplier, isStrong: true))
        } else if let between = nearest.map({ $0.count - 2 }) {
          scene.connect(
            .firm(firm), .firm(supplier),
            Line(
              from: 0, to: 0, supplies: [],
              label: language("经 \(between) 家", "by way of \(between)"), isIndirect: true))
        }
      }
    }
    let onPaths = Set(paths.joined())
    let others = customers.filter { !onPaths.contains($0) }
    let own = max(scene.items[0].column, others.isEmpty || paths.isEmpty ? 1 : 2)
    scene.setColumn(of: 0, to: own)
    scene.setBadge(of: 0, to: badge(found, language))
    for customer in customers {
      scene.add(
        Item(
          subject: .firm(customer), column: own - 1,
          role: leaders.contains(customer) ? .end : .plain,
          group: language("靠它供应的采购方", "customers that depend on it")))
      var line = Line(
        from: 0, to: 0, supplies: network.supplies(firm, customer), isStrong: true)
      line.label = product(
        of: found.singleSources.filter { $0.customer == customer }, network.book, language)
      scene.connect(.firm(firm), .firm(customer), line)
    }
    scene.headings = [own: language("瓶颈企业", "bottleneck")]
    let direct = Set(network.graph.successors(of: Vertex(firm)))
    for column in 0..<own {
      let isDirect = scene.items.allSatisfy { item in
        guard item.column == column, case .firm(let other) = item.subject else { return true }
        return direct.contains(Vertex(other))
      }
      scene.headings[column] =
        column > 0 && isDirect ? language("直接客户", "direct customers") : words.tier(column)
    }
    if targets.isEmpty { scene.headings[0] = language("直接客户", "direct customers") }
    let lost = Set(found.access.flatMap(\.cutOff) + found.routes.flatMap(\.cutOff))
    let above = network.graph.reversed.breadthFirstSearch(from: [Vertex(firm)])
    for node in lost.sorted(by: {
      (above.tier(of: Vertex($0)) ?? 0, $0) < (above.tier(of: Vertex($1)) ?? 0, $1)
    }) {
      let tier = above.tier(of: Vertex(node)) ?? 1
      scene.add(
        Item(subject: .firm(node), column: own + tier, role: .lost, group: words.lost))
      scene.headings[own + tier] = language("其上游第 \(tier) 级", "its tier \(tier)")
    }
    for node in lost.sorted() {
      for next in network.graph.successors(of: Vertex(node)).map(Int.init)
      where lost.contains(next) || next == firm {
        scene.connect(.firm(node), .firm(next), network.line(node, next))
      }
    }
    if let cut = found.cut {
      scene.add(
        Item(
          subject: .firm(firm), column: own, role: .bottleneck,
          facts: [
            language(
              "停业后网络断成 \(cut.leavesBehind.count) 块",
              "the network falls into \(cut.leavesBehind.count) parts without it")
          ]))
    }
    return scene
  }

  /// The kinds of bottleneck that a firm is, in a few words.
  private static func badge(_ found: FirmBottlenecks, _ language: Language) -> String {
    var words: [String] = []
    if !found.routes.isEmpty { words.append(language("必经", "must-pass")) }
    if !found.access.isEmpty { words.append(language("卡点", "choke point")) }
    if !found.onlyProviderOf.isEmpty { words.append(language("环节仅 1 家", "only provider")) }
    if !found.singleSources.isEmpty { words.append(language("独家供应", "single source")) }
    if found.shared != nil { words.append(language("共用", "shared")) }
    if words.isEmpty { words.append(language("瓶颈", "bottleneck")) }
    return words.prefix(3).joined(separator: " · ")
  }
}
