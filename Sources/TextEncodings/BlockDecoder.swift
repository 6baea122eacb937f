/// Decodes a block of text to UTF-8.
///
/// Unsafe by measurement: a table entry or a word of ASCII is stored without bounds checks. The
/// target must hold `3 × source.count + 16` bytes: the longest result of a byte is U+FFFD, and a
/// store of eight bytes may reach past the last character.
enum BlockDecoder {
  /// How far decoding came.
  struct Progress {
    var consumed: Int
    var written: Int
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Copies ASCII, eight bytes at a time, up to the first other byte.
  @inline(__always)
  private static func copyASCII(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawPointer, _ index: inout Int,
    _ out: inout Int
  ) {
    let count = source.count
    while count &- index >= 8 {
      let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      target.storeBytes(of: word, toByteOffset: out, as: UInt64.self)
      let high = UInt64(littleEndian: word) & highBits
      if high == 0 {
        index &+= 8
        out &+= 8
      } else {
        let ascii = high.trailingZeroBitCount >> 3
        index &+= ascii
        out &+= ascii
        return
      }
    }
    while index < count, source[index] < 0x80 {
      target.storeBytes(of: source[index], toByteOffset: out, as: UInt8.self)
      index &+= 1
      out &+= 1
    }
  }

  @inline(__always)
  private static func store(
    _ word: UInt32, _ target: UnsafeMutableRawPointer, _ out: inout Int
  ) {
    target.storeBytes(of: word.littleEndian, toByteOffset: out, as: UInt32.self)
    // The bytes up to the highest that isn't zero.
    out &+= (39 &- word.leadingZeroBitCount) >> 3
  }

  /// U+FFFD as a word.
  private static let replacement: UInt32 = 0xBDBFEF

  /// Decodes GB 18030 or Big5.
  static func pairs(
    _ source: UnsafeRawBufferPointer, table: UnsafeBufferPointer<UInt32>, isGB: Bool,
    isLast: Bool, to target: UnsafeMutableRawPointer, log: inout FaultLog
  ) -> Progress {
    let count = source.count
    var index = 0
    var out = 0
    while true {
      copyASCII(source, target, &index, &out)
      guard index < count else { break }
      // Pairs in a row, until a byte of ASCII or a place that needs care.
      while index &+ 1 < count {
        let lead = source[index]
        guard lead >= 0x80 else { break }
        let word = table[Int(lead & 0x7F) << 8 | Int(source[index &+ 1])]
        guard word &- 1 < CharacterTable.privateUse &- 1 else { break }
        store(word, target, &out)
        index &+= 2
      }
      guard index < count, source[index] >= 0x80 else { continue }
      guard
        let length = careful(
          source, index, table: table, isGB: isGB, isLast: isLast, target, &out, &log)
      else { break }
      index += length
    }
    return Progress(consumed: index, written: out)
  }

  /// Decodes what isn't an ordinary pair; nil where more bytes must be awaited.
  private static func careful(
    _ source: UnsafeRawBufferPointer, _ index: Int, table: UnsafeBufferPointer<UInt32>, isGB: Bool,
    isLast: Bool, _ target: UnsafeMutableRawPointer, _ out: inout Int, _ log: inout FaultLog
  ) -> Int? {
    let lead = source[index]
    let left = source.count - index
    if isGB, lead == 0x80 {
      store(0xAC82E2, target, &out)
      return 1
    }
    guard lead > 0x80, lead < 0xFF else {
      return fault(.illegal, index, 1, target, &out, &log)
    }
    guard left > 1 else {
      return isLast ? fault(.truncated, index, 1, target, &out, &log) : nil
    }
    let trail = source[index + 1]
    let word = table[Int(lead & 0x7F) << 8 | Int(trail)]
    if word >= CharacterTable.privateUse {
      log.note(.privateUse, source: index, length: 2, target: out)
      store(word & ~CharacterTable.privateUse, target, &out)
      return 2
    }
    if word != 0 {
      store(word, target, &out)
      return 2
    }
    if isGB, (0x30...0x39).contains(trail) {
      if left < 4 {
        if !isLast { return nil }
        // A lead byte before a digit at the end of the text: the digit is kept.
        let isCut = left == 2 || (0x81...0xFE).contains(source[index + 2])
        return fault(isCut ? .truncated : .illegal, index, 1, target, &out, &log)
      }
      let third = source[index + 2]
      let fourth = source[index + 3]
      if (0x81...0xFE).contains(third), (0x30...0x39).contains(fourth) {
        let word = CharacterTable.fourByteWord(lead, trail, third, fourth)
        if word == 0 { return fault(.illegal, index, 4, target, &out, &log) }
        if (0xE000...0xF8FF).contains(CharacterTable.scalar(of: word)) {
          log.note(.privateUse, source: index, length: 4, target: out)
        }
        store(word, target, &out)
        return 4
      }
    }
    // A byte of ASCII is never swallowed: it may be a separator or a line end.
    let isTrail = isGB ? (0x80...0xFE).contains(trail) : (0xA1...0xFE).contains(trail)
    return fault(.illegal, index, isTrail ? 2 : 1, target, &out, &log)
  }

  private static func fault(
    _ kind: TranscodingFault.Kind, _ index: Int, _ length: Int,
    _ target: UnsafeMutableRawPointer, _ out: inout Int, _ log: inout FaultLog
  ) -> Int {
    log.note(kind, source: index, length: length, target: out)
    store(replacement, target, &out)
    return length
  }

  /// Copies UTF-8 and replaces each maximal ill-formed part by U+FFFD (Unicode Standard, section
  /// 3.9, "U+FFFD Substitution of Maximal Subparts").
  static func utf8(
    _ source: UnsafeRawBufferPointer, isLast: Bool, to target: UnsafeMutableRawPointer,
    log: inout FaultLog
  ) -> Progress {
    let count = source.count
    var index = 0
    var out = 0
    while true {
      copyASCII(source, target, &index, &out)
      guard index < count else { break }
      while count &- index >= 4 {
        let word = UInt32(
          littleEndian: source.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        guard word & 0xC0C0F0 == 0x8080E0, word & 0xFF != 0xE0, word & 0xFF != 0xED else { break }
        store(word & 0xFFFFFF, target, &out)
        index &+= 3
      }
      guard index < count, source[index] >= 0x80 else { continue }
      let part = UTF8Form.part(of: source, at: index)
      switch part.state {
      case .complete:
        for offset in 0..<part.length {
          target.storeBytes(of: source[index + offset], toByteOffset: out, as: UInt8.self)
          out += 1
        }
        index += part.length
      case .cut where !isLast:
        return Progress(consumed: index, written: out)
      case .cut:
        index += fault(.truncated, index, part.length, target, &out, &log)
      case .broken:
        index += fault(.illegal, index, part.length, target, &out, &log)
      }
    }
    return Progress(consumed: index, written: out)
  }

  /// Decodes UTF-16; a surrogate without its other half becomes U+FFFD.
  static func utf16(
    _ source: UnsafeRawBufferPointer, isBigEndian: Bool, isLast: Bool,
    to target: UnsafeMutableRawPointer, log: inout FaultLog
  ) -> Progress {
    let count = source.count
    var index = 0
    var out = 0
    let swap = isBigEndian
    func unit(_ at: Int) -> UInt32 {
      let raw = UInt16(littleEndian: source.loadUnaligned(fromByteOffset: at, as: UInt16.self))
      return UInt32(swap ? raw.byteSwapped : raw)
    }
    while count &- index >= 2 {
      let first = unit(index)
      if first < 0x80 {
        target.storeBytes(of: UInt8(truncatingIfNeeded: first), toByteOffset: out, as: UInt8.self)
        out &+= 1
        index &+= 2
      } else if first < 0x800 {
        store((0xC0 | first >> 6) | (0x80 | first & 0x3F) << 8, target, &out)
        index &+= 2
      } else if first & 0xF800 != 0xD800 {
        store(
          (0xE0 | first >> 12) | (0x80 | (first >> 6) & 0x3F) << 8 | (0x80 | first & 0x3F) << 16,
          target, &out)
        index &+= 2
      } else {
        if first < 0xDC00 {
          if count - index < 4 {
            if !isLast { break }
            let length = count - index == 3 ? 3 : 2
            index += fault(.truncated, index, length, target, &out, &log)
            continue
          }
          let second = unit(index + 2)
          if second & 0xFC00 == 0xDC00 {
            let scalar = 0x10000 + (((first & 0x3FF) << 10) | (second & 0x3FF))
            store(CharacterTable.word(supplementary: scalar), target, &out)
            index += 4
            continue
          }
        }
        index += fault(.illegal, index, 2, target, &out, &log)
      }
    }
    if isLast, count - index == 1 {
      index += fault(.truncated, index, 1, target, &out, &log)
    }
    return Progress(consumed: index, written: out)
  }
}
