import ChainModel
import DelimitedText
import Foundation
import TextEncodings

/// The state of reading a book's files.
struct Reading {
  var contents = BookContents()
  var collector = DiagnosticCollector()

  private let bytesTotal: Int
  private let encoding: TextEncoding?
  private let onProgress: (@Sendable (BookReader.Progress) -> Void)?
  private var bytesBefore = 0

  init(
    bytesTotal: Int, encoding: TextEncoding?,
    onProgress: (@Sendable (BookReader.Progress) -> Void)?
  ) {
    self.bytesTotal = bytesTotal
    self.encoding = encoding
    self.onProgress = onProgress
  }

  /// Reads one file; what cannot be used leaves a diagnostic.
  mutating func read(_ file: BookReader.BookFile) {
    defer { bytesBefore += file.size }
    let start: [UInt8]
    do {
      start = try Self.firstBytes(of: file.path)
    } catch {
      reject(
        file, "file-unreadable", Bilingual("无法读取", "it cannot be read"),
        fix: Bilingual("检查文件权限，或关闭正在使用它的程序", "Check its permissions, or close the program using it")
      )
      return
    }
    switch ContentKind(firstBytes: start) {
    case .empty:
      reject(
        file, "file-empty", Bilingual("文件是空的", "the file is empty"),
        fix: Bilingual("补充内容，或删去这个文件", "Fill it in, or remove it"))
    case .text, .utf8Marked, .utf16LittleEndian, .utf16BigEndian:
      readText(file, start: start)
    case .zip, .compoundFile:
      reject(
        file, "workbook-unsupported",
        Bilingual("是电子表格工作簿，本版本只读 CSV", "it is a workbook; this version reads CSV only"),
        fix: Bilingual(
          "在表格软件中另存为“CSV UTF-8（逗号分隔）”",
          "Save it as “CSV UTF-8 (comma delimited)” in the spreadsheet program"))
    case .utf32LittleEndian, .utf32BigEndian:
      rejectEncoding(file, Bilingual("编码是 UTF-32", "its encoding is UTF-32"))
    case .binary:
      reject(
        file, "file-binary", Bilingual("不是文本表格", "it is not a text table"),
        fix: Bilingual("移出文件夹", "Move it out of the folder"))
    }
  }

  private mutating func reject(
    _ file: BookReader.BookFile, _ code: String, _ message: Bilingual, fix: Bilingual
  ) {
    collector.add(
      Diagnostic(
        .error, code, file: file.name,
        message: Bilingual(
          message.chinese + "，未采用", message.english + "; set aside"),
        fix: fix))
  }

  private mutating func rejectEncoding(
    _ file: BookReader.BookFile, _ message: Bilingual
  ) {
    reject(
      file, "encoding-unsupported", message,
      fix: Bilingual(
        "在表格软件中另存为“CSV UTF-8（逗号分隔）”",
        "Save it as “CSV UTF-8 (comma delimited)” in the spreadsheet program"))
  }

  private static func firstBytes(of path: String) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CocoaError(.fileReadUnknown)
    }
    defer { try? handle.close() }
    return try [UInt8](handle.read(upToCount: SeparatorSniffer.sampleSize) ?? Data())
  }

  /// Checks that the whole file is UTF-8; reading on would otherwise garble names in silence.
  private static func encodingFault(of path: String) -> EncodingCheck.Fault? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var check = EncodingCheck()
    // Pieces that the allocator hands out again; larger ones are fresh pages each time.
    while let piece = try? handle.read(upToCount: 1 << 16), !piece.isEmpty {
      piece.withUnsafeBytes { check.consume($0) }
      if let fault = check.fault { return fault }
    }
    return check.finish()
  }

  /// Reads a text file: UTF-8 as it comes, another encoding turned into UTF-8 first.
  private mutating func readText(_ file: BookReader.BookFile, start: [UInt8]) {
    let isUTF8 = encoding == nil || encoding == .utf8
    if isUTF8, !Self.isWide(start), Self.encodingFault(of: file.path) == nil {
      let separator = SeparatorSniffer.separator(of: start, isComplete: start.count == file.size)
      do throws(DelimitedTextError) {
        var reader = try DelimitedReader(path: file.path, separator: separator ?? .comma)
        try readDelimited(file, &reader)
      } catch {
        rejectText(file, error)
      }
      return
    }
    guard let text = transcoded(file, start: start) else { return }
    let separator = SeparatorSniffer.separator(of: text, isComplete: true)
    do throws(DelimitedTextError) {
      var reader = DelimitedReader(bytes: text, separator: separator ?? .comma)
      try readDelimited(file, &reader)
    } catch {
      rejectText(file, error)
    }
  }

  /// Whether the first bytes are UTF-16, which holds no line of UTF-8.
  private static func isWide(_ start: [UInt8]) -> Bool {
    switch ContentKind(firstBytes: start) {
    case .utf16LittleEndian, .utf16BigEndian: true
    default: false
    }
  }

  /// The text of a file in another encoding, as UTF-8; the diagnostic says which was assumed and why.
  private mutating func transcoded(_ file: BookReader.BookFile, start: [UInt8]) -> [UInt8]? {
    do throws(TextEncodingError) {
      let detection = try EncodingDetector.detect(path: file.path)
      guard let assumed = encoding ?? detection.encoding else {
        rejectEncoding(file, Bilingual(detection.reason.chinese, detection.reason.english))
        return nil
      }
      if encoding == nil {
        collector.add(
          Diagnostic(
            detection.isDoubtful ? .warning : .note, "encoding-assumed", file: file.name,
            value: assumed.title,
            message: Bilingual(detection.reason.chinese, detection.reason.english),
            fix: Bilingual(
              "如读出的汉字不对，用 --encoding 指明编码，或另存为“CSV UTF-8”",
              "If the text comes out wrong, give --encoding, or save it as “CSV UTF-8”")))
      }
      let text = try TranscodingReader.text(path: file.path, encoding: assumed)
      report(text.faults, in: file, assumed)
      return text.bytes
    } catch {
      reject(
        file, "file-unreadable", Bilingual("无法读取", "it cannot be read"),
        fix: Bilingual("检查文件权限、大小和磁盘", "Check its permissions, its size and the disk"))
      return nil
    }
  }

  /// Names the places whose bytes are not text of the encoding.
  private mutating func report(
    _ faults: [TranscodingFault], in file: BookReader.BookFile, _ encoding: TextEncoding
  ) {
    for fault in faults {
      collector.add(
        Diagnostic(
          .warning, "encoding-fault", file: file.name, row: fault.line,
          message: Bilingual(
            "有 \(fault.length) 个字节不是 \(encoding.title) 文字，按“\u{FFFD}”读取或原样保留",
            "\(fault.length) bytes are not text in \(encoding.title); read as “\u{FFFD}” or kept"),
          fix: Bilingual("核对这一行的文字", "Check the text of this line")))
    }
  }

  private mutating func readDelimited(
    _ file: BookReader.BookFile, _ reader: inout DelimitedReader
  ) throws(DelimitedTextError) {
    var headers: [String] = []
    while headers.isEmpty, try reader.next() {
      let cells = reader.strings().map { TextFolding.cleanCell($0) }
      if cells.contains(where: { !$0.isEmpty }) { headers = cells }
    }
    guard !headers.isEmpty else {
      reject(
        file, "file-empty", Bilingual("文件里没有内容", "there is nothing in the file"),
        fix: Bilingual("补充内容，或删去这个文件", "Fill it in, or remove it"))
      return
    }
    guard let table = recognise(file, headers) else { return }
    try readTable(table, file, headers, &reader)
  }

  private mutating func rejectText(_ file: BookReader.BookFile, _ error: DelimitedTextError) {
    switch error {
    case .cannotOpen, .cannotRead:
      reject(
        file, "file-unreadable", Bilingual("无法读取", "it cannot be read"),
        fix: Bilingual("检查文件权限和磁盘", "Check its permissions and the disk"))
    case .fieldTooLong(_, let record, _, let limit), .recordTooLong(_, let record, let limit),
      .tooManyFields(_, let record, let limit):
      collector.add(
        Diagnostic(
          .error, "text-too-long", file: file.name, row: record,
          message: Bilingual(
            "单元格或行超过上限（\(limit)），自此行起未采用",
            "a cell or row exceeds the limit (\(limit)); set aside from here"),
          fix: Bilingual("检查这一行是否缺少引号", "Check this row for a missing quote")))
    }
  }

  // MARK: - Which table

  /// The table a sheet is, by its name, else by its headers.
  private mutating func recognise(_ file: BookReader.BookFile, _ headers: [String]) -> TableKind? {
    let base = file.name.split(separator: ".").dropLast().joined(separator: ".")
    let byName = Self.table(named: base)
    if let byName, Self.missingHeaders(byName, headers).isEmpty { return byName }
    let byHeaders = Self.table(withHeaders: headers)
    if let byName {
      let missing = Self.missingHeaders(byName, headers).joined(separator: "、")
      if let byHeaders, !TableRecognition.isExactName(base, of: byName) { return byHeaders }
      collector.add(
        Diagnostic(
          .error, "column-missing", file: file.name, row: 1, value: headers.joined(separator: "、"),
          message: Bilingual(
            "“\(byName.chinese)”表缺少必需的列：\(missing)；整表未采用",
            "the \(byName.rawValue) table lacks required columns: \(missing); the table is set aside"
          ),
          fix: Bilingual("补上这些列，或把表头改成这些名称", "Add these columns, or name the headers so")))
      return nil
    }
    if let byHeaders { return byHeaders }
    collector.add(
      Diagnostic(
        .error, "table-unknown", file: file.name, row: 1, value: headers.joined(separator: "、"),
        message: Bilingual(
          "从文件名和表头都认不出是哪张表，未采用", "neither name nor headers tell which table it is; set aside"),
        fix: Bilingual(
          "用表名作文件名，如“企业名录.csv”“供应关系.csv”",
          "Name the file after its table, such as firms.csv or supplies.csv")))
    return nil
  }

  private static func table(named base: String) -> TableKind? {
    TableRecognition.table(named: base)
  }

  private static func missingHeaders(_ table: TableKind, _ headers: [String]) -> [String] {
    func missing<Row: TableRow>(_: Row.Type) -> [String] {
      HeaderMatch<Row>(headers: headers).missing.map(\.header)
    }
    return missing(table.rowType)
  }

  /// The table whose fields most of the headers match; nil where none has its required columns.
  private static func table(withHeaders headers: [String]) -> TableKind? {
    var best: (table: TableKind, strength: Int)?
    for table in TableKind.allCases {
      func strength<Row: TableRow>(_: Row.Type) -> Int {
        let match = HeaderMatch<Row>(headers: headers)
        return match.columns.count >= 2 ? match.strength : 0
      }
      let found = strength(table.rowType)
      if found > (best?.strength ?? 0) { best = (table, found) }
    }
    return best?.table
  }

  // MARK: - Rows

  private mutating func readTable(
    _ table: TableKind, _ file: BookReader.BookFile, _ headers: [String],
    _ reader: inout DelimitedReader
  ) throws(DelimitedTextError) {
    switch table {
    case .regions: try readRows(\.regions, file, headers, &reader)
    case .chains: try readRows(\.chains, file, headers, &reader)
    case .segments: try readRows(\.segments, file, headers, &reader)
    case .flows: try readRows(\.flows, file, headers, &reader)
    case .problems: try readRows(\.problems, file, headers, &reader)
    case .programmes: try readRows(\.programmes, file, headers, &reader)
    case .firms: try readRows(\.firms, file, headers, &reader)
    case .members: try readRows(\.members, file, headers, &reader)
    case .supplies: try readRows(\.supplies, file, headers, &reader)
    case .findings: try readRows(\.findings, file, headers, &reader)
    case .assessments: try readRows(\.assessments, file, headers, &reader)
    case .certificates: try readRows(\.certificates, file, headers, &reader)
    case .measures: try readRows(\.measures, file, headers, &reader)
    case .limits: try readRows(\.limits, file, headers, &reader)
    case .resources: try readRows(\.resources, file, headers, &reader)
    case .actors: try readRows(\.actors, file, headers, &reader)
    case .essentials: try readRows(\.essentials, file, headers, &reader)
    }
  }

  private mutating func readRows<Row: TableRow>(
    _ rows: WritableKeyPath<BookContents, [Row]>, _ file: BookReader.BookFile, _ headers: [String],
    _ reader: inout DelimitedReader
  ) throws(DelimitedTextError) {
    let match = HeaderMatch<Row>(headers: headers)
    let source = UInt32(contents.sources.count)
    var sheet = SourceSheet(file: file.name, sheet: nil, table: Row.table, headers: headers)
    for column in match.columns { sheet.columnOfKey[column.field.key] = column.index }
    contents.sources.append(sheet)
    var decoder = RowDecoder(match: match, headers: headers, source: source, pool: &contents.text)
    // Taken out while reading, so that appending does not copy the rows of earlier files.
    var read = contents[keyPath: rows]
    contents[keyPath: rows] = []
    defer {
      decoder.finish(&read, in: &contents)
      contents[keyPath: rows] = read
    }
    while try reader.next() {
      if reader.fieldCount == 0 { continue }
      if !reader.irregularities.isEmpty {
        report(reader.irregularities, at: RowOrigin(source: source, row: UInt32(reader.record)))
      }
      if reader.fieldCount > headers.count || !match.nameless.isEmpty {
        reportSurplus(reader, headers: headers.count, nameless: match.nameless, source: source)
      }
      decoder.decode(reader, appendingTo: &read, in: &contents, collector: &collector)
      if read.count == read.capacity { Self.makeRoom(&read, reader.progress) }
      if reader.record & 0xFFFF == 0 {
        onProgress?(
          BookReader.Progress(
            file: file.name, bytesRead: bytesBefore + reader.progress.bytesRead,
            bytesTotal: bytesTotal))
      }
    }
  }

  /// Makes room for the rows still to come, judged by the bytes read so far.
  ///
  /// Growing by doubling would leave a table of millions of rows with half of its memory idle.
  private static func makeRoom<Row>(_ rows: inout [Row], _ progress: DelimitedProgress) {
    guard rows.count >= 4096, let fraction = progress.fraction, fraction > 0 else { return }
    let expected = Double(rows.count) * (1 / fraction - 1)
    rows.reserveCapacity(rows.count + rows.count / 16 + Int(expected * 1.01))
  }

  private mutating func report(_ irregularities: [DelimitedIrregularity], at origin: RowOrigin) {
    for irregularity in irregularities {
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
      let sheet = contents.sources[Int(origin.source)]
      collector.add(
        Diagnostic(
          .warning, "text-irregular", file: sheet.file, row: Int(origin.row),
          columnIndex: irregularity.field,
          column: irregularity.field < sheet.headers.count
            ? sheet.headers[irregularity.field] : nil,
          message: message,
          fix: Bilingual("在表格软件中重新保存为 CSV", "Save it as CSV again in the spreadsheet program")))
    }
  }

  /// Cells under a blank header or beyond the last have no name to be kept under.
  private mutating func reportSurplus(
    _ reader: borrowing DelimitedReader, headers: Int, nameless: [Int], source: UInt32
  ) {
    let beyond = Array(headers..<max(headers, reader.fieldCount))
    for index in nameless + beyond where !reader.isEmpty(index) {
      let sheet = contents.sources[Int(source)]
      collector.add(
        Diagnostic(
          .warning, "cell-without-header", file: sheet.file, row: reader.record, columnIndex: index,
          column: "", value: reader.string(index),
          message: Bilingual("这一列没有表头，内容未采用", "the column has no header; the cell is not used"),
          fix: Bilingual(
            "补上表头，或检查这一行是否多了分隔符", "Add a header, or check the row for a stray separator")))
    }
  }
}
