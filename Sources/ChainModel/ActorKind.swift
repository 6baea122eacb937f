/// A kind of supporting body (支持主体类型).
public enum ActorKind: UInt8, Vocabulary {
  /// 政府部门.
  case government
  /// 银行.
  case bank
  /// 协会.
  case association
  /// 园区.
  case park
  /// 科研院所.
  case research

  /// 支持主体类型.
  public static var title: String { "支持主体类型" }
  /// The title in English.
  public static var englishTitle: String { "kind of supporting body" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .government: "政府部门"
    case .bank: "银行"
    case .association: "协会"
    case .park: "园区"
    case .research: "科研院所"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .government: "government"
    case .bank: "bank"
    case .association: "association"
    case .park: "park"
    case .research: "research institute"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .government: ["政府", "部门", "主管部门", "机关"]
    case .bank: ["金融机构", "金融", "保险", "finance"]
    case .association: ["行业协会", "商会", "学会", "联盟"]
    case .park: ["产业园区", "开发区", "园区管委会", "产业园"]
    case .research: ["高校", "院所", "科研机构", "研究院", "大学", "高校院所", "university", "research"]
    }
  }
}
