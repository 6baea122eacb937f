/// A firm (企业) of the book.
public struct Firm: TableRow {
  /// The name as written (企业名称).
  public var name = TextID.empty
  /// The unified social credit code after recorded repairs (统一社会信用代码), also where its check
  /// digits fail; ``hasValidCode`` tells.
  public var creditCode = TextID.empty
  /// Whether both check digits of the credit code hold.
  public var hasValidCode = false
  /// The firm's number in the book (企业编号).
  public var number = TextID.empty
  /// The id: valid credit code, else number, else folded name.
  public var id = TextID.empty
  /// Former names (曾用名).
  public var formerNames = TextList.empty
  /// The region code as written (行政区划代码).
  public var regionCode = Reference<Region>.missing
  /// The region as written (所属区域).
  public var region = Reference<Region>.missing
  /// Town or street (乡镇(街道)).
  public var township = TextID.empty
  /// Park or zone (所属园区).
  public var park = TextID.empty
  /// Industry code or name (行业代码).
  public var industry = TextID.empty
  /// Main products (主要产品).
  public var products = TextID.empty
  /// Persons employed (从业人员).
  public var staff = OptionalDouble.missing
  /// Revenue in 万元 (营业收入).
  public var revenue = OptionalDouble.missing
  /// Total assets in 万元 (资产总额).
  public var assets = OptionalDouble.missing
  /// Total income in 万元, for cascades (总收入).
  public var totalIncome = OptionalDouble.missing
  /// Total cost in 万元, for cascades (总成本).
  public var totalCost = OptionalDouble.missing
  /// The size the sheet states (企业规模).
  public var declaredSize: FirmSize?
  /// Quality management maturity (质量管理成熟度).
  public var maturity: Maturity?
  /// Willingness to improve (提升意愿).
  public var willingness = TextID.empty
  /// Potential to improve (提升潜力).
  public var potential = TextID.empty
  /// Qualifications (资质).
  public var qualifications = TextID.empty
  /// Whether the firm is in operation (登记状态); blank counts as in operation.
  public var state: OperatingState?
  /// Contact person (联系人).
  public var contact = TextID.empty
  /// Telephone (联系电话).
  public var phone = TextID.empty
  /// Note (备注).
  public var note = TextID.empty
  /// The firm supplies itself, which is kept here and is not an edge.
  public var suppliesItself = false

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A firm with every cell blank.
  public init() {}

  /// Whether the firm is in operation (在业); a blank state counts as in operation.
  public var isOperating: Bool { state.map(\.isOperating) ?? true }

  /// The table.
  public static let table = TableKind.firms

  /// One of name, code and number identifies a firm.
  public static let alternatives = [["name", "creditCode", "number"]]

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Firm>] = [
    Field(
      "name", "企业名称", .text(\.name),
      aliases: ["单位名称", "公司名称", "企业全称", "组织名称", "名称", "firm"]),
    Field(
      "creditCode", "统一社会信用代码", .text(\.creditCode),
      aliases: ["信用代码", "社会信用代码", "统一信用代码", "机构代码"]),
    Field("number", "企业编号", .text(\.number), aliases: ["编号", "企业代码", "id"]),
    Field("formerNames", "曾用名", .texts(\.formerNames), aliases: ["原名", "曾用名称"]),
    Field("regionCode", "行政区划代码", .region(\.regionCode), aliases: ["区划代码", "行政区代码"]),
    Field(
      "region", "所属区域", .region(\.region),
      aliases: ["区域", "所在区县", "所属区县", "县区", "县市区", "区县", "所在地区", "所属地区", "地区"]),
    Field("township", "乡镇(街道)", .text(\.township), aliases: ["乡镇", "街道", "乡镇街道", "镇街"]),
    Field("park", "所属园区", .text(\.park), aliases: ["园区", "所在园区"]),
    Field("industry", "行业代码", .text(\.industry), aliases: ["行业", "所属行业", "国民经济行业"]),
    Field("products", "主要产品", .text(\.products), aliases: ["主营产品", "产品及服务", "主导产品"]),
    Field(
      "staff", "从业人员", .number(\.staff, .count),
      aliases: ["从业人数", "员工人数", "职工人数", "人员数", "员工数", "从业人员数"]),
    Field(
      "revenue", "营业收入(万元)", .number(\.revenue, .amount),
      aliases: ["年营业收入", "主营业务收入", "销售收入", "年销售额", "年产值"]),
    Field("assets", "资产总额(万元)", .number(\.assets, .amount), aliases: ["总资产", "资产"]),
    Field("totalIncome", "总收入(万元)", .number(\.totalIncome, .amount)),
    Field("totalCost", "总成本(万元)", .number(\.totalCost, .amount)),
    Field("size", "企业规模", .word(\.declaredSize), aliases: ["规模", "企业类型", "划型"]),
    Field("maturity", "质量管理成熟度", .word(\.maturity), aliases: ["成熟度"]),
    Field("willingness", "提升意愿", .text(\.willingness)),
    Field("potential", "提升潜力", .text(\.potential)),
    Field("qualifications", "资质", .text(\.qualifications), aliases: ["企业资质", "荣誉资质"]),
    Field("state", "登记状态", .word(\.state), aliases: ["经营状态", "企业状态"]),
    Field("contact", "联系人", .text(\.contact)),
    Field("phone", "联系电话", .text(\.phone), aliases: ["电话", "手机", "联系方式"]),
    Field("note", "备注", .text(\.note)),
  ]
}
