package import ChainAnalysis
package import ChainModel

extension BottleneckMarks.Reason {
  /// Why a firm bears ◆, in words.
  ///
  /// - Parameter language: The language.
  /// - Returns: A clause without a full stop.
  package func meaning(in language: Language) -> String {
    let percent = 100 / BottleneckMarks.lossShare
    let least = BottleneckMarks.leastLoss
    return switch self {
    case .onEveryRoute:
      language("去往某家链主的每条路线都经过", "on every route to a leader")
    case .greatLoss:
      language(
        "停供使某家链主失去 \(percent)% 以上（至少 \(least) 家）上游企业",
        "without it a leader loses \(percent)% or more (at least \(least)) of its upstream firms")
    case .onlyProvider: language("环节仅此 1 家", "the only firm of a segment")
    }
  }
}
