import DOT
import Foundation
import Graphviz
import Testing

/// Whatever a label says, the SVG stays XML and says the same.
@Suite struct LabelInjectionTests {
  static let pieces: [String] = [
    "\"", "\\", "<", ">", "&", "\n", "\t", "🚗", "👨‍👩‍👧", "汉", "a", ";", "#", "x", "lt", "&lt;",
    "&amp;", "&#38;", "&nosuch;", "&;", "\\N", "\\n", "\\l", "\\G", "</TD>", "<B>", "<!--", "-->",
    "]]>", "\u{0}", "\u{1}", "\u{1F}", "\u{7F}", "\u{85}", "\u{FFFE}", "\u{FFFF}", "\r", "\r\n",
    " ", "'", "%", "{", "|", "--", "\u{202E}", "\u{2028}", "\\\"", "\\\\",
  ]

  /// What a person should read, line by line.
  static func expected(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      var scalars = String.UnicodeScalarView()
      for scalar in line.unicodeScalars {
        switch scalar.value {
        case 0x09: scalars.append(" ")
        case 0..<0x20, 0xFFFE, 0xFFFF: scalars.append("\u{FFFD}")
        default: scalars.append(scalar)
        }
      }
      return String(scalars)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func textSurvives(seed: UInt64) async throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let texts = (0..<60).map { _ in
      (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        Self.pieces.randomElement(using: &generator) ?? ""
      }.joined()
    }
    let plain = Diagram(
      "g",
      nodes: texts.enumerated().map { index, text in
        .init(
          "\(index)\(text)",
          [.label(TextLabel(text, alignment: index % 2 == 0 ? .left : .center)), .tooltip(text)])
      })
    let link = try Diagram.Link("#")
    let html = Diagram(
      "g",
      nodes: texts.enumerated().map { index, text in
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        let cell = HTMLCell(
          HTMLText(HTMLRun(String(text[..<half])), HTMLRun(String(text[half...]))),
          [.tip(text), .link(link)])
        let bold = HTMLCell(HTMLText(HTMLRun(text, size: 9, color: .black, bold: true)))
        return .init(
          "\(index)", [.label(HTMLLabel(HTMLTable(rows: [.init([cell]), .init([bold])])))])
      })
    for (diagram, isHTML) in [(plain, false), (html, true)] {
      let data = try await Graphviz.shared.render(diagram, format: .svg).data
      let svg = try #require(SVG(data), "seed \(seed) html \(isHTML)")
      // One long text: every character in its place; spaces may be split from their line.
      let read = svg.texts.joined().filter { $0 != " " }
      let times = isHTML ? 2 : 1
      let wanted = texts.map { text in
        String(repeating: Self.expected(text).joined(), count: times)
      }.joined().filter { $0 != " " }
      #expect(Array(read.unicodeScalars) == Array(wanted.unicodeScalars), "seed \(seed)")
      let tips = svg.tips.map(SVG.readable)
      for text in texts where text.contains(where: { !$0.isWhitespace }) {
        let tip = Self.expected(text).joined(separator: "\n")
        #expect(
          tips.contains { Self.expected($0).joined(separator: "\n") == tip },
          "seed \(seed) html \(isHTML) \(text.debugDescription)")
      }
      #expect(svg.classes.filter { $0 == "node" }.count == texts.count)
    }
    let layout = try await Graphviz.shared.layout(plain)
    #expect(layout.nodes.map(\.name) == texts.enumerated().map { "\($0)\($1)" })
  }
}
