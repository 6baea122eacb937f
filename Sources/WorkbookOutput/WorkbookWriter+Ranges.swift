import CXLSXWriter

extension WorkbookWriter {
  /// Joins cells of the current sheet; the first one's content shows.
  ///
  /// - Parameter block: At least two cells, none of them joined already.
  /// - Throws: ``WorkbookOutputError``.
  /// - Complexity: O(merged ranges of the sheet).
  package mutating func merge(_ block: CellBlock) throws(WorkbookOutputError) {
    let sheet = try current(holding: block)
    guard block.rows.count > 1 || block.columns.count > 1,
      !sheet.merges.contains(where: { $0.overlaps(block) })
    else { throw .badRange(sheet: sheet.name) }
    guard sheet.merges.count < Int(UInt16.max) else { throw .tooLarge(sheet: sheet.name, .merges) }
    self.sheet?.merges.append(block)
    try check(
      cxlsx_merge(
        sheet.handle, block.firstRow, block.firstColumn, block.lastRow, block.lastColumn))
  }

  /// Puts filter buttons on the first row of a table in the current sheet.
  ///
  /// - Parameter block: The table, with its header row.
  /// - Throws: ``WorkbookOutputError``.
  package mutating func filter(_ block: CellBlock) throws(WorkbookOutputError) {
    let sheet = try current(holding: block)
    try check(
      cxlsx_filter(
        sheet.handle, block.firstRow, block.firstColumn, block.lastRow, block.lastColumn))
  }

  /// Offers a list of values for cells of the current sheet.
  ///
  /// A list that a cell's rule has no room for (255 characters, or a comma in a value) lies on a
  /// hidden sheet 选项.
  ///
  /// - Parameters:
  ///   - list: The values and the messages.
  ///   - block: The cells.
  /// - Throws: ``WorkbookOutputError``.
  /// - Complexity: O(length of the list · other long lists).
  package mutating func addDropDown(
    _ list: DropDown, to block: CellBlock
  ) throws(WorkbookOutputError) {
    let sheet = try current(holding: block)
    var seen = Set<String>()
    let values = list.values.map { CellText.plain($0, upTo: CellText.longest) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    guard !values.isEmpty else { return }
    guard sheet.dropDownCount < 255 else { throw .tooLarge(sheet: sheet.name, .dropDowns) }
    self.sheet?.dropDownCount += 1
    let texts = [
      CellText.plain(list.promptTitle, upTo: 32), CellText.plain(list.prompt, upTo: 255),
      CellText.plain(list.errorTitle, upTo: 32), CellText.plain(list.error, upTo: 255),
    ]
    let source =
      fitsInRule(values) ? "\"" + values.joined(separator: ",") + "\"" : rangeOnListSheet(values)
    var rule = cxlsx_drop_down()
    rule.first_row = block.firstRow
    rule.last_row = block.lastRow
    rule.first_column = block.firstColumn
    rule.last_column = block.lastColumn
    rule.warns_only = !list.isStrict
    let status = withCStrings(texts + [source]) { texts in
      rule.prompt_title = texts[0]
      rule.prompt = texts[1]
      rule.error_title = texts[2]
      rule.error = texts[3]
      rule.source = texts[4]
      return cxlsx_add_drop_down(sheet.handle, &rule)
    }
    try check(status)
  }

  /// Whether a cell's rule itself can hold the list; a comma would part a value, and a quotation
  /// mark end the list.
  private func fitsInRule(_ values: [String]) -> Bool {
    let length = values.reduce(values.count - 1) { $0 + $1.utf16.count }
    return length <= 255
      && !values.contains { value in
        value.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
          || value.first?.isWhitespace ?? false || value.last?.isWhitespace ?? false
      }
  }

  private mutating func rangeOnListSheet(_ values: [String]) -> String {
    let sheet = nameOfListSheet()
    let place = lists.firstIndex(of: values) ?? lists.count
    if place == lists.count { lists.append(values) }
    let column = Self.letters(ofColumn: place)
    let quoted = sheet.replacing("'", with: "''")
    return "='\(quoted)'!$\(column)$1:$\(column)$\(values.count)"
  }

  /// The letters of a column from 0, such as `AB` for 27.
  static func letters(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    while rest >= 0 {
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest = rest / 26 - 1
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  private func current(holding block: CellBlock) throws(WorkbookOutputError) -> OpenSheet {
    guard let sheet else { throw .noSheet }
    guard block.rows.lowerBound >= 1, block.rows.upperBound <= OpenSheet.rows,
      block.columns.lowerBound >= 0, block.columns.upperBound < OpenSheet.columns
    else { throw .badRange(sheet: sheet.name) }
    return sheet
  }
}

extension CellBlock {
  fileprivate var firstRow: UInt32 { UInt32(clamping: rows.lowerBound - 1) }
  fileprivate var lastRow: UInt32 { UInt32(clamping: rows.upperBound - 1) }
  fileprivate var firstColumn: UInt16 { UInt16(clamping: columns.lowerBound) }
  fileprivate var lastColumn: UInt16 { UInt16(clamping: columns.upperBound) }
}

/// Calls a closure with texts as C has them, NULL for empty ones.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
  // One buffer for all, each ended by a null byte.
  var bytes: [CChar] = []
  var starts: [Int?] = []
  for text in texts {
    starts.append(text.isEmpty ? nil : bytes.count)
    bytes += text.utf8.map { CChar(bitPattern: $0) } + [0]
  }
  return bytes.withUnsafeBufferPointer { buffer in
    body(starts.map { start in start.flatMap { start in buffer.baseAddress.map { $0 + start } } })
  }
}
