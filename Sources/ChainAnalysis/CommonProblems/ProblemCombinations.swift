import ChainModel

/// Problems that travel together: sets of two or more problems that three or more firms have in
/// common, each as large as its firms allow, those of most firms first.
public struct ProblemCombinations: Sendable {
  /// Problems with the firms that have them all.
  public struct Combination: Sendable, Hashable {
    /// The problems, by position in the library, ascending.
    public let problems: [Int]
    /// The firms of the selection that have every one of them, ascending.
    public let firms: [Int]
  }

  /// The combinations, those of most firms first, then of most problems.
  public let combinations: [Combination]
  /// Whether there are more, which are not listed.
  public let isCapped: Bool
  /// Every combination of so many firms or more is listed.
  public let completeFrom: Int

  /// Finds the combinations of a selection.
  ///
  /// - Complexity: As ``ClosedItemsets``, over firms with two problems or more.
  init(
    groups: FirmGroups, records: ProblemRecords, problemCount: Int, leastFirms: Int, limit: Int
  ) {
    let leastFirms = max(1, leastFirms)
    // A problem of fewer firms is in no combination; a firm with one problem adds to none.
    var items: [Int] = []
    var pairs: [(firm: Int32, item: Int32)] = []
    for problem in 0..<problemCount {
      let firms = records[problem].filter { groups.cellOfFirm[Int($0.firm)] >= 0 }
      guard firms.count >= leastFirms else { continue }
      for record in firms { pairs.append((record.firm, Int32(items.count))) }
      items.append(problem)
    }
    pairs.sort { ($0.firm, $0.item) < ($1.firm, $1.item) }
    var firms: [Int] = []
    var transactions: [[Int32]] = []
    var start = 0
    while start < pairs.count {
      var end = start + 1
      while end < pairs.count, pairs[end].firm == pairs[start].firm { end += 1 }
      if end - start > 1 {
        firms.append(Int(pairs[start].firm))
        transactions.append(pairs[start..<end].map(\.item))
      }
      start = end
    }
    let closed = ClosedItemsets(
      transactions: transactions, itemCount: items.count, leastSupport: leastFirms, leastSize: 2,
      limit: max(0, limit))
    combinations = closed.sets.map { set in
      Combination(
        problems: set.items.map { items[Int($0)] }, firms: set.transactions.map { firms[Int($0)] })
    }
    isCapped = closed.isCapped
    completeFrom = closed.completeFrom
  }
}
