/// A region (行政区划) of the book: an administrative division or a zone with a code of its own.
public struct Region: TableRow {
  /// The code (行政区划代码); for a region only named, its name.
  public var code = TextID.empty
  /// The name, printed exactly as the book states it (区域名称).
  public var name = TextID.empty
  /// The region that contains this one (上级代码).
  public var parent = Reference<Region>.missing

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A region with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.regions

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Region>] = [
    Field(
      "code", "行政区划代码", .text(\.code), required: true,
      aliases: ["区划代码", "区域代码", "代码"]),
    Field("name", "区域名称", .text(\.name), required: true, aliases: ["区划名称", "名称", "区域"]),
    Field("parent", "上级代码", .region(\.parent), aliases: ["上级区划代码", "上级"]),
  ]
}

/// An industry chain (产业链).
public struct Chain: TableRow {
  /// The chain's code (产业链编号).
  public var id = TextID.empty
  /// The chain's name (产业链名称).
  public var name = TextID.empty
  /// The cluster it belongs to (所属集群).
  public var cluster = TextID.empty
  /// The official in charge (链长), not to be confused with a chain leader.
  public var chief = TextID.empty
  /// The department in charge (牵头部门).
  public var department = TextID.empty
  /// Chain leader firms named in the chain's own row (链主).
  public var leaders = References<Firm>.missing
  /// The region the chain belongs to (所属区域).
  public var region = Reference<Region>.missing

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A chain with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.chains

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Chain>] = [
    Field(
      "id", "产业链编号", .text(\.id), required: true, aliases: ["链编号", "产业链代码", "编号"]),
    Field("name", "产业链名称", .text(\.name), required: true, aliases: ["链名称", "名称"]),
    Field("cluster", "所属集群", .text(\.cluster), aliases: ["集群", "产业集群"]),
    Field("chief", "链长", .text(\.chief)),
    Field("department", "牵头部门", .text(\.department), aliases: ["责任部门"]),
    Field("leaders", "链主", .firms(\.leaders), aliases: ["链主企业"]),
    Field("region", "所属区域", .region(\.region), aliases: ["区域", "所属地区"]),
  ]
}

/// A segment (环节) of a chain.
public struct Segment: TableRow {
  /// The chain (产业链编号).
  public var chain = Reference<Chain>.missing
  /// The segment's code, unique within its chain (环节编号).
  public var id = TextID.empty
  /// The segment's name (环节名称).
  public var name = TextID.empty
  /// Where in the chain it stands (链上位置); nil where the sheet leaves it blank.
  public var band: Band?
  /// The segment this one is part of (上级环节).
  public var parent = Reference<Segment>.missing
  /// The declared status (状态).
  public var status: SegmentStatus?
  /// Schemes its firms must hold by law (应获强制性认证).
  public var mandatorySchemes = TextList.empty

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A segment with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.segments

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Segment>] = [
    Field("chain", "产业链编号", .chain(\.chain), required: true, aliases: ["产业链", "链编号"]),
    Field("id", "环节编号", .text(\.id), required: true, aliases: ["环节代码"]),
    Field("name", "环节名称", .text(\.name), required: true, aliases: ["名称"]),
    Field("band", "链上位置", .word(\.band), aliases: ["位置", "上中下游"]),
    Field("parent", "上级环节", .segment(\.parent), aliases: ["父环节", "上级环节编号"]),
    Field("status", "状态", .word(\.status), aliases: ["环节状态"]),
    Field(
      "mandatorySchemes", "应获强制性认证", .texts(\.mandatorySchemes), aliases: ["强制性认证"]),
  ]
}

/// A declared flow (环节关系) from one segment of a chain to another.
public struct Flow: TableRow {
  /// The chain (产业链编号).
  public var chain = Reference<Chain>.missing
  /// The supplying segment (供给环节).
  public var supplying = Reference<Segment>.missing
  /// The receiving segment (需求环节).
  public var receiving = Reference<Segment>.missing
  /// What flows (产品).
  public var product = TextID.empty

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A flow with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.flows

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Flow>] = [
    Field("chain", "产业链编号", .chain(\.chain), required: true, aliases: ["产业链", "链编号"]),
    Field(
      "supplying", "供给环节", .segment(\.supplying), required: true, aliases: ["上游环节", "供应环节"]),
    Field(
      "receiving", "需求环节", .segment(\.receiving), required: true, aliases: ["下游环节"]),
    Field("product", "产品", .text(\.product)),
  ]
}

/// A firm's place in a segment of a chain (链上企业).
public struct Member: TableRow {
  /// The chain (产业链编号).
  public var chain = Reference<Chain>.missing
  /// The segment (环节编号).
  public var segment = Reference<Segment>.missing
  /// The firm (企业).
  public var firm = Reference<Firm>.missing
  /// The firm's role (角色).
  public var role: MemberRole?

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A membership with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.members

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Member>] = [
    Field("chain", "产业链编号", .chain(\.chain), required: true, aliases: ["产业链", "链编号"]),
    Field(
      "segment", "环节编号", .segment(\.segment), required: true, aliases: ["环节", "所处环节"]),
    Field("firm", "企业", .firm(\.firm), required: true, aliases: ["企业名称", "企业编号"]),
    Field("role", "角色", .word(\.role), aliases: ["链上角色", "企业角色"]),
  ]
}
