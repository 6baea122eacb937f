/// Whether a firm is in operation (登记状态).
public enum OperatingState: UInt8, Vocabulary {
  /// 在业, 存续, 开业.
  case operating
  /// 停业: business has stopped, the licence has not.
  case ceased
  /// 清算.
  case liquidating
  /// 吊销.
  case revoked
  /// 注销.
  case deregistered
  /// 迁出.
  case relocated

  /// 登记状态.
  public static var title: String { "登记状态" }
  /// The title in English.
  public static var englishTitle: String { "registration state" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .operating: "在业"
    case .ceased: "停业"
    case .liquidating: "清算"
    case .revoked: "吊销"
    case .deregistered: "注销"
    case .relocated: "迁出"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .operating: "operating"
    case .ceased: "business ceased"
    case .liquidating: "in liquidation"
    case .revoked: "licence revoked"
    case .deregistered: "deregistered"
    case .relocated: "moved away"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .operating:
      [
        "存续", "开业", "在营", "在册", "正常", "营业", "正常经营", "存续(在营、开业、在册)", "在营(开业)", "在营(开业)企业", "迁入",
        "active",
      ]
    case .ceased: ["歇业", "停产", "停业(歇业)", "关停", "停工停产", "ceased"]
    case .liquidating: ["清算中", "破产", "破产清算", "liquidation"]
    case .revoked: ["已吊销", "吊销,未注销", "吊销未注销", "吊销企业", "revoked"]
    case .deregistered: ["已注销", "吊销,已注销", "吊销已注销", "注销企业", "撤销", "除名", "cancelled"]
    case .relocated: ["已迁出", "迁往市外", "外迁", "relocated"]
    }
  }

  /// Whether the firm counts as in operation.
  public var isOperating: Bool { self == .operating }
}
