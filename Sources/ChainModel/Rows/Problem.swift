/// An entry of the problem library (质量问题).
public struct Problem: TableRow {
  /// The problem's code (问题编号).
  public var id = TextID.empty
  /// The problem's name (问题名称).
  public var name = TextID.empty
  /// Other wordings that mean the same (同义表述).
  public var synonyms = TextList.empty
  /// How it shows (表现).
  public var manifestation = TextID.empty
  /// The chain-level aspect (方面).
  public var aspect: ProblemAspect?
  /// The firm-level dimension (维度).
  public var dimension: ProblemDimension?
  /// The cause by 人机料法环测 (成因).
  public var cause: ProblemCause?
  /// How severe it is (严重程度).
  public var severity: Severity?
  /// Hard point, pain point or blocking point (标签).
  public var pain: PainKind?

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A problem with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.problems

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Problem>] = [
    Field("id", "问题编号", .text(\.id), required: true, aliases: ["编号", "问题代码"]),
    Field("name", "问题名称", .text(\.name), required: true, aliases: ["名称", "问题"]),
    Field("synonyms", "同义表述", .texts(\.synonyms), aliases: ["同义词", "别名"]),
    Field("manifestation", "表现", .text(\.manifestation), aliases: ["具体表现", "问题表现"]),
    Field("aspect", "方面", .word(\.aspect)),
    Field("dimension", "维度", .word(\.dimension)),
    Field("cause", "成因", .word(\.cause)),
    Field("severity", "严重程度", .word(\.severity), aliases: ["级别", "严重性"]),
    Field("pain", "标签", .word(\.pain)),
  ]
}

/// A quality problem found at a firm, and what was done about it (问题记录).
public struct Finding: TableRow {
  /// The firm (企业).
  public var firm = Reference<Firm>.missing
  /// The problem in the library (问题编号).
  public var problem = Reference<Problem>.missing
  /// The problem in the sender's words (问题描述).
  public var wording = TextID.empty
  /// The product concerned (产品).
  public var product = TextID.empty
  /// The reason stated (原因).
  public var reason = TextID.empty
  /// When it was found (发现日期).
  public var foundOn = OptionalDate.missing
  /// How the firm was chosen for inspection (检查方式).
  public var method: CheckMethod?
  /// How far it has been dealt with (状态).
  public var status: FindingStatus?
  /// What is done about it (整改措施).
  public var action = TextID.empty
  /// The body responsible (责任单位).
  public var responsibleBody = TextID.empty
  /// The person responsible (责任人).
  public var responsiblePerson = TextID.empty
  /// The body that helps (帮扶机构).
  public var helper = TextID.empty
  /// The expert (专家).
  public var expert = TextID.empty
  /// When it was assigned (交办日期).
  public var assignedOn = OptionalDate.missing
  /// When it is due (完成时限).
  public var dueOn = OptionalDate.missing
  /// Progress (进展).
  public var progress = TextID.empty
  /// When it was closed (销号日期).
  public var closedOn = OptionalDate.missing
  /// The indicator of success (成效指标).
  public var indicator = TextID.empty
  /// The indicator before help (帮扶前).
  public var before = TextID.empty
  /// The indicator after help (帮扶后).
  public var after = TextID.empty
  /// Satisfaction (满意度).
  public var satisfaction = TextID.empty
  /// Supporting material (佐证材料).
  public var evidence = TextID.empty
  /// What tracing found (溯源结论).
  public var tracing = TextID.empty
  /// A weight taken as it stands (权重).
  public var weight = OptionalDouble.missing

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A finding with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.findings

  /// A finding names its problem by code or in words.
  public static let alternatives = [["problem", "wording"]]

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Finding>] = [
    Field("firm", "企业", .firm(\.firm), required: true, aliases: ["企业名称", "企业编号"]),
    Field("problem", "问题编号", .problem(\.problem), aliases: ["问题代码"]),
    Field(
      "wording", "问题描述", .text(\.wording), aliases: ["问题名称", "存在问题", "质量问题", "问题"]),
    Field("product", "产品", .text(\.product)),
    Field("reason", "原因", .text(\.reason), aliases: ["原因分析"]),
    Field("foundOn", "发现日期", .date(\.foundOn, .start), aliases: ["发现时间"]),
    Field("method", "检查方式", .word(\.method)),
    Field("status", "状态", .word(\.status), aliases: ["整改状态", "问题状态"]),
    Field("action", "整改措施", .text(\.action), aliases: ["拟采取措施", "帮扶措施"]),
    Field("responsibleBody", "责任单位", .text(\.responsibleBody), aliases: ["牵头单位"]),
    Field("responsiblePerson", "责任人", .text(\.responsiblePerson)),
    Field("helper", "帮扶机构", .text(\.helper)),
    Field("expert", "专家", .text(\.expert), aliases: ["帮扶专家"]),
    Field("assignedOn", "交办日期", .date(\.assignedOn, .start)),
    Field("dueOn", "完成时限", .date(\.dueOn, .end), aliases: ["整改期限", "完成期限"]),
    Field("progress", "进展", .text(\.progress), aliases: ["进展情况"]),
    Field("closedOn", "销号日期", .date(\.closedOn, .start)),
    Field("indicator", "成效指标", .text(\.indicator)),
    Field("before", "帮扶前", .text(\.before)),
    Field("after", "帮扶后", .text(\.after)),
    Field("satisfaction", "满意度", .text(\.satisfaction)),
    Field("evidence", "佐证材料", .text(\.evidence)),
    Field("tracing", "溯源结论", .text(\.tracing)),
    Field("weight", "权重", .number(\.weight, .plain)),
  ]
}

/// An inspection of a firm, with or without findings (诊断记录).
public struct Assessment: TableRow {
  /// The firm (企业).
  public var firm = Reference<Firm>.missing
  /// When (诊断日期).
  public var date = OptionalDate.missing
  /// How the firm was chosen (检查方式).
  public var method: CheckMethod?
  /// What was covered: problem codes, dimensions or 全部 (检查内容).
  public var scope = TextList.empty
  /// Who inspected (检查单位).
  public var assessor = TextID.empty
  /// The result (结论).
  public var result: AssessmentResult?

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// An assessment with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.assessments

  /// The columns in the order TABLES.md lists them.
  public static let columns: [Field<Assessment>] = [
    Field("firm", "企业", .firm(\.firm), required: true, aliases: ["企业名称", "企业编号"]),
    Field("date", "诊断日期", .date(\.date, .start), aliases: ["调研日期", "检查日期", "摸底日期"]),
    Field("method", "检查方式", .word(\.method)),
    Field("scope", "检查内容", .texts(\.scope)),
    Field("assessor", "检查单位", .text(\.assessor)),
    Field("result", "结论", .word(\.result)),
  ]
}
