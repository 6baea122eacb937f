/// A supply (供应关系) of one product from a supplier to a customer.
public struct Supply: TableRow {
  /// The supplier (供应方).
  public var supplier = Reference<Firm>.missing
  /// The customer (采购方).
  public var customer = Reference<Firm>.missing
  /// The product (产品).
  public var product = TextID.empty
  /// How hard the supplier is to replace (替代难度).
  public var difficulty = TextID.empty
  /// Amount a year in 万元 (年供货额).
  public var amount = OptionalDouble.missing
  /// The supplier's share of the customer's purchases of the product, a fraction of 1 (占采购方比例).
  public var share = OptionalDouble.missing
  /// Whether the customer has no other source (是否独家).
  public var isSole: Bool?
  /// How far the customer depends on the input (投入类别).
  public var inputClass: InputClass?
  /// How the relation is known (关系来源).
  public var source: SupplyOrigin?
  /// How sure the source is (可信度).
  public var confidence = TextID.empty

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A supply with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.supplies

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Supply>] = [
    Field(
      "supplier", "供应方", .firm(\.supplier), required: true,
      aliases: ["供应商", "供货方", "供应企业", "供方"]),
    Field(
      "customer", "采购方", .firm(\.customer), required: true,
      aliases: ["客户", "需方", "采购企业", "购买方"]),
    Field("product", "产品", .text(\.product), aliases: ["供应产品", "产品名称"]),
    Field(
      "amount", "年供货额(万元)", .number(\.amount, .amount), aliases: ["供货额", "年采购额", "金额"]),
    Field("share", "占采购方比例", .share(\.share), aliases: ["占比", "采购占比"]),
    Field("isSole", "是否独家", .flag(\.isSole), aliases: ["独家", "独家供应"]),
    Field("difficulty", "替代难度", .text(\.difficulty)),
    Field("inputClass", "投入类别", .word(\.inputClass), aliases: ["投入必要性"]),
    Field("source", "关系来源", .word(\.source), aliases: ["来源"]),
    Field("confidence", "可信度", .text(\.confidence)),
  ]
}

/// How far one industry's input is essential to another (投入必要性).
public struct Essential: TableRow {
  /// The industry of the input (投入行业).
  public var inputIndustry = TextID.empty
  /// The industry that uses it (使用行业).
  public var usingIndustry = TextID.empty
  /// The class: 2 essential, 1 not essential, 0 none (类别).
  public var inputClass: InputClass?

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// An entry with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.essentials

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Essential>] = [
    Field("inputIndustry", "投入行业", .text(\.inputIndustry), required: true),
    Field("usingIndustry", "使用行业", .text(\.usingIndustry), required: true),
    Field("inputClass", "类别", .word(\.inputClass), required: true),
  ]
}
