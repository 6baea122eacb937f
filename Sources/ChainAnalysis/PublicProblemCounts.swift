public import ChainModel

/// How many firms of a segment have a problem, published so that no firm can be made out (问题汇总).
///
/// Counts are those of operating firms with an open finding (``QualityLedger``). Only segments are
/// counted: no chain, region or whole, from which parts could be subtracted; and only segments that
/// share no operating firm with another one listed, so that two counts can't be subtracted from each
/// other either. Which segments are listed follows from memberships alone. Numbers are withheld by
/// ``SmallCounts``.
/// - SeeAlso: A. Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, chapter 4,
///   doi:10.1002/9781118348239.
public struct PublicProblemCounts: Sendable {
  /// The count of one problem in one segment.
  public struct Line: Sendable, Hashable {
    /// The segment's position.
    public let segment: Int
    /// The problem's position in the library.
    public let problem: Int
    /// Operating firms with the problem open.
    public let affected: SmallCounts.Count
    /// Operating firms that were inspected for it or have it; nil in a book without assessments.
    public let inspected: SmallCounts.Count?
  }

  /// The counts, by segment and problem: every listed segment with each problem that has a number in
  /// one of them.
  public let lines: [Line]
  /// The segments that are listed.
  public let segments: [Int]

  /// Counts problems for the public.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - ledger: Open problems on the day.
  /// - Complexity: O(assessments + firms · (findings + segments of a firm) + firms · problems that
  ///   three firms of a segment have).
  public init(_ book: ChainBook, ledger: QualityLedger) {
    let members = Self.operatingMembers(book)
    segments = Self.disjointSegments(members)
    // Descriptions that no library states are the words of one finding.
    let counted = segments.map { segment in
      Self.affected(members[segment], ledger).filter { problem, firms in
        firms.count >= SmallCounts.least && !book.problems[problem].origin.isCreated
      }
    }
    let candidates = Set(counted.flatMap(\.keys)).sorted()
    let isAssumed = book.assessments.isEmpty
    let inspections = InspectionCoverage(book, asOf: ledger.asOf, choice: .all)
    var all: [Line] = []
    var listed = Set<Int>()
    for (segment, affected) in zip(segments, counted) {
      for problem in candidates {
        let having = affected[problem] ?? []
        let inspected =
          isAssumed
          ? members[segment].count
          : members[segment].count {
            ledger.openProblems(ofFirm: $0).contains(problem)
              || inspections.covers(problem, firm: $0)
          }
        let counts = SmallCounts.published(affected: having.count, of: inspected)
        if counts.affected.least > 0 { listed.insert(problem) }
        all.append(
          Line(
            segment: segment, problem: problem, affected: counts.affected,
            inspected: isAssumed ? nil : counts.group))
      }
    }
    lines = all.filter { listed.contains($0.problem) }
  }

  /// Firms with each problem open.
  private static func affected(_ firms: [Int], _ ledger: QualityLedger) -> [Int: Set<Int>] {
    var affected: [Int: Set<Int>] = [:]
    for firm in firms {
      for problem in ledger.openProblems(ofFirm: firm) {
        affected[problem, default: []].insert(firm)
      }
    }
    return affected
  }

  /// The operating firms of each segment, each once.
  private static func operatingMembers(_ book: ChainBook) -> [[Int]] {
    book.segments.indices.map { segment in
      Set(book.membersOfSegment[segment].compactMap { book.members[$0].firm.index })
        .filter { book.firms[$0].isOperating }.sorted()
    }
  }

  /// Segments that are large enough and share no firm, those first that share with fewest others.
  private static func disjointSegments(_ members: [[Int]]) -> [Int] {
    let large = members.indices.filter { members[$0].count >= SmallCounts.leastGroup }
    var segmentsOfFirm: [Int: [Int]] = [:]
    for segment in large {
      for firm in members[segment] { segmentsOfFirm[firm, default: []].append(segment) }
    }
    let others = Dictionary(
      uniqueKeysWithValues: large.map { segment in
        (segment, Set(members[segment].flatMap { segmentsOfFirm[$0] ?? [] }))
      })
    var listed = Set<Int>()
    for segment in large.sorted(by: {
      (others[$0]?.count ?? 0, $0) < (others[$1]?.count ?? 0, $1)
    }) where others[segment]?.isDisjoint(with: listed) ?? true {
      listed.insert(segment)
    }
    return listed.sorted()
  }
}
