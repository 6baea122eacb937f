public import ChainModel
import ChainTables
import DelimitedText

/// What is wrong with a book's sheets, place by place, and what each sender handed in.
public struct CheckReport: Sendable {
  /// What one sender handed in.
  public struct Sender: Sendable {
    /// The sender: 填报单位, else file and sheet.
    public var name: String
    /// Rows of all tables, as sent.
    public var rows: Int
    /// Firms it sent.
    public var firms: Int
    /// The share filled of the cells every firm should have; nil without firms.
    public var completeness: Double?
    /// The files it sent.
    public var files: [String]
    /// Errors in its rows.
    public var errors: Int
    /// Warnings in its rows.
    public var warnings: Int
    /// Firms it had sent for an earlier book; nil without one, or where it had sent none.
    public var firmsBefore: Int?
    /// Whether it is on the list of those who should report; nil without a list.
    public var isExpected: Bool?
  }

  private let book: ChainBook
  /// The senders, by name.
  public let senders: [Sender]

  /// A report on a book.
  ///
  /// - Parameter book: The book.
  /// - Complexity: O(rows + diagnostics).
  public init(_ book: ChainBook) {
    self.book = book
    senders = Self.senders(of: book)
  }

  /// How many diagnostics there are of a severity.
  public func count(_ severity: Diagnostic.Severity) -> Int {
    book.diagnostics.count { $0.severity == severity }
  }

  /// Counts the doubts of each sender.
  ///
  /// A diagnostic belongs to the sender of its row, or of its sheet or file where that has only one.
  private static func senders(of book: ChainBook) -> [Sender] {
    var senders = book.submissions.map {
      Sender(
        name: $0.sender, rows: $0.rows, firms: $0.firms, completeness: $0.completeness,
        files: $0.files, errors: 0, warnings: 0)
    }
    var sourcesOfFile: [String: [Int]] = [:]
    for (index, source) in book.sources.enumerated() {
      sourcesOfFile[source.file, default: []].append(index)
    }
    for diagnostic in book.diagnostics where diagnostic.severity != .note {
      var found = Set<Int>()
      for source in sourcesOfFile[diagnostic.file] ?? []
      where diagnostic.sheet == nil || book.sources[source].sheet == diagnostic.sheet {
        guard
          let sender = book.senderRuns.sender(source: source, row: diagnostic.row ?? 0)
        else { continue }
        found.insert(sender)
        // The sources of one survey have the same rows; the first is the firms', which has all.
        if diagnostic.row != nil { break }
      }
      guard found.count == 1, let sender = found.first else { continue }
      if diagnostic.severity == .error { senders[sender].errors += 1 }
      if diagnostic.severity == .warning { senders[sender].warnings += 1 }
    }
    return senders
  }

  // MARK: - Formats

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - most: The most diagnostics of each severity to list, 0 for all; nil for an overview that
  ///     fits a screen, with one example of each kind.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, most: Int? = nil) -> String {
    var lines = book.dataNotices
    let tables = BookTables.counts(in: book)
      .filter { $0.count > 0 }
      .map { "\($0.table.name(in: language)) \($0.count)" }
    lines.append(language("归并后：", "merged: ") + tables.joined(separator: language("、", ", ")))
    let counts = Diagnostic.Severity.allCases.map {
      "\($0.name(in: language)) \(count($0))"
    }
    lines.append(language("检查结果：", "found: ") + counts.joined(separator: language("，", ", ")))
    if senders.count > 1 {
      lines.append("")
      lines += SenderTable.lines(senders, language)
    }
    if let most {
      for severity in Diagnostic.Severity.allCases { lines += list(severity, most, language) }
    } else {
      for severity in [Diagnostic.Severity.error, .warning] { lines += kinds(severity, language) }
      lines += summary(language)
    }
    return lines.map(LineText.visible).joined(separator: "\n") + "\n"
  }

  private func list(_ severity: Diagnostic.Severity, _ most: Int, _ language: Language) -> [String]
  {
    let found = book.diagnostics.filter { $0.severity == severity }
    guard !found.isEmpty else { return [] }
    var lines = ["", severity.name(in: language) + language("：", ":")]
    let shown = most <= 0 ? found[...] : found.prefix(most)
    for diagnostic in shown { lines += Self.lines(diagnostic, language) }
    if found.count > shown.count {
      lines.append(
        language(
          "  ……还有 \(found.count - shown.count) 条，用 --top 0 全部列出",
          "  … \(found.count - shown.count) more; --top 0 lists all"))
    }
    return lines
  }

  /// The first of each kind of a severity, the most frequent kinds first.
  private func kinds(_ severity: Diagnostic.Severity, _ language: Language) -> [String] {
    var groups: [(code: String, diagnostics: [Diagnostic])] = []
    for diagnostic in book.diagnostics where diagnostic.severity == severity {
      if let index = groups.firstIndex(where: { $0.code == diagnostic.code }) {
        groups[index].diagnostics.append(diagnostic)
      } else {
        groups.append((diagnostic.code, [diagnostic]))
      }
    }
    guard !groups.isEmpty else { return [] }
    // Stable: kinds of equal number stay in the order of their first places.
    groups = groups.enumerated().sorted {
      ($1.element.diagnostics.count, $0.offset) < ($0.element.diagnostics.count, $1.offset)
    }.map(\.element)
    let total = groups.reduce(0) { $0 + $1.diagnostics.count }
    var lines = [
      "",
      severity.name(in: language)
        + language(
          " \(total) 处，共 \(groups.count) 类，每类举一例：",
          " \(total), of \(groups.count) kinds, one of each:"),
    ]
    for group in groups {
      var first = Self.lines(group.diagnostics[0], language)
      if group.diagnostics.count > 1, let message = first.first {
        let files = Set(group.diagnostics.map(\.file)).count
        first[0] =
          message
          + language(
            "（同类共 \(group.diagnostics.count) 处，\(files) 个文件）",
            " (\(group.diagnostics.count) such, in \(files) files)")
      }
      lines += first
    }
    return lines
  }

  /// What reading did on its own, counted by kind, and how to see every entry.
  private func summary(_ language: Language) -> [String] {
    var counts: [(code: String, title: Bilingual, count: Int)] = []
    for diagnostic in book.diagnostics where diagnostic.severity == .note {
      if let index = counts.firstIndex(where: { $0.code == diagnostic.code }) {
        counts[index].count += 1
      } else {
        let title =
          DiagnosticTitle.of(diagnostic.code) ?? Bilingual(diagnostic.code, diagnostic.code)
        counts.append((diagnostic.code, title, 1))
      }
    }
    guard !book.diagnostics.isEmpty else { return [] }
    var lines: [String] = []
    if !counts.isEmpty {
      counts.sort { ($1.count, $0.code) < ($0.count, $1.code) }
      let list = counts.map { "\($0.title[language]) \($0.count)" }
      lines += [
        "",
        language("已自动处理，无需改动：", "done on reading, nothing to mend: ")
          + list.joined(separator: language("、", ", ")),
      ]
    }
    lines.append(
      language(
        "逐格查看：--format xlsx -o 检查结果.xlsx（原表标色、批注），或 --top 0",
        "cell by cell: --format xlsx -o checked.xlsx (marked in the sheets), or --top 0"))
    return lines
  }

  private static func lines(_ diagnostic: Diagnostic, _ language: Language) -> [String] {
    let place = diagnostic.place(in: language)
    let value =
      diagnostic.value.isEmpty
      ? "" : language("“\(diagnostic.value)”：", "“\(diagnostic.value)”: ")
    let start = place.isEmpty ? "" : place + language("：", ": ")
    return [
      "  \(start)\(value)\(diagnostic.message[language])",
      language("    改法：", "    fix: ") + diagnostic.fix[language],
    ]
  }

  /// The report as JSON, schema `qianglian.check/1`.
  ///
  /// - Parameters:
  ///   - language: The language of messages.
  ///   - asOf: The date at which certificates were judged.
  /// - Returns: The JSON text.
  public func json(in language: Language, asOf: CalendarDate) -> String {
    JSONValue.object([
      ("schema", .string("qianglian.check/1")),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ("asOf", .string(asOf.description)),
      (
        "counts",
        .object(
          [
            ("errors", .integer(count(.error))), ("warnings", .integer(count(.warning))),
            ("notes", .integer(count(.note))),
          ] + BookTables.counts(in: book).map { ($0.table.rawValue, .integer($0.count)) })
      ),
      (
        "senders",
        .array(
          senders.map {
            .object([
              ("sender", .string($0.name)), ("rows", .integer($0.rows)),
              ("firms", .integer($0.firms)),
              ("completeness", $0.completeness.map { .number($0) } ?? .null),
              ("errors", .integer($0.errors)),
              ("warnings", .integer($0.warnings)),
            ])
          })
      ),
      (
        "diagnostics",
        .array(
          book.diagnostics.map {
            .object([
              ("severity", .string($0.severity.key)), ("code", .string($0.code)),
              ("file", .string($0.file)), ("sheet", .optional($0.sheet)),
              ("row", .optional($0.row)), ("column", .optional($0.column)),
              ("cell", .optional($0.cell)), ("value", .string($0.value)),
              ("message", .string($0.message[language])), ("fix", .string($0.fix[language])),
            ])
          })
      ),
    ]).text
  }

  /// The diagnostics as CSV.
  ///
  /// - Parameter language: The language of headers and messages.
  /// - Returns: The file's bytes.
  public func csv(in language: Language) -> [UInt8] {
    var writer = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
    writer.row(
      language == .chinese
        ? ["级别", "文件", "工作表", "行", "列", "单元格", "内容", "问题", "改法"]
        : ["severity", "file", "sheet", "row", "column", "cell", "value", "message", "fix"])
    for diagnostic in book.diagnostics {
      writer.row([
        diagnostic.severity.name(in: language), diagnostic.file, diagnostic.sheet ?? "",
        diagnostic.row.map(String.init) ?? "", diagnostic.column ?? "", diagnostic.cell ?? "",
        diagnostic.value, diagnostic.message[language], diagnostic.fix[language],
      ])
    }
    return writer.takeBytes()
  }
}
