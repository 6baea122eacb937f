extension Diagram {
  /// A name as Graphviz holds it: the text between the quotes once `\"` is undone.
  ///
  /// In a quoted name only `\"` is an escape; a backslash before anything else stays, and one
  /// before the closing quote cannot be written. So backslashes are doubled, and what would break
  /// the SVG's XML (control characters, non-characters, an ampersand that begins an entity) is
  /// spelled `\xHH;` with one backslash, and line ends too, since 2.42 loses one between two
  /// backslashes. So is a percent sign at the start: Graphviz takes such
  /// names for those of anonymous objects, and each mention makes a new node. Different names stay
  /// different; ``decodedName(_:)`` is the inverse.
  ///
  /// - Complexity: O(*n*) time and space in the length of the name.
  public static func encodedName(_ name: String) -> String {
    let bytes = Array(name.utf8)
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x5C && $0 != 0x26 && $0 != 0xEF }
    if isPlain, bytes.first != UInt8(ascii: "%") { return name }
    var encoded = ""
    var offset = 0
    for scalar in name.unicodeScalars {
      if scalar == "\\" {
        encoded += "\\\\"
      } else if isForbiddenInXML(scalar) || scalar == "\r" || scalar == "\n"
        || (scalar == "%" && offset == 0)
        || (scalar == "&" && bytes.withUnsafeBufferPointer { beginsEntity($0, at: offset) })
      {
        encoded += "\\x" + String(scalar.value, radix: 16) + ";"
      } else {
        encoded.unicodeScalars.append(scalar)
      }
      offset += UTF8.width(scalar)
    }
    return encoded
  }

  /// The name that was encoded by ``encodedName(_:)``.
  ///
  /// - Complexity: O(*n*) time and space in the length of the name.
  public static func decodedName(_ encoded: String) -> String {
    guard encoded.utf8.contains(0x5C) else { return encoded }
    var decoded = ""
    var rest = encoded.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let next = rest.first else {
        decoded.unicodeScalars.append(scalar)
        continue
      }
      if next == "\\" {
        decoded += "\\"
        rest.removeFirst()
      } else if next == "x", let end = rest.firstIndex(of: ";"),
        let value = UInt32(String(rest[rest.index(after: rest.startIndex)..<end]), radix: 16),
        let character = Unicode.Scalar(value)
      {
        decoded.unicodeScalars.append(character)
        rest = rest[rest.index(after: end)...]
      } else {
        decoded += "\\"
      }
    }
    return decoded
  }
}

/// Whether XML 1.0 has no way to hold the character (section 2.2, production Char).
func isForbiddenInXML(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0..<0x20, 0xFFFE, 0xFFFF: true
  default: false
  }
}

/// Whether Graphviz takes the ampersand at an offset for the start of an entity, and so leaves it
/// unescaped in an SVG: `&`, letters or `#` and digits, `;` (`xml_isentity` in lib/common).
func beginsEntity(
  _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, endCounts: Bool = false
) -> Bool {
  var index = offset + 1
  while index < bytes.count {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: ";"):
      return true
    case UInt8(ascii: "#"), 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
      index += 1
    default:
      return false
    }
  }
  return endCounts
}

/// An identifier of letters, digits, `_`, text beyond ASCII and some more; the rest as `_xHH_`.
func identifier(_ text: String, keeping kept: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    let value = scalar.value
    let isSafe =
      value < 0x80
      ? (scalar.properties.isAlphabetic || (0x30...0x39).contains(value) || scalar == "_"
        || kept.unicodeScalars.contains(scalar))
      : value > 0xA0 && value != 0xFFFE && value != 0xFFFF && !scalar.properties.isWhitespace
    if isSafe {
      result.unicodeScalars.append(scalar)
    } else {
      result += "_x" + String(value, radix: 16, uppercase: true) + "_"
    }
  }
  return result
}

/// Font families without the characters that mean something to DOT, HTML or SVG.
func fontFamilies(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars
  where !"\"'\\<>&;".unicodeScalars.contains(scalar) && scalar.value >= 0x20
    && !isForbiddenInXML(scalar)
  {
    result.unicodeScalars.append(scalar)
  }
  return result
}
