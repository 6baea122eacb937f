import ChainMaps
import Foundation
import Testing

@Suite struct ChainMapStabilityTests {
  static let small = [
    "chains.csv": "产业链编号,产业链名称,牵头部门,数据说明\nC,小链,工信局,虚构示例数据\n",
    "segments.csv": """
    产业链编号,环节编号,环节名称,链上位置,上级环节,状态,应获强制性认证
    C,S1,材料,上游,,优势环节,
    C,S2,部件,中游,,薄弱环节,
    C,S3,整机,下游,,,CCC
    C,S4,专机,下游,S3,风险环节,CCC
    C,S5,检测,支撑配套,,,
    C,S6,芯片,上游,,缺失环节,

    """,
    "flows.csv":
      "产业链编号,供给环节,需求环节\nC,S1,S2\nC,S2,S3\nC,S6,S2\nC,S5,S2\nC,S3,S4\nC,S2,S1\n",
    "firms.csv": """
    企业编号,企业名称,所属区域
    F1,甲材料有限公司,甲县
    F2,乙材料有限公司,甲县
    F3,丙部件有限公司,乙县
    F4,丁整机有限公司,乙县
    F5,戊专机有限公司,乙县
    F6,己检测有限公司,丙县
    F7,庚外协有限公司,

    """,
    "members.csv": """
    产业链编号,环节编号,企业,角色
    C,S1,F1,骨干企业
    C,S1,F2,
    C,S2,F3,
    C,S3,F4,链主
    C,S4,F5,
    C,S5,F6,

    """,
    "supplies.csv":
      "供应方,采购方,产品\nF1,F3,甲\nF2,F3,乙\nF3,F4,丙\nF3,F4,丁\nF4,F5,戊\nF6,F3,己\nF7,F3,庚\n",
    "problems.csv": "问题编号,问题名称\nP1,虚焊\n",
    "findings.csv": "企业,问题编号,状态\nF3,P1,整改中\nF7,P1,\n",
    "certificates.csv": """
    证书编号,企业,认证类别,颁证日期,有效期至,状态
    Z1,F1,QMS,2024-01-01,2027-01-01,有效
    Z2,F3,QMS,2024-01-01,2026-07-15,有效
    Z3,F4,CCC,2024-01-01,2027-01-01,有效

    """,
  ]

  /// The DOT text of a small book with everything in it, byte for byte.
  ///
  /// After an intended change run the tests with `QIANGLIAN_GOLDEN=write` and read the difference.
  @Test(arguments: [
    ("small-a3", Paper.a3, false), ("small-a4-en-grey", Paper.a4, true),
  ])
  func goldenDOT(name: String, paper: Paper, isEnglish: Bool) throws {
    let book = try TemporaryBook(Self.small)
    let dot = try draw(book.path) {
      $0.paper = paper
      if isEnglish {
        $0.language = .english
        $0.theme = .greyscale
      }
    }.diagram.dotText
    try expectGolden(dot, name)
  }

  @Test(arguments: 1...6)
  func theOrderOfRowsDoesNotShow(seed: Int) throws {
    let expected = try draw(Places.example).diagram.dotText
    let book = try TemporaryBook(shuffling: Places.example, seed: UInt64(seed))
    #expect(try draw(book.path).diagram.dotText == expected, "seed \(seed)")
  }

  @Test func aNewCertificateMovesNothing() throws {
    let before = try TemporaryBook(Self.small)
    var tables = Self.small
    tables["certificates.csv"]? += "Z9,F2,QMS,2024-01-01,2027-01-01,有效\n"
    let after = try TemporaryBook(tables)
    func positions(_ path: String) throws -> [Substring] {
      try draw(path).diagram.dotText.matches(of: /"pos"="[^"]*"/).map(\.0)
    }
    #expect(try positions(before.path) == positions(after.path))
  }
}
