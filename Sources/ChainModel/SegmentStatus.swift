/// The declared strength of a segment (环节状态).
public enum SegmentStatus: UInt8, Vocabulary {
  /// 优势环节.
  case strong
  /// 薄弱环节.
  case weak
  /// 缺失环节.
  case missing
  /// 风险环节.
  case atRisk

  /// 环节状态.
  public static var title: String { "环节状态" }
  /// The title in English.
  public static var englishTitle: String { "segment status" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .strong: "优势环节"
    case .weak: "薄弱环节"
    case .missing: "缺失环节"
    case .atRisk: "风险环节"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .strong: "strong"
    case .weak: "weak"
    case .missing: "missing"
    case .atRisk: "at risk"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .strong: ["强", "优势", "强项", "advantage"]
    case .weak: ["弱", "薄弱", "弱项"]
    case .missing: ["缺", "缺失", "空白", "空白环节", "断点", "gap"]
    case .atRisk: ["险", "风险", "risk"]
    }
  }

  /// The name in one character, for dense maps.
  public var short: String {
    switch self {
    case .strong: "强"
    case .weak: "弱"
    case .missing: "缺"
    case .atRisk: "险"
    }
  }
}
