/// A measure that helps firms with problems (帮扶举措).
public struct Measure: TableRow {
  /// The measure's code (举措编号).
  public var id = TextID.empty
  /// The measure's name (举措名称).
  public var name = TextID.empty
  /// The problems it acts on (针对问题).
  public var problems = References<Problem>.missing
  /// The firms it applies to; blank: all (适用企业).
  public var firms = References<Firm>.missing
  /// The segments it applies to; blank: all (适用环节).
  public var segments = References<Segment>.missing
  /// The regions it applies to; blank: all (适用区域).
  public var regions = References<Region>.missing
  /// The leading body (牵头单位).
  public var lead = TextID.empty
  /// Supporting bodies (配合单位).
  public var support = TextID.empty
  /// The programme without which it cannot be chosen (项目编号).
  public var programme = Reference<Programme>.missing
  /// Cost once, in 万元 (固定费用).
  public var fixedCost = OptionalDouble.missing
  /// Cost for each firm, in 万元 (每企费用).
  public var costPerFirm = OptionalDouble.missing
  /// Discount for joint application, in 万元 (联合优惠).
  public var jointDiscount = OptionalDouble.missing
  /// The share of problems it solves, a fraction of 1; blank: 1 (有效率).
  public var effectiveness = OptionalDouble.missing
  /// The body that carries it out (机构).
  public var body = TextID.empty
  /// The strategy (策略).
  public var strategy = TextID.empty
  /// The aspect (方面).
  public var aspect = TextID.empty
  /// Measures of one group exclude each other (互斥组).
  public var exclusionGroup = TextID.empty
  /// Term (期限).
  public var term = TextID.empty
  /// When it is due (完成时限).
  public var dueOn = OptionalDate.missing
  /// The effect expected (预期成效).
  public var expectedEffect = TextID.empty
  /// Where the money comes from (资金来源).
  public var funding = TextID.empty

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A measure with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.measures

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Measure>] = [
    Field("id", "举措编号", .text(\.id), required: true, aliases: ["措施编号", "编号"]),
    Field("name", "举措名称", .text(\.name), required: true, aliases: ["措施名称", "名称", "措施"]),
    Field("problems", "针对问题", .problems(\.problems), required: true, aliases: ["问题编号"]),
    Field("firms", "适用企业", .firms(\.firms)),
    Field("segments", "适用环节", .segments(\.segments)),
    Field("regions", "适用区域", .regions(\.regions)),
    Field("lead", "牵头单位", .text(\.lead), aliases: ["牵头", "责任单位"]),
    Field("support", "配合单位", .text(\.support)),
    Field("programme", "项目编号", .programme(\.programme), aliases: ["项目"]),
    Field("fixedCost", "固定费用(万元)", .number(\.fixedCost, .amount)),
    Field("costPerFirm", "每企费用(万元)", .number(\.costPerFirm, .amount)),
    Field("jointDiscount", "联合优惠(万元)", .number(\.jointDiscount, .amount)),
    Field("effectiveness", "有效率", .share(\.effectiveness)),
    Field("body", "机构", .text(\.body), aliases: ["实施机构"]),
    Field("strategy", "策略", .text(\.strategy)),
    Field("aspect", "方面", .text(\.aspect)),
    Field("exclusionGroup", "互斥组", .text(\.exclusionGroup)),
    Field("term", "期限", .text(\.term)),
    Field("dueOn", "完成时限", .date(\.dueOn, .end)),
    Field("expectedEffect", "预期成效", .text(\.expectedEffect)),
    Field("funding", "资金来源", .text(\.funding)),
  ]
}

/// A joint assistance programme led by a chain leader (链主牵头联合帮扶项目).
public struct Programme: TableRow {
  /// The programme's code (项目编号).
  public var id = TextID.empty
  /// The programme's name (项目名称).
  public var name = TextID.empty
  /// The leading firm (牵头企业).
  public var leader = Reference<Firm>.missing
  /// Cost once, in 万元 (固定费用).
  public var fixedCost = OptionalDouble.missing

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A programme with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.programmes

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Programme>] = [
    Field("id", "项目编号", .text(\.id), required: true, aliases: ["编号"]),
    Field("name", "项目名称", .text(\.name), required: true, aliases: ["名称"]),
    Field("leader", "牵头企业", .firm(\.leader), aliases: ["链主"]),
    Field("fixedCost", "固定费用(万元)", .number(\.fixedCost, .amount)),
  ]
}

/// A limit on how many firms a body or a region can have helped (约束).
public struct Limit: TableRow {
  /// What the limit is on: 机构 or 区域 (对象).
  public var subject: LimitSubject?
  /// The body or region (名称).
  public var name = TextID.empty
  /// The least number of firms helped (下限).
  public var lower = OptionalDouble.missing
  /// The greatest number of firms helped (上限).
  public var upper = OptionalDouble.missing

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A limit with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.limits

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Limit>] = [
    Field("subject", "对象", .word(\.subject), required: true, aliases: ["约束对象"]),
    Field("name", "名称", .text(\.name), required: true, aliases: ["对象名称"]),
    Field("lower", "下限", .number(\.lower, .count)),
    Field("upper", "上限", .number(\.upper, .count)),
  ]
}

/// A quality infrastructure resource (质量基础设施资源).
public struct Resource: TableRow {
  /// The body that offers it (机构).
  public var body = TextID.empty
  /// Metrology, standards, certification or testing (类型).
  public var kind: InfrastructureKind?
  /// Where (区域).
  public var region = Reference<Region>.missing
  /// What it can do: segments or products (能力).
  public var capabilities = TextList.empty
  /// Accreditations such as CMA and CNAS (资质).
  public var accreditations = TextID.empty
  /// Capacity a year (年能力).
  public var annualCapacity = TextID.empty

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A resource with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.resources

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Resource>] = [
    Field("body", "机构", .text(\.body), required: true, aliases: ["机构名称"]),
    Field("kind", "类型", .word(\.kind)),
    Field("region", "区域", .region(\.region), aliases: ["所属区域"]),
    Field("capabilities", "能力", .texts(\.capabilities), aliases: ["能力范围"]),
    Field("accreditations", "资质", .text(\.accreditations)),
    Field("annualCapacity", "年能力", .text(\.annualCapacity)),
  ]
}

/// A body that supports the chain (支持主体).
public struct SupportActor: TableRow {
  /// The body's name (名称).
  public var name = TextID.empty
  /// What kind of body it is (类型).
  public var kind: ActorKind?
  /// Where (区域).
  public var region = Reference<Region>.missing
  /// The segments, problems or measures it supports (支持内容).
  public var supports = TextList.empty

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// An actor with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.actors

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<SupportActor>] = [
    Field("name", "名称", .text(\.name), required: true, aliases: ["主体名称"]),
    Field("kind", "类型", .word(\.kind)),
    Field("region", "区域", .region(\.region), aliases: ["所属区域"]),
    Field("supports", "支持内容", .texts(\.supports)),
  ]
}

/// What a limit is on (对象).
public enum LimitSubject: UInt8, Vocabulary {
  /// A body (机构).
  case body
  /// A region (区域).
  case region

  /// 约束对象.
  public static let title = "约束对象"
  /// The title in English.
  public static let englishTitle = "limit subject"

  /// The word in Chinese.
  public var chinese: String {
    switch self {
    case .body: "机构"
    case .region: "区域"
    }
  }

  /// The word in English.
  public var english: String {
    switch self {
    case .body: "body"
    case .region: "region"
    }
  }

  /// Other accepted spellings: none.
  public var aliases: [String] { [] }
}
