public import ChainModel

/// Which measures to choose under a budget: the pairs of a firm and its open problem, the measures
/// that solve them, the programmes some need, and the rules a plan must keep (ANALYSIS §6).
///
/// A plan's gain is the sum over pairs of weight × (1 − Π(1 − r)), the product over its measures that
/// act on the pair, r their effectiveness (有效率): with r = 1 a pair counts in full once it is covered.
public struct PlanningProblem: Sendable {
  /// A firm's open problem.
  public struct Pair: Sendable, Hashable {
    /// The firm's position.
    public var firm: Int
    /// The problem's position.
    public var problem: Int
    /// What solving it is worth; not negative.
    public var weight: Double
    /// The severity behind the weight; nil where the weight was stated (权重) or no severity is.
    public var severity: Severity?

    /// A firm's open problem.
    ///
    /// - Parameters:
    ///   - firm: The firm's position.
    ///   - problem: The problem's position.
    ///   - weight: What solving it is worth; not negative.
    ///   - severity: The severity behind the weight.
    public init(firm: Int, problem: Int, weight: Double, severity: Severity? = nil) {
      self.firm = firm
      self.problem = problem
      self.weight = weight
      self.severity = severity
    }
  }

  /// A measure that may be chosen.
  public struct Candidate: Sendable, Hashable {
    /// The measure's code.
    public var id: String
    /// What it costs for all firms it helps; nil where the book doesn't say.
    public var cost: Amount?
    /// The pairs it acts on, ascending.
    public var pairs: [Int]
    /// The share of the pairs it solves, from 0 to 1.
    public var effectiveness: Double
    /// The programme without which it can't be chosen.
    public var programme: Int?
    /// Of measures with the same group at most one is chosen.
    public var exclusionGroup: String?

    /// A measure that may be chosen.
    ///
    /// - Parameters:
    ///   - id: The measure's code.
    ///   - cost: What it costs for all firms it helps; nil where the book doesn't say.
    ///   - pairs: The pairs it acts on, ascending.
    ///   - effectiveness: The share of the pairs it solves, from 0 to 1.
    ///   - programme: The programme without which it can't be chosen.
    ///   - exclusionGroup: Of measures with the same group at most one is chosen.
    public init(
      id: String, cost: Amount?, pairs: [Int], effectiveness: Double = 1, programme: Int? = nil,
      exclusionGroup: String? = nil
    ) {
      self.id = id
      self.cost = cost
      self.pairs = pairs
      self.effectiveness = effectiveness
      self.programme = programme
      self.exclusionGroup = exclusionGroup
    }
  }

  /// A programme that measures need.
  public struct JointProgramme: Sendable, Hashable {
    /// The programme's code.
    public var id: String
    /// What it costs once; nil where the book doesn't say.
    public var cost: Amount?

    /// A programme that measures need.
    ///
    /// - Parameters:
    ///   - id: The programme's code.
    ///   - cost: What it costs once; nil where the book doesn't say.
    public init(id: String, cost: Amount?) {
      self.id = id
      self.cost = cost
    }
  }

  /// Bounds on how many firms are helped by some measures, each firm counted once.
  public struct HelpLimit: Sendable, Hashable {
    /// What the limit is on: 机构 or 区域.
    public var subject: LimitSubject
    /// The body or region.
    public var name: String
    /// The least number of firms.
    public var lower: Int?
    /// The greatest number of firms.
    public var upper: Int?
    /// The measures that count, ascending; nil for all.
    public var candidates: [Int]?
    /// The firms that count, ascending; nil for all.
    public var firms: [Int]?

    /// Bounds on how many firms are helped by some measures.
    ///
    /// - Parameters:
    ///   - subject: What the limit is on.
    ///   - name: The body or region.
    ///   - lower: The least number of firms.
    ///   - upper: The greatest number of firms.
    ///   - candidates: The measures that count, ascending; nil for all.
    ///   - firms: The firms that count, ascending; nil for all.
    public init(
      subject: LimitSubject, name: String, lower: Int? = nil, upper: Int? = nil,
      candidates: [Int]? = nil, firms: [Int]? = nil
    ) {
      self.subject = subject
      self.name = name
      self.lower = lower
      self.upper = upper
      self.candidates = candidates
      self.firms = firms
    }
  }

  /// The pairs.
  public internal(set) var pairs: [Pair]
  /// The measures, in the order of their ids.
  public let candidates: [Candidate]
  /// The programmes, in the order of their ids.
  public let programmes: [JointProgramme]
  /// The limits.
  public let limits: [HelpLimit]
  /// What may be spent.
  public var budget: Amount
  /// Measures that must be chosen.
  public let must: Set<Int>
  /// Measures that must not be chosen.
  public let mustNot: Set<Int>

  /// The firms each measure helps: those of its pairs, ascending.
  public let firmsOfCandidate: [[Int]]
  /// The measures that act on each pair, ascending.
  package let candidatesOfPair: [[Int]]
  /// The firms of each measure that count for each limit, by limit and measure.
  let countedFirms: [[[Int]]]

  /// A planning problem.
  ///
  /// - Parameters:
  ///   - pairs: The pairs.
  ///   - candidates: The measures; ties are settled in this order.
  ///   - programmes: The programmes.
  ///   - limits: The limits.
  ///   - budget: What may be spent.
  ///   - must: Measures that must be chosen.
  ///   - mustNot: Measures that must not be chosen.
  /// - Complexity: O(pairs of measures · (log + limits)).
  public init(
    pairs: [Pair], candidates: [Candidate], programmes: [JointProgramme] = [],
    limits: [HelpLimit] = [], budget: Amount, must: Set<Int> = [], mustNot: Set<Int> = []
  ) {
    self.pairs = pairs
    self.candidates = candidates
    self.programmes = programmes
    self.limits = limits
    self.budget = budget
    self.must = must
    self.mustNot = mustNot
    let firms = candidates.map { candidate in
      Set(candidate.pairs.map { pairs[$0].firm }).sorted()
    }
    firmsOfCandidate = firms
    var acting = [[Int]](repeating: [], count: pairs.count)
    for (position, candidate) in candidates.enumerated() {
      for pair in candidate.pairs { acting[pair].append(position) }
    }
    candidatesOfPair = acting
    countedFirms = limits.map { limit in
      let counted = limit.firms.map(Set.init)
      let counting = limit.candidates.map(Set.init)
      return candidates.indices.map { candidate in
        guard counting?.contains(candidate) ?? true else { return [] }
        guard let counted else { return firms[candidate] }
        return firms[candidate].filter(counted.contains)
      }
    }
  }
}
