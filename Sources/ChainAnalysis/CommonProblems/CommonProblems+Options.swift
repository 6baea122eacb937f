public import ChainModel

extension CommonProblems {
  /// What is counted, and from when on it counts as common.
  public struct Options: Sendable {
    /// A way of telling firms apart.
    public enum Axis: String, Sendable, Hashable, CaseIterable {
      case chain
      case segment
      case region
    }

    /// Which firms are counted.
    public enum Population: Sendable, Hashable {
      /// Firms in operation that stand in a segment of a chain; in a book that puts none there, every
      /// firm in operation. Suppliers outside the chains (链外供应商) are no part of them.
      case chainMembers
      /// Every firm in operation.
      case allFirms
    }

    /// The axes by whose values groups are formed.
    public var axes: Set<Axis> = [.chain, .segment, .region]
    /// The thresholds.
    public var thresholds = CommonnessThresholds()
    /// Whether closed findings (已销号) count too.
    public var includesClosed = false
    /// The chains to report on, by position; empty for all.
    public var chains: [Int] = []
    /// The regions to report on with all that lies within them, by position; empty for all.
    public var regions: [Int] = []
    /// Which firms are counted.
    public var population = Population.chainMembers
    /// What a problem weighs by its severity.
    public var severityWeights: [Severity: Double] = [.minor: 1, .considerable: 3, .major: 9]
    /// What a problem weighs whose severity is not stated.
    public var unstatedSeverityWeight = 1.0
    /// How much a firm's problems count for the chain, by position in the book: 1, and more at a
    /// bottleneck; empty for 1 everywhere.
    public var exposure: [Double] = []
    /// The greatest number of problem combinations that are listed.
    public var combinationLimit = 1000

    /// The options of the method.
    public init() {}

    /// What one firm's problem of a severity weighs, without a weight (权重) of its own.
    func weight(of severity: Severity?, atFirm firm: Int) -> Double {
      (severity.flatMap { severityWeights[$0] } ?? unstatedSeverityWeight)
        * (firm < exposure.count ? exposure[firm] : 1)
    }
  }
}
