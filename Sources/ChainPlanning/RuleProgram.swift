import IntegerProgramming

/// The rules of a planning problem as an integer program: a variable for every measure and programme,
/// and no objective yet.
struct RuleProgram: Sendable {
  var program = IntegerProgram()
  /// The variable of each measure that can be chosen.
  let choice: [Int?]
  /// The variable of each programme that such a measure needs.
  let programme: [Int?]
  /// Fen in a unit of the budget's row: the greatest that divides every cost, so that the row has small
  /// whole numbers, which the solver's tolerance cannot blur.
  let costUnit: Int64
  private let problem: PlanningProblem

  /// States some rules.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - candidates: The measures that can be chosen, ascending.
  ///   - rules: The rules that hold.
  /// - Complexity: O(firms of measures · limits).
  init(_ problem: PlanningProblem, candidates: [Int], rules: Set<PlanRule>) {
    self.problem = problem
    var program = IntegerProgram()
    var choice = [Int?](repeating: nil, count: problem.candidates.count)
    var programme = [Int?](repeating: nil, count: problem.programmes.count)
    for candidate in candidates {
      let isBarred =
        rules.contains(.mustNot(candidate)) || rules.contains(.priced(candidate))
      let isDemanded = rules.contains(.must(candidate))
      choice[candidate] = program.addVariable(
        in: (isDemanded ? 1 : 0)...(isBarred && !isDemanded ? 0 : 1), isInteger: true)
      if isBarred && isDemanded, let variable = choice[candidate] {
        program.addRow([.init(1, variable)], atMost: 0)
      }
      guard let needed = problem.candidates[candidate].programme, programme[needed] == nil else {
        continue
      }
      programme[needed] = program.addVariable(in: 0...1, isInteger: true)
    }
    var unit: Int64 = 0
    for candidate in candidates { unit = Self.divisor(unit, problem.price(candidate).fen) }
    for needed in programme.indices where programme[needed] != nil {
      unit = Self.divisor(unit, problem.price(ofProgramme: needed).fen)
    }
    costUnit = max(unit, 1)
    for candidate in candidates {
      guard let needed = problem.candidates[candidate].programme, let variable = choice[candidate],
        let gate = programme[needed]
      else { continue }
      program.addRow([.init(1, variable), .init(-1, gate)], atMost: 0)
    }
    self.program = program
    self.choice = choice
    self.programme = programme
    for rule in problem.rules where rules.contains(rule) { add(rule, candidates) }
  }

  /// What every measure and programme costs, in units of the budget's row.
  var costs: [IntegerProgram.Term] {
    func term(_ cost: Amount, _ variable: Int?) -> IntegerProgram.Term? {
      variable.flatMap { cost == .zero ? nil : .init(Double(cost.fen / costUnit), $0) }
    }
    return problem.candidates.indices.compactMap { term(problem.price($0), choice[$0]) }
      + programme.indices.compactMap { term(problem.price(ofProgramme: $0), programme[$0]) }
  }

  /// The measures that a solution chooses, ascending.
  func chosen(_ values: [Double]) -> [Int] {
    choice.indices.filter { choice[$0].map { values[$0] > 0.5 } ?? false }
  }

  /// The values of a choice, for its measures and programmes.
  func start(_ chosen: [Int]) -> [Double]? {
    var values = [Double](repeating: 0, count: program.variables.count)
    for candidate in chosen {
      guard let variable = choice[candidate] else { return nil }
      values[variable] = 1
      if let needed = problem.candidates[candidate].programme, let gate = programme[needed] {
        values[gate] = 1
      }
    }
    return values
  }

  /// Forbids a choice and all that contain it, as one that costs too much after rounding.
  mutating func forbid(_ chosen: [Int]) {
    program.addRow(
      chosen.compactMap { choice[$0].map { .init(1, $0) } }, atMost: Double(chosen.count - 1))
  }

  private mutating func add(_ rule: PlanRule, _ candidates: [Int]) {
    switch rule {
    case .budget:
      let budget = problem.budget.fen
      // Rounded down: no plan costs a part of a unit.
      let units = budget >= 0 ? budget / costUnit : -1
      program.addRow(costs, atMost: Double(units))
    case .must, .mustNot, .priced: break
    case .exclusive(let group):
      let members = candidates.filter { problem.candidates[$0].exclusionGroup == group }
      guard members.count > 1 else { return }
      program.addRow(members.compactMap { choice[$0].map { .init(1, $0) } }, atMost: 1)
    case .atLeast(let limit):
      let terms = countedFirms(limit, candidates, isUpper: false)
      program.addRow(terms, atLeast: Double(problem.limits[limit].lower ?? 0))
    case .atMost(let limit):
      let terms = countedFirms(limit, candidates, isUpper: true)
      program.addRow(terms, atMost: Double(problem.limits[limit].upper ?? 0))
    }
  }

  /// The number of different firms helped as a sum of variables; firms that the same measures help
  /// share one, which is not less (not more) than any (all) of their measures.
  private mutating func countedFirms(
    _ limit: Int, _ candidates: [Int], isUpper: Bool
  ) -> [IntegerProgram.Term] {
    var helping: [Int: [Int]] = [:]
    for candidate in candidates {
      for firm in problem.countedFirms[limit][candidate] {
        helping[firm, default: []].append(candidate)
      }
    }
    var firms: [[Int]: Int] = [:]
    for candidates in helping.values { firms[candidates, default: 0] += 1 }
    var weights: [Int: Double] = [:]
    for (candidates, count) in firms.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let variables = candidates.compactMap { choice[$0] }
      if variables.count == 1 {
        weights[variables[0], default: 0] += Double(count)
        continue
      }
      let helped = program.addVariable(in: 0...1)
      weights[helped] = Double(count)
      if isUpper {
        for variable in variables {
          program.addRow([.init(1, variable), .init(-1, helped)], atMost: 0)
        }
      } else {
        program.addRow([.init(1, helped)] + variables.map { .init(-1, $0) }, atMost: 0)
      }
    }
    return weights.sorted { $0.key < $1.key }.map { .init($0.value, $0.key) }
  }

  /// The greatest common divisor.
  private static func divisor(_ one: Int64, _ other: Int64) -> Int64 {
    var (one, other) = (one, other)
    while other != 0 { (one, other) = (other, one % other) }
    return one
  }
}
