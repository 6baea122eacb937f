import ChainAnalysis
import ChainModel

/// The legend of a bottleneck map: every mark that is drawn, and none that is not.
struct BottleneckMapLegend {
  let entries: [PageFurniture.LegendEntry]

  /// - Complexity: O(boxes · rows + lines).
  init(
    _ content: BottleneckMapContent, _ finding: BottleneckFinding, _ options: MapOptions,
    _ ledger: QualityLedger, _ role: PageRole, hasBackward: Bool
  ) {
    let (language, theme) = (options.language, options.theme)
    let rows = content.boxes.flatMap { box in
      role.marked(box, budget: content.budget.rows) + (box.firm.map { [$0] } ?? [])
    }
    var entries: [PageFurniture.LegendEntry] = []
    func add(_ sign: String, _ meaning: String, _ tone: MapTheme.Tone) {
      entries.append(PageFurniture.LegendEntry(sign: sign, meaning: meaning, color: tone.line))
    }
    if content.boxes.contains(where: \.isBottleneck) {
      add(
        "◆ " + theme.riskWord(language) + language("粗框", ", thick"),
        language("瓶颈，框内写明哪一种", "bottleneck, its kind is said in the box"), theme.risk)
    }
    entries += PageFurniture.legend(
      ofFirms: rows, theme: theme, language: language, warningDays: ledger.warningDays)
    if content.boxes.contains(where: \.isDashed) {
      let meaning =
        if case .sharedSubTier = finding {
          language("依赖它的直接供应商", "direct suppliers that depend on it")
        } else {
          language("没有瓶颈就断开的", "what would be cut off")
        }
      add(language("虚线框", "dashed box"), meaning, theme.weak)
    }
    if content.boxes.contains(where: { box in
      let shown = BoxFigure.shown(of: box, budget: content.budget.rows).count
      return box.id.hasPrefix("more-") || shown > 0 && shown < box.rows.count + box.unnamed
    }) {
      add(
        language("+ N", "+ n"), language("其余几家（个），只计数或合为一框", "so many more, counted or in one box"),
        theme.unrated)
    }
    if content.lines.contains(where: \.isStrong) {
      add(
        theme.riskWord(language) + language("粗线", ", thick line"), strongMeaning(finding, language),
        theme.risk)
    }
    if content.lines.contains(where: { !$0.positions.isEmpty }) {
      add(
        language("n 条", "n"),
        language(
          "供应关系条数；写得下时写产品名",
          "number of supplies, or the product where there is room"),
        theme.unrated)
    }
    if content.lines.contains(where: { $0.label.hasSuffix(BottleneckScene.stated(in: language)) }) {
      add(
        BottleneckScene.stated(in: language),
        language("报表申报独家", "the sheets say: no other supplier"), theme.risk)
    }
    if hasBackward {
      add(
        language("虚线箭头", "dashed line"), language("由右往左供货", "supplied from right to left"),
        theme.unrated)
    }
    var dotted: [String] = []
    if content.lines.contains(where: \.isIndirect) {
      dotted.append(language("中间还有未画的", "by way of others not drawn"))
    }
    if content.lines.contains(where: \.isPart) {
      dotted.append(language("属于上级环节", "part of the parent segment"))
    }
    let isBare = content.lines.contains { !$0.isIndirect && !$0.isPart && $0.positions.isEmpty }
    if content.hasSupplies, isBare {
      dotted.append(language("环节关系，无企业间供应记录", "flow without recorded supplies"))
    }
    if !dotted.isEmpty {
      add(
        language("点线", "dotted"), dotted.joined(separator: language("；或", "; or ")),
        theme.unrated)
    }
    entries += PageFurniture.legend(
      ofPagesIn: content.boxes, role, noun: finding.noun, theme: theme, language: language)
    self.entries = entries
  }
}

private func strongMeaning(_ finding: BottleneckFinding, _ language: Language) -> String {
  switch finding {
  case .bridge:
    language("连接两半的唯一供需关系", "the only connection of the two halves")
  case .chokePoint:
    // The witness: others by way of the bottleneck are drawn thin or not at all.
    language("经过瓶颈的一条供货路线", "one route of supply by way of the bottleneck")
  case .shared, .sharedSubTier, .firm:
    language(
      "经过瓶颈的供货路线，到同一去向只画一条",
      "supply by way of the bottleneck, one route to each end")
  case .segment:
    language("由瓶颈环节供出的路线", "supply from the bottleneck")
  case .waist, .singleSource, .cutFirm:
    language("瓶颈的供货", "supply of the bottleneck")
  }
}
