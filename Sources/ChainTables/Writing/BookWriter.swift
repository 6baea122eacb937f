import ChainModel
import DelimitedText

/// Writes a book's tables as CSV, in the headers of TABLES.md.
package struct BookWriter {
  private let book: ChainBook
  /// Names that several regions bear.
  private let sharedRegionNames: Set<TextID>
  /// The segments of each id and name, over all chains.
  private let segmentsOfText: [TextID: Set<Int>]

  /// A writer for a book.
  ///
  /// - Complexity: O(regions + segments).
  package init(_ book: ChainBook) {
    self.book = book
    let names = Dictionary(grouping: book.regions.map(\.name)) { $0 }
    sharedRegionNames = Set(names.filter { $0.value.count > 1 }.keys)
    var segments: [TextID: Set<Int>] = [:]
    for (position, segment) in book.segments.enumerated() {
      segments[segment.id, default: []].insert(position)
      segments[segment.name, default: []].insert(position)
    }
    segmentsOfText = segments
  }

  /// The cells of a row as a book reads them back: ids resolved, amounts in 万元, shares as
  /// fractions, dates by ISO 8601.
  ///
  /// - Parameters:
  ///   - field: The column.
  ///   - row: The row.
  /// - Returns: The cell's values: none for a blank, several where the column holds several.
  package func values<Row: TableRow>(_ field: Field<Row>, _ row: Row) -> [String] {
    switch field.content {
    case .firm(let place): resolved(row[keyPath: place].index) { book.firms[$0].id }
    case .chain(let place): resolved(row[keyPath: place].index) { book.chains[$0].id }
    case .segment(let place): resolved(row[keyPath: place].index) { book.segments[$0].id }
    case .problem(let place): resolved(row[keyPath: place].index) { book.problems[$0].id }
    case .region(let place): region(row[keyPath: place].index, field.key, row)
    case .programme(let place): resolved(row[keyPath: place].index) { book.programmes[$0].id }
    case .firms(let place): book.indices(row[keyPath: place]).map { book.text[book.firms[$0].id] }
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
  ///
  /// - Complexity: O(extra cells).
  package func extraHeaders<Row: TableRow>(of rows: [Row]) -> [String] {
    var headers = Set<TextID>()
    for (position, row) in rows.enumerated() {
      for origin in book.origins(Row.table, position, own: row.origin) {
        for cell in book.extras(of: origin) { headers.insert(cell.header) }
      }
    }
    return headers.map { book.text[$0] }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The extra cells of a row by header; where merged rows differ, every text, joined by `；`.
  package func extras<Row: TableRow>(of row: Row, at position: Int) -> [String: String] {
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

  /// Every table that has rows as a CSV file: UTF-8 with a byte order mark, so that spreadsheet
  /// programs show 汉字 right.
  ///
  /// A cell that begins like a formula is guarded with an apostrophe.
  /// - Complexity: O(cells).
  package func csvFiles() -> [(name: String, bytes: [UInt8])] {
    var files = CSVFiles(writer: self)
    BookTables.visit(book, &files)
    return files.files
  }

  private struct CSVFiles: BookTables.Visitor {
    let writer: BookWriter
    var files: [(name: String, bytes: [UInt8])] = []

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      guard !rows.isEmpty else { return }
      let fields = Row.fields
      let extraHeaders = writer.extraHeaders(of: rows)
      var text = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
      text.row(fields.map(\.header) + extraHeaders)
      for (position, row) in rows.enumerated() {
        for field in fields { text.field(writer.values(field, row).joined(separator: "；")) }
        if !extraHeaders.isEmpty {
          let extras = writer.extras(of: row, at: position)
          for header in extraHeaders { text.field(extras[header] ?? "") }
        }
        text.endRow()
      }
      files.append((Row.table.rawValue + ".csv", text.takeBytes()))
    }
  }
}
