/// Text in the form in which a workbook holds it.
enum CellText {
  /// The greatest length of a cell's text in UTF-16 units.
  static let longest = 32_767

  /// The text as the file holds it, and whether it had to be cut.
  ///
  /// Characters which XML can't hold become escapes `_xHHHH_`, and text that looks like one is
  /// escaped itself (ECMA-376 part 1, 22.9.2.19); the null character, for which there is no escape,
  /// becomes U+FFFD. Line ends become `\n`, the one that spreadsheet programs know.
  ///
  /// - Parameter text: Any text.
  /// - Returns: The text to write, at most ``longest`` units long.
  /// - Complexity: O(length).
  static func stored(_ text: String) -> (text: String, isCut: Bool) {
    let isShort = text.utf8.count <= longest
    if isShort, !needsEscapes(text) { return (text, false) }
    let fitting = isShort ? (text, false) : cut(text, to: longest)
    let escaped = escaped(fitting.0)
    // The library counts the characters of escapes too, of which one takes seven.
    if escaped.unicodeScalars.count <= longest { return (escaped, fitting.1) }
    return (Self.escaped(cut(fitting.0, to: longest / 7).0), true)
  }

  /// The text, or its beginning of whole characters and an ellipsis.
  private static func cut(_ text: String, to length: Int) -> (String, Bool) {
    guard text.utf16.count > length else { return (text, false) }
    var end = text.startIndex
    var units = 0
    for index in text.indices {
      units += text[index].utf16.count
      if units >= length { break }
      end = text.index(after: index)
    }
    return (text[..<end] + "…", true)
  }

  /// The text without characters that XML can't hold, for places that know no escapes.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - length: The greatest length in UTF-16 units; longer text ends with “…”.
  /// - Returns: The text to write.
  static func plain(_ text: String, upTo length: Int) -> String {
    var kept = ""
    var units = 0
    for character in text {
      let piece =
        character == "\r\n" || character == "\r"
        ? "\n"
        : String(String.UnicodeScalarView(character.unicodeScalars.filter { !isForbidden($0) }))
      if units + piece.utf16.count > length {
        while kept.utf16.count >= length { kept.removeLast() }
        return kept + "…"
      }
      units += piece.utf16.count
      kept += piece
    }
    return kept
  }

  /// Whether a program would take the text, once edited, for a formula.
  static func looksLikeFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
    default: false
    }
  }

  private static func needsEscapes(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20, byte != 0x09, byte != 0x0A { return true }
      if byte == UInt8(ascii: "x"), last == UInt8(ascii: "_") { return true }
      // The first two bytes of U+FFC0…U+FFFF, of which two characters are forbidden.
      if byte == 0xBF, last == 0xEF { return true }
      last = byte
    }
    return false
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n": false
    case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": true
    default: false
    }
  }

  private static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var escaped = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\r":
        if index + 1 == scalars.count || scalars[index + 1] != "\n" { escaped.append("\n") }
      case "\u{0}": escaped.append("\u{FFFD}")
      case "_" where looksLikeEscape(scalars, at: index): escaped += "_x005F_".unicodeScalars
      case _ where isForbidden(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: 4 - digits.count)
        escaped += ("_x" + zeros + digits + "_").unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// Whether `_xHHHH_` stands at an index.
  private static func looksLikeEscape(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard index + 6 < scalars.count, scalars[index + 1] == "x", scalars[index + 6] == "_" else {
      return false
    }
    return scalars[index + 2...index + 5].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
