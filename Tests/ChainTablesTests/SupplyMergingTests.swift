import ChainModel
import Testing

@testable import ChainTables

@Suite struct SupplyMergingTests {
  static let firms = "企业名称\n甲厂\n乙厂\n丙厂\n"

  private func read(_ rows: String...) throws -> ChainBook {
    let header = "供应方,采购方,产品,年供货额,占采购方比例,是否独家,投入类别,填报日期"
    return try BookSample.read([
      "firms.csv": Self.firms, "supplies.csv": ([header] + rows).joined(separator: "\n"),
    ])
  }

  @Test func equalSuppliesAddUp() throws {
    let book = try read(
      "甲厂,乙厂,轴,100,10%,否,1,2026-05-01", "甲厂,乙厂,轴,20.5,,,2,2026-06-01",
      "甲厂,乙厂,轴,,15%,是,0,2026-04-01")
    #expect(
      book.columns(.supplies, "amount", "share", "isSole", "inputClass", "reportedOn")
        == [["120.5", "0.25", "是", "必需", "2026-06-01"]])
    #expect(book.marks == ["note supplies-merged supplies.csv!A2 甲厂"])
    #expect(book.origins(ofSupply: 0).map(\.row) == [2, 3, 4])
  }

  /// A supply of which one row says 推断 and another nothing is declared: analyses leave out only
  /// what is inferred alone.
  @Test(arguments: [
    (["", "推断"], ""), (["推断", "推断"], "推断"), (["推断", "税票", ""], "税票"),
    (["", ""], ""), (["推断", "企业申报"], "企业申报"),
  ])
  func declaredIsStrongerThanInferred(sources: [String], united: String) throws {
    for rows in [sources, sources.reversed()] {
      let book = try BookSample.read([
        "firms.csv": Self.firms,
        "supplies.csv": "供应方,采购方,产品,关系来源\n"
          + rows.map { "甲厂,乙厂,轴,\($0)\n" }.joined(),
      ])
      #expect(book.columns(.supplies, "source") == [[united]])
    }
  }

  @Test func blanksStayBlank() throws {
    let book = try read("甲厂,乙厂,轴,,,,,", "甲厂,乙厂,轴,,,否,,")
    #expect(
      book.columns(.supplies, "amount", "share", "isSole", "inputClass") == [["", "", "否", ""]])
  }

  @Test func differentProductsStaySeparate() throws {
    let book = try read("甲厂,乙厂,轴,1,,,,", "甲厂,乙厂,齿轮,2,,,,", "甲厂,乙厂,,3,,,,", "甲厂,丙厂,轴,4,,,,")
    #expect(
      Set(book.columns(.supplies, "customer", "product", "amount")) == [
        ["乙厂", "轴", "1"], ["乙厂", "齿轮", "2"], ["乙厂", "", "3"], ["丙厂", "轴", "4"],
      ])
    #expect(book.marks == [])
  }

  @Test func selfSupplyIsAnAttribute() throws {
    let book = try read("甲厂,甲厂,轴,1,,,,", "甲厂,乙厂,轴,2,,,,")
    #expect(book.columns(.supplies, "supplier", "customer") == [["甲厂", "乙厂"]])
    let selfSuppliers = book.firms.filter(\.suppliesItself).map { book.text[$0.name] }
    #expect(selfSuppliers == ["甲厂"])
    #expect(book.marks == ["note self-supply supplies.csv!A2 甲厂"])
  }

  @Test func mutualSupplyAndCyclesAreLegal() throws {
    let book = try read("甲厂,乙厂,轴,1,,,,", "乙厂,甲厂,轴,1,,,,", "乙厂,丙厂,轴,1,,,,", "丙厂,甲厂,轴,1,,,,")
    #expect(book.supplies.count == 4)
    #expect(book.marks == [])
    for firm in book.firms.indices {
      #expect(book.suppliesFrom[firm].allSatisfy { book.supplies[$0].supplier.index == firm })
      #expect(book.suppliesTo[firm].allSatisfy { book.supplies[$0].customer.index == firm })
    }
  }

  @Test func doubtsSharesBeyondTheWhole() throws {
    let book = try read(
      "甲厂,丙厂,轴,,60%,,,", "乙厂,丙厂,轴,,50%,,,", "甲厂,丙厂,齿轮,,60%,,,", "乙厂,丙厂,,,100%,,,",
      "甲厂,乙厂,轴,,70%,,,", "丙厂,乙厂,轴,,30%,,,")
    #expect(book.marks == ["warning shares-exceed-whole supplies.csv!E2 110%"])
    #expect(book.diagnostics[0].message.chinese.contains("丙厂"))
    #expect(book.supplies.count == 6)
  }

  @Test func tenTenthsAreNotBeyondTheWhole() throws {
    // 0.1 added ten times exceeds or misses 1 in binary.
    let names = (0..<10).map { "供\($0)厂" }
    let book = try BookSample.read([
      "supplies.csv": "供应方,采购方,占采购方比例\n" + names.map { "\($0),甲厂,0.1\n" }.joined()
    ])
    #expect(!book.marks.contains { $0.contains("shares-exceed-whole") })
  }

  @Test func rowsWithoutBothSidesAreSetAside() throws {
    let book = try read("甲厂,,轴,1,,,,", ",乙厂,轴,1,,,,", "-,乙厂,轴,1,,,,", "甲厂,乙厂,轴,1,,,,")
    #expect(book.supplies.count == 1)
    #expect(
      book.marks == [
        "error cell-missing supplies.csv!B2", "error cell-missing supplies.csv!A3",
        "error cell-missing supplies.csv!A4",
      ])
  }
}
