/// Readings in brackets that some web pages put after characters: 認(rèn)證(zhèng).
package enum PinyinAnnotations {
  /// Text without readings.
  package struct Result: Equatable, Sendable {
    /// The text.
    package let text: String
    /// The readings that were removed, in order.
    package let removed: [String]
  }

  /// Removes readings in brackets after ideographs.
  ///
  /// A reading is one syllable of pinyin for each of at most as many ideographs before it, at least
  /// one syllable with a tone mark (or digit). A syllable without a mark, as of 的(de), is removed
  /// only where the text has marked ones. All other brackets stay.
  ///
  /// - Parameter text: The text.
  /// - Returns: The text without readings, and the readings.
  /// - Complexity: O(length).
  package static func removed(from text: String) -> Result {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { $0 == "(" || $0 == "（" }) else {
      return Result(text: text, removed: [])
    }
    // Ranges of readings, brackets included, and whether they bear a tone.
    var found: [(range: Range<Int>, hasTone: Bool)] = []
    var index = 0
    var ideographs = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if CellFolding.isIdeograph(scalar) {
        ideographs += 1
      } else if scalar == "(" || scalar == "（", ideographs > 0,
        let close = close(in: scalars, after: index)
      {
        if let reading = reading(scalars[(index + 1)..<close]), reading.syllables <= ideographs {
          found.append((index..<close + 1, reading.hasTone))
          // A reading covers the character before; further ideographs count anew.
        }
        index = close
        ideographs = 0
      } else {
        ideographs = 0
      }
      index += 1
    }
    guard found.contains(where: \.hasTone) else { return Result(text: text, removed: []) }
    var result = String.UnicodeScalarView()
    var removed: [String] = []
    var start = 0
    for (range, _) in found {
      result.append(contentsOf: scalars[start..<range.lowerBound])
      var reading = String.UnicodeScalarView()
      reading.append(contentsOf: scalars[(range.lowerBound + 1)..<(range.upperBound - 1)])
      removed.append(String(reading))
      start = range.upperBound
    }
    result.append(contentsOf: scalars[start...])
    return Result(text: String(result), removed: removed)
  }

  /// The longest reading that is looked for, in scalars.
  private static let longest = 48

  private static func close(in scalars: [Unicode.Scalar], after open: Int) -> Int? {
    let end = min(scalars.count, open + longest)
    for index in (open + 1)..<max(open + 1, end) {
      if scalars[index] == ")" || scalars[index] == "）" { return index }
      if scalars[index] == "(" || scalars[index] == "（" { return nil }
    }
    return nil
  }

  /// The syllables of a reading, separated by spaces; nil where it is something else.
  private static func reading(_ scalars: ArraySlice<Unicode.Scalar>) -> (
    syllables: Int, hasTone: Bool
  )? {
    var syllables = 0
    var hasTone = false
    for part in scalars.split(whereSeparator: { CellFolding.isBlank($0) || $0 == "'" }) {
      guard let tone = tone(ofSyllable: part) else { return nil }
      syllables += 1
      hasTone = hasTone || tone
    }
    return syllables > 0 ? (syllables, hasTone) : nil
  }

  /// Whether a syllable bears a tone; nil where it isn't a syllable of pinyin.
  private static func tone(ofSyllable scalars: ArraySlice<Unicode.Scalar>) -> Bool? {
    var base = ""
    var tones = 0
    for (position, scalar) in zip(scalars.indices, scalars) {
      switch scalar.value {
      case 0x61...0x7A, 0x41...0x5A: base.unicodeScalars.append(scalar)
      // Combining macron, acute, caron, breve (for caron) and grave.
      case 0x304, 0x301, 0x30C, 0x306, 0x300: tones += 1
      // Combining diaeresis: u becomes v.
      case 0x308:
        guard base.last == "u" || base.last == "U" else { return nil }
        base.removeLast()
        base.append("v")
      // The script a and g that Chinese fonts use for pinyin.
      case 0x251: base.append("a")
      case 0x261: base.append("g")
      case 0xFC: base.append("v")
      case 0x31...0x34:
        guard position == scalars.endIndex - 1, !base.isEmpty else { return nil }
        tones += 1
      default:
        guard let letter = marked[scalar.value] else { return nil }
        base.append(letter)
        tones += 1
      }
    }
    guard tones <= 1, isSyllable(base.lowercased()) else { return nil }
    return tones == 1
  }

  private static let marked: [UInt32: Character] = {
    var marked: [UInt32: Character] = [:]
    for (letter, forms) in [
      ("a", "āáǎàăĀÁǍÀ"), ("e", "ēéěèĕĒÉĚÈ"), ("i", "īíǐìĭ"), ("o", "ōóǒòŏŌÓǑÒ"), ("u", "ūúǔùŭ"),
      ("v", "ǖǘǚǜ"), ("n", "ńňǹ"), ("m", "ḿ"),
    ] as [(Character, String)] {
      for scalar in forms.unicodeScalars { marked[scalar.value] = letter }
    }
    return marked
  }()

  private static func isSyllable(_ base: String) -> Bool {
    if finals.contains(base) || base == "n" || base == "ng" || base == "m" || base == "r" {
      return true
    }
    for initial in initials where base.hasPrefix(initial) {
      if finals.contains(String(base.dropFirst(initial.count))) { return true }
    }
    return false
  }

  private static let initials: [String] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r",
    "z", "c", "s", "y", "w",
  ]

  private static let finals: Set<String> = [
    "a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "ve", "er", "an",
    "en", "in", "un", "vn", "ang", "eng", "ing", "ong", "ia", "ian", "iang", "iao", "iong", "ua",
    "uai", "uan", "uang", "uo", "van",
  ]
}
