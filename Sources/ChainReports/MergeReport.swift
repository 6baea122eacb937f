public import ChainModel
import ChainTables

/// Who has handed in what (报送情况): per sender firms, completeness, doubts and change, and who is
/// still missing.
public struct MergeReport: Sendable {
  private let book: ChainBook
  /// Those who have reported, by name.
  public let reported: [CheckReport.Sender]
  /// Those of the list who have not, in the list's order.
  public let missing: [String]
  /// Ids of firms that the earlier book lacks, and of those that only it has; nil without one.
  public let firmsChanged: (new: Int, gone: Int)?
  /// Proposals not yet decided, by subject.
  public let proposals: [(subject: DecisionSubject, count: Int)]

  /// A report on a merged book.
  ///
  /// - Parameters:
  ///   - book: The merged book.
  ///   - expected: Who should report, in order; nil where that is not known.
  ///   - earlier: The book of an earlier report; nil where there is none.
  ///   - proposals: Proposals not yet decided, by subject.
  /// - Complexity: O(rows + diagnostics + senders · expected).
  public init(
    _ book: ChainBook, expected: [String]? = nil, earlier: ChainBook? = nil,
    proposals: [(subject: DecisionSubject, count: Int)] = []
  ) {
    self.book = book
    self.proposals = proposals
    let senders = CheckReport(book).senders
    let before = earlier.map { CheckReport($0).senders } ?? []
    var lines: [CheckReport.Sender] = []
    var seen = Set<Int>()
    for sender in senders {
      let place = expected.flatMap { Self.place(of: sender, in: $0) }
      if let place { seen.insert(place) }
      var line = sender
      line.firmsBefore = before.first { $0.name == sender.name }?.firms
      line.isExpected = expected.map { _ in place != nil }
      lines.append(line)
    }
    reported = lines
    missing =
      expected.map { names in names.indices.filter { !seen.contains($0) }.map { names[$0] } } ?? []
    firmsChanged = earlier.map { earlier in
      let now = Self.ids(of: book)
      let then = Self.ids(of: earlier)
      return (now.subtracting(then).count, then.subtracting(now).count)
    }
  }

  private static func ids(of book: ChainBook) -> Set<String> {
    // Those only named in other tables too: a merged book has them as entries of their own.
    Set(book.firms.map { book.text[$0.id] })
  }

  /// The place of a sender in the list: the same name, else the only entry of which one name holds
  /// the other, such as 石梁县 and 石梁县市场监督管理局, or a file named after the entry.
  private static func place(of sender: CheckReport.Sender, in expected: [String]) -> Int? {
    let name = TextFolding.foldedName(sender.name)
    let folded = expected.map { TextFolding.foldedName($0) }
    if let exact = folded.firstIndex(of: name) { return exact }
    let near = folded.indices.filter {
      !folded[$0].isEmpty && (name.contains(folded[$0]) || folded[$0].contains(name))
    }
    return near.count == 1 ? near[0] : nil
  }

  // MARK: - Formats

  /// The first screen for people.
  ///
  /// - Parameter language: The language.
  /// - Returns: Lines, each ended.
  public func text(in language: Language) -> String {
    var lines = book.dataNotices
    let files = Set(reported.flatMap(\.files)).count
    let firms = book.firms.count
    let named = book.firms.count { $0.origin.isCreated }
    let own =
      named == 0
      ? "" : language("（其中 \(named) 家只在其他表中出现）", " (\(named) only named in other tables)")
    lines.append(
      language(
        "报送情况：\(reported.count) 个单位报来 \(files) 个文件，合并成一本：企业 \(firms) 家\(own)、"
          + "供应关系 \(book.supplies.count) 条、问题记录 \(book.findings.count) 条、"
          + "诊断记录 \(book.assessments.count) 条、证书 \(book.certificates.count) 张",
        "handed in: \(files) files of \(reported.count) senders, merged into one book: "
          + "\(firms) firms\(own), \(book.supplies.count) supplies, \(book.findings.count) findings, "
          + "\(book.assessments.count) assessments, \(book.certificates.count) certificates"))
    lines += SenderTable.lines(reported, language, hasBefore: firmsChanged != nil)
    if let firmsChanged {
      lines.append(
        language(
          "与上期相比：新增企业 \(firmsChanged.new) 家，减少 \(firmsChanged.gone) 家",
          "since the earlier book: \(firmsChanged.new) firms new, \(firmsChanged.gone) gone"))
    }
    if !missing.isEmpty {
      lines.append(
        language(
          "未报送（\(missing.count)）：\(missing.joined(separator: "、"))",
          "not reported (\(missing.count)): \(missing.joined(separator: ", "))"))
    }
    let unexpected = reported.filter { $0.isExpected == false }.map(\.name)
    if !unexpected.isEmpty {
      lines.append(
        language(
          "名单之外（\(unexpected.count)）：\(unexpected.joined(separator: "、"))",
          "not on the list (\(unexpected.count)): \(unexpected.joined(separator: ", "))"))
    }
    let errors = book.diagnostics.count { $0.severity == .error }
    let warnings = book.diagnostics.count { $0.severity == .warning }
    lines.append(
      language("错误 \(errors) 处，存疑 \(warnings) 处", "\(errors) errors, \(warnings) doubts"))
    if let line = Self.line(of: proposals, in: language) { lines.append(line) }
    return lines.map(LineText.visible).joined(separator: "\n") + "\n"
  }

  /// The line that says how many merge proposals nobody has decided; nil without any.
  static func line(
    of proposals: [(subject: DecisionSubject, count: Int)], in language: Language
  ) -> String? {
    let open = proposals.filter { $0.count > 0 }
    guard !open.isEmpty else { return nil }
    let list = open.map {
      "\(language == .chinese ? $0.subject.chinese : $0.subject.english) \($0.count)"
    }
    return language(
      "待确认的归并建议：\(list.joined(separator: "、"))",
      "proposals to confirm: \(list.joined(separator: ", "))")
  }

  /// The report as JSON, schema `qianglian.merge/1`.
  ///
  /// - Parameter asOf: The date at which certificates were judged.
  /// - Returns: The JSON text.
  public func json(asOf: CalendarDate) -> String {
    let senders = reported.map { line in
      JSONValue.object([
        ("sender", .string(line.name)), ("files", .array(line.files.map(JSONValue.string))),
        ("firms", .integer(line.firms)),
        ("completeness", line.completeness.map { .number($0) } ?? .null),
        ("errors", .integer(line.errors)), ("warnings", .integer(line.warnings)),
        ("firmsBefore", .optional(line.firmsBefore)),
        ("expected", line.isExpected.map { .bool($0) } ?? .null),
      ])
    }
    return JSONValue.object([
      ("schema", .string("qianglian.merge/1")),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ("asOf", .string(asOf.description)),
      ("senders", .array(senders)), ("missing", .array(missing.map(JSONValue.string))),
      ("firmsNew", .optional(firmsChanged?.new)), ("firmsGone", .optional(firmsChanged?.gone)),
      (
        "proposals",
        .object(proposals.map { ($0.subject.english, JSONValue.integer($0.count)) })
      ),
      (
        "counts",
        .object(
          BookTables.counts(in: book).map { ($0.table.rawValue, JSONValue.integer($0.count)) })
      ),
    ]).text
  }
}
