import ChainModel
import ChainTables
import DelimitedText
package import WorkbookOutput

/// Findings with their figures and evidence, as text, CSV and workbook.
package struct FindingReport: Sendable {
  private let book: ChainBook
  private let language: Language
  /// What the report is called.
  package var title: String
  /// Lines above the findings: day, what was looked at, the main points.
  package var head: [String]
  /// The mark behind the figures of the head.
  package var headMark: String
  /// The figures of the head.
  package var headFigures: [Figure]
  /// The lists.
  package var sections: [ReportSection]

  /// A report.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - language: The language.
  ///   - title: What the report is called.
  ///   - head: Lines above the findings.
  ///   - headMark: The mark behind the figures of the head.
  ///   - headFigures: The figures of the head.
  ///   - sections: The lists.
  package init(
    _ book: ChainBook, in language: Language, title: String, head: [String], headMark: String,
    headFigures: [Figure], sections: [ReportSection]
  ) {
    self.book = book
    self.language = language
    self.title = title
    self.head = head
    self.headMark = headMark
    self.headFigures = headFigures
    self.sections = sections
  }

  // MARK: - Text

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - top: The most findings of each list; 0 for all there are.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  package func text(top: Int, evidence: Bool) -> String {
    let cited = EvidenceText(book, in: language)
    var lines = Self.notices(of: book, in: language) + head
    for section in sections {
      lines += ["", section.title + "  [\(section.mark)]"]
      lines += section.remarks.map { "  " + $0 }
      let shown = top > 0 ? section.findings.prefix(top) : section.findings[...]
      for finding in shown {
        lines.append("  \(finding.sentence)  [\(finding.mark)]")
        for path in finding.paths.prefix(finding.printedPaths) {
          let rows = cited.citation(path.rows)
          lines.append(
            "      " + path.names.joined(separator: " → ")
              + (rows.isEmpty ? "" : language("（\(rows)）", " (\(rows))")))
        }
      }
      if section.total > shown.count {
        lines.append(
          language(
            "  ……还有 \(section.total - shown.count) 项，用 --top N 列出前 N 项（0 为全部）",
            "  … \(section.total - shown.count) more; --top N lists N of them (0: all)"))
      }
    }
    if evidence { lines += evidenceLines(top: top) }
    return lines.map(LineText.visible).joined(separator: "\n") + "\n"
  }

  /// What a book says of its own data, above every text.
  static func notices(of book: ChainBook, in language: Language) -> [String] {
    book.dataNotices.map {
      $0 == "虚构示例数据" ? language($0, $0 + " (invented example data)") : $0
    }
  }

  /// The rows behind every figure as lines of text, after a blank one and a heading.
  ///
  /// - Parameter top: The most findings of each list; 0 for all there are.
  /// - Returns: The lines.
  package func evidenceLines(top: Int) -> [String] {
    let cited = EvidenceText(book, in: language)
    var lines = ["", language("依据", "evidence")]
    forEachFigure(top: top) { mark, figure in
      lines += evidenceLines(mark, figure, cited)
    }
    return lines
  }

  private func evidenceLines(_ mark: String, _ figure: Figure, _ cited: EvidenceText) -> [String] {
    let items = figure.items()
    var lines = ["[\(mark)] \(figure.name[language]) = \(figure.value)\(partial(figure, items))"]
    for item in items {
      let name = item.id.isEmpty || item.id == item.name ? item.name : "\(item.name)（\(item.id)）"
      lines.append("  " + name)
      for place in item.rows.flatMap(cited.places(of:)) {
        let position = cited.position(place)
        lines.append("    " + (position.isEmpty ? "" : position + "：") + place.values)
      }
    }
    return lines
  }

  private func partial(_ figure: Figure, _ items: [EvidenceItem]) -> String {
    guard items.count < figure.value else { return "" }
    return language(
      "（以下为其中 \(items.count) 个；--top 0 列出全部）",
      " (\(items.count) of them follow; --top 0 lists all)")
  }

  /// Every figure of the report with its mark, in the order of printing.
  ///
  /// - Parameters:
  ///   - top: The most findings of each list; 0 for all there are.
  ///   - body: Receives the figures.
  package func forEachFigure(top: Int = 0, _ body: (_ mark: String, _ figure: Figure) -> Void) {
    for figure in headFigures { body(headMark, figure) }
    for section in sections {
      for figure in section.figures { body(section.mark, figure) }
      for finding in top > 0 ? section.findings.prefix(top) : section.findings[...] {
        for figure in finding.figures + finding.details { body(finding.mark, figure) }
      }
    }
  }

  // MARK: - JSON

  /// The evidence as JSON: a list of figures, each with its items and their sources.
  package func evidenceJSON() -> JSONValue {
    let cited = EvidenceText(book, in: language)
    var figures: [JSONValue] = []
    forEachFigure { mark, figure in
      let items = figure.items()
      figures.append(
        .object([
          ("mark", .string(mark)), ("figure", .string(figure.name[language])),
          ("value", .integer(figure.value)), ("complete", .bool(items.count >= figure.value)),
          (
            "items",
            .array(
              items.map { item in
                .object([
                  ("id", .string(item.id)), ("name", .string(item.name)),
                  (
                    "sources",
                    .array(
                      item.rows.flatMap(cited.places(of:)).filter { $0.row > 0 }.map { place in
                        .object([
                          ("file", .string(place.file)),
                          ("sheet", .optional(place.sheet.isEmpty ? nil : place.sheet)),
                          ("row", .integer(place.row)), ("values", .string(place.values)),
                        ])
                      })
                  ),
                ])
              })
          ),
        ]))
    }
    return .array(figures)
  }

  // MARK: - CSV

  /// The findings as CSV, one row each; with evidence, the rows behind the figures instead.
  ///
  /// - Parameter evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  package func csv(evidence: Bool) -> [UInt8] {
    var writer = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
    if evidence {
      writer.row(evidenceHeaders)
      forEachEvidenceRow { mark, figure, item, place in
        writer.row([
          mark, figure.name[language], String(figure.value), item.id, item.name, place?.file ?? "",
          place?.sheet ?? "", place.map { $0.row > 0 ? String($0.row) : "" } ?? "",
          place?.values ?? "",
        ])
      }
      return writer.takeBytes()
    }
    // Every figure in a cell of its own, beside its name, so that a list can be sorted by it.
    let most = sections.flatMap(\.findings).map(\.figures.count).max() ?? 0
    writer.row(
      (language == .chinese
        ? ["依据标记", "类别", "编号", "对象", "相关编号", "相关对象"]
        : ["mark", "kind", "id", "subject", "relatedId", "related"])
        + (0..<most).flatMap {
          [language("数字名称\($0 + 1)", "figure\($0 + 1)"), language("数字\($0 + 1)", "value\($0 + 1)")]
        } + (language == .chinese ? ["说明", "路径"] : ["text", "paths"]))
    for section in sections {
      for finding in section.findings {
        writer.row(
          [
            finding.mark, section.name, finding.subject.id, finding.subject.name,
            finding.related?.id ?? "", finding.related?.name ?? "",
          ]
            + (0..<most).flatMap { index in
              index < finding.figures.count
                ? [finding.figures[index].name[language], String(finding.figures[index].value)]
                : ["", ""]
            } + [finding.sentence, text(finding.paths)])
      }
    }
    return writer.takeBytes()
  }

  /// Paths with the rows they lead along, a line each.
  private func text(_ paths: [ReportFinding.Path]) -> String {
    let cited = EvidenceText(book, in: language)
    return paths.map { path in
      let rows = cited.citation(path.rows)
      return path.names.joined(separator: " → ")
        + (rows.isEmpty ? "" : language("（\(rows)）", " (\(rows))"))
    }.joined(separator: "\n")
  }

  private var evidenceHeaders: [String] {
    language == .chinese
      ? ["依据标记", "数字名称", "数字", "编号", "对象", "文件", "工作表", "行", "内容"]
      : ["mark", "figure", "value", "id", "item", "file", "sheet", "row", "values"]
  }

  private func forEachEvidenceRow<Failure: Error>(
    _ body: (String, Figure, EvidenceItem, EvidenceText.Place?) throws(Failure) -> Void
  ) throws(Failure) {
    let cited = EvidenceText(book, in: language)
    var figures: [(String, Figure)] = []
    forEachFigure { figures.append(($0, $1)) }
    for (mark, figure) in figures {
      let items = figure.items()
      if items.count < figure.value {
        let remark = language(
          "（以下只列 \(items.count) 个，共 \(figure.value) 个；--top 0 列出全部）",
          "(\(items.count) of \(figure.value) follow; --top 0 lists all)")
        try body(mark, figure, EvidenceItem(name: remark, rows: []), nil)
      }
      for item in items {
        let places = item.rows.flatMap(cited.places(of:))
        if places.isEmpty { try body(mark, figure, item, nil) }
        for place in places { try body(mark, figure, item, place) }
      }
    }
  }

  // MARK: - Workbook

  /// The report as a workbook: a summary, a sheet for each list, and 依据 with a row for each figure
  /// and source row.
  ///
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows, or temporary files can't be
  ///   written.
  /// - Complexity: O(findings + evidence rows).
  package func workbook() throws(WorkbookOutputError) -> WorkbookWriter.Output {
    var output = try WorkbookWriter(title: title, storage: .memory)
    try writeSummary(to: &output)
    for section in sections where !section.findings.isEmpty {
      try write(section, to: &output)
    }
    try writeEvidence(to: &output)
    return try output.finish()
  }

  private func page(repeating rows: ClosedRange<Int>) -> PageSetup {
    SheetTheme.page(repeating: rows, notices: book.dataNotices)
  }

  private func writeSummary(to output: inout WorkbookWriter) throws(WorkbookOutputError) {
    var settings = SheetSettings(language("摘要", "Summary"))
    settings.columns = [.init(.fixed(120), style: ReportStyles.wrapped)]
    settings.page = page(repeating: 1...1)
    try output.beginSheet(settings)
    try output.append([.text(title, style: ReportStyles.title)], height: 30)
    for notice in book.dataNotices {
      try output.append([.text(notice, style: ReportStyles.notice)])
    }
    for line in head { try output.append([.text(line)]) }
    try output.append([.text("")])
    for section in sections {
      try output.append([.text(section.title + "  [\(section.mark)]")])
      for remark in section.remarks {
        try output.append([.text(remark, style: ReportStyles.remark)])
      }
    }
  }

  private func write(
    _ section: ReportSection, to output: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    guard let first = section.findings.first else { return }
    let figures = first.figures.map { $0.name[language] }
    let quantities = first.quantities.map(\.header)
    let extra = first.columns.map(\.header)
    var headers = [language("依据标记", "mark"), language("编号", "id"), section.headers.subject]
    if let related = section.headers.related {
      headers += [language("相关编号", "related id"), related]
    }
    headers += figures + quantities + extra + [language("说明", "text"), language("路径", "paths")]
    var settings = SheetSettings(section.name)
    settings.columns = headers.enumerated().map { column, header in
      let isNumber = figures.contains(header) || quantities.contains(header)
      let isLong = column >= headers.count - 2
      let isList = extra.contains(header)
      return .init(
        isLong ? .fixed(50) : isList ? .fixed(26) : .fitted(8...34),
        style: isNumber
          ? ReportStyles.number : isLong || isList ? ReportStyles.body : ReportStyles.text)
    }
    settings.frozenRows = 1
    settings.frozenColumns = 3
    settings.page = page(repeating: 1...1)
    try output.beginSheet(settings)
    try output.append(headers.map { .text($0, style: SheetTheme.header) }, height: 30)
    for finding in section.findings {
      var cells: [OutputCell] = [
        .text(finding.mark), .text(finding.subject.id), .text(finding.subject.name),
      ]
      if section.headers.related != nil {
        cells += [.text(finding.related?.id ?? ""), .text(finding.related?.name ?? "")]
      }
      cells += finding.figures.map { .number(Double($0.value)) }
      // Sums of binary fractions: 9.9, not 9.899999999999949.
      cells += finding.quantities.map { .number(($0.value * 1e6).rounded() / 1e6) }
      cells += finding.columns.map { .text($0.text) }
      cells += [.text(finding.sentence), .text(text(Array(finding.paths.prefix(3))))]
      try output.append(cells)
    }
    try output.filter(
      CellBlock(rows: 1...section.findings.count + 1, columns: 0...headers.count - 1))
  }

  /// Writes the sheet 依据: a row for each figure and source row.
  ///
  /// - Parameter output: The workbook.
  /// - Throws: `WorkbookOutputError`.
  /// - Complexity: O(evidence rows).
  package func writeEvidence(to output: inout WorkbookWriter) throws(WorkbookOutputError) {
    var settings = SheetSettings(language("依据", "Evidence"))
    settings.columns = [
      .init(.fixed(9), style: ReportStyles.text), .init(.fixed(18), style: ReportStyles.text),
      .init(.fixed(7), style: ReportStyles.number), .init(.fixed(22), style: ReportStyles.text),
      .init(.fixed(34), style: ReportStyles.text), .init(.fixed(24), style: ReportStyles.text),
      .init(.fixed(14), style: ReportStyles.text), .init(.fixed(7), style: ReportStyles.number),
      .init(.fixed(80), style: ReportStyles.body),
    ]
    settings.frozenRows = 1
    settings.page = page(repeating: 1...1)
    try output.beginSheet(settings)
    try output.append(evidenceHeaders.map { .text($0, style: SheetTheme.header) }, height: 24)
    try forEachEvidenceRow {
      (mark, figure, item, place) throws(WorkbookOutputError) in
      try output.append([
        .text(mark), .text(figure.name[language]), .number(Double(figure.value)), .text(item.id),
        .text(item.name), .text(place?.file ?? ""), .text(place?.sheet ?? ""),
        place.map { $0.row > 0 ? .number(Double($0.row)) : .blank } ?? .blank,
        .text(place?.values ?? ""),
      ])
    }
    try output.filter(
      CellBlock(rows: 1...max(output.rowCount, 1), columns: 0...evidenceHeaders.count - 1))
  }
}

/// How the cells of a report's workbook look.
enum ReportStyles {
  static let title = CellStyle().with {
    $0.size = 16
    $0.isBold = true
    $0.vertical = .center
  }
  static let notice = CellStyle().with {
    $0.isBold = true
    $0.color = SheetColor(0xC00000)
  }
  static let remark = CellStyle().with {
    $0.color = SheetColor(0x595959)
    $0.wraps = true
    $0.indent = 1
  }
  static let wrapped = CellStyle().with {
    $0.wraps = true
    $0.vertical = .top
  }
  /// Texts that run over several lines.
  static let body = wrapped.with {
    $0.border = .thin
    $0.borderColor = SheetColor(0xBFBFBF)
  }
  /// Codes and names, which stay text when they are edited.
  static let text = body.with {
    $0.wraps = false
    $0.numberFormat = "@"
  }
  static let number = body.with { $0.wraps = false }
}
