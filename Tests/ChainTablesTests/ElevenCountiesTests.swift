import ChainModel
import Foundation
import Testing

@testable import ChainTables

/// The example city's sheets as eleven counties send them, which state the same as the tidy example.
@Suite struct ElevenCountiesTests {
  private static let examples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples")
  private static let raw = examples.appending(path: "eleven-counties")
  private static let confirmed = raw.appending(path: "confirmed/归并建议.csv")

  private static func read(_ folder: URL) throws -> ChainBook {
    let asOf = try #require(CalendarDate(year: 2026, month: 6, day: 30))
    return try BookReader(asOf: asOf).read(folder.path)
  }

  /// The raw sheets with confirmations as CSV beside them, those of the example where none are given.
  static func readConfirmed(_ decisions: String? = nil) throws -> ChainBook {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "counties-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = try FileManager.default.contentsOfDirectory(atPath: raw.path)
    for name in names where name.hasSuffix(".xlsx") {
      try FileManager.default.copyItem(
        at: raw.appending(path: name), to: folder.appending(path: name))
    }
    let text = try decisions ?? String(contentsOf: confirmed, encoding: .utf8)
    try Data(text.utf8).write(to: folder.appending(path: "归并建议.csv"))
    return try read(folder)
  }

  /// Every cell of a book that says something of the chain, row by row: not who reported it, and
  /// not in which words a problem was described.
  private struct Statements: BookTables.Visitor {
    let writer: BookWriter
    var tables: [TableKind: [String]] = [:]

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      let fields = Row.fields.filter {
        !["reporter", "reportedOn", "wording"].contains($0.key)
      }
      tables[Row.table] = rows.map { row in
        fields.map { "\($0.key)=" + writer.values($0, row).joined(separator: "；") }
          .joined(separator: " | ")
      }
    }

    static func of(_ book: ChainBook) -> [TableKind: [String]] {
      var statements = Statements(writer: BookWriter(book))
      BookTables.visit(book, &statements)
      return statements.tables
    }
  }

  @Test(arguments: [false, true])
  func theConfirmedSheetsSayWhatTheTidyBookSays(_ takesProposals: Bool) throws {
    var decisions: String?
    if takesProposals {
      // What the program proposes, each first candidate confirmed, is all there is to confirm.
      let proposals = MergeProposals(try Self.read(Self.raw)).proposals
      #expect(proposals.count == 36)
      decisions =
        "类别,原表述,归并为,确认\n"
        + proposals.map {
          "\($0.subject.chinese),\"\($0.written)\",\($0.candidates.first?.id ?? ""),是\n"
        }.joined()
    }
    let counties = Statements.of(try Self.readConfirmed(decisions))
    let tidy = Statements.of(try Self.read(Self.examples.appending(path: "nev-chain")))
    for table in TableKind.allCases where table != .decisions {
      #expect(counties[table]?.count == tidy[table]?.count, "\(table)")
      for (left, right) in zip(counties[table] ?? [], tidy[table] ?? []) {
        #expect(left == right)
      }
    }
  }

  /// Without confirmations nothing is lost and nothing united on a guess.
  @Test func theRawSheetsAreReadWithoutAMapping() throws {
    let book = try Self.read(Self.raw)
    let errors = book.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["cell-error", "cell-error"])
    let tidy = try Self.read(Self.examples.appending(path: "nev-chain"))
    let codes = { (book: ChainBook) in
      Set(book.firms.filter(\.hasValidCode).map { book.text[$0.creditCode] })
    }
    #expect(codes(book) == codes(tidy) && !codes(tidy).isEmpty)
    #expect(book.chains.count { !$0.origin.isCreated } == 1)
    #expect(book.findings.count == 127 && book.assessments.count == 101)
    #expect(book.certificates.count == 103)
    #expect(Set(book.submissions.map(\.files.count)) == [1])
    #expect(book.submissions.count == 12 && book.submissions.allSatisfy(\.isNamed))
  }

  /// Each county's firms are those the tidy book has it report.
  @Test func sendersAreCountedByTheFirmsTheySent() throws {
    let book = try Self.readConfirmed()
    let tidy = try Self.read(Self.examples.appending(path: "nev-chain"))
    for submission in book.submissions {
      let own = tidy.firms.count { tidy.text[$0.reporter] == submission.sender }
      // 岚东区 lists a firm of another county too, with older figures.
      let extra = submission.sender.hasPrefix("岚东区") ? 1 : 0
      #expect(submission.firms == own + extra, "\(submission.sender)")
    }
  }
}
