/// What a worksheet says of its rows and columns as a whole.
package struct SheetLayout: Equatable, Sendable {
  /// The merged regions in the order of the file.
  package let mergedRegions: [CellRange]
  /// The hidden columns from 0, in the order of the file.
  package let hiddenColumns: [ClosedRange<Int>]
  /// The columns whose width or hiding the sheet states, in the order of the file.
  package let columns: [ColumnLook]
  /// The width of the other columns as the file states it; nil where it doesn't.
  package let defaultColumnWidth: Double?
  /// The rows at the top that stay in view.
  package let frozenRows: Int
  /// The columns at the left that stay in view.
  package let frozenColumns: Int
  /// The region with filter buttons; nil where there is none.
  package let filter: CellRange?
  /// How the sheet is printed.
  package let page: PageLook

  init(_ sheet: borrowing SheetReader) {
    mergedRegions = sheet.mergedRegions
    hiddenColumns = sheet.hiddenColumns
    columns = sheet.columnLooks
    defaultColumnWidth = sheet.defaultColumnWidth
    frozenRows = sheet.frozen.rows
    frozenColumns = sheet.frozen.columns
    filter = sheet.filter
    page = sheet.page
  }
}

/// How wide columns are, and whether they are seen.
package struct ColumnLook: Equatable, Sendable {
  /// The columns, from 0.
  package let columns: ClosedRange<Int>
  /// The width as the file states it: in digits of the standard font, with the cell's margins
  /// (ECMA-376 part 1, 18.3.1.13); nil where only hiding is stated.
  package let width: Double?
  /// Whether the columns are hidden.
  package let isHidden: Bool
}

/// How a sheet is printed.
package struct PageLook: Equatable, Sendable {
  /// Whether on A3 paper.
  package internal(set) var isA3 = false
  /// Whether the long side lies below.
  package internal(set) var isLandscape = false
  /// Whether the sheet is scaled to pages.
  package internal(set) var fitsWidth = false

  /// What a sheet that says nothing of it has.
  package init() {}
}

extension WorkbookReader {
  /// Reads what a worksheet says of its rows and columns as a whole, before its rows are read.
  ///
  /// The format has merged regions after the rows, where a reader of rows comes too late. This
  /// way to them inflates the rows but doesn't parse them, which takes about a fifth of the time of
  /// reading them.
  ///
  /// - Parameter index: The sheet's place in ``sheets``.
  /// - Returns: The layout.
  /// - Throws: ``WorkbookError``; damage inside the rows isn't always noticed.
  /// - Complexity: O(bytes of the part) in time; O(regions) in space.
  package func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    // Rows left out can make well-formed markup look otherwise, for example where a comment holds
    // their tag: then they are read.
    if let layout = try? layoutWithoutRows(index) { return layout }
    var sheet = try sheet(index)
    while try sheet.next() {}
    return SheetLayout(sheet)
  }

  private func layoutWithoutRows(_ index: Int) throws(WorkbookError) -> SheetLayout {
    var sheet = try SheetReader(
      open(index).withoutRows(), strings: strings, styles: styles, limits: limits)
    while try sheet.next() {}
    return SheetLayout(sheet)
  }
}
