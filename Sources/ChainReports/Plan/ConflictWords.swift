public import ChainModel
public import ChainPlanning

extension PlanConflict {
  /// Which rules are in conflict, and what would do.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - book: The book.
  /// - Returns: Several lines.
  public func message(_ problem: PlanningProblem, in book: ChainBook) -> Bilingual {
    let named = rules.map { Self.name($0, problem, in: book) }
    let least = leastBudget.map(\.tenThousandYuan)
    return Bilingual(
      (["没有满足全部要求的方案，以下要求互相矛盾，放宽其中任何一条即可："]
        + named.map { "  " + $0.chinese }
        + (least.map { ["  其他要求不变，预算至少要 \($0) 万元"] } ?? [])).joined(separator: "\n"),
      ([
        "no plan keeps every rule; these contradict each other, and giving up any one of them helps:"
      ]
        + named.map { "  " + $0.english }
        + (least.map { ["  with all others, the budget would have to be \($0) or more"] } ?? []))
        .joined(separator: "\n"))
  }

  private static func name(
    _ rule: PlanRule, _ problem: PlanningProblem, in book: ChainBook
  ) -> Bilingual {
    func title(_ measure: Int) -> String {
      "\(book.text[book.measures[measure].id]) \(book.text[book.measures[measure].name])"
    }
    switch rule {
    case .budget:
      let budget = problem.budget.tenThousandYuan
      return Bilingual("预算 \(budget) 万元", "budget \(budget) × 10,000 yuan")
    case .must(let measure):
      return Bilingual("必选 \(title(measure))", "\(title(measure)) must be chosen")
    case .mustNot(let measure):
      return Bilingual("不选 \(title(measure))", "\(title(measure)) must not be chosen")
    case .priced(let measure):
      return Bilingual("\(title(measure)) 没有费用", "the cost of \(title(measure)) is not known")
    case .exclusive(let group):
      return Bilingual("互斥组“\(group)”只能选一项", "only one measure of group “\(group)”")
    case .atLeast(let limit):
      let (name, count) = (problem.limits[limit].name, problem.limits[limit].lower ?? 0)
      return Bilingual("“\(name)”至少帮扶 \(count) 家", "“\(name)” at least \(count) firms")
    case .atMost(let limit):
      let (name, count) = (problem.limits[limit].name, problem.limits[limit].upper ?? 0)
      return Bilingual("“\(name)”至多帮扶 \(count) 家", "“\(name)” at most \(count) firms")
    }
  }
}
