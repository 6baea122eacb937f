import SheetText
import Testing

@Suite struct CellNumberParserTests {
  struct Case: Sendable, CustomStringConvertible {
    var text: String
    var value: Double
    var factor = 1.0
    var measure = CellNumber.Measure.plain
    var ends: [Double] = []
    var assumptions: [NumberAssumption] = []
    var description: String { text }
  }

  @Test(arguments: [
    Case(text: "300", value: 300), Case(text: " -3.5 ", value: -3.5), Case(text: ".5", value: 0.5),
    Case(text: "5.", value: 5), Case(text: "1.5e3", value: 1500), Case(text: "+7", value: 7),
    Case(text: "１２３．５", value: 123.5, assumptions: [.fullWidth]),
    Case(text: "1,234.5", value: 1234.5, assumptions: [.grouping]),
    Case(text: "1，234", value: 1234, assumptions: [.grouping]),
    Case(text: "1 234.5", value: 1234.5, assumptions: [.grouping]),
    Case(text: "12,345,678", value: 12_345_678, assumptions: [.grouping]),
    Case(text: "约300", value: 300, assumptions: [.approximate("约")]),
    Case(text: "300左右", value: 300, assumptions: [.approximate("左右")]),
    Case(text: "300余", value: 300, assumptions: [.approximate("余")]),
    Case(
      text: "300余人", value: 300, measure: .count, assumptions: [.approximate("余"), .unit("人")]),
    Case(
      text: "近300万元", value: 300, measure: .money,
      assumptions: [.approximate("近"), .unit("万元")]),
    Case(text: "≥300", value: 300, assumptions: [.atLeast("≥")]),
    Case(text: "＞300", value: 300, assumptions: [.fullWidth, .atLeast(">")]),
    Case(text: "300以上", value: 300, assumptions: [.atLeast("以上")]),
    Case(
      text: "不足5%", value: 5, factor: 0.01, measure: .share,
      assumptions: [.atMost("不足"), .unit("%")]),
    Case(text: "35%", value: 35, factor: 0.01, measure: .share, assumptions: [.unit("%")]),
    Case(text: "2‰", value: 2, factor: 0.001, measure: .share, assumptions: [.unit("‰")]),
    Case(
      text: "5%-15%", value: 10, factor: 0.01, measure: .share, ends: [5, 15],
      assumptions: [.unit("%"), .middleOfRange]),
    Case(
      text: "5～15%", value: 10, factor: 0.01, measure: .share, ends: [5, 15],
      assumptions: [.fullWidth, .unit("%"), .middleOfRange]),
    Case(text: "100-200", value: 150, ends: [100, 200], assumptions: [.middleOfRange]),
    Case(text: "100—200", value: 150, ends: [100, 200], assumptions: [.middleOfRange]),
    Case(
      text: "100至200人", value: 150, measure: .count, ends: [100, 200],
      assumptions: [.unit("人"), .middleOfRange]),
    Case(
      text: "5000万-1.2亿元", value: 0.85, factor: 10_000, measure: .money, ends: [0.5, 1.2],
      assumptions: [.unit("亿元"), .middleOfRange]),
    Case(text: "3000万元", value: 3000, measure: .money, assumptions: [.unit("万元")]),
    Case(text: "1.2亿", value: 1.2, factor: 1e8, assumptions: [.multiple("亿")]),
    Case(text: "1.2亿元", value: 1.2, factor: 1e4, measure: .money, assumptions: [.unit("亿元")]),
    Case(text: "500元", value: 500, factor: 1e-4, measure: .money, assumptions: [.unit("元")]),
    Case(text: "¥500", value: 500, factor: 1e-4, measure: .money, assumptions: [.unit("元")]),
    Case(text: "￥3万", value: 3, measure: .money, assumptions: [.unit("万元")]),
    Case(text: "12人", value: 12, measure: .count, assumptions: [.unit("人")]),
    Case(text: "1.5万人", value: 1.5, factor: 1e4, measure: .count, assumptions: [.unit("万人")]),
    Case(text: "共12家", value: 12, measure: .count, assumptions: [.unit("家")]),
    Case(text: "300（万元）", value: 300, measure: .money, assumptions: [.unit("万元")]),
    Case(
      text: "12人（含临时工3人）", value: 12, measure: .count,
      assumptions: [.unit("人"), .remark("含临时工3人")]),
    Case(text: "300万元/年", value: 300, measure: .money, assumptions: [.period("年"), .unit("万元")]),
  ])
  func numbers(expected: Case) throws {
    let number = try CellNumberParser.parse(expected.text)
    #expect(abs(number.value - expected.value) < 1e-9)
    #expect(abs(number.factor - expected.factor) <= 1e-12 * expected.factor)
    #expect(number.measure == expected.measure)
    #expect(number.assumptions == expected.assumptions)
    #expect(number.isRange == !expected.ends.isEmpty)
    if let lower = number.lower, let upper = number.upper, expected.ends.count == 2 {
      #expect(abs(lower - expected.ends[0]) < 1e-9)
      #expect(abs(upper - expected.ends[1]) < 1e-9)
    }
    for assumption in number.assumptions {
      #expect(!assumption.chinese.isEmpty && !assumption.english.isEmpty)
    }
  }

  @Test(
    arguments: [
      ("", .empty), ("　", .empty), ("-", .placeholder), ("/", .placeholder), ("无", .placeholder),
      ("—", .placeholder), ("N/A", .placeholder), ("大型", .notANumber), ("12abc", .notANumber),
      ("1,23", .grouping), ("1,2345", .grouping), ("1,234 567", .grouping),
      ("12 34", .severalNumbers), ("2022年300，2023年400", .severalNumbers),
      ("200-100", .descendingRange), ("2024.5.1", .notANumber), ("5%-15万元", .mixedUnits),
      ("300万美元", .foreignCurrency("万美元")), ("$300", .foreignCurrency("$")), ("1e999", .overflow),
      ("约", .notANumber), ("100-", .notANumber), ("A100", .notANumber),
    ] as [(String, CellNumberFailure)])
  func failures(text: String, failure: CellNumberFailure) {
    #expect(throws: failure) { _ = try CellNumberParser.parse(text) }
    #expect(!failure.chinese.isEmpty && !failure.english.isEmpty)
  }

  @Test(
    arguments: [
      ("3000万元", 3000), ("1.2亿", 12_000), ("500元", 0.05), ("300万", 300), ("20", 2), ("35%", nil),
      ("12人", nil),
    ] as [(String, Double?)])
  func money(text: String, expected: Double?) throws {
    let amount = try CellNumberParser.parse(text).tenThousandYuan(columnFactor: 0.1)
    guard let amount, let expected else {
      #expect((amount == nil) == (expected == nil))
      return
    }
    #expect(abs(amount - expected) < 1e-9)
  }
}
