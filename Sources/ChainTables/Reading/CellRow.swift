import DelimitedText

/// The cells of one row of a sheet, whatever file it comes from.
protocol CellRow: ~Copyable {
  /// The row as a spreadsheet program numbers it, from 1.
  var record: Int { get }
  /// The number of cells; those beyond are blank.
  var fieldCount: Int { get }
  /// The columns whose cell has its value from the cell above that it is merged with.
  var filledDown: [Int] { get }
  /// Calls a closure with the bytes of a cell, which are valid until the row changes.
  func withField<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

extension CellRow where Self: ~Copyable {
  /// None: only workbooks have merged cells.
  var filledDown: [Int] { [] }

  /// Whether a cell has no bytes.
  func isEmpty(_ index: Int) -> Bool { withField(index) { $0.isEmpty } }

  /// A cell as text, as written.
  func string(_ index: Int) -> String {
    withField(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// A cell as text without blanks around it, and without the apostrophe that guards a formula.
  func text(_ index: Int) -> String {
    withField(index) {
      String(decoding: CellText.unguarded(CellText.trimmed($0)), as: UTF8.self)
    }
  }

  /// Every cell as text without blanks around it.
  func texts() -> [String] { (0..<fieldCount).map { text($0) } }
}

/// A row of cells that is put together cell by cell.
struct SheetRow: CellRow {
  var record = 0
  var filledDown: [Int] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var fieldCount: Int { ends.count }

  @inline(__always)
  func withField<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard index >= 0, index < ends.count else {
      return body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let start = index == 0 ? 0 : ends[index - 1]
    let end = ends[index]
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }

  /// Forgets the cells, for the row of another number.
  mutating func begin(_ record: Int) {
    self.record = record
    if !filledDown.isEmpty { filledDown = [] }
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds a cell.
  mutating func append(_ cell: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: cell)
    ends.append(bytes.count)
  }

  /// Adds a cell.
  mutating func append(_ cell: String) {
    bytes.append(contentsOf: cell.utf8)
    ends.append(bytes.count)
  }

  /// Adds blank cells up to a column.
  mutating func pad(to column: Int) {
    while ends.count < column { ends.append(bytes.count) }
  }

  /// The cells' bytes and ends, equal for rows of equal cells.
  var joined: [UInt8] { bytes + ends.flatMap { [UInt8(0)] + Array(String($0).utf8) } }

  /// Takes over the cells of another row.
  mutating func copy<Cells: CellRow & ~Copyable>(_ cells: borrowing Cells) {
    begin(cells.record)
    filledDown = cells.filledDown
    for index in 0..<cells.fieldCount { cells.withField(index) { append($0) } }
  }
}
