import ChainAnalysis
public import ChainModel
public import ChainPlanning
package import WorkbookOutput

/// How many firms each region is to support (提升指标分配), with the firms behind each number.
public struct AllocationReport: Sendable {
  private let allocation: RegionAllocation
  private let asOf: CalendarDate
  private let book: ChainBook

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

  private var total: Int { allocation.parts.reduce(0) { $0 + $1.share.count } }
  private var eligible: [Int] { allocation.parts.flatMap(\.eligible).sorted() }

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
    report(in: language).csv(evidence: evidence)
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
            ])
          })
      ),
      (
        "withoutRegion",
        .array(allocation.withoutRegion.map { .string(book.text[book.firms[$0].id]) })
      ),
    ]
    if evidence { members.append(("evidence", report(in: language).evidenceJSON())) }
    return JSONValue.object(members).text
  }

  package func report(in language: Language) -> FindingReport {
    let names = BookNames(book, in: language)
    let book = book
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
    let eligible = eligible
    let findings = allocation.parts.enumerated().map { place, part in
      let reason =
        switch part.share.reason {
        case .proportion: language("按比例", "in proportion")
        case .remainder: language("按比例，余数进一", "in proportion, rounded up for its remainder")
        case .floor:
          language("按下限 \(part.share.party.floor)", "its floor of \(part.share.party.floor)")
        case .ceiling: language("按上限 \(part.share.count)", "its ceiling of \(part.share.count)")
        }
      return ReportFinding(
        mark: "P1-\(place + 1)",
        subject: .init(
          id: book.text[book.regions[part.region].code], name: names.region(part.region)),
        sentence: language(
          "\(names.region(part.region))：\(part.share.count) 家（符合条件 \(part.eligible.count) 家，\(reason)）",
          "\(names.region(part.region)): \(part.share.count) (\(part.eligible.count) eligible; "
            + reason + ")"),
        columns: [(language("分配家数", "share"), String(part.share.count))],
        figures: [
          Figure(Bilingual("符合条件", "eligible"), part.eligible.count) { items(part.eligible) }
        ])
    }
    var section = ReportSection(
      mark: "P1", name: language("指标分配", "Allocation"),
      title: language("各区域家数", "firms by region"), total: findings.count,
      headers: (language("区域", "region"), nil), findings: findings)
    if !allocation.withoutRegion.isEmpty {
      section.remarks.append(
        language(
          "另有 \(allocation.withoutRegion.count) 家符合条件的企业没有填区域，未参加分配",
          "\(allocation.withoutRegion.count) more eligible firms have no region and no part"))
    }
    return FindingReport(
      book, in: language, title: language("提升指标分配", "Allocation over regions"),
      head: [
        language(
          "\(total) 家分到 \(findings.count) 个区域，符合条件的企业共 \(eligible.count) 家  [P0]",
          "\(total) firms over \(findings.count) regions; \(eligible.count) are eligible  [P0]"),
        language(
          "判定日期 \(asOf)；符合条件 = 在业小微企业，有未销号的问题；按家数比例、最大余数法，上下限取自约束表，不超过符合条件的家数",
          "as of \(asOf); eligible = small or micro, in operation, with a problem open; by largest "
            + "remainder, between the limits of the book and not above the eligible firms"),
      ], headMark: "P0",
      headFigures: [
        Figure(Bilingual("符合条件企业", "eligible firms"), eligible.count) { items(eligible) }
      ], sections: [section])
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

extension ProportionalAllocation.Failure {
  /// Why a number can't be shared over regions, and the fix.
  ///
  /// - Parameter total: The number.
  /// - Returns: One sentence.
  public func message(_ total: Int) -> Bilingual {
    switch self {
    case .contradictory(let party):
      let most = party.ceiling ?? 0
      return Bilingual(
        "区域 \(party.id) 的下限 \(party.floor) 高于可分的 \(most) 家（约束上限或符合条件的家数）：请改约束表",
        "region \(party.id) has a floor of \(party.floor) above the \(most) firms it can get: correct the limits"
      )
    case .floorsExceed(let floors):
      return Bilingual(
        "各区域下限合计 \(floors) 家，超过要分的 \(total) 家：请增加总数或降低下限",
        "the floors sum to \(floors), more than \(total): raise the number or lower the floors")
    case .ceilingsFallShort(let most):
      return Bilingual(
        "各区域最多共可分 \(most) 家，不足 \(total) 家：请减少总数或提高上限",
        "the regions can get \(most) in all, fewer than \(total): lower the number or raise ceilings"
      )
    case .noNeed:
      return Bilingual("没有符合条件的企业可分", "there are no eligible firms")
    }
  }
}
