/// The result of an assessment (结论).
public enum AssessmentResult: UInt8, Vocabulary {
  /// 无问题.
  case noProblem
  /// 有问题.
  case problem

  /// 结论.
  public static var title: String { "结论" }
  /// The title in English.
  public static var englishTitle: String { "result" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .noProblem: "无问题"
    case .problem: "有问题"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .noProblem: "no problem"
    case .problem: "problem found"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .noProblem: ["无", "未发现问题", "合格", "正常", "没有问题", "none"]
    case .problem: ["有", "发现问题", "存在问题", "不合格", "problem"]
    }
  }
}
