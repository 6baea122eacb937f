import CXLSXWriter

extension WorkbookWriter {
  /// The rows of the current sheet so far; the next one has this number plus 1.
  package var rowCount: Int { sheet?.rowCount ?? 0 }

  /// Adds a row to the current sheet.
  ///
  /// - Parameters:
  ///   - cells: The cells from the left.
  ///   - height: The height in points; nil fits it to text that wraps, which not every program does.
  ///   - fitsHeight: Whether to fit a height that is nil; otherwise that is left to programs, which
  ///     pass over merged cells.
  ///   - style: How cells look that say nothing themselves; nil: as their columns.
  ///   - notes: Notes at cells of the row.
  ///   - isHidden: Whether the row is hidden.
  ///   - fitsColumns: Whether the row counts for the width of fitted columns.
  /// - Throws: ``WorkbookOutputError``.
  /// - Complexity: O(cells + length of their text).
  package mutating func append(
    _ cells: [OutputCell], height: Double? = nil, fitsHeight: Bool = true,
    style: CellStyle? = nil,
    notes: [CellNote] = [], isHidden: Bool = false, fitsColumns: Bool = true
  ) throws(WorkbookOutputError) {
    guard var sheet else { throw .noSheet }
    // Taken out of the writer meanwhile, so that its arrays aren't copied.
    self.sheet = nil
    defer { self.sheet = sheet }
    guard sheet.rowCount < OpenSheet.rows else { throw .tooLarge(sheet: sheet.name, .rows) }
    guard cells.count <= OpenSheet.columns else { throw .tooLarge(sheet: sheet.name, .columns) }
    let rowStyle = style.map { styles.number(of: $0) }
    let height =
      height ?? (fitsHeight ? fittingHeight(cells, rowStyle: rowStyle, in: sheet) : nil)
    if height != nil || rowStyle != nil || isHidden {
      let format = try rowStyle.map { number throws(WorkbookOutputError) in
        try styles.format(number, .plain, in: book)
      }
      try check(
        cxlsx_set_row(
          sheet.handle, UInt32(sheet.rowCount), min(max(0, height ?? 0), 409), format ?? nil,
          isHidden))
    }
    for (column, cell) in cells.enumerated() {
      let ownStyle = cell.style.map { styles.number(of: $0) } ?? rowStyle
      // An empty cell that looks as its column does is no cell.
      if ownStyle == nil, cell.isEmpty { continue }
      let style =
        ownStyle
        ?? (column < sheet.columnStyles.count ? sheet.columnStyles[column] : StyleTable.plain)
      let width = try write(cell.value, style: style, column: column, in: &sheet)
      if fitsColumns, column < sheet.widths.count, width > sheet.widths[column] {
        sheet.widths[column] = width
      }
    }
    for note in notes where note.column >= 0 && note.column < OpenSheet.columns {
      try add(note, in: sheet)
    }
    sheet.rowCount += 1
  }

  /// Leaves rows of the current sheet empty.
  ///
  /// - Parameter count: How many.
  package mutating func skipRows(_ count: Int) {
    sheet?.rowCount += max(0, count)
  }

  /// The height of a row whose text takes several lines; nil where one line is enough.
  private func fittingHeight(
    _ cells: [OutputCell], rowStyle: Int?, in sheet: OpenSheet
  ) -> Double? {
    var tallest = 0.0
    for (column, cell) in cells.enumerated() {
      guard case .text(let text) = cell.value, column < sheet.rooms.count else { continue }
      let room = sheet.rooms[column]
      guard text.utf8.count > Int(room) || text.utf8.contains(UInt8(ascii: "\n")) else { continue }
      let look =
        cell.style ?? styles.style(rowStyle ?? sheet.columnStyles[column])
      guard look.wraps else { continue }
      let lines = TextWidth.lines(text, inWidth: room)
      if lines > 1 { tallest = max(tallest, Double(lines) * (look.size ?? size) * 1.36 + 3) }
    }
    return tallest > 0 ? tallest : nil
  }

  /// Writes a cell; returns its width.
  private mutating func write(
    _ value: OutputCell.Value, style: Int, column: Int, in sheet: inout OpenSheet
  ) throws(WorkbookOutputError) -> Int {
    let row = UInt32(sheet.rowCount)
    let index = UInt16(column)
    switch value {
    case .blank:
      if let format = try styles.format(style, .plain, in: book) {
        try check(cxlsx_write_blank(sheet.handle, row, index, format))
      }
      return 0
    case .text(let text):
      return try writeText(text, style: style, column: column, in: sheet)
    case .number(let number):
      return try writeNumber(number, form: .plain, style: style, column: column, in: sheet)
    case .percentage(let fraction):
      let form = StyleTable.Form.percentage(fraction)
      return try writeNumber(fraction, form: form, style: style, column: column, in: sheet)
    case .date(let year, let month, let day):
      guard let serial = DayNumber.serial(year: year, month: month, day: day) else {
        let text = DayNumber.text(year: year, month: month, day: day)
        return try writeText(text, style: style, column: column, in: sheet)
      }
      return try writeNumber(
        Double(serial), form: .date, style: style, column: column, in: sheet)
    case .boolean(let value):
      let format = try styles.format(style, .plain, in: book)
      try check(cxlsx_write_boolean(sheet.handle, row, index, value, format))
      return 5
    case .link(let text, let target, let cell):
      // The library repeats the text in an attribute of at most 2,079 bytes, markup escaped.
      guard sheet.linkCount < OpenSheet.links, text.utf8.count <= 400 else {
        return try writeText(text, style: style, column: column, in: sheet)
      }
      sheet.linkCount += 1
      let stored = store(text, column: column, in: sheet)
      let place = "internal:'" + target.replacing("'", with: "''") + "'!" + cell
      let form = CellText.looksLikeFormula(text) ? StyleTable.Form.text : .plain
      let format = try styles.format(style, form, in: book)
      try check(cxlsx_write_link(sheet.handle, row, index, place, stored, format))
      return TextWidth.longestLine(stored)
    }
  }

  private mutating func writeText(
    _ text: String, style: Int, column: Int, in sheet: OpenSheet
  ) throws(WorkbookOutputError) -> Int {
    if text.isEmpty { return try writeBlank(style: style, column: column, in: sheet) }
    let stored = store(text, column: column, in: sheet)
    let form = CellText.looksLikeFormula(text) ? StyleTable.Form.text : .plain
    let format = try styles.format(style, form, in: book)
    try check(
      cxlsx_write_text(sheet.handle, UInt32(sheet.rowCount), UInt16(column), stored, format))
    return TextWidth.longestLine(stored)
  }

  private mutating func writeBlank(
    style: Int, column: Int, in sheet: OpenSheet
  ) throws(WorkbookOutputError) -> Int {
    if let format = try styles.format(style, .plain, in: book) {
      try check(
        cxlsx_write_blank(sheet.handle, UInt32(sheet.rowCount), UInt16(column), format))
    }
    return 0
  }

  private mutating func writeNumber(
    _ number: Double, form: StyleTable.Form, style: Int, column: Int, in sheet: OpenSheet
  ) throws(WorkbookOutputError) -> Int {
    guard number.isFinite else {
      remark(.notANumber, column: column, in: sheet)
      return try writeText("\(number)", style: style, column: column, in: sheet)
    }
    let form = styles.namesNumberFormat(style) ? .plain : form
    let format = try styles.format(style, form, in: book)
    try check(
      cxlsx_write_number(sheet.handle, UInt32(sheet.rowCount), UInt16(column), number, format))
    switch form {
    case .date: return 10
    case .wholePercent, .tenthPercent, .hundredthPercent: return 7
    case .plain, .text: return min(TextWidth.longestLine("\(number)"), 16)
    }
  }

  /// The text as the file holds it, with a remark where it had to be cut.
  private mutating func store(_ text: String, column: Int, in sheet: OpenSheet) -> String {
    let stored = CellText.stored(text)
    if stored.isCut { remark(.cutText, column: column, in: sheet) }
    return stored.text
  }

  private mutating func remark(_ kind: OutputRemark.Kind, column: Int, in sheet: OpenSheet) {
    remarks.append(
      OutputRemark(kind: kind, sheet: sheet.name, row: sheet.rowCount + 1, column: column))
  }

  /// A box wide enough for a sentence and as high as its text.
  private func add(_ note: CellNote, in sheet: OpenSheet) throws(WorkbookOutputError) {
    let text = CellText.plain(note.text, upTo: CellText.longest)
    guard !text.isEmpty else { return }
    // A character of 9 points is 6 pixels wide, a line 16 high.
    let width = 36
    let lines = min(TextWidth.lines(text, inWidth: Double(width)), 40)
    try check(
      cxlsx_write_note(
        sheet.handle, UInt32(sheet.rowCount), UInt16(note.column), text,
        CellText.plain(note.author, upTo: 52), UInt16(width * 6 + 16), UInt16(lines * 16 + 12),
        noteFont, 9))
  }
}
