public import ChainModel

/// The chain leaders (链主) of a chain or of a whole book: members with that role, and the firms a
/// chain names.
public struct ChainLeaders: Sendable, Hashable {
  /// Those in operation, by position, ascending.
  public let operating: [Int]
  /// Those not in operation, which count nowhere as leaders; ascending.
  public let closed: [Int]

  /// Gathers the leaders of one chain or of the book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - chain: The chain's position; nil for all chains.
  /// - Complexity: O(members · log leaders).
  public init(_ book: ChainBook, chain: Int? = nil) {
    var leading = Set<Int>()
    for member in book.members where member.role == .leader {
      guard let firm = member.firm.index, chain == nil || member.chain.index == chain else {
        continue
      }
      leading.insert(firm)
    }
    for position in chain.map({ [$0] }) ?? Array(book.chains.indices) {
      leading.formUnion(book.indices(book.chains[position].leaders))
    }
    self.init(leading, in: book)
  }

  private init(_ leading: Set<Int>, in book: ChainBook) {
    let sorted = leading.sorted()
    operating = sorted.filter { book.firms[$0].isOperating }
    closed = sorted.filter { !book.firms[$0].isOperating }
  }

  /// The leaders of every chain of a book, in book order.
  ///
  /// - Parameter book: The book.
  /// - Returns: An entry for each chain.
  /// - Complexity: O(members + chains), for all chains together.
  public static func ofChains(in book: ChainBook) -> [ChainLeaders] {
    var leading = book.chains.map { Set(book.indices($0.leaders)) }
    for member in book.members where member.role == .leader {
      if let firm = member.firm.index, let chain = member.chain.index {
        leading[chain].insert(firm)
      }
    }
    return leading.map { ChainLeaders($0, in: book) }
  }
}
