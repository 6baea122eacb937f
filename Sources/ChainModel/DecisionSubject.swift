/// What kind of name a decision unites (类别).
public enum DecisionSubject: UInt8, Vocabulary {
  /// A quality problem's wording (问题).
  case problem
  /// A firm's name (企业).
  case firm
  /// A chain's name (产业链).
  case chain
  /// A segment's name (环节).
  case segment

  /// 类别.
  public static var title: String { "类别" }
  /// The title in English.
  public static var englishTitle: String { "subject" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .problem: "问题"
    case .firm: "企业"
    case .chain: "产业链"
    case .segment: "环节"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .problem: "problem"
    case .firm: "firm"
    case .chain: "chain"
    case .segment: "segment"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .problem: ["质量问题", "问题描述"]
    case .firm: ["企业名称", "单位"]
    case .chain: ["链"]
    case .segment: ["所处环节", "产业链环节"]
    }
  }
}
