/// Why a text is not an industry of GB/T 4754-2017.
public enum IndustryError: Error, Sendable, Hashable {
  /// Nothing is left after trimming.
  case empty
  /// The text is neither a code nor the name of a section or division.
  case unknown(String, suggestion: String?)
  /// The section letter does not belong to the division.
  case sectionMismatch(String, expected: String)

  /// The message in Chinese.
  public var chinese: String {
    switch self {
    case .empty: "行业代码为空"
    case .unknown(let text, let suggestion):
      "行业代码“\(text)”不在 GB/T 4754-2017 内" + (suggestion.map { "，是否为“\($0)”" } ?? "")
    case .sectionMismatch(let text, let expected): "行业代码“\(text)”门类与大类不符，是否为“\(expected)”"
    }
  }

  /// The message in English.
  public var english: String {
    switch self {
    case .empty: "the industry code is empty"
    case .unknown(let text, let suggestion):
      "\"\(text)\" is no industry of GB/T 4754-2017"
        + (suggestion.map { ", did you mean \"\($0)\"" } ?? "")
    case .sectionMismatch(let text, let expected):
      "section and division of \"\(text)\" do not belong together, did you mean \"\(expected)\""
    }
  }
}

extension IndustryCode {
  /// Reads a code or a name, or `nil`.
  public init?(_ text: String) {
    guard let code = try? IndustryCode(parsing: text) else { return nil }
    self = code
  }

  /// Reads a code (`C3670`, `3670`, `367`, `36`, `C36`, `C`) or the name of a section or division.
  ///
  /// A name may follow the code if a separator or the section letter sets the code apart
  /// (`C3670 汽车零部件及配件制造`). 教育 and 国际组织 name a section and its only division: the
  /// division is taken.
  /// - Parameter text: The cell's text.
  /// - Throws: `IndustryError` with the nearest code or name.
  /// - Complexity: O(length) for a code; a name is compared with all 117 names.
  public init(parsing text: String) throws(IndustryError) {
    if let code = IndustryCode(digits: text.utf8) {
      self = code
      return
    }
    let folded = TextFolding.foldedName(text)
    guard !folded.isEmpty else { throw .empty }
    if let code = Self.named(folded) {
      self = code
      return
    }
    let utf8 = Array(folded.uppercased().utf8)
    var index = 0
    var letter: UInt8?
    if (0x41...0x54).contains(utf8[0]) {
      letter = utf8[0]
      index = 1
    }
    let start = index
    while index < utf8.count, utf8[index] &- 0x30 < 10 { index += 1 }
    let digits = utf8[start..<index]
    guard Self.isSetApart(utf8[index...], hasLetter: letter != nil, digits: digits) else {
      throw .unknown(text, suggestion: Self.suggestion(for: folded))
    }
    guard !digits.isEmpty else {
      guard let letter else { throw .unknown(text, suggestion: Self.suggestion(for: folded)) }
      self.init(letter: Unicode.Scalar(letter), number: 0, level: .section)
      return
    }
    guard let code = IndustryCode(digits: digits) else {
      throw .unknown(text, suggestion: Self.suggestion(digits: digits, letter: letter))
    }
    if let letter, letter != code.letterByte {
      // A spreadsheet drops the leading zero of divisions 01 to 09.
      let padded = digits.count == 3 ? IndustryCode(digits: [0x30] + digits) : nil
      let expected = padded.flatMap { $0.letterByte == letter ? $0 : nil } ?? code
      throw .sectionMismatch(text, expected: "\(expected.section)\(expected)")
    }
    self = code
  }

  private var letterByte: UInt8 { section.asciiValue ?? 0 }

  // What follows a code must be nothing, or text that cannot belong to the code: after a bare
  // two-digit number only a separator or the division's own name will do, since product names
  // begin with numbers too.
  private static func isSetApart(
    _ rest: ArraySlice<UInt8>, hasLetter: Bool, digits: ArraySlice<UInt8>
  ) -> Bool {
    guard let next = rest.first else { return true }
    if digits.isEmpty {
      // A letter and a name: "C 制造业", "C制造业".
      return hasLetter && sectionNamed(rest.drop { separators.contains($0) })
    }
    if separators.contains(next) { return digits.count >= 2 && !hasLeadingDigit(rest.dropFirst()) }
    guard next >= 0x80 else { return false }
    if hasLetter { return true }
    let name = String(decoding: rest, as: UTF8.self)
    return IndustryCode(digits: digits)?.name == name
  }

  private static let separators: Set<UInt8> = [0x20, 0x2D, 0x5F, 0x3A, 0x2F, 0x28]

  private static func hasLeadingDigit(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.first.map { $0 &- 0x30 < 10 } ?? false
  }

  private static func sectionNamed(_ name: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    return text.isEmpty || IndustryNames.sections.contains { $0.name == text }
  }

  private static func named(_ name: String) -> IndustryCode? {
    guard name.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    if let division = IndustryNames.divisions.firstIndex(where: { $0.name == name }) {
      return divisions[division]
    }
    return IndustryNames.sections.firstIndex { $0.name == name }.map { sections[$0] }
  }

  private static func suggestion(digits: ArraySlice<UInt8>, letter: UInt8?) -> String? {
    // A spreadsheet drops the leading zero of divisions 01 to 09.
    let padded = digits.count % 2 == 1 ? [0x30] + digits : []
    let candidates = [padded, Array(digits.prefix(4)), Array(digits.prefix(2))]
    return candidates.lazy.compactMap { IndustryCode(digits: $0) }
      .first { letter == nil || letter == $0.letterByte }?.description
  }

  private static func suggestion(for text: String) -> String? {
    // "3670.0" is a number cell written out.
    let head = text.utf8.prefix { $0 &- 0x30 < 10 }
    let isNumber = text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E }
    if isNumber, let code = IndustryCode(digits: head) { return code.description }
    let names = IndustryNames.divisions.map(\.name) + IndustryNames.sections.map(\.name)
    return TextSimilarity.nearest(to: text, in: names, limit: 1, minimumScore: 0.3).first?.text
  }
}
