public import ChainModel
import Graphs

extension BookScope {
  /// A chain leader's own cone: the leader with every firm upstream and downstream of it by declared
  /// supplies, however many tiers away.
  ///
  /// - Parameters:
  ///   - firm: The leader's position.
  ///   - book: The book.
  /// - Returns: The scope.
  /// - Complexity: O(rows + letters of names · log firms).
  public static func leader(_ firm: Int, in book: ChainBook) -> BookScope {
    let graph = SupplyNetwork(book).graph
    let source = Vertex(firm)
    let downstream = graph.breadthFirstSearch(from: [source]).tiers
    let upstream = graph.reversed.breadthFirstSearch(from: [source]).tiers
    return BookScope(
      .leader(firm), firms: zip(upstream, downstream).map { $0 >= 0 || $1 >= 0 }, in: book)
  }
}
