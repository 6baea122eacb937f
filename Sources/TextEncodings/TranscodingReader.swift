/// Reads a file or bytes in any ``TextEncoding`` as UTF-8.
package struct TranscodingReader: ~Copyable {
  /// The bytes read so far.
  package private(set) var bytesRead = 0
  /// The number of bytes in all, where it is known beforehand.
  package let bytesTotal: Int?

  private var transcoder: Transcoder
  private var file: ByteFile?
  private var memory: [UInt8]
  private let chunkSize: Int
  private var isFinished = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - encoding: The encoding of the text.
  ///   - faultLimit: The number of faults kept with their places.
  ///   - chunkSize: Bytes asked of the file at a time, at least 1.
  /// - Throws: ``TextEncodingError``.
  package init(
    path: String, encoding: TextEncoding, faultLimit: Int = 100, chunkSize: Int = 1 << 18
  ) throws(TextEncodingError) {
    let transcoder = try Transcoder(from: encoding, faultLimit: faultLimit)
    let opened = try ByteFile(path: path)
    self.transcoder = transcoder
    bytesTotal = opened.total
    file = consume opened
    self.chunkSize = min(max(1, chunkSize), 1 << 26)
    memory = [UInt8](repeating: 0, count: self.chunkSize)
  }

  /// Reads bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - encoding: The encoding of the text.
  ///   - faultLimit: The number of faults kept with their places.
  ///   - chunkSize: Bytes taken at a time, at least 1.
  /// - Throws: ``TextEncodingError/unsupported(_:)``.
  package init(
    bytes: [UInt8], encoding: TextEncoding, faultLimit: Int = 100, chunkSize: Int = 1 << 18
  ) throws(TextEncodingError) {
    transcoder = try Transcoder(from: encoding, faultLimit: faultLimit)
    file = nil
    bytesTotal = bytes.count
    memory = bytes
    self.chunkSize = max(1, chunkSize)
  }

  /// The first faults so far, in the order of the text.
  package var faults: [TranscodingFault] { transcoder.faults }
  /// The number of places so far where U+FFFD was put.
  package var replacedCount: Int { transcoder.replacedCount }
  /// The number of characters of private use so far.
  package var privateUseCount: Int { transcoder.privateUseCount }

  /// Reads the next piece of the text.
  ///
  /// - Parameter chunk: Where the piece goes, as UTF-8, in place of what was there; its storage is
  ///   used again. A piece may be empty, and may end inside a line, never inside a character.
  /// - Returns: False after the end of the text.
  /// - Throws: ``TextEncodingError/cannotRead(path:code:)``.
  package mutating func next(into chunk: inout [UInt8]) throws(TextEncodingError) -> Bool {
    chunk.removeAll(keepingCapacity: true)
    if isFinished { return false }
    let start: Int
    let taken: Int
    if file != nil {
      start = 0
      taken = try file?.read(into: &memory) ?? 0
    } else {
      start = bytesRead
      taken = min(chunkSize, memory.count - bytesRead)
    }
    bytesRead += taken
    if taken == 0 {
      isFinished = true
      transcoder.finish(to: &chunk)
      return !chunk.isEmpty
    }
    memory.withUnsafeBytes {
      transcoder.append(UnsafeRawBufferPointer(rebasing: $0[start..<start + taken]), to: &chunk)
    }
    return true
  }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - encoding: The encoding of the text.
  ///   - limit: The greatest size of the file in bytes.
  ///   - faultLimit: The number of faults kept with their places.
  /// - Returns: The text as UTF-8, with its faults.
  /// - Throws: ``TextEncodingError``.
  /// - Complexity: O(bytes) in time and space.
  package static func text(
    path: String, encoding: TextEncoding, limit: Int = 1 << 30, faultLimit: Int = 100
  ) throws(TextEncodingError) -> TranscodedText {
    var reader = try TranscodingReader(path: path, encoding: encoding, faultLimit: faultLimit)
    if let total = reader.bytesTotal, total > limit { throw .tooLarge(path: path, limit: limit) }
    var bytes: [UInt8] = []
    if let total = reader.bytesTotal { bytes.reserveCapacity(total + total / 2 + 16) }
    var chunk: [UInt8] = []
    while try reader.next(into: &chunk) {
      // A pipe has no size beforehand.
      if reader.bytesRead > limit { throw .tooLarge(path: path, limit: limit) }
      bytes.append(contentsOf: chunk)
    }
    return TranscodedText(
      bytes: bytes, faults: reader.faults, replacedCount: reader.replacedCount,
      privateUseCount: reader.privateUseCount)
  }

  /// Converts bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - encoding: The encoding of the text.
  ///   - faultLimit: The number of faults kept with their places.
  /// - Returns: The text as UTF-8, with its faults.
  /// - Throws: ``TextEncodingError/unsupported(_:)``.
  /// - Complexity: O(bytes) in time and space.
  package static func text(
    bytes: [UInt8], encoding: TextEncoding, faultLimit: Int = 100
  ) throws(TextEncodingError) -> TranscodedText {
    var transcoder = try Transcoder(from: encoding, faultLimit: faultLimit)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    transcoder.append(bytes, to: &result)
    transcoder.finish(to: &result)
    return TranscodedText(
      bytes: result, faults: transcoder.faults, replacedCount: transcoder.replacedCount,
      privateUseCount: transcoder.privateUseCount)
  }
}
