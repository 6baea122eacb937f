/// Reads decimal numbers from bytes, exactly rounded.
///
/// Grammar: spaces and tabs, `+` or `-`, digits with an optional point (`5.` and `.5` too), an
/// optional exponent `e±digits`, and, where allowed, thousands separators and a percent sign
/// (after spaces or none). Nothing else: no `nan`, `inf`, hexadecimal or other digits. A number
/// too small for a double becomes the nearest one, which may be zero.
///
/// Up to 19 significant digits with an exponent of -19…19 need no more than a division or product
/// of 128 bits, and up to 2^53 with -22…22 one rounded operation (W. D. Clinger, *How to read
/// floating point numbers accurately*, PLDI 1990, doi:10.1145/93542.93557); the rest goes through
/// the standard library's conversion.
package struct DecimalParser: Equatable, Sendable {
  /// The greatest length of a number in bytes.
  static let maximumLength = 1024

  /// Whether `,` may separate thousands, as in `1,234.5`.
  package let allowsGrouping: Bool
  /// Whether a `%` may follow.
  package let allowsPercent: Bool
  /// Whether a number with `%` is divided by 100, before it is rounded.
  package let scalesPercent: Bool

  /// Makes a parser.
  ///
  /// - Parameters:
  ///   - allowsGrouping: Whether `,` may separate thousands, as in `1,234.5`.
  ///   - allowsPercent: Whether a `%` may follow.
  ///   - scalesPercent: Whether a number with `%` is divided by 100, before it is rounded.
  package init(
    allowsGrouping: Bool = false, allowsPercent: Bool = false, scalesPercent: Bool = false
  ) {
    self.allowsGrouping = allowsGrouping
    self.allowsPercent = allowsPercent
    self.scalesPercent = scalesPercent
  }

  /// Reads a number.
  ///
  /// - Parameter bytes: The number, with spaces around or not.
  /// - Returns: The number, with its percent sign noted.
  /// - Throws: ``DecimalFailure``.
  /// - Complexity: O(bytes) in time, O(1) in space.
  package func parse(
    _ bytes: UnsafeRawBufferPointer
  ) throws(DecimalFailure) -> DecimalReading {
    var index = 0
    var end = bytes.count
    while index < end, Self.isSpace(bytes[index]) { index += 1 }
    while end > index, Self.isSpace(bytes[end - 1]) { end -= 1 }
    guard index < end else { throw .empty }
    guard end - index <= Self.maximumLength else { throw .tooLong }
    var isNegative = false
    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    let digitsStart = index
    var number = Digits()
    index = try readInteger(bytes, from: index, to: end, into: &number)
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      while index < end {
        let digit = bytes[index] &- 0x30
        guard digit < 10 else { break }
        number.appendFraction(digit)
        index += 1
      }
    }
    guard number.count > 0 else {
      if index < end { throw .unexpectedByte(offset: index) }
      throw .noDigits
    }
    let digitsEnd = index
    var exponent = number.exponent
    var textExponent = -number.fractionCount
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      let written = try Self.readExponent(bytes, from: &index, to: end)
      exponent += written
      textExponent += written
    }
    var isPercent = false
    if allowsPercent, index < end {
      var sign = index
      while sign < end, Self.isSpace(bytes[sign]) { sign += 1 }
      if bytes[sign] == UInt8(ascii: "%") {
        isPercent = true
        index = sign + 1
        if scalesPercent {
          exponent -= 2
          textExponent -= 2
        }
      }
    }
    guard index == end else { throw .unexpectedByte(offset: index) }
    var value: Double
    if let exact = Self.value(number, exponent: exponent) {
      value = exact
    } else {
      value = Self.convert(bytes[digitsStart..<digitsEnd], exponent: textExponent)
      guard value.isFinite else { throw .overflow }
    }
    if isNegative { value = -value }
    return DecimalReading(value: value, isPercent: isPercent)
  }

  /// Reads a number from an array of bytes.
  ///
  /// - Parameter bytes: The number, with spaces around or not.
  /// - Returns: The number, with its percent sign noted.
  /// - Throws: ``DecimalFailure``.
  /// - Complexity: O(bytes) in time, O(1) in space.
  package func parse(_ bytes: [UInt8]) throws(DecimalFailure) -> DecimalReading {
    let result = bytes.withUnsafeBytes { pointer in
      Result { () throws(DecimalFailure) in try parse(pointer) }
    }
    return try result.get()
  }

  /// The digits read so far.
  private struct Digits {
    /// The first 19 significant digits.
    var mantissa: UInt64 = 0
    /// The power of ten `mantissa` is to be multiplied by.
    var exponent = 0
    /// All digits, leading zeros included.
    var count = 0
    /// The digits after the point.
    var fractionCount = 0
    /// Whether a digit other than 0 didn't fit into `mantissa`.
    var isTruncated = false

    /// Nineteen digits always fit into 64 bits.
    private static let full: UInt64 = 1_000_000_000_000_000_000

    @inline(__always)
    mutating func appendInteger(_ digit: UInt8) {
      count &+= 1
      if mantissa < Self.full {
        mantissa = mantissa &* 10 &+ UInt64(digit)
      } else {
        exponent &+= 1
        if digit != 0 { isTruncated = true }
      }
    }

    @inline(__always)
    mutating func appendFraction(_ digit: UInt8) {
      count &+= 1
      fractionCount &+= 1
      if mantissa < Self.full {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        exponent &-= 1
      } else if digit != 0 {
        isTruncated = true
      }
    }
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == Byte.space || byte == Byte.tab
  }

  @inline(__always)
  private func readInteger(
    _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, into number: inout Digits
  ) throws(DecimalFailure) -> Int {
    var index = start
    var group = 0
    var isGrouped = false
    while index < end {
      let digit = bytes[index] &- 0x30
      if digit < 10 {
        number.appendInteger(digit)
        group &+= 1
      } else if allowsGrouping && bytes[index] == UInt8(ascii: ",") {
        guard isGrouped ? group == 3 : (1...3).contains(group) else {
          throw .malformedGrouping
        }
        isGrouped = true
        group = 0
      } else {
        break
      }
      index &+= 1
    }
    if isGrouped && group != 3 { throw .malformedGrouping }
    return index
  }

  private static func readExponent(
    _ bytes: UnsafeRawBufferPointer, from index: inout Int, to end: Int
  ) throws(DecimalFailure) -> Int {
    index += 1
    var isNegative = false
    if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    let start = index
    var exponent = 0
    while index < end {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { break }
      // 1,024 digits can't bring a greater exponent back into range: it needn't grow further.
      if exponent < 100_000 { exponent = exponent * 10 + Int(digit) }
      index += 1
    }
    guard index > start else { throw .noExponentDigits }
    return isNegative ? -exponent : exponent
  }

  /// The nearest double, or nil where neither short way is exact.
  private static func value(_ number: Digits, exponent: Int) -> Double? {
    let mantissa = number.mantissa
    if mantissa == 0 { return 0 }
    if number.isTruncated { return nil }
    if mantissa <= 1 << 53 {
      // Both operands are exact doubles, so that the one operation rounds once.
      if exponent == 0 { return Double(mantissa) }
      if exponent < 0, exponent >= -22 { return Double(mantissa) / exactPowers[-exponent] }
      if exponent > 0, exponent <= 22 { return Double(mantissa) * exactPowers[exponent] }
    }
    if exponent < -19 || exponent > 19 { return nil }
    return exponent < 0
      ? quotient(mantissa, integerPowers[-exponent])
      : product(mantissa, integerPowers[exponent])
  }

  /// The double nearest to `dividend / divisor`, both positive.
  private static func quotient(_ dividend: UInt64, _ divisor: UInt64) -> Double {
    let dividendShift = dividend.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let high = dividend << dividendShift
    // Both are in 2^63..<2^64: the quotient has 63 or 64 bits, ten more than a double keeps, so
    // that a lowest bit which stands for any remainder makes the one rounding right.
    let (quotient, remainder) = (divisor << divisorShift).dividingFullWidth(
      (high >> 1, high << 63))
    let sticky = quotient | (remainder == 0 ? 0 : 1)
    return scaled(sticky, by: divisorShift - dividendShift - 63)
  }

  /// The double nearest to the product of two positive numbers.
  private static func product(_ left: UInt64, _ right: UInt64) -> Double {
    let (high, low) = left.multipliedFullWidth(by: right)
    if high == 0 { return Double(low) }
    let shift = high.leadingZeroBitCount
    let top = shift == 0 ? high : (high << shift) | (low >> (64 - shift))
    let sticky = top | (low << shift == 0 ? 0 : 1)
    return scaled(sticky, by: 64 - shift)
  }

  private static func scaled(_ bits: UInt64, by exponent: Int) -> Double {
    Double(bits) * Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// Converts digits with separators among them; the standard library rounds exactly and knows
  /// no locale.
  private static func convert(
    _ digits: Slice<UnsafeRawBufferPointer>, exponent: Int
  ) -> Double {
    var text = ""
    text.reserveCapacity(digits.count + 8)
    for byte in digits where byte &- 0x30 < 10 {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    text += "e\(exponent)"
    return Double(text) ?? .infinity
  }
}

private let exactPowers: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

private let integerPowers: [UInt64] = [
  1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
  100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
  100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
]
