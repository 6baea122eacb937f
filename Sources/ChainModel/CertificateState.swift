/// The state of a certificate (证书状态).
public enum CertificateState: UInt8, Vocabulary {
  /// 有效.
  case valid
  /// 暂停.
  case suspended
  /// 撤销: taken back by the certification body.
  case withdrawn
  /// 注销: given up by the holder.
  case cancelled
  /// 过期.
  case expired

  /// 证书状态.
  public static var title: String { "证书状态" }
  /// The title in English.
  public static var englishTitle: String { "certificate state" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .valid: "有效"
    case .suspended: "暂停"
    case .withdrawn: "撤销"
    case .cancelled: "注销"
    case .expired: "过期"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .valid: "valid"
    case .suspended: "suspended"
    case .withdrawn: "withdrawn"
    case .cancelled: "cancelled"
    case .expired: "expired"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .valid: ["正常", "有效期内", "在有效期内", "active"]
    case .suspended: ["已暂停"]
    case .withdrawn: ["已撤销", "revoked"]
    case .cancelled: ["已注销", "canceled"]
    case .expired: ["已过期", "到期", "已到期", "失效", "已失效", "超期"]
    }
  }
}
