/// The sizes beyond which input counts as hostile, which bound the memory a reader uses.
///
/// A reader never holds more than about `recordBytes + fieldBytes` and two chunks.
package struct DelimitedLimits: Equatable, Sendable {
  /// The greatest length of a field in bytes, without its quotes.
  package let fieldBytes: Int
  /// The greatest length of a record in bytes; at most 1 GiB.
  package let recordBytes: Int
  /// The greatest number of fields in a record.
  package let fields: Int

  /// Makes limits, each raised to at least 1.
  ///
  /// - Parameters:
  ///   - fieldBytes: The greatest length of a field in bytes, without its quotes.
  ///   - recordBytes: The greatest length of a record in bytes.
  ///   - fields: The greatest number of fields in a record (a worksheet has 16,384 columns).
  package init(
    fieldBytes: Int = 1 << 20, recordBytes: Int = 16 << 20, fields: Int = 16_384
  ) {
    // Offsets inside a record are 32-bit numbers: both limits together stay well below 2^32.
    self.fieldBytes = min(max(1, fieldBytes), 1 << 30)
    self.recordBytes = min(max(1, recordBytes), 1 << 30)
    self.fields = max(1, fields)
  }
}
