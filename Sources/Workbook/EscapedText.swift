/// Resolves the escapes `_xHHHH_` by which workbooks write characters XML can't hold.
///
/// ECMA-376 part 1, 22.9.2.19 (`ST_Xstring`): `_x000D_` is a carriage return, `_x005F_` an
/// underscore which would otherwise begin an escape. Two escapes may form a surrogate pair; a lone
/// surrogate and the null character become U+FFFD.
enum EscapedText {
  /// The length of an escape.
  private static let length = 7

  /// Resolves the escapes in place.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - count: The number of bytes.
  /// - Returns: The number of bytes afterwards, never more.
  /// - Complexity: O(count).
  static func resolve(_ bytes: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
    var read = 0
    while read < count, bytes[read] != UInt8(ascii: "_") { read += 1 }
    var write = read
    while read < count {
      guard var unit = codeUnit(bytes, read, count) else {
        bytes[write] = bytes[read]
        write += 1
        read += 1
        continue
      }
      read += length
      if unit & 0xFC00 == 0xD800, let low = codeUnit(bytes, read, count), low & 0xFC00 == 0xDC00 {
        unit = 0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF)
        read += length
      }
      let scalar = unit == 0 ? nil : Unicode.Scalar(unit)
      for byte in UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
        bytes[write] = byte
        write += 1
      }
    }
    return write
  }

  /// The code unit of the escape at `index`.
  private static func codeUnit(
    _ bytes: UnsafeMutablePointer<UInt8>, _ index: Int, _ count: Int
  ) -> UInt32? {
    guard count - index >= length, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt32 = 0
    for offset in 2..<6 {
      let byte = bytes[index + offset]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 0x30
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 0x41 + 10
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 0x61 + 10
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
