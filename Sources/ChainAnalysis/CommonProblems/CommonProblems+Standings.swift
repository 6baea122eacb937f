extension CommonProblems {
  /// How common a problem is in a group that was asked for.
  public struct Standing: Sendable {
    /// The problem's position in the library.
    public let problem: Int
    /// How many firms the group has, how many were inspected for it, how many have it.
    public let prevalence: Prevalence
    /// Common, individual or undetermined within the group.
    public let label: ProblemLabel
    /// The group's firms with the problem, those no inspection covered included; ascending.
    public let firms: [Int]
  }

  /// The problems found in each of several groups, listed or not, with their labels there.
  ///
  /// - Parameter wanted: The groups.
  /// - Returns: For each group its problems in the order of the library; none for a group without
  ///   firms, or that axes and selection leave out.
  /// - Complexity: O(findings · groups of a firm + groups wanted · problems).
  public func standings(in wanted: [Group]) -> [[Standing]] {
    var result = [[Standing]](repeating: [], count: wanted.count)
    let groupOfPlace = wanted.map { groups.group(named: $0) }
    var isWanted = [Bool](repeating: false, count: groups.count)
    for group in groupOfPlace { if let group { isWanted[group] = true } }
    var labels: [Prevalence: ProblemLabel] = [:]
    for problem in inspections.problemIndices {
      var having: [Int: [Int]] = [:]
      var counted: [Int: Int] = [:]
      for record in records[problem] {
        let cell = Int(groups.cellOfFirm[Int(record.firm)])
        guard cell >= 0 else { continue }
        for group in groups.groupsOfCell[cell] where isWanted[group] {
          having[group, default: []].append(Int(record.firm))
          if record.isCounted { counted[group, default: 0] += 1 }
        }
      }
      guard !having.isEmpty else { continue }
      for (place, group) in groupOfPlace.enumerated() {
        guard let group, let firms = having[group] else { continue }
        let prevalence = Prevalence(
          population: groups.sizes[group],
          assessed: counts.assessed(problem, in: group, of: groups),
          affected: counted[group] ?? 0, isAssumed: inspections.isAssumed)
        let label =
          labels[prevalence] ?? ProblemLabel(prevalence, thresholds: options.thresholds)
        labels[prevalence] = label
        result[place].append(
          Standing(problem: problem, prevalence: prevalence, label: label, firms: firms))
      }
    }
    return result
  }
}
