import ChainModel
import DOT

/// What stands around every map on its page: title block, legend, footer.
struct PageFurniture {
  /// An entry of the legend: a sign and what it means.
  struct LegendEntry {
    var sign: String
    var meaning: String
    var color: Diagram.Color
  }

  var title: String
  /// A mark under the title that no reader may miss, such as 虚构示例数据; empty if none.
  var notice: String
  var headline: String
  /// Counts and dates under the headline.
  var facts: String
  var legend: [LegendEntry]
  /// Remarks on this edition of the map, such as what was aggregated.
  var remarks: [String]
  var footer: [String]

  let width: Double
  let scale: Double
  let theme: MapTheme
  /// The size of the sentence under the title, in points on A3.
  var headlinePoints = 12.5
  /// The most lines that sentence may take.
  var headlineLines = 2

  /// The width that a line of text may fill: Graphviz measures with hinted advances, which come out
  /// wider than the font's own.
  private var textWidth: Double { width * 0.97 - 2 }

  private var titleSize: Double { 20 * scale }
  private var headlineSize: Double { headlinePoints * scale }
  private var smallSize: Double { max(8.5 * scale, MapTheme.textFloor + 0.6) }

  /// The smallest text of the furniture, in points.
  var smallestText: Double { smallSize }

  /// A line of furniture, with its place from the top or the bottom of the page's content.
  private struct Strip {
    var name: String
    var label: HTMLLabel
    var height: Double
  }

  private func strip(_ name: String, _ runs: [HTMLRun], size: Double) -> Strip {
    let height = BoxFigure.lineHeight(size)
    let table = HTMLTable(
      [
        .border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0), .fixedSize(true),
        .width(Int(width)), .height(height),
      ],
      rows: [
        HTMLTable.Row([
          HTMLCell(
            HTMLText([HTMLText.Line(runs, alignment: .left)]),
            [.align(.left), .height(height), .width(Int(width))])
        ])
      ])
    return Strip(name: name, label: HTMLLabel(table), height: Double(height))
  }

  private var top: [Strip] {
    var strips = [
      strip(
        "title",
        [
          HTMLRun(
            TextMetrics.fitted(title, width: width - 2, size: titleSize, bold: true),
            size: titleSize, color: theme.ink, bold: true)
        ], size: titleSize)
    ]
    if !notice.isEmpty {
      strips.append(
        strip(
          "notice",
          [HTMLRun(notice, size: headlineSize, color: theme.risk.line, bold: true)],
          size: headlineSize))
    }
    if !headline.isEmpty {
      let lines = TextMetrics.lines(
        headline, width: textWidth, size: headlineSize, most: headlineLines)
      for (index, line) in lines.enumerated() {
        strips.append(
          strip(
            "headline\(index)", [HTMLRun(line, size: headlineSize, color: theme.ink)],
            size: headlineSize))
      }
    }
    let lines = TextMetrics.lines(facts, width: textWidth, size: smallSize, most: 2)
    for (index, line) in lines.enumerated() {
      strips.append(
        strip(
          "facts\(index)", [HTMLRun(line, size: smallSize, color: theme.quiet)], size: smallSize))
    }
    return strips
  }

  private var bottom: [Strip] {
    var strips: [Strip] = []
    for (index, line) in legendLines.enumerated() {
      strips.append(strip("legend\(index)", line, size: smallSize))
    }
    for (index, remark) in remarks.enumerated() {
      let lines = TextMetrics.lines(remark, width: textWidth, size: smallSize, most: 2)
      for (part, line) in lines.enumerated() {
        strips.append(
          strip(
            "remark\(index)-\(part)", [HTMLRun(line, size: smallSize, color: theme.quiet)],
            size: smallSize))
      }
    }
    let text = TextMetrics.fitted(
      footer.joined(separator: " ｜ "), width: width - 2, size: smallSize)
    strips.append(
      strip("footer", [HTMLRun(text, size: smallSize, color: theme.quiet)], size: smallSize))
    return strips
  }

  /// The legend broken into lines between entries.
  private var legendLines: [[HTMLRun]] {
    var lines: [[HTMLRun]] = []
    var line: [HTMLRun] = []
    var used = 0.0
    for entry in legend {
      let text = " " + entry.meaning + "　"
      let size =
        TextMetrics.width(entry.sign, size: smallSize, bold: true)
        + TextMetrics.width(text, size: smallSize)
      if !line.isEmpty, used + size > width - 4 {
        lines.append(line)
        line = []
        used = 0
      }
      line.append(HTMLRun(entry.sign, size: smallSize, color: entry.color, bold: true))
      line.append(HTMLRun(text, size: smallSize, color: theme.ink))
      used += size
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private let gap = 6.0

  /// The height above the body, in points.
  var topHeight: Double { top.reduce(0) { $0 + $1.height } + gap * scale }

  /// The height below the body, in points.
  var bottomHeight: Double { bottom.reduce(0) { $0 + $1.height } + gap * scale }

  /// The furniture as nodes placed on a page.
  ///
  /// - Parameters:
  ///   - page: The page's size in points.
  ///   - margin: The margin in points.
  /// - Returns: A node for each line of text.
  func nodes(page: Diagram.Size, margin: Double) -> [Diagram.Node] {
    var nodes: [Diagram.Node] = []
    func place(_ strip: Strip, bottom y: Double) {
      nodes.append(
        Diagram.Node(
          "page-" + strip.name,
          [
            .shape(.plain), .label(strip.label), .id("page-" + strip.name), .tooltip(" "),
            .position(Diagram.Point(x: margin + Double(Int(width)) / 2, y: y + strip.height / 2)),
          ]))
    }
    var y = page.height - margin
    for strip in top {
      y -= strip.height
      place(strip, bottom: y)
    }
    y = margin + bottom.reduce(0) { $0 + $1.height }
    for strip in bottom {
      y -= strip.height
      place(strip, bottom: y)
    }
    return nodes
  }
}
