public import ChainAnalysis
public import ChainModel
import ChainPlanning
public import ChainReports

/// The plan of a firm on a page (一企一策): who it is, its certificates and open problems, which measures
/// act on it, who leads them and by when, and its place among bottlenecks and suspected sources.
///
/// Numbers carry the mark under which a command's `--evidence` lists the rows behind them, or the rows
/// themselves.
public struct FirmPlanDocument {
  private let facts: PlanFacts
  private let profile: FirmProfile
  private let ledger: QualityLedger
  private let cited: EvidenceText
  private var plan: PlanReport { facts.plan }
  private var book: ChainBook { facts.plan.book }
  private var language: Language { facts.language }
  private var firm: Int { profile.firm }

  /// The page of a firm.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - profile: The firm.
  ///   - ledger: Certificates and problems on the day.
  ///   - language: The language.
  public init(
    _ plan: PlanReport, profile: FirmProfile, ledger: QualityLedger, language: Language
  ) {
    facts = PlanFacts(plan, language: language)
    self.profile = profile
    self.ledger = ledger
    cited = EvidenceText(plan.book, in: language)
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - bottlenecks: Every bottleneck of the book.
  ///   - problems: The book's problems.
  ///   - sources: Their suspected common sources.
  ///   - drawings: The firm's map.
  ///   - commands: The commands that list the rows behind the marks.
  /// - Returns: The page.
  public func document(
    bottlenecks: BottleneckReport, problems: ProblemReport, sources: SourceReport,
    drawings: [PlanDrawing], commands: [String]
  ) -> PlanDocument {
    var page = PlanDocument(
      title: language("\(facts.names.full(firm)) 一企一策", "Plan of \(facts.names.full(firm))"),
      notices: facts.notices, headline: headline,
      facts: [identity]
        + [
          language("判定日期 \(ledger.asOf)；全部计划：", "as of \(ledger.asOf); the whole plan: ")
            + (facts.headLines.first ?? "")
        ])
    page.add(
      language("认证", "Certificates"), certificates,
      otherwise: language("没有认证记录", "no certificate is recorded"))
    let lacking = profile.missing.map { missing in
      language("⊘ 应证未证：", "⊘ lacks by law: ")
        + missing.schemes.map { language($0.chinese, $0.english) }.joined(
          separator: facts.separator)
        + language(
          "（\(facts.names.segment(missing.segment))）", " (\(facts.names.segment(missing.segment)))")
    }
    if !lacking.isEmpty { page.blocks.append(.list(lacking)) }
    page.add(
      language("未销号问题", "Open problems"), openProblems(problems),
      otherwise: language("没有未销号问题", "no problem is open"))
    addMeasures(to: &page)
    page.add(
      language("瓶颈位置", "Place among bottlenecks"),
      bottlenecks.report(in: language).sections.flatMap(\.findings)
        .filter { $0.subject.id == facts.names.id(firm) }
        .map { "\($0.sentence) [\($0.mark)]" },
      otherwise: language("不在瓶颈位置", "it is no bottleneck"))
    addSources(sources.report(in: language), to: &page)
    page.add(language("依据", "Evidence"), commands, otherwise: "")
    if !drawings.isEmpty { page.blocks.append(.drawings(drawings)) }
    return page
  }

  // MARK: - Who it is

  /// The mark under which the plan lists the firm.
  private var mark: String {
    plan.coveredFirms.firstIndex(of: firm).map { " [P6-\($0 + 1)]" } ?? ""
  }

  private var headline: String {
    let pairs = coveredPairs.count
    guard pairs > 0 else {
      return profile.problems.isEmpty
        ? language("没有未销号问题，本计划没有针对它的举措", "no problem is open and no measure acts on it")
        : language("本计划没有针对它的举措", "no measure of the plan acts on it")
    }
    return language(
      "本计划 \(measures.count) 项举措针对它的 \(pairs) 个未销号问题",
      "\(measures.count) measures of the plan act on \(pairs) of its open problems") + mark
  }

  private var identity: String {
    let row = book.firms[firm]
    var parts: [String] = []
    func add(_ name: String, _ value: String) {
      if !value.isEmpty { parts.append(name + language("：", ": ") + value) }
    }
    add(language("统一社会信用代码", "credit code"), book.text[row.creditCode])
    if row.creditCode.isEmpty { add(language("企业编号", "number"), book.text[row.number]) }
    add(language("区域", "region"), row.region.index.map(facts.names.region) ?? "")
    let size = BookSummary.size(of: row, in: book)
    if size != .undetermined, size != .notApplicable {
      add(
        language("规模", "size"),
        language(size.chinese, size.english)
          + (row.declaredSize == nil ? language("（按指标推算）", " (worked out)") : ""))
    }
    add(language("主要产品", "products"), book.text[row.products])
    add(
      language("环节", "segments"),
      book.membershipsOfFirm[firm].compactMap { position -> String? in
        guard let segment = book.members[position].segment.index else { return nil }
        return facts.names.placedSegment(segment)
          + (book.members[position].role.map { language("（\($0.chinese)）", " (\($0.english))") }
            ?? "")
      }.joined(separator: facts.separator))
    if let maturity = row.maturity {
      add(language("质量管理成熟度", "maturity"), language(maturity.chinese, maturity.english))
    }
    if !row.isOperating { parts.append(language("非在业", "not in operation")) }
    let rows = cited.citation([EvidenceRow(.firms, firm)])
    return parts.joined(separator: language("；", "; "))
      + (rows.isEmpty ? "" : language("（\(rows)）", " (\(rows))"))
  }

  private var certificates: PlanDocument.Table {
    PlanDocument.Table(
      headers: language == .chinese
        ? ["认证类别", "证书编号", "认证范围", "状态", "有效期至", "依据"]
        : ["scheme", "number", "scope", "state", "until", "row"], unbroken: [4],
      rows: profile.holdings.map { holding in
        let row = book.certificates[holding.certificate]
        let state =
          holding.state.map { language($0.chinese, $0.english) }
          ?? language("未颁发", "not issued yet")
        return [
          language(holding.scheme.chinese, holding.scheme.english), book.text[row.number],
          book.text[row.scope], state, holding.lastDay?.description ?? "",
          cited.citation([EvidenceRow(.certificates, holding.certificate)]),
        ]
      })
  }

  // MARK: - Problems and measures

  /// The firm's pairs that the plan acts on.
  private var coveredPairs: [Int] {
    plan.coveredPairs.filter { plan.planning.problem.pairs[$0].firm == firm }
  }

  /// The chosen measures that act on the firm.
  private var measures: [Int] {
    let pairs = Set(coveredPairs)
    return plan.plan.chosen.filter { measure in
      plan.planning.problem.candidates[measure].pairs.contains(where: pairs.contains)
    }
  }

  /// The chosen measures that act on a problem of the firm.
  private func measures(against problem: Int) -> [Int] {
    let pairs = plan.planning.problem.pairs
    return plan.plan.chosen.filter { measure in
      plan.planning.problem.candidates[measure].pairs.contains {
        pairs[$0].firm == firm && pairs[$0].problem == problem
      }
    }
  }

  private func openProblems(_ list: ProblemReport) -> PlanDocument.Table {
    let uncovered = plan.uncovered
    return PlanDocument.Table(
      headers: language == .chinese
        ? ["问题", "严重程度", "共性/个性", "判定范围", "本计划举措", "依据"]
        : ["problem", "severity", "label", "judged in", "chosen measures", "row"],
      rows: profile.problems.map { open in
        let row = book.problems[open.problem]
        let codes = measures(against: open.problem).map { book.text[book.measures[$0].id] }
        let place = uncovered.firstIndex { $0.problem == open.problem && $0.firms.contains(firm) }
        let findings = book.findingsOfFirm[firm].filter {
          book.findings[$0].problem.index == open.problem
            && QualityLedger.isOpen(book.findings[$0], at: ledger.asOf)
        }
        var label = language("不在判定范围", "not judged")
        var group = ""
        if let standing = open.standing {
          label = language(standing.label.chinese, standing.label.english)
          group = list.name(of: standing.group, in: language)
          if let mark = list.mark(of: standing) {
            group += language(" [问题清单 \(mark)]", " [problems \(mark)]")
          }
        }
        return [
          facts.words.problemTitle(open.problem),
          row.severity.map { language($0.chinese, $0.english) } ?? language("未注明", "unstated"),
          label, group,
          codes.isEmpty
            ? language("未覆盖", "not covered") + (place.map { " [P7-\($0 + 1)]" } ?? "")
            : codes.joined(separator: facts.separator),
          cited.citation(findings.map { EvidenceRow(.findings, $0) }),
        ]
      })
  }

  private func addMeasures(to page: inout PlanDocument) {
    let pairs = plan.planning.problem.pairs
    page.add(
      language("针对本企业的举措", "Measures that act on it"),
      PlanDocument.Table(
        headers: language == .chinese
          ? ["举措", "针对本企业的问题", "牵头单位", "配合单位", "预期成效", "完成时限", "依据"]
          : ["measure", "problems here", "lead", "with", "expected effect", "due", "mark"],
        unbroken: [5],
        rows: measures.map { measure in
          let row = facts.row(of: measure)
          let problems = plan.planning.problem.candidates[measure].pairs
            .filter { pairs[$0].firm == firm }.map { facts.words.problemTitle(pairs[$0].problem) }
          return [
            row[0], problems.joined(separator: facts.separator), row[3], row[4], row[6], row[7],
            row[8],
          ]
        }), otherwise: language("没有", "none"))
  }

  // MARK: - Sources

  private func addSources(_ report: FindingReport, to page: inout PlanDocument) {
    let findings = report.sections.flatMap(\.findings)
    func lines(_ isMeant: (ReportFinding) -> Bool) -> [String] {
      findings.filter(isMeant).map { finding in
        (finding.related.map { $0.name + language("：", ": ") } ?? "")
          + "\(finding.sentence) [\(finding.mark)]"
      }
    }
    let sources = profile.problems.flatMap { open in
      open.sources.map { (open.problem, $0.origin.position) }
    }
    page.add(
      language("问题的疑似上游来源（供应关系关联，待溯源核实）", "Suspected sources of its problems (to be verified)"),
      lines { finding in
        sources.contains { problem, origin in
          finding.related?.id == book.text[book.problems[problem].id]
            && finding.subject.id == facts.names.id(origin)
        }
      }, otherwise: language("没有找到", "none was found"))
    let own = lines { $0.subject.id == facts.names.id(firm) }
    if !own.isEmpty {
      page.add(
        language("它自己是疑似上游来源（待溯源核实）", "It is itself a suspected source (to be verified)"), own,
        otherwise: "")
    }
  }
}
