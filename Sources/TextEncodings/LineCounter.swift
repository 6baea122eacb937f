/// Counts physical lines over pieces of text in UTF-8 or another encoding that extends ASCII.
///
/// CRLF, LF and a lone CR end lines.
struct LineCounter: Sendable {
  /// The line that the next byte belongs to, from 1.
  private(set) var line = 1
  private var previous: UInt8 = 0

  /// Goes over the next bytes.
  ///
  /// - Complexity: O(bytes) in time.
  mutating func advance(over bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first, let last = bytes.last else { return }
    var count = first == 0x0D || (first == 0x0A && previous != 0x0D) ? 1 : 0
    var index = 1
    // Without branches, so that the compiler takes many bytes at a time.
    while index < bytes.count {
      let isReturn = bytes[index] == 0x0D
      let isFeed = bytes[index] == 0x0A && bytes[index &- 1] != 0x0D
      count &+= isReturn || isFeed ? 1 : 0
      index &+= 1
    }
    line += count
    previous = last
  }
}
