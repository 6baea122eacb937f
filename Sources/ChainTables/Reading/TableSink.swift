import ChainModel

/// Takes the rows of a sheet, one after another.
protocol RowSink: ~Copyable {
  /// Takes a row.
  mutating func take<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, in contents: inout BookContents,
    collector: inout DiagnosticCollector)
  /// The rows taken so far, and makes room for more, judged by the fraction of the sheet read.
  mutating func makeRoom(_ fraction: Double?)
  /// Hands the rows over to the book.
  consuming func finish(in contents: inout BookContents)
}

/// Takes the rows of a sheet that is one table.
struct TableSink<Row: TableRow>: ~Copyable, RowSink {
  private let table: WritableKeyPath<BookContents, [Row]>
  private var decoder: RowDecoder<Row>
  private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - table: Where the rows belong.
  ///   - match: The columns.
  ///   - headers: The headers of the cells that will be taken.
  ///   - source: The sheet's place among the book's sources.
  ///   - defaults: What the sheet says of all rows.
  ///   - pool: The book's texts.
  init(
    _ table: WritableKeyPath<BookContents, [Row]>, match: HeaderMatch<Row>, headers: [String],
    source: UInt32, defaults: RowDefaults, pool: inout TextPool
  ) {
    self.table = table
    decoder = RowDecoder(
      match: match, headers: headers, source: source, defaults: defaults, pool: &pool)
  }

  mutating func take<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, in contents: inout BookContents,
    collector: inout DiagnosticCollector
  ) {
    decoder.decode(cells, appendingTo: &rows, in: &contents, collector: &collector)
  }

  /// Growing by doubling would leave a table of millions of rows with half of its memory idle.
  mutating func makeRoom(_ fraction: Double?) {
    guard rows.count == rows.capacity, rows.count >= 4096, let fraction, fraction > 0 else {
      return
    }
    let expected = Double(rows.count) * (1 / fraction - 1)
    rows.reserveCapacity(rows.count + rows.count / 16 + Int(expected * 1.01))
  }

  consuming func finish(in contents: inout BookContents) {
    decoder.finish(&rows, in: &contents)
    if contents[keyPath: table].isEmpty {
      contents[keyPath: table] = rows
    } else {
      contents[keyPath: table].append(contentsOf: rows)
    }
  }
}
