import ChainAnalysis
import ChainMaps
import ChainModel
import ChainReports
import ChainTables
import Foundation
import Graphviz
import Testing

@testable import MapPage

/// The page as a browser gets it, read by other means than it is written.
struct WrittenPage {
  let html: String
  let data: [String: Any]
  let ids: [String]

  init(_ html: [UInt8]) throws {
    self.html = String(decoding: html, as: UTF8.self)
    let start = try #require(
      self.html.range(of: "<script type=\"application/json\" id=\"data\">"))
    let end = try #require(
      self.html.range(of: "</script>", range: start.upperBound..<self.html.endIndex))
    let json = Data(self.html[start.upperBound..<end.lowerBound].utf8)
    data = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    ids = self.html.matches(of: #/\bid="([^"]*)"/#).map {
      String($0.1).replacing("&#45;", with: "-").replacing("&amp;", with: "&")
    }
  }

  var texts: [String] { data["texts"] as? [String] ?? [] }
  var firms: [[String: Any]] { data["firms"] as? [[String: Any]] ?? [] }
  var supplies: [[Any]] { data["supplies"] as? [[Any]] ?? [] }
  var boxes: [[String: Any]] { data["boxes"] as? [[String: Any]] ?? [] }
  var rows: [[Any]] { data["rows"] as? [[Any]] ?? [] }

  func text(_ value: Any?) -> String { (value as? Int).map { texts[$0] } ?? "" }

  func firm(_ name: String) -> [String: Any]? { firms.first { text($0["name"]) == name } }
}

/// A page and what it was made from.
struct MadePage {
  let book: ChainBook
  let ledger: QualityLedger
  let map: MapDocument
  let page: WrittenPage
  let bytes: [UInt8]

  init(
    _ folder: String, language: Language = .chinese, firms: MapOptions.FirmRows = .top
  ) async throws {
    let day = try #require(CalendarDate("2026-06-30"))
    book = try BookReader(asOf: day).read(folder)
    ledger = QualityLedger(book, asOf: day)
    var options = MapOptions()
    options.language = language
    options.firms = firms
    let network = SupplyNetwork(book)
    let profile = ChainProfile(chain: 0, in: book, ledger: ledger)
    map = ChainMap(
      profile,
      findings: ChainFindings(profile, in: book, network: network, ledger: ledger),
      book: book, ledger: ledger, options: options
    ).draw()
    let svg = try await Graphviz.shared.render(map.diagram, format: .svg, engine: .nop2)
    bytes =
      MapPage(
        map, svg: svg.data,
        sources: FirmDossiers(
          book, ledger: ledger, network: SupplyNetwork(book), language: language),
        theme: .color
      ).html
    page = try WrittenPage(bytes)
  }

  static let example = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Examples/nev-chain").path
}

@Suite struct MapPageTests {
  @Test func everyFirmOfTheChainIsThereOnce() async throws {
    let made = try await MadePage(MadePage.example)
    let names = made.page.firms.map { made.page.text($0["name"]) }
    #expect(Set(names).count == names.count)
    let profile = ChainProfile(chain: 0, in: made.book, ledger: made.ledger)
    for firm in profile.firms + profile.outsideSuppliers.map(\.firm) {
      let row = made.book.firms[firm]
      let own = try #require(made.page.firm(made.book.text[row.name]))
      let code = row.creditCode.isEmpty ? row.number : row.creditCode
      #expect(made.page.text(own["code"]) == made.book.text[code])
    }
    // The boxes hold the firms of the chain's segments, named or not.
    let held = Set(
      made.page.boxes.filter { $0["outside"] as? Bool == false }
        .flatMap { $0["rows"] as? [[Any]] ?? [] }.compactMap { $0[0] as? Int })
    #expect(held.count == profile.firms.count)
  }

  @Test(arguments: [MapOptions.FirmRows.all, .top, .none])
  func everyElementNamedIsDrawnOnce(_ firms: MapOptions.FirmRows) async throws {
    let made = try await MadePage(MadePage.example, firms: firms)
    #expect(Set(made.page.ids).count == made.page.ids.count)
    let ids = Set(made.page.ids)
    var rows = 0
    for box in made.page.boxes {
      #expect(ids.contains(try #require(box["id"] as? String)))
      for row in box["rows"] as? [[Any]] ?? [] where row.count > 2 {
        rows += 1
        #expect(ids.contains(try #require(row[2] as? String)))
      }
    }
    #expect((rows > 0) == (firms != .none))
    for line in made.page.data["lines"] as? [[Any]] ?? [] {
      #expect(ids.contains(try #require(line.first as? String)))
    }
  }

  @Test func nothingIsAskedOfTheNet() async throws {
    let made = try await MadePage(MadePage.example)
    let spaces = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]
    for match in made.page.html.matches(of: /https?:\/\/[^"'<> ]*/) {
      #expect(spaces.contains(String(match.0)))
    }
    for word in ["<link", "<img", "<iframe", "@import", "url(", "eval(", "innerHTML", "fetch("] {
      #expect(!made.page.html.contains(word), "\(word)")
    }
    #expect(made.page.html.contains("default-src 'none'"))
  }

  @Test func thePolicyNamesTheScriptByItsHash() async throws {
    let made = try await MadePage(MadePage.example)
    let script = try #require(made.page.html.firstMatch(of: /<script>((?s:.*?))<\/script>/))
    #expect(String(script.1) == PageScript.text)
    let hash = SHA256.base64(SHA256.hash(Array(PageScript.text.utf8)))
    #expect(made.page.html.contains("script-src 'sha256-\(hash)'"))
  }

  @Test(arguments: [Language.chinese, .english])
  func theBytesAreTheSameEveryTime(_ language: Language) async throws {
    let first = try await MadePage(MadePage.example, language: language)
    let second = try await MadePage(MadePage.example, language: language)
    let difference = zip(first.bytes, second.bytes).enumerated().first { $1.0 != $1.1 }?.offset
    let place = difference ?? min(first.bytes.count, second.bytes.count)
    let end = String(decoding: first.bytes.dropFirst(max(0, place - 60)).prefix(100), as: UTF8.self)
    #expect(first.bytes.count == second.bytes.count && difference == nil, "after \(end)")
  }

  @Test func reachIsWhatASearchByHandFinds() async throws {
    let made = try await MadePage(MadePage.example)
    // Suppliers by customer from the page's own pairs.
    var suppliers: [Int: Set<Int>] = [:]
    for supply in made.page.supplies where supply[2] as? Int == 1 {
      suppliers[try #require(supply[1] as? Int), default: []].insert(
        try #require(supply[0] as? Int))
    }
    var greatest = 0
    for (place, firm) in made.page.firms.enumerated() {
      guard let reach = firm["reach"] as? [Int] else { continue }
      var found: Set<Int> = []
      var open = [place]
      while let next = open.popLast() {
        for supplier in suppliers[next] ?? [] where found.insert(supplier).inserted {
          open.append(supplier)
        }
      }
      found.remove(place)
      #expect(reach[0] == found.count)
      greatest = max(greatest, found.count)
    }
    #expect(greatest > 10)
  }

  @Test func factsCarryTheRowsBehindThem() async throws {
    let made = try await MadePage(MadePage.example)
    let page = made.page
    let own = try #require(page.firm("溪口县淬远热处理有限公司"))
    let rows = (own["rows"] as? [Int] ?? []).map { page.rows[$0] }
    try #require(rows.count == 1)
    let sheets = try #require(page.data["sheets"] as? [[Int]])
    #expect(page.text(sheets[try #require(rows[0][1] as? Int)][0]) == "firms.csv")
    // The row's number leads to the firm's line in the file.
    let number = try #require(rows[0][2] as? Int)
    let lines = try String(contentsOfFile: MadePage.example + "/firms.csv", encoding: .utf8)
      .split(separator: "\n")
    #expect(lines[number - 1].hasPrefix("溪口县淬远热处理有限公司,"))
    let layouts = try #require(page.data["layouts"] as? [[Int]])
    let headers = layouts[try #require(rows[0][0] as? Int)].map { page.texts[$0] }
    #expect(headers.prefix(2) == ["企业名录", "企业名称"])
    #expect(headers.count == rows[0].count - 2)
    // Contacts are nobody's business here.
    #expect(!page.texts.contains("联系电话"))
  }

  @Test func theEnglishPageSpeaksEnglish() async throws {
    let made = try await MadePage(MadePage.example, language: .english)
    #expect(made.page.html.contains("<html lang=\"en\">"))
    let words = try #require(made.page.data["words"] as? [String: String])
    let isChinese = { (scalar: Unicode.Scalar) in (0x4E00...0x9FFF).contains(scalar.value) }
    for (key, word) in words { #expect(!word.unicodeScalars.contains(where: isChinese), "\(key)") }
    // Every word that the script asks for is there.
    for match in PageScript.text.matches(of: /word\("([A-Za-z0-9]+)"/) {
      #expect(words[String(match.1)] != nil, "\(match.1)")
    }
  }

  @Test func hostileNamesStayText() async throws {
    let hostile = [
      "</script><img src=x onerror=alert(1)>", "<!--<script>", "\"'&<b>x</b>",
      "a\u{2028}b\u{2029}c",
      "]]></svg>", "${alert(1)}\\", "\u{202E}kcab", "javascript:alert(1)",
    ]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "qianglian-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
    let tables = [
      "chains.csv": "产业链编号,产业链名称\nC,\(quoted(hostile[0]))\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\n"
        + hostile.enumerated().map { "C,S\($0),\(quoted($1)),中游\n" }.joined(),
      "firms.csv": "企业名称,企业编号\n"
        + hostile.enumerated().map { "\(quoted($1 + "企业")),F\($0)\n" }.joined(),
      "members.csv": "产业链编号,环节编号,企业\n"
        + hostile.indices.map { "C,S\($0),F\($0)\n" }.joined(),
      "supplies.csv": "供应方,采购方,产品\n"
        + hostile.enumerated().map { "F\($0),F\(($0 + 1) % hostile.count),\(quoted($1))\n" }
        .joined(),
    ]
    for (name, text) in tables {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let made = try await MadePage(folder.path, firms: .all)
    #expect(made.page.firms.count == hostile.count)
    #expect(made.page.html.matches(of: /<script/).count == 2)
    #expect(made.page.html.matches(of: /<\/script/).count == 2)
    #expect(made.page.html.matches(of: /<img/).isEmpty)
    #expect(!made.page.html.contains("<!--"))
    #expect(made.page.texts.contains { $0.contains("</script><img src=x onerror=alert(1)>") })
    let json = made.page.html.split(separator: "id=\"data\">")[1].split(separator: "</script>")[0]
    #expect(!json.contains("<") && !json.contains("\u{2028}") && !json.contains("\u{2029}"))
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func hashesAreThoseOfTheStandard(_ message: String, _ hash: String) {
    let hex = SHA256.hash(Array(message.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    #expect(hex.joined() == hash)
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func base64IsThatOfTheStandard(_ message: String, _ text: String) {
    #expect(SHA256.base64(Array(message.utf8)) == text)
  }
}
