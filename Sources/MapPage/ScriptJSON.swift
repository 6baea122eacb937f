import ChainReports

/// JSON for a `<script>` element: compact, and without any character that could end the element.
struct ScriptJSON {
  private(set) var bytes: [UInt8] = []

  /// Writes a value.
  ///
  /// `<` is escaped, so that neither `</script` nor `<!--` can stand in it, and so are the two line
  /// ends of Unicode that old scripts stumble over.
  ///
  /// - Parameter value: The value; nested no deeper than this target builds it.
  /// - Complexity: O(length).
  init(_ value: JSONValue) {
    write(value)
  }

  private mutating func write(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let flag): raw(flag ? "true" : "false")
    case .integer(let number): raw(String(number))
    case .number(let number): raw(number.isFinite ? String(number) : "null")
    case .string(let text): write(text)
    case .array(let values):
      raw("[")
      for (place, value) in values.enumerated() {
        if place > 0 { raw(",") }
        write(value)
      }
      raw("]")
    case .object(let members):
      raw("{")
      for (place, member) in members.enumerated() {
        if place > 0 { raw(",") }
        write(member.key)
        raw(":")
        write(member.value)
      }
      raw("}")
    }
  }

  private mutating func write(_ text: String) {
    raw("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\u{0}"..."\u{1F}", "\u{7F}", "<", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: bytes += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    raw("\"")
  }

  private mutating func raw(_ text: String) { bytes += text.utf8 }
}
