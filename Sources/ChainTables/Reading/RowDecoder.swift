import ChainModel
import DelimitedText

/// Decodes the cells of a sheet's rows into rows of a table.
struct RowDecoder<Row: TableRow>: ~Copyable {
  private let match: HeaderMatch<Row>
  private let extraHeaders: [(index: Int, header: TextID)]
  private let source: UInt32
  private let numbers = DecimalParser(allowsGrouping: true)
  private let shares = DecimalParser(allowsGrouping: true, allowsPercent: true, scalesPercent: true)

  init(match: HeaderMatch<Row>, headers: [String], source: UInt32, pool: inout TextPool) {
    self.match = match
    self.source = source
    extraHeaders = match.extras.map { ($0, pool.intern(headers[$0])) }
  }

  /// Decodes the reader's present row.
  ///
  /// - Returns: The row, or nil where every cell the table knows is blank.
  /// - Complexity: O(bytes of the row).
  func decode(
    _ reader: borrowing DelimitedReader, into contents: inout BookContents,
    collector: inout DiagnosticCollector
  ) -> Row? {
    var row = Row()
    row.origin = RowOrigin(source: source, row: UInt32(reader.record))
    var isBlank = true
    for column in match.columns {
      reader.withField(column.index) { bytes in
        let cell = CellText.trimmed(bytes)
        guard !cell.isEmpty else { return }
        if decode(cell, column, into: &row, &contents, &collector) { isBlank = false }
      }
    }
    for extra in extraHeaders {
      reader.withField(extra.index) { bytes in
        let cell = CellText.trimmed(bytes)
        guard !cell.isEmpty else { return }
        contents.extras.append(
          ExtraCell(origin: row.origin, header: extra.header, text: contents.text.intern(cell)))
      }
    }
    return isBlank ? nil : row
  }

  /// Decodes one cell; false where it says nothing.
  private func decode(
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column, into row: inout Row,
    _ contents: inout BookContents, _ collector: inout DiagnosticCollector
  ) -> Bool {
    switch column.field.content {
    case .text(let place): row[keyPath: place] = contents.text.intern(cell)
    case .firm(let place): return reference(cell, place, &row, &contents.text)
    case .chain(let place): return reference(cell, place, &row, &contents.text)
    case .segment(let place): return reference(cell, place, &row, &contents.text)
    case .problem(let place): return reference(cell, place, &row, &contents.text)
    case .region(let place): return reference(cell, place, &row, &contents.text)
    case .programme(let place): return reference(cell, place, &row, &contents.text)
    case .texts(let place): return list(cell, &contents.text) { row[keyPath: place] = $0 }
    case .firms(let place): return list(cell, &contents.text) { row[keyPath: place].written = $0 }
    case .segments(let place):
      return list(cell, &contents.text) { row[keyPath: place].written = $0 }
    case .problems(let place):
      return list(cell, &contents.text) { row[keyPath: place].written = $0 }
    case .regions(let place):
      return list(cell, &contents.text) { row[keyPath: place].written = $0 }
    case .number(let place, _):
      do throws(DecimalFailure) {
        let number = try numbers.parse(cell).value
        row[keyPath: place] = OptionalDouble(number * column.factor)
      } catch {
        return unreadable(
          cell, column, row, contents, &collector, "number-unreadable",
          Bilingual("不是数字，本格未采用", "not a number; the cell is set aside"),
          Bilingual("只填数字，如 1234.5", "Write a plain number such as 1234.5"))
      }
    case .share(let place):
      return share(cell, column, place, &row, contents, &collector)
    case .flag(let place):
      let text = String(decoding: cell, as: UTF8.self)
      if let flag = CellText.flag(text) {
        row[keyPath: place] = flag
      } else {
        return unreadable(
          cell, column, row, contents, &collector, "flag-unreadable",
          Bilingual("既不是“是”也不是“否”，本格未采用", "neither yes nor no; the cell is set aside"),
          Bilingual("填“是”或“否”", "Write 是 or 否"))
      }
    case .date(let place, let role):
      return date(cell, column, place, role, &row, contents, &collector)
    case .word(let access):
      let text = String(decoding: cell, as: UTF8.self)
      if let unknown = access.parse(&row, text) {
        return unreadable(
          cell, column, row, contents, &collector, "word-unknown",
          Bilingual(unknown.chinese + "，本格未采用", unknown.english + "; the cell is set aside"),
          Bilingual(
            "填：" + access.words.joined(separator: "、"),
            "Write one of: " + access.words.joined(separator: ", ")))
      }
    }
    return true
  }

  private func reference<Target>(
    _ cell: UnsafeRawBufferPointer, _ place: WritableKeyPath<Row, Reference<Target>>,
    _ row: inout Row, _ pool: inout TextPool
  ) -> Bool {
    guard !CellText.isPlaceholder(cell) else { return false }
    row[keyPath: place] = Reference(written: pool.intern(cell))
    return true
  }

  private func list(
    _ cell: UnsafeRawBufferPointer, _ pool: inout TextPool, _ assign: (TextList) -> Void
  ) -> Bool {
    guard !CellText.isPlaceholder(cell) else { return false }
    let values = CellText.values(String(decoding: cell, as: UTF8.self))
    guard !values.isEmpty else { return false }
    assign(pool.list(values.map { pool.intern($0) }))
    return true
  }

  private func share(
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column,
    _ place: WritableKeyPath<Row, OptionalDouble>, _ row: inout Row, _ contents: BookContents,
    _ collector: inout DiagnosticCollector
  ) -> Bool {
    do throws(DecimalFailure) {
      let reading = try shares.parse(cell)
      guard reading.value >= 0 else { throw .noDigits }
      let isFraction = reading.isPercent || reading.value <= 1
      row[keyPath: place] = OptionalDouble(isFraction ? reading.value : reading.value / 100)
      if column.saysPercent, !reading.isPercent, reading.value > 0, reading.value <= 1 {
        report(
          .warning, "share-unit", cell, column, row, contents, &collector,
          Bilingual(
            "表头单位是 %，值不大于 1，按小数（\(DecimalText.shortest(reading.value * 100))%）理解",
            "the header says %, the value is at most 1; read as a fraction"),
          Bilingual("写明百分号，如 35%", "Write the percent sign, such as 35%"))
      }
      return true
    } catch {
      return unreadable(
        cell, column, row, contents, &collector, "number-unreadable",
        Bilingual("不是比例，本格未采用", "not a share; the cell is set aside"),
        Bilingual("填 0.35、35 或 35%", "Write 0.35, 35 or 35%"))
    }
  }

  private func date(
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column,
    _ place: WritableKeyPath<Row, OptionalDate>, _ role: DateRole, _ row: inout Row,
    _ contents: BookContents, _ collector: inout DiagnosticCollector
  ) -> Bool {
    guard !CellText.isPlaceholder(cell) else { return false }
    do throws(DateError) {
      let value = try DateValue.parse(String(decoding: cell, as: UTF8.self))
      if case .unlimited = value {
        row[keyPath: place] = .unlimited
      } else {
        row[keyPath: place] = OptionalDate(role == .start ? value.start : value.end)
      }
      return true
    } catch {
      return unreadable(
        cell, column, row, contents, &collector, "date-unreadable",
        Bilingual(error.chinese + "，本格未采用", error.english + "; the cell is set aside"),
        Bilingual("写成 2026-05-01", "Write it as 2026-05-01"))
    }
  }

  /// Reports a cell that cannot be read; one that says "nothing" is passed over in silence.
  private func unreadable(
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column, _ row: Row,
    _ contents: BookContents, _ collector: inout DiagnosticCollector, _ code: String,
    _ message: Bilingual, _ fix: Bilingual
  ) -> Bool {
    guard !CellText.isPlaceholder(cell) else { return false }
    report(.error, code, cell, column, row, contents, &collector, message, fix)
    return true
  }

  private func report(
    _ severity: Diagnostic.Severity, _ code: String, _ cell: UnsafeRawBufferPointer,
    _ column: HeaderMatch<Row>.Column, _ row: Row, _ contents: BookContents,
    _ collector: inout DiagnosticCollector, _ message: Bilingual, _ fix: Bilingual
  ) {
    collector.add(
      severity, code, at: row.origin, in: contents.sources, field: column.field.key,
      value: String(decoding: cell.prefix(400), as: UTF8.self), message, fix: fix)
  }
}
