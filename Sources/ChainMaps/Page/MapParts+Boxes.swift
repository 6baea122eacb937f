import DOT

extension MapParts.Box {
  /// What a drawn box stands for.
  ///
  /// - Parameter figure: The box with the firms it names.
  /// - Complexity: O(firms of the box).
  init(_ figure: BoxFigure) {
    let box = figure.box
    self.init(
      element: Diagram.elementID(box.id), title: box.title, isOutside: box.isOutside,
      badge: box.badge, rows: [])
    if let own = box.firm { add(own, element: element, isBottleneck: box.isBottleneck) }
    for (place, row) in box.rows.enumerated() {
      let isNamed = place < figure.shown.count
      add(row, element: isNamed ? Diagram.cellElementID(box.elementID(of: row)) : nil)
    }
    for row in box.unnamedRows { add(row, element: nil) }
  }

  private mutating func add(_ row: FirmRow, element: String?, isBottleneck: Bool = false) {
    guard let firm = row.firm else { return }
    rows.append(
      MapParts.Row(
        firm: firm, element: element, isLeader: row.isLeader,
        lacksMandatory: row.mark == .lackingMandatory,
        isBottleneck: row.isBottleneck || isBottleneck, isSource: row.isSource))
  }
}

extension MapParts.Line {
  /// What a drawn line stands for.
  init(from: String, to: String, supplies: [Int]) {
    self.init(element: MapCanvas.lineID(from: from, to: to), supplies: supplies)
  }
}
