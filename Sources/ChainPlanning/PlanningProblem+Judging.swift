/// What a choice of measures costs and gains, and whether it keeps the rules: the definition, against
/// which every search is checked.
extension PlanningProblem {
  /// What a choice costs: its measures, and each programme they need once.
  ///
  /// A measure or programme without a price counts as nothing: ``violations(of:)`` names it.
  ///
  /// - Parameter chosen: The measures, each once.
  /// - Returns: The sum.
  /// - Complexity: O(measures chosen + programmes).
  public func cost(of chosen: [Int]) -> Amount {
    programmes(of: chosen).reduce(
      chosen.reduce(Amount.zero) { $0 + (candidates[$1].cost ?? .zero) }
    ) { $0 + (programmes[$1].cost ?? .zero) }
  }

  /// The programmes that a choice needs, ascending.
  ///
  /// - Complexity: O(measures chosen + programmes).
  public func programmes(of chosen: [Int]) -> [Int] {
    var isNeeded = [Bool](repeating: false, count: programmes.count)
    for candidate in chosen {
      if let programme = candidates[candidate].programme { isNeeded[programme] = true }
    }
    return isNeeded.indices.filter { isNeeded[$0] }
  }

  /// The share of each pair that a choice solves, from 0 to 1.
  ///
  /// - Parameter chosen: The measures, ascending.
  /// - Returns: A share for each pair.
  /// - Complexity: O(pairs + pairs of the measures chosen).
  public func solvedShares(by chosen: [Int]) -> [Double] {
    var left = [Double](repeating: 1, count: pairs.count)
    for candidate in chosen {
      let failure = 1 - candidates[candidate].effectiveness
      for pair in candidates[candidate].pairs { left[pair] *= failure }
    }
    return left.map { 1 - $0 }
  }

  /// The gain of a choice.
  ///
  /// - Parameter chosen: The measures, in any order.
  /// - Returns: The sum over pairs of weight × share solved.
  /// - Complexity: O(pairs + pairs of the measures chosen).
  public func gain(of chosen: [Int]) -> Double {
    zip(pairs, solvedShares(by: chosen.sorted())).reduce(0) { $0 + $1.0.weight * $1.1 }
  }

  /// How many firms count for a limit under a choice.
  ///
  /// - Parameters:
  ///   - chosen: The measures.
  ///   - limit: The limit's position.
  /// - Returns: The number of different firms.
  /// - Complexity: O(firms of the measures chosen).
  public func helpedFirms(by chosen: [Int], under limit: Int) -> Int {
    var firms: Set<Int> = []
    for candidate in chosen { firms.formUnion(countedFirms[limit][candidate]) }
    return firms.count
  }

  /// The rules that a choice breaks, in the order of ``rules``.
  ///
  /// - Parameter chosen: The measures, each once.
  /// - Returns: The rules; none for a feasible choice.
  /// - Complexity: O(rules + firms of the measures chosen · limits).
  public func violations(of chosen: [Int]) -> [PlanRule] {
    let set = Set(chosen)
    return rules.filter { rule in
      switch rule {
      case .budget: cost(of: chosen) > budget
      case .must(let candidate): !set.contains(candidate)
      case .mustNot(let candidate): set.contains(candidate)
      case .priced(let candidate): set.contains(candidate)
      case .exclusive(let group):
        chosen.count { candidates[$0].exclusionGroup == group } > 1
      case .atLeast(let limit):
        helpedFirms(by: chosen, under: limit) < (limits[limit].lower ?? 0)
      case .atMost(let limit):
        helpedFirms(by: chosen, under: limit) > (limits[limit].upper ?? .max)
      }
    }
  }
}
