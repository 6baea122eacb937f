import ChainAnalysis
import ChainModel

extension ShowWords {
  var proposals: [ShowSection] {
    guard !overview.proposals.isEmpty else { return [] }
    let all = overview.proposals.enumerated().sorted { left, right in
      (Self.rank(left.element.comparison), left.offset)
        < (Self.rank(right.element.comparison), right.offset)
    }.map(\.element)
    let counts =
      [SegmentStatus.missing, .atRisk, .weak].map { status in
        "\(self.status(status)) \(all.count { $0.proposed == status })"
      } + ["\(status(nil)) \(all.count { $0.proposed == nil })"]
    let different = all.filter { $0.comparison == .different }
    let names = names
    var result = section(
      "S22", Bilingual("环节状态建议", "proposed status"),
      title: language(
        "建议：\(joined(counts))；与申报不同 \(different.count) 个（申报的状态不改）",
        "proposed: \(joined(counts)); differing from the declared status: \(different.count) "
          + "(declared ones stay)"),
      total: all.count,
      headers: (language("环节", "segment"), language("产业链", "chain")),
      figures: [
        Figure(Bilingual("与申报不同的环节", "differing segments"), different.count) {
          different.map {
            EvidenceItem(
              id: names.segmentID($0.segment), name: names.placedSegment($0.segment),
              rows: [Self.declared($0.segment)])
          }
        }
      ],
      first(all).enumerated().map { place, proposal in finding("S22-\(place + 1)", proposal) })
    result.remarks = rules
    return [
      ShowSection(
        heading: language("环节状态建议", "proposed segment status"), overview: .whole,
        section: result)
    ]
  }

  private static func rank(_ comparison: SegmentStatusProposal.Comparison) -> Int {
    switch comparison {
    case .different: 0
    case .undeclared: 1
    case .same: 2
    case .notJudged: 3
    }
  }

  private static func declared(_ segment: Int) -> EvidenceRow {
    EvidenceRow(.segments, segment, columns: ["chain", "id", "name", "parent", "status"])
  }

  private func status(_ status: SegmentStatus?) -> String {
    status.map { language($0.chinese, $0.english) } ?? language("未评定", "not rated")
  }

  private var rules: [String] {
    let percent = 100 / BottleneckMarks.lossShare
    return [
      language(
        "规则（含下级环节，先到先定）：缺失环节 = 没有在业企业",
        "rules (child segments included, the first that holds): missing = no firm in operation"),
      language(
        "风险环节 = 仅 1 家企业，或去往末端环节的每条路线都经过它，或有必经企业（到本链链主的每条供货路线都经过它，或停供使"
          + "链主失去至少 \(percent)% 且不少于 \(BottleneckMarks.leastLoss) 家上游企业）",
        "at risk = a single firm, or on every route to a final segment, or a must-pass firm (on every "
          + "route to a leader of the chain, or without it one loses \(percent) % and "
          + "\(BottleneckMarks.leastLoss) or more of its upstream)"),
      language(
        "薄弱环节 = 获证率低于本链各环节的中位数，或成熟度中位数低于本链企业的，或共性问题不少于 "
          + "\(SegmentStatusProposal.leastCommon) 个；其余未评定，优势环节不由规则判定",
        "weak = certified share under the median of the chain's segments, or median maturity under "
          + "that of the chain's firms, or \(SegmentStatusProposal.leastCommon) or more common "
          + "problems; otherwise not rated: no rule says strong"),
    ]
  }

  private func finding(_ mark: String, _ proposal: SegmentStatusProposal) -> ReportFinding {
    let (proof, names) = (proof, names)
    let segment = proposal.segment
    let own = proposal.reasons.filter { $0.status == proposal.proposed }
    let others = proposal.reasons.filter { $0.status != proposal.proposed }
    var text = own.map { reason($0, of: proposal) }
    if !others.isEmpty {
      text.append(
        language("另：", "besides: ")
          + others.map { reason($0, of: proposal) }.joined(separator: language("，", ", ")))
    }
    if text.isEmpty { text = [language("各条规则都不成立", "no rule holds")] }
    let comparison =
      switch proposal.comparison {
      case .different: language("【与申报不同】", "[differs] ")
      case .undeclared: language("【未申报】", "[undeclared] ")
      case .same, .notJudged: ""
      }
    let declared =
      proposal.declared.map { status($0) } ?? language("未填", "blank")
    let members = proof.family(of: segment)
    var mustPass: [Int] = []
    var common: [Int] = []
    for reason in proposal.reasons {
      if case .mustPass(let firms) = reason { mustPass = firms }
      if case .commonProblems(let problems) = reason { common = problems }
    }
    let standings = overview.problemsOfSegment[segment].filter { common.contains($0.problem) }
    return ReportFinding(
      mark: mark,
      subject: .init(id: names.segmentID(segment), name: names.placedSegment(segment)),
      related: .init(
        id: book.text[book.chains[proposal.chain].id], name: names.chain(proposal.chain)),
      sentence: language(
        "\(comparison)\(names.placedSegment(segment))：建议\(status(proposal.proposed))，申报\(declared)；",
        "\(comparison)\(names.placedSegment(segment)): proposed \(status(proposal.proposed)), "
          + "declared \(declared); ") + clauses(text),
      columns: [
        (language("建议状态", "proposed"), status(proposal.proposed)),
        (language("申报状态", "declared"), proposal.declared.map { status($0) } ?? ""),
        (language("理由", "reasons"), clauses(text)),
      ],
      figures: [
        firms(Bilingual("在业企业", "firms in operation"), proposal.firms) {
          proof.members($0, in: members)
        },
        firms(Bilingual("获证企业", "certified"), proposal.certified, rows: proof.certified),
        firms(Bilingual("必经企业", "must-pass firms"), mustPass, rows: proof.mustPass),
        Figure(Bilingual("共性问题", "common problems"), standings.count) {
          proof.problems(standings.map { ($0.problem, $0.firms) })
        },
      ])
  }

  private func reason(
    _ reason: SegmentStatusProposal.Reason, of proposal: SegmentStatusProposal
  ) -> String {
    switch reason {
    case .noFirm: return language("没有在业企业", "no firm in operation")
    case .onlyFirm(let firm):
      return language("仅 1 家企业（\(names.short(firm))）", "a single firm (\(names.short(firm)))")
    case .onEveryRoute(let finals):
      let list = shortened(finals.map(names.segment), most: 3)
      return language("去往\(list)的每条路线都经过它", "on every route to \(list)")
    case .mustPass(let firms):
      let list = firms.prefix(3).map(mustPass).joined(separator: language("、", ", "))
      let rest = firms.count > 3 ? language(" 等 \(firms.count) 家", " … \(firms.count) in all") : ""
      return language("必经企业：\(list)\(rest)", "must-pass firms: \(list)\(rest)")
    case .lowCertifiedShare(let median):
      let share = ShowReport.share(proposal.certified.count, proposal.firms.count, language)
      let middle = NumberText.decimal(median * 100, digits: 1)
      return language(
        "获证 \(share)，低于各环节中位数 \(middle)%", "certified \(share), under the median of \(middle) %")
    case .lowMaturity(let own, let chain, let stated):
      return language(
        "成熟度中位数 \(grade(own))（\(stated) 家已填），低于全链的 \(grade(chain))",
        "median maturity \(grade(own)) (\(stated) stated), under the chain's \(grade(chain))")
    case .commonProblems(let problems):
      let list = shortened(problems.map { book.text[book.problems[$0].name] }, most: 3)
      return language(
        "共性问题 \(problems.count) 个（\(list)）", "\(problems.count) common problems (\(list))")
    }
  }

  /// A must-pass firm with what a leader loses without it.
  private func mustPass(_ firm: Int) -> String {
    guard let loss = certification.bottlenecks.position(ofFirm: firm)?.losses.first else {
      return names.short(firm)
    }
    let text = "\(names.short(loss.leader)) \(loss.lost)/\(loss.upstream)"
    return names.short(firm) + language("（断开\(text)）", " (cuts off \(text))")
  }

  /// A median of grades: a class, or between two.
  private func grade(_ twice: Int) -> String {
    func name(_ grade: Int) -> String {
      UInt8(exactly: grade - 1).flatMap(Maturity.init(rawValue:))
        .map { language($0.chinese, $0.english) } ?? ""
    }
    guard twice % 2 == 1 else { return name(twice / 2) }
    return language(
      "\(name(twice / 2))与\(name(twice / 2 + 1))之间",
      "between \(name(twice / 2)) and \(name(twice / 2 + 1))")
  }
}

extension ShowProof {
  /// A must-pass firm: its place, and its supplies, which are what others depend on.
  @Sendable func mustPass(_ firm: Int) -> [EvidenceRow] {
    self.firm(firm)
      + overview.book.suppliesFrom[firm].filter {
        overview.book.supplies[$0].source != .inferred
      }.map { EvidenceRow(.supplies, $0) }
  }
}
