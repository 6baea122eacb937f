import Foundation
import Testing

/// A book all of whose names are hard on some format.
@Suite struct HostileNameTests {
  static let names = [
    "\"5G 基站\"", "3nm", "<b>&\"\\", "上\n下", "回车\r\n换行", "🚗车间👨‍👩‍👧", "a,b", "]]>", "a--><!--",
    "\\N\\G\\L",
    "&amp;&#10;", "%s%n", "{a|b}", "e\u{301}é", "null", "𠮷野家", "日\u{2028}本",
  ]

  static let chainID = "\"C\"\\1"

  static let tables: [String: String] = {
    let numbered = Array(names.enumerated())
    let bands = ["上游", "中游", "下游", "支撑配套"]
    let states = ["优势环节", "薄弱环节", "缺失环节", ""]
    return [
      "firms.csv": CSVText.text([["企业名称", "企业编号"]] + numbered.map { [$1, "F\($0)"] }),
      "chains.csv": CSVText.text([
        ["产业链编号", "产业链名称", "数据说明"], [chainID, names[2] + names[0], "虚构 <&>"],
      ]),
      "segments.csv": CSVText.text(
        [["产业链编号", "环节编号", "环节名称", "链上位置", "状态"]]
          + numbered.map { [chainID, "S\($0)", $1, bands[$0 % 4], states[$0 / 4 % 4]] }),
      "members.csv": CSVText.text(
        [["产业链编号", "环节编号", "企业", "角色"]]
          + numbered.map {
            [chainID, "S\($0.offset)", "F\($0.offset)", $0.offset == 0 ? "链主" : ""]
          }),
      "supplies.csv": CSVText.text(
        [["供应方", "采购方", "产品"]]
          + numbered.map { ["F\($0)", "F\(($0 + 1) % names.count)", $1] }),
      "problems.csv": CSVText.text([["问题编号", "问题名称"]] + numbered.map { ["P\($0)", $1] }),
      "findings.csv": CSVText.text(
        [["企业", "问题编号"]] + numbered.map { ["F\($0.offset)", "P\($0.offset)"] }),
    ]
  }()

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.tables, to: "book <&>")
    return sandbox
  }

  @Test(arguments: ["svg", "pdf", "png", "dot", "html"], ["zh", "en"])
  func everyMapFormatComesOut(_ format: String, _ language: String) async throws {
    let outcome = try await Command.run(
      ["map", "chain", "book <&>", "-o", "-", "--format", format, "--dpi", "72", "--firms", "all"]
        + ["--language", language] + Command.day, in: sandbox())
    let starts: [String: [UInt8]] = [
      "svg": Array("<?xml".utf8), "pdf": Array("%PDF".utf8), "png": [0x89, 0x50, 0x4E, 0x47],
      "dot": Array("digraph".utf8), "html": Array("<!DOCTYPE html>".utf8),
    ]
    #expect(outcome.output.starts(with: starts[format] ?? []))
    guard format == "svg" else { return }
    let summary = try #require(XMLSummary(outcome.output))
    let shown = (summary.texts + summary.elements.compactMap { $0.attributes["xlink:title"] })
      .map(Self.flattened).joined(separator: "\n")
    for name in Self.names {
      #expect(shown.contains(Self.flattened(name)), "\(name.debugDescription)")
    }
  }

  @Test(arguments: names.indices)
  func everyFirmHasItsMap(_ firm: Int) async throws {
    let outcome = try await Command.run(
      ["map", "firm", "book <&>", "F\(firm)", "-o", "-", "--format", "svg"] + Command.day,
      in: sandbox())
    let summary = try #require(XMLSummary(outcome.output))
    let tips = summary.elements.compactMap { $0.attributes["xlink:title"] }.map(Self.flattened)
    #expect(tips.contains { $0.contains(Self.flattened(Self.names[firm])) })
  }

  /// A name with line ends as spaces, since a map may break lines where it likes.
  ///
  /// The invisible word joiner, which keeps Graphviz from taking text for an entity, is left out.
  private static func flattened(_ text: String) -> String {
    text.replacing("\u{2060}", with: "")
      .split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
  }

  @Test func jsonHoldsTheExactNames() async throws {
    let outcome = try await Command.run(
      ["export", "book <&>", "-o", "-", "--format", "json"] + Command.day, in: sandbox())
    let object = try JSONText.object(outcome.output)
    for (table, key) in [
      ("firms", "name"), ("segments", "name"), ("problems", "name"), ("supplies", "product"),
    ] {
      let names = JSONText.rows(object, table).compactMap { $0[key] as? String }
      #expect(names.map(Self.scalars).sorted() == Self.names.map(Self.scalars).sorted(), "\(table)")
    }
  }

  /// The scalars, so that canonically equal texts do not pass for one another.
  private static func scalars(_ text: String) -> String {
    text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
  }

  @Test func graphMLHoldsTheExactNames() async throws {
    let outcome = try await Command.run(
      ["export", "book <&>", "-o", "-", "--format", "graphml"] + Command.day, in: sandbox())
    let summary = try #require(XMLSummary(outcome.output))
    #expect(summary.elements.count { $0.name == "node" } == Self.names.count)
    #expect(summary.elements.count { $0.name == "edge" } == Self.names.count)
    let texts = Set(summary.texts.map(Self.scalars))
    for name in Self.names {
      #expect(texts.contains(Self.scalars(name)), "\(name.debugDescription)")
    }
  }

  @Test func csvReadsBackTheSame() async throws {
    let sandbox = try sandbox()
    _ = try await Command.run(["export", "book <&>", "-o", "csv"] + Command.day, in: sandbox)
    let rows = CSVText.rows(try sandbox.text("csv/problems.csv"))
    let names = rows.dropFirst().map { $0[1] }
    #expect(names.map(Self.scalars).sorted() == Self.names.map(Self.scalars).sorted())
    var books: [String] = []
    for book in ["book <&>", "csv"] {
      let outcome = try await Command.run(
        ["export", book, "-o", "-", "--format", "json"] + Command.day, in: sandbox)
      books.append(try JSONText.comparable(JSONText.object(outcome.output)))
    }
    #expect(books[0] == books[1])
  }

  @Test(arguments: [
    ["check"], ["show"], ["show", "--language", "en"], ["check", "--format", "csv"],
  ])
  func reportsComeOut(_ command: [String]) async throws {
    let outcome = try await Command.run(
      command + ["book <&>", "--top", "0"] + Command.day, in: sandbox())
    #expect(!outcome.text.isEmpty)
  }
}
