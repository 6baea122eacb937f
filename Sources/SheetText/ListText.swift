/// Cells that hold several values.
package enum ListText {
  /// The parts of a cell in which a person wrote a list, numbered or not.
  ///
  /// A list is numbered where its numbers ascend from 1: `1.甲 2.乙`, `1、甲；2、乙`, `（1）甲（2）乙`,
  /// `①甲②乙`. Otherwise the parts stand between line ends and semicolons; a comma or `、` stands
  /// inside of sentences too often to part them.
  ///
  /// - Parameter text: The cell.
  /// - Returns: The parts without numbers and blanks around them; none where the cell is blank.
  /// - Complexity: O(length).
  package static func sentences(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let marks = numbering(scalars)
    guard !marks.isEmpty else {
      return cleaned(scalars.split { isEnd($0) })
    }
    var parts: [ArraySlice<Unicode.Scalar>] = []
    for (position, mark) in marks.enumerated() {
      let end = position + 1 < marks.count ? marks[position + 1].lowerBound : scalars.count
      parts.append(scalars[mark.upperBound..<end])
    }
    // What stands before the first number belongs to it, as in 存在：1.甲.
    return cleaned(parts)
  }

  /// The parts of a cell that names several things: between line ends, semicolons, `、` and `|`,
  /// outside of brackets, or numbered as in ``sentences(_:)``.
  ///
  /// - Parameter text: The cell.
  /// - Returns: The parts without blanks around them, in order.
  /// - Complexity: O(length).
  package static func names(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let marks = numbering(scalars)
    guard !marks.isEmpty else { return names(scalars[...]) }
    return marks.indices.flatMap { index in
      let end = index + 1 < marks.count ? marks[index + 1].lowerBound : scalars.count
      return names(scalars[marks[index].upperBound..<end])
    }
  }

  /// The firms a cell names: ``names(_:)``, and between commas and slashes where each part ends as a
  /// firm's name does, so that `Co., Ltd.` stays whole.
  ///
  /// - Parameter text: The cell.
  /// - Returns: The parts, each with its remark in brackets; 等 behind the last is left out.
  /// - Complexity: O(length).
  package static func firms(_ text: String) -> [String] {
    names(text).flatMap { part -> [String] in
      let pieces = outsideBrackets(part, at: [",", "，", "/", "／"]).map(withoutAndOthers)
      let areFirms = pieces.allSatisfy { piece in
        let name = nameAndRemark(piece).name
        return chineseEnds.contains { name.hasSuffix($0) }
      }
      return pieces.count > 1 && areFirms ? pieces : [withoutAndOthers(part)]
    }
  }

  /// A name without 等, 等企业, 等5家企业 behind it.
  private static func withoutAndOthers(_ name: String) -> String {
    guard let mark = name.lastIndex(of: "等"), mark != name.startIndex else { return name }
    let before = String(name[..<mark])
    let rest = name[name.index(after: mark)...]
    let isRest = rest.allSatisfy { $0.isNumber || "多数余家个单位企业公司厂商供应客户".contains($0) }
    return isRest && chineseEnds.contains { before.hasSuffix($0) } ? before : name
  }

  /// The parts of a text between some marks that stand outside of brackets.
  private static func outsideBrackets(
    _ text: String, at marks: Set<Unicode.Scalar>
  ) -> [String] {
    var depth = 0
    let parts = Array(text.unicodeScalars).split { scalar in
      switch scalar {
      case "(", "（", "[", "【": depth += 1
      case ")", "）", "]", "】": depth = max(0, depth - 1)
      default: return depth == 0 && marks.contains(scalar)
      }
      return false
    }
    return cleaned(parts)
  }

  private static func names(_ scalars: ArraySlice<Unicode.Scalar>) -> [String] {
    var parts: [ArraySlice<Unicode.Scalar>] = []
    var start = scalars.startIndex
    var depth = 0
    for (index, scalar) in zip(scalars.indices, scalars) {
      switch scalar {
      case "(", "（", "[", "【": depth += 1
      case ")", "）", "]", "】": depth = max(0, depth - 1)
      default:
        // A line ends whatever is open.
        if scalar == "\n" || scalar == "\r" { depth = 0 }
        guard depth == 0, isEnd(scalar) || "、|｜".unicodeScalars.contains(scalar) else { continue }
        parts.append(scalars[start..<index])
        start = index + 1
      }
    }
    parts.append(scalars[start...])
    return cleaned(parts)
  }

  /// A name and what stands in brackets behind it: `溪口县红炉热处理有限公司（调质）`.
  ///
  /// Brackets inside of a name, as in `某某（苏州）有限公司`, and those of a legal form, as in
  /// `某某合伙企业（有限合伙）`, stay.
  ///
  /// - Parameter text: The part.
  /// - Returns: The name, and the remark where there is one.
  /// - Complexity: O(length).
  package static func nameAndRemark(_ text: String) -> (name: String, remark: String?) {
    let scalars = Array(text.unicodeScalars)
    guard let last = scalars.last, last == ")" || last == "）" else { return (text, nil) }
    var depth = 0
    for index in scalars.indices.reversed() {
      if scalars[index] == ")" || scalars[index] == "）" { depth += 1 }
      if scalars[index] == "(" || scalars[index] == "（" { depth -= 1 }
      guard depth == 0 else { continue }
      let name = string(scalars[..<index])
      let remark = string(scalars[(index + 1)..<(scalars.count - 1)])
      guard !name.isEmpty, !remark.isEmpty, !legalForms.contains(remark),
        nameEnds.contains(where: { name.hasSuffix($0) })
      else { return (text, nil) }
      return (name, remark)
    }
    return (text, nil)
  }

  private static let legalForms: Set<String> = ["有限合伙", "普通合伙", "特殊普通合伙", "个人独资", "筹"]

  private static let chineseEnds = [
    "公司", "厂", "店", "社", "部", "所", "中心", "集团", "院", "行", "站", "企业", "经营户",
  ]

  private static let nameEnds = chineseEnds + ["Ltd", "Ltd.", "GmbH", "Inc", "Inc.", "AB", "Co."]

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == ";" || scalar == "；" || scalar == "\u{2028}"
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return CellFolding.trimmed(String(view))
  }

  private static func cleaned(_ parts: [ArraySlice<Unicode.Scalar>]) -> [String] {
    parts.compactMap { part in
      var text = string(part)
      while let last = text.unicodeScalars.last, ";；。，、,".unicodeScalars.contains(last) {
        text.unicodeScalars.removeLast()
      }
      text = CellFolding.trimmed(text)
      return text.isEmpty ? nil : text
    }
  }

  /// Where the numbers of a numbered list stand, with their marks; empty where it isn't one.
  private static func numbering(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      if let end = mark(marks.count + 1, in: scalars, at: index), canStart(scalars, index) {
        marks.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    guard let first = marks.first else { return [] }
    // One number alone is a list only where it begins the cell.
    let before = string(scalars[..<first.lowerBound])
    return marks.count > 1 || before.isEmpty ? marks : []
  }

  private static func canStart(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = scalars[index - 1]
    // Not inside of a number, a code or a word of Latin letters.
    return !(before.isASCII && (before.properties.isAlphabetic || isDigit(before)))
      && before != "." && before != "-" && before != "/"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  /// Whether a year with its 年 or sign stands at a position.
  private static func isYear(_ scalars: [Unicode.Scalar], at start: Int) -> Bool {
    guard start + 4 < scalars.count, scalars[start] == "1" || scalars[start] == "2",
      scalars[start..<start + 4].allSatisfy({ isDigit($0) })
    else { return false }
    return "年-/.".unicodeScalars.contains(scalars[start + 4])
  }

  /// The end of the mark of a number at a position; nil where it isn't there.
  private static func mark(_ number: Int, in scalars: [Unicode.Scalar], at start: Int) -> Int? {
    if number <= 20, scalars[start].value == 0x245F + UInt32(number) { return start + 1 }
    var index = start
    let isOpen = scalars[index] == "(" || scalars[index] == "（"
    if isOpen { index += 1 }
    var value = 0
    var digits = 0
    while index < scalars.count, isDigit(scalars[index]), digits < 3 {
      let scalar = scalars[index].value
      value = value * 10 + Int(scalar >= 0xFF10 ? scalar - 0xFF10 : scalar - 0x30)
      digits += 1
      index += 1
    }
    guard digits > 0, value == number, index < scalars.count else { return nil }
    let after = scalars[index]
    if isOpen || after == ")" || after == "）" {
      return after == ")" || after == "）" ? index + 1 : nil
    }
    guard ".．、:：".unicodeScalars.contains(after) else { return nil }
    // 1.5mm is a number, and 1:2 a ratio; a year may follow a mark.
    if index + 1 < scalars.count, isDigit(scalars[index + 1]), !isYear(scalars, at: index + 1) {
      return nil
    }
    return index + 1
  }
}
