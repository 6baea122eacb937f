public import ChainAnalysis
public import ChainModel
package import WorkbookOutput

/// Suspected common sources of problems as text, JSON, CSV and workbook, each figure with its
/// evidence.
public struct SourceReport: Sendable {
  private let found: CommonSources
  private let book: ChainBook

  /// A report on sources.
  ///
  /// - Parameters:
  ///   - found: What was found.
  ///   - book: The book.
  public init(_ found: CommonSources, in book: ChainBook) {
    self.found = found
    self.book = book
  }

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most sources of each problem and kind; 0 for all.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, top: Int = 20, evidence: Bool = false) -> String {
    report(in: language).text(top: top, evidence: evidence)
  }

  /// The sources as CSV, one row each; with evidence, the rows behind the figures instead.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  public func csv(in language: Language, evidence: Bool = false) -> [UInt8] {
    report(in: language).csv(evidence: evidence)
  }

  /// The report as a workbook: a summary, a sheet for each problem, and 依据.
  ///
  /// - Parameter language: The language.
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows, or temporary files can't be
  ///   written.
  package func workbook(in language: Language) throws(WorkbookOutputError) -> WorkbookWriter.Output
  {
    try report(in: language).workbook()
  }

  /// The report as findings with figures and evidence.
  ///
  /// - Parameter language: The language.
  /// - Returns: The report.
  package func report(in language: Language) -> FindingReport {
    var sections: [ReportSection] = []
    for (place, entry) in found.entries.enumerated() {
      for kind in CommonSources.Kind.allCases {
        guard let explanation = entry.explanations[kind] else { continue }
        sections.append(
          section(entry, kind, explanation, number: place + 1, language))
      }
    }
    return FindingReport(
      book, in: language, title: language("疑似上游共同来源", "Suspected common sources"),
      head: head(language), headMark: "S0", headFigures: [], sections: sections)
  }

  private func head(_ language: Language) -> [String] {
    var lines = [language("判定日期 \(found.asOf)", "as of \(found.asOf)")]
    lines.append(
      found.options.tiers.map {
        language("向上追溯 \($0) 级以内（--tiers 0 不限）", "up to \($0) tiers upstream (--tiers 0: any)")
      } ?? language("向上追溯，不限级数", "any number of tiers upstream"))
    lines.append(
      language(
        "“疑似上游共同来源”只说明供应关系上的关联，待溯源核实；q ≤ 0.05 记“显著”，其余记“可能偶然”",
        "a suspected source is a link by supplies, to be verified; q ≤ 0.05 is called significant, "
          + "others possibly chance"))
    if found.isAssumed {
      lines.append(
        language(
          "书中没有诊断记录：凡环节内有问题记录的，按该环节企业全部已诊断计；若记录只含不合格（如退运批次），占比不能代表全体企业，"
            + "只能比较彼此，也不能说来源“导致”了问题，只能说这批记录集中在其下游",
          "no assessments: every firm of a segment with a finding counts as assessed. Where the records "
            + "hold failures only (such as refused lots), shares do not speak of all firms and can "
            + "only be compared with each other, and no source can be said to cause a problem: the "
            + "records only gather downstream of it"))
    }
    if found.options.kinds.contains(.element), !found.knowsInfrastructure {
      lines.append(
        language(
          "没有“质量基础设施资源”表，不判断要素缺失", "no table of resources: no missing element is looked for"))
    }
    if found.entries.isEmpty {
      lines.append(
        language("没有两家以上企业共有的问题", "no problem is open at two firms or more"))
    }
    return lines
  }

  private func section(
    _ entry: CommonSources.Entry, _ kind: CommonSources.Kind,
    _ explanation: CommonSources.Explanation, number: Int, _ language: Language
  ) -> ReportSection {
    let names = BookNames(book, in: language)
    let problem = book.problems[entry.problem]
    let name = book.text[problem.name]
    let mark = "S\(number)" + (kind == .firm ? "" : kind == .segment ? "h" : "y")
    let what = Self.name(of: kind)[language]
    let findings = explanation.sources.enumerated().map { place, source in
      finding(
        source, entry, mark: "\(mark)-\(place + 1)", names, language)
    }
    let whole =
      found.isAssumed
      ? language(
        "，按 \(entry.assessed) 家计（假定均已诊断，书中没有诊断记录）",
        " of \(entry.assessed) (all assumed assessed, as the book has no assessments)")
      : language("（已诊断 \(entry.assessed) 家）", " (of \(entry.assessed) assessed)")
    var title = language(
      "\(name)：\(entry.affected.count) 家有此问题\(whole)；\(what) \(findings.count) 个",
      "\(name): at \(entry.affected.count) firms\(whole); \(findings.count) by \(what)")
    if !explanation.unexplained.isEmpty {
      title += language(
        "，未能解释 \(explanation.unexplained.count) 家（\(names.list(explanation.unexplained, most: 5))）",
        ", \(explanation.unexplained.count) unexplained "
          + "(\(names.list(explanation.unexplained, most: 5)))")
    }
    var section = ReportSection(
      mark: mark, name: "\(number) " + String(name.prefix(16)) + (kind == .firm ? "" : " " + what),
      title: title, total: findings.count,
      headers: (language("疑似来源", "suspected source"), language("问题", "problem")),
      findings: findings)
    let (book, problemIndex) = (book, entry.problem)
    func items(_ firms: [Int]) -> [EvidenceItem] {
      firms.map { firm in
        names.item(
          firm,
          rows: book.findingsOfFirm[firm].filter {
            book.findings[$0].problem.index == problemIndex
          }.map { EvidenceRow(.findings, $0) })
      }
    }
    let affected = items(entry.affected)
    let unexplained = items(explanation.unexplained)
    section.figures = [
      Figure(Bilingual("有此问题的企业", "affected"), entry.affected.count) { affected },
      Figure(Bilingual("未能解释的企业", "unexplained"), explanation.unexplained.count) {
        unexplained
      },
    ]
    return section
  }

  private static func name(of kind: CommonSources.Kind) -> Bilingual {
    switch kind {
    case .firm: Bilingual("疑似上游共同来源", "suspected sources")
    case .segment: Bilingual("疑似来源环节", "suspected segments")
    case .element: Bilingual("缺失的质量基础设施", "missing infrastructure")
    }
  }

  private func label(_ origin: CommonSources.Origin, _ names: BookNames, _ language: Language)
    -> String
  {
    switch origin.kind {
    case .firm: return names.placed(origin.position)
    case .segment: return names.placedSegment(origin.position)
    case .element:
      let kind = origin.infrastructure.map { language($0.chinese, $0.english) } ?? ""
      return names.placedSegment(origin.position) + language("缺\(kind)", " lacks \(kind)")
    }
  }

  private func id(_ origin: CommonSources.Origin, _ names: BookNames) -> String {
    switch origin.kind {
    case .firm: names.id(origin.position)
    case .segment, .element: names.segmentID(origin.position)
    }
  }

  private func finding(
    _ source: CommonSources.Source, _ entry: CommonSources.Entry, mark: String,
    _ names: BookNames, _ language: Language
  ) -> ReportFinding {
    let covers = names.list(source.covers, most: 6)
    let lift = NumberText.decimal(source.lift, digits: 1)
    let p = NumberText.probability(source.p)
    let q = NumberText.probability(source.q)
    let judged =
      source.isSignificant
      ? language("显著（q \(q)）", "significant (q \(q))")
      : language("可能偶然（q \(q)）", "possibly chance (q \(q))")
    let isElement = source.origin.kind == .element
    let place = isElement ? language("该环节", "in the segment") : language("其下游", "downstream")
    let assessed =
      found.isAssumed
      ? language("按已诊断计的", "firms counted as assessed") : language("已诊断", "assessed firms")
    var sentence = language(
      "\(label(source.origin, names, language))：\(place)有 \(source.covers.count)/\(entry.affected.count) 家有此问题"
        + "（\(covers)），新增解释 \(source.newlyCovers.count) 家；\(place)\(assessed) \(source.reached.count) 家，"
        + "是随机情形的 \(lift) 倍，p \(p)，\(judged)",
      "\(label(source.origin, names, language)): \(source.covers.count) of \(entry.affected.count) "
        + "affected firms are \(place) (\(covers)), \(source.newlyCovers.count) newly explained; "
        + "\(source.reached.count) \(assessed) are \(place), \(lift) times what chance gives, "
        + "p \(p), \(judged)")
    if !source.confirmedBy.isEmpty {
      sentence += language(
        "；溯源结论已核实 \(source.confirmedBy.count) 条",
        "; verified by \(source.confirmedBy.count) findings")
    }
    if !source.indistinguishable.isEmpty {
      let others = source.indistinguishable.prefix(3).map { label($0, names, language) }
        .joined(separator: language("、", ", "))
      let rest = source.indistinguishable.count > 3 ? language(" 等", " …") : ""
      sentence += language(
        "；数据上与 \(others)\(rest) 无法区分", "; the data can't tell it from \(others)\(rest)")
    }
    var finding = ReportFinding(
      mark: mark,
      subject: .init(id: id(source.origin, names), name: label(source.origin, names, language)),
      related: .init(
        id: book.text[book.problems[entry.problem].id],
        name: book.text[book.problems[entry.problem].name]),
      sentence: sentence,
      columns: [
        (language("倍数", "lift"), lift), ("p", p), ("q", q),
        (language("判断", "judged"), judged),
        (language("涉及企业", "covers"), names.list(source.covers, most: 20)),
      ], paths: source.paths.map(names.path))
    let (book, problem) = (book, entry.problem)
    @Sendable func findings(_ firm: Int) -> [EvidenceRow] {
      book.findingsOfFirm[firm].filter { book.findings[$0].problem.index == problem }
        .map { EvidenceRow(.findings, $0) }
    }
    @Sendable func rows(_ firm: Int) -> [EvidenceRow] {
      let path = source.paths.first { $0.last == firm } ?? []
      return findings(firm) + names.supplies(along: path)
    }
    finding.figures = [
      Figure(Bilingual("其下游有此问题的企业", "covers"), source.covers.count) {
        source.covers.map { names.item($0, rows: rows($0)) }
      },
      Figure(Bilingual("新增解释", "newly covers"), source.newlyCovers.count) {
        source.newlyCovers.map { names.item($0, rows: findings($0)) }
      },
      Figure(
        found.isAssumed
          ? Bilingual("其下游按已诊断计的企业", "downstream, counted as assessed")
          : Bilingual("其下游已诊断企业", "assessed downstream"), source.reached.count
      ) {
        source.reached.map { firm in
          let assessed = book.assessmentsOfFirm[firm].map { EvidenceRow(.assessments, $0) }
          return names.item(firm, rows: assessed.isEmpty ? [EvidenceRow(.firms, firm)] : assessed)
        }
      },
      Figure(Bilingual("溯源结论", "verified by"), source.confirmedBy.count) {
        source.confirmedBy.map {
          EvidenceItem(name: "#\($0)", rows: [EvidenceRow(.findings, $0)])
        }
      },
    ]
    return finding
  }

  // MARK: - JSON

  /// The report as JSON, schema `qianglian.sources/1`.
  ///
  /// - Parameters:
  ///   - language: The language of names of figures in the evidence.
  ///   - top: The most sources of each problem and kind; 0 for all.
  ///   - evidence: Whether every figure's items and source rows are added.
  /// - Returns: The text.
  public func json(
    in language: Language = .chinese, top: Int = 0, evidence: Bool = false
  ) -> String {
    let names = BookNames(book, in: .chinese)
    func ids(_ firms: [Int]) -> JSONValue { .array(firms.map { .string(names.id($0)) }) }
    func origin(_ origin: CommonSources.Origin) -> JSONValue {
      .object([
        ("id", .string(id(origin, names))),
        (
          "name",
          .string(
            origin.kind == .firm
              ? names.full(origin.position) : label(origin, names, .chinese))
        ),
        ("kind", .string(origin.kind.rawValue)),
      ])
    }
    func source(_ source: CommonSources.Source) -> JSONValue {
      .object([
        ("source", origin(source.origin)), ("covers", ids(source.covers)),
        ("newlyCovers", ids(source.newlyCovers)), ("coverage", .number(source.coverage)),
        ("reached", .integer(source.reached.count)), ("lift", .number(source.lift)),
        ("p", .number(source.p)), ("q", .number(source.q)),
        ("significant", .bool(source.isSignificant)),
        ("confirmed", .bool(!source.confirmedBy.isEmpty)),
        ("indistinguishable", .array(source.indistinguishable.map(origin))),
        ("paths", .array(source.paths.map(ids))),
      ])
    }
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("qianglian.sources/1")), ("asOf", .string(found.asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ("tiers", .optional(found.options.tiers)),
      ("basis", .string(found.isAssumed ? "assumed" : "assessments")),
      (
        "problems",
        .array(
          found.entries.map { entry in
            let kinds = CommonSources.Kind.allCases.filter { entry.explanations[$0] != nil }
            let main = kinds.first.flatMap { entry.explanations[$0] }
            return .object([
              (
                "problem",
                .object([
                  ("id", .string(book.text[book.problems[entry.problem].id])),
                  ("name", .string(book.text[book.problems[entry.problem].name])),
                ])
              ),
              ("affected", .integer(entry.affected.count)),
              ("assessed", .integer(entry.assessed)),
              (
                "sources",
                .array(
                  kinds.flatMap { kind -> [JSONValue] in
                    let all = entry.explanations[kind]?.sources ?? []
                    return (top > 0 ? Array(all.prefix(top)) : all).map(source)
                  })
              ),
              ("unexplained", ids(main?.unexplained ?? [])),
              (
                "families",
                .object(
                  kinds.map {
                    ($0.rawValue, .integer(entry.explanations[$0]?.familySize ?? 0))
                  })
              ),
            ])
          })
      ),
    ]
    if evidence { members.append(("evidence", report(in: language).evidenceJSON())) }
    return JSONValue.object(members).text
  }
}
