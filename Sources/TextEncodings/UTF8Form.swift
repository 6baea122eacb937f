/// The well-formed sequences of UTF-8 (Unicode Standard, Table 3-7).
enum UTF8Form {
  enum State {
    /// A character.
    case complete
    /// The start of a character that the bytes end in.
    case cut
    /// The longest start of a character, or one byte that starts none, that something else follows.
    case broken
  }

  /// A character that isn't ASCII, or what stands in its place.
  struct Part {
    var state: State
    var length: Int
  }

  static func part(of bytes: UnsafeRawBufferPointer, at index: Int) -> Part {
    let lead = bytes[index]
    guard let length = length(of: lead) else { return Part(state: .broken, length: 1) }
    var low: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    var high: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    for offset in 1..<length {
      guard index + offset < bytes.count else { return Part(state: .cut, length: offset) }
      let byte = bytes[index + offset]
      guard byte >= low, byte <= high else { return Part(state: .broken, length: offset) }
      low = 0x80
      high = 0xBF
    }
    return Part(state: .complete, length: length)
  }

  static func length(of lead: UInt8) -> Int? {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }
}
