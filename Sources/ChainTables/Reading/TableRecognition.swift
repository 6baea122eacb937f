import ChainModel

/// What a sheet is.
enum SheetKind: Equatable {
  /// One of the book's tables.
  case table(TableKind)
  /// A wide survey, which is split into tables.
  case survey

  /// The name under which messages speak of it.
  var title: Bilingual {
    switch self {
    case .table(let table): Bilingual(table.chinese, table.rawValue)
    case .survey: Bilingual(SurveyColumn.tableNames[0], "survey")
    }
  }
}

/// Which table a file or sheet is, by its name and its headers.
enum TableRecognition {
  /// The table a name means: its English key or Chinese name, or a part of the name.
  ///
  /// The longest name found wins, so that 环节关系 is not taken for 环节.
  ///
  /// - Parameters:
  ///   - base: The name.
  ///   - excluded: A table that is not meant; nil for none.
  /// - Returns: The table; nil where the name means none.
  static func kind(named base: String, except excluded: TableKind? = nil) -> SheetKind? {
    let key = TextFolding.foldedHeader(base).name
    var best: (kind: SheetKind, length: Int)?
    for (kind, names) in named where excluded.map({ kind != .table($0) }) ?? true {
      for name in names {
        if key == name { return kind }
        guard key.contains(name), name.count > (best?.length ?? 0) else { continue }
        best = (kind, name.count)
      }
    }
    return best?.kind
  }

  /// Whether a name is exactly a table's own, so that it cannot be meant for another.
  static func isExactName(_ base: String, of kind: SheetKind) -> Bool {
    let key = TextFolding.foldedHeader(base).name
    return named.contains { $0.kind == kind && $0.names.contains(key) }
  }

  private static let named: [(kind: SheetKind, names: [String])] =
    TableKind.allCases.map { table in
      (.table(table), ([table.rawValue] + table.chineseNames).map(folded))
    } + [(.survey, SurveyColumn.tableNames.map(folded))]

  private static func folded(_ name: String) -> String { TextFolding.foldedHeader(name).name }

  /// The columns that a kind of sheet needs and the headers lack.
  static func missingHeaders(_ kind: SheetKind, _ headers: [String]) -> [String] {
    func missing<Row: TableRow>(_: Row.Type) -> [String] {
      HeaderMatch<Row>(headers: headers).missing.map(\.header)
    }
    switch kind {
    case .table(let table): return missing(table.rowType)
    case .survey:
      return HeaderMatch<Firm>(headers: SurveyLayout(headers: headers).firmHeaders)
        .missing.map(\.header)
    }
  }

  /// The kind of sheet whose columns most of the headers match; nil where none has its required
  /// columns.
  static func kind(withHeaders headers: [String]) -> SheetKind? {
    var best: (kind: SheetKind, strength: Int)?
    // A list of problems is told apart by more than its columns: isProblemList.
    for table in TableKind.allCases where table != .tasks {
      func strength<Row: TableRow>(_: Row.Type) -> Int {
        let match = HeaderMatch<Row>(headers: headers)
        return match.columns.count >= 2 ? match.strength : 0
      }
      let found = strength(table.rowType)
      if found > (best?.strength ?? 0) { best = (.table(table), found) }
    }
    let layout = SurveyLayout(headers: headers)
    let firm = HeaderMatch<Firm>(headers: layout.firmHeaders)
    if layout.wideColumns > 0, firm.missing.isEmpty,
      firm.columns.count + layout.special.count > (best?.strength ?? 0)
    {
      return .survey
    }
    return best?.kind
  }

  /// Whether a list of firms has columns that only a survey has.
  static func isWide(_ headers: [String]) -> Bool { SurveyLayout(headers: headers).wideColumns > 0 }

  /// Whether a sheet counts problems (问题汇总) rather than list them: it repeats codes and names of the
  /// library, and would otherwise be read as one.
  static func isSummary(_ headers: [String]) -> Bool {
    let names = Set(headers.map(folded))
    return summaryHeaders.allSatisfy(names.contains)
  }

  /// Whether a sheet is a list of problems as handed in (共性质量问题清单), one row a problem and group:
  /// by its columns and its counts, whatever the sheet is called, or by its columns and its name.
  ///
  /// Records of problems with the same columns name a firm in each row.
  static func isProblemList(_ headers: [String], named names: [String]) -> Bool {
    let folded = Set(headers.map(folded))
    guard
      isSummary(headers) || summaryKeys.allSatisfy(folded.contains)
        || names.contains(where: { kind(named: $0) == .table(.tasks) })
    else { return false }
    return folded.isDisjoint(with: firmHeaders)
      && HeaderMatch<ProblemTask>(headers: headers).missing.isEmpty
  }

  private static let firmHeaders = Set(
    ["企业", "企业名称", "企业编号", "统一社会信用代码", "firm", "name", "creditCode"].map(folded))

  private static let summaryKeys = ["affected", "assessed"].map(folded)

  private static let summaryHeaders = ["涉及企业数", "诊断企业数"].map(folded)

  /// Sheets of a workbook that hold no rows: explanations, lists of words, and what this program
  /// itself adds to a returned workbook.
  static func isAccompanying(_ name: String) -> Bool {
    let key = TextFolding.foldedHeader(name).name
    return accompanying.contains { key == $0 || key.hasSuffix($0) && $0.count >= 4 }
  }

  private static let accompanying: Set<String> = [
    "填报说明", "填表说明", "说明", "使用说明", "指标解释", "封面", "目录", "字典", "代码表", "选项", "下拉选项", "数据字典",
    "检查结果", "副本来源", "checkresults", "报送情况", "依据", "逻辑校验", "校验",
    "evidence", "rules",
  ]
}
