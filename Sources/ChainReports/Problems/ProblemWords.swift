import ChainAnalysis
import ChainModel

/// Says why problems are called common, individual or undetermined.
struct ProblemWords: Sendable {
  let problems: CommonProblems
  let book: ChainBook
  let language: Language
  let names: BookNames

  init(_ problems: CommonProblems, in book: ChainBook, language: Language) {
    self.problems = problems
    self.book = book
    self.language = language
    names = BookNames(book, in: language)
  }

  // MARK: - Head

  var head: [String] {
    let thresholds = problems.options.thresholds
    let share = percent(thresholds.share)
    var lines = [
      language("判定日期 \(problems.asOf)", "as of \(problems.asOf)"),
      language(
        "所选企业 \(problems.firms.count) 家  [P0]", "\(problems.firms.count) firms selected  [P0]"),
      language(
        "判定规则：共性 = 有问题的不少于 \(thresholds.leastAffected) 家、已诊断不少于 \(thresholds.leastAssessed) 家、"
          + "占比的 95% 下限不低于 \(share)；个性 = 有问题的不到 \(thresholds.leastAffected) 家，或 95% 上限低于 \(share)；"
          + "其余待核实",
        "rules: common = at least \(thresholds.leastAffected) affected and "
          + "\(thresholds.leastAssessed) assessed with a 95 % lower bound of \(share) or more; "
          + "individual = fewer than \(thresholds.leastAffected) affected or an upper bound under "
          + "\(share); otherwise undetermined"),
      language(
        "特征性 = 占比不低于全体的 \(number(thresholds.lift)) 倍且 q ≤ \(number(thresholds.q))"
          + "（\(problems.familySize) 次检验，Benjamini–Hochberg）；否则普遍性",
        "characteristic = at least \(number(thresholds.lift)) times the whole's share and q ≤ "
          + "\(number(thresholds.q)) (\(problems.familySize) tests, Benjamini–Hochberg); else general"
      ),
    ]
    let inspections = problems.inspections
    if inspections.isAssumed {
      lines += Self.assumed(inspections, in: language)
    } else {
      let methods = inspections.methods
      lines.append(
        language(
          "诊断记录：随机 \(methods.random)、定向 \(methods.targeted)、未注明 \(methods.unstated)"
            + (inspections.usesTargeted
              ? "；只有定向检查，占比偏高" : methods.targeted > 0 ? "；定向检查不计入占比" : ""),
          "assessments: \(methods.random) random, \(methods.targeted) targeted, "
            + "\(methods.unstated) unstated"
            + (inspections.usesTargeted
              ? "; all targeted, so shares are too high"
              : methods.targeted > 0 ? "; targeted ones don't count in shares" : "")))
    }
    if book.wordings.merged + book.wordings.unmerged > 0 {
      lines.append(
        language(
          "问题表述：已归并 \(book.wordings.merged) 条，未归并 \(book.wordings.unmerged) 条（各自成为一个问题）",
          "wordings: \(book.wordings.merged) merged, \(book.wordings.unmerged) not (problems of "
            + "their own)"))
    }
    if problems.options.includesClosed {
      lines.append(language("含已销号问题", "closed findings are counted too"))
    }
    return lines
  }

  var headFigures: [Figure] {
    let (problems, names) = (problems, names)
    return [
      Figure(Bilingual("所选企业", "firms selected"), problems.firms.count) {
        problems.firms.map { names.item($0, rows: [EvidenceRow(.firms, $0)]) }
      }
    ]
  }

  /// What shares without assessments forbid to conclude; nothing where there are assessments.
  static func assumed(_ inspections: InspectionCoverage, in language: Language) -> [String] {
    guard inspections.isAssumed else { return [] }
    return [
      language(
        "书中没有诊断记录：凡环节内有问题记录的，按该环节企业全部已诊断计；若记录只含不合格（如退运批次），占比不能代表全体企业，"
          + "只能比较彼此",
        "no assessments: every firm of a segment with a finding counts as assessed; where the records "
          + "hold failures only (such as refused lots), shares do not speak of all firms and can "
          + "only be compared with each other")
    ]
  }

  // MARK: - Sections

  var sections: [ReportSection] {
    let rows = problems.rows
    var sections = ProblemLabel.allCases.enumerated().map { index, label in
      section(
        index + 1, label, rows.filter { $0.label == label })
    }
    if !problems.combinations.combinations.isEmpty { sections.append(together) }
    if !problems.outside.isEmpty { sections.append(outside) }
    return sections
  }

  private func section(
    _ number: Int, _ label: ProblemLabel, _ rows: [CommonProblems.Row]
  ) -> ReportSection {
    let title =
      switch label {
      case .common: language("共性问题 \(rows.count) 项", "common problems: \(rows.count)")
      case .individual: language("个性问题 \(rows.count) 项", "individual problems: \(rows.count)")
      case .undetermined:
        language("待核实 \(rows.count) 项", "undetermined: \(rows.count)")
      }
    let findings = rows.enumerated().map { place, row in
      finding(row, mark: "P\(number)-\(place + 1)")
    }
    var section = ReportSection(
      mark: "P\(number)", name: language(label.chinese, label.english), title: title,
      total: rows.count,
      headers: (language("问题", "problem"), language("范围", "group")), findings: findings)
    section.figures = [
      Figure(Bilingual(label.chinese, label.english), rows.count) {
        findings.map { finding in
          EvidenceItem(
            id: finding.subject.id,
            name: "[\(finding.mark)] \(finding.subject.name) / \(finding.related?.name ?? "")",
            rows: finding.figures.reversed().lazy.compactMap { $0.items().first?.rows }.first ?? [])
        }
      }
    ]
    return section
  }

  private func finding(_ row: CommonProblems.Row, mark: String) -> ReportFinding {
    let problem = book.problems[row.problem]
    let name = book.text[problem.name]
    let group = self.group(row.group)
    var kinds: [String] = []
    if book.text[problem.id] != name { kinds.append(book.text[problem.id]) }
    if let dimension = problem.dimension {
      kinds.append(language(dimension.chinese, dimension.english))
    }
    if let severity = problem.severity {
      kinds.append(language(severity.chinese, severity.english))
    }
    let bracket =
      kinds.isEmpty
      ? "" : language("（\(kinds.joined(separator: "，"))）", " (\(kinds.joined(separator: ", ")))")
    var finding = ReportFinding(
      mark: mark, subject: .init(id: book.text[problem.id], name: name),
      related: .init(id: "", name: group),
      sentence: name + bracket + " · " + group + language("：", ": ") + reason(row)
        + (row.firms.isEmpty ? "" : language("；涉及 ", "; at ") + names.list(row.firms, most: 6)),
      columns: [
        (language("占比", "share"), Self.fraction(row.prevalence)),
        (language("95% 区间", "95 % bounds"), bounds(row)),
        (language("倍数", "lift"), row.lift.map { NumberText.decimal($0, digits: 2) } ?? ""),
        ("q", row.q.map(NumberText.probability) ?? ""),
        (
          language("特征性/普遍性", "specific"),
          row.label != .common
            ? "" : row.isSpecific ? language("特征性", "yes") : language("普遍性", "no")
        ),
        (
          language("还需诊断", "further inspections"),
          row.furtherInspections.map {
            $0.count.map(String.init) ?? language("按现有比例定不了", "not decidable at this rate")
          } ?? ""
        ),
        (language("涉及区域", "extent"), row.extent.region.map(names.region) ?? ""),
        (language("涉及企业", "firms"), names.list(row.firms, most: 20)),
      ])
    finding.figures = figures(row)
    return finding
  }

  /// The group in words.
  func group(_ group: CommonProblems.Group) -> String {
    var parts: [String] = []
    if let chain = group.chain, group.segment == nil || book.chains.count > 1 {
      parts.append(names.chain(chain))
    }
    if let segment = group.segment { parts.append(names.segment(segment)) }
    if let region = group.region { parts.append(names.region(region)) }
    return parts.isEmpty
      ? language("全部所选企业", "all selected firms") : parts.joined(separator: language("·", " · "))
  }

  /// Why the row bears its label, in numbers.
  private func reason(_ row: CommonProblems.Row) -> String {
    let prevalence = row.prevalence
    let thresholds = problems.options.thresholds
    let share = percent(thresholds.share)
    var parts: [String] = []
    let population =
      prevalence.population.map { language("\($0) 家企业中", "of \($0) firms ") } ?? ""
    switch prevalence.basis {
    case .census:
      parts.append(
        language(
          "\(prevalence.assessed) 家企业全部诊断过，\(prevalence.affected) 家有此问题",
          "all \(prevalence.assessed) firms were assessed, \(prevalence.affected) have it"))
    case .sample:
      parts.append(
        language(
          "\(population)已诊断 \(prevalence.assessed) 家，\(prevalence.affected) 家有此问题",
          "\(population)\(prevalence.assessed) were assessed, \(prevalence.affected) have it"))
    case .assumed:
      parts.append(
        language(
          "按 \(prevalence.assessed) 家已诊断计，\(prevalence.affected) 家有此问题",
          "\(prevalence.assessed) counted as assessed, \(prevalence.affected) have it"))
    }
    let range = bounds(row)
    if !range.isEmpty {
      parts.append(
        prevalence.basis == .census
          ? language("占比 \(range)", "share \(range)")
          : language("占比的 95% 区间 \(range)", "95 % bounds of the share \(range)"))
    }
    switch row.label {
    case .common:
      parts.append(language("下限不低于 \(share)，为共性", "lower bound of \(share) or more: common"))
      if let lift = row.lift {
        let times = NumberText.decimal(lift, digits: 1)
        parts.append(
          row.isSpecific
            ? language(
              "占比是全体的 \(times) 倍（q \(row.q.map(NumberText.probability) ?? "–")），属特征性",
              "\(times) times the whole's share (q \(row.q.map(NumberText.probability) ?? "–")): characteristic"
            )
            : language("属普遍性（全体的 \(times) 倍）", "general (\(times) times the whole's share)"))
      }
    case .individual:
      parts.append(
        prevalence.affected < thresholds.leastAffected
          ? language(
            "不到 \(thresholds.leastAffected) 家，为个性",
            "fewer than \(thresholds.leastAffected): individual")
          : language("上限低于 \(share)，为个性", "upper bound under \(share): individual"))
    case .undetermined:
      parts.append(undetermined(row, share))
    }
    if !row.uncountedFirms.isEmpty {
      parts.append(
        language(
          "另有 \(row.uncountedFirms.count) 家有此问题但诊断未覆盖，不计",
          "\(row.uncountedFirms.count) more have it but were not assessed for it"))
    }
    return parts.joined(separator: language("，", ", "))
  }

  private func undetermined(_ row: CommonProblems.Row, _ share: String) -> String {
    let prevalence = row.prevalence
    let thresholds = problems.options.thresholds
    var why: String
    if prevalence.assessed == 0 {
      why = language("没有诊断过，无从判定", "nobody was assessed: can't be judged")
    } else if row.isTooSmall {
      why = language("本组太小（样本不足），不能单独判定", "the group is too small to be judged alone")
    } else if prevalence.assessed < thresholds.leastAssessed {
      why = language(
        "诊断不到 \(thresholds.leastAssessed) 家，尚不能定",
        "fewer than \(thresholds.leastAssessed) assessed: can't be told yet")
    } else {
      why = language(
        "\(share) 落在区间内，尚不能定", "\(share) lies within the bounds: can't be told yet")
    }
    switch row.furtherInspections {
    case .settledBy(let count):
      why += language(
        "；按现有比例再诊断 \(count) 家即可定", "; \(count) further inspections at this rate settle it")
    case .undecidable:
      why += language("；按现有比例再查也定不了", "; not decidable at this rate")
    case nil: break
    }
    return why
  }

  /// The bounds: as firms of the group where these are counted exactly, else in per cent.
  private func bounds(_ row: CommonProblems.Row) -> String {
    guard let bounds = row.bounds else { return "" }
    let prevalence = row.prevalence
    guard prevalence.basis != .assumed, let population = prevalence.population else {
      return percent(bounds.lower) + "–" + percent(bounds.upper)
    }
    let least = Int((bounds.lower * Double(population)).rounded())
    let most = Int((bounds.upper * Double(population)).rounded())
    return least == most ? "\(least)/\(population)" : "\(least)/\(population)–\(most)/\(population)"
  }

  private static func fraction(_ prevalence: Prevalence) -> String {
    "\(prevalence.affected)/\(prevalence.assessed)"
  }

  private func percent(_ share: Double) -> String {
    NumberText.decimal(share * 100, digits: 1)
      .replacing(/\.0$/, with: "") + "%"
  }

  private func number(_ value: Double) -> String {
    NumberText.decimal(value, digits: 2).replacing(/\.?0+$/, with: "")
  }

  private func figures(_ row: CommonProblems.Row) -> [Figure] {
    let (problems, names) = (problems, names)
    let book = names.book
    @Sendable func findings(_ firm: Int) -> [EvidenceRow] {
      book.findingsOfFirm[firm].filter { book.findings[$0].problem.index == row.problem }
        .map { EvidenceRow(.findings, $0) }
    }
    @Sendable func memberships(_ firm: Int) -> [EvidenceRow] {
      book.membershipsOfFirm[firm].map { EvidenceRow(.members, $0) } + [EvidenceRow(.firms, firm)]
    }
    return [
      Figure(Bilingual("企业数", "firms"), row.prevalence.population ?? 0) {
        row.prevalence.population == nil
          ? [] : problems.population(of: row).map { names.item($0, rows: memberships($0)) }
      },
      Figure(Bilingual("诊断企业数", "assessed"), row.prevalence.assessed) {
        problems.assessed(of: row).map { firm in
          let rows = book.assessmentsOfFirm[firm].map { EvidenceRow(.assessments, $0) }
          return names.item(firm, rows: rows.isEmpty ? [EvidenceRow(.firms, firm)] : rows)
        }
      },
      Figure(Bilingual("诊断未覆盖但有此问题", "not assessed for it"), row.uncountedFirms.count) {
        row.uncountedFirms.map { names.item($0, rows: findings($0)) }
      },
      Figure(Bilingual("涉及企业数", "affected"), row.prevalence.affected) {
        row.firms.map { names.item($0, rows: findings($0)) }
      },
    ]
  }

  // MARK: - Other lists

  private var together: ReportSection {
    let all = problems.combinations
    let names = names
    let findings = all.combinations.enumerated().map { place, combination in
      let words = combination.problems.map { names.book.text[names.book.problems[$0].name] }
        .joined(separator: " + ")
      var finding = ReportFinding(
        mark: "P4-\(place + 1)", subject: .init(id: "", name: words),
        sentence: language(
          "\(words)：同时出现在 \(combination.firms.count) 家（\(names.list(combination.firms, most: 6))）",
          "\(words): together at \(combination.firms.count) firms "
            + "(\(names.list(combination.firms, most: 6)))"))
      finding.figures = [
        Figure(Bilingual("同时有这些问题的企业", "firms with all of them"), combination.firms.count) {
          combination.firms.map { firm in
            names.item(
              firm,
              rows: names.book.findingsOfFirm[firm].filter {
                names.book.findings[$0].problem.index.map(combination.problems.contains) ?? false
              }.map { EvidenceRow(.findings, $0) })
          }
        }
      ]
      return finding
    }
    var section = ReportSection(
      mark: "P4", name: language("结伴问题", "together"),
      title: language(
        "结伴出现的问题（3 家以上同时有）\(all.combinations.count) 组",
        "problems that travel together (3 firms or more): \(all.combinations.count)"),
      total: all.combinations.count, headers: (language("问题", "problems"), nil),
      findings: findings)
    if all.isCapped {
      section.remarks.append(
        language(
          "组合太多，只列到每组 \(all.completeFrom) 家以上的全部",
          "capped: complete from \(all.completeFrom) firms on"))
    }
    return section
  }

  private var outside: ReportSection {
    let names = names
    let findings = problems.outside.enumerated().map { place, entry in
      let problem = names.book.problems[entry.problem]
      let name = names.book.text[problem.name]
      var finding = ReportFinding(
        mark: "P5-\(place + 1)",
        subject: .init(id: names.book.text[problem.id], name: name),
        sentence: language(
          "\(name)：\(entry.firms.count) 家（\(names.list(entry.firms, most: 6))）",
          "\(name): \(entry.firms.count) (\(names.list(entry.firms, most: 6)))"))
      finding.figures = [
        Figure(Bilingual("链外企业", "firms outside the chains"), entry.firms.count) {
          entry.firms.map { firm in
            names.item(
              firm,
              rows: names.book.findingsOfFirm[firm].filter {
                names.book.findings[$0].problem.index == entry.problem
              }.map { EvidenceRow(.findings, $0) })
          }
        }
      ]
      return finding
    }
    return ReportSection(
      mark: "P5", name: language("链外企业的问题", "outside"),
      title: language(
        "不在任何环节的企业的问题（不计入占比）\(findings.count) 项",
        "problems of firms in no segment, which no share counts: \(findings.count)"),
      total: findings.count, headers: (language("问题", "problem"), nil), findings: findings)
  }
}
