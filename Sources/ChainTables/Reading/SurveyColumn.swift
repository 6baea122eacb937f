import ChainModel

/// A column that only the survey (调研摸底表) has, and the columns of other tables it feeds.
struct SurveyColumn: Sendable {
  /// What becomes of the cell.
  enum Use: Sendable {
    /// The cell, or its part for each problem or certificate of the row, is a cell of other tables.
    case cell([(table: TableKind, key: String)])
    /// Each firm named supplies the row's firm.
    case suppliers
    /// The row's firm supplies each firm named.
    case customers
    /// Each certificate named is one of the row's firm.
    case certificates
    /// Each problem named is one of the row's firm.
    case problems
  }

  /// The header as TABLES.md writes it, then other names of it.
  let names: [String]
  let use: Use
  /// The names in the form in which headers are matched.
  let foldedNames: [String]

  private init(_ names: [String], _ use: Use) {
    self.names = names
    self.use = use
    foldedNames = names.map { TextFolding.foldedHeader($0).name }
  }

  private init(_ names: [String], _ cells: (table: TableKind, key: String)...) {
    self.init(names, .cell(cells))
  }

  static let all: [SurveyColumn] = [
    SurveyColumn(["产业链", "所属产业链", "产业链名称", "产业链编号"], (.members, "chain")),
    SurveyColumn(
      ["所处环节", "所属环节", "产业链环节", "环节名称", "环节编号", "环节", "链上环节"], (.members, "segment")),
    SurveyColumn(["角色", "链上角色", "企业角色"], (.members, "role")),
    SurveyColumn(
      ["主要供应商", "上游供应商", "主要上游企业", "上游企业", "主要配套供应商", "供应商"], .suppliers),
    SurveyColumn(
      ["主要客户", "下游客户", "主要下游客户", "配套客户", "主要下游企业", "下游企业", "客户"], .customers),
    SurveyColumn(
      ["获证情况", "认证情况", "体系认证情况", "质量认证情况", "获得认证情况", "获证信息"], .certificates),
    SurveyColumn(
      ["存在问题", "存在的质量问题", "主要质量问题", "存在的问题", "存在质量问题", "质量问题", "主要问题"], .problems),
    SurveyColumn(["问题编号", "问题代码"], (.findings, "problem")),
    SurveyColumn(["问题描述"], (.findings, "wording")),
    SurveyColumn(["问题产品", "涉及产品"], (.findings, "product")),
    SurveyColumn(["原因", "原因分析", "问题原因"], (.findings, "reason")),
    SurveyColumn(["发现日期", "发现时间"], (.findings, "foundOn")),
    SurveyColumn(["检查方式"], (.findings, "method"), (.assessments, "method")),
    SurveyColumn(["问题状态", "整改状态", "整改情况"], (.findings, "status")),
    SurveyColumn(["拟采取措施", "整改措施", "帮扶措施"], (.findings, "action")),
    SurveyColumn(["责任单位"], (.findings, "responsibleBody")),
    SurveyColumn(["责任人"], (.findings, "responsiblePerson")),
    SurveyColumn(["帮扶机构"], (.findings, "helper")),
    SurveyColumn(["专家", "帮扶专家"], (.findings, "expert")),
    SurveyColumn(["交办日期"], (.findings, "assignedOn")),
    SurveyColumn(["完成时限", "整改期限", "完成期限"], (.findings, "dueOn")),
    SurveyColumn(["进展", "进展情况"], (.findings, "progress")),
    SurveyColumn(["销号日期"], (.findings, "closedOn")),
    SurveyColumn(["成效指标"], (.findings, "indicator")),
    SurveyColumn(["帮扶前"], (.findings, "before")),
    SurveyColumn(["帮扶后"], (.findings, "after")),
    SurveyColumn(["满意度"], (.findings, "satisfaction")),
    SurveyColumn(["佐证材料"], (.findings, "evidence")),
    SurveyColumn(["溯源结论"], (.findings, "tracing")),
    SurveyColumn(["调研日期", "摸底日期", "走访日期", "诊断日期"], (.assessments, "date")),
    SurveyColumn(["检查内容", "诊断内容"], (.assessments, "scope")),
    SurveyColumn(["检查单位", "诊断单位"], (.assessments, "assessor")),
    SurveyColumn(["诊断结论", "检查结论", "结论"], (.assessments, "result")),
    SurveyColumn(["证书编号", "证书号"], (.certificates, "number")),
    SurveyColumn(["认证类别", "认证项目", "证书类别", "认证类型"], (.certificates, "scheme")),
    SurveyColumn(["认证依据", "认证标准"], (.certificates, "standard")),
    SurveyColumn(["认证范围"], (.certificates, "scope")),
    SurveyColumn(["认证产品"], (.certificates, "product")),
    SurveyColumn(["认证机构", "发证机构"], (.certificates, "body")),
    SurveyColumn(["颁证日期", "发证日期"], (.certificates, "issuedOn")),
    SurveyColumn(["有效期至", "证书到期日期", "证书有效期"], (.certificates, "expiresOn")),
    SurveyColumn(["证书状态"], (.certificates, "state")),
    SurveyColumn(["状态变更日期"], (.certificates, "stateChangedOn")),
  ]

  /// The names of a survey as a sheet or file.
  static let tableNames = ["调研摸底表", "摸底表", "调查表", "企业情况表", "survey"]
}

/// Which columns of a survey are what.
struct SurveyLayout {
  /// The columns that only a survey has, by their place in ``SurveyColumn/all``.
  private(set) var special: [(column: Int, definition: SurveyColumn)] = []
  /// The headers that are left for the firm, others blank.
  private(set) var firmHeaders: [String]

  /// Matches headers; a header that only a survey has is taken from the firm's.
  init(headers: [String]) {
    let folded = headers.map { TextFolding.foldedHeader($0).name }
    firmHeaders = headers
    for definition in SurveyColumn.all {
      for wanted in definition.foldedNames {
        guard let column = folded.firstIndex(of: wanted), !firmHeaders[column].isEmpty else {
          continue
        }
        special.append((column, definition))
        firmHeaders[column] = ""
        break
      }
    }
  }

  /// The columns by which a sheet of firms shows that it is more than a list of firms.
  var wideColumns: Int {
    special.count { entry in
      switch entry.definition.use {
      case .suppliers, .customers, .certificates, .problems: true
      case .cell(let cells): cells.contains { $0.table == .members }
      }
    }
  }
}
