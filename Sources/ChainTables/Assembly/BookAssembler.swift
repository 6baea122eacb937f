import ChainModel

/// Turns rows as read into a book: identity, merging, references, created entries, order.
///
/// The steps are those of TABLES.md. Each leaves a diagnostic for what it repaired, merged or
/// created, and none depends on the order of the rows.
struct BookAssembler {
  var contents: BookContents
  var collector: DiagnosticCollector
  let asOf: CalendarDate

  /// The tables that the book has, created entries of which are worth a warning each.
  let present: Set<TableKind>

  var firms = FirmIndex()
  var regionOfText: [TextID: Int32] = [:]
  var ambiguousRegions: [TextID: [Int32]] = [:]
  var chainOfText: [TextID: Int32] = [:]
  var segmentOfText: [ChainText: Int32] = [:]
  var problemOfText: [TextID: Int32] = [:]
  var programmeOfText: [TextID: Int32] = [:]
  var created: [TableKind: CreatedEntries] = [:]
  /// Sheets whose name gave firms their region.
  var regionSheets: Set<UInt32> = []
  /// What confirmed decisions say names mean, and where they were confirmed.
  var decided: [SubjectText: (target: TextID, origin: RowOrigin)] = [:]
  /// Names, numbers and codes under which the tables state firms; empty without decisions on firms.
  var statedFirms: Set<TextID> = []
  var proposals = ProposalState()

  /// A text within a chain.
  struct ChainText: Hashable {
    var chain: Int32
    var text: TextID
  }

  /// Entries created because another table named them.
  struct CreatedEntries {
    var count = 0
    var first: RowOrigin?
    var examples: [String] = []
  }

  /// - Parameters:
  ///   - contents: Rows as read, references unresolved.
  ///   - collector: What reading found.
  ///   - asOf: The date at which certificates are judged.
  init(_ contents: BookContents, collector: DiagnosticCollector, asOf: CalendarDate) {
    self.contents = contents
    self.collector = collector
    self.asOf = asOf
    present = Set(contents.sources.map(\.table))
  }

  /// Assembles the book.
  ///
  /// - Complexity: O(rows · log rows) in time, O(rows) in space.
  consuming func assemble() -> ChainBook {
    tallySubmissions()
    cleanAnnotations()
    assembleDecisions()
    assembleRegions()
    assembleChains()
    assembleSegments()
    assembleProblems()
    assembleFirms()
    assembleProgrammes()
    assembleFlows()
    assembleMembers()
    assembleSupplies()
    assembleFindings()
    assembleAssessments()
    assembleCertificates()
    assembleMeasures()
    assembleSmallTables()
    assembleTasks()
    finishCreated()
    linkRegionsByCode()
    sortAll()
    contents.firmOfName = firms.table
    contents.diagnostics = collector.sorted()
    return ChainBook(contents)
  }

  // MARK: - Shared by the steps

  /// Reports something about a row's cell.
  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, at origin: RowOrigin?,
    field key: String? = nil, value: String = "", _ message: Bilingual, fix: Bilingual
  ) {
    collector.add(
      severity, code, at: origin, in: contents.sources, field: key, value: value, message, fix: fix)
  }

  /// A cell's place as other messages refer to it.
  func place(of origin: RowOrigin, field key: String) -> Bilingual {
    guard Int(origin.source) < contents.sources.count else { return Bilingual("", "") }
    let sheet = contents.sources[Int(origin.source)]
    let column = sheet.columnOfKey[key].map(Diagnostic.columnLetters) ?? ""
    return Bilingual(
      "\(sheet.displayName) 的 \(column)\(origin.row)", "\(sheet.displayName) \(column)\(origin.row)"
    )
  }

  /// The handle of a text in the form in which names are compared.
  mutating func folded(_ id: TextID) -> TextID {
    let isFolded = contents.text.withBytes(of: id) {
      TextFolding.isFolded($0.bindMemory(to: UInt8.self).span)
    }
    return isFolded ? id : contents.text.intern(TextFolding.foldedName(contents.text[id]))
  }

  /// Sets a row aside because it does not say what it is about.
  mutating func reportMissing<Row: TableRow>(_ row: Row, _ key: String, _ header: String) {
    report(
      .error, "cell-missing", at: row.origin, field: key,
      Bilingual("“\(header)”为空，本行未采用", "“\(header)” is blank; the row is set aside"),
      fix: Bilingual("补填“\(header)”", "Fill in “\(header)”"))
  }

  /// Records that an entry was created because a row of another table names it.
  mutating func noteCreated(
    _ table: TableKind, _ text: TextID, at origin: RowOrigin, field key: String
  ) {
    let name = contents.text[text]
    var entries = created[table] ?? CreatedEntries()
    entries.count += 1
    if entries.first.map({ origin < $0 }) ?? true { entries.first = origin }
    // The three smallest, so that the order of the rows does not show.
    entries.examples = Array(Set(entries.examples + [name]).sorted().prefix(3))
    created[table] = entries
    guard present.contains(table) else { return }
    let nearest = nearestEntry(to: name, in: table)
    let hint = nearest.map { "，最接近“\($0.name)”\($0.id == $0.name ? "" : "（\($0.id)）")" } ?? ""
    let englishHint = nearest.map { "; the nearest is “\($0.name)” (\($0.id))" } ?? ""
    report(
      .warning, "created-\(table.rawValue)", at: origin, field: key, value: name,
      Bilingual(
        "“\(table.chinese)”表中没有这一项，已按名称建立\(hint)",
        "not in the \(table.rawValue) table; created\(englishHint)"),
      fix: nearest.map {
        Bilingual(
          "如果就是“\($0.name)”，改填“\($0.id)”，或在“归并建议”表中把它归并为“\($0.id)”并在“确认”列填“是”；"
            + "不是则在“\(table.chinese)”表补一行",
          "If it is “\($0.name)”, write “\($0.id)”, or confirm it in the table 归并建议 (归并为 “\($0.id)”, "
            + "确认 是); if not, add it to the \(table.rawValue) table")
      }
        ?? Bilingual(
          "在“\(table.chinese)”表补一行，或改正名称",
          "Add it to the \(table.rawValue) table, or correct the name"))
  }

  /// Reports once for each table the book lacks how many entries were created for it.
  private mutating func finishCreated() {
    for table in TableKind.allCases where !present.contains(table) {
      guard let entries = created[table] else { continue }
      let examples = entries.examples.joined(separator: "、")
      report(
        .warning, "created-\(table.rawValue)", at: nil, value: examples,
        Bilingual(
          "没有“\(table.chinese)”表，按其他表中的名称建立了 \(entries.count) 个",
          "there is no \(table.rawValue) table; \(entries.count) were created from other tables"),
        fix: Bilingual("补充“\(table.chinese)”表", "Add a \(table.rawValue) table"))
    }
  }

  /// Resolves a cell of several names.
  mutating func resolve<Row>(
    _ references: inout References<Row>, with resolveOne: (inout Self, TextID) -> Int32?
  ) {
    var positions: [Int32] = []
    for text in Array(contents.text.handles(references.written)) {
      if let position = resolveOne(&self, text), !positions.contains(position) {
        positions.append(position)
      }
    }
    references.start = UInt32(contents.links.count)
    references.count = UInt32(positions.count)
    contents.links += positions
  }

  /// Whether one text comes before another with numbers inside compared as numbers.
  func naturallyPrecedes(_ left: TextID, _ right: TextID) -> Bool {
    NaturalOrder.precedes(contents.text[left], contents.text[right])
  }
}
