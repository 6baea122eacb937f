/// Which measures no plan needs, since another costs no more and does at least as much.
///
/// Measure k dominates j when in every plan with j, k can take its place or, if k is there too, j can
/// go, and the plan stays feasible, costs no more and gains no less: k acts on all pairs of j at least
/// as well, costs no more, needs no programme that j doesn't, is in no other exclusion group, counts
/// for limits so that none can break, and either solves its pairs for certain or excludes j. Of two
/// that dominate each other the first stays.
struct Dominance {
  /// The dominating measure of each, itself not dominated; nil where there is none.
  let dominators: [Int?]

  /// Finds the dominated measures.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - isOpen: The measures looked at.
  /// - Complexity: O(measures · those that share its rarest pair · pairs of a measure) in time.
  init(_ problem: PlanningProblem, isOpen: [Bool]) {
    func dominates(_ k: Int, _ j: Int) -> Bool {
      let (better, worse) = (problem.candidates[k], problem.candidates[j])
      guard problem.price(k) <= problem.price(j),
        better.effectiveness >= worse.effectiveness,
        better.programme == nil || better.programme == worse.programme,
        better.exclusionGroup == nil || better.exclusionGroup == worse.exclusionGroup,
        better.effectiveness == 1
          || (better.exclusionGroup != nil && better.exclusionGroup == worse.exclusionGroup),
        Self.contains(better.pairs, worse.pairs)
      else { return false }
      return problem.limits.indices.allSatisfy { limit in
        let counted = problem.countedFirms[limit]
        return (problem.limits[limit].upper == nil || Self.contains(counted[j], counted[k]))
          && (problem.limits[limit].lower == nil || Self.contains(counted[k], counted[j]))
      }
    }
    /// Whether k is to stay rather than j.
    func removes(_ k: Int, _ j: Int) -> Bool {
      dominates(k, j) && (k < j || !dominates(j, k))
    }
    let rivals: [[Int]] = problem.candidates.indices.map { j in
      guard isOpen[j], !problem.must.contains(j) else { return [] }
      let rarest = problem.candidates[j].pairs.min {
        problem.candidatesOfPair[$0].count < problem.candidatesOfPair[$1].count
      }
      let near = rarest.map { problem.candidatesOfPair[$0] } ?? []
      return near.filter { isOpen[$0] && $0 != j && removes($0, j) }
    }
    dominators = rivals.map { rivalsOfOne in
      // Dominance is transitive, so that one of them is itself not dominated.
      rivalsOfOne.first { rivals[$0].isEmpty }
    }
  }

  /// Whether every number of the second list, both ascending, is in the first.
  private static func contains(_ whole: [Int], _ part: [Int]) -> Bool {
    guard part.count <= whole.count else { return false }
    var next = 0
    for item in part {
      while next < whole.count, whole[next] < item { next += 1 }
      guard next < whole.count, whole[next] == item else { return false }
    }
    return true
  }
}
