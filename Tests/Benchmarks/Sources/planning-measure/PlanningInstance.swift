import ChainPlanning

/// A random planning problem of the size asked for: 5,000 pairs, 500 measures, 40 programmes.
///
/// Covers are drawn without any structure, which is harder to prove than a book, where a measure acts
/// on a problem in a region or segment.
struct PlanningInstance {
  /// How many pairs measures act on.
  enum Cover: String, CaseIterable {
    /// 5 to 20, 11 in the mean.
    case narrow
    /// 5 to 200, n pairs or more in 5 of n measures, 18 in the mean.
    case tailed
    /// 5 to 200, each as often, so that 10 measures act on a pair.
    case dense
  }

  /// How many pairs measures act on.
  var cover: Cover
  /// The budget in percent of what all measures and programmes cost.
  var budget: Int
  /// Whether effectiveness is drawn from 0.3 to 1 rather than 1.
  var isSoft: Bool
  /// Whether a programme costs as much as five measures rather than a half.
  var hasDearProgrammes: Bool
  /// Whether there are limits on bodies and regions and groups that exclude one another.
  var hasRules: Bool
  /// What it is drawn from.
  var seed: UInt64

  /// Every combination of the first four; every other one has rules.
  static var family: [PlanningInstance] {
    var all: [PlanningInstance] = []
    for cover in Cover.allCases {
      for isSoft in [false, true] {
        for hasDearProgrammes in [false, true] {
          for budget in [5, 20, 40, 60] {
            all.append(
              PlanningInstance(
                cover: cover, budget: budget, isSoft: isSoft,
                hasDearProgrammes: hasDearProgrammes,
                hasRules: (all.count / 4 + all.count) % 2 == 1,
                seed: UInt64(1 + all.count)))
          }
        }
      }
    }
    return all
  }

  /// What sets it apart.
  var name: String {
    "\(cover.rawValue), r \(isSoft ? "0.3–1" : "1"), "
      + "programmes \(hasDearProgrammes ? "dear" : "cheap"), budget \(budget) %"
      + (hasRules ? ", rules" : "")
  }

  /// The problem.
  var problem: PlanningProblem {
    var random = SplitMix64(state: seed)
    let (firms, measures, programmes) = (1_250, 500, 40)
    let pairs = (0..<5_000).map { number in
      PlanningProblem.Pair(
        firm: number % firms, problem: number / firms,
        weight: [1, 3, 9][random.below(3)] * Double(1 + random.below(2)))
    }
    let candidates = (0..<measures).map { number in
      var covered: Set<Int> = []
      let size =
        switch cover {
        case .narrow: min(20, 5_000 / (1 + random.below(1_000)))
        case .tailed: min(200, 5_000 / (1 + random.below(1_000)))
        case .dense: 5 + random.below(196)
        }
      while covered.count < size { covered.insert(random.below(pairs.count)) }
      // In steps of 0.1 万元: 0.5 to 1.5 for a pair, as prices in a book are.
      let tenths = size * (5 + random.below(11))
      return PlanningProblem.Candidate(
        id: "M\(number)", cost: Amount(tenThousandYuan: Double(tenths) / 10),
        pairs: covered.sorted(),
        effectiveness: isSoft ? Double(30 + random.below(71)) / 100 : 1,
        programme: random.below(10) < 8 ? random.below(programmes) : nil,
        exclusionGroup: hasRules && random.below(10) < 2 ? "G\(random.below(30))" : nil)
    }
    let mean = candidates.reduce(0) { $0 + ($1.cost?.tenThousandYuan ?? 0) } / Double(measures)
    let joint = (0..<programmes).map { number in
      let share = Double(50 + random.below(101)) / 100 * (hasDearProgrammes ? 5 : 0.5)
      return PlanningProblem.JointProgramme(
        id: "P\(number)", cost: Amount(tenThousandYuan: (10 * mean * share).rounded() / 10))
    }
    let all =
      candidates.compactMap(\.cost).reduce(.zero, +) + joint.compactMap(\.cost).reduce(.zero, +)
    return PlanningProblem(
      pairs: pairs, candidates: candidates, programmes: joint,
      limits: hasRules ? limits(firms: firms, measures: measures) : [],
      budget: Amount(fen: all.fen / 100 * Int64(budget)))
  }

  /// Bodies and regions that help no more firms than a part of what a budget would bring, and one
  /// region that must not be left out.
  private func limits(firms: Int, measures: Int) -> [PlanningProblem.HelpLimit] {
    let bodies = (0..<3).map { number in
      let own = Array(stride(from: number, to: measures, by: 20))
      return PlanningProblem.HelpLimit(
        subject: .body, name: "B\(number)", upper: max(20, 2 * budget), candidates: own)
    }
    let region = PlanningProblem.HelpLimit(
      subject: .region, name: "R", lower: 5, firms: Array(stride(from: 0, to: firms, by: 50)))
    return bodies + [region]
  }
}

/// Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195: the same numbers everywhere.
struct SplitMix64 {
  /// What the next number is made from.
  var state: UInt64

  /// A number from 0 to below a bound.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
