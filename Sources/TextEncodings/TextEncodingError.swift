/// Why text couldn't be brought to UTF-8.
package enum TextEncodingError: Error, Equatable, Sendable {
  /// The file can't be opened; the code is the system's `errno`.
  case cannotOpen(path: String, code: Int32)
  /// Reading failed; the code is the system's `errno`.
  case cannotRead(path: String, code: Int32)
  /// The file is greater than the caller allows, in bytes.
  case tooLarge(path: String, limit: Int)
  /// The system's `iconv` doesn't know the encoding.
  case unsupported(TextEncoding)
}
