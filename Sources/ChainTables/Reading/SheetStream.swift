import ChainModel
import DelimitedText
import Workbook

/// The rows of a sheet, one after another; the stream itself shows the cells of the present row.
protocol SheetStream: ~Copyable, CellRow {
  /// Goes on to the next row; false at the end.
  mutating func next() throws(SheetFailure) -> Bool
  /// Whether the sheet hides the row.
  var isRowHidden: Bool { get }
  /// How numbers that stand for days count them.
  var serials: CalendarDate.SerialSystem { get }
  /// What is odd about cells of the present row.
  var troubles: [CellTrouble] { get }
  /// How much of the sheet was read, of 1; nil where that is unknown.
  var fraction: Double? { get }
  /// Bytes of the file read so far.
  var bytesRead: Int { get }
}

/// Why a sheet cannot be read further.
enum SheetFailure: Error {
  case text(DelimitedTextError)
  case workbook(WorkbookError)
}

/// Something odd about a cell that reading went past.
struct CellTrouble: Equatable {
  /// The column, from 0.
  var column: Int
  /// Whether the cell is used in spite of it.
  var severity: Diagnostic.Severity
  /// The stable name of the kind.
  var code: String
  /// The cell as written.
  var value: String
  var message: Bilingual
  var fix: Bilingual
}

/// The rows of a text file.
struct DelimitedStream: ~Copyable, SheetStream {
  private var reader: DelimitedReader

  init(_ reader: consuming DelimitedReader) {
    self.reader = reader
  }

  @inline(__always) var record: Int { reader.record }
  @inline(__always) var fieldCount: Int { reader.fieldCount }
  var isRowHidden: Bool { false }
  var serials: CalendarDate.SerialSystem { .excel1900 }
  var fraction: Double? { reader.progress.fraction }
  var bytesRead: Int { reader.progress.bytesRead }

  @inline(__always)
  func withField<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    reader.withField(index, body)
  }

  mutating func next() throws(SheetFailure) -> Bool {
    do throws(DelimitedTextError) {
      return try reader.next()
    } catch {
      throw .text(error)
    }
  }

  var troubles: [CellTrouble] {
    if reader.irregularities.isEmpty { return [] }
    return reader.irregularities.map { irregularity in
      let message: Bilingual
      switch irregularity.kind {
      case .unclosedQuote:
        message = Bilingual(
          "第 \(irregularity.line) 行的引号没有配对，按普通字符读取",
          "a quote opened on line \(irregularity.line) is never closed; read as a character")
      case .textAfterClosingQuote:
        message = Bilingual("引号结束后还有文字，已连在一起", "text follows a closing quote; joined")
      case .quoteInUnquotedField:
        message = Bilingual(
          "未加引号的单元格里有引号，按普通字符读取", "a quote inside an unquoted cell; read as a character")
      case .nulByte:
        message = Bilingual("单元格里有空字符（NUL）", "the cell holds a NUL byte")
      }
      return CellTrouble(
        column: irregularity.field, severity: .warning, code: "text-irregular", value: "",
        message: message,
        fix: Bilingual("在表格软件中重新保存为 CSV", "Save it as CSV again in the spreadsheet program"))
    }
  }
}
