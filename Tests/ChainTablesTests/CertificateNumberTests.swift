import ChainModel
import Testing

/// Rows of one certificate number: numbers are hints only.
@Suite struct CertificateNumberTests {
  private static let header = "证书编号,企业,认证类别,颁证日期,有效期至,状态"

  private func read(_ rows: [String]) throws -> ChainBook {
    try BookSample.read([
      "firms.csv": "企业名称,企业编号\n甲厂,F1\n乙厂,F2\n丙厂,F3\n",
      "certificates.csv": ([Self.header] + rows).joined(separator: "\n") + "\n",
    ])
  }

  /// A withdrawal of one firm's certificate takes nothing from another that bears its number.
  @Test(arguments: [
    "Z1,乙厂,QMS,2025-01-01,2028-01-01,撤销", "Z1,乙厂,QMS,2025-01-01,2027-05-01,有效",
    "Z1,乙厂,CCC,2025-01-01,2028-01-01,有效", "Z1,乙厂,QMS,2024-01-01,2028-01-01,有效",
  ])
  func differentTermsStayApart(_ other: String) throws {
    let first = "Z1,甲厂,QMS,2025-01-01,2028-01-01,有效"
    for rows in [[first, other], [other, first]] {
      let book = try read(rows)
      #expect(book.certificates.count == 2)
      #expect(book.certificates.map { book.indices($0.firms).count } == [1, 1])
      let marks = book.diagnostics.filter { $0.code == "certificate-number-shared" }
      #expect(marks.map(\.severity) == [.warning])
      #expect(marks.map(\.row) == [3] && marks[0].message.chinese.contains("A2"))
    }
  }

  /// Rows that agree, blanks with anything, are one joint certificate.
  @Test(arguments: [
    "Z1,乙厂,QMS,2025-01-01,2028-01-01,有效", "Z1,乙厂,,,,", "Z1,乙厂,质量管理体系认证,,2028-01-01,",
  ])
  func agreeingRowsUnite(_ other: String) throws {
    let book = try read(["Z1,甲厂,QMS,2025-01-01,2028-01-01,有效", other])
    #expect(book.certificates.count == 1 && book.indices(book.certificates[0].firms) == [0, 1])
    #expect(!book.diagnostics.contains { $0.code == "certificate-number-shared" })
  }

  /// Rows about one firm are one certificate whatever they say, as everywhere, by whatever name.
  @Test func rowsOfOneFirmUnite() throws {
    let book = try read(["Z1,甲厂,QMS,,2028-01-01,有效", "Z1,F1,QMS,,2028-01-01,撤销"])
    #expect(book.certificates.count == 1)
    #expect(book.diagnostics.contains { $0.code == "values-conflict" })
  }

  /// What is blank joins the only terms it can belong to, else it stays by itself.
  @Test func blanksJoinWhereOnlyOneFits() throws {
    let book = try read([
      "Z1,甲厂,QMS,,2028-01-01,有效", "Z1,乙厂,CCC,,2028-01-01,有效", "Z1,丙厂,QMS,,,",
    ])
    #expect(
      book.certificates.map { book.indices($0.firms) } == [[1], [0, 2]]
        || book.certificates.map { book.indices($0.firms) } == [[0, 2], [1]])
    let open = try read([
      "Z1,甲厂,QMS,,2028-01-01,有效", "Z1,乙厂,QMS,,2028-01-01,撤销", "Z1,丙厂,QMS,,,",
    ])
    #expect(open.certificates.count == 3)
  }
}
