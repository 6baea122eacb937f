import ChainModel

/// How many firms of each group were inspected for a problem and have it, and how surprising that is.
struct ProblemCounts: Sendable {
  /// The number of tests: every group with enough inspected firms and every problem that enough
  /// firms have, whatever was found there.
  let familySize: Int

  private let groupCount: Int
  private let thresholds: CommonnessThresholds
  private let isAssumed: Bool
  private let classOfProblem: [UInt8]
  /// Inspected firms by class of problems: of each cell, of each group, of the population.
  private let cells: [Int32]
  private let groups: [Int32]
  private let whole: [Int]
  private let wholeSize: Int
  /// Firms inspected for a problem by its name only, by problem.
  private let named: Grouping
  private let cellOfFirm: [Int32]
  private let isEligible: [Bool]
  private let affected: [Int]
  /// Problem and group of each test in which something was found, ascending, with the firms affected
  /// and the q-value.
  private let tests: [Int]
  private let found: [Int32]
  private let q: [Double]
  /// The groups in which a problem is common, by problem, ascending.
  private let firing: Grouping

  /// Counts and tests.
  ///
  /// - Complexity: O((firms + findings) · groups of a firm), and a hypergeometric tail for every
  ///   problem in every group it was found in.
  init(
    _ book: ChainBook, groups: FirmGroups, records: ProblemRecords,
    inspections: InspectionCoverage, isEligible: [Bool], thresholds: CommonnessThresholds
  ) {
    let classes = InspectionCoverage.classCount
    groupCount = groups.count
    self.thresholds = thresholds
    self.isEligible = isEligible
    isAssumed = inspections.isAssumed
    cellOfFirm = groups.cellOfFirm
    classOfProblem = book.problems.indices.map { UInt8(inspections.problemClass(of: $0)) }
    wholeSize = isEligible.count { $0 }

    var cells = [Int32](repeating: 0, count: groups.firmsOfCell.keyCount * classes)
    var whole = [Int](repeating: 0, count: classes)
    var named: [(key: Int32, item: UInt32)] = []
    for firm in book.firms.indices where isEligible[firm] {
      let cell = Int(groups.cellOfFirm[firm])
      for problemClass in 0..<classes
      where inspections.covers(class: problemClass, firm: firm) {
        whole[problemClass] += 1
        if cell >= 0 { cells[cell * classes + problemClass] += 1 }
      }
      for problem in inspections.namedProblems(ofFirm: firm) {
        named.append((problem, UInt32(firm)))
      }
    }
    var sums = [Int32](repeating: 0, count: groups.count * classes)
    for group in 0..<groups.count {
      for cell in groups.cellsOfGroup[group] {
        for problemClass in 0..<classes {
          sums[group * classes + problemClass] += cells[cell * classes + problemClass]
        }
      }
    }
    self.cells = cells
    self.groups = sums
    self.whole = whole
    self.named = Grouping(keyCount: book.problems.count, pairs: named)
    affected = book.problems.indices.map { problem in
      records[problem].count { $0.isCounted && isEligible[Int($0.firm)] }
    }

    // Groups large enough to be tested, by class.
    var large = [Int](repeating: 0, count: classes)
    for group in 0..<groups.count {
      for problemClass in 0..<classes
      where Int(sums[group * classes + problemClass]) >= thresholds.leastAssessed {
        large[problemClass] += 1
      }
    }
    var family = 0
    var tests: [Int] = []
    var counts: [Int32] = []
    var p: [Double] = []
    var firing: [(key: Int32, item: UInt32)] = []
    var found = GroupTally(groups.count)
    var extra = GroupTally(groups.count)
    for problem in book.problems.indices where affected[problem] >= max(1, thresholds.leastAffected)
    {
      let problemClass = Int(classOfProblem[problem])
      for firm in self.named[problem] { extra.add(firm, groups) }
      family += large[problemClass]
      for group in extra.touched {
        let known = Int(sums[group * classes + problemClass])
        if known < thresholds.leastAssessed, known + extra[group] >= thresholds.leastAssessed {
          family += 1
        }
      }
      for record in records[problem] where record.isCounted { found.add(Int(record.firm), groups) }
      let total = whole[problemClass] + self.named[problem].count
      for group in found.touched.sorted() {
        let assessed = Int(sums[group * classes + problemClass]) + extra[group]
        guard assessed >= thresholds.leastAssessed else { continue }
        tests.append(problem * groups.count + group)
        counts.append(Int32(found[group]))
        p.append(
          Hypergeometric(population: total, marked: affected[problem], drawn: assessed)
            .upperTail(found[group]))
        let prevalence = Prevalence(
          population: groups.sizes[group], assessed: assessed, affected: found[group],
          isAssumed: inspections.isAssumed)
        if ProblemLabel(prevalence, thresholds: thresholds) == .common {
          firing.append((Int32(problem), UInt32(group)))
        }
      }
      found.clear()
      extra.clear()
    }
    familySize = family
    self.tests = tests
    self.found = counts
    self.firing = Grouping(keyCount: book.problems.count, pairs: firing)
    q = BenjaminiHochberg.adjusted(p, familySize: family)
  }

  /// The groups in which a problem is common, ascending.
  func firingGroups(_ problem: Int) -> GroupItems { firing[problem] }

  /// The counts of a problem in the whole population.
  func reference(of problem: Int) -> Prevalence {
    Prevalence(
      population: wholeSize,
      assessed: whole[Int(classOfProblem[problem])] + named[problem].count,
      affected: affected[problem], isAssumed: isAssumed)
  }

  /// How many firms of a group were inspected for a problem.
  ///
  /// - Complexity: O(firms inspected for the problem by name).
  func assessed(_ problem: Int, in group: Int, of groups: FirmGroups) -> Int {
    let base = self.groups[group * InspectionCoverage.classCount + Int(classOfProblem[problem])]
    guard named.count(of: problem) > 0 else { return Int(base) }
    let cells = groups.cellsOfGroup[group]
    return Int(base) + named[problem].count { cells.containsSorted(Int(cellOfFirm[$0])) }
  }

  /// How many firms of a cell were inspected for a problem, apart from those named singly.
  func assessed(_ problem: Int, inCell cell: Int) -> Int {
    Int(cells[cell * InspectionCoverage.classCount + Int(classOfProblem[problem])])
  }

  /// The firms inspected for a problem by its name only.
  func namedFirms(_ problem: Int) -> GroupItems { named[problem] }

  /// The q-value of a problem in a group; nil where it is not one of the tests.
  ///
  /// - Complexity: O(log tests).
  func q(_ problem: Int, in group: Int, assessed: Int) -> Double? {
    guard assessed >= thresholds.leastAssessed,
      affected[problem] >= max(1, thresholds.leastAffected)
    else { return nil }
    // Where nothing was found, p is 1.
    return test(problem, group).map { q[$0] } ?? 1
  }

  /// How many firms of a group are affected by a problem that is common there.
  ///
  /// - Complexity: O(log tests).
  func affected(_ problem: Int, inFiring group: Int) -> Int {
    test(problem, group).map { Int(found[$0]) } ?? 0
  }

  private func test(_ problem: Int, _ group: Int) -> Int? {
    let test = problem * groupCount + group
    var (low, high) = (0, tests.count)
    while low < high {
      let middle = (low + high) / 2
      if tests[middle] < test { low = middle + 1 } else { high = middle }
    }
    return low < tests.count && tests[low] == test ? low : nil
  }
}

/// Counts by group that are cleared by what they touched.
private struct GroupTally {
  private var counts: [Int32]
  private(set) var touched: [Int] = []

  init(_ count: Int) { counts = [Int32](repeating: 0, count: count) }

  subscript(group: Int) -> Int { Int(counts[group]) }

  /// Counts a firm in each of its groups; one outside the selection in none.
  mutating func add(_ firm: Int, _ groups: FirmGroups) {
    let cell = Int(groups.cellOfFirm[firm])
    guard cell >= 0 else { return }
    for group in groups.groupsOfCell[cell] {
      if counts[group] == 0 { touched.append(group) }
      counts[group] += 1
    }
  }

  mutating func clear() {
    for group in touched { counts[group] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}
