/// How much a customer needs an input (投入类别); the raw values are those of the tables.
public enum InputClass: UInt8, Vocabulary {
  /// 必需: without it production stops.
  case essential = 2
  /// 非必需: a lack reduces production.
  case notEssential = 1
  /// 无影响.
  case noEffect = 0

  /// 投入类别.
  public static var title: String { "投入类别" }
  /// The title in English.
  public static var englishTitle: String { "input class" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .essential: "必需"
    case .notEssential: "非必需"
    case .noEffect: "无影响"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .essential: "essential"
    case .notEssential: "not essential"
    case .noEffect: "no effect"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .essential: ["2", "必要", "必须", "关键"]
    case .notEssential: ["1", "非必要", "非必须", "重要"]
    case .noEffect: ["0", "无", "none"]
    }
  }
}
