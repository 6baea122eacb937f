import ChainModel

/// The supplies between a chain's segments and into them from outside.
struct ChainNetwork {
  private(set) var flows: [ChainProfile.FlowProfile] = []
  private(set) var outsideSuppliers: [ChainProfile.OutsideSupplier] = []
  /// Supplies between firms of the same segment, along no flow.
  private(set) var internalSupplies: [Int] = []
  /// Supplies to members that are only inferred (推断), which nothing here counts.
  private(set) var inferredSupplies: [Int] = []

  private struct Pair: Hashable {
    var supplying: Int
    var receiving: Int
  }

  /// - Complexity: O(supplies of members × segments per firm) in time.
  init(chain: Int, segments: [Int], book: ChainBook) {
    var segmentsOfFirm: [Int: [Int]] = [:]
    for segment in segments {
      for member in book.membersOfSegment[segment] {
        guard let firm = book.members[member].firm.index, book.firms[firm].isOperating else {
          continue
        }
        segmentsOfFirm[firm, default: []].append(segment)
      }
    }
    var declared = Set<Pair>()
    for flow in book.flows {
      guard let supplying = flow.supplying.index, let receiving = flow.receiving.index,
        book.segments[supplying].chain.index == chain
      else { continue }
      declared.insert(Pair(supplying: supplying, receiving: receiving))
    }
    var supplies: [Pair: [Int]] = [:]
    for firm in segmentsOfFirm.keys.sorted() {
      for supply in book.suppliesFrom[firm] {
        guard book.supplies[supply].source != .inferred,
          let customer = book.supplies[supply].customer.index,
          let receiving = segmentsOfFirm[customer], let supplying = segmentsOfFirm[firm]
        else { continue }
        let pairs = Self.pairs(supplying, receiving, declared, book)
        for pair in pairs { supplies[pair, default: []].append(supply) }
        if pairs.isEmpty { internalSupplies.append(supply) }
      }
    }
    let all = declared.union(supplies.keys).sorted {
      ($0.supplying, $0.receiving) < ($1.supplying, $1.receiving)
    }
    flows = all.map { pair in
      ChainProfile.FlowProfile(
        supplying: pair.supplying, receiving: pair.receiving,
        isDeclared: declared.contains(pair), supplies: supplies[pair] ?? [])
    }
    gatherOutside(chain, segmentsOfFirm, book)
  }

  /// The pairs of segments a supply runs along: declared flows where there are any between the two
  /// firms' segments or their parents, else every pair of different segments.
  private static func pairs(
    _ supplying: [Int], _ receiving: [Int], _ declared: Set<Pair>, _ book: ChainBook
  ) -> [Pair] {
    var along: [Pair] = []
    for one in supplying {
      for other in receiving {
        for ancestor in lineage(one, book) {
          for heir in lineage(other, book) {
            let pair = Pair(supplying: ancestor, receiving: heir)
            if declared.contains(pair), !along.contains(pair) { along.append(pair) }
          }
        }
      }
    }
    if !along.isEmpty { return along }
    for one in supplying {
      for other in receiving where one != other {
        along.append(Pair(supplying: one, receiving: other))
      }
    }
    return along
  }

  /// A segment and the segments it is part of.
  private static func lineage(_ segment: Int, _ book: ChainBook) -> [Int] {
    var line = [segment]
    while let parent = line.last.flatMap({ book.segments[$0].parent.index }) { line.append(parent) }
    return line
  }

  private mutating func gatherOutside(
    _ chain: Int, _ segmentsOfFirm: [Int: [Int]], _ book: ChainBook
  ) {
    var suppliesOfOutsider: [Int: [Int]] = [:]
    for customer in segmentsOfFirm.keys.sorted() {
      for supply in book.suppliesTo[customer] {
        if book.supplies[supply].source == .inferred {
          inferredSupplies.append(supply)
          continue
        }
        guard let supplier = book.supplies[supply].supplier.index,
          segmentsOfFirm[supplier] == nil, book.firms[supplier].isOperating
        else { continue }
        suppliesOfOutsider[supplier, default: []].append(supply)
      }
    }
    let home = book.chains[chain].region.index
    for (supplier, supplies) in suppliesOfOutsider.sorted(by: { $0.key < $1.key }) {
      let bands = supplies.flatMap { supply -> [Band] in
        guard let customer = book.supplies[supply].customer.index else { return [] }
        return (segmentsOfFirm[customer] ?? []).compactMap { book.segments[$0].band }
      }
      outsideSuppliers.append(
        ChainProfile.OutsideSupplier(
          firm: supplier,
          locality: Self.locality(
            ofRegion: book.firms[supplier].region.index, from: home, in: book),
          supplies: supplies.sorted(), band: bands.min() ?? .midstream))
    }
  }

  /// Whether a region is known to lie in another, or in the same city as a county.
  static func lies(_ region: Int, within home: Int, in book: ChainBook) -> Bool {
    ancestors(of: region, book).contains(home)
      || locality(ofRegion: region, from: home, in: book) == .city
  }

  /// Where a region that lies outside another is, seen from it; nil where it lies within, or nothing
  /// says that it does not.
  static func outsideLocality(
    ofRegion region: Int, from home: Int?, in book: ChainBook
  ) -> ChainProfile.Locality? {
    guard let home, !ancestors(of: region, book).contains(home) else { return nil }
    switch locality(ofRegion: region, from: home, in: book) {
    case .city: return nil
    // The book's own regions place it under another one.
    case .unknown: return book.regions[region].parent.index == nil ? nil : .unknown
    case let known: return known
    }
  }

  /// Where a region is, seen from another: by the book's regions first, then by region codes.
  private static func locality(
    ofRegion region: Int?, from home: Int?, in book: ChainBook
  ) -> ChainProfile.Locality {
    guard let region else { return .unknown }
    let name = book.text[book.regions[region].name]
    let line = ancestors(of: region, book)
    if line.contains(where: { book.text[book.regions[$0].name].contains("境外") }) { return .abroad }
    if line.contains(where: { book.text[book.regions[$0].name].contains("未知") }) || name.isEmpty {
      return .unknown
    }
    guard let home else { return .unknown }
    let homeLine = ancestors(of: home, book)
    guard let code = RegionCode(book.text[book.regions[region].code]), code.isNational,
      let homeCode = RegionCode(book.text[book.regions[home].code]), homeCode.isNational
    else {
      return line.contains(home) ? .city : line.last == homeLine.last ? .province : .unknown
    }
    let city = homeCode.level == .county ? homeCode.parent ?? homeCode : homeCode
    if line.contains(home) || code.isWithin(city) && homeCode.level != .province { return .city }
    if code.province == homeCode.province { return .province }
    // Hong Kong, Macao and Taiwan are customs territories of their own (境外).
    let province = code.province.map(\.description) ?? ""
    return ["71", "81", "82"].contains { province.hasPrefix($0) } ? .abroad : .elsewhere
  }

  /// A region and the regions that contain it.
  static func ancestors(of region: Int, _ book: ChainBook) -> [Int] {
    var line = [region]
    while let parent = line.last.flatMap({ book.regions[$0].parent.index }) { line.append(parent) }
    return line
  }
}
