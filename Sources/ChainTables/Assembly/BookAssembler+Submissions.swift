import ChainModel

/// Who handed in what, counted before rows are united.
extension BookAssembler {
  /// Counts what each sender handed in and remembers who sent which row.
  ///
  /// - Complexity: O(rows + senders · log senders) in time, O(changes of sender) in space.
  mutating func tallySubmissions() {
    var tally = SubmissionTally(contents.sources, contents.text)
    tally.readReporters(contents)
    tally.count(contents.regions)
    tally.count(contents.chains)
    tally.count(contents.segments)
    tally.count(contents.flows)
    tally.count(contents.problems)
    tally.count(contents.programmes)
    tally.count(contents.firms)
    tally.count(contents.members)
    tally.count(contents.supplies)
    tally.count(contents.findings)
    tally.count(contents.assessments)
    tally.count(contents.certificates)
    tally.count(contents.measures)
    tally.count(contents.limits)
    tally.count(contents.resources)
    tally.count(contents.actors)
    tally.count(contents.essentials)
    let (submissions, runs) = tally.finished()
    contents.submissions = submissions
    contents.senderRuns = runs
  }
}

extension BookAssembler {
  /// Counts the firms of each sender and how complete it sent them, over all its rows of a firm.
  ///
  /// - Parameter groups: The rows of each firm, as positions in the table.
  /// - Complexity: O(rows · wanted columns) in time.
  mutating func tallyFirms(_ groups: [[UInt32]]) {
    let wanted = Submission.wantedColumns.map { keys in
      Firm.fields.filter { keys.contains($0.key) }
    }
    for group in groups {
      var filled: [Int: Set<Int>] = [:]
      for position in group {
        let row = contents.firms[Int(position)]
        guard
          let sender = contents.senderRuns.sender(
            source: Int(row.origin.source), row: Int(row.origin.row))
        else { continue }
        var cells = filled[sender] ?? []
        for (index, fields) in wanted.enumerated()
        where fields.contains(where: { !$0.content.isBlank(row) }) {
          cells.insert(index)
        }
        filled[sender] = cells
      }
      for (sender, cells) in filled {
        contents.submissions[sender].firms += 1
        contents.submissions[sender].wantedCells += wanted.count
        contents.submissions[sender].filledCells += cells.count
      }
    }
  }
}

/// Counts rows by sender.
private struct SubmissionTally {
  private let sources: [SourceSheet]
  private let text: TextPool
  /// The sender of each source's rows that name none.
  private var senderOfSource: [Int] = []
  private var senderOfText: [TextID: Int] = [:]
  private var submissions: [Submission] = []
  private var runs: [[SenderRuns.Run]]

  init(_ sources: [SourceSheet], _ text: TextPool) {
    self.sources = sources
    self.text = text
    runs = Array(repeating: [], count: sources.count)
  }

  /// Learns who is named as sender in each file, so that a sheet that names nobody belongs to the
  /// only sender of its workbook, else to the file, or to itself where the file has a sheet each.
  mutating func readReporters(_ contents: BookContents) {
    var reporters: [String: Set<TextID>] = [:]
    func look<Row: TableRow>(_ rows: [Row]) {
      var last: (source: UInt32, reporter: TextID)?
      for row in rows where !row.reporter.isEmpty {
        if let last, last == (row.origin.source, row.reporter) { continue }
        last = (row.origin.source, row.reporter)
        guard Int(row.origin.source) < sources.count else { continue }
        reporters[sources[Int(row.origin.source)].file, default: []].insert(row.reporter)
      }
    }
    look(contents.firms)
    look(contents.members)
    look(contents.supplies)
    look(contents.findings)
    look(contents.assessments)
    look(contents.certificates)
    var sheetsWithFirms: [String: Set<String>] = [:]
    for source in sources where source.table == .firms {
      if let sheet = source.sheet { sheetsWithFirms[source.file, default: []].insert(sheet) }
    }
    for source in sources {
      let named = source.sheet == nil ? nil : reporters[source.file]
      if let named, named.count == 1, let only = named.first {
        senderOfSource.append(sender(named: only))
      } else if let sheet = source.sheet, let sheets = sheetsWithFirms[source.file],
        sheets.count > 1, sheets.contains(sheet)
      {
        senderOfSource.append(sender(called: source.displayName))
      } else {
        senderOfSource.append(sender(called: source.file))
      }
    }
  }

  private mutating func sender(named reporter: TextID) -> Int {
    if let known = senderOfText[reporter] { return known }
    submissions.append(Submission(sender: text[reporter], isNamed: true, files: []))
    senderOfText[reporter] = submissions.count - 1
    return submissions.count - 1
  }

  private mutating func sender(called name: String) -> Int {
    if let known = submissions.firstIndex(where: { $0.sender == name && !$0.isNamed }) {
      return known
    }
    submissions.append(Submission(sender: name, isNamed: false, files: []))
    return submissions.count - 1
  }

  mutating func count<Row: TableRow>(_ rows: [Row]) {
    var last: (source: UInt32, reporter: TextID, sender: Int)?
    for row in rows {
      let source = Int(row.origin.source)
      guard source < sources.count else { continue }
      let sender: Int
      if let last, last.source == row.origin.source, last.reporter == row.reporter {
        sender = last.sender
      } else {
        sender =
          row.reporter.isEmpty ? senderOfSource[source] : self.sender(named: row.reporter)
        last = (row.origin.source, row.reporter, sender)
        runs[source].append(SenderRuns.Run(row: row.origin.row, sender: sender))
        if !submissions[sender].files.contains(sources[source].file) {
          submissions[sender].files.append(sources[source].file)
        }
      }
      // A survey's row is one row, however many tables it is split into.
      if !sources[source].isDerived { submissions[sender].rows += 1 }
    }
  }

  /// The senders by name, and who sent which row.
  func finished() -> (submissions: [Submission], runs: SenderRuns) {
    let used = submissions.indices.filter { submissions[$0].rows > 0 }
      .sorted {
        submissions[$0].sender.utf8.lexicographicallyPrecedes(submissions[$1].sender.utf8)
      }
    var place = [Int](repeating: -1, count: submissions.count)
    for (new, old) in used.enumerated() { place[old] = new }
    let runs = runs.map { runs in
      runs.compactMap {
        place[$0.sender] < 0 ? nil : SenderRuns.Run(row: $0.row, sender: place[$0.sender])
      }
    }
    return (used.map { submissions[$0] }, SenderRuns(runs))
  }
}
