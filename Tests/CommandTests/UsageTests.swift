import Foundation
import Testing

@Suite struct UsageTests {
  @Test(arguments: [[], ["--help"], ["-h"], ["help"]])
  func helpListsCommandsAndExitCodes(_ arguments: [String]) async throws {
    let outcome = try await Command.run(arguments, in: Sandbox())
    for word in ["check", "show", "map", "export", "doctor", "强链", "Exit codes", "65", "73"] {
      #expect(outcome.text.contains(word), "\(word)")
    }
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [
    ("check", "检查"), ("show", "构成"), ("map", "强链图谱"), ("export", "导出"), ("doctor", "运行环境"),
  ])
  func helpOfEachCommandSaysItsChineseTerm(_ command: String, _ term: String) async throws {
    for arguments in [[command, "--help"], ["help", command]] {
      let outcome = try await Command.run(arguments, in: Sandbox())
      #expect(outcome.text.contains(term))
      #expect(outcome.text.contains("USAGE: qianglian \(command)"))
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test func versionIsThreeNumbersOnStandardOutput() async throws {
    let outcome = try await Command.run(["--version"], in: Sandbox())
    #expect(outcome.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [
    ["draw"], ["--colour"], ["check"], ["check", "a", "b"], ["check", "a", "--colour"],
    ["check", "a", "--format", "xml"], ["check", "a", "--top", "many"], ["check", "a", "--top=-1"],
    ["show", "a", "--top=-1"], ["show", "a", "--language", "fr"], ["show", "a", "-o", "a.pdf"],
    ["check", "a", "-o", "a.pdf"], ["export", "a"], ["export", "a", "-o", "a.xls"],
    ["map"], ["map", "chain"], ["map", "chain", "a"], ["map", "galaxy", "a", "-o", "a.svg"],
    ["map", "chain", "a", "-o", "a.svg", "--paper", "a5"],
    ["map", "chain", "a", "-o", "a.svg", "--firms", "some"],
    ["map", "chain", "a", "-o", "-"], ["map", "chain", "a", "-o", "map"],
    ["map", "chain", "a", "-o", "map.gif"],
    ["map", "chain", "a", "C", "--chain", "C", "-o", "a.svg"],
    ["map", "region", "a", "C", "--chain", "C", "-o", "a.svg"],
    ["map", "region", "a", "--leader", "F", "-o", "a.svg"],
    ["map", "region", "a", "--region", "R", "-o", "a.svg"], ["map", "region", "a"],
    ["map", "firm", "a", "-o", "a.svg"], ["map", "firm", "a", "F", "--tiers=0", "-o", "a.svg"],
    ["map", "firm", "a", "F", "--region", "R", "-o", "a.svg"],
  ])
  func wrongUsageEndsWith64(_ arguments: [String]) async throws {
    let sandbox = try Sandbox()
    let outcome = try await Command.run(arguments, in: sandbox, expecting: 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Error: "))
    #expect(try sandbox.names.isEmpty)
  }

  @Test(arguments: [
    "2026-13-01", "2026-02-30", "yesterday", "", "0", "2026/6", "99999999999999999999-01-01",
  ])
  func badDateEndsWith64(_ date: String) async throws {
    for command in [["check", "a"], ["map", "chain", "a", "-o", "a.svg"]] {
      let outcome = try await Command.run(
        command + ["--as-of", date], in: Sandbox(), expecting: 64)
      #expect(outcome.errors.contains("--as-of"))
    }
  }

  @Test(arguments: [
    ("--dpi", "35"), ("--dpi", "1201"), ("--dpi", "-3"), ("--dpi", "fine"), ("--width", "199"),
    ("--width", "20001"), ("--width", "9223372036854775808"),
  ])
  func badResolutionEndsWith64(_ option: String, _ value: String) async throws {
    let outcome = try await Command.run(
      ["map", "chain", "a", "-o", "a.png", "\(option)=\(value)"], in: Sandbox(), expecting: 64)
    #expect(outcome.errors.contains(option))
  }

  @Test func csvExportDoesNotGoToStandardOutput() async throws {
    let outcome = try await Command.run(
      ["export", Repository.example.path, "-o", "-"], in: Sandbox(), expecting: 64)
    #expect(outcome.output.isEmpty)
  }

  @Test func doctorSaysTheGraphvizVersion() async throws {
    let outcome = try await Command.run(["doctor"], in: Sandbox())
    #expect(outcome.text.contains(/Graphviz \d+\.\d+/))
    for format in ["svg", "pdf", "png"] { #expect(outcome.text.contains("格式 \(format)")) }
    #expect(outcome.errors.isEmpty)
    let english = try await Command.run(["doctor", "--language", "en"], in: Sandbox())
    #expect(english.text.contains("format svg"))
    #expect(!english.text.contains(/\p{Han}/))
  }
}
