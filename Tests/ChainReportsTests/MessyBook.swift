import Foundation
import WorkbookOutput

@testable import Workbook

/// A folder of sheets as counties send them: titles, captions, groups, merged cells, 合计, 同上, notes
/// below, hidden rows and columns, a code stored as a number, text that looks like a formula.
enum MessyBook {
  /// Makes the folder, calls a closure with its path, and removes it.
  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    try inTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "book"), withIntermediateDirectories: true)
      for (name, bytes) in try files() {
        try Data(bytes).write(to: folder.appending(path: "book/" + name))
      }
      return try body(folder.appending(path: "book").path)
    }
  }

  /// Calls a closure with an empty folder.
  static func inTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "returned-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  static func files() throws -> [(name: String, bytes: [UInt8])] {
    [
      ("沛县摸底.xlsx", try survey(county: "沛县", firms: ["甲钢厂", "乙锻造厂", "=丙轴承厂"])),
      ("丰县摸底.xlsx", try survey(county: "丰县", firms: ["丁整车厂", "戊电机厂", "@己线束厂"])),
      ("沛县链上企业名录.xlsx", try members()),
      ("沛县供应关系.csv", supplies),
      ("问题库.csv", Array("问题编号,问题名称,严重程度\nP1,硬度不均,较大\nP2,无计量人员,一般\n".utf8)),
      ("帮扶台账.csv", Array("企业,问题描述,发现日期\n甲钢厂,硬度不匀,2026-05-01\n丁整车厂,硬度不匀,2026-05-02\n".utf8)),
      ("环节.csv", Array("产业链编号,环节编号,环节名称\nC1,S1,钢材\nC1,S2,锻件\n".utf8)),
      ("空的.csv", []),
    ]
  }

  /// A group row over the header, which text cannot join; GB 18030 would do as well.
  private static let supplies = Array(
    """
    供应方,采购方,交易情况,,,备注
    ,,产品,年供货额(万元),占采购方比例,
    甲钢厂,乙锻造厂,圆钢,"1,200",35%,"第一行
    第二行"
    乙锻造厂,丁整车厂,锻件,三百,0.4,=1+1

    """.utf8)

  static func survey(county: String, firms: [String]) throws -> [UInt8] {
    let header = CellStyle().with {
      $0.isBold = true
      $0.border = .thin
      $0.wraps = true
      $0.horizontal = .center
    }
    let body = CellStyle().with { $0.border = .thin }
    var writer = try WorkbookWriter()
    var settings = SheetSettings("企业名录")
    settings.columns = [6, 30, 24, 12, 10, 14, 12, 16].map { SheetSettings.Column(.fixed($0)) }
    settings.columns[7].isHidden = true
    settings.frozenRows = 4
    settings.frozenColumns = 2
    try writer.beginSheet(settings)
    try writer.append(
      [.text("\(county)企业摸底表", style: CellStyle().with { $0.size = 18 })], height: 36)
    try writer.append([
      .text("填报单位：\(county)市场监管局"), .blank, .blank, .blank, .text("填报日期：2026-05-20"),
    ])
    try writer.append(
      [
        .text("序号"), .text("基本情况"), .blank, .blank, .text("经营情况"), .blank, .text("备注"),
        .text("内部编号"),
      ], style: header)
    try writer.append(
      [
        .blank, .text("企业名称"), .text("统一社会信用代码"), .text("所属区域"), .text("从业人员"),
        .text("营业收入(万元)"), .blank, .blank,
      ], height: 30, style: header)
    try writer.append(
      [
        .number(1), .text(firms[0]), .number(913_203_000_000_000), .text(county), .number(120),
        .number(3500.25, style: body.with { $0.numberFormat = "#,##0.00" }),
        OutputCell(.percentage(0.351)), .number(7),
      ], style: body)
    try writer.append(
      [
        .number(2), .text(firms[1]), .text("91320300MA1XXXXXX"), .blank, .text("约80人"),
        .text("1.2亿"), OutputCell(.date(year: 2026, month: 5, day: 1)), .number(8),
      ], style: body)
    try writer.append(
      [
        .number(3), .text(firms[2]), .blank, .blank, .text("同上"), .text("不详"),
        OutputCell(.boolean(true)), .text("#REF!"),
      ], style: body)
    try writer.append(
      [.number(4), .text("藏起来的厂"), .blank, .text("丙县"), .number(9)], style: body, isHidden: true)
    try writer.append(
      [.text("合计"), .blank, .blank, .blank, .number(280), .number(15_500.25)], style: body)
    writer.skipRows(2)
    try writer.append([.text("注：营业收入按上年度填报")])
    for (rows, columns) in [
      (1...1, 0...7), (3...4, 0...0), (3...3, 1...3), (3...3, 4...5), (3...4, 6...6),
      (3...4, 7...7), (5...7, 3...3),
    ] {
      try writer.merge(CellBlock(rows: rows, columns: columns))
    }
    try writer.beginSheet(SheetSettings("填报说明"))
    try writer.append([.text("一、每家企业一行。")])
    var hidden = SheetSettings("旧数据")
    hidden.isHidden = true
    try writer.beginSheet(hidden)
    try writer.append([.text("企业名称")])
    try writer.append([.text("去年的厂")])
    return try writer.finish().bytes
  }

  /// A workbook whose only sheet is known by its file's name.
  private static func members() throws -> [UInt8] {
    var writer = try WorkbookWriter()
    try writer.beginSheet(SheetSettings("Sheet1"))
    try writer.append(["产业链编号", "环节编号", "企业", "角色"].map { .text($0) })
    try writer.append(["C1", "S1", "甲钢厂", "骨干企业"].map { .text($0) })
    try writer.append(["C1", "S2", "乙锻造厂", "带头大哥"].map { .text($0) })
    return try writer.finish().bytes
  }
}

/// A sheet as it was read back.
struct ReadSheet {
  /// A cell with its value.
  struct Cell: Equatable {
    var kind: CellKind
    var text: String
  }

  var name = ""
  var isHidden = false
  var layout: SheetLayout
  /// The cells that hold something, by row from 1 and column from 0.
  var cells: [Int: [Int: Cell]] = [:]
  var hiddenRows: Set<Int> = []
  var heights: [Int: Double] = [:]
  var looks: [Int: [Int: CellLook]] = [:]

  func text(_ row: Int, _ column: Int) -> String { cells[row]?[column]?.text ?? "" }

  /// The texts of a row up to its last cell.
  func texts(_ row: Int) -> [String] {
    let last = cells[row]?.keys.max() ?? -1
    return (0..<max(0, last + 1)).map { text(row, $0) }
  }

  /// The rows that hold something, in order.
  var rows: [Int] { cells.keys.sorted() }
}

/// Reads a workbook with the project's own reader.
func readBack(_ bytes: [UInt8]) throws -> [ReadSheet] {
  let reader = try WorkbookReader(bytes: bytes)
  return try reader.sheets.indices.map { index in
    var sheet = ReadSheet(layout: try reader.layout(ofSheet: index))
    sheet.name = reader.sheets[index].name
    sheet.isHidden = reader.sheets[index].visibility != .visible
    var rows = try reader.sheet(index, keepsLook: true)
    while try rows.next() {
      if rows.isRowHidden { sheet.hiddenRows.insert(rows.row) }
      sheet.heights[rows.row] = rows.rowHeight
      for cell in 0..<rows.cellCount {
        let column = rows.column(cell)
        sheet.looks[rows.row, default: [:]][column] = reader.look(ofStyle: rows.style(cell))
        guard rows.kind(cell) != .blank else { continue }
        sheet.cells[rows.row, default: [:]][column] = ReadSheet.Cell(
          kind: rows.kind(cell), text: rows.string(cell))
      }
    }
    return sheet
  }
}

/// The parts of a workbook as text, for markup that the reader passes over.
struct PackedFile {
  private let reader: WorkbookReader
  /// The parts that sheets and their notes are in, as far as there are such.
  let names: [String]

  init(_ bytes: [UInt8]) throws {
    let reader = try WorkbookReader(bytes: bytes)
    names = (1...reader.sheets.count).flatMap {
      ["xl/worksheets/sheet\($0).xml", "xl/comments\($0).xml"]
    }.filter { reader.container.contains($0) }
    self.reader = reader
  }

  func text(_ name: String) throws -> String {
    var stream = try reader.container.open(name)
    return String(decoding: try stream.readAll(), as: UTF8.self)
  }

  /// The parts with the notes of all sheets, one after another.
  func comments() throws -> String {
    try names.filter { $0.hasPrefix("xl/comments") }.map { try text($0) }.joined()
  }
}
