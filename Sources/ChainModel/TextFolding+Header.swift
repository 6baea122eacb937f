extension TextFolding {
  /// A column header in the form by which it is matched, and the unit it named.
  package struct Header: Sendable, Hashable {
    /// The header: NFKC, lower case, without spaces and unit.
    package let name: String
    /// The unit as written after folding, such as `万元` or `%`; `nil` if none was found.
    package let unit: String?
  }

  /// Folds a column header: NFKC, lower case, all spaces removed, the unit set apart.
  ///
  /// A unit is a known word in brackets anywhere (`营业收入（万元）`, `金额(单位:元)`), after a slash
  /// at the end (`年供货额/万元`), or a per cent sign at the end. Other brackets, as in
  /// `乡镇(街道)`, stay. Marks of required columns (`*`, `(必填)`) go. A header that is nothing but
  /// a unit stays as it is.
  /// - Complexity: O(length).
  package static func foldedHeader(_ text: String) -> Header {
    let folded = composedVisible(text).lowercased()
    var name = String(
      String.UnicodeScalarView(
        folded.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" }))
    let whole = name
    var unit: String?
    for (open, close) in brackets {
      name = removingGroups(from: name, open: open, close: close, unit: &unit)
    }
    if unit == nil, let slash = name.lastIndex(of: "/") {
      let tail = String(name[name.index(after: slash)...])
      if units.contains(tail), !calendarUnits.contains(tail) {
        unit = tail
        name = String(name[..<slash])
      }
    }
    if unit == nil, let sign = name.last, sign == "%" || sign == "\u{2030}" {
      unit = String(sign)
      name.removeLast()
    }
    return name.isEmpty ? Header(name: whole, unit: nil) : Header(name: name, unit: unit)
  }

  private static let brackets: [(open: Character, close: Character)] = [
    ("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕"),
  ]

  private static let units: Set<String> = [
    "元", "千元", "万元", "百万元", "亿元", "人民币", "rmb", "cny", "yuan", "万美元", "美元", "usd",
    "%", "\u{2030}", "百分比", "人", "万人", "名", "个", "家", "户", "项", "条", "份", "次", "张", "吨",
    "万吨", "千克", "公斤", "kg", "件", "万件", "台", "套", "辆", "平方米", "m2", "亩", "年", "月", "日",
    "天", "小时", "persons", "days",
  ]

  // After a slash these are parts of a date pattern (年/月/日), not units.
  private static let calendarUnits: Set<String> = ["年", "月", "日", "天"]

  // Words of advice, which say nothing of what the column holds.
  private static let marks: Set<String> = [
    "必填", "必填项", "选填", "选填项", "可选", "非必填", "required", "全称", "盖章", "公章", "签章", "加盖公章",
    "与营业执照一致", "按营业执照填写", "按营业执照", "可多选", "多选", "单选", "18位", "6位", "下拉选择", "请选择",
  ]

  private static func removingGroups(
    from text: String, open: Character, close: Character, unit: inout String?
  ) -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: open),
      let end = rest[start...].firstIndex(of: close)
    {
      let inside = String(rest[rest.index(after: start)..<end])
      let word = inside.trimmingPrefix("单位:").trimmingPrefix("单位")
      result += rest[..<start]
      if isUnit(String(word)) {
        if unit == nil { unit = String(word) }
      } else if !marks.contains(inside) {
        result += rest[start...end]
      }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func isUnit(_ word: String) -> Bool {
    if units.contains(word) { return true }
    if word.hasPrefix("人民币") { return units.contains(String(word.dropFirst(3))) }
    // A rate such as 万元/年.
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && units.contains(String(parts[0])) && units.contains(String(parts[1]))
      && !calendarUnits.contains(String(parts[0]))
  }
}
