/// Where labels stand on their lines: on the last stretch, where no other line crosses them.
struct LabelPlacement {
  private struct Segment {
    var line: Int
    var box: BandedLayout.Box
  }

  private let widths: [Double]
  private let height: Double
  private let segments: [Segment]

  /// - Complexity: O(corners of all lines).
  init(routes: [LineRoute], widths: [Double], height: Double) {
    self.widths = widths
    self.height = height
    segments = routes.enumerated().flatMap { line, route in
      zip(route.corners, route.corners.dropFirst()).map { a, b in
        Segment(
          line: line,
          box: BandedLayout.Box(
            left: min(a.x, b.x), top: min(a.y, b.y), right: max(a.x, b.x), bottom: max(a.y, b.y)))
      }
    }
  }

  /// Moves labels that another line or label crosses to where none does, if there is such a place.
  ///
  /// - Parameter routes: The routes that the placement was made of.
  /// - Complexity: O(labels · corners of all lines).
  func place(_ routes: inout [LineRoute]) {
    var placed: [BandedLayout.Box] = []
    for line in routes.indices where widths[line] > 0 {
      let start = routes[line].labelCenter
      var best = (hits: hits(start, line, placed), center: start)
      if best.hits > 0 {
        for center in candidates(routes[line], width: widths[line]) {
          let hits = hits(center, line, placed)
          if hits < best.hits { best = (hits, center) }
          if hits == 0 { break }
        }
      }
      routes[line].labelCenter = best.center
      placed.append(frame(best.center, line))
    }
  }

  private func frame(_ center: (x: Double, y: Double), _ line: Int) -> BandedLayout.Box {
    BandedLayout.Box(
      left: center.x - widths[line] / 2, top: center.y - height / 2,
      right: center.x + widths[line] / 2, bottom: center.y + height / 2)
  }

  private func hits(
    _ center: (x: Double, y: Double), _ line: Int, _ placed: [BandedLayout.Box]
  ) -> Int {
    let frame = frame(center, line)
    return placed.count { Self.meet($0, frame, by: -0.5) }
      + segments.count { $0.line != line && Self.meet($0.box, frame, by: 0.5) }
  }

  private static func meet(
    _ a: BandedLayout.Box, _ b: BandedLayout.Box, by distance: Double
  ) -> Bool {
    a.left < b.right + distance && b.left < a.right + distance && a.top < b.bottom + distance
      && b.top < a.bottom + distance
  }

  /// Places along the last stretch, from the arrow backwards, on the line or beside it.
  private func candidates(_ route: LineRoute, width: Double) -> [(x: Double, y: Double)] {
    guard let tip = route.corners.last, let before = route.corners.dropLast().last else {
      return []
    }
    let (dx, dy) = (before.x - tip.x, before.y - tip.y)
    let length = abs(dx) + abs(dy)
    let isLevel = abs(dy) < 0.5
    let reach = isLevel ? width / 2 + 1 : height / 2 + 1
    guard length > 2 * reach else { return [] }
    var centers: [(x: Double, y: Double)] = []
    for step in 0...8 {
      let share = (reach + (length - 2 * reach) * Double(step) / 8) / length
      let (x, y) = (tip.x + dx * share, tip.y + dy * share)
      centers.append((x, y))
      if !isLevel {
        centers.append((x + width / 2 + 1.5, y))
        centers.append((x - width / 2 - 1.5, y))
      }
    }
    return centers
  }
}
