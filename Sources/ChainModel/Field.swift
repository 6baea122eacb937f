/// One column of a table: its names and where its value sits in a row.
///
/// Reading, merging, writing and templates all follow these descriptions, so a column is stated
/// once.
public struct Field<Row: TableRow>: Sendable {
  /// The key in JSON, in English.
  public let key: String
  /// The header as TABLES.md writes it.
  public let header: String
  /// Other headers under which the column is recognised.
  public let aliases: [String]
  /// Whether a sheet without this column cannot be read as the table.
  public let isRequired: Bool
  /// The kind of value and its place in the row.
  public let content: FieldContent<Row>
  /// The header in the form in which headers are matched.
  package let foldedHeader: String
  /// The key and the other headers in that form.
  package let foldedNames: Set<String>

  package init(
    _ key: String, _ header: String, _ content: FieldContent<Row>, required: Bool = false,
    aliases: [String] = []
  ) {
    self.key = key
    self.header = header
    self.aliases = aliases
    self.isRequired = required
    self.content = content
    // Folded once for each column, since every sheet is matched against every table.
    foldedHeader = TextFolding.foldedHeader(header).name
    foldedNames = Set(([key] + aliases).map { TextFolding.foldedHeader($0).name })
  }
}

/// A writable place in a row.
public typealias Place<Row, Value> = WritableKeyPath<Row, Value> & Sendable

/// The kind of value a column holds, with its place in the row.
public enum FieldContent<Row: TableRow>: Sendable {
  /// Text as written.
  case text(any Place<Row, TextID>)
  /// Several texts in one cell.
  case texts(any Place<Row, TextList>)
  /// A plain number; amounts are in 万元.
  case number(any Place<Row, OptionalDouble>, NumberUnit)
  /// A share, kept as a fraction of 1.
  case share(any Place<Row, OptionalDouble>)
  /// Yes or no.
  case flag(any Place<Row, Bool?>)
  /// A date; a cell that names only a month means its first or its last day.
  case date(any Place<Row, OptionalDate>, DateRole)
  /// One of a small set of words.
  case word(WordAccess<Row>)
  /// A firm.
  case firm(any Place<Row, Reference<Firm>>)
  /// Several firms.
  case firms(any Place<Row, References<Firm>>)
  /// A chain.
  case chain(any Place<Row, Reference<Chain>>)
  /// A segment of the chain named in the same row.
  case segment(any Place<Row, Reference<Segment>>)
  /// Several segments, of any chain.
  case segments(any Place<Row, References<Segment>>)
  /// A problem.
  case problem(any Place<Row, Reference<Problem>>)
  /// Several problems.
  case problems(any Place<Row, References<Problem>>)
  /// A region, by code or name.
  case region(any Place<Row, Reference<Region>>)
  /// Several regions.
  case regions(any Place<Row, References<Region>>)
  /// A programme.
  case programme(any Place<Row, Reference<Programme>>)
}

/// What a number counts.
public enum NumberUnit: Sendable {
  /// Ten thousand yuan (万元).
  case amount
  /// Persons or other whole things.
  case count
  /// A bare number.
  case plain
}

/// Which day of a month a date without a day means.
public enum DateRole: Sendable {
  /// The first day.
  case start
  /// The last day.
  case end
}

/// How a column of a small vocabulary is read and written.
public struct WordAccess<Row: TableRow>: Sendable {
  /// Sets the value from a cell's text; the error where the word is not in the vocabulary.
  package let parse: @Sendable (inout Row, String) -> UnknownWord?
  /// The position of the row's word in ``words``; nil where the cell was blank.
  package let position: @Sendable (Row) -> Int?
  /// Copies the word from one row to another.
  package let copy: @Sendable (inout Row, Row) -> Void
  /// The word's place in a row's memory, in bytes; nil where the row computes it.
  package let offset: Int?
  /// The bytes the word takes in a row's memory.
  package let size: Int
  /// The words in Chinese.
  public let words: [String]
  /// The words in English.
  public let englishWords: [String]
}

extension FieldContent {
  /// A column that holds a word of a vocabulary.
  package static func word<Word: Vocabulary>(
    _ place: WritableKeyPath<Row, Word?> & Sendable
  ) -> FieldContent {
    let all = Array(Word.allCases)
    return .word(
      WordAccess(
        parse: { row, text in
          do throws(UnknownWord) {
            row[keyPath: place] = try Word.parsing(text)
            return nil
          } catch {
            return error
          }
        },
        position: { row in row[keyPath: place].flatMap { all.firstIndex(of: $0) } },
        copy: { target, source in target[keyPath: place] = source[keyPath: place] },
        offset: MemoryLayout<Row>.offset(of: place), size: MemoryLayout<Word?>.size,
        words: Word.chineseNames, englishWords: Word.englishNames))
  }
}

/// A row of one of the book's tables.
public protocol TableRow: Sendable, Equatable {
  /// The table.
  static var table: TableKind { get }
  /// The columns in the order TABLES.md lists them, without the two every table has.
  static var columns: [Field<Self>] { get }
  /// Groups of columns of which a sheet needs at least one, the usual one first, by key.
  static var alternatives: [[String]] { get }
  /// Headers of columns that the table knows and doesn't read, since the program works them out.
  static var computedHeaders: [String] { get }
  /// A row with every cell blank.
  init()
  /// Where the row came from.
  var origin: RowOrigin { get set }
  /// Who handed the row in (填报单位).
  var reporter: TextID { get set }
  /// When the row was handed in (填报日期).
  var reportedOn: OptionalDate { get set }
}

extension TableRow {
  /// No group: required columns say all.
  public static var alternatives: [[String]] { [] }

  /// None: every column is read.
  public static var computedHeaders: [String] { [] }

  /// Every column of the table, with sender and date of the report at the end.
  public static var fields: [Field<Self>] {
    columns + [
      Field("reporter", "填报单位", .text(\.reporter), aliases: ["报送单位", "上报单位"]),
      Field(
        "reportedOn", "填报日期", .date(\.reportedOn, .end),
        aliases: ["报送日期", "上报日期", "数据日期"]),
    ]
  }
}

/// Several rows of another table, as a cell named them and as the book resolved them.
public struct References<Row>: Hashable, Sendable {
  /// The names or codes in the cell, as written.
  public var written: TextList
  package var start: UInt32
  package var count: UInt32

  package init(written: TextList = .empty, start: UInt32 = 0, count: UInt32 = 0) {
    self.written = written
    self.start = start
    self.count = count
  }

  /// The blank cell.
  public static var missing: References { References() }
}
