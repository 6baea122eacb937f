import ChainTables

/// A JSON value whose objects keep the order of their keys.
public indirect enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number, written so that it reads back as the same double; not finite: `null`.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// An object; keys in the order given.
  case object([(key: String, value: JSONValue)])

  /// Whether two values are the same, order of keys included.
  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.text == right.text }

  /// The value as JSON text with two spaces of indentation and a final line end.
  ///
  /// - Complexity: O(length) in time and space.
  public var text: String {
    var text = ""
    write(to: &text, indent: 0)
    text += "\n"
    return text
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .number(let number): text += number.isFinite ? DecimalText.shortest(number) : "null"
    case .string(let string): Self.write(string, to: &text)
    case .array(let values):
      guard !values.isEmpty else {
        text += "[]"
        return
      }
      let isShort = values.allSatisfy(\.isScalar)
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += isShort ? ", " : "," }
        if !isShort { Self.newLine(&text, indent + 1) }
        value.write(to: &text, indent: indent + 1)
      }
      if !isShort { Self.newLine(&text, indent) }
      text += "]"
    case .object(let members):
      guard !members.isEmpty else {
        text += "{}"
        return
      }
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.newLine(&text, indent + 1)
        Self.write(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent + 1)
      }
      Self.newLine(&text, indent)
      text += "}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func newLine(_ text: inout String, _ indent: Int) {
    text += "\n"
    text += String(repeating: "  ", count: indent)
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// A text, or `null` for nil.
  package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// A whole number, or `null` for nil.
  package static func optional(_ number: Int?) -> JSONValue {
    number.map(JSONValue.integer) ?? .null
  }
}
