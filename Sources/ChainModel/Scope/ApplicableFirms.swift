/// How many firms a measure is meant for.
struct ApplicableFirms {
  private let book: ChainBook
  /// Regions from each region upwards, itself included.
  private let regionsAbove: [[Int]]

  init(_ book: ChainBook) {
    self.book = book
    regionsAbove = book.regions.indices.map { region in
      var above: [Int] = []
      var next: Int? = region
      while let current = next, !above.contains(current) {
        above.append(current)
        next = book.regions[current].parent.index
      }
      return above
    }
  }

  /// Operating firms in the segments and regions that a measure names.
  ///
  /// - Parameters:
  ///   - measure: The measure.
  ///   - limit: Where counting may stop.
  /// - Returns: The number, or at least the limit.
  /// - Complexity: O(firms).
  func count(of measure: Measure, atMost limit: Int) -> Int {
    let segments = Set(book.indices(measure.segments))
    let regions = Set(book.indices(measure.regions))
    // Named but known to nobody: that is none, not all.
    if segments.isEmpty && !measure.segments.written.isEmpty { return 0 }
    if regions.isEmpty && !measure.regions.written.isEmpty { return 0 }
    var count = 0
    for (position, firm) in book.firms.enumerated() where firm.isOperating {
      let isIn =
        segments.isEmpty
        || book.membershipsOfFirm[position].contains {
          book.members[$0].segment.index.map(segments.contains) ?? false
        }
      guard isIn else { continue }
      let above = firm.region.index.map { regionsAbove[$0] } ?? []
      guard regions.isEmpty || above.contains(where: regions.contains) else { continue }
      count += 1
      if count == limit { break }
    }
    return count
  }
}
