import ChainModel
import Testing

@testable import ChainPlanning

@Suite struct ConflictFilterTests {
  private func amount(_ value: Double) -> Amount { Amount(tenThousandYuan: value) }

  /// Four firms, each with a measure of its own for 10 万元; M0 and M1 exclude each other.
  private func problem(
    budget: Double, limits: [PlanningProblem.HelpLimit] = [], must: Set<Int> = [],
    mustNot: Set<Int> = [], firstCost: Amount? = Amount(tenThousandYuan: 10)
  ) -> PlanningProblem {
    PlanningProblem(
      pairs: (0..<4).map { .init(firm: $0, problem: 0, weight: 1) },
      candidates: (0..<4).map {
        .init(
          id: "M\($0)", cost: $0 == 0 ? firstCost : amount(10), pairs: [$0],
          exclusionGroup: $0 < 2 ? "G" : nil)
      }, limits: limits, budget: amount(budget), must: must, mustNot: mustNot)
  }

  private func conflict(_ problem: PlanningProblem) -> PlanConflict? {
    do {
      _ = try MaximumCoverage(problem)
      return nil
    } catch {
      return error
    }
  }

  @Test func `Measures that must be chosen for more than there is`() {
    let found = conflict(problem(budget: 15, must: [1, 2]))
    #expect(found?.groups == [[.budget, .must(1), .must(2)]])
    #expect(found?.leastBudget == amount(20))
  }

  @Test func `Measures that must be chosen and exclude each other`() {
    let found = conflict(problem(budget: 100, must: [0, 1, 3]))
    #expect(found?.groups == [[.exclusive("G"), .must(0), .must(1)]])
    #expect(found?.leastBudget == nil)
  }

  @Test func `A measure that must and must not be chosen`() {
    #expect(
      conflict(problem(budget: 100, must: [2], mustNot: [2]))?.groups == [[.mustNot(2), .must(2)]])
  }

  @Test func `A measure without a price that must be chosen`() {
    #expect(
      conflict(problem(budget: 100, must: [0], firstCost: nil))?.groups == [[.priced(0), .must(0)]])
  }

  @Test func `Two conflicts are both named`() {
    let found = conflict(problem(budget: 100, must: [0, 1, 2], mustNot: [2]))
    #expect(found?.groups.count == 2)
    #expect(
      Set(found?.groups ?? []) == [
        [.exclusive("G"), .must(0), .must(1)], [.mustNot(2), .must(2)],
      ])
  }

  @Test func `More firms demanded than measures help`() {
    let limit = PlanningProblem.HelpLimit(
      subject: .region, name: "北县", lower: 2, firms: [0, 1])
    let found = conflict(problem(budget: 100, limits: [limit]))
    #expect(found?.groups == [[.exclusive("G"), .atLeast(0)]])
  }

  @Test func `A limit above its own upper bound`() {
    let limit = PlanningProblem.HelpLimit(subject: .region, name: "北县", lower: 2, upper: 1)
    #expect(conflict(problem(budget: 100, limits: [limit]))?.groups == [[.atMost(0), .atLeast(0)]])
  }

  @Test func `Rules that can be kept are no conflict`() {
    #expect(conflict(problem(budget: 20, must: [1, 2])) == nil)
  }
}
