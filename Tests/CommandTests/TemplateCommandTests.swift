import Foundation
import Testing
import Workbook

@Suite struct TemplateCommandTests {
  private func sheetNames(_ data: Data) throws -> [String] {
    try WorkbookReader(bytes: [UInt8](data)).sheets.map(\.name)
  }

  @Test func writesTheSurveyWorkbook() async throws {
    let sandbox = try Sandbox()
    let outcome = try await Command.run(["template", "-o", "调研摸底表.xlsx"], in: sandbox)
    #expect(outcome.text.isEmpty && outcome.errors.isEmpty)
    #expect(try sandbox.names == ["调研摸底表.xlsx"])
    let bytes = try sandbox.data("调研摸底表.xlsx")
    #expect(try sheetNames(bytes).prefix(2) == ["调研摸底表", "填报说明"])
    let piped = try await Command.run(["template", "-o", "-"], in: sandbox)
    #expect(piped.output == bytes)
  }

  @Test func aBookGivesItsLists() async throws {
    let sandbox = try Sandbox()
    _ = try await Command.run(
      ["template", Repository.example.path, "-o", "t.xlsx"], in: sandbox)
    let workbook = try WorkbookReader(bytes: [UInt8](sandbox.data("t.xlsx")))
    #expect(workbook.sheets.map(\.name).contains("质量问题"))
    var sheet = try workbook.sheet(2)
    var rows = 0
    while try sheet.next() { rows += 1 }
    // The header and the example's library, without the two problems that only findings name.
    #expect(rows == 26)
  }

  @Test func wrongUseIsSaid() async throws {
    let sandbox = try Sandbox()
    let csv = try await Command.run(["template", "-o", "t.csv"], in: sandbox, expecting: 64)
    #expect(csv.errors.contains(".xlsx"))
    _ = try await Command.run(["template"], in: sandbox, expecting: 64)
    _ = try await Command.run(["template", "nowhere", "-o", "t.xlsx"], in: sandbox, expecting: 66)
    _ = try await Command.run(["template", "-o", "no/such/t.xlsx"], in: sandbox, expecting: 73)
    _ = try await Command.run(
      ["template", ".", "--encoding", "klingon", "-o", "t.xlsx"], in: sandbox, expecting: 64)
    #expect(try sandbox.names.isEmpty)
  }
}
