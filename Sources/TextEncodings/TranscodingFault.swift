/// A place that couldn't be read as the encoding says, and what was put there.
package struct TranscodingFault: Equatable, Sendable {
  /// What is wrong.
  package enum Kind: Equatable, Sendable {
    /// Bytes that stand for no character; U+FFFD was put there.
    case illegal
    /// The text ends inside a character; U+FFFD was put there.
    case truncated
    /// A character of private use (a self-made one, which no other system shows); it was kept.
    case privateUse
  }

  /// What is wrong.
  package let kind: Kind
  /// The first byte of the place, from 0.
  package let offset: Int
  /// The bytes it takes, 1…4.
  package let length: Int
  /// Its physical line, from 1; CRLF, LF and a lone CR end lines.
  package let line: Int

  package init(kind: Kind, offset: Int, length: Int, line: Int) {
    self.kind = kind
    self.offset = offset
    self.length = length
    self.line = line
  }
}
