import ChainModel

/// The columns of the problem list as handed in, in their order.
enum ProblemListColumn: Int, CaseIterable {
  case number
  case chain
  case segment
  case region
  case problem
  case manifestation
  case category
  case severity
  case label
  case pain
  case affected
  case assessed
  case share
  case firms
  case suspectedSource
  case action
  case lead
  case support
  case cost
  case dueOn
  case progress
  case written

  /// The header; in English the key by which the column is read back.
  var header: Bilingual {
    switch self {
    case .number: Bilingual("序号", "no")
    case .label: Bilingual("共性/个性/待核实", "label")
    case .affected: Bilingual("涉及企业数", "affected")
    case .assessed: Bilingual("诊断企业数", "assessed")
    case .share: Bilingual("占比", "share")
    case .firms: Bilingual("涉及企业", "firms")
    case .suspectedSource: Bilingual("疑似上游共同来源", "suspectedSource")
    default: field.map { Bilingual($0.header, $0.key) } ?? Bilingual("", "")
    }
  }

  /// The column of the table of tasks; nil where the program works it out.
  var field: Field<ProblemTask>? { Self.fields[rawValue] }

  private static let fields: [Field<ProblemTask>?] = allCases.map { column in
    ProblemTask.columns.first { $0.key == "\(column)" }
  }

  /// The width in characters; together they make a lying A3 page at three quarters of their size.
  var width: Double {
    switch self {
    case .number, .severity: 6
    case .affected, .assessed, .pain, .share: 8
    case .cost, .label: 9
    case .chain, .segment, .region, .dueOn: 11
    case .category: 13
    case .support: 14
    case .lead, .progress: 17
    case .problem: 18
    case .manifestation, .firms, .suspectedSource: 26
    case .action: 28
    case .written: 10
    }
  }

  /// Whether a person fills the column in where the tables say nothing.
  var isEntry: Bool {
    field.map { field in ProblemTask.entries.contains { $0.key == field.key } } ?? false
  }
}
