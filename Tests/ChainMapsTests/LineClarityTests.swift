import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import Graphviz
import Testing

/// What makes a line readable: it keeps off other sources' lines, and nothing crosses its label.
@Suite struct LineClarityTests {
  /// A level or upright stretch of a line.
  private struct Stretch {
    var source: String
    var name: String
    var isLevel: Bool
    /// Its height where it is level, else its place from left to right.
    var at: Double
    var from: Double
    var to: Double
  }

  private func stretches(_ layout: DiagramLayout) -> [Stretch] {
    layout.edges.flatMap { edge in
      edge.paths.flatMap { path in
        var found: [Stretch] = []
        var start = path.start
        for segment in path.segments {
          let points = [start, segment.control1, segment.control2, segment.end]
          let (xs, ys) = (points.map(\.x).sorted(), points.map(\.y).sorted())
          let name = "\(edge.tail) → \(edge.head)"
          if ys[3] - ys[0] < 0.2 {
            found.append(
              Stretch(
                source: edge.tail, name: name, isLevel: true, at: start.y, from: xs[0], to: xs[3]))
          } else if xs[3] - xs[0] < 0.2 {
            found.append(
              Stretch(
                source: edge.tail, name: name, isLevel: false, at: start.x, from: ys[0], to: ys[3]))
          }
          start = segment.end
        }
        return found
      }
    }
  }

  private func expectClarity(_ map: MapDocument, _ what: String) async throws {
    let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
    let stretches = stretches(layout)
    #expect(stretches.isEmpty == layout.edges.isEmpty, "\(what)")
    for (index, one) in stretches.enumerated() {
      for other in stretches[(index + 1)...]
      where one.source != other.source && one.isLevel == other.isLevel
        && abs(one.at - other.at) < 1 && min(one.to, other.to) - max(one.from, other.from) > 2
      {
        Issue.record("\(what): \(one.name) runs over \(other.name)")
      }
    }
    for edge in layout.edges {
      guard let label = edge.label else { continue }
      let name = "\(edge.tail) → \(edge.head)"
      let (width, height) = (label.size.width / 2 - 1, label.size.height / 2 - 1)
      for stretch in stretches where stretch.source != edge.tail {
        let (across, along) =
          stretch.isLevel ? (label.center.y, label.center.x) : (label.center.x, label.center.y)
        let (half, reach) = stretch.isLevel ? (height, width) : (width, height)
        guard abs(stretch.at - across) < half, stretch.from < along + reach,
          stretch.to > along - reach
        else { continue }
        Issue.record("\(what): \(stretch.name) crosses the label of \(name)")
      }
    }
  }

  @Test(arguments: ChainMapStructureTests.subjects, [Paper.a3, .a4])
  func chainMapsAreClear(_ subject: ChainMapStructureTests.Subject, paper: Paper) async throws {
    let book = try BookReader(asOf: exampleDay).read(subject.folder)
    let chain = subject.chain.flatMap { ChainLookup.chains(matching: $0, in: book).first } ?? 0
    let map = draw(book, chain: chain) { $0.paper = paper }
    try await expectClarity(map, "\(subject) \(paper)")
  }

  @Test(arguments: ["汇澜电芯", "岳征客车", "凌霁汽车", "恒圆轴承"], [Paper.a3, .a4])
  func firmMapsAreClear(_ name: String, paper: Paper) async throws {
    let subject = try await FirmMapTests.Subject(Places.example)
    let map = subject.map(try subject.firm(name)) { $0.paper = paper }
    try await expectClarity(map, "\(name) \(paper)")
  }

  /// Several boxes of the support zone, which supply, are supplied and supply each other.
  @Test func linesOfTheSupportZoneAreClear() async throws {
    let segments = (0..<9).map { "C,S\($0),环节\($0),\(["上游", "中游", "下游"][$0 / 3])" }
    let support = (0..<5).map { "C,T\($0),配套\($0),支撑配套" }
    var flows = (0..<5).flatMap { t in (0..<9).filter { ($0 + t) % 3 == 0 }.map { "C,T\(t),S\($0)" }
    }
    flows += [
      "C,S0,T1", "C,S4,T1", "C,S8,T4", "C,S8,T0", "C,T0,T3", "C,T4,T2", "C,S0,S3", "C,S3,S8",
    ]
    let book = try TemporaryBook([
      "chains.csv": "产业链编号,产业链名称\nC,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\n"
        + (segments + support).joined(separator: "\n") + "\n",
      "flows.csv": "产业链编号,供给环节,需求环节\n" + flows.joined(separator: "\n") + "\n",
    ])
    let map = try draw(book.path)
    let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
    #expect(layout.edges.count == flows.count)
    MapChecks.expectNoCrossing(layout, "support")
    try await expectClarity(map, "support")
  }

  /// Thirty segments in one line fit one page, each still before the next.
  @Test func aLongLineFillsItsPage() async throws {
    let book = try TemporaryBook([
      "chains.csv": "产业链编号,产业链名称\nC,链\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置\n"
        + (0..<30).map { "C,S\($0 + 10),环节\($0),\($0 < 15 ? "上游" : "下游")\n" }.joined(),
      "flows.csv": "产业链编号,供给环节,需求环节\n"
        + (0..<29).map { "C,S\($0 + 10),S\($0 + 11)\n" }.joined(),
    ])
    let map = try draw(book.path)
    #expect(map.pageSize.width == Paper.a3.width)
    let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
    let boxes = layout.nodes.filter { $0.name.hasPrefix("segment-") }.sorted { $0.name < $1.name }
    #expect(boxes.count == 30)
    for (one, next) in zip(boxes, boxes.dropFirst()) {
      let isBelow = next.frame.top <= one.frame.bottom && abs(next.center.x - one.center.x) < 1
      #expect(isBelow || next.frame.left > one.frame.right, "\(one.name)")
    }
    let rows = Set(boxes.map { Int($0.center.y.rounded()) }).count
    #expect(rows >= 4)
    try await expectClarity(map, "line")
  }
}
