import ChainModel
import ChainTables
import Workbook
internal import WorkbookOutput

/// What a person has to decide.
extension ReturnedPlan {
  /// A sheet of proposals.
  struct ProposalSheet {
    var name: String
    var subjects: [DecisionSubject]
  }

  /// The most drop-down lists of candidates on a sheet, which has room for 255 lists.
  private static let mostLists = 250
  /// The most places and firms that are named in a cell.
  private static let mostNamed = 5
  private static let widths: [Double] = [8, 36, 16, 28, 8, 36, 36, 9, 30, 34]

  /// The sheets of proposals that are needed.
  var proposalSheets: [ProposalSheet] {
    [
      ProposalSheet(
        name: language("问题归并建议", "problem decisions"), subjects: [.problem]),
      ProposalSheet(
        name: language("名称归并建议", "name decisions"), subjects: [.firm, .chain, .segment]),
    ].filter { sheet in proposals.contains { sheet.subjects.contains($0.subject) } }
  }

  func writeProposals(to writer: inout WorkbookWriter) throws(WorkbookOutputError) {
    for sheet in proposalSheets {
      let rows = proposals.filter { sheet.subjects.contains($0.subject) }.sorted { left, right in
        if left.count != right.count { return left.count > right.count }
        if left.subject != right.subject { return left.subject < right.subject }
        return left.written.utf8.lexicographicallyPrecedes(right.written.utf8)
      }
      try write(rows, named: sheet.name, to: &writer)
    }
  }

  private func write(
    _ rows: [ReturnedProposal], named name: String, to writer: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    // In the order of `cells(_:)`.
    let keys = [
      "subject", "written", "target", "targetName", "isConfirmed", "evidence", "others", "count",
      "firms", "place",
    ]
    let headers = keys.map { key in
      language(Decision.columns.first { $0.key == key }?.header ?? key, key)
    }
    let targetColumn = 2
    let confirmColumn = 4
    var settings = SheetSettings(name)
    settings.columns = Self.widths.map { SheetSettings.Column(.fixed($0)) }
    settings.frozenRows = 1
    settings.frozenColumns = 2
    settings.tabColor = SheetColor(0xFFC000)
    var page = PageSetup()
    page.isLandscape = true
    page.repeatedRows = 1...1
    page.footer = language("第 &P 页，共 &N 页", "page &P of &N")
    settings.page = page
    try writer.beginSheet(settings)
    let help = language(
      "是：“原表述”和“归并为”是同一回事，交回后按“归并为”统计。\n否：不是一回事，以后不再提示。\n空着：这次不归并，下次再问。\n"
        + "程序不会自行归并。",
      "yes: both mean the same, and will be counted as one.\nno: they don't; this will not be asked "
        + "again.\nblank: not united now, asked again.")
    try writer.append(
      headers.map { .text($0) }, height: 22, style: ReturnedStyles.header,
      notes: [CellNote(column: confirmColumn, text: help, author: "强链")])
    for row in rows {
      let cells = cells(row)
      try writer.append(cells, height: Self.height(cells, widths: Self.widths))
    }
    let last = rows.count + 1
    try writer.filter(CellBlock(rows: 1...last, columns: 0...headers.count - 1))
    var flags = DropDown([language("是", "yes"), language("否", "no")])
    flags.promptTitle = language("确认", "confirm")
    flags.prompt = language(
      "是＝同一回事；否＝不是；拿不准就空着", "yes: the same; no: not the same; blank: not decided")
    flags.errorTitle = flags.promptTitle
    flags.error = language("请选“是”或“否”，或者空着", "Write yes or no, or leave it blank")
    try writer.addDropDown(
      flags, to: CellBlock(rows: 2...last, columns: confirmColumn...confirmColumn))
    var lists = 0
    for (position, row) in rows.enumerated()
    where row.candidates.count > 1 && lists < Self.mostLists {
      lists += 1
      var targets = DropDown(row.candidates.map(\.target))
      targets.isStrict = false
      targets.errorTitle = language("归并为", "target")
      targets.error = language(
        "不在候选之中；可以填编号或名称", "not among the candidates; an id or a name may be written")
      let line = position + 2
      try writer.addDropDown(
        targets, to: CellBlock(rows: line...line, columns: targetColumn...targetColumn))
    }
  }

  private func cells(_ row: ReturnedProposal) -> [OutputCell] {
    let first = row.candidates.first
    let others = row.candidates.dropFirst().map {
      $0.name.isEmpty || $0.name == $0.target ? $0.target : "\($0.target) \($0.name)"
    }
    let shownFirms = row.firms.prefix(Self.mostNamed).joined(separator: language("、", ", "))
    let firms =
      row.firms.count > Self.mostNamed
      ? shownFirms + language(" 等 \(row.firms.count) 家", " and others, \(row.firms.count) in all")
      : shownFirms
    return [
      .text(language(row.subject.chinese, row.subject.english), style: ReturnedStyles.centered),
      .text(row.written, style: ReturnedStyles.body),
      .text(first?.target ?? "", style: ReturnedStyles.body),
      .text(first?.name ?? "", style: ReturnedStyles.body),
      OutputCell(.blank, style: ReturnedStyles.input),
      .text(first?.evidence ?? "", style: ReturnedStyles.body),
      .text(others.joined(separator: "\n"), style: ReturnedStyles.body),
      OutputCell(.number(Double(row.count)), style: ReturnedStyles.centered),
      .text(firms, style: ReturnedStyles.body),
      place(row.origins),
    ]
  }

  /// The first places of a wording, as a link to the first of them.
  private func place(_ origins: [RowOrigin]) -> OutputCell {
    var texts: [String] = []
    var first: (sheet: String, row: Int)?
    var count = 0
    for origin in origins.sorted()
    where !origin.isCreated && Int(origin.source) < owner.book.sources.count {
      let source = owner.book.sources[Int(origin.source)]
      guard let place = placeOfSheet[SheetKey(file: source.file, sheet: source.sheet)] else {
        continue
      }
      count += 1
      let name = sheets[place].name
      if first == nil { first = (name, Int(origin.row)) }
      guard texts.count < Self.mostNamed else { continue }
      texts.append(language("\(name) 第 \(origin.row) 行", "\(name) row \(origin.row)"))
    }
    var text = texts.joined(separator: language("；", "; "))
    if count > texts.count { text += language(" 等 \(count) 处", " and others, \(count) in all") }
    guard let first else { return .text(text, style: ReturnedStyles.body) }
    return OutputCell(
      .link(text, sheet: first.sheet, cell: "A\(first.row)"), style: ReturnedStyles.link)
  }
}
