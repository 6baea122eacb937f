public import ChainAnalysis
public import ChainModel
import ChainTables
package import WorkbookOutput

/// The problem list as handed in (共性质量问题清单): a workbook with a sheet for each chain or region,
/// the rows behind its figures (依据) and the rules by which it was made (说明).
///
/// Cells come from the tables; what they don't say is proposed from findings and measures where that
/// is possible, in a colour of its own, and left empty to be filled in where it isn't. A list that was
/// filled in is read back as a table of the book (``ProblemTask``), and what people wrote there comes
/// before anything else.
public struct ProblemList: Sendable {
  /// What the sheets are about.
  public enum Sheets: String, Sendable, Hashable, CaseIterable {
    case chain
    case region
  }

  let problems: CommonProblems
  let book: ChainBook
  private let sources: CommonSources
  private let network: SupplyNetwork
  private let ledger: QualityLedger

  /// A list of problems.
  ///
  /// - Parameters:
  ///   - problems: The problems.
  ///   - sources: Where they may come from.
  ///   - network: The book's declared supplies.
  ///   - ledger: The book's certificates and problems on the day.
  ///   - book: The book.
  public init(
    _ problems: CommonProblems, sources: CommonSources, network: SupplyNetwork,
    ledger: QualityLedger, in book: ChainBook
  ) {
    self.problems = problems
    self.sources = sources
    self.network = network
    self.ledger = ledger
    self.book = book
  }

  /// The list as a workbook.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - sheets: What the sheets are about.
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows, or temporary files can't be
  ///   written.
  /// - Complexity: O(rows + evidence rows), and bottlenecks of every chain.
  package func workbook(
    in language: Language, sheets: Sheets
  ) throws(WorkbookOutputError) -> WorkbookWriter.Output {
    let names = BookNames(book, in: language)
    let report = ProblemReport(problems, in: book).report(in: language)
    let builder = ProblemListBuilder(
      problems, report: report, names: names,
      facts: ProblemListFacts(
        problems, sources: sources, network: network, ledger: ledger, names: names))
    let sheet = ProblemListSheet(
      language: language, notices: book.dataNotices, asOf: problems.asOf)
    var output = try WorkbookWriter(
      title: language("共性质量问题清单", "List of quality problems"), size: 10, storage: .memory)
    for group in builder.groups(by: sheets) {
      try sheet.write(group.rows, named: group.name, title: group.title, to: &output)
    }
    if !builder.unmatched.isEmpty {
      try sheet.write(
        builder.unmatched, named: language("未匹配", "unmatched"),
        title: language("未匹配的填写内容", "Entries that match no row"),
        remark: builder.unmatchedRemark, to: &output)
    }
    try report.writeEvidence(to: &output)
    try sheet.writeRules(builder.rules, report, to: &output)
    return try output.finish()
  }
}

/// A cell of the problem list.
struct ProblemListCell {
  /// Where a cell's content comes from.
  enum Origin {
    /// The analysis, or the tables.
    case stated
    /// A person, on a list that was read back.
    case entered
    /// The program, to be checked by a person.
    case proposed
    /// Nobody: to be filled in.
    case missing
  }

  var value: OutputCell.Value
  var origin = Origin.stated
  /// The note at the cell.
  var note = ""
}

/// Puts the rows of the problem list together.
struct ProblemListBuilder {
  /// The rows of a sheet.
  struct Group {
    var name: String
    var title: String
    var rows: [[ProblemListCell]]
  }

  /// Entries read back that no row of the list matches.
  private(set) var unmatched: [[ProblemListCell]] = []

  private let problems: CommonProblems
  private let book: ChainBook
  private let names: BookNames
  private let language: Language
  private let facts: ProblemListFacts
  private let keys: ProblemListKeys
  private let tasks: [ProblemListKey: ProblemTask]
  private let findings: [ProblemListKey: ReportFinding]

  init(
    _ problems: CommonProblems, report: FindingReport, names: BookNames, facts: ProblemListFacts
  ) {
    self.problems = problems
    self.names = names
    self.facts = facts
    book = names.book
    language = names.language
    let keys = ProblemListKeys(names)
    self.keys = keys
    // The report lists the rows of each label in their order.
    var findings: [ProblemListKey: ReportFinding] = [:]
    for (label, section) in zip(ProblemLabel.allCases, report.sections) {
      for (row, finding) in zip(problems.rows.filter { $0.label == label }, section.findings) {
        findings[keys.key(of: row, problems.options)] = finding
      }
    }
    self.findings = findings
    var tasks: [ProblemListKey: ProblemTask] = [:]
    var strangers: [ProblemTask] = []
    // The same row under several spellings of its names: what the later list says comes first.
    let all = names.book.tasks
    let order = all.indices.sorted { left, right in
      let dates = (all[left].reportedOn, all[right].reportedOn)
      return dates.0 == dates.1 ? left < right : dates.0.isLater(than: dates.1)
    }
    for task in order.map({ all[$0] }) {
      guard let key = keys.key(of: task), findings[key] != nil else {
        strangers.append(task)
        continue
      }
      if var known = tasks[key] {
        for field in ProblemTask.entries { field.fillBlank(of: &known, from: task) }
        tasks[key] = known
      } else {
        tasks[key] = task
      }
    }
    self.tasks = tasks
    unmatched = strangers.enumerated().map { unmatchedRow($1, number: $0 + 1) }
  }

  // MARK: - Sheets

  /// The sheets, in the order of the book, what belongs to no chain or region last.
  func groups(by sheets: ProblemList.Sheets) -> [Group] {
    var places: [Int?: [CommonProblems.Row]] = [:]
    for row in problems.rows {
      let key = keys.key(of: row, problems.options)
      places[sheets == .chain ? key.chain : key.region, default: []].append(row)
    }
    let order = places.keys.sorted { ($0 ?? .max) < ($1 ?? .max) }
    let listed = order.isEmpty ? [nil] : order
    return listed.map { place in
      let name =
        sheets == .chain
        ? place == nil ? language("全部产业链", "all chains") : keys.chain(place)
        : place == nil ? language("全部区域", "all regions") : keys.region(place)
      let rows = (places[place] ?? []).enumerated().sorted {
        (Self.rank($0.element.label), $0.offset) < (Self.rank($1.element.label), $1.offset)
      }.map(\.element)
      return Group(
        name: name, title: language("共性质量问题清单（\(name)）", "Quality problems: \(name)"),
        rows: rows.enumerated().map { cells($1, number: $0 + 1) })
    }
  }

  private static func rank(_ label: ProblemLabel) -> Int {
    switch label {
    case .common: 0
    case .undetermined: 1
    case .individual: 2
    }
  }

  // MARK: - Rows

  /// The cells of a row under construction.
  private struct RowCells {
    var cells = ProblemListColumn.allCases.map { _ in ProblemListCell(value: .blank) }
    var marks = TaskMarks()

    subscript(column: ProblemListColumn) -> ProblemListCell {
      get { cells[column.rawValue] }
      set { cells[column.rawValue] = newValue }
    }

    /// Fills in a cell from the first that says something: a person, the tables, a proposal.
    mutating func fill<Content>(
      _ column: ProblemListColumn, entered: Content?, stated: Content? = nil,
      proposed: Content? = nil, note: String = "", text: (Content) -> String,
      value: (Content) -> OutputCell.Value
    ) {
      if let entered {
        self[column] = ProblemListCell(value: value(entered), origin: .entered)
      } else if let own = stated ?? proposed {
        let isProposed = stated == nil
        self[column] = ProblemListCell(
          value: value(own), origin: isProposed ? .proposed : .stated,
          note: isProposed ? note : "")
        marks.add(text(own), of: "\(column)")
      } else {
        self[column] = ProblemListCell(value: .blank, origin: .missing)
      }
    }

    mutating func fill(
      _ column: ProblemListColumn, entered: String, stated: String = "", proposed: String = "",
      note: String = ""
    ) {
      func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
      fill(
        column, entered: filled(entered), stated: filled(stated), proposed: filled(proposed),
        note: note, text: { $0 }, value: { .text($0) })
    }
  }

  private func cells(_ row: CommonProblems.Row, number: Int) -> [ProblemListCell] {
    let key = keys.key(of: row, problems.options)
    let task = tasks[key] ?? ProblemTask()
    let problem = book.problems[row.problem]
    var cells = RowCells()
    cells[.number].value = .number(Double(number))
    cells[.chain].value = .text(keys.chain(key.chain))
    cells[.segment].value = .text(keys.segment(key))
    cells[.region].value = .text(keys.region(key.region))
    cells[.problem].value = .text(keys.problem(row.problem))
    cells[.label].value = .text(language(row.label.chinese, row.label.english))
    if let finding = findings[key] {
      cells[.label].note = finding.sentence + language("（依据 \(finding.mark)）", " (\(finding.mark))")
    }
    cells[.affected].value = .number(Double(row.prevalence.affected))
    cells[.assessed].value = .number(Double(row.prevalence.assessed))
    if let share = row.prevalence.share { cells[.share].value = .percentage(share) }
    cells[.firms].value = .text(names.list(row.firms, most: 40))
    cells[.suspectedSource].value = .text(facts.suspects(of: row))

    cells.fill(
      .manifestation, entered: book.text[task.manifestation],
      stated: book.text[problem.manifestation])
    let kinds = [
      problem.aspect.map { language($0.chinese, $0.english) },
      problem.dimension.map { language($0.chinese, $0.english) },
    ].compactMap { $0 }
    cells.fill(
      .category, entered: book.text[task.category], stated: kinds.joined(separator: "/"))
    fill(&cells, .severity, entered: task.severity, stated: problem.severity)
    fillPain(&cells, row, key, task)

    let handling = facts.handling(of: row)
    let proposal = facts.proposal(for: row)
    // Measures are proposed only where nothing is being done yet.
    let measure = handling.action.isEmpty ? proposal : nil
    cells.fill(
      .action, entered: book.text[task.action], stated: handling.action,
      proposed: measure?.action ?? "", note: measure?.note ?? "")
    cells.fill(
      .lead, entered: book.text[task.lead], stated: handling.lead, proposed: measure?.lead ?? "",
      note: measure?.note ?? "")
    cells.fill(
      .support, entered: book.text[task.support], proposed: measure?.support ?? "",
      note: measure?.note ?? "")
    cells.fill(
      .cost, entered: task.cost.value, proposed: measure?.cost, note: measure?.costNote ?? "",
      text: TaskMarks.text, value: { .number($0) })
    let entered = book.text[task.dueOn]
    cells.fill(
      .dueOn, entered: entered.isEmpty ? nil : entered, stated: handling.dueOn?.description,
      proposed: measure?.dueOn?.description, note: measure?.note ?? "", text: { $0 },
      value: Self.date)
    cells.fill(.progress, entered: book.text[task.progress], stated: handling.progress)
    cells[.written].value = .text(cells.marks.text)
    return cells.cells
  }

  private func fill<Word: Vocabulary>(
    _ cells: inout RowCells, _ column: ProblemListColumn, entered: Word?, stated: Word?,
    proposed: Word? = nil, note: String = ""
  ) {
    cells.fill(
      column, entered: entered, stated: stated, proposed: proposed, note: note,
      text: { $0.chinese }, value: { .text(language($0.chinese, $0.english)) })
  }

  private func fillPain(
    _ cells: inout RowCells, _ row: CommonProblems.Row, _ key: ProblemListKey, _ task: ProblemTask
  ) {
    let stated = book.problems[row.problem].pain
    let reason = facts.bottleneck(of: row, chain: key.chain).map {
      language("程序建议“堵点”，须核实：问题发生在瓶颈企业\n", "proposed, to be checked: at a bottleneck\n") + $0
    }
    fill(
      &cells, .pain, entered: task.pain, stated: stated,
      proposed: reason == nil ? nil : .blockage, note: reason ?? "")
    // What the library says stays; that it may be a blocking point is said beside it.
    if task.pain == nil, let stated, stated != .blockage, let reason { cells[.pain].note = reason }
  }

  /// A whole date as a date, anything else as it is written.
  private static func date(_ text: String) -> OutputCell.Value {
    guard let date = CalendarDate(text)?.components else { return .text(text) }
    return .date(year: date.year, month: date.month, day: date.day)
  }

  // MARK: - Unmatched entries

  private func unmatchedRow(_ task: ProblemTask, number: Int) -> [ProblemListCell] {
    var cells = RowCells()
    cells[.number].value = .number(Double(number))
    cells[.chain].value = .text(book.text[task.chain])
    cells[.segment].value = .text(book.text[task.segment])
    cells[.region].value = .text(book.text[task.region])
    cells[.problem].value = .text(book.text[task.problem])
    cells[.problem].note =
      keys.key(of: task) == nil
      ? language("产业链、环节、区域或问题名称在表中找不到", "chain, segment, region or problem is not in the book")
      : language("本次清单没有这一项（已销号、判定范围变了，或不在所选范围）", "this list has no such row")
    for (column, field) in ProblemListColumn.allCases.map({ ($0, $0.field) }) {
      guard column.isEntry, let field else { continue }
      let text = field.content.text(task, in: book.text, language: language)
      guard !text.isEmpty else { continue }
      let value: OutputCell.Value =
        switch column {
        case .cost: task.cost.value.map { .number($0) } ?? .blank
        case .dueOn: Self.date(text)
        default: .text(text)
        }
      cells[column] = ProblemListCell(value: value, origin: .entered)
    }
    return cells.cells
  }

  var unmatchedRemark: String {
    language(
      "以下是以前填写、而本次清单没有的项，原样保留，不计入任何数字；不再需要的可以删去整行",
      "filled in before, without a row in this list; kept as they are and counted nowhere")
  }

  // MARK: - Rules

  /// How the list was made and how it is filled in.
  var rules: [String] {
    [
      language(
        "颜色：黄色是待填；蓝色是程序建议，须核实，依据在单元格批注里；无色取自各表或本清单以前的填写",
        "colours: yellow is to be filled in; blue is proposed, with the reason in the cell's note; "
          + "others come from the tables or from earlier entries"),
      language(
        "表现、类别、级别、难点/痛点/堵点取自“质量问题”表；该表未填标签、而涉及企业中有瓶颈企业的，建议“堵点”。"
          + "瓶颈企业：在通往链主的每条供应路线上，或停供使链主断开至少 10%、不少于 3 家上游企业，或所在环节仅此一家",
        "manifestation, category, severity and mark come from the table of problems; where it has no "
          + "mark and a firm is a bottleneck, a blocking point is proposed"),
      language(
        "拟采取措施、牵头单位、完成时限（最晚的）、进展（按状态计条数）取自涉及企业的未销号问题记录；没有措施的，"
          + "按“帮扶举措”表建议。配合单位、经费只在建议的举措仅一项时填；经费 = 固定费用 + 每企费用 × 涉及企业数，"
          + "两项费用都已知、且适用全部涉及企业时才算",
        "action, lead, due date (the latest) and progress come from open findings; without an action, "
          + "measures are proposed; support and cost only where one measure is"),
      language(
        "“疑似上游共同来源”只说明供应关系上的关联，待溯源核实；详见 qianglian sources",
        "a suspected source is a link by supplies, to be verified; see qianglian sources"),
      language(
        "填写后放回报表文件夹即可：表现、类别、级别、难点/痛点/堵点、拟采取措施到进展各列，改过的以填写为准，下次清单照抄；"
          + "未改的由程序重新取数；其余各列由程序计算，改动不采用。一行由产业链、环节、区域、问题名称认定，请勿改动；"
          + "两份清单填得不同的，以填报日期较新的为准",
        "put the filled-in list into the book's folder: what people changed in the columns to fill in is "
          + "kept, the rest is worked out anew; a row is known by chain, segment, region and problem"
      ),
      language(
        "隐藏列“程序填写”记着哪些格是程序写的，删去后这些格都算人工填写",
        "the hidden column 'written' tells which cells the program wrote"),
    ]
  }
}

extension Field where Row == ProblemTask {
  /// Fills a blank cell from another row.
  fileprivate func fillBlank(of row: inout ProblemTask, from other: ProblemTask) {
    switch content {
    case .text(let place) where row[keyPath: place].isEmpty:
      row[keyPath: place] = other[keyPath: place]
    case .number(let place, _) where row[keyPath: place].value == nil:
      row[keyPath: place] = other[keyPath: place]
    case .word(let access) where access.position(row) == nil: access.copy(&row, other)
    default: break
    }
  }
}
