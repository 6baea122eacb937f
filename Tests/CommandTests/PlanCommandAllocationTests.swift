import Foundation
import Testing

/// `qianglian plan --allocate` as a person or a script runs it.
@Suite struct PlanCommandAllocationTests {
  private static let regions = """
    行政区划代码,区域名称,上级代码
    990000,云泽省,
    990100,云岚市,990000
    990121,溪口县,990100
    990122,石梁县,990100
    990200,临汐市,990000

    """

  /// A book with eligible firms: 6 in 溪口县, 4 in 石梁县, 2 in 云岚市 itself, 8 in 临汐市.
  private static func sandbox(limits: String) throws -> Sandbox {
    let counts = [("溪口县", 6), ("石梁县", 4), ("云岚市", 2), ("临汐市", 8)]
    var firms = "企业编号,企业名称,所属区域,登记状态,企业规模\n"
    var findings = "企业,问题编号,状态\n"
    for (region, count) in counts {
      for number in 1...count {
        firms += "\(region)\(number),\(region)\(number)厂,\(region),在业,小型\n"
        findings += "\(region)\(number),W1,整改中\n"
      }
    }
    let sandbox = try Sandbox()
    try sandbox.writeBook(
      [
        "regions.csv": regions, "firms.csv": firms, "findings.csv": findings,
        "problems.csv": "问题编号,问题名称,严重程度\nW1,硬度不均,重大\n",
        "limits.csv": "对象,名称,下限,上限\n" + limits + "\n",
        "measures.csv": "举措编号,举措名称,针对问题,固定费用(万元),每企费用(万元)\nJ1,测温,W1,1,0\n",
      ], to: "book")
    return sandbox
  }

  private static func arguments(_ number: Int) -> [String] {
    ["plan", "book", "--quiet", "--allocate", String(number)] + Command.day
  }

  private static func table(
    _ number: Int, limits: String
  ) async throws -> [String: Any] {
    let outcome = try await Command.run(
      arguments(number) + ["--format", "json"], in: try sandbox(limits: limits))
    return try #require(
      JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
  }

  /// Counts by region.
  private static func counts(_ table: [String: Any], _ key: String = "allocation") -> [String: Int]
  {
    var counts: [String: Int] = [:]
    for part in JSONText.rows(table, key) {
      if let name = part["name"] as? String { counts[name] = part["count"] as? Int }
    }
    return counts
  }

  @Test(arguments: ["区域,溪口县,2,\n区域,990121,,3", "区域,990121,,3\n区域,溪口县,2,\n区域,溪口县,1,9"])
  func everyRowOfARegionCounts(limits: String) async throws {
    let table = try await Self.table(15, limits: limits)
    let part = try #require(
      JSONText.rows(table, "allocation").first { $0["name"] as? String == "溪口县" })
    #expect(part["floor"] as? Int == 2)
    #expect(part["ceiling"] as? Int == 3)
    #expect(part["count"] as? Int == 3)
  }

  @Test(arguments: [
    ("区域,溪口县,4,\n区域,溪口县,,3", "区域 溪口县 的下限 4 高于可分的 3 家（约束上限或符合条件的家数）：请改约束表"),
    ("区域,溪口县,7,", "区域 溪口县 的下限 7 高于可分的 6 家"),
    ("区域,云岚市,,5\n区域,溪口县,6,", "区域 云岚市 的下限 6 高于可分的 5 家（下限取本级约束与所含区域下限合计中较大的"),
  ])
  func contradictionsNameTheirRegion(limits: String, message: String) async throws {
    let outcome = try await Command.run(
      Self.arguments(10), in: try Self.sandbox(limits: limits), expecting: 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!outcome.errors.contains("9901"))
  }

  @Test func aLimitOnARegionBoundsTheSumWithin() async throws {
    let free = try await Self.table(10, limits: "")
    #expect(Self.counts(free) == ["云岚市": 1, "溪口县": 3, "石梁县": 2, "临汐市": 4])
    #expect(JSONText.rows(free, "sums").isEmpty)
    let bounded = try await Self.table(10, limits: "区域,云岚市,,4\n区域,云泽省,,12")
    #expect(Self.counts(bounded) == ["云岚市": 1, "溪口县": 2, "石梁县": 1, "临汐市": 6])
    #expect(Self.counts(bounded, "sums") == ["云泽省": 10, "云岚市": 4])
    let part = try #require(
      JSONText.rows(bounded, "allocation").first { $0["name"] as? String == "溪口县" })
    #expect(part["within"] as? [String] == ["990100", "990000"])
    // A bound that is kept anyway changes nothing.
    let wide = try await Self.table(10, limits: "区域,云岚市,,6")
    #expect(Self.counts(wide) == Self.counts(free))
    #expect(Self.counts(wide, "sums") == ["云岚市": 6])

    let text = try await Command.run(
      Self.arguments(10), in: try Self.sandbox(limits: "区域,云岚市,,4")
    ).text
    #expect(text.contains("溪口县：2 家（符合条件 6 家，按比例；计入云岚市合计）  [P1-2]"), "\(text)")
    #expect(text.contains("临汐市：6 家（符合条件 8 家，按比例）  [P1-4]"))
    #expect(text.contains("云岚市：合计 4 家（符合条件 12 家，上限 4，已用满），含 云岚市本级、溪口县、石梁县  [P2-1]"))
    #expect(text.contains("合计：10 家（符合条件 20 家）  [P0]"))
  }

  /// `--allocate` and `--budget` say the same of limits that can't be placed.
  @Test(arguments: ["区域,无此县,1,", "区域,市,1,", "区域,溪口县,-2,", "区域,溪口县,,", "地带,溪口县,1,"])
  func limitsThatCantBePlacedAreSaid(limits: String) async throws {
    let table = try await Self.table(10, limits: limits)
    let open = try #require(table["open"] as? [String])
    #expect(open.count == 1 && open.allSatisfy { $0.contains("没有用上") }, "\(open)")
    let sandbox = try Self.sandbox(limits: limits)
    let chosen = try await Command.run(
      ["plan", "book", "--quiet", "--budget", "5", "--format", "json"] + Command.day, in: sandbox)
    let plan = try #require(
      JSONSerialization.jsonObject(with: chosen.output) as? [String: Any])
    let ofPlan = try #require(plan["open"] as? [String])
    #expect(ofPlan.filter { $0.hasPrefix("约束") } == open)
    let text = try await Command.run(Self.arguments(10), in: sandbox).text
    #expect(open.allSatisfy { text.contains("\n  \($0)\n") }, "\(text)")
  }

  @Test(arguments: [
    ("", "各区域最多共可分 20 家，不足 30 家：请减少总数（有区域的符合条件企业共 20 家；没有约束上限起作用）"),
    (
      "区域,临汐市,,3\n区域,云岚市,,9\n区域,溪口县,,6",
      "各区域最多共可分 12 家，不足 30 家：请减少总数或提高上限"
        + "（有区域的符合条件企业共 20 家；云岚市上限 9 家、符合条件 12 家；临汐市上限 3 家、符合条件 8 家）"
    ),
  ])
  func tooManySaysWhatBinds(limits: String, message: String) async throws {
    let outcome = try await Command.run(
      Self.arguments(30), in: try Self.sandbox(limits: limits), expecting: 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func theTableHasItsNameAndATotal() async throws {
    let sandbox = try Self.sandbox(limits: "区域,云岚市,,4")
    _ = try await Command.run(
      Self.arguments(10) + ["-o", "table.xlsx"], in: sandbox)
    let names = try ReturnedWorkbookCommandTests.sheets(sandbox.data("table.xlsx"))
    #expect(names == ["摘要", "数量分配表", "上级区域合计", "依据"])
    let rows = CSVText.rows(
      try await Command.run(Self.arguments(10) + ["--format", "csv"], in: sandbox).text)
    #expect(rows.filter { $0[1] == "数量分配表" }.count == 5)
    #expect(rows[0][4...] == ["符合条件", "下限", "上限", "分配家数", "说明"])
    #expect(
      rows.dropFirst().map { Array($0[3..<8]) } == [
        ["云岚市", "2", "0", "2", "1"], ["溪口县", "6", "0", "6", "2"], ["石梁县", "4", "0", "4", "1"],
        ["临汐市", "8", "0", "8", "6"], ["合计", "20", "", "", "10"], ["云岚市", "12", "", "4", "4"],
      ])
  }

  @Test(arguments: [
    ["--curve"], ["--sensitivity"], ["--must", "J1"], ["--must-not", "J1"], ["--no-exposure"],
    ["--time-limit", "5"],
  ])
  func optionsOfAChoiceAreRefused(options: [String]) async throws {
    let outcome = try await Command.run(
      Self.arguments(10) + options, in: try Self.sandbox(limits: ""), expecting: 64)
    #expect(outcome.errors.contains("takes no \(options[0])"))
    #expect(outcome.errors.contains("不能与 \(options[0]) 同用"))
  }
}
