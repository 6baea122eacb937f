/// Whether a problem is common to a group of firms (共性), individual (个性) or undetermined (待核实).
public enum ProblemLabel: String, Sendable, Hashable, CaseIterable {
  case common
  case individual
  case undetermined

  /// The word for people in Chinese.
  public var chinese: String {
    switch self {
    case .common: "共性"
    case .individual: "个性"
    case .undetermined: "待核实"
    }
  }

  /// The word for people in English.
  public var english: String { rawValue }

  /// Labels a problem in a group by the rules of ANALYSIS §3.
  ///
  /// - Parameters:
  ///   - prevalence: What inspection found.
  ///   - thresholds: From when on a problem counts as common.
  /// - Complexity: One tail of a hypergeometric distribution.
  public init(_ prevalence: Prevalence, thresholds: CommonnessThresholds = .init()) {
    let (population, inspected, affected) =
      (prevalence.population, prevalence.assessed, prevalence.affected)
    guard inspected > 0 else {
      self = .undetermined
      return
    }
    let fewAffected = affected < thresholds.leastAffected
    if !fewAffected, inspected >= thresholds.leastAssessed,
      prevalence.lowerBound(reaches: thresholds.share)
    {
      self = .common
    } else if fewAffected && (population ?? .max) >= thresholds.leastAssessed
      || prevalence.upperBound(isBelow: thresholds.share)
    {
      self = .individual
    } else {
      self = .undetermined
    }
  }
}
