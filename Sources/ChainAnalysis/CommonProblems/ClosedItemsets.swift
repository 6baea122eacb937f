/// The sets of items that occur together in enough transactions and to which no item can be added
/// without losing one, the most frequent first.
///
/// Every closed set is reached from exactly one other by adding an item and closing, with the items
/// before it unchanged (prefix-preserving closure extension), so that none is met twice and none is
/// kept for comparison. A set's extensions occur less often than it does; taken in the order of
/// frequency, every set of a frequency is known before the first of them is extended, and stopping
/// early leaves out the rarest only.
///
/// - SeeAlso: T. Uno, T. Asai, Y. Uchida, H. Arimura, *An Efficient Algorithm for Enumerating Closed
///   Patterns in Transaction Databases* (LCM), Discovery Science 2004, LNCS 3245,
///   doi:10.1007/978-3-540-30214-8_2.
package struct ClosedItemsets {
  /// Items that occur together.
  package struct Itemset: Equatable {
    /// The items, ascending.
    package var items: [Int32]
    /// The transactions with all of them, ascending.
    package var transactions: [Int32]
  }

  /// The sets, by transactions (most first), items (most first) and the items themselves.
  package private(set) var sets: [Itemset] = []
  /// Every set that occurs so often or more is listed.
  package private(set) var completeFrom: Int
  /// Whether sets are left out.
  package private(set) var isCapped = false

  private struct Node {
    var set: Itemset
    /// The item whose addition made the set; −1 for the first.
    var core: Int32
  }

  private let transactions: [[Int32]]
  private let leastSupport: Int
  private let leastSize: Int
  private var work: Int
  private var counts: [Int32]
  /// Sets that wait, by the number of their transactions.
  private var waiting: [[Node]]

  /// Finds the sets.
  ///
  /// - Parameters:
  ///   - transactions: The items of each transaction, ascending, from 0 on.
  ///   - itemCount: The number of items.
  ///   - leastSupport: The least number of transactions of a set, at least 1.
  ///   - leastSize: The least number of its items.
  ///   - limit: The greatest number of sets.
  ///   - workLimit: How many items of transactions are looked at before giving up.
  /// - Complexity: O(sets · items · length of their transactions) in time, at most O(`workLimit`).
  package init(
    transactions: [[Int32]], itemCount: Int, leastSupport: Int, leastSize: Int, limit: Int,
    workLimit: Int = 200_000_000
  ) {
    self.transactions = transactions
    self.leastSupport = leastSupport
    self.leastSize = leastSize
    completeFrom = leastSupport
    work = workLimit
    counts = [Int32](repeating: 0, count: itemCount)
    waiting = [[Node]](repeating: [], count: transactions.count + 1)
    let all = [Int32](0..<Int32(transactions.count))
    guard transactions.count >= leastSupport else { return }
    waiting[all.count].append(
      Node(set: Itemset(items: closure(of: all), transactions: all), core: -1))
    for support in stride(from: transactions.count, through: leastSupport, by: -1) {
      let nodes = waiting[support]
      waiting[support] = []
      let found = nodes.map(\.set).filter { $0.items.count >= leastSize }.sorted(by: Self.precedes)
      let room = limit - sets.count
      sets += found.prefix(room)
      if found.count > room {
        isCapped = true
        completeFrom = support + 1
        return
      }
      for node in nodes where !extend(node) {
        isCapped = true
        completeFrom = support
        return
      }
    }
  }

  private static func precedes(_ left: Itemset, _ right: Itemset) -> Bool {
    if left.items.count != right.items.count { return left.items.count > right.items.count }
    return left.items.lexicographicallyPrecedes(right.items)
  }

  /// Puts a set's extensions among those that wait.
  ///
  /// - Returns: Whether there was work left to do so.
  private mutating func extend(_ node: Node) -> Bool {
    let isMember = Set(node.set.items)
    // Occurrence deliver: every item's transactions in one pass.
    var delivered: [Int32: [Int32]] = [:]
    for transaction in node.set.transactions {
      let items = transactions[Int(transaction)]
      work -= items.count
      for item in items where item > node.core && !isMember.contains(item) {
        delivered[item, default: []].append(transaction)
      }
    }
    for (item, occurrences) in delivered.sorted(by: { $0.key < $1.key })
    where occurrences.count >= leastSupport {
      let items = closure(of: occurrences)
      guard work > 0 else { return false }
      guard items.allSatisfy({ $0 >= item || isMember.contains($0) }) else { continue }
      waiting[occurrences.count].append(
        Node(set: Itemset(items: items, transactions: occurrences), core: item))
    }
    return work > 0
  }

  /// The items that all of some transactions have, ascending.
  private mutating func closure(of occurrences: [Int32]) -> [Int32] {
    guard let first = occurrences.first else { return [] }
    for transaction in occurrences {
      let items = transactions[Int(transaction)]
      work -= items.count
      for item in items { counts[Int(item)] += 1 }
    }
    let common = transactions[Int(first)].filter { Int(counts[Int($0)]) == occurrences.count }
    for transaction in occurrences {
      for item in transactions[Int(transaction)] { counts[Int(item)] = 0 }
    }
    return common
  }
}
