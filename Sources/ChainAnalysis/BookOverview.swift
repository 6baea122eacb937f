public import ChainModel

/// Everything `show` says of a book: its make-up, distribution and quality level, its certificates,
/// and where asked for a proposed status of each segment.
public struct BookOverview: Sendable {
  /// What to look at, and how much to list.
  public struct Options: Sendable {
    /// How much of the lists of certificates is worked out.
    public var certification = CertificationReport.Options()
    /// Whether a status is proposed for each segment.
    public var proposesStatus = false

    /// No proposals, twenty of each list.
    public init() {}
  }

  /// The book.
  public let book: ChainBook
  /// Certificates and open problems on the day.
  public let ledger: QualityLedger
  /// The book's declared supplies.
  public let network: SupplyNetwork
  /// Counts by chain, segment, region and more.
  public let summary: BookSummary
  /// Certificates.
  public let certification: CertificationReport
  /// Problems by how common they are.
  public let problems: CommonProblems
  /// The problems found in each chain, with their labels there.
  public let problemsOfChain: [[CommonProblems.Standing]]
  /// The problems found in each segment, its child segments included, with their labels there.
  public let problemsOfSegment: [[CommonProblems.Standing]]
  /// The problems found in each region with all that lies within it, with their labels there.
  public let problemsOfRegion: [[CommonProblems.Standing]]
  /// A proposed status for each segment; empty unless asked for.
  public let proposals: [SegmentStatusProposal]

  /// Looks at a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - ledger: Certificates and open problems on the day.
  ///   - options: What to look at.
  /// - Complexity: O(rows), and what ``CertificationReport`` and ``CommonProblems`` take.
  public init(_ book: ChainBook, ledger: QualityLedger, options: Options = Options()) async {
    self.book = book
    self.ledger = ledger
    let network = SupplyNetwork(book)
    self.network = network
    let summary = BookSummary(book, ledger: ledger, network: network)
    self.summary = summary
    let certification = await CertificationReport(
      book, network: network, ledger: ledger, leaders: summary.leaders,
      options: options.certification)
    self.certification = certification
    let problems = CommonProblems(book, ledger: ledger)
    self.problems = problems
    problemsOfChain = problems.standings(
      in: book.chains.indices.map { CommonProblems.Group(chain: $0) })
    let problemsOfSegment = problems.standings(
      in: book.segments.indices.map { CommonProblems.Group(segment: $0) })
    self.problemsOfSegment = problemsOfSegment
    problemsOfRegion = problems.standings(
      in: book.regions.indices.map { CommonProblems.Group(region: $0) })
    proposals =
      options.proposesStatus
      ? SegmentStatusProposal.proposals(
        book, ledger: ledger, bottlenecks: certification.bottlenecks, problems: problems,
        problemsOfSegment: problemsOfSegment) : []
  }
}
