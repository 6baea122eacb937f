public import ChainAnalysis
public import ChainModel

/// The graded, classified problem list as text, JSON and CSV, each figure with its evidence; as a
/// workbook it is the ``ProblemList``.
public struct ProblemReport: Sendable {
  let problems: CommonProblems
  let book: ChainBook

  /// A report on problems.
  ///
  /// - Parameters:
  ///   - problems: What was found.
  ///   - book: The book.
  public init(_ problems: CommonProblems, in book: ChainBook) {
    self.problems = problems
    self.book = book
  }

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most rows of each list; 0 for all.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, top: Int = 20, evidence: Bool = false) -> String {
    report(in: language).text(top: top, evidence: evidence)
  }

  /// The rows as CSV; with evidence, the rows behind the figures instead.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  public func csv(in language: Language, evidence: Bool = false) -> [UInt8] {
    report(in: language).csv(evidence: evidence)
  }

  /// The report as findings with figures and evidence.
  ///
  /// - Parameter language: The language.
  /// - Returns: The report.
  package func report(in language: Language) -> FindingReport {
    let words = ProblemWords(problems, in: book, language: language)
    return FindingReport(
      book, in: language, title: language("质量问题清单", "Quality problems"), head: words.head,
      headMark: "P0", headFigures: words.headFigures, sections: words.sections)
  }

  /// The mark under which the list has a row; nil where it has no such row.
  ///
  /// - Parameter row: The row.
  /// - Returns: The mark, such as P1-3.
  /// - Complexity: O(rows).
  package func mark(of row: CommonProblems.Row) -> String? {
    guard let section = ProblemLabel.allCases.firstIndex(of: row.label) else { return nil }
    return problems.rows.filter { $0.label == row.label }
      .firstIndex { $0.problem == row.problem && $0.group == row.group }
      .map { "P\(section + 1)-\($0 + 1)" }
  }

  /// A group of firms in words.
  ///
  /// - Parameters:
  ///   - group: The group.
  ///   - language: The language.
  /// - Returns: Its segment and region, or that it is all firms.
  package func name(of group: CommonProblems.Group, in language: Language) -> String {
    ProblemWords(problems, in: book, language: language).group(group)
  }

  // MARK: - JSON

  /// The report as JSON, schema `qianglian.problems/1`.
  ///
  /// - Parameters:
  ///   - language: The language of names of figures in the evidence.
  ///   - top: The most rows; 0 for all.
  ///   - evidence: Whether every figure's items and source rows are added.
  /// - Returns: The text.
  public func json(
    in language: Language = .chinese, top: Int = 0, evidence: Bool = false
  ) -> String {
    let rows = problems.rows
    let thresholds = problems.options.thresholds
    let inspections = problems.inspections
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("qianglian.problems/1")), ("asOf", .string(problems.asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ("basis", .string(inspections.isAssumed ? "assumed" : "assessments")),
      ("usesTargeted", .bool(inspections.usesTargeted)),
      (
        "thresholds",
        .object([
          ("share", .number(thresholds.share)),
          ("leastAffected", .integer(thresholds.leastAffected)),
          ("leastAssessed", .integer(thresholds.leastAssessed)),
          ("lift", .number(thresholds.lift)), ("q", .number(thresholds.q)),
        ])
      ),
      (
        "merged",
        .object([
          ("merged", .integer(book.wordings.merged)),
          ("unmerged", .integer(book.wordings.unmerged)),
        ])
      ),
      ("family", .integer(problems.familySize)),
      (
        "totals",
        .object(
          ProblemLabel.allCases.map { label in
            (label.rawValue, .integer(rows.count { $0.label == label }))
          } + [("rows", .integer(rows.count))])
      ),
      (
        "problems", .array((top > 0 ? Array(rows.prefix(top)) : rows).map(json))
      ),
      (
        "together",
        .array(
          problems.combinations.combinations.prefix(top > 0 ? top : .max).map { combination in
            .object([
              ("problems", .array(combination.problems.map(problem))),
              ("firms", ids(combination.firms)),
            ])
          })
      ),
      ("togetherCapped", .bool(problems.combinations.isCapped)),
    ]
    if evidence { members.append(("evidence", report(in: language).evidenceJSON())) }
    return JSONValue.object(members).text
  }

  private func json(_ row: CommonProblems.Row) -> JSONValue {
    let prevalence = row.prevalence
    func pair(_ bounds: ShareBounds?) -> JSONValue {
      bounds.map { .array([.number($0.lower), .number($0.upper)]) } ?? .null
    }
    func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
    return .object([
      ("problem", problem(row.problem)), ("group", group(row.group)),
      ("population", .optional(prevalence.population)),
      ("assessed", .integer(prevalence.assessed)), ("affected", .integer(prevalence.affected)),
      ("share", number(prevalence.share)), ("basis", .string(prevalence.basis.rawValue)),
      ("bounds", pair(row.bounds)), ("wilson", pair(row.wilson)), ("lift", number(row.lift)),
      ("p", number(row.p)), ("q", number(row.q)), ("label", .string(row.label.rawValue)),
      ("specific", .bool(row.isSpecific)),
      (
        "furtherInspections",
        row.furtherInspections.map { .optional($0.count) } ?? .null
      ),
      ("decidable", .bool(row.furtherInspections != .undecidable)),
      ("tooSmall", .bool(row.isTooSmall)), ("score", .number(row.score)),
      (
        "extent",
        .optional(row.extent.region.map { book.text[book.regions[$0].name] })
      ),
      ("firms", ids(row.firms)), ("uncounted", ids(row.uncountedFirms)),
    ])
  }

  private func problem(_ problem: Int) -> JSONValue {
    .object([
      ("id", .string(book.text[book.problems[problem].id])),
      ("name", .string(book.text[book.problems[problem].name])),
    ])
  }

  private func group(_ group: CommonProblems.Group) -> JSONValue {
    .object([
      ("chain", .optional(group.chain.map { book.text[book.chains[$0].id] })),
      ("segment", .optional(group.segment.map { book.text[book.segments[$0].id] })),
      ("region", .optional(group.region.map { book.text[book.regions[$0].code] })),
    ])
  }

  private func ids(_ firms: [Int]) -> JSONValue {
    .array(firms.map { .string(book.text[book.firms[$0].id]) })
  }
}
