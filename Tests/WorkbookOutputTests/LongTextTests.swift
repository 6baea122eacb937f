import Testing
import Workbook

@testable import WorkbookOutput

/// The library keeps some texts in buffers of fixed size: none may overflow or end in half.
@Suite struct LongTextTests {
  @Test(arguments: [WorkbookWriter.Storage.memory, .stream], ["汉", "😀", "'", "&", "\u{1}", "a"])
  func everyTextMayBeLong(_ storage: WorkbookWriter.Storage, _ sign: String) throws {
    let long = String(repeating: sign, count: 40_000)
    var writer = try WorkbookWriter(title: long, storage: storage)
    let style = CellStyle().with { $0.font = String(repeating: sign, count: 30) }
    var settings = SheetSettings(long)
    settings.columns = [.init(.fitted(1...50), style: style)]
    settings.frozenRows = 1
    settings.page = PageSetup()
    settings.page?.repeatedRows = 1...1
    settings.page?.footer = sign == "&" ? nil : long
    let name = try writer.beginSheet(settings)
    try writer.append(
      [.text(long), OutputCell(.link(long, sheet: name, cell: "A1"))],
      notes: [CellNote(column: 0, text: long, author: long)])
    try writer.filter(CellBlock(rows: 1...1_048_576, columns: 0...16_383))
    for values in [[long], [sign + sign], (0..<400).map { "\(sign)\($0)" }] {
      var list = DropDown(values)
      list.promptTitle = long
      list.prompt = long
      list.errorTitle = long
      list.error = long
      try writer.addDropDown(list, to: CellBlock(rows: 2...9, columns: 0...0))
    }
    let output = try writer.finish()
    let sheets = try readBack(output.bytes)
    #expect(sheets.count == 2 && sheets[0].name == name && sheets[1].isHidden)
    #expect(try #require(sheets[0].text(1, 0)).hasPrefix(sign))
    #expect(output.remarks.count >= 2)
    let book = try part("xl/workbook.xml", of: output.bytes)
    #expect(book.contains("!$A$1:$XFD$1048576<"))
  }
}
