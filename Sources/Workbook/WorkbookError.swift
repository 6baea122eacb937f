/// Why a workbook, or one of its sheets, can't be read.
///
/// Parts are named as in the container (`xl/worksheets/sheet1.xml`); lines count from 1.
package enum WorkbookError: Error, Equatable, Sendable {
  /// The file can't be opened; `code` is the system's `errno`.
  case cannotOpen(path: String, code: Int32)
  /// The file can't be read to its end; `code` is the system's `errno`.
  case cannotRead(path: String, code: Int32)
  /// The file has no bytes.
  case empty

  /// Protected by a password: an OLE2 container with an encrypted package, or an encrypted ZIP.
  case encrypted
  /// A workbook of Excel 97–2003 (.xls) or WPS (.et), whatever its name.
  case legacy
  /// A web page saved under the name of a workbook.
  case html
  /// An XML spreadsheet of 2003, or other XML, saved under the name of a workbook.
  case xml
  /// An OpenDocument spreadsheet (.ods).
  case openDocument
  /// A binary workbook (.xlsb).
  case binaryWorkbook
  /// Plain text, most likely CSV, saved under the name of a workbook.
  case text
  /// Something else: another Office document, a PDF, an image, an archive.
  case otherFormat

  /// The container is cut short or inconsistent, or a part fails its checksum; `part` is nil for
  /// the container itself.
  case damaged(part: String?)
  /// Two entries of the container have the name of a part that is needed.
  case duplicateEntry(part: String)
  /// A part is compressed by a method that isn't supported.
  case unsupportedCompression(part: String)
  /// A part which another refers to isn't there, or the reference is missing.
  case missingPart(part: String)
  /// A part isn't what it is referred to as: its outermost element is not `expected`.
  case wrongPart(part: String, expected: String)
  /// A part isn't well-formed XML; `reason` is the parser's own, in English.
  case malformed(part: String, line: Int, reason: String)
  /// A part declares a document type or entities, which no spreadsheet program writes.
  case forbiddenMarkup(part: String)
  /// A cell, row, column or region outside a sheet of 1,048,576 × 16,384, or not readable.
  case badReference(part: String, reference: String)
  /// A cell refers to a shared string that doesn't exist; `cell` is its address.
  case badSharedString(part: String, cell: String)
  /// A limit is exceeded; `part` is nil for the container itself.
  case limitExceeded(Limit, part: String?)
  /// There is no sheet at the position.
  case noSuchSheet(index: Int)
  /// There isn't memory enough.
  case outOfMemory

  /// The limits, see ``WorkbookLimits``.
  package enum Limit: String, Sendable {
    /// ``WorkbookLimits/fileBytes``.
    case fileBytes
    /// ``WorkbookLimits/entries``.
    case entries
    /// ``WorkbookLimits/partBytes``.
    case partBytes
    /// ``WorkbookLimits/inflationRatio``.
    case inflationRatio
    /// ``WorkbookLimits/strings``.
    case strings
    /// ``WorkbookLimits/stringBytes``.
    case stringBytes
    /// ``WorkbookLimits/cellBytes``.
    case cellBytes
    /// ``WorkbookLimits/rowBytes``.
    case rowBytes
    /// ``WorkbookLimits/mergedRegions``.
    case mergedRegions
    /// Nesting of 256, a tag of 1 MiB or 64 MiB of different names, in a part.
    case markup
    /// 10,000 sheets, 65,536 cell styles, or 16,384 cells of a row or hidden columns.
    case structure
  }
}
