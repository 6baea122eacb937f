import ChainModel
import SheetText

/// One certificate as a survey's cell tells of it, as far as written.
///
/// Such as `QMS XN2026-Q00707 2026-05-27至2029-05-26 远浦同准认证有限公司`, `ISO9001（有效期至2027年5月）`
/// or just `质量管理体系认证`. Dates before 至 are of issue, a single date is of expiry unless a word
/// before it says otherwise.
struct CertificateText: Equatable {
  var number = ""
  var scheme = ""
  var body = ""
  var issued = ""
  var expires = ""
  var state = ""

  /// - Parameter text: The part of the cell that tells of one certificate.
  init(_ text: String) {
    // Spaces part the words here, so that folding, which takes them out, would join what is told.
    let text = takeLooseState(text)
    var rest: [Character] = text.unicodeScalars.map {
      CellFolding.isBlank($0) ? " " : Character(CellFolding.halfWidth($0))
    }
    takeDates(&rest)
    var words: [String] = []
    for token in String(rest).split(whereSeparator: { " ,，()（）:：|".contains($0) }) {
      var token = String(token)
      if let label = Self.numberLabels.first(where: { token.hasPrefix($0) && token != $0 }) {
        token.removeFirst(label.count)
      }
      if Self.states.contains(token), state.isEmpty {
        state = token
      } else if number.isEmpty, Self.isNumber(token) {
        number = token
      } else if body.isEmpty, Self.bodyEnds.contains(where: { token.hasSuffix($0) }) {
        body = token
      } else if !Self.labels.contains(token) {
        words.append(token)
      }
    }
    scheme = words.joined(separator: " ")
  }

  /// The parts of a text that each tell of one certificate.
  ///
  /// A list names different schemes: `ISO9001、ISO14001`, or `质量、环境、职业健康安全管理体系`, where the last
  /// ends the others' names. What is no scheme belongs to the one before, as a number does.
  /// - Complexity: O(length · patterns of schemes).
  static func parts(of text: String) -> [String] {
    var pieces: [(text: String, sign: String)] = []
    var depth = 0
    var piece = ""
    for character in text {
      if "(（".contains(character) { depth += 1 }
      if ")）".contains(character) { depth = max(0, depth - 1) }
      if depth == 0, "、，,+/和及".contains(character) {
        pieces.append((piece, String(character)))
        piece = ""
      } else {
        piece.append(character)
      }
    }
    pieces.append((piece, ""))
    func scheme(_ text: String) -> CertificationScheme? {
      let scheme = CertificationScheme(recognising: text)
      if case .other = scheme { return nil }
      return scheme
    }
    let ending = "管理体系"
    let endsOthers = pieces.last { scheme($0.text) != nil }?.text.contains(ending) ?? false
    var parts: [String] = []
    var schemes: [CertificationScheme] = []
    var sign = ""
    for piece in pieces {
      var text = piece.text
      var found = scheme(text)
      if found == nil, endsOthers, text.count <= 8, let whole = scheme(text + ending) {
        (text, found) = (text + ending, whole)
      }
      if let found, !schemes.contains(found) {
        schemes.append(found)
        // What came before the first scheme is told of it.
        parts = schemes.count == 1 ? [parts.joined() + sign + text] : parts + [text]
      } else if parts.isEmpty {
        parts = [text]
      } else {
        parts[parts.count - 1] += sign + text
      }
      sign = piece.sign
    }
    return schemes.count > 1 ? parts : [text]
  }

  /// What a part of the cell says of having a certificate.
  enum Claim {
    /// There is one.
    case certificate
    /// There is none, or none yet: 未取得, 正在办理ISO9001.
    case none
    /// There is one of which nothing is told: 是, 有.
    case unnamed
  }

  /// Tells a certificate from the lack of one.
  static func claim(of text: String) -> Claim {
    let text = TextFolding.foldedName(text)
    if unnamed.contains(text) { return .unnamed }
    if pending.contains(where: { text.contains($0) }) { return .none }
    let denies = denials.contains { text.hasPrefix($0) } && !text.hasPrefix("无公害")
    return denies ? .none : .certificate
  }

  private static let unnamed: Set<String> = [
    "是", "有", "已", "√", "已获证", "已认证", "已取得", "已通过", "已获得认证", "有认证", "1",
  ]
  private static let pending = [
    "正在", "拟", "计划", "申请中", "拟申请", "准备", "筹备", "办理中", "在办", "申报中", "待取得", "未取得", "未获", "未通过",
    "尚未", "暂未",
  ]
  private static let denials = ["未", "无", "没有", "否", "不", "暂无", "0"]

  private static let states: Set<String> = ["有效", "暂停", "撤销", "注销", "过期", "失效"]
  private static let bodyEnds = ["公司", "中心", "研究院", "研究所", "机构", "认证院"]
  private static let numberLabels = ["证书编号", "证书号码", "证书号", "编号", "No."]
  private static let labels: Set<String> = [
    "日期", "—", "——", "～", "证书编号", "证书号", "编号", "有效期", "有效期至", "到期", "截止", "至", "到", "颁证日期", "发证日期",
    "颁证", "发证",
    "获证", "认证机构", "发证机构", "机构", "状态", "类别", "no.", "no", "-", "~", "起", "止",
  ]

  /// Whether a word is a certificate's number and not a standard's: letters, digits and signs, four
  /// digits or more.
  private static func isNumber(_ token: String) -> Bool {
    let bytes = Array(token.utf8)
    guard bytes.count >= 6, bytes.allSatisfy({ $0 < 0x80 }) else { return false }
    let digits = bytes.count { (0x30...0x39).contains($0) }
    guard digits >= 4, bytes.allSatisfy({ isWord($0) || "-/_.".utf8.contains($0) }) else {
      return false
    }
    let upper = token.uppercased()
    for standard in ["ISO", "GB", "IATF", "IEC", "HACCP", "AS9", "TL9", "GJB", "EN", "RB", "SA8"]
    where upper.hasPrefix(standard) {
      return false
    }
    // The number of a standard with its year, as in 19001-2016.
    let parts = upper.split(separator: "-")
    let isStandard =
      parts.count == 2 && digits == bytes.count - 1 && (4...5).contains(parts[0].count)
      && parts[1].count == 4 && (parts[1].hasPrefix("19") || parts[1].hasPrefix("20"))
    return !isStandard
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// Takes a state that is joined to other words, as in ISO9001已过期, and a year of expiry.
  private mutating func takeLooseState(_ text: String) -> String {
    var text = text
    for word in ["过期", "失效", "撤销", "注销", "暂停"] {
      for form in ["已被" + word, "已" + word, "被" + word, word] where text.contains(form) {
        state = word == "失效" ? "过期" : word
        text = text.replacing(form, with: " ")
      }
    }
    if let end = text.range(of: "年到期") {
      let year = text[..<end.lowerBound].suffix(4)
      if year.count == 4, year.allSatisfy({ $0.isASCII && $0.isNumber }) {
        expires = year + "年"
        text = text.replacing(year + "年到期", with: " ")
      }
    }
    return text
  }

  /// Takes the dates out of the text and tells which is which by the words between.
  private mutating func takeDates(_ characters: inout [Character]) {
    var found: [(range: Range<Int>, text: String)] = []
    var index = 0
    while index < characters.count {
      let joined = found.last.map { $0.range.upperBound + 1 == index } ?? false
      if let end = Self.dateEnd(characters, from: index, isJoined: joined) {
        found.append((index..<end, String(characters[index..<end])))
        index = end
      } else {
        index += 1
      }
    }
    if found.count >= 2 {
      issued = found[0].text
      expires = found[1].text
    } else if let only = found.first {
      let before = String(characters[max(0, only.range.lowerBound - 6)..<only.range.lowerBound])
      let after = String(
        characters[only.range.upperBound..<min(characters.count, only.range.upperBound + 4)])
      let saysIssue = ["颁证", "发证", "获证", "取得", "初次", "通过"].contains {
        before.contains($0) || after.contains($0)
      }
      if saysIssue, !before.contains("至"), !after.hasPrefix("到期") {
        issued = only.text
      } else {
        expires = only.text
      }
    }
    for date in found.prefix(2).reversed() {
      characters.replaceSubrange(date.range, with: [" "])
    }
    // What joined the two dates is nothing of its own.
    var text = String(characters)
    for joint in [
      "有效期至", "有效期", "到期", "截止", " 至 ", " 到 ", " - ", " ~ ", "颁证日期", "颁证", "发证日期",
    ] {
      text = text.replacing(joint, with: " ")
    }
    characters = Array(text)
  }

  /// The end of a date that begins at a position: a year with month and mostly day, eight digits, or
  /// 长期.
  ///
  /// A sign before it may be one of a number, unless it joins the date to one before.
  private static func dateEnd(
    _ characters: [Character], from start: Int, isJoined: Bool
  ) -> Int? {
    if characters[start] == "长", start + 1 < characters.count, characters[start + 1] == "期" {
      return start + 2
    }
    guard let first = characters[start].wholeNumberValue, first == 1 || first == 2 else {
      return nil
    }
    if start > 0, !isJoined {
      let before = characters[start - 1]
      if before.isASCII, before.isLetter || before.isNumber || "-/.".contains(before) {
        return nil
      }
      // What follows 编号: is a number, though it may begin like a date.
      if before == ":", start > 1, "号码o.".contains(characters[start - 2]) { return nil }
    }
    var end = start
    while end < characters.count,
      characters[end].isASCII && characters[end].isNumber || "-/.年月日".contains(characters[end])
    {
      end += 1
    }
    // A number that goes on, as in 2024Q1, is no date.
    if end < characters.count, characters[end].isASCII, characters[end].isLetter { return nil }
    // The sign before a second date may be one that dates have inside.
    while end - start >= 6 {
      let text = String(characters[start..<end])
      let isDate = text.count == 8 || text.contains { "-/.年".contains($0) }
      let goesOn =
        end < characters.count && characters[end].isASCII && characters[end].isNumber
      if isDate, !goesOn, !"-/.".contains(characters[end - 1]),
        (try? DateValue.parse(text, serial: nil)) != nil
      {
        return end
      }
      end -= 1
    }
    return nil
  }
}
