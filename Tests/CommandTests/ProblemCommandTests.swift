import Foundation
import Testing

/// `qianglian problems` and `sources` as a person or a script runs them.
@Suite struct ProblemCommandTests {
  static let problems = ["problems", Repository.example.path, "--quiet"] + Command.day
  static let sources = ["sources", Repository.example.path, "--quiet"] + Command.day

  /// Every figure of the example counts as many things as its evidence names, each borne out by rows.
  @Test(arguments: [
    problems + ["--top", "0"], sources + ["--top", "0"],
    sources + ["--kind", "all", "--tiers", "0", "--top", "0"],
  ])
  func evidenceRecountsEveryFigure(_ call: [String]) async throws {
    let outcome = try await Command.run(call + ["--format", "csv", "--evidence"], in: Sandbox())
    var rows = CSVText.rows(outcome.text)
    rows.removeFirst()
    var items: [String: Set<String>] = [:]
    var values: [String: Int] = [:]
    for row in rows {
      let figure = row[0] + " " + row[1]
      items[figure, default: []].insert(row[3] + " " + row[4])
      values[figure] = Int(row[2])
      #expect(!row[5].isEmpty && Int(row[7]) != nil, "\(row)")
    }
    #expect(values.count > 30)
    for (figure, value) in values { #expect(items[figure]?.count == value, "\(figure)") }
  }

  /// The text alone says why a problem is common, and how many inspections settle another.
  @Test func textSaysWhy() async throws {
    let text = try await Command.run(Self.problems + ["--top", "0"], in: Sandbox()).text
    for line in [
      "判定规则：共性 = 有问题的不少于 3 家、已诊断不少于 5 家、占比的 95% 下限不低于 20%",
      "诊断记录：随机 91、定向 10、未注明 0；定向检查不计入占比",
      "焊点虚焊（W02，技术工艺，较大） · 电控系统：9 家企业中已诊断 8 家，5 家有此问题，占比的 95% 区间 5/9–6/9，"
        + "下限不低于 20%，为共性，占比是全体的 11.4 倍",
      "一线工人技能等级不足（W23，人才队伍，一般） · 全部所选企业：118 家企业中已诊断 52 家，11 家有此问题，"
        + "占比的 95% 区间 16/118–37/118，20% 落在区间内，尚不能定；按现有比例再诊断",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    let english = try await Command.run(Self.problems + ["--language", "en"], in: Sandbox()).text
    #expect(
      english.contains("95 % bounds of the share 5/9–6/9, lower bound of 20% or more: common"))
    #expect(!english.contains(/[（）：、，。；]/))
  }

  @Test func jsonHoldsTheKeysOthersBuildOn() async throws {
    let outcome = try await Command.run(Self.problems + ["--format", "json"], in: Sandbox())
    let object = try JSONText.object(outcome.output)
    #expect(object["schema"] as? String == "qianglian.problems/1")
    for key in ["basis", "thresholds", "merged"] { #expect(object[key] != nil, "\(key)") }
    let rows = JSONText.rows(object, "problems")
    #expect(rows.count == 28)
    for row in rows {
      for key in [
        "problem", "group", "population", "assessed", "affected", "share", "basis", "bounds",
        "wilson", "lift", "p", "q", "label", "specific", "furtherInspections", "firms",
      ] {
        #expect(row[key] != nil, "\(key)")
      }
      #expect((row["firms"] as? [String])?.count == row["affected"] as? Int)
    }
    let welding = try #require(
      rows.first { ($0["problem"] as? [String: Any])?["id"] as? String == "W02" })
    #expect((welding["bounds"] as? [Double]) == [5.0 / 9, 6.0 / 9])
    #expect(welding["specific"] as? Bool == true && welding["label"] as? String == "common")
  }

  @Test func sourcesNameThePairAndWhatTheyLeaveOpen() async throws {
    let call = Self.sources + ["--problem", "热处理硬度不均"]
    let outcome = try await Command.run(call + ["--format", "json"], in: Sandbox())
    let object = try JSONText.object(outcome.output)
    #expect(object["schema"] as? String == "qianglian.sources/1")
    let entry = try #require(JSONText.rows(object, "problems").first)
    #expect(entry["affected"] as? Int == 11)
    #expect((entry["unexplained"] as? [String])?.count == 1)
    let sources = try #require(entry["sources"] as? [[String: Any]])
    #expect(sources.count == 2)
    for source in sources {
      for key in [
        "source", "covers", "newlyCovers", "coverage", "lift", "p", "q", "significant", "paths",
      ] {
        #expect(source[key] != nil, "\(key)")
      }
      #expect((source["source"] as? [String: Any])?["kind"] as? String == "firm")
      #expect(source["significant"] as? Bool == true)
    }
    let text = try await Command.run(call, in: Sandbox()).text
    #expect(text.contains("淬远热处理 → 沉锤锻造 → 啮合齿轮（supplies.csv 第 60、58、70 行）"))
    #expect(text.contains("未能解释 1 家（滑远轴承）") && text.contains("待溯源核实"))
    #expect(!text.contains("导致"))
    let unknown = try await Command.run(
      Self.sources + ["--problem", "没有这题"], in: Sandbox(), expecting: 66)
    #expect(unknown.errors.contains("没有问题"))
  }

  /// A 溯源结论 that names the source confirms it; one that rules it out does not.
  @Test(arguments: [("经溯源，系溪口县淬远热处理有限公司回火不足", true), ("已排除溪口县淬远热处理有限公司", false)])
  func conclusionsConfirm(_ conclusion: String, _ isConfirmed: Bool) async throws {
    let sandbox = try Sandbox()
    for name in try FileManager.default.contentsOfDirectory(atPath: Repository.example.path)
    where name.hasSuffix(".csv") {
      var text = try String(
        contentsOf: Repository.example.appending(path: name), encoding: .utf8)
      if name == "findings.csv" {
        var rows = CSVText.rows(text)
        let column = rows[0].firstIndex(of: "溯源结论") ?? rows[0].count
        if column == rows[0].count {
          rows[0].append("溯源结论")
          for index in rows.indices.dropFirst() { rows[index].append("") }
        }
        for index in rows.indices.dropFirst()
        where rows[index].contains("W01") && rows[index].contains("禾丰县金珠轴承有限公司") {
          rows[index][column] = conclusion
        }
        text = CSVText.text(rows)
      }
      try sandbox.write(text, to: "book/" + name)
    }
    let outcome = try await Command.run(
      ["sources", "book", "--problem", "W01", "--format", "json", "--quiet"] + Command.day,
      in: sandbox)
    let entry = try #require(
      JSONText.rows(try JSONText.object(outcome.output), "problems").first)
    let sources = try #require(entry["sources"] as? [[String: Any]])
    #expect(sources.map { $0["confirmed"] as? Bool } == [isConfirmed, false])
  }

  static let border = Repository.root.deletingLastPathComponent()
    .appending(path: "shared/data/books/tfda-border")

  /// Refused lots only: the makers with most affected importers are named, and what the data forbids
  /// to conclude is said.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: border.path), "tfda-border is not there"))
  func refusedLotsAreNoBaseRate() async throws {
    let call =
      ["sources", Self.border.path, "--problem", "檢出殘留農藥含量不符規定", "--quiet"] + Command.day
    let text = try await Command.run(call, in: Sandbox()).text
    let warning = "书中没有诊断记录：凡环节内有问题记录的，按该环节企业全部已诊断计；若记录只含不合格（如退运批次），占比不能代表全体企业，只能比较彼此"
    #expect(text.contains(warning) && text.contains("家计（假定均已诊断，书中没有诊断记录）"))
    // Nothing says that a firm was assessed.
    #expect(!text.contains("（已诊断") && !text.contains("下游已诊断"))
    let list = try await Command.run(
      ["problems", Self.border.path, "--quiet"] + Command.day, in: Sandbox()
    ).text
    #expect(list.contains("\n" + warning + "\n"))
    let object = try JSONText.object(
      try await Command.run(call + ["--format", "json"], in: Sandbox()).output)
    let entry = try #require(JSONText.rows(object, "problems").first)
    let first = try #require((entry["sources"] as? [[String: Any]])?.first)
    // Recounted from the tables: importers of each maker with a finding of the problem.
    func rows(_ name: String) throws -> [[String]] {
      CSVText.rows(try String(contentsOf: Self.border.appending(path: name), encoding: .utf8))
    }
    let problems = try rows("problems.csv")
    let code = try #require(problems.first { $0[1] == "檢出殘留農藥含量不符規定" })[0]
    let affected = Set(try rows("findings.csv").filter { $0[1] == code }.map { $0[0] })
    var importers: [String: Set<String>] = [:]
    for supply in try rows("supplies.csv").dropFirst() where affected.contains(supply[1]) {
      importers[supply[0], default: []].insert(supply[1])
    }
    let most = importers.values.map(\.count).max() ?? 0
    let maker = try #require((first["source"] as? [String: Any])?["id"] as? String)
    #expect(importers[maker]?.count == most && (first["covers"] as? [String])?.count == most)
  }
}
