/// A departure from RFC 4180 in a row which was read all the same.
package struct DelimitedIrregularity: Equatable, Sendable {
  /// What departs, and how it was read.
  package enum Kind: Equatable, Sendable {
    /// A quote opens the field and nothing closes it before the end of the text or the limit of
    /// a field: the quote was read as an ordinary character, so that the field ends at the next
    /// separator or line end and the rows after it are read as usual.
    case unclosedQuote
    /// Text follows the closing quote: it was appended to the field as it stands.
    case textAfterClosingQuote
    /// A quote stands inside a field which doesn't begin with one: it was read as an ordinary
    /// character.
    case quoteInUnquotedField
    /// The field holds a NUL byte, which was kept.
    case nulByte
  }

  /// What departs.
  package let kind: Kind
  /// The field, from 0.
  package let field: Int
  /// The physical line, from 1; of an unclosed quote the line where it opens.
  package let line: Int

  package init(kind: Kind, field: Int, line: Int) {
    self.kind = kind
    self.field = field
    self.line = line
  }
}
