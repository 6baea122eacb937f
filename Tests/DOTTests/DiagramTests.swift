import DOT
import Testing

@Suite struct DiagramTests {
  /// One of everything.
  static func sample() throws -> Diagram {
    let table = HTMLTable(
      [.border(1), .cellBorder(0), .cellSpacing(0), .cellPadding(3), .color(.black)],
      rows: [
        HTMLTable.Row(
          [
            HTMLCell(
              HTMLText(
                HTMLRun("轴承 <A&B>", size: 12.5, color: Diagram.Color(rgb: 0x2F6F4F), bold: true),
                HTMLRun("", size: 3), alignment: .left),
              [.columnSpan(2), .align(.left), .port("p:1")])
          ], ruleBelow: true),
        HTMLTable.Row([]),
        HTMLTable.Row(
          [
            HTMLCell(
              "名", [.id("f 1"), .tip("\"x\" \\N"), .link(try Diagram.Link("a.html?x=1&y=2"))],
              ruleAfter: true),
            HTMLCell(HTMLTable(rows: [])),
          ], ruleBelow: true),
      ])
    return Diagram(
      "图 \"1\"",
      attributes: [
        .rankDirection(.leftToRight), .rankSeparation(54), .background(.white), .margin(0),
        .label("标题"), .fontName("Noto Sans CJK SC", "sans-serif"), .fontSize(1),
        .fontSize(10.25),
      ],
      nodeDefaults: [.shape(.plain)],
      edgeDefaults: [.arrowSize(0.6), .color(Diagram.Color(rgb: 0x9AA5B1))],
      nodes: [Diagram.Node("3nm"), Diagram.Node("a\\b\"")],
      clusters: [
        Diagram.Cluster(
          "上游",
          [
            .label("上游"), .style(.rounded, .filled), .fillColor(.white, .transparent),
            .boundingBox(Diagram.Rectangle(left: 0, bottom: 0.5, right: 100, top: 1e9)),
          ],
          nodes: [Diagram.Node("s0", [.label(HTMLLabel(table)), .width(36)])],
          clusters: [Diagram.Cluster("内", nodes: [Diagram.Node("s1")])],
          rankGroups: [Diagram.RankGroup(.same, ["s0", "s1"])])
      ],
      rankGroups: [Diagram.RankGroup(.sink, ["3nm"]), Diagram.RankGroup(.max, [])],
      edges: [
        Diagram.Edge(
          from: Diagram.EndPoint("s0", port: "p:1", side: .east), to: "3nm",
          [
            .label(TextLabel("a\nb", alignment: .left)), .tooltip("一\n二"),
            .position(
              Diagram.EdgePath(
                lineFrom: Diagram.Point(x: 0, y: 0), to: Diagram.Point(x: 30, y: -3),
                endTip: Diagram.Point(x: 40, y: -4))),
          ]),
        Diagram.Edge(from: "s1", to: "3nm", [try .url("https://example.com/?a&b")]),
      ])
  }

  @Test func goldenText() throws {
    let expected = #"""
      digraph "图 \"1\"" {
        graph ["bgcolor"="#ffffff", "fontname"="Noto Sans CJK SC,sans-serif", "fontsize"="10.25", "label"="标题", "margin"="0", "rankdir"="LR", "ranksep"="0.75"];
        node ["shape"="plain"];
        edge ["arrowsize"="0.6", "color"="#9aa5b1"];
        "3nm";
        "a\\b\"" ["label"="a\\b\""];
        subgraph "cluster_上游" {
          graph ["bb"="0,0.5,100,1000000000", "bgcolor"="", "fillcolor"="#ffffff:transparent", "label"="上游", "margin"="", "style"="rounded,filled"];
          "s0" ["label"=<<TABLE BORDER="1" CELLBORDER="0" CELLPADDING="3" CELLSPACING="0" COLOR="#000000"><TR><TD ALIGN="LEFT" COLSPAN="2" PORT="p_x3A_1"><FONT COLOR="#2f6f4f" POINT-SIZE="12.5"><B>轴承 &lt;A&amp;B&gt;</B></FONT><BR ALIGN="LEFT"/></TD></TR><HR/><TR><TD HREF="a.html?x=1&amp;amp;y=2" ID="f_x20_1" TITLE="&quot;x&quot; \\N">名</TD><VR/><TD><TABLE><TR><TD></TD></TR></TABLE></TD></TR></TABLE>>, "width"="0.5"];
          subgraph "cluster_内" {
            graph ["bb"="", "bgcolor"="", "fillcolor"="", "label"="", "margin"="", "style"=""];
            "s1";
          }
          { "rank"="same"; "s0"; "s1"; }
        }
        { "rank"="sink"; "3nm"; }
        "s0":"p_x3A_1":"e" -> "3nm" ["label"="a\lb\l", "pos"="e,40,-4 0,0 10,-1 20,-2 30,-3", "tooltip"="一\n二"];
        "s1" -> "3nm" ["URL"="https://example.com/?a&amp;b"];
      }

      """#
    #expect(try Self.sample().dotText == expected)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.000_000_4, "0"), (0.000_001, "0.000001"),
    (1.0 / 3, "0.333333"), (1e20, "1000000000"), (-.infinity, "0"), (.nan, "0"), (100, "100"),
    (0.1 + 0.2, "0.3"), (841.89, "841.89"), (0.05, "0.05"), (1e-7, "0"), (1_190.55, "1190.55"),
  ])
  func numbers(number: Double, text: String) {
    let diagram = Diagram("", nodes: [Diagram.Node("", [.penWidth(number)])])
    #expect(diagram.dotText == "digraph \"\" {\n  \"\" [\"penwidth\"=\"\(text)\"];\n}\n")
  }

  @Test(arguments: [
    "5G 基站", "3nm", "-1", "", "node", "\"", "a\\", "\\\"", "\\x41;", "a\nb", "<b>", "🚗", "&lt;",
    "&", "\u{1}\u{FFFE}", "\\\\x26;", "%3", "%", "\\\n", "\\\r\n",
  ])
  func namesAreInvertible(name: String) {
    #expect(Diagram.decodedName(Diagram.encodedName(name)) == name)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:x", " javascript:x", "java\tscript:x", "data:text/html,x",
    "vbscript:x", "file:///etc/passwd", "//host/x", "\\\\host", "/\\host", "", "\u{1}javascript:x",
    "a:b", "java\nscript:x", "ftp://x",
  ])
  func refusedLinks(text: String) {
    #expect(throws: Diagram.Link.Refused.self) { try Diagram.Link(text) }
  }

  @Test(arguments: [
    ("https://例.cn/?a=1&b=\"", "https://%E4%BE%8B.cn/?a=1&b=%22"), ("HTTP://x", "HTTP://x"),
    ("mailto:a@b.cn", "mailto:a@b.cn"), ("../firm/1.html#a:b", "../firm/1.html#a:b"),
    ("#top", "#top"), ("a b<\\N", "a%20b%3C%5CN"), ("./a:b", "./a:b"), ("?q=a:b", "?q=a:b"),
  ])
  func acceptedLinks(text: String, encoded: String) throws {
    #expect(try Diagram.Link(text).text == encoded)
  }

  @Test func colors() {
    #expect(Diagram.Color(rgb: 0x00_0102).text == "#000102")
    #expect(Diagram.Color(hex: "#01020380")?.text == "#01020380")
    #expect(Diagram.Color(hex: "#010203") == Diagram.Color(rgb: 0x01_0203))
    #expect(Diagram.Color.transparent.text == "transparent")
    for wrong in ["", "#", "red", "#12345", "#+12345", "#gggggg", "123456"] {
      #expect(Diagram.Color(hex: wrong) == nil)
    }
  }

  @Test func emptyFormattedTextIsAPlainLabel() {
    let label = HTMLLabel(HTMLText(HTMLRun("", bold: true)))
    let text = Diagram("", nodes: [Diagram.Node("a", [.label(label)])]).dotText
    #expect(text.contains(#""a" ["label"=""];"#))
  }

  @Test func writingIsFast() {
    let cells = (0..<20).map { row in
      HTMLTable.Row([
        HTMLCell(
          HTMLText(HTMLRun("企业 \(row)", size: 9), alignment: .left), [.align(.left), .port("p")]),
        HTMLCell("✔"),
      ])
    }
    let label = HTMLLabel(HTMLTable([.border(1), .cellBorder(0)], rows: cells))
    let diagram = Diagram(
      "big", nodes: (0..<2_000).map { Diagram.Node("n\($0)", [.label(label), .shape(.plain)]) })
    let clock = ContinuousClock()
    var count = 0
    let time = clock.measure { count = diagram.dotText.utf8.count }
    print("DOT text: \(count) bytes in \(time)")
    #expect(count > 4_000_000)
    #expect(time < .seconds(10), "an unoptimised build takes well under this")
  }
}
