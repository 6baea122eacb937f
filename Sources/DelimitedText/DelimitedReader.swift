/// Reads the rows of delimited text (RFC 4180) from a file or from memory, a piece at a time.
///
/// The text is bytes in UTF-8 (or any encoding which extends ASCII and never uses ASCII bytes for
/// other characters); the reader doesn't validate it, see ``EncodingCheck``. Rules where RFC 4180
/// is silent:
/// - A UTF-8 byte order mark at the start is skipped.
/// - CRLF, LF and a lone CR end a row, in any mixture. The last row needs no line end, and the
///   line end of the last row starts no further row.
/// - An empty line is a row with no field; it counts as a record. A line `""` is a row with one
///   empty field.
/// - Spaces belong to the field; a quote after a space opens nothing.
/// - Departures from the standard are read as ``DelimitedIrregularity/Kind`` says and reported in
///   ``irregularities``. A quote which isn't closed before the end of the text, or within the
///   limit of a field, is read as an ordinary character: its row ends at its line end.
/// - Beyond ``DelimitedLimits`` reading stops with an error, which every later call repeats.
///
/// Two stages: blocks of 64 bytes become bit masks of the bytes that can matter, 16 bytes at a
/// time, and the positions of their bits are then walked row by row. The first stage follows
/// G. Langdale and D. Lemire, *Parsing gigabytes of JSON per second*, VLDB Journal 28 (2019),
/// doi:10.1007/s00778-019-00578-5.
package struct DelimitedReader: ~Copyable {
  /// The place of a field, in bytes from the start of its record.
  @usableFromInline struct FieldRange {
    @usableFromInline var low: UInt32
    @usableFromInline var high: UInt32
  }

  /// Input indexed at a time: small enough that its positions stay in the nearest cache.
  static let window = 16_384
  /// Bytes after the loaded ones which a block may read.
  static let padding = 64
  /// Irregularities kept a row; a hostile row can't fill memory with them.
  static let irregularityLimit = 64

  /// The physical line the row starts on, from 1.
  package private(set) var line = 1
  /// The number of the row as a spreadsheet shows it, from 1, empty lines included.
  package private(set) var record = 0
  /// The number of fields of the row; 0 for an empty line.
  @usableFromInline package internal(set) var fieldCount = 0
  /// What departs from RFC 4180 in the row, at most one of a kind for a field and 64 in all.
  package private(set) var irregularities: [DelimitedIrregularity] = []

  // Unsafe by measurement: the bytes, the positions and the field table are read for each field;
  // arrays would check bounds and uniqueness there. All three are owned by this value alone,
  // allocated here, and freed in `deinit`.
  @usableFromInline var buffer: UnsafeMutablePointer<UInt8>
  @usableFromInline var fields: UnsafeMutablePointer<FieldRange>
  @usableFromInline var recordStart = 0
  private let positions: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private var fieldCapacity: Int
  private var source: ByteSource
  private let separator: UInt8
  private let limits: DelimitedLimits
  private let chunkSize: Int
  /// The end of the bytes in `buffer`.
  private var loaded = 0
  /// The end of the bytes whose positions were taken.
  private var scanned = 0
  private var positionIndex = 0
  private var positionCount = 0
  private var nextStart = 0
  private var nextLine = 1
  /// Line ends inside quoted fields of the row, so far.
  private var extraLines = 0
  /// Bytes moved out of `buffer`.
  private var discarded = 0
  private var atEnd = false
  private var hasStarted = false
  private var failure: DelimitedTextError?

  // What `scanQuoted` hands back: the field and the offset of what ended it (-1: end of text).
  private var quotedLow = 0
  private var quotedHigh = 0
  private var quotedTerminator = -1

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - separator: The separator of fields.
  ///   - limits: The sizes beyond which reading stops.
  ///   - chunkSize: Bytes asked of the file at a time, at least 1.
  /// - Throws: ``DelimitedTextError/cannotOpen(path:code:)``.
  package init(
    path: String, separator: DelimitedSeparator, limits: DelimitedLimits = DelimitedLimits(),
    chunkSize: Int = 1 << 20
  ) throws(DelimitedTextError) {
    let source = try ByteSource(path: path)
    self.init(source: source, separator: separator, limits: limits, chunkSize: chunkSize)
  }

  /// Reads bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - separator: The separator of fields.
  ///   - limits: The sizes beyond which reading stops.
  ///   - chunkSize: Bytes taken at a time, at least 1.
  package init(
    bytes: [UInt8], separator: DelimitedSeparator, limits: DelimitedLimits = DelimitedLimits(),
    chunkSize: Int = 1 << 18
  ) {
    self.init(
      source: ByteSource(memory: bytes), separator: separator, limits: limits,
      chunkSize: chunkSize)
  }

  private init(
    source: consuming ByteSource, separator: DelimitedSeparator, limits: DelimitedLimits,
    chunkSize: Int
  ) {
    self.source = source
    self.separator = separator.rawValue
    self.limits = limits
    self.chunkSize = min(max(1, chunkSize), 1 << 26)
    capacity = self.chunkSize + (self.chunkSize >> 2) + Self.padding
    fieldCapacity = min(64, limits.fields)
    buffer = .allocate(capacity: capacity)
    buffer.initialize(repeating: 0, count: capacity)
    positions = .allocate(capacity: Self.window + Self.padding + 8)
    fields = .allocate(capacity: fieldCapacity)
  }

  deinit {
    buffer.deallocate()
    positions.deallocate()
    fields.deallocate()
  }

  /// How far reading has come.
  package var progress: DelimitedProgress {
    DelimitedProgress(bytesRead: discarded + nextStart, bytesTotal: source.total)
  }

  /// Goes on to the next row.
  ///
  /// - Returns: False at the end of the text.
  /// - Throws: ``DelimitedTextError``; the same again on every later call.
  /// - Complexity: O(bytes of the row); a quote that is never closed costs once more the bytes up
  ///   to the limit of a field. Space O(longest row + chunk).
  package mutating func next() throws(DelimitedTextError) -> Bool {
    if let failure { throw failure }
    do {
      return try readRecord()
    } catch {
      failure = error
      fieldCount = 0
      throw error
    }
  }

  private mutating func readRecord() throws(DelimitedTextError) -> Bool {
    if !irregularities.isEmpty { irregularities.removeAll(keepingCapacity: true) }
    fieldCount = 0
    if !hasStarted { try skipByteOrderMark() }
    recordStart = nextStart
    while recordStart == loaded {
      if atEnd { return false }
      try refill()
    }
    line = nextLine
    record += 1
    extraLines = 0
    try scanRecord()
    return true
  }

  private mutating func skipByteOrderMark() throws(DelimitedTextError) {
    hasStarted = true
    while loaded < 3 && !atEnd { try refill() }
    if loaded >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF {
      nextStart = 3
      scanned = 3
    }
  }

  // MARK: Second stage: positions to fields

  private mutating func scanRecord() throws(DelimitedTextError) {
    let separator = separator
    let positions = UnsafePointer(positions)
    var bytes = UnsafePointer(buffer + recordStart)
    var base = recordStart
    var cursor = positionIndex
    var available = positionCount
    var count = 0
    var fieldStart = 0
    while true {
      while cursor == available {
        positionIndex = cursor
        fieldCount = count
        try checkLengths(low: fieldStart, high: scanned - recordStart)
        let goesOn = try advance()
        base = recordStart
        bytes = UnsafePointer(buffer + base)
        cursor = positionIndex
        available = positionCount
        if !goesOn {
          let end = loaded - base
          try append(low: fieldStart, high: end)
          return try endRecord(length: end, nextStart: loaded)
        }
      }
      var offset = Int(positions[cursor]) &- base
      cursor &+= 1
      var byte = bytes[offset]
      if byte == separator {
        if count == fieldCapacity {
          fieldCount = count
          try growFields(low: fieldStart, high: offset)
        }
        fields[count] = FieldRange(
          low: UInt32(truncatingIfNeeded: fieldStart), high: UInt32(truncatingIfNeeded: offset))
        count &+= 1
        fieldStart = offset &+ 1
        continue
      }
      fieldCount = count
      var low = fieldStart
      var high = offset
      if byte == Byte.quote {
        guard offset == fieldStart else {
          note(.quoteInUnquotedField, field: count)
          continue
        }
        positionIndex = cursor
        let isClosed = try scanQuoted(openedAt: offset)
        base = recordStart
        bytes = UnsafePointer(buffer + base)
        cursor = positionIndex
        available = positionCount
        // Not closed: the quote counts as an ordinary character, the scan goes on after it.
        guard isClosed else { continue }
        low = quotedLow
        high = quotedHigh
        offset = quotedTerminator
        if offset < 0 {
          try append(low: low, high: high)
          return try endRecord(length: loaded - base, nextStart: loaded)
        }
        byte = bytes[offset]
        if byte == separator {
          try append(low: low, high: high)
          count = fieldCount
          fieldStart = offset + 1
          continue
        }
      }
      switch byte {
      case Byte.lineFeed, Byte.carriageReturn:
        positionIndex = cursor
        // Offset 0 ends the record only where the line is empty: such a row has no field.
        if offset > 0 { try append(low: low, high: high) }
        var next = base + offset + 1
        if byte == Byte.carriageReturn, next < loaded, buffer[next] == Byte.lineFeed {
          skipPosition(next)
          next += 1
        }
        return try endRecord(length: offset, nextStart: next)
      case 0:
        note(.nulByte, field: count)
      default:
        break
      }
    }
  }

  /// Reads a quoted field up to what ends it; false where its quote isn't closed.
  private mutating func scanQuoted(openedAt open: Int) throws(DelimitedTextError) -> Bool {
    let contentStart = open + 1
    let notesBefore = irregularities.count
    let linesBefore = extraLines
    var doubled = 0
    var close = -1
    scan: while close < 0 {
      while positionIndex == positionCount {
        if scanned - recordStart - contentStart > limits.fieldBytes { break scan }
        if !(try advance()) { break scan }
      }
      let at = Int(positions[positionIndex])
      positionIndex += 1
      switch buffer[at] {
      case Byte.quote:
        if at - recordStart - contentStart > limits.fieldBytes { break scan }
        if at + 1 < loaded, buffer[at + 1] == Byte.quote {
          doubled += 1
          skipPosition(at + 1)
        } else {
          close = at - recordStart
        }
      case Byte.carriageReturn:
        extraLines += 1
      case Byte.lineFeed:
        if buffer[at - 1] != Byte.carriageReturn { extraLines += 1 }
      case 0:
        note(.nulByte, field: fieldCount)
      default:
        break
      }
    }
    guard close >= 0 else {
      irregularities.removeSubrange(notesBefore...)
      extraLines = linesBefore
      note(.unclosedQuote, field: fieldCount)
      // Everything since the record's start is still loaded: the positions are taken anew.
      scanned = recordStart + contentStart
      positionIndex = 0
      positionCount = 0
      return false
    }
    try finishQuoted(contentStart: contentStart, close: close, doubled: doubled)
    return true
  }

  /// Finds what ends a field whose quote is closed, and makes its bytes contiguous in place.
  private mutating func finishQuoted(
    contentStart: Int, close: Int, doubled: Int
  ) throws(DelimitedTextError) {
    quotedTerminator = -1
    scan: while true {
      while positionIndex == positionCount {
        try checkLengths(low: contentStart, high: scanned - recordStart - doubled - 1)
        if !(try advance()) { break scan }
      }
      let at = Int(positions[positionIndex])
      positionIndex += 1
      let byte = buffer[at]
      if byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn {
        quotedTerminator = at - recordStart
        break
      }
      if byte == 0 { note(.nulByte, field: fieldCount) }
    }
    let end = quotedTerminator < 0 ? loaded - recordStart : quotedTerminator
    let bytes = buffer + recordStart
    quotedLow = contentStart
    quotedHigh = close
    if doubled > 0 {
      var target = contentStart
      var from = contentStart
      while from < close {
        let byte = bytes[from]
        bytes[target] = byte
        target += 1
        from += byte == Byte.quote ? 2 : 1
      }
      quotedHigh = target
    }
    let tail = end - close - 1
    if tail > 0 {
      // `update(from:count:)` allows the ranges to overlap.
      (bytes + quotedHigh).update(from: bytes + close + 1, count: tail)
      quotedHigh += tail
      note(.textAfterClosingQuote, field: fieldCount)
    }
  }

  private mutating func append(low: Int, high: Int) throws(DelimitedTextError) {
    if fieldCount == fieldCapacity { try growFields(low: low, high: high) }
    fields[fieldCount] = FieldRange(low: UInt32(low), high: UInt32(high))
    fieldCount += 1
  }

  private mutating func endRecord(length: Int, nextStart: Int) throws(DelimitedTextError) {
    if length > min(limits.fieldBytes, limits.recordBytes) {
      try checkLengths(low: length, high: length)
    }
    self.nextStart = nextStart
    nextLine = line + extraLines + 1
  }

  /// Throws the error of the first limit, in the order of the text, which the fields so far and
  /// the unfinished field `low..<high` exceed.
  private func checkLengths(low: Int, high: Int) throws(DelimitedTextError) {
    guard high > min(limits.fieldBytes, limits.recordBytes) else { return }
    for index in 0...fieldCount {
      let isLast = index == fieldCount
      let start = isLast ? low : Int(fields[index].low)
      let end = isLast ? high : Int(fields[index].high)
      let fieldEnd = start + limits.fieldBytes
      if end > min(fieldEnd, limits.recordBytes) {
        if fieldEnd < limits.recordBytes {
          throw .fieldTooLong(
            line: line, record: record, field: index, limit: limits.fieldBytes)
        }
        throw .recordTooLong(line: line, record: record, limit: limits.recordBytes)
      }
    }
  }

  private mutating func growFields(low: Int, high: Int) throws(DelimitedTextError) {
    guard fieldCapacity < limits.fields else {
      try checkLengths(low: low, high: high)
      throw .tooManyFields(line: line, record: record, limit: limits.fields)
    }
    let larger = min(fieldCapacity * 4, limits.fields)
    let replacement = UnsafeMutablePointer<FieldRange>.allocate(capacity: larger)
    replacement.initialize(from: fields, count: fieldCount)
    fields.deallocate()
    fields = replacement
    fieldCapacity = larger
  }

  private mutating func note(_ kind: DelimitedIrregularity.Kind, field: Int) {
    guard irregularities.count < Self.irregularityLimit else { return }
    // The irregularities of a field stand together at the end.
    for earlier in irregularities.reversed() {
      guard earlier.field == field else { break }
      if earlier.kind == kind { return }
      // A quote read as a character since it isn't closed was reported already.
      if kind == .quoteInUnquotedField && earlier.kind == .unclosedQuote { return }
    }
    irregularities.append(
      DelimitedIrregularity(kind: kind, field: field, line: line + extraLines))
  }

  /// Passes over the position `at`, which comes next, whether it was taken yet or not.
  private mutating func skipPosition(_ at: Int) {
    if positionIndex < positionCount {
      positionIndex += 1
    } else if scanned <= at {
      scanned = at + 1
    }
  }

  // MARK: First stage: bytes to positions

  /// Takes the positions of one more window, or loads one more chunk; false at the end.
  ///
  /// One step a call, so that callers can check the limits between.
  private mutating func advance() throws(DelimitedTextError) -> Bool {
    // One byte is kept back until the end, so that a CR or a quote always sees its successor.
    let limit = atEnd ? loaded : loaded - 1
    if scanned < limit {
      takePositions(upTo: min(limit, scanned + Self.window))
      return true
    }
    if atEnd { return false }
    try refill()
    return true
  }

  private mutating func refill() throws(DelimitedTextError) {
    positionIndex = 0
    positionCount = 0
    if recordStart > 0 {
      let kept = loaded - recordStart
      buffer.update(from: buffer + recordStart, count: kept)
      discarded += recordStart
      scanned -= recordStart
      loaded = kept
      recordStart = 0
    }
    nextStart = 0
    if loaded + chunkSize + Self.padding > capacity {
      let larger = max(loaded + chunkSize + Self.padding, capacity * 2)
      let replacement = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
      replacement.initialize(from: buffer, count: loaded)
      (replacement + loaded).initialize(repeating: 0, count: larger - loaded)
      buffer.deallocate()
      buffer = replacement
      capacity = larger
    }
    let taken = try source.read(into: buffer + loaded, count: chunkSize)
    loaded += taken
    atEnd = taken == 0
  }

  /// Takes the positions of separators, quotes and control characters up to CR in
  /// `scanned..<end`.
  private mutating func takePositions(upTo end: Int) {
    let separators = SIMD16<UInt8>(repeating: separator)
    let quotes = SIMD16<UInt8>(repeating: Byte.quote)
    let controls = SIMD16<UInt8>(repeating: Byte.carriageReturn)
    let bytes = UnsafeRawPointer(buffer)
    let positions = positions
    var count = 0
    var block = scanned
    while block < end {
      var mask: UInt64 = 0
      for part in 0..<4 {
        // Unsafe by measurement: 16 bytes at a time; `padding` makes the last block's read sound.
        let chunk = bytes.loadUnaligned(
          fromByteOffset: block &+ part &* 16, as: SIMD16<UInt8>.self)
        let hits = (chunk .== separators) .| (chunk .== quotes) .| (chunk .<= controls)
        // A mask of 16 bytes is bitwise two words; a product gathers a bit of each byte.
        let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
        let low = ((words[0] & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
        let high = ((words[1] & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
        mask |= (low | (high &<< 8)) &<< UInt64(truncatingIfNeeded: part &* 16)
      }
      let rest = end &- block
      if rest < 64 { mask &= (1 &<< UInt64(truncatingIfNeeded: rest)) &- 1 }
      let hits = mask.nonzeroBitCount
      // Eight at once without a branch for each: surplus ones are overwritten.
      for slot in 0..<8 {
        positions[count &+ slot] = UInt32(
          truncatingIfNeeded: block &+ mask.trailingZeroBitCount)
        mask &= mask &- 1
      }
      var slot = count &+ 8
      while mask != 0 {
        positions[slot] = UInt32(truncatingIfNeeded: block &+ mask.trailingZeroBitCount)
        mask &= mask &- 1
        slot &+= 1
      }
      count &+= hits
      block &+= 64
    }
    scanned = end
    positionIndex = 0
    positionCount = count
  }
}

// The pointers belong to this value alone, which can't be copied: sending it hands all over.
extension DelimitedReader: @unchecked Sendable {}
