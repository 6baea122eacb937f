/// A certificate (证书), of one firm or of several.
public struct Certificate: TableRow {
  /// The certificate's number (证书编号).
  public var number = TextID.empty
  /// The firms it covers (企业); several for a joint certificate (联合认证).
  public var firms = References<Firm>.missing
  /// The scheme as written (认证类别).
  public var scheme = TextID.empty
  /// The standard as written (认证依据).
  public var standard = TextID.empty
  /// What it covers (认证范围).
  public var scope = TextID.empty
  /// The product (产品).
  public var product = TextID.empty
  /// The certification body (认证机构).
  public var body = TextID.empty
  /// When it was issued (颁证日期).
  public var issuedOn = OptionalDate.missing
  /// The last day it is valid (有效期至).
  public var expiresOn = OptionalDate.missing
  /// The declared state (状态).
  public var state: CertificateState?
  /// When the declared state began (状态变更日期).
  public var stateChangedOn = OptionalDate.missing

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A certificate with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.certificates

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Certificate>] = [
    Field("number", "证书编号", .text(\.number), required: true, aliases: ["证书号", "证书编码"]),
    Field(
      "firms", "企业", .firms(\.firms), required: true,
      aliases: ["获证组织名称", "企业名称", "获证组织", "获证企业", "企业编号"]),
    Field("scheme", "认证类别", .text(\.scheme), aliases: ["认证项目", "证书类别", "认证类型"]),
    Field("standard", "认证依据", .text(\.standard), aliases: ["认证标准"]),
    Field("scope", "认证范围", .text(\.scope), aliases: ["认证覆盖的业务范围"]),
    Field("product", "产品", .text(\.product)),
    Field("body", "认证机构", .text(\.body), aliases: ["发证机构"]),
    Field("issuedOn", "颁证日期", .date(\.issuedOn, .start), aliases: ["发证日期", "初次获证日期"]),
    Field(
      "expiresOn", "有效期至", .date(\.expiresOn, .end), aliases: ["证书到期日期", "截止日期", "有效期"]),
    Field("state", "状态", .word(\.state), aliases: ["证书状态"]),
    Field("stateChangedOn", "状态变更日期", .date(\.stateChangedOn, .start)),
  ]
}
