public import ChainModel
import ChainPlanning
public import ChainReports

/// The plan of a chain on a page (一链一策): bottlenecks, common problems and their suspected sources,
/// the measures chosen, and what stays open.
///
/// Every number carries the mark under which a command's `--evidence` lists the rows behind it.
public struct ChainPlanDocument {
  /// What is known of the chain besides the plan.
  public struct Findings {
    /// Its bottlenecks.
    public var bottlenecks: BottleneckReport
    /// Its problems.
    public var problems: ProblemReport
    /// Their suspected common sources.
    public var sources: SourceReport

    /// What is known of the chain.
    ///
    /// - Parameters:
    ///   - bottlenecks: Its bottlenecks.
    ///   - problems: Its problems.
    ///   - sources: Their suspected common sources.
    public init(
      bottlenecks: BottleneckReport, problems: ProblemReport, sources: SourceReport
    ) {
      self.bottlenecks = bottlenecks
      self.problems = problems
      self.sources = sources
    }
  }

  private let facts: PlanFacts
  private let chain: Int?
  private var plan: PlanReport { facts.plan }
  private var book: ChainBook { facts.plan.book }
  private var language: Language { facts.language }

  /// The page of a chain.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - chain: The chain; nil for firms that stand in none.
  ///   - language: The language.
  public init(_ plan: PlanReport, chain: Int?, language: Language) {
    facts = PlanFacts(plan, language: language)
    self.chain = chain
  }

  /// Whether the plan chose a measure that helps firms of no chain alone.
  public var isNeeded: Bool { chain != nil || !measures.isEmpty || book.chains.isEmpty }

  /// The page.
  ///
  /// - Parameters:
  ///   - findings: What is known of the chain besides the plan; nil for firms outside the chains.
  ///   - drawings: Its map.
  ///   - commands: The commands that list the rows behind the marks.
  /// - Returns: The page.
  public func document(
    _ findings: Findings?, drawings: [PlanDrawing], commands: [String]
  ) -> PlanDocument {
    let name = chain.map(facts.names.chain) ?? language("链外企业", "firms outside the chains")
    var page = PlanDocument(
      title: language("\(name) 一链一策", "Plan of \(name)"),
      notices: facts.notices, headline: ownHeadline ?? facts.headLines.first ?? "",
      facts: ownHeadline == nil
        ? Array(facts.headLines.dropFirst())
        : [language("全部计划：", "the whole plan: ") + (facts.headLines.first ?? "")]
          + facts.headLines.dropFirst())
    if let chain { page.facts.insert(contentsOf: identity(chain), at: 0) }
    if let findings {
      page.add(
        language("瓶颈", "Bottlenecks"), findings.bottlenecks.mainPoints(in: language),
        otherwise: language("没有找到共用瓶颈", "no shared bottleneck was found"))
      add(findings.problems, findings.sources, to: &page)
    }
    addMeasures(to: &page)
    addOpen(to: &page)
    page.add(
      language("待补的信息", "Information to be completed"), gaps,
      otherwise: language("没有", "none"))
    page.add(
      language("依据", "Evidence"), commands,
      otherwise: language("没有", "none"))
    if !drawings.isEmpty { page.blocks.append(.drawings(drawings)) }
    return page
  }

  /// What the plan does for this chain alone; nil where it is the only one, and the plan's sentence does.
  private var ownHeadline: String? {
    guard book.chains.count > 1 else { return nil }
    let firms = plan.coveredFirms.filter { firm in
      let chains = plan.chains(ofFirm: firm)
      return chain.map(chains.contains) ?? chains.isEmpty
    }
    let small = firms.count(where: plan.isSmallOrMicro)
    let count = measures.count
    return chain == nil
      ? language(
        "\(count) 项所选举措帮扶链外企业 \(firms.count) 家（小微 \(small) 家）",
        "\(count) measures help \(firms.count) firms outside the chains (\(small) small or micro)")
      : language(
        "\(count) 项所选举措帮扶本链企业 \(firms.count) 家（小微 \(small) 家）",
        "\(count) measures help \(firms.count) firms of the chain (\(small) small or micro)")
  }

  private func identity(_ chain: Int) -> [String] {
    let row = book.chains[chain]
    let leaders = Array(book.indices(row.leaders))
    let parts: [(String, String)] = [
      (language("链长", "chief"), book.text[row.chief]),
      (language("牵头部门", "department"), book.text[row.department]),
      (
        language("链主", "leaders"),
        leaders.isEmpty ? "" : facts.names.list(leaders, most: 6)
      ),
      (language("所属集群", "cluster"), book.text[row.cluster]),
    ]
    let stated = parts.filter { !$0.1.isEmpty }.map { $0.0 + language("：", ": ") + $0.1 }
    return stated.isEmpty ? [] : [stated.joined(separator: language("；", "; "))]
  }

  // MARK: - Problems

  private func add(
    _ problems: ProblemReport, _ sources: SourceReport, to page: inout PlanDocument
  ) {
    let sections = problems.report(in: language).sections
    let common = sections.first { $0.mark == "P1" }?.findings ?? []
    func listMark(_ mark: String) -> String { language("[问题清单 \(mark)]", "[problems \(mark)]") }
    page.add(
      language("共性问题", "Common problems"),
      PlanDocument.Table(
        headers: language == .chinese
          ? ["问题", "范围", "涉及/已诊断", "判定", "本计划举措", "依据"]
          : ["problem", "group", "affected/assessed", "label", "chosen measures", "mark"],
        rows: common.map { finding in
          let figures = Dictionary(
            finding.figures.map { ($0.name.english, $0.value) }, uniquingKeysWith: { $1 })
          let kind = finding.columns.first { ["特征性/普遍性", "specific"].contains($0.header) }?.text
          return [
            facts.title(finding.subject), finding.related?.name ?? "",
            "\(figures["affected"] ?? 0)/\(figures["assessed"] ?? 0)",
            language("共性", "common")
              + (kind.map { language("·\($0)", "; specific: \($0)") } ?? ""),
            measures(against: finding.subject.id), listMark(finding.mark),
          ]
        }), otherwise: language("没有共性问题", "no problem is common"))
    let others = sections.filter { ["P2", "P3"].contains($0.mark) && $0.total > 0 }
    if !others.isEmpty {
      page.blocks.append(
        .paragraph(
          language("另有", "besides: ")
            + others.map { $0.title + " " + listMark($0.mark) }.joined(separator: facts.separator)))
    }
    let ids = Set(common.map(\.subject.id))
    let suspected = sources.report(in: language).sections.filter { section in
      section.findings.contains { $0.related.map { ids.contains($0.id) } ?? false }
    }
    var chance = (problems: 0, sources: 0)
    let significant = suspected.flatMap { section -> [String] in
      let shown = section.findings.filter(isSignificant)
      if shown.count < section.findings.count {
        chance.problems += 1
        chance.sources += section.findings.count - shown.count
      }
      return shown.map { finding in
        (finding.related.map { $0.name + language("：", ": ") } ?? "") + finding.sentence
          + " [\(finding.mark)]"
      }
    }
    // Those that may be chance are counted, for the page to stay short and to accuse nobody of them.
    page.add(
      language("疑似上游共同来源（供应关系关联，待溯源核实）", "Suspected common sources (to be verified)"),
      significant
        + (chance.sources == 0
          ? []
          : [
            language(
              "另有 \(chance.problems) 个共性问题的 \(chance.sources) 个来源可能出于偶然，不列；见 sources [S]",
              "\(chance.sources) sources of \(chance.problems) common problems may be chance and are not "
                + "listed; see sources [S]")
          ]),
      otherwise: language("共性问题没有找到疑似来源", "none of the common problems has one"))
  }

  /// Whether a suspected source is called significant (显著).
  private func isSignificant(_ finding: ReportFinding) -> Bool {
    finding.columns.contains { $0.text.hasPrefix(language("显著", "significant")) }
  }

  /// The chosen measures that act on a problem, by code.
  private func measures(against problem: String) -> String {
    let codes = plan.plan.chosen.filter { measure in
      plan.planning.problem.candidates[measure].pairs.contains {
        book.text[book.problems[plan.planning.problem.pairs[$0].problem].id] == problem
      }
    }.map { book.text[book.measures[$0].id] }
    return codes.isEmpty ? language("无", "none") : codes.joined(separator: facts.separator)
  }

  // MARK: - Measures

  /// The chosen measures that help a firm of the chain; without a chain those that help no firm of any.
  private var measures: [Int] {
    plan.plan.chosen.filter { measure in
      let firms = plan.planning.problem.firmsOfCandidate[measure]
      guard let chain else { return firms.allSatisfy { plan.chains(ofFirm: $0).isEmpty } }
      return firms.contains { plan.chains(ofFirm: $0).contains(chain) }
    }
  }

  private func addMeasures(to page: inout PlanDocument) {
    let measures = measures
    let problem = plan.planning.problem
    var total = measures.reduce(Amount.zero) { $0 + (problem.candidates[$1].cost ?? .zero) }
    let programmes = problem.programmes(of: measures)
    var table = PlanDocument.Table(
      headers: language == .chinese
        ? ["举措", "针对问题", "涉及企业", "牵头单位", "配合单位", "经费(万元)", "预期成效", "完成时限", "依据"]
        : [
          "measure", "problems", "firms", "lead", "with", "cost", "expected effect", "due", "mark",
        ],
      numbers: [5], unbroken: [7], rows: measures.map(facts.row(of:)))
    for programme in programmes {
      let cost = problem.programmes[programme].cost ?? .zero
      total += cost
      let row = book.programmes[programme]
      table.rows.append([
        language("联合帮扶项目 ", "programme ") + "\(book.text[row.id]) \(book.text[row.name])", "", "",
        row.leader.index.map(facts.names.full) ?? "", "", facts.words.money(cost), "", "", "[P1]",
      ])
    }
    if !table.rows.isEmpty {
      table.total = [
        language("合计", "total"), "", "", "", "", facts.words.money(total), "", "",
        total == plan.plan.cost ? "[P0]" : "[P1]",
      ]
    }
    page.add(
      language("所选举措 \(measures.count) 项 [P1]", "Measures chosen: \(measures.count) [P1]"), table,
      otherwise: language("没有选中针对它的举措", "no measure was chosen for it"))
    if total != plan.plan.cost {
      page.blocks.append(
        .paragraph(
          language(
            "举措和项目可能同时帮扶其他产业链的企业，涉及企业和经费按整项计；全部计划投入 "
              + "\(facts.words.money(plan.plan.cost)) 万元 [P0]",
            "measures may help firms of other chains too and are counted whole; the whole plan spends "
              + "\(facts.words.money(plan.plan.cost)) [P0]")))
    }
  }

  private func addOpen(to page: inout PlanDocument) {
    let sections = plan.report(in: language).sections
    let findings = sections.first { $0.mark == "P7" }?.findings ?? []
    var named: Set<Int> = []
    var lines: [String] = []
    for (open, finding) in zip(plan.uncovered, findings) {
      let isHere = open.firms.contains { firm in
        let chains = plan.chains(ofFirm: firm)
        // Suppliers outside the chains stand on every page: no page is theirs alone.
        return chains.isEmpty || (chain.map(chains.contains) ?? false)
      }
      guard isHere else { continue }
      named.formUnion(open.measures)
      lines.append(
        finding.sentence + language("（", " (") + facts.names.list(open.firms, most: 6)
          + language("）", ")") + " [\(finding.mark)]")
    }
    page.add(
      language("未覆盖的问题", "Not covered")
        + (book.chains.count > 1 ? language("（家数含其他产业链）", " (other chains included)") : ""), lines,
      otherwise: language("所有未销号问题都有所选举措", "a chosen measure acts on every open problem"))
    let reasons = sections.first { $0.mark == "P2" }?.findings ?? []
    let ids = Set(named.map { book.text[book.measures[$0].id] })
    let shown = reasons.filter { ids.contains($0.subject.id) }
    if !shown.isEmpty {
      page.add(
        language("能解决而未选的举措及原因", "Why these measures are not chosen"),
        shown.map { $0.sentence + " [\($0.mark)]" }, otherwise: "")
    }
  }

  /// What the sheets leave open for the plan.
  private var gaps: [String] {
    var lines = plan.planning.issues.map { $0.message(in: book)[language] }
    func missing(_ name: Bilingual, _ isMissing: (Measure) -> Bool) {
      let codes = measures.filter { isMissing(book.measures[$0]) }
        .map { book.text[book.measures[$0].id] }
      guard !codes.isEmpty else { return }
      lines.append(
        language("所选举措没有填", "chosen measures without ") + name[language] + language("：", ": ")
          + codes.joined(separator: facts.separator))
    }
    missing(Bilingual("牵头单位", "a lead (牵头单位)")) { $0.lead.isEmpty }
    missing(Bilingual("完成时限", "a due date (完成时限)")) { $0.dueOn.date == nil }
    missing(Bilingual("预期成效", "an expected effect (预期成效)")) { $0.expectedEffect.isEmpty }
    missing(Bilingual("资金来源", "a source of funds (资金来源)")) { $0.funding.isEmpty }
    return lines
  }
}
