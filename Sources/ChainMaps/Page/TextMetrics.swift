/// Widths of text in the maps' font, worked out without it.
///
/// Maps place every box themselves and their bytes must not depend on the fonts of a machine, so
/// widths come from this table: the advances of Noto Sans CJK SC for ASCII, one em for everything
/// wide. Other CJK faces are no wider; a test measures real labels against the boxes.
package enum TextMetrics {
  /// Height of a line in ems.
  ///
  /// A little more than the em square that a 汉字 fills; Graphviz 2.42 asks for no more than the font
  /// size rounded down and one point.
  static let lineHeight = 1.27

  /// The width of a text.
  ///
  /// - Parameters:
  ///   - text: The text, one line.
  ///   - size: The font size in points.
  ///   - bold: Whether it is bold.
  /// - Returns: The width in points.
  /// - Complexity: O(length).
  package static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var units = 0
    for scalar in text.unicodeScalars { units += advance(scalar, bold: bold) }
    return Double(units) * size / 1000
  }

  /// The room a text needs in a table cell, in whole points.
  ///
  /// Graphviz measures with hinted advances, which at small sizes come out up to 4 % wider than the
  /// font's own.
  /// - Complexity: O(length).
  static func room(_ text: String, size: Double, bold: Bool = false) -> Int {
    text.isEmpty ? 0 : Int((width(text, size: size, bold: bold) * 1.04 + 1).rounded(.up))
  }

  /// The text cut with an ellipsis so that it fits a width.
  ///
  /// - Complexity: O(length).
  package static func fitted(_ text: String, width limit: Double, size: Double, bold: Bool = false)
    -> String
  {
    guard width(text, size: size, bold: bold) > limit else { return text }
    let room = limit - size
    var used = 0.0
    var kept = ""
    for character in text {
      let next = used + width(String(character), size: size, bold: bold)
      if next > room { break }
      used = next
      kept.append(character)
    }
    return kept + "…"
  }

  /// The text broken into lines that fit a width, the last one cut with an ellipsis.
  ///
  /// Lines break before CJK characters and after spaces, hyphens and slashes of Latin words.
  /// - Complexity: O(length).
  package static func lines(
    _ text: String, width limit: Double, size: Double, bold: Bool = false, most: Int
  ) -> [String] {
    var lines: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      if lines.count == most - 1 || width(String(rest), size: size, bold: bold) <= limit {
        lines.append(fitted(String(rest), width: limit, size: size, bold: bold))
        break
      }
      var used = 0.0
      var end = rest.startIndex
      var lastBreak: Substring.Index?
      for index in rest.indices {
        used += width(String(rest[index]), size: size, bold: bold)
        if used > limit { break }
        end = rest.index(after: index)
        let isBreak = end < rest.endIndex && canBreak(between: rest[index], and: rest[end])
        if isBreak { lastBreak = end }
      }
      let cut = max(lastBreak ?? end, rest.index(after: rest.startIndex))
      lines.append(Self.trimmed(rest[..<cut]))
      rest = rest[cut...].drop { $0 == " " }
    }
    return lines.isEmpty ? [""] : lines
  }

  /// Whether a line may end between two characters: not inside a Latin word or a number, not around
  /// a no-break space, not before a closing mark and not after an opening one.
  private static func canBreak(between left: Character, and right: Character) -> Bool {
    if left == noBreakSpace || right == noBreakSpace || closingMarks.contains(right)
      || openingMarks.contains(left)
    {
      return false
    }
    if left == " " || left == "-" { return true }
    if left == "/" { return right.isLetter }
    return !left.isASCII || !right.isASCII
  }

  /// Keeps a number and its unit on one line.
  static let noBreakSpace: Character = "\u{A0}"

  /// The width of the longest word that cannot be broken, in points.
  ///
  /// - Complexity: O(length).
  static func longestWord(_ text: String, size: Double, bold: Bool = false) -> Double {
    text.split { $0 == " " || $0 == "-" || !$0.isASCII }
      .map { width(String($0), size: size, bold: bold) }.max() ?? 0
  }

  private static let openingMarks: Set<Character> = ["（", "“", "《", "("]

  private static let closingMarks: Set<Character> = [
    "、", "，", "。", "；", "：", "）", "”", "》", "·", "！", "？", "%", ")", ",", ".", ";", ":",
  ]

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func advance(_ scalar: Unicode.Scalar, bold: Bool) -> Int {
    let value = scalar.value
    if (32..<127).contains(value) { return (bold ? boldAdvances : advances)[Int(value) - 32] }
    if value == 0xA0 { return 224 }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    // Letters of other alphabets are narrower than an em; symbols are full, emoji may be wider.
    if (0xC0..<0x500).contains(value), value != 0xD7, value != 0xF7 { return 720 }
    return value > 0xFFFF && !(0x20000..<0x40000).contains(value) ? 1400 : 1000
  }

  private static let advances: [Int] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555,
    555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638,
    688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721,
    575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564,
    607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521,
    475, 338, 270, 338, 555,
  ]

  private static let boldAdvances: [Int] = [
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590,
    590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656,
    714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748,
    619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644, 581, 372, 597,
    640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 436, 495, 421, 637, 576, 863, 562, 574,
    511, 378, 296, 378, 590,
  ]
}
