public import ChainModel

/// What the measures (帮扶举措) of a book act on: the open problems of the firms they apply to.
public struct MeasureReach: Sendable {
  /// An open problem of a firm.
  public struct Case: Sendable, Hashable {
    /// The firm's position.
    public let firm: Int
    /// The problem's position.
    public let problem: Int
  }

  /// Every open problem of a firm in operation once, by firm and problem.
  public let cases: [Case]
  /// The findings behind each case, by position in the book, ascending.
  public let findings: [[Int]]
  /// The cases that each measure acts on, ascending, by measure.
  public let casesOfMeasure: [[Int]]

  /// Gathers what measures act on.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - asOf: The day at which problems are open.
  /// - Complexity: O(findings · log + measures · firms with one of their problems).
  public init(_ book: ChainBook, asOf: CalendarDate) {
    var cases: [Case] = []
    var findings: [[Int]] = []
    var casesOfProblem = [[Int]](repeating: [], count: book.problems.count)
    for firm in book.firms.indices where book.firms[firm].isOperating {
      var open: [Int: [Int]] = [:]
      for position in book.findingsOfFirm[firm] {
        let finding = book.findings[position]
        guard let problem = finding.problem.index, QualityLedger.isOpen(finding, at: asOf) else {
          continue
        }
        open[problem, default: []].append(position)
      }
      for (problem, positions) in open.sorted(by: { $0.key < $1.key }) {
        casesOfProblem[problem].append(cases.count)
        cases.append(Case(firm: firm, problem: problem))
        findings.append(positions)
      }
    }
    let applicable = ApplicableFirms(book)
    casesOfMeasure = book.measures.map { measure in
      Set(book.indices(measure.problems)).sorted().flatMap { casesOfProblem[$0] }
        .filter { applicable.includes(cases[$0].firm, in: measure) }.sorted()
    }
    self.cases = cases
    self.findings = findings
  }
}
