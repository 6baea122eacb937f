public import ChainModel

/// The graded, classified problem list: which problems are common to which groups of firms (共性),
/// which are individual (个性), and which inspections would tell (待核实), by ANALYSIS §3.
///
/// For every problem it lists the most specific groups that it is common to; a larger group only
/// where it is common there even without the firms of the smaller ones; and where it is common to no
/// group, one row for the whole selection. Shares of groups are compared with the whole population
/// of the book, whatever is selected.
public struct CommonProblems: Sendable {
  /// A group of firms: a chain or segment, a region, both, or the whole selection.
  public struct Group: Sendable, Hashable {
    /// The chain; nil for any.
    public var chain: Int?
    /// The segment, its child segments included; nil for any.
    public var segment: Int?
    /// The region with all that lies within it; nil for any.
    public var region: Int?

    /// A group by its positions in the book.
    ///
    /// - Parameters:
    ///   - chain: The chain; may be left out beside a segment.
    ///   - segment: The segment.
    ///   - region: The region.
    public init(chain: Int? = nil, segment: Int? = nil, region: Int? = nil) {
      self.chain = chain
      self.segment = segment
      self.region = region
    }
  }

  /// A problem in a group.
  public struct Row: Sendable {
    /// The problem's position in the library.
    public let problem: Int
    /// The group.
    public let group: Group
    /// How many firms it has, how many were inspected for the problem, and how many have it.
    public let prevalence: Prevalence
    /// The firms counted as affected, ascending.
    public let firms: [Int]
    /// Firms of the group that have the problem but do not count, as no inspection that counts
    /// covered it there; ascending.
    public let uncountedFirms: [Int]
    /// Common, individual or undetermined.
    public let label: ProblemLabel
    /// Whether the group is too small to judge by itself (样本不足): ``decision(on:in:)`` asks those
    /// around it.
    public let isTooSmall: Bool
    /// Whether a common problem is characteristic of the group (特征性) rather than general (普遍性).
    public let isSpecific: Bool
    /// The bounds that decide; nil where nothing was inspected.
    public let bounds: ShareBounds?
    /// The Wilson interval; nil where nothing was inspected.
    public let wilson: ShareBounds?
    /// How many times as frequent the problem is as in the whole population; nil where either is
    /// not known.
    public let lift: Double?
    /// The chance that as many of the group's inspected firms would have it if they were drawn from
    /// all that were inspected; nil where nothing was inspected.
    public let p: Double?
    /// The same with respect to all groups and problems tested; nil where it is not one of them.
    public let q: Double?
    /// What would settle an undetermined problem; nil for the others.
    public let furtherInspections: FurtherInspections?
    /// Where the affected firms are, those that do not count included.
    public let extent: TerritorialExtent
    /// The sum over its affected firms of the stated weight (权重), else severity × exposure.
    public let score: Double
    /// For a group that is common even without the firms of smaller ones listed: the rest's counts.
    public let rest: Prevalence?
  }

  /// A problem with all its rows.
  public struct Entry: Sendable {
    /// The problem's position in the library.
    public let problem: Int
    /// Its rows, those of most affected firms first; never empty.
    public let rows: [Row]
    /// Its counts in the whole population of the book: N inspected, K affected.
    public let reference: Prevalence
    /// Where its affected firms in the selection are.
    public let extent: TerritorialExtent
    /// The score of all of them.
    public let score: Double

    /// The most certain label of its rows.
    public let label: ProblemLabel

    init(
      problem: Int, rows: [Row], reference: Prevalence, extent: TerritorialExtent, score: Double
    ) {
      self.problem = problem
      self.rows = rows
      self.reference = reference
      self.extent = extent
      self.score = score
      label =
        rows.contains { $0.label == .common }
        ? .common : rows.contains { $0.label == .undetermined } ? .undetermined : .individual
    }
  }

  /// What was counted.
  public let options: Options
  /// The day.
  public let asOf: CalendarDate
  /// Which problems each firm was inspected for.
  public let inspections: InspectionCoverage
  /// Problems of the selection: common ones first, then undetermined ones, the highest score first.
  public let entries: [Entry]
  /// Problems that travel together.
  public let combinations: ProblemCombinations
  /// The number of tests among which a discovery had to hold its ground.
  public let familySize: Int
  /// Firms in operation that have a problem and stand outside the population, by problem.
  public let outside: [(problem: Int, firms: [Int])]

  private let book: ChainBook
  let groups: FirmGroups
  let records: ProblemRecords
  let counts: ProblemCounts

  /// Every row of every entry.
  public var rows: [Row] { entries.flatMap(\.rows) }
  /// The firms of the selection, ascending.
  public var firms: [Int] { groups.firms }

  /// Finds the common problems of a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - ledger: Inspections up to the day.
  ///   - options: What is counted.
  /// - Complexity: O((firms + findings) · groups of a firm) in time, and a hypergeometric tail for
  ///   every problem in every group it was found in.
  public init(_ book: ChainBook, ledger: QualityLedger, options: Options = Options()) {
    self.book = book
    self.options = options
    asOf = ledger.asOf
    inspections = ledger.inspections
    let isEligible = Self.population(book, options.population)
    let groups = FirmGroups(book, options: options, isEligible: isEligible)
    let records = ProblemRecords(
      book, inspections: inspections, includesClosed: options.includesClosed)
    let counts = ProblemCounts(
      book, groups: groups, records: records, inspections: inspections, isEligible: isEligible,
      thresholds: options.thresholds)
    self.groups = groups
    self.records = records
    self.counts = counts
    familySize = counts.familySize
    var builder = RowBuilder(
      book: book, options: options, groups: groups, records: records, counts: counts,
      isAssumed: inspections.isAssumed)
    let reporter = FiringGroups(
      groups: groups, counts: counts, records: records, inspections: inspections,
      thresholds: options.thresholds)
    var entries: [Entry] = []
    var outside: [(problem: Int, firms: [Int])] = []
    for problem in book.problems.indices {
      let having = records[problem]
      let strangers = having.map { Int($0.firm) }.filter { !isEligible[$0] }
      if !strangers.isEmpty { outside.append((problem, strangers)) }
      let affected = having.map { Int($0.firm) }.filter { groups.cellOfFirm[$0] >= 0 }
      guard !affected.isEmpty else { continue }
      var listed = reporter.reported(problem)
      if listed.isEmpty { listed = [(0, nil)] }
      let rows = listed.map { builder.row(problem, in: $0.group, rest: $0.rest) }
      entries.append(
        Entry(
          problem: problem,
          rows: rows.sorted {
            ($1.prevalence.affected, $0.group) < ($0.prevalence.affected, $1.group)
          },
          reference: counts.reference(of: problem),
          extent: TerritorialExtent(of: affected, in: book),
          score: builder.score(problem, in: 0)))
    }
    let order = entries.indices.sorted { left, right in
      let (one, other) = (entries[left], entries[right])
      let (rank, otherRank) = (Self.rank(one.label), Self.rank(other.label))
      if rank != otherRank { return rank < otherRank }
      return one.score != other.score ? one.score > other.score : one.problem < other.problem
    }
    self.entries = order.map { entries[$0] }
    self.outside = outside
    combinations = ProblemCombinations(
      groups: groups, records: records, problemCount: book.problems.count,
      leastFirms: options.thresholds.leastAffected, limit: options.combinationLimit)
  }

  // MARK: - The firms behind the figures

  /// The firms of a row's group, M, ascending.
  ///
  /// - Complexity: O(firms of the group · log).
  public func population(of row: Row) -> [Int] {
    groups.group(named: row.group).map { groups.firms(ofGroup: $0) } ?? []
  }

  /// The firms of a row's group that were inspected for its problem, n, ascending.
  ///
  /// - Complexity: O(firms of the group · log).
  public func assessed(of row: Row) -> [Int] {
    population(of: row).filter { inspections.covers(row.problem, firm: $0) }
  }

  /// A problem in any group, whether it is listed or not.
  ///
  /// - Parameters:
  ///   - problem: The problem's position in the library.
  ///   - group: The group.
  /// - Returns: The row; nil where the group has no firm, or the axes and the selection leave it out.
  /// - Complexity: O(cells of the group + firms with the problem).
  public func row(_ problem: Int, in group: Group) -> Row? {
    guard let index = groups.group(named: group) else { return nil }
    var builder = RowBuilder(
      book: book, options: options, groups: groups, records: records, counts: counts,
      isAssumed: inspections.isAssumed)
    return builder.row(problem, in: index, rest: nil)
  }

  /// What decides a problem in a group: the group itself, or the first around it that is not too
  /// small (样本不足); its region grows first, then its segment.
  ///
  /// - Parameters:
  ///   - problem: The problem's position in the library.
  ///   - group: The group.
  /// - Returns: The row; nil where the group has no firm.
  public func decision(on problem: Int, in group: Group) -> Row? {
    var row = row(problem, in: group)
    // A row may go by another name of its group, so the names asked for are followed.
    var name = group
    while row?.isTooSmall ?? false, let parent = groups.parent(of: name) {
      row = self.row(problem, in: parent)
      name = parent
    }
    return row
  }

  // MARK: - Rules

  private static func population(_ book: ChainBook, _ rule: Options.Population) -> [Bool] {
    let isAny = rule == .allFirms || !book.members.contains { $0.segment.index != nil }
    return book.firms.indices.map { firm in
      book.firms[firm].isOperating
        && (isAny
          || book.membershipsOfFirm[firm].contains { book.members[$0].segment.index != nil })
    }
  }

  private static func rank(_ label: ProblemLabel) -> Int {
    switch label {
    case .common: 0
    case .undetermined: 1
    case .individual: 2
    }
  }
}

extension CommonProblems.Group: Comparable {
  /// Orders by chain, segment and region, "any" first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.chain ?? -1, left.segment ?? -1, left.region ?? -1)
      < (right.chain ?? -1, right.segment ?? -1, right.region ?? -1)
  }
}
