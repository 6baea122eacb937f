import ChainModel

extension BookAssembler {
  /// Unites rows that state the same thing, cell by cell.
  ///
  /// Blanks are filled and lists united; where values differ the row handed in later wins, else
  /// the preferred sender's, else the smallest value by number and text. The outcome does not
  /// depend on the order of the rows.
  ///
  /// - Parameters:
  ///   - rows: The rows, at least one.
  ///   - what: The thing's name in messages.
  ///   - isPreferred: Whether a row comes from the sender whose word counts more.
  /// - Returns: The united row, at the earliest origin.
  mutating func unite<Row: TableRow>(
    _ rows: [Row], named what: String, preferring isPreferred: (Row) -> Bool = { _ in false }
  ) -> Row {
    guard var united = rows.min(by: { $0.origin < $1.origin }) else { return Row() }
    guard rows.count > 1 else { return united }
    for field in Row.fields {
      let stated = rows.filter { !field.content.isBlank($0) }
      guard let first = stated.first else { continue }
      if field.content.list(first) != nil {
        uniteLists(field, stated, into: &united)
        continue
      }
      let winner = stated.dropFirst().reduce(first) {
        wins($1, over: $0, field.content, isPreferred) ? $1 : $0
      }
      field.content.copy(from: winner, into: &united)
      guard field.key != "reporter", field.key != "reportedOn" else { continue }
      let kept = field.content.text(winner, in: contents.text)
      for loser in stated where conflicts(loser, with: winner, field.content) {
        reportConflict(
          field, at: loser, value: field.content.text(loser, in: contents.text),
          winner: winner, kept: kept)
      }
    }
    report(
      .note, "rows-merged", at: united.origin, value: what,
      Bilingual("同一项有 \(rows.count) 行，已合为一行", "\(rows.count) rows of the same thing were merged"),
      fix: Bilingual("如系重复填报，删去多余的行", "Delete the surplus rows if they were entered twice"))
    return united
  }

  /// Reports that two rows of the same thing differ; two names under one id on one sheet are an
  /// error, since one of the ids is likely wrong.
  private mutating func reportConflict<Row: TableRow>(
    _ field: Field<Row>, at loser: Row, value: String, winner: Row, kept: String
  ) {
    let other = place(of: winner.origin, field: field.key)
    let isDuplicate = field.key == "name" && loser.origin.source == winner.origin.source
    report(
      isDuplicate ? .error : .warning, isDuplicate ? "id-duplicate" : "values-conflict",
      at: loser.origin, field: field.key, value: value,
      isDuplicate
        ? Bilingual(
          "编号（代码）与 \(other.chinese) 的“\(kept)”重复而名称不同，两行合为一项，采用“\(kept)”",
          "its id is also that of “\(kept)” at \(other.english); the rows were united under that name"
        )
        : Bilingual(
          "\(field.header)与 \(other.chinese) 的“\(kept)”不一致，采用后者",
          "\(field.key) differs from “\(kept)” at \(other.english); the latter is used"),
      fix: isDuplicate
        ? Bilingual("改正其中一行的编号，或统一名称", "Correct one of the ids, or use one name")
        : Bilingual("核实后改成一致；以较新的填报日期为准", "Correct one of the two; the later report date wins"))
  }

  /// Whether two stated cells differ in more than the spelling of the same thing.
  private func conflicts<Row: TableRow>(
    _ loser: Row, with winner: Row, _ content: FieldContent<Row>
  ) -> Bool {
    let texts = (
      content.text(loser, in: contents.text), content.text(winner, in: contents.text)
    )
    guard texts.0 != texts.1 else { return false }
    if let left = content.position(loser), let right = content.position(winner), left >= 0 {
      return left != right
    }
    return TextFolding.foldedName(texts.0) != TextFolding.foldedName(texts.1)
  }

  private mutating func uniteLists<Row: TableRow>(
    _ field: Field<Row>, _ rows: [Row], into united: inout Row
  ) {
    var handles: [TextID] = []
    for row in rows {
      handles += contents.text.handles(field.content.list(row) ?? .empty)
    }
    let unique = Set(handles).sorted { contents.text.precedes($0, $1) }
    field.content.setList(contents.text.list(unique), in: &united)
  }

  private func wins<Row: TableRow>(
    _ challenger: Row, over holder: Row, _ content: FieldContent<Row>,
    _ isPreferred: (Row) -> Bool
  ) -> Bool {
    if challenger.reportedOn != holder.reportedOn {
      return challenger.reportedOn.isLater(than: holder.reportedOn)
    }
    let preferred = (isPreferred(challenger), isPreferred(holder))
    if preferred.0 != preferred.1 { return preferred.0 }
    if let left = content.number(challenger), let right = content.number(holder), left != right {
      return left < right
    }
    let texts = (
      content.text(challenger, in: contents.text), content.text(holder, in: contents.text)
    )
    if texts.0 != texts.1 { return texts.0.utf8.lexicographicallyPrecedes(texts.1.utf8) }
    return challenger.origin < holder.origin
  }

  /// Unites rows of equal key and sorts them.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - key: The key under which rows are the same thing; nil sets the row aside (already
  ///     reported).
  ///   - what: The thing's name in messages.
  ///   - order: Whether one row comes before another.
  /// - Returns: One row for each key.
  /// - Complexity: O(n log n) in time, O(n) in space.
  mutating func uniteByKey<Row: TableRow, Key: Hashable>(
    _ rows: [Row], key: (Row) -> Key?, name what: (Row) -> String,
    order: (Row, Row) -> Bool
  ) -> [Row] {
    var groups: [Key: Int] = [:]
    var members: [[Row]] = []
    for row in rows {
      guard let key = key(row) else { continue }
      if let group = groups[key] {
        members[group].append(row)
      } else {
        groups[key] = members.count
        members.append([row])
      }
    }
    members.sort { order($0[0], $1[0]) }
    var united: [Row] = []
    united.reserveCapacity(members.count)
    var merged: [(position: UInt32, origin: RowOrigin)] = []
    for group in members {
      let row = unite(group, named: what(group[0]))
      for other in group where other.origin != row.origin {
        merged.append((UInt32(united.count), other.origin))
      }
      united.append(row)
    }
    contents.mergedRows[Row.table] = MergedRows(merged)
    return united
  }
}
