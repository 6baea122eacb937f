import ChainModel
import Foundation
import Testing

@testable import ChainTables

/// Files that are not what their names say, and text in every encoding.
@Suite struct ArrivalFileTests {
  // MARK: - Workbooks that cannot be read

  /// An OLE2 container ([MS-CFB]) with the streams named, each without contents.
  private static func compound(_ streams: [String]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1024)
    bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    // The directory is in sector 1; its number is at offset 48.
    bytes.replaceSubrange(48..<52, with: [1, 0, 0, 0])
    bytes.replaceSubrange(30..<32, with: [9, 0])
    for (index, name) in (["Root Entry"] + streams).enumerated() {
      var entry = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let length = entry.count + 2
      entry += [UInt8](repeating: 0, count: 128 - entry.count)
      entry[64] = UInt8(length)
      entry[66] = index == 0 ? 5 : 2
      bytes += entry
    }
    return bytes
  }

  private static let page = """
    <html><head><meta charset="utf-8"></head><body><table>
    <tr><td>企业名称</td><td>从业人员</td></tr><tr><td>丙厂</td><td>30</td></tr>
    </table></body></html>
    """
  private static let spreadsheetML = """
    <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="企业名录"><Table>
    <Row><Cell><Data ss:Type="String">企业名称</Data></Cell></Row>
    <Row><Cell><Data ss:Type="String">丁厂</Data></Cell></Row></Table></Worksheet></Workbook>
    """

  /// Every file of an older format in one message, whatever its name; where the converter is
  /// installed, what it can convert is read, and what it cannot is said file by file.
  @Test func olderFormatsAreListedTogether() throws {
    let book = try BookSample.read(bytes: [
      "firms.csv": Array("企业名称\n甲厂\n".utf8), "丰县.xls": Self.compound(["Workbook"]),
      "睢宁.xlsx": Array(Self.page.utf8), "邳州.xls": Array(Self.spreadsheetML.utf8),
      "沛县.et": Self.compound(["ETExtData", "Workbook"]),
    ])
    #expect(book.column(.firms, "name").contains("甲厂"))
    let names = ["丰县.xls", "沛县.et", "睢宁.xlsx", "邳州.xls"]
    if LegacyConverter.installed == nil {
      let list = names.joined(separator: "、")
      #expect(book.marks == ["error workbook-legacy !- \(list)"])
      let message = try #require(book.diagnostics.first)
      #expect(message.message.chinese == "4 个文件是旧格式（.xls、网页或 XML 表格等），未采用：\(list)")
      for step in ["Excel 或 WPS", "另存为", "*.xlsx", "gnumeric"] {
        #expect(message.fix.chinese.contains(step))
      }
    } else {
      // The two containers hold nothing to convert.
      for name in names {
        #expect(
          book.diagnostics.contains {
            $0.file == name && ["workbook-converted", "workbook-unreadable"].contains($0.code)
          })
      }
    }
  }

  @Test func oneOlderFileIsNamedAtItsPlace() throws {
    let book = try BookSample.read(bytes: [
      "firms.csv": Array("企业名称\n甲厂\n".utf8), "丰县.xls": Self.compound(["Book"]),
    ])
    let message = try #require(book.diagnostics.first)
    #expect(message.severity == .error && message.file == "丰县.xls")
    let isInstalled = LegacyConverter.installed != nil
    #expect(message.code == (isInstalled ? "workbook-unreadable" : "workbook-legacy"))
  }

  @Test func onlyOlderFilesAreNoBook() throws {
    let failure = #expect(throws: BookError.self) {
      try BookSample.read(bytes: ["丰县.xls": Self.compound(["Workbook"])])
    }
    #expect(failure?.code == .nothingUsable)
    #expect(failure?.diagnostics.map(\.file) == ["丰县.xls"])
  }

  @Test func aPasswordIsSaid() throws {
    let book = try BookSample.read(bytes: [
      "firms.csv": Array("企业名称\n甲厂\n".utf8),
      "沛县.xlsx": Self.compound(["EncryptionInfo", "EncryptedPackage"]),
    ])
    #expect(book.marks == ["error workbook-unreadable 沛县.xlsx!-"])
    let message = try #require(book.diagnostics.first)
    #expect(message.message.chinese == "工作簿设有打开密码，请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx，未采用")
  }

  @Test func damagedAndForeignFiles() throws {
    let workbook = CountyWorkbook.bytes([["企业名称"], ["乙厂"]])
    let book = try BookSample.read(bytes: [
      "firms.csv": Array("企业名称\n甲厂\n".utf8), "断.xlsx": Array(workbook.dropLast(200)),
      "图.xlsx": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "空.xlsx": [],
    ])
    #expect(book.column(.firms, "name") == ["甲厂"])
    #expect(
      book.diagnostics.map { "\($0.severity.key) \($0.file)" }
        == ["error 图.xlsx", "error 断.xlsx", "error 空.xlsx"])
  }

  /// A text file that somebody named .xlsx, and a workbook that somebody named .csv, are read.
  @Test func contentDecides() throws {
    let book = try BookSample.read(bytes: [
      "企业名录.xlsx": Array("企业名称,从业人员\n甲厂,5\n".utf8),
      "沛县企业.csv": CountyWorkbook.bytes([["企业名称"], ["乙厂"]]),
    ])
    #expect(book.column(.firms, "name") == ["乙厂", "甲厂"])
    #expect(book.doubts == [])
  }

  // MARK: - Encodings

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
  }

  private static let text = "企业名称,所属区域,主要产品\n沛县恒远电机有限公司,沛县,电机\n邳州鑫瑞轴承有限公司,邳州市,轴承\n"
  private static let rows = [["沛县恒远电机有限公司", "沛县", "电机"], ["邳州鑫瑞轴承有限公司", "邳州市", "轴承"]]

  /// ``text`` by iconv.
  private static let gb18030 = bytes(
    """
    c6f3d2b5c3fbb3c62ccbf9caf4c7f8d3f22cd6f7d2aab2fac6b70ac5e6cfd8bae3d4b6b5e7bbfad3d0cfdeb9abcb\
    be2cc5e6cfd82cb5e7bbfa0adafcd6ddf6cec8f0d6e1b3d0d3d0cfdeb9abcbbe2cdafcd6ddcad02cd6e1b3d00a
    """)

  /// A table of two Taiwanese firms by iconv.
  private static let big5 = bytes(
    """
    6e616d652c6e6f74650abb4fc657b6b6a4d1a5bbaff3aad1a5f7a6b3adada4bda5712cc0cba558b4ddaf64b941c3\
    c4a774b671a4a3b2c5b357a9770ac170b971aceca7deaad1a5f7a6b3adada4bda5712ca658aee60a
    """)

  private static func wide(_ text: String, isLittle: Bool = true, isMarked: Bool) -> [UInt8] {
    ((isMarked ? "\u{FEFF}" : "") + text).utf16.flatMap {
      isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
  }

  @Test(arguments: [
    ("UTF-8", Array(text.utf8)), ("UTF-8 marked", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
    ("UTF-16LE marked", wide(text, isMarked: true)), ("UTF-16LE", wide(text, isMarked: false)),
    ("UTF-16BE", wide(text, isLittle: false, isMarked: false)), ("GB18030", gb18030),
  ])
  func encodingsAreTold(_ name: String, _ bytes: [UInt8]) throws {
    let book = try BookSample.read(bytes: ["沛县.csv": bytes])
    #expect(
      book.columns(.firms, "name", "region", "products").sorted { $0[0] < $1[0] } == Self.rows)
    let assumed = book.diagnostics.filter { $0.code == "encoding-assumed" }
    #expect(assumed.count == (name.hasPrefix("UTF-8") ? 0 : 1))
    #expect(book.doubts == ["warning created-regions !- 沛县、邳州市"])
  }

  @Test func big5() throws {
    let book = try BookSample.read(bytes: ["a.csv": Self.big5])
    #expect(
      book.columns(.firms, "name", "note") == [
        ["聯電科技股份有限公司", "合格"], ["臺灣順天本草股份有限公司", "檢出殘留農藥含量不符規定"],
      ])
  }

  @Test func theEncodingGivenDecides() throws {
    for (name, bytes) in [("big5", Self.big5), ("gb18030", Self.gb18030)] {
      let book = try BookSample.withFolder(["a.csv": bytes]) { path in
        var reader = BookReader(asOf: .earliest)
        reader.encoding = name
        return try reader.read(path)
      }
      #expect(book.firms.count == 2)
      #expect(!book.diagnostics.contains { $0.code == "encoding-assumed" })
    }
  }

  /// A workbook beside is read as ever where an encoding is given for the texts.
  @Test func anEncodingIsForTexts() throws {
    let files = [
      "a.csv": Self.gb18030, "企业名录.xlsx": CountyWorkbook.bytes([["企业名称"], ["乙厂"]]),
    ]
    let book = try BookSample.withFolder(files) { path in
      var reader = BookReader(asOf: .earliest)
      reader.encoding = "gbk"
      return try reader.read(path)
    }
    #expect(book.column(.firms, "name").contains("乙厂") && book.firms.count == 3)
  }

  @Test(arguments: [",", ";", "\t"])
  func separators(_ separator: String) throws {
    let lines = [
      ["供应方", "采购方", "产品", "年供货额(万元)"], ["甲厂", "乙厂", "轴", "12.5"], ["丙厂", "乙厂", "轴、套", "7"],
    ]
    let text = lines.map { $0.joined(separator: separator) }.joined(separator: "\r\n")
    let book = try BookSample.read(["供应关系.csv": text])
    #expect(
      book.columns(.supplies, "supplier", "product", "amount").sorted { $0[2] > $1[2] }
        == [["丙厂", "轴、套", "7"], ["甲厂", "轴", "12.5"]])
    #expect(book.doubts == ["warning created-firms !- 丙厂、乙厂、甲厂"])
  }

  /// Separators, quotes and line ends inside of quoted cells are text.
  @Test func quotedCells() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,备注,主要产品\n\"甲,厂\",\"第一行\n第二行\",\"“轴\"\"承”\"\n乙厂,a;b,\"x\ty\"\n"
    ])
    #expect(
      book.columns(.firms, "name", "note", "products")
        == [["乙厂", "a;b", "x\ty"], ["甲,厂", "第一行\n第二行", "“轴\"承”"]])
    #expect(book.doubts == [])
  }
}
