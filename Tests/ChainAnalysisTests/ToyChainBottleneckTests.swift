import ChainAnalysis
import ChainModel
import Foundation
import Testing

/// The check values of ANALYSIS §2, through a book.
@Suite(
  .enabled(
    if: BookFolder.isPresent("checks/toychain.json"), "needs ../shared/data/checks/toychain.json"))
struct ToyChainBottleneckTests {
  private struct File: Decodable {
    let edges: [[String]]
    let betweenness: [String: Double]
    let pageRank: [String: Double]
    let subTier: [String: [String: [String]]]
    let bridges: [[String]]
    let cutFirms: [String]
    let accessL1: [String: String]
    let accessL2: [String: String]
    let routes: [String: String]

    enum CodingKeys: String, CodingKey {
      case edges, bridges
      case betweenness = "betweenness_directed_unnorm"
      case pageRank = "pagerank_reverse_0.85"
      case subTier = "shared_subtier (firm -> leader -> tier1 suppliers that depend on it)"
      case cutFirms = "articulation_points"
      case accessL1 = "idom_L1"
      case accessL2 = "idom_L2"
      case routes = "forward_idom_SRC"
    }
  }

  private func load(without pair: [String] = []) throws -> (file: File, book: ReadBook) {
    let url = BookFolder.shared.appending(path: "checks/toychain.json")
    let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
    let rows = file.edges.filter { $0 != pair }.map { "\($0[0]),\($0[1])\n" }.joined()
    let book = try BookFolder.read([
      "supplies.csv": "供应方,采购方\n" + rows,
      "chains.csv": "产业链编号,产业链名称,链主\nC1,示例链,L1、L2\n",
    ])
    return (file, try ReadBook(book))
  }

  /// The nodes above one in a tree of immediate dominators, nearest first.
  private func chain(_ node: String, _ parents: [String: String], root: String) -> [String] {
    var result: [String] = []
    var next = parents[node]
    while let here = next, here != root {
      result.append(here)
      next = parents[here]
    }
    return result
  }

  @Test func everyKind() async throws {
    let (file, book) = try load()
    let found = await book.bottlenecks { $0.centrality = true }
    #expect(found.firms.cutNodes.map { book.firm($0.node) } == file.cutFirms)
    #expect(found.firms.cutNodes.map(\.leavesBehind) == [[10, 1]])
    #expect(
      found.firms.bridges.map { Set([book.firm($0.supplier), book.firm($0.customer)]) }
        == file.bridges.map(Set.init))
    var subTier: [String: [String: [String]]] = [:]
    for shared in found.firms.sharedSubTier {
      subTier[book.firm(shared.node), default: [:]][book.firm(shared.target)] =
        shared.through.map(book.firm)
    }
    #expect(subTier == file.subTier)
    #expect(
      found.firms.waists.map { FindingLines.waist(book.firm($0.target), $0.cut.map(book.firm)) }
        == ["L1: K", "L2: K"])
    for leader in ["L1", "L2"] {
      let routes = found.firms.routeChokePoints.filter { book.firm($0.target) == leader }
      #expect(
        Set(routes.map { book.firm($0.node) }) == Set(chain(leader, file.routes, root: "SRC")))
      let parents = leader == "L1" ? file.accessL1 : file.accessL2
      var cutOff: [String: Set<String>] = [:]
      for node in parents.keys {
        for above in chain(node, parents, root: leader) { cutOff[above, default: []].insert(node) }
      }
      let access = found.firms.accessChokePoints.filter { book.firm($0.target) == leader }
      #expect(access.count == cutOff.count)
      for point in access {
        #expect(Set(point.cutOff.map(book.firm)) == cutOff[book.firm(point.node)])
        #expect(point.upstream == parents.count)
      }
    }
    #expect(found.centrality.count == 12)
    for firm in found.centrality {
      let name = book.firm(firm.firm)
      #expect(abs(firm.betweenness - (file.betweenness[name] ?? -1)) < 1e-12, "\(name)")
      // The file's values were made with a coarser tolerance of their own.
      #expect(abs(firm.pageRank - (file.pageRank[name] ?? -1)) < 2e-6, "\(name)")
    }
    #expect(
      found.centrality.prefix(4).map(\.betweenness) == [10, 8, 8, 7.25])
  }

  /// Shared suppliers from the tiers of the file: least tier, then direct customers.
  @Test func sharedSuppliers() async throws {
    let (_, book) = try load()
    let found = await book.bottlenecks()
    #expect(
      FindingLines(found.firms, book.firm).shared == [
        "C serves L1 L2, tier 1, customers 2", "E serves L1 L2, tier 2, customers 2",
        "G serves L1 L2, tier 2, customers 2", "F serves L1 L2, tier 3, customers 2",
        "K serves L1 L2, tier 3, customers 2", "M serves L1 L2, tier 4, customers 1",
      ])
    let near = await book.bottlenecks { $0.tiers = 2 }
    #expect(
      FindingLines(near.firms, book.firm).shared == [
        "C serves L1 L2, tier 1, customers 2", "E serves L1 L2, tier 2, customers 2",
        "G serves L1 L2, tier 2, customers 2",
      ])
  }

  /// Without M, supply starts at K, which may itself be cut; from K there are two disjoint ways on,
  /// so without K's own loss nothing less than two firms cuts L1 off.
  @Test func withoutTheRoot() async throws {
    let (_, book) = try load(without: ["M", "K"])
    let found = await book.bottlenecks()
    #expect(FindingLines(found.firms, book.firm).waists == ["L1: K", "L2: K"])
    #expect(found.firms.cutNodes.isEmpty && found.firms.bridges.isEmpty)
  }
}
