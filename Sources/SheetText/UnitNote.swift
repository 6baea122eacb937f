/// Units as sheets note them.
package enum UnitNote {
  /// The units a whole cell declares, such as `单位：万元` or `（计量单位：万元、人）`.
  ///
  /// - Parameter text: The cell.
  /// - Returns: The units in order; empty where the cell says something else, as `单位：沛县商务局` does.
  /// - Complexity: O(length).
  package static func declared(in text: String) -> [String] {
    var rest = withoutBrackets(CellFolding.compact(text))[...]
    for lead in ["金额", "计量", "数量", "货币", "计价", "数据", "Unit", "unit"] where rest.hasPrefix(lead) {
      rest = rest.dropFirst(lead.count)
      break
    }
    if rest.hasPrefix("单位") || rest.hasPrefix("單位") {
      rest = rest.dropFirst(2)
    } else if !rest.hasPrefix(":") {
      return []
    }
    guard rest.first == ":" || rest.first == "为" else { return [] }
    let parts = rest.dropFirst().split(whereSeparator: { "、,;/和".contains($0) }).map(String.init)
    return !parts.isEmpty && parts.allSatisfy { units.contains($0.lowercased()) } ? parts : []
  }

  /// The units declared in a note at the end of a longer cell, such as a title.
  ///
  /// - Parameter text: The cell.
  /// - Returns: The units; empty where there is no note.
  /// - Complexity: O(length).
  package static func trailing(in text: String) -> [String] {
    let compact = CellFolding.compact(text)
    guard let open = compact.lastIndex(where: { $0 == "(" || $0 == "【" || $0 == "[" }) else {
      return []
    }
    return declared(in: String(compact[open...]))
  }

  /// The unit a cell consists of, such as `万元`, `（人）` or `%`.
  ///
  /// - Parameter text: The cell.
  /// - Returns: The unit; nil where the cell says something else.
  package static func unit(of text: String) -> String? {
    let inner = withoutBrackets(CellFolding.compact(text))
    return units.contains(inner.lowercased()) ? inner : nil
  }

  /// The unit in brackets or after a slash at the end of a header, such as `产值（万元）`.
  ///
  /// - Parameter header: The header.
  /// - Returns: The unit; nil where there is none.
  package static func unit(inHeader header: String) -> String? {
    let compact = CellFolding.compact(header)
    if compact.hasSuffix(")") || compact.hasSuffix("]") || compact.hasSuffix("】") {
      guard let open = compact.lastIndex(where: { "([【".contains($0) }) else { return nil }
      let group = String(compact[open...])
      return unit(of: group) ?? declared(in: group).first
    }
    if compact.hasSuffix("%") { return "%" }
    guard let slash = compact.lastIndex(of: "/") else { return nil }
    let tail = String(compact[compact.index(after: slash)...])
    return calendar.contains(tail) ? nil : unit(of: tail)
  }

  private static func withoutBrackets(_ compact: String) -> String {
    for (open, close) in [("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕")]
      as [(Character, Character)]
    where compact.first == open && compact.last == close && compact.count > 2 {
      return String(compact.dropFirst().dropLast())
    }
    return compact
  }

  // After a slash these are parts of a date pattern.
  private static let calendar: Set<String> = ["年", "月", "日", "天"]

  private static let units: Set<String> = [
    "元", "千元", "万元", "百万元", "亿元", "萬元", "億元", "人民币", "人民币元", "人民币万元", "万美元", "美元", "%", "‰",
    "百分比", "人", "万人", "名", "个", "家", "户", "项", "条", "份", "次", "张", "吨", "万吨", "千克", "公斤", "kg",
    "件", "万件", "台", "套", "辆", "万辆", "平方米", "m2", "亩", "年", "月", "日", "天", "小时", "千瓦时", "万千瓦时",
    "吨标准煤",
    "米", "台套", "台(套)", "批次", "批", "元/吨", "万元/年", "人次", "例", "起", "所", "噸", "個", "項",
  ]
}
