import ChainModel
import ChainPlanning

/// What a plan leaves open.
extension PlanReport {
  /// A problem at firms where no chosen measure acts on it.
  package struct Uncovered: Sendable {
    /// The problem's position.
    package var problem: Int
    /// The firms, ascending.
    package var firms: [Int]
    /// The pair of each of the firms and the problem.
    package var pairs: [Int]
    /// Measures that would act on the problem at one of the firms, ascending; none is chosen.
    package var measures: [Int]
    /// Those of the firms to which no measure against the problem applies, ascending.
    package var withoutMeasure: [Int]
  }

  /// Open problems that the plan does not act on everywhere: common ones first, then by the weight
  /// left open.
  ///
  /// - Complexity: O(pairs · (log + measures of a pair)).
  package var uncovered: [Uncovered] {
    let problem = planning.problem
    let covered = Set(coveredPairs)
    var open: [Int: [Int]] = [:]
    for pair in problem.pairs.indices where !covered.contains(pair) {
      open[problem.pairs[pair].problem, default: []].append(pair)
    }
    let common = Set(basis.commonProblems)
    func order(_ entry: (key: Int, value: [Int])) -> (Int, Double, Int) {
      let weight = entry.value.reduce(0) { $0 + problem.pairs[$1].weight }
      return (common.contains(entry.key) ? 0 : 1, -weight, entry.key)
    }
    return open.sorted { order($0) < order($1) }.map { position, pairs in
      Uncovered(
        problem: position, firms: pairs.map { problem.pairs[$0].firm }, pairs: pairs,
        measures: Set(pairs.flatMap { problem.candidatesOfPair[$0] }).sorted(),
        withoutMeasure: pairs.filter { problem.candidatesOfPair[$0].isEmpty }
          .map { problem.pairs[$0].firm })
    }
  }

  /// The chains a firm stands in, ascending.
  ///
  /// - Parameter firm: The firm's position.
  /// - Returns: The chains' positions.
  package func chains(ofFirm firm: Int) -> [Int] {
    Set(book.membershipsOfFirm[firm].compactMap { book.members[$0].chain.index }).sorted()
  }
}
