import CExpat

/// Reads the rows of a worksheet, a piece of its part at a time.
///
/// - Rows come in the order of the file, which is ascending except in files no spreadsheet program
///   wrote. A row without a value is passed over, as are cells without one; only formulas without a
///   cached value are delivered as ``CellKind/blank``.
/// - The cells of a row come in ascending order of columns; of two in one column the later counts.
/// - A row or cell without a reference follows the one before it.
/// - The size that the sheet claims to have (`dimension`) isn't looked at.
/// - Beyond ``WorkbookLimits`` and at damage reading stops with an error, which every later call
///   repeats.
package struct SheetReader: ~Copyable {
  @usableFromInline struct Cell {
    @usableFromInline var offset: UInt32
    @usableFromInline var length: UInt32
    @usableFromInline var column: UInt16
    @usableFromInline var style: UInt16
    @usableFromInline var kind: CellKind
    @usableFromInline var isShared: Bool
    @usableFromInline var isFormula: Bool
  }

  /// The number of the row, from 1; 0 before the first.
  package private(set) var row = 0
  /// Whether the row is hidden.
  package private(set) var isRowHidden = false
  /// The height of the row in points where the sheet states it; only with the sheet's look.
  package private(set) var rowHeight: Double?
  /// The number of cells of the row that hold something.
  @usableFromInline package internal(set) var cellCount = 0
  /// The hidden columns from 0, in the order of the file; complete from the first row on.
  package private(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// The columns whose width or hiding the sheet states, complete from the first row on.
  private(set) var columnLooks: [ColumnLook] = []
  /// The width of columns that ``columnLooks`` doesn't name, where the sheet states it.
  private(set) var defaultColumnWidth: Double?
  /// The rows and columns that stay in view, complete from the first row on.
  private(set) var frozen = (rows: 0, columns: 0)
  /// The region with filter buttons; complete after the last row only.
  private(set) var filter: CellRange?
  /// How the sheet is printed; complete after the last row only.
  private(set) var page = PageLook()
  /// The merged regions in the order of the file; complete after the last row only, where the format
  /// has them: see ``WorkbookReader/layout(ofSheet:)``.
  package private(set) var mergedRegions: [CellRange] = []

  // Unsafe by measurement: values and cells are written and read for each cell; arrays would check
  // bounds and uniqueness there. Both are owned by this value alone, allocated here, and freed in
  // `deinit`; the shared strings outlive it through `strings`.
  @usableFromInline var values: UnsafeMutablePointer<UInt8>
  @usableFromInline var cells: UnsafeMutablePointer<Cell>
  @usableFromInline let stringBytes: UnsafeMutablePointer<UInt8>?
  private let stringOffsets: UnsafeMutablePointer<UInt32>?
  private let stringCount: Int
  private let strings: SharedStrings
  private let styles: [CellKind]
  private let keepsLook: Bool
  private let limits: WorkbookLimits
  private var reader: PartReader
  private var valueCapacity: Int
  private var cellCapacity = 64
  private var valueCount = 0
  private var lastRow = 0
  private var isInSheetData = false
  private var isInRow = false
  private var isRowGiven = false
  private var isUnordered = false
  private var failure: WorkbookError?

  // The cell being read.
  private var isInCell = false
  private var column = -1
  private var type = CellType.number
  private var style = 0
  private var isFormula = false
  private var valueStart = 0

  /// The types that a cell may declare (ECMA-376 part 1, 18.18.11).
  private enum CellType {
    case number
    case shared
    case text
    case boolean
    case error
    case isoDate
  }

  private static let markup = Markup(
    root: .worksheet,
    [
      .start(.pageFit, .fits), .start(.pageSetup, .paper, .orientation),
      .start(.pane, .state, .columnsBefore, .rowsBefore), .start(.sheetFormat, .defaultWidth),
      .both(.columns), .start(.column, .minimum, .maximum, .hidden, .width), .both(.sheetData),
      .both(.row, .reference, .hidden, .height), .both(.cell, .reference, .style, .type),
      .text(.value),
      .start(.formula), .text(.text), .skipped(.phoneticRun), .start(.mergedCells, .region),
      .start(.filter, .region),
    ])

  init(
    _ stream: consuming PartStream, strings: SharedStrings, styles: CellStyles,
    limits: WorkbookLimits, keepsLook: Bool = false
  ) throws(WorkbookError) {
    reader = try PartReader(stream, Self.markup)
    self.strings = strings
    stringBytes = strings.bytes
    stringOffsets = strings.offsets
    stringCount = strings.count
    self.styles = styles.kinds
    self.keepsLook = keepsLook
    self.limits = limits
    valueCapacity = min(1 << 12, limits.rowBytes)
    values = .allocate(capacity: valueCapacity)
    cells = .allocate(capacity: cellCapacity)
  }

  deinit {
    values.deallocate()
    cells.deallocate()
  }

  /// Goes on to the next row that holds something.
  ///
  /// - Returns: False at the end of the sheet.
  /// - Throws: ``WorkbookError``; the same again on every later call.
  /// - Complexity: O(bytes of the part up to the row); space O(longest row).
  package mutating func next() throws(WorkbookError) -> Bool {
    if let failure { throw failure }
    do {
      return try readRow()
    } catch {
      failure = error
      cellCount = 0
      throw error
    }
  }

  private mutating func readRow() throws(WorkbookError) -> Bool {
    cellCount = 0
    valueCount = 0
    while let event = try reader.next() {
      let element = reader.element(of: event)
      switch event.kind {
      case .text:
        if isInCell { try append(reader.bytes(of: event)) }
      case .start:
        switch element {
        case .cell:
          if isInRow { try beginCell() }
        case .formula:
          if isInCell { isFormula = true }
        case .row:
          if isInSheetData { try beginRow() }
        case .sheetData:
          isInSheetData = true
        case .column:
          if !isInSheetData { try readColumns() }
        case .mergedCells:
          try readMergedRegion()
        case .filter:
          if !isInSheetData { readFilter() }
        case .pane:
          if !isInSheetData { readPane() }
        case .pageFit:
          if let attribute = reader.nextAttribute() {
            page.fitsWidth = AttributeValue.flag(reader.bytes(of: attribute))
          }
        case .pageSetup:
          if !isInSheetData { readPageSetup() }
        case .sheetFormat:
          if let attribute = reader.nextAttribute() {
            defaultColumnWidth = AttributeValue.decimal(reader.bytes(of: attribute))
          }
        default: break
        }
      case .end:
        switch element {
        case .cell:
          if isInCell { try endCell() }
        case .row:
          guard isInRow else { continue }
          isInRow = false
          if isUnordered { sortCells() }
          if cellCount > 0 || keepsLook && (isRowHidden || rowHeight != nil) { return true }
        case .sheetData:
          isInSheetData = false
        default: break
        }
      case .attribute: break
      }
    }
    return false
  }

  // MARK: Rows

  private mutating func beginRow() throws(WorkbookError) {
    row = lastRow + 1
    isRowGiven = false
    isRowHidden = false
    rowHeight = nil
    isInRow = true
    isInCell = false
    isUnordered = false
    column = -1
    cellCount = 0
    valueCount = 0
    while let attribute = reader.nextAttribute() {
      let bytes = reader.bytes(of: attribute)
      switch attribute.name {
      case Markup.Attribute.reference.rawValue:
        guard let number = AttributeValue.number(bytes), number > 0,
          number <= CellAddress.rows
        else { throw badReference(bytes) }
        row = number
        isRowGiven = true
      case Markup.Attribute.hidden.rawValue:
        isRowHidden = AttributeValue.flag(bytes)
      default:
        if keepsLook { rowHeight = AttributeValue.decimal(bytes) }
      }
    }
    guard row <= CellAddress.rows else {
      throw .badReference(part: reader.part, reference: String(row))
    }
    lastRow = row
  }

  /// Brings the cells of a row that doesn't keep their order into it.
  ///
  /// - Complexity: O(cells · log cells).
  private mutating func sortCells() {
    let range = UnsafeMutableBufferPointer(start: cells, count: cellCount)
    // The standard library doesn't promise a stable sort: the place in the file decides as well.
    let sorted = range.enumerated().sorted {
      ($0.element.column, $0.offset) < ($1.element.column, $1.offset)
    }
    var count = 0
    for (_, cell) in sorted {
      if count > 0, cells[count - 1].column == cell.column { count -= 1 }
      cells[count] = cell
      count += 1
    }
    cellCount = count
  }

  // MARK: Cells

  @inline(__always)
  private mutating func beginCell() throws(WorkbookError) {
    isInCell = true
    isFormula = false
    type = .number
    style = 0
    valueStart = valueCount
    let before = column
    column += 1
    while let attribute = reader.nextAttribute() {
      let bytes = reader.bytes(of: attribute)
      switch attribute.name {
      case Markup.Attribute.reference.rawValue:
        var index = 0
        guard let address = CellAddress(bytes, from: &index), index == bytes.count else {
          throw badReference(bytes)
        }
        column = address.column
        if address.row != row {
          // The first cell may tell the number that its row doesn't.
          guard !isRowGiven, address.row > row else { throw badReference(bytes) }
          row = address.row
          lastRow = row
        }
        isRowGiven = true
      case Markup.Attribute.style.rawValue:
        style = AttributeValue.number(bytes) ?? 0
      default:
        type = Self.type(bytes)
      }
    }
    if column <= before { isUnordered = true }
    guard column < CellAddress.columns else {
      throw .badReference(part: reader.part, reference: CellAddress(row: row, column: column).text)
    }
  }

  @inline(__always)
  private static func type(_ bytes: UnsafeRawBufferPointer) -> CellType {
    guard let first = bytes.first else { return .number }
    switch first {
    case UInt8(ascii: "s"): return bytes.count == 1 ? .shared : .text
    case UInt8(ascii: "i"): return .text
    case UInt8(ascii: "b"): return .boolean
    case UInt8(ascii: "e"): return .error
    case UInt8(ascii: "d"): return .isoDate
    default: return .number
    }
  }

  @inline(__always)
  private mutating func append(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    let end = valueCount &+ bytes.count
    if end > valueCapacity { try growValues(to: end) }
    if end &- valueStart > limits.cellBytes {
      throw .limitExceeded(.cellBytes, part: reader.part)
    }
    guard let source = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(values + valueCount).copyMemory(
      from: source, byteCount: bytes.count)
    valueCount = end
  }

  @inline(__always)
  private mutating func endCell() throws(WorkbookError) {
    isInCell = false
    var offset = valueStart
    var length = valueCount &- valueStart
    var kind: CellKind
    var isShared = false
    if length == 0 {
      guard isFormula || keepsLook && style > 0 else { return }
      kind = type == .text ? .string : .blank
    } else {
      switch type {
      case .number:
        kind = style < styles.count ? styles[style] : .number
      case .shared:
        let digits = UnsafeRawBufferPointer(start: values + valueStart, count: length)
        guard let number = AttributeValue.number(digits), number < stringCount,
          let offsets = stringOffsets
        else {
          throw .badSharedString(
            part: reader.part, cell: CellAddress(row: row, column: column).text)
        }
        kind = .string
        isShared = true
        offset = Int(offsets[number])
        length = Int(offsets[number &+ 1]) &- offset
        valueCount = valueStart
        if length == 0, !isFormula, !keepsLook { return }
      case .text:
        kind = .string
        length = EscapedText.resolve(values + valueStart, count: length)
        valueCount = valueStart &+ length
      case .boolean: kind = .boolean
      case .error: kind = .error
      case .isoDate: kind = .isoDate
      }
    }
    if cellCount == cellCapacity { try growCells() }
    cells[cellCount] = Cell(
      offset: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: length),
      column: UInt16(truncatingIfNeeded: column),
      style: UInt16(truncatingIfNeeded: style), kind: kind, isShared: isShared,
      isFormula: isFormula)
    cellCount &+= 1
  }

  private mutating func growValues(to needed: Int) throws(WorkbookError) {
    guard needed <= limits.rowBytes else {
      throw .limitExceeded(.rowBytes, part: reader.part)
    }
    let larger = min(limits.rowBytes, max(needed, valueCapacity * 2))
    let replacement = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    replacement.initialize(from: values, count: valueCount)
    values.deallocate()
    values = replacement
    valueCapacity = larger
  }

  private mutating func growCells() throws(WorkbookError) {
    guard cellCapacity < CellAddress.columns else {
      throw .limitExceeded(.structure, part: reader.part)
    }
    let larger = cellCapacity * 4
    let replacement = UnsafeMutablePointer<Cell>.allocate(capacity: larger)
    replacement.initialize(from: cells, count: cellCount)
    cells.deallocate()
    cells = replacement
    cellCapacity = larger
  }

  // MARK: Around the rows

  private mutating func readColumns() throws(WorkbookError) {
    var first: Int?
    var last: Int?
    var isHidden = false
    var width: Double?
    while let attribute = reader.nextAttribute() {
      let bytes = reader.bytes(of: attribute)
      switch reader.attribute(of: attribute) {
      case .minimum: first = AttributeValue.number(bytes)
      case .maximum: last = AttributeValue.number(bytes)
      case .width: width = AttributeValue.decimal(bytes)
      default: isHidden = AttributeValue.flag(bytes)
      }
    }
    guard let first, let last, first >= 1, first <= last, last <= CellAddress.columns else {
      guard isHidden else { return }
      throw .badReference(
        part: reader.part, reference: "\(first ?? 0):\(last ?? 0)")
    }
    guard columnLooks.count < CellAddress.columns else {
      throw .limitExceeded(.structure, part: reader.part)
    }
    columnLooks.append(ColumnLook(columns: first - 1...last - 1, width: width, isHidden: isHidden))
    guard isHidden else { return }
    hiddenColumns.append(first - 1...last - 1)
  }

  private mutating func readMergedRegion() throws(WorkbookError) {
    guard let attribute = reader.nextAttribute() else { return }
    let bytes = reader.bytes(of: attribute)
    guard let region = CellRange(bytes) else { throw badReference(bytes) }
    guard mergedRegions.count < limits.mergedRegions else {
      throw .limitExceeded(.mergedRegions, part: reader.part)
    }
    mergedRegions.append(region)
  }

  private mutating func readFilter() {
    guard let attribute = reader.nextAttribute() else { return }
    filter = CellRange(reader.bytes(of: attribute))
  }

  private mutating func readPageSetup() {
    while let attribute = reader.nextAttribute() {
      let bytes = reader.bytes(of: attribute)
      if reader.attribute(of: attribute) == .paper {
        page.isA3 = AttributeValue.number(bytes) == 8
      } else {
        page.isLandscape = bytes.elementsEqual("landscape".utf8)
      }
    }
  }

  private mutating func readPane() {
    var rows = 0
    var columns = 0
    var isFrozen = false
    while let attribute = reader.nextAttribute() {
      let bytes = reader.bytes(of: attribute)
      switch reader.attribute(of: attribute) {
      case .rowsBefore: rows = AttributeValue.number(bytes) ?? 0
      case .columnsBefore: columns = AttributeValue.number(bytes) ?? 0
      default: isFrozen = bytes.starts(with: "frozen".utf8)
      }
    }
    if isFrozen { frozen = (min(rows, CellAddress.rows), min(columns, CellAddress.columns)) }
  }

  /// The error of a reference, of which no more is kept than a person would read.
  private func badReference(_ bytes: UnsafeRawBufferPointer) -> WorkbookError {
    .badReference(
      part: reader.part, reference: String(decoding: bytes.prefix(32), as: UTF8.self))
  }
}

// The pointers belong to this value alone, which can't be copied: sending it hands all over.
extension SheetReader: @unchecked Sendable {}
