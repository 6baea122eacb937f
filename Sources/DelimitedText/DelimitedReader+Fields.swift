// A field beyond the last of its row reads as empty: rows are often shorter than their header.
extension DelimitedReader {
  /// Calls `body` with the bytes of a field, unescaped.
  ///
  /// The bytes are valid during the call only: the next row overwrites them.
  ///
  /// - Parameters:
  ///   - index: The field, from 0; beyond the last the bytes are empty.
  ///   - body: Takes the bytes.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  @inlinable
  package func withField<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard index >= 0, index < fieldCount else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let range = fields[index]
    return try body(
      UnsafeRawBufferPointer(
        start: buffer + (recordStart &+ Int(range.low)), count: Int(range.high &- range.low)))
  }

  /// Whether a field has no bytes.
  @inlinable
  package func isEmpty(_ index: Int) -> Bool {
    guard index >= 0, index < fieldCount else { return true }
    return fields[index].low == fields[index].high
  }

  /// The bytes of a field, copied.
  ///
  /// - Complexity: O(bytes of the field).
  package func bytes(_ index: Int) -> [UInt8] {
    withField(index) { [UInt8]($0) }
  }

  /// A field as text; bytes that aren't UTF-8 become U+FFFD.
  ///
  /// - Complexity: O(bytes of the field).
  package func string(_ index: Int) -> String {
    withField(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// The fields of the row as text.
  ///
  /// - Complexity: O(bytes of the row).
  package func strings() -> [String] {
    (0..<fieldCount).map { string($0) }
  }

  /// A field as a number.
  ///
  /// - Parameters:
  ///   - index: The field, from 0.
  ///   - parser: What numbers may look like.
  /// - Returns: The number, with its percent sign noted.
  /// - Throws: ``DecimalFailure``; an absent field is empty.
  /// - Complexity: O(bytes of the field).
  package func decimal(
    _ index: Int, _ parser: DecimalParser
  ) throws(DecimalFailure) -> DecimalReading {
    try withField(index) { (bytes) throws(DecimalFailure) in try parser.parse(bytes) }
  }
}
