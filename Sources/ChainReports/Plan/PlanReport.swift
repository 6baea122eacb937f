public import ChainModel
public import ChainPlanning
package import WorkbookOutput

/// A plan (一链一策) as text, JSON, CSV and workbook: what was chosen, what was not and why, and how far
/// from the best it can be.
public struct PlanReport: Sendable {
  /// What a plan rests on besides the book.
  public struct Basis: Sendable {
    /// The day at which problems are open.
    public var asOf: CalendarDate
    /// The weights of pairs.
    public var weights: BookPlanning.Weights
    /// Problems that are common (共性) on that day, by position.
    public var commonProblems: [Int]

    /// What a plan rests on besides the book.
    ///
    /// - Parameters:
    ///   - asOf: The day at which problems are open.
    ///   - weights: The weights of pairs.
    ///   - commonProblems: Problems that are common on that day, by position.
    public init(
      asOf: CalendarDate, weights: BookPlanning.Weights, commonProblems: [Int]
    ) {
      self.asOf = asOf
      self.weights = weights
      self.commonProblems = commonProblems
    }
  }

  /// The plan.
  package let plan: MaximumCoverage
  /// The problem it solves.
  package let planning: BookPlanning
  /// What it rests on besides the book.
  package let basis: Basis
  /// What other budgets gain.
  package let curve: BudgetCurve?
  let sensitivity: PlanSensitivity?
  /// The book.
  package let book: ChainBook

  /// A report on a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - planning: The problem it solves.
  ///   - basis: What it rests on besides the book.
  ///   - curve: What other budgets gain.
  ///   - sensitivity: What other weights change.
  ///   - book: The book.
  public init(
    _ plan: MaximumCoverage, of planning: BookPlanning, basis: Basis, curve: BudgetCurve? = nil,
    sensitivity: PlanSensitivity? = nil, in book: ChainBook
  ) {
    self.plan = plan
    self.planning = planning
    self.basis = basis
    self.curve = curve
    self.sensitivity = sensitivity
    self.book = book
  }

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most rows of each list; 0 for all.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, top: Int = 0, evidence: Bool = false) -> String {
    var report = report(in: language)
    // A line for each firm is for a table, or for who asks for the rows behind it.
    if !evidence { report.sections.removeAll { $0.mark == PlanWords.firmMark } }
    return report.text(top: top, evidence: evidence)
  }

  /// The lists as CSV; with evidence, the rows behind the figures instead.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  public func csv(in language: Language, evidence: Bool = false) -> [UInt8] {
    report(in: language).csv(evidence: evidence)
  }

  /// The report as a workbook: a summary, a sheet for each list, and the rows behind every figure.
  ///
  /// - Parameter language: The language.
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows.
  package func workbook(
    in language: Language
  ) throws(WorkbookOutputError) -> WorkbookWriter.Output {
    try report(in: language).workbook()
  }

  /// The report as findings with figures and evidence.
  ///
  /// - Parameter language: The language.
  /// - Returns: The report.
  package func report(in language: Language) -> FindingReport {
    let words = PlanWords(self, language: language)
    return FindingReport(
      book, in: language, title: language("一链一策：帮扶举措选择", "Plan of measures"),
      head: words.head, headMark: "P0", headFigures: words.headFigures, sections: words.sections)
  }

  // MARK: - Figures

  /// The pairs that a measure of the plan acts on, ascending.
  package var coveredPairs: [Int] {
    Set(plan.chosen.flatMap { planning.problem.candidates[$0].pairs }).sorted()
  }

  /// The firms that the plan helps, ascending.
  package var coveredFirms: [Int] {
    Set(coveredPairs.map { planning.problem.pairs[$0].firm }).sorted()
  }

  /// The common problems that the plan acts on at one firm or more.
  package var coveredCommonProblems: [Int] {
    let covered = Set(coveredPairs.map { planning.problem.pairs[$0].problem })
    return basis.commonProblems.filter(covered.contains)
  }

  /// The firms that a measure of the plan helps, by region; nil for firms without one.
  package var firmsByRegion: [(region: Int?, firms: [Int])] {
    Dictionary(grouping: coveredFirms) { book.firms[$0].region.index ?? .max }
      .sorted { $0.key < $1.key }.map { ($0.key == .max ? nil : $0.key, $0.value) }
  }
}
