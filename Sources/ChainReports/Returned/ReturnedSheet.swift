import ChainModel
import ChainTables
import Workbook

/// A sender's sheet in a returned workbook, with the cells to mark.
struct ReturnedSheet {
  /// What is to be seen at a cell.
  struct Mark {
    var severity: Diagnostic.Severity
    var texts: [String]
  }

  /// A cell, by row from 1 and column from 0.
  struct Cell: Hashable {
    var row: Int
    var column: Int

    var address: String { Diagnostic.columnLetters(column) + String(row) }
  }

  let file: OriginalFile
  let original: OriginalSheet
  /// The name in the returned workbook.
  var name = ""
  /// The cells to mark, by row, then column.
  private(set) var marks: [Int: [Int: Mark]] = [:]
  /// The rows of `marks` in order.
  private(set) var markedRows: [Int] = []

  /// What a first look at the rows told.
  struct Survey {
    /// Whether the rows stand in the order of their numbers.
    var isOrdered = true
    /// The first cell that holds something.
    var first: Cell?
    /// Its text.
    var firstText = ""
    /// The columns up to the last cell that holds something.
    var width = 0
    /// The cells that hold something.
    var cellCount = 0
    /// The first filled column of each row that a diagnostic is about as a whole.
    var firstOfRow: [Int: Int] = [:]
    /// The texts of some columns, by row, for what a person has still to decide.
    var texts: [[String]] = []
  }

  let survey: Survey

  /// A sheet, after a first look at its rows.
  ///
  /// - Parameters:
  ///   - original: The sheet.
  ///   - file: The file it is in.
  ///   - rows: The rows whose first filled cell matters.
  ///   - columns: The columns whose texts matter.
  init(_ original: OriginalSheet, of file: OriginalFile, rows: Set<Int>, columns: [Int]) {
    self.file = file
    self.original = original
    var survey = Survey()
    var last = 0
    original.forEachRow { row in
      if row.number <= last { survey.isOrdered = false }
      last = row.number
      guard let first = row.firstFilledColumn else { return true }
      if survey.first == nil {
        survey.first = Cell(row: row.number, column: first)
        if case .text(let text)? = row.cells.first(where: { $0.column == first })?.value {
          survey.firstText = text
        }
      }
      for cell in row.cells {
        if case .blank = cell.value { continue }
        survey.cellCount += 1
        survey.width = max(survey.width, cell.column + 1)
      }
      if rows.contains(row.number) { survey.firstOfRow[row.number] = first }
      if !columns.isEmpty {
        survey.texts.append(
          columns.map { column in
            if case .text(let text)? = row.cells.first(where: { $0.column == column })?.value {
              text
            } else {
              ""
            }
          })
      }
      return true
    }
    self.survey = survey
  }

  /// Marks the cells that diagnostics speak of.
  ///
  /// A diagnostic of a row marks the row's first filled cell, one of a sheet the sheet's; one of a
  /// cell that is covered by others it is merged with marks the cell that shows.
  ///
  /// - Parameters:
  ///   - diagnostics: The diagnostics of the sheet.
  ///   - language: The language of comments.
  /// - Returns: The cell that each marks.
  /// - Complexity: O(diagnostics · log diagnostics + merged regions · log diagnostics).
  mutating func mark(_ diagnostics: [Diagnostic], in language: Language) -> [Cell] {
    var cells = diagnostics.map { diagnostic -> Cell in
      guard let row = diagnostic.row else { return survey.first ?? Cell(row: 1, column: 0) }
      return Cell(
        row: row, column: diagnostic.columnIndex ?? survey.firstOfRow[row] ?? 0)
    }
    let order = cells.indices.sorted { (diagnostics[$0].row ?? 0) < (diagnostics[$1].row ?? 0) }
    var isCovered = Set<Int>()
    for merge in original.merges {
      let shown = Cell(row: merge.firstRow, column: merge.firstColumn)
      var place = order.partitioningIndex { diagnostics[$0].row ?? 0 >= merge.firstRow }
      while place < order.count, let row = diagnostics[order[place]].row, row <= merge.lastRow {
        let index = order[place]
        place += 1
        guard !isCovered.contains(index), cells[index] != shown,
          merge.contains(row: row, column: cells[index].column)
        else { continue }
        cells[index] = shown
        isCovered.insert(index)
      }
    }
    for (index, diagnostic) in diagnostics.enumerated() {
      // What was done with a whole row or sheet needs nobody's eye in the sheet; the list has it.
      if diagnostic.severity == .note, diagnostic.columnIndex == nil { continue }
      let cell = cells[index]
      var place = ""
      if let row = diagnostic.row, row != cell.row {
        place = language("第 \(row) 行：", "row \(row): ")
      }
      let fix = diagnostic.fix[language]
      let text =
        diagnostic.severity.name(in: language) + language("：", ": ") + place
        + diagnostic.message[language] + "\n" + language("改法：", "fix: ") + fix
      var mark = marks[cell.row]?[cell.column] ?? Mark(severity: diagnostic.severity, texts: [])
      mark.severity = min(mark.severity, diagnostic.severity)
      if !mark.texts.contains(text) { mark.texts.append(text) }
      marks[cell.row, default: [:]][cell.column] = mark
    }
    markedRows = marks.keys.sorted()
    return cells
  }
}

extension Array {
  /// The first index whose element satisfies a condition that all elements after it satisfy too.
  ///
  /// - Complexity: O(log count).
  fileprivate func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
