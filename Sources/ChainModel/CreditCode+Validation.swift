extension CreditCode {
  /// What reading a text as a credit code came to.
  public enum Outcome: Sendable, Hashable {
    /// The text is a valid code as it stands.
    case valid(CreditCode)
    /// The text is a valid code after the repairs, each of which is to be reported.
    case repaired(CreditCode, repairs: [Repair])
    /// The text has the form of a code but a check character is wrong.
    ///
    /// Codes issued early do exist that fail: keep the text, warn, never reject. The text is in
    /// its canonical form (half-width, upper case, without separators).
    case checkFailed(text: String, reason: CheckFailure)
    /// The text is not a credit code.
    case malformed(Malformation)

    /// The code, if the text is valid or could be repaired.
    public var code: CreditCode? {
      switch self {
      case .valid(let code), .repaired(let code, _): code
      case .checkFailed, .malformed: nil
      }
    }
  }

  /// A change that turned a text into a valid code.
  public enum Repair: Sendable, Hashable {
    /// Full-width characters became half-width.
    case halfWidth
    /// Small letters became capitals.
    case upperCase
    /// Spaces, dashes, apostrophes or invisible characters were removed.
    case separators
    /// A character that is no part of the alphabet was read as the digit it resembles.
    ///
    /// The position counts from 1 in the repaired code.
    case confusable(position: Int, from: Character, to: Character)

    /// The repair in Chinese.
    public var chinese: String {
      switch self {
      case .halfWidth: "全角字符转为半角"
      case .upperCase: "小写字母转为大写"
      case .separators: "去除空格、连字符等分隔符"
      case .confusable(let position, let from, let to): "第 \(position) 位 \(from) 更正为 \(to)"
      }
    }

    /// The repair in English.
    public var english: String {
      switch self {
      case .halfWidth: "full-width characters made half-width"
      case .upperCase: "small letters made capital"
      case .separators: "spaces, dashes and other separators removed"
      case .confusable(let position, let from, let to):
        "character \(position): \(from) read as \(to)"
      }
    }
  }

  /// Which check characters of a well-formed text are wrong.
  public enum CheckFailure: Sendable, Hashable {
    /// Character 18 (GB 32100-2015) is wrong.
    case finalCheck(expected: Character)
    /// Character 17 (GB 11714) is wrong.
    case organisationCheck(expected: Character)
    /// Both are wrong; the expected final character belongs to the text as it stands.
    case bothChecks(final: Character, organisation: Character)
    /// More than one repair would give a valid code.
    case ambiguousRepair

    /// The reason in Chinese.
    public var chinese: String {
      switch self {
      case .finalCheck(let expected): "校验码不符：第 18 位应为 \(expected)（GB 32100）"
      case .organisationCheck(let expected): "组织机构代码校验码不符：第 17 位应为 \(expected)（GB 11714）"
      case .bothChecks(let final, let organisation):
        "两个校验码均不符：第 18 位应为 \(final)（GB 32100），第 17 位应为 \(organisation)（GB 11714）"
      case .ambiguousRepair: "有不止一种更正方式，请人工核对"
      }
    }

    /// The reason in English.
    public var english: String {
      switch self {
      case .finalCheck(let expected):
        "check character 18 should be \(expected) (GB 32100)"
      case .organisationCheck(let expected):
        "organisation check character 17 should be \(expected) (GB 11714)"
      case .bothChecks(let final, let organisation):
        "both check characters are wrong: 18 should be \(final) (GB 32100), "
          + "17 should be \(organisation) (GB 11714)"
      case .ambiguousRepair: "more than one repair would fit; check it by hand"
      }
    }
  }

  /// Why a text is not a credit code.
  public enum Malformation: Sendable, Hashable {
    /// Nothing is left after trimming.
    case empty
    /// The text is a number that a spreadsheet shortened, such as `9.14403E+17`.
    case damagedNumber
    /// The text has another number of characters than eighteen.
    case length(Int)
    /// A character, counted from 1, is no part of the alphabet.
    case illegalCharacter(position: Int, Character)
    /// Characters 3 to 8 are not all digits; the position counts from 1.
    case regionNotDigits(position: Int)

    /// The reason in Chinese.
    public var chinese: String {
      switch self {
      case .empty: "统一社会信用代码为空"
      case .damagedNumber: "统一社会信用代码被电子表格当作数字，末几位已丢失，请按文本重新填写"
      case .length(9): "统一社会信用代码应为 18 位，现为 9 位（疑似旧组织机构代码）"
      case .length(15): "统一社会信用代码应为 18 位，现为 15 位（疑似旧营业执照注册号）"
      case .length(let count): "统一社会信用代码应为 18 位，现为 \(count) 位"
      case .illegalCharacter(let position, let character):
        "第 \(position) 位“\(character)”不是统一社会信用代码可用字符（不用 I、O、S、V、Z）"
      case .regionNotDigits(let position): "第 \(position) 位应为数字（第 3–8 位为登记机关行政区划码）"
      }
    }

    /// The reason in English.
    public var english: String {
      switch self {
      case .empty: "the credit code is empty"
      case .damagedNumber:
        "a spreadsheet took the credit code for a number and lost its last digits; type it as text"
      case .length(9): "a credit code has 18 characters, not 9 (an old organisation code?)"
      case .length(15): "a credit code has 18 characters, not 15 (an old registration number?)"
      case .length(let count): "a credit code has 18 characters, not \(count)"
      case .illegalCharacter(let position, let character):
        "character \(position), \"\(character)\", is not allowed in a credit code "
          + "(no I, O, S, V, Z)"
      case .regionNotDigits(let position):
        "character \(position) must be a digit (3 to 8 are the registering region)"
      }
    }
  }

  /// Reads a text as a credit code, with the repairs that leave exactly one valid reading.
  ///
  /// Repairs: full-width to half-width, small to capital letters, removal of spaces, dashes,
  /// apostrophes and invisible characters, and O→0, I and l→1, S→5, Z→2. The letters O, I, S and Z
  /// are no part of the alphabet, so their reading is forced; a small `l` is tried both as L and
  /// as 1. Confusable letters are repaired only if exactly one reading passes both checks.
  /// - Complexity: O(1) for a valid code, without allocation; O(2^k) with k ≤ 6 small `l`.
  public static func validate(_ text: String) -> Outcome {
    if let code = CreditCode(utf8: text.utf8Span.span) { return .valid(code) }
    return repair(text.unicodeScalars)
  }

  /// Reads any string type as ``validate(_:)-(String)`` does.
  public static func validate(_ text: some StringProtocol) -> Outcome {
    validate(String(text))
  }

  /// Reads UTF-8 bytes as ``validate(_:)-(String)`` does.
  public static func validate(utf8 bytes: [UInt8]) -> Outcome {
    if let code = CreditCode(utf8: bytes.span) { return .valid(code) }
    return repair(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  private static func repair(_ scalars: String.UnicodeScalarView) -> Outcome {
    var repairs: [Repair] = []
    let stripped = normalise(scalars, repairs: &repairs)
    guard !stripped.isEmpty else { return .malformed(.empty) }
    let asText = String(String.UnicodeScalarView(stripped))
    if isScientific(asText) { return .malformed(.damagedNumber) }
    guard stripped.count == length else { return .malformed(.length(stripped.count)) }

    var bytes: [UInt8] = []
    var small: [Int] = []
    var illegal: (index: Int, scalar: Unicode.Scalar)?
    var changes: [Repair] = []
    for (index, scalar) in stripped.enumerated() {
      var byte = scalar.isASCII ? UInt8(scalar.value) : 0xFF
      if byte == 0x6C { small.append(index) }
      if (0x61...0x7A).contains(byte) {
        byte -= 0x20
        if !repairs.contains(.upperCase) { repairs.append(.upperCase) }
      }
      if let digit = confusables[byte] {
        changes.append(
          .confusable(
            position: index + 1, from: Character(scalar), to: Character(Unicode.Scalar(digit))))
        byte = digit
      }
      if values[Int(byte)] < 0, illegal == nil { illegal = (index, scalar) }
      bytes.append(byte)
    }
    if let illegal {
      return .malformed(
        .illegalCharacter(position: illegal.index + 1, Character(illegal.scalar)))
    }

    let readings = validReadings(of: bytes, smallL: small)
    if readings.count == 1, let (code, ones) = readings.first {
      changes += ones.map { .confusable(position: $0 + 1, from: "l", to: "1") }
      let hasOtherSmall = stripped.enumerated().contains { index, scalar in
        (0x61...0x7A).contains(scalar.value) && !ones.contains(index)
          && confusables[UInt8(scalar.value) - 0x20] == nil
      }
      if !hasOtherSmall { repairs.removeAll { $0 == .upperCase } }
      changes.sort { position(of: $0) < position(of: $1) }
      return .repaired(code, repairs: repairs + changes)
    }

    // A confusable letter whose reading fails the checks is not evidence of a code: the letter
    // itself is the finding.
    if let first = changes.first, case .confusable(let position, let from, _) = first {
      return .malformed(.illegalCharacter(position: position, from))
    }
    if let index = (2..<8).first(where: { values[Int(bytes[$0])] >= 10 }) {
      return .malformed(.regionNotDigits(position: index + 1))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if readings.count > 1 { return .checkFailed(text: text, reason: .ambiguousRepair) }
    return .checkFailed(text: text, reason: failure(of: bytes))
  }

  private static let confusables: [UInt8: UInt8] = [
    0x4F: 0x30, 0x49: 0x31, 0x53: 0x35, 0x5A: 0x32,
  ]

  private static func position(of repair: Repair) -> Int {
    if case .confusable(let position, _, _) = repair { position } else { 0 }
  }

  // Half-width, without separators and invisible characters.
  private static func normalise(
    _ scalars: String.UnicodeScalarView, repairs: inout [Repair]
  ) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var widened = false
    var separated = false
    for scalar in scalars {
      var scalar = scalar
      if (0xFF01...0xFF5E).contains(scalar.value) {
        widened = true
        scalar = Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
      }
      if isSeparator(scalar) { separated = true } else { result.append(scalar) }
    }
    if widened { repairs.append(.halfWidth) }
    if separated { repairs.append(.separators) }
    return result
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2D, 0x60, 0x2018, 0x2019, 0x2010...0x2015, 0x2212, 0xFE63: true
    default:
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
        || scalar.properties.generalCategory == .control
    }
  }

  // Every way of reading the small letters l as L or 1 that passes both checks, with the indices
  // read as 1. More than six of them are read as L only: such a text is not a code.
  private static func validReadings(
    of bytes: [UInt8], smallL: [Int]
  ) -> [(code: CreditCode, ones: [Int])] {
    let doubtful = smallL.count <= 6 ? smallL : []
    var found: [(code: CreditCode, ones: [Int])] = []
    for mask in 0..<(1 << doubtful.count) {
      var reading = bytes
      var ones: [Int] = []
      for (bit, index) in doubtful.enumerated() where mask >> bit & 1 == 1 {
        reading[index] = 0x31
        ones.append(index)
      }
      if let code = CreditCode(utf8: reading.span) { found.append((code, ones)) }
    }
    return found
  }

  private static func failure(of bytes: [UInt8]) -> CheckFailure {
    let final = finalCheckCharacter(of: bytes)
    let organisation = organisationCheckCharacter(of: bytes)
    let finalText = Character(Unicode.Scalar(final))
    let organisationText = Character(Unicode.Scalar(organisation))
    if bytes[16] == organisation { return .finalCheck(expected: finalText) }
    if bytes[17] == final { return .organisationCheck(expected: organisationText) }
    return .bothChecks(final: finalText, organisation: organisationText)
  }

  // Digits, at most one point, and an exponent.
  static func isScientific(_ text: String) -> Bool {
    let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].utf8.first, (0x30...0x39).contains(first),
      parts[0].contains(".") || parts[1].hasPrefix("+")
    else { return false }
    let exponent = parts[1].drop { $0 == "+" }
    return parts[0].utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
      && !exponent.isEmpty && exponent.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
