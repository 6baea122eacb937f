/// Validates UTF-8 strictly, in pieces, and tells where it fails first.
///
/// Well-formed is what Table 3-7 of the Unicode Standard lists: no overlong forms, no surrogates,
/// nothing beyond U+10FFFF.
package struct EncodingCheck: Sendable {
  /// The first place that isn't UTF-8.
  package struct Fault: Error, Equatable, Sendable {
    /// The byte that starts the ill-formed sequence, from 0.
    package let offset: Int
    /// Its physical line, from 1; CRLF, LF and a lone CR end lines.
    package let line: Int

    package init(offset: Int, line: Int) {
      self.offset = offset
      self.line = line
    }
  }

  /// The first place that isn't UTF-8, among the bytes so far.
  package private(set) var fault: Fault?

  private var offset = 0
  private var line = 1
  private var previous: UInt8 = 0
  /// Continuation bytes still to come, and the range of the next one.
  private var missing = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  /// Where the unfinished sequence starts.
  private var sequenceStart = 0

  /// Starts a check.
  package init() {}

  /// Checks bytes which are there as a whole.
  ///
  /// - Parameter bytes: The text.
  /// - Returns: The first place that isn't UTF-8, or nil.
  /// - Complexity: O(bytes) in time, O(1) in space.
  package static func firstFault(in bytes: [UInt8]) -> Fault? {
    var check = EncodingCheck()
    bytes.withUnsafeBytes { check.consume($0) }
    return check.finish()
  }

  /// Checks the next piece.
  ///
  /// - Parameter bytes: The piece; a character may be cut at its ends.
  /// - Complexity: O(bytes) in time, O(1) in space.
  package mutating func consume(_ bytes: UnsafeRawBufferPointer) {
    guard fault == nil, !bytes.isEmpty else { return }
    if let bad = firstBad(in: bytes) {
      // An ill-formed sequence holds no line end: its line is that of the byte it ends with.
      let lines = lineEnds(in: bytes, upTo: max(0, bad - offset))
      fault = Fault(offset: bad, line: line + lines)
      return
    }
    line += lineEnds(in: bytes, upTo: bytes.count)
    previous = bytes[bytes.count - 1]
    offset += bytes.count
  }

  /// Ends the text, where a character may not be cut.
  ///
  /// - Returns: The first place that isn't UTF-8, or nil.
  package mutating func finish() -> Fault? {
    if fault == nil, missing > 0 { fault = Fault(offset: sequenceStart, line: line) }
    return fault
  }

  private func lineEnds(in bytes: UnsafeRawBufferPointer, upTo end: Int) -> Int {
    guard end > 0 else { return 0 }
    var count = 0
    if bytes[0] == Byte.carriageReturn { count += 1 }
    if bytes[0] == Byte.lineFeed, previous != Byte.carriageReturn { count += 1 }
    var index = 1
    while index < end {
      let isReturn = bytes[index] == Byte.carriageReturn
      let isFeed = bytes[index] == Byte.lineFeed && bytes[index &- 1] != Byte.carriageReturn
      count &+= isReturn || isFeed ? 1 : 0
      index &+= 1
    }
    return count
  }

  /// The offset in the whole text of the first ill-formed sequence in a piece.
  private mutating func firstBad(in bytes: UnsafeRawBufferPointer) -> Int? {
    let count = bytes.count
    var index = 0
    while index < count {
      if missing == 0 {
        // Unsafe by measurement: eight ASCII bytes, or a character of three, in one load; the
        // comparisons with `count` keep every load inside the piece.
        while count &- index >= 8 {
          let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if word & 0x8080_8080_8080_8080 == 0 {
            index &+= 8
            continue
          }
          let three = UInt64(littleEndian: word) & 0xC0C0F0
          let lead = bytes[index]
          guard three == 0x8080E0, lead != 0xE0, lead != 0xED else { break }
          index &+= 3
        }
        if index >= count { break }
      }
      let byte = bytes[index]
      if missing > 0 {
        guard byte >= lowest, byte <= highest else { return sequenceStart }
        missing -= 1
        lowest = 0x80
        highest = 0xBF
      } else if byte >= 0x80 {
        sequenceStart = offset + index
        guard start(byte) else { return sequenceStart }
      }
      index += 1
    }
    return nil
  }

  /// Notes what must follow a lead byte; false where it can't lead.
  private mutating func start(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF: missing = 2
    case 0xF0...0xF4: missing = 3
    default: return false
    }
    switch byte {
    case 0xE0: lowest = 0xA0
    case 0xED: highest = 0x9F
    case 0xF0: lowest = 0x90
    case 0xF4: highest = 0x8F
    default: break
    }
    return true
  }
}
