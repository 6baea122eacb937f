/// The routes of a plan's lines: level past columns, upright in gutters, where every source has a
/// track of its own; what one source supplies shares its trunk.
struct LineRouting {
  /// An end of a net in a channel.
  private enum End: Equatable {
    case port(Int)
    case lane(Double)
  }

  /// All that one source sends through a gutter.
  private struct Net {
    var low: [End] = []
    var high: [End] = []
    /// Whether the trunk runs down to the corridor.
    var isOpen = false
    var x = 0.0
  }

  private struct NetKey: Hashable {
    var source: BandedPlan.BoxIndex
    var isBackward: Bool
    var gutter: Int
  }

  /// All that one source sends through the corridor above the support zone.
  private struct Run {
    /// The gutters by which it comes or goes.
    var gutters: [NetKey] = []
    var ports: [Int] = []
    var y = 0.0
  }

  private let families: [BandedPlan.Family]
  private let lines: [BandedPlan.Line]
  private let layout: BandedLayout
  private let boxes: [BandedPlan.BoxIndex: BandedLayout.Box]
  private let familyBoxes: [BandedLayout.Box]
  private let spacing: BandedLayout.Spacing
  private let arrow: Double
  private let labelWidths: [Double]

  private let courses: [LineCourse]
  private var ports: LinePorts
  private var nets: [NetKey: Net] = [:]
  private var netOrder: [NetKey] = []
  private var runs: [BandedPlan.BoxIndex: Run] = [:]
  private var runOrder: [BandedPlan.BoxIndex] = []
  /// The upright track of each box that supplies another of its family.
  private var insideTracks: [BandedPlan.BoxIndex: Double] = [:]
  /// Ports of boxes in a lower shelf, which are reached by the margin.
  private var lowerPorts: [Int] = []

  /// Routes every line.
  ///
  /// - Parameters:
  ///   - families: The boxes.
  ///   - lines: The lines.
  ///   - labelWidths: The width of each line's label as it runs, in points.
  ///   - layout: Where the families stand.
  ///   - boxes: Where the boxes stand.
  ///   - familyBoxes: Where the families' frames stand.
  ///   - spacing: Distances.
  ///   - arrow: The length of arrows, in points.
  /// - Complexity: O(lines · columns + lines of a gutter²).
  init(
    families: [BandedPlan.Family], lines: [BandedPlan.Line], labelWidths: [Double],
    layout: BandedLayout, boxes: [BandedPlan.BoxIndex: BandedLayout.Box],
    familyBoxes: [BandedLayout.Box], spacing: BandedLayout.Spacing, arrow: Double
  ) {
    self.families = families
    self.lines = lines
    self.layout = layout
    self.boxes = boxes
    self.familyBoxes = familyBoxes
    self.spacing = spacing
    self.arrow = arrow
    self.labelWidths = labelWidths
    courses = lines.indices.map { LineCourse($0, lines[$0], in: layout) }
    ports = LinePorts(lines: lines, courses: courses, layout: layout, boxes: boxes)
    gather()
    for gutter in 0...layout.columnCount { arrange(gutter: gutter) }
    arrangeCorridor()
    arrangeFamilies()
  }

  // MARK: - Channels

  private mutating func gather() {
    for (index, line) in lines.enumerated() {
      let from = layout.places[line.from.family].column
      let to = layout.places[line.to.family].column
      let ends = ports.ends[index]
      let (start, end) = (End.port(ends.from), End.port(ends.to))
      func lane(_ column: Int, _ low: Int) -> End {
        .lane(layout.lanes[index][column - low - 1].y)
      }
      switch courses[index] {
      case .inside, .down: break
      case .forward:
        for gutter in (from + 1)...to {
          add(
            index, gutter, low: gutter == from + 1 ? start : lane(gutter - 1, from),
            high: gutter == to ? end : lane(gutter, from))
        }
      case .backward:
        for gutter in (to + 1)...from {
          add(
            index, gutter, low: gutter == to + 1 ? end : lane(gutter - 1, to),
            high: gutter == from ? start : lane(gutter, to))
        }
      case .loop:
        add(index, from + 1, low: start)
        add(index, from + 1, low: end)
      case .rising:
        add(index, to, high: end, isOpen: true)
        run(line.from, gutter: key(index, to), ports: [ends.from])
      case .falling:
        add(index, from + 1, low: start, isOpen: true)
        run(line.from, gutter: key(index, from + 1), ports: [ends.to])
      case .level:
        run(line.from, gutter: nil, ports: [ends.from, ends.to])
      }
    }
  }

  private func key(_ line: Int, _ gutter: Int) -> NetKey {
    NetKey(source: lines[line].from, isBackward: courses[line] == .backward, gutter: gutter)
  }

  private mutating func add(
    _ line: Int, _ gutter: Int, low: End? = nil, high: End? = nil, isOpen: Bool = false
  ) {
    let key = key(line, gutter)
    if nets[key] == nil { netOrder.append(key) }
    var net = nets[key] ?? Net()
    if let low, !net.low.contains(low) { net.low.append(low) }
    if let high, !net.high.contains(high) { net.high.append(high) }
    net.isOpen = net.isOpen || isOpen
    nets[key] = net
  }

  private mutating func run(
    _ source: BandedPlan.BoxIndex, gutter: NetKey?, ports: [Int]
  ) {
    if runs[source] == nil { runOrder.append(source) }
    var run = runs[source] ?? Run()
    if let gutter, !run.gutters.contains(gutter) { run.gutters.append(gutter) }
    for port in ports where !run.ports.contains(port) { run.ports.append(port) }
    runs[source] = run
  }

  private func place(_ end: End) -> Double {
    switch end {
    case .port(let port): ports.ports[port].place
    case .lane(let y): y
    }
  }

  private mutating func arrange(gutter: Int) {
    let keys = netOrder.filter { $0.gutter == gutter }
    guard !keys.isEmpty else { return }
    func channel() -> Channel {
      Channel(
        keys.map { key in
          let net = nets[key] ?? Net()
          return Channel.Net(
            low: net.low.map(place), high: net.high.map(place),
            beyond: net.isOpen ? [layout.corridor] : [])
        })
    }
    var found = channel()
    for _ in 0..<4 {
      let clashes = found.clashes
      guard !clashes.isEmpty else { break }
      var isMoved = false
      for clash in clashes {
        let low = nets[keys[clash.low.net]]?.low[clash.low.end]
        let high = nets[keys[clash.high.net]]?.high[clash.high.end]
        for (end, isLow) in [(high, false), (low, true)] {
          guard case .port(let port) = end else { continue }
          let others = keys.flatMap { (isLow ? nets[$0]?.high : nets[$0]?.low) ?? [] }.map(place)
          if ports.shift(port, isTaken: { at in others.contains { abs($0 - at) < 2.4 } }) {
            isMoved = true
            break
          }
        }
      }
      guard isMoved else { break }
      found = channel()
    }
    let zone = zone(gutter)
    for (position, key) in keys.enumerated() {
      nets[key]?.x = Self.spread(found.tracks[position] ?? 0, of: found.count, zone, spacing.lane)
    }
  }

  /// The place of a track in the middle of a zone.
  private static func spread(
    _ track: Int, of count: Int, _ zone: (low: Double, high: Double), _ lane: Double
  ) -> Double {
    let pitch = min(lane * 1.8, (zone.high - zone.low) / Double(max(count, 1)))
    let middle = (zone.low + zone.high) / 2
    return middle + pitch * (Double(track) - Double(count - 1) / 2)
  }

  /// The part of a gutter that tracks may use: labels and arrows keep theirs.
  private func zone(_ gutter: Int) -> (low: Double, high: Double) {
    var (left, right) = (3.0, 3.0)
    for (index, line) in lines.enumerated() {
      let to = layout.places[line.to.family].column
      let width = labelWidths[index] > 0 ? labelWidths[index] + 5 : 0
      switch courses[index] {
      case .forward, .rising: if to == gutter { right = max(right, arrow + 3 + width) }
      case .backward, .loop: if to + 1 == gutter { left = max(left, arrow + 3 + width) }
      case .inside, .falling, .level, .down: break
      }
    }
    let low = gutter == 0 ? 0 : layout.columnSpans[gutter - 1].right + left
    let high =
      gutter == layout.columnCount
      ? (layout.bandBoxes.last?.box.right ?? layout.width)
      : layout.columnSpans[gutter].left - right
    return low < high ? (low, high) : ((low + high) / 2 - 0.5, (low + high) / 2 + 0.5)
  }

  private mutating func arrangeCorridor() {
    guard !runs.isEmpty, let top = layout.supportBox?.top else { return }
    for source in runOrder {
      for port in runs[source]?.ports ?? [] where isLower(port) && !lowerPorts.contains(port) {
        lowerPorts.append(port)
      }
    }
    func channel() -> Channel {
      Channel(
        runOrder.map { source in
          let run = runs[source] ?? Run()
          return Channel.Net(
            low: run.gutters.map { nets[$0]?.x ?? 0 }, high: run.ports.map(corridorPlace))
        })
    }
    var found = channel()
    for _ in 0..<4 {
      let clashes = found.clashes
      guard !clashes.isEmpty else { break }
      var isMoved = false
      for clash in clashes {
        guard let port = runs[runOrder[clash.high.net]]?.ports[clash.high.end],
          !lowerPorts.contains(port)
        else { continue }
        let others = runOrder.flatMap { runs[$0]?.gutters ?? [] }.map { nets[$0]?.x ?? 0 }
        if ports.shift(port, isTaken: { at in others.contains { abs($0 - at) < 2.4 } }) {
          isMoved = true
        }
      }
      guard isMoved else { break }
      found = channel()
    }
    for (position, source) in runOrder.enumerated() {
      runs[source]?.y = Self.spread(
        found.tracks[position] ?? 0, of: found.count, (layout.corridor + 2, top - 2),
        spacing.lane)
    }
  }

  private func isLower(_ port: Int) -> Bool {
    guard let box = boxes[ports.ports[port].box], let zone = layout.supportBox else { return false }
    return familyTop(ports.ports[port].box, box) - zone.top > spacing.bandHeader + 1
  }

  private func familyTop(_ index: BandedPlan.BoxIndex, _ box: BandedLayout.Box) -> Double {
    families[index.family].members.count > 1 ? familyBoxes[index.family].top : box.top
  }

  /// Where a port of the support zone meets the corridor: a lower shelf is left by the margin, so
  /// that no line crosses the boxes above.
  private func corridorPlace(_ port: Int) -> Double {
    guard let rank = lowerPorts.firstIndex(of: port) else { return ports.ports[port].place }
    return layout.supportMargin * Double(rank + 1) / Double(lowerPorts.count + 1)
  }

  private mutating func arrangeFamilies() {
    let inside = lines.indices.filter { courses[$0] == .inside }
    for family in Set(inside.map { lines[$0].from.family }).sorted() {
      let own = inside.filter { lines[$0].from.family == family }
      let sources = Set(own.map { lines[$0].from }).sorted { $0.box < $1.box }
      let widest =
        families[family].members.indices.compactMap {
          boxes[BandedPlan.BoxIndex(family: family, box: $0)]?.right
        }.max() ?? 0
      let channel = Channel(
        sources.map { source in
          let lines = own.filter { self.lines[$0].from == source }
          return Channel.Net(
            low: lines.prefix(1).map { ports.ports[ports.ends[$0].from].place }
              + lines.map { ports.ports[ports.ends[$0].to].place })
        })
      let room = max(familyBoxes[family].right - widest, spacing.gutter * 0.5)
      for (position, source) in sources.enumerated() {
        insideTracks[source] = Self.spread(
          channel.tracks[position] ?? 0, of: channel.count,
          (widest + arrow + 3, widest + max(room * 0.6, arrow + 6)), spacing.lane)
      }
    }
  }

  // MARK: - Routes

  /// The course of every line.
  ///
  /// - Parameter labelHeight: The height of labels, in points.
  /// - Returns: A route for each line.
  /// - Complexity: O(lines² · corners) for the places of labels.
  func routes(labelHeight: Double) -> [LineRoute] {
    var routes = lines.indices.map { index in
      var route = route(index)
      route.simplify()
      return route
    }
    LabelPlacement(routes: routes, widths: labelWidths, height: labelHeight).place(&routes)
    return routes
  }

  private func route(_ index: Int) -> LineRoute {
    let line = lines[index]
    let ends = ports.ends[index]
    let start = ports.ports[ends.from]
    let end = ports.ports[ends.to]
    let width = labelWidths[index]
    var corners = [point(start)]
    func turn(_ x: Double, _ y: Double) {
      corners.append((x, corners.last?.y ?? y))
      corners.append((x, y))
    }
    func pass(_ gutter: Int, to y: Double) {
      turn(nets[key(index, gutter)]?.x ?? corners.last?.x ?? 0, y)
    }
    let from = layout.places[line.from.family].column
    let to = layout.places[line.to.family].column
    let corridor = runs[line.from]?.y ?? layout.corridor
    switch courses[index] {
    case .forward:
      for gutter in (from + 1)...to {
        pass(gutter, to: gutter == to ? end.place : layout.lanes[index][gutter - from - 1].y)
      }
    case .backward:
      for gutter in ((to + 1)...from).reversed() {
        pass(
          gutter, to: gutter == to + 1 ? end.place : layout.lanes[index][gutter - to - 2].y)
      }
    case .loop: pass(from + 1, to: end.place)
    case .down: break
    case .inside: turn(insideTracks[line.from] ?? 0, end.place)
    case .rising:
      climb(ends.from, to: corridor, &corners)
      corners.append((nets[key(index, to)]?.x ?? 0, corridor))
      corners.append((nets[key(index, to)]?.x ?? 0, end.place))
    case .falling:
      pass(from + 1, to: corridor)
      descend(ends.to, from: corridor, &corners)
    case .level:
      climb(ends.from, to: corridor, &corners)
      descend(ends.to, from: corridor, &corners)
    }
    let tip = point(end)
    switch end.side {
    case .left:
      corners.append((tip.x - arrow - 1, tip.y))
      return LineRoute(
        corners: corners, labelCenter: (tip.x - arrow - width / 2 - 2, tip.y))
    case .right:
      corners.append((tip.x + arrow + 1, tip.y))
      guard courses[index] == .inside else {
        return LineRoute(
          corners: corners, labelCenter: (tip.x + arrow + width / 2 + 2, tip.y))
      }
      // Within a family there is no room before the receiving box.
      let x = (insideTracks[line.from] ?? tip.x) + width / 2 + 2
      return LineRoute(corners: corners, labelCenter: (x, (start.place + end.place) / 2))
    case .top, .bottom:
      if courses[index] == .down {
        // Boxes of a column have their middles above each other; the label stands beside the line.
        let x = corners[0].x
        return LineRoute(
          corners: [corners[0], (x, tip.y - arrow - 1)],
          labelCenter: (x + width / 2 + 4, (corners[0].y + tip.y) / 2))
      }
      corners.append((tip.x, tip.y - arrow - 1))
      return LineRoute(corners: corners, labelCenter: (tip.x, tip.y - arrow - 8))
    }
  }

  /// From a box of the support zone up to the corridor.
  private func climb(
    _ port: Int, to corridor: Double, _ corners: inout [(x: Double, y: Double)]
  ) {
    let place = ports.ports[port].place
    guard let gap = gap(above: port) else {
      corners.append((place, corridor))
      return
    }
    let margin = corridorPlace(port)
    corners += [(place, gap), (margin, gap), (margin, corridor)]
  }

  /// From the corridor down to a box of the support zone.
  private func descend(
    _ port: Int, from corridor: Double, _ corners: inout [(x: Double, y: Double)]
  ) {
    let place = ports.ports[port].place
    guard let gap = gap(above: port) else {
      corners.append((place, corridor))
      return
    }
    let margin = corridorPlace(port)
    corners += [(margin, corridor), (margin, gap), (place, gap)]
  }

  /// The height at which a line runs above a lower shelf; nil for the top one.
  private func gap(above port: Int) -> Double? {
    guard let rank = lowerPorts.firstIndex(of: port), let box = boxes[ports.ports[port].box]
    else { return nil }
    // The line farthest left runs lowest, so that they do not cross.
    let pitch = spacing.lane * min(1, 12 / Double(lowerPorts.count))
    return familyTop(ports.ports[port].box, box) - BandedLayout.approach(spacing)
      - pitch * Double(rank)
  }

  /// Where a port is; where other boxes of the family stand between a box and the gutter, at the
  /// family's border.
  private func point(_ port: LinePorts.Port) -> (x: Double, y: Double) {
    var box = boxes[port.box] ?? familyBoxes[port.box.family]
    if families[port.box.family].members.count > 1, !isInside(port.box) {
      box.left = familyBoxes[port.box.family].left
      box.right = familyBoxes[port.box.family].right
    }
    return switch port.side {
    case .left: (box.left, port.place)
    case .right: (box.right, port.place)
    case .top: (port.place, box.top)
    case .bottom: (port.place, box.bottom)
    }
  }

  /// Whether a box has a line to another box of its family, which then meets the box itself.
  private func isInside(_ index: BandedPlan.BoxIndex) -> Bool {
    lines.indices.contains {
      courses[$0] == .inside && (lines[$0].from == index || lines[$0].to == index)
    }
  }
}
