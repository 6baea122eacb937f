import ChainModel

/// How the columns of a sheet match the fields of a table.
struct HeaderMatch<Row: TableRow>: Sendable {
  /// A field, its column, and the power of ten that brings its numbers to the field's unit.
  struct Column: Sendable {
    var index: Int
    var field: Field<Row>
    var exponent: Int
    var saysPercent: Bool
  }

  private(set) var columns: [Column] = []
  private(set) var extras: [Int] = []
  private(set) var missing: [Field<Row>] = []
  /// Columns whose header is blank.
  private(set) var nameless: [Int] = []

  /// Matches headers after trimming, folding and removing units.
  ///
  /// A header is a field's own name or one of its aliases or its English key; where two headers
  /// match one field, the one that is the field's own name wins, then the first.
  /// - Complexity: O(headers × fields).
  init(headers: [String]) {
    let folded = headers.map { TextFolding.foldedHeader($0) }
    var taken = Set<Int>()
    let fields = Row.fields
    var chosen = [Int?](repeating: nil, count: fields.count)
    for names in [{ [$0.header] }, { [$0.key] + $0.aliases }] as [(Field<Row>) -> [String]] {
      for (position, field) in fields.enumerated() where chosen[position] == nil {
        let wanted = Set(names(field).map { TextFolding.foldedHeader($0).name })
        if let index = folded.indices.first(where: {
          !taken.contains($0) && wanted.contains(folded[$0].name)
        }) {
          chosen[position] = index
          taken.insert(index)
        }
      }
    }
    for (position, field) in fields.enumerated() {
      guard let index = chosen[position] else {
        if field.isRequired { missing.append(field) }
        continue
      }
      let unit = folded[index].unit
      columns.append(
        Column(
          index: index, field: field, exponent: Self.exponent(field, unit: unit),
          saysPercent: unit == "%" || unit == "％"))
    }
    for group in Row.alternatives {
      let found = fields.indices.contains { chosen[$0] != nil && group.contains(fields[$0].key) }
      if !found { missing += fields.filter { $0.key == group.first } }
    }
    nameless = headers.indices.filter { folded[$0].name.isEmpty }
    extras = headers.indices.filter { !taken.contains($0) && !folded[$0].name.isEmpty }
  }

  /// How strongly the headers look like this table: the number of fields found, or 0 where a
  /// required one is missing.
  var strength: Int { missing.isEmpty ? columns.count : 0 }

  private static func exponent(_ field: Field<Row>, unit: String?) -> Int {
    guard case .number(_, .amount) = field.content else { return 0 }
    switch unit {
    case "元": return -4
    case "千元": return -1
    case "百万元": return 2
    case "亿元": return 4
    default: return 0
    }
  }
}
