import ChainModel

/// A bottleneck map's boxes at a scale, laid out.
struct BottleneckMapFitting: FittedPlan {
  let content: BottleneckMapContent
  let scale: Double
  let plan: BandedPlan
  let figures: [BoxFigure]

  /// Lays the content out.
  ///
  /// - Complexity: O(boxes + lines · columns).
  init(
    _ content: BottleneckMapContent, shape: PageShape, scale: Double, language: Language,
    stretch: PageStretch
  ) {
    self.content = content
    self.scale = scale
    let columnHeight = shape.columnHeight * scale
    let labelSize = MapTheme.TextSize.small * scale
    // Lines bear their labels at the end where they arrive; backward ones arrive at the right.
    var left = [Int](repeating: 0, count: content.boxes.count)
    var right = left
    for line in content.lines {
      let isBackward = content.columns[line.from] > content.columns[line.to]
      if isBackward {
        left[line.from] += 1
        right[line.to] += 2
      } else {
        right[line.from] += 1
        left[line.to] += 1
      }
    }
    figures = content.boxes.enumerated().map { place, box in
      BoxFigure(
        box, rows: box.rows.isEmpty ? 1 : content.budget.rows, tallest: columnHeight,
        leastHeight: Double(max(left[place], right[place] / 2)) * labelSize * 1.3,
        textWidth: shape.textWidth, scale: scale, language: language)
    }
    plan = BandedPlan(
      figures.enumerated().map { place, figure in
        let (width, height) = (Double(figure.width), Double(figure.height))
        // No column is narrower than its heading.
        let room = max(
          width,
          TextMetrics.width(
            content.heading(ofBand: content.columns[place]),
            size: MapTheme.TextSize.band * scale, bold: true) * 1.04)
        return BandedPlan.Family(
          members: [BandedPlan.Member(x: (room - width) / 2, width: width, height: height)],
          width: room, height: height, band: content.columns[place])
      },
      lines: content.lines.map {
        BandedPlan.Line(
          from: BandedPlan.BoxIndex(family: $0.from, box: 0),
          to: BandedPlan.BoxIndex(family: $0.to, box: 0), isGuiding: true, label: $0.label,
          backwardLabel: $0.label)
      }, columnHeight: columnHeight, spacing: .standard(scale, stretch), labelSize: labelSize,
      arrow: MapCanvas.arrow * scale)
  }
}
