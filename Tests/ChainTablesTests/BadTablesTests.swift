import ChainModel
import Foundation
import Testing

@testable import ChainTables

@Suite struct BadTablesTests {
  /// Two good tables, which every bad one must leave whole.
  static let good = [
    "firms.csv": "企业名称,从业人员\n甲厂,10\n乙厂,20\n", "supplies.csv": "供应方,采购方,产品\n甲厂,乙厂,轴\n",
  ]

  /// A table with something wrong in it.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var bytes: [UInt8]
    var marks: [String]
    /// Rows the table still yields.
    var table = TableKind.segments
    var rows = 0

    init(
      _ name: String, _ file: String, _ text: String, _ marks: [String],
      _ table: TableKind = .segments, rows: Int = 0
    ) {
      self.init(name, file, Array(text.utf8), marks, table, rows: rows)
    }

    init(
      _ name: String, _ file: String, _ bytes: [UInt8], _ marks: [String],
      _ table: TableKind = .segments, rows: Int = 0
    ) {
      self.name = name
      self.file = file
      self.bytes = bytes
      self.marks = marks
      self.table = table
      self.rows = rows
    }

    var testDescription: String { name }
  }

  static let chain = "产业链编号,环节编号,环节名称,上级环节\n"

  static let cases: [Case] = [
    Case(
      "duplicate id", "problems.csv", "问题编号,问题名称\nP1,裂纹\nP2,划伤\nP1,开裂\n",
      ["note rows-merged problems.csv!2 裂纹", "error id-duplicate problems.csv!B2 裂纹"],
      .problems, rows: 2),
    Case(
      "the same row twice", "problems.csv", "问题编号,问题名称\nP1,裂纹\nP1,裂纹\n",
      ["note rows-merged problems.csv!2 裂纹"], .problems, rows: 1),
    Case(
      "missing required column", "segments.csv", "环节编号,环节名称\nS1,铸造\n",
      ["error column-missing segments.csv!1 环节编号、环节名称"]),
    Case(
      "no column known", "环节.csv", "a,b\n1,2\n", ["error column-missing 环节.csv!1 a、b"]),
    Case(
      "unknown table", "数据.csv", "a,b\n1,2\n", ["error table-unknown 数据.csv!1 a、b"]),
    Case(
      "no id", "segments.csv", chain + "C1,,,\nC1,S1,铸造,\n,S2,锻造,\n",
      [
        "warning created-chains !- C1", "error cell-missing segments.csv!B2",
        "error cell-missing segments.csv!A4",
      ], rows: 1),
    Case(
      "cycle of segments", "segments.csv",
      chain + "C1,S1,铸,S2\nC1,S2,锻,S3\nC1,S3,磨,S1\nC1,S4,洗,S1\nC1,S5,装,S5\n",
      [
        "warning created-chains !- C1", "error parent-cycle segments.csv!D2 铸",
        "error parent-cycle segments.csv!D3 锻", "error parent-cycle segments.csv!D4 磨",
        "error parent-cycle segments.csv!D6 装",
      ], rows: 5),
    Case(
      "cycle of regions", "regions.csv",
      "行政区划代码,区域名称,上级代码\n990100,甲市,990101\n990101,乙县,甲市\n990102,丙县,990100\n",
      ["error parent-cycle regions.csv!C2 甲市", "error parent-cycle regions.csv!C3 乙县"], .regions,
      rows: 3),
    Case("empty file", "segments.csv", "", ["error file-empty segments.csv!-"]),
    Case("only blank lines", "segments.csv", "\n\n  \n,,\n", ["error file-empty segments.csv!-"]),
    Case("only a byte order mark", "segments.csv", "\u{FEFF}", ["error file-empty segments.csv!-"]),
    Case("header only", "segments.csv", chain, []),
    Case(
      "binary", "segments.csv", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1, 2, 3],
      ["error file-binary segments.csv!-"]),
    Case(
      "workbook", "segments.xlsx", [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0],
      ["error workbook-unreadable segments.xlsx!-"]),
    Case(
      "workbook named CSV", "segments.csv", [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0],
      ["error workbook-unreadable segments.csv!-"]),
    Case(
      "old workbook", "环节.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
      ["error workbook-legacy 环节.xls!- 环节.xls"]),
    Case(
      "UTF-32", "segments.csv",
      [0xFF, 0xFE, 0, 0]
        + chain.unicodeScalars.flatMap {
          [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0]
        },
      ["error encoding-unsupported segments.csv!-"]),
    Case(
      "NUL in the first rows", "segments.csv", chain + "C1,S\u{0}1,铸,\n",
      ["error file-binary segments.csv!-"]),
    Case(
      "NUL far down", "limits.csv",
      "对象,名称\n" + String(repeating: ",\n", count: 40_000) + "区域,沛\u{0}县\n区域,丰县\n",
      ["warning text-irregular limits.csv!B40002"], .limits, rows: 2),
    Case(
      "unclosed quote", "limits.csv", "对象,名称\n区域,\"沛县\n区域,丰县\n",
      ["warning text-irregular limits.csv!B2"], .limits, rows: 2),
    Case(
      "text after a quote", "limits.csv", "对象,名称\n区域,\"沛\"县\n区域,丰县\n",
      ["warning text-irregular limits.csv!B2"], .limits, rows: 2),
    Case(
      "quote inside a cell", "limits.csv", "对象,名称\n区域,沛\"县\n区域,丰县\n",
      ["warning text-irregular limits.csv!B2"], .limits, rows: 2),
    Case(
      "a cell of 2 MB", "limits.csv",
      "对象,名称\n区域,沛县\n区域,\(String(repeating: "x", count: 2 << 20))\n区域,丰县\n",
      ["error text-too-long limits.csv!3"], .limits, rows: 1),
    Case(
      "20,000 columns", "limits.csv", String(repeating: "对象,", count: 20_000) + "\n",
      ["error text-too-long limits.csv!1"], .limits),
    Case(
      "16,000 columns", "limits.csv",
      "对象,名称" + String(repeating: ",x", count: 16_000) + "\n区域,沛县,,1\n", [], .limits, rows: 1),
    Case(
      "short and long rows", "limits.csv", "对象,名称,上限\n区域,沛县\n区域,丰县,5,多,,余\n",
      [
        "warning cell-without-header limits.csv!D3 多",
        "warning cell-without-header limits.csv!F3 余",
      ], .limits, rows: 2),
  ]

  @Test(arguments: cases)
  func saysWhatIsWrongAndKeepsTheRest(_ sample: Case) throws {
    var files = Self.good.mapValues { Array($0.utf8) }
    files[sample.file] = sample.bytes
    let book = try BookSample.read(bytes: files)
    #expect(book.marks == sample.marks)
    #expect(book.cells(sample.table).count == sample.rows)
    #expect(book.columns(.firms, "name", "staff") == [["乙厂", "20"], ["甲厂", "10"]])
    #expect(book.columns(.supplies, "supplier", "customer", "product") == [["甲厂", "乙厂", "轴"]])
    #expect(book.diagnostics.allSatisfy { !$0.fix.chinese.isEmpty && !$0.fix.english.isEmpty })
    #expect(
      book.diagnostics.allSatisfy { !$0.message.chinese.isEmpty && !$0.message.english.isEmpty })
  }

  @Test(arguments: cases.filter { $0.rows == 0 && $0.name != "header only" })
  func aloneItLeavesNothingUsable(_ sample: Case) throws {
    try BookSample.withFolder([sample.file: sample.bytes]) { folder in
      for path in [folder, folder + "/" + sample.file] {
        let error = try #require(throws: BookError.self) { try BookSample.read(path: path) }
        #expect(error.code == .nothingUsable)
        #expect(error.path == path)
        #expect(error.message.chinese.contains(path))
        #expect(error.diagnostics.map(\.mark) == sample.marks)
      }
    }
  }

  @Test func aWrongNumberKeepsItsRow() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,从业人员,营业收入\n甲厂,十,5\n乙厂,20,x\n"
    ])
    #expect(
      book.columns(.firms, "name", "staff", "revenue") == [["乙厂", "20", ""], ["甲厂", "", "5"]])
    #expect(
      book.marks == [
        "error number-unreadable firms.csv!B2 十", "error number-unreadable firms.csv!C3 x",
      ])
  }

  @Test func aCycleKeepsItsMembersAsRoots() throws {
    let book = try BookSample.read([
      "segments.csv": Self.chain + "C1,S1,铸,S2\nC1,S2,锻,S1\nC1,S3,磨,S1\n",
      "chains.csv": "产业链编号,产业链名称\nC1,轴承\n",
    ])
    #expect(book.columns(.segments, "id", "parent") == [["S1", ""], ["S2", ""], ["S3", "S1"]])
    #expect(book.diagnostics[0].message.chinese.contains("铸 → 锻 → 铸"))
  }

  @Test func firmsWithoutAnyIdentifyingColumn() throws {
    let book = try BookSample.read([
      "企业情况.csv": "a,b\n1,2\n", "supplies.csv": "供应方,采购方\n甲厂,乙厂\n",
    ])
    #expect(book.marks.contains { $0.hasPrefix("error column-missing 企业情况.csv!1") })
  }

  @Test func aFolderWithoutTables() throws {
    for files in [[:], ["README.md": Array("x".utf8), ".firms.csv": Array("企业名称\n甲\n".utf8)]] {
      try BookSample.withFolder(files) { path in
        let error = try #require(throws: BookError.self) { try BookSample.read(path: path) }
        #expect(error.code == .nothingUsable)
        #expect(error.diagnostics.isEmpty)
      }
    }
  }

  @Test func aPathThatDoesNotExist() throws {
    try BookSample.withFolder([:]) { folder in
      let path = folder + "/没有/firms.csv"
      let error = try #require(throws: BookError.self) { try BookSample.read(path: path) }
      #expect(error.code == .notFound)
      #expect(error.path == path)
      #expect(error.diagnostics.isEmpty)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "a superuser may read everything"))
  func aFileWithoutPermission() throws {
    let files = Self.good.mapValues { Array($0.utf8) }
    try BookSample.withFolder(files) { folder in
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o000], ofItemAtPath: folder + "/supplies.csv")
      let book = try BookSample.read(path: folder)
      #expect(book.marks == ["error file-unreadable supplies.csv!-"])
      #expect(book.firms.count == 2)
      try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: folder)
      let error = try #require(throws: BookError.self) { try BookSample.read(path: folder) }
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
      #expect(error.code == .unreadable)
    }
  }

  @Test func aSpecialFileIsReported() throws {
    // A link to nothing can be listed but not opened.
    try BookSample.withFolder(Self.good.mapValues { Array($0.utf8) }) { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/segments.csv", withDestinationPath: folder + "/none.csv")
      let book = try BookSample.read(path: folder)
      #expect(book.firms.count == 2)
      #expect(book.marks == ["error file-unreadable segments.csv!-"])
    }
  }

  @Test func noNoiseBreaksTheReader() throws {
    for seed in UInt64(1)...40 {
      var random = SeededRandom(seed: seed)
      var bytes = Array(Self.good["firms.csv", default: ""].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        default:
          bytes.insert([0x22, 0x2C, 0x0D, 0x0A, 0x27].randomElement(using: &random) ?? 0, at: at)
        }
      }
      let book = try BookSample.read(bytes: [
        "firms.csv": bytes, "supplies.csv": Array(Self.good["supplies.csv", default: ""].utf8),
      ])
      #expect(book.supplies.count == 1, "seed \(seed)")
    }
  }
}
