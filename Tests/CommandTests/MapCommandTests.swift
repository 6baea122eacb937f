import Foundation
import Testing

@Suite struct MapCommandTests {
  private func map(
    _ arguments: [String], book: String = Repository.example.path, format: String = "svg"
  ) async throws -> Command.Outcome {
    try await Command.run(
      ["map", "chain", book, "-o", "-", "--format", format, "--quiet"] + arguments + Command.day,
      in: Sandbox())
  }

  private func texts(_ arguments: [String]) async throws -> [String] {
    let outcome = try await map(arguments)
    // Graphviz repeats each box's id as a title.
    return try #require(XMLSummary(outcome.output)).texts.filter { !$0.hasPrefix("page-") }
  }

  @Test func svgIsXMLWithTitleNoticeDateAndATooltipForEveryFirm() async throws {
    let outcome = try await map(["--firms", "all"])
    let summary = try #require(XMLSummary(outcome.output))
    #expect(summary.elements.first?.name == "svg")
    #expect(summary.texts.contains { $0.contains("云岚市新能源汽车产业链") })
    #expect(summary.texts.contains { $0.contains("虚构示例数据") })
    #expect(summary.texts.contains { $0.contains("2026-06-30") })
    let ids = summary.elements.compactMap { $0.attributes["id"] }
    for segment in 1...16 {
      let id = "segment-HJ" + (segment < 10 ? "0" : "") + String(segment)
      #expect(ids.contains(id), "\(id)")
    }
    #expect(Set(ids).count == ids.count, "ids are unique")
    // No page reaches out for anything.
    #expect(!outcome.text.contains("<image") && !outcome.text.contains("<script"))
  }

  /// Statuses are proposed only where asked for, and beside the declared ones.
  @Test func proposedStatusesOnRequest() async throws {
    let proposed = try await texts(["--propose-status"])
    #expect(proposed.contains { $0.hasPrefix("建议薄弱环节") })
    #expect(proposed.contains { $0.hasPrefix("优势环节") })
    #expect(proposed.contains { $0.contains("4 个环节的申报状态与规则建议不同") })
    #expect(try await texts([]).allSatisfy { !$0.contains("建议") })
    _ = try await Command.run(
      [
        "map", "bottleneck", Repository.example.path, "-o", "-", "--format", "svg",
        "--propose-status",
      ],
      in: Sandbox(), expecting: 64)
  }

  /// What anybody may see: no mark of a problem, nobody accused, no supply, in no format.
  @Test(arguments: ["chain", "region"], ["svg", "html"])
  func publicEditionTellsOfNoProblem(_ kind: String, _ format: String) async throws {
    let outcome = try await Command.run(
      [
        "map", kind, Repository.example.path, "-o", "-", "--format", format, "--scope", "public",
        "--quiet",
      ] + Command.day, in: Sandbox())
    #expect(outcome.text.contains("公开版：只含登记和获证信息"))
    #expect(outcome.text.contains("恒圆轴承") && outcome.text.contains("✔"))
    for word in ["热处理硬度不均", "焊点虚焊", "售后电池备件", "减震轴承"] {
      #expect(!outcome.text.contains(word), "\(word)")
    }
    if format == "html" {
      // No button counts what the edition does not hold, and no row of another file is quoted.
      for part in ["data-filter=\"lacking\"", "data-filter=\"open\"", "firms.csv"] {
        #expect(!outcome.text.contains(part), "\(part)")
      }
    }
    if format == "svg" {
      let texts = try #require(XMLSummary(outcome.output)).texts
      for sign in ["▲", "△", "◎", "⊘", "应证未证"] {
        #expect(!texts.contains { $0.contains(sign) }, "\(sign)")
      }
    }
  }

  @Test func publicEditionOfWhoSuppliesWhomIsRefused() async throws {
    for call in [
      ["firm", Repository.example.path, "汇澜"], ["bottleneck", Repository.example.path],
    ] {
      let outcome = try await Command.run(
        ["map"] + call + ["-o", "-", "--format", "svg", "--scope", "public"], in: Sandbox(),
        expecting: 64)
      #expect(outcome.errors.contains("--scope public"))
    }
  }

  @Test func internalEditionSaysSo() async throws {
    let texts = try await texts(["--scope", "internal"])
    #expect(texts.contains { $0.contains("内部资料 不得外传") })
    #expect(texts.contains { $0.contains("◎") })
  }

  /// A leader gets its own cone: nobody else's name, and no sentence about the whole chain.
  @Test func aLeadersEditionIsItsOwnCone() async throws {
    let call = ["--scope", "leader:凌霁汽车"]
    let outcome = try await map(call + ["--firms", "all"], format: "html")
    #expect(outcome.text.contains("其上下游范围内：获证 33/53"))
    #expect(outcome.text.contains("汇澜电芯") && outcome.text.contains("仅供 云岚市凌霁汽车有限公司 使用"))
    for other in ["岳征客车", "昀能电池", "固垒电池", "firms.csv"] {
      #expect(!outcome.text.contains(other), "\(other)")
    }
    // Its few firms make no segment a bottleneck, and nobody one.
    let texts = try await texts(call)
    #expect(!texts.contains { $0.contains("仅 1 家") || $0.contains("◆") || $0.contains("未列企业") })
    for refused in [["chain", "--propose-status"], ["bottleneck"]] {
      _ = try await Command.run(
        ["map", refused[0], Repository.example.path] + refused.dropFirst() + call
          + ["-o", "-", "--format", "svg"], in: Sandbox(), expecting: 64)
    }
  }

  @Test(
    arguments: [("a3", 1191, 842), ("a4", 842, 595), ("wide", 1280, 720)]
      as [(String, Double, Double)])
  func pdfIsOnePageOfItsPaper(_ paper: String, _ width: Double, _ height: Double) async throws {
    let outcome = try await map(["--paper", paper], format: "pdf")
    let text = String(decoding: outcome.output, as: UTF8.self)
    #expect(outcome.output.starts(with: Data("%PDF-".utf8)))
    #expect(text.matches(of: /\/Type \/Page\b/).count == 1)
    let box = try #require(
      text.firstMatch(of: /\/MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]/))
    #expect(abs((Double(box.1) ?? 0) - width) <= 1)
    #expect(abs((Double(box.2) ?? 0) - height) <= 1)
  }

  @Test(
    arguments: [
      (["--dpi", "36"], 595.0), (["--dpi", "72"], 1191), ([], 2480), (["--width", "400"], 400),
      (["--width", "1000"], 1000), (["--paper", "a4", "--dpi", "100"], 1169),
    ] as [([String], Double)])
  func pngHasTheWidthAskedFor(_ arguments: [String], _ width: Double) async throws {
    let outcome = try await map(arguments, format: "png")
    let bytes = [UInt8](outcome.output)
    try #require(bytes.count > 100)
    #expect(Array(bytes[..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let found = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    // --width is turned into whole dots per inch: half a dot over the page's 16.5 inches.
    let tolerance = arguments.contains("--width") ? 16.54 / 2 + 1 : 1
    #expect(abs(Double(found) - width) <= tolerance, "\(found)")
    #expect(bytes.suffix(8).starts(with: Array("IEND".utf8)))
  }

  @Test func dotIsADirectedGraph() async throws {
    let outcome = try await map([], format: "dot")
    #expect(outcome.text.hasPrefix("digraph"))
    #expect(outcome.text.hasSuffix("}\n"))
    #expect(outcome.text.contains("\"segment-HJ03\""))
  }

  @Test(arguments: [["--greyscale"], []])
  func htmlIsOnePageInTheColoursOfTheMap(_ arguments: [String]) async throws {
    let outcome = try await map(arguments, format: "html")
    #expect(outcome.text.hasPrefix("<!DOCTYPE html>"))
    #expect(outcome.text.hasSuffix("</html>\n"))
    #expect(outcome.text.matches(of: /<svg\b/).count == 1)
    #expect(outcome.text.contains("云岚市凌霁汽车有限公司"))
    let colors = outcome.text.matches(of: /[#]([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b/)
    let isGrey = colors.allSatisfy { color in
      let (red, green, blue) = (color.output.1, color.output.2, color.output.3)
      return red == green && green == blue
    }
    #expect(isGrey == arguments.contains("--greyscale"))
  }

  @Test func bottlenecksAreAPageToo() async throws {
    let sandbox = try Sandbox()
    _ = try await Command.run(
      ["map", "bottleneck", Repository.example.path, "-o", "map.html", "--quiet"] + Command.day,
      in: sandbox)
    let text = String(decoding: try sandbox.data("map.html"), as: UTF8.self)
    #expect(text.contains("瓶颈图") && text.contains("id=\"data\""))
  }

  @Test func sameBookSameBytes() async throws {
    for format in ["svg", "pdf", "png", "dot", "html"] {
      let first = try await map(["--dpi", "72"], format: format)
      let second = try await map(["--dpi", "72"], format: format)
      #expect(first.output == second.output, "\(format)")
    }
  }

  @Test func papersDiffer() async throws {
    let pages = try await ["a3", "a4", "wide"].asyncMap { try await map(["--paper", $0]).output }
    #expect(Set(pages).count == 3)
    for page in pages { #expect(XMLSummary(page) != nil) }
  }

  @Test func greyscaleHasNoColour() async throws {
    for paper in ["a3", "a4"] {
      #expect(try await chromatic(["--greyscale", "--paper", paper]).isEmpty)
    }
    #expect(try await !chromatic([]).isEmpty)
  }

  /// Every colour of a map that is not a grey.
  private func chromatic(_ arguments: [String]) async throws -> Set<String> {
    let outcome = try await map(arguments)
    let summary = try #require(XMLSummary(outcome.output))
    var found = Set<String>()
    for match in outcome.text.matches(of: /#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})\b/)
    where match.1.lowercased() != match.2.lowercased()
      || match.2.lowercased() != match.3.lowercased()
    {
      found.insert(String(match.0))
    }
    for element in summary.elements {
      for key in ["fill", "stroke", "stop-color"] {
        guard let colour = element.attributes[key], !colour.hasPrefix("#") else { continue }
        if !["none", "black", "white", "transparent"].contains(colour) { found.insert(colour) }
      }
    }
    return found
  }

  /// An English map's only Chinese words are those of the book.
  @Test func englishMapSaysItsOwnWordsInEnglish() async throws {
    var book = ""
    for name in try FileManager.default.contentsOfDirectory(atPath: Repository.example.path)
    where name.hasSuffix(".csv") {
      book += try String(contentsOf: Repository.example.appending(path: name), encoding: .utf8)
    }
    for arguments in [["--firms", "all"], ["--paper", "a4"]] {
      let outcome = try await map(["--language", "en"] + arguments)
      let summary = try #require(XMLSummary(outcome.output))
      let tooltips = summary.elements.compactMap { $0.attributes["xlink:title"] }
      for text in summary.texts + tooltips {
        let runs = text.unicodeScalars.split { !(0x3400...0x9FFF).contains($0.value) }
        for run in runs.map({ String(Substring($0)) }) {
          let isOfTheBook = book.contains(run)
          #expect(isOfTheBook, "\(run) in \(text)")
        }
      }
      #expect(!summary.texts.contains { $0.contains(/[（），。：；]/) })
      for word in ["Upstream", "Midstream", "Downstream", "certified", "2026-06-30"] {
        #expect(
          summary.texts.contains { $0.localizedCaseInsensitiveContains(word) }, "\(word)")
      }
    }
    let chinese = try await texts([])
    for word in ["上游", "中游", "下游", "支撑配套", "优势环节", "缺失环节", "获证"] {
      #expect(chinese.contains { $0.contains(word) }, "\(word)")
    }
  }

  @Test func headlineIsComputedOwnOrNone() async throws {
    let automatic = try await texts([])
    #expect(try await texts(["--headline", "auto"]) == automatic)
    let none = try await texts(["--headline", "none"])
    let headline = Set(automatic).subtracting(none)
    #expect(!headline.isEmpty)
    let own = #"他说"5G" <b>& 'x' \N \ 😀 100%"#
    let texts = try await texts(["--headline", own])
    #expect(texts.joined().contains(own))
    let kept = headline.filter { texts.contains($0) }
    #expect(kept.isEmpty)
    // A text that is one of the key words in another case is a text.
    #expect(try await self.texts(["--headline", "None"]).contains("None"))
  }

  @Test func firmsAreNamedAsAsked() async throws {
    let rows = CSVText.rows(
      try String(
        contentsOf: Repository.example.appending(path: "members.csv"), encoding: .utf8))
    let firms = Set(rows.dropFirst().map { $0[2] })
    func named(_ arguments: [String]) async throws -> Int {
      let outcome = try await map(arguments)
      let summary = try #require(XMLSummary(outcome.output))
      let lines = Set(
        summary.elements.compactMap { $0.attributes["xlink:title"] }
          .compactMap { $0.split(whereSeparator: \.isNewline).first.map(String.init) })
      return firms.intersection(lines).count
    }
    let all = try await named(["--firms", "all"])
    let top = try await named(["--firms", "top", "--paper", "a4"])
    let none = try await named(["--firms", "none"])
    #expect(all == firms.count)
    #expect(none == 0)
    #expect(top > none && top < all)
  }

  @Test func chainIsFoundByNumberOrName() async throws {
    let only = try await map([])
    for arguments in [["YL-NEV"], ["云岚市新能源汽车产业链"], ["--chain", "YL-NEV"]] {
      #expect(try await map(arguments).output == only.output)
    }
  }
}

extension Array {
  /// The results of a closure on each element, one after another.
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
