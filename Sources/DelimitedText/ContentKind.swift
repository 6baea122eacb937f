/// What a file holds, judged by its first bytes.
package enum ContentKind: Equatable, Sendable {
  /// No bytes.
  case empty
  /// Text in an encoding that extends ASCII, or not told apart: validate it to know.
  case text
  /// Text in UTF-8 after a byte order mark.
  case utf8Marked
  /// Text in UTF-16, least significant byte first.
  case utf16LittleEndian(isMarked: Bool)
  /// Text in UTF-16, most significant byte first.
  case utf16BigEndian(isMarked: Bool)
  /// Text in UTF-32 after a byte order mark, least significant byte first.
  case utf32LittleEndian
  /// Text in UTF-32 after a byte order mark, most significant byte first.
  case utf32BigEndian
  /// A ZIP archive, which XLSX workbooks are.
  case zip
  /// A compound file (OLE2), which old XLS workbooks and encrypted XLSX workbooks are.
  case compoundFile
  /// Something else with NUL bytes.
  case binary

  /// Judges the first bytes of a file.
  ///
  /// Magic numbers and byte order marks decide first. Without them NUL bytes that all stand in
  /// odd (even) places beside an ASCII byte are UTF-16 with the least (most) significant byte
  /// first, since separators and line ends of such text are written so; at least two are needed.
  /// Any other NUL is a sign of binary data.
  ///
  /// - Parameter bytes: The first bytes; 4,096 are plenty, four the least for the marks.
  /// - Complexity: O(bytes).
  package init(firstBytes bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Self.judge($0) }
  }

  private static let magicNumbers: [(start: [UInt8], kind: ContentKind)] = [
    ([0xEF, 0xBB, 0xBF], .utf8Marked),
    // Before UTF-16, whose mark it begins with.
    ([0xFF, 0xFE, 0x00, 0x00], .utf32LittleEndian),
    ([0x00, 0x00, 0xFE, 0xFF], .utf32BigEndian),
    ([0xFF, 0xFE], .utf16LittleEndian(isMarked: true)),
    ([0xFE, 0xFF], .utf16BigEndian(isMarked: true)),
    ([0x50, 0x4B, 0x03, 0x04], .zip),
    ([0x50, 0x4B, 0x05, 0x06], .zip),
    ([0x50, 0x4B, 0x07, 0x08], .zip),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compoundFile),
  ]

  private static func judge(_ bytes: UnsafeRawBufferPointer) -> ContentKind {
    if bytes.isEmpty { return .empty }
    for (start, kind) in magicNumbers where bytes.starts(with: start) { return kind }
    // Counts of NULs in even and odd places, and of those with an ASCII neighbour in their pair.
    var counts = [0, 0]
    var paired = [0, 0]
    for index in bytes.indices where bytes[index] == 0 {
      let parity = index & 1
      counts[parity] += 1
      let neighbour = index ^ 1
      if neighbour < bytes.count, bytes[neighbour] != 0, bytes[neighbour] < 0x80 {
        paired[parity] += 1
      }
    }
    if counts[0] + counts[1] == 0 { return .text }
    if counts[0] == 0, counts[1] >= 2, paired[1] == counts[1] {
      return .utf16LittleEndian(isMarked: false)
    }
    if counts[1] == 0, counts[0] >= 2, paired[0] == counts[0] {
      return .utf16BigEndian(isMarked: false)
    }
    return .binary
  }
}
