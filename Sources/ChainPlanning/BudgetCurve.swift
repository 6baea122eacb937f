/// What more or less money would gain: the best plan for each of several budgets.
public struct BudgetCurve: Sendable {
  /// A budget and its best plan.
  public struct Point: Sendable {
    /// What may be spent.
    public let budget: Amount
    /// The measures chosen, ascending.
    public let chosen: [Int]
    /// What they gain.
    public let gain: Double
    /// What they cost.
    public let cost: Amount
    /// No plan within the budget gains more.
    public internal(set) var bound: Double
    /// Whether the curve bends here: money gains clearly more before the budget than after it.
    public internal(set) var isKink = false

    /// How far the gain can be from the best, relative to the bound.
    public var gap: Double { bound > 0 ? max(0, bound - gain) / bound : 0 }
    /// Whether this is the best for the budget; otherwise it is the best known.
    public var isProven: Bool { gap <= MaximumCoverage.tolerance }
  }

  /// What a greater budget would gain.
  public struct Increase: Sendable, Hashable {
    /// How much more money.
    public let extra: Amount
    /// What the plans found for both budgets differ by.
    public let gain: Double
    /// The gain proven at least.
    public let least: Double
    /// The gain possible at most.
    public let greatest: Double
  }

  /// The points, by budget; budgets for which no plan keeps the rules have none.
  public private(set) var points: [Point] = []

  /// Shares of a budget, in percent, that show how it lies.
  public static let percentages = [25, 50, 75, 90, 100, 110, 125, 150, 200]

  /// Solves a problem for several budgets, each from the plan of the one before.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - percentages: Budgets in percent of the problem's.
  ///   - limits: When the search for one point may stop.
  ///   - known: A plan found for the problem's own budget.
  /// - Complexity: A search for each budget.
  public init(
    _ problem: PlanningProblem, percentages: [Int] = Self.percentages,
    limits: MaximumCoverage.Limits = .init(), known: MaximumCoverage? = nil
  ) {
    var start: [Int]?
    for percentage in Set(percentages).sorted() {
      var altered = problem
      let (fen, overflow) = problem.budget.fen.multipliedReportingOverflow(by: Int64(percentage))
      altered.budget = Amount(fen: overflow ? .max : fen / 100)
      let found: MaximumCoverage
      if percentage == 100, let known {
        found = known
      } else {
        guard let plan = try? MaximumCoverage(altered, limits: limits, start: start) else {
          continue
        }
        found = plan
      }
      // A plan for less money is one for more.
      let last = points.last
      let isBetter = found.gain >= last?.gain ?? 0
      points.append(
        Point(
          budget: altered.budget, chosen: isBetter ? found.chosen : last?.chosen ?? [],
          gain: isBetter ? found.gain : last?.gain ?? 0,
          cost: isBetter ? found.cost : last?.cost ?? .zero, bound: found.bound))
      start = points.last?.chosen
    }
    // A bound for more money is one for less.
    for place in points.indices.dropLast().reversed() {
      points[place].bound = max(
        points[place].gain, min(points[place].bound, points[place + 1].bound))
    }
    markKinks()
  }

  /// What the step from one budget to the next greater one on the curve gains.
  ///
  /// - Parameter budget: The smaller budget.
  /// - Returns: The increase; nil where the curve has no such step.
  public func increase(from budget: Amount) -> Increase? {
    guard let place = points.firstIndex(where: { $0.budget == budget }),
      place + 1 < points.count
    else { return nil }
    let (here, next) = (points[place], points[place + 1])
    return Increase(
      extra: next.budget - here.budget, gain: next.gain - here.gain,
      least: max(0, next.gain - here.bound), greatest: max(0, next.bound - here.gain))
  }

  /// Marks the corners of the upper hull of the points.
  private mutating func markKinks() {
    func slope(_ one: Int, _ other: Int) -> Double {
      (points[other].gain - points[one].gain)
        / (points[other].budget - points[one].budget).tenThousandYuan
    }
    var hull: [Int] = []
    for place in points.indices {
      if let last = hull.last, points[last].budget == points[place].budget { continue }
      while hull.count > 1,
        slope(hull[hull.count - 2], hull[hull.count - 1]) <= slope(hull[hull.count - 1], place)
      {
        hull.removeLast()
      }
      hull.append(place)
    }
    for place in hull.indices.dropFirst().dropLast() {
      let (before, after) = (
        slope(hull[place - 1], hull[place]), slope(hull[place], hull[place + 1])
      )
      // A tenth less: rounding alone bends nothing.
      points[hull[place]].isKink = after < 0.9 * before
    }
  }
}
