import ChainAnalysis
import ChainModel
import Graphs

/// A made-up book with everything that counting has to tell apart: nested regions and segments,
/// firms in several segments or none, closed firms, assessments of every kind, closed findings.
struct RandomSurvey {
  struct Firm {
    var id: String
    var region: String
    var isOperating: Bool
    var segments: [String]
  }
  struct Assessment {
    var firm: Int
    var method: String
    var scope: [String]
    var date: String
  }
  struct Finding {
    var firm: Int
    var problem: Int
    var foundOn: String
    var isClosed: Bool
  }

  static let regionParents = [
    "990000": "", "990100": "990000", "990101": "990100", "990102": "990100", "990103": "990100",
    "990200": "990000", "990201": "990200", "980000": "", "980100": "980000",
  ]
  /// Segments of two chains by id, with the parent.
  static let segmentParents = [
    "A1": "", "A2": "", "A3": "A2", "A4": "A2", "B1": "", "B2": "",
  ]
  static let dimensions = ["质量管理", "技术工艺", "产品质量", "人才队伍", "", "产品质量", "质量管理"]

  var firms: [Firm] = []
  var assessments: [Assessment] = []
  var findings: [Finding] = []

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }
    func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
    let regions = Self.regionParents.keys.sorted()
    let segments = Self.segmentParents.keys.sorted()
    let hasSegments = !oneIn(6)
    for number in 0..<Int.random(in: 20...90, using: &random) {
      var own: [String] = []
      if hasSegments, !oneIn(8) {
        own = [pick(segments)]
        if oneIn(5) { own = Array(Set(own + [pick(segments)])).sorted() }
      }
      firms.append(
        Firm(
          id: "F\(1000 + number)", region: oneIn(10) ? "" : pick(regions),
          isOperating: !oneIn(12), segments: own))
    }
    let methods =
      oneIn(4) ? ["定向"] : oneIn(3) ? ["随机", "随机", "定向", ""] : ["随机", "随机", "随机", "定向"]
    if !oneIn(5) {
      for firm in firms.indices where !oneIn(4) {
        for _ in 0..<(oneIn(5) ? 2 : 1) {
          var scope: [String] = []
          switch Int.random(in: 0..<6, using: &random) {
          case 0: scope = []
          case 1: scope = [pick(["质量管理", "产品质量"]), "技术工艺"]
          case 2: scope = ["P\(Int.random(in: 1...7, using: &random))", "P2", "不认识"]
          case 3: scope = ["问题4", "人才队伍"]
          default: scope = ["全部"]
          }
          assessments.append(
            Assessment(
              firm: firm, method: pick(methods), scope: scope,
              date: oneIn(10) ? "2026-08-01" : "2026-03-01"))
        }
      }
    }
    for problem in 0..<7 {
      let segment = pick(segments)
      let region = pick(regions)
      let rate = Int.random(in: 2...12, using: &random)
      for firm in firms.indices {
        let isNear = firms[firm].segments.contains(segment) || firms[firm].region == region
        guard oneIn(isNear ? 2 : rate) else { continue }
        for _ in 0..<(oneIn(8) ? 2 : 1) {
          findings.append(
            Finding(
              firm: firm, problem: problem, foundOn: oneIn(12) ? "2026-07-15" : "2026-04-01",
              isClosed: oneIn(7)))
        }
      }
    }
  }

  /// The tables by file name.
  var tables: [String: String] {
    var tables: [String: String] = [:]
    func add(_ name: String, _ header: String, _ rows: [[String]]) {
      guard !rows.isEmpty else { return }
      tables[name + ".csv"] = ([header] + rows.map { $0.joined(separator: ",") })
        .map { $0 + "\n" }.joined()
    }
    add(
      "regions", "行政区划代码,区域名称,上级代码",
      Self.regionParents.sorted { $0.key < $1.key }.map { [$0.key, "地区" + $0.key, $0.value] })
    add("chains", "产业链编号,产业链名称", [["A", "甲链"], ["B", "乙链"]])
    add(
      "segments", "产业链编号,环节编号,环节名称,上级环节",
      Self.segmentParents.sorted { $0.key < $1.key }.map {
        [String($0.key.prefix(1)), $0.key, "环节" + $0.key, $0.value]
      })
    add(
      "firms", "企业编号,企业名称,行政区划代码,登记状态",
      firms.map { [$0.id, "企业" + $0.id, $0.region, $0.isOperating ? "在业" : "注销"] })
    add(
      "members", "产业链编号,环节编号,企业",
      firms.flatMap { firm in firm.segments.map { [String($0.prefix(1)), $0, firm.id] } })
    add(
      "problems", "问题编号,问题名称,维度",
      Self.dimensions.enumerated().map { ["P\($0 + 1)", "问题\($0 + 1)", $1] })
    add(
      "assessments", "企业,诊断日期,检查方式,检查内容",
      assessments.map { [firms[$0.firm].id, $0.date, $0.method, $0.scope.joined(separator: "、")] })
    add(
      "findings", "企业,问题编号,发现日期,状态,销号日期",
      findings.map {
        [
          firms[$0.firm].id, "P\($0.problem + 1)", $0.foundOn, $0.isClosed ? "已销号" : "整改中",
          $0.isClosed ? "2026-05-01" : "",
        ]
      })
    return tables
  }
}

/// ANALYSIS §3 over again, by sets of firms and nothing else.
struct PlainCommonProblems {
  struct Group: Hashable {
    /// A chain (one letter), a segment, or any.
    var sector = ""
    var region = ""
  }
  struct Row: Hashable {
    var problem: Int
    var population: Set<Int>
    var assessed: Set<Int>
    var affected: Set<Int>
    var label: ProblemLabel
  }

  let survey: RandomSurvey
  let day = "2026-06-30"
  var includesClosed = false
  var allFirms = false
  var axes = Set(CommonProblems.Options.Axis.allCases)

  /// Whether the book's members stand anywhere.
  private var hasMembers: Bool { survey.firms.contains { !$0.segments.isEmpty } }

  private func regions(above region: String) -> [String] {
    var line: [String] = []
    var next = region
    while !next.isEmpty {
      line.append(next)
      next = RandomSurvey.regionParents[next] ?? ""
    }
    return line
  }

  private func sectors(of firm: Int) -> Set<String> {
    var all = Set<String>()
    for segment in survey.firms[firm].segments {
      var next = segment
      while !next.isEmpty {
        if axes.contains(.segment) { all.insert(next) }
        next = RandomSurvey.segmentParents[next] ?? ""
      }
      if axes.contains(.chain) { all.insert(String(segment.prefix(1))) }
    }
    return all
  }

  var population: Set<Int> {
    Set(
      survey.firms.indices.filter { firm in
        survey.firms[firm].isOperating
          && (allFirms || !hasMembers || !survey.firms[firm].segments.isEmpty)
      })
  }

  func having(_ problem: Int) -> Set<Int> {
    Set(
      survey.findings.filter {
        $0.problem == problem && $0.foundOn <= day && (includesClosed || !$0.isClosed)
      }.map(\.firm))
  }

  func covering(_ problem: Int) -> Set<Int> {
    if survey.assessments.isEmpty {
      let found = survey.findings.filter { $0.foundOn <= day }.map(\.firm)
      if !hasMembers { return found.isEmpty ? [] : Set(survey.firms.indices) }
      let segments = Set(found.flatMap { survey.firms[$0].segments })
      return Set(
        survey.firms.indices.filter { !segments.isDisjoint(with: survey.firms[$0].segments) })
    }
    let past = survey.assessments.filter { $0.date <= day }
    let untargeted = past.filter { $0.method != "定向" }
    return Set(
      (untargeted.isEmpty ? past : untargeted).filter { assessment in
        assessment.scope.isEmpty
          || assessment.scope.contains {
            [
              "全部", "P\(problem + 1)", "问题\(problem + 1)",
              RandomSurvey.dimensions[problem].isEmpty ? "-" : RandomSurvey.dimensions[problem],
            ].contains($0)
          }
      }.map(\.firm))
  }

  /// The firms of every group, by what it is called.
  var groups: [Group: Set<Int>] {
    var groups: [Group: Set<Int>] = [Group(): population]
    for firm in population {
      let regions = axes.contains(.region) ? regions(above: survey.firms[firm].region) : []
      for sector in sectors(of: firm).union([""]) {
        for region in regions + [""] {
          groups[Group(sector: sector, region: region), default: []].insert(firm)
        }
      }
    }
    return groups
  }

  func label(_ group: Set<Int>, _ assessed: Set<Int>, _ affected: Set<Int>) -> ProblemLabel {
    let (m, n, k) = (group.count, assessed.count, affected.count)
    guard n > 0 else { return .undetermined }
    let bounds =
      survey.assessments.isEmpty
      ? ShareBounds.wilson(affected: k, inspected: n)
      : FinitePopulationBounds(population: m, inspected: n, affected: k).shares
    if k < 3 && m >= 5 || bounds.upper < 0.2 { return .individual }
    if k >= 3, n >= 5, bounds.lower >= 0.2 { return .common }
    return .undetermined
  }

  /// The rows, and each tested pair's p-value.
  func rows() -> (rows: [Row], tests: [(problem: Int, group: Set<Int>, p: Double)]) {
    let distinct = Set(groups.values)
    var rows: [Row] = []
    var tests: [(problem: Int, group: Set<Int>, p: Double)] = []
    for problem in RandomSurvey.dimensions.indices {
      let covering = covering(problem)
      let having = having(problem)
      let total = population.intersection(covering)
      let marked = total.intersection(having)
      func row(_ group: Set<Int>) -> Row {
        let assessed = group.intersection(covering)
        let affected = assessed.intersection(having)
        return Row(
          problem: problem, population: group, assessed: assessed, affected: affected,
          label: label(group, assessed, affected))
      }
      let all = distinct.map(row)
      for row in all where row.assessed.count >= 5 && marked.count >= 3 {
        let chance = Hypergeometric(
          population: total.count, marked: marked.count, drawn: row.assessed.count)
        let p = (row.affected.count...row.assessed.count).reduce(0) { $0 + chance.probability($1) }
        tests.append((problem, row.population, min(1, p)))
      }
      var listed: [Row] = []
      for row in all.sorted(by: { $0.population.count < $1.population.count })
      where row.label == .common {
        let inside = listed.filter { $0.population.isStrictSubset(of: row.population) }
        let taken = inside.reduce(into: Set<Int>()) { $0.formUnion($1.population) }
        let rest = label(
          row.population.subtracting(taken), row.assessed.subtracting(taken),
          row.affected.subtracting(taken))
        if inside.isEmpty || rest == .common { listed.append(row) }
      }
      if listed.isEmpty, !population.isDisjoint(with: having) { listed = [row(population)] }
      rows += listed
    }
    return (rows, tests)
  }
}
