/// Finds the encoding of a text from its bytes, in pieces.
///
/// In this order: a byte order mark; NUL bytes and other controls as UTF-16 leaves them; strict
/// UTF-8 over all bytes; else the likeliest of UTF-8 with faults, GB 18030, Big5 and UTF-16 by the
/// characters they give (``TextEvidence``). Never silent: ``Detection/reason`` says what decided,
/// and doubt shows in ``Detection/confidence``.
///
/// Evidence is taken from up to 256 KiB of what follows the first byte beyond ASCII in its line,
/// anywhere in the text, so that a few names in a file of ASCII suffice.
package struct EncodingDetector: Sendable {
  private static let headLimit = 1 << 16
  private static let sampleLimit = 1 << 18
  /// What the form without a mark has to gain over the others: UTF-16 without a mark is rare.
  private static let utf16Handicap = 6.0

  private var head: [UInt8] = []
  private var sample: [UInt8] = []
  private var isInLine = false
  private var total = 0
  private var utf8 = UTF8Statistics()

  /// Starts without bytes.
  package init() {}

  /// Judges bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: The text, or its start.
  ///   - isComplete: Whether it is the whole text; else a character cut at its end isn't a fault.
  /// - Returns: The encoding, and why.
  /// - Complexity: O(bytes) in time; at most 320 KiB in space.
  package static func detect(_ bytes: [UInt8], isComplete: Bool = true) -> Detection {
    var detector = EncodingDetector()
    bytes.withUnsafeBytes { detector.consume($0) }
    return detector.finish(isComplete: isComplete)
  }

  /// Judges a file.
  ///
  /// It is read to its end, unless it proves not to be UTF-8 and the evidence suffices before.
  ///
  /// - Parameter path: The path of the file.
  /// - Returns: The encoding, and why.
  /// - Throws: ``TextEncodingError/cannotOpen(path:code:)`` and
  ///   ``TextEncodingError/cannotRead(path:code:)``.
  /// - Complexity: O(bytes) in time, O(1) in space.
  package static func detect(path: String) throws(TextEncodingError) -> Detection {
    var file = try ByteFile(path: path)
    var detector = EncodingDetector()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let taken = try file.read(into: &buffer)
      if taken == 0 { return detector.finish(isComplete: true) }
      buffer.withUnsafeBytes {
        detector.consume(UnsafeRawBufferPointer(rebasing: $0[..<taken]))
      }
      if detector.hasEnough { return detector.finish(isComplete: false) }
    }
  }

  /// Whether further bytes can't change the result.
  package var hasEnough: Bool { utf8.faults > 0 && sample.count >= Self.sampleLimit }

  /// Takes the next piece.
  ///
  /// - Parameter bytes: The piece; a character may be cut at its ends.
  /// - Complexity: O(bytes) in time.
  package mutating func consume(_ bytes: UnsafeRawBufferPointer) {
    total += bytes.count
    if head.count < Self.headLimit {
      head.append(contentsOf: bytes.prefix(Self.headLimit - head.count))
    }
    utf8.consume(bytes)
    collect(bytes)
  }

  /// Ends the text.
  ///
  /// - Parameter isComplete: Whether the pieces were the whole text; else a character cut at the
  ///   end isn't a fault.
  /// - Returns: The encoding, and why.
  package mutating func finish(isComplete: Bool = true) -> Detection {
    utf8.finish(isComplete: isComplete)
    if total == 0 { return certain(.utf8, .empty) }
    if let marked = marked() { return marked }
    let controls = Self.controls(in: head)
    if controls.all > 0 || utf8.faults > 0, let utf16 = utf16(isComplete: isComplete) {
      return utf16
    }
    if controls.nul > 0, controls.nul * 50 > head.count || utf8.faults > 0 && sample.isEmpty {
      return Detection(encoding: nil, reason: .binary, confidence: 1, alternatives: [])
    }
    if utf8.faults == 0 {
      let characters = utf8.twoByte + utf8.longer
      if characters == 0 { return certain(.utf8, .ascii) }
      // Well-formed UTF-8 of two-byte characters alone may be a few characters of GBK by chance.
      if utf8.longer > 0 || characters > 16 {
        return certain(.utf8, .wellFormedUTF8(characters: characters))
      }
    }
    return weighed(isComplete: isComplete && sample.count < Self.sampleLimit)
  }

  private func certain(_ encoding: TextEncoding, _ reason: Detection.Reason) -> Detection {
    Detection(encoding: encoding, reason: reason, confidence: 1, alternatives: [])
  }

  private func marked() -> Detection? {
    for start in Self.binaryStarts where head.starts(with: start) {
      return Detection(encoding: nil, reason: .binary, confidence: 1, alternatives: [])
    }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      return Detection(encoding: nil, reason: .utf32Mark, confidence: 1, alternatives: [])
    }
    for (mark, encoding) in Self.marks where head.starts(with: mark) {
      return certain(encoding, .byteOrderMark(encoding))
    }
    return nil
  }

  private static let marks: [([UInt8], TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian),
    ([0xFE, 0xFF], .utf16BigEndian), ([0x84, 0x31, 0x95, 0x33], .gb18030),
  ]

  // ZIP (and with it XLSX), OLE2 (XLS), PDF, gzip.
  private static let binaryStarts: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06],
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0x25, 0x50, 0x44, 0x46, 0x2D],
    [0x1F, 0x8B, 0x08],
  ]

  private static func controls(in bytes: [UInt8]) -> (nul: Int, all: Int) {
    var nul = 0
    var all = 0
    for byte in bytes where byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D {
      all += 1
      if byte == 0 { nul += 1 }
    }
    return (nul, all)
  }

  /// UTF-16, where it reads better than every other encoding.
  private func utf16(isComplete: Bool) -> Detection? {
    let isWhole = isComplete && head.count == total
    return head.withUnsafeBytes { bytes in
      let evidence = TextEncoding.allCases.map {
        EvidenceModel.evidence(for: bytes, as: $0, isComplete: isWhole)
      }
      let wide = evidence.filter { Self.isWide($0.encoding) }
      let narrow = evidence.filter { !Self.isWide($0.encoding) }
      guard let best = wide.max(by: { $0.score < $1.score }),
        let rival = narrow.max(by: { $0.score < $1.score })
      else { return nil }
      let gain = best.score - Self.utf16Handicap - rival.score
      // Half of the text must be readable, or it isn't text at all.
      guard gain > 0, best.illegal * 4 < bytes.count / 2 + 4 else { return nil }
      return Detection(
        encoding: best.encoding, reason: .utf16Shape(best.encoding),
        confidence: Self.confidence(gain),
        alternatives: evidence.filter { $0.encoding != best.encoding }
          .sorted { $0.score > $1.score }.prefix(2).map(\.encoding))
    }
  }

  private static func isWide(_ encoding: TextEncoding) -> Bool {
    encoding == .utf16LittleEndian || encoding == .utf16BigEndian
  }

  /// The likeliest of the encodings that extend ASCII.
  private func weighed(isComplete: Bool) -> Detection {
    let evidence = sample.withUnsafeBytes { bytes in
      [TextEncoding.gb18030, .big5, .utf8].map {
        EvidenceModel.evidence(for: bytes, as: $0, isComplete: isComplete)
      }
    }
    let isUTF8 = utf8.faults == 0
    // Well-formed UTF-8 gives way only to clear evidence.
    func value(_ one: TextEvidence) -> Double {
      one.score + (isUTF8 && one.encoding == .utf8 ? 8 : 0)
    }
    let ranked = evidence.sorted { value($0) > value($1) }
    let chosen = ranked[0]
    let other = ranked[1]
    if isUTF8, chosen.encoding == .utf8 || chosen.common < chosen.characters {
      return Detection(
        encoding: .utf8, reason: .wellFormedUTF8(characters: utf8.twoByte),
        confidence: chosen.encoding == .utf8 ? Self.confidence(value(chosen) - value(other)) : 0.6,
        alternatives: ranked.filter { $0.encoding != .utf8 }.map(\.encoding))
    }
    let line = isUTF8 ? nil : utf8.firstFaultLine
    let isWeak =
      (chosen.illegal - 1) * 20 > chosen.characters || chosen.common * 3 < chosen.characters
      || chosen.characters == 0
    let sure = Self.confidence(value(chosen) - value(other))
    return Detection(
      encoding: chosen.encoding,
      reason: isWeak
        ? .weakEvidence(chosen: chosen, other: other, utf8FaultLine: line)
        : .evidence(chosen: chosen, other: other, utf8FaultLine: line),
      confidence: isWeak ? min(sure, 0.5) : sure,
      alternatives: ranked.dropFirst().map(\.encoding))
  }

  /// The share of the winner; characters in a row aren't independent, so that evidence is halved.
  private static func confidence(_ gain: Double) -> Double {
    // `exp` without a library: 2 to a power of quarters is exact enough for a share.
    let power = max(-60, min(60, gain / 2 * 1.442_695))
    let whole = power.rounded(.down)
    let fraction = power - whole
    let exponential = Double(sign: .plus, exponent: Int(whole), significand: 1 + fraction)
    return min(0.999, exponential / (1 + exponential))
  }

  /// Keeps what follows the first byte beyond ASCII in each line.
  private mutating func collect(_ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count
    var index = 0
    while sample.count < Self.sampleLimit, index < count {
      if !isInLine {
        while count &- index >= 8,
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index &+= 8
        }
        while index < count, bytes[index] < 0x80 { index &+= 1 }
        if index >= count { return }
        isInLine = true
      }
      let start = index
      let room = min(count, index + Self.sampleLimit - sample.count)
      // A line feed is never part of a character in these encodings.
      while index < room, bytes[index] != 0x0A { index &+= 1 }
      if index < room {
        index += 1
        isInLine = false
      }
      sample.append(contentsOf: bytes[start..<index])
    }
  }
}
