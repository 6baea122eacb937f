/// A choice of measures that can be changed step by step, with its gain, cost and counts kept up to
/// date: what the searches move through.
struct PlanState {
  let reduced: ReducedProblem
  private(set) var isChosen: [Bool]
  private(set) var spent = Amount.zero
  private(set) var gain = 0.0
  /// The share of each group that is left unsolved.
  private var left: [Double]
  /// The sum of weight × share left unsolved over the groups of each measure.
  private var unsolved: [Double]
  /// How many chosen measures need each programme.
  private var users: [Int]
  private var chosenOfGroup: [String: Int] = [:]
  /// By limit, how many chosen measures help each firm that counts.
  private var helpers: [[Int: Int]]
  private var helped: [Int]

  private var problem: PlanningProblem { reduced.problem }

  /// The empty choice.
  init(_ reduced: ReducedProblem) {
    self.reduced = reduced
    isChosen = [Bool](repeating: false, count: reduced.problem.candidates.count)
    left = [Double](repeating: 1, count: reduced.groups.count)
    unsolved = reduced.groupsOfCandidate.map { groups in
      groups.reduce(0) { $0 + reduced.groups[$1].weight }
    }
    users = [Int](repeating: 0, count: reduced.problem.programmes.count)
    helpers = [[Int: Int]](repeating: [:], count: reduced.problem.limits.count)
    helped = [Int](repeating: 0, count: reduced.problem.limits.count)
  }

  /// The measures chosen, ascending.
  var chosen: [Int] { isChosen.indices.filter { isChosen[$0] } }

  /// What a measure would add to the gain.
  func gain(adding candidate: Int) -> Double {
    unsolved[candidate] * problem.candidates[candidate].effectiveness
  }

  /// Sets the share of a group that is left unsolved.
  private mutating func leave(_ share: Double, of number: Int) {
    let group = reduced.groups[number]
    let change = group.weight * (share - left[number])
    guard change != 0 else { return }
    left[number] = share
    for candidate in group.candidates { unsolved[candidate] += change }
  }

  /// What a measure would add to the cost, its programme included where no chosen one needs it yet.
  func cost(adding candidate: Int) -> Amount {
    let price = problem.price(candidate)
    guard let programme = problem.candidates[candidate].programme, users[programme] == 0 else {
      return price
    }
    return price + problem.price(ofProgramme: programme)
  }

  /// Whether a programme is paid for.
  func hasProgramme(_ programme: Int) -> Bool { users[programme] > 0 }

  /// Whether a measure can be added within the budget, the exclusions and the upper limits.
  ///
  /// - Complexity: O(firms of the measure · limits).
  func admits(_ candidate: Int) -> Bool {
    guard reduced.isOpen[candidate], !isChosen[candidate] else { return false }
    guard spent + cost(adding: candidate) <= problem.budget else { return false }
    if let group = problem.candidates[candidate].exclusionGroup,
      chosenOfGroup[group, default: 0] > 0
    {
      return false
    }
    for limit in problem.limits.indices {
      guard let upper = problem.limits[limit].upper else { continue }
      var count = helped[limit]
      for firm in problem.countedFirms[limit][candidate] where helpers[limit][firm] == nil {
        count += 1
      }
      if count > upper { return false }
    }
    return true
  }

  /// How many firms are missing to the lower limits.
  var missingFirms: Int {
    problem.limits.indices.reduce(0) { sum, limit in
      sum + max(0, (problem.limits[limit].lower ?? 0) - helped[limit])
    }
  }

  /// How many of the firms missing to lower limits a measure would bring.
  ///
  /// - Complexity: O(firms of the measure · limits).
  func progress(adding candidate: Int) -> Int {
    var progress = 0
    for limit in problem.limits.indices {
      let missing = (problem.limits[limit].lower ?? 0) - helped[limit]
      guard missing > 0 else { continue }
      let new = problem.countedFirms[limit][candidate].count { helpers[limit][$0] == nil }
      progress += min(missing, new)
    }
    return progress
  }

  /// Adds a measure that isn't chosen.
  ///
  /// - Complexity: O(groups of the measure · measures of a group + its firms · limits).
  mutating func add(_ candidate: Int) {
    gain += gain(adding: candidate)
    spent += cost(adding: candidate)
    isChosen[candidate] = true
    let failure = 1 - problem.candidates[candidate].effectiveness
    for group in reduced.groupsOfCandidate[candidate] { leave(left[group] * failure, of: group) }
    if let programme = problem.candidates[candidate].programme { users[programme] += 1 }
    if let group = problem.candidates[candidate].exclusionGroup {
      chosenOfGroup[group, default: 0] += 1
    }
    for limit in problem.limits.indices {
      for firm in problem.countedFirms[limit][candidate] {
        if helpers[limit][firm] == nil { helped[limit] += 1 }
        helpers[limit][firm, default: 0] += 1
      }
    }
  }

  /// Takes a chosen measure away.
  ///
  /// - Complexity: O(groups of the measure · measures of a group + its firms · limits).
  mutating func remove(_ candidate: Int) {
    isChosen[candidate] = false
    for number in reduced.groupsOfCandidate[candidate] {
      let group = reduced.groups[number]
      // Worked out anew: where the measure left nothing, nothing can be divided out.
      var rest = 1.0
      for (other, failure) in zip(group.candidates, group.failures) where isChosen[other] {
        rest *= failure
      }
      leave(rest, of: number)
    }
    if let programme = problem.candidates[candidate].programme { users[programme] -= 1 }
    if let group = problem.candidates[candidate].exclusionGroup { chosenOfGroup[group]? -= 1 }
    for limit in problem.limits.indices {
      for firm in problem.countedFirms[limit][candidate] {
        guard let count = helpers[limit][firm] else { continue }
        helpers[limit][firm] = count == 1 ? nil : count - 1
        if count == 1 { helped[limit] -= 1 }
      }
    }
    spent = spent - cost(adding: candidate)
    gain -= gain(adding: candidate)
  }
}
