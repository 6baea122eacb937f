import Foundation
import Graphs

/// The twelve firms and sixteen supplies (supplier → customer) of the published check values.
enum ToyChain {
  static let names = ["A", "B", "C", "D", "E", "F", "G", "H", "K", "L1", "L2", "M"]
  static let supplies = [
    ("A", "L1"), ("B", "L1"), ("C", "L1"), ("C", "L2"), ("H", "L2"), ("D", "A"), ("D", "B"),
    ("E", "B"), ("E", "C"), ("F", "D"), ("F", "E"), ("G", "C"), ("G", "H"), ("K", "F"),
    ("K", "G"), ("M", "K"),
  ]

  static func vertex(_ name: String) -> Vertex {
    Vertex(names.firstIndex(of: name) ?? -1)
  }

  static func name(_ vertex: Vertex) -> String {
    names[Int(vertex)]
  }

  static func graph() throws -> DirectedGraph {
    try DirectedGraph(
      vertexCount: names.count, edges: supplies.map { Edge(vertex($0.0), vertex($0.1)) })
  }
}

/// The check values as a file beside the repository; absent from a plain checkout.
struct ToyChainFile: Decodable {
  static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/checks/toychain.json")
  static let isPresent = FileManager.default.fileExists(atPath: url.path())

  let edges: [[String]]
  let idomL1: [String: String]
  let idomL2: [String: String]
  let idomRoot: [String: String]
  let tierL1: [String: Int]
  let tierL2: [String: Int]
  let pageRank: [String: Double]
  let betweenness: [String: Double]
  let downstream: [String: Int]
  let dominatedCounts: [String: Int]
  let routes: [String: String]

  enum CodingKeys: String, CodingKey {
    case edges
    case idomL1 = "idom_L1"
    case idomL2 = "idom_L2"
    case idomRoot = "idom_ROOT"
    case tierL1 = "tier_L1"
    case tierL2 = "tier_L2"
    case pageRank = "pagerank_reverse_0.85"
    case betweenness = "betweenness_directed_unnorm"
    case downstream = "downstream_reach (firms that depend on v directly/indirectly)"
    case dominatedCounts = "dominated_count_ROOT (firms whose every upstream path passes v)"
    case routes = "forward_idom_SRC"
  }

  static func load() throws -> ToyChainFile {
    try JSONDecoder().decode(ToyChainFile.self, from: Data(contentsOf: url))
  }
}
