public import ChainAnalysis
public import ChainModel
import DelimitedText
package import WorkbookOutput

/// What is in a book, as text, JSON, CSV and workbook, each figure with its evidence.
public struct ShowReport: Sendable {
  let overview: BookOverview
  /// Merge proposals not yet decided, by subject.
  let pending: [(subject: DecisionSubject, count: Int)]

  /// A report on a book.
  ///
  /// - Parameters:
  ///   - overview: What was found in it.
  ///   - pending: Merge proposals not yet decided, by subject: until they are, firms and segments may
  ///     be counted twice.
  public init(
    _ overview: BookOverview, pending: [(subject: DecisionSubject, count: Int)] = []
  ) {
    self.overview = overview
    self.pending = pending
  }

  private func words(_ language: Language, top: Int) -> ShowWords {
    ShowWords(
      overview, in: language, top: top, pending: MergeReport.line(of: pending, in: language))
  }

  var book: ChainBook { overview.book }
  var summary: BookSummary { overview.summary }

  /// The most findings of each list of a text where nobody says how many.
  static let overviewLines = 3
  /// How many proposals of a status a text lists where nobody says how many.
  private static let proposalLines = 40
  /// How many findings of each list are worked out for a text where nobody says how many: as many as
  /// its lines name.
  public static let overviewLimit = 8

  // MARK: - Text

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most findings of each list, 0 for all; nil for an overview that fits a screen.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  public func text(
    in language: Language, top: Int? = nil, evidence: Bool = false
  ) -> String {
    let limit = top ?? Self.overviewLimit
    let listed = top == nil && !overview.proposals.isEmpty ? Self.proposalLines : limit
    let words = words(language, top: limit == 0 ? 0 : max(limit, listed))
    var lines = FindingReport.notices(of: book, in: language) + words.head
    for entry in words.sections {
      if let heading = entry.heading { lines += ["", heading] }
      lines += self.lines(of: entry, language, top: top)
    }
    if evidence { lines += report(words, in: language).evidenceLines(top: limit) }
    return lines.map(LineText.visible).joined(separator: "\n") + "\n"
  }

  private func lines(of entry: ShowSection, _ language: Language, top: Int?) -> [String] {
    let section = entry.section
    let mark = section.mark.isEmpty ? "" : "  [\(section.mark)]"
    var most = top ?? Self.overviewLines
    switch entry.overview {
    case .title: return ["  " + section.title + mark]
    case .line(let line): if top == nil { return ["  " + line + mark] }
    case .list: break
    case .whole: most = top ?? Self.proposalLines
    }
    var lines = ["  " + section.title + mark]
    lines += section.remarks.map { "    " + $0 }
    let shown = most > 0 ? section.findings.prefix(most) : section.findings[...]
    lines += shown.map { "    \($0.sentence)  [\($0.mark)]" }
    if section.total > shown.count {
      lines.append(
        language(
          "    ……还有 \(section.total - shown.count) 项，用 --top N 列出前 N 项（0 为全部）",
          "    … \(section.total - shown.count) more; --top N lists N of them (0: all)"))
    }
    return lines
  }

  /// A share as 3/5; a percentage is added from 10 firms on.
  static func share(_ part: Int, _ whole: Int, _ language: Language) -> String {
    guard whole >= 10 else { return "\(part)/\(whole)" }
    let percent = Int((Double(part) / Double(whole) * 100).rounded())
    return "\(part)/\(whole)" + language("（\(percent)%）", " (\(percent)%)")
  }

  // MARK: - Findings

  /// The report as findings with figures and evidence.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most findings of each list; 0 for all.
  /// - Returns: The report.
  package func report(in language: Language, top: Int) -> FindingReport {
    report(words(language, top: top), in: language)
  }

  private func report(_ words: ShowWords, in language: Language) -> FindingReport {
    FindingReport(
      book, in: language, title: language("构成、分布、质量水平", "Make-up, distribution, quality level"),
      head: words.head + [words.headline], headMark: "S0", headFigures: words.headFigures,
      sections: words.sections.map(\.section).filter { !$0.mark.isEmpty && $0.mark != "S0" })
  }

  /// The report as a workbook: a summary, a sheet for each list, and 依据.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most findings of each list; 0 for all.
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows, or temporary files can't be
  ///   written.
  package func workbook(
    in language: Language, top: Int = 20
  ) throws(WorkbookOutputError) -> WorkbookWriter.Output {
    try report(in: language, top: top).workbook()
  }

  // MARK: - CSV

  /// The groups as CSV: a row for each chain, segment, region, industry and tier; with evidence, the
  /// rows behind the figures instead.
  ///
  /// A segment with child segments has a second row that counts theirs too. Cells are blank where the
  /// book has nothing to judge by.
  ///
  /// - Parameters:
  ///   - language: The language of headers.
  ///   - top: With evidence, the most findings of each list; 0 for all.
  ///   - evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  public func csv(in language: Language, top: Int = 20, evidence: Bool = false) -> [UInt8] {
    if evidence { return report(in: language, top: top).csv(evidence: true) }
    let words = words(language, top: top)
    var writer = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
    let proposals = Dictionary(
      overview.proposals.map { ($0.segment, $0) }, uniquingKeysWith: { first, _ in first })
    var header =
      language == .chinese
      ? ["分组", "产业链编号", "编号", "名称", "在业企业", "获证", "小微企业", "有未销号问题"]
      : ["group", "chain", "id", "name", "firms", "certified", "smallMicro", "withOpenProblems"]
    if !proposals.isEmpty {
      header += [language("建议状态", "proposedStatus"), language("依据", "reasons")]
    }
    writer.row(header)
    func row(
      _ kind: String, _ chain: String, _ group: BookSummary.Group,
      _ proposal: SegmentStatusProposal? = nil
    ) {
      var cells = [
        kind, chain, group.id, group.name, String(group.firms.count),
        group.certified.map { String($0.count) } ?? "", String(group.smallMicro.count),
        group.withOpenProblems.map { String($0.count) } ?? "",
      ]
      if !proposals.isEmpty {
        cells += proposal.map { [words.status($0.proposed), words.reasons($0)] } ?? ["", ""]
      }
      writer.row(cells)
    }
    for chain in summary.chains { row(language("产业链", "chain"), chain.id, chain) }
    let families = Dictionary(
      uniqueKeysWithValues: summary.parentSegments.compactMap { group in
        group.position.map { ($0, group) }
      })
    for entry in summary.segments {
      let chain = book.text[book.chains[entry.chain].id]
      row(
        language("环节", "segment"), chain, entry.group,
        entry.group.position.flatMap { proposals[$0] })
      if let family = entry.group.position.flatMap({ families[$0] }) {
        row(language("环节（含下级）", "segment with children"), chain, family)
      }
    }
    for region in summary.regions { row(language("区域", "region"), "", region) }
    if !summary.withoutRegion.firms.isEmpty {
      var homeless = summary.withoutRegion
      homeless.name = language("未填区域", "no region")
      row(language("区域", "region"), "", homeless)
    }
    for industry in summary.industries { row(language("行业", "industry"), "", industry) }
    if summary.linkedPairs > 0 {
      for tier in overview.certification.tiers {
        var group = summary.group(of: tier.firms)
        group.id = tier.distance.map(String.init) ?? ""
        group.name = words.tierName(tier)
        row(language("供应级数", "tier"), "", group)
      }
    }
    return writer.takeBytes()
  }
}
