public import ChainModel
public import ChainPlanning
import ChainTables

extension PlanConflict {
  /// Which rules are in conflict, and what would do.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - book: The book.
  /// - Returns: Several lines.
  public func message(_ problem: PlanningProblem, in book: ChainBook) -> Bilingual {
    let least = leastBudget.map { DecimalText.shortest($0.tenThousandYuan) }
    let isSingle = groups.count == 1
    let head = Bilingual(
      isSingle
        ? "没有满足全部要求的方案，以下要求互相矛盾，至少要放宽其中一条："
        : "没有满足全部要求的方案，有 \(groups.count) 组要求各自矛盾，每组至少要放宽一条：",
      isSingle
        ? "no plan keeps every rule; these contradict each other, and one at least has to go:"
        : "no plan keeps every rule; in each of \(groups.count) sets they contradict each other, and one "
          + "at least of each has to go:")
    var lines = [head]
    for (place, group) in groups.enumerated() {
      if !isSingle {
        lines.append(Bilingual("  第 \(place + 1) 组", "  set \(place + 1)"))
      }
      lines += group.map { rule in
        let name = Self.name(rule, problem, in: book)
        return Bilingual("  " + name.chinese, "  " + name.english)
      }
    }
    if let least {
      lines.append(
        Bilingual(
          "  其他要求不变，预算至少要 \(least) 万元",
          "  with all others, the budget would have to be \(least) or more"))
    }
    if problem.pairs.isEmpty {
      lines.append(
        Bilingual(
          "  书中没有在业企业的未销号问题，任何举措都帮不到企业：请补问题记录",
          "  no firm in operation has a problem open, so that no measure helps any: add findings"))
    }
    return Bilingual(
      lines.map(\.chinese).joined(separator: "\n"), lines.map(\.english).joined(separator: "\n"))
  }

  private static func name(
    _ rule: PlanRule, _ problem: PlanningProblem, in book: ChainBook
  ) -> Bilingual {
    func title(_ measure: Int) -> String {
      "\(book.text[book.measures[measure].id]) \(book.text[book.measures[measure].name])"
    }
    switch rule {
    case .budget:
      let budget = DecimalText.shortest(problem.budget.tenThousandYuan)
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
