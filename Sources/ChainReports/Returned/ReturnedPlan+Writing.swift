import ChainModel
import ChainTables
import Workbook
internal import WorkbookOutput

/// The sheets as their senders laid them out.
extension ReturnedPlan {
  /// The cells past which a workbook is put together in temporary files.
  private static let mostCellsInMemory = 500_000
  /// The most comments on a sheet, past which programs take minutes to open it; more cells are
  /// coloured only.
  private static let mostComments = 10_000
  /// The empty rows with a look that are copied after one that holds something.
  private static let mostBlankRows = 50

  /// Writes the workbook.
  ///
  /// - Returns: Its bytes.
  /// - Throws: `WorkbookOutputError`.
  /// - Complexity: O(cells).
  func write() throws(WorkbookOutputError) -> WorkbookWriter.Output {
    let cells = sheets.reduce(0) { $0 + $1.survey.cellCount }
    var writer = try WorkbookWriter(
      title: listName, storage: cells > Self.mostCellsInMemory ? .stream : .memory)
    try writeList(to: &writer)
    for sheet in sheets { try copy(sheet, to: &writer) }
    try writeOrigins(to: &writer)
    try writeProposals(to: &writer)
    return try writer.finish()
  }

  /// Says in a hidden sheet what each sheet was copied from, so that the copies are not read beside
  /// the files themselves.
  private func writeOrigins(to writer: inout WorkbookWriter) throws(WorkbookOutputError) {
    guard !sheets.isEmpty else { return }
    var settings = SheetSettings(CopiedSheets.sheetName)
    settings.isHidden = true
    try writer.beginSheet(settings)
    try writer.append(CopiedSheets.headers.map { .text($0) })
    for sheet in sheets { try writer.append([.text(sheet.name), .text(sheet.file.name)]) }
  }

  private func copy(
    _ sheet: ReturnedSheet, to writer: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    let original = sheet.original
    let worst = sheet.marks.values.flatMap(\.values).map(\.severity).min()
    var settings = SheetSettings(sheet.name)
    settings.columns = columns(of: sheet)
    settings.frozenRows = original.frozenRows
    settings.frozenColumns = original.frozenColumns
    settings.isHidden = original.isHidden
    settings.page = Self.page(original.page, frozenRows: original.frozenRows)
    if let worst, worst != .note { settings.tabColor = ReturnedStyles.fill(worst) }
    try writer.beginSheet(settings)
    var copy = SheetCopy(sheet: sheet, width: width(of: sheet))
    try original.forEachRow(sorted: !sheet.survey.isOrdered) {
      row throws(WorkbookOutputError) in
      try copy.write(row, to: &writer)
      return true
    }
    try copy.writeMarks(before: .max, to: &writer)
    for merge in original.merges {
      let block = CellBlock(
        rows: merge.firstRow...merge.lastRow, columns: merge.firstColumn...merge.lastColumn)
      do throws(WorkbookOutputError) {
        try writer.merge(block)
      } catch {
        // A region of one cell, or one that lies over another, was never joined for anyone.
        switch error {
        case .badRange, .tooLarge(_, .merges): continue
        default: throw error
        }
      }
    }
    if let filter = original.filter {
      try writer.filter(
        CellBlock(
          rows: filter.firstRow...filter.lastRow, columns: filter.firstColumn...filter.lastColumn))
    }
  }

  /// How a copied sheet is printed: as its sender had it; else, as lists are wide, as wide as a page.
  private static func page(_ look: PageLook?, frozenRows: Int) -> PageSetup {
    var page = PageSetup()
    let look = look == PageLook() ? nil : look
    page.paper = look?.isA3 ?? false ? .a3 : .a4
    page.isLandscape = look?.isLandscape ?? true
    page.fitsWidth = look?.fitsWidth ?? true
    if frozenRows > 0 { page.repeatedRows = 1...frozenRows }
    return page
  }

  /// The columns to copy: up to the last cell that holds something, with what is merged to it.
  private func width(of sheet: ReturnedSheet) -> Int {
    let valued = sheet.survey.width
    let merged =
      sheet.original.merges.filter { $0.firstColumn < valued }
      .map { $0.lastColumn + 1 }.max() ?? 0
    return max(valued, min(merged, valued + 100))
  }

  private func columns(of sheet: ReturnedSheet) -> [SheetSettings.Column] {
    let original = sheet.original
    // What is stated of the empty columns at the right matters as far as one may look.
    let stated = original.columns.map { $0.columns.upperBound + 1 }.max() ?? 0
    let width = width(of: sheet)
    let isUsualStated = original.isText || original.defaultColumnWidth != nil
    let count = max(isUsualStated ? width : 0, min(stated, width + 20))
    let usual: ColumnWidth =
      original.isText
      ? .fitted(8...40)
      : original.defaultColumnWidth.map { .fixed(Self.characters($0)) } ?? .standard
    var columns = [SheetSettings.Column](repeating: SheetSettings.Column(usual), count: count)
    for look in original.columns {
      for column in look.columns where column < count {
        columns[column] = SheetSettings.Column(
          look.width.map { .fixed(Self.characters($0)) } ?? usual, isHidden: look.isHidden)
      }
    }
    return columns
  }

  /// The width of a column in characters, from the width in the file, which has the margins of five
  /// pixels with it; narrow columns are all margin (ECMA-376 part 1, 18.3.1.13).
  static func characters(_ width: Double) -> Double {
    width < 12.0 / 7 ? width * 7 / 12 : width - 5.0 / 7
  }

  /// The copying of one sheet, row by row.
  private struct SheetCopy {
    let sheet: ReturnedSheet
    let width: Int
    private var memo = StyleMemo()
    private var nextMark = 0
    private var lastFilled = 0
    private var commentCount = 0

    init(sheet: ReturnedSheet, width: Int) {
      self.sheet = sheet
      self.width = width
    }

    mutating func write(
      _ row: OriginalRow, to writer: inout WorkbookWriter
    ) throws(WorkbookOutputError) {
      let marks = sheet.marks[row.number] ?? [:]
      if row.firstFilledColumn != nil || !marks.isEmpty {
        lastFilled = row.number
      } else if row.number - lastFilled > ReturnedPlan.mostBlankRows {
        return
      }
      try writeMarks(before: row.number, to: &writer)
      let isHeader = row.number <= sheet.original.headerRow
      var cells: [OutputCell] = []
      for cell in row.cells where cell.column < width || marks[cell.column] != nil {
        while cells.count < cell.column { cells.append(.blank) }
        let style = memo.style(
          sheet.original.isText && isHeader ? 1 : cell.style, marks[cell.column]?.severity
        ) {
          sheet.original.isText
            ? ReturnedStyles.plain(isHeader: isHeader)
            : ReturnedStyles.original(sheet.original.look(cell.style))
        }
        cells.append(OutputCell(Self.value(cell.value), style: style))
      }
      try append(
        cells, at: row.number, marks, height: row.height, isHidden: row.isHidden, to: &writer)
    }

    /// Writes marked rows that hold nothing, up to a row.
    mutating func writeMarks(
      before row: Int, to writer: inout WorkbookWriter
    ) throws(WorkbookOutputError) {
      while nextMark < sheet.markedRows.count, sheet.markedRows[nextMark] < row {
        let marked = sheet.markedRows[nextMark]
        nextMark += 1
        guard marked > writer.rowCount else { continue }
        try append(
          [], at: marked, sheet.marks[marked] ?? [:], height: nil, isHidden: false, to: &writer)
      }
    }

    private mutating func append(
      _ cells: [OutputCell], at row: Int, _ marks: [Int: ReturnedSheet.Mark], height: Double?,
      isHidden: Bool, to writer: inout WorkbookWriter
    ) throws(WorkbookOutputError) {
      var cells = cells
      var notes: [CellNote] = []
      for (column, mark) in marks.sorted(by: { $0.key < $1.key }) {
        while cells.count <= column { cells.append(.blank) }
        if cells[column].style == nil {
          cells[column].style = memo.style(-1, mark.severity) { CellStyle() }
        }
        guard commentCount < ReturnedPlan.mostComments else { continue }
        commentCount += 1
        notes.append(
          CellNote(column: column, text: mark.texts.joined(separator: "\n\n"), author: "强链"))
      }
      writer.skipRows(row - 1 - writer.rowCount)
      // A height that its sender left to the program is left to it again.
      try writer.append(
        cells, height: height, fitsHeight: false, notes: notes, isHidden: isHidden)
    }

    private static func value(_ value: OriginalCell.Value) -> OutputCell.Value {
      switch value {
      case .blank: .blank
      case .text(let text): .text(text)
      case .number(let number): .number(number)
      case .boolean(let flag): .boolean(flag)
      }
    }
  }
}
