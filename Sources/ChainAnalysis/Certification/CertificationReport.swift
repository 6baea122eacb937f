public import ChainModel
import Graphs

/// Certificates of a book's firms on one day: who must hold one and does not, whose loss would hurt,
/// what ends soon, what a withdrawal touches, and who could be certified together (联合认证).
///
/// Every figure is a list of firms or certificates, by position in the book. Only firms in operation
/// count; supplies are the declared ones, and paths may lead through firms not in operation, as the
/// sheets still state their supplies. Of a book without certificates nobody is judged.
public struct CertificationReport: Sendable {
  /// A firm that lacks schemes the law demands in a segment (应证未证).
  public struct MissingMandatory: Sendable, Hashable {
    /// The firm's position.
    public var firm: Int
    /// The segment's position.
    public var segment: Int
    /// The schemes it lacks, in the segment's order.
    public var schemes: [CertificationScheme]
  }

  /// The firms of one distance from the nearest leader.
  public struct Tier: Sendable, Hashable {
    /// The least number of supplies to a leader, 0 for the leaders; nil for firms that supply none.
    public var distance: Int?
    /// The firms in operation, in book order.
    public var firms: [Int]
    /// Of these, certified; nil where the book has no certificates.
    public var certified: [Int]?
  }

  /// A valid certificate that ends soon.
  public struct Expiring: Sendable, Hashable {
    /// The certificate's position.
    public var certificate: Int
    /// Its scheme.
    public var scheme: CertificationScheme
    /// The last day on which it is valid.
    public var lastDay: CalendarDate
    /// Days from the date to that day.
    public var days: Int
    /// Its holders in operation.
    public var holders: [Int]
    /// Of these, those that stop being certified with it: on the day after, none of the schemes that
    /// count is valid.
    public var losing: [Int]
    /// Holders that will lack a scheme the law demands.
    public var losingMandatory: [MissingMandatory]
    /// Whether its scheme counts as certified.
    public var isCounted: Bool
  }

  /// A certificate that is suspended, withdrawn, cancelled or expired.
  public struct Lapsed: Sendable, Hashable {
    /// The certificate's position.
    public var certificate: Int
    /// Its scheme.
    public var scheme: CertificationScheme
    /// Its state on the day.
    public var state: CertificateState
    /// Its holders in operation.
    public var holders: [Int]
    /// Of these, those not certified by another certificate.
    public var uncertified: [Int]
    /// Holders that now lack a scheme the law demands, as no other certificate of it is valid.
    public var lackingMandatory: [MissingMandatory]
    /// Whether its scheme counts as certified.
    public var isCounted: Bool
  }

  /// What lies downstream of a certificate's holders.
  public struct Touch: Sendable, Hashable {
    /// Leaders among it, ascending.
    public var leaders: [Int]
    /// How many firms in operation it is.
    public var firms: Int
    /// How many firms not in operation lie there too, through which paths may lead.
    public var closed = 0
  }

  /// Firms upstream of a leader that share a class of problems and could be certified together.
  public struct JointCandidate: Sendable, Hashable {
    /// The leader's position.
    public var leader: Int
    /// What their problems have in common.
    public var problemClass: ProblemClass
    /// The firms, in book order.
    public var firms: [Int]
  }

  /// A valid certificate of several firms.
  public struct JointCertificate: Sendable, Hashable {
    /// The certificate's position.
    public var certificate: Int
    /// Its scheme.
    public var scheme: CertificationScheme
    /// Its holders in operation.
    public var holders: [Int]
  }

  /// How much to list, and by how many threads to work it out.
  public struct Options: Sendable {
    /// The most certificates of which ``Touch`` is worked out, in each list, and the most joint
    /// candidates; 0 for all.
    public var top = 20
    /// How many leaders or certificates are looked at at once.
    public var threads = 1

    /// Twenty of each list, one thread.
    public init() {}
  }

  /// Days before the end within which a certificate is listed: the greatest of ``horizons``.
  public static let horizons = [30, 60, 90]
  /// The least number of firms of a joint candidate.
  public static let leastJoint = 3

  /// The day.
  public let asOf: CalendarDate
  /// The schemes that count as certified.
  public let schemes: Set<CertificationScheme>
  /// Whether the book has certificates, so that firms can be judged by them.
  public let isJudged: Bool
  /// Firms that lack a mandatory scheme, by segment and firm.
  public let missingMandatory: [MissingMandatory]
  /// Firms by their distance to the nearest leader, nearest first; empty without leaders.
  public let tiers: [Tier]
  /// Firms not in operation that supply a leader, directly or not: no tier counts them, but routes
  /// may lead through them.
  public let closedOnRoutes: [Int]
  /// Bottleneck positions of the book.
  public let bottlenecks: BottleneckPositions
  /// Firms in operation on bottleneck positions that are not certified: those on every route first,
  /// then the greatest share of a leader's upstream lost, in book order.
  public let exposed: [BottleneckPositions.Position]
  /// Firms in operation on bottleneck positions, certified or not, in book order.
  public let onBottlenecks: [Int]
  /// Certificates that end within the greatest horizon, soonest first.
  public let expiring: [Expiring]
  /// Certificates that lapsed: suspended, withdrawn, cancelled, and expired ones that leave a holder
  /// without any of their scheme; by state and number.
  public let lapsed: [Lapsed]
  /// Certificates that expired and whose holders all have another valid one of their scheme; no list
  /// names them.
  public let replaced: [Int]
  /// What the first of ``expiring`` touch, in its order.
  public let expiringTouch: [Touch]
  /// What the first of ``lapsed`` touch, in its order.
  public let lapsedTouch: [Touch]
  /// Joint candidates, most firms first, as many as were asked for.
  public let jointCandidates: [JointCandidate]
  /// How many joint candidates there are.
  public let jointCandidateCount: Int
  /// Valid certificates of several firms, by number.
  public let jointCertificates: [JointCertificate]

  /// Judges a book's certificates.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Certificates and open problems on the day.
  ///   - leaders: Chain leaders, by position.
  ///   - options: How much to list.
  /// - Complexity: O(rows) for the lists; O((firms + supplies) · leaders / 512) for joint candidates;
  ///   one search of the network for each certificate whose touch is asked for; and what
  ///   ``BottleneckPositions`` takes.
  public init(
    _ book: ChainBook, network: SupplyNetwork, ledger: QualityLedger, leaders: [Int],
    options: Options = Options()
  ) async {
    asOf = ledger.asOf
    schemes = ledger.schemes
    isJudged = ledger.hasCertificates
    missingMandatory = ledger.hasCertificates ? Self.missingMandatory(book, ledger) : []
    (tiers, closedOnRoutes) = Self.tiers(book, network, ledger, leaders)

    let bottlenecks = await BottleneckPositions(
      book, network: network, leaders: leaders, threads: options.threads)
    self.bottlenecks = bottlenecks
    let operating = bottlenecks.positions.filter { book.firms[$0.firm].isOperating }
    onBottlenecks = operating.map(\.firm)
    exposed =
      ledger.hasCertificates
      ? operating.filter { !ledger.standing(ofFirm: $0.firm).isCertified }
        .sorted(by: Self.isGraver) : []

    let expiring = Self.expiring(book, ledger)
    let (lapsed, replaced) = Self.lapsed(book, ledger)
    self.expiring = expiring
    self.lapsed = lapsed
    self.replaced = replaced
    let most = options.top > 0 ? options.top : Int.max
    let downstream = Downstream(
      network: network, leaders: leaders, isOperating: book.firms.map(\.isOperating),
      threads: options.threads)
    expiringTouch = await downstream.touches(of: expiring.prefix(most).map(\.holders))
    lapsedTouch = await downstream.touches(of: lapsed.prefix(most).map(\.holders))

    let joint = book.certificates.indices.compactMap { position -> JointCertificate? in
      let certificate = book.certificates[position]
      guard certificate.firms.count > 1, QualityLedger.isValid(certificate, at: ledger.asOf)
      else { return nil }
      let holders = Self.holders(of: certificate, in: book)
      guard holders.count > 1 else { return nil }
      return JointCertificate(
        certificate: position, scheme: ledger.scheme(ofCertificate: position), holders: holders)
    }
    jointCertificates = joint
    let search = JointCandidateSearch(
      book, network: network, ledger: ledger, leaders: leaders, joint: joint)
    let counts = ledger.hasCertificates ? search.counts() : []
    jointCandidateCount = counts.count
    jointCandidates = search.candidates(Array(counts.prefix(most)))
  }

  // MARK: - Lists

  private static func missingMandatory(
    _ book: ChainBook, _ ledger: QualityLedger
  ) -> [MissingMandatory] {
    var found: [MissingMandatory] = []
    for (position, segment) in book.segments.enumerated()
    where segment.mandatorySchemes.count > 0 {
      var seen = Set<Int>()
      for member in book.membersOfSegment[position] {
        guard let firm = book.members[member].firm.index, book.firms[firm].isOperating,
          seen.insert(firm).inserted
        else { continue }
        let schemes = ledger.missingMandatory(firm: firm, segment: segment, in: book)
        if !schemes.isEmpty {
          found.append(MissingMandatory(firm: firm, segment: position, schemes: schemes))
        }
      }
    }
    return found
  }

  private static func tiers(
    _ book: ChainBook, _ network: SupplyNetwork, _ ledger: QualityLedger, _ leaders: [Int]
  ) -> ([Tier], closedOnRoutes: [Int]) {
    guard !leaders.isEmpty else { return ([], []) }
    let search = network.graph.reversed.breadthFirstSearch(from: leaders.map(Vertex.init))
    var firms = [[Int]](repeating: [], count: search.tierCount)
    var outside: [Int] = []
    for firm in book.firms.indices where book.firms[firm].isOperating {
      if let tier = search.tier(of: Vertex(firm)) {
        firms[tier].append(firm)
      } else {
        outside.append(firm)
      }
    }
    var tiers = firms.enumerated().map { (distance: Optional($0), firms: $1) }
    tiers.append((nil, outside))
    let found = tiers.filter { !$0.firms.isEmpty }.map { tier in
      Tier(
        distance: tier.distance, firms: tier.firms,
        certified: ledger.certified(among: tier.firms))
    }
    let closed = book.firms.indices.filter {
      !book.firms[$0].isOperating && search.tier(of: Vertex($0)) != nil
    }
    return (found, closed)
  }

  private static func isGraver(
    _ left: BottleneckPositions.Position, _ right: BottleneckPositions.Position
  ) -> Bool {
    if left.onEveryRouteTo.count != right.onEveryRouteTo.count {
      return left.onEveryRouteTo.count > right.onEveryRouteTo.count
    }
    // Shares as products, so that equal shares are equal to the bit.
    let one = left.losses.first.map { ($0.lost, $0.upstream) } ?? (0, 1)
    let other = right.losses.first.map { ($0.lost, $0.upstream) } ?? (0, 1)
    if one.0 * other.1 != other.0 * one.1 { return one.0 * other.1 > other.0 * one.1 }
    return left.firm < right.firm
  }

  private static func holders(of certificate: Certificate, in book: ChainBook) -> [Int] {
    book.indices(certificate.firms).filter { book.firms[$0].isOperating }
  }

  private static func expiring(_ book: ChainBook, _ ledger: QualityLedger) -> [Expiring] {
    let horizon = horizons.max() ?? 0
    var found: [Expiring] = []
    for (position, certificate) in book.certificates.enumerated() {
      guard let lastDay = certificate.expiresOn.date,
        0...horizon ~= ledger.asOf.days(to: lastDay),
        QualityLedger.isValid(certificate, at: ledger.asOf)
      else { continue }
      let holders = holders(of: certificate, in: book)
      guard !holders.isEmpty else { continue }
      let scheme = ledger.scheme(ofCertificate: position)
      let isCounted = ledger.schemes.contains(scheme)
      let dayAfter = lastDay.adding(days: 1)
      // A renewal that is in the sheets but not valid yet counts if it is on the day after.
      func isLast(_ firm: Int, among counts: (CertificationScheme) -> Bool) -> Bool {
        !book.certificatesOfFirm[firm].contains { other in
          guard other != position, counts(ledger.scheme(ofCertificate: other)) else {
            return false
          }
          let row = book.certificates[other]
          if QualityLedger.isValid(row, at: dayAfter) { return true }
          // Of several that end on one day the last by number is the one that is lost.
          return row.expiresOn.date == lastDay && other > position
            && QualityLedger.isValid(row, at: ledger.asOf)
        }
      }
      found.append(
        Expiring(
          certificate: position, scheme: scheme, lastDay: lastDay,
          days: ledger.asOf.days(to: lastDay), holders: holders,
          losing: isCounted ? holders.filter { isLast($0, among: ledger.schemes.contains) } : [],
          losingMandatory: holders.flatMap { firm in
            isLast(firm) { $0 == scheme } ? demands(for: scheme, of: firm, in: book) : []
          }, isCounted: isCounted))
    }
    return found.sorted { ($0.days, $0.certificate) < ($1.days, $1.certificate) }
  }

  /// The segments that demand a scheme of a firm.
  private static func demands(
    for scheme: CertificationScheme, of firm: Int, in book: ChainBook
  ) -> [MissingMandatory] {
    Set(book.membershipsOfFirm[firm].compactMap { book.members[$0].segment.index }).sorted()
      .filter { segment in
        book.text[book.segments[segment].mandatorySchemes]
          .contains { CertificationScheme(recognising: $0) == scheme }
      }.map { MissingMandatory(firm: firm, segment: $0, schemes: [scheme]) }
  }

  private static func lapsed(
    _ book: ChainBook, _ ledger: QualityLedger
  ) -> ([Lapsed], replaced: [Int]) {
    var found: [Lapsed] = []
    var replaced: [Int] = []
    for (position, certificate) in book.certificates.enumerated() {
      guard let state = certificate.standing(on: ledger.asOf).state, state != .valid else {
        continue
      }
      let scheme = ledger.scheme(ofCertificate: position)
      let holders = holders(of: certificate, in: book)
      // A certificate that ran out and was followed by another is no loss.
      let isLost =
        state != .expired
        || holders.contains { !ledger.validSchemes(ofFirm: $0).contains(scheme) }
      guard !holders.isEmpty else { continue }
      guard isLost else {
        replaced.append(position)
        continue
      }
      found.append(
        Lapsed(
          certificate: position, scheme: scheme, state: state, holders: holders,
          uncertified: holders.filter { !ledger.standing(ofFirm: $0).isCertified },
          lackingMandatory: holders.flatMap { firm in
            ledger.validSchemes(ofFirm: firm).contains(scheme)
              ? [] : demands(for: scheme, of: firm, in: book)
          },
          isCounted: ledger.schemes.contains(scheme)))
    }
    return (
      found.sorted { ($0.state, $0.certificate) < ($1.state, $1.certificate) }, replaced
    )
  }
}
