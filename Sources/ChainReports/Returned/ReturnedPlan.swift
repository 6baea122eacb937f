import ChainModel
import ChainTables
import Workbook
internal import WorkbookOutput

/// What a returned workbook is made of: its sheets under their names, and the list of what was found.
struct ReturnedPlan {
  /// A line of the list.
  struct Entry {
    var diagnostic: Diagnostic
    /// How many diagnostics of the kind the line stands for.
    var count = 1
    /// The name of the copied sheet.
    var sheet: String?
    /// The cell that is marked in it.
    var cell: ReturnedSheet.Cell?
  }

  let owner: ReturnedWorkbooks
  /// The file the workbook is about; nil for more than one.
  let title: String?
  let listName: String
  let proposals: [ReturnedProposal]
  private(set) var sheets: [ReturnedSheet] = []
  private(set) var entries: [Entry] = []
  /// How many diagnostics there are of each severity.
  private(set) var counts: [Diagnostic.Severity: Int] = [:]
  /// The place of each copied sheet in `sheets`.
  private(set) var placeOfSheet: [SheetKey: Int] = [:]

  /// A sheet as diagnostics state it.
  struct SheetKey: Hashable {
    var file: String
    var sheet: String?
  }

  var language: Language { owner.language }

  init(
    files: [OriginalFile], title: String?, diagnostics: [Diagnostic],
    proposals: [ReturnedProposal], in owner: ReturnedWorkbooks
  ) {
    self.owner = owner
    self.title = title
    listName = owner.language("检查结果", "Check results")
    var found: [SheetKey: [Diagnostic]] = [:]
    for diagnostic in diagnostics {
      found[SheetKey(file: diagnostic.file, sheet: diagnostic.sheet), default: []]
        .append(diagnostic)
    }
    let decisions = Self.decisionColumns(owner.book)
    var dropped = Set<SheetKey>()
    var undecided = Set<[String]>()
    for file in files {
      var isReturned = false
      for (position, original) in file.sheets().enumerated() {
        let key = SheetKey(file: file.name, sheet: original.name)
        let rows = (found[key] ?? []).filter { $0.columnIndex == nil }.compactMap(\.row)
        let sheet = ReturnedSheet(
          original, of: file, rows: Set(rows), columns: decisions[key] ?? [])
        if position == 0, Self.isList(sheet) { isReturned = true }
        if isReturned, Self.isAdded(sheet) {
          dropped.insert(key)
          continue
        }
        undecided.formUnion(sheet.survey.texts)
        placeOfSheet[key] = sheets.count
        sheets.append(sheet)
      }
    }
    // What is on a sheet of decisions already waits there to be decided.
    self.proposals = proposals.filter { proposal in
      !undecided.contains { $0.last == proposal.written && Self.isAbout($0, proposal.subject) }
    }
    nameSheets(diagnostics)
    for (place, sheet) in sheets.enumerated() {
      let key = SheetKey(file: sheet.file.name, sheet: sheet.original.name)
      guard let diagnostics = found[key], !diagnostics.isEmpty else { continue }
      let cells = sheets[place].mark(diagnostics, in: language)
      for (diagnostic, cell) in zip(diagnostics, cells) {
        entries.append(
          Entry(diagnostic: diagnostic, sheet: sheets[place].name, cell: cell))
      }
      found[key] = nil
    }
    for diagnostic in diagnostics {
      let key = SheetKey(file: diagnostic.file, sheet: diagnostic.sheet)
      guard found[key] != nil, !dropped.contains(key) else { continue }
      let first = sheets.first { $0.file.name == diagnostic.file }
      entries.append(Entry(diagnostic: diagnostic, sheet: first?.name, cell: nil))
    }
    for entry in entries { counts[entry.diagnostic.severity, default: 0] += 1 }
    arrangeEntries()
  }

  // MARK: - What this program added before

  /// Whether a sheet is the list with which a returned workbook begins.
  private static func isList(_ sheet: ReturnedSheet) -> Bool {
    let names = ["检查结果", "Check results"]
    return names.contains(sheet.original.name ?? "")
      && names.contains { sheet.survey.firstText.hasPrefix($0) }
  }

  /// Whether a sheet of a returned workbook was added to its sender's.
  private static func isAdded(_ sheet: ReturnedSheet) -> Bool {
    isList(sheet)
      || sheet.original.isHidden && ["选项", CopiedSheets.sheetName].contains(sheet.original.name)
  }

  /// The columns 类别 and 原表述 of each sheet of decisions.
  private static func decisionColumns(_ book: ChainBook) -> [SheetKey: [Int]] {
    var columns: [SheetKey: [Int]] = [:]
    for source in book.sources where source.table == .decisions {
      guard let written = source.columnOfKey["written"] else { continue }
      columns[SheetKey(file: source.file, sheet: source.sheet)] =
        (source.columnOfKey["subject"].map { [$0] } ?? []) + [written]
    }
    return columns
  }

  private static func isAbout(_ texts: [String], _ subject: DecisionSubject) -> Bool {
    guard texts.count > 1, let word = texts.first, !word.isEmpty else { return subject == .problem }
    return [subject.chinese, subject.english].contains(word)
  }

  // MARK: - Names

  /// Names the sheets so that each is taken for the table it is taken for now.
  private mutating func nameSheets(_ diagnostics: [Diagnostic]) {
    // A sheet rejected for want of columns must not be taken for another table under a name that
    // is less a table's own.
    let rejected = Set(
      diagnostics.filter { $0.code == "column-missing" }
        .map { SheetKey(file: $0.file, sheet: $0.sheet) })
    var counts: [String: Int] = [:]
    for sheet in sheets { counts[sheet.original.tellingName.lowercased(), default: 0] += 1 }
    let repeated = counts.values.contains { $0 > 1 }
    let senders = repeated ? SenderNames(owner.book).names : [:]
    var names = SheetNames()
    _ = names.add(listName)
    for place in sheets.indices {
      let sheet = sheets[place]
      let own = sheet.original.tellingName
      let key = SheetKey(file: sheet.file.name, sheet: sheet.original.name)
      var wanted = [own]
      if counts[own.lowercased()] ?? 0 > 1 {
        wanted =
          [senders[key], sheet.file.base].compactMap { $0 }
          .map { Self.joined($0, own) } + [own]
      }
      let exactly = rejected.contains(key)
      let fitting = wanted.map { name -> String in
        var trial = names
        return trial.add(name)
      }
      let best =
        fitting.first { sheet.original.isRecognised(as: $0, exactly: exactly) }
        ?? fitting.first { sheet.original.isRecognised(as: $0, exactly: false) }
      if let best {
        sheets[place].name = names.add(best)
      } else {
        // Only a name too long for a tab is not taken for what it says: its end may tell the table.
        sheets[place].name = names.add(
          Self.shortened(own) { sheet.original.isRecognised(as: $0, exactly: false) })
      }
    }
  }

  /// A sender's name and a sheet's within the length of a tab; the sender's is cut first.
  private static func joined(_ sender: String, _ sheet: String) -> String {
    var sender = sender
    while !sender.isEmpty, (sender + "·" + sheet).utf16.count > SheetNames.longest {
      sender.removeLast()
    }
    return sender.isEmpty ? sheet : sender + "·" + sheet
  }

  /// The first part of a name within the length of a tab that still tells the table; else its
  /// beginning.
  private static func shortened(_ name: String, _ isTelling: (String) -> Bool) -> String {
    var rest = Substring(name)
    while rest.utf16.count > 1 {
      var part = rest
      while part.utf16.count > SheetNames.longest { part.removeLast() }
      if isTelling(String(part)) { return String(part) }
      rest.removeFirst()
    }
    return name
  }

  // MARK: - The list

  /// Puts errors first and notes last, and folds notes of one kind.
  private mutating func arrangeEntries() {
    struct Kind: Hashable {
      var code: String
      var file: String
      var sheet: String?
      var column: Int?
    }
    func kind(_ entry: Entry) -> Kind {
      let diagnostic = entry.diagnostic
      return Kind(
        code: diagnostic.code, file: diagnostic.file, sheet: diagnostic.sheet,
        column: diagnostic.columnIndex)
    }
    var arranged: [Entry] = []
    for severity in [Diagnostic.Severity.error, .warning] {
      arranged += entries.filter { $0.diagnostic.severity == severity }
    }
    let notes = entries.filter { $0.diagnostic.severity == .note }
    var counts: [Kind: Int] = [:]
    for note in notes { counts[kind(note), default: 0] += 1 }
    var folded = Set<Kind>()
    for note in notes {
      let kind = kind(note)
      let count = counts[kind] ?? 1
      if count <= Self.mostLikeNotes {
        arranged.append(note)
      } else if folded.insert(kind).inserted {
        var first = note
        first.count = count
        arranged.append(first)
      }
    }
    entries = arranged
  }

  /// The most notes of one kind in one column that are listed one by one.
  private static let mostLikeNotes = 3
}

/// The one sender that each sheet's rows name, where they name but one.
private struct SenderNames: BookTables.Visitor {
  private let book: ChainBook
  private var senders: [Int: TextID?] = [:]

  init(_ book: ChainBook) {
    self.book = book
    BookTables.visit(book, &self)
  }

  mutating func visit<Row: TableRow>(_ rows: [Row]) {
    for row in rows where !row.origin.isCreated && !row.reporter.isEmpty {
      let source = Int(row.origin.source)
      if let known = senders[source] {
        if known != row.reporter { senders[source] = .some(nil) }
      } else {
        senders[source] = row.reporter
      }
    }
  }

  var names: [ReturnedPlan.SheetKey: String] {
    var names: [ReturnedPlan.SheetKey: String] = [:]
    for (position, source) in book.sources.enumerated() {
      guard let sender = senders[position] ?? nil else { continue }
      names[ReturnedPlan.SheetKey(file: source.file, sheet: source.sheet)] = book.text[sender]
    }
    return names
  }
}
