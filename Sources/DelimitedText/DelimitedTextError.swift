/// Why delimited text can't be read any further.
///
/// Lines and records count from 1, fields from 0.
package enum DelimitedTextError: Error, Equatable, Sendable {
  /// The file can't be opened; `code` is the system's `errno`.
  case cannotOpen(path: String, code: Int32)
  /// The file can't be read to its end; `code` is the system's `errno`.
  case cannotRead(path: String, code: Int32)
  /// A field has more than `limit` bytes; `line` is the line its record starts on.
  case fieldTooLong(line: Int, record: Int, field: Int, limit: Int)
  /// A record has more than `limit` bytes; `line` is the line it starts on.
  case recordTooLong(line: Int, record: Int, limit: Int)
  /// A record has more than `limit` fields; `line` is the line it starts on.
  case tooManyFields(line: Int, record: Int, limit: Int)
}
