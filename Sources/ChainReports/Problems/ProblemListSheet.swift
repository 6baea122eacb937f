import ChainAnalysis
import ChainModel
import ChainTables
internal import WorkbookOutput

/// Writes the sheets of the problem list: a formal layout for A3, lying.
struct ProblemListSheet {
  let language: Language
  /// What the book says of its own data.
  let notices: [String]
  let asOf: CalendarDate

  /// Title, notice, captions; the header is the fourth row.
  private static let headerRow = 4

  /// The last column that shows.
  private static let lastColumn = ProblemListColumn.progress.rawValue

  /// Writes a sheet of rows.
  ///
  /// - Complexity: O(cells).
  func write(
    _ rows: [[ProblemListCell]], named name: String, title: String, remark: String? = nil,
    to output: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    let columns = ProblemListColumn.allCases
    var settings = SheetSettings(name)
    settings.columns = columns.map {
      .init(.fixed($0.width), isHidden: $0 == .written)
    }
    settings.frozenRows = Self.headerRow
    settings.frozenColumns = ProblemListColumn.problem.rawValue + 1
    settings.page = SheetTheme.page(
      repeating: Self.headerRow...Self.headerRow, notices: notices)
    try output.beginSheet(settings)
    try output.append([.text(title, style: Self.title)], height: 30)
    let legend =
      remark
      ?? language(
        "黄色：待填；蓝色：程序建议，须核实（见批注）；规则见“说明”，每个数字的出处见“依据”",
        "yellow: to be filled in; blue: proposed, to be checked (see notes); see Rules and Evidence"
      )
    try output.append(
      [.text((notices + [legend]).joined(separator: language("；", "; ")), style: Self.notice)],
      height: 18)
    let half = ProblemListColumn.assessed.rawValue
    var captions = columns.dropLast().map { _ in OutputCell.text("", style: Self.caption) }
    // In Chinese whatever the language: these are the words by which a sheet's captions are read back.
    captions[0] = .text("填报单位：", style: Self.caption)
    captions[half + 1] = .text("填报日期：\(asOf)", style: Self.caption)
    try output.append(captions, height: 18)
    let header = Self.headerRow
    try output.merge(CellBlock(rows: 1...1, columns: 0...Self.lastColumn))
    try output.merge(CellBlock(rows: 2...2, columns: 0...Self.lastColumn))
    try output.merge(CellBlock(rows: 3...3, columns: 0...half))
    try output.merge(CellBlock(rows: 3...3, columns: half + 1...Self.lastColumn))
    try output.append(
      columns.map { .text($0.header[language], style: SheetTheme.header) }, height: 44)
    for row in rows {
      let cells = zip(columns, row).map { column, cell in
        OutputCell(cell.value, style: Self.style(column, cell))
      }
      let notes = zip(columns, row).filter { !$1.note.isEmpty }.map { column, cell in
        CellNote(column: column.rawValue, text: cell.note, author: language("强链", "QiangLian"))
      }
      try output.append(cells, notes: notes)
    }
    guard !rows.isEmpty else { return }
    for column in columns {
      guard let list = dropDown(column) else { continue }
      try output.addDropDown(
        list,
        to: CellBlock(
          rows: header + 1...header + rows.count, columns: column.rawValue...column.rawValue))
    }
  }

  private func dropDown(_ column: ProblemListColumn) -> DropDown? {
    let words: [String]
    switch column {
    case .severity: words = Severity.allCases.map { language($0.chinese, $0.english) }
    case .pain: words = PainKind.allCases.map { language($0.chinese, $0.english) }
    case .label: words = ProblemLabel.allCases.map { language($0.chinese, $0.english) }
    default: return nil
    }
    var list = DropDown(words)
    list.errorTitle = String(column.header[language].prefix(16))
    list.error =
      language("请从下拉列表中选一项：", "Choose one of: ")
      + words.joined(separator: language("、", ", "))
    return list
  }

  /// Writes the sheet 说明: the rules, and what the report says beside the list.
  func writeRules(
    _ rules: [String], _ report: FindingReport, to output: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    var settings = SheetSettings(language("说明", "Rules"))
    settings.columns = [.init(.fixed(150), style: ReportStyles.wrapped)]
    settings.page = SheetTheme.page(repeating: 1...1, notices: notices)
    try output.beginSheet(settings)
    try output.append([.text(report.title, style: ReportStyles.title)], height: 30)
    for notice in notices { try output.append([.text(notice, style: ReportStyles.notice)]) }
    for line in report.head + rules { try output.append([.text(line)]) }
    // Beside problems by group: those that travel together, and those of firms outside the chains.
    for section in report.sections.dropFirst(ProblemLabel.allCases.count) {
      try output.append([.text("")])
      try output.append([.text(section.title + "  [\(section.mark)]")])
      for line in section.remarks { try output.append([.text(line, style: ReportStyles.remark)]) }
      for finding in section.findings {
        try output.append([
          .text(finding.sentence + "  [\(finding.mark)]", style: ReportStyles.remark)
        ])
      }
    }
  }

  // MARK: - Looks

  private static let title = CellStyle().with {
    $0.size = 18
    $0.isBold = true
    $0.horizontal = .center
    $0.vertical = .center
  }
  private static let notice = CellStyle().with {
    $0.color = SheetColor(0x595959)
    $0.horizontal = .center
    $0.vertical = .center
  }
  private static let caption = CellStyle().with { $0.vertical = .center }
  private static let framed = CellStyle().with {
    $0.wraps = true
    $0.vertical = .center
    $0.border = .thin
  }
  private static let text = framed.with { $0.numberFormat = "@" }
  private static let centered = text.with { $0.horizontal = .center }
  /// What nobody reads makes no row higher.
  private static let unseen = text.with { $0.wraps = false }
  private static let number = framed.with { $0.horizontal = .center }
  private static let date = number.with { $0.numberFormat = "yyyy-mm-dd" }

  private static func style(_ column: ProblemListColumn, _ cell: ProblemListCell) -> CellStyle {
    let look: CellStyle
    if case .date = cell.value {
      look = date
    } else {
      switch column {
      case .number, .affected, .assessed, .share, .cost: look = number
      case .severity, .label, .pain, .dueOn: look = centered
      case .written: look = unseen
      default: look = text
      }
    }
    switch cell.origin {
    case .stated, .entered: return look
    case .proposed: return look.with { $0.fill = SheetColor(0xDDEBF7) }
    case .missing: return look.with { $0.fill = SheetColor(0xFFF2CC) }
    }
  }
}
