public import ChainModel
public import Graphs

/// The declared supplies of a book as a compact directed graph: an edge from supplier to customer,
/// one for each pair of firms.
public struct SupplyNetwork: Sendable {
  /// The graph; vertices are positions of firms in the book.
  public let graph: DirectedGraph

  /// The network of a book.
  ///
  /// - Parameter book: The book.
  /// - Complexity: O(firms + supplies) in time and space.
  public init(_ book: ChainBook) {
    var edges: [Edge] = []
    edges.reserveCapacity(book.supplies.count)
    for supply in book.supplies where supply.source != .inferred {
      guard let supplier = supply.supplier.index, let customer = supply.customer.index else {
        continue
      }
      edges.append(Edge(Vertex(supplier), Vertex(customer)))
    }
    do throws(GraphError) {
      graph = try DirectedGraph(
        vertexCount: book.firms.count, edges: edges, options: [.dropSelfLoops, .dropDuplicates])
    } catch {
      preconditionFailure("a book's supplies join its firms: \(error)")
    }
  }
}
