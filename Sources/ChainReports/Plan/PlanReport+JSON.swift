import ChainAnalysis
public import ChainModel
import ChainPlanning

extension PlanReport {
  /// The report as JSON, schema `qianglian.plan/1`.
  ///
  /// - Parameters:
  ///   - language: The language of reasons and of names of figures.
  ///   - evidence: Whether every figure's items and source rows are added.
  /// - Returns: The text.
  public func json(in language: Language = .chinese, evidence: Bool = false) -> String {
    let words = PlanWords(self, language: language)
    let firms = coveredFirms
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("qianglian.plan/1")), ("asOf", .string(basis.asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ("budget", amount(plan.problem.budget)), ("spent", amount(plan.cost)),
      ("objective", .number(plan.gain)), ("bound", .number(plan.bound)),
      ("gap", .number(plan.gap)), ("proven", .bool(plan.isProven)),
      ("leastCost", .bool(plan.isLeastCost)), ("firmsCovered", .integer(firms.count)),
      ("smallMicroCovered", .integer(firms.count(where: isSmallOrMicro))),
      ("commonProblems", .integer(basis.commonProblems.count)),
      ("commonProblemsCovered", .integer(coveredCommonProblems.count)),
      (
        "byRegion",
        .array(
          firmsByRegion.map { region, firms in
            .object([
              ("region", .optional(region.map { book.text[book.regions[$0].code] })),
              ("name", .optional(region.map { book.text[book.regions[$0].name] })),
              ("firms", .integer(firms.count)),
              ("smallMicro", .integer(firms.count(where: isSmallOrMicro))),
            ])
          })
      ),
      (
        "chosen",
        .array(
          plan.chosen.map { measure in
            .object([
              ("measure", self.measure(measure)),
              ("cost", amount(plan.problem.candidates[measure].cost ?? .zero)),
              ("gain", .number(plan.loss(without: measure))),
              ("covers", ids(plan.problem.firmsOfCandidate[measure])),
            ])
          })
      ),
      (
        "programmes",
        .array(
          plan.programmes.map { programme in
            .object([
              ("id", .string(book.text[book.programmes[programme].id])),
              ("name", .string(book.text[book.programmes[programme].name])),
              ("cost", amount(plan.problem.programmes[programme].cost ?? .zero)),
            ])
          })
      ),
      (
        "notChosen",
        .array(
          plan.notChosen().map { measure, reason in
            .object([
              ("measure", self.measure(measure)), ("kind", .string(reason.key)),
              ("reason", .string(words.sentence(reason, of: measure))),
            ])
          })
      ),
      ("curve", .array(curve?.points.map(point) ?? [])),
    ]
    if let sensitivity {
      members.append(("sensitivity", .array(sensitivity.variants.map(variant))))
    }
    members.append(
      ("open", .array(planning.issues.map { .string($0.message(in: book)[language]) })))
    if evidence { members.append(("evidence", report(in: language).evidenceJSON())) }
    return JSONValue.object(members).text
  }

  /// Whether a firm is small or micro.
  ///
  /// - Parameter firm: The firm's position.
  /// - Returns: Whether it is.
  package func isSmallOrMicro(_ firm: Int) -> Bool {
    BookSummary.size(of: book.firms[firm], in: book).isSmallOrMicro
  }

  private func point(_ point: BudgetCurve.Point) -> JSONValue {
    .object([
      ("budget", amount(point.budget)), ("objective", .number(point.gain)),
      ("spent", amount(point.cost)), ("bound", .number(point.bound)),
      ("proven", .bool(point.isProven)), ("kink", .bool(point.isKink)),
      ("chosen", .array(point.chosen.map { .string(book.text[book.measures[$0].id]) })),
    ])
  }

  private func variant(_ variant: PlanSensitivity.Variant) -> JSONValue {
    .object([
      ("severity", .string(variant.severity.english)), ("factor", .number(variant.factor)),
      ("keepsPlan", .bool(variant.keepsPlan)), ("proven", .bool(variant.isProven)),
      ("added", .array(variant.added.map(measure))),
      ("removed", .array(variant.removed.map(measure))),
    ])
  }

  private func amount(_ amount: Amount) -> JSONValue { .number(amount.tenThousandYuan) }

  private func measure(_ position: Int) -> JSONValue {
    .object([
      ("id", .string(book.text[book.measures[position].id])),
      ("name", .string(book.text[book.measures[position].name])),
    ])
  }

  private func ids(_ firms: [Int]) -> JSONValue {
    .array(firms.map { .string(book.text[book.firms[$0].id]) })
  }
}

extension ReasonNotChosen {
  /// The kind's key in JSON.
  var key: String {
    switch self {
    case .mustNot: "mustNot"
    case .unpriced: "unpriced"
    case .solvesNothing: "solvesNothing"
    case .dominated: "dominated"
    case .excluded: "excluded"
    case .limit: "limit"
    case .addsNothing: "addsNothing"
    case .tied: "tied"
    case .tooDear: "tooDear"
    case .notSettled: "notSettled"
    }
  }
}
