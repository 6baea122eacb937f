public import ChainModel

/// A status (状态) proposed for a segment by rules, beside the declared one, which stays as it is.
///
/// 缺: no firm in operation. 险: a single one, or on every route of flows to a final segment, or one
/// of its firms is a must-pass firm for a leader of the chain. 弱: certified share or maturity under
/// the chain's median, or ``leastCommon`` common problems. Otherwise none (未评定). The first that
/// holds is proposed; the reasons tell of all. A segment counts its child segments' firms. In a book
/// without certificates no share is judged.
public struct SegmentStatusProposal: Sendable {
  /// What makes a firm a must-pass firm for one leader of the chain.
  public struct MustPass: Sendable, Hashable {
    /// The firm's position.
    public var firm: Int
    /// The leader's position.
    public var leader: Int
    /// Whether no route of supply reaches the leader without it.
    public var isOnEveryRoute: Bool
    /// What the leader loses without it, where that is much.
    public var loss: BottleneckPositions.Loss?
  }

  /// Why a status is proposed, in numbers.
  public enum Reason: Sendable, Hashable {
    /// No firm in operation.
    case noFirm
    /// This firm is the only one.
    case onlyFirm(Int)
    /// No route of flows reaches these final segments without it.
    case onEveryRoute([Int])
    /// These firms are must-pass firms for leaders of the chain: an entry for each firm and leader, by
    /// firm, greatest loss first.
    case mustPass([MustPass])
    /// The certified share is under the median of the chain's segments, a fraction of 1.
    case lowCertifiedShare(median: Double)
    /// The median maturity of the firms is under that of the chain's firms; twice the grade, counted
    /// from 1, so that a median between two grades is whole.
    case lowMaturity(twiceMedian: Int, twiceChainMedian: Int, stated: Int)
    /// These problems are common in the segment.
    case commonProblems([Int])

    /// The status the reason is for.
    public var status: SegmentStatus {
      switch self {
      case .noFirm: .missing
      case .onlyFirm, .onEveryRoute, .mustPass: .atRisk
      case .lowCertifiedShare, .lowMaturity, .commonProblems: .weak
      }
    }
  }

  /// How the declared status compares.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    /// Both say the same.
    case same
    /// They differ.
    case different
    /// None is declared, one is proposed.
    case undeclared
    /// 薄弱环节 or 风险环节 is declared, and the rules give no reason for it: they contradict nothing.
    case notConfirmed
    /// The rules propose nothing, and nothing else is declared than 优势环节, which they do not judge.
    case notJudged
  }

  /// The least number of common problems of a weak segment.
  public static let leastCommon = 2

  /// The segment's position.
  public let segment: Int
  /// Its chain's position.
  public let chain: Int
  /// The declared status.
  public let declared: SegmentStatus?
  /// The proposed status; nil for 未评定.
  public let proposed: SegmentStatus?
  /// Every reason found, those of the proposed status first.
  public let reasons: [Reason]
  /// Its firms in operation, its child segments' included.
  public let firms: [Int]
  /// Of these, certified; nil where the book has no certificates.
  public let certified: [Int]?

  /// How the declared status compares.
  public var comparison: Comparison {
    switch (declared, proposed) {
    case (nil, nil), (.strong, nil): .notJudged
    case (nil, _): .undeclared
    case (.weak, nil), (.atRisk, nil): .notConfirmed
    default: declared == proposed ? .same : .different
    }
  }

  /// Proposes a status for every segment.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - ledger: Certificates on the day.
  ///   - bottlenecks: Bottleneck positions of the book.
  ///   - problems: Its problems; groups by segment must not be left out.
  ///   - problemsOfSegment: The problems found in each segment, where they are known already.
  /// - Returns: A proposal for each segment of a chain, in book order.
  /// - Complexity: O(members · log members + segments · problems).
  public static func proposals(
    _ book: ChainBook, ledger: QualityLedger, bottlenecks: BottleneckPositions,
    problems: CommonProblems, problemsOfSegment: [[CommonProblems.Standing]]? = nil
  ) -> [SegmentStatusProposal] {
    let standings =
      problemsOfSegment
      ?? problems.standings(in: book.segments.indices.map { CommonProblems.Group(segment: $0) })
    var result: [SegmentStatusProposal] = []
    for (chain, leaders) in ChainLeaders.ofChains(in: book).enumerated() {
      let segments = Array(book.segmentsOfChain[chain])
      let certified = segments.map { ledger.certified(among: bottlenecks.firmsOfSegment[$0]) }
      let shares = zip(segments, certified).compactMap { segment, certified in
        Share(certified, of: bottlenecks.firmsOfSegment[segment])
      }.sorted()
      let chainFirms = Set(segments.flatMap { bottlenecks.firmsOfSegment[$0] })
      let chainMaturity = twiceMedianMaturity(of: chainFirms.sorted(), in: book)?.twiceMedian
      for (segment, certified) in zip(segments, certified) {
        let firms = bottlenecks.firmsOfSegment[segment]
        var reasons: [Reason] = []
        if firms.isEmpty { reasons.append(.noFirm) }
        if firms.count == 1 { reasons.append(.onlyFirm(firms[0])) }
        let finals = bottlenecks.finalsBehindSegment[segment]
        if !finals.isEmpty { reasons.append(.onEveryRoute(finals)) }
        let mustPass = firms.flatMap { firm in
          bottlenecks.position(ofFirm: firm).map { Self.mustPass($0, for: leaders) } ?? []
        }
        if !mustPass.isEmpty { reasons.append(.mustPass(mustPass)) }
        if let share = Share(certified, of: firms), share.isUnderMedian(ofSorted: shares) {
          reasons.append(.lowCertifiedShare(median: Share.median(ofSorted: shares)))
        }
        if let chainMaturity, let own = twiceMedianMaturity(of: firms, in: book),
          own.twiceMedian < chainMaturity
        {
          reasons.append(
            .lowMaturity(
              twiceMedian: own.twiceMedian, twiceChainMedian: chainMaturity, stated: own.stated))
        }
        let common = standings[segment].filter { $0.label == .common }.map(\.problem)
        if common.count >= leastCommon { reasons.append(.commonProblems(common)) }
        result.append(
          SegmentStatusProposal(
            segment: segment, chain: chain, declared: book.segments[segment].status,
            proposed: reasons.first?.status, reasons: reasons, firms: firms,
            certified: certified))
      }
    }
    return result
  }

  /// A firm's entries for the leaders of one chain, greatest loss first.
  private static func mustPass(
    _ position: BottleneckPositions.Position, for leaders: ChainLeaders
  ) -> [MustPass] {
    let own = Set(leaders.operating)
    var found = position.losses.filter { own.contains($0.leader) }.map { loss in
      MustPass(
        firm: position.firm, leader: loss.leader,
        isOnEveryRoute: position.onEveryRouteTo.contains(loss.leader), loss: loss)
    }
    for leader in position.onEveryRouteTo
    where own.contains(leader) && !found.contains(where: { $0.leader == leader }) {
      found.append(
        MustPass(firm: position.firm, leader: leader, isOnEveryRoute: true, loss: nil))
    }
    return found
  }

  /// Twice the median grade of firms that state their maturity, counted from 1; nil without any.
  private static func twiceMedianMaturity(
    of firms: [Int], in book: ChainBook
  ) -> (twiceMedian: Int, stated: Int)? {
    let grades = firms.compactMap { book.firms[$0].maturity.map { Int($0.rawValue) + 1 } }.sorted()
    guard !grades.isEmpty else { return nil }
    return (grades[(grades.count - 1) / 2] + grades[grades.count / 2], grades.count)
  }
}

/// A share as a fraction, compared exactly.
private struct Share: Comparable {
  var part: Int
  var whole: Int

  /// The share of some firms; nil without firms, or where nobody is judged.
  init?(_ part: [Int]?, of whole: [Int]) {
    guard let part, !whole.isEmpty else { return nil }
    self.part = part.count
    self.whole = whole.count
  }

  static func < (left: Share, right: Share) -> Bool {
    left.part * right.whole < right.part * left.whole
  }

  static func == (left: Share, right: Share) -> Bool {
    left.part * right.whole == right.part * left.whole
  }

  private static func middle(_ sorted: [Share]) -> (Share, Share) {
    (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
  }

  /// Whether it is under the median of ascending shares, of which there is at least one.
  func isUnderMedian(ofSorted sorted: [Share]) -> Bool {
    let (low, high) = Self.middle(sorted)
    // Twice the share against the sum of both, without fractions.
    return 2 * part * low.whole * high.whole
      < whole * (low.part * high.whole + high.part * low.whole)
  }

  static func median(ofSorted sorted: [Share]) -> Double {
    let (low, high) = middle(sorted)
    return (Double(low.part) / Double(low.whole) + Double(high.part) / Double(high.whole)) / 2
  }
}
