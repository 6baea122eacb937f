public import ChainModel

/// Common problems of a chain that supplies trace back to suspected common sources (疑似上游共同来源),
/// as far as chance is an unlikely explanation.
///
/// It asks ``CommonProblems`` for the chain's common problems and ``CommonSources`` for the firms up
/// to three tiers upstream of those affected, and keeps the significant ones.
public struct TracedProblems: Sendable {
  /// A problem with its significant sources.
  public struct Trace: Sendable, Hashable {
    /// The problem's position.
    public var problem: Int
    /// The firms suspected, greatest coverage first.
    public var sources: [Int]
    /// Affected firms of the chain downstream of any of them, in book order.
    public var covers: [Int]
    /// Whether findings confirm every one of the sources (溯源结论).
    public var isConfirmed: Bool
  }

  /// The problems, most affected firms first.
  public let traces: [Trace]
  /// The suspected firms.
  public let sources: Set<Int>
  /// How many of a firm's problems are traced, by firm; none are left out.
  public let tracedProblems: [Int: Int]

  /// Traces a chain's common problems.
  ///
  /// - Parameters:
  ///   - chain: The chain's position.
  ///   - book: The book.
  ///   - network: Its declared supplies.
  ///   - ledger: Open problems and inspections on the day.
  /// - Complexity: What ``CommonProblems`` and ``CommonSources`` take for the chain's firms.
  public init(chain: Int, in book: ChainBook, network: SupplyNetwork, ledger: QualityLedger) {
    var options = CommonProblems.Options()
    options.chains = [chain]
    let problems = CommonProblems(book, ledger: ledger, options: options)
    var wanted = CommonSources.Options()
    wanted.problems = problems.entries.filter { $0.label == .common }.map(\.problem)
    guard !wanted.problems.isEmpty, network.graph.edgeCount > 0 else {
      traces = []
      sources = []
      tracedProblems = [:]
      return
    }
    let found = CommonSources(problems, network: network, in: book, options: wanted)
    traces = found.entries.compactMap { entry in
      let sources = entry.explanations[.firm]?.sources.filter(\.isSignificant) ?? []
      guard !sources.isEmpty else { return nil }
      return Trace(
        problem: entry.problem, sources: sources.map(\.origin.position),
        covers: Set(sources.flatMap(\.covers)).sorted(),
        isConfirmed: sources.allSatisfy { !$0.confirmedBy.isEmpty })
    }
    sources = Set(traces.flatMap(\.sources))
    tracedProblems = Dictionary(
      traces.flatMap { $0.covers.map { ($0, 1) } }, uniquingKeysWith: +)
  }

  /// The firms with a traced problem.
  public var firms: Set<Int> { Set(tracedProblems.keys) }
}
