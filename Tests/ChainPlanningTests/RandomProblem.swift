import ChainPlanning

/// Small planning problems with every kind of rule, and their answers by trying every plan.
struct RandomProblem {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// A problem of up to `largest` measures.
  mutating func problem(largest: Int = 8) -> PlanningProblem {
    let firms = 1 + below(6)
    let problems = 1 + below(3)
    var pairs: [PlanningProblem.Pair] = []
    let isWhole = chance(50)
    for firm in 0..<firms {
      for problem in 0..<problems where chance(70) {
        let weight = isWhole ? Double(below(10)) : Double(1 + below(900)) / 7
        pairs.append(.init(firm: firm, problem: problem, weight: weight))
      }
    }
    let programmes = (0..<below(3)).map { number in
      PlanningProblem.JointProgramme(id: "P\(number)", cost: amount(60))
    }
    let isSoft = chance(60)
    let candidates = (0..<1 + below(largest)).map { number in
      PlanningProblem.Candidate(
        id: "M\(number)", cost: amount(100), pairs: pairs.indices.filter { _ in chance(45) },
        effectiveness: isSoft && chance(75) ? Double(below(101)) / 100 : 1,
        programme: !programmes.isEmpty && chance(50) ? below(programmes.count) : nil,
        exclusionGroup: chance(30) ? "G\(below(2))" : nil)
    }
    var limits: [PlanningProblem.HelpLimit] = []
    for number in 0..<(chance(50) ? 1 + below(2) : 0) {
      let isBody = chance(50)
      let lower = chance(40) ? below(3) : nil
      limits.append(
        PlanningProblem.HelpLimit(
          subject: isBody ? .body : .region, name: "L\(number)", lower: lower,
          upper: chance(60) ? (lower ?? 0) + below(4) : nil,
          candidates: isBody ? candidates.indices.filter { _ in chance(50) } : nil,
          firms: isBody ? nil : (0..<firms).filter { _ in chance(50) }))
    }
    let must = Set(candidates.indices.filter { _ in chance(6) })
    let mustNot = Set(candidates.indices.filter { _ in chance(6) })
    return PlanningProblem(
      pairs: pairs, candidates: candidates, programmes: programmes, limits: limits,
      budget: Amount(tenThousandYuan: Double(below(250)) / 10), must: must,
      mustNot: mustNot)
  }

  /// Up to a number of tenths of 万元; seldom unknown.
  private mutating func amount(_ tenths: Int) -> Amount? {
    chance(4) ? nil : Amount(tenThousandYuan: Double(below(tenths)) / 10)
  }
}

extension PlanningProblem {
  /// Every plan that keeps the rules.
  func everyFeasiblePlan() -> [[Int]] {
    (0..<1 << candidates.count).map { bits in
      candidates.indices.filter { bits >> $0 & 1 == 1 }
    }.filter { violations(of: $0).isEmpty }
  }

  /// The greatest gain and the least cost of a plan that has it; nil where no plan keeps the rules.
  func bestByEnumeration() -> (gain: Double, cost: Amount)? {
    let plans = everyFeasiblePlan().map { (gain: gain(of: $0), cost: cost(of: $0)) }
    guard let greatest = plans.map(\.gain).max() else { return nil }
    let cheapest = plans.filter { $0.gain >= greatest - 1e-9 }.map(\.cost).min()
    return cheapest.map { (greatest, $0) }
  }
}
