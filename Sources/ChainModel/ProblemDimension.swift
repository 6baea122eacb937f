/// The dimension of a problem at a firm (维度).
public enum ProblemDimension: UInt8, Vocabulary {
  /// 质量管理.
  case management
  /// 技术工艺.
  case technology
  /// 产品质量.
  case product
  /// 人才队伍.
  case people

  /// 维度.
  public static var title: String { "维度" }
  /// The title in English.
  public static var englishTitle: String { "dimension" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .management: "质量管理"
    case .technology: "技术工艺"
    case .product: "产品质量"
    case .people: "人才队伍"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .management: "quality management"
    case .technology: "technology and process"
    case .product: "product quality"
    case .people: "people"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .management: ["管理", "management"]
    case .technology: ["技术", "工艺", "technology"]
    case .product: ["产品", "product"]
    case .people: ["人才", "人员", "队伍", "talent"]
    }
  }
}
