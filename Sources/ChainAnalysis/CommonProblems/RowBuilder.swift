import ChainModel

/// Works out everything a row says of a problem in a group.
struct RowBuilder {
  let book: ChainBook
  let options: CommonProblems.Options
  let groups: FirmGroups
  let records: ProblemRecords
  let counts: ProblemCounts
  let isAssumed: Bool

  /// The row of a problem in a group.
  ///
  /// - Complexity: O(firms with the problem · log cells of the group).
  func row(_ problem: Int, in group: Int, rest: Prevalence?) -> CommonProblems.Row {
    let having = records(of: problem, in: group)
    let counted = having.filter(\.isCounted).map { Int($0.firm) }
    let prevalence = Prevalence(
      population: groups.sizes[group],
      assessed: counts.assessed(problem, in: group, of: groups), affected: counted.count,
      isAssumed: isAssumed)
    let reference = counts.reference(of: problem)
    let thresholds = options.thresholds
    let label = ProblemLabel(prevalence, thresholds: thresholds)
    let lift = prevalence.lift(over: reference)
    let q = counts.q(problem, in: group, assessed: prevalence.assessed)
    return CommonProblems.Row(
      problem: problem, group: groups.names[group], prevalence: prevalence, firms: counted,
      uncountedFirms: having.filter { !$0.isCounted }.map { Int($0.firm) }, label: label,
      isTooSmall: groups.sizes[group] < thresholds.leastAssessed
        && counted.count < thresholds.leastAffected,
      isSpecific: label == .common && (lift ?? 0) >= thresholds.lift && (q ?? 1) <= thresholds.q,
      bounds: prevalence.bounds, wilson: prevalence.wilson, lift: lift,
      p: prevalence.assessed > 0
        ? Hypergeometric(
          population: reference.assessed, marked: reference.affected, drawn: prevalence.assessed
        ).upperTail(counted.count) : nil, q: q,
      furtherInspections: prevalence.furtherInspections(thresholds: thresholds),
      extent: TerritorialExtent(of: having.map { Int($0.firm) }, in: book),
      score: score(problem, having), rest: rest)
  }

  /// The score of a problem in a group: the sum over its affected firms of the stated weight, else
  /// severity × exposure.
  func score(_ problem: Int, in group: Int) -> Double {
    score(problem, records(of: problem, in: group))
  }

  private func score(_ problem: Int, _ having: [ProblemRecords.Record]) -> Double {
    let severity = book.problems[problem].severity
    return having.reduce(0) { sum, record in
      sum
        + (record.weight.isNaN
          ? options.weight(of: severity, atFirm: Int(record.firm)) : record.weight)
    }
  }

  private func records(of problem: Int, in group: Int) -> [ProblemRecords.Record] {
    let cells = groups.cellsOfGroup[group]
    return records[problem].filter { record in
      let cell = Int(groups.cellOfFirm[Int(record.firm)])
      return cell >= 0 && (group == 0 || cells.containsSorted(cell))
    }
  }
}

extension Prevalence {
  /// (k/n) / (K/N); nil where nothing was inspected or nothing found at all.
  func lift(over reference: Prevalence) -> Double? {
    guard assessed > 0, reference.affected > 0 else { return nil }
    return Double(affected * reference.assessed) / Double(assessed * reference.affected)
  }
}
