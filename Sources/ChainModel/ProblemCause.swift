/// The cause of a problem by 5M1E (成因): the bones of a fishbone diagram.
public enum ProblemCause: UInt8, Vocabulary {
  /// 人.
  case people
  /// 机: machines and equipment.
  case machine
  /// 料.
  case material
  /// 法: methods and processes.
  case method
  /// 环.
  case environment
  /// 测: measurement and inspection.
  case measurement

  /// 成因.
  public static var title: String { "成因" }
  /// The title in English.
  public static var englishTitle: String { "cause" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .people: "人"
    case .machine: "机"
    case .material: "料"
    case .method: "法"
    case .environment: "环"
    case .measurement: "测"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .people: "people"
    case .machine: "machine"
    case .material: "material"
    case .method: "method"
    case .environment: "environment"
    case .measurement: "measurement"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .people: ["人员", "人员因素", "man", "personnel"]
    case .machine: ["机器", "设备", "设备因素", "equipment"]
    case .material: ["物料", "材料", "原料", "原材料", "materials"]
    case .method: ["方法", "工艺", "工艺方法", "process"]
    case .environment: ["环境", "生产环境"]
    case .measurement: ["测量", "检测", "检验", "计量"]
    }
  }
}
