import DelimitedText
internal import WorkbookOutput

/// What accompanies the tables of an edition: whom it is for, what it shows and leaves out, and
/// figures that stand for hidden rows.
package struct EditionNotes: Sendable {
  /// A table of figures, which is no table of a book and isn't read as one.
  package struct Summary: Sendable {
    /// The name of its file, without extension.
    package var key: String
    /// The name of its sheet.
    package var title: String
    /// The header of each column.
    package var headers: [String]
    /// The rows.
    package var rows: [[Cell]]

    /// A cell of a table of figures.
    package enum Cell: Sendable {
      /// A text, or bounds in words.
      case text(String)
      /// A number.
      case number(Int)
    }

    /// A table of figures.
    ///
    /// - Parameters:
    ///   - key: The name of its file, without extension.
    ///   - title: The name of its sheet.
    ///   - headers: The header of each column.
    ///   - rows: The rows.
    package init(key: String, title: String, headers: [String], rows: [[Cell]]) {
      self.key = key
      self.title = title
      self.headers = headers
      self.rows = rows
    }
  }

  /// What every page says, such as 内部资料 不得外传.
  package var notice: String
  /// What is to be known of the edition, a sentence or two each.
  package var remarks: [String]
  /// Tables of figures.
  package var summaries: [Summary]

  /// The name of the sheet, and of the file, that holds the remarks.
  package static let title = "说明"

  /// Notes to an edition.
  ///
  /// - Parameters:
  ///   - notice: What every page says.
  ///   - remarks: What is to be known of the edition.
  ///   - summaries: Tables of figures.
  package init(notice: String, remarks: [String], summaries: [Summary] = []) {
    self.notice = notice
    self.remarks = remarks
    self.summaries = summaries
  }

  /// The remarks and the tables of figures as files of text.
  func csvFiles() -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for summary in summaries where !summary.rows.isEmpty {
      var text = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
      text.row(summary.headers)
      for row in summary.rows {
        for cell in row {
          switch cell {
          case .text(let words): text.field(words)
          case .number(let number): text.field(String(number))
          }
        }
        text.endRow()
      }
      files.append((summary.key + ".csv", text.takeBytes()))
    }
    let lines = ([notice] + remarks).map { $0 + "\r\n" }.joined()
    files.append((Self.title + ".txt", [0xEF, 0xBB, 0xBF] + Array(lines.utf8)))
    return files
  }

  /// Writes the sheet of remarks.
  func writeSheet(
    _ notices: [String], to output: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    var settings = SheetSettings(Self.title)
    let body = SheetTheme.text.with { $0.wraps = true }
    settings.columns = [SheetSettings.Column(.fixed(100), style: body)]
    settings.page = SheetTheme.page(repeating: 1...1, notices: notices)
    try output.beginSheet(settings)
    try output.append([.text(notice, style: SheetTheme.header)], height: 30)
    for remark in remarks { try output.append([.text(remark)]) }
  }

  /// Writes a sheet for each table of figures.
  func writeSummaries(
    _ notices: [String], to output: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    for summary in summaries where !summary.rows.isEmpty {
      var settings = SheetSettings(summary.title)
      settings.columns = summary.headers.map {
        SheetSettings.Column(TableSheet.width(header: $0), style: SheetTheme.text)
      }
      settings.frozenRows = 1
      settings.page = SheetTheme.page(repeating: 1...1, notices: notices)
      try output.beginSheet(settings)
      try output.append(summary.headers.map { .text($0, style: SheetTheme.header) }, height: 24)
      for row in summary.rows {
        try output.append(
          row.map { cell in
            switch cell {
            case .text(let words): .text(words)
            case .number(let number): .number(Double(number), style: SheetTheme.number)
            }
          })
      }
      try output.filter(
        CellBlock(rows: 1...summary.rows.count + 1, columns: 0...summary.headers.count - 1))
    }
  }
}
