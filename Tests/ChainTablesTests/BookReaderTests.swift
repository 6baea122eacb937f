import ChainModel
import Foundation
import Testing

@testable import ChainTables

@Suite struct BookReaderTests {
  static let firms = "企业名称,从业人员\n甲厂,10\n乙厂,20\n"

  @Test(arguments: [
    ("plain", firms),
    ("byte order mark", "\u{FEFF}" + firms),
    ("CRLF", firms.replacing("\n", with: "\r\n")),
    ("CR", firms.replacing("\n", with: "\r")),
    ("semicolons", firms.replacing(",", with: ";")),
    ("tabs", firms.replacing(",", with: "\t")),
    ("no last line end", String(firms.dropLast())),
    ("blank rows", "\n,\n企业名称,从业人员\n\n甲厂,10\n,\n  ,　\n乙厂,20\n\n"),
    ("quoted", "\"企业名称\",\"从业人员\"\n\"甲厂\",\"10\"\n\"乙厂\",20\n"),
    ("spaces", " 企业名称 ,从业人员\u{200B}\n　甲厂, 10\n乙厂\u{FEFF},20 \n"),
    ("mixed line ends", "企业名称,从业人员\r甲厂,10\r\n乙厂,20\n"),
  ])
  func readsEveryForm(_ name: String, _ text: String) throws {
    let book = try BookSample.read(["企业名录.csv": text])
    #expect(book.columns(.firms, "name", "staff") == [["乙厂", "20"], ["甲厂", "10"]], "\(name)")
    #expect(book.marks == [])
  }

  @Test func rowsAreNumberedAsASpreadsheetShowsThem() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,备注,从业人员\n\n甲厂,\"第一行\n第二行\n第三行\",x\n\n乙厂,,y\n"
    ])
    #expect(
      book.marks == [
        "error number-unreadable firms.csv!C3 x", "error number-unreadable firms.csv!C5 y",
      ])
    let firm = try #require(book.firms.first { book.text[$0.name] == "甲厂" })
    #expect(firm.origin.row == 3)
    #expect(book.text[firm.note] == "第一行\n第二行\n第三行")
  }

  @Test func readsASingleFile() throws {
    let files = ["沛县企业名录.csv": Array(Self.firms.utf8), "供应关系.csv": Array("供应方,采购方\n甲厂,丙厂\n".utf8)]
    let book = try BookSample.withFolder(files) {
      try BookSample.read(path: $0 + "/沛县企业名录.csv")
    }
    #expect(book.column(.firms, "name") == ["乙厂", "甲厂"])
    #expect(book.sources.map(\.file) == ["沛县企业名录.csv"])
    #expect(book.supplies.isEmpty)
  }

  @Test func readsSeveralFilesOfOneTable() throws {
    let book = try BookSample.read([
      "沛县企业名录.csv": "企业名称\n甲厂\n", "丰县企业名录.csv": "单位名称\n乙厂\n", "firms.tsv": "企业名称\t备注\n丙厂\t好\n",
    ])
    #expect(book.column(.firms, "name") == ["丙厂", "乙厂", "甲厂"])
    #expect(book.sources.map(\.file) == ["firms.tsv", "丰县企业名录.csv", "沛县企业名录.csv"])
    #expect(book.marks == [])
  }

  @Test func passesOverWhatIsNoTable() throws {
    let book = try BookSample.read([
      "firms.csv": Self.firms, "README.md": "firms", ".firms.csv": "企业名称\n隐\n",
      "~$firms.csv": "企业名称\n锁\n", "mapping.yaml": "tables:", "x.yml": "", "notes.json": "{}",
    ])
    #expect(book.sources.map(\.file) == ["firms.csv"])
    #expect(book.marks == [])
  }

  @Test func passesOverSubfolders() throws {
    let book = try BookSample.withFolder(["firms.csv": Array(Self.firms.utf8)]) { path in
      let inner = path + "/supplies.csv"
      try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
      try Data("供应方,采购方\n甲厂,乙厂\n".utf8).write(to: URL(filePath: inner + "/supplies.csv"))
      return try BookSample.read(path: path + "/")
    }
    #expect(book.sources.map(\.file) == ["firms.csv"])
    #expect(book.marks == [])
  }

  @Test func columnsItDoesNotKnowAreKept() throws {
    let book = try BookSample.read([
      "firms.csv": "序号,企业名称,单位名称,质量部经理,空列\n1,甲厂,甲,王五,\n2,乙厂,,\"李,四\",\n"
    ])
    #expect(book.column(.firms, "name") == ["乙厂", "甲厂"])
    #expect(book.extraCells(.firms) == [["序号=2", "质量部经理=李,四"], ["单位名称=甲", "序号=1", "质量部经理=王五"]])
    #expect(book.sources[0].headers == ["序号", "企业名称", "单位名称", "质量部经理", "空列"])
  }

  @Test func cellsWithoutAHeaderAreReported() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,,从业人员\n甲厂,中间,10,右边\n乙厂,,20,\n"
    ])
    #expect(book.columns(.firms, "name", "staff") == [["乙厂", "20"], ["甲厂", "10"]])
    #expect(book.marks.contains("warning cell-without-header firms.csv!D2 右边"))
    #expect(book.marks.first == "warning cell-without-header firms.csv!B2 中间")
  }

  @Test func theSenderIsRead() throws {
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,填报单位,填报日期\n甲厂,乙厂,沛县市场监管局,2026年5月\n"
    ])
    #expect(book.columns(.supplies, "reporter", "reportedOn") == [["沛县市场监管局", "2026-05-31"]])
  }

  @Test func progressIsReportedWhileReading() throws {
    let rows = String(repeating: ",\n", count: 140_000)
    let files = [
      "essentials.csv": Array("投入行业,使用行业,类别\nA,B,2\n".utf8),
      "limits.csv": Array("对象,名称\n\(rows)".utf8),
    ]
    let steps = Steps()
    _ = try BookSample.withFolder(files) { path in
      let asOf = try #require(CalendarDate(year: 2026, month: 6, day: 30))
      return try BookReader(asOf: asOf) { steps.add($0) }.read(path)
    }
    let seen = steps.all
    #expect(seen.count == 2)
    #expect(seen.allSatisfy { $0.file == "limits.csv" && $0.bytesRead <= $0.bytesTotal })
    #expect(seen.allSatisfy { $0.bytesTotal == files.values.reduce(0) { $0 + $1.count } })
    #expect(seen.map(\.bytesRead) == seen.map(\.bytesRead).sorted())
  }

  /// Progress as it was reported.
  private final class Steps: @unchecked Sendable {
    // Guarded by the lock: the reader may call from any thread.
    private var steps: [BookReader.Progress] = []
    private let lock = NSLock()

    var all: [BookReader.Progress] { lock.withLock { steps } }

    func add(_ step: BookReader.Progress) { lock.withLock { steps.append(step) } }
  }
}
