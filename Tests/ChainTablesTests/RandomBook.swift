import ChainModel

/// A made-up book full of what reading has to settle: senders that disagree, supplies stated more
/// than once, names that no table states, names in several spellings.
struct RandomBook {
  /// A table's headers and rows.
  struct Table {
    var name: String
    var headers: [String]
    var rows: [[String]] = []
  }

  private(set) var tables: [Table] = []
  private var random: SeededRandom
  private var names: [String] = []

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    addRegions()
    addChains()
    addFirms()
    addProblems()
    addLinks()
    addMeasures()
  }

  /// The tables as CSV, rows shuffled and split over files whose names sort in another order.
  ///
  /// - Parameter seed: The seed of the shuffling; nil leaves everything in its place.
  /// - Returns: Texts by file name.
  func files(shuffledBy seed: UInt64?) -> [String: String] {
    var files: [String: String] = [:]
    var random = SeededRandom(seed: seed ?? 0)
    for table in tables {
      var rows = table.rows
      var pieces = [(name: table.name, rows: rows)]
      if seed != nil {
        rows.shuffle(using: &random)
        let cut = random.below(rows.count + 1)
        pieces = [
          (name: "\(random.pick(["a", "m", "z"]))-\(table.name)", rows: Array(rows[..<cut])),
          (name: "\(random.pick(["b", "n", "y"]))-\(table.name)", rows: Array(rows[cut...])),
        ]
      }
      for piece in pieces {
        let lines = [table.headers] + piece.rows
        files[piece.name + ".csv"] = lines.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }
          .joined()
      }
    }
    return files
  }

  private static func quoted(_ cell: String) -> String {
    "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private mutating func add(_ name: String, _ headers: [String], _ rows: [[String]]) {
    tables.append(Table(name: name, headers: headers, rows: rows))
  }

  private mutating func date() -> String { "2026-0\(1 + random.below(6))-1\(random.below(4))" }

  /// A number, or now and then nothing or something that is none.
  private mutating func number(_ bound: Int) -> String {
    switch random.below(9) {
    case 0: ""
    case 1: "第\(random.below(bound))"
    default: "\(random.below(bound)).\(random.below(100))"
    }
  }

  private mutating func firm() -> String {
    if random.oneIn(12) { return "外来\(random.below(6))厂" }
    let name = random.pick(names)
    return random.oneIn(4) ? Self.widened(name) : name
  }

  /// The name in another width, which folding undoes.
  private static func widened(_ name: String) -> String {
    name.replacing("(", with: "（").replacing(")", with: "）").replacing("厂", with: "厂 ")
  }

  private mutating func addRegions() {
    let rows = (1...6).map { ["99010\($0)", "县\($0)", random.oneIn(2) ? "990100" : ""] }
    add(
      "regions", ["行政区划代码", "区域名称", "上级代码"],
      rows + [["990103", "县3", "县2"], ["990102", "", "990103"]])
  }

  private mutating func addChains() {
    add(
      "chains", ["产业链编号", "产业链名称", "链主", "所属区域", "链长"],
      [
        ["C1", "轴承", "甲1(县1)厂、外来1厂", "县1", ""], ["C2", "电机", "", "县9", "张三"],
        ["C1", "轴承链", "甲2(县1)厂", "", "李四"],
      ])
    var segments: [[String]] = []
    for chain in ["C1", "C2", "C3"] {
      for segment in 1...5 {
        segments.append([
          chain, "S\(segment)", "\(chain)环\(segment)", random.pick(["上游", "中游", "", "配套"]),
          random.oneIn(2) ? "S\(1 + random.below(6))" : "", random.pick(["强", "弱", "", "缺失"]),
        ])
      }
    }
    segments.append(["轴承", "S2", "别名", "下游", "", "险"])
    add("segments", ["产业链编号", "环节编号", "环节名称", "链上位置", "上级环节", "状态"], segments)
    add(
      "flows", ["产业链编号", "供给环节", "需求环节", "产品"],
      (0..<20).map { _ in
        [
          random.pick(["C1", "C2", "轴承"]), "S\(1 + random.below(6))", "S\(1 + random.below(6))",
          random.pick(["轴", ""]),
        ]
      })
  }

  private mutating func addFirms() {
    var rows: [[String]] = []
    let headers = [
      "企业名称", "统一社会信用代码", "企业编号", "曾用名", "行政区划代码", "所属区域", "从业人员", "营业收入(万元)", "企业规模", "资质",
      "填报单位", "填报日期", "质量部经理",
    ]
    for index in 1...30 {
      let county = 1 + random.below(8)
      let name = "甲\(index)(县\(county))厂"
      names.append(name)
      let code =
        CreditCode(
          authority: "9", kind: "1", region: "990101",
          organisation8: "XN00" + String(1000 + index))?.description ?? ""
      let number = random.oneIn(2) ? "F\(index)" : ""
      let copies = random.oneIn(3) ? 3 : 1
      for copy in 0..<copies {
        rows.append([
          random.oneIn(5) ? Self.widened(name) : name,
          random.oneIn(4) ? "" : (random.oneIn(6) ? code.lowercased() : code),
          number, random.oneIn(6) ? "旧\(index)厂、老\(index % 5)厂" : "",
          random.oneIn(2) ? "99010\(county)" : "", random.oneIn(3) ? "" : "县\(county)",
          number.isEmpty ? self.number(400) : "\(100 + copy)", self.number(9000),
          random.pick(["小型", "微型", "", "巨型"]), random.pick(["甲级", "乙级", ""]),
          random.pick(["县\(county)市场监管局", "县1", ""]), random.oneIn(2) ? date() : "",
          random.pick(["王五", "赵六", ""]),
        ])
      }
    }
    // Two firms of one name, and a row with the name alone.
    for index in 0..<2 {
      rows.append(["同名厂", BookSample.codes[index]] + Array(repeating: "", count: 11))
    }
    if random.oneIn(2) { rows.append(["同名厂"] + Array(repeating: "", count: 12)) }
    names += ["同名厂", "旧3厂", "老2厂", "旧7厂"]
    add("firms", headers, rows)
  }

  private mutating func addProblems() {
    var rows = (1...6).map {
      ["P\($0)", "问题\($0)", "别称\($0)、叫法\($0)", random.pick(["重大", "一般", ""])]
    }
    rows.append(["P2", "问题二", "另一叫法", "较大"])
    add("problems", ["问题编号", "问题名称", "同义表述", "严重程度"], rows)
    add(
      "programmes", ["项目编号", "项目名称", "牵头企业", "固定费用(万元)"],
      [["X1", "攻关", "甲3(县1)厂", "8"], ["X2", "帮扶", "新来厂", ""], ["X1", "攻关", "", "9"]])
  }

  private mutating func addLinks() {
    add(
      "members", ["产业链编号", "环节编号", "企业", "角色"],
      (0..<50).map { _ in
        [
          random.pick(["C1", "C2", "C4"]), "S\(1 + random.below(7))", firm(),
          random.pick(["骨干", "配套", "链主", ""]),
        ]
      })
    add(
      "supplies",
      ["供应方", "采购方", "产品", "年供货额(万元)", "占采购方比例", "是否独家", "替代难度", "投入类别", "关系来源", "填报日期"],
      (0..<150).map { _ in
        [
          firm(), firm(), random.pick(["轴", "齿轮", ""]), number(500), number(60),
          random.pick(["是", "否", "", "也许"]), random.pick(["高", "低", ""]),
          random.pick(["必需", "1", "0", ""]), random.pick(["税票", "推断", "企业申报", ""]),
          random.oneIn(2) ? date() : "",
        ]
      })
    add(
      "findings", ["企业", "问题编号", "问题描述", "发现日期", "状态", "权重"],
      (0..<40).map { _ in
        [
          firm(), random.pick(["P1", "P2", "P9", "", "问题3"]),
          random.pick(["叫法4", "问题5", "新问题", "", "另一叫法"]), date(), random.pick(["整改中", "已销号", ""]),
          number(5),
        ]
      })
    add(
      "assessments", ["企业", "诊断日期", "检查方式", "检查内容", "结论"],
      (0..<20).map { _ in [firm(), date(), random.pick(["随机", "定向"]), "全部", "有问题"] })
    add(
      "certificates", ["证书编号", "企业", "认证类别", "颁证日期", "有效期至", "状态"],
      (0..<20).map { _ in
        [
          "Z\(random.below(15))", firm() + "、" + firm(), random.pick(["QMS", "CCC"]), "2024年5月",
          random.pick(["2027-05-01", "2025年6月", "长期"]), random.pick(["有效", "暂停", ""]),
        ]
      })
  }

  private mutating func addMeasures() {
    add(
      "measures", ["举措编号", "举措名称", "针对问题", "适用企业", "适用环节", "适用区域", "项目编号", "固定费用(万元)", "有效率"],
      (0..<12).map { _ in
        [
          "J\(random.below(8))", random.pick(["改造", "培训"]), "P1、P\(1 + random.below(9))",
          random.oneIn(2) ? firm() : "", random.pick(["S1、C2环3", "无此环节", ""]),
          random.pick(["县2、990103", "县7", ""]), random.pick(["X1", "X5", ""]), number(20),
          random.pick(["80%", "0.5", ""]),
        ]
      })
    add(
      "limits", ["对象", "名称", "下限", "上限"],
      [["区域", "县1", "1", "5"], ["机构", "检测所", "", "9"], ["区域", "", "", ""]])
    add(
      "resources", ["机构", "类型", "区域", "能力"],
      [["检测所", "检测", "县1", "轴、齿轮"], ["计量所", "计量", "县8", ""]])
    add("actors", ["名称", "类型", "区域"], [["协会", "协会", "县2"], ["银行", "银行", "外县"]])
    add(
      "essentials", ["投入行业", "使用行业", "类别"],
      [["C31", "C36", "2"], ["C29", "C36", "1"], ["C29", "C36", ""]])
  }
}
