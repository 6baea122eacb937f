import ChainAnalysis
import ChainModel
import ChainReports

/// What the page says in its reader's language.
enum PageWording {
  /// The words that the script puts together, by the key it asks for them.
  ///
  /// A `#` stands for a number or a name.
  static func words(_ language: Language) -> [(key: String, text: String)] {
    let all: [(String, String, String)] = [
      ("code", "代码", "code"),
      ("former", "曾用名", "former names"),
      ("region", "区域", "region"),
      ("size", "规模", "size"),
      ("state", "登记状态", "registration"),
      ("products", "主要产品", "products"),
      ("seats", "环节与角色", "Segments and roles"),
      ("noSeat", "不在任何产业链环节（链外）", "in no segment of a chain"),
      ("standing", "获证", "Certification"),
      ("noCertificate", "无证书记录", "no certificate recorded"),
      ("noCertificates", "本书未提供证书，不判定获证", "no certificates given, not judged"),
      ("lacking", "应证未证：#", "lacks a mandatory certificate: #"),
      ("problems", "未销号问题", "Open problems"),
      ("noProblems", "无未销号问题记录", "none recorded"),
      ("bottleneck", "瓶颈", "Bottleneck"),
      ("suppliers", "直接供应商 # 家", "Direct suppliers: #"),
      ("customers", "直接客户 # 家", "Direct customers: #"),
      ("none", "无记录", "none recorded"),
      ("inferred", "推断", "inferred"),
      (
        "reach", "按申报的供应关系：上游共 # 家，下游共 ## 家",
        "by declared supplies: # firms upstream, ## downstream"
      ),
      ("off", "不在本图", "not on this map"),
      ("counted", "图上未列名，计入“#”", "not named, counted in “#”"),
      ("rows", "依据 # 行", "# source rows"),
      ("row", "第 # 行", "row #"),
      ("unstated", "其他表中提到，本表没有这一行", "named in another table only"),
      (
        "keepHint", "点击企业可固定，并显示依据的表、行与内容",
        "click the firm to keep it and see the rows behind each fact"
      ),
      ("release", "取消固定（Esc）", "release (Esc)"),
      ("results", "找到 # 家", "# found"),
      ("moreRows", "另有 # 家", "# more"),
      ("matches", "符合 # 家", "# match"),
      ("outsideMatches", "链外供应商另有 # 家", "outside suppliers: # more"),
      ("boxFirms", "企业 # 家", "# firms"),
      ("source", "疑似上游共同来源（待溯源核实）", "Suspected common source (to be verified)"),
      ("tracedTo", "沿供应关系可上溯至 ◎ #", "supplies trace back to ◎ #"),
      ("separator", "；", "; "),
      ("howTo", "怎样看这张图", "How to read this page"),
      (
        "how1", "指到企业：看档案，上下游亮起。点击：固定，并列出依据。",
        "Point at a firm: its dossier, its upstream and downstream. Click: keep it, with its source rows."
      ),
      ("how2", "点方框空白处：列出框内全部企业，含“+ n 家”。", "Click a box: all its firms, those in “+ n” too."),
      (
        "how3", "滚轮或 + − 缩放，拖动或方向键平移，0 看整页，/ 搜索，Esc 取消。",
        "Wheel or + − zoom, drag or arrow keys pan, 0 shows the page, / searches, Esc releases."
      ),
      ("how4", "打印只印图本身。", "Printing prints the map alone."),
      ("upLegend", "上游：实线、实框，框角 ◀ n 家", "upstream: solid line and frame; ◀ n in a box corner"),
      (
        "downLegend", "下游：虚线、虚框，框角 ▶ n 家",
        "downstream: dashed line and frame; ▶ n in a box corner"
      ),
      ("bothLegend", "既在上游又在下游（供应成环）", "upstream and downstream at once (a cycle)"),
      ("live", "#：上游 ## 家，下游 ### 家", "#: ## upstream, ### downstream"),
    ]
    return all.map { ($0.0, language($0.1, $0.2)) }
  }

  /// A firm's standing, as a code that the script filters by and in words.
  static func standing(
    _ standing: QualityLedger.Standing, _ language: Language
  ) -> (code: Int, text: String) {
    switch standing {
    case .certified: (0, language("✔ 获证", "✔ certified"))
    case .expiring(let day):
      (1, language("! 获证，\(day) 到期", "! certified, expires on \(day)"))
    case .uncertified: (2, language("○ 未获证", "○ not certified"))
    }
  }

  /// What makes a firm a suspected source.
  static func trace(
    _ trace: TracedProblems.Trace, problem: String, _ language: Language
  ) -> String {
    let count = trace.covers.count
    guard trace.sources.count == 1 else {
      return language(
        "\(problem)：与另 \(trace.sources.count - 1) 家一起，其下游有 \(count) 家有此问题",
        "\(problem): \(count) firms downstream of it and \(trace.sources.count - 1) more have it")
    }
    return language(
      "\(problem)：其下游有 \(count) 家有此问题", "\(problem): \(count) firms downstream have it")
  }

  /// What a certificate is worth on the day, with its last day.
  static func state(_ held: FirmDossier.HeldCertificate, _ language: Language) -> String {
    let state =
      held.standing.state.map { language($0.chinese, $0.english) }
      ?? language("尚未颁发", "not issued yet")
    if held.isUnlimited { return language("\(state)，长期", "\(state), without end") }
    return held.lastDay.map { language("\(state)，至 \($0)", "\(state), until \($0)") } ?? state
  }
}
