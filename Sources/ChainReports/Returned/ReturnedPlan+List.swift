import ChainModel
import ChainTables
import Workbook
internal import WorkbookOutput

/// The list of what was found.
extension ReturnedPlan {
  private static let widths: [Double] = [6, 7, 19, 17, 9, 15, 20, 42, 36]
  private static let columnOfCell = 4

  func writeList(to writer: inout WorkbookWriter) throws(WorkbookOutputError) {
    let headers = [
      language("序号", "no."), language("程度", "severity"), language("文件", "file"),
      language("工作表", "sheet"), language("单元格", "cell"), language("列", "column"),
      language("原值", "value"), language("问题", "problem"), language("改法", "fix"),
    ]
    let above = linesAbove
    let headerRow = above.count + 1
    var settings = SheetSettings(listName)
    settings.columns = Self.widths.map { SheetSettings.Column(.fixed($0)) }
    settings.frozenRows = headerRow
    settings.tabColor = SheetColor(0x0563C1)
    var page = PageSetup()
    page.isLandscape = true
    page.repeatedRows = headerRow...headerRow
    page.footer = language("第 &P 页，共 &N 页", "page &P of &N")
    settings.page = page
    try writer.beginSheet(settings)
    let last = Self.widths.count - 1
    let room = Self.widths.reduce(0, +) - 4
    for (position, line) in above.enumerated() {
      let style = position == 0 ? ReturnedStyles.title : ReturnedStyles.text
      let height = position == 0 ? 28.0 : Double(TextWidth.lines(line, inWidth: room)) * 15 + 5
      try writer.append(
        [OutputCell.text(line, style: style)]
          + [OutputCell](repeating: OutputCell(.blank, style: style), count: last),
        height: height)
      let row = position + 1
      try writer.merge(CellBlock(rows: row...row, columns: 0...last))
    }
    try writer.append(headers.map { .text($0) }, height: 22, style: ReturnedStyles.header)
    for (position, entry) in entries.enumerated() {
      let cells = cells(entry, number: position + 1)
      try writer.append(cells, height: Self.height(cells))
    }
    if entries.isEmpty {
      try writer.append(
        [.blank, .text(language("没有发现问题", "nothing was found"), style: ReturnedStyles.text)])
    } else {
      try writer.filter(
        CellBlock(rows: headerRow...writer.rowCount, columns: 0...last))
    }
  }

  /// The lines above the table: what the list is about, how many it has, and what to do.
  private var linesAbove: [String] {
    var lines = [listName + (title.map { language("：", ": ") + $0 } ?? "")]
    let found = Diagnostic.Severity.allCases.map { severity in
      language(
        "\(severity.name(in: language)) \(counts[severity] ?? 0) 处",
        "\(counts[severity] ?? 0) \(severity.name(in: language))s")
    }
    lines.append(
      language("判定日期 ", "as of ") + owner.asOf.description + language("，", ", ")
        + found.joined(separator: language("，", ", ")))
    lines += owner.book.dataNotices
    if !sheets.isEmpty, !entries.isEmpty {
      lines.append(
        language(
          "怎么改：点“单元格”一列的蓝字，跳到有问题的格子，在那里直接改好；把鼠标停在格子上，批注里有问题和改法。"
            + "红色＝错误（未采用，须改），黄色＝存疑（已采用，须核对），浅蓝＝说明（已自动处理，一般不用改）。"
            + "改完保存，把本文件原样交回即可；本页、颜色和批注都不用动。",
          "How to mend: click a blue address in the column “cell” to go to the cell, and mend it "
            + "there; its comment has the problem and the fix. Red: error (not used). Yellow: "
            + "doubtful (used; check it). Pale blue: note (nothing to do as a rule). Save, and send "
            + "this file back as it is; this sheet, colours and comments may stay."))
    }
    if !proposals.isEmpty {
      let names = proposalSheets.map { "“\($0.name)”" }.joined(separator: language("、", ", "))
      lines.append(
        language(
          "另请逐行看最后的工作表\(names)：是同一回事的，在“确认”一列选“是”；不是的选“否”；拿不准的空着。",
          "Please also go through the last sheets \(names): write yes or no in the column isConfirmed; "
            + "leave it blank where you are not sure."))
    }
    return lines
  }

  private func cells(_ entry: Entry, number: Int) -> [OutputCell] {
    let diagnostic = entry.diagnostic
    var message = diagnostic.message[language]
    if entry.count > 1 {
      // Notes about whole rows are listed only, those about cells are coloured as well.
      message +=
        diagnostic.columnIndex != nil
        ? language(
          "（本列同类说明共 \(entry.count) 处，均已标浅蓝）",
          " (\(entry.count) notes of this kind in the column, all in pale blue)")
        : language(
          "（本表同类说明共 \(entry.count) 处）", " (\(entry.count) notes of this kind in the sheet)")
    }
    return [
      OutputCell(.number(Double(number)), style: ReturnedStyles.centered),
      .text(
        diagnostic.severity.name(in: language), style: ReturnedStyles.severity(diagnostic.severity)),
      .text(diagnostic.file, style: ReturnedStyles.body),
      .text(
        entry.cell == nil ? diagnostic.sheet ?? "" : entry.sheet ?? "", style: ReturnedStyles.body),
      place(entry),
      .text(diagnostic.column ?? "", style: ReturnedStyles.body),
      .text(diagnostic.value, style: ReturnedStyles.body),
      .text(message, style: ReturnedStyles.body),
      .text(diagnostic.fix[language], style: ReturnedStyles.body),
    ]
  }

  /// The cell's address, or what stands for it, as a link to the marked cell.
  private func place(_ entry: Entry) -> OutputCell {
    let text: String
    if let cell = entry.diagnostic.cell {
      text = cell
    } else if let row = entry.diagnostic.row {
      text = language("第 \(row) 行", "row \(row)")
    } else if entry.cell != nil {
      text = language("整张表", "whole sheet")
    } else {
      text = entry.diagnostic.file.isEmpty ? "" : language("整个文件", "whole file")
    }
    guard let sheet = entry.sheet, !text.isEmpty else {
      return .text(text, style: ReturnedStyles.body)
    }
    return OutputCell(
      .link(text, sheet: sheet, cell: entry.cell?.address ?? "A1"), style: ReturnedStyles.link)
  }

  /// The height of a row of which every text shows.
  static func height(_ cells: [OutputCell], widths: [Double] = Self.widths) -> Double {
    var lines = 1
    for (column, cell) in cells.enumerated() {
      guard case .text(let text) = cell.value else { continue }
      lines = max(lines, TextWidth.lines(text, inWidth: widths[column] - 1.5))
    }
    return Double(lines) * 15 + 3
  }
}
