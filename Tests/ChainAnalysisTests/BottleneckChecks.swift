import ChainAnalysis
import Testing

/// Compares findings with what the plain implementation found.
func expectEqual(
  _ found: NetworkBottlenecks, _ expected: FindingLines, _ name: (Int) -> String, _ context: String
) {
  let lines = FindingLines(found, name)
  #expect(lines.shared == expected.shared, "\(context)")
  #expect(lines.subTier == expected.subTier, "\(context)")
  #expect(lines.routes == expected.routes, "\(context)")
  #expect(lines.access == expected.access, "\(context)")
  if let waists = expected.waists { #expect(lines.waists == waists, "\(context)") }
  #expect(lines.cutNodes == expected.cutNodes, "\(context)")
  #expect(lines.bridges == expected.bridges, "\(context)")
  let counts = found.counts
  let counted: [Int] = [
    counts.shared, counts.sharedSubTier, counts.routeChokePoints, counts.accessChokePoints,
    counts.waists, counts.cutNodes, counts.bridges,
  ]
  let listed: [Int] = [
    expected.shared.count, expected.subTier.count, expected.routes.count, expected.access.count,
    found.waists.count, expected.cutNodes.count, expected.bridges.count,
  ]
  #expect(counted == listed, "\(context)")
}

/// Checks a result's evidence against the network: every path is one, shortest where that is
/// promised, leads through the node it is about; routes to a cut share nothing but their end.
func expectEvidence(
  _ found: NetworkBottlenecks, _ network: PlainNetwork, _ name: (Int) -> String,
  tiers: Int? = nil, _ context: String
) {
  for shared in found.shared {
    let paths = shared.witness.map { $0.map(name) }
    let ends = paths.compactMap(\.last)
    #expect(Set(ends).isSubset(of: shared.targets.map(name)), "\(context)")
    #expect(Set(ends).count == min(20, shared.targets.count), "\(context)")
    #expect(paths.count == min(20, shared.targets.count), "\(context)")
    for path in paths {
      #expect(network.isPath(path) && path[0] == name(shared.node), "\(context) \(path)")
      #expect(
        path.count - 1 == network.tiers(above: path[path.count - 1])[path[0]],
        "\(context) \(path)")
    }
    let ranks = paths.map { [$0.count, network.place($0[$0.count - 1])] }
    #expect(
      ranks == ranks.sorted { $0.lexicographicallyPrecedes($1) }, "nearest first, \(context)")
  }
  for shared in found.sharedSubTier {
    let paths = shared.witness.map { $0.map(name) }
    let suppliers = paths.map { $0[$0.count - 2] }
    #expect(Set(suppliers).isSubset(of: shared.through.map(name)), "\(context)")
    #expect(Set(suppliers).count == min(20, shared.through.count), "\(context)")
    #expect(paths.map(\.count) == paths.map(\.count).sorted(), "nearest first, \(context)")
    for path in paths {
      let supplier = path[path.count - 2]
      #expect(network.isPath(path), "\(context) \(path)")
      #expect(path.first == name(shared.node) && path.last == name(shared.target), "\(context)")
      let above = network.tiers(above: supplier, without: [name(shared.target)])
      #expect(path.count - 2 == above[path[0]], "\(context) \(path)")
      #expect(tiers.map { path.count - 1 <= $0 } ?? true, "\(context) \(path)")
    }
    #expect(
      shared.degree == Double(shared.through.count) / Double(shared.directSuppliers.count))
  }
  expectChokePointEvidence(found, network, name, context)
  for waist in found.waists {
    let cut = Set(waist.cut.map(name))
    let target = name(waist.target)
    #expect(cut.count == waist.cut.count, "\(context)")
    #expect(waist.routes.count == min(20, cut.count), "\(context)")
    var used: Set<String> = []
    for route in waist.routes.map({ $0.map(name) }) {
      #expect(network.isPath(route) && route.last == target, "\(context) \(route)")
      #expect(network.isEntry(route[0]), "\(context) \(route)")
      #expect(cut.intersection(route).count == 1, "\(context) \(route)")
      for node in route.dropLast() {
        #expect(node != target && used.insert(node).inserted, "\(context) \(route)")
      }
    }
    // As many disjoint routes as cut nodes, and none left: no smaller cut is possible.
    let rest = network.upstream(of: target, without: cut)
    #expect(!rest.contains(where: network.isEntry), "\(context)")
  }
}

private func expectChokePointEvidence(
  _ found: NetworkBottlenecks, _ network: PlainNetwork, _ name: (Int) -> String,
  _ context: String
) {
  for point in found.routeChokePoints + found.accessChokePoints {
    let path = point.witness.map(name)
    let node = name(point.node)
    let target = name(point.target)
    let context = "\(context) \(point.kind) \(node) before \(target) \(path)"
    #expect(network.isPath(path) && path.last == target, "\(context)")
    #expect(path.contains(node) && node != target, "\(context)")
    #expect(Set(path).count == path.count, "\(context)")
    let tiers = network.tiers(above: target)
    let starts =
      point.kind == .access
      ? point.cutOff.map(name) : tiers.keys.filter { network.isEntry($0) }
    #expect(starts.contains(path[0]), "\(context)")
    #expect(path.count - 1 == starts.compactMap { tiers[$0] }.min(), "\(context)")
  }
}

extension PlainNetwork {
  /// Whether every step of a path is a supply.
  func isPath(_ path: [String]) -> Bool {
    !path.isEmpty
      && zip(path, path.dropFirst()).allSatisfy { customers[$0]?.contains($1) == true }
  }
}
