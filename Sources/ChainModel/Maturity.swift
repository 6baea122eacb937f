/// The maturity of a quality management system (质量管理成熟度), four classes, rising.
public enum Maturity: UInt8, Vocabulary {
  /// 初步系统.
  case initial
  /// 有效系统.
  case effective
  /// 持续改进.
  case improving
  /// 领先型.
  case leading

  /// 质量管理成熟度.
  public static var title: String { "质量管理成熟度" }
  /// The title in English.
  public static var englishTitle: String { "maturity" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .initial: "初步系统"
    case .effective: "有效系统"
    case .improving: "持续改进"
    case .leading: "领先型"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .initial: "initial system"
    case .effective: "effective system"
    case .improving: "continual improvement"
    case .leading: "leading"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .initial: ["初步", "初步系统型", "初步系统级", "1"]
    case .effective: ["有效", "有效系统型", "有效系统级", "2"]
    case .improving: ["改进", "持续改进型", "持续改进级", "3"]
    case .leading: ["领先", "领先级", "卓越", "4"]
    }
  }
}
