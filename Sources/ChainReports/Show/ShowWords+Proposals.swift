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
    let unconfirmed = all.filter { $0.comparison == .notConfirmed }
    let names = names
    @Sendable func items(_ proposals: [SegmentStatusProposal]) -> [EvidenceItem] {
      proposals.map {
        EvidenceItem(
          id: names.segmentID($0.segment), name: names.placedSegment($0.segment),
          rows: [Self.declared($0.segment)])
      }
    }
    let rated = [SegmentStatus.missing, .atRisk, .weak, nil].map { wanted in
      let own = all.filter { $0.proposed == wanted }
      return Figure(
        Bilingual(
          "建议\(wanted?.chinese ?? "未评定")的环节", "proposed \(wanted?.english ?? "not rated")"),
        own.count
      ) { items(own) }
    }
    var result = section(
      "S22", Bilingual("环节状态建议", "proposed status"),
      title: language(
        "建议：\(joined(counts))；与申报不同 \(different.count) 个，申报的规则未给出依据 \(unconfirmed.count) 个"
          + "（申报的状态不改）",
        "proposed: \(joined(counts)); differing from the declared status: \(different.count), "
          + "declared without a rule that says so: \(unconfirmed.count) (declared ones stay)"),
      total: all.count,
      headers: (language("环节", "segment"), language("产业链", "chain")),
      figures: [
        Figure(Bilingual("与申报不同的环节", "differing segments"), different.count) {
          items(different)
        },
        Figure(Bilingual("规则未给出依据的环节", "no rule says so"), unconfirmed.count) {
          items(unconfirmed)
        },
      ] + rated + medians,
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
    case .notConfirmed: 2
    case .same: 3
    case .notJudged: 4
    }
  }

  private static func declared(_ segment: Int) -> EvidenceRow {
    EvidenceRow(.segments, segment, columns: ["chain", "id", "name", "parent", "status"])
  }

  func status(_ status: SegmentStatus?) -> String {
    status.map { language($0.chinese, $0.english) } ?? language("未评定", "not rated")
  }

  private var rules: [String] {
    let percent = 100 / BottleneckMarks.lossShare
    let (share, shareEnglish) =
      certification.isJudged ? ("", "") : ("（未提供证书，不适用）", " (no certificates: does not apply)")
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
        "薄弱环节 = 获证率低于本链各环节的中位数\(share)，或成熟度中位数低于本链企业的，或共性问题不少于 "
          + "\(SegmentStatusProposal.leastCommon) 个；其余未评定，优势环节不由规则判定",
        "weak = certified share under the median of the chain's segments\(shareEnglish), or median maturity under "
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
      case .notConfirmed: language("【规则未给出依据】", "[no rule says so] ")
      case .same, .notJudged: ""
      }
    let declared =
      proposal.declared.map { status($0) } ?? language("未填", "blank")
    let members = proof.family(of: segment)
    let places = proposal.mustPass
    let mustPass = Set(places.map(\.firm)).sorted()
    let standings = overview.problemsOfSegment[segment].filter {
      proposal.commonProblems.contains($0.problem)
    }
    let graded = graded(proposal.firms)
    var figures = [
      firms(Bilingual("在业企业", "firms in operation"), proposal.firms) {
        proof.members($0, in: members)
      }
    ]
    if let certified = proposal.certified {
      figures.append(firms(Bilingual("获证企业", "certified"), certified, rows: proof.certified))
    }
    figures += [
      firms(Bilingual("必经企业", "must-pass firms"), mustPass, rows: proof.mustPass),
      Figure(Bilingual("必须经过它的末端环节", "final segments behind it"), proposal.finals.count) {
        proposal.finals.map(proof.segment)
      },
      firms(Bilingual("已填成熟度的企业", "stated maturity"), graded, rows: proof.maturity),
      Figure(Bilingual("共性问题", "common problems"), standings.count) {
        proof.problems(standings.map { ($0.problem, $0.firms) })
      },
    ]
    var result = ReportFinding(
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
      ], figures: figures)
    result.details = details(places)
    return result
  }

  /// What every leader loses without a must-pass firm, and what it has.
  private func details(_ places: [SegmentStatusProposal.MustPass]) -> [Figure] {
    let (proof, names) = (proof, names)
    var figures: [Figure] = []
    var told = Set<Int>()
    for place in places {
      let leader = names.plain(place.leader)
      if let loss = place.loss {
        let firm = names.plain(place.firm)
        figures.append(
          Figure(
            Bilingual(
              "没有\(firm)时\(leader)断开的上游企业", "upstream of \(leader) cut off without \(firm)"),
            loss.lost
          ) { proof.lost(by: place.leader, without: place.firm) })
        if told.insert(place.leader).inserted {
          figures.append(
            Figure(Bilingual("\(leader)的上游企业", "upstream of \(leader)"), loss.upstream) {
              proof.allUpstream(of: place.leader)
            })
        }
      }
    }
    for firm in Set(places.map(\.firm)).sorted() {
      let leaders = places.filter { $0.firm == firm }.map(\.leader)
      figures.append(
        Figure(
          Bilingual(
            "须经过\(names.plain(firm))的链主", "leaders that depend on \(names.plain(firm))"),
          leaders.count
        ) { proof.leaders(leaders, downstreamOf: [firm]) })
    }
    return figures
  }

  /// Why a status is proposed, in words; without reasons that no rule holds.
  func reasons(_ proposal: SegmentStatusProposal) -> String {
    proposal.reasons.isEmpty
      ? language("各条规则都不成立", "no rule holds")
      : clauses(proposal.reasons.map { reason($0, of: proposal) })
  }

  private func graded(_ firms: [Int]) -> [Int] {
    firms.filter { book.firms[$0].maturity != nil }
  }

  /// The certified shares and stated maturities of each chain, of which rules take the median.
  private var medians: [Figure] {
    let (proof, names) = (proof, names)
    return book.chains.indices.flatMap { chain -> [Figure] in
      let own = overview.proposals.filter { $0.chain == chain }
      let judged = own.filter { !$0.firms.isEmpty && $0.certified != nil }
      let suffix = book.chains.count > 1 ? " · \(names.chain(chain))" : ""
      let stated = graded(Set(own.flatMap(\.firms)).sorted())
      var figures: [Figure] = []
      if !judged.isEmpty {
        figures.append(
          Figure(
            Bilingual("取中位数的各环节获证率\(suffix)", "certified shares, for their median\(suffix)"),
            judged.count
          ) {
            judged.map { proposal in
              let members = proof.family(of: proposal.segment)
              return EvidenceItem(
                id: names.segmentID(proposal.segment),
                name: "\(names.placedSegment(proposal.segment)) "
                  + "\(proposal.certified?.count ?? 0)/\(proposal.firms.count)",
                rows: proposal.firms.flatMap { proof.members($0, in: members) }
                  + (proposal.certified ?? []).flatMap(proof.certified))
            }
          })
      }
      if !stated.isEmpty {
        figures.append(
          firms(
            Bilingual("全链已填成熟度的企业\(suffix)", "stated maturity in the chain\(suffix)"), stated,
            rows: proof.maturity))
      }
      return figures
    }
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
    case .mustPass(let places):
      let firms = Set(places.map(\.firm)).sorted()
      let list = firms.prefix(3).map { firm in mustPass(firm, places.filter { $0.firm == firm }) }
        .joined(separator: language("、", ", "))
      let rest = firms.count > 3 ? language(" 等 \(firms.count) 家", " … \(firms.count) in all") : ""
      return language("必经企业：\(list)\(rest)", "must-pass firms: \(list)\(rest)")
    case .lowCertifiedShare(let median):
      let share = ShowReport.share(
        proposal.certified?.count ?? 0, proposal.firms.count, language)
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

  /// A must-pass firm with the reason for each leader of the chain.
  private func mustPass(_ firm: Int, _ places: [SegmentStatusProposal.MustPass]) -> String {
    let most = 3
    let parts = places.prefix(most).map { place in
      let leader = names.short(place.leader)
      var parts: [String] = []
      if place.isOnEveryRoute {
        parts.append(language("到\(leader)的每条供货路线都经过它", "on every route of supply to \(leader)"))
      }
      if let loss = place.loss {
        let share = "\(loss.lost)/\(loss.upstream)"
        parts.append(
          parts.isEmpty
            ? language("断开\(leader) \(share)", "cuts off \(leader) \(share)")
            : language("断开 \(share)", "cuts off \(share)"))
      }
      return parts.joined(separator: language("且", " and "))
    }
    let rest =
      places.count > most
      ? language(" 等链主 \(places.count) 家", " … \(places.count) leaders in all") : ""
    let list = parts.joined(separator: language("，", ", "))
    return names.short(firm) + language("（\(list)\(rest)）", " (\(list)\(rest))")
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

extension SegmentStatusProposal {
  /// Its must-pass firms with the leaders they are so for.
  var mustPass: [MustPass] {
    reasons.flatMap { reason -> [MustPass] in
      if case .mustPass(let places) = reason { places } else { [] }
    }
  }

  /// Final segments no route reaches without it.
  var finals: [Int] {
    reasons.flatMap { reason -> [Int] in
      if case .onEveryRoute(let finals) = reason { finals } else { [] }
    }
  }

  /// Its common problems where they are a reason.
  var commonProblems: [Int] {
    reasons.flatMap { reason -> [Int] in
      if case .commonProblems(let problems) = reason { problems } else { [] }
    }
  }
}

extension ShowProof {
  /// A segment as a counted thing.
  func segment(_ segment: Int) -> EvidenceItem {
    EvidenceItem(
      id: names.segmentID(segment), name: names.placedSegment(segment),
      rows: [EvidenceRow(.segments, segment)])
  }

  /// A must-pass firm: its place, and its supplies, which are what others depend on.
  @Sendable func mustPass(_ firm: Int) -> [EvidenceRow] {
    self.firm(firm)
      + overview.book.suppliesFrom[firm].filter {
        overview.book.supplies[$0].source != .inferred
      }.map { EvidenceRow(.supplies, $0) }
  }
}
