import ChainAnalysis
package import ChainModel
package import ChainPlanning
import ChainTables

/// Says what a plan holds, in people's units, with the rows behind each figure.
package struct PlanWords: Sendable {
  let report: PlanReport
  let language: Language
  let names: BookNames

  var plan: MaximumCoverage { report.plan }
  var problem: PlanningProblem { report.plan.problem }
  var book: ChainBook { report.book }

  /// What is said of a plan.
  ///
  /// - Parameters:
  ///   - report: The plan.
  ///   - language: The language.
  package init(_ report: PlanReport, language: Language) {
    self.report = report
    self.language = language
    names = BookNames(report.book, in: language)
  }

  // MARK: - Head

  /// The lines above the lists: what the plan gains in people's units, how sure that is, and what it
  /// rests on.
  package var head: [String] {
    let firms = report.coveredFirms
    let small = firms.count(where: report.isSmallOrMicro)
    let (common, covered) = (
      report.basis.commonProblems.count, report.coveredCommonProblems.count
    )
    var lines = [
      language(
        "投入 \(money(plan.cost)) 万元，覆盖 \(firms.count) 家企业（小微 \(small) 家）"
          + (common > 0 ? "、\(common) 个共性问题中的 \(covered) 个" : "") + "  [P0]",
        "\(money(plan.cost)) × 10,000 yuan help \(firms.count) firms (\(small) small or micro)"
          + (common > 0 ? " and act on \(covered) of \(common) common problems" : "") + "  [P0]"),
      proof,
      language(
        "判定日期 \(report.basis.asOf)，预算 \(money(problem.budget)) 万元",
        "as of \(report.basis.asOf), budget \(money(problem.budget)) × 10,000 yuan"),
      weights,
    ]
    if common > 0 {
      lines.append(
        language(
          "共性问题按 problems 的判定；所选举措在至少一家企业针对它，即为覆盖",
          "common problems as `problems` judges them; covered where a chosen measure acts on one at "
            + "one firm or more"))
    }
    return lines
  }

  /// The gain and its bound.
  private var proof: String {
    let (gain, bound) = (number(plan.gain), number(plan.bound))
    guard !plan.isProven else {
      let least =
        plan.isLeastCost
        ? language("，同样收益中投入最少", ", at the least cost for it") : ""
      return language(
        "收益 \(gain)，已证明最优\(least)", "gain \(gain), proven to be the greatest\(least)")
    }
    let gap = NumberText.decimal(100 * plan.gap, digits: 2)
    return language(
      "收益 \(gain)，任何方案不超过 \(bound)：离最优至多差 \(gap)%（到时限为止，可用 --time-limit 延长）",
      "gain \(gain), no plan exceeds \(bound): at most \(gap) % from the best (within the time; "
        + "--time-limit gives more)")
  }

  private var weights: String {
    let weights = report.basis.weights
    let severities = [Severity.minor, .considerable, .major].map {
      "\(language($0.chinese, $0.english)) \(DecimalText.shortest(weights.bySeverity[$0] ?? weights.unstated))"
    }.joined(separator: language("、", ", "))
    let doubled = doubledFirms
    return language(
      "收益 = 问题权重 × 有效率之和；权重按问题记录所填，未填的按严重程度（\(severities)、未注明 "
        + "\(DecimalText.shortest(weights.unstated))）"
        + (doubled.isEmpty
          ? "" : "，瓶颈位置的 \(doubled.count) 家加倍（\(names.list(doubled, most: 6))）  [P0]"),
      "gain = weights of problems × effectiveness; weights as findings state them, else by severity "
        + "(\(severities), unstated \(DecimalText.shortest(weights.unstated)))"
        + (doubled.isEmpty
          ? ""
          : ", doubled for \(doubled.count) firms on a bottleneck "
            + "(\(names.list(doubled, most: 6)))  [P0]"))
  }

  /// The firms with open problems that count more for their bottleneck position, ascending.
  private var doubledFirms: [Int] {
    let exposure = report.basis.weights.exposure
    return Set(problem.pairs.map(\.firm)).filter { $0 < exposure.count && exposure[$0] > 1 }
      .sorted()
  }

  var headFigures: [Figure] {
    let report = report
    let words = self
    return [
      Figure(Bilingual("覆盖企业", "firms helped"), report.coveredFirms.count) {
        report.coveredFirms.map { words.item($0, report.plan.chosen) }
      },
      Figure(
        Bilingual("其中小微企业", "of them small or micro"),
        report.coveredFirms.count(where: report.isSmallOrMicro)
      ) {
        report.coveredFirms.filter(report.isSmallOrMicro).map { firm in
          words.names.item(
            firm,
            rows: [
              EvidenceRow(
                .firms, firm, columns: ["name", "industry", "staff", "revenue", "assets", "size"])
            ])
        }
      },
      Figure(
        Bilingual("覆盖共性问题", "common problems acted on"), report.coveredCommonProblems.count
      ) {
        report.coveredCommonProblems.map { problem in
          EvidenceItem(
            id: words.book.text[words.book.problems[problem].id],
            name: words.book.text[words.book.problems[problem].name],
            rows: report.coveredPairs.filter {
              report.planning.problem.pairs[$0].problem == problem
            }
            .flatMap { report.planning.findings[$0] }.map { EvidenceRow(.findings, $0) })
        }
      },
    ]
      + (doubledFirms.isEmpty
        ? []
        : [
          Figure(
            Bilingual("瓶颈位置企业（权重加倍）", "firms on a bottleneck (doubled)"), doubledFirms.count
          ) {
            words.doubledFirms.map { firm in
              words.names.item(
                firm,
                rows: [EvidenceRow(.firms, firm)]
                  + words.book.membershipsOfFirm[firm].map { EvidenceRow(.members, $0) })
            }
          }
        ])
  }

  /// A firm with the findings that measures act on there.
  func item(_ firm: Int, _ measures: [Int]) -> EvidenceItem {
    let pairs = Set(measures.flatMap { problem.candidates[$0].pairs }).sorted()
      .filter { problem.pairs[$0].firm == firm }
    return names.item(
      firm,
      rows: pairs.flatMap { report.planning.findings[$0] }.map { EvidenceRow(.findings, $0) })
  }

  // MARK: - Sections

  /// The lists, each with a mark of its own that stays the same whichever others there are.
  var sections: [ReportSection] {
    var sections = [chosen]
    if !plan.programmes.isEmpty { sections.append(programmes) }
    sections.append(notChosen)
    if let curve = report.curve { sections.append(self.curve(curve)) }
    if let sensitivity = report.sensitivity { sections.append(self.sensitivity(sensitivity)) }
    sections += [byRegion, byFirm, uncovered]
    if !problem.limits.isEmpty { sections.append(limits) }
    if book.chains.count > 1 { sections.append(byChain) }
    return sections
  }

  private var chosen: ReportSection {
    let findings = plan.chosen.enumerated().map { place, measure in
      let firms = problem.firmsOfCandidate[measure]
      let row = book.measures[measure]
      let loss = number(plan.loss(without: measure))
      let words = self
      return ReportFinding(
        mark: "P1-\(place + 1)", subject: named(measure),
        sentence: language(
          "\(title(measure))：\(money(problem.candidates[measure].cost ?? .zero)) 万元，覆盖 "
            + "\(firms.count) 家；少了它收益减 \(loss)",
          "\(title(measure)): \(money(problem.candidates[measure].cost ?? .zero)), helps "
            + "\(firms.count) firms; without it the gain falls by \(loss)"),
        columns: [
          (language("针对问题", "problems"), self.problems(of: measure).joined(separator: separator)),
          (language("牵头单位", "lead"), book.text[row.lead]),
          (language("配合单位", "with"), book.text[row.support]),
          (
            language("联合帮扶项目", "programme"),
            row.programme.index.map { book.text[book.programmes[$0].id] } ?? ""
          ),
          (language("有效率", "effectiveness"), effectiveness(of: measure)),
          (language("预期成效", "expected effect"), book.text[row.expectedEffect]),
          (language("完成时限", "due"), row.dueOn.date?.description ?? ""),
        ],
        paths: [
          .init(names: [responsibility(for: measure)], rows: []),
          .init(names: [names.list(firms, most: 6)], rows: [EvidenceRow(.measures, measure)]),
        ],
        figures: [
          Figure(Bilingual("覆盖企业", "firms helped"), firms.count) {
            firms.map { words.item($0, [measure]) }
          }
        ])
    }
    var section = ReportSection(
      mark: "P1", name: language("所选举措", "Chosen"),
      title: language(
        "所选举措 \(findings.count) 项", "measures chosen: \(findings.count)"),
      total: findings.count, headers: (language("举措", "measure"), nil), findings: findings)
    for (place, measure) in plan.chosen.enumerated() {
      section.findings[place].printedPaths = 2
      section.findings[place].quantities = [
        (
          language("经费(万元)", "cost"),
          (problem.candidates[measure].cost ?? .zero).tenThousandYuan
        ),
        (
          language("少了它收益减", "gain lost without it"),
          DecimalText.roundedToFifteenDigits(plan.loss(without: measure))
        ),
      ]
    }
    let programmes = plan.programmes.reduce(Amount.zero) {
      $0 + (problem.programmes[$1].cost ?? .zero)
    }
    if programmes > .zero {
      section.remarks = [
        language(
          "举措经费 \(money(plan.cost - programmes)) 万元，联合帮扶项目 \(money(programmes)) 万元 [P9]，"
            + "共 \(money(plan.cost)) 万元 [P0]",
          "measures \(money(plan.cost - programmes)), programmes \(money(programmes)) [P9], together "
            + "\(money(plan.cost)) [P0]")
      ]
    }
    return section
  }

  /// Who leads a measure, with whom, and by when.
  private func responsibility(for measure: Int) -> String {
    let row = book.measures[measure]
    let lead = book.text[row.lead]
    let due = row.dueOn.date?.description ?? book.text[row.term]
    return [
      lead.isEmpty ? language("牵头单位未填", "no lead stated") : language("牵头 ", "lead: ") + lead,
      row.support.isEmpty ? "" : language("配合 ", "with: ") + book.text[row.support],
      due.isEmpty ? language("完成时限未填", "no due date") : language("完成时限 ", "due: ") + due,
      row.programme.index.map {
        language("项目 ", "programme: ") + book.text[book.programmes[$0].id]
      } ?? "",
      row.expectedEffect.isEmpty
        ? "" : language("预期成效 ", "expected: ") + book.text[row.expectedEffect],
    ].filter { !$0.isEmpty }.joined(separator: language("；", "; "))
  }

  private var programmes: ReportSection {
    let findings = plan.programmes.enumerated().map { place, programme in
      let row = book.programmes[programme]
      let cost = problem.programmes[programme].cost ?? .zero
      let measures = plan.chosen.filter { problem.candidates[$0].programme == programme }
      let codes = measures.map { book.text[book.measures[$0].id] }.joined(separator: separator)
      let leader = row.leader.index.map(names.full)
      let words = self
      var finding = ReportFinding(
        mark: "P9-\(place + 1)",
        subject: .init(id: book.text[row.id], name: book.text[row.name]),
        sentence: language(
          "\(book.text[row.id]) \(book.text[row.name])：\(money(cost)) 万元，牵头 "
            + (leader ?? "未填") + "，用于 \(codes)",
          "\(book.text[row.id]) \(book.text[row.name]): \(money(cost)), lead: "
            + (leader ?? "not stated") + ", for \(codes)"),
        columns: [(language("牵头企业", "lead"), leader ?? "")],
        paths: [.init(names: [codes], rows: [EvidenceRow(.programmes, programme)])],
        figures: [
          Figure(Bilingual("所选举措", "chosen measures"), measures.count) {
            measures.map { measure in
              let named = words.named(measure)
              return EvidenceItem(
                id: named.id, name: named.name, rows: [EvidenceRow(.measures, measure)])
            }
          }
        ])
      finding.quantities = [(language("经费(万元)", "cost"), cost.tenThousandYuan)]
      return finding
    }
    return ReportSection(
      mark: "P9", name: language("联合帮扶项目", "Programmes"),
      title: language(
        "所选举措需要的联合帮扶项目 \(findings.count) 个", "programmes of chosen measures: \(findings.count)"),
      total: findings.count, headers: (language("项目", "programme"), nil), findings: findings)
  }

  /// The limits of the book and how far the plan goes to them.
  private var limits: ReportSection {
    let findings = problem.limits.indices.map { place in
      let limit = problem.limits[place]
      let counting = plan.chosen.filter { limit.candidates?.contains($0) ?? true }
      let among = limit.firms.map(Set.init)
      let firms = Set(counting.flatMap { problem.firmsOfCandidate[$0] })
        .filter { among?.contains($0) ?? true }.sorted()
      let bounds = [
        limit.lower.map { language("下限 \($0)", "at least \($0)") },
        limit.upper.map { language("上限 \($0)", "at most \($0)") },
      ].compactMap { $0 }.joined(separator: separator)
      let words = self
      return ReportFinding(
        mark: "P10-\(place + 1)", subject: .init(id: "", name: limit.name),
        sentence: language(
          "\(limit.subject.chinese) \(limit.name)：帮扶 \(firms.count) 家（\(bounds)）",
          "\(limit.subject.english) \(limit.name): \(firms.count) firms (\(bounds))"),
        columns: [(language("约束", "bounds"), bounds)],
        paths: [
          .init(
            names: [names.list(firms, most: 6)],
            rows: [EvidenceRow(.limits, report.planning.limitRows[place])])
        ],
        figures: [
          Figure(Bilingual("帮扶企业", "firms helped"), firms.count) {
            firms.map { words.item($0, counting) }
          }
        ])
    }
    return ReportSection(
      mark: "P10", name: language("约束执行", "Limits"),
      title: language("约束 \(findings.count) 条，本方案都满足", "limits, all kept: \(findings.count)"),
      total: findings.count, headers: (language("对象", "subject"), nil), findings: findings)
  }

  private var notChosen: ReportSection {
    let findings = plan.notChosen().enumerated().map { place, entry in
      let cost = problem.candidates[entry.measure].cost
      var finding = ReportFinding(
        mark: "P2-\(place + 1)", subject: named(entry.measure),
        sentence: title(entry.measure) + language("：", ": ")
          + sentence(entry.reason, of: entry.measure),
        columns: [
          (language("牵头单位", "lead"), book.text[book.measures[entry.measure].lead]),
          (language("费用(万元)", "cost"), cost.map(money) ?? language("未填", "not known")),
        ])
      finding.quantities = [
        (
          language("可解决的企业数", "firms it could help"),
          Double(problem.firmsOfCandidate[entry.measure].count)
        )
      ]
      return finding
    }
    var section = ReportSection(
      mark: "P2", name: language("未选举措", "Not chosen"),
      title: language("未选举措 \(findings.count) 项及原因", "measures not chosen: \(findings.count)"),
      total: findings.count, headers: (language("举措", "measure"), nil), findings: findings)
    section.remarks = report.planning.issues.map { $0.message(in: book)[language] }
    return section
  }

  /// Why a measure is not chosen.
  ///
  /// - Parameters:
  ///   - reason: The reason.
  ///   - measure: The measure.
  /// - Returns: A clause without a full stop.
  package func sentence(_ reason: ReasonNotChosen, of measure: Int) -> String {
    switch reason {
    case .mustNot: return language("按要求不选", "ruled out by --must-not")
    case .unpriced:
      let isSetAside = report.planning.issues.contains { issue in
        guard case .cellSetAside(measure, _) = issue else { return false }
        return true
      }
      if isSetAside {
        return language("有单元格未采用，无法比较", "one of its cells could not be used")
      }
      return problem.candidates[measure].cost == nil
        ? language("费用未填，无法比较", "its cost is not known")
        : language("所需联合帮扶项目的费用未填，无法比较", "the cost of its programme is not known")
    case .solvesNothing:
      return language("适用企业中没有它能解决的未销号问题", "no applicable firm has a problem open that it solves")
    case .dominated(let other):
      return language(
        "不如 \(title(other))：那一项费用不高于它，解决的问题不少于它",
        "\(title(other)) costs no more and solves no less")
    case .excluded(let other):
      return language("与所选的 \(title(other)) 互斥", "excluded by \(title(other)), which is chosen")
    case .limit(let limit):
      let all = problem.helpedFirms(by: (plan.chosen + [measure]).sorted(), under: limit)
      let (name, upper) = (problem.limits[limit].name, problem.limits[limit].upper ?? 0)
      return language(
        "与所选举措合计帮扶 \(all) 家，会超过“\(name)”的家数上限 \(upper)；为它换下别的，总收益"
          + (plan.isProven ? "都不更高" : "没有找到更高的"),
        "with the chosen measures it would help \(all) firms, above the limit \(upper) of “\(name)”; "
          + (plan.isProven ? "no plan" : "no plan found") + " that makes room for it gains more")
    case .addsNothing:
      return language("它能解决的，所选举措已经解决", "what it solves, the chosen measures already solve")
    case .tied(let other):
      return language(
        "与 \(title(other)) 费用和收益都相同，二者取一",
        "equal in cost and gain to \(title(other)), one of them suffices"
      )
    case .tooDear(let dearness): return sentence(dearness)
    case .notSettled:
      return language(
        "时限内没有定下来，请延长 --time-limit", "not settled within the time; give more by --time-limit")
    }
  }

  private func sentence(_ dearness: ReasonNotChosen.Dearness) -> String {
    guard let least = dearness.leastWorthwhile else {
      return own(dearness, number(dearness.rate))
    }
    // As many digits as tell the two rates apart.
    let digits = (2...6).first {
      NumberText.decimal(dearness.rate, digits: $0)
        != NumberText.decimal(dearness.leastRate, digits: $0)
    }
    let rate =
      digits.map { NumberText.decimal(dearness.leastRate, digits: $0) }
      ?? number(dearness.leastRate)
    let own =
      digits.map { self.own(dearness, NumberText.decimal(dearness.rate, digits: $0)) }
      ?? self.own(dearness, number(dearness.rate))
    if dearness.rate < dearness.leastRate {
      return own
        + language(
          "；所选中每万元收益最低的 \(title(least)) 也有 \(rate)",
          "; even the least of the chosen, \(title(least)), gains \(rate)")
    }
    return own
      + language(
        "；每万元收益高于所选的 \(title(least))（\(rate)），但为它腾出钱的方案总收益"
          + (plan.isProven ? "都不更高" : "没有找到更高的"),
        "; for its money it gains more than \(title(least)) (\(rate)), but "
          + (plan.isProven ? "no plan" : "no plan found")
          + " that makes room for it gains more in all")
  }

  /// What a measure would add for what, and what is left.
  private func own(_ dearness: ReasonNotChosen.Dearness, _ rate: String) -> String {
    let rest = money(problem.budget - plan.cost)
    return language(
      "再投 \(money(dearness.cost)) 万元，收益增 \(number(dearness.gain))（每万元 \(rate)），"
        + "预算只余 \(rest) 万元",
      "\(money(dearness.cost)) more would add \(number(dearness.gain)) "
        + "(\(rate) for each 10,000 yuan); \(rest) is left")
  }

  private func curve(_ curve: BudgetCurve) -> ReportSection {
    let findings = curve.points.enumerated().map { place, point in
      let firms = Set(point.chosen.flatMap { problem.firmsOfCandidate[$0] }).count
      let change = change(to: point.chosen)
      var finding = ReportFinding(
        mark: "P3-\(place + 1)",
        subject: .init(
          id: "", name: language("\(money(point.budget)) 万元", money(point.budget))),
        sentence: language(
          "预算 \(money(point.budget)) 万元：投入 \(money(point.cost)) 万元，覆盖 \(firms) 家，收益 "
            + "\(number(point.gain))，"
            + (point.isProven ? "已证明最优" : "已知最好，上界 \(number(point.bound))")
            + (point.isKink ? "；此后同样的钱收益明显变少" : "") + change,
          "budget \(money(point.budget)): \(firms) firms helped for \(money(point.cost)), gain "
            + "\(number(point.gain)), "
            + (point.isProven ? "proven" : "best known, bound \(number(point.bound))")
            + (point.isKink ? "; from here on money gains clearly less" : "") + change),
        columns: [
          (
            language("性质", "kind"),
            point.isProven ? language("已证明最优", "proven") : language("已知最好", "best known")
          ),
          (language("拐点", "kink"), point.isKink ? language("是", "yes") : ""),
          (
            language("所选举措", "chosen"),
            point.chosen.map { book.text[book.measures[$0].id] }.joined(separator: separator)
          ),
        ])
      finding.quantities = [
        (language("预算(万元)", "budget"), point.budget.tenThousandYuan),
        (language("覆盖企业", "firms helped"), Double(firms)),
        (language("收益", "gain"), point.gain), (language("收益上界", "bound"), point.bound),
        (language("投入(万元)", "spent"), point.cost.tenThousandYuan),
      ]
      return finding
    }
    var section = ReportSection(
      mark: "P3", name: language("预算曲线", "Budget curve"),
      title: language("预算曲线", "what other budgets gain"), total: findings.count,
      headers: (language("预算", "budget"), nil), findings: findings)
    if let sentence = marginalValue(curve) { section.remarks = [sentence] }
    return section
  }

  /// Which measures another choice has and lacks, where it is not the plan's.
  private func change(to chosen: [Int]) -> String {
    func list(_ measures: [Int]) -> String {
      measures.map { book.text[book.measures[$0].id] }.joined(separator: separator)
    }
    let added = chosen.filter { !plan.chosen.contains($0) }
    let removed = plan.chosen.filter { !chosen.contains($0) }
    guard !added.isEmpty || !removed.isEmpty else { return "" }
    let parts = [
      added.isEmpty ? "" : language("多 ", "with ") + list(added),
      removed.isEmpty ? "" : language("少 ", "without ") + list(removed),
    ].filter { !$0.isEmpty }.joined(separator: language("，", ", "))
    return language("；比本方案", "; than this plan ") + parts
  }

  /// What the next step of the curve would gain, in a sentence; nil where it has none.
  ///
  /// - Parameter curve: The curve.
  /// - Returns: The sentence.
  package func marginalValue(_ curve: BudgetCurve) -> String? {
    curve.increase(from: problem.budget).map { increase in
      language(
        "预算再增 \(money(increase.extra)) 万元，收益增 \(number(increase.gain))"
          + (number(increase.least) == number(increase.greatest)
            ? "（已证明）"
            : "（证明在 \(number(increase.least)) 与 \(number(increase.greatest)) 之间）"),
        "\(money(increase.extra)) more would gain \(number(increase.gain))"
          + (number(increase.least) == number(increase.greatest)
            ? " (proven)"
            : " (proven between \(number(increase.least)) and \(number(increase.greatest)))"))
    }
  }

  private func sensitivity(_ sensitivity: PlanSensitivity) -> ReportSection {
    var section = ReportSection(
      mark: "P4", name: language("权重敏感性", "Sensitivity"),
      title: language("严重程度权重变动 20% 时", "if severity weights move by 20 %"), total: 0,
      headers: (language("严重程度", "severity"), nil), findings: [])
    section.remarks = sensitivity.variants.map { variant in
      let name = language(variant.severity.chinese, variant.severity.english)
      let factor = DecimalText.shortest(variant.factor)
      func list(_ measures: [Int]) -> String {
        measures.map { book.text[book.measures[$0].id] }.joined(separator: language("、", ", "))
      }
      let loss = NumberText.decimal(
        100 * (variant.bestGain - variant.gainOfPlan) / max(variant.bestGain, 1e-9), digits: 2)
      let change =
        variant.keepsPlan
        ? language("选择不变", "the choice stays")
        : language(
          "最优方案改选 \(list(variant.added))，去掉 \(list(variant.removed))；仍用本方案，收益少 "
            + "\(number(variant.bestGain - variant.gainOfPlan))（\(loss)%）",
          "the best plan adds \(list(variant.added)), drops \(list(variant.removed)); this one would gain "
            + "\(number(variant.bestGain - variant.gainOfPlan)) less (\(loss) %)")
      return "\(name) × \(factor)" + language("：", ": ") + change
        + (variant.isProven ? "" : language("（未证明）", " (not proven)"))
    }
    return section
  }

  // MARK: - Names and numbers

  /// A measure by code and name.
  package func title(_ measure: Int) -> String {
    "\(book.text[book.measures[measure].id]) \(book.text[book.measures[measure].name])"
  }

  func named(_ measure: Int) -> ReportFinding.Named {
    .init(
      id: book.text[book.measures[measure].id], name: book.text[book.measures[measure].name])
  }

  /// An amount in 万元.
  package func money(_ amount: Amount) -> String {
    DecimalText.shortest(amount.tenThousandYuan)
  }

  /// A gain: whole, or with two digits after the point.
  package func number(_ value: Double) -> String {
    value == value.rounded() ? DecimalText.shortest(value) : NumberText.decimal(value, digits: 2)
  }
}
