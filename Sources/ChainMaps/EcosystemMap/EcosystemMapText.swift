import ChainAnalysis
import ChainModel
import DOT

/// What stands around an ecosystem map: title, headline, facts, legend and remarks.
struct EcosystemMapText {
  let content: EcosystemMapContent
  let profile: ChainProfile
  let book: ChainBook
  let ledger: QualityLedger
  let options: MapOptions
  let role: PageRole

  private var language: Language { options.language }
  private var words: PageWords { PageWords(book: book, ledger: ledger, options: options) }
  private var support: ChainSupport { content.support }

  /// What stands around the map.
  func furniture(page: Diagram.Size) -> PageFurniture {
    PageFurniture(
      title: title,
      notice: words.notice(words.extra(ChainBook.noticeHeader, ofChain: profile.chain)),
      headline: role.contents(language) ?? words.headline(sentence), facts: facts, legend: legend,
      remarks: remarks,
      footer: words.footer(ofChain: profile.chain, page: role.place.number, of: role.place.count),
      width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme, headlineLines: 3)
  }

  private var title: String {
    let name = PageWords.line(book.text[book.chains[profile.chain].name])
    return language(
      (name.hasSuffix("链") ? name : name + "产业链") + " · 生态图"
        + (content.plan == nil ? "" : "（帮扶计划）"),
      name + " · ecosystem map" + (content.plan == nil ? "" : " (plan)"))
  }

  // MARK: - Headline

  /// The open problems of the chain, and those that no measure acts on, or of a plan none that it
  /// chose.
  private var problems: (open: Set<Int>, without: Set<Int>, unchosen: Set<Int>) {
    let all = support.segments.flatMap(\.problems)
    let open = Set(all.map(\.problem))
    let known = Set(all.filter { !$0.actions.isEmpty }.map(\.problem))
    let helped = Set(all.filter { !$0.helped(by: content.counted).isEmpty }.map(\.problem))
    return (open, open.subtracting(known), known.subtracting(helped))
  }

  private var sentence: String {
    if book.findings.isEmpty {
      return language(
        "书中没有问题记录，不判定问题和举措缺口。", "The book has no findings: gaps are not judged.")
    }
    let (open, without, unchosen) = problems
    if book.measures.isEmpty {
      return language(
        "本链 \(open.count) 种未销号问题；书中没有帮扶举措表，不判定举措缺口。",
        "\(open.count) open problems; the book has no measures, so gaps are not judged.")
    }
    var parts: [String] = []
    let withMeasure = open.count - without.count
    if let plan = content.plan {
      let covered = withMeasure - unchosen.count
      parts.append(
        language(
          "投入 \(PageWords.amount(plan.cost)) 万元的 \(plan.measures.count) 项所选举措针对本链 "
            + "\(open.count) 种未销号问题中的 \(covered) 种",
          "the \(plan.measures.count) measures chosen for \(PageWords.amount(plan.cost)) × 10,000 yuan "
            + "act on \(covered) of the chain's \(open.count) open problems"))
      if !unchosen.isEmpty {
        parts.append(
          language("\(unchosen.count) 种有举措而未选", "\(unchosen.count) have measures, none chosen")
            + names(ofProblems: unchosen))
      }
    } else {
      parts.append(
        language(
          "本链 \(open.count) 种未销号问题中 \(withMeasure) 种有举措",
          "of the chain's \(open.count) open problems \(withMeasure) have measures"))
    }
    if !without.isEmpty {
      parts.append(
        language("\(without.count) 种没有举措", "\(without.count) have none")
          + names(ofProblems: without))
    }
    let bare = support.segments.filter { !$0.problems.isEmpty && $0.resources.isEmpty }
    if !book.resources.isEmpty, !bare.isEmpty {
      parts.append(
        language(
          "\(bare.count) 个有问题的环节没有对口的质量基础设施资源",
          "\(bare.count) segments with problems have no infrastructure resource")
          + bracketed(bare.map { PageWords.segment($0.segment, in: book) }))
    }
    return parts.joined(separator: language("；", "; ")) + language("。", ".")
  }

  private func names(ofProblems problems: Set<Int>) -> String {
    // Nothing is named that the map does not show.
    content.rows == 0 && role.isWhole
      ? "" : bracketed(problems.sorted().map { PageWords.line(book.text[book.problems[$0].name]) })
  }

  /// Names in brackets, where they are few.
  private func bracketed(_ names: [String]) -> String {
    guard !names.isEmpty, names.count <= 4 else { return "" }
    return language(
      "（" + names.joined(separator: "、") + "）", " (" + names.joined(separator: ", ") + ")")
  }

  // MARK: - Facts, legend, remarks

  private var facts: String {
    var facts = [
      language(
        "\(support.segments.count) 个环节、\(support.measures.count) 项针对本链的举措、"
          + "\(book.actors.count) 个支持主体、\(book.resources.count) 个质量基础设施资源",
        "\(support.segments.count) segments, \(support.measures.count) measures for the chain, "
          + "\(book.actors.count) supporting bodies, \(book.resources.count) resources")
    ]
    if let plan = content.plan {
      facts.append(
        language(
          "计划：预算 \(PageWords.amount(plan.budget)) 万元，"
            + (plan.isProven ? "已证明最优" : "尚未证明最优"),
          "plan: budget \(PageWords.amount(plan.budget)) × 10,000 yuan, "
            + (plan.isProven ? "proven best" : "not proven best")))
    }
    let date = words.dataDate(ofChain: profile.chain, firms: profile.firms)
    if !date.isEmpty { facts.append(language("数据截至 ", "data as of ") + date) }
    facts.append(language("问题按 \(ledger.asOf) 判定", "open problems judged on \(ledger.asOf)"))
    return facts.joined(separator: " ｜ ")
  }

  private var legend: [PageFurniture.LegendEntry] {
    let theme = options.theme
    var entries: [PageFurniture.LegendEntry] = []
    func add(_ sign: String, _ meaning: String, _ tone: MapTheme.Tone) {
      entries.append(PageFurniture.LegendEntry(sign: sign, meaning: meaning, color: tone.line))
    }
    let hasPlan = content.plan != nil
    let rows = content.boxes.flatMap { BoxFigure.shown(of: $0, budget: content.rows) }
    let segments = content.boxes.filter { $0.id.hasPrefix("segment-") }
    let isJudged = !book.measures.isEmpty
    if content.rows > 0, isJudged, segments.contains(where: { !$0.rows.isEmpty }) {
      add(
        "3/5 ← J",
        hasPlan
          ? language(
            "所选举措涉及的/有该问题的企业，及所选举措编号", "firms helped / affected, and the chosen measures")
          : language(
            "有举措可用的/有该问题的企业，及举措编号", "firms a measure applies to / affected, and the measures"),
        theme.unrated)
    }
    if isJudged, segments.contains(where: { !$0.rows.isEmpty }) {
      add(
        EcosystemMapContent.helpWord(hasPlan: hasPlan, language) + "3/5",
        hasPlan
          ? language("所选举措涉及的/有未销号问题的企业", "firms helped / with open problems")
          : language("有举措可用的/有未销号问题的企业", "firms a measure applies to / with open problems"),
        theme.unrated)
    }
    if rows.contains(where: \.isGap) || content.boxes.contains(where: { !$0.notes.isEmpty }) {
      add(
        "✘",
        hasPlan
          ? language("缺口：没有所选举措，或没有对口资源", "gap: no chosen measure, or no resource")
          : language("缺口：没有举措，或没有对口资源", "gap: no measure, or no resource"), theme.risk)
    }
    if rows.contains(where: { $0.name.hasPrefix("●") }) {
      add("●", language("所选举措", "chosen measure"), theme.unrated)
    }
    if content.boxes.contains(where: \.isOutside) {
      add(
        language("虚线框", "dashed box"),
        content.boxes.contains(where: \.isMissing)
          ? language("缺失环节、支持主体和资源", "missing segments, supporting bodies and resources")
          : language("支持主体和质量基础设施资源", "supporting bodies and resources"),
        theme.missing)
    } else if content.boxes.contains(where: { $0.isMissing && $0.isDashed }) {
      add(
        language("虚线框", "dashed box"), language("缺失环节", "missing segment"), theme.missing)
    }
    if !content.links.isEmpty {
      add(
        "→",
        language(
          "支持主体点名的环节", "segment that a body names"),
        theme.unrated)
    }
    if role.isOverview {
      entries += PageFurniture.legend(
        ofPagesIn: content.boxes, role, noun: Self.noun, theme: theme, language: language)
    } else if content.boxes.contains(where: { !$0.pageNotes.isEmpty }) {
      add(
        "→ ←",
        language("支持其他页的环节、受其他页的主体支持", "supports segments, is supported by bodies on other pages"),
        theme.unrated)
    }
    return entries
  }

  private static let noun = Bilingual("环节", "segments")

  private var remarks: [String] {
    let lines = Bilingual(
      "各页框下写明支持它的主体和它支持的环节在哪一页", "boxes there say on which pages what supports them stands")
    let own = role.remark(noun: Self.noun, lines: lines).map { [$0[language]] } ?? []
    return role.isPart ? aggregation : role.isWhole ? aggregation + general + own : own + general
  }

  /// What holds of the map, whatever its pages.
  private var general: [String] {
    var remarks: [String] = []
    if book.measures.isEmpty {
      remarks.append(language("书中没有帮扶举措表。", "The book has no table of measures."))
    }
    if book.resources.isEmpty {
      remarks.append(
        language("书中没有质量基础设施资源表，不判定资源缺口。", "The book has no table of resources."))
    }
    if book.actors.isEmpty {
      remarks.append(language("书中没有支持主体表。", "The book has no table of supporting bodies."))
    }
    let elsewhere = book.measures.count - support.measures.count
    if elsewhere > 0 {
      remarks.append(
        language(
          "另有 \(elsewhere) 项举措不针对本链环节内企业的未销号问题，图上不列。",
          "\(elsewhere) further measures act on no open problem of the chain's segments."))
    }
    if let plan = content.plan {
      let here = Set(support.measures)
      let absent = plan.measures.count { !here.contains($0) }
      if absent > 0 {
        remarks.append(
          language(
            "所选举措中 \(absent) 项只帮扶本链环节以外的企业，图上不列。",
            "\(absent) chosen measures help only firms outside the chain's segments."))
      }
    }
    return remarks
  }

  /// What is counted instead of named.
  private var aggregation: [String] {
    var remarks: [String] = []
    if content.rows == 0 {
      remarks.append(
        language("本图为汇总版：问题和举措只列数量。", "Aggregated: problems and measures are counted."))
    } else if content.boxes.contains(where: {
      BoxFigure.shown(of: $0, budget: content.rows).count < $0.rows.count
    }) {
      remarks.append(
        language(
          "每框一般列 \(content.rows) 项，缺口必列，其余计入“+ N 个”。",
          "Each box names about \(content.rows), gaps always; the rest are counted."))
    }
    return remarks
  }
}
