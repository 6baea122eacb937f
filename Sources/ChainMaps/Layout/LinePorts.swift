/// How a line runs, by where its ends stand.
enum LineCourse {
  /// Between boxes of one family.
  case inside
  /// To a column further right.
  case forward
  /// To a column further left.
  case backward
  /// Within a column.
  case loop
  /// From the support zone into the bands.
  case rising
  /// From the bands into the support zone.
  case falling
  /// Within the support zone.
  case level
  /// Straight down to the next box of a column.
  case down

  /// - Parameters:
  ///   - index: The line's position in the layout.
  ///   - line: The line.
  ///   - layout: Where its ends stand.
  init(_ index: Int, _ line: BandedPlan.Line, in layout: BandedLayout) {
    let from = layout.places[line.from.family].column
    let to = layout.places[line.to.family].column
    self =
      if line.from.family == line.to.family {
        .inside
      } else if from < 0 {
        to < 0 ? .level : .rising
      } else if to < 0 {
        .falling
      } else {
        from == to ? layout.runsDown[index] ? .down : .loop : from < to ? .forward : .backward
      }
  }
}

/// Where lines leave and meet their boxes: all that a box supplies leaves it at one place, every
/// line arrives at a place of its own.
struct LinePorts {
  /// A side of a box; lines leave to the right and arrive at the left, backward ones the other way
  /// round, and boxes of the support zone have theirs above.
  enum Side: Hashable {
    case left
    case right
    case top
    case bottom

    /// Whether places along it are heights.
    var isUpright: Bool { self == .left || self == .right }
  }

  /// A place on a side of a box.
  struct Port {
    var box: BandedPlan.BoxIndex
    var side: Side
    /// The line that arrives; nil where lines leave.
    var line: Int?
    /// Where its lines come from or go to, along the side.
    var far: Double
    /// The place along the side: a height, or on top a place from left to right.
    var place = 0.0
    /// The part of the side that is free for lines.
    var range: (low: Double, high: Double)
  }

  private struct SideKey: Hashable {
    var box: BandedPlan.BoxIndex
    var side: Side
  }

  private struct Row: Hashable {
    var column: Int
    var side: Side
  }

  private(set) var ports: [Port] = []
  /// The port at which each line leaves, and that at which it arrives.
  private(set) var ends: [(from: Int, to: Int)] = []
  /// The ports that lie above each other at a side of a column.
  private var rows: [Row: [Int]] = [:]

  private let layout: BandedLayout

  /// Lines that meet one side keep so far apart, in points.
  private static let apart = 3.0

  /// - Complexity: O(lines log lines).
  init(
    lines: [BandedPlan.Line], courses: [LineCourse], layout: BandedLayout,
    boxes: [BandedPlan.BoxIndex: BandedLayout.Box]
  ) {
    self.layout = layout
    var leaving: [SideKey: Int] = [:]
    var sides: [SideKey: [Int]] = [:]
    var order: [SideKey] = []
    func range(_ key: SideKey) -> (low: Double, high: Double) {
      guard let box = boxes[key.box] else { return (0, 0) }
      let (low, high) =
        key.side.isUpright ? (box.top, box.bottom) : (box.left, box.right)
      let inset = min(5, (high - low) * 0.15)
      return (low + inset, high - inset)
    }
    func middle(_ box: BandedPlan.BoxIndex) -> (x: Double, y: Double) {
      boxes[box].map { (($0.left + $0.right) / 2, ($0.top + $0.bottom) / 2) } ?? (0, 0)
    }
    var reach: [Int: (sum: Double, count: Double)] = [:]
    for (index, line) in lines.enumerated() {
      let course = courses[index]
      let lanes = layout.lanes[index]
      let (from, to): (Side, Side) =
        switch course {
        case .forward: (.right, .left)
        case .backward: (.left, .right)
        case .inside, .loop: (.right, .right)
        case .rising: (.top, .left)
        case .falling: (.right, .top)
        case .level: (.top, .top)
        case .down: (.bottom, .top)
        }
      // Where the line goes, seen from its start, and where it comes from, seen from its end.
      let (away, origin): (Double, Double) =
        switch course {
        case .forward: (lanes.first?.y ?? middle(line.to).y, lanes.last?.y ?? middle(line.from).y)
        case .backward: (lanes.last?.y ?? middle(line.to).y, lanes.first?.y ?? middle(line.from).y)
        case .inside, .loop: (middle(line.to).y, middle(line.from).y)
        case .rising:
          (layout.columnSpans[layout.places[line.to.family].column].left, layout.height)
        case .falling:
          (layout.height, layout.columnSpans[layout.places[line.from.family].column].right)
        case .level, .down: (middle(line.to).x, middle(line.from).x)
        }
      let start = SideKey(box: line.from, side: from)
      let end = SideKey(box: line.to, side: to)
      let left: Int
      if let known = leaving[start] {
        left = known
      } else {
        left = ports.count
        leaving[start] = left
        ports.append(Port(box: line.from, side: from, line: nil, far: 0, range: range(start)))
        if sides[start] == nil { order.append(start) }
        sides[start, default: []].append(left)
      }
      let sofar = reach[left] ?? (0, 0)
      reach[left] = (sofar.sum + away, sofar.count + 1)
      if sides[end] == nil { order.append(end) }
      sides[end, default: []].append(ports.count)
      ends.append((left, ports.count))
      ports.append(Port(box: line.to, side: to, line: index, far: origin, range: range(end)))
    }
    for (port, far) in reach { ports[port].far = far.sum / max(far.count, 1) }
    for key in order {
      let members = (sides[key] ?? []).sorted { a, b in
        (ports[a].far, ports[a].line ?? -1) < (ports[b].far, ports[b].line ?? -1)
      }
      for (rank, port) in members.enumerated() {
        let (low, high) = ports[port].range
        ports[port].place = low + (high - low) * (Double(rank) + 0.5) / Double(members.count)
      }
      if key.side.isUpright {
        rows[Row(column: layout.places[key.box.family].column, side: key.side), default: []] +=
          members
      }
    }
    level(lines, courses, alone: Set(sides.values.filter { $0.count == 1 }.map { $0[0] }))
    separate()
  }

  /// Moves ports that have a side to themselves to where their line runs level, clear of the
  /// box's rounded corners.
  private mutating func level(_ lines: [BandedPlan.Line], _ courses: [LineCourse], alone: Set<Int>)
  {
    var wanted: [Int: [Double]] = [:]
    for (index, ends) in ends.enumerated() {
      let lanes = layout.lanes[index]
      guard courses[index] == .forward || courses[index] == .backward else { continue }
      let isForward = courses[index] == .forward
      if alone.contains(ends.to) {
        let lane = isForward ? lanes.last?.y : lanes.first?.y
        let port = ports[ends.to]
        let want = lane ?? ports[ends.from].place
        ports[ends.to].place = Self.clear(want, port.range)
      }
      let lane = isForward ? lanes.first?.y : lanes.last?.y
      if alone.contains(ends.from) {
        wanted[ends.from, default: []].append(lane ?? ports[ends.to].place)
      }
    }
    for (index, wishes) in wanted {
      let (low, high) = ports[index].range
      let middle = (low + high) / 2
      let nearest = wishes.min { (abs($0 - middle), $0) < (abs($1 - middle), $1) } ?? middle
      ports[index].place = Self.clear(nearest, (low, high))
    }
  }

  private static func clear(_ place: Double, _ range: (low: Double, high: Double)) -> Double {
    let corner = min(8, (range.high - range.low) * 0.25)
    return min(max(place, range.low + corner), range.high - corner)
  }

  /// Moves ports apart that boxes of one family beside each other have at one height.
  private mutating func separate() {
    for members in rows.values {
      let sorted = members.sorted { (ports[$0].place, $0) < (ports[$1].place, $1) }
      for (above, port) in zip(sorted, sorted.dropFirst()) {
        let least = ports[above].place + Self.apart
        if ports[port].place < least {
          ports[port].place = min(least, max(ports[port].range.high, ports[port].place))
        }
      }
    }
  }

  /// Moves a port a little along its side, where nothing else is.
  ///
  /// - Parameters:
  ///   - port: The port.
  ///   - isTaken: Whether something else is at a place.
  /// - Returns: Whether there was such a place.
  mutating func shift(_ port: Int, isTaken: (Double) -> Bool) -> Bool {
    let old = ports[port]
    let column = layout.places[old.box.family].column
    let neighbours =
      old.side.isUpright
      ? rows[Row(column: column, side: old.side)] ?? []
      : ports.indices.filter { ports[$0].box == old.box && ports[$0].side == old.side }
    for step in [3.0, -3, 6, -6, 9, -9] {
      let place = old.place + step
      guard place >= old.range.low, place <= old.range.high, !isTaken(place),
        neighbours.allSatisfy({ $0 == port || abs(ports[$0].place - place) >= 2.4 })
      else { continue }
      ports[port].place = place
      return true
    }
    return false
  }
}
