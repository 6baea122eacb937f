import ChainModel
import DelimitedText
import SheetText

/// Decodes the cells of a sheet's rows into rows of a table.
///
/// Most cells take a short way: their value is written straight into the row's memory, and words
/// and dates met before are copied from a memo. All that is unusual (a blank in words, a doubt, a
/// value that cannot be read) takes the long way through the field's key path.
struct RowDecoder<Row: TableRow>: ~Copyable {
  private let match: HeaderMatch<Row>
  /// The short way of each column of `match`.
  private let steps: [Step]
  private var memo: CellMemo
  private var references = ReferenceBatch()
  private let extraHeaders: [(index: Int, header: TextID)]
  private let source: UInt32
  private let defaults: RowDefaults
  private let regionPlaces: [WritableKeyPath<Row, Reference<Region>>]
  private let chainPlace: WritableKeyPath<Row, Reference<Chain>>?
  private let numbers = DecimalParser(allowsGrouping: true)
  private let shares = DecimalParser(allowsGrouping: true, allowsPercent: true, scalesPercent: true)

  /// What the short way needs of a column, without anything to retain.
  private struct Step {
    var index: Int
    var slot: FieldSlot?
    var exponent: Int
    var saysPercent: Bool
  }

  init(
    match: HeaderMatch<Row>, headers: [String], source: UInt32,
    defaults: RowDefaults = RowDefaults(),
    pool: inout TextPool
  ) {
    self.match = match
    self.source = source
    self.defaults = defaults
    regionPlaces = Row.columns.compactMap {
      if case .region(let place) = $0.content { place } else { nil }
    }
    chainPlace =
      Row.columns.lazy.compactMap {
        if case .chain(let place) = $0.content { place } else { nil }
      }.first
    steps = match.columns.map {
      Step(
        index: $0.index, slot: FieldSlot($0.field), exponent: $0.exponent,
        saysPercent: $0.saysPercent)
    }
    memo = CellMemo(columns: steps.count)
    extraHeaders = match.extras.map { ($0, pool.intern(headers[$0])) }
  }

  /// Decodes the reader's present row and appends it, unless every cell the table knows is blank.
  ///
  /// The names of other tables' rows are filled in later: see ``finish(_:in:)``.
  /// - Complexity: O(bytes of the row).
  mutating func decode<Cells: CellRow & ~Copyable>(
    _ reader: borrowing Cells, appendingTo rows: inout [Row],
    in contents: inout BookContents, collector: inout DiagnosticCollector
  ) {
    guard let row = decode(reader, at: rows.count, in: &contents, &collector) else { return }
    rows.append(row)
    if references.isFull { finish(&rows, in: &contents) }
  }

  /// Fills in the names of other tables' rows in the last rows; to be called after all.
  mutating func finish(_ rows: inout [Row], in contents: inout BookContents) {
    references.fill(&rows, &contents.text)
  }

  private mutating func decode<Cells: CellRow & ~Copyable>(
    _ reader: borrowing Cells, at index: Int, in contents: inout BookContents,
    _ collector: inout DiagnosticCollector
  ) -> Row? {
    var row = Row()
    row.origin = RowOrigin(source: source, row: UInt32(reader.record))
    var isBlank = true
    let filledDown = reader.filledDown
    for position in steps.indices {
      let step = steps[position]
      if !filledDown.isEmpty, filledDown.contains(step.index), isNumber(step) {
        reportMergedNumber(reader, position, filledDown, row, contents, &collector)
        continue
      }
      // The bytes outlive the closure here: the reader keeps them until its next row, and it can't
      // go on while it is borrowed.
      let cell = CellText.unguarded(CellText.trimmed(reader.withField(step.index) { $0 }))
      if cell.isEmpty { continue }
      if decodeShortly(cell, step, column: position, into: &row, at: index, &contents.text) {
        isBlank = false
        continue
      }
      let before = collector.total
      if decode(cell, match.columns[position], into: &row, &contents, &collector) {
        isBlank = false
        if let slot = step.slot, slot.isMemorable, collector.total == before {
          memo.keep(cell, column: position, slot.load(from: row))
        }
      }
    }
    if isBlank {
      reportUnknownRow(reader, row.origin, contents, &collector)
      return nil
    }
    for extra in extraHeaders {
      let cell = CellText.trimmed(reader.withField(extra.index) { $0 })
      if cell.isEmpty { continue }
      contents.extras.append(
        ExtraCell(origin: row.origin, header: extra.header, text: contents.text.intern(cell)))
    }
    if row.reporter.isEmpty { row.reporter = defaults.reporter }
    if row.reportedOn.isMissing { row.reportedOn = defaults.reportedOn }
    if !defaults.region.isEmpty,
      regionPlaces.allSatisfy({ row[keyPath: $0].written.isEmpty }), let place = regionPlaces.last
    {
      row[keyPath: place].written = defaults.region
    }
    if !defaults.chain.isEmpty, let chainPlace, row[keyPath: chainPlace].written.isEmpty {
      row[keyPath: chainPlace].written = defaults.chain
    }
    return row
  }

  private func isNumber(_ step: Step) -> Bool {
    step.slot?.kind == .number || step.slot?.kind == .share
  }

  /// Says that a number merged over several rows counts once, for the first of them.
  ///
  /// Which part of it is each row's nobody knows, and taken for each it would be added up again and
  /// again. A firm whose name is merged over the same rows is one firm, which has its number.
  private func reportMergedNumber<Cells: CellRow & ~Copyable>(
    _ reader: borrowing Cells, _ position: Int, _ filledDown: [Int], _ row: Row,
    _ contents: BookContents, _ collector: inout DiagnosticCollector
  ) {
    let isSameFirm =
      Row.self == Firm.self
      && zip(match.columns, steps).contains { column, step in
        ["name", "creditCode", "number"].contains(column.field.key)
          && filledDown.contains(step.index)
      }
    if isSameFirm { return }
    let column = match.columns[position]
    reader.withField(steps[position].index) { cell in
      report(
        .warning, "merged-number", cell, column, row, contents, &collector,
        Bilingual(
          "这个数由几行合并，只计在合并区域的第一行，本行按空白处理",
          "a number merged over several rows counts for the first of them; blank here"),
        Bilingual("取消合并，分行填写", "Unmerge the cells and write each row's number"))
    }
  }

  /// Reports a row that fills only columns the table does not know.
  private func reportUnknownRow<Cells: CellRow & ~Copyable>(
    _ reader: borrowing Cells, _ origin: RowOrigin, _ contents: BookContents,
    _ collector: inout DiagnosticCollector
  ) {
    for extra in extraHeaders {
      let cell = CellText.trimmed(reader.withField(extra.index) { $0 })
      if cell.isEmpty { continue }
      collector.add(
        .error, "row-unknown", at: origin, in: contents.sources,
        value: String(decoding: cell.prefix(400), as: UTF8.self),
        Bilingual(
          "本行只填了这张表不认识的列，未采用", "the row fills only columns the table does not know; set aside"),
        fix: Bilingual("检查表头是否写对，或删去这一行", "Check the headers, or delete the row"))
      return
    }
  }

  /// Decodes a cell of the usual kind; false where it has to take the long way.
  @inline(__always)
  private mutating func decodeShortly(
    _ cell: UnsafeRawBufferPointer, _ step: Step, column: Int, into row: inout Row, at index: Int,
    _ pool: inout TextPool
  ) -> Bool {
    guard let slot = step.slot else { return false }
    switch slot.kind {
    case .text, .reference:
      if CellText.isPlaceholder(cell) { return false }
      references.add(cell, slot, row: index)
    case .number:
      guard let number = try? numbers.parse(cell).value, number >= 0 else { return false }
      slot.store(OptionalDouble(Self.scaled(number, by: step.exponent)), in: &row)
    case .share:
      guard let reading = try? shares.parse(cell), reading.value >= 0 else { return false }
      let isFraction = reading.isPercent || reading.value <= 1
      if step.saysPercent, !reading.isPercent, isFraction { return false }
      slot.store(OptionalDouble(isFraction ? reading.value : reading.value / 100), in: &row)
    case .memorable:
      guard let value = memo.value(of: cell, column: column) else { return false }
      slot.store(value, in: &row)
    case .reporter:
      if CellText.isPlaceholder(cell) { return false }
      row.reporter = pool.intern(cell)
    case .reportedOn:
      guard let value = memo.value(of: cell, column: column) else { return false }
      row.reportedOn = value.date
    }
    return true
  }

  /// Decodes one cell; false where it says nothing.
  private func decode(
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column, into row: inout Row,
    _ contents: inout BookContents, _ collector: inout DiagnosticCollector
  ) -> Bool {
    switch column.field.content {
    case .text(let place):
      guard !CellText.isPlaceholder(cell) else { return false }
      row[keyPath: place] = contents.text.intern(cell)
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
    case .number(let place, let unit):
      return number(cell, column, place, unit, &row, contents, &collector)
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

  /// A number in words, with a unit of its own or in another script, as people write them.
  private func number(
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column,
    _ place: WritableKeyPath<Row, OptionalDouble>, _ unit: NumberUnit, _ row: inout Row,
    _ contents: BookContents, _ collector: inout DiagnosticCollector
  ) -> Bool {
    let text = String(decoding: cell, as: UTF8.self)
    var failure: CellNumberFailure?
    do throws(CellNumberFailure) {
      let read = try CellNumberParser.parse(text)
      let value: Double? =
        switch unit {
        case .amount:
          read.measure == .plain && read.unit == nil
            ? Self.scaled(read.value, by: column.exponent) : read.tenThousandYuan()
        case .count, .plain:
          read.measure == .plain || read.measure == .count
            ? Self.scaled(read.scaled, by: column.exponent) : nil
        }
      if let value, value >= 0 {
        row[keyPath: place] = OptionalDouble(value)
        report(read.assumptions, value, unit, cell, column, row, contents, &collector)
        return true
      }
    } catch {
      failure = error
    }
    return unreadable(
      cell, column, row, contents, &collector, "number-unreadable",
      Bilingual(
        (failure?.chinese ?? "不是数字、是负数或单位不符") + "，本格未采用",
        (failure?.english ?? "not a number, negative, or of another unit")
          + "; the cell is set aside"
      ),
      Bilingual("只填数字，如 1234.5", "Write a plain number such as 1234.5"))
  }

  /// Says what was assumed in reading a number, and what it came to.
  private func report(
    _ assumptions: [NumberAssumption], _ value: Double, _ unit: NumberUnit?,
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column, _ row: Row,
    _ contents: BookContents, _ collector: inout DiagnosticCollector
  ) {
    guard !assumptions.isEmpty else { return }
    let isDoubtful = assumptions.contains { $0.isDoubtful }
    let amount = unit == .amount
    let shown = unit == nil ? DecimalText.shortest(value * 100) + "%" : DecimalText.shortest(value)
    report(
      isDoubtful ? .warning : .note, isDoubtful ? "number-assumed" : "number-folded", cell, column,
      row, contents, &collector,
      Bilingual(
        assumptions.map(\.chinese).joined(separator: "；") + "；读作 \(shown)\(amount ? " 万元" : "")",
        assumptions.map(\.english).joined(separator: "; ")
          + "; read as \(shown)\(amount ? " (10,000 yuan)" : "")"),
      isDoubtful
        ? Bilingual("核实后填一个数字", "Check it and write one number")
        : Bilingual("改为普通数字即可消除", "Write a plain number"))
  }

  /// A number times a power of ten, rounded once.
  private static func scaled(_ number: Double, by exponent: Int) -> Double {
    exponent == 0 ? number : Double("\(number)e\(exponent)") ?? number * pow10(exponent)
  }

  /// A power of ten, for numbers that are written with an exponent themselves.
  private static func pow10(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
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
    if let reading = try? shares.parse(cell), reading.value >= 0 {
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
    }
    if let read = try? CellNumberParser.parse(String(decoding: cell, as: UTF8.self)),
      read.measure == .share || read.measure == .plain && read.unit == nil, read.scaled >= 0
    {
      let isFraction = read.measure == .share || read.value <= 1
      let value = isFraction ? read.scaled : read.value / 100
      row[keyPath: place] = OptionalDouble(value)
      report(read.assumptions, value, nil, cell, column, row, contents, &collector)
      return true
    }
    return unreadable(
      cell, column, row, contents, &collector, "number-unreadable",
      Bilingual("不是比例，本格未采用", "not a share; the cell is set aside"),
      Bilingual("填 0.35、35 或 35%", "Write 0.35, 35 or 35%"))
  }

  private func date(
    _ cell: UnsafeRawBufferPointer, _ column: HeaderMatch<Row>.Column,
    _ place: WritableKeyPath<Row, OptionalDate>, _ role: DateRole, _ row: inout Row,
    _ contents: BookContents, _ collector: inout DiagnosticCollector
  ) -> Bool {
    guard !CellText.isPlaceholder(cell, inText: false) else { return false }
    do throws(DateError) {
      let text = String(decoding: cell, as: UTF8.self)
      let value = try DateValue.parse(text, serial: defaults.serials)
      if text.utf8.count == 6, text.hasSuffix(".1"), value.precision == .month {
        report(
          .warning, "date-doubtful", cell, column, row, contents, &collector,
          Bilingual(
            "按 \(text.prefix(4)) 年 1 月读取；数字单元格会丢掉末尾的 0，也可能是 10 月",
            "read as January \(text.prefix(4)); a number cell drops a final 0, so it may be October"
          ),
          Bilingual(
            "写成 \(text.prefix(4))-01 或 \(text.prefix(4))-10",
            "Write \(text.prefix(4))-01 or \(text.prefix(4))-10"))
      }
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
    guard !CellText.isPlaceholder(cell, inText: false) else { return false }
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
