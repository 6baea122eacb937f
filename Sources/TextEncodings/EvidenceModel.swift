/// The likelihood of bytes as Chinese text, character by character, by encoding.
///
/// A mixture over classes of characters, each with a share of running text that is spread evenly
/// over its members; every byte of the input belongs to exactly one character or fault, so that
/// the likelihoods of different encodings can be compared. Only a last character that is cut because
/// more text follows is free. In the manner of composite detectors (S. Li, K. Momoi, *A composite approach to
/// language/encoding detection*, 19th International Unicode Conference, 2001), with validity,
/// zones and frequent characters in one measure.
struct EvidenceModel {
  /// Natural logarithms of the probability of one member of a class, estimated, not fitted.
  private enum Weight {
    static let ascii = -4.6
    static let common = -7.0
    static let word = 3.0
    static let punctuation = -8.5
    /// Level 1 of GB 2312 or of Big5, beyond the frequent characters.
    static let ordinary = -10.5
    static let latin = -9.5
    /// Level 2, and ideographs beyond both.
    static let uncommon = -13.5
    static let foreign = -14.0
    static let privateUse = -20.0
    static let illegal = -24.0
  }

  private enum Zone {
    case ordinary
    case uncommon
    case foreign
    case any
  }

  private var evidence: TextEvidence
  private let isComplete: Bool
  private var previous: UInt32 = 0

  /// Reads bytes in an encoding; in a complete text a character cut at the end is a fault.
  ///
  /// - Complexity: O(bytes) in time, O(1) in space.
  static func evidence(
    for bytes: UnsafeRawBufferPointer, as encoding: TextEncoding, isComplete: Bool
  ) -> TextEvidence {
    var model = EvidenceModel(
      evidence: TextEvidence(encoding: encoding), isComplete: isComplete)
    switch encoding {
    case .utf8: model.readUTF8(bytes)
    case .utf16LittleEndian: model.readUTF16(bytes, isBigEndian: false)
    case .utf16BigEndian: model.readUTF16(bytes, isBigEndian: true)
    case .gb18030, .big5:
      guard let table = CharacterTable.table(for: encoding) else {
        model.evidence.score = -.infinity
        return model.evidence
      }
      table.entries.withUnsafeBufferPointer {
        model.readPairs(bytes, table: $0, isGB: encoding == .gb18030)
      }
    }
    return model.evidence
  }

  private mutating func ascii(_ byte: UInt32) {
    previous = 0
    if byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      evidence.score += Weight.ascii
    } else {
      evidence.score += Weight.illegal
      evidence.illegal += 1
    }
  }

  private init(evidence: TextEvidence, isComplete: Bool) {
    self.evidence = evidence
    self.isComplete = isComplete
  }

  /// The text ends inside a character.
  private mutating func cut() {
    if isComplete { illegal() }
  }

  private mutating func illegal() {
    previous = 0
    evidence.score += Weight.illegal
    evidence.illegal += 1
  }

  private mutating func character(_ scalar: UInt32, zone: Zone) {
    evidence.characters += 1
    let weight = Self.weight(scalar, zone: zone)
    if weight == Weight.common {
      evidence.common += 1
      if previous != 0, CommonCharacters.isWordPart(previous, scalar) {
        evidence.words += 1
        evidence.score += Weight.word
      }
      previous = scalar
    } else {
      previous = 0
      if weight <= Weight.uncommon { evidence.rare += 1 }
    }
    evidence.score += weight
  }

  private static func weight(_ scalar: UInt32, zone: Zone) -> Double {
    switch scalar {
    case 0x4E00..<0xA000:
      // A frequent character that stands in a rare zone isn't what the writer's program writes.
      if zone != .foreign, CommonCharacters.contains(scalar) { return Weight.common }
      switch zone {
      case .ordinary: return Weight.ordinary
      case .any: return Weight.ordinary - 1
      case .uncommon, .foreign: return Weight.uncommon
      }
    case 0x3001...0x3002, 0x300A...0x3011, 0x3014...0x3015, 0xFF01...0xFF5E, 0x2014,
      0x2018...0x201D,
      0x2026, 0x3000, 0x00B7, 0xFFE5, 0x2460...0x2473, 0xFEFF:
      return Weight.punctuation
    case 0xA1..<0x250: return zone == .any ? Weight.latin : Weight.foreign
    case 0x80..<0xA0, 0xE000..<0xF900, 0xFFF0...0xFFFF: return Weight.privateUse
    case 0x3400..<0x4E00: return Weight.uncommon - 2
    default: return Weight.foreign
    }
  }

  private mutating func readPairs(
    _ bytes: UnsafeRawBufferPointer, table: UnsafeBufferPointer<UInt32>, isGB: Bool
  ) {
    let count = bytes.count
    var index = 0
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        ascii(UInt32(lead))
        index += 1
        continue
      }
      guard index + 1 < count else { return cut() }
      let trail = bytes[index + 1]
      let word = lead == 0x80 || lead == 0xFF ? 0 : table[Int(lead & 0x7F) << 8 | Int(trail)]
      if word != 0 {
        let scalar = CharacterTable.scalar(of: word & ~(word >= 0xFF00_0000 ? 0xFF00_0000 : 0))
        character(scalar, zone: isGB ? Self.zoneGB(lead, trail) : Self.zoneBig5(lead, trail))
        index += 2
      } else if isGB, (0x30...0x39).contains(trail), lead != 0x80, lead != 0xFF {
        guard index + 3 < count else { return cut() }
        let third = bytes[index + 2]
        let fourth = bytes[index + 3]
        if (0x81...0xFE).contains(third), (0x30...0x39).contains(fourth),
          CharacterTable.fourByteWord(lead, trail, third, fourth) != 0
        {
          character(0, zone: .foreign)
          index += 4
        } else {
          illegal()
          index += 1
        }
      } else {
        illegal()
        index += trail >= 0x80 ? 2 : 1
      }
    }
  }

  private static func zoneGB(_ lead: UInt8, _ trail: UInt8) -> Zone {
    trail >= 0xA1 && lead >= 0xB0 && lead <= 0xD7 ? .ordinary : .uncommon
  }

  private static func zoneBig5(_ lead: UInt8, _ trail: UInt8) -> Zone {
    switch lead {
    case 0xA4...0xC5: .ordinary
    case 0xC6: trail <= 0x7E ? .ordinary : .foreign
    case 0xA1...0xA3, 0xC9...0xF9: .uncommon
    default: .foreign
    }
  }

  private mutating func readUTF8(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        ascii(UInt32(bytes[index]))
        index += 1
        continue
      }
      let part = UTF8Form.part(of: bytes, at: index)
      switch part.state {
      case .cut: return cut()
      case .broken: illegal()
      case .complete:
        var word: UInt32 = 0
        for offset in 0..<part.length { word |= UInt32(bytes[index + offset]) << (8 * offset) }
        character(CharacterTable.scalar(of: word), zone: .any)
      }
      index += part.length
    }
  }

  private mutating func readUTF16(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool) {
    var index = 0
    var high: UInt32?
    while index + 1 < bytes.count {
      let first = UInt32(bytes[index])
      let second = UInt32(bytes[index + 1])
      let unit = isBigEndian ? first << 8 | second : second << 8 | first
      index += 2
      if unit & 0xFC00 == 0xDC00, high != nil {
        high = nil
        character(0x20000, zone: .any)
        continue
      }
      if high != nil {
        illegal()
        high = nil
      }
      if unit < 0x80 {
        ascii(unit)
      } else if unit & 0xFC00 == 0xD800 {
        high = unit
      } else if unit & 0xFC00 == 0xDC00 {
        illegal()
      } else {
        character(unit, zone: .any)
      }
    }
    // A file of UTF-16 has an even length.
    if index < bytes.count || high != nil { cut() }
  }
}
