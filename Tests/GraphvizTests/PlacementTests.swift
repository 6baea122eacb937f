import DOT
import Foundation
import Graphviz
import Testing

/// Positions given to `nop2` are the positions drawn and read back.
@Suite struct PlacementTests {
  static let width = 1_190.55
  static let height = 841.89

  static func sample(isPage: Bool) -> Diagram {
    let table = HTMLTable(
      [.border(1), .cellBorder(0), .fixedSize(true), .width(120), .height(60)],
      rows: [.init([HTMLCell("正极")]), .init([HTMLCell("甲企业")])])
    return Diagram(
      "page",
      attributes: (isPage ? .page(width: width, height: height) : [.noTranslation(true)]) + [
        .label("地图"), .labelCenter(.init(x: 595, y: 820)),
      ],
      nodeDefaults: [.shape(.plain), .fontName("Noto Sans CJK SC")],
      nodes: [],
      clusters: [
        .init(
          "上游",
          [
            .label("上游"), .labelCenter(.init(x: 225, y: 685)),
            .boundingBox(.init(left: 50, bottom: 50, right: 400, top: 700)),
          ],
          nodes: [.init("a", [.label(HTMLLabel(table)), .position(.init(x: 200.5, y: 300))])],
          clusters: [
            .init(
              "内", [.boundingBox(.init(left: 60, bottom: 60, right: 390, top: 400.25))])
          ])
      ],
      edges: [
        .init(
          from: "a", to: "b",
          [
            .label("7 条"), .labelCenter(.init(x: 440, y: 310)), .direction(.both),
            .position(
              .init(
                lineFrom: .init(x: 270, y: 300), to: .init(x: 400, y: 330),
                then: [.init(x: 590, y: 330)], startTip: .init(x: 260.5, y: 300),
                endTip: .init(x: 600, y: 330))),
          ])
      ]
    ).adding(
      .init(
        "b",
        [
          .shape(.box), .label("下"), .position(.init(x: 636, y: 330)), .width(72), .height(36),
          .fixedSize(true),
        ]))
  }

  @Test func roundTrip() async throws {
    let layout = try await Graphviz.shared.layout(Self.sample(isPage: true), engine: .nop2)
    #expect(layout.warnings.isEmpty)
    #expect(layout.label?.center == .init(x: 595, y: 820))
    let a = try #require(layout.nodes.first { $0.name == "a" })
    #expect(a.center == .init(x: 200.5, y: 300))
    #expect(a.size == .init(width: 120, height: 60))
    let b = try #require(layout.nodes.first { $0.name == "b" })
    #expect(b.frame == .init(left: 600, bottom: 312, right: 672, top: 348))
    #expect(layout.clusters.map(\.name) == ["上游", "内"])
    #expect(layout.clusters.map(\.parent) == [nil, "上游"])
    #expect(layout.clusters[0].frame == .init(left: 50, bottom: 50, right: 400, top: 700))
    #expect(layout.clusters[1].frame == .init(left: 60, bottom: 60, right: 390, top: 400.25))
    #expect(layout.clusters[0].label?.center == .init(x: 225, y: 685))
    #expect(layout.clusters[1].label == nil)
    let edge = try #require(layout.edges.first)
    #expect(edge.label?.center == .init(x: 440, y: 310))
    #expect(edge.paths.count == 1)
    let path = try #require(edge.paths.first)
    #expect(path.points.count == 7)
    #expect(path.start == .init(x: 270, y: 300))
    #expect(path.segments.last?.end == .init(x: 590, y: 330))
    #expect(path.startTip == .init(x: 260.5, y: 300))
    #expect(path.endTip == .init(x: 600, y: 330))
  }

  @Test func pageAndPositionsInSVG() async throws {
    let drawing = try await Graphviz.shared.render(
      Self.sample(isPage: true), format: .svg, engine: .nop2)
    #expect(drawing.warnings.isEmpty)
    #expect(SVG(drawing.data)?.viewBox == "0.00 0.00 1190.55 841.89")
    let text = String(decoding: drawing.data, as: UTF8.self)
    #expect(text.contains("translate(0 841.89)"))
    #expect(text.contains("points=\"50,-50 50,-700 400,-700 400,-50 50,-50\""))
    #expect(text.contains("points=\"140.5,-270 140.5,-330 260.5,-330 260.5,-270 140.5,-270\""))
    #expect(text.contains("d=\"M270,-300C313.33,-310 356.67,-320 400,-330"))
    #expect(text.contains("text-anchor=\"middle\" x=\"440\""))
    #expect(text.contains("600,-330"), "the tip of the arrow")
  }

  @Test func pageInPDFAndPNG() async throws {
    let diagram = Self.sample(isPage: true)
    let pdf = try await Graphviz.shared.render(diagram, format: .pdf, engine: .nop2)
    #expect(pdf.warnings.isEmpty)
    #expect(String(decoding: pdf.data, as: UTF8.self).contains("/MediaBox [ 0 0 1191 842 ]"))
    let png = try await Graphviz.shared.render(diagram, format: .png, engine: .nop2, dpi: 72)
    #expect(GraphvizTests.size(ofPNG: png.data) == [1_191, 842])
  }

  @Test func withoutThePageItShrinksToTheContent() async throws {
    let drawing = try await Graphviz.shared.render(
      Self.sample(isPage: false), format: .svg, engine: .nop2)
    let box = try #require(SVG(drawing.data)).viewBox
    #expect(box.hasSuffix(" 842.00") == false, "\(box)")
  }

  @Test func aNodeWithoutPositionIsAnError() async {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.shared.layout(
        Self.sample(isPage: true).adding(.init("lost")), engine: .nop2)
    }
    #expect(error?.code == .layout)
    #expect(error?.messages.first?.contains("lost") == true)
  }
}

extension Diagram {
  fileprivate func adding(_ node: Node) -> Diagram {
    var copy = self
    copy.nodes.append(node)
    return copy
  }
}
