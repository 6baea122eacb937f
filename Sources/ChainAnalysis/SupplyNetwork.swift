public import ChainModel
public import Graphs

/// The declared supplies of a book as a compact directed graph: an edge from supplier to customer,
/// one for each pair of firms.
///
/// Supplies that are only inferred (推断) are kept apart and never mixed with declared ones.
public struct SupplyNetwork: Sendable {
  /// The graph of declared supplies; vertices are positions of firms in the book.
  public let graph: DirectedGraph
  /// Supplies that are only inferred (推断), by position in the book.
  public let inferred: [Int]

  /// The network of a book.
  ///
  /// - Parameter book: The book.
  /// - Complexity: O(firms + supplies) in time and space.
  public init(_ book: ChainBook) {
    var edges: [Edge] = []
    var inferred: [Int] = []
    edges.reserveCapacity(book.supplies.count)
    for (position, supply) in book.supplies.enumerated() {
      guard let supplier = supply.supplier.index, let customer = supply.customer.index else {
        continue
      }
      if supply.source == .inferred {
        inferred.append(position)
      } else {
        edges.append(Edge(Vertex(supplier), Vertex(customer)))
      }
    }
    self.inferred = inferred
    do throws(GraphError) {
      graph = try DirectedGraph(
        vertexCount: book.firms.count, edges: edges, options: [.dropSelfLoops, .dropDuplicates])
    } catch {
      preconditionFailure("a book's supplies join its firms: \(error)")
    }
  }

  /// The declared supplies behind an edge, one for each product, by position in the book.
  ///
  /// - Parameters:
  ///   - supplier: The supplier's position.
  ///   - customer: The customer's position.
  ///   - book: The book of the network.
  /// - Returns: Positions, ascending; none where there is no edge.
  /// - Complexity: O(supplies of the supplier).
  public static func supplies(
    from supplier: Int, to customer: Int, in book: ChainBook
  ) -> [Int] {
    book.suppliesFrom[supplier].filter {
      book.supplies[$0].customer.index == customer && book.supplies[$0].source != .inferred
    }
  }
}
