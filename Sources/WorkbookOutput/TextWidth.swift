/// The room that text takes on a sheet, in characters of which 汉字 count two.
package enum TextWidth {
  /// The width of the longest line of a text.
  ///
  /// Told from the length of each character in UTF-8: 汉字, wide forms and emoji have three bytes or
  /// more, and so have a few narrow signs, for which a column then is a little wider than needed.
  ///
  /// - Parameter text: The text.
  /// - Returns: The width.
  /// - Complexity: O(length).
  package static func longestLine(_ text: String) -> Int {
    var longest = 0
    var width = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        longest = max(longest, width)
        width = 0
      case 0x80..<0xC0: break
      case 0xE0...: width += 2
      default: width += 1
      }
    }
    return max(longest, width)
  }

  /// The number of lines a text takes in a column of a width, where lines wrap.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - width: The column's width in characters.
  /// - Returns: The number of lines, at least 1.
  /// - Complexity: O(length).
  package static func lines(_ text: String, inWidth width: Double) -> Int {
    let room = max(1, Int(width))
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, (longestLine(String($1)) + room - 1) / room) }
  }
}
