import DOT
import Foundation
import Graphviz
import Testing

/// One test for each numbered pitfall of the Graphviz notes.
@Suite struct GraphvizPitfallTests {
  static let good = Diagram("g", nodes: [Diagram.Node("a")], edges: [.init(from: "a", to: "b")])

  @Test func pitfall01ConcurrentRenders() async throws {
    let sizes = try await withThrowingTaskGroup(of: Data.self) { group in
      for index in 0..<500 {
        group.addTask {
          if index % 7 == 3 {
            await #expect(throws: GraphvizError.self) {
              try await Graphviz.shared.render(dot: "digraph {", format: .svg)
            }
          }
          return try await Graphviz.shared.render(Self.good, format: .svg).data
        }
      }
      return try await group.reduce(into: Set<Data>()) { $0.insert($1) }
    }
    #expect(sizes.count == 1)
  }

  @Test func pitfall01LongPathFitsTheStack() async throws {
    let text = (0..<20_000).map { "\"n\($0)\" -> \"n\($0 + 1)\";" }.joined(separator: "\n")
    let layout = try await Graphviz.shared.layout(
      dot: "digraph { nslimit=1; nslimit1=1; splines=line; node [shape=point]; \(text) }")
    #expect(layout.nodes.count == 20_001)
    #expect(layout.edges.count == 20_000)
  }

  @Test func pitfall02FailureDoesNotPoisonTheNextCall() async throws {
    let before = try await Graphviz.shared.render(Self.good, format: .svg)
    for dot in [
      "digraph {", "digraph { a [label=<<FONT></FONT>>] }", "digraph { a [label=\"abc",
      "digraph { a [label=<abc", "digraph { /* abc", "digraph { a [label=\"abc\\",
    ] {
      await #expect(throws: GraphvizError.self) {
        try await Graphviz.shared.render(dot: dot, format: .svg)
      }
      #expect(try await Graphviz.shared.render(Self.good, format: .svg) == before)
    }
    await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(Self.good, format: .svg, engine: .nop2)
    }
    #expect(try await Graphviz.shared.render(Self.good, format: .svg) == before)
  }

  @Test(arguments: [
    "digraph x {} \"abc", "digraph x {} garbage", "digraph x {} <<<a", "",
    "digraph x {} }", "digraph x {} \"a\\",
  ])
  func textAfterTheGraphDoesNotReachTheNextCall(dot: String) async throws {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(dot: dot, format: .svg)
    }
    #expect(error?.code == .syntax)
    #expect(try await Graphviz.shared.layout(Self.good).nodes.map(\.name) == ["a", "b"])
  }

  @Test(arguments: ["digraph { x }\n digraph { y }\n\n", "digraph { x } /* open comment"])
  func onlyTheFirstGraphIsDrawn(dot: String) async throws {
    let layout = try await Graphviz.shared.layout(dot: dot)
    #expect(layout.nodes.map(\.name) == ["x"])
    #expect(try await Graphviz.shared.layout(Self.good).nodes.map(\.name) == ["a", "b"])
  }

  @Test(arguments: [
    "digraph { a [label=<<FONT></FONT>>] }", "digraph { a [label=<<TABLE></TABLE>>] }",
    "digraph { a [label=<<B>>] }", "digraph { a [shape=record label=\"{a|\"] }",
  ])
  func pitfall03ReportedSuccessWithAnErrorIsAFailure(dot: String) async throws {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(dot: dot, format: .svg)
    }
    #expect(error?.code == .layout)
    #expect(error?.messages.first?.hasPrefix("Error: ") == true)
  }

  @Test func pitfall03OrthogonalEdgesWarnAboutLabels() async throws {
    let diagram = Diagram(
      "g", attributes: [.splines(.orthogonal)], nodes: [],
      edges: [.init(from: "a", to: "b", [.label("x")])])
    let drawing = try await Graphviz.shared.render(diagram, format: .svg)
    #expect(drawing.warnings.count == 1)
  }

  @Test func pitfall03TextThatLooksLikeAnErrorIsNone() async throws {
    let name = "x\nError: no"
    let diagram = Diagram(
      "g", nodes: [.init(name, [.fixedSize(true), .width(5), .height(5), .label("long")])])
    let drawing = try await Graphviz.shared.render(diagram, format: .svg)
    #expect(drawing.warnings.count == 1)
    #expect(drawing.warnings.first?.contains("too small for label") == true)
  }

  @Test func pitfall04DiagnosticsAreJoinedAndEmptied() async throws {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(dot: "digraph {\n\na ->}", format: .svg)
    }
    #expect(error?.code == .syntax)
    #expect(error?.messages == ["Error: syntax error in line 3 near '}'"])
    #expect(try await Graphviz.shared.render(Self.good, format: .svg).warnings.isEmpty)
    let small = Diagram("g", nodes: [.init("a", [.label(Self.fixed)])])
    #expect(
      try await Graphviz.shared.render(small, format: .svg).warnings
        == ["Warning: table size too small for content in label of node a"])
  }

  static let fixed = HTMLLabel(
    HTMLTable(
      [.fixedSize(true), .width(10), .height(10)],
      rows: [.init([HTMLCell("正极材料很长很长")])]))

  static let names = [
    "5G 基站", "3nm", "5G", "-1", "", "node", "subgraph", "\"", "a\"b", "a\\", "\\\\", "a\\\"",
    "a\nb",
    "<b>", "🚗", "&lt;", "&nosuch;", "&", "\u{1}", "\\N", "\\G", "a:b", "a->b", "--", "/*", "//",
    "#",
    String(repeating: "长", count: 3_400), "%3", "a%3", "a\\\nb", "\t", "\r\n", "a,b", "{|}", "]]>",
    "\u{FFFF}",
  ]

  @Test(arguments: names)
  func pitfall05NamesComeBack(name: String) async throws {
    let diagram = Diagram(
      name, nodes: [.init(name), .init("other")],
      clusters: [.init(name, nodes: [.init("in")])],
      edges: [.init(from: .init(name), to: "other"), .init(from: "in", to: .init(name))])
    let layout = try await Graphviz.shared.layout(diagram)
    #expect(layout.nodes.map(\.name) == [name, "other", "in"])
    #expect(layout.edges.map(\.tail) == [name, "in"])
    #expect(layout.edges.map(\.head) == ["other", name])
    #expect(layout.clusters.map(\.name) == [name])
    let svg = SVG(try await Graphviz.shared.render(diagram, format: .svg).data)
    #expect(svg?.classes.filter { $0 == "node" }.count == 3)
  }

  @Test func pitfall06LabelsNeverChangeKind() async throws {
    let texts = ["<b>x</b>", "a|b", "{a}", "<<TABLE>>", "\\N", "\\E\\G\\l\\n"]
    let diagram = Diagram(
      "g", nodes: texts.enumerated().map { .init("n\($0)", [.label($1)]) })
    let svg = try #require(SVG(try await Graphviz.shared.render(diagram, format: .svg).data))
    #expect(Set(svg.texts) == Set(texts))
  }

  @Test func pitfall07LayoutAfterLayoutAndFailure() async throws {
    for _ in 0..<20 {
      _ = try await Graphviz.shared.layout(Self.good)
      await #expect(throws: GraphvizError.self) {
        try await Graphviz.shared.layout(Self.good, engine: .nop2)
      }
      _ = try await Graphviz.shared.layout(Self.good, engine: .neato)
    }
  }

  #if os(Linux)
  @Test func pitfall08LeakPerRenderIsSmall() async throws {
    func residentKilobytes() throws -> Int {
      let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
      return try #require(line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first)
    }
    for _ in 0..<20 { _ = try await Graphviz.shared.render(Self.good, format: .svg) }
    let before = try residentKilobytes()
    for _ in 0..<200 { _ = try await Graphviz.shared.render(Self.good, format: .svg) }
    let growth = try residentKilobytes() - before
    print("growth for a render: \(Double(growth) / 200) kB (with other tests running)")
    // Other tests run beside this one; only a leak of whole pictures would be seen.
    #expect(growth < 60_000)
  }
  #endif

  @Test func pitfall09PositionsAreThereWithoutAsking() async throws {
    let layout = try await Graphviz.shared.layout(Self.good)
    #expect(layout.nodes.count == 2)
    #expect(layout.nodes[0].center.y > layout.nodes[1].center.y)
    #expect(layout.nodes[0].size == Diagram.Size(width: 54, height: 36))
    #expect(layout.boundingBox.left == 0)
    #expect(layout.boundingBox.bottom == 0)
    #expect(layout.boundingBox.height == 108)
  }

  @Test func pitfall10FontStackReachesTheSVG() async throws {
    let stack = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,sans-serif"
    let run = HTMLRun("粗", face: stack + "\"<&", bold: true)
    let diagram = Diagram(
      "g",
      nodeDefaults: [
        .fontName("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "sans-serif")
      ],
      nodes: [.init("汉字"), .init("b", [.label(HTMLLabel(HTMLText(run)))])])
    let data = try await Graphviz.shared.render(diagram, format: .svg).data
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.components(separatedBy: "font-family=\"\(stack)\"").count == 3)
  }

  @Test func pitfall11IdentifiersTipsAndLinks() async throws {
    let cell = HTMLCell(
      "x", [.id("c1"), .tip("格 & \"1\" \\N &amp;"), .link(try .init("?a=1&b=2"))])
    let silent = HTMLCell("y", [.id("c2"), .tip("unseen")])
    let diagram = Diagram(
      "g",
      nodes: [
        .init(
          "a",
          [
            .id("firm 1"), .tooltip("甲 & \"乙\"\n\\N\\n <c> &lt;"),
            try .url("https://example.com/?a=1&b='2'"),
          ]),
        .init("t", [.label(HTMLLabel(HTMLTable(rows: [.init([cell, silent])])))]),
      ],
      clusters: [.init("c", [.id("band"), .tooltip("层")], nodes: [.init("b")])],
      edges: [.init(from: "a", to: "b", [.id("e1"), .tooltip("边")])])
    let svg = try #require(SVG(try await Graphviz.shared.render(diagram, format: .svg).data))
    for identifier in ["firm_x20_1", "band", "e1", "a_c1"] {
      #expect(svg.identifiers.contains(identifier))
    }
    let tips = svg.tips.map(SVG.readable)
    for tip in ["甲 & \"乙\"\n\\N\\n <c> &lt;", "层", "边", "格 & \"1\" \\N &amp;"] {
      #expect(tips.contains(tip), "\(tip) in \(tips)")
    }
    #expect(!tips.contains("unseen"), "documented: a tip without a link is dropped")
    #expect(svg.links.contains("https://example.com/?a=1&b=%272%27"))
    #expect(svg.links.contains("?a=1&b=2"))
    #expect(svg.titles.contains("cluster_c"))
  }

  @Test(arguments: [
    "digraph { a [image=\"x.png\"] }", "digraph { node [shapefile=x] a }",
    "digraph { imagepath=\"/\" a }",
    "digraph { a [label=<<TABLE><TR><TD><IMG SRC=\"x\"/></TD></TR></TABLE>>] }",
    "digraph { a [URL=\"JavaScript:x\"] }", "digraph { a }\0", "digraph { stylesheet=\"x\" }",
  ])
  func pitfall11FilesAndScriptsAreRefused(dot: String) async {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(dot: dot, format: .svg)
    }
    #expect(error?.code == .refusedInput)
  }

  @Test func pitfall12StructureOfAnSVG() async throws {
    let svg = try #require(SVG(try await Graphviz.shared.render(Self.good, format: .svg).data))
    #expect(svg.titles == ["g", "a", "b", "a->b"])
    #expect(svg.texts == ["a", "b"])
  }

  @Test func pitfall12SameBytes() async throws {
    let first = try await Graphviz.shared.render(Self.good, format: .pdf).data
    try await Task.sleep(for: .milliseconds(1_100))
    #expect(try await Graphviz.shared.render(Self.good, format: .pdf).data == first)
    #expect(String(decoding: first, as: UTF8.self).contains("(D:20000101000000"))
  }

  @Test func pitfall13OversizedBitmapIsReported() async throws {
    let diagram = Diagram(
      "g", attributes: [.pad(0)],
      nodes: [.init("a", [.width(8_000), .height(10), .label("")])])
    let drawing = try await Graphviz.shared.render(diagram, format: .png, dpi: 300)
    #expect(drawing.warnings.contains { $0.contains("32767") })
  }
}
