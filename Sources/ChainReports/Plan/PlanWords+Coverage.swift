import ChainModel
import ChainPlanning
import ChainTables

/// Who is helped, where, and what stays open.
extension PlanWords {
  /// The mark of the list of firms.
  static let firmMark = "P6"

  var separator: String { language("、", ", ") }

  /// The problems a measure acts on at one firm or more, by code and name.
  ///
  /// - Parameter measure: The measure's position.
  /// - Returns: The names, in the order of the library.
  package func problems(of measure: Int) -> [String] {
    Set(problem.candidates[measure].pairs.map { problem.pairs[$0].problem }).sorted()
      .map(problemTitle)
  }

  /// A problem by code and name, the name alone where it has no code of its own.
  ///
  /// - Parameter position: The problem's position.
  /// - Returns: The words.
  package func problemTitle(_ position: Int) -> String {
    let (id, name) = (
      book.text[book.problems[position].id], book.text[book.problems[position].name]
    )
    return id.isEmpty || id == name ? name : name.isEmpty ? id : "\(id) \(name)"
  }

  /// The share of its pairs that a measure solves, such as 85%.
  ///
  /// - Parameter measure: The measure's position.
  /// - Returns: A percentage.
  package func effectiveness(of measure: Int) -> String {
    let percent = DecimalText.roundedToFifteenDigits(
      100 * problem.candidates[measure].effectiveness)
    return DecimalText.shortest(percent) + "%"
  }

  // MARK: - Regions and chains

  var byRegion: ReportSection {
    section(
      "P5", language("按区域", "By region"), header: language("区域", "region"),
      report.firmsByRegion.map { region, firms in
        (
          .init(
            id: region.map { book.text[book.regions[$0].code] } ?? "",
            name: region.map(names.region) ?? language("未注明区域", "region not stated")), firms
        )
      })
  }

  var byChain: ReportSection {
    section(
      "P8", language("按产业链", "By chain"), header: language("产业链", "chain"),
      book.chains.indices.map { chain in
        (
          .init(id: book.text[book.chains[chain].id], name: names.chain(chain)),
          report.coveredFirms.filter { report.chains(ofFirm: $0).contains(chain) }
        )
      })
  }

  /// Groups of firms that the plan helps.
  private func section(
    _ mark: String, _ name: String, header: String,
    _ groups: [(name: ReportFinding.Named, firms: [Int])]
  ) -> ReportSection {
    let findings = groups.enumerated().map { place, group in
      let small = group.firms.filter(report.isSmallOrMicro)
      let words = self
      return ReportFinding(
        mark: "\(mark)-\(place + 1)", subject: group.name,
        sentence: language(
          "\(group.name.name)：覆盖 \(group.firms.count) 家（小微 \(small.count) 家）",
          "\(group.name.name): \(group.firms.count) firms (\(small.count) small or micro)"),
        columns: [(language("企业", "firms"), names.list(group.firms, most: 20))],
        figures: [
          Figure(Bilingual("覆盖企业", "firms helped"), group.firms.count) {
            group.firms.map { words.item($0, words.plan.chosen) }
          },
          Figure(Bilingual("其中小微企业", "of them small or micro"), small.count) {
            small.map { words.sizeItem($0) }
          },
        ])
    }
    return ReportSection(
      mark: mark, name: name, title: name, total: findings.count, headers: (header, nil),
      findings: findings)
  }

  /// A firm with what tells its size.
  func sizeItem(_ firm: Int) -> EvidenceItem {
    names.item(
      firm,
      rows: [
        EvidenceRow(
          .firms, firm, columns: ["name", "industry", "staff", "revenue", "assets", "size"])
      ])
  }

  // MARK: - Firms

  var byFirm: ReportSection {
    let findings = report.coveredFirms.enumerated().map { place, firm in
      let pairs = report.coveredPairs.filter { problem.pairs[$0].firm == firm }
      let measures = Set(pairs.flatMap { problem.candidatesOfPair[$0] })
        .intersection(plan.chosen).sorted()
      let codes = measures.map { book.text[book.measures[$0].id] }.joined(separator: separator)
      let solved = pairs.map { problemTitle(problem.pairs[$0].problem) }
        .joined(separator: separator)
      let words = self
      return ReportFinding(
        mark: "\(Self.firmMark)-\(place + 1)", subject: names.named(firm),
        sentence: language(
          "\(names.full(firm))：\(codes) 针对 \(pairs.count) 个问题（\(solved)）",
          "\(names.full(firm)): \(codes) act on \(pairs.count) problems (\(solved))"),
        columns: [
          (
            language("区域", "region"), book.firms[firm].region.index.map(names.region) ?? ""
          ),
          (
            language("所选举措", "chosen measures"), measures.map(title).joined(separator: separator)
          ),
          (language("针对问题", "problems"), solved),
          (
            language("牵头单位", "lead"),
            NetworkOrder.unique(
              measures.map { book.text[book.measures[$0].lead] }.filter { !$0.isEmpty }
            ).joined(separator: separator)
          ),
        ],
        figures: [
          Figure(Bilingual("针对的问题", "problems acted on"), pairs.count) {
            pairs.map { words.item(pair: $0) }
          },
          Figure(Bilingual("举措", "measures"), measures.count) {
            measures.map { measure in
              let named = words.named(measure)
              return EvidenceItem(
                id: named.id, name: named.name, rows: [EvidenceRow(.measures, measure)])
            }
          },
        ])
    }
    return ReportSection(
      mark: Self.firmMark, name: language("按企业", "By firm"),
      title: language("覆盖企业 \(findings.count) 家", "firms helped: \(findings.count)"),
      total: findings.count, headers: (language("企业", "firm"), nil), findings: findings)
  }

  /// A firm's open problem with the findings that state it.
  private func item(pair: Int) -> EvidenceItem {
    let position = problem.pairs[pair].problem
    return EvidenceItem(
      id: book.text[book.problems[position].id], name: book.text[book.problems[position].name],
      rows: report.planning.findings[pair].map { EvidenceRow(.findings, $0) }
        + [EvidenceRow(.problems, position, columns: ["id", "name", "severity"])])
  }

  // MARK: - What stays open

  var uncovered: ReportSection {
    let findings = report.uncovered.enumerated().map { place, open in
      let words = self
      return ReportFinding(
        mark: "P7-\(place + 1)",
        subject: .init(
          id: book.text[book.problems[open.problem].id],
          name: book.text[book.problems[open.problem].name]),
        sentence: sentence(open),
        columns: [
          (
            language("能解决但未选的举措", "measures not chosen"),
            open.measures.map(title).joined(separator: separator)
          )
        ], paths: [.init(names: [names.list(open.firms, most: 6)], rows: [])],
        figures: [
          Figure(Bilingual("未覆盖企业", "firms not helped"), open.firms.count) {
            zip(open.firms, open.pairs).map { firm, pair in
              words.names.item(
                firm,
                rows: words.report.planning.findings[pair].map { EvidenceRow(.findings, $0) })
            }
          },
          Figure(
            Bilingual("其中没有适用举措的企业", "of them without any measure"),
            open.withoutMeasure.count
          ) {
            zip(open.firms, open.pairs).filter { open.withoutMeasure.contains($0.0) }.map {
              words.names.item(
                $0.0,
                rows: words.report.planning.findings[$0.1].map { EvidenceRow(.findings, $0) })
            }
          },
        ])
    }
    let covered = Set(report.coveredPairs.map { problem.pairs[$0].problem })
    let untouched = report.uncovered.count { !covered.contains($0.problem) }
    return ReportSection(
      mark: "P7", name: language("未覆盖问题", "Not covered"),
      title: language(
        "还有企业未覆盖的未销号问题 \(findings.count) 个，其中 \(untouched) 个没有任何所选举措",
        "open problems with firms not helped: \(findings.count), of which no chosen measure acts on "
          + "\(untouched) at all"),
      total: findings.count, headers: (language("问题", "problem"), nil), findings: findings)
  }

  /// What stays open of a problem, and why.
  private func sentence(_ open: PlanReport.Uncovered) -> String {
    let name = problemTitle(open.problem)
    let kind =
      report.basis.commonProblems.contains(open.problem) ? language("（共性）", " (common)") : ""
    var why: [String] = []
    if !open.measures.isEmpty {
      let codes = open.measures.map { book.text[book.measures[$0].id] }
        .joined(separator: separator)
      why.append(
        language("能解决的 \(codes) 未选", "\(codes) would act on it and are not chosen"))
    }
    if !open.withoutMeasure.isEmpty {
      why.append(
        open.withoutMeasure.count == open.firms.count
          ? language("没有适用的举措", "no measure applies")
          : language(
            "其中 \(open.withoutMeasure.count) 家没有适用的举措",
            "no measure applies to \(open.withoutMeasure.count) of them"))
    }
    return language(
      "\(name)\(kind)：\(open.firms.count) 家未覆盖；",
      "\(name)\(kind): \(open.firms.count) firms not helped; ")
      + why.joined(separator: language("，", ", "))
  }
}
