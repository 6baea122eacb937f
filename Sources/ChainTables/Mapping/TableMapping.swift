import ChainModel
import TextEncodings

/// How one foreign file is read as a table: an entry of a mapping file.
struct TableMapping {
  /// Where a cell of the table comes from.
  enum Source: Equatable {
    /// The column of this header.
    case column(String)
    /// A text, in which `{file}` stands for the file's base name.
    case constant(String)
  }

  /// The files, by a pattern relative to the mapping file.
  var pattern: String
  /// The sheet of a workbook; nil for every sheet.
  var sheet: String?
  /// The encoding of text; nil to tell it from the bytes.
  var encoding: TextEncoding?
  /// What a row must say to be read: texts by header.
  var conditions: [(header: String, text: String)]
  /// What the file is read as.
  var kind: SheetKind
  /// The table's columns by header, and where their cells come from.
  var columns: [(header: String, source: Source)]
  /// Whether rows that say the same are read once.
  var isDistinct: Bool
  /// The line of the entry in the mapping file.
  var line: Int
}

/// Which rows of a foreign sheet are read.
struct RowCondition {
  /// The columns, and the text each must have.
  let cells: [(column: Int, text: String)]

  /// Whether a row is to be read.
  func holds<Cells: CellRow & ~Copyable>(_ row: borrowing Cells) -> Bool {
    for cell in cells where row.text(cell.column) != cell.text { return false }
    return true
  }
}

extension Reading {
  /// Reads a foreign sheet as its mappings say.
  mutating func readMapped<Stream: SheetStream & ~Copyable>(
    _ sheet: SheetName, _ rows: [[String]], firstRow: Int, _ mappings: [TableMapping],
    _ open: (Int) throws(SheetFailure) -> Stream
  ) throws(SheetFailure) {
    for mapping in mappings {
      if let wanted = mapping.sheet, let name = sheet.sheet, wanted != name { continue }
      var known = Set(mapping.conditions.map { TextFolding.foldedHeader($0.header).name })
      for (_, source) in mapping.columns {
        if case .column(let header) = source { known.insert(TextFolding.foldedHeader(header).name) }
      }
      guard
        let frame = SheetFrame(
          rows: rows, firstRow: firstRow, merges: nil,
          isKnown: { known.contains(TextFolding.foldedHeader($0).name) ? 2 : 0 })
      else { continue }
      guard let (view, condition) = view(mapping, frame, sheet) else { continue }
      var stream = try open(frame.headers.count)
      try read(
        mapping.kind, sheet, frame, view, isDistinct: mapping.isDistinct, condition: condition,
        &stream)
    }
  }

  /// The columns a mapping takes of a sheet; nil where the sheet lacks one, which is reported.
  private mutating func view(
    _ mapping: TableMapping, _ frame: SheetFrame, _ sheet: SheetName
  ) -> (SheetView, RowCondition?)? {
    let folded = frame.headers.map { TextFolding.foldedHeader($0).name }
    var missing: [String] = []
    func column(_ header: String) -> Int? {
      if let exact = frame.headers.firstIndex(of: header) { return exact }
      let found = folded.firstIndex(of: TextFolding.foldedHeader(header).name)
      if found == nil { missing.append(header) }
      return found
    }
    let base = sheet.file.split(separator: "/").last.map(String.init) ?? sheet.file
    let name = base.split(separator: ".").dropLast().joined(separator: ".")
    var headers: [String] = []
    var cells: [SheetView.Cell] = []
    for (header, source) in mapping.columns {
      headers.append(header)
      switch source {
      case .column(let wanted): cells.append(column(wanted).map { .column($0) } ?? .constant(""))
      case .constant(let text):
        cells.append(.constant(text.replacing("{file}", with: name.isEmpty ? base : name)))
      }
    }
    var conditions: [(column: Int, text: String)] = []
    for (header, text) in mapping.conditions {
      if let index = column(header) { conditions.append((index, text)) }
    }
    guard missing.isEmpty else {
      collector.add(
        Diagnostic(
          .error, "mapping-column-missing", file: sheet.file, sheet: sheet.sheet,
          row: frame.headerRow, value: frame.headers.filter { !$0.isEmpty }.joined(separator: "、"),
          message: Bilingual(
            "映射文件第 \(mapping.line) 行要的列不在表头中：\(missing.joined(separator: "、"))；本表未采用",
            "line \(mapping.line) of the mapping names columns that are not in the header: "
              + missing.joined(separator: ", ") + "; the table is set aside"),
          fix: Bilingual("改正映射文件中的列名", "Correct the names in the mapping file")))
      return nil
    }
    return (
      SheetView(frame, headers: headers, cells: cells),
      conditions.isEmpty ? nil : RowCondition(cells: conditions)
    )
  }
}
