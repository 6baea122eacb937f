/// What each edition shows. A table or column that isn't listed here is hidden.
extension TableRule {
  /// What anybody may see: registers, structure, the problem library, measures that point at nobody.
  ///
  /// Hidden are supplies, findings, assessments, limits, decisions and tasks; persons, telephones, figures of
  /// firms, judgements of firms, costs, senders and sources.
  static let everyone: [TableKind: TableRule] = [
    .regions: regions,
    .chains: chains,
    .segments: segments,
    .flows: flows,
    .problems: problems,
    .programmes: TableRule(.namingNoOther, stated: ["id", "leader"], free: ["name"]),
    .firms: TableRule(
      .shownFirms,
      stated: [
        "name", "creditCode", "number", "formerNames", "regionCode", "region", "industry", "size",
        "state",
      ], free: ["park", "products", "qualifications"]),
    .members: TableRule(.namingShown, stated: ["chain", "segment", "firm", "role"]),
    .certificates: TableRule(
      .namingShown,
      stated: [
        "number", "firms", "scheme", "standard", "scope", "body", "issuedOn", "expiresOn", "state",
        "stateChangedOn",
      ]),
    // A measure for named firms says that they have its problems.
    .measures: TableRule(
      .namingNone,
      stated: ["id", "segments", "regions", "lead", "support", "programme", "body", "dueOn"],
      free: ["name", "problems", "strategy", "aspect", "term", "expectedEffect"]),
    .resources: resources,
    .actors: actors,
  ]

  /// What a leader may see: its cone with the findings there, and the structure around it.
  ///
  /// Hidden are limits, decisions and tasks; persons, telephones and notes, figures of other firms (which the
  /// law on statistics keeps from third parties), amounts, costs, senders and sources.
  static let leader: [TableKind: TableRule] = [
    .regions: regions,
    .chains: chains,
    .segments: segments,
    .flows: flows,
    .problems: problems,
    .programmes: TableRule(.namingNoOther, stated: ["id", "leader"], free: ["name"]),
    .firms: TableRule(
      .shownFirms,
      stated: [
        "name", "creditCode", "number", "formerNames", "regionCode", "region", "township",
        "industry", "size", "maturity", "state", "reportedOn",
      ], free: ["park", "products", "willingness", "potential", "qualifications"]),
    .members: TableRule(.namingShown, stated: ["chain", "segment", "firm", "role", "reportedOn"]),
    .supplies: TableRule(
      .namingShown,
      stated: ["supplier", "customer", "share", "isSole", "inputClass", "source", "reportedOn"],
      free: ["product", "difficulty", "confidence"]),
    .findings: TableRule(
      .namingShown,
      stated: [
        "firm", "foundOn", "method", "status", "assignedOn", "dueOn", "closedOn", "reportedOn",
      ],
      free: [
        "problem", "wording", "product", "reason", "action", "responsibleBody", "helper",
        "progress", "indicator", "before", "after", "satisfaction", "evidence", "tracing",
      ]),
    .assessments: TableRule(
      .namingShown, stated: ["firm", "date", "method", "result", "reportedOn"],
      free: ["scope", "assessor"]),
    .certificates: TableRule(
      .namingShown,
      stated: [
        "number", "firms", "scheme", "standard", "body", "issuedOn", "expiresOn", "state",
        "stateChangedOn", "reportedOn",
      ], free: ["scope", "product"]),
    .measures: TableRule(
      .namingNoOther, stated: ["id", "firms", "segments", "regions", "programme", "dueOn"],
      free: [
        "name", "problems", "lead", "support", "body", "strategy", "aspect", "term",
        "expectedEffect",
      ]),
    .resources: resources,
    .actors: actors,
    .essentials: TableRule(.all, stated: ["inputIndustry", "usingIndustry", "inputClass"]),
  ]

  private static let regions = TableRule(.all, stated: ["code", "name", "parent"])
  private static let chains = TableRule(
    .all, stated: ["id", "name", "cluster", "department", "leaders", "region"])
  private static let segments = TableRule(
    .all, stated: ["chain", "id", "name", "band", "parent", "status", "mandatorySchemes"])
  private static let flows = TableRule(
    .all, stated: ["chain", "supplying", "receiving"], free: ["product"])
  /// A description of a problem that no library states is the words of one finding.
  private static let problems = TableRule(
    .stated, stated: ["aspect", "dimension", "cause", "severity", "pain"],
    free: ["id", "name", "synonyms", "manifestation"])
  private static let resources = TableRule(
    .all, stated: ["body", "kind", "region", "accreditations"],
    free: ["capabilities", "annualCapacity"])
  private static let actors = TableRule(
    .all, stated: ["name", "kind", "region"], free: ["supports"])
}
