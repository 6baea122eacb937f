import IntegerProgramming

/// The plan that gains most under the rules, with a bound that says how far from the best it can be.
///
/// An integer program through branch and cut, warm-started by ``LazyGreedy`` and
/// ``PlanImprovement``. Where groups of pairs are many, ``LagrangianBound`` comes first: its prices
/// bound the gain, guide ``IteratedGreedy`` and leave out measures; the program is not begun where its
/// linear relaxation alone would take longer than the limit. With effectiveness below 1, cuts are added until bound and true gain meet.
/// Among plans of the same gain one of least cost is then searched for.
public struct MaximumCoverage: Sendable {
  /// When a search may stop.
  public struct Limits: Sendable, Hashable {
    /// Wall-clock seconds for the whole search; it may overrun a little.
    public var seconds: Double
    /// A plan whose gain is this close to the bound, relative to it, is good enough.
    public var gap: Double

    /// When a search may stop.
    ///
    /// - Parameters:
    ///   - seconds: Wall-clock seconds.
    ///   - gap: A plan whose gain is this close to the bound, relative to it, is good enough.
    public init(seconds: Double = 10, gap: Double = 0) {
      self.seconds = seconds
      self.gap = gap
    }
  }

  /// The problem.
  public let problem: PlanningProblem
  /// The measures chosen, ascending.
  public let chosen: [Int]
  /// What they gain.
  public let gain: Double
  /// No plan gains more.
  public let bound: Double
  /// Whether no plan of the same gain costs less.
  public let isLeastCost: Bool
  /// Nodes of search trees that were looked at.
  public let nodes: Int
  let reduced: ReducedProblem

  /// How far the gain can be from the best, relative to the bound.
  public var gap: Double { bound > 0 ? max(0, bound - gain) / bound : 0 }
  /// Whether the gain is the greatest, to within a millionth.
  public var isProven: Bool { gap <= Self.tolerance }
  /// What the plan costs.
  public var cost: Amount { problem.cost(of: chosen) }
  /// The programmes the plan pays for, ascending.
  public var programmes: [Int] { problem.programmes(of: chosen) }

  /// The relative gap from which a plan is called proven: what the solver's tolerances allow.
  public static let tolerance = 1e-6

  /// Searches for the best plan.
  ///
  /// Without reaching the time limit, the same problem has the same plan. Of plans equal in gain and,
  /// where ``isLeastCost`` says so, cost, which one is found follows no further rule than that.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - limits: When the search may stop.
  ///   - start: A plan to start from, such as that of a smaller budget; passed over where it breaks a
  ///     rule.
  /// - Throws: The conflict where no plan keeps the rules.
  /// - Complexity: Exponential at worst; the time limit bounds it.
  public init(
    _ problem: PlanningProblem, limits: Limits = Limits(), start: [Int]? = nil
  ) throws(PlanConflict) {
    let deadline = Deadline(seconds: limits.seconds)
    let feasible = try ConflictFilter.feasiblePlan(problem)
    let reduced = ReducedProblem(problem)
    var search = CoverageSearch(reduced, limits: limits, deadline: deadline, best: feasible)
    search.offer(start)
    search.searchGreedily()
    search.searchByPrices()
    search.searchExactly()
    let isLeastCost = search.searchCheapest()
    self.problem = problem
    self.reduced = reduced
    chosen = search.best
    gain = search.gain
    bound = search.bound
    nodes = search.nodes
    self.isLeastCost = isLeastCost
  }
}

/// When time is up.
struct Deadline {
  private let end: ContinuousClock.Instant

  /// A deadline from now on.
  init(seconds: Double) {
    end = ContinuousClock.now + .seconds(seconds)
  }

  /// Seconds that are left, not below 0.
  var seconds: Double { max(0, (end - ContinuousClock.now) / .seconds(1)) }
  /// Whether time is up.
  var isOver: Bool { seconds <= 0 }
}
