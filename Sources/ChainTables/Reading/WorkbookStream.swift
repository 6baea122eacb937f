import ChainModel
import DelimitedText
import Workbook

/// The rows of a worksheet as a person sees them: dates as dates, percentages with their sign,
/// numbers to fifteen digits, and cells merged downwards filled down.
struct WorkbookStream: ~Copyable, SheetStream {
  private var sheet: SheetReader
  private let dates: DateSystem
  private let bytesOfFile: Int
  /// Regions merged over several rows, by first row, the next one last.
  private var waiting: [CellRange]
  private var active: [(region: CellRange, value: [UInt8])] = []
  private var cells = SheetRow()
  private(set) var troubles: [CellTrouble] = []
  private(set) var filledDown: [Int] = []

  /// - Parameters:
  ///   - sheet: The worksheet, before its first row.
  ///   - dates: How the workbook counts days.
  ///   - merges: The merged regions.
  ///   - bytesOfFile: The size of the file, for progress.
  init(
    _ sheet: consuming SheetReader, dates: DateSystem, merges: [CellRange], bytesOfFile: Int
  ) {
    self.sheet = sheet
    self.dates = dates
    self.bytesOfFile = bytesOfFile
    waiting = merges.filter { $0.lastRow > $0.firstRow }
      .sorted { ($0.firstRow, $0.firstColumn) > ($1.firstRow, $1.firstColumn) }
  }

  var record: Int { cells.record }
  var fieldCount: Int { cells.fieldCount }
  var isRowHidden: Bool { sheet.isRowHidden }
  var serials: CalendarDate.SerialSystem { dates == .from1904 ? .excel1904 : .excel1900 }
  var fraction: Double? { nil }
  var bytesRead: Int { bytesOfFile }

  @inline(__always)
  func withField<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    cells.withField(index, body)
  }

  mutating func next() throws(SheetFailure) -> Bool {
    do throws(WorkbookError) {
      guard try sheet.next() else { return false }
    } catch {
      throw .workbook(error)
    }
    if !troubles.isEmpty { troubles.removeAll() }
    if !filledDown.isEmpty { filledDown.removeAll() }
    cells.begin(sheet.row)
    for index in 0..<sheet.cellCount {
      cells.pad(to: sheet.column(index))
      append(index)
    }
    if !waiting.isEmpty || !active.isEmpty { fillDown() }
    return true
  }

  private mutating func append(_ index: Int) {
    switch sheet.kind(index) {
    case .string, .isoDate:
      if sheet.withBytes(index, ErrorText.matches) {
        appendError(index)
      } else {
        sheet.withBytes(index) { cells.append($0) }
      }
    case .number:
      appendNumber(index)
    case .percentage:
      if let number = sheet.number(index) {
        cells.append(DecimalText.shortest((number * 1e14).rounded() / 1e12) + "%")
      } else {
        sheet.withBytes(index) { cells.append($0) }
      }
    case .date:
      appendDate(index)
    case .time:
      sheet.withBytes(index) { cells.append($0) }
    case .boolean:
      cells.append(sheet.string(index) == "1" ? "TRUE" : "FALSE")
    case .error:
      appendError(index)
    case .blank:
      cells.append("")
      if sheet.isFormula(index) {
        trouble(
          index, .warning, "formula-without-value", "",
          Bilingual("公式没有算出的结果，本格按空白处理", "a formula without a value; read as blank"),
          Bilingual("在表格软件中打开、重新计算并保存", "Open it in the spreadsheet program, recalculate and save"))
      }
    }
  }

  private mutating func appendError(_ index: Int) {
    cells.append("")
    trouble(
      index, .error, "cell-error", sheet.string(index),
      Bilingual("公式出错，本格未采用", "a formula failed; the cell is set aside"),
      Bilingual("改正公式，或改成数值", "Mend the formula, or write the value"))
  }

  /// A number as the spreadsheet program shows it: at most fifteen digits, without an exponent.
  ///
  /// Whole numbers of up to eighteen digits stay as the file has them: some programs write all digits
  /// of a credit code, whose check digits then tell that none was lost.
  private mutating func appendNumber(_ index: Int) {
    let isPlain = sheet.withBytes(index) { bytes in
      bytes.count <= 15 && bytes.allSatisfy { $0 != UInt8(ascii: "E") && $0 != UInt8(ascii: "e") }
        || bytes.count <= 18 && bytes.allSatisfy { (0x30...0x39).contains($0) }
    }
    if isPlain {
      sheet.withBytes(index) { cells.append($0) }
    } else if let number = sheet.number(index) {
      cells.append(DecimalText.shortest(DecimalText.roundedToFifteenDigits(number)))
    } else {
      sheet.withBytes(index) { cells.append($0) }
    }
  }

  private mutating func appendDate(_ index: Int) {
    if let serial = sheet.number(index), let date = dates.date(of: serial) {
      func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
      let year = String(repeating: "0", count: max(0, 4 - String(date.year).count))
      cells.append("\(year)\(date.year)-\(two(date.month))-\(two(date.day))")
    } else {
      // Shown as ##### by the spreadsheet program; the number is kept to be seen.
      sheet.withBytes(index) { cells.append($0) }
    }
  }

  private mutating func trouble(
    _ index: Int, _ severity: Diagnostic.Severity, _ code: String, _ value: String,
    _ message: Bilingual, _ fix: Bilingual
  ) {
    troubles.append(
      CellTrouble(
        column: sheet.column(index), severity: severity, code: code, value: value,
        message: message, fix: fix))
  }

  /// Writes the value of a cell merged over several rows into each of them.
  private mutating func fillDown() {
    let row = record
    active.removeAll { $0.region.lastRow < row }
    while let region = waiting.last, region.firstRow <= row {
      waiting.removeLast()
      guard region.firstRow == row else { continue }
      let value = cells.withField(region.firstColumn) { [UInt8]($0) }
      if !value.isEmpty { active.append((region, value)) }
    }
    let blank = active.filter {
      $0.region.firstRow < row && cells.isEmpty($0.region.firstColumn)
    }
    // A row that has nothing but what it was merged with says nothing.
    guard !blank.isEmpty, (0..<fieldCount).contains(where: { !cells.isEmpty($0) }) else { return }
    var filled = SheetRow()
    filled.begin(row)
    let width = max(fieldCount, (blank.map(\.region.firstColumn).max() ?? 0) + 1)
    for column in 0..<width {
      if let merge = blank.first(where: { $0.region.firstColumn == column }) {
        merge.value.withUnsafeBytes { filled.append($0) }
      } else {
        cells.withField(column) { filled.append($0) }
      }
    }
    cells = filled
    filledDown = blank.map(\.region.firstColumn)
  }
}

/// What a failed formula shows, which stays behind as text where values are pasted or copied.
enum ErrorText {
  private static let texts = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#GETTING_DATA", "#FIELD!", "#UNKNOWN!", "#BLOCKED!", "#CONNECT!", "#BUSY!",
  ].map { Array($0.utf8) }

  /// Whether a cell is nothing but such a text.
  @inline(__always)
  static func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.first == UInt8(ascii: "#") else { return false }
    return texts.contains { $0.elementsEqual(bytes) }
  }
}
