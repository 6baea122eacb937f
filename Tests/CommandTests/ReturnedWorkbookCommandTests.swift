import Foundation
import Testing
import Workbook

@Suite struct ReturnedWorkbookCommandTests {
  static let faulty = SmallBook.changing("firms.csv", "1200,50000", to: "很多人,50000")

  /// The names of a workbook's sheets.
  static func sheets(_ bytes: Data) throws -> [String] {
    try WorkbookReader(bytes: [UInt8](bytes)).sheets.map(\.name)
  }

  @Test(arguments: [["-o", "returned.xlsx"], ["--format", "xlsx", "-o", "returned.xlsx"]])
  func oneWorkbookForAll(_ options: [String]) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.faulty, to: "book")
    let outcome = try await Command.run(
      ["check", "book"] + options + Command.day, in: sandbox, expecting: 1)
    #expect(outcome.text == "已写出“returned.xlsx”：报送的工作表 10 张，打开先看“检查结果”\n")
    #expect(outcome.errors.isEmpty)
    #expect(try sandbox.names == ["book", "returned.xlsx"])
    let names = try Self.sheets(sandbox.data("returned.xlsx"))
    #expect(names.first == "检查结果")
    #expect(
      Set(names.dropFirst())
        == Set(SmallBook.tables.keys.map { $0.replacing(".csv", with: "") } + ["副本来源"]))
  }

  @Test(arguments: [["-o", "out/"], ["--format", "xlsx", "-o", "out"]])
  func aFolderWithOneForEachSender(_ options: [String]) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.faulty, to: "book")
    // The second time the folder is there, with something that is nobody's business.
    for _ in 0..<2 {
      let outcome = try await Command.run(
        ["check", "book"] + options + Command.day, in: sandbox, expecting: 1)
      #expect(outcome.text.contains("已写出 10 个工作簿"))
      try sandbox.write("别动", to: "out/别人的.txt")
    }
    #expect(try sandbox.text("out/别人的.txt") == "别动")
    #expect(try sandbox.names == ["book", "out"])
    let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out").path)
    #expect(files.count == 11)
    #expect(try Self.sheets(sandbox.data("out/firms_检查结果.xlsx")) == ["检查结果", "firms", "副本来源"])
  }

  /// Put back beside the files it was made from, the copies are not counted a second time.
  @Test func besideItsOriginalsNothingCountsTwice() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    _ = try await Command.run(
      ["check", "book", "-o", "returned.xlsx"] + Command.day, in: sandbox)
    let before = try await Command.run(
      ["export", "book", "-o", "-", "--format", "json"] + Command.day, in: sandbox)
    try sandbox.write(sandbox.data("returned.xlsx"), to: "book/returned.xlsx")
    let after = try await Command.run(
      ["export", "book", "-o", "-", "--format", "json"] + Command.day, in: sandbox)
    let books = (try JSONText.object(before.output), try JSONText.object(after.output))
    for key in books.0.keys where key != "schema" {
      #expect(
        try JSONText.rows(books.0, key).map(JSONText.comparable)
          == JSONText.rows(books.1, key).map(JSONText.comparable), "\(key)")
    }
    let check = try await Command.run(["check", "book", "--top", "0"] + Command.day, in: sandbox)
    #expect(check.text.contains("只读原表，避免重复计算"))
  }

  @Test func readBackItExportsTheSame() async throws {
    let sandbox = try Sandbox()
    let example = Repository.example.path
    _ = try await Command.run(
      ["check", example, "-o", "returned.xlsx"] + Command.day, in: sandbox)
    for (book, folder) in [(example, "a"), ("returned.xlsx", "b")] {
      _ = try await Command.run(["export", book, "-o", folder] + Command.day, in: sandbox)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.url("a").path)
    #expect(names.count > 10)
    for name in names {
      #expect(try sandbox.data("a/" + name) == sandbox.data("b/" + name), "\(name)")
    }
  }

  @Test(arguments: [
    ["-o", "book/returned.xlsx"], ["-o", "book/"], ["-o", "book"],
    ["-o", "nowhere/returned.xlsx"],
  ])
  func nothingIsWrittenIntoTheBookOrNowhere(_ options: [String]) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    let outcome = try await Command.run(
      ["check", "book"] + options + Command.day, in: sandbox, expecting: 73)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("qianglian: "))
    #expect(try sandbox.names == ["book"])
    let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.url("book").path)
    #expect(Set(files) == Set(SmallBook.tables.keys))
  }

  @Test(arguments: [["--format", "xlsx"], ["--format", "xlsx", "-o", "-"]])
  func aWorkbookDoesNotGoToStandardOutput(_ options: [String]) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    let outcome = try await Command.run(["check", "book"] + options, in: sandbox, expecting: 64)
    #expect(outcome.output.isEmpty && outcome.errors.contains("-o"))
  }
}
