package import ChainModel
import ChainTables

/// Where rows stand and what they say, for people who want to look them up.
package struct EvidenceText {
  private let book: ChainBook
  private let writer: BookWriter
  private let language: Language
  // Working a table's columns out takes longer than quoting a row, and these have many rows.
  private let firmFields = Firm.fields
  private let memberFields = Member.fields
  private let supplyFields = Supply.fields
  private let findingFields = Finding.fields
  private let certificateFields = Certificate.fields

  /// Where a book's rows stand.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - language: The language.
  package init(_ book: ChainBook, in language: Language) {
    self.book = book
    self.language = language
    writer = BookWriter(book)
  }

  /// A place in the sheets with what its row says.
  struct Place {
    var file: String
    var sheet: String
    var row: Int
    /// The cells quoted: header and text.
    var cells: [(header: String, text: String)]
    /// What is said before the cells, of what no row states.
    var remark = ""

    /// The cells on one line.
    var values: String {
      remark + cells.map { "\($0.header) \($0.text)" }.joined(separator: "；")
    }
  }

  /// Every place a row came from; one without a place for what no row states.
  func places(of row: EvidenceRow) -> [Place] {
    switch row.table {
    case .firms: places(book.firms, row, ["name", "creditCode", "number", "region"], firmFields)
    case .members: places(book.members, row, ["chain", "segment", "firm", "role"], memberFields)
    case .supplies:
      places(
        book.supplies, row,
        ["supplier", "customer", "product", "amount", "share", "isSole", "source"], supplyFields)
    case .flows: places(book.flows, row, ["chain", "supplying", "receiving", "product"])
    case .findings:
      places(
        book.findings, row, ["firm", "problem", "wording", "foundOn", "status", "closedOn"],
        findingFields)
    case .assessments:
      places(book.assessments, row, ["firm", "date", "method", "scope", "result"])
    case .certificates:
      places(
        book.certificates, row, ["number", "firms", "scheme", "expiresOn", "state"],
        certificateFields)
    case .segments: places(book.segments, row, ["chain", "id", "name", "band", "parent"])
    case .chains: places(book.chains, row, ["id", "name", "leaders"])
    case .regions: places(book.regions, row, nil)
    case .problems: places(book.problems, row, ["id", "name"])
    case .programmes: places(book.programmes, row, nil)
    case .measures: places(book.measures, row, nil)
    case .limits: places(book.limits, row, nil)
    case .resources: places(book.resources, row, nil)
    case .actors: places(book.actors, row, nil)
    case .essentials: places(book.essentials, row, nil)
    case .decisions: places(book.decisions, row, nil)
    case .tasks: places(book.tasks, row, nil)
    }
  }

  // Only the columns asked for or those of `usual` are quoted, all where both are nil.
  private func places<Row: TableRow>(
    _ rows: [Row], _ row: EvidenceRow, _ usual: [String]?, _ fields: [Field<Row>]? = nil
  ) -> [Place] {
    let keys = row.columns ?? usual
    let item = rows[row.position]
    let cells = (fields ?? Row.fields).filter { keys?.contains($0.key) ?? true }.compactMap {
      field -> (header: String, text: String)? in
      let text = self.values(field, item).joined(separator: "、")
      return text.isEmpty ? nil : (language(field.header, field.key), text)
    }
    let origins = book.origins(Row.table, row.position, own: item.origin)
    guard !origins.isEmpty else {
      return [
        Place(
          file: "", sheet: "", row: 0, cells: cells,
          remark: language("其他表中提到，本表没有这一行：", "named in another table only: "))
      ]
    }
    return origins.map { origin in
      let source = book.sources[Int(origin.source)]
      return Place(
        file: source.file, sheet: source.sheet ?? "", row: Int(origin.row), cells: cells)
    }
  }

  /// Cells as people read them: firms by name.
  private func values<Row: TableRow>(_ field: Field<Row>, _ row: Row) -> [String] {
    switch field.content {
    case .firm(let place): row[keyPath: place].index.map { [name($0)] } ?? []
    case .firms(let place): book.indices(row[keyPath: place]).map(name)
    default: writer.values(field, row)
    }
  }

  private func name(_ firm: Int) -> String {
    let row = book.firms[firm]
    return book.text[row.name.isEmpty ? row.id : row.name]
  }

  /// Where rows stand, by sheet: `supplies.csv 第 3、9 行`.
  ///
  /// - Parameter rows: The rows.
  /// - Returns: The sheets and row numbers; empty for rows without a place.
  /// - Complexity: O(rows · log rows).
  package func citation(_ rows: [EvidenceRow]) -> String {
    var sheets: [(name: String, rows: [Int])] = []
    for place in rows.flatMap(places(of:)) where place.row > 0 {
      let name = place.sheet.isEmpty ? place.file : "\(place.file)[\(place.sheet)]"
      if let index = sheets.firstIndex(where: { $0.name == name }) {
        if !sheets[index].rows.contains(place.row) { sheets[index].rows.append(place.row) }
      } else {
        sheets.append((name, [place.row]))
      }
    }
    return sheets.map { sheet in
      let numbers = sheet.rows.prefix(6).map(String.init).joined(separator: language("、", ", "))
      let rest = sheet.rows.count > 6 ? language(" 等 \(sheet.rows.count)", " …") : ""
      return language(
        "\(sheet.name) 第 \(numbers)\(rest) 行",
        "\(sheet.name) \(sheet.rows.count == 1 ? "row" : "rows") \(numbers)\(rest)")
    }.joined(separator: language("；", "; "))
  }

  /// Where a place stands, for the list of evidence.
  func position(_ place: Place) -> String {
    guard place.row > 0 else { return "" }
    let name = place.sheet.isEmpty ? place.file : "\(place.file)[\(place.sheet)]"
    return language("\(name) 第 \(place.row) 行", "\(name) row \(place.row)")
  }
}
