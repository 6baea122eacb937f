import DOT

/// The shape of a layout, in points at scale 1: the height at which columns split and the width at
/// which text breaks.
struct PageShape {
  var columnHeight: Double
  var textWidth: Double
}

/// Room added between boxes and columns, in points.
struct PageStretch {
  var gap = 0.0
  var gutter = 0.0
}

/// A layout at a scale that is to be fitted to a page.
protocol FittedPlan {
  /// The size of text relative to the theme's.
  var scale: Double { get }
  /// The boxes with their places.
  var plan: BandedPlan { get }
}

/// Finds the layout with the largest text that fits a page.
struct PageFitter<Plan: FittedPlan> {
  /// The part of the page that the map may fill, in points.
  var room: Diagram.Size
  /// The widths at which text may break, in points at scale 1, the best to read first.
  var textWidths = [140.0, 112, 90, 76]
  /// Text is never larger than this times the theme's.
  var greatestScale = 1.35
  /// From this scale on fewer columns are worth more than larger text.
  var comfortableScale = Double.infinity
  /// The most room added between boxes and between columns, in points at scale 1.
  var greatestStretch = PageStretch(gap: 26, gutter: 60)
  /// Lays out at a scale.
  var layOut: (PageShape, _ scale: Double, PageStretch) -> Plan

  /// Text in boxes may shrink to this part of its size before firms are left out.
  static var leastScale: Double { MapTheme.textFloor / MapTheme.TextSize.small }

  /// The shapes tried at the least scale.
  private func shapes(_ textWidth: Double) -> [PageShape] {
    (0..<12).map { step in
      PageShape(
        columnHeight: room.height / Self.leastScale * (0.25 + 0.07 * Double(step)),
        textWidth: textWidth)
    }
  }

  /// Whether any layout fits with text no smaller than the floor.
  ///
  /// - Complexity: At most forty-eight layouts, one where the first shape fits.
  var isFeasible: Bool {
    // The tallest columns are right most often where room is scarce.
    textWidths.contains { textWidth in
      shapes(textWidth).reversed().contains { fits(layOut($0, Self.leastScale, PageStretch())) }
    }
  }

  /// The layout with the largest text that fits, or nil where text would be smaller than the floor.
  ///
  /// - Complexity: About sixty layouts.
  func fitted() -> Plan? {
    // Columns of different heights give pages of different shapes: the one whose shape suits the
    // page best gives the largest text. Tried at the least scale, where whole points weigh most.
    let least = Self.leastScale
    var best: (ratio: Double, columns: Int, shape: PageShape)?
    for textWidth in textWidths {
      for shape in shapes(textWidth) {
        let plan = layOut(shape, least, PageStretch()).plan
        let ratio = min(room.width / plan.size.width, room.height / plan.size.height)
        let columns = plan.layout.columnCount
        if let found = best, min(ratio, found.ratio) * least >= comfortableScale {
          if columns < found.columns { best = (ratio, columns, shape) }
          continue
        }
        // A narrower box cuts more names, so it has to pay where a wider one fits too.
        let demand =
          best.map { $0.ratio * ($0.shape.textWidth == textWidth || $0.ratio < 1 ? 1 : 1.1) } ?? 0
        if ratio > demand + 1e-9 { best = (ratio, columns, shape) }
      }
      if let best, best.ratio >= 1.05 { break }
    }
    guard let best, best.ratio >= 1 else { return nil }
    // Sizes are whole points at each scale, so the greatest scale that fits is found by trying.
    var scale = min(best.ratio * least, greatestScale)
    while scale > least {
      let plan = layOut(best.shape, scale, PageStretch())
      if fits(plan) { return stretched(plan, best.shape) }
      scale *= 0.985
    }
    return stretched(layOut(best.shape, least, PageStretch()), best.shape)
  }

  private func fits(_ plan: Plan) -> Bool {
    plan.plan.size.width <= room.width && plan.plan.size.height <= room.height
  }

  /// The same layout with boxes and columns moved apart to fill the page.
  private func stretched(_ plan: Plan, _ shape: PageShape) -> Plan {
    let gaps = Double(max(plan.plan.tallestStack, 1))
    let gutters = Double(max(plan.plan.layout.columnCount, 1))
    let size = plan.plan.size
    var share = 1.0
    while share > 0.1 {
      let stretch = PageStretch(
        gap: min((room.height - size.height) / gaps, greatestStretch.gap * plan.scale) * share,
        gutter: min((room.width - size.width) / gutters, greatestStretch.gutter * plan.scale)
          * share)
      let wider = layOut(shape, plan.scale, stretch)
      if fits(wider), wider.plan.layout.columnCount == plan.plan.layout.columnCount {
        return wider
      }
      share *= 0.8
    }
    return plan
  }
}

extension BandedLayout.Spacing {
  /// The distances of every map at a scale, stretched.
  static func standard(_ scale: Double, _ stretch: PageStretch) -> Self {
    Self(
      blockGap: 9 * scale + stretch.gap, gutter: 22 * scale + stretch.gutter,
      bandPadding: 9 * scale, bandGap: 12 * scale,
      bandHeader: Double(BoxFigure.lineHeight(MapTheme.TextSize.band * scale)) + 5 * scale,
      lane: 7 * scale)
  }
}
