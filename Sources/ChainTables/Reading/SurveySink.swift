import ChainModel
import SheetText

/// Splits the rows of a survey (调研摸底表), one firm each, into the rows of other tables.
///
/// Every derived row has the row of the survey as its origin; each table it goes to has the survey
/// among the book's sources with the columns that its cells came from, so that a diagnostic or a
/// figure leads to the very cell.
struct SurveySink: ~Copyable, RowSink {
  private let layout: SurveyLayout
  private let view: SheetView
  private let sheet: SheetName
  /// Whether it was said that the survey has no column for what its rows state.
  private var hasReportedNoSegments = false
  private let nameColumn: Int?
  private let codeColumn: Int?
  private let numberColumn: Int?
  private var firms: TableSink<Firm>
  private var members: DerivedTable<Member>
  private var suppliers: DerivedTable<Supply>
  private var customers: DerivedTable<Supply>
  private var certificates: DerivedTable<Certificate>
  private var findings: DerivedTable<Finding>
  private var assessments: DerivedTable<Assessment>
  private let memberColumns: [Feed]
  private let certificateColumns: [Feed]
  private let findingColumns: [Feed]
  private let assessmentColumns: [Feed]
  private let supplierColumn: Int?
  private let customerColumn: Int?
  private let certificateColumn: Int?
  private let problemColumn: Int?

  /// A column whose cell, or its parts, become cells of another table.
  private struct Feed {
    var column: Int
    var key: String
  }

  /// - Parameters:
  ///   - match: The columns of the firm.
  ///   - layout: The columns that only a survey has.
  ///   - view: The sheet's headers, and where each column stands in the file.
  ///   - sheet: The sheet's name, under which a source is added for each table.
  ///   - defaults: What the sheet says of all rows.
  ///   - contents: The book so far.
  init(
    match: HeaderMatch<Firm>, layout: SurveyLayout, view: SheetView, sheet: SheetName,
    defaults: RowDefaults, contents: inout BookContents
  ) {
    self.layout = layout
    self.view = view
    self.sheet = sheet
    func column(_ key: String) -> Int? { match.columns.first { $0.field.key == key }?.index }
    let nameColumn = column("name")
    let codeColumn = column("creditCode")
    let numberColumn = column("number")
    self.nameColumn = nameColumn
    self.codeColumn = codeColumn
    self.numberColumn = numberColumn
    func feeds(_ table: TableKind) -> [Feed] {
      layout.special.flatMap { entry -> [Feed] in
        guard case .cell(let cells) = entry.definition.use else { return [] }
        return cells.filter { $0.table == table }.map { Feed(column: entry.column, key: $0.key) }
      }
    }
    func place(_ isUse: (SurveyColumn.Use) -> Bool) -> Int? {
      layout.special.first { isUse($0.definition.use) }?.column
    }
    // Local, because the closures below must not look into a value that is not complete yet.
    let supplierColumn = place { if case .suppliers = $0 { true } else { false } }
    let customerColumn = place { if case .customers = $0 { true } else { false } }
    let certificateColumn = place { if case .certificates = $0 { true } else { false } }
    let problemColumn = place { if case .problems = $0 { true } else { false } }
    let memberColumns = feeds(.members)
    let certificateColumns = feeds(.certificates)
    let findingColumns = feeds(.findings)
    let assessmentColumns = feeds(.assessments)
    self.supplierColumn = supplierColumn
    self.customerColumn = customerColumn
    self.certificateColumn = certificateColumn
    self.problemColumn = problemColumn
    self.memberColumns = memberColumns
    self.certificateColumns = certificateColumns
    self.findingColumns = findingColumns
    self.assessmentColumns = assessmentColumns

    func source(_ table: TableKind, _ columns: [String: Int?]) -> UInt32 {
      var source = SourceSheet(
        file: sheet.file, sheet: sheet.sheet, table: table, headers: view.sheetHeaders)
      source.columnOfKey = columns.compactMapValues { $0 }.compactMapValues(view.sheetColumn)
      source.isDerived = table != .firms
      contents.sources.append(source)
      return UInt32(contents.sources.count - 1)
    }
    func columns(_ feeds: [Feed], _ more: [String: Int?]) -> [String: Int?] {
      feeds.reduce(into: more) { $0[$1.key] = $1.column }
    }
    let firm = nameColumn ?? codeColumn ?? numberColumn
    let ownColumns = match.columns.reduce(into: [String: Int?]()) {
      $0[$1.field.key] = $1.index
    }
    firms = TableSink(
      \.firms, match: match, headers: layout.firmHeaders, source: source(.firms, ownColumns),
      defaults: defaults, pool: &contents.text)
    // A table of which the survey has no column is not one of the book's sources.
    func derived<Row: TableRow>(
      _ table: WritableKeyPath<BookContents, [Row]>, _ columns: [String: Int?], isThere: Bool
    ) -> DerivedTable<Row> {
      DerivedTable(
        table, source: isThere ? source(Row.table, columns) : nil, defaults: defaults,
        pool: &contents.text)
    }
    members = derived(
      \.members, columns(memberColumns, ["firm": firm]),
      isThere: memberColumns.contains { $0.key == "segment" })
    suppliers = derived(
      \.supplies, ["supplier": supplierColumn, "customer": firm, "product": supplierColumn],
      isThere: supplierColumn != nil)
    customers = derived(
      \.supplies, ["supplier": firm, "customer": customerColumn, "product": customerColumn],
      isThere: customerColumn != nil)
    let ofCertificate = Dictionary(
      uniqueKeysWithValues: ["number", "scheme", "issuedOn", "expiresOn", "body", "state"].map {
        ($0, certificateColumn)
      })
    certificates = derived(
      \.certificates, columns(certificateColumns, ofCertificate.merging(["firms": firm]) { $1 }),
      isThere: certificateColumn != nil || !certificateColumns.isEmpty)
    findings = derived(
      \.findings,
      columns(
        findingColumns,
        [
          "firm": firm, "problem": problemColumn, "wording": problemColumn,
          "foundOn": assessmentColumns.first { $0.key == "date" }?.column,
        ]),
      isThere: problemColumn != nil
        || findingColumns.contains { $0.key == "problem" || $0.key == "wording" })
    assessments = derived(
      \.assessments, columns(assessmentColumns, ["firm": firm, "result": problemColumn]),
      isThere: assessmentColumns.contains { $0.key == "date" })
  }

  mutating func take<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, in contents: inout BookContents,
    collector: inout DiagnosticCollector
  ) {
    firms.take(cells, in: &contents, collector: &collector)
    let firm = identity(cells)
    guard !firm.isEmpty else { return }
    takeMembers(cells, firm, &contents, &collector)
    takeSupplies(cells, firm, &contents, &collector)
    takeCertificates(cells, firm, &contents, &collector)
    takeFindings(cells, firm, &contents, &collector)
  }

  mutating func makeRoom(_ fraction: Double?) { firms.makeRoom(fraction) }

  consuming func finish(in contents: inout BookContents) {
    firms.finish(in: &contents)
    members.finish(in: &contents)
    suppliers.finish(in: &contents)
    customers.finish(in: &contents)
    certificates.finish(in: &contents)
    findings.finish(in: &contents)
    assessments.finish(in: &contents)
  }

  /// By what the derived rows name the firm: a valid code, else its name, else its number.
  private func identity<Cells: CellRow & ~Copyable>(_ cells: borrowing Cells) -> String {
    let code = codeColumn.map { cells.text($0) } ?? ""
    if let valid = CreditCode.validate(code).code { return valid.description }
    for column in [nameColumn, numberColumn] {
      let text = column.map { cells.text($0) } ?? ""
      if !Self.isNothing(text) { return text }
    }
    return Self.isNothing(code) ? "" : code
  }

  /// Whether a cell says that there is nothing to say.
  private static func isNothing(_ text: String) -> Bool {
    text.isEmpty || CellText.isPlaceholder(text)
  }

  /// Whether a text says that there is no problem.
  private static func saysNoProblem(_ text: String) -> Bool {
    if noProblem.contains(text) { return true }
    guard text.count <= 14, text.hasSuffix("问题") else { return false }
    return ["无", "暂无", "没有", "未发现", "未见", "不存在", "暂未发现", "尚无"].contains { text.hasPrefix($0) }
  }

  private static let noProblem: Set<String> = [
    "没有", "未发现", "暂未发现", "正常", "一切正常", "运行正常", "良好", "合格", "0", "否",
  ]

  // MARK: - Tables

  private mutating func takeMembers<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, _ firm: String, _ contents: inout BookContents,
    _ collector: inout DiagnosticCollector
  ) {
    var row: [String: String] = [:]
    for feed in memberColumns { row[feed.key] = cells.text(feed.column) }
    let segments = ListText.names(row["segment"] ?? "").filter { !Self.isNothing($0) }
    row["firm"] = firm
    if segments.isEmpty { reportNoSegment(cells, &collector) }
    for segment in segments {
      row["segment"] = segment
      members.take(row, cells.record, in: &contents, collector: &collector)
    }
  }

  /// Says that a firm's chain and role come to nothing without its segment; once for a survey that
  /// has no column for it.
  private mutating func reportNoSegment<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, _ collector: inout DiagnosticCollector
  ) {
    guard !hasReportedNoSegments,
      let stated = memberColumns.first(where: {
        $0.key != "segment" && !Self.isNothing(cells.text($0.column))
      })
    else { return }
    if memberColumns.contains(where: { $0.key == "segment" }) {
      reportUnused(
        stated.column, cells,
        Bilingual(
          "没有填所处环节，产业链和角色没有计入“链上企业”",
          "without a segment, chain and role do not make the firm a member"),
        fix: Bilingual("补填所处环节", "Fill in 所处环节"), &collector)
    } else {
      hasReportedNoSegments = true
      reportUnused(
        stated.column, cells,
        Bilingual(
          "本表没有“所处环节”列，各行的产业链和角色都没有计入“链上企业”",
          "the survey has no column 所处环节, so that chains and roles make no members"),
        fix: Bilingual("增加“所处环节”列", "Add a column 所处环节"), &collector)
    }
  }

  /// Says that a cell which is filled in feeds no table.
  private func reportUnused<Cells: CellRow & ~Copyable>(
    _ column: Int, _ cells: borrowing Cells, _ message: Bilingual, fix: Bilingual,
    _ collector: inout DiagnosticCollector
  ) {
    let place = view.sheetColumn(column)
    collector.add(
      Diagnostic(
        .warning, "survey-cell-unused", file: sheet.file, sheet: sheet.sheet, row: cells.record,
        columnIndex: place, column: place.map { view.sheetHeaders[$0] },
        value: cells.text(column), message: message, fix: fix))
  }

  private mutating func takeSupplies<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, _ firm: String, _ contents: inout BookContents,
    _ collector: inout DiagnosticCollector
  ) {
    for (column, other, own) in [
      (supplierColumn, "supplier", "customer"), (customerColumn, "customer", "supplier"),
    ] {
      guard let column else { continue }
      for part in ListText.firms(cells.text(column)) where !Self.isNothing(part) {
        let (name, product) = ListText.nameAndRemark(part)
        let row = [
          other: name, own: firm, "product": product ?? "",
          "source": SupplyOrigin.firm.chinese,
        ]
        if own == "customer" {
          suppliers.take(row, cells.record, in: &contents, collector: &collector)
        } else {
          customers.take(row, cells.record, in: &contents, collector: &collector)
        }
      }
    }
  }

  private mutating func takeCertificates<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, _ firm: String, _ contents: inout BookContents,
    _ collector: inout DiagnosticCollector
  ) {
    let parts = certificateColumn.map { ListText.sentences(cells.text($0)) } ?? []
    let claims = parts.filter { !Self.isNothing($0) }
    for part in claims where CertificateText.claim(of: part) == .unnamed {
      guard let source = certificates.source else { continue }
      collector.add(
        .warning, "certificate-unnamed", at: RowOrigin(source: source, row: UInt32(cells.record)),
        in: contents.sources, field: "scheme", value: part,
        Bilingual(
          "没有写明是什么证书，未计为获证", "which certificate is not told; not counted as certified"),
        fix: Bilingual(
          "写明类别、编号和有效期，如 QMS 00126Q10001 有效期至2027-05-31",
          "Write scheme, number and expiry, such as QMS 00126Q10001 有效期至2027-05-31"))
    }
    let told = claims.filter { CertificateText.claim(of: $0) == .certificate }
      .flatMap { CertificateText.parts(of: $0) }
      .map { CertificateText($0) }
    let numbers = certificateColumns.first { $0.key == "number" }.map {
      ListText.names(cells.text($0.column)).filter { !Self.isNothing($0) }
    }
    let count = max(told.count, numbers?.count ?? 0)
    let isThere =
      count > 0
      || certificateColumns.contains {
        $0.key == "scheme" && !Self.isNothing(cells.text($0.column))
      }
    guard isThere else { return }
    for index in 0..<max(1, count) {
      var row = ["firms": firm]
      for feed in certificateColumns {
        row[feed.key] = Self.share(cells.text(feed.column), index, of: max(1, count))
      }
      if index < told.count {
        let text = told[index]
        for (key, value) in [
          ("number", text.number), ("scheme", text.scheme), ("body", text.body),
          ("issuedOn", text.issued), ("expiresOn", text.expires), ("state", text.state),
        ] where !value.isEmpty && (row[key] ?? "").isEmpty {
          row[key] = value
        }
      }
      if (row["number"] ?? "").isEmpty {
        // A certificate needs something to be known by; the firm and what is certified are all the
        // sheet tells.
        row["number"] = "未填编号：\(firm) \(row["scheme"] ?? "")"
      }
      certificates.take(row, cells.record, in: &contents, collector: &collector)
    }
  }

  private mutating func takeFindings<Cells: CellRow & ~Copyable>(
    _ cells: borrowing Cells, _ firm: String, _ contents: inout BookContents,
    _ collector: inout DiagnosticCollector
  ) {
    let cell = problemColumn.map { cells.text($0) } ?? ""
    let problems = ListText.sentences(cell).filter {
      !Self.isNothing($0) && !Self.saysNoProblem($0)
    }
    let date = assessmentColumns.first { $0.key == "date" }.map { cells.text($0.column) } ?? ""
    let isVisited = !Self.isNothing(date)
    var stated = 0
    let codes = findingColumns.first { $0.key == "problem" || $0.key == "wording" }.map {
      ListText.names(cells.text($0.column)).filter { !Self.isNothing($0) }.count
    }
    let count = max(problems.count, codes ?? 0)
    for index in 0..<count {
      var row = ["firm": firm]
      for feed in findingColumns {
        row[feed.key] = Self.share(cells.text(feed.column), index, of: count)
      }
      if index < problems.count {
        if let code = Self.problemCode(problems[index]) {
          row["problem"] = code
        } else {
          row["wording"] = problems[index]
        }
      }
      if Self.isNothing(row["foundOn"] ?? ""), isVisited { row["foundOn"] = date }
      findings.take(row, cells.record, in: &contents, collector: &collector)
      stated += 1
    }
    if count == 0 {
      for feed in findingColumns where ["reason", "action"].contains(feed.key) {
        if Self.isNothing(cells.text(feed.column)) { continue }
        reportUnused(
          feed.column, cells,
          Bilingual(
            "没有填存在问题，这一格没有计入“问题记录”", "without a problem, the cell makes no finding"),
          fix: Bilingual("补填存在问题，或清空这一格", "Fill in 存在问题, or clear the cell"), &collector)
      }
    }
    guard isVisited else { return }
    var row = ["firm": firm]
    for feed in assessmentColumns { row[feed.key] = cells.text(feed.column) }
    if Self.isNothing(row["result"] ?? ""), problemColumn != nil {
      row["result"] = (stated > 0 ? AssessmentResult.problem : .noProblem).chinese
    }
    assessments.take(row, cells.record, in: &contents, collector: &collector)
  }

  /// The part of a cell that belongs to one of several problems or certificates: where the cell is
  /// a list of as many parts, the part of the same place; else the whole cell for each.
  private static func share(_ text: String, _ index: Int, of count: Int) -> String {
    if isNothing(text) { return "" }
    guard count > 1 else {
      let only = ListText.sentences(text)
      return only.count == 1 ? only[0] : text
    }
    let parts = ListText.sentences(text)
    if parts.count == count { return isNothing(parts[index]) ? "" : parts[index] }
    let names = ListText.names(text)
    return names.count == count && parts.count == 1
      ? (isNothing(names[index]) ? "" : names[index]) : text
  }

  /// The code of a problem where the text is one, such as `W01`.
  private static func problemCode(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let letters = bytes.prefix { (0x41...0x5A).contains($0 & 0xDF) }.count
    guard (1...4).contains(letters), (1...5).contains(bytes.count - letters),
      bytes[letters...].allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return nil }
    return text
  }
}

/// A table whose rows are derived from those of a survey.
private struct DerivedTable<Row: TableRow>: ~Copyable {
  private var sink: TableSink<Row>?
  /// The survey as a source of the table; nil where it has no column of it.
  let source: UInt32?
  private let keys: [String]
  private var row = SheetRow()

  // The source is nil where the survey has no column of the table.
  init(
    _ table: WritableKeyPath<BookContents, [Row]>, source: UInt32?, defaults: RowDefaults,
    pool: inout TextPool
  ) {
    let headers = Row.fields.map(\.header)
    keys = Row.fields.map(\.key)
    self.source = source
    if let source {
      sink = TableSink(
        table, match: HeaderMatch<Row>(headers: headers), headers: headers, source: source,
        defaults: defaults, pool: &pool)
    } else {
      sink = nil
    }
  }

  /// Takes a row given by the keys of its columns.
  mutating func take(
    _ cells: [String: String], _ record: Int, in contents: inout BookContents,
    collector: inout DiagnosticCollector
  ) {
    row.begin(record)
    for key in keys { row.append(cells[key] ?? "") }
    sink?.take(row, in: &contents, collector: &collector)
  }

  consuming func finish(in contents: inout BookContents) {
    if let sink = sink.take() { sink.finish(in: &contents) }
  }
}
