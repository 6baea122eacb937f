/// Which firms a measure is meant for.
package struct ApplicableFirms: Sendable {
  private let book: ChainBook
  /// Regions from each region upwards, itself included.
  private let regionsAbove: [[Int]]

  /// What the measures of a book apply to.
  ///
  /// - Complexity: O(regions · their depth²).
  package init(_ book: ChainBook) {
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

  /// Whether a measure applies to a firm: it names the firm, or none, and one of the firm's segments
  /// (or what contains it) and regions, or none.
  ///
  /// - Parameters:
  ///   - firm: The firm's position.
  ///   - measure: The measure.
  /// - Returns: Whether it does.
  /// - Complexity: O(names of the measure + memberships of the firm · depth of segments).
  package func includes(_ firm: Int, in measure: Measure) -> Bool {
    let firms = book.indices(measure.firms)
    if !measure.firms.written.isEmpty, !firms.contains(firm) { return false }
    if !measure.segments.written.isEmpty {
      let segments = Set(book.indices(measure.segments))
      let isIn = book.membershipsOfFirm[firm].contains { member in
        var next = book.members[member].segment.index
        // No tree is deeper than it has segments.
        for _ in book.segments.indices {
          guard let segment = next else { return false }
          if segments.contains(segment) { return true }
          next = book.segments[segment].parent.index
        }
        return false
      }
      guard isIn else { return false }
    }
    guard !measure.regions.written.isEmpty else { return true }
    let regions = Set(book.indices(measure.regions))
    let above = book.firms[firm].region.index.map { regionsAbove[$0] } ?? []
    return above.contains(where: regions.contains)
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
