import ChainModel
import ChainReports
import Foundation
import Testing

@testable import ChainTables

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct BookWriterTests {
  /// The book read back from what its export wrote.
  private func readBack(_ book: ChainBook) throws -> ChainBook {
    let files = BookWriter(book).csvFiles()
    return try BookSample.read(
      bytes: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.bytes) }))
  }

  @Test(arguments: UInt64(11)...16)
  func whatIsWrittenReadsBackTheSame(_ seed: UInt64) throws {
    let book = try BookSample.read(RandomBook(seed: seed).files(shuffledBy: nil))
    let again = try readBack(book)
    let json = (try book.comparableJSON(), try again.comparableJSON())
    if json.0 != json.1 {
      Issue.record("seed \(seed): \(BookSample.difference(json.0, json.1))")
    }
    // What is clean stays clean: only doubts about values that are kept may return.
    let kept: Set = [
      "shares-exceed-whole", "certificate-conflict", "name-ambiguous", "certificate-number-shared",
    ]
    #expect(
      again.doubts.filter { mark in !kept.contains { mark.contains($0) } } == [], "seed \(seed)")
  }

  @Test func filesAreNamedByTableAndMarked() throws {
    let book = try BookSample.read(BadTablesTests.good)
    let files = BookWriter(book).csvFiles()
    #expect(files.map(\.name) == ["firms.csv", "supplies.csv"])
    for file in files {
      #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
      #expect(file.bytes.suffix(2) == [0x0D, 0x0A])
    }
    let header = String(decoding: files[1].bytes.dropFirst(3), as: UTF8.self)
    #expect(header.hasPrefix("供应方,采购方,产品,年供货额(万元),占采购方比例,是否独家,"))
  }

  @Test func extraColumnsAreWritten() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,质量部经理,1号线\n甲厂,\"王,五\",\n乙厂,,开\n"
    ])
    let again = try readBack(book)
    #expect(again.extraCells(.firms) == [["1号线=开"], ["质量部经理=王,五"]])
  }

  @Test func extrasOfMergedRowsAreAllKept() throws {
    let code = BookSample.codes[0]
    let rows = ["甲厂,\(code),王五\n", "甲厂,\(code),李四\n", "甲厂,\(code),王五\n", "甲厂,\(code),\n"]
    for order in [rows, rows.reversed()] {
      let book = try BookSample.read(["firms.csv": "企业名称,信用代码,经理\n" + order.joined()])
      #expect(book.extraCells(.firms) == [["经理=李四；王五"]])
    }
  }

  @Test func regionsOfOneNameAreToldApart() throws {
    let book = try BookSample.read([
      "regions.csv": "行政区划代码,区域名称\n320302,鼓楼区\n320106,鼓楼区\n320322,沛县\n",
      "actors.csv": "名称,区域\n协会,320302\n银行,沛县\n",
      "firms.csv": "企业名称,行政区划代码,所属区域\n甲厂,320106,\n乙厂,,320302\n",
    ])
    let again = try readBack(book)
    #expect(again.marks == [])
    for read in [book, again] {
      let codes = read.actors.map { $0.region.index.map { read.text[read.regions[$0].code] } }
      #expect(Set(codes) == ["320302", "320322"])
      let firms = read.firms.map { $0.region.index.map { read.text[read.regions[$0].code] } }
      #expect(firms == ["320302", "320106"])
    }
  }

  @Test func segmentsOfOneIDAreToldApart() throws {
    let book = try BookSample.read([
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\nC2,电机\n",
      "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,铸造\nC2,S1,绕线\nC1,S2,装配\n",
      "problems.csv": "问题编号,问题名称\nP1,裂纹\n",
      "measures.csv": "举措编号,举措名称,针对问题,适用环节\nJ1,改造,P1,铸造\nJ2,培训,P1,S1\nJ3,检测,P1,装配、绕线\n",
    ])
    let again = try readBack(book)
    for read in [book, again] {
      let names = read.measures.map { row in
        read.indices(row.segments).map { read.text[read.segments[$0].name] }
      }
      #expect(names == [["铸造"], ["铸造", "绕线"], ["装配", "绕线"]])
    }
  }

  // MARK: - Names that formats stumble over

  static let names = [
    "5G 基站", "3nm", "<b>&\"\\", "换\n行", "甲\r\n乙", "😀工厂👨‍👩‍👧", "nullable", "true", "]]>", "a,b", "制\t表",
    "'引'", "‘弯’", "é\u{301}", "𠮷野家", "{\"a\":1}", "%s%n",
    "&amp;", "<![CDATA[x]]>", "a;b", "digraph", "控\u{1}制", "2024-05-01", "1e5", "007", "\"x",
  ]

  private func bookOfNames() throws -> ChainBook {
    let rows = Self.names.enumerated().map { index, name in
      "F\(index),\"\(name.replacing("\"", with: "\"\""))\"\n"
    }
    let supplies = Self.names.enumerated().map { index, name in
      "F\(index),F\((index + 1) % Self.names.count),\"\(name.replacing("\"", with: "\"\""))\"\n"
    }
    return try BookSample.read([
      "firms.csv": "企业编号,企业名称\n" + rows.joined(),
      "supplies.csv": "供应方,采购方,产品\n" + supplies.joined(),
    ])
  }

  private func names(_ book: ChainBook) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: book.columns(.firms, "number", "name").map { ($0[0], $0[1]) })
  }

  private var expected: [String: String] {
    Dictionary(
      uniqueKeysWithValues: Self.names.enumerated().map { ("F\($0.offset)", $0.element) })
  }

  /// Names compared scalar by scalar: Swift's `==` also equates canonical forms.
  private func isSame(_ left: [String: String], _ right: [String: String]) -> Bool {
    left.mapValues { Array($0.utf8) } == right.mapValues { Array($0.utf8) }
  }

  @Test func hardNamesSurviveReading() throws {
    let book = try bookOfNames()
    // A control character at the end of a cell is trimmed; these are inside or visible.
    var wanted = expected
    for (key, name) in wanted { wanted[key] = TextFolding.cleanCell(name) }
    #expect(isSame(names(book), wanted), "\(names(book))")
    #expect(book.doubts == [])
  }

  @Test func hardNamesSurviveCSV() throws {
    let book = try bookOfNames()
    let again = try readBack(book)
    #expect(isSame(names(again), names(book)), "\(names(again))")
    #expect(Set(again.column(.supplies, "product")) == Set(book.column(.supplies, "product")))
  }

  @Test(arguments: ["-40℃冷冻油", "=1+1", "@厂", "+86厂", "--x"])
  func namesLikeFormulasSurviveCSV(_ name: String) throws {
    let book = try BookSample.read(["firms.csv": "企业编号,企业名称\nF1,\(name)\n"])
    #expect(book.column(.firms, "name") == [name])
    let again = try readBack(book)
    #expect(again.column(.firms, "name") == [name])
  }

  @Test func hardNamesSurviveJSON() throws {
    let book = try bookOfNames()
    let parsed = try JSONSerialization.jsonObject(with: Data(BookExport(book).json().utf8))
    let tables = try #require(parsed as? [String: Any])
    #expect(tables["schema"] as? String == "qianglian.book/1")
    let firms = try #require(tables["firms"] as? [[String: Any]])
    var found: [String: String] = [:]
    for firm in firms {
      found[try #require(firm["number"] as? String)] = try #require(firm["name"] as? String)
    }
    #expect(isSame(found, names(book)))
    for table in TableKind.allCases { #expect(tables[table.rawValue] is [Any]) }
  }

  @Test func hardNamesSurviveGraphML() throws {
    let book = try bookOfNames()
    let graph = GraphReader()
    let parser = XMLParser(data: Data(BookExport(book).graphML().utf8))
    parser.delegate = graph
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    // XML 1.0 cannot hold the control character at all: a replacement stands for it.
    let wanted = names(book).mapValues { $0.replacing("\u{1}", with: "\u{FFFD}") }
    #expect(isSame(graph.names, wanted), "\(graph.names)")
    #expect(graph.edges == book.supplies.count)
  }

  /// The names of nodes in GraphML.
  private final class GraphReader: NSObject, XMLParserDelegate {
    var names: [String: String] = [:]
    var edges = 0
    private var node = ""
    private var key = ""
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      switch element {
      case "node": node = attributes["id"] ?? ""
      case "edge":
        node = ""
        edges += 1
      case "data":
        key = attributes["key"] ?? ""
        text = ""
      default: break
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if element == "data", key == "name", !node.isEmpty { names[node] = text }
    }
  }
}
