/// A kind of quality infrastructure (质量基础设施).
public enum InfrastructureKind: UInt8, Vocabulary {
  /// 计量.
  case metrology
  /// 标准.
  case standards
  /// 认证: certification and accreditation.
  case certification
  /// 检测: inspection and testing.
  case testing

  /// 质量基础设施类型.
  public static var title: String { "质量基础设施类型" }
  /// The title in English.
  public static var englishTitle: String { "kind of quality infrastructure" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .metrology: "计量"
    case .standards: "标准"
    case .certification: "认证"
    case .testing: "检测"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .metrology: "metrology"
    case .standards: "standards"
    case .certification: "certification"
    case .testing: "testing"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .metrology: ["计量校准", "校准", "计量检定"]
    case .standards: ["标准化", "standard"]
    case .certification: ["认证认可", "认可"]
    case .testing: ["检验检测", "检验", "检测检验", "inspection"]
    }
  }
}
