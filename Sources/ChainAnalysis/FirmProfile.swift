public import ChainModel
import Graphs

/// What a firm's map shows (企业图谱): its suppliers and customers by tier, its certificates and open
/// problems, and why it matters to others.
///
/// Each figure comes with the firms, certificates or supplies behind it, by position in the book.
public struct FirmProfile: Sendable {
  /// A certificate of the firm.
  public struct Holding: Sendable, Hashable {
    /// The certificate's position.
    public var certificate: Int
    /// Its scheme.
    public var scheme: CertificationScheme
    /// Its state on the day; nil where it was not issued yet.
    public var state: CertificateState?
    /// The last day on which it is valid; nil where none is stated.
    public var lastDay: CalendarDate?
  }

  /// Schemes the law demands of the firm in a segment and that it lacks (应证未证).
  public struct Missing: Sendable, Hashable {
    /// The segment's position.
    public var segment: Int
    /// The schemes.
    public var schemes: [CertificationScheme]
  }

  /// An open problem of the firm.
  public struct OpenProblem: Sendable {
    /// The problem's position in the library.
    public var problem: Int
    /// How common it is among the firms of its segment, or of the group around it that is not too
    /// small to tell; nil for a firm outside the population of the problem list.
    public var standing: CommonProblems.Row?
    /// How many firms of the whole problem list have it.
    public var affected: Int
    /// Upstream firms that affected firms share, this one among them (疑似上游共同来源).
    public var sources: [CommonSources.Source]
  }

  /// A problem of firms downstream that the firm may be behind (疑似上游共同来源).
  public struct Suspicion: Sendable {
    /// The problem's position in the library.
    public var problem: Int
    /// How many firms of the whole problem list have it.
    public var affected: Int
    /// The firm as their source.
    public var source: CommonSources.Source
  }

  /// The firm's position.
  public let firm: Int
  /// How many tiers are shown each way.
  public let tiers: Int
  /// Its suppliers by tier, the direct ones first; each firm at its least distance.
  public let upstream: [[Int]]
  /// Its customers by tier, the direct ones first; each firm at its least distance, those that are
  /// also upstream among them.
  public let downstream: [[Int]]
  /// Firms that are both upstream and downstream within the tiers, ascending.
  public let mutual: [Int]
  /// Suppliers further up, not shown.
  public let furtherUpstream: Int
  /// Customers further down, not shown.
  public let furtherDownstream: Int
  /// Leaders among the firms downstream at any distance, ascending.
  public let leadersDownstream: [Int]
  /// Its certificates: the valid ones first, each kind by number.
  public let holdings: [Holding]
  /// What it lacks, by segment.
  public let missing: [Missing]
  /// Its open problems, the severest first.
  public let problems: [OpenProblem]
  /// Problems of firms downstream that it may be behind, those of most firms first.
  public let suspicions: [Suspicion]
  /// Its position at a bottleneck; nil where it is at none.
  public let position: BottleneckPositions.Position?

  /// Gathers a firm.
  ///
  /// - Parameters:
  ///   - firm: The firm's position.
  ///   - tiers: How many tiers each way, at least 1.
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Certificates and problems on the day.
  ///   - bottlenecks: The book's bottleneck positions.
  /// - Complexity: O(n + m), and what ``CommonProblems`` and ``CommonSources`` take.
  public init(
    _ firm: Int, tiers: Int, in book: ChainBook, network: SupplyNetwork, ledger: QualityLedger,
    bottlenecks: BottleneckPositions
  ) {
    // No firm is further away than there are firms.
    let tiers = min(tiers, book.firms.count)
    self.firm = firm
    self.tiers = tiers
    let up = network.graph.reversed.breadthFirstSearch(from: [Vertex(firm)])
    let down = network.graph.breadthFirstSearch(from: [Vertex(firm)])
    var upstream = [[Int]](repeating: [], count: tiers)
    var downstream = upstream
    var mutual: [Int] = []
    var (above, below) = (0, 0)
    for vertex in up.order {
      guard let tier = up.tier(of: vertex), tier > 0 else { continue }
      if tier <= tiers { upstream[tier - 1].append(Int(vertex)) } else { above += 1 }
    }
    for vertex in down.order {
      guard let tier = down.tier(of: vertex), tier > 0 else { continue }
      guard tier <= tiers else {
        below += 1
        continue
      }
      downstream[tier - 1].append(Int(vertex))
      if let other = up.tier(of: vertex), other <= tiers { mutual.append(Int(vertex)) }
    }
    self.upstream = Self.trimmed(upstream)
    self.downstream = Self.trimmed(downstream)
    self.mutual = mutual.sorted()
    furtherUpstream = above
    furtherDownstream = below
    leadersDownstream = bottlenecks.leaders.filter {
      $0 != firm && down.tier(of: Vertex($0)) != nil
    }
    holdings = Self.holdings(firm, book, ledger)
    missing = Self.segments(of: firm, in: book).compactMap { segment in
      let schemes = ledger.missingMandatory(
        firm: firm, segment: book.segments[segment], in: book)
      return schemes.isEmpty ? nil : Missing(segment: segment, schemes: schemes)
    }
    let common = CommonProblems(book, ledger: ledger)
    let sources = CommonSources(common, network: network, in: book)
    problems = Self.problems(firm, book, ledger, common, sources)
    suspicions = sources.entries.compactMap { entry in
      entry.explanations[.firm]?.sources.first {
        $0.origin.position == firm || $0.indistinguishable.contains { $0.position == firm }
      }.map { Suspicion(problem: entry.problem, affected: entry.affected.count, source: $0) }
    }
    position = bottlenecks.position(ofFirm: firm)
  }

  /// The segments a firm stands in, each once, in book order.
  public static func segments(of firm: Int, in book: ChainBook) -> [Int] {
    Set(book.membershipsOfFirm[firm].compactMap { book.members[$0].segment.index }).sorted()
  }

  private static func trimmed(_ tiers: [[Int]]) -> [[Int]] {
    var tiers = tiers.map { $0.sorted() }
    while tiers.last?.isEmpty ?? false { tiers.removeLast() }
    return tiers
  }

  private static func holdings(
    _ firm: Int, _ book: ChainBook, _ ledger: QualityLedger
  ) -> [Holding] {
    let holdings = book.certificatesOfFirm[firm].map { position in
      let certificate = book.certificates[position]
      return Holding(
        certificate: position, scheme: ledger.scheme(ofCertificate: position),
        state: certificate.standing(on: ledger.asOf).state, lastDay: certificate.expiresOn.date)
    }
    return holdings.filter { $0.state == .valid } + holdings.filter { $0.state != .valid }
  }

  private static func problems(
    _ firm: Int, _ book: ChainBook, _ ledger: QualityLedger, _ common: CommonProblems,
    _ sources: CommonSources
  ) -> [OpenProblem] {
    let isCounted = Set(common.firms).contains(firm)
    let segment = segments(of: firm, in: book).first
    return ledger.openProblems(ofFirm: firm).map { problem in
      let entry = sources.entries.first { $0.problem == problem }
      let explained = entry?.explanations[.firm]?.sources ?? []
      return OpenProblem(
        problem: problem,
        standing: isCounted
          ? common.decision(on: problem, in: CommonProblems.Group(segment: segment)) : nil,
        affected: entry?.affected.count ?? 0,
        sources: explained.filter { $0.covers.contains(firm) && $0.origin.position != firm })
    }.sorted { left, right in
      let (one, other) = (
        book.problems[left.problem].severity, book.problems[right.problem].severity
      )
      func rank(_ severity: Severity?) -> Int {
        severity.flatMap { Severity.allCases.firstIndex(of: $0) } ?? Severity.allCases.count
      }
      return (rank(one), left.problem) < (rank(other), right.problem)
    }
  }
}
