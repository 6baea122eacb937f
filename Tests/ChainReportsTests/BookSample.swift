import ChainAnalysis
import ChainModel
import ChainReports
import ChainTables
import Foundation
import Testing

/// Books written to temporary folders and read.
enum BookSample {
  static let example = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples/nev-chain")

  /// Reads a book at a path.
  static func read(path: String, asOf: CalendarDate) throws -> ChainBook {
    try BookReader(asOf: asOf).read(path)
  }

  /// Reads a folder that holds the given tables, as of 2026-06-30.
  static func read(_ tables: [String: String]) throws -> ChainBook {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in tables { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try read(path: folder.path, asOf: day)
  }

  static var day: CalendarDate {
    get throws { try #require(CalendarDate(year: 2026, month: 6, day: 30)) }
  }

  /// A small book whose figures are counted by hand in the tests.
  ///
  /// Of its five firms 戊 is deregistered. 甲 and 乙 hold quality-management certificates, 乙's has
  /// expired; 丙 holds one of another kind. P1 is open at 甲 and 丁 and closed at 乙, P2 is open at
  /// 丁; 戊's finding does not count. 甲 and 乙 supply each other.
  static let tables: [String: String] = [
    "firms.csv": """
    企业名称,企业编号,企业规模,所属区域,登记状态,填报单位
    甲厂,F1,大型,东县,在业,东县局
    乙厂,F2,小型,东县,在业,东县局
    丙厂,F3,微型,西县,,西县局
    丁厂,F4,中型,,在业,西县局
    戊厂,F5,微型,西县,注销,西县局

    """,
    "regions.csv": "行政区划代码,区域名称\n990101,东县\n990102,西县\n990103,北县\n",
    "chains.csv": "产业链编号,产业链名称,链主\nC1,汽车链,甲厂\nC2,船舶链,\n",
    "segments.csv": """
    产业链编号,环节编号,环节名称
    C1,S1,整车
    C1,S2,零件
    C2,S1,船体

    """,
    "members.csv": """
    产业链编号,环节编号,企业,角色,填报单位
    C1,S1,F1,链主,东县局
    C1,S2,F2,配套企业,东县局
    C1,S2,F3,配套企业,西县局
    C1,S2,F5,配套企业,西县局
    C2,S1,F2,配套企业,东县局

    """,
    "supplies.csv": #"""
    供应方,采购方,产品,年供货额(万元),占采购方比例
    F1,F2,"钢,""特""",120.5,40%
    F2,F1,零件,30,
    F3,F2,<螺栓 & 螺母>,,0.125

    """#,
    "problems.csv": "问题编号,问题名称\nP1,硬度不均\nP2,无计量人员\n",
    "findings.csv": """
    企业,问题编号,发现日期,状态,销号日期
    F1,P1,2026-05-01,整改中,
    F2,P1,2026-05-01,已销号,2026-06-01
    F4,P1,2026-05-01,待验证,
    F4,P2,2026-05-01,待交办,
    F5,P2,2026-05-01,整改中,

    """,
    "certificates.csv": """
    证书编号,企业,认证类别,有效期至
    Z1,F1,质量管理体系认证,2027-06-30
    Z2,F2,质量管理体系认证,2026-06-29
    Z3,F3,环境管理体系认证,2027-06-30

    """,
  ]

  /// The report on what is in a book.
  static func show(
    _ book: ChainBook, options: BookOverview.Options = .init()
  ) async throws -> ShowReport {
    ShowReport(
      await BookOverview(book, ledger: QualityLedger(book, asOf: try day), options: options))
  }

  /// JSON as Foundation reads it.
  static func object(_ json: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }
}
