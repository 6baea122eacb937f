import Foundation
import Testing

/// `map ecosystem`, and plans drawn on maps, as a user runs them.
@Suite struct EcosystemMapCommandTests {
  private func run(
    _ arguments: [String], book: String = Repository.example.path, format: String = "svg",
    expecting code: Int32? = 0
  ) async throws -> Command.Outcome {
    try await Command.run(
      ["map", arguments[0], book] + arguments.dropFirst()
        + ["-o", "-", "--format", format, "--quiet"] + Command.day,
      in: Sandbox(), expecting: code)
  }

  private func texts(_ arguments: [String]) async throws -> [String] {
    try #require(XMLSummary(try await run(arguments).output)).texts
  }

  /// What the map says of a plan is what `plan` says of it.
  @Test(arguments: [["--budget", "300"], ["--budget", "400", "--must", "J04", "--no-exposure"]])
  func thePlanIsThatOfTheCommand(_ options: [String]) async throws {
    let outcome = try await Command.run(
      ["plan", Repository.example.path, "--format", "json"] + options + Command.day,
      in: Sandbox())
    let plan = try JSONText.object(outcome.output)
    let chosen = try #require(plan["chosen"] as? [[String: Any]]).compactMap {
      ($0["measure"] as? [String: Any])?["id"] as? String
    }
    #expect(!chosen.isEmpty)
    let spent = try #require(plan["spent"] as? Double)
    let amount = spent == spent.rounded() ? "\(Int(spent))" : "\(spent)"
    let chain = try await texts(["chain"] + options)
    #expect(
      chain.contains { $0.contains("投入 \(amount) 万元选 \(chosen.count) 项举措，已证明最优") },
      "\(amount)")
    let covered = try #require(plan["firmsCovered"] as? Int)
    #expect(chain.contains { $0.contains("企业中帮扶 \(covered) 家") })
    let ecosystem = try await texts(["ecosystem"] + options)
    let marked = Set(
      ecosystem.filter { $0.hasPrefix("● J") }.compactMap {
        $0.dropFirst(2).split(separator: " ").first.map(String.init)
      })
    #expect(marked == Set(chosen))
  }

  @Test func formatsAndThreads() async throws {
    for options in [[], ["--budget", "300"]] {
      let one = try await run(["ecosystem"] + options + ["--threads", "1"], format: "dot")
      let two = try await run(["ecosystem"] + options + ["--threads", "2"], format: "dot")
      #expect(one.output == two.output)
    }
    let pdf = try await run(["ecosystem", "--paper", "a4", "--greyscale"], format: "pdf")
    #expect(pdf.output.starts(with: Data("%PDF-".utf8)))
    let page = try await run(["ecosystem"], format: "html")
    #expect(page.text.hasPrefix("<!DOCTYPE html>"))
    let svg = try await run(["ecosystem", "--language", "en", "--budget", "300"])
    let summary = try #require(XMLSummary(svg.output))
    #expect(summary.texts.contains { $0.contains("ecosystem map (plan)") })
    let ids = summary.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "ids are unique")
  }

  @Test func optionsOfAPlanAreForItsMaps() async throws {
    for (arguments, words) in [
      (["region", "--budget", "300"], "map chain and map ecosystem"),
      (["firm", "汇澜电芯", "--no-exposure"], "map chain and map ecosystem"),
      (["chain", "--must", "J04"], "--budget"),
      (["chain", "--budget", "-1"], "--budget"),
      (["chain", "--budget", "300", "--scope", "public"], "公开版"),
      (["ecosystem", "--scope", "public"], "公开版"),
      (["ecosystem", "--scope", "leader:凌霁汽车"], "链主版"),
      (["ecosystem", "--tiers", "2"], "map firm, map bottleneck"),
    ] {
      let outcome = try await run(arguments, expecting: 64)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    let unknown = try await run(["chain", "--budget", "300", "--must", "J99"], expecting: 66)
    #expect(unknown.errors.contains("J99"))
    let conflict = try await run(
      ["ecosystem", "--budget", "1", "--must", "J04"], expecting: 1)
    #expect(conflict.output.isEmpty && conflict.errors.contains("J04"))
  }

  /// A book of nothing but segments has no bodies, measures or problems; the map says so.
  @Test func aBareBookSaysWhatItLacks() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("产业链编号,产业链名称\nL1,轴承链\n", to: "chains.csv")
    try sandbox.write("产业链编号,环节编号,环节名称,链上位置\nL1,H1,钢材,上游\n", to: "segments.csv")
    let outcome = try await run(["ecosystem"], book: sandbox.path)
    let texts = try #require(XMLSummary(outcome.output)).texts.joined(separator: "\n")
    for words in ["没有帮扶举措表", "没有质量基础设施资源表", "没有支持主体表", "无问题记录"] {
      #expect(texts.contains(words), "\(texts)")
    }
  }
}
