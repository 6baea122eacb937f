import ChainModel
import DelimitedText

/// Writes a book's tables as CSV, in the headers of TABLES.md.
///
/// Every form in which a book leaves the program takes its rows, columns and texts from here, so that
/// an edition for others holds what its scope shows and nothing else.
package struct BookWriter {
  private let book: ChainBook
  /// What is shown; nil for everything.
  private let scope: BookScope?
  /// Names that several regions bear.
  private let sharedRegionNames: Set<TextID>
  /// The segments of each id and name, over all chains.
  private let segmentsOfText: [TextID: Set<Int>]

  /// A writer for a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - scope: What is shown; nil for everything.
  /// - Complexity: O(regions + segments).
  package init(_ book: ChainBook, scope: BookScope? = nil) {
    self.book = book
    self.scope = scope.flatMap { $0.isWhole ? nil : $0 }
    let names = Dictionary(grouping: book.regions.map(\.name)) { $0 }
    sharedRegionNames = Set(names.filter { $0.value.count > 1 }.keys)
    var segments: [TextID: Set<Int>] = [:]
    for (position, segment) in book.segments.enumerated() {
      segments[segment.id, default: []].insert(position)
      segments[segment.name, default: []].insert(position)
    }
    segmentsOfText = segments
  }

  /// The columns and rows of a table that are shown; nil where the table is hidden.
  ///
  /// - Parameter rows: All rows of the table.
  /// - Returns: What is shown.
  /// - Complexity: O(rows + extra cells).
  package func table<Row: TableRow>(_ rows: [Row]) -> ShownTable<Row>? {
    guard let scope else {
      return ShownTable(
        fields: Row.fields, positions: Array(rows.indices), extraHeaders: extraHeaders(of: rows),
        notices: [])
    }
    guard scope.shows(table: Row.table) else { return nil }
    let positions = scope.positions(of: rows, in: book)
    let notices = noticesOfEvery(rows, positions).map { scope.text(book.text[$0]) }
    return ShownTable(
      fields: scope.fields(of: Row.self), positions: positions,
      extraHeaders: notices.isEmpty ? [] : [ChainBook.noticeHeader],
      notices: Set(notices).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// The cells of a row as a book reads them back: ids resolved, amounts in 万元, shares as
  /// fractions, dates by ISO 8601.
  ///
  /// - Parameters:
  ///   - field: The column.
  ///   - row: The row.
  /// - Returns: The cell's values: none for a blank, several where the column holds several.
  package func values<Row: TableRow>(_ field: Field<Row>, _ row: Row) -> [String] {
    let values = stated(field, row)
    guard let scope else { return values }
    switch field.content {
    // Those of these kinds that are shown name no firm.
    case .firm, .firms, .number, .share, .flag, .date, .word: return values
    default: return values.map { scope.text($0, of: field.key, in: Row.table) }
    }
  }

  private func stated<Row: TableRow>(_ field: Field<Row>, _ row: Row) -> [String] {
    switch field.content {
    case .firm(let place):
      firms(row[keyPath: place].index.map { [$0] } ?? [])
    case .chain(let place): resolved(row[keyPath: place].index) { book.chains[$0].id }
    case .segment(let place): resolved(row[keyPath: place].index) { book.segments[$0].id }
    case .problem(let place): resolved(row[keyPath: place].index) { book.problems[$0].id }
    case .region(let place): region(row[keyPath: place].index, field.key, row)
    case .programme(let place): resolved(row[keyPath: place].index) { book.programmes[$0].id }
    case .firms(let place): firms(book.indices(row[keyPath: place]))
    case .segments(let place): segments(book.indices(row[keyPath: place]))
    case .problems(let place):
      book.indices(row[keyPath: place]).map { book.text[book.problems[$0].id] }
    case .regions(let place):
      book.indices(row[keyPath: place]).map { book.text[book.regions[$0].code] }
    case .texts(let place): book.text[row[keyPath: place]]
    case .text, .number, .share, .flag, .date, .word:
      nonBlank(field.content.text(row, in: book.text))
    }
  }

  /// The ids of the firms that are shown.
  private func firms(_ indices: [Int]) -> [String] {
    indices.filter { scope?.shows(firm: $0) ?? true }.map { book.text[book.firms[$0].id] }
  }

  private func nonBlank(_ text: String) -> [String] { text.isEmpty ? [] : [text] }

  private func resolved(_ index: Int?, _ id: (Int) -> TextID) -> [String] {
    index.map { [book.text[id($0)]] } ?? []
  }

  /// A column called region shows the region's name, one called a code or parent its code.
  ///
  /// A name that several regions bear says nothing, unless the code stands beside it.
  private func region(_ index: Int?, _ key: String, _ row: some TableRow) -> [String] {
    guard let index else { return [] }
    let region = book.regions[index]
    let hasCode = (row as? Firm)?.regionCode.index != nil
    let isClear = hasCode || !sharedRegionNames.contains(region.name)
    return [book.text[key == "region" && isClear ? region.name : region.code]]
  }

  /// Segments of any chain by id, or by name where the id means others too.
  private func segments(_ indices: [Int]) -> [String] {
    let wanted = Set(indices)
    var texts: [String] = []
    for index in indices {
      let segment = book.segments[index]
      let clear = [segment.id, segment.name].first {
        segmentsOfText[$0]?.isSubset(of: wanted) ?? false
      }
      let text = book.text[clear ?? segment.id]
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  /// The extra columns of a table, by header.
  func extraHeaders<Row: TableRow>(of rows: [Row]) -> [String] {
    var headers = Set<TextID>()
    for (position, row) in rows.enumerated() {
      for origin in book.origins(Row.table, position, own: row.origin) {
        for cell in book.extras(of: origin) { headers.insert(cell.header) }
      }
    }
    return headers.map { book.text[$0] }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The extra cells of a row by header; where merged rows differ, every text, joined by `；`.
  ///
  /// Where not everything is shown, none: nobody has said what they hold.
  package func extras<Row: TableRow>(of row: Row, at position: Int) -> [String: String] {
    guard scope == nil else { return [:] }
    var cells: [String: Set<String>] = [:]
    for origin in book.origins(Row.table, position, own: row.origin) {
      for cell in book.extras(of: origin) {
        cells[book.text[cell.header], default: []].insert(book.text[cell.text])
      }
    }
    return cells.mapValues { texts in
      texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "；")
    }
  }

  /// The cells under ``ShownTable/extraHeaders`` of a row.
  func extraCells<Row: TableRow>(
    of row: Row, at position: Int, in table: ShownTable<Row>
  ) -> [String] {
    if table.extraHeaders.isEmpty { return [] }
    if scope != nil { return [table.notices.joined(separator: "；")] }
    let extras = extras(of: row, at: position)
    return table.extraHeaders.map { extras[$0] ?? "" }
  }

  /// Where a row came from; nil where not everything is shown, as files bear names of senders.
  package func origins<Row: TableRow>(of row: Row, at position: Int) -> [RowOrigin]? {
    scope == nil ? book.origins(Row.table, position, own: row.origin) : nil
  }

  /// What the book says of its own data (数据说明), as far as shown tables say so.
  ///
  /// Where not everything is shown, a text counts that every row of a shown table bears, or three
  /// rows: what fewer say may be about one firm.
  /// - Complexity: O(rows · log extra cells).
  package var dataNotices: [String] {
    guard let scope else { return book.dataNotices }
    var counter = NoticeCounter(writer: self)
    BookTables.visit(book, &counter)
    let notices = counter.count.filter { $0.value >= SmallCounts.least }
    return counter.ofWholeTables.union(notices.map { scope.text(book.text[$0.key]) })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What each row of a table says of its data.
  private func notices<Row: TableRow>(of row: Row, at position: Int) -> Set<TextID> {
    var notices = Set<TextID>()
    for origin in book.origins(Row.table, position, own: row.origin) {
      for cell in book.extras(of: origin) where book.text[cell.header] == ChainBook.noticeHeader {
        notices.insert(cell.text)
      }
    }
    return notices
  }

  /// What every stated row of a table says of its data, which so tells of no row alone.
  private func noticesOfEvery<Row: TableRow>(_ rows: [Row], _ positions: [Int]) -> Set<TextID> {
    var common: Set<TextID>?
    for position in positions where !rows[position].origin.isCreated {
      let notices = notices(of: rows[position], at: position)
      common = common?.intersection(notices) ?? notices
      if common?.isEmpty ?? false { break }
    }
    return common ?? []
  }

  private struct NoticeCounter: BookTables.Visitor {
    let writer: BookWriter
    var count: [TextID: Int] = [:]
    var ofWholeTables: Set<String> = []

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      guard let table = writer.table(rows) else { return }
      for position in table.positions {
        for notice in writer.notices(of: rows[position], at: position) {
          count[notice, default: 0] += 1
        }
      }
      ofWholeTables.formUnion(table.notices)
    }
  }

  /// Every table that has rows as a CSV file: UTF-8 with a byte order mark, so that spreadsheet
  /// programs show 汉字 right.
  ///
  /// A cell that begins like a formula is guarded with an apostrophe.
  /// - Parameter notes: What accompanies the tables; nil for nothing.
  /// - Returns: The files.
  /// - Complexity: O(cells).
  package func csvFiles(_ notes: EditionNotes? = nil) -> [(name: String, bytes: [UInt8])] {
    var files = CSVFiles(writer: self)
    BookTables.visit(book, &files)
    return files.files + (notes?.csvFiles() ?? [])
  }

  private struct CSVFiles: BookTables.Visitor {
    let writer: BookWriter
    var files: [(name: String, bytes: [UInt8])] = []

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      guard let table = writer.table(rows), !table.positions.isEmpty else { return }
      var text = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
      text.row(table.headers)
      for position in table.positions {
        let row = rows[position]
        for field in table.fields { text.field(writer.values(field, row).joined(separator: "；")) }
        for cell in writer.extraCells(of: row, at: position, in: table) { text.field(cell) }
        text.endRow()
      }
      files.append((Row.table.rawValue + ".csv", text.takeBytes()))
    }
  }
}

/// What is shown of a table.
package struct ShownTable<Row: TableRow> {
  /// The columns.
  package let fields: [Field<Row>]
  /// The positions of the rows, ascending.
  package let positions: [Int]
  /// The headers of columns that the table does not know.
  package let extraHeaders: [String]
  /// What every row says of its data (数据说明), where not everything is shown.
  let notices: [String]

  /// Every header from the left.
  package var headers: [String] { fields.map(\.header) + extraHeaders }
}
