/// The mark on a problem in the national campaign (标签).
public enum PainKind: UInt8, Vocabulary {
  /// 难点.
  case difficulty
  /// 痛点.
  case pain
  /// 堵点.
  case blockage

  /// 标签.
  public static var title: String { "标签" }
  /// The title in English.
  public static var englishTitle: String { "mark" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .difficulty: "难点"
    case .pain: "痛点"
    case .blockage: "堵点"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .difficulty: "difficulty"
    case .pain: "pain point"
    case .blockage: "blockage"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .difficulty: ["难", "difficult"]
    case .pain: ["痛", "pain"]
    case .blockage: ["堵", "断点堵点", "卡点", "blocked"]
    }
  }
}
