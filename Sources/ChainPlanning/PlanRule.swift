/// A rule that a plan must keep, by which conflicts and exclusions are named.
public enum PlanRule: Sendable, Hashable {
  /// The budget.
  case budget
  /// A measure must be chosen.
  case must(Int)
  /// A measure must not be chosen.
  case mustNot(Int)
  /// A measure can't be chosen since its cost or that of its programme is not known.
  case priced(Int)
  /// At most one measure of a group (互斥组).
  case exclusive(String)
  /// A limit's least number of firms.
  case atLeast(Int)
  /// A limit's greatest number of firms.
  case atMost(Int)
}

extension PlanningProblem {
  /// The rules, those that people can change most easily last: conflicts are named by what stays when
  /// the first ones are left out first.
  ///
  /// - Complexity: O(measures + limits).
  public var rules: [PlanRule] {
    var groups: [String: Int] = [:]
    for candidate in candidates {
      if let group = candidate.exclusionGroup { groups[group, default: 0] += 1 }
    }
    return [.budget]
      + limits.indices.filter { limits[$0].upper != nil }.map(PlanRule.atMost)
      + groups.filter { $0.value > 1 }.keys.sorted().map(PlanRule.exclusive)
      + candidates.indices.filter { !isPriced($0) }.map(PlanRule.priced)
      + mustNot.sorted().map(PlanRule.mustNot)
      + limits.indices.filter { limits[$0].lower != nil }.map(PlanRule.atLeast)
      + must.sorted().map(PlanRule.must)
  }

  /// Whether the book says what a measure costs, its programme included.
  func isPriced(_ candidate: Int) -> Bool {
    guard candidates[candidate].cost != nil else { return false }
    return candidates[candidate].programme.map { programmes[$0].cost != nil } ?? true
  }

  /// What a measure costs when its programme is paid for.
  func price(_ candidate: Int) -> Amount { candidates[candidate].cost ?? .zero }

  /// What a programme costs.
  func price(ofProgramme programme: Int) -> Amount { programmes[programme].cost ?? .zero }
}
