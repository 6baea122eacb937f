/// Writes delimited text (RFC 4180) into memory.
///
/// A field is quoted where it holds the separator, a quote, CR or LF, or begins or ends with a
/// space; quotes inside are doubled. A row of one empty field is written `""`, since an empty
/// line is a row without a field. ``DelimitedReader`` reads back exactly what was written.
package struct DelimitedWriter: Sendable {
  /// What ends a row.
  package enum LineEnd: Sendable {
    /// CR LF, as RFC 4180 wants.
    case crlf
    /// LF alone.
    case lf
  }

  /// The text since the start or since ``takeBytes()``.
  package private(set) var bytes: [UInt8] = []

  private let separator: UInt8
  private let lineEnd: LineEnd
  private let guardsFormulas: Bool
  private var hasField = false
  private var isFirstField: Bool
  /// Whether the row consists of one empty field so far.
  private var isLoneEmptyField = false

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - separator: The separator of fields.
  ///   - lineEnd: What ends a row.
  ///   - writesByteOrderMark: Whether the text starts with the UTF-8 byte order mark, without
  ///     which some spreadsheet programs take it for the system's old encoding.
  ///   - guardsFormulas: Whether a field that begins with `=`, `+`, `-`, `@`, tab or CR gets a
  ///     leading apostrophe, so that a spreadsheet program doesn't run it as a formula. Plain
  ///     numbers (`-3.5`, `+1,234`, `-5%`) are left alone. The guard changes the text: it is for
  ///     files people open, not for files read back.
  package init(
    separator: DelimitedSeparator = .comma, lineEnd: LineEnd = .crlf,
    writesByteOrderMark: Bool = false, guardsFormulas: Bool = false
  ) {
    self.separator = separator.rawValue
    self.lineEnd = lineEnd
    self.guardsFormulas = guardsFormulas
    isFirstField = !writesByteOrderMark
    if writesByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  /// Writes a field of text.
  ///
  /// - Parameter text: The field.
  /// - Complexity: O(bytes) in time and space.
  package mutating func field(_ text: String) {
    var text = text
    text.withUTF8 { field(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a field of bytes.
  ///
  /// - Parameter content: The field.
  /// - Complexity: O(bytes) in time and space.
  package mutating func field(_ content: UnsafeRawBufferPointer) {
    if hasField { bytes.append(separator) }
    isLoneEmptyField = !hasField && content.isEmpty
    hasField = true
    let needsGuard = guardsFormulas && Self.looksLikeFormula(content)
    let startsWithMark = isFirstField && content.starts(with: [0xEF, 0xBB, 0xBF])
    isFirstField = false
    guard needsQuotes(content) || startsWithMark else {
      if needsGuard { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: content)
      return
    }
    bytes.append(Byte.quote)
    if needsGuard { bytes.append(UInt8(ascii: "'")) }
    for byte in content {
      if byte == Byte.quote { bytes.append(Byte.quote) }
      bytes.append(byte)
    }
    bytes.append(Byte.quote)
  }

  /// Ends the row; one without a field is an empty line.
  package mutating func endRow() {
    if isLoneEmptyField { bytes.append(contentsOf: [Byte.quote, Byte.quote]) }
    hasField = false
    isLoneEmptyField = false
    isFirstField = false
    if lineEnd == .crlf { bytes.append(Byte.carriageReturn) }
    bytes.append(Byte.lineFeed)
  }

  /// Writes a row.
  ///
  /// - Parameter fields: The fields of the row.
  /// - Complexity: O(bytes) in time and space.
  package mutating func row(_ fields: [String]) {
    for text in fields { field(text) }
    endRow()
  }

  /// Hands over the text so far, to write it out in pieces.
  ///
  /// - Returns: The text since the start or since the last call.
  package mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  private func needsQuotes(_ content: UnsafeRawBufferPointer) -> Bool {
    guard let first = content.first, let last = content.last else { return false }
    if first == Byte.space || last == Byte.space { return true }
    for byte in content {
      if byte == separator || byte == Byte.quote || byte == Byte.lineFeed
        || byte == Byte.carriageReturn
      {
        return true
      }
    }
    return false
  }

  private static func looksLikeFormula(_ content: UnsafeRawBufferPointer) -> Bool {
    switch content.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), Byte.tab, Byte.carriageReturn:
      return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let parser = DecimalParser(allowsGrouping: true, allowsPercent: true)
      return (try? parser.parse(content)) == nil
    default:
      return false
    }
  }
}
