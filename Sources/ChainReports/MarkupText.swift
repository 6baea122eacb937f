/// Text from a book inside markup.
package enum MarkupText {
  /// A text as content or quoted attribute of HTML and SVG: markup escaped, line ends and other
  /// control characters shown as signs, characters that XML 1.0 forbids replaced.
  ///
  /// - Parameter text: The text.
  /// - Returns: The escaped text.
  /// - Complexity: O(length).
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in LineText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text for Markdown, of which nothing is taken for markup, HTML or the end of a cell; marks such
  /// as [P1-3] stay readable.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - startsLine: Whether it begins a line or a list item, where a number or a dash has a meaning.
  /// - Returns: The escaped text, one line.
  /// - Complexity: O(length).
  package static func markdown(_ text: String, startsLine: Bool = false) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in LineText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "(", ":":
        // After ] it would make a link, or the target of one.
        if previous == "]" { result += "\\" }
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    if startsLine {
      if let first = result.unicodeScalars.first, ["+", "-", "="].contains(first) {
        result = "\\" + result
      }
      result = result.replacing(/^([0-9]+)([.)])/) { "\($0.1)\\\($0.2)" }
    }
    return result.replacing(
      /\\\[((?:问题清单 |problems )?[BPS](?:…|[0-9]+[a-z]?(?:-[0-9]+)?))\\\]/
    ) { "[\($0.1)]" }
  }
}
