import ChainModel

/// Works out everything a row says of a problem in a group.
struct RowBuilder {
  /// What follows from the counts alone, which the same counts need not work out twice.
  private struct Judgement {
    var label: ProblemLabel
    var bounds: ShareBounds?
    var wilson: ShareBounds?
    var furtherInspections: FurtherInspections?
  }

  private let book: ChainBook
  private let options: CommonProblems.Options
  private let groups: FirmGroups
  private let records: ProblemRecords
  private let counts: ProblemCounts
  private let isAssumed: Bool
  private var judgements: [Prevalence: Judgement] = [:]
  /// The records of one problem by cell.
  private var problem = -1
  private var cells: [(cell: Int32, record: Int32)] = []

  init(
    book: ChainBook, options: CommonProblems.Options, groups: FirmGroups, records: ProblemRecords,
    counts: ProblemCounts, isAssumed: Bool
  ) {
    self.book = book
    self.options = options
    self.groups = groups
    self.records = records
    self.counts = counts
    self.isAssumed = isAssumed
  }

  /// The row of a problem in a group.
  ///
  /// - Complexity: O(cells of the group · log firms with the problem + its affected firms), once the
  ///   problem's firms are sorted by cell.
  mutating func row(_ problem: Int, in group: Int, rest: Prevalence?) -> CommonProblems.Row {
    let having = records(of: problem, in: group)
    let counted = having.filter(\.isCounted).map { Int($0.firm) }
    let prevalence = Prevalence(
      population: groups.sizes[group],
      assessed: counts.assessed(problem, in: group, of: groups), affected: counted.count,
      isAssumed: isAssumed)
    let reference = counts.reference(of: problem)
    let thresholds = options.thresholds
    let judgement = judgement(prevalence)
    let label = judgement.label
    let lift = prevalence.lift(over: reference)
    let q = counts.q(problem, in: group, assessed: prevalence.assessed)
    return CommonProblems.Row(
      problem: problem, group: groups.names[group], prevalence: prevalence, firms: counted,
      uncountedFirms: having.filter { !$0.isCounted }.map { Int($0.firm) }, label: label,
      isTooSmall: groups.sizes[group] < thresholds.leastAssessed
        && counted.count < thresholds.leastAffected,
      isSpecific: label == .common && (lift ?? 0) >= thresholds.lift && (q ?? 1) <= thresholds.q,
      bounds: judgement.bounds, wilson: judgement.wilson, lift: lift,
      p: prevalence.assessed > 0
        ? Hypergeometric(
          population: reference.assessed, marked: reference.affected, drawn: prevalence.assessed
        ).upperTail(counted.count) : nil, q: q,
      furtherInspections: judgement.furtherInspections,
      extent: TerritorialExtent(of: having.map { Int($0.firm) }, in: book),
      score: score(problem, having), rest: rest)
  }

  /// The score of a problem in a group: the sum over its affected firms of the stated weight, else
  /// severity × exposure.
  mutating func score(_ problem: Int, in group: Int) -> Double {
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

  private mutating func judgement(_ prevalence: Prevalence) -> Judgement {
    if let known = judgements[prevalence] { return known }
    let judgement = Judgement(
      label: ProblemLabel(prevalence, thresholds: options.thresholds), bounds: prevalence.bounds,
      wilson: prevalence.wilson,
      furtherInspections: prevalence.furtherInspections(thresholds: options.thresholds))
    judgements[prevalence] = judgement
    return judgement
  }

  /// The records of a problem in a group, by firm.
  private mutating func records(of problem: Int, in group: Int) -> [ProblemRecords.Record] {
    let all = records[problem]
    if group == 0 { return all.filter { groups.cellOfFirm[Int($0.firm)] >= 0 } }
    if problem != self.problem {
      self.problem = problem
      cells = all.indices.map { (groups.cellOfFirm[Int(all[$0].firm)], Int32($0)) }
        .filter { $0.0 >= 0 }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }
    var found: [Int32] = []
    for cell in groups.cellsOfGroup[group] {
      var (low, high) = (0, cells.count)
      while low < high {
        let middle = (low + high) / 2
        if Int(cells[middle].cell) < cell { low = middle + 1 } else { high = middle }
      }
      while low < cells.count, Int(cells[low].cell) == cell {
        found.append(cells[low].record)
        low += 1
      }
    }
    return found.sorted().map { all[Int($0)] }
  }
}

extension Prevalence {
  /// (k/n) / (K/N); nil where nothing was inspected or nothing found at all.
  func lift(over reference: Prevalence) -> Double? {
    guard assessed > 0, reference.affected > 0 else { return nil }
    return Double(affected * reference.assessed) / Double(assessed * reference.affected)
  }
}
