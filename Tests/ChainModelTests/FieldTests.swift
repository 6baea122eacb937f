import Testing

@testable import ChainModel

@Suite struct FieldTests {
  /// The columns TABLES.md lists; `*` marks the required ones.
  static let contract: [(TableKind, String)] = [
    (
      .firms,
      "企业名称; 统一社会信用代码; 企业编号; 曾用名; 行政区划代码; 所属区域; 乡镇(街道); 所属园区; 行业代码; 主要产品; 从业人员; "
        + "营业收入(万元); 资产总额(万元); 总收入(万元); 总成本(万元); 企业规模; 质量管理成熟度; 提升意愿; 提升潜力; 资质; "
        + "登记状态; 联系人; 联系电话; 备注"
    ),
    (.regions, "行政区划代码*; 区域名称*; 上级代码"),
    (.chains, "产业链编号*; 产业链名称*; 所属集群; 链长; 牵头部门; 链主; 所属区域"),
    (.segments, "产业链编号*; 环节编号*; 环节名称*; 链上位置; 上级环节; 状态; 应获强制性认证"),
    (.flows, "产业链编号*; 供给环节*; 需求环节*; 产品"),
    (.members, "产业链编号*; 环节编号*; 企业*; 角色"),
    (
      .supplies,
      "供应方*; 采购方*; 产品; 年供货额(万元); 占采购方比例; 是否独家; 替代难度; 投入类别; 关系来源; 可信度"
    ),
    (.problems, "问题编号*; 问题名称*; 同义表述; 表现; 方面; 维度; 成因; 严重程度; 标签"),
    (
      .findings,
      "企业*; 问题编号; 问题描述; 产品; 原因; 发现日期; 检查方式; 状态; 整改措施; 责任单位; 责任人; 帮扶机构; 专家; 交办日期; "
        + "完成时限; 进展; 销号日期; 成效指标; 帮扶前; 帮扶后; 满意度; 佐证材料; 溯源结论; 权重"
    ),
    (.assessments, "企业*; 诊断日期; 检查方式; 检查内容; 检查单位; 结论"),
    (
      .certificates,
      "证书编号*; 企业*; 认证类别; 认证依据; 认证范围; 产品; 认证机构; 颁证日期; 有效期至; 状态; 状态变更日期"
    ),
    (
      .measures,
      "举措编号*; 举措名称*; 针对问题*; 适用企业; 适用环节; 适用区域; 牵头单位; 配合单位; 项目编号; 固定费用(万元); "
        + "每企费用(万元); 联合优惠(万元); 有效率; 机构; 策略; 方面; 互斥组; 期限; 完成时限; 预期成效; 资金来源"
    ),
    (.programmes, "项目编号*; 项目名称*; 牵头企业; 固定费用(万元)"),
    (.limits, "对象*; 名称*; 下限; 上限"),
    (.resources, "机构*; 类型; 区域; 能力; 资质; 年能力"),
    (.actors, "名称*; 类型; 区域; 支持内容"),
    (.essentials, "投入行业*; 使用行业*; 类别*"),
    (.decisions, "类别; 原表述*; 归并为*; 建议名称; 确认; 依据; 其他候选; 出现次数; 涉及企业; 位置"),
    (
      .tasks,
      "产业链*; 环节*; 区域*; 问题名称*; 表现; 类别(方面/维度); 级别; 难点/痛点/堵点; 拟采取措施*; 牵头单位; 配合单位; "
        + "经费(万元); 完成时限; 进展; 程序填写"
    ),
  ]

  /// A column without its kind of row.
  private struct Column {
    var key: String
    var header: String
    var aliases: [String]
    var isRequired: Bool
  }

  private func columns(_ table: TableKind) -> [Column] {
    func list<Row: TableRow>(_: Row.Type) -> [Column] {
      Row.fields.map {
        Column(key: $0.key, header: $0.header, aliases: $0.aliases, isRequired: $0.isRequired)
      }
    }
    return list(table.rowType)
  }

  @Test func theContractCoversEveryTable() {
    #expect(Set(Self.contract.map(\.0)) == Set(TableKind.allCases))
  }

  @Test(arguments: contract)
  func columnsAreThoseOfTheContract(_ table: TableKind, _ headers: String) {
    let stated = headers.split(separator: "; ").map(String.init)
    let fields = columns(table).dropLast(2)
    #expect(fields.map { $0.header + ($0.isRequired ? "*" : "") } == stated)
  }

  @Test(arguments: TableKind.allCases)
  func everyTableSaysWhoHandedItIn(_ table: TableKind) {
    #expect(columns(table).suffix(2).map(\.header) == ["填报单位", "填报日期"])
    #expect(columns(table).suffix(2).allSatisfy { !$0.isRequired })
  }

  @Test(arguments: TableKind.allCases)
  func keysHeadersAndAliasesAreUnique(_ table: TableKind) {
    let fields = columns(table)
    #expect(Set(fields.map(\.key)).count == fields.count)
    #expect(fields.allSatisfy { $0.key.allSatisfy(\.isASCII) && $0.key.first?.isLowercase == true })
    // Every spelling, folded as headers are, means one column.
    var owner: [String: String] = [:]
    for field in fields {
      for name in [field.header, field.key] + field.aliases {
        let folded = TextFolding.foldedHeader(name).name
        #expect(!folded.isEmpty)
        let known = owner.updateValue(field.key, forKey: folded)
        #expect(known == nil || known == field.key, "\(table): \(name) means two columns")
      }
    }
  }

  @Test(arguments: [
    (TableKind.certificates, "firms", "获证组织名称"), (.certificates, "expiresOn", "证书到期日期"),
    (.certificates, "expiresOn", "截止日期"), (.measures, "lead", "牵头"), (.measures, "lead", "责任单位"),
  ])
  func theContractsAliasesAreKnown(_ table: TableKind, _ key: String, _ alias: String) {
    #expect(columns(table).first { $0.key == key }?.aliases.contains(alias) == true)
  }

  @Test(arguments: TableKind.allCases)
  func rowsOfATableKnowTheirTable(_ table: TableKind) {
    #expect(table.rowType.table == table)
    #expect(table.rowType.init().origin.isCreated)
    #expect(table.chineseNames.first == table.chinese)
  }

  @Test func namesOfTablesAreUnique() {
    let names = TableKind.allCases.flatMap { [$0.rawValue] + $0.chineseNames }
    #expect(Set(names).count == names.count)
    #expect(TableKind.allCases.sorted() == TableKind.allCases)
  }
}
