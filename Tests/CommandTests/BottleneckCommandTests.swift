import Foundation
import Testing

/// `qianglian bottlenecks` and `trace` as a person or a script runs them.
@Suite struct BottleneckCommandTests {
  static let call = ["bottlenecks", Repository.example.path, "--quiet"] + Command.day

  /// Every figure of the example, with everything listed, counts as many things as its evidence
  /// names, and every row it cites says what is quoted from it.
  @Test(arguments: [
    call + ["--top", "0"],
    ["trace", Repository.example.path, "凌霁汽车", "--top", "0", "--quiet"] + Command.day,
    [
      "trace", Repository.example.path, "磁屿永磁", "--direction", "downstream", "--top", "0",
      "--quiet",
    ] + Command.day,
  ])
  func evidenceRecountsEveryFigure(_ call: [String]) async throws {
    let sandbox = try Sandbox()
    let outcome = try await Command.run(
      call + ["--format", "csv", "--evidence"], in: sandbox)
    var rows = CSVText.rows(outcome.text)
    #expect(rows.removeFirst() == ["依据标记", "数字名称", "数字", "编号", "对象", "文件", "工作表", "行", "内容"])
    var files: [String: [[String]]] = [:]
    var items: [String: Set<String>] = [:]
    var values: [String: Int] = [:]
    var cited = 0
    for row in rows {
      let figure = row[0] + " " + row[1]
      items[figure, default: []].insert(row[3] + " " + row[4])
      values[figure] = Int(row[2])
      guard let line = Int(row[7]) else { continue }
      if files[row[5]] == nil {
        files[row[5]] = CSVText.rows(
          try String(contentsOf: Repository.example.appending(path: row[5]), encoding: .utf8))
      }
      let record = try #require(files[row[5]])[line - 1].joined(separator: ",")
      cited += 1
      // The parties as the row itself names them.
      for part in row[8].components(separatedBy: "；") {
        guard let space = part.firstIndex(of: " "),
          ["供应方", "采购方", "企业", "产品", "证书编号"].contains(String(part[..<space]))
        else { continue }
        for name in part[part.index(after: space)...].components(separatedBy: "、") {
          #expect(record.contains(name), "\(row)")
        }
      }
    }
    #expect(values.count >= 4 && cited > 30)
    for (figure, value) in values {
      #expect(items[figure]?.count == value, "\(figure)")
    }
  }

  @Test func textAnswersWhatHowManyWhoAlongWhichPathFromWhichRows() async throws {
    let outcome = try await Command.run(Self.call, in: Sandbox())
    #expect(outcome.errors.isEmpty)
    #expect(outcome.text.hasPrefix("虚构示例数据\n判定日期 2026-06-30\n"))
    for line in [
      "  仅 1 家企业的环节：永磁材料（磁屿永磁）  [B7]",
      "  云岚市汇澜电芯有限公司（电芯，澄湖区）：停供则凌霁汽车的 65 家上游企业断开 13 家"
        + "（聚川化工、澄隔膜业、锂川正极材料、墨原负极、清溶电解液 等 13 家）  [B4-2]",
      "      澄隔膜业 → 汇澜电芯 → 骁储电池 → 凌霁汽车（supplies.csv 第 15、34、36、164 行）",
    ] {
      #expect(outcome.text.contains(line + "\n"), "\(line)")
    }
    // The rows cited are those of the path.
    let supplies = CSVText.rows(
      try String(
        contentsOf: Repository.example.appending(path: "supplies.csv"), encoding: .utf8))
    let path = ["澄隔膜业", "汇澜电芯", "骁储电池", "凌霁汽车"]
    for (row, pair) in zip([15, 34, 164], [(0, 1), (1, 2), (2, 3)]) {
      #expect(supplies[row - 1].contains { $0.contains(path[pair.0]) }, "\(row)")
      #expect(supplies[row - 1].contains { $0.contains(path[pair.1]) }, "\(row)")
    }
    let english = try await Command.run(
      Self.call + ["--language", "en", "--centrality"], in: Sandbox())
    #expect(!english.text.contains(/[（）：、，。；]/))
    #expect(english.text.contains("betweenness"))
  }

  @Test func marksNameTheSameFindingHoweverMuchIsListed() async throws {
    let few = try await Command.run(Self.call, in: Sandbox()).text
    let all = try await Command.run(Self.call + ["--top", "0"], in: Sandbox()).text
    let lines = Set(all.split(separator: "\n"))
    let marked = few.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains("[B") }
    #expect(marked.count > 15)
    for line in marked { #expect(lines.contains(line), "\(line)") }
    #expect(!all.contains("还有"))
  }

  @Test func jsonHoldsTheKeysOthersBuildOn() async throws {
    let outcome = try await Command.run(
      Self.call + ["--format", "json", "--centrality", "--top", "2"], in: Sandbox())
    #expect(outcome.text.hasPrefix("{\n  \"schema\": \"qianglian.bottlenecks/1\",\n"))
    let object = try JSONText.object(outcome.output)
    let keys = [
      "sharedSuppliers": ["firm", "leaderCount", "leaders", "minimumTier", "customers", "witness"],
      "sharedSubTier": ["firm", "leader", "through", "degree"],
      "chokePoints": ["firm", "leader", "kind", "cutsOff", "witness"],
      "waists": ["leader", "size", "cut", "routes"],
      "cutFirms": ["firm", "leavesBehind"], "bridges": ["supplier", "customer"],
      "singleSources": ["customer", "product", "supplier", "reason"],
      "segments": ["chain", "segment", "name", "providers", "firms", "onEveryRoute"],
      "centrality": ["firm", "betweenness", "pageRank"],
    ]
    for (key, members) in keys {
      let rows = JSONText.rows(object, key)
      #expect(!rows.isEmpty, "\(key)")
      for row in rows {
        for member in members { #expect(row[member] != nil, "\(key).\(member)") }
      }
    }
    let totals = try #require(object["totals"] as? [String: Any])
    #expect(totals["sharedSuppliers"] as? Int == 68 && totals["cutFirms"] as? Int == 2)
    #expect(totals["customerProducts"] as? Int == 329)
    let leaders = try #require(totals["perLeader"] as? [String: Any])
    #expect(leaders["examined"] as? Int == 3 && leaders["of"] as? Int == 3)
    let degree = try #require(JSONText.rows(object, "sharedSubTier").first)
    #expect(degree["degree"] as? Double == 11.0 / 16)
  }

  @Test func oneKindIsOneList() async throws {
    for kind in ["segments", "薄弱环节"] {
      let outcome = try await Command.run(
        Self.call + ["--kind", kind, "--format", "json"], in: Sandbox())
      let object = try JSONText.object(outcome.output)
      #expect(JSONText.rows(object, "segments").count == 1)
      #expect(object["sharedSuppliers"] == nil && object["bridges"] == nil)
    }
    let unknown = try await Command.run(Self.call + ["--kind", "x"], in: Sandbox(), expecting: 64)
    #expect(unknown.errors.contains("--kind"))
  }

  @Test func selectionsListFewerOfTheSame() async throws {
    func marks(_ arguments: [String]) async throws -> [[String: Any]] {
      let outcome = try await Command.run(
        Self.call + ["--format", "json", "--top", "0", "--kind", "chokePoints"] + arguments,
        in: Sandbox())
      return JSONText.rows(try JSONText.object(outcome.output), "chokePoints")
    }
    func key(_ row: [String: Any]) -> String {
      let firm = row["firm"] as? [String: Any]
      let leader = row["leader"] as? [String: Any]
      return "\(firm?["id"] ?? "") \(leader?["id"] ?? "") \(row["cutsOff"] ?? "")"
    }
    let all = try await marks([])
    let ofLeader = try await marks(["--leader", "拓野"])
    let inRegion = try await marks(["--region", "望川市"])
    let ofChain = try await marks(["--chain", "YL-NEV"])
    #expect(all.count == 47 && !ofLeader.isEmpty && !inRegion.isEmpty)
    #expect(Set(ofChain.map(key)) == Set(all.map(key)))
    #expect(Set(ofLeader.map(key)).isStrictSubset(of: Set(all.map(key))))
    #expect(Set(inRegion.map(key)).isStrictSubset(of: Set(all.map(key))))
    for arguments in [["--leader", "没有这家"], ["--region", "没有这区"], ["--chain", "没有这链"]] {
      let outcome = try await Command.run(Self.call + arguments, in: Sandbox(), expecting: 66)
      #expect(outcome.errors.contains("没有"), "\(arguments)")
    }
    let several = try await Command.run(
      Self.call + ["--leader", "电机"], in: Sandbox(), expecting: 66)
    #expect(several.errors.contains("可以是几家企业"))
  }

  @Test func workbookHasASheetForEachKindAndTheEvidence() async throws {
    let sandbox = try Sandbox()
    _ = try await Command.run(Self.call + ["-o", "b.xlsx"], in: sandbox)
    let names = try ReturnedWorkbookCommandTests.sheets(sandbox.data("b.xlsx"))
    for name in ["摘要", "共用供应商", "薄弱环节", "独家供应", "依据"] {
      #expect(names.contains(name), "\(name) \(names)")
    }
    _ = try await Command.run(Self.call + ["--format", "xlsx"], in: sandbox, expecting: 64)
  }

  @Test func traceListsTiersWithTheRowOfEachStep() async throws {
    let call = ["trace", Repository.example.path, "凌霁汽车", "--quiet"] + Command.day
    let outcome = try await Command.run(call + ["--format", "json"], in: Sandbox())
    let object = try JSONText.object(outcome.output)
    #expect(object["schema"] as? String == "qianglian.trace/1")
    #expect(object["direction"] as? String == "upstream")
    let tiers = JSONText.rows(object, "tiers")
    #expect(tiers.map { ($0["firms"] as? [String])?.count ?? 0 } == [15, 23, 22, 5])
    let text = try await Command.run(call + ["--tiers", "1"], in: Sandbox()).text
    #expect(text.contains("上游 15 家，1 级"))
    #expect(text.contains("骁储电池 → 凌霁汽车（supplies.csv 第 164 行）"))
    let unknown = try await Command.run(
      ["trace", Repository.example.path, "没有这家"], in: Sandbox(), expecting: 66)
    #expect(unknown.errors.contains("没有企业"))
  }

  @Test(arguments: 1...2)
  func rowsInAnyOrderAndAnyNumberOfThreadsGiveTheSameBytes(_ seed: UInt64) async throws {
    let sandbox = try Sandbox()
    var generator = SeededGenerator(seed: seed)
    for name in try FileManager.default.contentsOfDirectory(atPath: Repository.example.path)
    where name.hasSuffix(".csv") {
      let text = try String(
        contentsOf: Repository.example.appending(path: name), encoding: .utf8)
      var rows = CSVText.rows(text)
      let header = rows.removeFirst()
      rows.shuffle(using: &generator)
      try sandbox.write(CSVText.text([header] + rows), to: "shuffled/nev-chain/" + name)
    }
    var outputs: Set<Data> = []
    for (book, threads) in [
      (Repository.example.path, "1"), (Repository.example.path, "2"), ("shuffled/nev-chain", "2"),
    ] {
      let outcome = try await Command.run(
        ["bottlenecks", book, "--format", "json", "--top", "0", "--threads", threads, "--quiet"]
          + ["--centrality"] + Command.day, in: sandbox)
      outputs.insert(outcome.output)
    }
    #expect(outputs.count == 1)
  }

  @Test func aBookWithoutSuppliesOrLeadersIsAnsweredAsFarAsItGoes() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "企业名称,企业编号\n甲厂,F1\n乙厂,F2\n丙厂,F3\n", to: "plain/firms.csv")
    let nothing = try await Command.run(["bottlenecks", "plain", "--quiet"], in: sandbox)
    #expect(nothing.text.contains("没有企业间的供应关系"))
    try sandbox.write("供应方,采购方\n甲厂,乙厂\n乙厂,丙厂\n", to: "plain/supplies.csv")
    let leaderless = try await Command.run(["bottlenecks", "plain", "--quiet"], in: sandbox)
    #expect(leaderless.text.contains("书中没有链主"))
    #expect(leaderless.text.contains("乙厂（链外）") || leaderless.text.contains("乙厂：停业后断成 2 块"))
    #expect(!leaderless.text.contains("共用供应商："))
  }
}
