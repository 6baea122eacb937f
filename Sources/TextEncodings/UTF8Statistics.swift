/// Counts the characters and faults of text in UTF-8, in pieces.
struct UTF8Statistics: Sendable {
  /// Characters of two, three and four bytes.
  private(set) var twoByte = 0
  private(set) var longer = 0
  private(set) var faults = 0
  private(set) var firstFaultOffset = 0
  private(set) var firstFaultLine = 0

  private var offset = 0
  private var lines = LineCounter()
  private var missing = 0
  private var length = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  private var start = 0

  /// Goes over the next bytes.
  mutating func consume(_ bytes: UnsafeRawBufferPointer) {
    let hadFault = faults > 0
    scan(bytes)
    if !hadFault {
      if faults > 0 {
        let end = min(bytes.count, max(0, firstFaultOffset - offset))
        lines.advance(over: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
        firstFaultLine = lines.line
      } else {
        lines.advance(over: bytes)
      }
    }
    offset += bytes.count
  }

  /// Ends the text; a cut character is a fault only where the text is complete.
  mutating func finish(isComplete: Bool) {
    if missing > 0, isComplete { fault(line: lines.line) }
    missing = 0
  }

  private mutating func fault(line: Int = 0) {
    if faults == 0 {
      firstFaultOffset = start
      firstFaultLine = line
    }
    faults += 1
  }

  private mutating func scan(_ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count
    var index = 0
    while index < count {
      if missing == 0 {
        // Unsafe by measurement: eight bytes of ASCII or a character of three in one load, kept
        // inside the piece by the comparison with `count`.
        while count &- index >= 8 {
          let word = UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          if word & 0x8080_8080_8080_8080 == 0 {
            index &+= 8
            continue
          }
          let lead = UInt8(truncatingIfNeeded: word)
          guard word & 0xC0C0F0 == 0x8080E0, lead != 0xE0, lead != 0xED else { break }
          index &+= 3
          longer &+= 1
        }
        if index >= count { break }
      }
      let byte = bytes[index]
      if missing > 0 {
        if byte >= lowest, byte <= highest {
          missing -= 1
          lowest = 0x80
          highest = 0xBF
          if missing == 0 {
            if length == 2 { twoByte += 1 } else { longer += 1 }
          }
          index += 1
          continue
        }
        // The byte may start a character itself.
        missing = 0
        fault()
      }
      if byte >= 0x80 {
        start = offset + index
        if let length = UTF8Form.length(of: byte) {
          self.length = length
          missing = length - 1
          lowest = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80
          highest = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF
        } else {
          fault()
        }
      }
      index += 1
    }
  }
}
