import ChainModel
import DelimitedText

/// Bytes of a cell in forms that reading needs, without copying where nothing has to change.
enum CellText {
  /// The cell without spaces, ideographic and no-break spaces, zero-width characters and byte order
  /// marks around it.
  ///
  /// - Complexity: O(bytes trimmed).
  static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var start = 0
    var end = bytes.count
    while start < end {
      let length = blankLength(bytes, at: start, end: end)
      if length == 0 { break }
      start += length
    }
    while end > start {
      if bytes[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 3, blankLength(bytes, at: end - 3, end: end) == 3 {
        end -= 3
      } else if end - start >= 2, blankLength(bytes, at: end - 2, end: end) == 2 {
        end -= 2
      } else {
        break
      }
    }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// The length of the blank character at a position; 0 where there is none.
  private static func blankLength(_ bytes: UnsafeRawBufferPointer, at index: Int, end: Int) -> Int {
    let byte = bytes[index]
    if byte <= 0x20 { return 1 }
    if byte == 0xC2, index + 1 < end, bytes[index + 1] == 0xA0 { return 2 }
    guard index + 2 < end else { return 0 }
    switch (byte, bytes[index + 1], bytes[index + 2]) {
    case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x8B), (0xE2, 0x80, 0x8C), (0xE2, 0x80, 0x8D),
      (0xEF, 0xBB, 0xBF):
      return 3
    default:
      return 0
    }
  }

  /// Whether the cell only says that there is nothing to say.
  ///
  /// Such as `-`, `/`, `—`, `无` and `N/A`; in a cell of numbers, dates or words also what databases
  /// write, `NULL` and `NA`, which in a cell of text may be somebody's name.
  static func isPlaceholder(_ bytes: UnsafeRawBufferPointer, inText: Bool = true) -> Bool {
    guard bytes.count <= longestPlaceholder, let first = bytes.first,
      placeholderStarts.contains(first)
    else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    return placeholders.contains(text) || (!inText && databaseBlanks.contains(text))
  }

  /// Whether a text only says that there is nothing to say.
  static func isPlaceholder(_ text: String) -> Bool { placeholders.contains(text) }

  private static let placeholders: Set<String> = [
    "-", "--", "/", "\\", "—", "——", "－", "／", "无", "無", "暂无", "N/A", "n/a",
  ]

  private static let databaseBlanks: Set<String> = ["NA", "null", "NULL"]

  private static let longestPlaceholder = 6

  /// The first bytes of all placeholders, which spare nearly every cell the look-up.
  private static let placeholderStarts = Set(
    placeholders.union(databaseBlanks).compactMap(\.utf8.first))

  /// The cell without the apostrophe with which `export` guards text that looks like a formula.
  static func unguarded(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "'"), "=+-@".utf8.contains(bytes[1]) else {
      return bytes
    }
    return UnsafeRawBufferPointer(rebasing: bytes[1...])
  }

  /// The values of a cell that may hold several: separated by `；`, `;`, `、`, `|` or line ends.
  ///
  /// - Complexity: O(length).
  static func values(_ text: String) -> [String] {
    var values: [String] = []
    for part in text.unicodeScalars.split(whereSeparator: { separators.contains($0) }) {
      let value = TextFolding.cleanCell(String(Substring(part)))
      if !value.isEmpty, !values.contains(value) { values.append(value) }
    }
    return values
  }

  private static let separators: Set<Unicode.Scalar> = ["；", ";", "、", "|", "\n", "\r"]

  /// Yes or no; nil where the cell says neither.
  static func flag(_ text: String) -> Bool? {
    switch TextFolding.key(text) {
    case "是", "y", "yes", "true", "1", "√", "✓", "✔", "有", "独家": true
    case "否", "n", "no", "false", "0", "×", "非", "非独家": false
    default: nil
    }
  }
}
