import Foundation
import Testing

/// What README.md says can be typed, works.
@Suite struct ReadmeTests {
  private static let readme = try? String(
    contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)

  @Test(arguments: ["Examples/quickstart", "Tests/run"])
  func scriptIsExecutable(_ name: String) throws {
    let path = Repository.root.appending(path: name).path
    #expect(FileManager.default.isExecutableFile(atPath: path))
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("#!/usr/bin/env bash\n"))
    if let readme = Self.readme { #expect(readme.contains(name)) }
  }

  @Test(.enabled(if: readme != nil, "README.md is not there"))
  func everyCommandRuns() async throws {
    let lines = Self.commands(try #require(Self.readme))
    try #require(!lines.isEmpty)
    let sandbox = try Sandbox()
    try FileManager.default.createSymbolicLink(
      at: sandbox.url("Examples"), withDestinationURL: Repository.root.appending(path: "Examples"))
    for line in lines {
      let outcome = try await Command.run(
        program: "/bin/sh", ["-c", line.replacing(".build/release/qianglian", with: "qianglian")],
        in: sandbox)
      #expect(outcome.status == 0, "\(line) → \(outcome.errors)")
    }
  }

  /// The lines of shell blocks that call the program, continued lines joined.
  static func commands(_ text: String) -> [String] {
    var commands: [String] = []
    var isShell = false
    var isOpen = false
    for line in text.replacing("\\\n", with: " ").split(separator: "\n") {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("```") {
        isOpen.toggle()
        isShell = isOpen && ["```sh", "```bash", "```shell"].contains(line)
      } else if isShell,
        line.hasPrefix("qianglian ") || line.hasPrefix(".build/release/qianglian ")
      {
        commands.append(line)
      }
    }
    return commands
  }

  @Test func commandsAreFoundInShellBlocksOnly() {
    let text = """
      qianglian no
      ```sh
      Examples/quickstart
      qianglian check a \\
        --top 3
      .build/release/qianglian show a
      ```
      qianglian no
      ```
      qianglian no
      ```
      """
    #expect(
      Self.commands(text) == ["qianglian check a    --top 3", ".build/release/qianglian show a"])
  }
}
