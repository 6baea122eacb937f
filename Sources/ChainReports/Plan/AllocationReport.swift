import ChainAnalysis
public import ChainModel
public import ChainPlanning
import DelimitedText
package import WorkbookOutput

/// How many firms each region is to support (数量分配表), with the firms behind each number.
public struct AllocationReport: Sendable {
  let allocation: RegionAllocation
  private let asOf: CalendarDate
  let book: ChainBook

  /// A report on an allocation.
  ///
  /// - Parameters:
  ///   - allocation: The allocation.
  ///   - asOf: The day at which problems are open.
  ///   - book: The book.
  public init(_ allocation: RegionAllocation, asOf: CalendarDate, in book: ChainBook) {
    self.allocation = allocation
    self.asOf = asOf
    self.book = book
  }

  var total: Int { allocation.parts.reduce(0) { $0 + $1.share.count } }
  var eligible: [Int] { allocation.parts.flatMap(\.eligible).sorted() }

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, evidence: Bool = false) -> String {
    report(in: language).text(top: 0, evidence: evidence)
  }

  /// The parts as CSV; with evidence, the rows behind the figures instead.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  public func csv(in language: Language, evidence: Bool = false) -> [UInt8] {
    let report = report(in: language)
    guard !evidence else { return report.csv(evidence: true) }
    // Numbers in cells of their own, so that the table can be summed and sorted.
    var writer = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
    writer.row(
      language == .chinese
        ? ["依据标记", "类别", "编号", "对象", "符合条件", "下限", "上限", "分配家数", "说明"]
        : ["mark", "kind", "id", "subject", "eligible", "floor", "ceiling", "share", "text"])
    let bounds: [[(floor: Int?, ceiling: Int?)]] = [
      allocation.parts.map { ($0.share.party.floor, $0.share.party.ceiling) } + [(nil, nil)],
      allocation.sums.map { ($0.floor, $0.ceiling) },
    ]
    for (section, bounds) in zip(report.sections, bounds) {
      for (finding, bounds) in zip(section.findings, bounds) {
        writer.row(
          [finding.mark, section.name, finding.subject.id, finding.subject.name]
            + finding.figures.map { String($0.value) }
            + [bounds.floor, bounds.ceiling].map { $0.map(String.init) ?? "" }
            + finding.quantities.map { String(Int($0.value)) } + [finding.sentence])
      }
    }
    return writer.takeBytes()
  }

  /// The report as a workbook.
  ///
  /// - Parameter language: The language.
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows.
  package func workbook(
    in language: Language
  ) throws(WorkbookOutputError) -> WorkbookWriter.Output {
    try report(in: language).workbook()
  }

  /// The report as JSON, schema `qianglian.allocation/1`.
  ///
  /// - Parameters:
  ///   - language: The language of names of figures in the evidence.
  ///   - evidence: Whether every figure's items and source rows are added.
  /// - Returns: The text.
  public func json(in language: Language, evidence: Bool = false) -> String {
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("qianglian.allocation/1")), ("asOf", .string(asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ("total", .integer(total)), ("eligible", .integer(eligible.count)),
      (
        "allocation",
        .array(
          allocation.parts.map { part in
            .object([
              ("region", .string(book.text[book.regions[part.region].code])),
              ("name", .string(book.text[book.regions[part.region].name])),
              ("eligible", .integer(part.eligible.count)),
              ("floor", .integer(part.share.party.floor)),
              ("ceiling", .optional(part.share.party.ceiling)),
              ("count", .integer(part.share.count)),
              ("reason", .string(part.share.reason.key)),
              ("within", .array(allocation.sums(around: part).map(code(ofSum:)))),
            ])
          })
      ),
      (
        "sums",
        .array(
          allocation.sums.map { sum in
            .object([
              ("region", .string(book.text[book.regions[sum.region].code])),
              ("name", .string(book.text[book.regions[sum.region].name])),
              ("eligible", .integer(sum.share.party.need)),
              ("floor", .optional(sum.floor)), ("ceiling", .optional(sum.ceiling)),
              ("count", .integer(sum.share.count)),
              ("within", .array(sum.parent.map { [code(ofSum: $0)] } ?? [])),
            ])
          })
      ),
      (
        "withoutRegion",
        .array(allocation.withoutRegion.map { .string(book.text[book.firms[$0].id]) })
      ),
      ("open", .array(allocation.issues.map { .string($0.message(in: book)[language]) })),
    ]
    if evidence { members.append(("evidence", report(in: language).evidenceJSON())) }
    return JSONValue.object(members).text
  }

  private func code(ofSum sum: Int) -> JSONValue {
    .string(book.text[book.regions[allocation.sums[sum].region].code])
  }

  package func report(in language: Language) -> FindingReport {
    let words = AllocationWords(self, language: language)
    let book = book
    let names = words.names
    @Sendable func items(_ firms: [Int]) -> [EvidenceItem] {
      firms.map { firm in
        names.item(
          firm,
          rows: book.findingsOfFirm[firm].filter {
            QualityLedger.isOpen(book.findings[$0], at: asOf)
          }
          .map { EvidenceRow(.findings, $0) })
      }
    }
    func finding(
      _ mark: String, _ subject: ReportFinding.Named, _ sentence: String, count: Int,
      eligible: [Int], limits: [Int] = []
    ) -> ReportFinding {
      var finding = ReportFinding(
        mark: mark, subject: subject, sentence: sentence,
        figures: [
          Figure(Bilingual("符合条件", "eligible"), eligible.count) { items(eligible) }
        ])
      finding.quantities = [(language("分配家数", "share"), Double(count))]
      if !limits.isEmpty {
        finding.details = [
          Figure(Bilingual("约束", "limits"), limits.count) {
            limits.map { limit in
              EvidenceItem(
                name: book.text[book.limits[limit].name], rows: [EvidenceRow(.limits, limit)])
            }
          }
        ]
      }
      return finding
    }
    let eligible = eligible
    let name = language("数量分配表", "Allocation table")
    var parts = ReportSection(
      mark: "P1", name: name, title: language("各区域家数", "firms by region"),
      total: allocation.parts.count + 1, headers: (language("区域", "region"), nil),
      findings: allocation.parts.enumerated().map { place, part in
        finding(
          "P1-\(place + 1)", words.named(part.region), words.sentence(part),
          count: part.share.count, eligible: part.eligible, limits: part.limits)
      })
    parts.findings.append(
      finding(
        "P0", .init(id: "", name: language("合计", "total")),
        language(
          "合计：\(total) 家（符合条件 \(eligible.count) 家）",
          "total: \(total) (\(eligible.count) eligible)"), count: total, eligible: eligible))
    parts.remarks = words.remarks
    var sums = ReportSection(
      mark: "P2", name: language("上级区域合计", "Bounded sums"),
      title: language("上级区域合计", "sums over regions that contain others"),
      total: allocation.sums.count, headers: (language("区域", "region"), nil),
      findings: allocation.sums.enumerated().map { place, sum in
        finding(
          "P2-\(place + 1)", words.named(sum.region), words.sentence(sum, at: place),
          count: sum.share.count,
          eligible: allocation.parts.filter { allocation.sums(around: $0).contains(place) }
            .flatMap(\.eligible).sorted(), limits: sum.limits)
      })
    sums.remarks = [
      language("约束表对这些区域的上下限，管本区域和所含区域的合计", "limits on these bound the sum over all within")
    ]
    return FindingReport(
      book, in: language, title: name,
      head: [
        language(
          "\(total) 家分到 \(allocation.parts.count) 个区域，符合条件的企业共 \(eligible.count) 家  [P0]",
          "\(total) firms over \(allocation.parts.count) regions; \(eligible.count) are eligible  [P0]"
        ),
        language(
          "判定日期 \(asOf)；符合条件 = 在业小微企业，有未销号的问题；按家数比例、最大余数法，上下限取自约束表，不超过符合条件的家数",
          "as of \(asOf); eligible = small or micro, in operation, with a problem open; by largest "
            + "remainder, between the limits of the book and not above the eligible firms"),
      ], headMark: "P0", headFigures: [],
      sections: allocation.sums.isEmpty ? [parts] : [parts, sums])
  }
}

extension ProportionalAllocation.Share.Reason {
  /// The reason's key in JSON.
  var key: String {
    switch self {
    case .proportion: "proportion"
    case .remainder: "remainder"
    case .floor: "floor"
    case .ceiling: "ceiling"
    }
  }
}
