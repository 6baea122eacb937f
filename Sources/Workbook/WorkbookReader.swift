/// Reads the worksheets of an Office Open XML workbook (.xlsx, .xlsm).
///
/// The format is ECMA-376 (ISO/IEC 29500), transitional or strict, as far as it says what cells
/// hold. Any prefix may stand for its namespaces. The reader is a value that may be used from
/// several threads; each sheet has a reader of its own.
package struct WorkbookReader: Sendable {
  /// The greatest inflated size in bytes of parts which describe, but hold no cells.
  static let metadataLimit = 64 << 20
  /// The greatest number of sheets.
  static let sheetLimit = 10_000

  /// The worksheets in the order of their tabs.
  package let sheets: [SheetInfo]
  /// The day on which serial numbers begin.
  package let dateSystem: DateSystem
  let container: Container
  let strings: SharedStrings
  let styles: CellStyles
  let limits: WorkbookLimits

  /// Opens a workbook and reads what its sheets share.
  ///
  /// - Parameters:
  ///   - path: The path of the file; its name doesn't matter.
  ///   - limits: The sizes beyond which reading stops.
  /// - Throws: ``WorkbookError``; a file that is something else is named by its case.
  /// - Complexity: O(bytes of the file and of the shared strings) in time and space.
  package init(
    path: String, limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookError) {
    try self.init(file: FileBytes.read(path: path, limit: limits.fileBytes), limits: limits)
  }

  /// Opens a workbook in memory and reads what its sheets share.
  ///
  /// - Parameters:
  ///   - bytes: The workbook.
  ///   - limits: The sizes beyond which reading stops.
  /// - Throws: ``WorkbookError``; a file that is something else is named by its case.
  /// - Complexity: O(bytes of the file and of the shared strings) in time and space.
  package init(
    bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookError) {
    guard bytes.count <= limits.fileBytes else { throw .limitExceeded(.fileBytes, part: nil) }
    try self.init(file: FileBytes(bytes), limits: limits)
  }

  private init(file: FileBytes, limits: WorkbookLimits) throws(WorkbookError) {
    switch FileFormat(file.bytes) {
    case .zip: break
    case .encrypted: throw .encrypted
    case .legacy: throw .legacy
    case .html: throw .html
    case .xml: throw .xml
    case .openDocument: throw .openDocument
    case .text: throw .text
    case .other: throw .otherFormat
    case .empty: throw .empty
    }
    let container = try Container(file, limits: limits)
    let main = try Self.mainPart(container)
    let contents = try WorkbookContents(main, in: container)
    self.container = container
    self.limits = limits
    sheets = contents.sheets
    dateSystem = contents.dateSystem
    // A reference to a part which isn't there shows when a cell needs it.
    if let part = contents.stylesPart, container.contains(part) {
      styles = try CellStyles(container.open(part, limit: Self.metadataLimit))
    } else {
      styles = CellStyles()
    }
    if let part = contents.stringsPart, container.contains(part) {
      strings = try SharedStrings(container.open(part), limits: limits)
    } else {
      strings = SharedStrings()
    }
  }

  /// The part which lists the sheets.
  private static func mainPart(_ container: Container) throws(WorkbookError) -> String {
    let document = try Relationships(of: "", in: container).all
      .first { $0.type == "officeDocument" }
    if let part = document?.part {
      if part.lowercased().hasSuffix(".bin") { throw .binaryWorkbook }
      if !part.lowercased().hasSuffix(".xml") || part.hasPrefix("word/") || part.hasPrefix("ppt/") {
        throw .otherFormat
      }
      return part
    }
    if container.contains("mimetype") {
      var stream = try container.open("mimetype", limit: 4096)
      let type = try String(decoding: stream.readAll(), as: UTF8.self)
      if type.hasPrefix("application/vnd.oasis.opendocument.spreadsheet") {
        throw .openDocument
      }
      throw .otherFormat
    }
    guard container.contains("xl/workbook.xml") else { throw .otherFormat }
    return "xl/workbook.xml"
  }

  /// Opens a worksheet.
  ///
  /// - Parameters:
  ///   - index: The sheet's place in ``sheets``.
  ///   - keepsLook: Whether to deliver also what a row only looks like: formatted cells without a
  ///     value, as ``CellKind/blank``, and rows without cells that are hidden or have a height.
  /// - Returns: A reader before the sheet's first row.
  /// - Throws: ``WorkbookError``; one broken sheet leaves the others readable.
  package func sheet(
    _ index: Int, keepsLook: Bool = false
  ) throws(WorkbookError) -> SheetReader {
    try SheetReader(
      open(index), strings: strings, styles: styles, limits: limits, keepsLook: keepsLook)
  }

  /// How cells of a style look; plain for a number the workbook lacks.
  package func look(ofStyle style: Int) -> CellLook {
    styles.looks.indices.contains(style) ? styles.looks[style] : CellLook()
  }

  func open(_ index: Int) throws(WorkbookError) -> PartStream {
    guard sheets.indices.contains(index) else { throw .noSuchSheet(index: index) }
    guard let part = sheets[index].part else { throw .missingPart(part: sheets[index].name) }
    return try container.open(part)
  }
}
