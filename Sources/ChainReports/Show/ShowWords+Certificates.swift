import ChainAnalysis
import ChainModel

extension ShowWords {
  var certificates: [ShowSection] {
    var sections = [
      exposed, expiring, lapsed, jointCandidates, jointCertificates,
    ].compactMap { $0 }
    if !sections.isEmpty { sections[0].heading = language("证书", "certificates") }
    return sections
  }

  // MARK: - Bottleneck positions

  private var exposed: ShowSection? {
    let all = certification.exposed
    let positions = certification.onBottlenecks
    guard certification.isJudged, !positions.isEmpty else { return nil }
    let findings = first(all).enumerated().map { place, position in
      finding("S15-\(place + 1)", position)
    }
    let percent = 100 / BottleneckMarks.lossShare
    var result = section(
      "S15", Bilingual("瓶颈位置未获证", "uncertified on bottlenecks"),
      title: language(
        "瓶颈位置上未获证 \(all.count) 家（瓶颈位置 \(positions.count) 家）",
        "not certified on bottleneck positions: \(all.count) (of \(positions.count))"),
      total: all.count, headers: (language("企业", "firm"), nil),
      figures: [
        firms(
          Bilingual("瓶颈位置上未获证的企业", "not certified on bottlenecks"), all.map(\.firm).sorted(),
          rows: proof.uncertified),
        firms(Bilingual("瓶颈位置上的企业", "on bottlenecks"), positions, rows: proof.firm),
      ], findings)
    result.remarks.append(
      language(
        "瓶颈位置：到链主的每条供货路线都经过它，或停供使一家链主失去至少 \(percent)%（且不少于 "
          + "\(BottleneckMarks.leastLoss) 家）的上游企业，或环节仅此一家",
        "bottleneck position: on every route to a leader, or without it a leader loses \(percent) % "
          + "and \(BottleneckMarks.leastLoss) or more of its upstream, or a segment's only firm"))
    let bottlenecks = certification.bottlenecks
    if bottlenecks.examinedLeaders.count < bottlenecks.leaders.count {
      result.remarks.append(
        language(
          "规模大：只看了上游最广的 \(bottlenecks.examinedLeaders.count) 家链主（共 \(bottlenecks.leaders.count) 家）",
          "large book: the \(bottlenecks.examinedLeaders.count) leaders with most upstream were "
            + "looked at, of \(bottlenecks.leaders.count)"))
    }
    return ShowSection(overview: .list, section: result)
  }

  private func finding(
    _ mark: String, _ position: BottleneckPositions.Position
  ) -> ReportFinding {
    var reasons: [String] = []
    if !position.onEveryRouteTo.isEmpty {
      let list = names.list(position.onEveryRouteTo, most: 3)
      reasons.append(
        language("到\(list)的每条供货路线都经过它", "on every route of supply to \(list)"))
    }
    if let loss = position.losses.first {
      let others =
        position.losses.count > 1
        ? language("（共影响 \(position.losses.count) 家链主）", " (\(position.losses.count) leaders)") : ""
      reasons.append(
        language(
          "停供则\(names.short(loss.leader))的 \(loss.upstream) 家上游企业断开 \(loss.lost) 家\(others)",
          "without it \(names.short(loss.leader)) loses \(loss.lost) of \(loss.upstream) upstream "
            + "firms\(others)"))
    }
    if !position.onlyFirmOf.isEmpty {
      let list = shortened(position.onlyFirmOf.map(names.placedSegment), most: 3)
      reasons.append(language("环节\(list)仅此一家", "the only firm of \(list)"))
    }
    let (proof, names) = (proof, names)
    let loss = position.losses.first
    let firm = position.firm
    return ReportFinding(
      mark: mark, subject: names.named(firm),
      sentence: language("\(names.placed(firm))：未获证；", "\(names.placed(firm)): not certified; ")
        + clauses(reasons),
      figures: [
        Figure(Bilingual("每条路线都经过它的链主", "leaders behind it"), position.onEveryRouteTo.count) {
          proof.leaders(position.onEveryRouteTo, downstreamOf: [firm])
        },
        Figure(Bilingual("断开的上游企业", "upstream firms lost"), loss?.lost ?? 0) {
          loss.map { proof.lost(by: $0.leader, without: firm) } ?? []
        },
        Figure(Bilingual("该链主的上游企业", "that leader's upstream"), loss?.upstream ?? 0) {
          loss.map { proof.allUpstream(of: $0.leader) } ?? []
        },
        Figure(Bilingual("失去上游的链主", "leaders that lose upstream"), position.losses.count) {
          proof.leaders(position.losses.map(\.leader), downstreamOf: [firm])
        },
        Figure(Bilingual("仅此一家的环节", "segments without another"), position.onlyFirmOf.count) {
          position.onlyFirmOf.map { segment in
            EvidenceItem(
              id: names.segmentID(segment), name: names.placedSegment(segment),
              rows: proof.members(firm, in: proof.family(of: segment)))
          }
        },
      ])
  }

  // MARK: - Certificates

  /// A certificate in words: number and scheme.
  private func certificate(_ position: Int, _ scheme: CertificationScheme) -> String {
    "\(book.text[book.certificates[position].number]) \(scheme.code)"
  }

  private func holders(_ holders: [Int]) -> String {
    holders.count == 1 ? names.placed(holders[0]) : names.list(holders, most: 4)
  }

  /// What lies downstream; nothing where the book has no supplies, as the head says.
  private func touch(_ touch: CertificationReport.Touch) -> [String] {
    guard summary.linkedPairs > 0 else { return [] }
    var facts: [String] = []
    if !summary.leaders.isEmpty, touch.firms > 0 {
      facts.append(
        touch.leaders.isEmpty
          ? language("不到链主", "no leader")
          : language("链主：", "leaders: ") + names.list(touch.leaders, most: 3))
    }
    if touch.closed > 0 {
      facts.append(
        language(
          "另有非在业 \(touch.closed) 家不计，路线可经过它们",
          "\(touch.closed) more not in operation, through which routes may lead"))
    }
    let inBrackets = clauses(facts)
    return [
      (touch.firms > 0
        ? language("下游 \(touch.firms) 家", "\(touch.firms) firms downstream")
        : language("下游没有在业企业", "no firm in operation downstream"))
        + (facts.isEmpty ? "" : language("（\(inBrackets)）", " (\(inBrackets))"))
    ]
  }

  private func figures(
    _ holders: [Int], _ affected: (Bilingual, [Int]), _ touch: CertificationReport.Touch?
  ) -> [Figure] {
    let proof = proof
    let leaders = touch?.leaders ?? []
    let isListingAll = top == 0
    return [
      firms(Bilingual("持证企业", "holders"), holders, rows: proof.uncertified),
      firms(affected.0, affected.1, rows: proof.uncertified),
      Figure(Bilingual("下游企业", "firms downstream"), touch?.firms ?? 0) {
        proof.downstream(of: holders, all: isListingAll, where: \.isOperating)
      },
      Figure(Bilingual("下游的非在业企业", "downstream, not in operation"), touch?.closed ?? 0) {
        proof.downstream(of: holders, all: isListingAll) { !$0.isOperating }
      },
      Figure(Bilingual("下游的链主", "leaders downstream"), leaders.count) {
        proof.leaders(leaders, downstreamOf: holders)
      },
    ]
  }

  private var expiring: ShowSection? {
    guard !book.certificates.isEmpty else { return nil }
    let all = certification.expiring
    let losing = Set(all.flatMap(\.losing)).sorted()
    let proof = proof
    let within = CertificationReport.horizons.map { days in
      (days: days, certificates: all.filter { $0.days <= days }.map(\.certificate))
    }
    let counts = within.map {
      language("\($0.days) 天内 \($0.certificates.count)", "\($0.days) days \($0.certificates.count)")
    }
    let findings = zip(first(all), certification.expiringTouch).enumerated().map { place, entry in
      finding("S16-\(place + 1)", entry.0, entry.1)
    }
    return ShowSection(
      overview: .list,
      section: section(
        "S16", Bilingual("即将到期", "ending soon"),
        title: language(
          "即将到期的证书：\(joined(counts)) 张；届时失去获证 \(losing.count) 家",
          "certificates ending within \(joined(counts)); firms then no longer certified: "
            + "\(losing.count)"),
        total: all.count,
        headers: (language("证书编号", "certificate"), language("持证企业", "holders")),
        figures: within.map { horizon in
          Figure(
            Bilingual("\(horizon.days) 天内到期的证书", "ending within \(horizon.days) days"),
            horizon.certificates.count
          ) { proof.certificates(horizon.certificates) }
        } + [
          firms(
            Bilingual("届时失去获证的企业", "no longer certified then"), losing, rows: proof.uncertified)
        ], findings))
  }

  private func finding(
    _ mark: String, _ entry: CertificationReport.Expiring, _ touch: CertificationReport.Touch
  ) -> ReportFinding {
    let effect = effect(of: entry)
    return ReportFinding(
      mark: mark,
      subject: .init(
        id: book.text[book.certificates[entry.certificate].number],
        name: certificate(entry.certificate, entry.scheme)),
      related: .init(
        id: entry.holders.count == 1 ? names.id(entry.holders[0]) : "",
        name: names.list(entry.holders, most: 4)),
      sentence: clauses(
        [
          certificate(entry.certificate, entry.scheme)
            + language(
              " \(entry.lastDay) 到期（还有 \(entry.days) 天）：",
              " ends \(entry.lastDay) (\(entry.days) days): ")
            + holders(entry.holders), effect,
        ] + self.touch(touch)),
      columns: [
        (language("到期日", "last day"), entry.lastDay.description),
        (language("还有几天", "days"), String(entry.days)),
        (language("到期后", "effect"), effect),
      ],
      figures: figures(
        entry.holders, (Bilingual("届时失去获证的企业", "no longer certified then"), entry.losing), touch))
  }

  private func effect(of entry: CertificationReport.Expiring) -> String {
    var parts: [String] = []
    if !entry.isCounted {
      parts.append(language("不计入获证", "does not count as certified"))
    } else if entry.losing.isEmpty {
      parts.append(language("另有有效证书，仍算获证", "certified by another certificate"))
    } else if entry.losing.count == entry.holders.count {
      parts.append(language("到期即不再获证", "then no longer certified"))
    } else {
      let list = names.list(entry.losing, most: 4)
      parts.append(language("到期即不再获证的有\(list)", "then no longer certified: \(list)"))
    }
    if !entry.losingMandatory.isEmpty {
      let list = names.list(Set(entry.losingMandatory.map(\.firm)).sorted(), most: 4)
      parts.append(
        language(
          "\(list)将应证未证（\(entry.scheme.code)）",
          "\(list) will lack the mandatory \(entry.scheme.code)"))
    }
    return clauses(parts)
  }

  private var lapsed: ShowSection? {
    let all = certification.lapsed
    let replaced = certification.replaced
    guard !all.isEmpty || !replaced.isEmpty else { return nil }
    let proof = proof
    let states = CertificateState.allCases.compactMap { state -> Figure? in
      let own = all.filter { $0.state == state }.map(\.certificate)
      guard !own.isEmpty else { return nil }
      return Figure(Bilingual("\(state.chinese)的证书", state.english), own.count) {
        proof.certificates(own)
      }
    }
    let counts = CertificateState.allCases.compactMap { state -> String? in
      let count = all.count { $0.state == state }
      return count == 0 ? nil : "\(language(state.chinese, state.english)) \(count)"
    }
    let findings = zip(first(all), certification.lapsedTouch).enumerated().map { place, entry in
      let (lapsed, touch) = entry
      let state = language(lapsed.state.chinese, lapsed.state.english)
      let effect = effect(of: lapsed)
      return ReportFinding(
        mark: "S17-\(place + 1)",
        subject: .init(
          id: book.text[book.certificates[lapsed.certificate].number],
          name: certificate(lapsed.certificate, lapsed.scheme)),
        related: .init(
          id: lapsed.holders.count == 1 ? names.id(lapsed.holders[0]) : "",
          name: names.list(lapsed.holders, most: 4)),
        sentence: clauses(
          [
            "\(certificate(lapsed.certificate, lapsed.scheme)) \(state)" + language("：", ": ")
              + holders(lapsed.holders), effect,
          ] + self.touch(touch)),
        columns: [(language("状态", "state"), state), (language("影响", "effect"), effect)],
        figures: figures(
          lapsed.holders, (Bilingual("已不算获证的企业", "no longer certified"), lapsed.uncertified),
          touch))
    }
    return ShowSection(
      overview: .list,
      section: section(
        "S17", Bilingual("失效证书", "lapsed"),
        title: language("失效的证书：", "lapsed certificates: ")
          + (counts.isEmpty ? language("无", "none") : joined(counts))
          + (replaced.isEmpty
            ? ""
            : language(
              "；另有 \(replaced.count) 张已过期但同类另有有效证书，不列",
              "; \(replaced.count) more expired and were followed by a valid one of their kind, not "
                + "listed")),
        total: all.count,
        headers: (language("证书编号", "certificate"), language("持证企业", "holders")),
        figures: states + [
          Figure(
            Bilingual("已过期但同类另有有效证书的证书", "expired, followed by another"), replaced.count
          ) { proof.certificates(replaced) }
        ], findings))
  }

  private func effect(of lapsed: CertificationReport.Lapsed) -> String {
    var parts = [
      !lapsed.isCounted
        ? language("不计入获证", "does not count as certified")
        : lapsed.uncertified.isEmpty
          ? language("另有有效证书，仍算获证", "certified by another certificate")
          : lapsed.uncertified.count == lapsed.holders.count
            ? language("已不算获证", "no longer certified")
            : language("已不算获证的有", "no longer certified: ")
              + names.list(lapsed.uncertified, most: 4)
    ]
    if !lapsed.lackingMandatory.isEmpty {
      let list = names.list(Set(lapsed.lackingMandatory.map(\.firm)).sorted(), most: 4)
      parts.append(
        language(
          "\(list)因此应证未证（\(lapsed.scheme.code)）",
          "\(list) therefore lacks the mandatory \(lapsed.scheme.code)"))
    }
    return clauses(parts)
  }

  // MARK: - Joint certificates

  private var jointCandidates: ShowSection? {
    let total = certification.jointCandidateCount
    guard total > 0 else { return nil }
    let (proof, names) = (proof, names)
    let findings = first(certification.jointCandidates).enumerated().map { place, group in
      let leader = names.short(group.leader)
      let name = group.problemClass.name[language]
      return ReportFinding(
        mark: "S18-\(place + 1)", subject: names.named(group.leader),
        related: .init(id: "", name: name),
        sentence: language(
          "\(leader)上游 · \(name)：\(group.firms.count) 家（\(names.list(group.firms, most: 4))）",
          "upstream of \(leader) · \(name): \(group.firms.count) firms "
            + "(\(names.list(group.firms, most: 4)))"),
        columns: [(language("企业名单", "firms"), names.list(group.firms, most: 50))],
        figures: [
          Figure(Bilingual("候选企业", "candidates"), group.firms.count) {
            proof.upstream(group.firms, of: [group.leader]) { firm in
              proof.open(firm) { group.problemClass.contains(names.book.problems[$0]) }
            }
          }
        ])
    }
    var result = section(
      "S18", Bilingual("联合认证候选", "joint certification"),
      title: language(
        "联合认证候选 \(total) 组", "candidates for a joint certificate: \(total) groups"),
      total: total,
      headers: (language("链主", "leader"), language("问题类别", "problem class")),
      figures: [
        Figure(Bilingual("联合认证候选组", "groups of candidates"), total) { [certification] in
          certification.jointCandidates.map { group in
            EvidenceItem(
              id: names.id(group.leader),
              name: names.short(group.leader) + " · " + group.problemClass.name[names.language],
              rows: group.firms.map { EvidenceRow(.firms, $0) })
          }
        }
      ], findings)
    result.remarks.append(
      language(
        "同一链主上游、有同一维度或方面的未销号问题、未获证（或最后一张证书 \(overview.ledger.warningDays) 天内到期）且不在联合认证内的，"
          + "不少于 \(CertificationReport.leastJoint) 家为一组；一家企业可在几组",
        "upstream of one leader, with open problems of one dimension or aspect, not certified (or the "
          + "last certificate ends within \(overview.ledger.warningDays) days) and on no joint "
          + "certificate: \(CertificationReport.leastJoint) or more; a firm may be in several"))
    return ShowSection(overview: .list, section: result)
  }

  private var jointCertificates: ShowSection? {
    let all = certification.jointCertificates
    guard !all.isEmpty else { return nil }
    let proof = proof
    let findings = first(all).enumerated().map { place, entry in
      ReportFinding(
        mark: "S19-\(place + 1)",
        subject: .init(
          id: book.text[book.certificates[entry.certificate].number],
          name: certificate(entry.certificate, entry.scheme)),
        sentence: certificate(entry.certificate, entry.scheme) + language("：", ": ")
          + names.list(entry.holders, most: 8),
        columns: [(language("企业名单", "firms"), names.list(entry.holders, most: 50))],
        figures: [
          firms(Bilingual("持证企业", "holders"), entry.holders) { _ in
            [EvidenceRow(.certificates, entry.certificate)]
          }
        ])
    }
    return ShowSection(
      overview: .list,
      section: section(
        "S19", Bilingual("已有联合认证", "joint certificates"),
        title: language("已有的联合认证 \(all.count) 张", "joint certificates held: \(all.count)"),
        total: all.count, headers: (language("证书编号", "certificate"), nil),
        figures: [
          Figure(Bilingual("联合认证证书", "joint certificates"), all.count) {
            proof.certificates(all.map(\.certificate))
          }
        ], findings))
  }
}
