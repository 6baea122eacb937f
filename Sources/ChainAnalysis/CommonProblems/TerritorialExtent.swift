public import ChainModel

/// How far a problem reaches: the lowest region that contains every affected firm.
public struct TerritorialExtent: Sendable, Hashable {
  /// The region's position in the book; nil where no region contains them all.
  public let region: Int?
  /// Affected firms whose region the book does not state, and which ``region`` cannot vouch for.
  public let withoutRegion: [Int]

  /// The extent of a set of firms.
  ///
  /// - Parameters:
  ///   - firms: The firms, by position.
  ///   - book: The book.
  /// - Complexity: O(firms · depth of regions).
  public init(of firms: [Int], in book: ChainBook) {
    var common: [Int]?
    var missing: [Int] = []
    for firm in firms {
      guard let region = book.firms[firm].region.index else {
        missing.append(firm)
        continue
      }
      // What is common to all is the end of every line upwards.
      guard let known = common else {
        common = Self.line(from: region, in: book)
        continue
      }
      if known.first == region { continue }
      let line = Set(Self.line(from: region, in: book))
      common = Array(known.drop { !line.contains($0) })
    }
    region = common?.first
    withoutRegion = missing
  }

  /// The level of the region, where its code tells.
  ///
  /// - Parameter book: The book.
  /// - Returns: Province, city or county; nil for a code that the book defines for itself.
  public func level(in book: ChainBook) -> RegionCode.Level? {
    region.flatMap { RegionCode(book.text[book.regions[$0].code])?.level }
  }

  private static func line(from region: Int, in book: ChainBook) -> [Int] {
    var line = [region]
    var next = book.regions[region].parent.index
    while let above = next {
      line.append(above)
      next = book.regions[above].parent.index
    }
    return line
  }
}
