/// Where a supply relation is known from (关系来源).
public enum SupplyOrigin: UInt8, Vocabulary {
  /// 链主申报.
  case leader
  /// 企业申报.
  case firm
  /// 税票: tax invoices.
  case invoice
  /// 抽查记录.
  case inspection
  /// 推断: from relations between segments, never declared.
  case inferred

  /// 关系来源.
  public static var title: String { "关系来源" }
  /// The title in English.
  public static var englishTitle: String { "origin of the relation" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .leader: "链主申报"
    case .firm: "企业申报"
    case .invoice: "税票"
    case .inspection: "抽查记录"
    case .inferred: "推断"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .leader: "declared by the leader"
    case .firm: "declared by the firm"
    case .invoice: "tax invoices"
    case .inspection: "inspection record"
    case .inferred: "inferred"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .leader: ["链主", "链主填报", "leader"]
    case .firm: ["企业", "企业填报", "企业自报", "firm", "declared"]
    case .invoice: ["发票", "税票数据", "增值税发票", "invoice", "invoices"]
    case .inspection: ["抽查", "监督抽查", "inspection"]
    case .inferred: ["推断关系", "推测", "系统推断"]
    }
  }
}
