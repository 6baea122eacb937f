/// The aspect of a problem of a chain (方面), as in the national action plan.
public enum ProblemAspect: UInt8, Vocabulary {
  /// 质量技术.
  case technology
  /// 质量管理.
  case management
  /// 质量基础设施.
  case infrastructure

  /// 方面.
  public static var title: String { "方面" }
  /// The title in English.
  public static var englishTitle: String { "aspect" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .technology: "质量技术"
    case .management: "质量管理"
    case .infrastructure: "质量基础设施"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .technology: "quality technology"
    case .management: "quality management"
    case .infrastructure: "quality infrastructure"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .technology: ["技术", "technology"]
    case .management: ["管理", "management"]
    case .infrastructure: ["基础设施", "质量基础", "nqi", "infrastructure"]
    }
  }
}
