import DelimitedText
import Workbook

/// A sheet as its sender laid it out: every row and cell in its place.
package struct OriginalSheet: Sendable {
  enum Content: Sendable {
    case worksheet(WorkbookReader, index: Int)
    case text(TextInput)
  }

  /// The name on the tab; nil for a file of text.
  package let name: String?
  /// The names that may tell which table it is, the more telling first.
  let names: [String]
  /// Whether the sheet is hidden.
  package let isHidden: Bool
  /// The columns whose width or hiding is stated.
  package let columns: [ColumnLook]
  /// The width of the other columns as the file states it; nil where it doesn't.
  package let defaultColumnWidth: Double?
  /// The merged regions; for text, those its header stands for.
  package let merges: [CellRange]
  /// The rows at the top that stay in view.
  package let frozenRows: Int
  /// The columns at the left that stay in view.
  package let frozenColumns: Int
  /// The region with filter buttons; nil where there is none.
  package let filter: CellRange?
  /// How the sheet is printed; nil where the file doesn't say.
  package let page: PageLook?
  /// The last row of the header of a file of text; 0 for a worksheet, whose cells have a look.
  package let headerRow: Int
  let isMapped: Bool
  let content: Content

  /// A worksheet; one whose layout cannot be read has a plain one.
  init(_ workbook: WorkbookReader, _ index: Int, names: [String], isMapped: Bool) {
    let info = workbook.sheets[index]
    let layout = try? workbook.layout(ofSheet: index)
    name = info.name
    self.names = names
    isHidden = info.visibility != .visible
    columns = layout?.columns ?? []
    defaultColumnWidth = layout?.defaultColumnWidth
    merges = layout?.mergedRegions ?? []
    frozenRows = layout?.frozenRows ?? 0
    frozenColumns = layout?.frozenColumns ?? 0
    filter = layout?.filter
    page = layout?.page
    headerRow = 0
    self.isMapped = isMapped
    content = .worksheet(workbook, index: index)
  }

  /// A file of text.
  init(_ input: TextInput, base: String) {
    name = nil
    names = [base]
    isHidden = false
    columns = []
    defaultColumnWidth = nil
    frozenColumns = 0
    filter = nil
    page = nil
    isMapped = false
    content = .text(input)
    let frame = Self.frame(of: input)
    // A text names the group above the first of its columns only; a worksheet has to join them,
    // else the group would be read as the name of that column alone.
    merges = frame?.spans ?? []
    headerRow = frame.map { $0.dataStart - 1 } ?? 0
    frozenRows = headerRow
  }

  /// Whether the file is text, whose cells have no look of their own.
  package var isText: Bool {
    if case .text = content { true } else { false }
  }

  private static func frame(of input: TextInput) -> SheetFrame? {
    guard let reader = try? input.reader() else { return nil }
    var stream = DelimitedStream(reader)
    var rows: [[String]] = []
    var firstRow = 1
    while (try? stream.next()) ?? false {
      let cells = stream.texts()
      if rows.isEmpty {
        if cells.allSatisfy(\.isEmpty) { continue }
        firstRow = stream.record
      }
      let place = stream.record - firstRow
      if place >= SheetFrame.sampleRows { break }
      while rows.count < place { rows.append([]) }
      rows.append(cells)
    }
    return SheetFrame(rows: rows, firstRow: firstRow, merges: nil)
  }

  // MARK: - Names

  /// The name under which the sheet is known for the table it is: its own, or its file's where that
  /// alone tells the table.
  package var tellingName: String {
    let telling = names.first { TableRecognition.kind(named: $0) != nil }
    return telling ?? names.first ?? ""
  }

  /// Whether the sheet is taken under another name for what it is taken for now.
  ///
  /// - Parameters:
  ///   - other: The other name.
  ///   - exactly: Whether a name that is a table's own has to stay one: a sheet of such a name is
  ///     never taken for another table by its headers.
  /// - Returns: Whether it is.
  package func isRecognised(as other: String, exactly: Bool) -> Bool {
    let name = tellingName
    let kind = TableRecognition.kind(named: name)
    guard TableRecognition.kind(named: other) == kind,
      TableRecognition.isAccompanying(other) == isAccompanying
    else { return false }
    guard exactly, let kind else { return true }
    return TableRecognition.isExactName(other, of: kind)
      == TableRecognition.isExactName(name, of: kind)
  }

  /// Whether the sheet only goes with others: an explanation, a list of words.
  package var isAccompanying: Bool {
    guard let name, !isMapped else { return false }
    return TableRecognition.isAccompanying(name)
  }
}
