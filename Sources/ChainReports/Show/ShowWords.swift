import ChainAnalysis
import ChainModel
import ChainTables

/// Says what is in a book: sections, sentences and figures.
struct ShowWords: Sendable {
  let overview: BookOverview
  let book: ChainBook
  let language: Language
  let names: BookNames
  let proof: ShowProof
  /// The most findings that are worked out of each list; 0 for all.
  let top: Int
  /// Merge proposals that nobody has decided yet, in words; nil without any.
  let pending: String?

  /// How many parts one line of an overview names.
  static let lineParts = 8

  init(_ overview: BookOverview, in language: Language, top: Int, pending: String? = nil) {
    self.overview = overview
    book = overview.book
    self.language = language
    self.top = top
    self.pending = pending
    names = BookNames(overview.book, in: language)
    proof = ShowProof(overview, names: names)
  }

  var summary: BookSummary { overview.summary }
  var certification: CertificationReport { overview.certification }

  /// The first of a list, as many as are worked out.
  func first<Element>(_ list: [Element]) -> ArraySlice<Element> {
    top > 0 ? list.prefix(top) : list[...]
  }

  /// Names or counts as one text.
  func joined(_ parts: some Sequence<String>) -> String {
    parts.joined(separator: language("、", ", "))
  }

  /// Facts of a sentence as one text.
  func clauses(_ parts: [String]) -> String {
    parts.joined(separator: language("；", "; "))
  }

  /// The first names and how many there are.
  func shortened(_ parts: [String], most: Int = lineParts) -> String {
    joined(parts.prefix(most))
      + (parts.count > most ? language(" 等 \(parts.count) 个", " … \(parts.count) in all") : "")
  }

  /// A figure that counts firms.
  func firms(
    _ name: Bilingual, _ firms: [Int], rows: @escaping @Sendable (Int) -> [EvidenceRow]
  ) -> Figure {
    let names = names
    return Figure(name, firms.count) { firms.map { names.item($0, rows: rows($0)) } }
  }

  // MARK: - Head

  var head: [String] {
    var lines = [language("判定日期 \(summary.asOf)", "as of \(summary.asOf)")]
    if certification.isJudged {
      lines.append(
        language("计入获证的认证：", "schemes that count as certified: ")
          + joined(certification.schemes.sorted().map(\.code)))
    }
    return lines + gaps + [pending].compactMap { $0 }
  }

  /// What the book lacks, and what is therefore judged nowhere below.
  private var gaps: [String] {
    var lines: [String] = []
    if !certification.isJudged {
      lines.append(language("未提供证书，不判定获证", "no certificates: nobody is judged by them"))
    }
    if book.supplies.isEmpty {
      lines.append(
        language(
          "未提供供应关系，不判定下游、级数与必经", "no supplies: nothing is judged along them"))
    }
    if summary.leaders.isEmpty {
      lines.append(
        summary.closedLeaders.isEmpty
          ? language("未提供链主，不判定级数与必经", "no chain leaders: no tiers, no must-pass firms")
          : language(
            "没有在业的链主，不判定级数与必经",
            "no chain leader in operation: no tiers, no must-pass firms"))
    }
    if !summary.closedLeaders.isEmpty {
      let list = shortened(summary.closedLeaders.map(names.plain))
      lines.append(
        language("链主 \(list) 非在业，不计", "chain leaders not in operation, not counted: \(list)"))
    }
    if book.findings.isEmpty {
      lines.append(language("未提供问题记录", "no findings"))
    }
    return lines
  }

  /// The first line of the make-up.
  var headline: String {
    let all = summary.all
    return language(
      "在业企业 \(all.firms.count) 家（小微 \(all.smallMicro.count) 家），链主 \(summary.leaders.count) 家，"
        + "不在任何环节 \(summary.outsideChains.count) 家",
      "\(all.firms.count) firms in operation (\(all.smallMicro.count) small or micro), "
        + "\(summary.leaders.count) chain leaders, \(summary.outsideChains.count) in no segment")
  }

  var headFigures: [Figure] {
    [
      firms(Bilingual("在业企业", "firms in operation"), summary.all.firms, rows: proof.state),
      firms(Bilingual("小微企业", "small or micro"), summary.all.smallMicro, rows: proof.size),
      firms(Bilingual("链主", "chain leaders"), summary.leaders, rows: proof.leading),
      firms(
        Bilingual("不在任何环节的企业", "in no segment"), summary.outsideChains, rows: proof.firm),
    ]
  }

  // MARK: - Sections

  var sections: [ShowSection] {
    makeUp + distribution + quality + certificates + supplyNetwork + proposals
  }

  /// A section with findings and figures of its own.
  func section(
    _ mark: String, _ name: Bilingual, title: String, total: Int,
    headers: (subject: String, related: String?), figures: [Figure] = [],
    _ findings: [ReportFinding]
  ) -> ReportSection {
    var section = ReportSection(
      mark: mark, name: name[language], title: title, total: total, headers: headers,
      findings: findings)
    section.figures = figures
    return section
  }

  // MARK: - Make-up

  private var makeUp: [ShowSection] {
    var sections = [
      ShowSection(
        heading: language("构成", "make-up"), overview: .title,
        section: section(
          "S0", Bilingual("总数", "totals"), title: headline, total: 0, headers: ("", nil), []))
    ]
    func add(
      _ number: Int, _ name: Bilingual, _ entries: [(name: String, firms: [Int])],
      _ rows: @escaping @Sendable (Int) -> [EvidenceRow]
    ) {
      guard !entries.isEmpty else { return }
      sections.append(
        ShowSection(
          overview: .title,
          section: section(
            "S\(number)", name,
            title: name[language] + language("：", ": ")
              + joined(entries.map { "\($0.name) \($0.firms.count)" }),
            total: entries.count, headers: (name[language], nil),
            entries.enumerated().map { place, entry in
              ReportFinding(
                mark: "S\(number)-\(place + 1)", subject: .init(id: "", name: entry.name),
                sentence: language(
                  "\(entry.name)：\(entry.firms.count) 家", "\(entry.name): \(entry.firms.count)"),
                figures: [firms(Bilingual("企业", "firms"), entry.firms, rows: rows)])
            })))
    }
    add(
      1, Bilingual("规模", "sizes"),
      summary.sizes.map { (language($0.size.chinese, $0.size.english), $0.firms) }, proof.size)
    add(
      2, Bilingual("成熟度", "maturity"),
      summary.maturities.count == 1 && summary.maturities[0].maturity == nil
        ? []
        : summary.maturities.map {
          (
            $0.maturity.map { language($0.chinese, $0.english) } ?? language("未填", "not stated"),
            $0.firms
          )
        }, proof.maturity)
    add(
      3, Bilingual("角色", "roles"),
      summary.roles.map { (language($0.role.chinese, $0.role.english), $0.firms) }, proof.leading)
    if !book.segments.isEmpty { sections.append(segmentCount) }
    let tables = BookTables.counts(in: book).filter { $0.count > 0 }
      .map { "\($0.table.name(in: language)) \($0.count)" }
    sections.append(
      ShowSection(
        overview: .title,
        section: section(
          "", Bilingual("各表", "tables"),
          title: language("各表：", "tables: ") + joined(tables), total: 0, headers: ("", nil), [])))
    return sections
  }

  private var segmentCount: ShowSection {
    let (names, empty) = (names, summary.emptySegments)
    @Sendable func item(_ segment: Int) -> EvidenceItem {
      EvidenceItem(
        id: names.segmentID(segment), name: names.placedSegment(segment),
        rows: [EvidenceRow(.segments, segment)])
    }
    let all = summary.segments.compactMap(\.group.position)
    let missing =
      empty.isEmpty
      ? ""
      : language("，没有在业企业的 \(empty.count) 个（", ", \(empty.count) without a firm (")
        + shortened(empty.map(names.placedSegment), most: 5) + language("）", ")")
    return ShowSection(
      overview: .title,
      section: section(
        "S4", Bilingual("环节数", "segment count"),
        title: language("环节 \(all.count) 个", "\(all.count) segments") + missing,
        total: all.count, headers: (language("环节", "segment"), nil),
        figures: [
          Figure(Bilingual("环节", "segments"), all.count) { all.map(item) },
          Figure(Bilingual("没有在业企业的环节", "segments without a firm"), empty.count) {
            empty.map(item)
          },
        ], []))
  }
}
