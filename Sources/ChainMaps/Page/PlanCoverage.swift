import ChainAnalysis

/// What a plan of measures (所选举措) does, as maps show it: which open problems a chosen measure acts
/// on, and which stay.
public struct PlanCoverage: Sendable {
  /// The chosen measures, by position, ascending.
  public let measures: [Int]
  /// What each of them costs, in 万元, in the same order.
  public let costs: [Double]
  /// What the plan costs with its programmes, in 万元.
  public let cost: Double
  /// What may be spent, in 万元.
  public let budget: Double
  /// Whether no plan gains more.
  public let isProven: Bool

  private let problemsOfFirm: [Int: Set<Int>]
  private let casesOfMeasure: [[MeasureReach.Case]]

  /// What a plan does.
  ///
  /// - Parameters:
  ///   - measures: The chosen measures by position, with what each costs in 万元.
  ///   - reach: What the book's measures act on.
  ///   - cost: What the plan costs with its programmes, in 万元.
  ///   - budget: What may be spent, in 万元.
  ///   - isProven: Whether no plan gains more.
  /// - Complexity: O(cases of the measures).
  public init(
    _ measures: [(measure: Int, cost: Double)], reach: MeasureReach, cost: Double, budget: Double,
    isProven: Bool
  ) {
    let sorted = measures.sorted { $0.measure < $1.measure }
    self.measures = sorted.map(\.measure)
    costs = sorted.map(\.cost)
    self.cost = cost
    self.budget = budget
    self.isProven = isProven
    casesOfMeasure = self.measures.map { reach.casesOfMeasure[$0].map { reach.cases[$0] } }
    var problems: [Int: Set<Int>] = [:]
    for one in casesOfMeasure.joined() { problems[one.firm, default: []].insert(one.problem) }
    problemsOfFirm = problems
  }

  /// Whether a chosen measure acts on a firm's problem.
  func acts(on problem: Int, ofFirm firm: Int) -> Bool {
    problemsOfFirm[firm]?.contains(problem) ?? false
  }

  /// The chosen measures that help some firms, with one problem or any, by position.
  ///
  /// - Complexity: O(cases of the measures).
  func measures(helping firms: Set<Int>, with problem: Int? = nil) -> [Int] {
    zip(measures, casesOfMeasure).filter { _, cases in
      cases.contains { firms.contains($0.firm) && (problem == nil || $0.problem == problem) }
    }.map(\.0)
  }
}
