import Foundation
import Testing

/// What README.md says can be typed, works.
@Suite struct ReadmeTests {
  private static let readme = try? String(
    contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)

  @Test(arguments: [
    "Examples/quickstart", "Examples/draw-gallery", "Tests/run", "Tests/browser",
  ])
  func scriptIsExecutable(_ name: String) throws {
    let path = Repository.root.appending(path: name).path
    #expect(FileManager.default.isExecutableFile(atPath: path))
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("#!/usr/bin/env bash\n"))
    if let readme = Self.readme { #expect(readme.contains(name)) }
  }

  /// Every picture is there and small enough for a slow line.
  @Test(.enabled(if: readme != nil, "README.md is not there"))
  func picturesAreThereAndSmall() throws {
    let pictures = try #require(Self.readme).matches(of: /!\[[^\]]*\]\(([^)]+)\)/).map {
      String($0.1)
    }
    #expect(pictures.count >= 4)
    for picture in pictures {
      let data = try Data(contentsOf: Repository.root.appending(path: picture))
      #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(picture)")
      #expect(data.count < 300_000, "\(picture)")
    }
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

  /// Output that the tour shows is output of the commands in the block above it, word for word.
  @Test(.enabled(if: readme != nil, "README.md is not there"))
  func everyLineOfOutputIsReal() async throws {
    let tour = Self.tour(try #require(Self.readme))
    try #require(tour.count >= 5)
    let sandbox = try Sandbox()
    try FileManager.default.createSymbolicLink(
      at: sandbox.url("Examples"), withDestinationURL: Repository.root.appending(path: "Examples"))
    for (commands, output) in tour {
      var printed = Set<Substring>()
      for command in commands {
        let outcome = try await Command.run(program: "/bin/sh", ["-c", command], in: sandbox)
        printed.formUnion(outcome.text.split(separator: "\n"))
      }
      for line in output where line.trimmingCharacters(in: .whitespaces) != "…" {
        let isCut = line.hasSuffix("…")
        let start = isCut ? line.dropLast() : line[...]
        #expect(
          printed.contains { isCut ? $0.hasPrefix(start) : $0 == start }, "\(commands): \(line)")
      }
    }
  }

  /// The blocks of output with the commands of the shell block before each.
  static func tour(_ text: String) -> [(commands: [String], output: [String])] {
    var tour: [(commands: [String], output: [String])] = []
    let blocks = text.components(separatedBy: "```")
    var commands: [String] = []
    for (index, block) in blocks.enumerated() where index % 2 == 1 {
      if block.hasPrefix("sh\n") {
        commands = self.commands("```" + block + "```")
      } else if block.hasPrefix("text\n") {
        tour.append(
          (commands, block.dropFirst(5).split(separator: "\n").map(String.init)))
      }
    }
    return tour
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
