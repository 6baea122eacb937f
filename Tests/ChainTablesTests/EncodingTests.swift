import ChainModel
import ChainTables
import Foundation
import Testing

/// Files that are not UTF-8: recognised by their bytes, with a diagnostic that says so.
@Suite struct EncodingTests {
  static let simplified = "企业名称,所属区域\n沛县恒远电机有限公司,沛县\n"

  /// The simplified table in GB18030.
  static let gb18030: [UInt8] = [
    0xC6, 0xF3, 0xD2, 0xB5, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xCB, 0xF9, 0xCA, 0xF4, 0xC7, 0xF8, 0xD3,
    0xF2, 0x0A, 0xC5, 0xE6, 0xCF, 0xD8, 0xBA, 0xE3, 0xD4, 0xB6, 0xB5, 0xE7, 0xBB, 0xFA, 0xD3, 0xD0,
    0xCF, 0xDE, 0xB9, 0xAB, 0xCB, 0xBE, 0x2C, 0xC5, 0xE6, 0xCF, 0xD8, 0x0A,
  ]

  /// 企业名称,备注 with a traditional name, in Big5 (the header in ASCII, since Big5 has no 业).
  static let big5: [UInt8] = [
    0x6E, 0x61, 0x6D, 0x65, 0x2C, 0x6E, 0x6F, 0x74, 0x65, 0x0A, 0xBB, 0x4F, 0xC6, 0x57, 0xB6, 0xB6,
    0xA4, 0xD1, 0xA5, 0xBB, 0xAF, 0xF3, 0xAA, 0xD1, 0xA5, 0xF7, 0xA6, 0xB3, 0xAD, 0xAD, 0xA4, 0xBD,
    0xA5, 0x71, 0x2C, 0xC0, 0xCB, 0xA5, 0x58, 0xB4, 0xDD, 0xAF, 0x64, 0xB9, 0x41, 0xC3, 0xC4, 0xA7,
    0x74, 0xB6, 0x71, 0xA4, 0xA3, 0xB2, 0xC5, 0xB3, 0x57, 0xA9, 0x77, 0x0A,
  ]

  private static func utf16(_ text: String, isLittle: Bool, isMarked: Bool) -> [UInt8] {
    let units = (isMarked ? "\u{FEFF}" + text : text).utf16
    return units.flatMap {
      isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
  }

  @Test(arguments: [
    ("GB18030", gb18030), ("UTF-16LE", utf16(simplified, isLittle: true, isMarked: true)),
    ("UTF-16BE", utf16(simplified, isLittle: false, isMarked: true)),
    ("UTF-16LE", utf16(simplified, isLittle: true, isMarked: false)),
  ])
  func isToldFromTheBytes(_ title: String, _ bytes: [UInt8]) throws {
    let book = try BookSample.read(bytes: ["firms.csv": bytes])
    #expect(book.columns(.firms, "name", "region") == [["沛县恒远电机有限公司", "沛县"]])
    let assumed = book.diagnostics.filter { $0.code == "encoding-assumed" }
    #expect(assumed.count == 1)
    #expect(assumed.first?.value.hasPrefix(title) == true)
    #expect(assumed.first?.file == "firms.csv")
  }

  @Test func big5IsTold() throws {
    let book = try BookSample.read(bytes: ["firms.csv": Self.big5])
    #expect(book.columns(.firms, "name", "note") == [["臺灣順天本草股份有限公司", "檢出殘留農藥含量不符規定"]])
    #expect(
      book.diagnostics.contains { $0.code == "encoding-assumed" && $0.value.hasPrefix("Big5") })
  }

  @Test func theUserDecides() throws {
    try BookSample.withFolder(["firms.csv": Self.gb18030]) { path in
      var reader = BookReader(asOf: .earliest)
      reader.encoding = "gbk"
      let book = try reader.read(path)
      #expect(book.columns(.firms, "name", "region") == [["沛县恒远电机有限公司", "沛县"]])
      #expect(!book.diagnostics.contains { $0.code == "encoding-assumed" })
    }
  }

  @Test func illegalBytesAreNamedByLine() throws {
    // The second name is cut in the middle of a character, the line end stays.
    let bytes = Self.gb18030 + [0xC5, 0x0A]
    let book = try BookSample.read(bytes: ["firms.csv": bytes])
    #expect(book.column(.firms, "name").contains("沛县恒远电机有限公司"))
    let faults = book.diagnostics.filter { $0.code == "encoding-fault" }
    #expect(faults.map(\.row) == [3])
  }

  @Test func aCharacterCutAtTheEndOfAFileLosesNothingElse() throws {
    let bytes = Array(Self.simplified.utf8) + Array("丰县凌霄轴承".utf8.dropLast())
    let book = try BookSample.read(bytes: ["firms.csv": bytes])
    #expect(book.column(.firms, "name").contains("沛县恒远电机有限公司"))
    #expect(book.diagnostics.contains { $0.code == "encoding-fault" && $0.row == 3 })
  }
}
