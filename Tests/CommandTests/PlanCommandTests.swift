import Foundation
import Testing

/// `qianglian plan` as a person or a script runs it.
@Suite struct PlanCommandTests {
  private static let plan = ["plan", Repository.example.path, "--quiet"] + Command.day

  @Test func textStartsInPeoplesUnitsAndSaysHowSure() async throws {
    let text = try await Command.run(Self.plan + ["--budget", "300"], in: Sandbox()).text
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "虚构示例数据")
    #expect(lines[1] == "投入 298.9 万元，覆盖 54 家企业（小微 45 家）、6 个共性问题中的 5 个  [P0]")
    #expect(lines[2] == "收益 151.36，已证明最优，同样收益中投入最少")
    #expect(
      text.contains(
        "J30 共享质量工程师：与所选举措合计帮扶 18 家，会超过“云岚市质量协会”的家数上限 15；"
          + "为它换下别的，总收益都不更高  [P2-12]"))
    #expect(text.contains("牵头 云岚市岳征客车有限公司；配合 岚衡质量技术服务中心；完成时限 2026-09-30；项目 BF1"))
    #expect(text.contains("举措经费 224.9 万元，联合帮扶项目 74 万元 [P9]，共 298.9 万元 [P0]"))
    #expect(text.contains("还有企业未覆盖的未销号问题 10 个，其中 7 个没有任何所选举措"))
  }

  /// The solver prints nothing of its own, so that the output is one object.
  @Test func jsonIsOneObjectWhosePartsAddUp() async throws {
    let outcome = try await Command.run(
      Self.plan + ["--budget", "300", "--curve", "--sensitivity", "--format", "json"],
      in: Sandbox())
    let object = try #require(
      JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(object["schema"] as? String == "qianglian.plan/1")
    #expect(object["proven"] as? Bool == true)
    #expect(object["objective"] as? Double == object["bound"] as? Double)
    let costs = ["chosen", "programmes"].flatMap { JSONText.rows(object, $0) }
      .compactMap { $0["cost"] as? Double }
    let spent = try #require(object["spent"] as? Double)
    #expect(abs(costs.reduce(0, +) - spent) < 1e-9)
    #expect(spent <= 300)
    let regions = JSONText.rows(object, "byRegion").compactMap { $0["firms"] as? Int }
    #expect(regions.reduce(0, +) == object["firmsCovered"] as? Int)
    #expect(
      JSONText.rows(object, "chosen").count + JSONText.rows(object, "notChosen").count == 36)
    let curve = JSONText.rows(object, "curve").compactMap { $0["objective"] as? Double }
    #expect(curve.count == 9 && curve == curve.sorted())
    #expect(JSONText.rows(object, "sensitivity").count == 6)
  }

  /// Every figure counts as many things as its evidence names, each borne out by rows.
  @Test func evidenceRecountsEveryFigure() async throws {
    let outcome = try await Command.run(
      Self.plan + ["--budget", "300", "--format", "csv", "--evidence"], in: Sandbox())
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
    #expect(values.count == 180)
    for (figure, value) in values { #expect(items[figure]?.count == value, "\(figure)") }
  }

  @Test func demandsAreMetOrTheirConflictIsNamed() async throws {
    let sandbox = try Sandbox()
    let outcome = try await Command.run(
      Self.plan + [
        "--budget", "300", "--must", "J01", "--must-not", "J06", "--format", "json",
      ], in: sandbox)
    let object = try #require(
      JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    let chosen = JSONText.rows(object, "chosen")
      .compactMap { ($0["measure"] as? [String: Any])?["id"] as? String }
    #expect(chosen.contains("J01") && !chosen.contains("J06"))

    let conflict = try await Command.run(Self.plan + ["--budget", "3"], in: sandbox, expecting: 1)
    #expect(conflict.output.isEmpty)
    #expect(
      conflict.errors.contains(
        "至少要放宽其中一条：\n  预算 3 万元\n  “云岚市技师学院”至少帮扶 5 家\n  其他要求不变，预算至少要 38.3 万元"))
  }

  @Test func whatIsNotThereIsSaid() async throws {
    let sandbox = try Sandbox()
    let unknown = try await Command.run(
      Self.plan + ["--budget", "300", "--must", "J99"], in: sandbox, expecting: 66)
    #expect(unknown.errors.contains("J99"))
    _ = try await Command.run(Self.plan + ["--budget", "-1"], in: sandbox, expecting: 64)
    _ = try await Command.run(Self.plan, in: sandbox, expecting: 64)
    try sandbox.writeBook(["firms.csv": "企业名称\n甲厂\n"], to: "book")
    let none = try await Command.run(
      ["plan", "book", "--budget", "5"], in: sandbox, expecting: 65)
    #expect(none.errors.contains("没有帮扶举措表"))
  }

  @Test func placesAreSharedOverRegionsWithinTheirLimits() async throws {
    let sandbox = try Sandbox()
    let outcome = try await Command.run(
      Self.plan + ["--allocate", "30", "--by", "region", "--format", "json"], in: sandbox)
    let object = try #require(
      JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    let parts = JSONText.rows(object, "allocation")
    #expect(parts.compactMap { $0["count"] as? Int }.reduce(0, +) == 30)
    for part in parts {
      let count = try #require(part["count"] as? Int)
      #expect(count >= part["floor"] as? Int ?? .max, "\(part)")
      #expect(count <= part["eligible"] as? Int ?? -1, "\(part)")
    }
    #expect(parts.first { $0["name"] as? String == "枫渡县" }?["floor"] as? Int == 3)

    let tooMany = try await Command.run(
      Self.plan + ["--allocate", "100000"], in: sandbox, expecting: 1)
    #expect(tooMany.errors.contains("不足 100000 家：请减少总数"))
    _ = try await Command.run(
      Self.plan + ["--allocate", "3", "--budget", "3"], in: sandbox, expecting: 64)
  }
}
