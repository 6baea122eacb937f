import ChainModel
import DOT

/// Boxes in columns and the lines between them, before it is known how large they are drawn.
protocol ColumnContent {
  /// The boxes.
  var boxes: [SegmentBox] { get }
  /// The column of each box, from 0 at the left; nil for the zone underneath.
  var columns: [Int?] { get }
  /// The most rows that a box shows.
  var rows: Int { get }
  /// The lines.
  var links: [ColumnLink] { get }

  /// Whether the boxes of a column come in the order in which they supply each other.
  static var ordersColumns: Bool { get }

  /// The heading of a column, or of the zone underneath.
  func heading(ofColumn column: Int?) -> String
}

/// A line between two boxes, from supplier to customer.
struct ColumnLink {
  var from: Int
  var to: Int
  /// The supplies behind it, by position in the book, ascending; its thickness shows how many.
  var positions: [Int]
  var label: String
  /// Whether it is thick and in the colour of risk.
  var isStrong = false
  var isDotted = false
  var tip: String
}

/// A column content's boxes at a scale, laid out.
struct ColumnFitting<Content: ColumnContent>: FittedPlan {
  let content: Content
  let scale: Double
  let plan: BandedPlan
  let figures: [BoxFigure]

  /// Lays the content out.
  ///
  /// - Complexity: O(boxes + lines · columns).
  init(
    _ content: Content, shape: PageShape, scale: Double, language: Language, stretch: PageStretch
  ) {
    self.content = content
    self.scale = scale
    let columnHeight = shape.columnHeight * scale
    let labelSize = MapTheme.TextSize.small * scale
    let (columns, links) = (content.columns, content.links)
    // Lines bear their labels at the end where they arrive; backward ones arrive at the right.
    var left = [Int](repeating: 0, count: content.boxes.count)
    var right = left
    for link in links {
      if (columns[link.from] ?? -1) > (columns[link.to] ?? -1) {
        left[link.from] += 1
        right[link.to] += 2
      } else {
        right[link.from] += 1
        left[link.to] += 1
      }
    }
    figures = content.boxes.enumerated().map { place, box in
      BoxFigure(
        box, rows: box.rows.isEmpty ? 1 : content.rows, tallest: columnHeight,
        leastHeight: Self.height(ofLines: max(left[place], right[place] / 2), labelSize),
        textWidth: shape.textWidth, scale: scale, language: language)
    }
    plan = BandedPlan(
      figures.enumerated().map { place, figure in
        let (width, height) = (Double(figure.width), Double(figure.height))
        // No column is narrower than its heading.
        let room =
          columns[place] == nil
          ? width
          : max(
            width,
            TextMetrics.width(
              content.heading(ofColumn: columns[place]), size: MapTheme.TextSize.band * scale,
              bold: true) * 1.04)
        return BandedPlan.Family(
          members: [BandedPlan.Member(x: (room - width) / 2, width: width, height: height)],
          width: room, height: height, band: columns[place])
      },
      lines: links.map {
        BandedPlan.Line(
          from: BandedPlan.BoxIndex(family: $0.from, box: 0),
          to: BandedPlan.BoxIndex(family: $0.to, box: 0),
          // Where boxes of a column are in order, lines back don't change it.
          isGuiding: columns[$0.from] != columns[$0.to] || !Content.ordersColumns
            || $0.from < $0.to,
          label: $0.label, backwardLabel: $0.label)
      }, columnHeight: columnHeight, spacing: .standard(scale, stretch), labelSize: labelSize,
      arrow: MapCanvas.arrow * scale)
  }
}

extension ColumnFitting {
  /// The height of a side at which so many lines arrive, a label each and the corners free.
  private static func height(ofLines count: Int, _ labelSize: Double) -> Double {
    count < 2 ? 0 : Double(count) * labelSize * 1.3 + 10
  }
}

extension ColumnContent {
  static var ordersColumns: Bool { false }

  /// The narrowest that names are ever cut to, in points at scale 1; below the least width that
  /// ``PageFitter`` tries.
  private static var narrowest: Double { 70 }

  /// An area that the boxes and the names in them never fall short of on any page, in square points.
  ///
  /// Trying every layout of thousands of names takes long, and their area alone often says no.
  ///
  /// - Complexity: O(rows · name length).
  var leastArea: Double {
    let scale = PageFitter<ColumnFitting<Self>>.leastScale
    let size = MapTheme.TextSize.row * scale
    let least = BoxFigure.leastWidth * scale * Double(BoxFigure.lineHeight(size))
    return boxes.reduce(Double(boxes.count) * least) { area, box in
      let shown = BoxFigure.shown(of: box, budget: rows)
      let widest = shown.map { TextMetrics.room($0.name, size: size) }.max() ?? 0
      return area
        + Double(shown.count * BoxFigure.lineHeight(size))
        * min(Double(widest), Self.narrowest * scale)
    }
  }

  /// Whether any line runs from right to left, which columns and lines alone tell.
  func hasBackward(language: Language) -> Bool {
    let trial = ColumnFitting(
      self, shape: PageShape(columnHeight: 800, textWidth: 140), scale: 1, language: language,
      stretch: PageStretch())
    return links.indices.contains(where: trial.plan.isBackward)
  }
}

extension MapCanvas {
  /// The columns of a fitting, each with its boxes.
  func clusters<Content>(_ fitting: ColumnFitting<Content>) -> [Diagram.Cluster] {
    var bands: [(column: Int?, box: BandedLayout.Box)] = fitting.plan.layout.bandBoxes.map {
      ($0.band, $0.box)
    }
    if let box = fitting.plan.layout.supportBox { bands.append((nil, box)) }
    return bands.map { column, box in
      var cluster = band(
        fitting.content.heading(ofColumn: column),
        id: column.map { "column-\($0)" } ?? "column-support", box: box)
      cluster.nodes = fitting.content.boxes.indices.filter {
        fitting.content.columns[$0] == column
      }.compactMap { node(BandedPlan.BoxIndex(family: $0, box: 0), fitting.figures[$0]) }
      return cluster
    }
  }

  /// What boxes, rows and lines of a fitting stand for.
  func parts<Content>(_ fitting: ColumnFitting<Content>) -> MapParts {
    let content = fitting.content
    var parts = MapParts()
    parts.boxes = fitting.figures.map(MapParts.Box.init)
    parts.lines = content.links.map {
      MapParts.Line(
        from: content.boxes[$0.from].id, to: content.boxes[$0.to].id, supplies: $0.positions)
    }
    return parts
  }

  /// The lines of a fitting.
  func edges<Content>(_ fitting: ColumnFitting<Content>) -> [Diagram.Edge] {
    let content = fitting.content
    return content.links.enumerated().compactMap { index, link in
      edge(
        index, from: content.boxes[link.from].id, to: content.boxes[link.to].id,
        LineStyle(
          color: link.isStrong ? theme.risk.line : theme.flow,
          width: min(MapCanvas.width(supplies: link.positions.count) + (link.isStrong ? 1 : 0), 4),
          style: link.isDotted ? .dotted : fitting.plan.isBackward(index) ? .dashed : nil,
          tip: link.tip))
    }
  }
}
