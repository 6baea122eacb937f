import ChainModel
import Foundation
import Testing
import Workbook
import WorkbookOutput

@testable import ChainTables

@Suite struct BookWorkbookTests {
  private static let example = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples/nev-chain").path

  /// What a cell must hold: the text of CSV and the kind of cell.
  private struct Expected: Equatable {
    var text: String
    var kind = CellKind.string
  }

  /// The sheets that a book must become, from the writer of CSV.
  private struct ExpectedSheets: BookTables.Visitor {
    let book: ChainBook
    var sheets: [(name: String, rows: [[Expected?]])] = []

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      guard !rows.isEmpty else { return }
      let writer = BookWriter(book)
      let fields = Row.fields
      let extraHeaders = writer.extraHeaders(of: rows)
      var cells = [(fields.map(\.header) + extraHeaders).map { Expected?(Expected(text: $0)) }]
      for (position, row) in rows.enumerated() {
        let extras = writer.extras(of: row, at: position)
        cells.append(
          fields.map { field in
            let text = writer.values(field, row).joined(separator: "；")
            return text.isEmpty ? nil : Expected(text: text, kind: Self.kind(field, text))
          } + extraHeaders.map { extras[$0].map { Expected(text: $0) } })
      }
      sheets.append((Row.table.chinese, cells))
    }

    private static func kind<Row: TableRow>(_ field: Field<Row>, _ text: String) -> CellKind {
      switch field.content {
      case .number: .number
      case .share: .percentage
      case .date: text == "长期" ? .string : .date
      default: .string
      }
    }
  }

  /// Checks every cell of a book's workbook against the text that CSV has.
  private func verify(_ book: ChainBook, _ label: String) throws {
    let bytes = try BookWorkbook(book).write().bytes
    let workbook = try WorkbookReader(bytes: bytes)
    var expected = ExpectedSheets(book: book)
    BookTables.visit(book, &expected)
    try #require(workbook.sheets.map(\.name) == expected.sheets.map(\.name), "\(label)")
    for (index, sheet) in expected.sheets.enumerated() {
      var reader = try workbook.sheet(index)
      var row = 0
      while try reader.next() {
        row += 1
        try #require(reader.row == row && row <= sheet.rows.count, "\(label) \(sheet.name)")
        for (column, wanted) in sheet.rows[row - 1].enumerated() {
          let found = reader.index(ofColumn: column).map { cell in
            Expected(text: Self.text(&reader, cell, workbook), kind: reader.kind(cell))
          }
          // Beyond 16 digits, a workbook's numbers are rounded.
          if let wanted, let found, wanted.kind == found.kind,
            let numbers = Self.numbers(wanted.text, found.text)
          {
            #expect(abs(numbers.0 - numbers.1) <= abs(numbers.0) * 1e-15)
          } else {
            #expect(found == wanted, "\(label) \(sheet.name) \(row) \(column)")
          }
        }
      }
      #expect(row == sheet.rows.count, "\(label) \(sheet.name)")
    }
    #expect(try BookWorkbook(book).write().bytes == bytes, "\(label)")
  }

  private static func numbers(_ left: String, _ right: String) -> (Double, Double)? {
    guard let left = Double(left), let right = Double(right) else { return nil }
    return (left, right)
  }

  private static func text(
    _ reader: inout SheetReader, _ cell: Int, _ workbook: WorkbookReader
  ) -> String {
    guard reader.kind(cell) == .date, let serial = reader.number(cell),
      let date = workbook.dateSystem.date(of: serial)
    else { return reader.string(cell) }
    let day = CalendarDate(year: date.year, month: date.month, day: date.day)
    return day?.description ?? "?"
  }

  @Test func theExamplesCellsAreThoseOfCSV() throws {
    try verify(BookSample.read(path: Self.example), "example")
  }

  @Test(arguments: UInt64(21)...26)
  func everyCellIsThatOfCSV(_ seed: UInt64) throws {
    try verify(BookSample.read(RandomBook(seed: seed).files(shuffledBy: nil)), "seed \(seed)")
  }

  /// The book's JSON with numbers of the 15 digits that spreadsheets keep.
  private func rounded(_ book: ChainBook) throws -> String {
    let json = try book.comparableJSON()
    return json.replacing(/-?[0-9]+\.[0-9]{10,}/) { match in
      String(format: "%.15g", Double(match.output) ?? 0)
    }
  }

  @Test func theExampleReadsBackFromItsWorkbook() throws {
    let book = try BookSample.read(path: Self.example)
    let again = try BookSample.read(bytes: ["book.xlsx": BookWorkbook(book).write().bytes])
    #expect(try again.comparableJSON() == book.comparableJSON())
    #expect(again.doubts == [])
  }

  @Test(arguments: UInt64(31)...36)
  func whatIsWrittenReadsBackTheSame(_ seed: UInt64) throws {
    let book = try BookSample.read(RandomBook(seed: seed).files(shuffledBy: nil))
    let again = try BookSample.read(bytes: ["book.xlsx": BookWorkbook(book).write().bytes])
    let json = (try rounded(book), try rounded(again))
    if json.0 != json.1 {
      Issue.record("seed \(seed): \(BookSample.difference(json.0, json.1))")
    }
  }

  @Test func hostileTextAndExtraColumnsAreKept() throws {
    let book = try BookSample.read([
      "firms.csv":
        "企业名称,联系电话,企业编号,备注,质量部经理,1号线\n=1+1厂,013800138000,007,+86 1,\"王,五\",\n甲厂,,1e5,@x,,开\n",
      "certificates.csv": "证书编号,企业,有效期至\nZ1,甲厂,长期\nZ2,甲厂,2027-05-01\n",
    ])
    try verify(book, "hostile")
    let workbook = try WorkbookReader(bytes: BookWorkbook(book).write().bytes)
    #expect(workbook.sheets.map(\.name) == ["企业名录", "证书"])
  }

  /// The markup of a sheet.
  private func markup(_ book: ChainBook, sheet: Int) throws -> String {
    let bytes = try BookWorkbook(book).write().bytes
    return try PartText.part("xl/worksheets/sheet\(sheet).xml", of: bytes)
  }

  @Test func sheetsAreReadyToWorkWith() throws {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,产品,占采购方比例,是否独家,投入类别\n甲厂,乙厂,轴,35%,是,必需\n",
      "firms.csv": "企业名称\n甲厂\n乙厂\n",
    ])
    let supplies = try markup(book, sheet: 2)
    for mark in [
      "<autoFilter ref=\"A1:L2\"/>", "ySplit=\"1\"", "state=\"frozen\"", "paperSize=\"8\"",
      "sqref=\"F2:F1048576\"><formula1>\"是,否\"</formula1>",
      "sqref=\"H2:H1048576\"><formula1>\"必需,非必需,无影响\"</formula1>",
    ] {
      #expect(supplies.contains(mark), "\(mark)")
    }
    #expect(try !markup(book, sheet: 1).contains("<f>"))
    let bytes = try BookWorkbook(book).write().bytes
    // The share, shown as 35%.
    #expect(try PartText.part("xl/styles.xml", of: bytes).contains("formatCode=\"0%\""))
    let notes = try PartText.part("xl/comments2.xml", of: bytes)
    #expect(notes.contains("<comment ref=\"A1\"") && notes.contains("必填"))
    let firms = try PartText.part("xl/comments1.xml", of: bytes)
    #expect(firms.contains("“企业名称”“统一社会信用代码”“企业编号”至少填一项"))
  }

  @Test func longTextIsCutWithARemark() throws {
    let note = String(repeating: "长", count: 40_000)
    let book = try BookSample.read(["firms.csv": "企业名称,备注\n甲厂,\(note)\n"])
    let output = try BookWorkbook(book).write()
    let remark = try #require(output.remarks.first)
    #expect(output.remarks.count == 1)
    #expect(remark.kind == .cutText && remark.cell == "X2")
    #expect(remark.chinese.contains("企业名录") && remark.english.contains("X2"))
  }

  @Test func dataNoticesAreInTheFooterAndTheTitle() throws {
    let book = try BookSample.read(["firms.csv": "企业名称,数据说明\n甲厂,虚构&示例\n"])
    #expect(try markup(book, sheet: 1).contains("虚构&amp;&amp;示例"))
    let bytes = try BookWorkbook(book).write().bytes
    #expect(try PartText.part("docProps/core.xml", of: bytes).contains("虚构&amp;示例"))
  }
}
