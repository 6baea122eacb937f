import ChainAnalysis
import ChainModel

/// The legend of a chain map: every mark that is drawn, and none that is not.
struct ChainMapLegend {
  let entries: [PageFurniture.LegendEntry]

  /// - Complexity: O(boxes · rows + lines).
  init(
    _ content: ChainMapContent, _ options: MapOptions, _ ledger: QualityLedger,
    _ findings: ChainFindings, _ role: PageRole, budget: Int, hasBackward: Bool
  ) {
    let language = options.language
    let theme = options.theme
    let boxes = content.families.flatMap(\.boxes)
    let rows = boxes.flatMap { role.marked($0, budget: budget) }
    var entries = Self.signs(of: rows, options, ledger, findings, isOfPlan: content.plan != nil)
    func add(_ sign: String, _ meaning: String, _ tone: MapTheme.Tone) {
      entries.append(PageFurniture.LegendEntry(sign: sign, meaning: meaning, color: tone.line))
    }
    if content.hasCertificates, boxes.contains(where: { !$0.rows.isEmpty }) {
      entries.append(Self.certifiedShare(language, theme))
    }
    if boxes.contains(where: { !$0.isOutside && !$0.lines.isEmpty }) {
      add(
        language("共性", "common"),
        language("环节内共性问题 企业数/已诊断数", "common problem: affected / inspected firms"), theme.risk)
      if boxes.contains(where: \.hasBlockage) {
        add(
          language("堵点", "blocking point"),
          language(
            "书中标为堵点，或未标而发生在 ◆ 企业的共性问题",
            "common problem so labelled, or unlabelled and at a ◆ firm"), theme.risk)
      }
      if boxes.contains(where: {
        $0.lines.contains { $0.hasPrefix("待核实") || $0.hasPrefix("undet") }
      }) {
        add(
          language("待核实", "undetermined"),
          language("诊断不足，尚不能判定共性", "too few inspected to tell"), theme.risk)
      }
    }
    if content.plan != nil {
      if boxes.contains(where: {
        $0.facts.contains { $0.hasPrefix(ChainMapContent.helpWord(language)) }
      }) {
        add(
          ChainMapContent.helpWord(language) + "3/5",
          language(
            "所选举措涉及的/有未销号问题的企业", "firms helped by chosen measures / with open problems"),
          theme.strong)
      }
      if boxes.contains(where: { box in
        box.lines.contains { $0.hasSuffix("〕") || $0.hasSuffix("]") }
      }) {
        add(
          language("〔J〕", "[J]"), language("针对它的所选举措", "chosen measures that act on it"),
          theme.strong)
      }
    }
    if boxes.contains(where: \.isBottleneck) {
      add(language("粗框", "thick"), language("仅 1 家企业的环节", "single-provider segment"), theme.risk)
    }
    if boxes.contains(where: \.isDotted) {
      add(
        language("点线框", "dotted frame"),
        language("按规则建议的环节状态，未经认定", "status proposed by rules, not declared"),
        theme.unrated)
    }
    if boxes.contains(where: { $0.isMissing && $0.isDashed }) {
      add(
        language("虚线框", "dashed"),
        findings.isPartial
          ? language("缺失、范围内无企业或链外", "missing, no firm within, or outside the chain")
          : language("缺失、未列企业或链外", "missing, no firm listed, or outside the chain"),
        theme.missing)
    } else if boxes.contains(where: \.isOutside) {
      add(language("虚线框", "dashed"), language("链外供应商", "outside suppliers"), theme.missing)
    }
    if boxes.contains(where: \.isOnEveryRoute) {
      entries.append(Self.unavoidable(language, theme))
    }
    let suppliers = content.lines.map { content.box($0.from) }
    if suppliers.contains(where: \.isCritical) {
      let isSole = suppliers.contains(where: \.isBottleneck)
      let isOnEveryRoute = suppliers.contains(where: \.isOnEveryRoute)
      add(
        theme.riskWord(language) + language("线", " line"),
        isSole && isOnEveryRoute
          ? language("由仅 1 家企业的或必经的环节供出", "from a single-provider or unavoidable segment")
          : isSole
            ? language("由仅 1 家企业的环节供出", "from a single-provider segment")
            : language("由必经的环节供出", "from an unavoidable segment"), theme.risk)
    }
    if hasBackward {
      add(
        language("逆向", "reverse"),
        language("与链上位置相反或成环", "against the bands or closing a cycle"), theme.weak)
    }
    if content.families.contains(where: { $0.boxes.count > 1 }) {
      add(
        language("白框", "white frame"), language("环节与其子环节", "segment with its parts"), theme.unrated)
    }
    if content.lines.contains(where: { $0.supplies > 0 }) {
      add(
        language("n 条", "n"),
        language("供应关系条数，线越粗越多", "number of supplies, thicker is more"), theme.unrated)
    }
    entries += PageFurniture.legend(
      ofPagesIn: boxes, role, noun: ChainMapText.noun, theme: theme, language: language)
    if !content.hasSupplies, !content.lines.isEmpty {
      add("→", language("环节关系（未提供企业间供应关系）", "flow (no supplies given)"), theme.unrated)
    } else if content.lines.contains(where: { $0.supplies == 0 }) {
      add(
        language("点线", "dotted"), language("环节关系，无企业间供应记录", "flow without recorded supplies"),
        theme.unrated)
    }
    self.entries = entries
  }
}

extension ChainMapLegend {
  /// What the signs of some firms mean.
  private static func signs(
    of rows: [FirmRow], _ options: MapOptions, _ ledger: QualityLedger, _ findings: ChainFindings,
    isOfPlan: Bool
  ) -> [PageFurniture.LegendEntry] {
    let (language, theme) = (options.language, options.theme)
    var entries = PageFurniture.legend(
      ofFirms: rows, theme: theme, language: language, warningDays: ledger.warningDays,
      isOfPlan: isOfPlan)
    func add(_ sign: String, _ meaning: String, _ tone: MapTheme.Tone) {
      entries.append(PageFurniture.LegendEntry(sign: sign, meaning: meaning, color: tone.line))
    }
    let reasons = Set(
      rows.filter(\.isBottleneck).compactMap(\.firm).flatMap { findings.marks.firms[$0] ?? [] })
    if !reasons.isEmpty {
      add("◆", PageFurniture.meaning(of: reasons, in: language), theme.risk)
    }
    if rows.contains(where: \.isSource) {
      let isConfirmed = findings.traced.traces.allSatisfy(\.isConfirmed)
      add(
        "◎",
        isConfirmed
          ? language("上游共同来源，经溯源核实", "common source upstream, verified")
          : language("疑似上游共同来源，待溯源核实", "suspected common source upstream, to be verified"),
        theme.risk)
    }
    if rows.contains(where: { $0.tracedProblems > 0 }) {
      add(
        "△",
        language(
          "▲ 中可沿供应关系上溯至 ◎ 的共性问题", "those of ▲ that supplies trace back to ◎"), theme.risk)
    }
    return entries
  }

  /// What a list of pages says in signs and single words.
  static func entries(
    ofListOf content: ChainMapContent, _ options: MapOptions, _ ledger: QualityLedger,
    _ findings: ChainFindings
  ) -> [PageFurniture.LegendEntry] {
    let (language, theme) = (options.language, options.theme)
    let rows = content.families.flatMap(\.boxes).flatMap(\.rows).map(PageRole.signed)
    var entries = signs(
      of: rows, options, ledger, findings, isOfPlan: content.plan != nil)
    if content.hasCertificates { entries.append(certifiedShare(language, theme)) }
    if content.families.contains(where: { $0.boxes.contains(where: \.isOnEveryRoute) }) {
      entries.append(unavoidable(language, theme))
    }
    return entries
  }

  private static func certifiedShare(
    _ language: Language, _ theme: MapTheme
  ) -> PageFurniture.LegendEntry {
    PageFurniture.LegendEntry(
      sign: "3/5", meaning: language("获证企业数/在业企业数", "certified / operating firms"),
      color: theme.unrated.line)
  }

  private static func unavoidable(
    _ language: Language, _ theme: MapTheme
  ) -> PageFurniture.LegendEntry {
    PageFurniture.LegendEntry(
      sign: language("必经", "on every route"),
      meaning: language("去往末端环节的每条路线都经过", "no final segment is reached without it"),
      color: theme.risk.line)
  }
}

extension SegmentBox {
  /// Whether lines from the box are drawn red.
  var isCritical: Bool { isBottleneck || isOnEveryRoute }

  /// Whether the box stands for suppliers outside the chain.
  var isOutside: Bool {
    if case .outside = kind { return true }
    return false
  }
}
