import ChainAnalysis
import ChainModel
import ChainTables
import Foundation
import Testing

@testable import ChainPlanning

@Suite struct BookPlanningTests {
  private static let example = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Examples/nev-chain").standardized

  private static func day() throws -> CalendarDate {
    try #require(CalendarDate(year: 2026, month: 6, day: 30))
  }

  private static func read(_ tables: [String: String]) throws -> ChainBook {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "planning-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in tables { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try BookReader(asOf: try day()).read(folder.path)
  }

  private static func small(
    measures: String, limits: String = "", weights: [String] = ["", ""]
  ) throws -> ChainBook {
    var tables = [
      "regions.csv": "行政区划代码,区域名称,上级代码\n990100,东县,\n990200,西县,\n",
      "firms.csv": """
      企业编号,企业名称,所属区域,登记状态
      F1,甲厂,东县,在业
      F2,乙厂,东县,在业
      F3,丙厂,西县,在业
      F4,丁厂,西县,注销
      """,
      "problems.csv": "问题编号,问题名称,严重程度\nW1,硬度不均,重大\nW2,记录不全,一般\n",
      "findings.csv": """
      企业,问题编号,状态,权重
      F1,W1,整改中,\(weights[0])
      F1,W1,待交办,\(weights[1])
      F2,W1,整改中,
      F2,W2,已销号,
      F3,W2,整改中,
      F4,W1,整改中,
      """,
      "programmes.csv": "项目编号,项目名称,固定费用(万元)\nBF1,联合项目,7\nBF2,未定项目,\n",
      "measures.csv": measures,
    ]
    if !limits.isEmpty { tables["limits.csv"] = limits }
    return try read(tables)
  }

  private static let header =
    "举措编号,举措名称,针对问题,适用区域,项目编号,固定费用(万元),每企费用(万元),联合优惠(万元),有效率,机构,互斥组\n"

  /// What could not be read is not free, and not for everybody.
  @Test(arguments: [
    "J1,甲,W1,东县,,12欧元,2,,,,", "J1,甲,W1,东县,,-5,2,,,,", "J1,甲,W1,东县,,5,两万左右吧,,,,",
    "J1,甲,W1,东县,,5,2,,很好,,",
  ])
  func `A measure with an unreadable cell is not chosen`(row: String) throws {
    let book = try Self.small(measures: Self.header + row + "\nJ2,乙,W1,东县,,5,2,,,,\n")
    let planning = BookPlanning(book, asOf: try Self.day(), budget: Amount(tenThousandYuan: 100))
    #expect(planning.problem.candidates.map { $0.cost == nil } == [true, false])
    let issue = try #require(planning.issues.first)
    guard case .cellSetAside(measure: 0, let cell) = issue else {
      Issue.record("\(issue)")
      return
    }
    #expect(cell.hasPrefix("measures.csv ") && issue.message(in: book).chinese.contains("请改正"))
    let best = try MaximumCoverage(planning.problem)
    #expect(best.chosen == [1])
  }

  @Test func `Pairs, costs and coverage are those of the sheets`() throws {
    let book = try Self.small(
      measures: Self.header + """
        J1,测温,W1,,BF1,5,1.5,,80%,中心,
        J2,培训,W1、W2,西县,,2,,1,,,
        J3,无价,W1,,,,,,,,
        J4,空,W2,东县,,1,,,,,
        J5,缺项目价,W2,,BF2,1,,,,,
        """)
    let planning = BookPlanning(book, asOf: try Self.day(), budget: Amount(tenThousandYuan: 50))
    let problem = planning.problem
    // F4 is not in operation, and F2's W2 is closed.
    #expect(problem.pairs.map(\.firm) == [0, 1, 2])
    #expect(problem.pairs.map(\.weight) == [9, 9, 1])
    #expect(planning.findings.map(\.count) == [2, 1, 1])
    #expect(problem.candidates.map(\.pairs) == [[0, 1], [2], [0, 1], [], [2]])
    #expect(
      problem.candidates.map { $0.cost?.tenThousandYuan } == [8, 2, nil, 1, 1])
    #expect(problem.candidates.map(\.effectiveness) == [0.8, 1, 1, 1, 1])
    #expect(problem.programmes.map { $0.cost?.tenThousandYuan } == [7, nil])
    #expect(
      planning.issues == [
        .costMissing(measure: 2), .actsOnNothingOpen(measure: 3),
        .costsInPart(measures: [1, 3, 4]), .discountsLeftOut(measures: [1]),
        .programmeCostMissing(programme: 1),
      ])
    for issue in planning.issues {
      #expect(!issue.message(in: book)[.chinese].isEmpty)
    }
    let plan = try MaximumCoverage(problem)
    #expect(plan.chosen == [0, 1])
    #expect(plan.cost == Amount(tenThousandYuan: 17))
    #expect(abs(plan.gain - 15.4) < 1e-12)
  }

  @Test func `A stated weight counts as it stands, the greatest of several`() throws {
    let book = try Self.small(
      measures: Self.header + "J1,测温,W1,,,1,,,,,\n", weights: ["2.5", "4"])
    let options = {
      var weights = BookPlanning.Weights()
      weights.exposure = [2, 2, 2, 2]
      return weights
    }()
    let problem = BookPlanning(
      book, asOf: try Self.day(), budget: .zero, weights: options
    ).problem
    #expect(problem.pairs.map(\.weight) == [4, 18, 2])
    #expect(problem.pairs.map(\.severity) == [nil, .major, .minor])
  }

  @Test func `Limits count bodies by name and regions with what lies within`() throws {
    let book = try Self.small(
      measures: Self.header + "J1,测温,W1,,,1,0,,,中心,\nJ2,培训,W2,,,1,0,,,协会,\n",
      limits: "对象,名称,下限,上限\n机构,中心,1,2\n机构,无人,1,\n区域,西县,,1\n")
    let planning = BookPlanning(book, asOf: try Self.day(), budget: Amount(tenThousandYuan: 9))
    // The book lists them by name.
    #expect(planning.problem.limits.map(\.name) == ["西县", "中心"])
    #expect(planning.problem.limits.map(\.candidates) == [nil, [0]])
    #expect(planning.problem.limits.map(\.firms) == [[2, 3], nil])
    #expect(planning.problem.limits.map(\.lower) == [nil, 1])
    #expect(planning.issues == [.limitUnknown(limit: 2)])
    #expect(book.text[book.limits[2].name] == "无人")
  }

  @Test func `The example has a proven plan that keeps its limits`() throws {
    let book = try BookReader(asOf: try Self.day()).read(Self.example.path)
    let planning = BookPlanning(book, asOf: try Self.day(), budget: Amount(tenThousandYuan: 300))
    #expect(planning.problem.limits.count == book.limits.count)
    let plan = try MaximumCoverage(planning.problem, limits: .init(seconds: 60))
    #expect(plan.isProven && plan.isLeastCost)
    #expect(planning.problem.violations(of: plan.chosen).isEmpty)
    #expect(plan.cost <= Amount(tenThousandYuan: 300))
    let more = plan.notChosen()
    #expect(more.count + plan.chosen.count == book.measures.count)
  }

  @Test func `Rows in another order have the same plan`() throws {
    let day = try Self.day()
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.example.path)
      .filter { $0.hasSuffix(".csv") }
    var tables: [String: String] = [:]
    for name in names {
      let text = try String(contentsOf: Self.example.appending(path: name), encoding: .utf8)
      let lines = text.split(separator: "\n")
      // Rows of this example hold no line breaks.
      tables[name] = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    }
    let budget = Amount(tenThousandYuan: 150)
    let one = BookPlanning(
      try BookReader(asOf: day).read(Self.example.path), asOf: day, budget: budget)
    let other = BookPlanning(try Self.read(tables), asOf: day, budget: budget)
    #expect(one.problem.pairs == other.problem.pairs)
    #expect(one.problem.candidates == other.problem.candidates)
    let limits = MaximumCoverage.Limits(seconds: 60)
    let (plan, same) = (
      try MaximumCoverage(one.problem, limits: limits),
      try MaximumCoverage(other.problem, limits: limits)
    )
    #expect(plan.chosen == same.chosen)
    #expect(plan.gain == same.gain && plan.bound == same.bound && plan.cost == same.cost)
  }
}
