import Testing

@testable import DelimitedText

@Suite struct SeparatorSnifferTests {
  static let cases: [(String, DelimitedSeparator?)] = [
    ("", nil), ("a\nb\nc\n", nil), ("a,b\n1,2\n", .comma), ("a;b\n1;2\n", .semicolon),
    ("a\tb\n1\t2\n", .tab), ("a,b", .comma),
    // Decimal commas: by comma the header has no second field.
    ("甲;乙;丙\n1,5;2,5;3,5\n1,5;2,5;3,5\n", .semicolon),
    // Lists inside cells.
    ("企业,产品,数量\n甲,轴承;铸件,1\n乙,线束;电机,2\n", .comma),
    ("企业\t产品\n甲\t轴承,铸件\n乙\t线束,电机\n", .tab),
    // Separators inside quotes don't count.
    ("a;b\n\"1,2,3\";x\n\"1,2,3\";y\n", .semicolon),
    ("a,b\n\"x;y;z\",1\n\"x;\ny;z\",2\n", .comma),
    // A title and a unit line above the table.
    ("供应关系表\n单位：万元\n甲,乙,丙\n1,2,3\n1,2,3\n", .comma),
    ("\u{FEFF}a;b\r\n1;2\r\n", .semicolon),
    ("一;二;三;四\n1;2;3;4\n", .semicolon),
  ]

  @Test(arguments: cases)
  func picks(_ text: String, _ separator: DelimitedSeparator?) {
    #expect(SeparatorSniffer.separator(of: Array(text.utf8), isComplete: true) == separator)
  }

  @Test func leavesOutACutRow() {
    // The cut row alone would make it a tie, which the comma wins with more fields.
    let text = Array("a;b\n1;2\n1,2,3".utf8)
    #expect(SeparatorSniffer.separator(of: text) == .semicolon)
  }

  @Test func copesWithALongSample() {
    let text = Array(String(repeating: "a\tb\tc,d\n", count: 50_000).utf8)
    #expect(SeparatorSniffer.separator(of: text, isComplete: true) == .tab)
  }
}
