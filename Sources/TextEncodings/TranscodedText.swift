/// A whole text brought to UTF-8.
package struct TranscodedText: Equatable, Sendable {
  /// The text as UTF-8, without a byte order mark.
  package let bytes: [UInt8]
  /// The first faults, in the order of the text.
  package let faults: [TranscodingFault]
  /// The number of places where U+FFFD was put.
  package let replacedCount: Int
  /// The number of characters of private use that were kept.
  package let privateUseCount: Int

  package init(
    bytes: [UInt8], faults: [TranscodingFault], replacedCount: Int, privateUseCount: Int
  ) {
    self.bytes = bytes
    self.faults = faults
    self.replacedCount = replacedCount
    self.privateUseCount = privateUseCount
  }
}
