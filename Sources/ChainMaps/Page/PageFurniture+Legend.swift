import ChainAnalysis
import ChainModel

extension PageFurniture {
  /// The entries for the marks of some firms, and none for others.
  static func legend(
    ofFirms rows: [FirmRow], theme: MapTheme, language: Language, warningDays: Int
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
    if rows.contains(where: { $0.openProblems > 0 }) {
      entries.append(
        LegendEntry(
          sign: "▲",
          meaning: language("未销号质量问题，▲×4 即 4 个", "open quality problem, ▲×4: four"),
          color: theme.risk.line))
    }
    return entries
  }

  /// What ◆ says, of the reasons that are on the map.
  static func meaning(
    of reasons: Set<BottleneckMarks.Reason>, in language: Language
  ) -> String {
    let percent = 100 / BottleneckMarks.lossShare
    let least = BottleneckMarks.leastLoss
    let parts = BottleneckMarks.Reason.allCases.filter(reasons.contains).map { reason in
      switch reason {
      case .onEveryRoute:
        language("去往某家链主的每条路线都经过", "on every route to a leader")
      case .greatLoss:
        language(
          "停供使某家链主失去 \(percent)% 以上（至少 \(least) 家）上游企业",
          "without it a leader loses \(percent)% or more (at least \(least)) of its upstream firms")
      case .onlyProvider: language("环节仅此 1 家", "the only firm of a segment")
      }
    }
    return language("瓶颈企业：", "bottleneck: ")
      + parts.joined(separator: language("，或", ", or "))
  }
}
