public import ChainModel

/// What the analyses find in one chain, as its map shows it beside the chain's make-up.
public struct ChainFindings: Sendable {
  /// Whether the book holds only part of the chain, so that a segment's few firms prove nothing.
  public let isPartial: Bool
  /// Bottleneck firms and segments.
  public let marks: BottleneckMarks
  /// Common problems with a significant suspected source.
  public let traced: TracedProblems
  /// Proposed statuses by segment, for segments of which none is declared.
  public let proposals: [Int: SegmentStatus]
  /// Segments whose declared status is not what the rules propose, in book order.
  public let disputed: [Int]

  /// Gathers what is found in a chain.
  ///
  /// - Parameters:
  ///   - profile: The chain.
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Certificates and problems on the day.
  ///   - proposals: Statuses proposed for the book's segments; empty where none are wanted.
  ///   - isPartial: Whether the book holds only part of the chain: then nothing is marked.
  /// - Complexity: What ``BottleneckMarks`` and ``TracedProblems`` take.
  public init(
    _ profile: ChainProfile, in book: ChainBook, network: SupplyNetwork, ledger: QualityLedger,
    proposals: [SegmentStatusProposal] = [], isPartial: Bool = false
  ) {
    self.isPartial = isPartial
    marks = isPartial ? .none : BottleneckMarks(profile, in: book, network: network)
    traced = TracedProblems(chain: profile.chain, in: book, network: network, ledger: ledger)
    let own = proposals.filter { $0.chain == profile.chain }
    self.proposals = Dictionary(
      own.compactMap { proposal in
        guard proposal.declared == nil, let status = proposal.proposed else { return nil }
        return (proposal.segment, status)
      }, uniquingKeysWith: { first, _ in first })
    disputed = own.filter { $0.comparison == .different }.map(\.segment)
  }

  /// Whether a problem at some firms is a blocking point (堵点): the library says so, or it says
  /// nothing of the kind and one of the firms is a bottleneck.
  ///
  /// - Parameters:
  ///   - problem: The problem's position.
  ///   - firms: The firms that have it.
  ///   - book: The book.
  /// - Returns: Whether it is.
  /// - Complexity: O(firms).
  public func isBlockage(_ problem: Int, at firms: [Int], in book: ChainBook) -> Bool {
    if let pain = book.problems[problem].pain { return pain == .blockage }
    return firms.contains { marks.firms[$0] != nil }
  }
}
