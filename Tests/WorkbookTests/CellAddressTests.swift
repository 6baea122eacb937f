import Testing

@testable import Workbook

@Suite struct CellAddressTests {
  @Test func everyColumnReadsBack() throws {
    for column in 0..<CellAddress.columns {
      let address = CellAddress(row: 1 + column * 64, column: column)
      var index = 0
      var text = address.text
      let read = text.withUTF8 { CellAddress(UnsafeRawBufferPointer($0), from: &index) }
      #expect(read == address)
      #expect(index == text.utf8.count)
    }
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func letters(column: Int, letters: String) {
    #expect(CellAddress.letters(ofColumn: column) == letters)
  }

  @Test func dollarsAndSmallLettersAreRead() {
    var index = 0
    var text = "$ab$12"
    let read = text.withUTF8 { CellAddress(UnsafeRawBufferPointer($0), from: &index) }
    #expect(read == CellAddress(row: 12, column: 27))
  }

  @Test(arguments: ["", "A", "7", "A0", "XFE1", "A1048577", "[1", "@1", "$"])
  func noAddress(text: String) {
    var index = 0
    var text = text
    #expect(text.withUTF8 { CellAddress(UnsafeRawBufferPointer($0), from: &index) } == nil)
  }
}
