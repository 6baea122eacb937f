public import ChainAnalysis
public import ChainModel
package import WorkbookOutput

/// A firm's suppliers or customers tier by tier, as text, JSON, CSV and workbook.
public struct TraceReport: Sendable {
  private let trace: SupplyTrace
  private let book: ChainBook
  private let asOf: CalendarDate

  /// A report on a trace.
  ///
  /// - Parameters:
  ///   - trace: The trace.
  ///   - book: The book.
  ///   - asOf: The day of judgement.
  public init(_ trace: SupplyTrace, in book: ChainBook, asOf: CalendarDate) {
    self.trace = trace
    self.book = book
    self.asOf = asOf
  }

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most firms of each tier; 0 for all.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, top: Int = 20, evidence: Bool = false) -> String {
    report(in: language).text(top: top, evidence: evidence)
  }

  /// The firms as CSV, one row each; with evidence, the rows behind the figures instead.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  public func csv(in language: Language, evidence: Bool = false) -> [UInt8] {
    report(in: language).csv(evidence: evidence)
  }

  /// The report as a workbook, a sheet for each tier, and 依据.
  ///
  /// - Parameter language: The language.
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows, or temporary files can't be
  ///   written.
  package func workbook(in language: Language) throws(WorkbookOutputError) -> WorkbookWriter.Output
  {
    try report(in: language).workbook()
  }

  /// The report as JSON, schema `qianglian.trace/1`.
  ///
  /// - Parameters:
  ///   - language: The language of names of figures in the evidence.
  ///   - evidence: Whether every figure's items and source rows are added.
  /// - Returns: The text.
  public func json(in language: Language = .chinese, evidence: Bool = false) -> String {
    let names = BookNames(book, in: language)
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("qianglian.trace/1")), ("asOf", .string(asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      (
        "firm",
        .object([
          ("id", .string(names.id(trace.firm))), ("name", .string(names.full(trace.firm))),
        ])
      ),
      ("direction", .string(trace.direction.rawValue)),
      ("total", .integer(trace.count)),
      (
        "tiers",
        .array(
          trace.tiers.enumerated().map { index, steps in
            .object([
              ("tier", .integer(index + 1)), ("count", .integer(steps.count)),
              ("firms", .array(steps.map { .string(names.id($0.firm)) })),
              ("via", .array(steps.map { .string(names.id($0.via)) })),
            ])
          })
      ),
      ("inferredSupplies", .integer(trace.inferred.count)),
    ]
    if evidence { members.append(("evidence", report(in: language).evidenceJSON())) }
    return JSONValue.object(members).text
  }

  /// The report as findings with figures and evidence.
  ///
  /// - Parameter language: The language.
  /// - Returns: The report.
  package func report(in language: Language) -> FindingReport {
    let names = BookNames(book, in: language)
    let isUpstream = trace.direction == .upstream
    let way = isUpstream ? language("上游", "upstream") : language("下游", "downstream")
    var head = [
      language("判定日期 \(asOf)", "as of \(asOf)"),
      language(
        "\(names.placed(trace.firm))：\(way) \(trace.count) 家，\(trace.tiers.count) 级  [T0]",
        "\(names.placed(trace.firm)): \(trace.count) firms \(way), \(trace.tiers.count) tiers  [T0]"
      ),
    ]
    if trace.count == 0 {
      head.append(
        isUpstream
          ? language("没有申报的供应方", "no declared supplier")
          : language("没有申报的采购方", "no declared customer"))
    }
    if !trace.inferred.isEmpty {
      head.append(
        language(
          "另有推断的供应关系 \(trace.inferred.count) 条涉及这些企业，未计入  [T0]",
          "\(trace.inferred.count) inferred supplies of these firms are not counted  [T0]"))
    }
    let steps = trace.tiers.joined().map { $0 }
    let inferred = trace.inferred
    let count = trace.tiers.count
    return FindingReport(
      book, in: language,
      title: language("供应关系追溯", "supply trace"), head: head, headMark: "T0",
      headFigures: [
        Figure(Bilingual("企业", "firms"), trace.count) {
          steps.map { names.item($0.firm, rows: Self.rows($0, isUpstream, names)) }
        },
        Figure(Bilingual("级数", "tiers"), count) {
          (0..<count).map { EvidenceItem(name: "T\($0 + 1)", rows: []) }
        },
        Figure(Bilingual("推断的供应关系", "inferred supplies"), inferred.count) {
          inferred.map {
            EvidenceItem(name: "#\($0)", rows: [EvidenceRow(.supplies, $0)])
          }
        },
      ], sections: sections(language, names))
  }

  private static func rows(
    _ step: SupplyTrace.Step, _ isUpstream: Bool, _ names: BookNames
  ) -> [EvidenceRow] {
    isUpstream ? names.supply(step.firm, step.via) : names.supply(step.via, step.firm)
  }

  private func sections(_ language: Language, _ names: BookNames) -> [ReportSection] {
    let isUpstream = trace.direction == .upstream
    return trace.tiers.enumerated().map { index, steps in
      let tier = index + 1
      var section = ReportSection(
        mark: "T\(tier)", name: language("第 \(tier) 级", "tier \(tier)"),
        title: language("第 \(tier) 级：\(steps.count) 家", "tier \(tier): \(steps.count) firms"),
        total: steps.count,
        headers: (
          language("企业", "firm"),
          isUpstream ? language("供给", "supplies") : language("购自", "buys from")
        ),
        findings: steps.enumerated().map { place, step in
          let rows = Self.rows(step, isUpstream, names)
          return ReportFinding(
            mark: "T\(tier)-\(place + 1)", subject: names.named(step.firm),
            related: names.named(step.via), sentence: names.placed(step.firm),
            paths: [
              .init(
                names: isUpstream
                  ? [names.short(step.firm), names.short(step.via)]
                  : [names.short(step.via), names.short(step.firm)],
                rows: rows)
            ])
        })
      section.figures = [
        Figure(Bilingual("第 \(tier) 级企业", "firms of tier \(tier)"), steps.count) {
          steps.map { names.item($0.firm, rows: Self.rows($0, isUpstream, names)) }
        }
      ]
      return section
    }
  }
}
