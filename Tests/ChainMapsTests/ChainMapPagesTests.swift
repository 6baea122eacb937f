import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import Foundation
import Graphviz
import Testing

/// A chain map that one page cannot hold: an overview or a list, and pages of whole segments.
@Suite struct ChainMapPagesTests {
  private static func pages(
    _ path: String, chain: Int = 0, _ change: (inout MapOptions) -> Void
  ) throws -> (book: ChainBook, pages: [MapDocument]) {
    let book = try BookReader(asOf: exampleDay).read(path)
    let ledger = QualityLedger(book, asOf: exampleDay)
    let profile = ChainProfile(chain: chain, in: book, ledger: ledger)
    var options = MapOptions()
    change(&options)
    let findings = ChainFindings(profile, in: book, network: SupplyNetwork(book), ledger: ledger)
    return (
      book,
      ChainMap(profile, findings: findings, book: book, ledger: ledger, options: options).pages()
    )
  }

  /// Books with the page and the firms named on it, and about how many pages they take.
  static let cases: [(folder: String, chain: Int, paper: Paper, firms: MapOptions.FirmRows)] = {
    var cases: [(String, Int, Paper, MapOptions.FirmRows)] = [
      (Places.example, 0, .a4, .all), (Places.example, 0, .wide, .all),
    ]
    if Places.hasSharedBooks {
      cases.append((Places.sharedBooks + "/tw-industry", 3, .a4, .all))
      cases.append((Places.sharedBooks + "/eto-chips", 0, .a4, .all))
    }
    return cases
  }()

  @Test(arguments: cases.indices)
  func everyPageIsLegible(_ index: Int) async throws {
    let (folder, chain, paper, firms) = Self.cases[index]
    let (_, pages) = try Self.pages(folder, chain: chain) {
      $0.paper = paper
      $0.firms = firms
    }
    for (number, page) in pages.enumerated() {
      let what = "page \(number + 1)"
      #expect(page.pageSize.width == paper.width, "\(what) must not grow")
      #expect(page.smallestText >= 6)
      let layout = try await Graphviz.shared.layout(page.diagram, engine: .nop2)
      #expect(layout.warnings == [])
      MapChecks.expectNoOverlap(layout, page, what)
      MapChecks.expectNoCrossing(layout, what)
      let drawn = try await DrawnMap(page)
      #expect(
        drawn.strings("page-footer").joined().contains("第 \(number + 1) 页，共 \(pages.count) 页"))
    }
  }

  @Test func everySegmentAndFirmIsOnOnePage() async throws {
    let (book, pages) = try Self.pages(Places.example) {
      $0.paper = .a4
      $0.firms = .all
    }
    #expect(pages.count > 2)
    var drawn: [DrawnMap] = []
    for page in pages { drawn.append(try await DrawnMap(page)) }
    let boxes = drawn.dropFirst().flatMap { $0.ids("segment-") }
    let expected = book.segments.map { "segment-" + book.text[$0.id] }
    #expect(boxes.sorted() == expected.sorted())
    for segment in book.segments.indices {
      let id = "segment-" + book.text[book.segments[segment].id]
      let number = try #require(drawn.dropFirst().firstIndex { $0.texts[id] != nil })
      let texts = drawn[number].strings(id)
      // The overview's box says where that is.
      let pointer = drawn[0].strings(id).map { $0.replacing("\u{A0}", with: " ") }
      #expect(pointer.contains { $0.hasPrefix("第 \(number + 1) 页") }, "\(id): \(pointer)")
      for member in book.membersOfSegment[segment] {
        guard let firm = book.members[member].firm.index, book.firms[firm].isOperating else {
          continue
        }
        let name = TextFolding.shortFirmName(book.text[book.firms[firm].name])
        #expect(texts.count { $0 == name || $0 == "★ " + name } == 1, "\(id) \(name)")
      }
      #expect(!texts.contains { $0.hasPrefix("+ ") }, "\(id)")
    }
    // It names no firm, and what its headline and boxes say by signs is in its legend.
    #expect(drawn[0].order.allSatisfy { !$0.contains("segment-") || !$0.hasPrefix("firm-") })
    let legend = drawn[0].ids("page-legend").flatMap(drawn[0].strings).joined()
    let said = (drawn[0].ids("segment-") + drawn[0].ids("page-headline"))
      .flatMap(drawn[0].strings).joined()
    for sign in ["★", "◆", "◎", "△", "⊘"] {
      #expect(legend.contains(sign) == said.contains(sign), "\(sign)")
    }
    #expect(!legend.contains("✔") && !legend.contains("○"))
  }

  /// A line is drawn where both ends share a page; else each end says in words where it goes on.
  @Test func linesGoOnInWords() async throws {
    let whole = try await DrawnMap(try draw(Places.example))
    let (book, pages) = try Self.pages(Places.example) {
      $0.paper = .a4
      $0.firms = .all
    }
    var pageOfSegment: [String: Int] = [:]
    var titles: [String: String] = [:]
    for segment in book.segments {
      titles["segment-" + book.text[segment.id]] = book.text[segment.name]
    }
    var drawn: [DrawnMap] = []
    for (number, page) in pages.enumerated() {
      drawn.append(try await DrawnMap(page))
      for id in drawn[number].ids("segment-") { pageOfSegment[id] = number + 1 }
    }
    var said = 0
    for line in whole.ids("line-segment-") {
      let ends = line.dropFirst("line-".count).components(separatedBy: "-segment-")
      let (from, to) = (ends[0], "segment-" + ends[1])
      let pagesOfEnds = try (#require(pageOfSegment[from]), #require(pageOfSegment[to]))
      let isDrawn = drawn.dropFirst().contains { $0.texts[line] != nil }
      #expect(drawn[0].texts[line] != nil, "the overview shows every line")
      #expect(isDrawn == (pagesOfEnds.0 == pagesOfEnds.1), "\(line)")
      guard pagesOfEnds.0 != pagesOfEnds.1 else { continue }
      let count = whole.strings(line).joined().replacing("逆向", with: "")
        .trimmingCharacters(in: .whitespaces)
      let words = (count.isEmpty ? "" : "（\(count)）")
      for (box, other, arrow, page) in [
        (from, to, "→", pagesOfEnds.1), (to, from, "←", pagesOfEnds.0),
      ] {
        let texts = drawn[(pageOfSegment[box] ?? 1) - 1].strings(box)
          .map { $0.replacing("\u{A0}", with: " ") }
        said += 1
        // Words of one page stand together: “→ 第 3 页：电控系统（12 条）、电芯”.
        let sentence = texts.joined().matches(of: /[→←] 第 \d+ 页：[^→←]*/).map(\.0)
          .first { $0.hasPrefix("\(arrow) 第 \(page) 页：") }
        #expect(
          sentence?.contains((titles[other] ?? "") + words) ?? false,
          "\(box) \(arrow) \(other): \(texts)")
      }
    }
    #expect(said >= 20)
  }

  /// However many pages there are, the index is a list that fits its paper and says nothing of lines.
  @Test func theIndexNeverGrows() async throws {
    let segments = 120
    let book = try TemporaryBook([
      "firms.csv": "企业编号,企业名称\n" + (1...900).map { "F\($0),第\($0)厂\n" }.joined(),
      "chains.csv": "产业链编号,产业链名称\nC1,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\n"
        + (1...segments).map { "C1,S\($0),环节\($0),\(["上游", "中游", "下游"][$0 % 3])\n" }.joined(),
      "members.csv": "产业链编号,环节编号,企业\n"
        + (1...900).map { "C1,S\($0 % segments + 1),F\($0)\n" }.joined(),
      "flows.csv": "产业链编号,供给环节,需求环节\n"
        + (1..<segments).map { "C1,S\($0),S\($0 + 1)\n" }.joined(),
    ])
    let (_, pages) = try Self.pages(book.path) {
      $0.paper = .a4
      $0.firms = .all
    }
    #expect(pages.count > 3)
    #expect(pages[0].pageSize.width == Paper.a4.width && pages[0].smallestText >= 6)
    let drawn = try await DrawnMap(pages[0])
    #expect(drawn.ids("line-").isEmpty)
    let listed = drawn.ids("page-index-").flatMap(drawn.strings)
    for segment in 1...segments {
      #expect(listed.count { $0.hasPrefix("环节\(segment) · ") } == 1)
    }
  }

  /// A segment whose firms no page holds goes on over several, every firm once.
  @Test func aSegmentOfManyFirmsIsSplit() async throws {
    let count = 1500
    let book = try TemporaryBook([
      "firms.csv": "企业编号,企业名称\n" + (1...count).map { "F\($0),第\($0)厂\n" }.joined(),
      "chains.csv": "产业链编号,产业链名称\nC1,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\nC1,S1,熔炼,上游\nC1,S2,轧制,中游\n",
      "members.csv": "产业链编号,环节编号,企业\n"
        + (1...count).map { "C1,\($0 <= 3 ? "S2" : "S1"),F\($0)\n" }.joined(),
      "flows.csv": "产业链编号,供给环节,需求环节\nC1,S1,S2\n",
    ])
    let (_, pages) = try Self.pages(book.path) {
      $0.paper = .a4
      $0.firms = .all
    }
    #expect(pages.count > 2)
    #expect(pages.allSatisfy { $0.pageSize.width == Paper.a4.width && $0.smallestText >= 6 })
    var names: [String] = []
    var titles: [String] = []
    for page in pages.dropFirst() {
      let drawn = try await DrawnMap(page)
      for id in drawn.ids("segment-") {
        titles.append(try #require(drawn.strings(id).first))
        names += drawn.strings(id).filter { $0.hasPrefix("第") && $0.hasSuffix("厂") }
      }
    }
    #expect(Set(names).count == count && names.count == count)
    let parts = titles.filter { $0.hasPrefix("熔炼") }
    #expect(parts == (1...parts.count).map { "熔炼（\($0)/\(parts.count)）" })
  }

  @Test func rowOrderDoesNotMatter() throws {
    func dots(_ path: String) throws -> [String] {
      try Self.pages(path) {
        $0.paper = .a4
        $0.firms = .all
        $0.sourceName = ""
      }.pages.map(\.diagram.dotText)
    }
    let shuffled = try TemporaryBook(shuffling: Places.example, seed: 11)
    #expect(try dots(Places.example) == dots(shuffled.path))
  }

  /// One page that could name no firm gives way to several where a firm has to be pointed at.
  @Test(.enabled(if: Places.hasSharedBooks))
  func aBottleneckThatTheHeadlineCountsIsNamed() async throws {
    let folder = Places.sharedBooks + "/eto-chips"
    let (_, pages) = try Self.pages(folder) { $0.paper = .a3 }
    #expect(pages.count > 1)
    #expect(pages.allSatisfy { $0.pageSize.width == Paper.a3.width && $0.smallestText >= 6 })
    #expect(pages[0].headline.contains("ASML"))
    var named = 0
    for page in pages.dropFirst() {
      let drawn = try await DrawnMap(page)
      for id in drawn.ids("segment-") where drawn.strings(id).contains("ASML") {
        #expect(drawn.strings(id).contains(" ◆"))
        named += 1
      }
    }
    #expect(named > 0)
    // Without names that is no reason, and a single page says all.
    let (_, single) = try Self.pages(folder) {
      $0.paper = .a3
      $0.firms = .none
    }
    #expect(single.count == 1)
  }

  @Test func oneLegiblePageIsNotSplit() throws {
    let (_, pages) = try Self.pages(Places.example) { $0.firms = .top }
    let single = try draw(Places.example)
    #expect(pages.count == 1 && pages[0].diagram == single.diagram)
  }
}
