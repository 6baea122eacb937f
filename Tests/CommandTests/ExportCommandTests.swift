import Foundation
import Testing
import Workbook

@Suite struct ExportCommandTests {
  @Test(arguments: ["csv", "book.xlsx"])
  func whatIsExportedIsTheSameBook(_ target: String) async throws {
    let sandbox = try Sandbox()
    let example = Repository.example.path
    _ = try await Command.run(["export", example, "-o", target] + Command.day, in: sandbox)
    let check = try await Command.run(["check", target] + Command.day, in: sandbox)
    #expect(check.text.contains("检查结果：错误 0，"))
    var books: [[String: Any]] = []
    for book in [example, target] {
      let outcome = try await Command.run(
        ["export", book, "-o", "-", "--format", "json"] + Command.day, in: sandbox)
      books.append(try JSONText.object(outcome.output))
    }
    #expect(JSONText.rows(books[0], "firms").count == 131)
    for key in Set(books[0].keys).union(books[1].keys).sorted() where key != "schema" {
      let pair = (JSONText.rows(books[0], key), JSONText.rows(books[1], key))
      try #require(pair.0.count == pair.1.count, "\(key)")
      for (first, second) in zip(pair.0, pair.1) {
        #expect(try JSONText.comparable(first) == JSONText.comparable(second), "\(key)")
      }
    }
  }

  @Test func formatFollowsTheExtension() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    for name in ["a.json", "a.graphml", "folder"] {
      _ = try await Command.run(["export", "book", "-o", name] + Command.day, in: sandbox)
    }
    #expect(try sandbox.text("a.json").hasPrefix("{\n  \"schema\": \"qianglian.book/1\",\n"))
    let graph = try #require(XMLSummary(sandbox.data("a.graphml")))
    #expect(graph.elements.first?.name == "graphml")
    #expect(graph.elements.count { $0.name == "node" } == 4)
    #expect(graph.elements.count { $0.name == "edge" } == 3)
    let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.url("folder").path)
    #expect(Set(files) == Set(SmallBook.tables.keys))
    _ = try await Command.run(
      ["export", "book", "-o", "b", "--format", "json"] + Command.day, in: sandbox)
    #expect(try sandbox.data("b") == sandbox.data("a.json"))
    #expect(try sandbox.names == ["a.graphml", "a.json", "b", "book", "folder"])
  }

  @Test func theWorkbookHasASheetForEachTable() async throws {
    let sandbox = try Sandbox()
    let example = Repository.example.path
    _ = try await Command.run(["export", example, "-o", "a.xlsx"] + Command.day, in: sandbox)
    let bytes = try sandbox.data("a.xlsx")
    let workbook = try WorkbookReader(bytes: [UInt8](bytes))
    #expect(workbook.sheets.count == 16)
    let firms = try #require(workbook.sheets.firstIndex { $0.name == "企业名录" })
    var sheet = try workbook.sheet(firms)
    var rows = 0
    while try sheet.next() { rows += 1 }
    #expect(rows == 132)
    let piped = try await Command.run(
      ["export", example, "-o", "-", "--format", "xlsx"] + Command.day, in: sandbox)
    #expect(piped.output == bytes)
    #expect(try sandbox.names == ["a.xlsx"])
  }

  @Test func aTextTooLongForACellIsSaid() async throws {
    let sandbox = try Sandbox()
    let note = String(repeating: "长", count: 40_000)
    try sandbox.writeBook(["firms.csv": "企业名称,备注\n甲厂,\(note)\n"], to: "book")
    let outcome = try await Command.run(
      ["export", "book", "-o", "a.xlsx"] + Command.day, in: sandbox)
    #expect(outcome.errors.contains("X2") && outcome.errors.contains("32767"))
    let quiet = try await Command.run(
      ["export", "book", "-o", "a.xlsx", "--quiet"] + Command.day, in: sandbox)
    #expect(quiet.errors.isEmpty)
  }

  /// Ids resolved, amounts in 万元, shares as fractions, dates ISO 8601, sources by row.
  @Test func jsonStatesValuesInTheContractsUnits() async throws {
    let sandbox = try Sandbox()
    var tables = SmallBook.changing("supplies.csv", "年供货额(万元)", to: "年供货额(元)")
    tables["supplies.csv"] = tables["supplies.csv"]?.replacing("800,60%", with: "8005000,60%")
    tables = tables.merging(["findings.csv": "企业,问题描述,发现日期\n乙锻造厂,硬度不均,2026年5月1日\n"]) { $1 }
    try sandbox.writeBook(tables, to: "book")
    let outcome = try await Command.run(
      ["export", "book", "-o", "-", "--format", "json"] + Command.day, in: sandbox)
    let object = try JSONText.object(outcome.output)
    let supply = try #require(
      JSONText.rows(object, "supplies").first { $0["supplier"] as? String == "F1" })
    #expect(supply["customer"] as? String == "F2")
    #expect(supply["amount"] as? Double == 800.5)
    #expect(supply["share"] as? Double == 0.6)
    let sources = try #require(supply["sources"] as? [[String: Any]])
    #expect(sources.count == 1)
    #expect(sources[0]["file"] as? String == "supplies.csv" && sources[0]["row"] as? Int == 2)
    let finding = try #require(JSONText.rows(object, "findings").first)
    #expect(finding["firm"] as? String == "F2" && finding["problem"] as? String == "P1")
    #expect(finding["foundOn"] as? String == "2026-05-01")
  }
}
