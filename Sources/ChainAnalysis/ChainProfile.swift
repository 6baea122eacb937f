import ChainModel

/// What a chain's map and summary show: every segment, flow and outside supplier with its firms.
///
/// Each figure comes with the firms or supplies behind it, by position in the book.
public struct ChainProfile: Sendable {
  /// A problem of a segment's firms.
  public struct SegmentProblem: Sendable, Hashable {
    /// The problem's position in the library.
    public var problem: Int
    /// Inspected firms with an open finding, in book order.
    public var affected: [Int]
    /// How many of the segment's firms were inspected for it.
    public var inspected: Int
    /// Common, individual or undetermined within the segment.
    public var label: ProblemLabel
  }

  /// A segment with its firms.
  public struct SegmentProfile: Sendable {
    /// The segment's position in the book.
    public var segment: Int
    /// Its own firms in operation, in book order.
    public var firms: [Int]
    /// Its own firms not in operation, which no share counts.
    public var closedFirms: [Int]
    /// Its own and its child segments' firms in operation, each once.
    public var familyFirms: [Int]
    /// Own firms that are certified.
    public var certified: [Int]
    /// Own firms that lack a scheme the law demands here (应证未证).
    public var lackingMandatory: [Int]
    /// Problems of its own firms, most firms first.
    public var problems: [SegmentProblem]
  }

  /// What goes from one segment to another.
  public struct FlowProfile: Sendable {
    /// The supplying segment.
    public var supplying: Int
    /// The receiving segment.
    public var receiving: Int
    /// Whether the table of flows (环节关系) states it.
    public var isDeclared: Bool
    /// Supplies from a firm of the one to a firm of the other, by position in the book.
    public var supplies: [Int]
  }

  /// Where an outside supplier is, seen from the chain's region.
  public enum Locality: Int, Sendable, Hashable, CaseIterable, Comparable {
    case city
    case province
    case elsewhere
    case abroad
    case unknown

    /// The word in Chinese.
    public var chinese: String {
      switch self {
      case .city: "本市"
      case .province: "省内"
      case .elsewhere: "省外"
      case .abroad: "境外"
      case .unknown: "未知"
      }
    }

    /// The word in English.
    public var english: String {
      switch self {
      case .city: "same city"
      case .province: "same province"
      case .elsewhere: "other provinces"
      case .abroad: "abroad"
      case .unknown: "unknown"
      }
    }

    /// Orders from near to far.
    public static func < (left: Locality, right: Locality) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// A supplier of members that belongs to no segment of the chain.
  public struct OutsideSupplier: Sendable {
    /// The firm.
    public var firm: Int
    /// Where it is.
    public var locality: Locality
    /// Its supplies to members of the chain, by position in the book.
    public var supplies: [Int]
    /// The most upstream band it supplies.
    public var band: Band
  }

  /// The chain's position in the book.
  public let chain: Int
  /// Segments in the book's order.
  public let segments: [SegmentProfile]
  /// Flows by segments.
  public let flows: [FlowProfile]
  /// Suppliers that belong to no segment, in book order.
  public let outsideSuppliers: [OutsideSupplier]
  /// Whether a segment's own firms are a single one (仅 1 家), its children's included.
  public static func isSingleProvider(_ segment: SegmentProfile) -> Bool {
    segment.firms.count == 1 && segment.familyFirms.count == 1
  }

  /// Supplies between firms of the same segment, which no flow shows.
  public let internalSupplies: [Int]
  /// Chain leaders in operation that stand in no segment of the chain.
  public let leadersOutside: [Int]
  /// Supplies to members that are only inferred (推断); flows and outside suppliers leave them out.
  public let inferredSupplies: [Int]
  /// Firms in operation, each once, in book order.
  public let firms: [Int]
  /// Chain leaders (链主) in operation, in book order.
  public let leaders: [Int]
  /// Firms named as chain leaders that are not in operation, and so count nowhere as leaders.
  public let closedLeaders: [Int]
  /// Firms that are certified.
  public let certified: [Int]
  /// Whether the book has no assessments, so that inspection is assumed where findings exist.
  public let isInspectionAssumed: Bool

  private let profileOfSegment: [Int: Int]

  /// Gathers a chain.
  ///
  /// - Parameters:
  ///   - chain: The chain's position in the book.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day of the map.
  /// - Complexity: O(firms of the chain · their supplies and findings + segments²) in time.
  public init(chain: Int, in book: ChainBook, ledger: QualityLedger) {
    self.chain = chain
    let positions = book.segmentsOfChain[chain].map { $0 }
    isInspectionAssumed = book.assessments.isEmpty
    var byIndex: [Int: Int] = [:]
    for (place, segment) in positions.enumerated() { byIndex[segment] = place }
    profileOfSegment = byIndex

    var profiles: [SegmentProfile] = []
    var all = Set<Int>()
    for segment in positions {
      var operating: [Int] = []
      var closed: [Int] = []
      for member in book.membersOfSegment[segment] {
        guard let firm = book.members[member].firm.index else { continue }
        if book.firms[firm].isOperating { operating.append(firm) } else { closed.append(firm) }
      }
      all.formUnion(operating)
      let row = book.segments[segment]
      profiles.append(
        SegmentProfile(
          segment: segment, firms: operating, closedFirms: closed,
          familyFirms: book.firms(inFamilyOf: segment),
          certified: operating.filter { ledger.standing(ofFirm: $0).isCertified },
          lackingMandatory: operating.filter {
            !ledger.missingMandatory(firm: $0, segment: row, in: book).isEmpty
          },
          problems: Self.problems(of: operating, in: book, ledger: ledger)))
    }
    segments = profiles
    let leading = ChainLeaders(book, chain: chain)
    leaders = leading.operating
    closedLeaders = leading.closed
    firms = all.sorted()
    certified = firms.filter { ledger.standing(ofFirm: $0).isCertified }

    let network = ChainNetwork(chain: chain, segments: positions, book: book)
    flows = network.flows
    outsideSuppliers = network.outsideSuppliers
    inferredSupplies = network.inferredSupplies
    internalSupplies = network.internalSupplies
    leadersOutside = leaders.filter { !all.contains($0) }
  }

  /// The profile of a segment of this chain.
  public func profile(ofSegment segment: Int) -> SegmentProfile? {
    profileOfSegment[segment].map { segments[$0] }
  }

  /// The problems of a group of firms, most firms first.
  ///
  /// - Parameters:
  ///   - firms: The firms in operation, in book order.
  ///   - book: The book.
  ///   - ledger: Open problems on the day.
  /// - Returns: A problem each, labelled within the group.
  /// - Complexity: O(firms · problems of the group).
  public static func problems(
    of firms: [Int], in book: ChainBook, ledger: QualityLedger
  ) -> [SegmentProblem] {
    var having: [Int: Set<Int>] = [:]
    for firm in firms {
      for problem in ledger.openProblems(ofFirm: firm) { having[problem, default: []].insert(firm) }
    }
    let inspections = ledger.inspections
    var problems: [SegmentProblem] = []
    for (problem, all) in having {
      let inspected = firms.filter { inspections.covers(problem, firm: $0) }
      let affected = inspected.filter(all.contains)
      problems.append(
        SegmentProblem(
          problem: problem, affected: affected, inspected: inspected.count,
          label: ProblemLabel(
            Prevalence(
              population: firms.count, assessed: inspected.count, affected: affected.count,
              isAssumed: inspections.isAssumed))))
    }
    return problems.sorted { left, right in
      if left.affected.count != right.affected.count {
        return left.affected.count > right.affected.count
      }
      return left.problem < right.problem
    }
  }
}
