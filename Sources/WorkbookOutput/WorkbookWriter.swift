import CXLSXWriter

/// Writes a workbook (.xlsx), sheet by sheet and row by row, downwards.
///
/// Begin a sheet, append its rows, add what spans rows (filter, merged ranges, drop-down lists), begin
/// the next, and finish. The same calls give the same bytes on any day. A value belongs to one
/// thread at a time.
package struct WorkbookWriter: ~Copyable {
  /// Where cells wait until the file is put together.
  package enum Storage: Sendable {
    /// In memory, equal texts stored once: 100,000 rows of 20 columns take some 300 MB.
    ///
    /// Every program reads such files, viewers on phones too.
    case memory
    /// In temporary files, each text in its cell: a few megabytes for a sheet of any size, in half
    /// the time.
    ///
    /// Excel, WPS and LibreOffice read such files; some viewers on phones show no text.
    case stream
  }

  /// A file's bytes, with what isn't in it as it was given.
  package struct Output: Sendable {
    /// The file's bytes.
    package let bytes: [UInt8]
    /// What isn't in the file as it was given, in the order of writing.
    package let remarks: [OutputRemark]
  }

  let book: OpaquePointer
  private let font: String
  let size: Double
  private let storage: Storage
  var styles = StyleTable()
  private var names = SheetNames()
  private var hasVisibleSheet = false
  /// The sheet being written.
  var sheet: OpenSheet?
  /// The values of lists too long for a cell's own rule, and the name of the sheet for them.
  var lists: [[String]] = []
  var listSheet: String?
  /// What isn't in the file as it was given, so far.
  package internal(set) var remarks: [OutputRemark] = []

  /// Begins a workbook.
  ///
  /// - Parameters:
  ///   - title: The document's title.
  ///   - font: The font of cells whose style names none.
  ///   - size: Its size in points.
  ///   - storage: Where cells wait until the file is put together.
  /// - Throws: ``WorkbookOutputError`` when out of memory.
  package init(
    title: String = "", font: String = "宋体", size: Double = 11, storage: Storage = .memory
  ) throws(WorkbookOutputError) {
    let font = CellText.plain(font, upTo: 31)
    guard
      let book = cxlsx_book_new(
        font, size, CellText.plain(title, upTo: 255), storage == .stream)
    else { throw .outOfMemory }
    self.book = book
    self.font = font
    self.size = size
    self.storage = storage
  }

  deinit {
    cxlsx_book_free(book)
  }

  /// Begins a sheet; the one before it is complete.
  ///
  /// - Parameter settings: The sheet as a whole.
  /// - Returns: The sheet's name in the file, for links to it.
  /// - Throws: ``WorkbookOutputError``.
  @discardableResult
  package mutating func beginSheet(
    _ settings: SheetSettings
  ) throws(WorkbookOutputError) -> String {
    let name = names.add(settings.name)
    try begin(settings, named: name)
    return name
  }

  private mutating func begin(
    _ settings: SheetSettings, named name: String
  ) throws(WorkbookOutputError) {
    try endSheet()
    guard settings.columns.count <= OpenSheet.columns else {
      throw .tooLarge(sheet: name, .columns)
    }
    guard let handle = cxlsx_sheet_new(book, name) else { throw .outOfMemory }
    let columnStyles = settings.columns.map { styles.number(of: $0.style ?? CellStyle()) }
    if settings.isHidden {
      cxlsx_hide(handle)
    } else if !hasVisibleSheet {
      hasVisibleSheet = true
      cxlsx_activate(handle)
    }
    if settings.frozenRows > 0 || settings.frozenColumns > 0 {
      cxlsx_freeze(
        handle, UInt32(clamping: max(0, settings.frozenRows)),
        UInt16(clamping: max(0, settings.frozenColumns)))
    }
    if let color = settings.tabColor { cxlsx_set_tab_color(handle, color.value) }
    cxlsx_ignore_numbers_as_text(handle)
    if let page = settings.page { try setPage(page, of: handle) }
    sheet = OpenSheet(
      handle: handle, name: name, settings: settings, columnStyles: columnStyles,
      widths: [Int](repeating: 0, count: settings.columns.count),
      rooms: settings.columns.map { Self.room($0.width) })
  }

  /// The characters that a line of a column holds when it is as wide as it may become, a little less
  /// than its width because letters differ.
  private static func room(_ width: ColumnWidth) -> Double {
    switch width {
    case .standard: 7.5
    case .fixed(let characters): max(1, characters - 1)
    case .fitted(let bounds): max(1, bounds.upperBound - 2)
    }
  }

  private func setPage(_ page: PageSetup, of handle: OpaquePointer) throws(WorkbookOutputError) {
    cxlsx_set_page(handle, page.paper.rawValue, page.isLandscape, page.fitsWidth)
    if let rows = page.repeatedRows {
      try check(
        cxlsx_repeat_rows(
          handle, UInt32(clamping: rows.lowerBound - 1), UInt32(clamping: rows.upperBound - 1)))
    }
    if let footer = page.footer {
      // Some programs read no footer that doesn't say where it stands.
      let isPlaced = ["&L", "&C", "&R"].contains { footer.hasPrefix($0) }
      try check(
        cxlsx_set_footer(handle, CellText.plain((isPlaced ? "" : "&C") + footer, upTo: 254)))
    }
  }

  /// Completes the sheet being written.
  private mutating func endSheet() throws(WorkbookOutputError) {
    guard let sheet else { return }
    for (index, column) in sheet.settings.columns.enumerated() {
      // The library's standard width, which it then leaves out of the file.
      var width = 8.43
      switch column.width {
      case .standard: break
      case .fixed(let characters): width = min(max(0, characters), 255)
      case .fitted(let bounds):
        // Two more, for the cell's margins.
        width = min(max(bounds.lowerBound, Double(sheet.widths[index] + 2)), bounds.upperBound, 255)
      }
      let format = try styles.format(sheet.columnStyles[index], .plain, in: book)
      try check(
        cxlsx_set_column(sheet.handle, UInt16(index), width, format, column.isHidden))
    }
    self.sheet = nil
  }

  /// Finishes the workbook.
  ///
  /// - Returns: The file's bytes.
  /// - Throws: ``WorkbookOutputError``.
  /// - Complexity: O(cells) in time.
  package consuming func finish() throws(WorkbookOutputError) -> Output {
    try complete()
    var start: UnsafeMutablePointer<UInt8>?
    var count = 0
    try check(cxlsx_book_close_to_memory(book, &start, &count))
    guard let start else { throw .outOfMemory }
    defer { cxlsx_bytes_free(start) }
    return Output(
      bytes: [UInt8](UnsafeBufferPointer(start: start, count: count)), remarks: remarks)
  }

  /// Finishes the workbook into a file, which is made or emptied; to replace a file at once, name
  /// one beside it and rename it.
  ///
  /// - Parameter path: The file.
  /// - Returns: What isn't in the file as it was given.
  /// - Throws: ``WorkbookOutputError``.
  /// - Complexity: O(cells) in time.
  package consuming func finish(
    writingTo path: String
  ) throws(WorkbookOutputError) -> [OutputRemark] {
    try complete()
    try check(cxlsx_book_close(book, path), path: path)
    return remarks
  }

  private mutating func complete() throws(WorkbookOutputError) {
    try endSheet()
    guard hasVisibleSheet else { throw .noSheet }
    guard let listSheet else { return }
    var settings = SheetSettings(listSheet)
    settings.isHidden = true
    settings.columns = lists.map { _ in SheetSettings.Column(.standard) }
    try begin(settings, named: listSheet)
    for row in 0..<(lists.map(\.count).max() ?? 0) {
      try append(lists.map { row < $0.count ? .text($0[row]) : .blank })
    }
    try endSheet()
  }

  /// The name of the hidden sheet for lists, from the first time that it is needed.
  mutating func nameOfListSheet() -> String {
    if let listSheet { return listSheet }
    let name = names.add("选项")
    listSheet = name
    return name
  }

  /// The font of notes.
  var noteFont: String { font }

  /// Turns the library's status into an error.
  func check(_ status: cxlsx_status, path: String = "") throws(WorkbookOutputError) {
    switch status {
    case .ok: return
    case .memory: throw .outOfMemory
    case .create, .write: throw .cannotWrite(path: path)
    case .temporary: throw .temporaryStorage
    case .refused: throw .refused
    }
  }
}

/// The sheet being written.
struct OpenSheet {
  /// The rows of a sheet.
  static let rows = 1_048_576
  /// The columns of a sheet.
  static let columns = 16_384
  /// The links of a sheet (Excel's bound).
  static let links = 65_530

  let handle: OpaquePointer
  let name: String
  let settings: SheetSettings
  /// The style of each column.
  let columnStyles: [Int]
  /// The longest line of each column.
  var widths: [Int]
  /// The characters that a line of each column holds.
  let rooms: [Double]
  /// The rows written.
  var rowCount = 0
  var linkCount = 0
  var dropDownCount = 0
  var merges: [CellBlock] = []
}
