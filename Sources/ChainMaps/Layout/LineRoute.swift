/// The course of a line, from supplier to customer, y downwards.
struct LineRoute {
  /// The corners of the line; its last point is where the arrow begins.
  var corners: [(x: Double, y: Double)]
  /// The middle of the line's label.
  var labelCenter: (x: Double, y: Double)

  /// The line without corners that do not turn.
  ///
  /// - Complexity: O(corners).
  mutating func simplify() {
    var kept: [(x: Double, y: Double)] = []
    for corner in corners {
      if let last = kept.last, abs(last.x - corner.x) < 0.3, abs(last.y - corner.y) < 0.3 {
        // What is closer than a hair is one point; the later one keeps the line straight.
        guard kept.count > 1 else { continue }
        kept.removeLast()
      }
      if kept.count > 1 {
        let (before, last) = (kept[kept.count - 2], kept[kept.count - 1])
        let isLevel = abs(before.y - last.y) < 0.3 && abs(last.y - corner.y) < 0.3
        let isUpright = abs(before.x - last.x) < 0.3 && abs(last.x - corner.x) < 0.3
        if isLevel || isUpright { kept.removeLast() }
      }
      kept.append(corner)
    }
    corners = kept
  }

  /// The Bezier control points of a polyline with rounded corners.
  ///
  /// - Complexity: O(corners).
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
