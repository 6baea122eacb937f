/// Why bytes aren't a decimal number.
package enum DecimalFailure: Error, Equatable, Sendable {
  /// Nothing but spaces.
  case empty
  /// Longer than 1,024 bytes without the spaces around.
  case tooLong
  /// No digit where the number should be.
  case noDigits
  /// No digit after the `e` of an exponent.
  case noExponentDigits
  /// A thousands separator that doesn't stand before three digits.
  case malformedGrouping
  /// A byte that doesn't belong to a number, at an offset from the start of the bytes.
  case unexpectedByte(offset: Int)
  /// A number beyond the greatest double.
  case overflow
}
