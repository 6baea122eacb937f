import ChainAnalysis
import ChainModel
import Graphs

/// Scenes of findings that paths prove, among firms or among segments.
extension BottleneckScene {
  /// The words of a scene that depend on what its nodes are.
  struct Words {
    let level: BottleneckFinding.Level
    let language: Language

    var end: String {
      level == .firms ? language("链主", "leader") : language("末端环节", "final segment")
    }

    func tier(_ tier: Int) -> String {
      tier == 0 ? end : language("第 \(tier) 级", "tier \(tier)")
    }

    var bottleneck: String { language("瓶颈", "bottleneck") }
    var chokePoint: String { language("卡点", "choke point") }
    var cut: String { language("断点", "cut") }
    var lost: String { language("断开", "cut off") }
    var onTheWay: String { language("途经", "on the way") }
    var unaffected: String { language("其余上游，不断开", "other upstream, not cut off") }
  }

  /// Says where only the first of many routes are drawn.
  private mutating func remark(drawn: Int, of count: Int, _ language: Language) {
    guard drawn < count else { return }
    remarks.append(
      language(
        "路线共 \(count) 条，只画 \(drawn) 条。", "Of \(count) routes \(drawn) are drawn."))
  }

  private mutating func setHeadings(_ words: Words) {
    for column in Set(items.map(\.column)) { headings[column] = words.tier(column) }
  }

  private mutating func draw(
    _ paths: [[Int]], _ network: ProofNetwork, isStrong: Bool = true
  ) {
    for path in paths {
      for (from, to) in zip(path, path.dropFirst()) {
        connect(
          network.subject(from), network.subject(to), network.line(from, to, isStrong: isStrong))
      }
    }
  }

  /// Columns by the longest way to an end along paths that make no cycle: every line then runs from
  /// left to right.
  private static func columns(of paths: [[Int]]) -> [Int: Int] {
    var column: [Int: Int] = [:]
    var isSettled = false
    // Each round settles one more column where the paths make no cycle.
    let steps = paths.reduce(1) { $0 + $1.count }
    let rounds = min(Set(paths.joined()).count, max(100_000_000 / steps, 1))
    for _ in 0...rounds where !isSettled {
      isSettled = true
      for path in paths {
        for (place, node) in path.enumerated().reversed() {
          let next = place + 1 < path.count ? (column[path[place + 1]] ?? 0) + 1 : 0
          if column[node].map({ $0 < next }) ?? true {
            column[node] = next
            isSettled = false
          }
        }
      }
    }
    guard !isSettled else { return column }
    // Paths of several searches may run in a circle: then the steps from the start tell.
    column = [:]
    for path in paths {
      for (place, node) in path.enumerated() { column[node] = min(column[node] ?? place, place) }
    }
    let last = column.values.max() ?? 0
    return column.mapValues { last - $0 }
  }

  // MARK: - Shared

  /// A node upstream of several targets: itself, a shortest path to each, its other customers.
  ///
  /// - Complexity: O(paths² · length + customers).
  static func shared(
    _ shared: NetworkBottlenecks.Shared, _ network: ProofNetwork, _ words: Words
  ) -> Self {
    let named = Set(shared.witness.joined()).union(shared.targets)
    let others = network.graph.successors(of: Vertex(shared.node)).map(Int.init)
      .filter { !named.contains($0) }
    return downstream(
      of: shared.node, targets: shared.targets, paths: shared.witness, others: others, network,
      words)
  }

  /// A node, paths to its targets, and other customers of it.
  ///
  /// - Parameters:
  ///   - node: The node, which becomes the first item.
  ///   - targets: Where the paths lead, and perhaps more.
  ///   - paths: Shortest paths from the node.
  ///   - others: Customers on none of the paths, which are only counted.
  ///   - network: The network.
  ///   - words: The words of the scene.
  /// - Returns: The scene.
  /// - Complexity: O(paths² · length + customers).
  static func downstream(
    of node: Int, targets: [Int], paths: [[Int]], others: [Int], _ network: ProofNetwork,
    _ words: Words
  ) -> Self {
    var scene = Self()
    let language = words.language
    let columns = columns(of: paths)
    // Customers that are on no path stand between the node and the ends.
    let own = max(columns[node] ?? 1, others.isEmpty ? 1 : 2)
    scene.add(
      Item(
        subject: network.subject(node), column: own, role: .bottleneck,
        badge: words.bottleneck))
    for path in paths {
      for step in path.dropFirst() {
        let isEnd = targets.contains(step)
        scene.add(
          Item(
            subject: network.subject(step), column: columns[step] ?? 0,
            role: isEnd ? .end : .plain, group: isEnd ? words.end : words.onTheWay))
      }
    }
    for target in targets {
      scene.add(
        Item(subject: network.subject(target), column: 0, role: .end, group: words.end))
    }
    for customer in others {
      scene.add(
        Item(
          subject: network.subject(customer), column: own - 1, role: .rest,
          group: language("其他直接客户", "other direct customers")))
    }
    scene.setHeadings(words)
    scene.headings[own] =
      words.level == .firms
      ? language("共用供应商", "shared supplier") : language("共用环节", "shared segment")
    if own == 2, !scene.items.contains(where: { $0.column == 1 && $0.role != .rest }) {
      scene.headings[1] = language("其他直接客户", "other direct customers")
    }
    scene.draw(paths, network)
    for customer in others {
      scene.connect(
        network.subject(node), network.subject(customer),
        network.line(node, customer))
    }
    scene.remark(drawn: paths.count, of: targets.count, language)
    let lengths = Set(paths.map(\.count))
    if lengths.count > 1 {
      scene.remarks.append(
        language(
          "对各\(words.end)级数不同：列按所绘路线中最长的一条排。",
          "Tiers differ between ends: columns follow the longest of the routes drawn."))
    }
    return scene
  }

  /// A node upstream of several of a target's direct suppliers.
  ///
  /// - Complexity: O(n + m).
  static func sharedSubTier(
    _ shared: NetworkBottlenecks.SharedSubTier, _ network: ProofNetwork, _ words: Words
  ) -> Self {
    var scene = Self()
    let tiers = network.graph.reversed.breadthFirstSearch(from: [Vertex(shared.target)])
    func tier(_ node: Int) -> Int { tiers.tier(of: Vertex(node)) ?? 1 }
    scene.add(
      Item(
        subject: network.subject(shared.node), column: tier(shared.node), role: .bottleneck,
        badge: words.bottleneck))
    scene.add(Item(subject: network.subject(shared.target), column: 0, role: .end))
    let language = words.language
    for supplier in shared.through {
      scene.add(
        Item(
          subject: network.subject(supplier), column: 1, role: .lost,
          group: language("依赖它的直接供应商", "direct suppliers that depend on it")))
    }
    for node in shared.witness.joined() {
      scene.add(
        Item(
          subject: network.subject(node), column: tier(node), role: .plain, group: words.onTheWay))
    }
    for supplier in shared.directSuppliers {
      scene.add(
        Item(
          subject: network.subject(supplier), column: 1, role: .rest,
          group: language("不依赖它的直接供应商", "direct suppliers that do not")))
    }
    scene.setHeadings(words)
    scene.remark(drawn: shared.witness.count, of: shared.through.count, language)
    scene.draw(shared.witness, network)
    for supplier in shared.directSuppliers {
      scene.connect(
        network.subject(supplier), network.subject(shared.target),
        network.line(supplier, shared.target))
    }
    return scene
  }

  // MARK: - Choke points

  /// A node without which others are cut off from a target: these with all their lines, the path on,
  /// and the rest of the target's upstream counted by tier.
  ///
  /// - Complexity: O(n + m).
  static func chokePoint(
    _ point: NetworkBottlenecks.ChokePoint, _ network: ProofNetwork, _ words: Words
  ) -> Self {
    var scene = Self()
    let tiers = network.graph.reversed.breadthFirstSearch(from: [Vertex(point.target)])
    func tier(_ node: Int) -> Int { tiers.tier(of: Vertex(node)) ?? 1 }
    let language = words.language
    let unit = words.level == .firms ? language(" 家", "") : language(" 个", "")
    scene.add(
      Item(
        subject: network.subject(point.target), column: 0, role: .end,
        facts: [
          language("上游 \(point.upstream)\(unit)", "upstream \(point.upstream)"),
          language("断开 \(point.cutOff.count)\(unit)", "cut off \(point.cutOff.count)"),
        ]))
    scene.add(
      Item(
        subject: network.subject(point.node), column: tier(point.node), role: .bottleneck,
        badge: words.chokePoint))
    let lost = Set(point.cutOff)
    for node in point.cutOff.sorted(by: { (tier($0), $0) < (tier($1), $1) }) {
      scene.add(
        Item(
          subject: network.subject(node), column: tier(node), role: .lost, group: words.lost))
    }
    for node in point.witness {
      scene.add(
        Item(
          subject: network.subject(node), column: tier(node), role: .plain,
          group: words.onTheWay))
    }
    scene.draw([point.witness], network)
    for node in point.cutOff {
      for next in network.graph.successors(of: Vertex(node)).map(Int.init)
      where lost.contains(next) || next == point.node {
        scene.connect(
          network.subject(node), network.subject(next), network.line(node, next))
      }
    }
    let upstream = tiers.order.map(Int.init).filter { $0 != point.target }
    let rest = upstream.filter { !scene.contains(network.subject($0)) }
    for node in rest {
      scene.add(
        Item(
          subject: network.subject(node), column: tier(node), role: .rest,
          group: words.unaffected))
    }
    // What is not cut off still has its way to the target, by itself or past the choke point.
    let onward = point.witness.drop { $0 != point.node }.dropFirst()
    let isRest = Set(rest).union([point.target]).union(onward)
    for node in rest {
      for next in network.graph.successors(of: Vertex(node)).map(Int.init)
      where tier(next) == tier(node) - 1 && isRest.contains(next) {
        var line = network.line(node, next)
        line.isAggregate = true
        scene.connect(network.subject(node), network.subject(next), line)
      }
    }
    scene.setHeadings(words)
    return scene
  }

  // MARK: - Fewest cuts

  /// The fewest nodes whose loss cuts every route to a target, with as many routes that share none.
  ///
  /// - Complexity: O(n + m).
  static func waist(
    _ waist: NetworkBottlenecks.Waist, _ network: ProofNetwork, _ words: Words
  ) -> Self {
    var scene = Self()
    let tiers = network.graph.reversed.breadthFirstSearch(from: [Vertex(waist.target)])
    func tier(_ node: Int) -> Int { tiers.tier(of: Vertex(node)) ?? 1 }
    let language = words.language
    scene.add(Item(subject: network.subject(waist.target), column: 0, role: .end))
    let cut = Set(waist.cut)
    // In the order of the routes, so that boxes which hold several firms hold the same routes.
    let routes = waist.routes.sorted { left, right in
      (left.count, left.first ?? 0) < (right.count, right.first ?? 0)
    }
    for route in routes {
      for node in route.dropLast() {
        let isCut = cut.contains(node)
        scene.add(
          Item(
            subject: network.subject(node), column: tier(node),
            role: isCut ? .bottleneck : .plain, badge: isCut ? words.cut : "",
            group: isCut ? words.cut : language("路线上的", "on the routes")))
      }
    }
    for node in waist.cut {
      scene.add(
        Item(
          subject: network.subject(node), column: tier(node), role: .bottleneck,
          badge: words.cut, group: words.cut))
      if network.graph.containsEdge(from: Vertex(node), to: Vertex(waist.target)) {
        scene.connect(
          network.subject(node), network.subject(waist.target),
          network.line(node, waist.target))
      }
    }
    scene.draw(routes, network, isStrong: false)
    scene.remark(drawn: routes.count, of: waist.cut.count, words.language)
    scene.setHeadings(words)
    return scene
  }
}
