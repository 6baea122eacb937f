import ChainModel
import Foundation
import Testing

@testable import ChainTables

/// Foreign tables read by a mapping file.
@Suite struct ArrivalMappingTests {
  /// Reads a folder under a mapping file that lies in it.
  private static func read(_ mapping: String, _ files: [String: [UInt8]]) throws -> ChainBook {
    try BookSample.withFolder(files.merging(["map.yaml": Array(mapping.utf8)]) { $1 }) { path in
      let asOf = try #require(CalendarDate(year: 2026, month: 6, day: 30))
      var reader = BookReader(asOf: asOf)
      reader.mappingFile = path + "/map.yaml"
      return try reader.read(path)
    }
  }

  private static func failure(_ mapping: String, _ files: [String: String] = [:]) throws
    -> BookError
  {
    var all = files.mapValues { Array($0.utf8) }
    if all.isEmpty { all["a.csv"] = Array("Maker,Supplier,Region\nM,S,China\n".utf8) }
    let found = #expect(throws: BookError.self) { try read(mapping, all) }
    return try #require(found)
  }

  private static let raw =
    "Region,Supplier,Maker,Kg\nChina,S1,M1,5\nJapan,S2,M1,6\nChina,S1,M1,7\nChina,S3,M2,\n"

  /// The example of TABLES.md: a column, a constant, the file's name, a filter, distinct rows.
  @Test func theExample() throws {
    let mapping = """
      tables:
        - file: "*.csv"
          where: { Region: China }
          as: supplies
          columns: { 供应方: Supplier, 采购方: Maker, 产品: "{file}" }
          distinct: true
        - file: "*.csv"
          as: members
          columns: { 产业链编号: "=AUTO", 环节编号: "=MAKER", 企业: Maker, 角色: "=链主" }
          distinct: true
      """
    let book = try Self.read(mapping, ["轴承.csv": Array(Self.raw.utf8)])
    #expect(
      book.columns(.supplies, "supplier", "customer", "product")
        == [["S1", "M1", "轴承"], ["S3", "M2", "轴承"]])
    #expect(
      book.columns(.members, "chain", "segment", "firm", "role")
        == [["AUTO", "MAKER", "M1", "链主"], ["AUTO", "MAKER", "M2", "链主"]])
    #expect(
      book.doubts == [
        "warning created-chains !- AUTO", "warning created-firms !- M1、M2、S1",
        "warning created-segments !- MAKER",
      ])
  }

  @Test func withoutDistinctEachRowCounts() throws {
    let book = try Self.read(
      "tables:\n- file: a.csv\n  as: supplies\n  columns: {供应方: Supplier, 采购方: Maker, 年供货额(万元): Kg}\n",
      ["a.csv": Array(Self.raw.utf8), "firms.csv": Array("企业名称\nS1\nS2\nS3\nM1\nM2\n".utf8)])
    #expect(
      book.columns(.supplies, "supplier", "customer", "amount")
        == [["S1", "M1", "12"], ["S2", "M1", "6"], ["S3", "M2", ""]])
    #expect(book.marks == ["note supplies-merged a.csv!B2 S1"])
  }

  @Test func encodingsAndSheets() throws {
    let book = try Self.read(
      """
      tables:
        - file: tw.csv
          encoding: big5
          as: firms
          columns: { 企业名称: name, 备注: note }
        - file: 台账.xlsx
          sheet: 二季度
          as: firms
          columns: { 企业名称: 单位, 从业人员: 人数 }
      """,
      [
        "tw.csv": [0x6E, 0x61, 0x6D, 0x65, 0x2C, 0x6E, 0x6F, 0x74, 0x65, 0x0A]
          + [0xC1, 0x70, 0xB9, 0x71, 0x2C, 0xA6, 0x58, 0xAE, 0xE6, 0x0A],
        "台账.xlsx": CountyWorkbook.bytes([
          CountySheet(name: "一季度", rows: [["单位", "人数"], ["甲厂", 1]]),
          CountySheet(
            name: "二季度", rows: [["某某台账"], ["单位", "人数"], ["乙厂", 2], ["合计", 2]], merged: ["A1:B1"]),
        ]),
      ])
    #expect(
      book.columns(.firms, "name", "staff", "note") == [["乙厂", "2", ""], ["聯電", "", "合格"]])
    #expect(book.doubts == [])
  }

  @Test func asSurvey() throws {
    let book = try Self.read(
      """
      tables:
        - file: 走访.xlsx
          as: survey
          columns: { 企业名称: 走访企业, 存在问题: 发现情况, 调研日期: 走访时间, 主要供应商: 供货单位 }
      """,
      [
        "走访.xlsx": CountyWorkbook.bytes([
          ["编号", "走访企业", "发现情况", "走访时间", "供货单位"], ["", "示例：某厂", "无", "2026-01-01", "某公司"],
          [1, "甲厂", "1.硬度不均；2.尺寸超差", "2026-04-01", "乙公司、丙公司"], [2, "丁厂", "无", "同上", "无"],
        ])
      ])
    #expect(
      book.columns(.findings, "firm", "wording", "foundOn") == [
        ["甲厂", "尺寸超差", "2026-04-01"], ["甲厂", "硬度不均", "2026-04-01"],
      ])
    #expect(
      book.columns(.assessments, "firm", "date", "result")
        == [["丁厂", "2026-04-01", "无问题"], ["甲厂", "2026-04-01", "有问题"]])
    #expect(book.columns(.supplies, "supplier") == [["丙公司"], ["乙公司"]])
    // Diagnostics point at the foreign sheet's cells.
    #expect(book.diagnostics.contains { $0.code == "ditto-filled" && $0.cell == "D4" })
    #expect(book.marks.contains("note row-example 走访.xlsx!2 示例：某厂"))
  }

  /// The filter sees what 同上 stands for, and what merged cells say.
  @Test func theFilterSeesWhatMarksStandFor() throws {
    let mapping = "tables:\n- file: a.xlsx\n  where: {县: 沛县}\n  as: firms\n  columns: {企业名称: 厂}\n"
    let book = try Self.read(
      mapping,
      [
        "a.xlsx": CountyWorkbook.bytes(
          [["县", "厂"], ["沛县", "甲厂"], ["同上", "乙厂"], ["丰县", "丙厂"], ["沛县", "丁厂"], ["", "戊厂"]],
          merged: ["A5:A6"])
      ])
    #expect(book.column(.firms, "name") == ["丁厂", "乙厂", "戊厂", "甲厂"])
  }

  /// A unit in the foreign header is the amount's unit.
  @Test func unitsOfForeignHeaders() throws {
    let book = try Self.read(
      "tables:\n- file: a.csv\n  as: firms\n  columns: {企业名称: 厂, 营业收入(万元): 产值（元）}\n",
      ["a.csv": Array("厂,产值（元）\n甲厂,30000\n".utf8)])
    #expect(book.column(.firms, "revenue") == ["3"])
    let plain = try Self.read(
      "tables:\n- file: a.csv\n  as: firms\n  columns: {企业名称: 厂, 营业收入(元): 产值}\n",
      ["a.csv": Array("厂,产值\n甲厂,30000\n".utf8)])
    #expect(plain.column(.firms, "revenue") == ["3"])
  }

  @Test func aFileIsReadByItsMappingAlone() throws {
    let book = try Self.read(
      "tables:\n- file: firms.csv\n  as: firms\n  columns: {企业名称: 曾用名}\n",
      ["firms.csv": Array("企业名称,曾用名\n甲厂,乙厂\n".utf8)])
    #expect(book.columns(.firms, "name", "formerNames") == [["乙厂", ""]])
  }

  @Test func aColumnTheFileLacks() throws {
    let book = try Self.read(
      "tables:\n- file: a.csv\n  as: firms\n  columns: {企业名称: 厂, 从业人员: 人数}\n",
      ["a.csv": Array("厂,备注\n甲厂,\n".utf8), "firms.csv": Array("企业名称\n乙厂\n".utf8)])
    #expect(book.column(.firms, "name") == ["乙厂"])
    #expect(book.marks == ["error mapping-column-missing a.csv!1 厂、备注"])
    #expect(book.messages("mapping-column-missing").first?.contains("第 2 行要的列不在表头中：人数") == true)
  }

  /// A sheet that the workbook lacks is said.
  @Test func aSheetTheFileLacks() throws {
    let book = try Self.read(
      "tables:\n- file: a.xlsx\n  sheet: 二季度\n  as: firms\n  columns: {企业名称: 厂}\n",
      [
        "a.xlsx": CountyWorkbook.bytes([CountySheet(name: "一季度", rows: [["厂"], ["甲厂"]])]),
        "firms.csv": Array("企业名称\n乙厂\n".utf8),
      ])
    #expect(book.column(.firms, "name") == ["乙厂"])
    #expect(book.marks == ["error mapping-sheet-missing a.xlsx!- 一季度"])
  }

  // MARK: - What is wrong in a mapping

  /// A mapping, the line it is wrong at, and words of the message.
  @Test(arguments: [
    ("tables:\n- file: a.csv\n  as: supplies\n  colums: {}\n", 4, "不认识“colums”，可写：file"),
    ("tabels:\n- file: a.csv\n", 1, "不认识“tabels”，可写：tables"),
    ("tables:\n- file: a.csv\n  as: suplies\n  columns: {供应方: Supplier}\n", 3, "as 应是表名"),
    (
      "tables:\n- file: a.csv\n  as: supplies\n  columns:\n    供应方: Supplier\n    采购方: Maker\n    颜色: Region\n",
      7, "“供应关系”表没有“颜色”这一列"
    ),
    ("tables:\n- file: a.csv\n  as: supplies\n  columns: {供应方: Supplier}\n", 4, "缺少必需的列：采购方"),
    ("tables:\n- as: supplies\n  columns: {供应方: Supplier, 采购方: Maker}\n", 2, "缺少 file"),
    ("tables:\n- file: a.csv\n  as: supplies\n", 2, "缺少 columns"),
    ("tables:\n- file: a.csv\n  columns: {供应方: Supplier}\n", 2, "as 应是表名"),
    (
      "tables:\n- file: a.csv\n  as: firms\n  encoding: latin9\n  columns: {企业名称: Maker}\n", 4,
      "不认识编码“latin9”"
    ),
    (
      "tables:\n- file: a.csv\n  as: firms\n  distinct: maybe\n  columns: {企业名称: Maker}\n", 4,
      "distinct 应是 true 或 false"
    ),
    ("tables:\n- file: a.csv\n  as: firms\n  columns: [Maker]\n", 4, "columns 下面应是“列: 值”"),
    ("tables:\n- file: [a.csv]\n  as: firms\n  columns: {企业名称: Maker}\n", 2, "file 应是一个文字"),
    ("tables: {file: a.csv}\n", 1, "列表"),
    ("- file: a.csv\n", 1, "tables:"), ("tables:\n", 1, "表"), ("", 1, "tables:"),
    (
      "tables:\n- file: a.csv\n  file: b.csv\n  as: firms\n  columns: {企业名称: Maker}\n", 2,
      "键重复：file"
    ),
    (
      "tables:\n- file: a.csv\n  as: firms\n  columns:\n    企业名称: Maker\n    企业名称: Supplier\n", 5,
      "键重复：企业名称"
    ),
    ("tables:\n- file: a.csv\n  as: firms\n  columns: {企业名称: &a Maker, 备注: *a}\n", 4, "锚点"),
    ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntables: *c\n", 1, "锚点"),
    ("tables:\n- file: a.csv\n\tas: firms\n", 3, "不是合法的 YAML"), ("tables: [\n", 2, "不是合法的 YAML"),
    ("tables:\n- file: z*.csv\n  as: firms\n  columns: {企业名称: Maker}\n", 2, "没有文件符合“z*.csv”"),
    ("tables:\n- 企业名称\n", 2, "每条应写 file"),
    (
      "tables:\n- file: a.csv\n  as: firms\n  where: {Region: [China]}\n  columns: {企业名称: Maker}\n",
      4,
      "应是“列: 值”"
    ),
  ])
  func errors(_ mapping: String, _ line: Int, _ words: String) throws {
    let failure = try Self.failure(mapping)
    #expect(failure.message.chinese.contains("第 \(line) 行"), "\(failure.message.chinese)")
    #expect(failure.message.chinese.contains(words), "\(failure.message.chinese)")
    #expect(failure.message.english.contains("line \(line)"), "\(failure.message.english)")
    #expect(failure.code == (words.hasPrefix("没有文件") ? .notFound : .unreadable))
  }

  /// Stars and ampersands inside of values are neither anchors nor aliases.
  @Test func starsInPatternsAreNoAliases() throws {
    let book = try Self.read(
      "tables:\n- file: \"*a.csv\"\n  as: firms\n  columns: {企业名称: R&D, 备注: '=a *b'}\n",
      ["a.csv": Array("R&D\n甲厂\n".utf8)])
    #expect(book.columns(.firms, "name", "note") == [["甲厂", "a *b"]])
  }

  @Test func theMappingItself() throws {
    let failure = #expect(throws: BookError.self) {
      try BookSample.withFolder(["a.csv": Array("企业名称\n甲厂\n".utf8)]) { path in
        var reader = BookReader(asOf: .earliest)
        reader.mappingFile = path + "/none.yaml"
        return try reader.read(path)
      }
    }
    #expect(failure?.code == .notFound)
    #expect(failure?.message.chinese.contains("不存在") == true)
    let binary = #expect(throws: BookError.self) {
      try BookSample.withFolder([
        "a.csv": Array("企业名称\n甲厂\n".utf8), "m.yaml": [0xC6, 0xF3, 0xD2, 0xB5],
      ]) { path in
        var reader = BookReader(asOf: .earliest)
        reader.mappingFile = path + "/m.yaml"
        return try reader.read(path)
      }
    }
    #expect(binary?.code == .unreadable)
    #expect(binary?.message.chinese.contains("UTF-8") == true)
  }
}
