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
  ///
  /// - Parameters:
  ///   - headers: The header of each column.
  ///   - units: The unit noted for each column outside of its header; may be shorter.
  ///   - sheetUnits: The units noted for the whole sheet, which hold for amounts without their own.
  /// - Complexity: O(headers × fields).
  init(headers: [String], units: [String?] = [], sheetUnits: [String] = []) {
    let folded = headers.map { TextFolding.foldedHeader($0) }
    var taken = Set<Int>()
    let fields = Row.fields
    var chosen = [Int?](repeating: nil, count: fields.count)
    // A field's own name comes before other names of any field.
    for isOwnName in [true, false] {
      for (position, field) in fields.enumerated() where chosen[position] == nil {
        let found = folded.indices.first { index in
          guard !taken.contains(index) else { return false }
          let name = folded[index].name
          return isOwnName ? name == field.foldedHeader : field.foldedNames.contains(name)
        }
        if let found {
          chosen[position] = found
          taken.insert(found)
        }
      }
    }
    for (position, field) in fields.enumerated() {
      guard let index = chosen[position] else {
        if field.isRequired { missing.append(field) }
        continue
      }
      let noted = index < units.count ? units[index] : nil
      var unit = folded[index].unit ?? noted
      if unit == nil, case .number(_, .amount) = field.content {
        unit = sheetUnits.first { Self.amountUnits[$0] != nil }
      }
      columns.append(
        Column(
          index: index, field: field, exponent: Self.exponent(field, unit: unit),
          saysPercent: unit == "%" || unit == "％" || unit == "百分比"))
    }
    for group in Row.alternatives {
      let found = fields.indices.contains { chosen[$0] != nil && group.contains(fields[$0].key) }
      if !found { missing += fields.filter { $0.key == group.first } }
    }
    nameless = headers.indices.filter { folded[$0].name.isEmpty }
    let computed = Set(Row.computedHeaders.map { TextFolding.foldedHeader($0).name })
    extras = headers.indices.filter {
      !taken.contains($0) && !folded[$0].name.isEmpty && !computed.contains(folded[$0].name)
    }
  }

  /// How strongly the headers look like this table: the number of fields found, or 0 where a
  /// required one is missing.
  var strength: Int { missing.isEmpty ? columns.count : 0 }

  private static func exponent(_ field: Field<Row>, unit: String?) -> Int {
    switch field.content {
    case .number(_, .amount): unit.flatMap { amountUnits[$0] } ?? 0
    case .number(_, .count): unit == "万人" ? 4 : 0
    default: 0
    }
  }

  /// The power of ten that brings a unit of money to 万元.
  private static var amountUnits: [String: Int] {
    [
      "元": -4, "人民币": -4, "人民币元": -4, "千元": -1, "万元": 0, "萬元": 0, "人民币万元": 0,
      "百万元": 2, "亿元": 4, "億元": 4,
    ]
  }
}
