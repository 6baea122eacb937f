/// Firms joined by supplies, or segments by flows, as sets of names.
///
/// The second implementation of the bottlenecks, made from the text of ANALYSIS §2 alone: whatever is
/// asked is answered by removing the node and counting again. Slow, and meant to be read.
final class PlainNetwork {
  /// What is asked of a network.
  struct Question {
    var targets: [String]
    var chosen: Set<String> = []
    var tiers: Int?
    var listed: Set<String>?

    func isListed(_ node: String) -> Bool { listed?.contains(node) ?? true }
  }

  let nodes: [String]
  let suppliers: [String: Set<String>]
  let customers: [String: Set<String>]
  private let places: [String: Int]
  private var tiersMemo: [String: [String: Int]] = [:]
  private var lostMemo: [String: [String: Set<String>]] = [:]
  private var waistMemo: [String: [String]] = [:]

  init(nodes: [String], edges: [(supplier: String, customer: String)]) {
    self.nodes = nodes
    places = Dictionary(uniqueKeysWithValues: zip(nodes, 0...))
    var suppliers: [String: Set<String>] = [:]
    var customers: [String: Set<String>] = [:]
    for edge in edges where edge.supplier != edge.customer {
      suppliers[edge.customer, default: []].insert(edge.supplier)
      customers[edge.supplier, default: []].insert(edge.customer)
    }
    self.suppliers = suppliers
    self.customers = customers
  }

  func place(_ node: String) -> Int { places[node] ?? -1 }

  func ordered(_ nodes: some Sequence<String>) -> [String] {
    nodes.sorted { place($0) < place($1) }
  }

  /// The least number of supplies from everything upstream of a node; the node itself is not.
  func tiers(above node: String, without removed: Set<String> = []) -> [String: Int] {
    if removed.isEmpty, let known = tiersMemo[node] { return known }
    var found: [String: Int] = [:]
    var front: Set<String> = [node]
    var tier = 0
    while !front.isEmpty {
      tier += 1
      var next: Set<String> = []
      for reached in front {
        for supplier in suppliers[reached] ?? []
        where supplier != node && found[supplier] == nil && !removed.contains(supplier) {
          found[supplier] = tier
          next.insert(supplier)
        }
      }
      front = next
    }
    if removed.isEmpty { tiersMemo[node] = found }
    return found
  }

  func upstream(of node: String, without removed: Set<String> = []) -> Set<String> {
    Set(tiers(above: node, without: removed).keys)
  }

  /// Where supply starts: whoever is upstream of such a node is also downstream of it.
  private(set) lazy var entries = Set(
    nodes.filter { node in
      tiers(above: node).keys.allSatisfy { tiers(above: $0)[node] != nil }
    })

  func isEntry(_ node: String) -> Bool { entries.contains(node) }

  /// What a target loses without each node upstream of it, the node itself apart.
  func lost(of target: String) -> [String: Set<String>] {
    if let known = lostMemo[target] { return known }
    let all = upstream(of: target)
    var result: [String: Set<String>] = [:]
    for node in all {
      result[node] = all.subtracting(upstream(of: target, without: [node])).subtracting([node])
    }
    lostMemo[target] = result
    return result
  }

  /// Nodes on every route from an entry other than the target itself.
  func onEveryRoute(to target: String) -> Set<String> {
    upstream(of: target).filter { node in
      !upstream(of: target, without: [node]).contains(where: isEntry)
    }
  }

  /// Of all least sets without which no entry reaches the target, the one with the fewest nodes
  /// between it and the target; every subset is tried.
  ///
  /// Nil where there are too many.
  func waist(of target: String) -> [String]? {
    if let known = waistMemo[target] { return known }
    let all = ordered(upstream(of: target))
    guard all.count <= 13 else { return nil }
    var size = 0
    while true {
      let cuts = Self.subsets(of: all, size: size).compactMap {
        cut -> (cut: [String], side: Int)? in
        let rest = upstream(of: target, without: Set(cut))
        return rest.contains(where: isEntry) ? nil : (cut, rest.count)
      }
      if let nearest = cuts.min(by: { $0.side < $1.side }) {
        waistMemo[target] = nearest.cut
        return nearest.cut
      }
      size += 1
    }
  }

  private static func subsets(of nodes: [String], size: Int) -> [[String]] {
    guard size > 0 else { return [[]] }
    return nodes.indices.flatMap { first in
      subsets(of: Array(nodes[(first + 1)...]), size: size - 1).map { [nodes[first]] + $0 }
    }
  }

  /// The nodes joined to one, directions and some nodes or one connection left out of account.
  func joined(
    to node: String, without removed: Set<String> = [], severing pair: Set<String> = []
  ) -> Set<String> {
    var found: Set<String> = [node]
    var open = [node]
    while let next = open.popLast() {
      for other in (suppliers[next] ?? []).union(customers[next] ?? [])
      where !removed.contains(other) && pair != [next, other] {
        if found.insert(other).inserted { open.append(other) }
      }
    }
    return found
  }
}

/// The findings of one network in words, most important first, so that results of different make can
/// be compared.
struct FindingLines: Equatable {
  var shared: [String] = []
  var subTier: [String] = []
  var routes: [String] = []
  var access: [String] = []
  /// Nil where the plain implementation has too much to try.
  var waists: [String]? = []
  var cutNodes: [String] = []
  var bridges: [String] = []

  static func shared(
    _ node: String, _ targets: [String], tier: Int, customers: Int
  ) -> String {
    "\(node) serves \(targets.joined(separator: " ")), tier \(tier), customers \(customers)"
  }

  static func subTier(
    _ node: String, _ target: String, through: [String], of direct: [String]
  ) -> String {
    "\(node) above \(target) by \(through.joined(separator: " ")) of "
      + direct.joined(separator: " ")
  }

  static func choke(
    _ node: String, _ target: String, cutsOff: [String], of upstream: Int
  ) -> String {
    "\(node) before \(target): \(cutsOff.joined(separator: " ")) of \(upstream)"
  }

  static func waist(_ target: String, _ cut: [String]) -> String {
    "\(target): \(cut.joined(separator: " "))"
  }

  static func cutNode(_ node: String, _ pieces: [Int]) -> String { "\(node): \(pieces)" }

  static func bridge(_ supplier: String, _ customer: String, _ sides: [Int]) -> String {
    "\(supplier) → \(customer): \(sides)"
  }
}

extension PlainNetwork {
  /// Every finding of the network, as asked.
  func answer(_ question: Question) -> FindingLines {
    var lines = FindingLines()
    lines.shared = shared(question)
    let examined = ordered(question.chosen.isEmpty ? Set(question.targets) : question.chosen)
    lines.subTier = subTier(question, examined)
    (lines.routes, lines.access) = chokePoints(question, examined)
    lines.waists = waists(question, examined)
    lines.cutNodes = cutNodes(question)
    lines.bridges = bridges(question)
    return lines
  }

  private func shared(_ question: Question) -> [String] {
    let limit = question.tiers ?? .max
    var found: [(key: [Int], line: String)] = []
    for node in nodes where question.isListed(node) {
      var reached: [(target: String, tier: Int)] = []
      for target in ordered(question.targets) {
        if let tier = tiers(above: target)[node], tier <= limit { reached.append((target, tier)) }
      }
      guard reached.count >= 2, let least = reached.map(\.tier).min() else { continue }
      let isAsked = reached.contains { question.chosen.contains($0.target) }
      guard question.chosen.isEmpty || isAsked else { continue }
      let direct = customers[node]?.count ?? 0
      found.append(
        (
          [-reached.count, least, -direct, place(node)],
          FindingLines.shared(node, reached.map(\.target), tier: least, customers: direct)
        ))
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.line)
  }

  private func subTier(_ question: Question, _ examined: [String]) -> [String] {
    // A supplier's own tiers start one above the target.
    let limit = question.tiers.map { $0 - 1 } ?? .max
    var found: [(share: (Int, Int), key: [Int], line: String)] = []
    for target in examined {
      let direct = ordered(suppliers[target] ?? [])
      for node in nodes where node != target && question.isListed(node) {
        let through = direct.filter { supplier in
          // What reaches the supplier by way of the target is the target's own.
          supplier != node
            && (tiers(above: supplier, without: [target])[node].map { $0 <= limit } ?? false)
        }
        guard through.count >= 2 else { continue }
        found.append(
          (
            (through.count, direct.count), [-through.count, place(node), place(target)],
            FindingLines.subTier(node, target, through: through, of: direct)
          ))
      }
    }
    return found.sorted { left, right in
      let (a, b) = (left.share.0 * right.share.1, right.share.0 * left.share.1)
      return a == b ? left.key.lexicographicallyPrecedes(right.key) : a > b
    }.map(\.line)
  }

  private func chokePoints(
    _ question: Question, _ examined: [String]
  ) -> (routes: [String], access: [String]) {
    var routes: [(node: String, target: String, line: String)] = []
    var access: [(key: [Int], line: String)] = []
    for target in examined {
      let lost = lost(of: target)
      let necessary = onEveryRoute(to: target)
      for node in ordered(lost.keys) where question.isListed(node) {
        let cutsOff = ordered(lost[node] ?? [])
        let line = FindingLines.choke(node, target, cutsOff: cutsOff, of: lost.count)
        if necessary.contains(node) { routes.append((node, target, line)) }
        if !cutsOff.isEmpty {
          access.append(([-cutsOff.count, place(node), place(target)], line))
        }
      }
    }
    func key(_ entry: (node: String, target: String, line: String)) -> [Int] {
      let targets = routes.filter { $0.node == entry.node }.count
      return [-targets, place(entry.node), place(entry.target)]
    }
    return (
      routes.sorted { key($0).lexicographicallyPrecedes(key($1)) }.map(\.line),
      access.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.line)
    )
  }

  private func waists(_ question: Question, _ examined: [String]) -> [String]? {
    var found: [(key: [Int], line: String)] = []
    for target in examined where !upstream(of: target).isEmpty {
      guard let cut = waist(of: target) else { return nil }
      guard question.listed == nil || cut.contains(where: question.isListed) else { continue }
      found.append(([cut.count, place(target)], FindingLines.waist(target, cut)))
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.line)
  }

  private func cutNodes(_ question: Question) -> [String] {
    var found: [(key: [Int], line: String)] = []
    for node in nodes where question.isListed(node) {
      var rest = joined(to: node).subtracting([node])
      var pieces: [Int] = []
      while let next = rest.first {
        let piece = joined(to: next, without: [node])
        pieces.append(piece.count)
        rest.subtract(piece)
      }
      guard pieces.count >= 2 else { continue }
      pieces.sort(by: >)
      found.append(
        ([-pieces.dropFirst().reduce(0, +), place(node)], FindingLines.cutNode(node, pieces)))
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.line)
  }

  private func bridges(_ question: Question) -> [String] {
    var found: [(key: [Int], line: String)] = []
    for (customer, all) in suppliers {
      for supplier in all {
        // Of mutual supply, one connection, the first of the two counts as the supplier.
        if suppliers[supplier]?.contains(customer) == true, place(customer) < place(supplier) {
          continue
        }
        guard question.isListed(supplier) || question.isListed(customer) else { continue }
        let sides = [supplier, customer].map {
          joined(to: $0, severing: [supplier, customer])
        }
        guard !sides[0].contains(customer) else { continue }
        let sizes = sides.map(\.count)
        found.append(
          (
            [-min(sizes[0], sizes[1]), place(supplier), place(customer)],
            FindingLines.bridge(supplier, customer, sizes)
          ))
      }
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.line)
  }
}
