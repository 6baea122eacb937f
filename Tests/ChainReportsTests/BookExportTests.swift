import ChainReports
import Foundation
import Testing

@Suite struct BookExportTests {
  @Test func graphMLHasANodeForEachFirmAndAnEdgeForEachSupply() throws {
    let text = BookExport(try BookSample.read(BookSample.tables)).graphML()
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns="))
    #expect(text.hasSuffix("  </graph>\n</graphml>\n"))
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("    <node ") } == 5)
    #expect(
      lines.contains(
        "    <node id=\"F1\"><data key=\"name\">甲厂</data><data key=\"region\">东县</data>"
          + "<data key=\"size\">大型</data><data key=\"segments\">整车</data>"
          + "<data key=\"roles\">链主</data></node>"), "\(text)")
    #expect(
      lines.contains(
        "    <edge source=\"F1\" target=\"F2\"><data key=\"product\">钢,&quot;特&quot;</data>"
          + "<data key=\"amount\">120.5</data><data key=\"share\">0.4</data></edge>"), "\(text)")
    #expect(
      lines.contains(
        "    <edge source=\"F3\" target=\"F2\"><data key=\"product\">&lt;螺栓 &amp; 螺母&gt;</data>"
          + "<data key=\"share\">0.125</data></edge>"), "\(text)")
    // Every key used is declared.
    for key in text.matches(of: /<data key="(\w+)">/) {
      #expect(text.contains("<key id=\"\(key.1)\" "), "\(key.1)")
    }
  }

  @Test(arguments: [
    ("a&b", "a&amp;b"), ("\"<b>\"", "&quot;&lt;b&gt;&quot;"), ("]]>", "]]&gt;"),
    ("a\u{1}b", "a\u{FFFD}b"), ("a\nb", "a&#10;b"), ("a\tb", "a&#9;b"), ("🚗", "🚗"),
    ("a\u{FFFE}b", "a\u{FFFD}b"),
  ])
  func graphMLEscapes(_ name: String, _ escaped: String) throws {
    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
    let text = BookExport(
      try BookSample.read(["firms.csv": "企业名称,企业编号\n\(quoted),F1\n"])
    ).graphML()
    #expect(text.contains("<data key=\"name\">\(escaped)</data>"), "\(text)")
  }

  @Test func jsonHasATableForEachKind() throws {
    let json = BookExport(try BookSample.read(BookSample.tables)).json()
    #expect(json.hasPrefix("{\n  \"schema\": \"qianglian.book/1\",\n"))
    let object = try BookSample.object(json)
    let counts = [
      "regions": 3, "chains": 2, "segments": 3, "flows": 0, "problems": 2, "firms": 5, "members": 5,
      "supplies": 3, "findings": 5, "certificates": 3, "measures": 0,
    ]
    for (table, count) in counts {
      #expect((object[table] as? [Any])?.count == count, "\(table)")
    }
    let supplies = try #require(object["supplies"] as? [[String: Any]])
    let steel = try #require(supplies.first { $0["supplier"] as? String == "F1" })
    #expect(steel["product"] as? String == "钢,\"特\"")
    #expect(steel["amount"] as? Double == 120.5 && steel["share"] as? Double == 0.4)
    #expect(steel["reporter"] is NSNull)
    let sources = try #require(steel["sources"] as? [[String: Any]])
    #expect(sources.map { $0["file"] as? String } == ["supplies.csv"])
    #expect(sources.map { $0["row"] as? Int } == [2])
  }

  /// Merged rows name each of their sources; columns the table does not know stay.
  @Test func jsonKeepsSourcesOfMergedRowsAndExtraColumns() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,企业编号,主要产品,星级\n甲,F1,,三\n甲,F1,钢,\n"
    ])
    let object = try BookSample.object(BookExport(book).json())
    let firms = try #require(object["firms"] as? [[String: Any]])
    try #require(firms.count == 1)
    #expect((firms[0]["sources"] as? [[String: Any]])?.map { $0["row"] as? Int } == [2, 3])
    #expect(firms[0]["extras"] as? [String: String] == ["星级": "三"])
  }

  @Test func csvFilesAreNamedByTableAndLeaveOutEmptyOnes() throws {
    let files = BookExport(try BookSample.read(BookSample.tables)).csvFiles()
    #expect(Set(files.map(\.name)) == Set(BookSample.tables.keys))
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.hasPrefix("\u{FEFF}") && text.hasSuffix("\r\n"), "\(file.name)")
    }
  }
}
