import ChainAnalysis
import ChainModel

extension PageFurniture {
  /// The entries for the marks of some firms, and none for others.
  static func legend(
    ofFirms rows: [FirmRow], theme: MapTheme, language: Language, warningDays: Int,
    isOfPlan: Bool = false
  ) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    if rows.contains(where: \.isLeader) {
      entries.append(
        LegendEntry(sign: "★", meaning: language("链主", "chain leader"), color: theme.unrated.line))
    }
    for mark in FirmMark.allCases.reversed() where rows.contains(where: { $0.mark == mark }) {
      entries.append(
        LegendEntry(
          sign: mark.sign, meaning: mark.meaning(in: language, warningDays: warningDays),
          color: theme[keyPath: mark.tone].line))
    }
    if rows.contains(where: { $0.openProblems > $0.coveredProblems }) {
      entries.append(
        LegendEntry(
          sign: "▲",
          meaning: isOfPlan
            ? language(
              "没有所选举措的未销号问题，▲×4 即 4 个", "open problem without a chosen measure, ▲×4: four")
            : language("未销号质量问题，▲×4 即 4 个", "open quality problem, ▲×4: four"),
          color: theme.risk.line))
    }
    if rows.contains(where: { $0.coveredProblems > 0 }) {
      entries.append(
        LegendEntry(
          sign: "▽", meaning: language("所选举措针对的未销号问题", "open problem a chosen measure acts on"),
          color: theme.risk.line))
    }
    return entries
  }

  /// What ◆ says, of the reasons that are on the map.
  static func meaning(
    of reasons: Set<BottleneckMarks.Reason>, in language: Language
  ) -> String {
    let parts = BottleneckMarks.Reason.allCases.filter(reasons.contains).map {
      $0.meaning(in: language)
    }
    return language("瓶颈企业：", "bottleneck: ")
      + parts.joined(separator: language("，或", ", or "))
  }
}
