import ChainAnalysis
import ChainModel
import ChainTables

/// What an edition of a book says of itself: whom it is for, and counts in place of hidden rows.
struct Edition: Sendable {
  /// What accompanies the tables.
  let notes: EditionNotes
  /// The keys of JSON that tell of the edition.
  let json: [(key: String, value: JSONValue)]
  /// The key of JSON with the counts of problems; none but for the public.
  let problemCounts: [(key: String, value: JSONValue)]

  init(_ book: ChainBook, scope: BookScope, asOf: CalendarDate, in language: Language) {
    let notice: String
    var remarks: [String]
    var summaries: [EditionNotes.Summary] = []
    var problemCounts: [(key: String, value: JSONValue)] = []
    switch scope.audience {
    case .bureau:
      notice = language("内部资料 不得外传", "内部资料 不得外传 (internal, not to be passed on)")
      remarks = []
    case .everyone:
      notice = language(
        "公开版：不含企业问题、供应关系和个人信息", "Public edition: no problems of firms, supplies or personal data")
      let counts = PublicProblemCounts(book, ledger: QualityLedger(book, asOf: asOf))
      let writer = BookWriter(book, scope: scope)
      remarks = Self.publicRemarks(language, hasInspections: !book.assessments.isEmpty)
      summaries = [Self.summary(counts, book, writer, language)]
      problemCounts = [("problemCounts", Self.json(counts, book, writer))]
    case .leader(let firm):
      let name = LineText.visible(book.text[book.firms[firm].name])
      notice = language(
        "仅供“\(name)”使用，不得外传：只含其上下游企业",
        "Only for “\(name)”, not to be passed on: its upstream and downstream firms alone")
      remarks = [
        language(
          "所列企业是经申报的供应关系在其上游或下游的企业，不限层级；供应关系只列这些企业之间的，不列金额。",
          "The firms are those upstream or downstream by declared supplies, at any tier; supplies are "
            + "those between them, without amounts."),
        language(
          "不列联系人、电话、备注、人员和经营数据、费用；文字中出现其他企业的，以“＊＊＊”代替。",
          "Contacts, telephones, notes, staff, figures and costs are left out; other firms named in "
            + "text are replaced by ＊＊＊."),
      ]
    }
    remarks.append(language("判定日期：\(asOf)", "As of \(asOf)"))
    let notices = BookWriter(book, scope: scope).dataNotices
    if !notices.isEmpty {
      remarks.append(
        language("数据说明：", "On the data: ")
          + notices.map(LineText.visible).joined(separator: language("；", "; ")))
    }
    notes = EditionNotes(notice: notice, remarks: remarks, summaries: summaries)
    json = [
      ("scope", .string(scope.name(in: book))), ("notice", .string(notice)),
      ("asOf", .string(asOf.description)),
    ]
    self.problemCounts = problemCounts
  }

  // MARK: - Counts of problems

  private static let summaryHeaders = [
    "产业链", "环节", "区域", "问题编号", "问题名称", "涉及企业数", "诊断企业数",
  ]

  private static func publicRemarks(_ language: Language, hasInspections: Bool) -> [String] {
    let least = SmallCounts.least
    let group = SmallCounts.leastGroup
    return [
      language(
        "问题汇总：涉及企业数是该环节在业企业中有该问题且未销号的家数；诊断企业数是其中诊断涉及该问题或有该问题的家数"
          + (hasInspections ? "。" : "，本账没有诊断记录，故空着。"),
        "Problem counts: 涉及企业数 are the segment's operating firms that have the problem open; "
          + "诊断企业数 those that were inspected for it or have it"
          + (hasInspections ? "." : ", blank as the book has no assessments.")),
      language(
        "少于\(least)家的（含没有）写“少于\(least)”；未涉及的不足\(least)家的写“几及以上”；诊断不足\(group)家的两数都写“少于\(group)”。",
        "Counts under \(least), zero too, are “<\(least)”; where fewer than \(least) firms are not "
          + "affected, “≥”; where fewer than \(group) were inspected, both are “<\(group)”."),
      language(
        "只列在业企业不少于\(group)家的环节；有共同企业的环节只列其一；不列合计。以免由相减推知个别企业。",
        "Only segments with at least \(group) operating firms are listed, of segments that share "
          + "firms only one, and no totals, so that nothing can be subtracted."),
      language(
        "没有列出的问题，在所列各环节都少于\(least)家或诊断不足。问题库以外的问题描述不计。",
        "A problem that is not listed is below \(least), or under-inspected, in every segment "
          + "listed. Descriptions outside of the library are not counted."),
    ]
  }

  private static func summary(
    _ counts: PublicProblemCounts, _ book: ChainBook, _ writer: BookWriter, _ language: Language
  ) -> EditionNotes.Summary {
    EditionNotes.Summary(
      key: "problem-counts", title: "问题汇总", headers: summaryHeaders,
      rows: counts.lines.map { line in
        let names = Names(line, book, writer)
        return [
          .text(names.chainName ?? names.chain ?? ""),
          .text(names.segmentName ?? names.segment ?? ""), .text(names.region ?? ""),
          .text(names.problem ?? ""), .text(names.problemName ?? ""),
          cell(line.affected, language), line.inspected.map { cell($0, language) } ?? .text(""),
        ]
      })
  }

  private static func cell(
    _ count: SmallCounts.Count, _ language: Language
  ) -> EditionNotes.Summary.Cell {
    count.exact.map { .number($0) } ?? .text(count.text(in: language))
  }

  private static func json(
    _ counts: PublicProblemCounts, _ book: ChainBook, _ writer: BookWriter
  ) -> JSONValue {
    .array(
      counts.lines.map { line in
        let names = Names(line, book, writer)
        return .object(
          [
            ("chain", .optional(names.chain)), ("chainName", .optional(names.chainName)),
            ("segment", .optional(names.segment)), ("segmentName", .optional(names.segmentName)),
            ("region", .optional(names.region)), ("problem", .optional(names.problem)),
            ("problemName", .optional(names.problemName)),
          ] + members("affected", line.affected) + members("assessed", line.inspected))
      })
  }

  /// A count is a number, or null with its bounds beside it.
  private static func members(
    _ key: String, _ count: SmallCounts.Count?
  ) -> [(key: String, value: JSONValue)] {
    [
      (key, .optional(count?.exact)),
      (
        key + "Bounds",
        count.map { .array([.integer($0.least), .integer($0.most)]) } ?? .null
      ),
    ]
  }

  /// What a line counts, as the edition names it.
  private struct Names {
    var chain: String?
    var chainName: String?
    var region: String?
    var segment: String?
    var segmentName: String?
    var problem: String?
    var problemName: String?

    init(_ line: PublicProblemCounts.Line, _ book: ChainBook, _ writer: BookWriter) {
      let row = book.segments[line.segment]
      if let index = row.chain.index {
        chain = Self.value("id", book.chains[index], writer)
        chainName = Self.value("name", book.chains[index], writer)
        region = Self.value("region", book.chains[index], writer)
      }
      segment = Self.value("id", row, writer)
      segmentName = Self.value("name", row, writer)
      problem = Self.value("id", book.problems[line.problem], writer)
      problemName = Self.value("name", book.problems[line.problem], writer)
    }

    private static func value<Row: TableRow>(
      _ key: String, _ row: Row, _ writer: BookWriter
    ) -> String? {
      Row.fields.first { $0.key == key }.flatMap { writer.values($0, row).first }
    }
  }
}
