import Foundation

/// Text brought to one form, so that a name written in two ways is the same name.
public enum TextFolding {
  /// The form of a name by which firms, segments and regions are identified.
  ///
  /// NFKC (Unicode Standard Annex 15: full-width letters, digits and brackets become half-width);
  /// control, zero-width and other invisible characters are removed; whitespace is removed beside
  /// CJK characters and collapsed to one space elsewhere, and trimmed. Letter case stays. Folding
  /// twice changes nothing.
  /// - Complexity: O(length); no allocation beyond the result if the name is folded already.
  public static func foldedName(_ name: String) -> String {
    if isFolded(name.utf8Span.span) { return name }
    var folded = composedVisible(name)
    // Removing a space can bring a base and a combining mark together, and composing them can
    // leave another space beside a CJK character; every round removes at least one space.
    while true {
      let spaced = withoutIdleSpaces(folded)
      if spaced.utf8.count == folded.utf8.count { return spaced }
      folded = spaced.precomposedStringWithCompatibilityMapping
    }
  }

  /// The folded form of a name given as UTF-8 bytes.
  package static func foldedName(utf8 bytes: [UInt8]) -> String {
    foldedName(String(decoding: bytes, as: UTF8.self))
  }

  /// Whether the bytes are certainly a folded name, found without allocation.
  ///
  /// True for visible ASCII with single inner spaces and for CJK Unified Ideographs (the main
  /// block and extension A) without spaces beside them. False means "not known", not "no".
  /// - Complexity: O(length) time, O(1) space.
  package static func isFolded(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    // A space is good only between two visible ASCII characters.
    var mayTakeSpace = false
    var endsInSpace = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x20 {
        guard mayTakeSpace else { return false }
        mayTakeSpace = false
        endsInSpace = true
        index += 1
      } else if byte > 0x20, byte < 0x7F {
        mayTakeSpace = true
        endsInSpace = false
        index += 1
      } else if byte >= 0xE3, byte <= 0xE9, index + 2 < bytes.count {
        guard !endsInSpace, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80
        else { return false }
        let scalar =
          UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
          | UInt32(bytes[index + 2] & 0x3F)
        guard (0x4E00...0x9FFF).contains(scalar) || (0x3400...0x4DBF).contains(scalar) else {
          return false
        }
        mayTakeSpace = false
        index += 3
      } else {
        return false
      }
    }
    return !endsInSpace
  }

  /// A key for looking words up: folded, lower case, without spaces, hyphens and underscores.
  package static func key(_ text: String) -> String {
    if text.utf8.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }) {
      return text
    }
    if isFolded(text.utf8Span.span), text.utf8.allSatisfy({ $0 >= 0x80 }) { return text }
    let folded = composedVisible(text).lowercased()
    return String(
      String.UnicodeScalarView(
        folded.unicodeScalars.filter {
          !$0.properties.isWhitespace && $0 != "-" && $0 != "_"
        }))
  }

  // Whether `key` is the key of an ASCII text, without building it.
  static func isKey(_ key: String, ofASCII text: String) -> Bool {
    var rest = key.utf8.makeIterator()
    for byte in text.utf8 where byte != 0x20 && byte != 0x2D && byte != 0x5F {
      guard rest.next() == ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) else { return false }
    }
    return rest.next() == nil
  }

  /// A cell's text without whitespace and invisible characters at both ends.
  ///
  /// Trimmed are spaces (also U+3000 and no-break), line ends, controls, zero-width characters
  /// and byte-order marks; the inside stays as it is.
  /// - Complexity: O(length).
  public static func cleanCell(_ text: String) -> String {
    let utf8 = text.utf8
    if let first = utf8.first, let last = utf8.last, first > 0x20, first < 0x7F, last > 0x20,
      last < 0x7F
    {
      return text
    }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let end = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  /// The text without spaces and zero-width characters between two ideographs.
  ///
  /// - Complexity: O(length).
  package static func withoutStraySpaces(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      var end = index
      while end < scalars.count, isStraySpace(scalars[end]) { end += 1 }
      let isBetween =
        end > index && end < scalars.count && isCJK(scalars[end])
        && (result.last.map(isCJK) ?? false)
      if !isBetween { result.append(contentsOf: scalars[index..<end]) }
      if end < scalars.count { result.append(scalars[end]) }
      index = end + 1
    }
    return String(result)
  }

  private static func isStraySpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0xA0, 0x3000, 0x200B, 0xFEFF: true
    default: false
    }
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || isInvisible(scalar)
  }

  // Controls that are not whitespace, format characters (zero-width, byte-order mark, direction
  // marks, soft hyphen) and variation selectors.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .format, .control: return true
    default: return false
    }
  }

  static func composedVisible(_ text: String) -> String {
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      // Tabs, line ends and U+0085 are controls, but separate words.
      if scalar.properties.isWhitespace {
        visible.append(" ")
      } else if !isInvisible(scalar) {
        visible.append(scalar)
      }
    }
    return String(visible).precomposedStringWithCompatibilityMapping
  }

  private static func withoutIdleSpaces(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    var hasPendingSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        hasPendingSpace = true
        continue
      }
      if hasPendingSpace, let last, !isCJK(last), !isCJK(scalar) { result.append(" ") }
      result.append(scalar)
      last = scalar
      hasPendingSpace = false
    }
    return String(result)
  }

  // Scripts written without spaces between words: ideographs, kana, bopomofo, CJK punctuation.
  // Combining marks (U+302A...302F, U+3099, U+309A) are left out: they belong to their base.
  static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x3029, 0x3030...0x303F, 0x3041...0x3096, 0x309D...0x312F, 0x3190...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF,
      0x2_0000...0x3_FFFF:
      true
    default: false
    }
  }
}
