/// The characters of a double-byte encoding, each as its UTF-8 bytes.
///
/// Entry `(lead & 0x7F) << 8 | trail` holds the bytes in the order of a little-endian word, so that
/// a decoder stores four bytes and advances by the length; 0 means that there is no character. A
/// character of private use is marked in the highest byte, which UTF-8 never fills with 0xFF.
struct CharacterTable: Sendable {
  /// Marks characters of private use (U+E000…U+F8FF, three bytes in UTF-8).
  static let privateUse: UInt32 = 0xFF00_0000

  let entries: [UInt32]

  /// GB 18030's pairs; nil where the system's `iconv` lacks it.
  static let gb18030: CharacterTable? = CharacterTable(names: ["GB18030"])
  /// Code page 950, completed by Big5-HKSCS; nil where the system's `iconv` lacks both.
  static let big5: CharacterTable? = CharacterTable(names: ["CP950", "BIG5-HKSCS"])

  /// The four-byte codes of GB 18030 below 0x84318236…, in their linear order.
  static let gb18030FourByte: [UInt32] = {
    guard let converter = Converter(from: "GB18030") else { return [] }
    return (0..<39_420).map { (index: Int) -> UInt32 in
      let lead = UInt8(0x81 + index / 12_600)
      let second = UInt8(0x30 + index / 1260 % 10)
      let third = UInt8(0x81 + index / 10 % 126)
      let fourth = UInt8(0x30 + index % 10)
      return converter.word([lead, second, third, fourth])
    }
  }()

  /// The table of an encoding; nil for Unicode's forms and where the system lacks it.
  static func table(for encoding: TextEncoding) -> CharacterTable? {
    switch encoding {
    case .gb18030: gb18030
    case .big5: big5
    case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
    }
  }

  /// Takes a table from the system: the first encoding with a character for a pair decides, and one
  /// of private use only where no other encoding has a better.
  private init?(names: [String]) {
    var entries = [UInt32](repeating: 0, count: 1 << 15)
    var isKnown = false
    for name in names {
      guard let converter = Converter(from: name) else { continue }
      isKnown = true
      for lead in 0x81...0xFE {
        for trail in 0x40...0xFE where trail != 0x7F {
          let index = (lead & 0x7F) << 8 | trail
          guard entries[index] == 0 || entries[index] >= Self.privateUse else { continue }
          let word = converter.word([UInt8(lead), UInt8(trail)])
          guard word >= 0x80 else { continue }
          if !Self.isPrivateUse(word) {
            entries[index] = word
          } else if entries[index] == 0 {
            entries[index] = word | Self.privateUse
          }
        }
      }
    }
    guard isKnown else { return nil }
    self.entries = entries
  }

  private static func isPrivateUse(_ word: UInt32) -> Bool {
    let scalar = scalar(of: word)
    return (0xE000...0xF8FF).contains(scalar)
  }

  /// The first code point of a UTF-8 word.
  @inline(__always)
  static func scalar(of word: UInt32) -> UInt32 {
    let first = word & 0xFF
    let second = (word >> 8) & 0x3F
    if first < 0xE0 { return (first & 0x1F) << 6 | second }
    let third = (word >> 16) & 0x3F
    if first < 0xF0 { return (first & 0x0F) << 12 | second << 6 | third }
    return (first & 0x07) << 18 | second << 12 | third << 6 | (word >> 24) & 0x3F
  }

  /// The UTF-8 word of a code point beyond U+FFFF.
  static func word(supplementary scalar: UInt32) -> UInt32 {
    (0xF0 | scalar >> 18) | (0x80 | (scalar >> 12) & 0x3F) << 8
      | (0x80 | (scalar >> 6) & 0x3F) << 16 | (0x80 | scalar & 0x3F) << 24
  }

  /// The word of a four-byte code of GB 18030; 0 where it stands for no character.
  static func fourByteWord(_ b0: UInt8, _ b1: UInt8, _ b2: UInt8, _ b3: UInt8) -> UInt32 {
    let high = (Int(b0) - 0x81) * 10 + Int(b1) - 0x30
    let index = (high * 126 + Int(b2) - 0x81) * 10 + Int(b3) - 0x30
    if index < 39_420 { return index < gb18030FourByte.count ? gb18030FourByte[index] : 0 }
    let scalar = index - 189_000 + 0x10000
    return (0x10000...0x10FFFF).contains(scalar) ? word(supplementary: UInt32(scalar)) : 0
  }
}
