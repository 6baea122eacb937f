/// How far the handling of a finding is (状态).
public enum FindingStatus: UInt8, Vocabulary {
  /// 待交办.
  case toAssign
  /// 整改中.
  case rectifying
  /// 待验证.
  case toVerify
  /// 已销号.
  case closed
  /// 挂起.
  case suspended

  /// 问题状态.
  public static var title: String { "问题状态" }
  /// The title in English.
  public static var englishTitle: String { "finding status" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .toAssign: "待交办"
    case .rectifying: "整改中"
    case .toVerify: "待验证"
    case .closed: "已销号"
    case .suspended: "挂起"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .toAssign: "to be assigned"
    case .rectifying: "being rectified"
    case .toVerify: "to be verified"
    case .closed: "closed"
    case .suspended: "suspended"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .toAssign: ["未交办", "待处理", "待整改", "open"]
    case .rectifying: ["正在整改", "处理中", "办理中", "inprogress"]
    case .toVerify: ["待验收", "待复核", "已整改"]
    case .closed: ["销号", "已完成", "已办结", "已关闭", "办结"]
    case .suspended: ["暂缓", "已挂起", "onhold"]
    }
  }

  /// Whether the problem still counts: everything but 已销号.
  public var isOpen: Bool { self != .closed }
}
