/// Reads numbers as people write them in cells.
///
/// Full-width forms, separators of thousands (`1,234.5`, `1 234.5`), words of approximation and
/// bounds (`约300`, `300余`, `≥300`, `300以上`), ranges (`5%-15%`, `100~200`), units of money and
/// counting (`1.2亿`, `3000万元`, `12人`). Chinese numerals aren't read.
package struct CellNumberParser {
  private struct Term {
    var value: Double
    var unit: String?
    var measure: CellNumber.Measure
    var factor: Double
  }

  private var assumptions: [NumberAssumption] = []

  private init() {}

  /// Reads a number.
  ///
  /// - Parameter text: The cell.
  /// - Returns: The number, with everything that was assumed.
  /// - Throws: ``CellNumberFailure``.
  /// - Complexity: O(length).
  package static func parse(_ text: String) throws(CellNumberFailure) -> CellNumber {
    var parser = CellNumberParser()
    return try parser.read(text)
  }

  private mutating func read(_ text: String) throws(CellNumberFailure) -> CellNumber {
    let trimmed = CellFolding.trimmed(text)
    if trimmed.isEmpty { throw .empty }
    var folded = String.UnicodeScalarView()
    var isFullWidth = false
    for scalar in trimmed.unicodeScalars {
      let half = CellFolding.halfWidth(scalar)
      if half != scalar, scalar.value != 0x3000, !"（），：".unicodeScalars.contains(scalar) {
        isFullWidth = true
      }
      // Dashes and waves of all kinds are the signs of ranges.
      switch half.value {
      case 0x2010...0x2015, 0x2212, 0xFE63: folded.append("-")
      case 0x301C, 0x223C, 0x7E: folded.append("~")
      case 0xA0, 0x2002...0x200A, 0x202F: folded.append(" ")
      default: if !Self.isInvisible(half) { folded.append(half) }
      }
    }
    var rest = String(folded)
    if Self.placeholders.contains(rest.lowercased()) { throw .placeholder }
    if isFullWidth { assumptions.append(.fullWidth) }
    let remark = Self.takeRemark(&rest)
    takeWordsBefore(&rest)
    rest = Self.squeezed(rest)
    let terms = try split(rest)
    var result = try combined(terms)
    if let remark { assumptions.append(.remark(remark)) }
    result = CellNumber(
      value: result.value, lower: result.lower, upper: result.upper, unit: result.unit,
      measure: result.measure, factor: result.factor, assumptions: assumptions)
    return result
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    (0x200B...0x200F).contains(scalar.value) || scalar.value == 0xFEFF || scalar.value == 0x2060
  }

  private static let placeholders: Set<String> = [
    "-", "--", "---", "/", "//", "\\", "无", "無", "暂无", "没有", "n/a", "na", "null", "none", "不详",
    "未知", "不适用",
    "…", "*", "?", "空", "待定", "未统计",
  ]

  /// Takes a remark in brackets off the end; brackets around a unit only are opened.
  private static func takeRemark(_ text: inout String) -> String? {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open != text.startIndex else {
      return nil
    }
    let inner = String(text[text.index(after: open)...].dropLast())
    let before = String(text[..<open])
    if unit(named: CellFolding.compact(inner)) != nil {
      text = before + inner
      return nil
    }
    text = before
    return inner
  }

  // MARK: - Words around the number

  private enum Sense {
    case approximate
    case atLeast
    case atMost
    case nothing
  }

  private static let before: [(word: String, sense: Sense)] = [
    ("大约", .approximate), ("大概", .approximate), ("约为", .approximate), ("约", .approximate),
    ("近", .approximate), ("将近", .approximate), ("接近", .approximate), ("≈", .approximate),
    ("预计", .approximate), ("估计", .approximate), ("上下", .approximate), ("約", .approximate),
    (">=", .atLeast), ("≥", .atLeast), ("≧", .atLeast), (">", .atLeast), ("不低于", .atLeast),
    ("不少于", .atLeast), ("至少", .atLeast), ("超过", .atLeast), ("超", .atLeast), ("大于", .atLeast),
    ("高于", .atLeast),
    ("<=", .atMost), ("≤", .atMost), ("≦", .atMost), ("<", .atMost), ("不超过", .atMost),
    ("不高于", .atMost), ("最多", .atMost), ("小于", .atMost), ("低于", .atMost), ("不到", .atMost),
    ("不足", .atMost),
    ("共计", .nothing), ("合计", .nothing), ("共", .nothing), ("人民币", .nothing),
  ]

  private static let after: [(word: String, sense: Sense)] = [
    ("左右", .approximate), ("上下", .approximate), ("有余", .approximate), ("余", .approximate),
    ("多", .approximate), ("餘", .approximate), ("几", .approximate),
    ("及以上", .atLeast), ("以上", .atLeast), ("+", .atLeast), ("起", .atLeast),
    ("及以下", .atMost), ("以下", .atMost), ("以内", .atMost), ("之内", .atMost),
  ]

  private mutating func note(_ word: String, _ sense: Sense) {
    switch sense {
    case .approximate: assumptions.append(.approximate(word))
    case .atLeast: assumptions.append(.atLeast(word))
    case .atMost: assumptions.append(.atMost(word))
    case .nothing: break
    }
  }

  private mutating func takeWordsBefore(_ text: inout String) {
    var isFound = true
    while isFound {
      isFound = false
      text = CellFolding.trimmed(text)
      for (word, sense) in Self.before where text.hasPrefix(word) && text != word {
        note(word, sense)
        text.removeFirst(word.count)
        isFound = true
        break
      }
    }
  }

  private mutating func takeWords(after text: inout Substring) {
    for (word, sense) in Self.after where text.hasPrefix(word) {
      note(word, sense)
      text = text.dropFirst(word.count)
      return
    }
  }

  /// Removes spaces, except between digits, where they may separate thousands.
  private static func squeezed(_ text: String) -> String {
    var result: [Character] = []
    var hasSpace = false
    for character in text {
      if character == " " || character == "\u{3000}" {
        hasSpace = true
        continue
      }
      if hasSpace, let last = result.last, last.isNumber, character.isNumber {
        result.append(" ")
      }
      hasSpace = false
      result.append(character)
    }
    return String(result)
  }

  // MARK: - Terms

  /// One number, or two with the sign of a range between.
  private mutating func split(_ text: String) throws(CellNumberFailure) -> [Term] {
    var rest = text[...]
    let first = try term(&rest)
    if rest.isEmpty { return [first] }
    var isRange = false
    for sign in ["--", "-", "~", "至", "到", "—"] where rest.hasPrefix(sign) {
      rest = rest.dropFirst(sign.count)
      isRange = true
      break
    }
    guard isRange else {
      throw rest.contains { $0.isNumber } ? .severalNumbers : .notANumber
    }
    let second = try term(&rest)
    guard rest.isEmpty else {
      throw rest.contains { $0.isNumber } ? .severalNumbers : .notANumber
    }
    return [first, second]
  }

  private mutating func term(_ rest: inout Substring) throws(CellNumberFailure) -> Term {
    var isMoney = false
    if let sign = rest.first, sign == "¥" || sign == "￥" {
      isMoney = true
      rest = rest.dropFirst()
    }
    for name in ["US$", "HK$", "NT$", "$", "€", "£"] where rest.hasPrefix(name) {
      throw .foreignCurrency(name)
    }
    let value = try number(&rest)
    takeWords(after: &rest)
    var term = Term(value: value, unit: nil, measure: .plain, factor: 1)
    if isMoney {
      term.unit = "元"
      term.measure = .money
      term.factor = 1e-4
    }
    // The longest unit first.
    for length in stride(from: min(6, rest.count), through: 1, by: -1) {
      let name = String(rest.prefix(length))
      guard let (measure, factor) = Self.unit(named: name) else { continue }
      if measure == nil { throw .foreignCurrency(name) }
      rest = rest.dropFirst(length)
      term.unit = isMoney && !name.hasSuffix("元") ? name + "元" : name
      if let measure {
        term.measure = isMoney ? .money : measure
        term.factor = isMoney && measure == .plain ? factor * 1e-4 : factor
      }
      break
    }
    for name in Self.foreign where rest.hasPrefix(name) { throw .foreignCurrency(name) }
    takeWords(after: &rest)
    for period in ["年", "月", "季", "季度", "日", "天", "人"] {
      if rest == "/" + period || rest == "每" + period {
        assumptions.append(.period(period))
        rest = ""
      }
    }
    return term
  }

  /// The measure of a unit and its factor to the base; a nil measure is a foreign currency.
  private static func unit(named name: String) -> (measure: CellNumber.Measure?, factor: Double)? {
    if let money = money[name] { return (.money, money) }
    if foreign.contains(name) { return (nil, 1) }
    switch name {
    case "%", "％", "个百分点": return (.share, 0.01)
    case "‰": return (.share, 0.001)
    case "万", "萬": return (.plain, 10_000)
    case "亿", "億": return (.plain, 100_000_000)
    default: break
    }
    if counts.contains(name) { return (.count, 1) }
    if name.first == "万" || name.first == "萬", counts.contains(String(name.dropFirst())) {
      return (.count, 10_000)
    }
    if name.first == "亿", counts.contains(String(name.dropFirst())) {
      return (.count, 100_000_000)
    }
    return nil
  }

  private static let money: [String: Double] = [
    "元": 1e-4, "块": 1e-4, "圆": 1e-4, "元人民币": 1e-4, "人民币": 1e-4, "千元": 0.1, "万元": 1, "萬元": 1,
    "万元人民币": 1, "百万元": 100, "千万元": 1000, "亿元": 10_000, "億元": 10_000, "亿元人民币": 10_000,
    "万人民币": 1, "RMB": 1e-4, "万RMB": 1, "百万": 100, "千万": 1000,
  ]

  private static let foreign: [String] = [
    "亿美元", "万美元", "美元", "万欧元", "欧元", "万港元", "港元", "港币", "万日元", "日元", "新台币", "新臺幣", "台币", "USD",
    "EUR",
    "HKD", "万英镑", "英镑",
  ]

  private static let counts: Set<String> = [
    "人", "名", "个", "家", "户", "项", "条", "份", "次", "张", "吨", "千克", "公斤", "kg", "件", "台", "套", "辆",
    "平方米", "亩",
    "年", "月", "天", "小时", "人次", "批次", "批", "台套", "米", "吨/年", "件/年", "台/年", "所", "起", "只", "片", "位",
    "m2",
    "个月", "平米", "公里", "千瓦时", "度", "升", "支", "根", "块", "栋", "艘", "t", "T", "個", "項", "戶", "噸",
  ]

  /// The digits with sign, point, separators and exponent.
  private mutating func number(_ rest: inout Substring) throws(CellNumberFailure) -> Double {
    var digits = ""
    if let sign = rest.first, sign == "-" || sign == "+" {
      if sign == "-" { digits.append("-") }
      rest = rest.dropFirst()
    }
    var groups: [Int] = [0]
    var separator: Character?
    while let next = rest.first {
      if next.isASCII, next.isNumber {
        digits.append(next)
        groups[groups.count - 1] += 1
        rest = rest.dropFirst()
      } else if next == "," || next == " " || next == "'", rest.dropFirst().first?.isNumber == true
      {
        if let separator, separator != next { throw .grouping }
        separator = next
        groups.append(0)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    if groups.count > 1 {
      guard (1...3).contains(groups[0]), groups.dropFirst().allSatisfy({ $0 == 3 }) else {
        throw separator == " " ? .severalNumbers : .grouping
      }
      assumptions.append(.grouping)
    }
    var hasDigits = groups[0] > 0
    if rest.first == ".", rest.dropFirst().first?.isNumber == true || hasDigits {
      rest = rest.dropFirst()
      digits.append(".")
      if groups == [0] { digits = digits.replacingPointStart() }
      var fraction = 0
      while let next = rest.first, next.isASCII, next.isNumber {
        digits.append(next)
        fraction += 1
        rest = rest.dropFirst()
      }
      if fraction == 0 { digits.append("0") }
      hasDigits = hasDigits || fraction > 0
      // A second point makes a date or a version of it.
      if rest.first == "." { throw .notANumber }
    }
    guard hasDigits else { throw .notANumber }
    if let mark = rest.first, mark == "e" || mark == "E" {
      let tail = rest.dropFirst()
      let signed = tail.first == "+" || tail.first == "-"
      let exponent = (signed ? tail.dropFirst() : tail).prefix { $0.isASCII && $0.isNumber }
      if !exponent.isEmpty, exponent.count <= 4 {
        digits += "e" + (tail.first == "-" ? "-" : "") + exponent
        rest = tail.dropFirst((signed ? 1 : 0) + exponent.count)
      }
    }
    guard let value = Double(digits) else { throw .notANumber }
    guard value.isFinite else { throw .overflow }
    return value
  }

  private mutating func combined(_ terms: [Term]) throws(CellNumberFailure) -> CellNumber {
    var first = terms[0]
    guard terms.count == 2 else {
      noteUnit(first)
      return make(value: first.value, lower: nil, upper: nil, term: first)
    }
    let second = terms[1]
    // The unit of the second end stands for both: 5-15%, 100-200万元.
    if first.unit == nil {
      first.unit = second.unit
      first.measure = second.measure
      first.factor = second.factor
    }
    var upper = second
    if upper.unit == nil {
      upper.unit = first.unit
      upper.measure = first.measure
      upper.factor = first.factor
    }
    // 1000万-1.2亿元: the multiple of the first end is one of money, too.
    if first.measure == .plain, upper.measure == .money, first.unit != nil {
      first.measure = .money
      first.factor *= 1e-4
    }
    guard first.measure == upper.measure else { throw .mixedUnits }
    if first.factor != upper.factor {
      first.value *= first.factor / upper.factor
      first.factor = upper.factor
      first.unit = upper.unit
    }
    guard first.value <= upper.value else { throw .descendingRange }
    noteUnit(upper)
    assumptions.append(.middleOfRange)
    return make(
      value: first.value / 2 + upper.value / 2, lower: first.value, upper: upper.value, term: upper)
  }

  private mutating func noteUnit(_ term: Term) {
    guard let unit = term.unit else { return }
    assumptions.append(term.measure == .plain ? .multiple(unit) : .unit(unit))
  }

  private func make(value: Double, lower: Double?, upper: Double?, term: Term) -> CellNumber {
    CellNumber(
      value: value, lower: lower, upper: upper, unit: term.unit, measure: term.measure,
      factor: term.factor, assumptions: [])
  }
}

extension String {
  /// `.5` as `0.5`, also after a sign.
  fileprivate func replacingPointStart() -> String {
    hasPrefix("-") ? "-0." : "0."
  }
}
