import Testing
import Workbook

@testable import WorkbookOutput

@Suite struct DropDownTests {
  /// A workbook with a drop-down list for each column.
  private func write(
    _ lists: [DropDown], storage: WorkbookWriter.Storage = .memory
  ) throws -> [UInt8] {
    var writer = try WorkbookWriter(storage: storage)
    try writer.beginSheet(SheetSettings("表"))
    try writer.append(lists.indices.map { .text("列\($0)") })
    for (column, list) in lists.enumerated() {
      try writer.addDropDown(list, to: CellBlock(rows: 2...501, columns: column...column))
    }
    try writer.beginSheet(SheetSettings("选项"))
    try writer.append([.text("别的")])
    return try writer.finish().bytes
  }

  @Test func aShortListStandsInTheRule() throws {
    var list = DropDown(["高", "中", "低", "中", ""])
    list.promptTitle = "替代难度"
    list.prompt = "请选择\n一个"
    list.errorTitle = String(repeating: "长", count: 40)
    list.error = String(repeating: "错", count: 300)
    list.isStrict = false
    let bytes = try write([list])
    let markup = try part("xl/worksheets/sheet1.xml", of: bytes)
    #expect(markup.contains("<formula1>\"高,中,低\"</formula1>"))
    #expect(markup.contains("sqref=\"A2:A501\"") && markup.contains("errorStyle=\"warning\""))
    #expect(markup.contains("promptTitle=\"替代难度\" prompt=\"请选择&#xA;一个\""))
    #expect(markup.contains("errorTitle=\"\(String(repeating: "长", count: 31))…\""))
    #expect(markup.contains("error=\"\(String(repeating: "错", count: 254))…\""))
    #expect(try readBack(bytes).count == 2)
  }

  @Test(arguments: [WorkbookWriter.Storage.memory, .stream])
  func aLongListLiesOnAHiddenSheet(_ storage: WorkbookWriter.Storage) throws {
    let long = (1...80).map { "产业链环节\($0)" }
    let bytes = try write(
      [DropDown(long), DropDown(["甲,乙", "丙"]), DropDown(long), DropDown(["a\"b", "=x"])],
      storage: storage)
    let markup = try part("xl/worksheets/sheet1.xml", of: bytes)
    // The name was in no use when the first list needed it; the caller's own sheet came later.
    #expect(markup.contains("<formula1>'选项'!$A$1:$A$80</formula1>"))
    #expect(markup.contains("<formula1>'选项'!$B$1:$B$2</formula1>"))
    #expect(markup.contains("<formula1>'选项'!$C$1:$C$2</formula1>"))
    #expect(markup.split(separator: "$A$1:$A$80").count == 3)
    let sheets = try readBack(bytes)
    #expect(sheets.map(\.name) == ["表", "选项 (2)", "选项"])
    #expect(sheets.map(\.isHidden) == [false, false, true])
    #expect((1...80).map { sheets[2].text($0, 0) } == long)
    #expect(sheets[2].text(1, 1) == "甲,乙" && sheets[2].text(2, 2) == "=x")
    #expect(sheets[2].text(3, 1) == nil)
  }

  @Test func listsAtTheBoundOfARule() throws {
    let fits = ["汉", String(repeating: "字", count: 253)]
    let tooLong = ["汉", String(repeating: "字", count: 254)]
    let bytes = try write([DropDown(fits), DropDown(tooLong), DropDown([]), DropDown(["", ""])])
    let markup = try part("xl/worksheets/sheet1.xml", of: bytes)
    #expect(markup.contains("<formula1>\"汉,\(fits[1])\"</formula1>"))
    #expect(markup.contains("<formula1>'选项'!$A$1:$A$2</formula1>"))
    #expect(markup.contains("<dataValidations count=\"2\">"))
  }

  @Test func lettersOfColumns() {
    #expect(
      [0, 25, 26, 701, 702].map { WorkbookWriter.letters(ofColumn: $0) }
        == ["A", "Z", "AA", "ZZ", "AAA"])
  }
}
