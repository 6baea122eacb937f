import ChainModel

/// What a survey says of firms in passing, and another table states in full.
extension BookAssembler {
  /// A firm, and what a row says of it, in the form in which rows are compared.
  struct FirmText: Hashable {
    var firm: Int32
    var text: Int64
  }

  /// Whether a row was derived from a survey.
  func isDerived(_ origin: RowOrigin) -> Bool {
    Int(origin.source) < contents.sources.count && contents.sources[Int(origin.source)].isDerived
  }

  /// Drops rows derived from a survey where a table states the same.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - code: The diagnostic's stable name.
  ///   - key: What makes two rows state the same.
  /// - Complexity: O(rows).
  mutating func absorbDerived<Row: TableRow>(
    _ rows: inout [Row], _ code: String, by key: (Row) -> FirmText
  ) {
    guard contents.sources.contains(where: \.isDerived) else { return }
    var stated: [FirmText: RowOrigin] = [:]
    for row in rows where !isDerived(row.origin) {
      let key = key(row)
      stated[key] = min(stated[key] ?? row.origin, row.origin)
    }
    var kept: [Row] = []
    kept.reserveCapacity(rows.count)
    for row in rows {
      guard isDerived(row.origin), let other = stated[key(row)] else {
        kept.append(row)
        continue
      }
      let place = place(of: other, field: "firm")
      report(
        .note, code, at: row.origin, field: "firm",
        Bilingual(
          "摸底表里的这一项在 \(place.chinese) 有专门记录，以专门记录为准",
          "what the survey says here is stated in full at \(place.english), which is used"),
        fix: Bilingual("无需处理", "Nothing to do"))
    }
    rows = kept
  }

  /// Drops supplies that a survey names only by the firm, where another row states the pair.
  ///
  /// A list of suppliers says no more than that they supply; a row with the product or the amount
  /// says that as well. The row dropped stays as a source of the one that says more.
  /// - Complexity: O(supplies) in time and space.
  mutating func absorbDerivedSupplies() {
    guard contents.sources.contains(where: \.isDerived) else { return }
    let rows = contents.supplies
    var merged: [(position: UInt32, origin: RowOrigin)] = []
    var kept: [Supply] = []
    kept.reserveCapacity(rows.count)
    let mergedBefore = contents.mergedRows[.supplies]
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, rows[end].supplier.position == rows[start].supplier.position,
        rows[end].customer.position == rows[start].customer.position
      {
        end += 1
      }
      let pair = start..<end
      let stated = pair.filter { !isDerived(rows[$0].origin) }
      // Of rows that all come from surveys, those with a product say more than those without.
      let full = stated.isEmpty ? pair.filter { !rows[$0].product.isEmpty } : stated
      var place: [Int: UInt32] = [:]
      var absorbed: [Int] = []
      for index in pair {
        let isBare = isDerived(rows[index].origin) && !full.contains(index) && !full.isEmpty
        if isBare, rows[index].product.isEmpty || !stated.isEmpty {
          absorbed.append(index)
        } else {
          place[index] = UInt32(kept.count)
          kept.append(rows[index])
        }
      }
      for index in absorbed {
        let same = full.first { rows[$0].product == rows[index].product } ?? full[0]
        for origin in mergedBefore?.origins(of: index) ?? [] {
          merged.append((place[same] ?? 0, origin))
        }
        merged.append((place[same] ?? 0, rows[index].origin))
        let other = self.place(of: rows[same].origin, field: "supplier")
        report(
          .note, "supply-stated-twice", at: rows[index].origin, field: "supplier",
          value: contents.text[rows[index].supplier.written],
          Bilingual(
            "摸底表里的这条供应关系在 \(other.chinese) 有专门记录，以专门记录为准",
            "this supply of the survey is stated in full at \(other.english), which is used"),
          fix: Bilingual("无需处理", "Nothing to do"))
      }
      for index in pair {
        guard let position = place[index] else { continue }
        for origin in mergedBefore?.origins(of: index) ?? [] { merged.append((position, origin)) }
      }
      start = end
    }
    contents.supplies = kept
    contents.mergedRows[.supplies] = MergedRows(merged)
  }
}
