/// The place a row came from: a sheet of the book and a row in it.
public struct RowOrigin: Hashable, Sendable, Comparable {
  /// The position of the sheet in ``ChainBook/sources``.
  public var source: UInt32
  /// The row as a spreadsheet program numbers it, from 1; 0 for what no row states.
  public var row: UInt32

  /// A place in the book.
  ///
  /// - Parameters:
  ///   - source: The position of the sheet in the book's sources, from 0.
  ///   - row: The row as a spreadsheet numbers it, from 1.
  public init(source: UInt32, row: UInt32) {
    self.source = source
    self.row = row
  }

  /// The origin of what the program created because another table named it.
  public static let created = RowOrigin(source: .max, row: 0)

  /// Whether no row of the tables states this.
  public var isCreated: Bool { source == .max }

  /// Orders places by sheet, then row.
  public static func < (left: RowOrigin, right: RowOrigin) -> Bool {
    (left.source, left.row) < (right.source, right.row)
  }
}

/// A sheet of a book: one CSV file, or one sheet of a workbook.
public struct SourceSheet: Hashable, Sendable {
  /// The file's path relative to the book's folder, with `/`.
  public var file: String
  /// The sheet's name; nil for a CSV file.
  public var sheet: String?
  /// The table the sheet was read as.
  public var table: TableKind
  /// The headers as written, in column order.
  public var headers: [String]
  /// The column position of each field read from the sheet, by the field's key.
  package var columnOfKey: [String: Int] = [:]
  /// Whether the rows were derived from those of a survey, which says less than a table of its own.
  package var isDerived = false

  /// A sheet of a book.
  ///
  /// - Parameters:
  ///   - file: The file's path relative to the book's folder.
  ///   - sheet: The sheet's name; nil for a CSV file.
  ///   - table: The table the sheet was read as.
  ///   - headers: The headers as written, in column order.
  public init(file: String, sheet: String?, table: TableKind, headers: [String]) {
    self.file = file
    self.sheet = sheet
    self.table = table
    self.headers = headers
  }

  /// The sheet as named in messages, such as `沛县.xlsx[企业名录]`.
  public var displayName: String {
    sheet.map { "\(file)[\($0)]" } ?? file
  }
}

/// A cell of a column that no table knows, kept as the sheet wrote it.
public struct ExtraCell: Hashable, Sendable {
  /// The row's place.
  public var origin: RowOrigin
  /// The column's header as written.
  public var header: TextID
  /// The cell's text.
  public var text: TextID

  /// An extra cell.
  ///
  /// - Parameters:
  ///   - origin: The row's place.
  ///   - header: The column's header as written.
  ///   - text: The cell's text.
  public init(origin: RowOrigin, header: TextID, text: TextID) {
    self.origin = origin
    self.header = header
    self.text = text
  }
}
