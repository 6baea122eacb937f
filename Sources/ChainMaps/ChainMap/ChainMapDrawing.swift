import ChainModel
import DOT
import Foundation

/// The fitted chain map as clusters, nodes and edges at their places on the page.
struct ChainMapDrawing {
  let fitting: ChainMapFitting
  let theme: MapTheme
  let language: Language
  let page: Diagram.Size
  /// The body's top left corner on the page, y downwards.
  let offset: (x: Double, y: Double)

  private var content: ChainMapContent { fitting.content }
  private var scale: Double { fitting.scale }

  private func point(_ x: Double, _ y: Double) -> Diagram.Point {
    Diagram.Point(x: rounded(offset.x + x), y: rounded(page.height - offset.y - y))
  }

  /// Hundredths of a point are finer than any printer and keep the text short.
  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  private func rectangle(_ box: BandedLayout.Box) -> Diagram.Rectangle {
    let low = point(box.left, box.bottom)
    let high = point(box.right, box.top)
    return Diagram.Rectangle(left: low.x, bottom: low.y, right: high.x, top: high.y)
  }

  /// The bands, each with its boxes.
  var clusters: [Diagram.Cluster] {
    var clusters = fitting.layout.bandBoxes.map { band, box in
      let name = ChainMapContent.bands[band].map { language($0.chinese, $0.english) }
      return cluster(
        name ?? language("链上位置未填", "position not stated"), id: "band-\(band)", box: box,
        families: content.families(inBand: band))
    }
    if let box = fitting.layout.supportBox {
      clusters.append(
        cluster(
          language(Band.support.chinese, Band.support.english), id: "band-support", box: box,
          families: content.families(inBand: nil)))
    }
    return clusters
  }

  private func cluster(
    _ label: String, id: String, box: BandedLayout.Box, families: [Int]
  ) -> Diagram.Cluster {
    let size = MapTheme.TextSize.band * scale
    let width = TextMetrics.width(label, size: size, bold: true)
    let text = HTMLLabel(HTMLText(HTMLRun(label, size: size, color: theme.quiet, bold: true)))
    var cluster = Diagram.Cluster(
      id,
      [
        .boundingBox(rectangle(box)), .label(text),
        .labelCenter(
          point(
            box.left + width / 2 + 9 * scale,
            box.top + Double(BoxFigure.lineHeight(size)) / 2 + 3 * scale)),
        .style(.rounded, .filled), .color(theme.band.line), .fillColor(theme.band.fill), .id(id),
        .tooltip(label),
      ])
    for family in families {
      let nodes = content.families[family].boxes.indices.compactMap { position in
        node(ChainMapContent.BoxIndex(family: family, box: position))
      }
      if nodes.count > 1 {
        let name = content.families[family].boxes[0]
        cluster.clusters.append(
          Diagram.Cluster(
            "family-" + name.id,
            [
              .boundingBox(rectangle(fitting.familyBoxes[family])), .style(.rounded, .filled),
              .color(theme.band.line), .fillColor(theme.paper), .id("family-" + name.id),
              .tooltip(name.title),
            ], nodes: nodes))
      } else {
        cluster.nodes += nodes
      }
    }
    return cluster
  }

  private func node(_ index: ChainMapContent.BoxIndex) -> Diagram.Node? {
    guard let placed = fitting.boxes[index] else { return nil }
    let box = placed.box
    return Diagram.Node(
      placed.figure.box.id,
      [
        .shape(.plain), .label(placed.figure.label(theme)),
        .position(point((box.left + box.right) / 2, (box.top + box.bottom) / 2)),
        .id(placed.figure.box.id), .tooltip(placed.figure.box.tip),
        .width(Double(placed.figure.width)), .height(Double(placed.figure.height)),
      ])
  }

  /// The lines.
  var edges: [Diagram.Edge] {
    content.lines.indices.compactMap { edge($0) }
  }

  private func edge(_ index: Int) -> Diagram.Edge? {
    let line = content.lines[index]
    let from = content.families[line.from.family].boxes[line.from.box]
    let to = content.families[line.to.family].boxes[line.to.box]
    let route = fitting.routes[index]
    guard let path = path(route) else { return nil }
    let isBackward = fitting.isBackward(index)
    let color = isBackward ? theme.weak.line : from.isBottleneck ? theme.risk.line : theme.flow
    var attributes: [EdgeAttribute] = [
      .position(path), .color(color), .arrowSize(0.55 * scale), .tooltip(line.tip),
      .id("line-\(from.id)-\(to.id)"),
      .penWidth(rounded((0.9 + 0.4 * log2(1 + Double(line.supplies))) * scale)),
    ]
    if line.supplies == 0, content.hasSupplies { attributes.append(.style(.dotted)) }
    if isBackward { attributes.append(.style(.dashed)) }
    let label = ChainMapFitting.label(line, isBackward: isBackward, language: language)
    if !label.isEmpty {
      let text = HTMLTable(
        [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0), .background(labelFill)],
        rows: [
          HTMLTable.Row([
            HTMLCell(HTMLText(HTMLRun(label, size: fitting.labelSize, color: color)))
          ])
        ])
      attributes.append(.label(HTMLLabel(text)))
      attributes.append(.labelCenter(point(route.labelCenter.x, route.labelCenter.y)))
    }
    return Diagram.Edge(
      from: Diagram.EndPoint(from.id), to: Diagram.EndPoint(to.id), attributes)
  }

  private var labelFill: Diagram.Color { theme.band.fill }

  private func path(_ route: LinkRouter.Route) -> Diagram.EdgePath? {
    let controls =
      route.isPolyline ? LinkRouter.rounded(route.path, radius: 7 * scale) : route.path
    // Routes run from left to right; a line is drawn from supplier to customer.
    let points = (route.arrowAtStart ? controls.reversed() : controls).map { point($0.x, $0.y) }
    guard points.count >= 4, let start = points.first, let end = points.last else { return nil }
    var segments: [Diagram.EdgePath.Segment] = []
    for index in stride(from: 1, to: points.count - 2, by: 3) {
      segments.append(
        Diagram.EdgePath.Segment(
          control1: points[index], control2: points[index + 1], end: points[index + 2]))
    }
    guard let first = segments.first else { return nil }
    let arrow = 5.5 * scale
    return Diagram.EdgePath(
      start: start, first: first, rest: Array(segments.dropFirst()),
      endTip: ahead(of: end, from: points[points.count - 2], by: arrow))
  }

  /// The point a little further in the direction in which a line ends.
  private func ahead(
    of end: Diagram.Point, from control: Diagram.Point, by length: Double
  ) -> Diagram.Point {
    let (dx, dy) = (end.x - control.x, end.y - control.y)
    let distance = (dx * dx + dy * dy).squareRoot()
    guard distance > 0 else { return end }
    return Diagram.Point(
      x: rounded(end.x + dx / distance * length), y: rounded(end.y + dy / distance * length))
  }
}
