public import ChainAnalysis
public import ChainModel

/// The planning problem that a book states, and what it leaves open.
///
/// Pairs are the open findings of firms in operation at the day, each firm and problem once, with the
/// greatest weight stated (权重), else severity × exposure. A measure helps the applicable firms that
/// have one of its problems open, costs 固定费用 + 每企费用 × their number, and solves its share (有效率) of
/// those pairs. 联合优惠 is not deducted: the sheet doesn't say when it applies. A limit on a body (机构)
/// counts the measures that name it there; one on a region counts firms in it or in a region within.
public struct BookPlanning: Sendable {
  /// What pairs weigh.
  public struct Weights: Sendable {
    /// What a problem weighs by its severity.
    public var bySeverity: [Severity: Double] = [.minor: 1, .considerable: 3, .major: 9]
    /// What a problem weighs whose severity is not stated.
    public var unstated = 1.0
    /// How much a firm's problems count, by position in the book; empty for 1 everywhere.
    public var exposure: [Double] = []

    /// The weights of the method, exposure left out.
    public init() {}

    /// 1 for every firm, 2 for those on a bottleneck position.
    ///
    /// - Parameters:
    ///   - book: The book.
    ///   - positions: Its bottleneck positions.
    /// - Returns: A number for each firm.
    /// - Complexity: O(firms).
    public static func exposure(
      _ book: ChainBook, positions: BottleneckPositions
    ) -> [Double] {
      book.firms.indices.map { positions.position(ofFirm: $0) == nil ? 1 : 2 }
    }
  }

  /// The problem, whose measures and programmes have their positions in the book.
  public let problem: PlanningProblem
  /// What the sheets leave open, in the order of the tables.
  public let issues: [PlanningIssue]
  /// The row in the book behind each of the problem's limits, by position.
  public let limitRows: [Int]
  /// What measures act on: its cases are the problem's pairs.
  public let reach: MeasureReach

  /// The findings behind each pair, by position in the book.
  public var findings: [[Int]] { reach.findings }

  /// Reads the problem from a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - asOf: The day.
  ///   - budget: What may be spent.
  ///   - must: Measures that must be chosen, by position.
  ///   - mustNot: Measures that must not be chosen, by position.
  ///   - weights: What pairs weigh.
  /// - Complexity: O(findings · log + measures · firms with one of their problems).
  public init(
    _ book: ChainBook, asOf: CalendarDate, budget: Amount, must: Set<Int> = [],
    mustNot: Set<Int> = [], weights: Weights = Weights()
  ) {
    var issues: [PlanningIssue] = []
    let reach = MeasureReach(book, asOf: asOf)
    let pairs = zip(reach.cases, reach.findings).map {
      Self.pair($0.firm, $0.problem, $1, in: book, weights)
    }
    let recorded = Set(book.findings.compactMap(\.problem.index))
    let setAside = Self.cellsSetAside(inMeasuresOf: book)
    var candidates: [PlanningProblem.Candidate] = []
    for (position, measure) in book.measures.enumerated() {
      let named = book.indices(measure.problems)
      let acting = reach.casesOfMeasure[position]
      let firms = Set(acting.map { pairs[$0].firm }).count
      let effectiveness = measure.effectiveness.value ?? 1
      let unknown = Set(named).filter {
        book.problems[$0].origin.isCreated && !recorded.contains($0)
      }
      if !unknown.isEmpty {
        issues.append(.problemsUnknown(measure: position, problems: unknown.sorted()))
      }
      if named.isEmpty {
        issues.append(.namesNoProblem(measure: position))
      } else if unknown.count == Set(named).count {
        // Said already.
      } else if acting.isEmpty {
        issues.append(.actsOnNothingOpen(measure: position))
      }
      if effectiveness > 1 { issues.append(.effectivenessAboveOne(measure: position)) }
      var cost: Amount?
      if let cell = setAside[position] {
        // A cost in another currency is no cost of nothing, an unreadable region not every region.
        issues.append(.cellSetAside(measure: position, cell: cell))
      } else if measure.fixedCost.value != nil || measure.costPerFirm.value != nil {
        cost =
          Amount(tenThousandYuan: measure.fixedCost.value ?? 0)
          + firms * Amount(tenThousandYuan: measure.costPerFirm.value ?? 0)
      } else {
        issues.append(.costMissing(measure: position))
      }
      candidates.append(
        PlanningProblem.Candidate(
          id: book.text[measure.id], cost: cost, pairs: acting,
          effectiveness: min(1, max(0, effectiveness)), programme: measure.programme.index,
          exclusionGroup: measure.exclusionGroup.isEmpty
            ? nil : TextFolding.foldedName(book.text[measure.exclusionGroup])))
    }
    let inPart = candidates.indices.filter {
      candidates[$0].cost != nil
        && (book.measures[$0].fixedCost.value == nil || book.measures[$0].costPerFirm.value == nil)
    }
    if !inPart.isEmpty { issues.append(.costsInPart(measures: inPart)) }
    let discounted = book.measures.indices.filter {
      book.measures[$0].jointDiscount.value ?? 0 > 0
    }
    if !discounted.isEmpty { issues.append(.discountsLeftOut(measures: discounted)) }
    let needed = Set(candidates.compactMap(\.programme))
    for (position, programme) in book.programmes.enumerated()
    where programme.fixedCost.value == nil && needed.contains(position) {
      issues.append(.programmeCostMissing(programme: position))
    }
    var limits: [PlanningProblem.HelpLimit] = []
    var limitRows: [Int] = []
    for (position, row) in book.limits.enumerated() {
      guard let limit = Self.limit(row, in: book) else {
        issues.append(.limitUnknown(limit: position))
        continue
      }
      limits.append(limit)
      limitRows.append(position)
    }
    self.limitRows = limitRows
    problem = PlanningProblem(
      pairs: pairs, candidates: candidates,
      programmes: book.programmes.map {
        .init(
          id: book.text[$0.id], cost: $0.fixedCost.value.map(Amount.init(tenThousandYuan:)))
      }, limits: limits, budget: budget, must: must, mustNot: mustNot)
    self.issues = issues
    self.reach = reach
  }

  /// The first cell of each measure that reading set aside, by measure: file, cell and value.
  ///
  /// - Complexity: O(diagnostics + measures).
  private static func cellsSetAside(inMeasuresOf book: ChainBook) -> [Int: String] {
    struct Place: Hashable {
      var file: String
      var sheet: String?
      var row: Int
    }
    var cells: [Place: String] = [:]
    for one in book.diagnostics where one.severity == .error {
      guard let row = one.row, let cell = one.cell else { continue }
      let place = Place(file: one.file, sheet: one.sheet, row: row)
      let words = [one.file, one.sheet ?? "", cell, one.column ?? ""]
      if cells[place] == nil {
        cells[place] =
          words.filter { !$0.isEmpty }.joined(separator: " ") + "“\(one.value)”"
      }
    }
    guard !cells.isEmpty else { return [:] }
    var found: [Int: String] = [:]
    for (position, measure) in book.measures.enumerated() {
      found[position] =
        book.origins(.measures, position, own: measure.origin).lazy
        .compactMap { origin in
          let source = book.sources[Int(origin.source)]
          return cells[Place(file: source.file, sheet: source.sheet, row: Int(origin.row))]
        }.first
    }
    return found
  }

  private static func pair(
    _ firm: Int, _ problem: Int, _ findings: [Int], in book: ChainBook, _ weights: Weights
  ) -> PlanningProblem.Pair {
    if let stated = findings.compactMap({ book.findings[$0].weight.value }).max() {
      return PlanningProblem.Pair(firm: firm, problem: problem, weight: max(0, stated))
    }
    let severity = book.problems[problem].severity
    let exposure = firm < weights.exposure.count ? weights.exposure[firm] : 1
    let weight = severity.flatMap { weights.bySeverity[$0] } ?? weights.unstated
    return PlanningProblem.Pair(
      firm: firm, problem: problem, weight: max(0, weight * exposure), severity: severity)
  }

  /// A limit by its measures or firms; nil where no measure names the body, or no one region is meant.
  private static func limit(_ row: Limit, in book: ChainBook) -> PlanningProblem.HelpLimit? {
    guard let subject = row.subject else { return nil }
    var limit = PlanningProblem.HelpLimit(
      subject: subject, name: book.text[row.name],
      lower: row.lower.value.flatMap { Int(exactly: $0.rounded(.up)) },
      upper: row.upper.value.flatMap { Int(exactly: $0.rounded(.down)) })
    guard limit.lower != nil || limit.upper != nil else { return nil }
    switch subject {
    case .body:
      let name = TextFolding.foldedName(limit.name)
      let measures = book.measures.indices.filter {
        TextFolding.foldedName(book.text[book.measures[$0].body]) == name
      }
      if measures.isEmpty { return nil }
      limit.candidates = measures
    case .region:
      let regions = RegionLookup.regions(matching: limit.name, in: book)
      guard regions.count == 1 else { return nil }
      var within: Set<Int> = []
      var next = regions
      while let region = next.popLast() {
        guard within.insert(region).inserted else { continue }
        next += book.childrenOfRegion[region]
      }
      limit.firms = book.firms.indices.filter { firm in
        book.firms[firm].region.index.map(within.contains) ?? false
      }
    }
    return limit
  }
}
