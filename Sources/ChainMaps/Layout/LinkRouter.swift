import DOT

/// The courses of lines over a ``BandedLayout``: level through lanes, curved only in gutters.
struct LinkRouter {
  /// An end of a link: the box it meets, y downwards.
  struct End {
    var box: BandedLayout.Box
    var column: Int
    /// The rank of this end among those on the same side of the box, and how many there are.
    var place = (rank: 0, count: 1)
  }

  /// A routed line, y downwards.
  struct Route {
    var path: [(x: Double, y: Double)]
    /// Whether `path` is a polyline whose corners are to be rounded, else Bezier control points.
    var isPolyline: Bool
    var arrowAtStart: Bool
    var labelCenter: (x: Double, y: Double)
  }

  let layout: BandedLayout
  let spacing: BandedLayout.Spacing
  let arrow: Double
  /// The widest label before each column, which every line into the column leaves free.
  let labelRoom: [Int: Double]

  /// Routes a link between two boxes of the bands.
  ///
  /// - Parameters:
  ///   - link: The link's position in the layout.
  ///   - from: The supplying end.
  ///   - to: The receiving end.
  ///   - labelWidth: The label's width in points; 0 without one.
  ///   - isSameFamily: Whether both boxes belong to one family.
  /// - Returns: The course of the line.
  func route(
    link: Int, from: End, to: End, labelWidth: Double, isSameFamily: Bool = false
  ) -> Route {
    if from.column == to.column {
      return loop(from, to, labelWidth, isSameFamily: isSameFamily)
    }
    let isForward = from.column < to.column
    let (left, right) = isForward ? (from, to) : (to, from)
    let start = (x: left.box.right, y: height(left))
    let end = (x: right.box.left, y: height(right))
    let room = isForward ? labelRoom[right.column] ?? 0 : labelWidth
    let reserve = arrow + (room > 0 ? room + 6 : 2)
    let entry = labelRoom[right.column].map { arrow + $0 + 6 } ?? 3
    // The label stands level before the receiving box; the curve ends where the label begins.
    // Boxes narrower than their column are passed on the level too, so that no line crosses the
    // wider ones above and below.
    let first = (
      x: max(layout.columnSpans[left.column].right, start.x + (isForward ? 3 : reserve)), y: start.y
    )
    let last = (
      x: min(layout.columnSpans[right.column].left, end.x) - (isForward ? reserve : entry), y: end.y
    )
    var points = [isForward ? start : (x: start.x + arrow, y: start.y)]
    line(to: first, &points)
    for lane in layout.lanes[link] {
      let span = layout.columnSpans[lane.column]
      let room = labelRoom[lane.column] ?? 0
      curve(to: (span.left - (room > 0 ? arrow + room + 6 : 0), lane.y), &points)
      line(to: (span.right, lane.y), &points)
    }
    curve(to: last, &points)
    line(to: isForward ? (end.x - arrow - 1, end.y) : end, &points)
    let center =
      isForward
      ? (x: end.x - arrow - labelWidth / 2 - 2, y: end.y)
      : (x: start.x + arrow + labelWidth / 2 + 2, y: start.y)
    return Route(
      path: points, isPolyline: false, arrowAtStart: !isForward, labelCenter: center)
  }

  /// A line between two boxes of one column, through the gutter at their right.
  private func loop(
    _ from: End, _ to: End, _ labelWidth: Double, isSameFamily: Bool
  ) -> Route {
    let start = (x: from.box.right, y: height(from))
    let end = (x: to.box.right, y: height(to))
    let edge = isSameFamily ? max(start.x, end.x) : layout.columnSpans[from.column].right
    let bulge = max(edge, start.x, end.x) + max(spacing.gutter * 0.45, arrow + 6)
    let points = [
      start, (x: bulge, y: start.y), (x: bulge, y: end.y), (x: end.x + arrow, y: end.y),
    ]
    return Route(
      path: points, isPolyline: false, arrowAtStart: false,
      labelCenter: (
        x: bulge - spacing.gutter * 0.05 + labelWidth / 2, y: (start.y + end.y) / 2
      ))
  }

  /// Routes a link that joins the support zone to a box, along the corridor under the bands.
  ///
  /// - Parameters:
  ///   - support: The end in the support zone.
  ///   - other: The other end, in the bands or in the support zone.
  ///   - suppliesOther: Whether the line runs from the support zone.
  ///   - track: Which of the parallel tracks of the corridor the line takes, and how many there are.
  ///   - labelWidth: The label's width in points; 0 without one.
  /// - Returns: The course of the line.
  func supportRoute(
    _ support: End, _ other: End, suppliesOther: Bool, track: (rank: Int, count: Int),
    labelWidth: Double
  ) -> Route {
    let x =
      support.box.left
      + (support.box.right - support.box.left) * Double(support.place.rank + 1)
      / Double(support.place.count + 1)
    let zoneTop = layout.supportBox?.top ?? layout.corridor
    let share = Double(track.rank + 1) / Double(track.count + 1)
    let lane = layout.corridor + (zoneTop - layout.corridor) * share
    var points: [(x: Double, y: Double)] = [(x, support.box.top)]
    let isTopShelf = support.box.top - zoneTop < spacing.bandHeader + 1
    if !isTopShelf {
      // A lower shelf is left by the margin, so that no line crosses the boxes above.
      let gap = support.box.top - spacing.blockGap * 0.7
      points += [(x, gap), (spacing.bandPadding * 0.4, gap), (spacing.bandPadding * 0.4, lane)]
    } else {
      points.append((x, lane))
    }
    let center: (x: Double, y: Double)
    if other.column >= 0 {
      let y = height(other)
      let edge = other.box.left
      let column = layout.columnSpans[other.column].left
      let riser = column - arrow - (labelRoom[other.column] ?? 0) - 8 - 3 * Double(track.rank)
      points += [(riser, lane), (riser, y), (suppliesOther ? edge - arrow : edge, y)]
      // The label stands at the receiving end.
      center =
        suppliesOther
        ? (edge - arrow - labelWidth / 2 - 2, y) : (x, support.box.top - arrow - 7)
    } else {
      let to =
        other.box.left
        + (other.box.right - other.box.left) * Double(other.place.rank + 1)
        / Double(other.place.count + 1)
      points += [(to, lane), (to, other.box.top - (suppliesOther ? arrow : 0))]
      center = (to, other.box.top - arrow - 8)
    }
    return Route(path: points, isPolyline: true, arrowAtStart: !suppliesOther, labelCenter: center)
  }

  private func height(_ end: End) -> Double {
    let inset = min(5, (end.box.bottom - end.box.top) * 0.15)
    let room = end.box.bottom - end.box.top - 2 * inset
    return end.box.top + inset
      + room * (Double(end.place.rank) + 0.5) / Double(max(end.place.count, 1))
  }

  private func line(to end: (x: Double, y: Double), _ points: inout [(x: Double, y: Double)]) {
    guard let start = points.last else { return }
    points.append((start.x + (end.x - start.x) / 3, start.y + (end.y - start.y) / 3))
    points.append((end.x - (end.x - start.x) / 3, end.y - (end.y - start.y) / 3))
    points.append(end)
  }

  private func curve(to end: (x: Double, y: Double), _ points: inout [(x: Double, y: Double)]) {
    guard let start = points.last else { return }
    let reach = max((end.x - start.x) * 0.5, 4)
    points.append((start.x + reach, start.y))
    points.append((end.x - reach, end.y))
    points.append(end)
  }

  /// The Bezier control points of a polyline with rounded corners.
  static func rounded(
    _ corners: [(x: Double, y: Double)], radius: Double
  ) -> [(x: Double, y: Double)] {
    guard var current = corners.first else { return [] }
    var points = [current]
    func straight(to end: (x: Double, y: Double)) {
      points.append((current.x + (end.x - current.x) / 3, current.y + (end.y - current.y) / 3))
      points.append((end.x - (end.x - current.x) / 3, end.y - (end.y - current.y) / 3))
      points.append(end)
      current = end
    }
    for index in corners.indices.dropFirst() {
      let corner = corners[index]
      guard index + 1 < corners.count else {
        straight(to: corner)
        break
      }
      let before = corners[index - 1]
      let after = corners[index + 1]
      let cut = min(
        radius, Self.distance(before, corner) / 2, Self.distance(corner, after) / 2)
      let entry = Self.toward(corner, before, cut)
      let exit = Self.toward(corner, after, cut)
      straight(to: entry)
      points.append(Self.toward(corner, before, cut * 0.45))
      points.append(Self.toward(corner, after, cut * 0.45))
      points.append(exit)
      current = exit
    }
    return points
  }

  private static func distance(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }

  private static func toward(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ length: Double
  ) -> (x: Double, y: Double) {
    let whole = distance(from, to)
    guard whole > 0 else { return from }
    return (from.x + (to.x - from.x) * length / whole, from.y + (to.y - from.y) * length / whole)
  }
}
