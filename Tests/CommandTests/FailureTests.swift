import Foundation
import Testing

@Suite struct FailureTests {
  static let commands: [[String]] = [
    ["check", "BOOK"], ["show", "BOOK"], ["map", "chain", "BOOK", "-o", "out.svg"],
    ["export", "BOOK", "-o", "out.json"],
  ]

  private func run(
    _ command: [String], on book: String, in sandbox: Sandbox, language: String = "zh",
    expecting code: Int32
  ) async throws -> Command.Outcome {
    try await Command.run(
      command.map { $0 == "BOOK" ? book : $0 } + ["--language", language] + Command.day,
      in: sandbox, expecting: code)
  }

  @Test(arguments: commands)
  func missingBookEndsWith66(_ command: [String]) async throws {
    let sandbox = try Sandbox()
    for (language, words) in [("zh", "找不到"), ("en", "does not exist")] {
      let outcome = try await run(
        command, on: "no such book", in: sandbox, language: language, expecting: 66)
      #expect(outcome.errors.contains(words) && outcome.errors.contains("no such book"))
      #expect(outcome.output.isEmpty)
    }
    #expect(try sandbox.names.isEmpty)
  }

  @Test(arguments: commands)
  func nothingUsableEndsWith65(_ command: [String]) async throws {
    let sandbox = try Sandbox()
    try sandbox.makeFolder("empty folder")
    try sandbox.write("# 说明\n", to: "notes/README.md")
    try sandbox.write("", to: "blank/firms.csv")
    try sandbox.write("\n\n", to: "lines/firms.csv")
    try sandbox.write("甲,乙\n1,2\n", to: "strange/data.csv")
    try sandbox.write("PK\u{3}\u{4}workbook", to: "workbook/名录.xlsx")
    try sandbox.write(Data([0xFF, 0xFE, 0x01, 0x4F]), to: "utf16/firms.csv")
    try sandbox.write(Data([0xC6, 0xF3, 0xD2, 0xB5, 0x0A]), to: "gbk/firms.csv")
    for (book, file) in [
      ("empty folder", ""), ("notes", ""), ("blank", "firms.csv"), ("blank/firms.csv", "firms.csv"),
      ("lines", "firms.csv"), ("strange", "data.csv"), ("workbook", "名录.xlsx"),
      ("utf16", "firms.csv"), ("gbk", "firms.csv"),
    ] {
      for (language, words, fix) in [
        ("zh", "没有可用的表", "改法："), ("en", "no usable table", "fix: "),
      ] {
        let outcome = try await run(
          command, on: book, in: sandbox, language: language, expecting: 65)
        #expect(outcome.errors.contains(words) && outcome.errors.contains(book), "\(book)")
        #expect(outcome.output.isEmpty)
        if !file.isEmpty {
          #expect(outcome.errors.contains(file) && outcome.errors.contains(fix), "\(book)")
        }
      }
    }
    #expect(!sandbox.exists("out.svg") && !sandbox.exists("out.json"))
  }

  @Test(arguments: [
    ["check", "BOOK", "-o", "absent/a.txt"], ["show", "BOOK", "-o", "absent/a.json"],
    ["map", "chain", "BOOK", "-o", "absent/a.svg"], ["export", "BOOK", "-o", "absent/a.json"],
    ["check", "BOOK", "--format", "text", "-o", "folder"], ["show", "BOOK", "-o", "folder"],
    ["map", "chain", "BOOK", "-o", "folder", "--format", "svg"],
    ["map", "chain", "BOOK", "-o", "folder", "--format", "pdf"],
    ["export", "BOOK", "-o", "folder", "--format", "json"],
    ["export", "BOOK", "-o", "file"], ["export", "BOOK", "-o", "file/below"],
  ])
  func unwritableOutputEndsWith73(_ command: [String]) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    try sandbox.makeFolder("folder")
    try sandbox.write("kept", to: "file")
    let before = try sandbox.names
    let outcome = try await run(command, on: "book", in: sandbox, expecting: 73)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("无法"))
    #expect(try sandbox.names == before)
    #expect(try sandbox.text("file") == "kept")
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.url("folder").path).isEmpty)
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: [
      ["check", "BOOK"], ["show", "BOOK"], ["export", "BOOK", "-o", "-", "--format", "json"],
      ["map", "chain", "BOOK", "-o", "-", "--format", "svg"],
    ])
  func fullDiskUnderStandardOutputEndsWith73(_ command: [String]) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    _ = try await Command.run(
      command.map { $0 == "BOOK" ? "book" : $0 }, in: sandbox, expecting: 73,
      outputPath: "/dev/full")
  }

  @Test func unknownChainEndsWith66WithTheListOfChains() async throws {
    let sandbox = try Sandbox()
    for arguments in [["船舶"], ["--chain", "船舶"]] {
      for (language, words) in [("zh", "没有产业链“船舶”"), ("en", "no chain “船舶”")] {
        let outcome = try await Command.run(
          ["map", "chain", Repository.example.path] + arguments
            + ["-o", "a.svg", "--language", language] + Command.day, in: sandbox, expecting: 66)
        #expect(outcome.errors.contains(words))
        #expect(outcome.errors.contains("YL-NEV 云岚市新能源汽车产业链"))
      }
    }
    #expect(try sandbox.names.isEmpty)
  }

  @Test func severalChainsWantAName() async throws {
    let sandbox = try Sandbox()
    var tables = SmallBook.tables
    tables["chains.csv"]? += "C2,纺织产业链,\n"
    try sandbox.writeBook(tables, to: "book")
    for (language, words) in [("zh", "请指明"), ("en", "name one")] {
      let outcome = try await Command.run(
        ["map", "chain", "book", "-o", "a.svg", "--language", language] + Command.day,
        in: sandbox, expecting: 65)
      #expect(outcome.errors.contains(words))
      for chain in ["C1 汽车产业链", "C2 纺织产业链"] { #expect(outcome.errors.contains(chain)) }
    }
    for name in ["C2", "纺织产业链", "纺织"] {
      _ = try await Command.run(
        ["map", "chain", "book", name, "-o", "\(name).dot"] + Command.day, in: sandbox)
    }
    #expect(try sandbox.data("C2.dot") == sandbox.data("纺织产业链.dot"))
    #expect(try sandbox.data("C2.dot") == sandbox.data("纺织.dot"))
    #expect(try sandbox.text("C2.dot").contains("纺织产业链"))
  }

  @Test func bookWithoutAChainEndsWith65() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("企业名称\n甲\n", to: "firms.csv")
    let outcome = try await Command.run(
      ["map", "chain", "firms.csv", "-o", "a.svg"] + Command.day, in: sandbox, expecting: 65)
    #expect(outcome.errors.contains("没有产业链"))
  }
}
