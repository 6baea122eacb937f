import ChainModel

/// Short names of the kinds of diagnostics that only record what reading did.
enum DiagnosticTitle {
  /// The short name of a kind; nil where each one has to be read.
  static func of(_ code: String) -> Bilingual? { titles[code] }

  private static let titles: [String: Bilingual] = [
    "code-repaired": Bilingual("代码已修正", "codes repaired"),
    "decision-applied": Bilingual("按确认归并", "united as confirmed"),
    "diagnosis-stated-twice": Bilingual("诊断两处都有", "assessments stated twice"),
    "ditto-filled": Bilingual("同上等已补全", "ditto marks filled in"),
    "encoding-assumed": Bilingual("编码已识别", "encodings recognised"),
    "finding-stated-twice": Bilingual("问题两处都有", "findings stated twice"),
    "former-name": Bilingual("曾用名已对上", "former names matched"),
    "header-found": Bilingual("表头不在首行", "headers found below"),
    "name-folded": Bilingual("名称中的空格、全角已统一", "names tidied"),
    "number-folded": Bilingual("单位、全角、约数已换算", "numbers converted"),
    "readings-removed": Bilingual("注音已去掉", "readings removed"),
    "region-of-sheet": Bilingual("按表名补区域", "regions from sheet names"),
    "row-example": Bilingual("示例行", "example rows"),
    "row-set-aside": Bilingual("合计、说明等行未读", "sums and notes passed over"),
    "rows-hidden": Bilingual("隐藏行未读", "hidden rows not read"),
    "certificate-number-shared": Bilingual(
      "几张证书共用一个编号", "one number on several certificates"),
    "rows-merged": Bilingual("同一项的多行已合并", "rows united"),
    "self-supply": Bilingual("自供", "self-supplies"),
    "sheet-hidden": Bilingual("隐藏表未读", "hidden sheets not read"),
    "sheet-passed-over": Bilingual("说明页未读", "explanatory sheets"),
    "supplies-merged": Bilingual("相同供应关系已相加", "supplies added up"),
    "supply-stated-twice": Bilingual("供应关系两处都有", "supplies stated twice"),
    "workbook-converted": Bilingual("旧格式已转换", "older formats converted"),
  ]
}
