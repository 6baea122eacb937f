/// Text from a book's cells as one line of a terminal or a text file.
package enum LineText {
  /// The text with line ends as `⏎` and other control characters as visible signs, so that no cell
  /// can break a line or send commands to a terminal.
  ///
  /// - Complexity: O(length).
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var line = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": line += "⏎"
      case "\u{0}"..."\u{1F}":
        line.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case "\u{7F}": line += "\u{2421}"
      case "\u{80}"..."\u{9F}": line += "\u{FFFD}"
      default: line.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return line
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
