/// Where on a chain a segment lies (链上位置).
public enum Band: UInt8, Vocabulary {
  /// 上游.
  case upstream
  /// 中游.
  case midstream
  /// 下游.
  case downstream
  /// 支撑配套: services and supporting trades beside the stream.
  case support

  /// 链上位置.
  public static var title: String { "链上位置" }
  /// The title in English.
  public static var englishTitle: String { "position on the chain" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .upstream: "上游"
    case .midstream: "中游"
    case .downstream: "下游"
    case .support: "支撑配套"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .upstream: "upstream"
    case .midstream: "midstream"
    case .downstream: "downstream"
    case .support: "support"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .upstream: ["up", "上"]
    case .midstream: ["mid", "middle", "中"]
    case .downstream: ["down", "下"]
    case .support: ["配套", "服务", "支撑", "配套服务", "支撑服务"]
    }
  }
}
