import ChainModel

/// Chooses the groups under which a common problem is listed.
///
/// A group is listed where the problem is common to it and to no smaller group within it, or where it
/// is common even to the firms that no smaller listed group within it holds.
struct FiringGroups {
  private let groups: FirmGroups
  private let counts: ProblemCounts
  private let records: ProblemRecords
  private let inspections: InspectionCoverage
  private let thresholds: CommonnessThresholds

  init(
    groups: FirmGroups, counts: ProblemCounts, records: ProblemRecords,
    inspections: InspectionCoverage, thresholds: CommonnessThresholds
  ) {
    self.groups = groups
    self.counts = counts
    self.records = records
    self.inspections = inspections
    self.thresholds = thresholds
  }

  /// The groups a problem is listed under, with the counts of those firms of a larger group that the
  /// smaller ones leave.
  ///
  /// - Complexity: O(cells of the groups listed, for each firing around them + firms with the problem).
  func reported(_ problem: Int) -> [(group: Int, rest: Prevalence?)] {
    let common = counts.firingGroups(problem)
    guard common.count > 1 else { return common.map { ($0, nil) } }
    // A group within another has fewer firms.
    let sizes = groups.sizes
    let firing = common.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    var tally: CellTally?
    var within: [Int: [Int]] = [:]
    var reported: [(group: Int, rest: Prevalence?)] = []
    for group in firing {
      var rest: Prevalence?
      if let listed = within[group] {
        let known = tally ?? cellTally(problem)
        tally = known
        let left = remaining(problem, group, without: listed, known)
        guard ProblemLabel(left, thresholds: thresholds) == .common else { continue }
        rest = left
      }
      reported.append((group, rest))
      for around in groups.ancestors(of: group) { within[around, default: []].append(group) }
    }
    return reported
  }

  /// A problem's firms by cell.
  private struct CellTally {
    var affected: [Int: Int] = [:]
    var named: [Int: Int] = [:]
  }

  private func cellTally(_ problem: Int) -> CellTally {
    var tally = CellTally()
    for record in records[problem] where record.isCounted {
      tally.affected[Int(groups.cellOfFirm[Int(record.firm)]), default: 0] += 1
    }
    for firm in counts.namedFirms(problem) {
      tally.named[Int(groups.cellOfFirm[firm]), default: 0] += 1
    }
    return tally
  }

  /// A group without the firms of smaller ones.
  private func remaining(
    _ problem: Int, _ group: Int, without smaller: [Int], _ tally: CellTally
  ) -> Prevalence {
    var population = groups.sizes[group]
    var assessed = counts.assessed(problem, in: group, of: groups)
    var affected = counts.affected(problem, inFiring: group)
    let taken =
      smaller.count == 1
      ? Array(groups.cellsOfGroup[smaller[0]])
      : Array(Set(smaller.flatMap { groups.cellsOfGroup[$0] }))
    for cell in taken {
      population -= groups.firmsOfCell.count(of: cell)
      assessed -= counts.assessed(problem, inCell: cell) + (tally.named[cell] ?? 0)
      affected -= tally.affected[cell] ?? 0
    }
    return Prevalence(
      population: population, assessed: assessed, affected: affected,
      isAssumed: inspections.isAssumed)
  }
}

extension GroupItems {
  /// Whether items in ascending order hold one.
  ///
  /// - Complexity: O(log items).
  func containsSorted(_ item: Int) -> Bool {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < item { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == item
  }
}
