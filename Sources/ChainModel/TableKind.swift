/// The tables a chain book is made of (the contract is TABLES.md).
public enum TableKind: String, CaseIterable, Sendable, Hashable, Comparable {
  case regions
  case chains
  case segments
  case flows
  case problems
  case programmes
  case firms
  case members
  case supplies
  case findings
  case assessments
  case certificates
  case measures
  case limits
  case resources
  case actors
  case essentials
  case decisions
  case tasks

  /// The sheet name in Chinese and the other names under which the table is recognised.
  public var chineseNames: [String] {
    switch self {
    case .regions: ["行政区划", "区划"]
    case .chains: ["产业链"]
    case .segments: ["环节"]
    case .flows: ["环节关系"]
    case .problems: ["质量问题", "问题清单", "问题库"]
    case .programmes: ["链主牵头联合帮扶项目", "联合帮扶项目", "帮扶项目"]
    case .firms: ["企业名录", "企业名单", "企业信息", "企业"]
    case .members: ["链上企业", "链上企业名单", "链上企业名录"]
    case .supplies: ["供应关系", "供应"]
    case .findings: ["问题记录", "帮扶台账"]
    case .assessments: ["诊断记录", "摸底记录"]
    case .certificates: ["证书", "获证信息"]
    case .measures: ["帮扶举措", "措施", "对策"]
    case .limits: ["约束"]
    case .resources: ["质量基础设施资源", "质量基础设施"]
    case .actors: ["支持主体"]
    case .essentials: ["投入必要性"]
    case .decisions: ["归并建议", "问题归并建议", "名称归并建议"]
    case .tasks: ["共性质量问题清单"]
    }
  }

  /// The sheet name in Chinese.
  public var chinese: String { chineseNames.first ?? rawValue }

  /// The name under which messages speak of the table.
  ///
  /// - Parameter language: The language of the message.
  /// - Returns: The name.
  public func name(in language: Language) -> String {
    language == .chinese ? chinese : rawValue
  }

  /// Orders tables as they are declared, which is the order they are read and written in.
  public static func < (left: TableKind, right: TableKind) -> Bool {
    left.position < right.position
  }

  /// The type of the table's rows.
  package var rowType: any TableRow.Type {
    switch self {
    case .regions: Region.self
    case .chains: Chain.self
    case .segments: Segment.self
    case .flows: Flow.self
    case .problems: Problem.self
    case .programmes: Programme.self
    case .firms: Firm.self
    case .members: Member.self
    case .supplies: Supply.self
    case .findings: Finding.self
    case .assessments: Assessment.self
    case .certificates: Certificate.self
    case .measures: Measure.self
    case .limits: Limit.self
    case .resources: Resource.self
    case .actors: SupportActor.self
    case .essentials: Essential.self
    case .decisions: Decision.self
    case .tasks: ProblemTask.self
    }
  }

  private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The language of texts for people.
public enum Language: String, CaseIterable, Sendable, Hashable {
  case chinese = "zh"
  case english = "en"

  /// Chooses between the two wordings of a text.
  ///
  /// - Parameters:
  ///   - chinese: The Chinese wording.
  ///   - english: The English wording.
  /// - Returns: The wording.
  public func callAsFunction(
    _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String
  ) -> String {
    self == .chinese ? chinese() : english()
  }
}
