/// How serious a problem is (严重程度), the worst first.
public enum Severity: UInt8, Vocabulary {
  /// 重大.
  case major
  /// 较大.
  case considerable
  /// 一般.
  case minor

  /// 严重程度.
  public static var title: String { "严重程度" }
  /// The title in English.
  public static var englishTitle: String { "severity" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .major: "重大"
    case .considerable: "较大"
    case .minor: "一般"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .major: "major"
    case .considerable: "considerable"
    case .minor: "minor"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .major: ["严重不符合", "严重", "高", "critical"]
    case .considerable: ["一般不符合", "较重", "中", "moderate"]
    case .minor: ["观察项", "轻微", "低", "observation"]
    }
  }
}
