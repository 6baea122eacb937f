/// Text of cells brought to plain forms without tables.
package enum CellFolding {
  /// Whether a character is white space or invisible (zero-width, byte order mark).
  package static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x2060, 0xFEFF, 0...0x1F: true
    default: scalar.properties.isWhitespace
    }
  }

  /// The text without blanks at both ends.
  ///
  /// - Complexity: O(length).
  package static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let end = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  /// The text without any blanks, full-width forms of ASCII as ASCII.
  ///
  /// - Complexity: O(length).
  package static func compact(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isBlank(scalar) { result.append(halfWidth(scalar)) }
    return String(result)
  }

  /// A header on one line: blanks beside ideographs and line ends go, others become one space.
  ///
  /// - Complexity: O(length).
  package static func header(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var hasBlank = false
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        hasBlank = true
        continue
      }
      if hasBlank, let last = result.last, last.isASCII, scalar.isASCII { result.append(" ") }
      hasBlank = false
      result.append(scalar)
    }
    return String(result)
  }

  /// The ASCII form of a full-width character; others as they are.
  package static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if (0xFF01...0xFF5E).contains(scalar.value) {
      return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
    return scalar.value == 0x3000 ? " " : scalar
  }

  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF: true
    default: false
    }
  }

  /// Whether a compact text is a number as cells show it.
  static func isNumber(_ compact: String) -> Bool {
    var hasDigit = false
    for byte in compact.utf8 {
      switch byte {
      case 0x30...0x39: hasDigit = true
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ":"):
        continue
      default: return false
      }
    }
    return hasDigit
  }
}
