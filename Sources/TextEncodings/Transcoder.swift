/// Brings text in another encoding to UTF-8, a piece at a time.
///
/// - A character may be cut at the ends of pieces.
/// - A byte order mark at the start is dropped; in UTF-16 the mark of the other byte order changes
///   the order.
/// - What stands for no character becomes U+FFFD and a ``TranscodingFault``. A byte of ASCII is
///   never part of it, so that separators and line ends stay.
/// - A character of private use in GB 18030 or Big5 is kept and noted.
///
/// The system's `iconv` gives the tables of characters once; decoding then needs one look-up for a
/// character. The result is UTF-8 whatever the input.
package struct Transcoder: Sendable {
  private static let block = 1 << 16

  /// The encoding asked for.
  package let encoding: TextEncoding
  /// The first faults, in the order of the text.
  package private(set) var faults: [TranscodingFault] = []
  /// The number of places where U+FFFD was put.
  package private(set) var replacedCount = 0
  /// The number of characters of private use that were kept.
  package private(set) var privateUseCount = 0

  private var room: Int
  private var isBigEndian: Bool
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  /// The bytes of `input` that a cut character leaves for the next piece.
  private var pending = 0
  /// The offset of the first byte of `input`.
  private var offset = 0
  private var isAtStart = true
  private var lines = LineCounter()

  /// Starts a conversion.
  ///
  /// - Parameters:
  ///   - encoding: The encoding of the text.
  ///   - faultLimit: The number of faults kept with their places; all are counted.
  /// - Throws: ``TextEncodingError/unsupported(_:)`` where the system lacks the encoding.
  package init(from encoding: TextEncoding, faultLimit: Int = 100) throws(TextEncodingError) {
    if encoding.usesTable, CharacterTable.table(for: encoding) == nil {
      throw .unsupported(encoding)
    }
    self.encoding = encoding
    room = max(0, faultLimit)
    isBigEndian = encoding == .utf16BigEndian
  }

  /// Converts the next piece.
  ///
  /// - Parameters:
  ///   - bytes: The piece.
  ///   - result: Where its text is appended, as UTF-8.
  /// - Complexity: O(bytes) in time; blocks of 64 KiB in space beside the result.
  package mutating func append(_ bytes: UnsafeRawBufferPointer, to result: inout [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Self.block)
      rest = rest.dropFirst(piece.count)
      input.append(contentsOf: piece)
      pending = input.count
      convert(isLast: false, to: &result)
    }
  }

  /// Converts the next piece.
  ///
  /// - Parameters:
  ///   - bytes: The piece.
  ///   - result: Where its text is appended, as UTF-8.
  /// - Complexity: O(bytes) in time.
  package mutating func append(_ bytes: [UInt8], to result: inout [UInt8]) {
    bytes.withUnsafeBytes { append($0, to: &result) }
  }

  /// Ends the text; what a cut character left becomes a fault.
  ///
  /// - Parameter result: Where the rest of the text is appended, as UTF-8.
  package mutating func finish(to result: inout [UInt8]) {
    convert(isLast: true, to: &result)
  }

  private mutating func convert(isLast: Bool, to result: inout [UInt8]) {
    if isAtStart {
      // Four bytes decide which mark there is.
      guard isLast || pending >= 4 else { return }
      isAtStart = false
      dropMark()
    }
    guard pending > 0 else { return }
    let needed = 3 * pending + 16
    if output.count < needed {
      output = [UInt8](repeating: 0, count: max(needed, 3 * (Self.block + 8) + 16))
    }
    var log = FaultLog(room: room)
    let progress = decode(isLast: isLast, log: &log)
    record(log, written: progress.written)
    output.withUnsafeBytes {
      result.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[..<progress.written]))
    }
    offset += progress.consumed
    input.removeFirst(progress.consumed)
    pending = input.count
  }

  private mutating func dropMark() {
    let mark: [UInt8]
    switch encoding {
    case .utf8: mark = [0xEF, 0xBB, 0xBF]
    case .gb18030: mark = [0x84, 0x31, 0x95, 0x33]
    case .big5: return
    case .utf16LittleEndian, .utf16BigEndian:
      if input.starts(with: [0xFF, 0xFE]) {
        isBigEndian = false
        mark = [0xFF, 0xFE]
      } else {
        if input.starts(with: [0xFE, 0xFF]) { isBigEndian = true }
        mark = [0xFE, 0xFF]
      }
    }
    guard input.starts(with: mark) else { return }
    input.removeFirst(mark.count)
    offset += mark.count
    pending = input.count
  }

  private mutating func decode(isLast: Bool, log: inout FaultLog) -> BlockDecoder.Progress {
    let isBigEndian = isBigEndian
    let encoding = encoding
    return input.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        guard let base = target.baseAddress else {
          return BlockDecoder.Progress(consumed: 0, written: 0)
        }
        switch encoding {
        case .utf8:
          return BlockDecoder.utf8(source, isLast: isLast, to: base, log: &log)
        case .utf16LittleEndian, .utf16BigEndian:
          return BlockDecoder.utf16(
            source, isBigEndian: isBigEndian, isLast: isLast, to: base, log: &log)
        case .gb18030, .big5:
          // The initializer has made sure of the table.
          let entries = CharacterTable.table(for: encoding)?.entries ?? []
          return entries.withUnsafeBufferPointer {
            BlockDecoder.pairs(
              source, table: $0, isGB: encoding == .gb18030, isLast: isLast, to: base, log: &log)
          }
        }
      }
    }
  }

  /// Keeps the faults of a block with their lines, and counts the lines of the block.
  private mutating func record(_ log: FaultLog, written: Int) {
    replacedCount += log.replaced
    privateUseCount += log.privateUse
    room = log.room
    var counter = lines
    var found = faults
    output.withUnsafeBytes { text in
      var start = 0
      for entry in log.entries {
        counter.advance(over: UnsafeRawBufferPointer(rebasing: text[start..<entry.target]))
        start = entry.target
        found.append(
          TranscodingFault(
            kind: entry.kind, offset: offset + entry.source, length: entry.length,
            line: counter.line))
      }
      counter.advance(over: UnsafeRawBufferPointer(rebasing: text[start..<written]))
    }
    lines = counter
    faults = found
  }
}
