import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import Graphviz
import Testing

/// What must hold of every map, whatever the book.
@Suite struct ChainMapStructureTests {
  /// A book and a chain in it.
  struct Subject: Sendable, CustomTestStringConvertible {
    var folder: String
    var chain: String?
    var testDescription: String { URL(fileURLWithPath: folder).lastPathComponent + (chain ?? "") }
  }

  static let subjects: [Subject] = {
    var subjects = [Subject(folder: Places.example)]
    guard Places.hasSharedBooks else { return subjects }
    subjects.append(Subject(folder: Places.sharedBooks + "/eto-chips"))
    subjects.append(Subject(folder: Places.sharedBooks + "/tfda-border"))
    for chain in ["1000", "D000", "F000", "R300", "K000"] {
      subjects.append(Subject(folder: Places.sharedBooks + "/tw-industry", chain: chain))
    }
    return subjects
  }()

  private func map(
    _ subject: Subject, _ change: (inout MapOptions) -> Void
  ) throws -> (MapDocument, ChainBook, Int) {
    let book = try BookReader(asOf: exampleDay).read(subject.folder)
    let chain = subject.chain.flatMap { ChainLookup.chains(matching: $0, in: book).first } ?? 0
    return (draw(book, chain: chain, change), book, chain)
  }

  @Test(arguments: subjects, [Paper.a3, .a4, .wide])
  func isLegible(_ subject: Subject, paper: Paper) async throws {
    let (map, book, chain) = try map(subject) { $0.paper = paper }
    #expect(map.pageSize.width == paper.width, "the page must not grow")
    #expect(map.smallestText >= 6)
    let drawn = try await DrawnMap(map)
    #expect(drawn.warnings == [])
    let smallest = drawn.texts.values.flatMap { $0 }.map(\.size).min() ?? 0
    #expect(smallest >= 6)
    // Each segment is on the map once: as a box of its own, or folded into its parent.
    let boxes = drawn.ids("segment-")
    #expect(Set(boxes).count == boxes.count)
    let isFolded = map.remarks.contains { $0.chinese.contains("子环节并入") }
    for segment in book.segmentsOfChain[chain] {
      let isChild = book.segments[segment].parent.index != nil
      let id = "segment-" + book.text[book.segments[segment].id]
      #expect(drawn.texts[id] != nil || (isChild && isFolded), "\(id)")
    }
  }

  @Test(arguments: subjects, [Paper.a3, .a4])
  func nothingOverlaps(_ subject: Subject, paper: Paper) async throws {
    let (map, _, _) = try map(subject) { $0.paper = paper }
    let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
    MapChecks.expectNoOverlap(layout, map, subject.testDescription)
  }

  @Test(arguments: subjects)
  func noLineCrossesABox(_ subject: Subject) async throws {
    let (map, _, _) = try map(subject) { _ in }
    let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
    MapChecks.expectNoCrossing(layout, subject.testDescription)
  }

  @Test(arguments: subjects)
  func everyMarkIsInTheLegend(_ subject: Subject) async throws {
    let (map, _, _) = try map(subject) { _ in }
    let drawn = try await DrawnMap(map)
    let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined(separator: " ")
    let texts = (drawn.ids("segment-") + drawn.ids("outside-")).flatMap(drawn.strings)
    for sign in ["✔", "○", "!", "⊘", " ◆"] {
      let mark = sign.trimmingCharacters(in: .whitespaces)
      #expect(legend.contains(mark) == texts.contains(sign), "\(sign)")
    }
    #expect(legend.contains("★") == texts.contains { $0.hasPrefix("★") })
    #expect(
      legend.contains("去往末端环节的每条路线都经过") == texts.contains { $0.contains("必经") })
    #expect(
      legend.contains("▲") == texts.contains { $0.hasPrefix("▲") || $0.hasPrefix("△") })
    #expect(legend.contains("△") == texts.contains { $0.hasPrefix("△") })
    #expect(legend.contains("◎") == texts.contains { $0.hasSuffix(" ◎") })
    #expect(legend.contains("堵点") == texts.contains { $0.hasPrefix("共性·堵点") })
    let labels = drawn.ids("line-").flatMap(drawn.strings)
    #expect(legend.contains("n 条") == labels.contains { $0.contains("条") })
  }

  @Test func greyscaleHasNoColour() throws {
    let dot = try draw(Places.example) { $0.theme = .greyscale }.diagram.dotText
    for match in dot.matches(of: /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/) {
      #expect(match.1 == match.2 && match.2 == match.3, "\(match.0)")
    }
  }

  @Test func everyFirmIsNamedOnRequestAndThePageGrowsForIt() async throws {
    let (map, book, _) = try map(Self.subjects[0]) {
      $0.firms = .all
      $0.paper = .a4
    }
    #expect(map.smallestText >= 6)
    #expect(map.pageSize.width > Paper.a4.width)
    let drawn = try await DrawnMap(map)
    let texts = Set(drawn.ids("segment-").flatMap(drawn.strings))
    for member in book.members {
      guard let firm = member.firm.index else { continue }
      let name = TextFolding.shortFirmName(book.text[book.firms[firm].name])
      #expect(texts.contains(name) || texts.contains("★ " + name), "\(name)")
    }
  }

  @Test func speaksEnglish() async throws {
    let drawn = try await DrawnMap(try draw(Places.example) { $0.language = .english })
    let band = drawn.ids("band-").flatMap(drawn.strings)
    #expect(band.contains("upstream") && band.contains("support"))
    let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined()
    #expect(!legend.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  @Test(arguments: ["5G 基站", "3nm", "<b>&\"\\", "a\\nb", "多行\n名称", "😀🏭", "\\N\\G", "&lt;&#38;"])
  func namesComeThroughUnharmed(_ name: String) async throws {
    let quoted = "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    let book = try TemporaryBook([
      "chains.csv": "产业链编号,产业链名称\nC,\(quoted)\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\nC,\(quoted),\(quoted),上游\nC,S2,乙,下游\n",
      "members.csv": "产业链编号,环节编号,企业\nC,\(quoted),\(quoted)\n",
      "flows.csv": "产业链编号,供给环节,需求环节\nC,\(quoted),S2\n",
    ])
    let map = try draw(book.path)
    let drawn = try await DrawnMap(map)
    #expect(drawn.warnings == [])
    func plain(_ text: String) -> String {
      text.filter { !$0.isNewline && $0 != "\u{2060}" && $0 != " " && $0 != "\u{A0}" }
    }
    let all = drawn.texts.values.flatMap { $0 }.map { plain($0.string) }
    let box = drawn.ids("segment-").map { plain(drawn.strings($0).joined()) }
    #expect(box.contains { $0.contains(plain(name)) }, "\(all)")
    for format in [RenderFormat.pdf, .png] {
      let bytes = try await Graphviz.shared.render(map.diagram, format: format, engine: .nop2).data
      #expect(bytes.count > 1000)
    }
  }

  @Test func wrongBandsAndCyclesAreDrawnMarkedAndReported() async throws {
    let book = try TemporaryBook([
      "chains.csv": "产业链编号,产业链名称\nC,链\n",
      "segments.csv": """
      产业链编号,环节编号,环节名称,链上位置
      C,A,甲,上游
      C,B,乙,上游
      C,D,丁,下游
      C,E,戊,

      """,
      "flows.csv": "产业链编号,供给环节,需求环节\nC,A,B\nC,B,A\nC,D,A\nC,A,A\nC,E,D\n",
    ])
    let map = try draw(book.path)
    let drawn = try await DrawnMap(map)
    #expect(drawn.ids("segment-").count == 4)
    #expect(map.remarks.contains { $0.chinese.contains("“丁”到“甲”") })
    #expect(drawn.strings("line-segment-D-segment-A").joined().contains("逆向"))
    #expect(drawn.ids("band-").flatMap(drawn.strings).contains("链上位置未填"))
  }

  @Test func anEmptyChainIsAMapToo() async throws {
    let book = try TemporaryBook(["chains.csv": "产业链编号,产业链名称\nC,空链\n"])
    let drawn = try await DrawnMap(try draw(book.path))
    #expect(drawn.strings("page-title") == ["空链 · 质量认证强链图谱"])
  }
}
