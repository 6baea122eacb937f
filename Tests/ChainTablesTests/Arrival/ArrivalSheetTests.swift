import ChainModel
import Foundation
import Testing

@testable import ChainTables

/// Workbooks of several sheets, and folders of several files.
@Suite struct ArrivalSheetTests {
  private static let regions = Array(
    "行政区划代码,区域名称,上级代码\n320300,徐州市,\n320322,沛县,320300\n320321,丰县,320300\n".utf8)

  @Test func aSheetForEachCounty() throws {
    let header: [CountyCell] = ["企业名称", "从业人员"]
    let book = try BookSample.read(bytes: [
      "全市.xlsx": CountyWorkbook.bytes([
        CountySheet(
          name: "沛县", rows: [["沛县企业表"], header, ["甲厂", 1], ["乙厂", 2]], merged: ["A1:B1"]),
        CountySheet(name: "丰县", rows: [header, ["丙厂", 3]]),
        CountySheet(name: "经开区", rows: [header, ["丁厂", 4]]),
      ]), "regions.csv": Self.regions,
    ])
    #expect(
      book.columns(.firms, "name", "region").sorted { $0[0] < $1[0] }
        == [
          ["丁厂", ""], ["丙厂", "丰县"], ["乙厂", "沛县"], ["甲厂", "沛县"],
        ].sorted { $0[0] < $1[0] })
    #expect(
      Set(book.firms.map { book.sources[Int($0.origin.source)].sheet }) == ["沛县", "丰县", "经开区"])
    #expect(book.doubts == [])
    #expect(
      book.diagnostics.filter { $0.code == "region-of-sheet" }.map { $0.sheet } == ["丰县", "沛县"])
    #expect(
      book.submissions.map(\.sender) == [
        "regions.csv", "全市.xlsx[丰县]", "全市.xlsx[沛县]", "全市.xlsx[经开区]",
      ])
  }

  /// A row's own region comes before its sheet's name.
  @Test func aRowsOwnRegionComesFirst() throws {
    let book = try BookSample.read(bytes: [
      "全市.xlsx": CountyWorkbook.bytes([
        CountySheet(name: "沛县", rows: [["企业名称", "所属区域"], ["甲厂", "丰县"], ["乙厂", ""]])
      ]), "regions.csv": Self.regions,
    ])
    #expect(book.columns(.firms, "name", "region") == [["乙厂", "沛县"], ["甲厂", "丰县"]])
  }

  @Test func theSameFirmOnTwoSheetsIsOne() throws {
    let header: [CountyCell] = ["企业名称", "统一社会信用代码", "从业人员"]
    let book = try BookSample.read(bytes: [
      "全市.xlsx": CountyWorkbook.bytes([
        CountySheet(name: "沛县", rows: [header, ["甲厂", "914403001922038216", 10]]),
        CountySheet(name: "丰县", rows: [header, ["甲厂", "914403001922038216", 20]]),
      ]), "regions.csv": Self.regions,
    ])
    #expect(book.columns(.firms, "name", "staff") == [["甲厂", "10"]])
    #expect(book.doubts.contains("warning values-conflict 全市.xlsx!C2 20"))
  }

  @Test func tablesOfOneWorkbook() throws {
    let book = try CountyWorkbook.read([
      CountySheet(name: "填报说明", rows: [["一、企业名称写全称"], ["企业名称", "说明"]]),
      CountySheet(name: "1.企业名录", rows: [["企业名称"], ["甲厂"], ["乙厂"]]),
      CountySheet(name: "2-供应关系（终稿）", rows: [["供应方", "采购方"], ["甲厂", "乙厂"]]),
      CountySheet(name: "Sheet3", rows: [["证书编号", "企业", "有效期至"], ["Z1", "甲厂", "2027-05-01"]]),
      CountySheet(name: "Sheet4", rows: []),
    ])
    #expect(book.column(.firms, "name") == ["乙厂", "甲厂"])
    #expect(book.columns(.supplies, "supplier", "customer") == [["甲厂", "乙厂"]])
    #expect(book.column(.certificates, "number") == ["Z1"])
    #expect(book.marks == ["note sheet-passed-over 沛县.xlsx!-"])
  }

  @Test func anUnknownSheetBesideKnownOnes() throws {
    let book = try CountyWorkbook.read([
      CountySheet(name: "企业名录", rows: [["企业名称"], ["甲厂"]]),
      CountySheet(name: "会议安排", rows: [["时间", "地点"], ["9:00", "三楼"]]),
    ])
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(book.marks == ["warning table-unknown 沛县.xlsx!1 时间、地点"])
  }

  @Test func anUnknownSheetAlone() throws {
    let bytes = CountyWorkbook.bytes([["时间", "地点"], ["9:00", "三楼"]])
    let failure = #expect(throws: BookError.self) {
      try BookSample.read(bytes: ["会议.xlsx": bytes])
    }
    #expect(failure?.code == .nothingUsable)
    #expect(failure?.diagnostics.map(\.mark) == ["error table-unknown 会议.xlsx!1 时间、地点"])
    #expect(failure?.message.chinese.contains("会议") == false)
  }

  /// The file's name tells the table where its only sheet with anything on it is called Sheet1.
  @Test(arguments: [1, 3])
  func theFileNamesTheTable(_ sheets: Int) throws {
    var list = [CountySheet(rows: [["名称", "编号", "联系人"], ["甲厂", "Q1", "张三"]])]
    for number in 1..<max(2, sheets) where sheets > 1 {
      list.append(CountySheet(name: "Sheet\(number + 1)", rows: []))
    }
    let book = try CountyWorkbook.read(list, file: "沛县企业名录.xlsx")
    #expect(book.columns(.firms, "name", "number", "contact") == [["甲厂", "Q1", "张三"]])
    #expect(book.marks == [])
  }

  @Test func aWorkbookOfNothing() throws {
    let book = try BookSample.read(bytes: [
      "空.xlsx": CountyWorkbook.bytes([CountySheet(rows: []), CountySheet(name: "Sheet2", rows: [])]
      ),
      "firms.csv": Array("企业名称\n甲厂\n".utf8),
      "藏.xlsx": CountyWorkbook.bytes([
        CountySheet(name: "企业名录", rows: [["企业名称"], ["乙厂"]], state: "hidden")
      ]),
    ])
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(
      book.marks == [
        "error file-empty 空.xlsx!-", "error file-empty 藏.xlsx!-", "note sheet-hidden 藏.xlsx!-",
      ])
  }

  /// A table with its header and no rows is a table.
  @Test func aSheetWithAHeaderOnly() throws {
    let book = try CountyWorkbook.read([
      CountySheet(name: "企业名录", rows: [["企业名称"], ["甲厂"]]),
      CountySheet(name: "供应关系", rows: [["供应方", "采购方"]]),
    ])
    #expect(book.sources.map(\.table) == [.firms, .supplies])
    #expect(book.marks == [])
  }

  @Test func aTableWithoutItsRequiredColumns() throws {
    let book = try CountyWorkbook.read([
      CountySheet(name: "企业名录", rows: [["企业名称"], ["甲厂"]]),
      CountySheet(name: "供应关系", rows: [["供应方", "产品"], ["甲厂", "轴"]]),
    ])
    #expect(book.marks == ["error column-missing 沛县.xlsx!1 供应方、产品"])
    #expect(book.messages("column-missing").first?.contains("采购方") == true)
  }

  @Test func subfoldersHiddenFilesAndLocksArePassedOver() throws {
    let firms = Array("企业名称\n甲厂\n".utf8)
    let workbook = CountyWorkbook.bytes([["企业名称"], ["乙厂"]])
    let book = try BookSample.withFolder([
      "firms.csv": firms, "~$沛县.xlsx": workbook, ".沛县.xlsx": workbook, "map.yaml": firms,
    ]) { path in
      try FileManager.default.createDirectory(
        atPath: path + "/丰县", withIntermediateDirectories: false)
      try Data(workbook).write(to: URL(filePath: path + "/丰县/企业名录.xlsx"))
      return try BookSample.read(path: path)
    }
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(book.marks == [])
  }

  @Test func oneWorkbookIsABook() throws {
    let book = try BookSample.withFolder([
      "企业名录.xlsx": CountyWorkbook.bytes([["企业名称"], ["乙厂"]]), "firms.csv": Array("企业名称\n甲厂\n".utf8),
    ]) { try BookSample.read(path: $0 + "/企业名录.xlsx") }
    #expect(book.column(.firms, "name") == ["乙厂"])
  }
}
