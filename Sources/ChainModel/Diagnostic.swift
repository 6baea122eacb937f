/// A text for people in both languages.
public struct Bilingual: Sendable, Hashable {
  /// The Chinese wording.
  public let chinese: String
  /// The English wording.
  public let english: String

  /// A text for people.
  ///
  /// - Parameters:
  ///   - chinese: The Chinese wording.
  ///   - english: The English wording.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The wording in a language.
  public subscript(language: Language) -> String {
    language == .chinese ? chinese : english
  }
}

/// What reading a book found wrong, repaired or merged, with its place and the fix.
public struct Diagnostic: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// The cell, row or sheet is set aside.
    case error
    /// Used, but doubtful.
    case warning
    /// Repaired or merged; recorded so that it can be traced.
    case note

    /// The key in JSON.
    public var key: String {
      switch self {
      case .error: "error"
      case .warning: "warning"
      case .note: "note"
      }
    }

    /// The word for people.
    ///
    /// - Parameter language: The language of the word.
    /// - Returns: The word.
    public func name(in language: Language) -> String {
      switch self {
      case .error: language("错误", "error")
      case .warning: language("存疑", "warning")
      case .note: language("说明", "note")
      }
    }

    /// Orders by importance, errors first.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// A stable short name of the kind, such as `number-unreadable`.
  public var code: String
  /// The file, relative to the book's folder.
  public var file: String
  /// The sheet; nil for a CSV file.
  public var sheet: String?
  /// The row as a spreadsheet numbers it, from 1; nil for what concerns a whole sheet.
  public var row: Int?
  /// The column's position from 0; nil where no single column is meant.
  public var columnIndex: Int?
  /// The column's header as written.
  public var column: String?
  /// The cell's text as written, cut where it is very long.
  public var value: String
  /// What is wrong or was done.
  public var message: Bilingual
  /// What to do about it.
  public var fix: Bilingual

  package init(
    _ severity: Severity, _ code: String, file: String, sheet: String? = nil, row: Int? = nil,
    columnIndex: Int? = nil, column: String? = nil, value: String = "", message: Bilingual,
    fix: Bilingual
  ) {
    self.severity = severity
    self.code = code
    self.file = file
    self.sheet = sheet
    self.row = row
    self.columnIndex = columnIndex
    self.column = column
    self.value = value.count > 120 ? value.prefix(119) + "…" : value
    self.message = message
    self.fix = fix
  }

  /// The cell's address in a spreadsheet, such as `F12`; nil where no single cell is meant.
  public var cell: String? {
    guard let row, let columnIndex else { return nil }
    return Self.columnLetters(columnIndex) + String(row)
  }

  /// The letters of a column in a spreadsheet: 0 is `A`, 26 is `AA`.
  ///
  /// - Parameter index: The column's position from 0.
  /// - Returns: One to several letters.
  /// - Complexity: O(log index).
  public static func columnLetters(_ index: Int) -> String {
    var letters = ""
    var rest = index + 1
    while rest > 0 {
      rest -= 1
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest /= 26
    }
    return letters
  }

  /// The place as messages print it, such as `firms.csv 第 12 行 F 列“营业收入”`.
  ///
  /// - Parameter language: The language of the text.
  /// - Returns: The place.
  public func place(in language: Language) -> String {
    var place = file
    if let sheet { place += "[\(sheet)]" }
    if let row { place += language(" 第 \(row) 行", " row \(row)") }
    if let column {
      let letters = columnIndex.map(Self.columnLetters) ?? ""
      let gap = letters.isEmpty ? "" : " "
      place += language(" \(letters)\(gap)列“\(column)”", " column \(letters)\(gap)“\(column)”")
    }
    return place
  }

  /// Orders by file, sheet, row, column and kind, which no order of reading can change.
  package static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.sheet != right.sheet { return (left.sheet ?? "") < (right.sheet ?? "") }
    if left.row != right.row { return (left.row ?? 0) < (right.row ?? 0) }
    if left.columnIndex != right.columnIndex {
      return (left.columnIndex ?? -1) < (right.columnIndex ?? -1)
    }
    if left.code != right.code { return left.code < right.code }
    return left.value < right.value
  }
}
