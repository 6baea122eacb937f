import DOT
import Foundation

/// A plan's clusters, boxes and lines at their places on a page.
struct MapCanvas {
  /// How a line looks.
  struct LineStyle {
    var color: Diagram.Color
    /// In points at scale 1.
    var width: Double
    /// Solid where nil.
    var style: EdgeAttribute.Style?
    var tip: String
  }

  let plan: BandedPlan
  let scale: Double
  let theme: MapTheme
  let page: Diagram.Size
  /// The body's top left corner on the page, y downwards.
  let offset: (x: Double, y: Double)
  private let routes: [LineRoute]

  /// The length of arrows in points at scale 1.
  static let arrow = 5.5

  /// A plan in the middle of the room that a page's furniture leaves.
  init(
    _ plan: BandedPlan, scale: Double, theme: MapTheme, page: Diagram.Size, margin: Double,
    furniture: PageFurniture
  ) {
    self.plan = plan
    routes = plan.routes()
    self.scale = scale
    self.theme = theme
    self.page = page
    let room = page.height - 2 * margin - furniture.topHeight - furniture.bottomHeight
    offset = (
      x: margin + (page.width - 2 * margin - plan.size.width) / 2,
      y: margin + furniture.topHeight + max(0, (room - plan.size.height) / 2)
    )
  }

  func point(_ x: Double, _ y: Double) -> Diagram.Point {
    Diagram.Point(x: rounded(offset.x + x), y: rounded(page.height - offset.y - y))
  }

  /// Hundredths of a point are finer than any printer and keep the text short.
  func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  func rectangle(_ box: BandedLayout.Box) -> Diagram.Rectangle {
    let low = point(box.left, box.bottom)
    let high = point(box.right, box.top)
    return Diagram.Rectangle(left: low.x, bottom: low.y, right: high.x, top: high.y)
  }

  /// A band with its name and nothing in it yet.
  func band(_ label: String, id: String, box: BandedLayout.Box) -> Diagram.Cluster {
    let size = MapTheme.TextSize.band * scale
    let width = TextMetrics.width(label, size: size, bold: true)
    let text = HTMLLabel(HTMLText(HTMLRun(label, size: size, color: theme.quiet, bold: true)))
    return Diagram.Cluster(
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
  }

  /// A frame around the boxes of a family.
  func frame(_ family: Int, id: String, tip: String, nodes: [Diagram.Node]) -> Diagram.Cluster {
    Diagram.Cluster(
      id,
      [
        .boundingBox(rectangle(plan.familyBoxes[family])), .style(.rounded, .filled),
        .color(theme.band.line), .fillColor(theme.paper), .id(id), .tooltip(tip),
      ], nodes: nodes)
  }

  /// A box.
  func node(_ index: BandedPlan.BoxIndex, _ figure: BoxFigure) -> Diagram.Node? {
    guard let box = plan.boxes[index] else { return nil }
    return Diagram.Node(
      figure.box.id,
      [
        .shape(.plain), .label(figure.label(theme)),
        .position(point((box.left + box.right) / 2, (box.top + box.bottom) / 2)),
        .id(figure.box.id), .tooltip(figure.box.tip),
        .width(Double(figure.width)), .height(Double(figure.height)),
      ])
  }

  /// A line between two boxes.
  func edge(_ index: Int, from: String, to: String, _ look: LineStyle) -> Diagram.Edge? {
    let route = routes[index]
    guard let path = path(route, penWidth: look.width * scale) else { return nil }
    var attributes: [EdgeAttribute] = [
      .position(path), .color(look.color), .arrowSize(0.55 * scale), .tooltip(look.tip),
      .id(Self.lineName(from: from, to: to)), .penWidth(rounded(look.width * scale)),
    ]
    if let style = look.style { attributes.append(.style(style)) }
    let label = plan.label(index)
    if !label.isEmpty {
      let text = HTMLTable(
        [
          .border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0),
          .background(theme.band.fill),
        ],
        rows: [
          HTMLTable.Row([
            HTMLCell(
              HTMLText(
                HTMLRun(label, size: MapTheme.TextSize.small * scale, color: look.color)))
          ])
        ])
      attributes.append(.label(HTMLLabel(text)))
      attributes.append(.labelCenter(point(route.labelCenter.x, route.labelCenter.y)))
    }
    return Diagram.Edge(from: Diagram.EndPoint(from), to: Diagram.EndPoint(to), attributes)
  }

  private static func lineName(from: String, to: String) -> String { "line-\(from)-\(to)" }

  /// The identifier of a line's element in the SVG.
  static func lineID(from: String, to: String) -> String {
    Diagram.elementID(lineName(from: from, to: to))
  }

  /// The width of a line that stands for a number of supplies, in points at scale 1: less than half of
  /// what lies between two lanes.
  static func width(supplies: Int) -> Double { min(0.9 + 0.4 * log2(1 + Double(supplies)), 3) }

  /// How far the tip of an arrow's outline stands out beyond the arrow, in points.
  ///
  /// The engine draws the head as a polygon with the line's own pen: half its width, divided by the
  /// sine of half the angle at the tip, whose tangent is 0.35.
  private static func overshoot(_ penWidth: Double) -> Double { penWidth / 2 / 0.33 }

  /// What stands out less than this looks like touching, in points.
  private static let touching = 2.5

  private func path(_ route: LineRoute, penWidth: Double) -> Diagram.EdgePath? {
    var points = LineRoute.rounded(route.corners, radius: 7 * scale).map { point($0.x, $0.y) }
    let surplus = Self.overshoot(penWidth) - Self.touching
    if surplus > 0, points.count >= 4, let end = points.last {
      // A thick line ends earlier, so that its head does not cover what the box says.
      points[points.count - 1] = ahead(of: end, from: points[points.count - 2], by: -surplus)
    }
    guard points.count >= 4, let start = points.first, let end = points.last else { return nil }
    var segments: [Diagram.EdgePath.Segment] = []
    for index in stride(from: 1, to: points.count - 2, by: 3) {
      segments.append(
        Diagram.EdgePath.Segment(
          control1: points[index], control2: points[index + 1], end: points[index + 2]))
    }
    guard let first = segments.first else { return nil }
    return Diagram.EdgePath(
      start: start, first: first, rest: Array(segments.dropFirst()),
      endTip: ahead(of: end, from: points[points.count - 2], by: Self.arrow * scale))
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

  /// The whole page: furniture, clusters and lines.
  func diagram(
    id: String, furniture: PageFurniture, margin: Double, clusters: [Diagram.Cluster],
    edges: [Diagram.Edge]
  ) -> Diagram {
    var diagram = Diagram(
      furniture.title,
      attributes: [
        .layout("nop2"), .background(theme.paper), .fontName(theme.fontFamilies), .id(id),
        .tooltip(furniture.title),
      ] + .page(width: page.width, height: page.height),
      nodeDefaults: [.fontName(theme.fontFamilies), .shape(.plain)],
      edgeDefaults: [.fontName(theme.fontFamilies)])
    diagram.nodes += furniture.nodes(page: page, margin: margin)
    diagram.clusters = clusters
    diagram.edges = edges
    return diagram
  }
}
