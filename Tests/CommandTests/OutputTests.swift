import Foundation
import Testing

/// Where results and diagnostics go.
@Suite struct OutputTests {
  static let commands: [[String]] = [
    ["show"], ["export", "-o", "-", "--format", "json"],
    ["export", "-o", "-", "--format", "graphml"],
    ["map", "chain", "-o", "-", "--format", "dot"], ["map", "chain", "-o", "-", "--format", "svg"],
  ]

  private func arguments(_ command: [String], _ book: String) -> [String] {
    let kind = command[0] == "map" ? 2 : 1
    return Array(command[..<kind]) + [book] + Array(command[kind...]) + Command.day
  }

  /// The example has two doubtful cells: their count is said beside the result, not in it.
  @Test(arguments: commands)
  func diagnosticsGoToStandardErrorAndQuietSilencesThem(_ command: [String]) async throws {
    let sandbox = try Sandbox()
    let call = arguments(command, Repository.example.path)
    let outcome = try await Command.run(call, in: sandbox)
    #expect(outcome.errors.contains("qianglian: 有 0 处错误、2 处存疑"))
    #expect(!outcome.text.contains("处存疑"))
    #expect(!outcome.text.contains("\u{1B}"))
    let quiet = try await Command.run(call + ["--quiet"], in: sandbox)
    #expect(quiet.errors.isEmpty)
    #expect(quiet.output == outcome.output)
    let plain = try await Command.run(call + ["--no-progress"], in: sandbox)
    #expect(plain.output == outcome.output)
    let english = try await Command.run(call + ["--language", "en"], in: sandbox)
    #expect(english.errors.contains("qianglian: 0 errors and 2 warnings"))
    #expect(try sandbox.names.isEmpty)
  }

  @Test(arguments: ["svg", "pdf", "png", "dot"])
  func mapToAFileIsTheMapToStandardOutput(_ format: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    let call = ["map", "chain", "book", "--format", format, "--dpi", "72"] + Command.day
    let output = try await Command.run(call + ["-o", "-"], in: sandbox)
    let file = try await Command.run(call + ["-o", "map.\(format)"], in: sandbox)
    #expect(file.output.isEmpty)
    #expect(try sandbox.data("map.\(format)") == output.output)
    #expect(!output.output.isEmpty)
    // Nothing is left beside it, and it can be read by others.
    #expect(try sandbox.names == ["book", "map.\(format)"])
    let attributes = try FileManager.default.attributesOfItem(
      atPath: sandbox.url("map.\(format)").path)
    let mode = try #require(attributes[.posixPermissions] as? NSNumber).intValue
    #expect(mode & 0o444 == 0o444)
  }

  /// A map of several pages: one pdf, or a file for each page.
  @Test func pagesAreOnePDFOrAFileEach() async throws {
    let sandbox = try Sandbox()
    let call =
      ["map", "chain", Repository.example.path, "--paper", "a4", "--firms", "all", "--quiet"]
      + Command.day
    let pdf = try await Command.run(call + ["-o", "-", "--format", "pdf"], in: sandbox).output
    let count = String(decoding: pdf, as: UTF8.self).matches(of: /\/Type \/Page\b/).count
    #expect(count > 2)
    _ = try await Command.run(call + ["-o", "图.svg"], in: sandbox)
    #expect(
      try Set(sandbox.names) == Set(["图.svg"] + (2...count).map { "图-\($0).svg" }))
    let second = try sandbox.text("图-2.svg")
    #expect(second.contains("第 2 页，共 \(count) 页"))
    // Standard output takes one file, so that the page grows.
    let single = try await Command.run(call + ["-o", "-", "--format", "svg"], in: sandbox)
    #expect(String(decoding: single.output, as: UTF8.self).contains("第 1 页，共 1 页"))
  }

  @Test func anOlderFileIsReplacedWhole() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    try sandbox.write(String(repeating: "old ", count: 500_000), to: "map.svg")
    _ = try await Command.run(["map", "chain", "book", "-o", "map.svg"] + Command.day, in: sandbox)
    let svg = try sandbox.text("map.svg")
    #expect(svg.hasSuffix("</svg>\n") && !svg.contains("old old"))
    #expect(try sandbox.names == ["book", "map.svg"])
  }

  @Test func aLinkKeepsPointingAtItsFile() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    try sandbox.write("old", to: "real.json")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.url("link.json").path, withDestinationPath: "real.json")
    _ = try await Command.run(["show", "book", "-o", "link.json"] + Command.day, in: sandbox)
    let target = try FileManager.default.destinationOfSymbolicLink(
      atPath: sandbox.url("link.json").path)
    #expect(target == "real.json")
    #expect(try JSONText.object(sandbox.data("real.json")).count > 2)
  }

  /// A pipe or device is written to, never replaced: `-o /dev/null` as root must not remove it.
  @Test func aPipeIsWrittenNotReplaced() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    let program = try #require(Program.path)
    let script = """
      mkfifo pipe && (cat pipe > copy &) && "$0" show book -o pipe --format json --quiet \
      && test -p pipe && sleep 0.2
      """
    let outcome = try await Command.run(
      program: "/bin/sh", ["-c", script, program], in: sandbox)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try JSONText.object(sandbox.data("copy")).count > 2)
  }

  /// A reader that stops early, such as `head`, is no failure worth a message.
  @Test func aClosedPipeEndsQuietly() async throws {
    let program = try #require(Program.path)
    let outcome = try await Command.run(
      program: "/bin/sh",
      [
        "-c", #""$0" export "$1" -o - --format json --quiet | head -c 10"#, program,
        Repository.example.path,
      ],
      in: Sandbox())
    #expect(outcome.output.count == 10)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
  }
}
