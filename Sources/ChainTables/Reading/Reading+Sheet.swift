import ChainModel
import Foundation
import SheetText
import Workbook

/// One sheet, from whatever file.
extension Reading {
  /// What became of a sheet.
  enum Outcome {
    /// It was read, or what is wrong was reported.
    case done
    /// Neither its name nor its headers tell which table it is; not reported yet.
    case unknown(Diagnostic)
  }

  /// Reads a sheet.
  ///
  /// - Parameters:
  ///   - sheet: Its name.
  ///   - merges: Its merged regions; nil where the file does not tell them.
  ///   - mappings: How a mapping file says to read it; none where it is read as it is.
  ///   - open: Opens the sheet before its first row; takes the number of columns that matter.
  /// - Returns: Whether it was recognised.
  /// - Throws: `SheetFailure` where it cannot be read to its end; what was read is kept.
  @discardableResult
  mutating func readSheet<Stream: SheetStream & ~Copyable>(
    _ sheet: SheetName, merges: [CellRange]?, mappings: [TableMapping],
    open: (Int) throws(SheetFailure) -> Stream
  ) throws(SheetFailure) -> Outcome {
    let sample = try sample(open)
    guard !sample.rows.isEmpty else {
      if sheet.sheet == nil {
        collector.add(
          Diagnostic(
            .error, "file-empty", file: sheet.file,
            message: Bilingual("文件里没有内容，未采用", "there is nothing in the file; set aside"),
            fix: Bilingual("补充内容，或删去这个文件", "Fill it in, or remove it")))
      }
      return .done
    }
    if !mappings.isEmpty {
      try readMapped(sheet, sample.rows, firstRow: sample.firstRow, mappings, open)
      return .done
    }
    guard let frame = SheetFrame(rows: sample.rows, firstRow: sample.firstRow, merges: merges)
    else {
      return .unknown(unknownTable(sheet, row: sample.firstRow, headers: sample.rows[0]))
    }
    let isProblemList = TableRecognition.isProblemList(frame.headers, named: sheet.names)
    if TableRecognition.isSummary(frame.headers), !isProblemList {
      collector.add(
        Diagnostic(
          .note, "sheet-passed-over", file: sheet.file, sheet: sheet.sheet,
          message: Bilingual("问题的汇总数，不是逐家记录，未读取", "counts of problems, not rows; not read"),
          fix: Bilingual("不必处理；如是逐家记录，删去汇总列", "Nothing to do, unless it holds rows")))
      return .done
    }
    let kind: SheetKind
    switch recognise(sheet, frame) {
    case .kind(let found): kind = found
    case .rejected: return .done
    case .unknown:
      let diagnostic = unknownTable(sheet, row: frame.headerRow, headers: frame.headers)
      if sheet.sheet == nil { collector.add(diagnostic) }
      return .unknown(diagnostic)
    }
    reportFrame(frame, sheet, kind)
    var stream = try open(frame.headers.count)
    try read(kind, sheet, frame, SheetView(frame), &stream)
    return .done
  }

  // MARK: - The first rows

  private struct Sample {
    var rows: [[String]] = []
    var firstRow = 1
  }

  private func sample<Stream: SheetStream & ~Copyable>(
    _ open: (Int) throws(SheetFailure) -> Stream
  ) throws(SheetFailure) -> Sample {
    var stream = try open(0)
    var sample = Sample()
    while true {
      do throws(SheetFailure) {
        guard try stream.next() else { break }
      } catch {
        // Rows before the trouble are read still; there it is met again and reported.
        if sample.rows.isEmpty { throw error }
        break
      }
      if stream.isRowHidden && !readsHidden { continue }
      let cells = stream.texts()
      if sample.rows.isEmpty {
        if cells.allSatisfy(\.isEmpty) { continue }
        sample.firstRow = stream.record
      }
      let place = stream.record - sample.firstRow
      if place >= SheetFrame.sampleRows { break }
      while sample.rows.count < place { sample.rows.append([]) }
      sample.rows.append(cells)
    }
    return sample
  }

  /// Says where the header was found and what was passed over, where that is not plain.
  private mutating func reportFrame(_ frame: SheetFrame, _ sheet: SheetName, _ kind: SheetKind) {
    guard let remark = frame.remark else { return }
    collector.add(
      Diagnostic(
        .note, "header-found", file: sheet.file, sheet: sheet.sheet, row: frame.headerRow,
        message: Bilingual(
          "按“\(kind.title.chinese)”读取，表头到第 \(frame.headerRow) 行：\(remark.chinese)",
          "read as \(kind.title.english), header to row \(frame.headerRow): \(remark.english)"),
        fix: Bilingual("如认错了，删去表头以上的行", "If this is wrong, delete the rows above the header")))
  }

  // MARK: - Which table

  private enum Recognition {
    case kind(SheetKind)
    case rejected
    case unknown
  }

  /// The table a sheet is, by its name, else by its headers.
  private mutating func recognise(_ sheet: SheetName, _ frame: SheetFrame) -> Recognition {
    let headers = frame.headers
    if TableRecognition.isProblemList(headers, named: sheet.names) { return .kind(.table(.tasks)) }
    // Counties call libraries and records of problems so too.
    let kind = { TableRecognition.kind(named: $0, except: .tasks) }
    let name = sheet.names.first { kind($0) != nil }
    let byName = name.flatMap(kind)
    if let byName, TableRecognition.missingHeaders(byName, headers).isEmpty {
      return .kind(byName == .table(.firms) && TableRecognition.isWide(headers) ? .survey : byName)
    }
    let byHeaders = TableRecognition.kind(withHeaders: headers)
    if let byName, let name {
      if let byHeaders, !TableRecognition.isExactName(name, of: byName) { return .kind(byHeaders) }
      let missing = TableRecognition.missingHeaders(byName, headers).joined(separator: "、")
      collector.add(
        Diagnostic(
          .error, "column-missing", file: sheet.file, sheet: sheet.sheet, row: frame.headerRow,
          value: headers.joined(separator: "、"),
          message: Bilingual(
            "“\(byName.title.chinese)”表缺少必需的列：\(missing)；整表未采用",
            "the \(byName.title.english) table lacks required columns: \(missing); the table is set "
              + "aside"),
          fix: Bilingual("补上这些列，或把表头改成这些名称", "Add these columns, or name the headers so")))
      return .rejected
    }
    return byHeaders.map(Recognition.kind) ?? .unknown
  }

  private func unknownTable(_ sheet: SheetName, row: Int, headers: [String]) -> Diagnostic {
    Diagnostic(
      .error, "table-unknown", file: sheet.file, sheet: sheet.sheet, row: row,
      value: headers.filter { !$0.isEmpty }.joined(separator: "、"),
      message: Bilingual(
        "从名称和表头都认不出是哪张表，未采用", "neither name nor headers tell which table it is; set aside"),
      fix: Bilingual(
        "用表名作文件名或工作表名，如“企业名录”“供应关系”“调研摸底表”",
        "Name the file or sheet after its table, such as firms or supplies"))
  }

  // MARK: - Rows

  /// Reads the rows of a sheet whose table is known.
  mutating func read<Stream: SheetStream & ~Copyable>(
    _ kind: SheetKind, _ sheet: SheetName, _ frame: SheetFrame, _ view: SheetView,
    isDistinct: Bool = false, condition: RowCondition? = nil, _ stream: inout Stream
  ) throws(SheetFailure) {
    var defaults = defaults(frame, sheet)
    defaults.serials = stream.serials
    let origin = UInt32(contents.sources.count)
    switch kind {
    case .table(let table):
      // Each table's row is a type of its own, which generic code takes one by one.
      switch table {
      case .regions: try readTable(\.regions)
      case .chains: try readTable(\.chains)
      case .segments: try readTable(\.segments)
      case .flows: try readTable(\.flows)
      case .problems: try readTable(\.problems)
      case .programmes: try readTable(\.programmes)
      case .firms: try readTable(\.firms)
      case .members: try readTable(\.members)
      case .supplies: try readTable(\.supplies)
      case .findings: try readTable(\.findings)
      case .assessments: try readTable(\.assessments)
      case .certificates: try readTable(\.certificates)
      case .measures: try readTable(\.measures)
      case .limits: try readTable(\.limits)
      case .resources: try readTable(\.resources)
      case .actors: try readTable(\.actors)
      case .essentials: try readTable(\.essentials)
      case .decisions: try readTable(\.decisions)
      case .tasks: try readTable(\.tasks)
      }
    case .survey:
      let layout = SurveyLayout(headers: view.headers)
      let match = HeaderMatch<Firm>(
        headers: layout.firmHeaders, units: view.units, sheetUnits: view.sheetUnits)
      var sink = SurveySink(
        match: match, layout: layout, view: view, sheet: sheet, defaults: defaults,
        contents: &contents)
      let nameless = view.cells == nil ? HeaderMatch<Firm>(headers: view.headers).nameless : []
      reportUnused(match, view, frame, origin)
      let failure = pass(
        &stream, to: &sink, frame: frame, view: view, nameless: nameless, origin: origin,
        exampleColumn: match.columns.first { $0.field.key == "name" }?.index,
        isDistinct: isDistinct, condition: condition)
      sink.finish(in: &contents)
      if let failure { throw failure }
    }

    func readTable<Row: TableRow>(
      _ table: WritableKeyPath<BookContents, [Row]>
    ) throws(SheetFailure) {
      let match = HeaderMatch<Row>(
        headers: view.headers, units: view.units, sheetUnits: view.sheetUnits)
      var source = SourceSheet(
        file: sheet.file, sheet: sheet.sheet, table: Row.table, headers: view.sheetHeaders)
      for column in match.columns {
        source.columnOfKey[column.field.key] = view.sheetColumn(column.index)
      }
      contents.sources.append(source)
      var sink = TableSink(
        table, match: match, headers: view.headers, source: origin, defaults: defaults,
        pool: &contents.text)
      let nameless = view.cells == nil ? match.nameless : []
      reportUnused(match, view, frame, origin)
      let failure = pass(
        &stream, to: &sink, frame: frame, view: view, nameless: nameless, origin: origin,
        exampleColumn: nil, isDistinct: isDistinct, condition: condition)
      sink.finish(in: &contents)
      if let failure { throw failure }
    }
  }

  /// What captions above the header say of every row.
  private mutating func defaults(_ frame: SheetFrame, _ sheet: SheetName) -> RowDefaults {
    var defaults = RowDefaults()
    if let reporter = frame.reporter { defaults.reporter = contents.text.intern(reporter.value) }
    if let region = frame.region { defaults.region = contents.text.intern(region.value) }
    if let chain = frame.chain { defaults.chain = contents.text.intern(chain.value) }
    if let caption = frame.reportedOn {
      do throws(DateError) {
        let date = try DateValue.parse(caption.value)
        if case .unlimited = date {} else { defaults.reportedOn = OptionalDate(date.end) }
      } catch {
        collector.add(
          Diagnostic(
            .warning, "caption-unreadable", file: sheet.file, sheet: sheet.sheet, row: caption.row,
            columnIndex: caption.column, value: caption.value,
            message: Bilingual(
              "填报日期读不出（\(error.chinese)），本表按没有填报日期处理",
              "the report date cannot be read (\(error.english)); the sheet has none"),
            fix: Bilingual("写成 填报日期：2026-05-01", "Write 填报日期：2026-05-01")))
      }
    }
    return defaults
  }

  /// Passes the rows of data to a sink; what is no data is set aside.
  ///
  /// - Returns: Why the sheet could not be read to its end; nil where it was.
  private mutating func pass<
    Stream: SheetStream & ~Copyable, Sink: RowSink & ~Copyable
  >(
    _ stream: inout Stream, to sink: inout Sink, frame: SheetFrame, view: SheetView,
    nameless: [Int], origin: UInt32, exampleColumn: Int?, isDistinct: Bool,
    condition: RowCondition?
  ) -> SheetFailure? {
    var screen = RowScreen(headers: frame.headers, preamble: frame.preamble)
    var projected = SheetRow()
    let numberColumn = frame.headers.firstIndex { !$0.isEmpty }
    var hidden: [Int] = []
    var seen = Set<[UInt8]>()
    var count = 0
    do throws(SheetFailure) {
      while try stream.next() {
        if stream.record & 0xFFFF == 0 {
          onProgress?(
            BookReader.Progress(
              file: contents.sources[Int(origin)].file,
              bytesRead: bytesBefore + stream.bytesRead, bytesTotal: bytesTotal))
        }
        if stream.record < frame.dataStart { continue }
        if stream.isRowHidden, !readsHidden {
          if screen.passOver(stream) { hidden.append(stream.record) }
          continue
        }
        let verdict = screen.judge(stream)
        switch verdict {
        case .blank: continue
        case .setAside(let what):
          reportSetAside(what, stream.record, stream.texts(), origin)
          continue
        case .use, .useFilled: break
        }
        let troubles = stream.troubles
        if !troubles.isEmpty { report(troubles, stream.record, origin) }
        if stream.fieldCount > frame.headers.count || !nameless.isEmpty {
          reportSurplus(stream, headers: frame.headers.count, nameless: nameless, origin)
        }
        if let exampleColumn, let place = view.sheetColumn(exampleColumn) {
          let numbered = numberColumn.map { stream.text($0) } ?? ""
          if isExample(stream.text(place), numbered, stream.record, origin) { continue }
        }
        let isFilled = if case .useFilled = verdict { true } else { false }
        if let condition {
          let holds = isFilled ? condition.holds(screen.row) : condition.holds(stream)
          if !holds { continue }
        }
        if isFilled { reportFilled(screen, origin) }
        if view.cells != nil {
          if isFilled {
            view.project(screen.row, into: &projected)
          } else {
            view.project(stream, into: &projected)
          }
          if isDistinct, !seen.insert(projected.joined).inserted { continue }
          sink.take(projected, in: &contents, collector: &collector)
        } else if isFilled {
          sink.take(screen.row, in: &contents, collector: &collector)
        } else {
          sink.take(stream, in: &contents, collector: &collector)
        }
        count += 1
        if count & 0xFFF == 0 { sink.makeRoom(stream.fraction) }
      }
    } catch {
      reportHidden(hidden, origin)
      return error
    }
    reportHidden(hidden, origin)
    return nil
  }

  // MARK: - Reports

  private mutating func add(
    _ severity: Diagnostic.Severity, _ code: String, _ row: Int?, _ origin: UInt32,
    column: Int? = nil, value: String = "", _ message: Bilingual, fix: Bilingual
  ) {
    let sheet = contents.sources[Int(origin)]
    collector.add(
      Diagnostic(
        severity, code, file: sheet.file, sheet: sheet.sheet, row: row, columnIndex: column,
        column: column.map { $0 < sheet.headers.count ? sheet.headers[$0] : "" }, value: value,
        message: message, fix: fix))
  }

  /// Says of each column that looks like one of the table that it was not read as such.
  ///
  /// Such as 2025年营业收入 beside 2024年营业收入: which of them counts is not for the program to say.
  private mutating func reportUnused<Row: TableRow>(
    _ match: HeaderMatch<Row>, _ view: SheetView, _ frame: SheetFrame, _ origin: UInt32
  ) {
    for column in match.extras where view.cells == nil {
      let name = TextFolding.foldedHeader(view.headers[column]).name
      let alike = Row.columns.first { field in
        ([field.foldedHeader] + field.foldedNames).contains { known in
          known == name
            || known.count >= 3 && name.contains(known) && !known.utf8.allSatisfy { $0 < 0x80 }
        }
      }
      guard let alike else { continue }
      let isTaken = match.columns.contains { $0.field.key == alike.key }
      add(
        .warning, "column-unused", frame.headerRow, origin, column: column,
        value: view.headers[column],
        isTaken
          ? Bilingual(
            "已有另一列作为“\(alike.header)”，这一列只作附加列保留，不参与统计",
            "another column was read as \(alike.key); this one is only kept")
          : Bilingual(
            "像是“\(alike.header)”，但列名不同，只作附加列保留，不参与统计",
            "it looks like \(alike.key) under another name; it is only kept"),
        fix: Bilingual(
          "如就是“\(alike.header)”，把列名改成它；多个年度只留要统计的一列",
          "If it is, name it \(alike.header); of several years keep one"))
    }
  }

  private mutating func reportSetAside(
    _ what: Bilingual, _ row: Int, _ cells: [String], _ origin: UInt32
  ) {
    add(
      .note, "row-set-aside", row, origin,
      value: cells.filter { !$0.isEmpty }.prefix(4).joined(separator: " | "),
      Bilingual(what.chinese + "，未作为数据", what.english + "; not data"),
      fix: Bilingual("无需处理；如是数据，改写第一格", "Nothing to do; if it is data, reword the first cell"))
  }

  private mutating func report(_ troubles: [CellTrouble], _ row: Int, _ origin: UInt32) {
    for trouble in troubles {
      add(
        trouble.severity, trouble.code, row, origin, column: trouble.column, value: trouble.value,
        trouble.message, fix: trouble.fix)
    }
  }

  private mutating func reportFilled(_ screen: RowScreen, _ origin: UInt32) {
    for cell in screen.filled {
      let value = screen.row.text(cell.column)
      if value.isEmpty {
        add(
          .warning, "ditto-without-value", screen.row.record, origin, column: cell.column,
          value: cell.mark,
          Bilingual("“\(cell.mark)”所指的格是空的，按空白处理", "the cell it stands for is blank"),
          fix: Bilingual("填上原值，或清空这一格", "Write the value, or clear the cell"))
        continue
      }
      if let rival = screen.rival(of: cell.column) {
        add(
          .warning, "ditto-doubtful", screen.row.record, origin, column: cell.column,
          value: cell.mark,
          Bilingual(
            "“\(cell.mark)”按上面看得见的一行读作“\(value)”；其间隐藏的第 \(rival.row) 行是“\(rival.text)”",
            "read as “\(value)” of the row seen above; the hidden row \(rival.row) between has "
              + "“\(rival.text)”"),
          fix: Bilingual("填上原值", "Write the value out"))
        continue
      }
      add(
        .note, "ditto-filled", screen.row.record, origin, column: cell.column, value: cell.mark,
        Bilingual("“\(cell.mark)”按“\(value)”读取", "read as “\(value)”"),
        fix: Bilingual("无需处理；排序前请填上原值", "Nothing to do; write the value out before sorting"))
    }
  }

  /// Whether a row is the example of a template: by a mark before the firm's name, or in the first
  /// column, where rows are numbered.
  private mutating func isExample(
    _ name: String, _ number: String, _ row: Int, _ origin: UInt32
  ) -> Bool {
    let marks = ["示例：", "示例:", "（示例）", "(示例)", "例：", "例:"]
    if !marks.contains(where: { name.hasPrefix($0) }) {
      let words = ["示例", "样例", "例", "例如", "示例行", "填写示例", "填报示例"]
      guard words.contains(number.filter { !"：:（）()".contains($0) }) else { return false }
      // A clerk who writes over the example may leave the word that numbers it.
      let isMadeUp = ["某某", "××", "XX", "ＸＸ", "xx", "**", "○○", "示例"].contains { name.contains($0) }
      guard isMadeUp || name.isEmpty else {
        add(
          .warning, "row-example-doubtful", row, origin, value: name,
          Bilingual(
            "首列写着“\(number)”，名称不像示例，按数据读取",
            "the first column says “\(number)”, yet the name is no example's; read as data"),
          fix: Bilingual("如是示例，删去这一行；如是数据，改写首列", "Delete the row, or reword its first cell"))
        return false
      }
    }
    add(
      .note, "row-example", row, origin, value: name,
      Bilingual("示例行，未采用", "an example row; not used"),
      fix: Bilingual("无需处理", "Nothing to do"))
    return true
  }

  private mutating func reportHidden(_ rows: [Int], _ origin: UInt32) {
    guard let first = rows.first else { return }
    let shown = rows.prefix(10).map(String.init).joined(separator: "、")
    add(
      .note, "rows-hidden", first, origin, value: shown,
      Bilingual(
        "有 \(rows.count) 行被隐藏（第 \(shown)\(rows.count > 10 ? "…" : "") 行），未读取",
        "\(rows.count) hidden rows were not read (\(shown)\(rows.count > 10 ? "…" : ""))"),
      fix: Bilingual("如有需要，取消隐藏，或加 --include-hidden", "Unhide them, or give --include-hidden"))
  }

  /// Cells under a blank header or beyond the last have no name to be kept under.
  private mutating func reportSurplus<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, headers: Int, nameless: [Int], _ origin: UInt32
  ) {
    let beyond = Array(headers..<max(headers, cells.fieldCount))
    for index in nameless + beyond where !cells.text(index).isEmpty {
      add(
        .warning, "cell-without-header", cells.record, origin, column: index,
        value: cells.string(index),
        Bilingual("这一列没有表头，内容未采用", "the column has no header; the cell is not used"),
        fix: Bilingual(
          "补上表头，或检查这一行是否多了分隔符", "Add a header, or check the row for a stray separator"))
    }
  }
}
