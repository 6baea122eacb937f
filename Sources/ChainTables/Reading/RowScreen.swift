import ChainModel
import SheetText

/// Tells rows of data from sums, notes and repeated headers, and fills in 同上.
///
/// Looking closely at a row takes longer than decoding it, so rows are looked at closely only where
/// the first bytes of a cell can begin a word that matters.
struct RowScreen {
  /// What to do with a row.
  enum Verdict {
    /// The row is data.
    case use
    /// The row is data; ``RowScreen/row`` has it with its ditto marks filled in.
    case useFilled
    /// The row is blank.
    case blank
    /// The row is none of the table; what it is.
    case setAside(Bilingual)
  }

  private let headers: [String]
  /// Lone texts above the header, which printed pages repeat.
  private let preamble: Set<String>
  /// The bytes of the first two headers, with which a repeated header begins.
  private let headerStarts: [[UInt8]]
  private let wordLeads = CharacterSketch(
    of: "合小总總共累汇平均備註說备注附说填制审复单主负分经联电报日数资来温提要以金计货※★▲（【")
  private let sumLeads = CharacterSketch(of: "合小总總共累汇平均（【")
  private let planEnds = CharacterSketch(of: "计計")
  private let dittoLeads = CharacterSketch(of: "同上〃″〞”“々（")
  /// The last row used, and at ``Verdict/useFilled`` the present one.
  private(set) var row = SheetRow()
  /// The cells that were filled in, with the mark that stood there.
  private(set) var filled: [(column: Int, mark: String)] = []
  /// The hidden rows passed over since the last row used; the last of them.
  private var hiddenRow: SheetRow?

  /// - Parameters:
  ///   - headers: The headers of the columns.
  ///   - preamble: Lone texts above the header, compact.
  init(headers: [String], preamble: Set<String> = []) {
    self.headers = headers
    self.preamble = preamble
    headerStarts = headers.filter { !$0.isEmpty }.prefix(2).map { Array($0.utf8) }
  }

  /// Looks at a row.
  ///
  /// - Complexity: O(bytes of the row).
  mutating func judge<Cells: CellRow & ~Copyable>(_ cells: borrowing Cells) -> Verdict {
    var seen = 0
    var isSuspicious = false
    var hasDitto = false
    for index in 0..<cells.fieldCount {
      let found = cells.withField(index) { bytes -> (isBlank: Bool, word: Bool, ditto: Bool) in
        let cell = CellText.trimmed(bytes)
        guard let first = cell.first else { return (true, false, false) }
        let isWord =
          seen < 2
          ? mayBeWord(cell, first) || startsHeader(cell)
          : seen < RowKind.leadingCells && cell.count <= 24 && sumLeads.mayContain(cell, at: 0)
        return (false, isWord, mayBeDitto(cell, first))
      }
      if found.isBlank { continue }
      seen += 1
      isSuspicious = isSuspicious || found.word
      hasDitto = hasDitto || found.ditto
    }
    if seen == 0 { return .blank }
    if seen == 1, !preamble.isEmpty, repeatsPreamble(cells) {
      return .setAside(Bilingual("表头以上内容的重复", "what stands above the header again"))
    }
    if isSuspicious || seen == 1 {
      switch RowKind.classify(cells.texts(), header: headers) {
      case .data: break
      case .blank: return .blank
      case .total(let word):
        return .setAside(Bilingual("“\(word)”行，不是企业或记录", "a row of sums (\(word))"))
      case .note(let label):
        return .setAside(Bilingual("表下说明（\(label)）", "a note below the table (\(label))"))
      case .repeatedHeader: return .setAside(Bilingual("重复的表头", "the header again"))
      }
    }
    defer { if hiddenRow != nil { hiddenRow = nil } }
    if !hasDitto {
      row.copy(cells)
      return .use
    }
    return fill(cells) ? .useFilled : .use
  }

  /// Passes over a hidden row, whose cells a mark below it may mean.
  ///
  /// - Returns: Whether the row has anything in it.
  mutating func passOver<Cells: CellRow & ~Copyable>(_ cells: borrowing Cells) -> Bool {
    let isFilled = (0..<cells.fieldCount).contains { index in
      cells.withField(index) { !CellText.trimmed($0).isEmpty }
    }
    guard isFilled else { return false }
    var hidden = SheetRow()
    hidden.copy(cells)
    hiddenRow = hidden
    return true
  }

  /// What the hidden row above has in place of the value filled in, and the row's number; nil where
  /// there is no such row, or it says the same or nothing.
  func rival(of column: Int) -> (row: Int, text: String)? {
    rivals.first { $0.column == column }.map { ($0.row, $0.text) }
  }

  private var rivals: [(column: Int, row: Int, text: String)] = []

  /// Whether the row's lone cell stands above the header too, or continues what stands there:
  /// `沛县企业情况表（续）`.
  private func repeatsPreamble<Cells: CellRow & ~Copyable>(_ cells: borrowing Cells) -> Bool {
    let text = CellFolding.compact(cells.texts().joined())
    if preamble.contains(text) { return true }
    return ["(续)", "(续表)", "(续前)", "续"].contains {
      text.hasSuffix($0) && preamble.contains(String(text.dropLast($0.count)))
    }
  }

  /// Replaces ditto marks by what they stand for; false where there were none after all.
  private mutating func fill<Cells: CellRow & ~Copyable>(_ cells: borrowing Cells) -> Bool {
    filled = []
    rivals = []
    let above = row
    row.begin(cells.record)
    row.filledDown = cells.filledDown
    for index in 0..<cells.fieldCount {
      let cell = cells.text(index)
      switch DittoMark(cell) {
      case .above:
        above.withField(index) { row.append($0) }
        filled.append((index, cell))
        if let hiddenRow, !hiddenRow.isEmpty(index), hiddenRow.text(index) != above.text(index) {
          rivals.append((index, hiddenRow.record, hiddenRow.text(index)))
        }
      case .left:
        let left = row.text(index - 1)
        row.append(left)
        filled.append((index, cell))
      case nil:
        cells.withField(index) { row.append($0) }
      }
    }
    return !filled.isEmpty
  }

  /// Whether a cell may be a word that makes its row a sum or a note.
  @inline(__always)
  private func mayBeWord(_ cell: UnsafeRawBufferPointer, _ first: UInt8) -> Bool {
    if first < 0x80 { return first <= UInt8(ascii: "*") || first == UInt8(ascii: "[") }
    if wordLeads.mayContain(cell, at: 0) { return true }
    // 全县合计 and the like.
    guard cell.count >= 3, cell.count <= 40 else { return false }
    return planEnds.mayContain(cell, at: cell.count - 3)
  }

  @inline(__always)
  private func startsHeader(_ cell: UnsafeRawBufferPointer) -> Bool {
    headerStarts.contains { $0.count == cell.count && $0.elementsEqual(cell) }
  }

  @inline(__always)
  private func mayBeDitto(_ cell: UnsafeRawBufferPointer, _ first: UInt8) -> Bool {
    if first < 0x80 { return first == UInt8(ascii: "\"") || first == UInt8(ascii: "(") }
    return cell.count <= 24 && dittoLeads.mayContain(cell, at: 0)
  }
}

/// A set of characters of three bytes in UTF-8, which may take others for members.
///
/// Looking a character up takes a load and a shift; a set of its kind takes ten times as long.
struct CharacterSketch {
  private var bits = [UInt64](repeating: 0, count: 64)

  init(of characters: String) {
    for scalar in characters.unicodeScalars {
      bits[Int(scalar.value & 0xFFF) >> 6] |= 1 << UInt64(scalar.value & 0x3F)
    }
  }

  /// Whether the character at a position may be a member; surely not where the bytes end before.
  @inline(__always)
  func mayContain(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    guard index + 2 < bytes.count, bytes[index] >= 0xE0 else { return false }
    let word = bits[Int(bytes[index + 1] & 0x3F)]
    return word >> UInt64(bytes[index + 2] & 0x3F) & 1 == 1
  }
}
