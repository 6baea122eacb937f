import ChainModel

/// Measures, programmes and the small tables, and the final order of everything.
extension BookAssembler {
  mutating func assembleProgrammes() {
    for position in contents.programmes.indices {
      let row = contents.programmes[position]
      if row.id.isEmpty { reportMissing(row, "id", "项目编号") }
      if row.name.isEmpty { contents.programmes[position].name = row.id }
    }
    let pool = contents.text
    contents.programmes = uniteByKey(
      contents.programmes, key: { $0.id.isEmpty ? nil : $0.id }, name: { pool[$0.name] },
      order: { NaturalOrder.precedes(pool[$0.id], pool[$1.id]) })
    for position in contents.programmes.indices {
      let row = contents.programmes[position]
      programmeOfText[folded(row.id)] = Int32(position)
      contents.programmes[position].leader.position =
        resolveFirm(row.leader.written, at: row.origin, field: "leader") ?? -1
    }
  }

  private mutating func resolveProgramme(
    _ reference: inout Reference<Programme>, at origin: RowOrigin
  ) {
    guard !reference.written.isEmpty else { return }
    let text = folded(reference.written)
    if let known = programmeOfText[text] {
      reference.position = known
      return
    }
    let position = Int32(contents.programmes.count)
    var programme = Programme()
    programme.id = text
    programme.name = text
    contents.programmes.append(programme)
    programmeOfText[text] = position
    noteCreated(.programmes, reference.written, at: origin, field: "programme")
    reference.position = position
  }

  mutating func assembleMeasures() {
    for position in contents.measures.indices {
      let row = contents.measures[position]
      if row.id.isEmpty { reportMissing(row, "id", "举措编号") }
      if row.name.isEmpty { contents.measures[position].name = row.id }
    }
    let pool = contents.text
    contents.measures = uniteByKey(
      contents.measures, key: { $0.id.isEmpty ? nil : $0.id }, name: { pool[$0.name] },
      order: { NaturalOrder.precedes(pool[$0.id], pool[$1.id]) })
    for position in contents.measures.indices {
      var row = contents.measures[position]
      let origin = row.origin
      resolve(&row.problems) { $0.resolveProblem($1, at: origin, field: "problems") }
      resolve(&row.firms) { $0.resolveFirm($1, at: origin, field: "firms") }
      resolve(&row.regions) { $0.resolveRegion($1, at: origin, field: "regions") }
      resolveSegments(&row.segments, at: origin)
      resolveProgramme(&row.programme, at: origin)
      contents.measures[position] = row
    }
  }

  /// Segments named without their chain mean every segment of that id or name.
  private mutating func resolveSegments(
    _ references: inout References<Segment>, at origin: RowOrigin
  ) {
    var positions: [Int32] = []
    for written in Array(contents.text.handles(references.written)) {
      let text = folded(written)
      var found: [Int32] = []
      for chain in contents.chains.indices {
        if let segment = segmentOfText[ChainText(chain: Int32(chain), text: text)] {
          found.append(segment)
        }
      }
      if found.isEmpty {
        let names = contents.segments.map { contents.text[$0.name] }
        let nearest = TextSimilarity.nearest(to: contents.text[written], in: names, limit: 1)
        let hint = nearest.first.map(\.text) ?? ""
        report(
          .warning, "segment-unknown", at: origin, field: "segments",
          value: contents.text[written],
          Bilingual(
            "没有这个环节" + (hint.isEmpty ? "" : "，最接近的是“\(hint)”"),
            "no such segment" + (hint.isEmpty ? "" : "; the nearest is “\(hint)”")),
          fix: Bilingual("改填环节编号或名称", "Write the segment's code or name"))
      }
      for segment in found where !positions.contains(segment) { positions.append(segment) }
    }
    references.start = UInt32(contents.links.count)
    references.count = UInt32(positions.count)
    contents.links += positions
  }

  mutating func assembleSmallTables() {
    for position in contents.resources.indices {
      let row = contents.resources[position]
      guard !row.region.written.isEmpty else { continue }
      contents.resources[position].region.position =
        resolveRegion(row.region.written, at: row.origin, field: "region") ?? -1
    }
    for position in contents.actors.indices {
      let row = contents.actors[position]
      guard !row.region.written.isEmpty else { continue }
      contents.actors[position].region.position =
        resolveRegion(row.region.written, at: row.origin, field: "region") ?? -1
    }
    for row in contents.resources where row.body.isEmpty { reportMissing(row, "body", "机构") }
    for row in contents.actors where row.name.isEmpty { reportMissing(row, "name", "名称") }
    for row in contents.limits where row.name.isEmpty { reportMissing(row, "name", "名称") }
    for row in contents.essentials where row.inputClass == nil {
      reportMissing(row, "inputClass", "类别")
    }
    contents.resources.removeAll { $0.body.isEmpty }
    contents.actors.removeAll { $0.name.isEmpty }
    contents.limits.removeAll { $0.name.isEmpty }
    contents.essentials.removeAll { $0.inputClass == nil }
  }

  // MARK: - Final order

  /// Puts every table in the order of its ids, created entries included, and renumbers references.
  mutating func sortAll() {
    let pool = contents.text
    let regions = arrange(\.regions) {
      NaturalOrder.precedes(pool[$0.code], pool[$1.code])
    }
    let chains = arrange(\.chains) {
      NaturalOrder.precedes(pool[$0.id], pool[$1.id])
    }
    let segments = arrange(\.segments) { left, right in
      let places = (chains[Int(left.chain.position)], chains[Int(right.chain.position)])
      return places.0 == places.1
        ? NaturalOrder.precedes(pool[left.id], pool[right.id]) : places.0 < places.1
    }
    let problems = arrange(\.problems) {
      NaturalOrder.precedes(pool[$0.id], pool[$1.id])
    }
    let programmes = arrange(\.programmes) {
      NaturalOrder.precedes(pool[$0.id], pool[$1.id])
    }
    let firmOrder = idOrder(contents.firms)
    var firmPositions = [Int32](repeating: 0, count: firmOrder.count)
    for (position, old) in firmOrder.enumerated() { firmPositions[Int(old)] = Int32(position) }
    let firmRows = contents.firms
    contents.firms = firmOrder.map { firmRows[Int($0)] }
    contents.mergedRows[.firms] = contents.mergedRows[.firms]?.renumbered(firmPositions)
    firms.renumber(firmPositions)

    let renumbering = Renumbering(
      regions: regions, chains: chains, segments: segments, problems: problems,
      programmes: programmes, firms: firmPositions)
    renumber(\.regions, renumbering)
    renumber(\.chains, renumbering)
    renumber(\.segments, renumbering)
    renumber(\.flows, renumbering)
    renumber(\.programmes, renumbering)
    renumber(\.firms, renumbering)
    renumber(\.members, renumbering)
    renumber(\.supplies, renumbering)
    renumber(\.findings, renumbering)
    renumber(\.assessments, renumbering)
    renumber(\.certificates, renumbering)
    renumber(\.measures, renumbering)
    renumber(\.resources, renumbering)
    renumber(\.actors, renumbering)
    sortRows()
  }

  /// Sorts the tables that refer to others by what they refer to, then by all they say.
  private mutating func sortRows() {
    let pool = contents.text
    // A pair of positions makes one number, by which nearly all comparing is done.
    arrange(
      \.flows, by: { Self.pair($0.supplying.position, $0.receiving.position) },
      tie: { pool.precedes($0.product, $1.product) })
    arrange(
      \.members, by: { Self.pair($0.segment.position, $0.firm.position) }, tie: { _, _ in false })
    arrange(
      \.supplies, by: { Self.pair($0.supplier.position, $0.customer.position) },
      tie: { pool.precedes($0.product, $1.product) })
    arrangeByText(\.findings) { row in
      (Int64(row.firm.position) << 32) | Int64(UInt32(bitPattern: row.problem.position))
    }
    arrangeByText(\.assessments) { Int64($0.firm.position) << 32 }
    arrangeByText(\.limits) { _ in 0 }
    arrangeByText(\.resources) { _ in 0 }
    arrangeByText(\.actors) { _ in 0 }
    arrangeByText(\.essentials) { _ in 0 }
    arrangeByText(\.decisions) { _ in 0 }
  }

  /// Sorts rows by a number, then by the texts of all their cells, then by place.
  ///
  /// A cell that was resolved counts as the row it means, however it is spelled.
  private mutating func arrangeByText<Row: TableRow>(
    _ table: WritableKeyPath<BookContents, [Row]>, by number: (Row) -> Int64
  ) {
    let fields = Row.fields
    let rows = contents[keyPath: table]
    let numbers = rows.map { number($0) }
    var order = rows.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    // Few rows share a number, so only theirs are written out to be compared.
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
      if end - start > 1 {
        let tied = order[start..<end].map { position in
          (
            text: fields.map { sortText($0.content, rows[position]) },
            position: position
          )
        }
        let sorted = tied.sorted { left, right in
          if left.text != right.text { return left.text.lexicographicallyPrecedes(right.text) }
          return rows[left.position].origin < rows[right.position].origin
        }
        order.replaceSubrange(start..<end, with: sorted.map(\.position))
      }
      start = end
    }
    contents[keyPath: table] = order.map { rows[$0] }
  }

  private func sortText<Row: TableRow>(_ content: FieldContent<Row>, _ row: Row) -> String {
    if let position = content.position(row), position >= 0 {
      let digits = String(position)
      return String(repeating: "0", count: 10 - digits.count) + digits
    }
    return content.text(row, in: contents.text)
  }

  private static func pair(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }

  /// Sorts a table by a number, and rows of one number by a comparison, then by their old order.
  ///
  /// - Complexity: O(n log n) in time, O(n) in space; O(n) where the rows are in order.
  private mutating func arrange<Row: TableRow>(
    _ table: WritableKeyPath<BookContents, [Row]>, by number: (Row) -> UInt64,
    tie precedes: (Row, Row) -> Bool
  ) {
    let old = contents[keyPath: table]
    var keys: [(number: UInt64, position: UInt32)] = []
    keys.reserveCapacity(old.count)
    var isSorted = true
    for (position, row) in old.enumerated() {
      let number = number(row)
      if let last = keys.last, last.number > number { isSorted = false }
      keys.append((number, UInt32(position)))
    }
    if !isSorted { keys.sort { ($0.number, $0.position) < ($1.number, $1.position) } }
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].number == keys[start].number { end += 1 }
      if end - start > 1 {
        let tied = keys[start..<end]
        let isOrdered = tied.dropFirst().indices.allSatisfy {
          !precedes(old[Int(keys[$0].position)], old[Int(keys[$0 - 1].position)])
        }
        if !isOrdered {
          isSorted = false
          keys[start..<end].sort { left, right in
            let (one, other) = (old[Int(left.position)], old[Int(right.position)])
            if precedes(one, other) { return true }
            return precedes(other, one) ? false : left.position < right.position
          }
        }
      }
      start = end
    }
    if isSorted { return }
    var positions = [Int32](repeating: 0, count: old.count)
    for (position, key) in keys.enumerated() { positions[Int(key.position)] = Int32(position) }
    contents[keyPath: table] = keys.map { old[Int($0.position)] }
    contents.mergedRows[Row.table] = contents.mergedRows[Row.table]?.renumbered(positions)
  }

  /// Sorts a table and returns the new position of each row.
  @discardableResult
  private mutating func arrange<Row: TableRow>(
    _ table: WritableKeyPath<BookContents, [Row]>, by precedes: (Row, Row) -> Bool
  ) -> [Int32] {
    let old = contents[keyPath: table]
    let isSorted = old.indices.dropFirst().allSatisfy { !precedes(old[$0], old[$0 - 1]) }
    if isSorted { return old.indices.map(Int32.init) }
    let order = old.indices.sorted { left, right in
      if precedes(old[left], old[right]) { return true }
      return precedes(old[right], old[left]) ? false : left < right
    }
    var positions = [Int32](repeating: 0, count: old.count)
    for (position, from) in order.enumerated() { positions[from] = Int32(position) }
    contents[keyPath: table] = order.map { old[$0] }
    contents.mergedRows[Row.table] = contents.mergedRows[Row.table]?.renumbered(positions)
    return positions
  }

  private struct Renumbering {
    var regions: [Int32]
    var chains: [Int32]
    var segments: [Int32]
    var problems: [Int32]
    var programmes: [Int32]
    var firms: [Int32]
  }

  private mutating func renumber<Row: TableRow>(
    _ table: WritableKeyPath<BookContents, [Row]>, _ new: Renumbering
  ) {
    // Taken out while it changes, so that it is not copied.
    var rows = contents[keyPath: table]
    contents[keyPath: table] = []
    defer { contents[keyPath: table] = rows }
    for field in Row.columns {
      switch field.content {
      case .firm(let place): renumber(&rows, place, new.firms)
      case .chain(let place): renumber(&rows, place, new.chains)
      case .segment(let place): renumber(&rows, place, new.segments)
      case .problem(let place): renumber(&rows, place, new.problems)
      case .region(let place): renumber(&rows, place, new.regions)
      case .programme(let place): renumber(&rows, place, new.programmes)
      case .firms(let place): renumberList(rows, place, new.firms)
      case .segments(let place): renumberList(rows, place, new.segments)
      case .problems(let place): renumberList(rows, place, new.problems)
      case .regions(let place): renumberList(rows, place, new.regions)
      case .text, .texts, .number, .share, .flag, .date, .word: break
      }
    }
  }

  private func renumber<Row, Target>(
    _ rows: inout [Row], _ place: WritableKeyPath<Row, Reference<Target>>, _ new: [Int32]
  ) {
    // Nearly always nothing was created after the table was put in order.
    if new.indices.allSatisfy({ new[$0] == Int32($0) }) { return }
    for index in rows.indices {
      let old = rows[index][keyPath: place].position
      if old >= 0 { rows[index][keyPath: place].position = new[Int(old)] }
    }
  }

  private mutating func renumberList<Row, Target>(
    _ rows: [Row], _ place: WritableKeyPath<Row, References<Target>>, _ new: [Int32]
  ) {
    for row in rows {
      let list = row[keyPath: place]
      let range = Int(list.start)..<Int(list.start + list.count)
      let renumbered = contents.links[range].map { new[Int($0)] }.sorted()
      contents.links.replaceSubrange(range, with: renumbered)
    }
  }
}
