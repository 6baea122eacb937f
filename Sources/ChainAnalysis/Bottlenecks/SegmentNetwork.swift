import ChainModel
import Graphs

/// The declared flows between segments as a graph, and which segments every route passes.
///
/// A child segment (上级环节) with flows of its own inherits its parent's too; one without any is a
/// part of its parent and no vertex of its own. A parent stands for its children, so that it lies on
/// every route when none avoids the whole family.
struct SegmentNetwork {
  /// Vertices are positions of segments in the book.
  let graph: DirectedGraph
  /// Segments in flows from which nothing flows on, of themselves, their parents or children.
  let finals: [Vertex]
  /// Whether children inherit flows; families of hostile size are left as the tables state them.
  let inheritsFlows: Bool

  /// Inherited flows beyond this many are not written out: no real chain comes near it.
  private static let inheritanceLimit = 4_000_000
  /// Steps for looking at parents, each of which takes a search of its own.
  private static let workLimit = 200_000_000

  /// Each segment with those of its children that have flows of their own.
  private let families: [[Int]]

  /// The network of some chains.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - chains: The chains, by position.
  /// - Complexity: O(segments + flows, inherited ones written out).
  init(_ book: ChainBook, chains: [Int]) {
    let wanted = Set(chains)
    var families: [[Int]] = book.segments.indices.map { [$0] }
    for segment in book.segments.indices {
      var seen: Set<Int> = [segment]
      var ancestor = book.segments[segment].parent.index
      while let next = ancestor, seen.insert(next).inserted {
        families[next].append(segment)
        ancestor = book.segments[next].parent.index
      }
    }
    let flows = book.flows.compactMap { flow -> (Int, Int)? in
      // A flow within a segment is none between segments, nor between its parts.
      guard let supplying = flow.supplying.index, let receiving = flow.receiving.index,
        supplying != receiving, let chain = book.segments[supplying].chain.index,
        wanted.contains(chain)
      else { return nil }
      return (supplying, receiving)
    }
    // A child that no flow names adds no route that its parent does not have.
    let stated = Set(flows.flatMap { [$0.0, $0.1] })
    for segment in families.indices where families[segment].count > 1 {
      families[segment].removeAll { $0 != segment && !stated.contains($0) }
    }
    self.families = families
    let inherited = flows.reduce(0) { $0 + families[$1.0].count * families[$1.1].count }
    inheritsFlows = inherited <= Self.inheritanceLimit
    var edges: [Edge] = []
    for (supplying, receiving) in flows {
      guard inheritsFlows else {
        edges.append(Edge(Vertex(supplying), Vertex(receiving)))
        continue
      }
      for from in families[supplying] {
        for to in families[receiving] { edges.append(Edge(Vertex(from), Vertex(to))) }
      }
    }
    do throws(GraphError) {
      graph = try DirectedGraph(
        vertexCount: book.segments.count, edges: edges,
        options: [.dropSelfLoops, .dropDuplicates])
    } catch {
      preconditionFailure("a book's flows join its segments: \(error)")
    }
    let graph = graph
    finals = graph.vertices.filter { vertex in
      !graph.predecessors(of: vertex).isEmpty
        && families[Int(vertex)].allSatisfy { graph.successors(of: Vertex($0)).isEmpty }
    }
  }

  /// For every segment, the final segments that no route reaches without it, ascending.
  ///
  /// - Complexity: O(m log n) for segments without children; for those with, O(n + m) each while all
  ///   of them together stay under the limit of work, else they count for themselves alone.
  func finalsOnEveryRoute() -> [[Int]] {
    let entries = BottleneckSearch.entries(of: graph)
    let tree = graph.dominatorTree(entries: entries)
    var result = [[Int]](repeating: [], count: graph.vertexCount)
    for final in finals {
      for segment in tree.dominators(of: final) { result[Int(segment)].append(Int(final)) }
    }
    let parents = families.indices.filter {
      families[$0].count > 1 && families[$0].contains { !graph.successors(of: Vertex($0)).isEmpty }
    }
    guard parents.count * (graph.vertexCount + graph.edgeCount) <= Self.workLimit else {
      return result
    }
    for parent in parents {
      let family = VertexSet(families[parent].map(Vertex.init), capacity: graph.vertexCount)
      let without = graph.filtered(by: family.complement)
      let reached = without.breadthFirstSearch(from: entries.filter { !family.contains($0) })
      result[parent] = finals.filter {
        !family.contains($0) && tree.isReachable($0) && reached.tier(of: $0) == nil
      }.map(Int.init)
    }
    return result
  }
}
