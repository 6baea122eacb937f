/// Boxes in bands and the lines between them, laid out.
///
/// Boxes form families that stay together; what a box says is no concern of the plan.
struct BandedPlan {
  /// A box within a family.
  struct BoxIndex: Hashable {
    var family: Int
    var box: Int
  }

  /// A box at its place within its family, y downwards from the family's top left corner.
  struct Member {
    var x = 0.0
    var y = 0.0
    var width: Double
    var height: Double
  }

  /// Boxes that stay together.
  struct Family {
    var members: [Member]
    var width: Double
    var height: Double
    /// The band, from 0 at the left; nil for the support zone.
    var band: Int?
  }

  /// A line between two boxes, from supplier to customer.
  struct Line {
    var from: BoxIndex
    var to: BoxIndex
    /// Whether the line says which box comes before which.
    var isGuiding: Bool
    /// The label; empty without one.
    var label: String
    /// The label where the line runs from right to left.
    var backwardLabel: String
  }

  let layout: BandedLayout
  let boxes: [BoxIndex: BandedLayout.Box]
  let familyBoxes: [BandedLayout.Box]
  private let families: [Family]
  private let lines: [Line]
  private let spacing: BandedLayout.Spacing
  private let labelSize: Double
  private let arrow: Double

  /// Lays boxes out.
  ///
  /// - Parameters:
  ///   - families: The boxes.
  ///   - lines: The lines.
  ///   - columnHeight: The height at which a layer is split, in points.
  ///   - spacing: Distances.
  ///   - labelSize: The size of labels, in points.
  ///   - arrow: The length of arrows, in points.
  /// - Complexity: O((boxes + lines · columns) log).
  init(
    _ families: [Family], lines: [Line], columnHeight: Double, spacing: BandedLayout.Spacing,
    labelSize: Double, arrow: Double
  ) {
    self.families = families
    self.lines = lines
    self.spacing = spacing
    self.labelSize = labelSize
    self.arrow = arrow
    var boxNumber: [BoxIndex: Int] = [:]
    for line in lines where boxNumber[line.from] == nil {
      boxNumber[line.from] = boxNumber.count
    }
    let layout = BandedLayout(
      blocks: families.map {
        BandedLayout.Block(width: $0.width, height: $0.height, band: $0.band)
      },
      links: lines.map { line in
        BandedLayout.Link(
          from: line.from.family, to: line.to.family, fromBox: boxNumber[line.from] ?? -1,
          isGuiding: line.isGuiding,
          labelWidth: Self.labelWidth(line.label, size: labelSize),
          backwardLabelWidth: Self.labelWidth(line.backwardLabel, size: labelSize),
          isBetweenWholeBlocks: families[line.from.family].members.count == 1
            && families[line.to.family].members.count == 1)
      }, columnHeight: columnHeight, spacing: spacing)
    var boxes: [BoxIndex: BandedLayout.Box] = [:]
    var familyBoxes: [BandedLayout.Box] = []
    for (index, family) in families.enumerated() {
      let place = layout.places[index]
      familyBoxes.append(
        BandedLayout.Box(
          left: place.x, top: place.y, right: place.x + family.width,
          bottom: place.y + family.height))
      for (position, member) in family.members.enumerated() {
        boxes[BoxIndex(family: index, box: position)] = BandedLayout.Box(
          left: place.x + member.x, top: place.y + member.y,
          right: place.x + member.x + member.width, bottom: place.y + member.y + member.height)
      }
    }
    self.layout = layout
    self.boxes = boxes
    self.familyBoxes = familyBoxes
  }

  /// The course of every line; what is drawn once, since fitting a page lays out many times.
  ///
  /// - Complexity: O(lines · columns + lines of a gutter² + labels · corners).
  func routes() -> [LineRoute] {
    LineRouting(
      families: families, lines: lines,
      labelWidths: lines.map { line in
        Self.labelWidth(
          Self.isBackward(line, layout) ? line.backwardLabel : line.label, size: labelSize)
      }, layout: layout, boxes: boxes, familyBoxes: familyBoxes, spacing: spacing, arrow: arrow
    ).routes(labelHeight: labelSize * 1.2)
  }

  private static func labelWidth(_ text: String, size: Double) -> Double {
    text.isEmpty ? 0 : TextMetrics.width(text, size: size) + 2
  }

  private static func isBackward(_ line: Line, _ layout: BandedLayout) -> Bool {
    let from = layout.places[line.from.family].column
    let to = layout.places[line.to.family].column
    return from >= 0 && to >= 0 && from > to
  }

  /// Whether a line runs from right to left.
  func isBackward(_ index: Int) -> Bool { Self.isBackward(lines[index], layout) }

  /// The text of a line's label as it runs.
  func label(_ index: Int) -> String {
    isBackward(index) ? lines[index].backwardLabel : lines[index].label
  }

  /// The size of the body in points.
  var size: (width: Double, height: Double) { (layout.width, layout.height) }

  /// The most boxes above each other in one column.
  var tallestStack: Int {
    Dictionary(grouping: layout.places.filter { $0.column >= 0 }, by: \.column)
      .values.map(\.count).max() ?? 0
  }
}
