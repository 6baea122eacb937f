/// The role of a firm in a chain (角色).
public enum MemberRole: UInt8, Vocabulary {
  /// 链主: the firm that leads the chain, not the official (链长).
  case leader
  /// 骨干企业.
  case backbone
  /// 配套企业.
  case supporting

  /// 角色.
  public static var title: String { "角色" }
  /// The title in English.
  public static var englishTitle: String { "role" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .leader: "链主"
    case .backbone: "骨干企业"
    case .supporting: "配套企业"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .leader: "chain leader"
    case .backbone: "backbone firm"
    case .supporting: "supporting firm"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .leader: ["链主企业", "龙头", "龙头企业", "leader"]
    case .backbone: ["骨干", "重点企业", "backbone"]
    case .supporting: ["配套", "supporting", "supplier"]
    }
  }
}
