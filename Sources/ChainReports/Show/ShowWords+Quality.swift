import ChainAnalysis
import ChainModel

extension ShowWords {
  var quality: [ShowSection] {
    var sections = [level, missingMandatory, tiers, openProblems, problemGroups].compactMap { $0 }
    if !sections.isEmpty { sections[0].heading = language("质量水平", "quality level") }
    return sections
  }

  private var level: ShowSection? {
    let all = summary.all
    var facts: [String] = []
    // The firms that the share is of are counted here too.
    var figures = [
      firms(Bilingual("在业企业", "firms in operation"), all.firms, rows: proof.state)
    ]
    if let certified = all.certified {
      let share = ShowReport.share(certified.count, all.firms.count, language)
      let assumed = summary.certifiedByAssumption
      facts.append(
        language("获证 \(share)", "certified \(share)")
          + (assumed.isEmpty
            ? ""
            : language(
              "（其中 \(assumed.count) 家的证书未写有效期与状态，按有效计）",
              " (\(assumed.count) of them by certificates that state neither an end nor a state)")))
      figures.append(firms(Bilingual("获证企业", "certified"), certified, rows: proof.certified))
      if !assumed.isEmpty {
        figures.append(
          firms(
            Bilingual("证书未写有效期与状态、按有效计的企业", "certified without an end or a state"), assumed,
            rows: proof.certified))
      }
    }
    if let open = all.withOpenProblems {
      facts.append(language("有未销号问题 \(open.count) 家", "with open problems \(open.count)"))
      figures.append(
        firms(Bilingual("有未销号问题的企业", "with open problems"), open, rows: proof.open))
    }
    guard !facts.isEmpty else { return nil }
    return ShowSection(
      overview: .title,
      section: section(
        "S10", Bilingual("质量水平", "quality level"),
        title: facts.joined(separator: language("，", ", ")), total: 0, headers: ("", nil),
        figures: figures, []))
  }

  private var missingMandatory: ShowSection? {
    guard certification.isJudged,
      book.segments.contains(where: { $0.mandatorySchemes.count > 0 })
    else { return nil }
    let all = certification.missingMandatory
    let proof = proof
    let firmsLacking = Set(all.map(\.firm)).sorted()
    let names = names
    @Sendable func rows(_ entry: CertificationReport.MissingMandatory) -> [EvidenceRow] {
      proof.members(entry.firm, in: [entry.segment])
        + [
          EvidenceRow(
            .segments, entry.segment, columns: ["chain", "id", "name", "mandatorySchemes"])
        ]
        + names.book.certificatesOfFirm[entry.firm].map { EvidenceRow(.certificates, $0) }
    }
    let findings = first(all).enumerated().map { place, entry in
      let schemes = joined(entry.schemes.map(\.code))
      let segment = names.placedSegment(entry.segment)
      return ReportFinding(
        mark: "S11-\(place + 1)", subject: names.named(entry.firm),
        related: .init(id: names.segmentID(entry.segment), name: segment),
        sentence: language(
          "\(names.placed(entry.firm))：环节“\(segment)”应获 \(schemes)，没有有效证书",
          "\(names.placed(entry.firm)): segment \(segment) demands \(schemes), no valid certificate"
        ), columns: [(language("缺的认证", "lacking"), schemes)],
        figures: [
          Figure(Bilingual("缺的强制性认证", "mandatory schemes lacking"), entry.schemes.count) {
            entry.schemes.map {
              EvidenceItem(id: $0.code, name: $0.chinese, rows: rows(entry))
            }
          }
        ])
    }
    return ShowSection(
      overview: .list,
      section: section(
        "S11", Bilingual("应证未证", "mandatory certificates lacking"),
        title: language(
          "⊘ 应证未证 \(firmsLacking.count) 家",
          "⊘ lacking a mandatory certificate: \(firmsLacking.count)"),
        total: all.count,
        headers: (language("企业", "firm"), language("环节", "segment")),
        figures: [
          Figure(Bilingual("应证未证企业", "firms lacking one"), firmsLacking.count) {
            let entries = Dictionary(grouping: all, by: \.firm)
            return firmsLacking.map { firm in
              names.item(firm, rows: (entries[firm] ?? []).flatMap(rows))
            }
          }
        ], findings))
  }

  func tierName(_ tier: CertificationReport.Tier) -> String {
    switch tier.distance {
    case 0: language("链主", "leaders")
    case .some(let distance): language("第 \(distance) 级", "tier \(distance)")
    case nil: language("不供任何链主", "supplies no leader")
    }
  }

  private var tiers: ShowSection? {
    let all = certification.tiers
    guard !all.isEmpty, summary.linkedPairs > 0 else { return nil }
    let (proof, leaders) = (proof, summary.leaders)
    let findings = all.enumerated().map { place, tier in
      let share = tier.certified.map { ShowReport.share($0.count, tier.firms.count, language) }
      let name = tierName(tier)
      return ReportFinding(
        mark: "S12-\(place + 1)", subject: .init(id: "", name: name),
        sentence: language(
          "\(name)：\(tier.firms.count) 家", "\(name): \(tier.firms.count) firms")
          + (share.map { language("，获证 \($0)", ", certified \($0)") } ?? ""),
        figures: [
          Figure(Bilingual("在业企业", "firms in operation"), tier.firms.count) {
            (tier.distance ?? 0) == 0
              ? tier.firms.map {
                proof.names.item(
                  $0, rows: tier.distance == 0 ? proof.leading($0) : proof.firm($0))
              } : proof.upstream(tier.firms, of: leaders) { _ in [] }
          }
        ]
          + (tier.certified.map {
            [firms(Bilingual("获证企业", "certified"), $0, rows: proof.certified)]
          } ?? []))
    }
    let title = language("按到最近链主的供应级数", "by supplies to the nearest leader")
    let counted =
      certification.isJudged
      ? language("（获证/在业）：", " (certified/firms): ") : language("（在业）：", " (firms): ")
    let closed = certification.closedOnRoutes
    var result = section(
      "S12", Bilingual("供应级数", "tiers"), title: title, total: all.count,
      headers: (language("级", "tier"), nil),
      figures: closed.isEmpty
        ? []
        : [
          firms(Bilingual("上游的非在业企业", "upstream, not in operation"), closed) {
            proof.state($0)
          }
        ], findings)
    let remark = language(
      "另有非在业企业 \(closed.count) 家不计，供货路线可经过它们",
      "\(closed.count) firms not in operation are not counted; routes may lead through them")
    if !closed.isEmpty { result.remarks.append(remark) }
    return ShowSection(
      overview: .line(
        title + counted
          + shortened(
            all.map { tier in
              tierName(tier) + " " + (tier.certified.map { "\($0.count)/" } ?? "")
                + String(tier.firms.count)
            }) + (closed.isEmpty ? "" : language("；", "; ") + remark)),
      section: result)
  }

  private var openProblems: ShowSection? {
    let all = summary.openProblems
    guard !all.isEmpty else { return nil }
    let proof = proof
    let findings = first(all).enumerated().map { place, entry in
      let problem = book.problems[entry.problem]
      let (id, name) = (book.text[problem.id], book.text[problem.name])
      return ReportFinding(
        mark: "S13-\(place + 1)", subject: .init(id: id, name: name),
        sentence: language(
          "\(id == name ? name : "\(id) \(name)")：\(entry.firms.count) 家",
          "\(id == name ? name : "\(id) \(name)"): \(entry.firms.count) firms"),
        columns: [(language("企业", "firms"), names.list(entry.firms, most: 20))],
        figures: [
          firms(Bilingual("有此问题的企业", "firms"), entry.firms) { firm in
            proof.open(firm) { $0 == entry.problem }
          }
        ])
    }
    let line = all.prefix(Self.lineParts).map {
      "\(book.text[book.problems[$0.problem].name]) \($0.firms.count)"
    }
    let title = language("未销号问题 \(all.count) 个", "\(all.count) open problems")
    return ShowSection(
      overview: .line(
        title + language("（企业数）：", " (firms): ") + joined(line)
          + (all.count > line.count ? language(" 等", " …") : "")),
      section: section(
        "S13", Bilingual("未销号问题", "open problems"), title: title, total: all.count,
        headers: (language("问题", "problem"), nil),
        figures: [
          Figure(Bilingual("未销号问题", "open problems"), all.count) { proof.problems(all) }
        ], findings))
  }

  // MARK: - Problems by group

  /// A chain, segment or region with the problems found in it.
  private struct ProblemGroup {
    var subject: ReportFinding.Named
    var kind: String
    var standings: [CommonProblems.Standing]

    func count(_ label: ProblemLabel) -> Int { standings.count { $0.label == label } }
  }

  private var problemGroups: ShowSection? {
    func ranked(_ groups: [ProblemGroup]) -> [ProblemGroup] {
      groups.enumerated().filter { !$0.element.standings.isEmpty }.sorted { left, right in
        let (one, other) = (left.element, right.element)
        return (other.count(.common), other.standings.count, left.offset)
          < (one.count(.common), one.standings.count, right.offset)
      }.map(\.element)
    }
    let all =
      ranked(
        zip(book.chains.indices, overview.problemsOfChain).map { chain, standings in
          ProblemGroup(
            subject: .init(id: book.text[book.chains[chain].id], name: names.chain(chain)),
            kind: language("产业链", "chain"), standings: standings)
        })
      + ranked(
        zip(book.segments.indices, overview.problemsOfSegment).map { segment, standings in
          ProblemGroup(
            subject: .init(id: names.segmentID(segment), name: names.placedSegment(segment)),
            kind: language("环节", "segment"), standings: standings)
        })
      + ranked(
        zip(book.regions.indices, overview.problemsOfRegion).map { region, standings in
          ProblemGroup(
            subject: .init(id: book.text[book.regions[region].code], name: names.region(region)),
            kind: language("区域", "region"), standings: standings)
        })
    guard !all.isEmpty else { return nil }
    let rows = overview.problems.rows
    let proof = proof
    let words = ProblemWords(overview.problems, in: book, language: language)
    let labels: [ProblemLabel] = [.common, .individual, .undetermined]
    let figures = labels.map { label in
      let own = rows.filter { $0.label == label }
      return Figure(
        Bilingual("\(label.chinese)问题（问题×范围）", "\(label.english) (problem × group)"), own.count
      ) {
        own.map { row in
          EvidenceItem(
            id: words.book.text[words.book.problems[row.problem].id],
            name: words.book.text[words.book.problems[row.problem].name] + " / "
              + words.group(row.group),
            rows: (row.firms + row.uncountedFirms).sorted().flatMap {
              proof.open($0) { $0 == row.problem }
            })
        }
      }
    }
    let counts = zip(labels, figures).map { label, figure in
      "\(language(label.chinese, label.english)) \(figure.value)"
    }
    let title = language(
      "问题按范围判定（problems 命令列出理由）：", "problems by group (the command problems says why): ")
    var result = section(
      "S14", Bilingual("问题分布", "problems by group"), title: title + joined(counts),
      total: all.count,
      headers: (language("范围", "group"), language("类别", "kind")), figures: figures,
      first(all).enumerated().map { place, group in
        finding("S14-\(place + 1)", group, labels)
      })
    let basis = ProblemWords.assumed(overview.problems.inspections, in: language)
    result.remarks = basis
    result.remarks.append(
      language(
        "总数按 problems 报告的范围计（一个问题只在其成立的范围各计一次）；下列各行只就该范围单独判定，不能相加",
        "the totals count a problem once for each group that problems reports; the lines below judge "
          + "each group alone and don't add up to them"))
    return ShowSection(
      overview: .line(([title + joined(counts)] + basis).joined(separator: language("；", "; "))),
      section: result)
  }

  private func finding(
    _ mark: String, _ group: ProblemGroup, _ labels: [ProblemLabel]
  ) -> ReportFinding {
    let proof = proof
    let firms = Set(group.standings.flatMap(\.firms)).sorted()
    let counts = labels.map { "\(language($0.chinese, $0.english)) \(group.count($0))" }
    return ReportFinding(
      mark: mark, subject: group.subject, related: .init(id: "", name: group.kind),
      sentence: language(
        "\(group.kind) \(group.subject.name)：有未销号问题 \(firms.count) 家，问题 \(group.standings.count) 个"
          + "（\(joined(counts))）",
        "\(group.kind) \(group.subject.name): \(firms.count) firms with open problems, "
          + "\(group.standings.count) problems (\(joined(counts)))"),
      figures: [
        self.firms(Bilingual("有未销号问题的企业", "with open problems"), firms, rows: proof.open),
        Figure(Bilingual("未销号问题", "open problems"), group.standings.count) {
          proof.problems(group.standings.map { ($0.problem, $0.firms) })
        },
      ]
        + labels.map { label in
          let own = group.standings.filter { $0.label == label }
          return Figure(Bilingual("\(label.chinese)问题", label.english), own.count) {
            proof.problems(own.map { ($0.problem, $0.firms) })
          }
        })
  }
}
