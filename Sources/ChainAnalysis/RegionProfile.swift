public import ChainModel

/// What a region map shows: the firms of each region, what regions supply each other, and the
/// problems they share.
///
/// Each figure comes with the firms or supplies behind it, by position in the book. Only firms in
/// operation and declared supplies count. The local share (本地配套率) of a region is the supplies to its
/// firms from its own, over all supplies to its firms.
public struct RegionProfile: Sendable {
  /// What a place stands for.
  public enum Kind: Sendable, Hashable {
    /// A region as the book names it, with what was folded into it.
    case region(Int)
    /// Firms that state no region (区域未填).
    case unstated
    /// Several regions that share a place, as there are too many.
    case several([Int])
  }

  /// The firms of a region.
  public struct Place: Sendable {
    /// What it stands for.
    public var kind: Kind
    /// Where it lies seen from the home region, where it lies outside; nil within.
    public var locality: ChainProfile.Locality?
    /// The firms of the selection, in book order.
    public var firms: [Int] = []
    /// Of these, certified.
    public var certified: [Int] = []
    /// Of these, those that lack a scheme the law demands (应证未证).
    public var lackingMandatory: [Int] = []
    /// Firms that supply the selection and are no part of it, in book order.
    public var otherSuppliers: [Int] = []
    /// Supplies to its firms, by position in the book.
    public var bought: [Int] = []
    /// Of these, those from within.
    public var local: [Int] = []
    /// Problems of its firms, most firms first.
    public var problems: [ChainProfile.SegmentProblem] = []

    /// Whether it is a region of its own, inside.
    public var isInside: Bool { locality == nil && kind != .unstated }
  }

  /// What goes from one place to another.
  public struct Flow: Sendable {
    /// The supplying place, by position in ``RegionProfile/places``.
    public var from: Int
    /// The receiving place.
    public var to: Int
    /// The supplies, by position in the book.
    public var supplies: [Int]
  }

  /// An open problem of firms in several regions.
  public struct SharedProblem: Sendable {
    /// The problem's position in the library.
    public var problem: Int
    /// The firms of each place that has it, most firms first.
    public var firms: [(place: Int, firms: [Int])]
    /// How many inspected firms of all regions have it, of how many, and how common that makes it.
    public var whole: ChainProfile.SegmentProblem?

    /// How many firms have it.
    public var count: Int { firms.reduce(0) { $0 + $1.firms.count } }
  }

  /// The chain that the firms are of; nil for every firm of the book.
  public let chain: Int?
  /// The region that tells inside from outside: the chains' own; nil where none is stated.
  public let home: Int?
  /// Whether every region inside is known to lie in ``home``.
  public let isWithinHome: Bool
  /// Regions in book order, then what lies outside, then firms without a region.
  public let places: [Place]
  /// Flows between different places, by their positions.
  public let flows: [Flow]
  /// Problems of two regions or more, most regions first.
  public let shared: [SharedProblem]
  /// How many regions were folded into those that contain them.
  public let folded: Int
  /// The selection's firms inside, in book order, those without a region left out.
  public let firms: [Int]
  /// Supplies to firms of the selection that are only inferred (推断), which nothing here counts.
  public let inferredSupplies: [Int]
  /// Firms of the selection that supply themselves (自供), in book order; nothing here counts that.
  public let selfSuppliers: [Int]

  /// Gathers a book's regions.
  ///
  /// - Parameters:
  ///   - chain: The chain whose members are counted; nil for every firm in operation.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day.
  ///   - most: The most regions inside that have a place of their own: more are folded into those
  ///     that contain them, and at last the smallest share one.
  /// - Complexity: O(firms + supplies + findings, times the depth of regions).
  public init(chain: Int?, in book: ChainBook, ledger: QualityLedger, most: Int) {
    self.chain = chain
    let home = Self.home(of: chain.map { [$0] } ?? Array(book.chains.indices), in: book)
    self.home = home
    let selected = Self.selection(chain, book)
    var inferred: [Int] = []
    var supplies: [(position: Int, supplier: Int, customer: Int)] = []
    for (position, supply) in book.supplies.enumerated() {
      guard let supplier = supply.supplier.index, let customer = supply.customer.index,
        selected[customer], book.firms[supplier].isOperating
      else { continue }
      if supply.source == .inferred {
        inferred.append(position)
      } else {
        supplies.append((position, supplier, customer))
      }
    }
    inferredSupplies = inferred
    selfSuppliers = book.firms.indices.filter { selected[$0] && book.firms[$0].suppliesItself }
    var isThere = selected
    for supply in supplies { isThere[supply.supplier] = true }
    let there = book.firms.indices.filter { isThere[$0] }

    var sorting = PlaceSorting(book, home: home, firms: there, isCounted: selected)
    sorting.fold(most: most)
    folded = sorting.folded
    var places = sorting.places
    func place(_ firm: Int) -> Int { sorting.place(ofRegion: book.firms[firm].region.index) }

    for firm in there {
      let own = place(firm)
      guard selected[firm] else {
        places[own].otherSuppliers.append(firm)
        continue
      }
      places[own].firms.append(firm)
      if ledger.standing(ofFirm: firm).isCertified { places[own].certified.append(firm) }
      if Self.lacksMandatory(firm, chain, book, ledger) {
        places[own].lackingMandatory.append(firm)
      }
    }
    var flows: [[Int]: [Int]] = [:]
    for supply in supplies {
      let (from, to) = (place(supply.supplier), place(supply.customer))
      places[to].bought.append(supply.position)
      // Firms without a region, or of several, are not known to be in the same one.
      if from == to, case .region = places[to].kind {
        places[to].local.append(supply.position)
      } else if from != to {
        flows[[from, to], default: []].append(supply.position)
      }
    }
    for index in places.indices {
      places[index].problems = ChainProfile.problems(
        of: places[index].firms, in: book, ledger: ledger)
    }
    self.flows = flows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      Flow(from: $0.key[0], to: $0.key[1], supplies: $0.value)
    }
    let inside = places.indices.filter { places[$0].isInside }
    isWithinHome =
      home.map { home in
        inside.allSatisfy { place in
          switch places[place].kind {
          case .region(let region): ChainNetwork.lies(region, within: home, in: book)
          case .several(let regions):
            regions.allSatisfy { ChainNetwork.lies($0, within: home, in: book) }
          case .unstated: true
          }
        }
      } ?? false
    firms = inside.flatMap { places[$0].firms }.sorted()
    shared = Self.shared(places, inside, firms, book, ledger)
    self.places = places
  }

  /// The supplies to firms inside, and those of them that come from the buyer's own region.
  public var localShare: (local: Int, all: Int) {
    places.filter(\.isInside).reduce((0, 0)) { ($0.0 + $1.local.count, $0.1 + $1.bought.count) }
  }

  /// The regions of a place, by position in the book.
  public func regions(of place: Place) -> [Int] {
    switch place.kind {
    case .region(let region): [region]
    case .unstated: []
    case .several(let regions): regions
    }
  }

  // MARK: - Parts

  /// The firms that are counted: all in operation, or those of a chain's segments.
  private static func selection(_ chain: Int?, _ book: ChainBook) -> [Bool] {
    guard let chain else { return book.firms.map(\.isOperating) }
    var isSelected = [Bool](repeating: false, count: book.firms.count)
    for segment in book.segmentsOfChain[chain] {
      for member in book.membersOfSegment[segment] {
        guard let firm = book.members[member].firm.index else { continue }
        isSelected[firm] = book.firms[firm].isOperating
      }
    }
    return isSelected
  }

  private static func lacksMandatory(
    _ firm: Int, _ chain: Int?, _ book: ChainBook, _ ledger: QualityLedger
  ) -> Bool {
    book.membershipsOfFirm[firm].contains { position in
      guard let segment = book.members[position].segment.index,
        chain == nil || book.segments[segment].chain.index == chain
      else { return false }
      return !ledger.missingMandatory(firm: firm, segment: book.segments[segment], in: book)
        .isEmpty
    }
  }

  /// The lowest region that contains the regions of some chains.
  private static func home(of chains: [Int], in book: ChainBook) -> Int? {
    var line: [Int]?
    for region in chains.compactMap({ book.chains[$0].region.index }) {
      let own = ChainNetwork.ancestors(of: region, book)
      line = line.map { $0.filter(own.contains) } ?? own
    }
    return line?.first
  }

  private static func shared(
    _ places: [Place], _ inside: [Int], _ firms: [Int], _ book: ChainBook, _ ledger: QualityLedger
  ) -> [SharedProblem] {
    var having: [Int: [(place: Int, firms: [Int])]] = [:]
    for place in inside {
      // Several regions in one place can't be told apart.
      guard case .region = places[place].kind else { continue }
      var own: [Int: [Int]] = [:]
      for firm in places[place].firms {
        for problem in ledger.openProblems(ofFirm: firm) { own[problem, default: []].append(firm) }
      }
      for (problem, firms) in own { having[problem, default: []].append((place, firms)) }
    }
    let whole = Dictionary(
      uniqueKeysWithValues: ChainProfile.problems(of: firms, in: book, ledger: ledger).map {
        ($0.problem, $0)
      })
    return having.filter { $0.value.count >= 2 }.map { problem, firms in
      SharedProblem(
        problem: problem,
        firms: firms.sorted { ($1.firms.count, $0.place) < ($0.firms.count, $1.place) },
        whole: whole[problem])
    }.sorted {
      ($1.firms.count, $1.count, $0.problem) < ($0.firms.count, $0.count, $1.problem)
    }
  }
}

/// Which place each region of a book has.
private struct PlaceSorting {
  private let book: ChainBook
  private let home: Int?
  /// The region in whose place a region stands, for regions that firms name.
  private var standsIn: [Int: Int] = [:]
  private var firmsOfRegion: [Int: Int] = [:]
  private var localities: [Int: ChainProfile.Locality] = [:]
  private var sharing: [Int] = []
  private var sharingOutside: [Int] = []
  private var placeOf: [Int: Int] = [:]
  private(set) var folded = 0
  private(set) var places: [RegionProfile.Place] = []

  /// The most regions outside that have a place of their own.
  private static let mostOutside = 6

  init(_ book: ChainBook, home: Int?, firms: [Int], isCounted: [Bool]) {
    self.book = book
    self.home = home
    for firm in firms {
      guard let region = book.firms[firm].region.index else { continue }
      standsIn[region] = region
      firmsOfRegion[region, default: 0] += isCounted[firm] ? 1 : 0
    }
    for region in standsIn.keys {
      localities[region] = ChainNetwork.outsideLocality(ofRegion: region, from: home, in: book)
    }
  }

  /// Folds the deepest regions into those that contain them while there are too many, then lets the
  /// smallest share a place.
  ///
  /// - Complexity: O(regions · depth² · log).
  mutating func fold(most: Int) {
    func depth(_ region: Int) -> Int { ChainNetwork.ancestors(of: region, book).count }
    while true {
      let inside = Set(standsIn.filter { localities[$0.key] == nil }.map(\.value)).sorted()
      guard inside.count > most else { break }
      let deepest = inside.map(depth).max() ?? 1
      let next = Dictionary(
        uniqueKeysWithValues: inside.filter { depth($0) == deepest }.compactMap { region in
          book.regions[region].parent.index.flatMap { $0 == home ? nil : (region, $0) }
        })
      // Nothing is gained where each would only take its parent's name, or all fall into one.
      guard !next.isEmpty, Set(inside.map { next[$0] ?? $0 }).count >= 2,
        Set(next.values).count < next.count
      else { break }
      for (region, stand) in standsIn where localities[region] == nil {
        if let parent = next[stand] { standsIn[region] = parent }
      }
    }
    folded = standsIn.count { $0.key != $0.value }
    settle(most: most)
  }

  private mutating func settle(most: Int) {
    var size: [Int: Int] = [:]
    for (region, stand) in standsIn { size[stand, default: 0] += firmsOfRegion[region] ?? 0 }
    let inside = Set(standsIn.filter { localities[$0.key] == nil }.values).sorted()
    let outside = Set(standsIn.filter { localities[$0.key] != nil }.values).sorted()
    func smallest(_ regions: [Int], beyond most: Int) -> [Int] {
      guard regions.count > most else { return [] }
      return regions.sorted { (size[$1] ?? 0, $0) < (size[$0] ?? 0, $1) }
        .dropFirst(most - 1).sorted()
    }
    sharing = smallest(inside, beyond: most)
    sharingOutside = smallest(outside, beyond: Self.mostOutside)
    func add(_ regions: [Int], _ shared: [Int]) {
      for region in regions where !shared.contains(region) {
        placeOf[region] = places.count
        places.append(.init(kind: .region(region), locality: localities[region]))
      }
      guard !shared.isEmpty else { return }
      for region in shared { placeOf[region] = places.count }
      places.append(
        .init(
          kind: .several(shared),
          locality: shared.compactMap { localities[$0] }.max()))
    }
    add(inside, sharing)
    add(outside, sharingOutside)
    places.append(.init(kind: .unstated, locality: nil))
  }

  func place(ofRegion region: Int?) -> Int {
    region.flatMap { standsIn[$0] }.flatMap { placeOf[$0] } ?? places.count - 1
  }
}
