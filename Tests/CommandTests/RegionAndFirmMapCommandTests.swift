import Foundation
import Testing

/// `map region` and `map firm` as a user runs them.
@Suite struct RegionAndFirmMapCommandTests {
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

  @Test func aChainLimitsTheRegionsToItsFirms() async throws {
    let all = try await texts(["region"])
    #expect(all.contains { $0.hasPrefix("云岚市 · 区域图谱") })
    #expect(all.contains { $0.hasPrefix("11 个区域 121 家企业") })
    let named = try await texts(["region", "YL-NEV"])
    #expect(named.contains { $0.contains("区域图谱（只计本链企业）") })
    #expect(named.contains { $0.hasPrefix("11 个区域 118 家企业") })
    #expect(try await texts(["region", "--chain", "新能源汽车"]) == named)
    let outcome = try await run(["region", "没有这条链"], expecting: 66)
    #expect(outcome.errors.contains("没有产业链"))
  }

  @Test func withoutRegionsItSaysWhatToFillIn() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("企业名称\n甲厂\n", to: "firms.csv")
    let outcome = try await run(["region"], book: sandbox.path, expecting: 65)
    #expect(outcome.errors.contains("所属区域"))
    #expect(outcome.output.isEmpty)
  }

  @Test func aFirmIsFoundByCodeOrName() async throws {
    let named = try await texts(["firm", "汇澜电芯"])
    #expect(named.contains { $0.hasPrefix("云岚市汇澜电芯有限公司 · 企业图谱") })
    #expect(named.contains { $0.contains("上游 2 级 15 家") })
    #expect(try await texts(["firm", "91990104XN00304221"]) == named)
    let one = try await texts(["firm", "汇澜电芯", "--tiers", "1"])
    #expect(one.contains { $0.contains("上游 1 级 11 家") })
    let far = try await run(["firm", "汇澜电芯", "--tiers", "9223372036854775807"], format: "dot")
    #expect(far.text.hasPrefix("digraph"))
    let missing = try await run(["firm", "没有这家"], expecting: 66)
    #expect(missing.errors.contains("没有企业"))
    let several = try await run(["firm", "轴承"], expecting: 66)
    #expect(several.errors.contains("可以是几家企业"))
  }

  @Test(arguments: [["region"], ["firm", "汇澜电芯"]])
  func formatsAndThreads(_ arguments: [String]) async throws {
    let one = try await run(arguments + ["--threads", "1"], format: "dot")
    let two = try await run(arguments + ["--threads", "2"], format: "dot")
    #expect(one.output == two.output)
    let pdf = try await run(arguments + ["--paper", "a4", "--greyscale"], format: "pdf")
    #expect(pdf.output.starts(with: Data("%PDF-".utf8)))
    let svg = try await run(arguments + ["--language", "en"])
    let summary = try #require(XMLSummary(svg.output))
    #expect(summary.texts.contains { $0.contains("invented example data") })
    let ids = summary.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "ids are unique")
  }

  @Test func optionsOfOtherMapsAreRefused() async throws {
    for (arguments, words) in [
      (["region", "--leader", "凌霁汽车"], "map bottleneck"),
      (["region", "--tiers", "2"], "map firm, map bottleneck"),
      (
        ["firm", "汇澜电芯", "--chain", "YL-NEV"],
        "map chain, map region, map ecosystem, map bottleneck"
      ),
      (["firm"], "map firm BOOK FIRM"),
    ] {
      let outcome = try await run(arguments, expecting: 64)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
  }
}
