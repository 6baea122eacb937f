import ChainAnalysis
import ChainModel

/// The legend of a chain map: every mark that is drawn, and none that is not.
struct ChainMapLegend {
  let entries: [PageFurniture.LegendEntry]

  /// - Complexity: O(boxes · rows + lines).
  init(
    _ content: ChainMapContent, _ options: MapOptions, _ ledger: QualityLedger, hasBackward: Bool
  ) {
    let language = options.language
    let theme = options.theme
    let boxes = content.families.flatMap(\.boxes)
    let rows = boxes.flatMap(\.rows)
    var entries: [PageFurniture.LegendEntry] = []
    func add(_ sign: String, _ meaning: String, _ tone: MapTheme.Tone) {
      entries.append(PageFurniture.LegendEntry(sign: sign, meaning: meaning, color: tone.line))
    }
    if options.firms != .none {
      if rows.contains(where: \.isLeader) {
        add("★", language("链主", "chain leader"), theme.unrated)
      }
      for mark in FirmMark.allCases.reversed() where rows.contains(where: { $0.mark == mark }) {
        add(
          mark.sign, mark.meaning(in: language, warningDays: ledger.warningDays), mark.tone(theme))
      }
      if rows.contains(where: { $0.openProblems > 0 }) {
        add("▲", language("未销号质量问题，▲×4 即 4 个", "open quality problem, ▲×4: four"), theme.risk)
      }
    }
    if content.hasCertificates, !rows.isEmpty {
      add("3/5", language("获证企业数/在业企业数", "certified / operating firms"), theme.unrated)
    }
    if boxes.contains(where: { !$0.isOutside && !$0.lines.isEmpty }) {
      add(
        language("共性", "common"),
        language("环节内共性问题 企业数/已诊断数", "common problem: affected / inspected firms"), theme.risk)
      if boxes.contains(where: {
        $0.lines.contains { $0.hasPrefix("待核实") || $0.hasPrefix("undet") }
      }) {
        add(
          language("待核实", "undetermined"),
          language("诊断不足，尚不能判定共性", "too few inspected to tell"), theme.risk)
      }
    }
    if boxes.contains(where: \.isBottleneck) {
      add(language("粗框", "thick"), language("仅 1 家企业的环节", "single-provider segment"), theme.risk)
    }
    if boxes.contains(where: \.isMissing) {
      add(
        language("虚线框", "dashed"),
        language("缺失、未列企业或链外", "missing, no firm listed, or outside the chain"), theme.missing)
    } else if boxes.contains(where: \.isOutside) {
      add(language("虚线框", "dashed"), language("链外供应商", "outside suppliers"), theme.missing)
    }
    if content.lines.contains(where: { content.box($0.from).isBottleneck }) {
      add(
        language("红线", "red line"),
        language("由仅 1 家企业的环节供出", "from a single-provider segment"), theme.risk)
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

extension SegmentBox {
  /// Whether the box stands for suppliers outside the chain.
  var isOutside: Bool {
    if case .outside = kind { return true }
    return false
  }
}
