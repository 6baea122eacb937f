/// The routes of a plan's lines.
struct LineRouting {
  let families: [BandedPlan.Family]
  let lines: [BandedPlan.Line]
  let layout: BandedLayout
  let boxes: [BandedPlan.BoxIndex: BandedLayout.Box]
  let familyBoxes: [BandedLayout.Box]
  let spacing: BandedLayout.Spacing
  let arrow: Double

  /// A side of a box where lines meet it.
  private struct Side: Hashable {
    var box: BandedPlan.BoxIndex
    var isRight: Bool
  }

  /// Routes every line.
  ///
  /// - Parameter labelWidths: The width of each line's label in points.
  /// - Returns: A route for each line.
  /// - Complexity: O(lines log lines).
  func routes(labelWidths: [Double]) -> [LinkRouter.Route] {
    var labelRoom: [Int: Double] = [:]
    for (index, line) in lines.enumerated() {
      let columns = (
        layout.places[line.from.family].column, layout.places[line.to.family].column
      )
      // Labels stand before the receiving box, of lines from the support zone before either end.
      let column = columns.1 >= 0 && columns.0 < columns.1 ? columns.1 : columns.0
      guard columns.0 < columns.1 || columns.1 < 0 else { continue }
      labelRoom[column] = max(labelRoom[column] ?? 0, labelWidths[index])
    }
    let router = LinkRouter(
      layout: layout, spacing: spacing, arrow: arrow, labelRoom: labelRoom)
    var ends: [(from: LinkRouter.End, to: LinkRouter.End)] = lines.map {
      (end($0.from), end($0.to))
    }
    // Lines that meet one side of a box share it from top to bottom in the order of their far ends.
    var meeting: [Side: [(line: Int, isFrom: Bool, far: Double)]] = [:]
    for (index, line) in lines.enumerated() {
      let sides = sides(line)
      let (from, to) = (ends[index].from, ends[index].to)
      meeting[Side(box: line.from, isRight: sides.from), default: []].append(
        (index, true, layout.lanes[index].first?.y ?? (to.box.top + to.box.bottom) / 2))
      meeting[Side(box: line.to, isRight: sides.to), default: []].append(
        (index, false, layout.lanes[index].last?.y ?? (from.box.top + from.box.bottom) / 2))
    }
    for list in meeting.values {
      let sorted = list.sorted {
        ($0.far, $0.line, $0.isFrom ? 0 : 1) < ($1.far, $1.line, $1.isFrom ? 0 : 1)
      }
      // Lines that share a lane leave their box together.
      var ranks: [Int] = []
      var trunk: Double?
      for entry in sorted {
        let isTrunk = !layout.lanes[entry.line].isEmpty && leavesTrunk(entry.line, entry.isFrom)
        if let last = ranks.last, isTrunk, trunk == entry.far {
          ranks.append(last)
        } else {
          ranks.append((ranks.last ?? -1) + 1)
        }
        trunk = isTrunk ? entry.far : nil
      }
      let count = (ranks.last ?? 0) + 1
      for (entry, rank) in zip(sorted, ranks) {
        if entry.isFrom {
          ends[entry.line].from.place = (rank, count)
        } else {
          ends[entry.line].to.place = (rank, count)
        }
      }
    }
    let sources = Set(
      lines.flatMap { [$0.from, $0.to] }.filter { families[$0.family].band == nil }
    ).sorted { ($0.family, $0.box) < ($1.family, $1.box) }
    return lines.indices.map { index in
      let line = lines[index]
      let (from, to) = ends[index]
      let width = labelWidths[index]
      if line.from.family == line.to.family {
        return router.route(
          link: index, from: from, to: to, labelWidth: width, isSameFamily: true)
      }
      if from.column >= 0, to.column >= 0 {
        return router.route(link: index, from: from, to: to, labelWidth: width)
      }
      let isSupplier = from.column < 0
      let track = sources.firstIndex(of: isSupplier ? line.from : line.to) ?? 0
      return router.supportRoute(
        isSupplier ? from : to, isSupplier ? to : from, suppliesOther: isSupplier,
        track: (track, sources.count), labelWidth: width)
    }
  }

  /// Whether an end of a line is the one from which its lanes are shared.
  private func leavesTrunk(_ line: Int, _ isFrom: Bool) -> Bool {
    let from = layout.places[lines[line].from.family].column
    let to = layout.places[lines[line].to.family].column
    return from < to && isFrom
  }

  /// Which side of its box each end of a line meets: true for the right.
  private func sides(_ line: BandedPlan.Line) -> (from: Bool, to: Bool) {
    let from = layout.places[line.from.family].column
    let to = layout.places[line.to.family].column
    if line.from.family == line.to.family { return (true, true) }
    guard from >= 0, to >= 0 else { return (from < 0, to < 0) }
    if from == to { return (true, true) }
    return from < to ? (true, false) : (false, true)
  }

  /// An end at a box; where other boxes of the family stand between it and the gutter, at the
  /// family's border.
  private func end(_ index: BandedPlan.BoxIndex) -> LinkRouter.End {
    let column = layout.places[index.family].column
    var box = boxes[index] ?? familyBoxes[index.family]
    if families[index.family].members.count > 1, !isLoop(index) {
      box.left = familyBoxes[index.family].left
      box.right = familyBoxes[index.family].right
    }
    return LinkRouter.End(box: box, column: column)
  }

  /// Whether a box has a line to another box of its family, which then meets the box itself.
  private func isLoop(_ index: BandedPlan.BoxIndex) -> Bool {
    lines.contains {
      $0.from.family == index.family && $0.to.family == index.family
        && ($0.from == index || $0.to == index)
    }
  }
}
