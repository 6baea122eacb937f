/// A kind of certification, recognised from Chinese or English names and standard numbers.
public enum CertificationScheme: Sendable, Hashable {
  /// Quality management, GB/T 19001 (ISO 9001).
  case qms
  /// Environmental management, GB/T 24001 (ISO 14001).
  case ems
  /// Occupational health and safety management, GB/T 45001 (ISO 45001).
  case ohsms
  /// Food safety management, GB/T 22000 (ISO 22000).
  case fsms
  /// Hazard analysis and critical control points, GB/T 27341.
  case haccp
  /// Energy management, GB/T 23331 (ISO 50001).
  case enms
  /// Information security management, GB/T 22080 (ISO/IEC 27001).
  case isms
  /// Quality management of the automotive industry, IATF 16949.
  case iatf16949
  /// Quality management of construction firms, GB/T 50430.
  case gbt50430
  /// Compulsory product certification, CCC.
  case ccc
  /// 自愿性产品认证.
  case voluntaryProduct
  /// 绿色产品认证, with 绿色建材.
  case greenProduct
  /// 有机产品认证.
  case organic
  /// 碳足迹.
  case carbonFootprint
  /// 服务认证.
  case service
  /// A regional brand, such as 浙江制造 (品字标) or 江苏精品.
  case regionalBrand
  /// Export: type approval of the European Economic Community.
  case eec
  /// Export: CE marking.
  case ce
  /// Any other certification, by its folded text.
  case other(String)

  /// The named schemes, in order.
  public static let named: [CertificationScheme] = [
    .qms, .ems, .ohsms, .fsms, .haccp, .enms, .isms, .iatf16949, .gbt50430, .ccc,
    .voluntaryProduct, .greenProduct, .organic, .carbonFootprint, .service, .regionalBrand, .eec,
    .ce,
  ]

  /// Whether the scheme counts for the certified share (获证率) by default: QMS and IATF 16949.
  public var countsAsQualityManagement: Bool { self == .qms || self == .iatf16949 }

  /// Whether the law demands the certificate for products in its catalogue (CCC).
  public var isMandatory: Bool { self == .ccc }

  /// The name in Chinese.
  public var chinese: String { names.chinese }

  /// The name in English.
  public var english: String { names.english }

  /// The short code, such as `QMS`; the text itself for other schemes.
  public var code: String { names.code }

  private var names: (chinese: String, english: String, code: String) {
    switch self {
    case .qms: ("质量管理体系", "quality management system", "QMS")
    case .ems: ("环境管理体系", "environmental management system", "EMS")
    case .ohsms: ("职业健康安全管理体系", "occupational health and safety management system", "OHSMS")
    case .fsms: ("食品安全管理体系", "food safety management system", "FSMS")
    case .haccp: ("危害分析与关键控制点", "hazard analysis and critical control points", "HACCP")
    case .enms: ("能源管理体系", "energy management system", "EnMS")
    case .isms: ("信息安全管理体系", "information security management system", "ISMS")
    case .iatf16949: ("汽车行业质量管理体系", "automotive quality management system", "IATF 16949")
    case .gbt50430:
      ("工程建设施工企业质量管理体系", "construction quality management system", "GB/T 50430")
    case .ccc: ("强制性产品认证", "compulsory product certification", "CCC")
    case .voluntaryProduct: ("自愿性产品认证", "voluntary product certification", "VPC")
    case .greenProduct: ("绿色产品认证", "green product certification", "GPC")
    case .organic: ("有机产品认证", "organic product certification", "ORGANIC")
    case .carbonFootprint: ("碳足迹", "carbon footprint", "PCF")
    case .service: ("服务认证", "service certification", "SC")
    case .regionalBrand: ("区域品牌认证", "regional brand certification", "BRAND")
    case .eec: ("EEC 认证", "EEC type approval", "EEC")
    case .ce: ("CE 认证", "CE marking", "CE")
    case .other(let text): (text, text, text)
    }
  }
}

extension CertificationScheme: Comparable {
  /// Orders the named schemes as listed, then others by text.
  public static func < (left: Self, right: Self) -> Bool {
    if case .other(let a) = left, case .other(let b) = right { return NaturalOrder.precedes(a, b) }
    return left.rank < right.rank
  }

  private var rank: Int { Self.named.firstIndex(of: self) ?? Self.named.count }
}

extension CertificationScheme: CustomStringConvertible {
  /// The name in Chinese.
  public var description: String { chinese }
}
