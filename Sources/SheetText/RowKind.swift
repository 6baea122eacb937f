/// What a row below the header holds.
package enum RowKind: Equatable, Sendable {
  /// A row of the table.
  case data
  /// Nothing.
  case blank
  /// A sum or mean over other rows, with the word that says so (合计, 小计, …).
  case total(word: String)
  /// A note under the table, with its label (注, 填表人, …).
  case note(label: String)
  /// The header again, as on a new page.
  case repeatedHeader

  /// Tells what a row holds.
  ///
  /// - Parameters:
  ///   - cells: The cells of the row.
  ///   - header: The names of the columns in the same order; empty where there is none.
  /// - Returns: What it holds; a row that could be either is data.
  /// - Complexity: O(cells).
  package static func classify(_ cells: [String], header: [String] = []) -> RowKind {
    var filled: [(column: Int, text: String)] = []
    for (column, cell) in cells.enumerated() {
      let text = CellFolding.compact(cell)
      if !text.isEmpty { filled.append((column, text)) }
    }
    guard let first = filled.first else { return .blank }
    if isHeader(filled, header: header) { return .repeatedHeader }
    if let word = totalWord(first.text) { return .total(word: word) }
    if filled.count > 1, CellFolding.isNumber(first.text), let word = totalWord(filled[1].text) {
      return .total(word: word)
    }
    if let word = innerTotal(filled) { return .total(word: word) }
    if let label = noteLabel(first.text, isAlone: filled.count == 1) { return .note(label: label) }
    if filled.count == 2, noteWords.contains(first.text), !CellFolding.isNumber(filled[1].text) {
      return .note(label: first.text)
    }
    // No name ends as a sentence does.
    if filled.count == 1, header.count > 1, first.text.hasSuffix("。") { return .note(label: "说明") }
    if filled.count == 1, !UnitNote.declared(in: first.text).isEmpty { return .note(label: "单位") }
    return .data
  }

  /// The cells of a row among which a word for a sum may stand.
  package static let leadingCells = 6

  /// The word for a sum that stands right of the county's or the town's cell, which is merged over
  /// its firms and their sum: the whole cell, and the sums follow it.
  private static func innerTotal(_ filled: [(column: Int, text: String)]) -> String? {
    for index in filled.indices.dropFirst().prefix(leadingCells - 1) {
      // The word stands left of what is summed; a number in first place only counts the rows.
      if index > 1, CellFolding.isNumber(filled[index - 1].text) { return nil }
      guard filled.indices.contains(index + 1), CellFolding.isNumber(filled[index + 1].text) else {
        continue
      }
      let text = filled[index].text.filter { !"()[]【】:".contains($0) }
      if totalWords.contains(text) { return text }
    }
    return nil
  }

  /// Labels that in a row of two cells head the note beside them.
  private static let noteWords: Set<String> = [
    "注", "备注", "附注", "说明", "填表说明", "填报说明", "填报要求", "備註", "註", "說明",
  ]

  private static func isHeader(_ filled: [(column: Int, text: String)], header: [String]) -> Bool {
    let named = header.filter { !CellFolding.compact($0).isEmpty }.count
    guard named > 0, filled.count >= min(2, named) else { return false }
    let equal = filled.count {
      header.indices.contains($0.column) && CellFolding.compact(header[$0.column]) == $0.text
    }
    return equal * 5 >= filled.count * 4
  }

  /// The word for a sum that a cell consists of, ends in (全县合计), or starts with (合计12家).
  private static func totalWord(_ text: String) -> String? {
    let text = text.filter { !"()[]【】".contains($0) }
    for word in totalWords {
      if text == word { return word }
      if text.hasPrefix(word) {
        let rest = text.dropFirst(word.count)
        if let next = rest.first, next == ":" || next.isNumber { return word }
      }
      if text.hasSuffix(word), text.count <= 12, longWords.contains(word) { return word }
    }
    return nil
  }

  private static let totalWords: [String] = [
    "合计", "小计", "总计", "共计", "累计", "总和", "汇总", "平均值", "平均数", "平均", "均值", "其中", "同比", "同比增长", "环比",
    "企业数", "企业数量", "户数", "合計", "小計", "總計", "共計",
  ]

  private static let longWords: Set<String> = ["合计", "小计", "总计", "共计", "合計", "小計", "總計", "共計"]

  private static func noteLabel(_ text: String, isAlone: Bool) -> String? {
    let inner = text.trimmingBrackets()
    if closings.contains(inner) { return inner }
    for label in labels {
      guard inner.hasPrefix(label) else { continue }
      let rest = inner.dropFirst(label.count)
      if rest.isEmpty {
        // A lone word in a row with other cells may be data.
        if isAlone || signing.contains(label) { return label }
        continue
      }
      let afterMark = rest.drop { $0.isNumber || "(签字)(签名)(盖章)(公章)".contains($0) }
      if afterMark.first == ":" || (label == "注" && rest.first == ".") { return label }
    }
    if let mark = text.first, "*※★▲#".contains(mark), isAlone, !text.hasPrefix("*ST") {
      return String(mark)
    }
    return nil
  }

  private static let closings: Set<String> = ["以下空白", "以下无内容", "以下无正文"]

  private static let signing: Set<String> = [
    "填表人", "审核人", "填报人", "制表人", "单位负责人", "分管领导", "主要负责人", "填报单位", "填报日期", "填表日期",
  ]

  private static let labels: [String] = [
    "注", "备注", "附注", "说明", "填表说明", "填报说明", "填表人", "填报人", "制表人", "审核人", "复核人", "审批人", "单位负责人",
    "主要负责人",
    "负责人", "分管领导", "经办人", "联系人", "联系电话", "电话", "填报日期", "填表日期", "制表日期", "报出日期", "填报时间", "日期", "填报单位",
    "报送单位",
    "填表单位", "数据来源", "资料来源", "来源", "備註", "註", "說明", "温馨提示", "提示", "要求", "填报要求",
  ]
}

extension String {
  /// The text without one pair of round brackets around it.
  fileprivate func trimmingBrackets() -> String {
    first == "(" && last == ")" && count > 2 ? String(dropFirst().dropLast()) : self
  }
}
