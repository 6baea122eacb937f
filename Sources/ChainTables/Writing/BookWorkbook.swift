import ChainModel
package import WorkbookOutput

/// Writes a book's tables as one workbook, a sheet for each table that has rows.
///
/// Sheets bear the Chinese names of tables and come in the order of ``BookTables``. Texts, codes and
/// names are cells of text, numbers are numbers in the unit of the header, shares percentages, dates
/// dates (长期 stays text); words are chosen from drop-down lists.
package struct BookWorkbook {
  private let book: ChainBook
  private let writer: BookWriter
  private let notes: EditionNotes?

  /// A workbook of a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - scope: What is shown; nil for everything.
  ///   - notes: What accompanies the tables; nil for nothing.
  package init(_ book: ChainBook, scope: BookScope? = nil, notes: EditionNotes? = nil) {
    self.book = book
    self.notes = notes
    writer = BookWriter(book, scope: scope)
  }

  /// Writes the workbook.
  ///
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError`, where a table has more rows than a sheet holds, or temporary
  ///   files can't be written.
  /// - Complexity: O(cells) in time. Past 500,000 cells, texts go through temporary files and memory
  ///   stays O(columns).
  package func write() throws(WorkbookOutputError) -> WorkbookWriter.Output {
    var cells = CellCount()
    BookTables.visit(book, &cells)
    let notices = (notes.map { [$0.notice] } ?? []) + writer.dataNotices
    var output = try WorkbookWriter(
      title: notices.joined(separator: "；"),
      storage: cells.count > Self.mostCellsInMemory ? .stream : .memory)
    try notes?.writeSheet(notices, to: &output)
    var sheets = Sheets(
      table: TableSheet(notices: notices, writer: writer), output: output)
    try BookTables.visit(book, &sheets)
    try notes?.writeSummaries(notices, to: &sheets.output)
    if sheets.isEmpty && notes == nil {
      try sheets.output.beginSheet(SheetSettings(TableKind.firms.chinese))
    }
    return try sheets.output.finish()
  }

  /// Beyond this, equal texts are no longer stored once: it would take hundreds of megabytes.
  private static let mostCellsInMemory = 500_000

  private struct CellCount: BookTables.Visitor {
    var count = 0

    mutating func visit<Row: TableRow>(_ rows: [Row]) { count += rows.count * Row.fields.count }
  }

  private struct Sheets: ~Copyable, BookTables.Visitor {
    let table: TableSheet
    var output: WorkbookWriter
    var isEmpty = true

    mutating func visit<Row: TableRow>(_ rows: [Row]) throws(WorkbookOutputError) {
      guard let shown = table.writer.table(rows), !shown.positions.isEmpty else { return }
      isEmpty = false
      try table.write(rows, shown, to: &output)
    }
  }
}

/// Writes a table as a sheet.
struct TableSheet {
  /// What every printed page says.
  let notices: [String]
  let writer: BookWriter

  /// The last row for which lists are offered: all that a sheet has.
  private static let lastRow = 1_048_576

  /// Writes a table as a sheet of its own name, with the extra columns at the end.
  ///
  /// - Complexity: O(cells).
  func write<Row: TableRow>(
    _ rows: [Row], _ table: ShownTable<Row>, to output: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    let fields = table.fields
    let extraHeaders = table.extraHeaders
    let headers = table.headers
    var settings = SheetSettings(Row.table.chinese)
    settings.columns = headers.enumerated().map { column, header in
      SheetSettings.Column(
        Self.width(header: header),
        style: column < fields.count ? Self.style(fields[column]) : SheetTheme.text)
    }
    settings.frozenRows = 1
    settings.frozenColumns = headers.count > 10 ? 1 : 0
    settings.page = SheetTheme.page(repeating: 1...1, notices: notices)
    try output.beginSheet(settings)
    try output.append(
      fields.map { .text($0.header, style: Self.headerStyle($0)) }
        + extraHeaders.map { .text($0, style: SheetTheme.extraHeader) },
      height: 24, notes: Self.notes(fields))
    for position in table.positions {
      let row = rows[position]
      var cells: [OutputCell] = []
      cells.reserveCapacity(headers.count)
      for field in fields { cells.append(cell(field, row)) }
      cells += writer.extraCells(of: row, at: position, in: table).map(Self.textCell)
      try output.append(cells)
    }
    for (column, field) in fields.enumerated() {
      guard let words = Self.words(field) else { continue }
      try output.addDropDown(
        SheetTheme.dropDown(words, header: field.header),
        to: CellBlock(rows: 2...Self.lastRow, columns: column...column))
    }
    try output.filter(
      CellBlock(rows: 1...table.positions.count + 1, columns: 0...headers.count - 1))
  }

  private func cell<Row: TableRow>(_ field: Field<Row>, _ row: Row) -> OutputCell {
    switch field.content {
    case .number(let place, _):
      return row[keyPath: place].value.map { .number($0) } ?? .blank
    case .share(let place):
      return row[keyPath: place].value.map { OutputCell(.percentage($0)) } ?? .blank
    case .date(let place, _):
      guard let date = row[keyPath: place].date?.components else { break }
      return OutputCell(.date(year: date.year, month: date.month, day: date.day))
    default: break
    }
    return Self.textCell(writer.values(field, row).joined(separator: "；"))
  }

  /// The greatest width of a column.
  private static let widest = 50.0

  /// A cell of text, on several lines where it is longer than the widest column.
  private static func textCell(_ text: String) -> OutputCell {
    if text.isEmpty { return .blank }
    let isLong = text.utf8.count > Int(widest) && TextWidth.longestLine(text) > Int(widest) - 2
    return .text(text, style: isLong || text.utf8.contains(0x0A) ? wrapped : nil)
  }

  private static let wrapped = SheetTheme.text.with { $0.wraps = true }

  /// Wide enough for the header with its filter button.
  static func width(header: String) -> ColumnWidth {
    .fitted(min(max(8, Double(TextWidth.longestLine(header) + 4)), widest)...widest)
  }

  private static func style<Row: TableRow>(_ field: Field<Row>) -> CellStyle {
    switch field.content {
    case .number, .share: SheetTheme.number
    case .date: SheetTheme.date
    case .word, .flag: SheetTheme.word
    default: SheetTheme.text
    }
  }

  /// Required columns are marked, and so is the usual one of a group of which one is needed.
  private static func headerStyle<Row: TableRow>(_ field: Field<Row>) -> CellStyle {
    let isUsual = Row.alternatives.contains { $0.first == field.key }
    return field.isRequired || isUsual ? SheetTheme.requiredHeader : SheetTheme.header
  }

  private static func notes<Row: TableRow>(_ fields: [Field<Row>]) -> [CellNote] {
    var notes: [CellNote] = []
    for (column, field) in fields.enumerated() {
      var text = field.isRequired ? "必填" : ""
      if let group = Row.alternatives.first(where: { $0.first == field.key }) {
        let headers = group.compactMap { key in fields.first { $0.key == key }?.header }
        text = headers.map { "“\($0)”" }.joined() + "至少填一项"
      }
      if !text.isEmpty { notes.append(CellNote(column: column, text: text, author: "强链")) }
    }
    return notes
  }

  /// The words of a column that has a list of them.
  static func words<Row: TableRow>(_ field: Field<Row>) -> [String]? {
    switch field.content {
    case .word(let access): access.words
    case .flag: ["是", "否"]
    default: nil
    }
  }
}
