import DOT
import Foundation
import Graphviz
import Testing

@Suite struct GraphvizTests {
  @Test func installed() async throws {
    let installed = try await Graphviz.shared.installed()
    #expect(installed.version.first?.isNumber == true)
    #expect(Set(installed.formats).isSuperset(of: ["svg", "pdf", "png", "dot"]))
    #expect(Set(installed.engines).isSuperset(of: ["dot", "neato", "nop2"]))
    #expect(!installed.formats.contains("x11"))
  }

  @Test(arguments: ["nope", "", "x11", "svg:cairo:cairo", "SVG"])
  func unknownFormat(name: String) async {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(
        GraphvizPitfallTests.good, format: RenderFormat(name))
    }
    #expect(error?.code == .unknownFormat)
    #expect(error?.format?.name == name)
    #expect(error?.messages.first?.contains("svg") == true)
    #expect(error?.description.contains("不支持该输出格式") == true)
  }

  @Test func unknownEngine() async {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.layout(GraphvizPitfallTests.good, engine: LayoutEngine("nope"))
    }
    #expect(error?.code == .unknownEngine)
    #expect(error?.format == nil)
    #expect(error?.code.description == "unknownEngine")
  }

  @Test(arguments: [0, -1, 2_401])
  func unreasonableResolution(dpi: Int) async {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(GraphvizPitfallTests.good, format: .png, dpi: dpi)
    }
    #expect(error?.code == .refusedInput)
  }

  @Test func cancelledTaskDoesNotRender() async {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await Graphviz.shared.render(GraphvizPitfallTests.good, format: .svg)
    }
    task.cancel()
    let result = await task.result
    #expect(throws: GraphvizError.self) { try result.get() }
  }

  @Test func messagesAreCapped() async throws {
    let nodes = (0..<50).map { "n\($0) [label=<<FONT></FONT>>];" }.joined()
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.render(dot: "digraph { \(nodes) }", format: .svg)
    }
    #expect(error?.messages.count == 20)
    #expect(error?.omittedMessageCount == 30)
  }

  /// The width and height in the header chunk of a PNG.
  static func size(ofPNG data: Data) -> [Int] {
    [16, 20].map { start in data[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test(arguments: [(72, [100, 50]), (144, [200, 100])])
  func resolution(dpi: Int, size: [Int]) async throws {
    let diagram = Diagram(
      "g", attributes: [.pad(0)],
      nodes: [.init("a", [.width(100), .height(50), .fixedSize(true), .shape(.box), .label("")])])
    let data = try await Graphviz.shared.render(diagram, format: .png, dpi: dpi).data
    let actual = Self.size(ofPNG: data)
    #expect(abs(actual[0] - size[0]) <= 2 && abs(actual[1] - size[1]) <= 2, "\(actual)")
    let pdf = try await Graphviz.shared.render(diagram, format: .pdf, dpi: dpi).data
    let plain = try await Graphviz.shared.render(diagram, format: .pdf).data
    #expect(pdf == plain)
  }

  @Test func everythingTogetherIsAccepted() async throws {
    let table = HTMLTable(
      [
        .border(2), .cellBorder(1), .cellSpacing(1), .cellPadding(2), .color(.black),
        .background(.white, .black), .gradientAngle(90), .style(.rounded, .radial), .width(10),
        .height(10), .sides([.left, .top]), .align(.center), .verticalAlign(.top),
        .target("_blank"),
      ],
      rows: [
        .init([], ruleBelow: true),
        .init(
          [
            HTMLCell(
              "a",
              [
                .border(1), .sides([.right, .bottom]), .background(.white), .rowSpan(2),
                .lineAlign(.left), .verticalAlign(.bottom), .style(.dashed),
              ], ruleAfter: true),
            HTMLCell(HTMLTable(rows: [.init([])])),
          ], ruleBelow: true),
        .init([HTMLCell(HTMLText([]))], ruleBelow: true),
      ])
    let diagram = Diagram(
      "g",
      attributes: [
        .newRank(true), .concentrate(false), .compound(true), .size(width: 500, height: 500),
        .ratio(.compress), .outputOrder(.edgesFirst), .layout("dot"), .nodeSeparation(10),
        .labelLocation(.top), .labelJustification(.left), .cssClass("map print"),
      ],
      nodes: Attribute<NodeScope>.Shape.allCases.map { .init($0.rawValue, [.shape($0)]) } + [
        .init("t", [.label(HTMLLabel(table)), .shape(.plain), .group("g")]),
        .init("s", [.style(.filled, .wedged), .fillColor(.white, .black), .peripheries(2)]),
        .init("m", [.margin(horizontal: 10, vertical: 5), .labelLocation(.bottom)]),
      ],
      clusters: [
        .init(
          "甲", [.margin(4), .label("x"), .color(.black), .penWidth(2), .background(.white)],
          nodes: [.init("x")], clusters: [.init("乙", nodes: [.init("y")])])
      ],
      rankGroups: [.init(.same, ["x", "m"])],
      edges: Attribute<EdgeScope>.Arrow.allCases.map {
        .init(from: "s", to: "m", [.arrowHead($0), .arrowTail($0), .direction(.both)])
      } + [
        .init(
          from: "m", to: "y",
          [
            .logicalHead(cluster: "乙"), .headLabel("h"), .tailLabel("t"), .weight(2),
            .minimumLength(2), .constraint(true), .style(.dashed), .labelTooltip("l"),
            .label("l"),
          ])
      ])
    let drawing = try await Graphviz.shared.render(diagram, format: .svg)
    #expect(drawing.warnings.isEmpty, "\(drawing.warnings)")
    #expect(SVG(drawing.data) != nil)
  }

  @Test func clustersInheritOnlyFonts() async throws {
    let diagram = Diagram(
      "g", attributes: [.label("标题"), .margin(0), .background(.black), .fontSize(33)],
      clusters: [
        .init(
          "a", [.label("外"), .tooltip("外层"), .id("outer")], nodes: [.init("x")],
          clusters: [.init("b", nodes: [.init("y")])])
      ])
    let data = try await Graphviz.shared.render(diagram, format: .svg).data
    let svg = try #require(SVG(data))
    #expect(svg.texts.filter { $0 == "标题" }.count == 1)
    #expect(svg.texts.filter { $0 == "外" }.count == 1)
    #expect(svg.tips.filter { $0 == "外层" }.count == 1)
    #expect(svg.identifiers.filter { $0 == "outer" }.count == 1)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.components(separatedBy: "fill=\"#000000\"").count == 2, "only the page is black")
    #expect(text.components(separatedBy: "font-size=\"33.00\"").count == 3)
  }
}
