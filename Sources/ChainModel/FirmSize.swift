/// The grade of a firm by the 统计上大中小微型企业划分办法 (2017).
public enum FirmSize: UInt8, Vocabulary {
  /// 大型.
  case large
  /// 中型.
  case medium
  /// 小型.
  case small
  /// 微型.
  case micro
  /// 不适用: the rules do not cover the industry.
  case notApplicable
  /// 无法判定: an indicator or the industry is missing or too coarse.
  case undetermined

  /// 企业规模.
  public static var title: String { "企业规模" }
  /// The title in English.
  public static var englishTitle: String { "firm size" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .large: "大型"
    case .medium: "中型"
    case .small: "小型"
    case .micro: "微型"
    case .notApplicable: "不适用"
    case .undetermined: "无法判定"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .large: "large"
    case .medium: "medium"
    case .small: "small"
    case .micro: "micro"
    case .notApplicable: "not applicable"
    case .undetermined: "undetermined"
    }
  }

  /// Other accepted spellings; 小微 is two grades and no alias of either.
  public var aliases: [String] {
    switch self {
    case .large: ["大", "大型企业", "大企业", "l"]
    case .medium: ["中", "中型企业", "中等", "m"]
    case .small: ["小", "小型企业", "小企业", "s"]
    case .micro: ["微", "微型企业", "微企业", "xs"]
    case .notApplicable: ["n/a", "na"]
    case .undetermined: ["未判定", "未知", "不详", "unknown"]
    }
  }

  /// Whether the grade is 小型 or 微型: what the action plan calls 小微企业.
  public var isSmallOrMicro: Bool { self == .small || self == .micro }
}
