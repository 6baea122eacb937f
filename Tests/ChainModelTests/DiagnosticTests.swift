import Testing

@testable import ChainModel

@Suite struct DiagnosticTests {
  @Test(arguments: [
    (0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"),
    (16_383, "XFD"),
  ])
  func namesColumnsAsSpreadsheetsDo(_ index: Int, _ letters: String) {
    #expect(Diagnostic.columnLetters(index) == letters)
  }

  @Test func columnLettersAreDistinctAndGrow() {
    let all = (0..<2000).map { Diagnostic.columnLetters($0) }
    #expect(Set(all).count == all.count)
    #expect(zip(all, all.dropFirst()).allSatisfy { ($0.count, $0) < ($1.count, $1) })
  }

  private func make(
    _ severity: Diagnostic.Severity = .error, _ code: String = "x", file: String = "firms.csv",
    sheet: String? = nil, row: Int? = nil, columnIndex: Int? = nil, column: String? = nil,
    value: String = ""
  ) -> Diagnostic {
    Diagnostic(
      severity, code, file: file, sheet: sheet, row: row, columnIndex: columnIndex, column: column,
      value: value, message: Bilingual("甲", "a"), fix: Bilingual("乙", "b"))
  }

  @Test func namesTheCell() {
    #expect(make(row: 12, columnIndex: 5).cell == "F12")
    #expect(make(row: 12).cell == nil)
    #expect(make(columnIndex: 5).cell == nil)
  }

  @Test func namesThePlace() {
    let whole = make(sheet: "企业名录", row: 12, columnIndex: 5, column: "营业收入")
    #expect(whole.place(in: .chinese) == "firms.csv[企业名录] 第 12 行 F 列“营业收入”")
    #expect(whole.place(in: .english) == "firms.csv[企业名录] row 12 column F “营业收入”")
    #expect(make(row: 3).place(in: .chinese) == "firms.csv 第 3 行")
    #expect(make().place(in: .english) == "firms.csv")
  }

  @Test func cutsLongValues() {
    #expect(make(value: String(repeating: "字", count: 120)).value.count == 120)
    let long = make(value: String(repeating: "字", count: 121)).value
    #expect(long.count == 120)
    #expect(long.hasSuffix("…"))
  }

  @Test func ordersByPlace() {
    let ordered = [
      make(file: ""), make(file: "a.csv"), make(file: "a.csv", row: 1),
      make(file: "a.csv", row: 2, columnIndex: 0),
      make(.note, "a", file: "a.csv", row: 2, columnIndex: 1),
      make(.error, "b", file: "a.csv", row: 2, columnIndex: 1, value: "1"),
      make(.error, "b", file: "a.csv", row: 2, columnIndex: 1, value: "2"),
      make(file: "a.csv", row: 10), make(file: "a.csv", sheet: "表", row: 1), make(file: "b.csv"),
    ]
    for (left, one) in ordered.enumerated() {
      for (right, other) in ordered.enumerated() {
        #expect(Diagnostic.precedes(one, other) == (left < right), "\(left) \(right)")
      }
    }
  }

  @Test func severitiesAreOrderedAndNamed() {
    #expect(Diagnostic.Severity.allCases.sorted() == [.error, .warning, .note])
    #expect(Diagnostic.Severity.allCases.map(\.key) == ["error", "warning", "note"])
    #expect(Diagnostic.Severity.allCases.map { $0.name(in: .chinese) } == ["错误", "存疑", "说明"])
  }
}
