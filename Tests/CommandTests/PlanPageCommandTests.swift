import Foundation
import Testing
import Workbook

/// What `qianglian plan -o` writes for paper: the curve, 一链一策, 一企一策 and the workbook.
@Suite struct PlanPageCommandTests {
  private static let plan =
    ["plan", Repository.example.path, "--quiet", "--budget", "300"] + Command.day

  private static func json(_ sandbox: Sandbox) async throws -> [String: Any] {
    let outcome = try await Command.run(plan + ["--curve", "--format", "json"], in: sandbox)
    return try #require(JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
  }

  private static func write(_ name: String, _ options: [String] = [], in sandbox: Sandbox)
    async throws -> String
  {
    _ = try await Command.run(plan + options + ["-o", name], in: sandbox)
    return try sandbox.text(name)
  }

  private static func decimal(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(format: "%.2f", value)
  }

  // MARK: - Curve

  @Test func curveShowsEveryPointOfTheJSON() async throws {
    let sandbox = try Sandbox()
    let points = JSONText.rows(try await Self.json(sandbox), "curve")
    let svg = try await Self.write("curve.svg", in: sandbox)
    let summary = try #require(XMLSummary(Data(svg.utf8)))
    for point in points {
      let gain = try #require(point["objective"] as? Double)
      // Beside the point, and in the table twice: gain and bound.
      #expect(summary.texts.count { $0 == Self.decimal(gain) } >= 2, "\(point)")
      #expect(svg.contains("预算(万元) \(Int(try #require(point["budget"] as? Double)))，"))
    }
    let groups = summary.elements.filter { $0.name == "g" }.compactMap { $0.attributes["class"] }
    #expect(groups.count { $0 == "proven" } == points.count { $0["proven"] as? Bool == true })
    #expect(groups.count == points.count)
    let kinks = points.count { $0["kink"] as? Bool == true }
    #expect(kinks > 0)
    #expect(summary.texts.count { $0 == "拐点" } == kinks)
    #expect(summary.elements.count { $0.name == "polygon" } == kinks + 1, "the legend's too")
    for word in ["虚构示例数据", "本次预算", "预算（万元）"] {
      #expect(summary.texts.contains(word), "\(word)")
    }
    #expect(summary.texts.contains { $0.contains("数据来源：nev-chain；判定日期 2026-06-30") })
    let sizes = summary.elements.compactMap { $0.attributes["font-size"] }.compactMap(Double.init)
    #expect(sizes.count > 20 && sizes.allSatisfy { $0 >= 6 })
    #expect(try await Self.write("again.svg", in: sandbox) == svg)
  }

  /// Without time the points are only the best known: hollow, with a bar to a bound above them.
  @Test func pointsThatAreNotProvenAreHollow() async throws {
    let sandbox = try Sandbox()
    let svg = try await Self.write("curve.svg", ["--time-limit", "0.000001"], in: sandbox)
    let summary = try #require(XMLSummary(Data(svg.utf8)))
    let hollow = summary.elements.count { $0.attributes["class"] == "best-known" }
    let proven = summary.elements.count { $0.attributes["class"] == "proven" }
    #expect(hollow > 0 && hollow + proven == 9)
    #expect(summary.texts.count { $0 == "已知最好" } == hollow)
    let blank = summary.elements.count {
      $0.name == "circle" && $0.attributes["fill"] == "#ffffff"
    }
    #expect(blank == hollow + 1, "the legend's too")
  }

  // MARK: - Workbook

  @Test func workbookHasASheetForEachQuestion() async throws {
    let sandbox = try Sandbox()
    _ = try await Command.run(Self.plan + ["-o", "plan.xlsx"], in: sandbox)
    let workbook = try WorkbookReader(bytes: [UInt8](try sandbox.data("plan.xlsx")))
    #expect(
      workbook.sheets.map(\.name) == [
        "摘要", "所选举措", "联合帮扶项目", "未选举措", "预算曲线", "按区域", "按企业", "未覆盖问题", "约束执行",
        "依据",
      ])
  }

  // MARK: - Chain

  /// The rows of the table below a heading of a Markdown page, without header and rule.
  private static func rows(_ page: String, below heading: String) -> [[String]] {
    let lines = page.components(separatedBy: "\n")
    guard let start = lines.firstIndex(where: { $0.hasPrefix("## " + heading) }) else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("|") }
      .dropFirst(2).map { line in
        line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      }
  }

  @Test func chainPageHoldsEveryChosenMeasureOnceWithTheNumbersOfTheJSON() async throws {
    let sandbox = try Sandbox()
    let object = try await Self.json(sandbox)
    let page = try await Self.write("一链一策.md", in: sandbox)
    let rows = Self.rows(page, below: "所选举措")
    let chosen = JSONText.rows(object, "chosen")
    #expect(!chosen.isEmpty)
    for (place, row) in zip(chosen, rows) {
      let measure = try #require(place["measure"] as? [String: Any])
      let id = try #require(measure["id"] as? String)
      #expect(rows.count { $0[0].hasPrefix(id + " ") } == 1)
      #expect(row[0] == "\(id) \(try #require(measure["name"] as? String))")
      let covers = try #require(place["covers"] as? [String])
      #expect(row[2].hasPrefix("\(covers.count) 家："))
      #expect(Double(row[5]) == place["cost"] as? Double)
      #expect(!row[3].isEmpty && row[6].contains("有效率"))
    }
    let total = try #require(rows.last)
    #expect(total[0] == "合计" && Double(total[5]) == object["spent"] as? Double)
    #expect(total[8] == "[P0]")
    let programmes = JSONText.rows(object, "programmes")
    #expect(rows.count == chosen.count + programmes.count + 1)
    #expect(page.hasPrefix("# 云岚市新能源汽车产业链 一链一策\n\n**虚构示例数据**\n\n**投入 298.9 万元"))
    #expect(try await Self.write("again.md", in: sandbox) == page)
  }

  /// Whoever types the commands at the end of a page finds every mark of it among their evidence.
  @Test(arguments: [[], ["--firm", "恒圆轴承"]])
  func everyMarkCanBeTraced(_ options: [String]) async throws {
    let sandbox = try Sandbox()
    let page = try await Self.write("page.md", options, in: sandbox)
    var count = 0
    for line in page.components(separatedBy: "\n") {
      guard let found = line.firstMatch(of: /^- \[(.*)…\]：qianglian (.*)$/) else { continue }
      count += 1
      let prefix = String(found.1)
      let marks = Set(
        page.matches(of: /\[((?:问题清单 )?)([BPS][0-9]+[a-z]?(?:-[0-9]+)?)\]/)
          .filter { String($0.1) + $0.2.prefix(1) == prefix }.map { String($0.2) })
      #expect(!marks.isEmpty, "\(prefix)")
      let command = found.2.replacing("\\_", with: "_").split(separator: " ").map(String.init)
      let text = try await Command.run(command + ["--quiet"], in: sandbox).text
      for mark in marks { #expect(text.contains("[\(mark)]"), "\(mark): \(command)") }
    }
    #expect(count == 4)
  }

  @Test func htmlIsOneFileThatAsksForNothing() async throws {
    let sandbox = try Sandbox()
    for options in [[], ["--chain", "YL-NEV"], ["--firm", "恒圆轴承"]] {
      let page = try await Self.write("page.html", options, in: sandbox)
      #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
      for word in ["<script", "<link", "<img", " src=", "@import", "url(", "javascript:"] {
        #expect(!page.contains(word), "\(word)")
      }
      #expect(page.contains("default-src 'none'"))
      #expect(page.components(separatedBy: "<svg").count == 2)
      let ids = page.matches(of: #/ id="([^"]*)"/#).map(\.1)
      #expect(Set(ids).count == ids.count)
      #expect(try await Self.write("again.html", options, in: sandbox) == page)
    }
  }

  // MARK: - Firm

  @Test func firmPageSaysWhatActsOnIt() async throws {
    let sandbox = try Sandbox()
    let page = try await Self.write("一企一策.md", ["--firm", "恒圆轴承"], in: sandbox)
    #expect(page.contains("**本计划 2 项举措针对它的 1 个未销号问题 [P6-"))
    let object = try await Self.json(sandbox)
    let covering = JSONText.rows(object, "chosen").filter {
      ($0["covers"] as? [String])?.contains("91990122XN005028X1") ?? false
    }.compactMap { ($0["measure"] as? [String: Any])?["id"] as? String }
    let rows = Self.rows(page, below: "针对本企业的举措")
    #expect(rows.map { String($0[0].prefix { $0 != " " }) } == covering)
    let problems = Self.rows(page, below: "未销号问题")
    #expect(problems.map { String($0[0].prefix(3)) } == ["W01", "W03", "W22"])
    #expect(problems.map { $0[2] } == ["共性", "个性", "个性"])
    #expect(problems[0][4] == covering.joined(separator: "、"))
    #expect(problems[1][4].hasPrefix("未覆盖 [P7-"))
  }

  @Test func firmThatNothingActsOnHasAPageToo() async throws {
    let page = try await Self.write("页.md", ["--firm", "凌霁汽车"], in: Sandbox())
    #expect(page.contains("没有针对它的举措"))
  }

  // MARK: - Usage

  private static let refused: [(options: [String], code: Int32)] = [
    (["--firm", "恒圆轴承"], 64), (["--chain", "YL-NEV", "-o", "a.svg"], 64),
    (["--chain", "YL-NEV", "--firm", "恒圆轴承", "-o", "a.md"], 64),
    (["--firm", "没有这家", "-o", "a.md"], 66), (["--chain", "没有这条", "-o", "a.html"], 66),
    (["-o", "a.pdf"], 64),
  ]

  @Test(arguments: refused)
  func whatCannotBeWrittenIsSaid(_ options: [String], _ code: Int32) async throws {
    let sandbox = try Sandbox()
    let outcome = try await Command.run(Self.plan + options, in: sandbox, expecting: code)
    #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
    #expect(try sandbox.names.isEmpty)
  }

  @Test func sharesOverRegionsHaveNoPage() async throws {
    let arguments = ["plan", Repository.example.path, "--allocate", "30", "-o", "a.html"]
    let outcome = try await Command.run(arguments, in: Sandbox(), expecting: 64)
    #expect(outcome.errors.contains("--allocate"))
  }

  // MARK: - Hostile names

  /// Names that would end a cell, open a tag or make a link stay text on every page.
  @Test(arguments: ["zh", "en"])
  func namesStayText(_ language: String) async throws {
    var tables = HostileNameTests.tables
    let names = HostileNameTests.names + ["[P1-1](javascript:x)", "<script>y</script>", "1. a|b"]
    tables["measures.csv"] = CSVText.text(
      [["举措编号", "举措名称", "针对问题", "牵头单位", "固定费用(万元)", "预期成效"]]
        + names.enumerated().map { place, name in
          ["J\(place)", name, "P\(place % HostileNameTests.names.count)", name, "1", name]
        })
    let sandbox = try Sandbox()
    try sandbox.writeBook(tables, to: "book <&>")
    let base =
      ["plan", "book <&>", "--budget", "50", "--quiet", "--language", language] + Command.day
    for options in [[], ["--firm", "F0"], ["--firm", "F9"]] {
      _ = try await Command.run(base + options + ["-o", "page.html"], in: sandbox)
      let html = try sandbox.text("page.html")
      #expect(!html.contains("<script") && !html.contains("<b>&"))
      // Well-formed as XML too, but for what HTML leaves open.
      let body = try #require(html.range(of: "<body>"))
      let end = try #require(html.range(of: "</body>"))
      #expect(XMLSummary(Data(html[body.lowerBound..<end.upperBound].utf8)) != nil)
      _ = try await Command.run(base + options + ["-o", "page.md"], in: sandbox)
      let page = try sandbox.text("page.md")
      #expect(!page.contains("<") && !page.contains("]("))
      var columns = 0
      for line in page.components(separatedBy: "\n") {
        guard line.hasPrefix("|") else {
          columns = 0
          continue
        }
        let pipes = line.replacing("\\|", with: "").count { $0 == "|" }
        if columns > 0 { #expect(pipes == columns, "\(line)") }
        columns = pipes
      }
    }
    let outcome = try await Command.run(base + ["-o", "-", "--format", "svg"], in: sandbox)
    let summary = try #require(XMLSummary(outcome.output))
    #expect(summary.texts.contains { $0.contains("book <&>") })
    #expect(summary.texts.contains { $0.contains("虚构 <&>") })
  }
}
