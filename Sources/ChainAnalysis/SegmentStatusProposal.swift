public import ChainModel

/// A status (状态) proposed for a segment by rules, beside the declared one, which stays as it is.
///
/// 缺: no firm in operation. 险: a single one, or on every route of flows to a final segment, or one
/// of its firms is a must-pass firm for a leader of the chain. 弱: certified share or maturity under
/// the chain's median, or ``leastCommon`` common problems. Otherwise none (未评定). The first that
/// holds is proposed; the reasons tell of all. A segment counts its child segments' firms.
public struct SegmentStatusProposal: Sendable {
  /// Why a status is proposed, in numbers.
  public enum Reason: Sendable, Hashable {
    /// No firm in operation.
    case noFirm
    /// This firm is the only one.
    case onlyFirm(Int)
    /// No route of flows reaches these final segments without it.
    case onEveryRoute([Int])
    /// These firms are must-pass firms for a leader of the chain.
    case mustPass([Int])
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
  /// Of these, certified.
  public let certified: [Int]

  /// How the declared status compares.
  public var comparison: Comparison {
    switch (declared, proposed) {
    case (nil, nil), (.strong, nil): .notJudged
    case (nil, _): .undeclared
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
  /// - Returns: A proposal for each segment of a chain, in book order.
  /// - Complexity: O(members · log members + segments · problems).
  public static func proposals(
    _ book: ChainBook, ledger: QualityLedger, bottlenecks: BottleneckPositions,
    problems: CommonProblems
  ) -> [SegmentStatusProposal] {
    let standings = problems.standings(
      in: book.segments.indices.map { CommonProblems.Group(segment: $0) })
    var result: [SegmentStatusProposal] = []
    for chain in book.chains.indices {
      let leaders = ChainLeaders.of(chain: chain, in: book)
      let segments = Array(book.segmentsOfChain[chain])
      let certified = segments.map { segment in
        bottlenecks.firmsOfSegment[segment].filter { ledger.standing(ofFirm: $0).isCertified }
      }
      let shares = zip(segments, certified).compactMap { segment, certified in
        let whole = bottlenecks.firmsOfSegment[segment].count
        return whole == 0 ? nil : Share(part: certified.count, whole: whole)
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
        let mustPass = firms.filter {
          bottlenecks.position(ofFirm: $0)?.isMustPass(for: leaders) ?? false
        }
        if !mustPass.isEmpty { reasons.append(.mustPass(mustPass)) }
        if !firms.isEmpty,
          Share(part: certified.count, whole: firms.count).isUnderMedian(ofSorted: shares)
        {
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

  /// Twice the median grade of firms that state their maturity, counted from 1; nil without any.
  private static func twiceMedianMaturity(
    of firms: [Int], in book: ChainBook
  ) -> (twiceMedian: Int, stated: Int)? {
    let grades = firms.compactMap { book.firms[$0].maturity.map { Int($0.rawValue) + 1 } }.sorted()
    guard !grades.isEmpty else { return nil }
    return (grades[(grades.count - 1) / 2] + grades[grades.count / 2], grades.count)
  }
}

/// The chain leaders (链主) of a chain: members of that role, and those the chain names.
enum ChainLeaders {
  static func of(chain: Int, in book: ChainBook) -> Set<Int> {
    var leaders = Set(book.indices(book.chains[chain].leaders))
    for segment in book.segmentsOfChain[chain] {
      for member in book.membersOfSegment[segment] where book.members[member].role == .leader {
        if let firm = book.members[member].firm.index { leaders.insert(firm) }
      }
    }
    return leaders
  }
}

/// A share as a fraction, compared exactly.
private struct Share: Comparable {
  var part: Int
  var whole: Int

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
