import ChainModel
import ChainPlanning
import ChainReports

/// What pages of a plan say alike.
struct PlanFacts {
  let plan: PlanReport
  let language: Language
  let words: PlanWords
  let names: BookNames

  private var book: ChainBook { plan.book }

  init(_ plan: PlanReport, language: Language) {
    self.plan = plan
    self.language = language
    words = PlanWords(plan, language: language)
    names = BookNames(plan.book, in: language)
  }

  var separator: String { language("、", ", ") }

  var notices: [String] {
    book.dataNotices.map {
      $0 == "虚构示例数据" ? language($0, $0 + " (invented example data)") : $0
    }
  }

  /// The plan's sentence in people's units, how sure it is, and of which day.
  var headLines: [String] { words.head }

  /// A thing by id and name, the name alone where the id is no other.
  func title(_ named: ReportFinding.Named) -> String {
    named.id.isEmpty || named.id == named.name ? named.name : "\(named.id) \(named.name)"
  }

  /// The mark of a chosen measure.
  func mark(of measure: Int) -> String {
    plan.plan.chosen.firstIndex(of: measure).map { "[P1-\($0 + 1)]" } ?? ""
  }

  /// A chosen measure as a row of a table.
  func row(of measure: Int) -> [String] {
    let row = book.measures[measure]
    let firms = plan.planning.problem.firmsOfCandidate[measure]
    let effect = book.text[row.expectedEffect]
    let effectiveness = language("有效率 ", "effectiveness ") + words.effectiveness(of: measure)
    return [
      words.title(measure), words.problems(of: measure).joined(separator: separator),
      language("\(firms.count) 家：", "\(firms.count): ")
        + names.list(Array(firms.prefix(6)), most: 6)
        + (firms.count > 6 ? language(" 等", " …") : ""),
      book.text[row.lead], book.text[row.support],
      words.money(plan.planning.problem.candidates[measure].cost ?? .zero),
      effect.isEmpty ? effectiveness : effect + language("；", "; ") + effectiveness,
      row.dueOn.date?.description ?? book.text[row.term], mark(of: measure),
    ]
  }
}
