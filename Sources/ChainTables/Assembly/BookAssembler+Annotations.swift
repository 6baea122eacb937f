import ChainModel
import SheetText

/// Readings in brackets that some web pages put after characters: 認(rèn)證(zhèng).
extension BookAssembler {
  /// Takes readings out of every text and reports each cell.
  ///
  /// Each different text is looked at once, and rows only where one of them has readings.
  /// - Complexity: O(bytes of different texts), and O(cells) where there are readings.
  mutating func cleanAnnotations() {
    var cleaned: [TextID: (text: TextID, readings: [String])] = [:]
    for raw in 0..<contents.text.count {
      let id = TextID(rawValue: UInt32(raw))
      guard contents.text.withBytes(of: id, Self.mayHaveReadings) else { continue }
      let result = PinyinAnnotations.removed(from: contents.text[id])
      guard !result.removed.isEmpty else { continue }
      cleaned[id] = (contents.text.intern(result.text), result.removed)
    }
    guard !cleaned.isEmpty else { return }
    clean(\.regions, cleaned)
    clean(\.chains, cleaned)
    clean(\.segments, cleaned)
    clean(\.flows, cleaned)
    clean(\.problems, cleaned)
    clean(\.programmes, cleaned)
    clean(\.firms, cleaned)
    clean(\.members, cleaned)
    clean(\.supplies, cleaned)
    clean(\.findings, cleaned)
    clean(\.assessments, cleaned)
    clean(\.certificates, cleaned)
    clean(\.measures, cleaned)
    clean(\.limits, cleaned)
    clean(\.resources, cleaned)
    clean(\.actors, cleaned)
    clean(\.essentials, cleaned)
  }

  /// Whether a text has a bracket and a letter of Latin script beyond ASCII, as readings do.
  private static func mayHaveReadings(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var hasBracket = false
    var hasLetter = false
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "(") {
        hasBracket = true
      } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC,
        bytes[index + 2] == 0x88
      {
        hasBracket = true
      } else if byte >= 0xC3, byte <= 0xCC {
        hasLetter = true
      } else if (0x31...0x34).contains(byte), index > 0, bytes[index - 1] | 0x20 >= 0x61,
        bytes[index - 1] | 0x20 <= 0x7A
      {
        hasLetter = true
      }
    }
    return hasBracket && hasLetter
  }

  private mutating func clean<Row: TableRow>(
    _ table: WritableKeyPath<BookContents, [Row]>,
    _ cleaned: [TextID: (text: TextID, readings: [String])]
  ) {
    for position in contents[keyPath: table].indices {
      var row = contents[keyPath: table][position]
      var isChanged = false
      for field in Row.columns {
        let ids = field.content.texts(row, in: contents.text)
        guard ids.contains(where: { cleaned[$0] != nil }) else { continue }
        isChanged = true
        let removed = ids.flatMap { cleaned[$0]?.readings ?? [] }
        report(
          .note, "readings-removed", at: row.origin, field: field.key,
          value: ids.map { contents.text[$0] }.joined(separator: "；"),
          Bilingual(
            "去掉了括号中的注音：\(removed.joined(separator: "、"))",
            "readings in brackets were removed: \(removed.joined(separator: ", "))"),
          fix: Bilingual("无需处理", "Nothing to do"))
        field.content.setTexts(
          ids.map { cleaned[$0]?.text ?? $0 }, in: &row, pool: &contents.text)
      }
      if isChanged { contents[keyPath: table][position] = row }
    }
  }
}
