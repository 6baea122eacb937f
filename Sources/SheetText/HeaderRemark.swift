/// What finding a header skipped or assumed; rows and columns count from 0.
package enum HeaderRemark: Equatable, Sendable {
  /// A row before the header was taken for a title.
  case titleRow(Int)
  /// A row was taken for a note of units.
  case unitRow(Int, units: [String])
  /// A row before the header names the sender, the date or the like.
  case captionRow(Int)
  /// A row was taken for column numbers.
  case numberRow(Int)
  /// Something else stands before the header, and was skipped.
  case skippedRow(Int)
  /// The header takes several rows.
  case mergedHeader(ClosedRange<Int>)
  /// Empty columns stand before the first header.
  case leadingColumns(Int)
  /// A row was taken for the header because so many of its cells are known.
  case knownHeaders(row: Int, count: Int)
  /// No cell is a known header: the row was taken for it by its shape.
  case guessedByShape(row: Int)

  /// The same of rows so many further down.
  package func shifted(by rows: Int) -> HeaderRemark {
    switch self {
    case .titleRow(let row): .titleRow(row + rows)
    case .unitRow(let row, let units): .unitRow(row + rows, units: units)
    case .captionRow(let row): .captionRow(row + rows)
    case .numberRow(let row): .numberRow(row + rows)
    case .skippedRow(let row): .skippedRow(row + rows)
    case .mergedHeader(let range):
      .mergedHeader(range.lowerBound + rows...range.upperBound + rows)
    case .leadingColumns: self
    case .knownHeaders(let row, let count): .knownHeaders(row: row + rows, count: count)
    case .guessedByShape(let row): .guessedByShape(row: row + rows)
    }
  }

  /// The sentence in Chinese, with rows from 1 as spreadsheets show them.
  package var chinese: String {
    switch self {
    case .titleRow(let row): "第 \(row + 1) 行是标题"
    case .unitRow(let row, let units):
      "第 \(row + 1) 行注明单位：\(units.joined(separator: "、"))"
    case .captionRow(let row): "第 \(row + 1) 行是填报信息"
    case .numberRow(let row): "第 \(row + 1) 行是栏号"
    case .skippedRow(let row): "第 \(row + 1) 行在表头之前，未读取"
    case .mergedHeader(let rows):
      "表头占第 \(rows.lowerBound + 1)—\(rows.upperBound + 1) 行，已合并"
    case .leadingColumns(let count): "表格左侧有 \(count) 个空列"
    case .knownHeaders(let row, let count):
      "第 \(row + 1) 行有 \(count) 个认识的列名，作为表头"
    case .guessedByShape(let row): "没有认识的列名，按样子把第 \(row + 1) 行作为表头"
    }
  }

  /// The sentence in English, with rows from 1 as spreadsheets show them.
  package var english: String {
    switch self {
    case .titleRow(let row): "row \(row + 1) is a title"
    case .unitRow(let row, let units):
      "row \(row + 1) notes units: \(units.joined(separator: ", "))"
    case .captionRow(let row): "row \(row + 1) names the sender or the date"
    case .numberRow(let row): "row \(row + 1) numbers the columns"
    case .skippedRow(let row): "row \(row + 1) stands before the header and was skipped"
    case .mergedHeader(let rows):
      "the header takes rows \(rows.lowerBound + 1) to \(rows.upperBound + 1), combined"
    case .leadingColumns(let count): "\(count) empty columns stand left of the table"
    case .knownHeaders(let row, let count):
      "row \(row + 1) was taken for the header: \(count) known names"
    case .guessedByShape(let row):
      "no known names; row \(row + 1) was taken for the header by its shape"
    }
  }
}
