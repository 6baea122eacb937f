/// How the inspected firms were chosen (检查方式).
public enum CheckMethod: UInt8, Vocabulary {
  /// 随机: the share found holds for the group.
  case random
  /// 定向: inflates prevalence.
  case targeted

  /// 检查方式.
  public static var title: String { "检查方式" }
  /// The title in English.
  public static var englishTitle: String { "check method" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .random: "随机"
    case .targeted: "定向"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .random: "random"
    case .targeted: "targeted"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .random: ["随机抽查", "双随机", "随机抽取", "抽样"]
    case .targeted: ["定向检查", "专项", "专项检查", "重点检查"]
    }
  }
}
