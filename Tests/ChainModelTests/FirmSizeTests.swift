import Testing

@testable import ChainModel

@Suite struct FirmSizeTests {
  static func grade(
    _ code: String, staff: Double? = nil, revenue: Double? = nil, assets: Double? = nil
  ) throws -> FirmSize {
    FirmSize.grade(
      industry: try IndustryCode(parsing: code), staff: staff, revenue: revenue, assets: assets)
  }

  @Test(
    arguments: [
      ("C", 1000, 40_000, FirmSize.large), ("C", 1000, 39_999, .medium), ("C", 300, 2000, .medium),
      ("C", 299, 2000, .small), ("C", 20, 300, .small), ("C", 19, 5000, .micro),
      ("C", 500, 299, .micro), ("65", 103, 15_735.28, .medium), ("5990", 150, 2000, .medium),
      ("63", 500, 50_000, .medium), ("64", 500, 50_000, .medium),
    ] as [(String, Double, Double, FirmSize)])
  func publishedChecks(_ code: String, _ staff: Double, _ revenue: Double, _ size: FirmSize) throws
  {
    #expect(try Self.grade(code, staff: staff, revenue: revenue) == size)
  }

  // code, indicators and bounds exactly as in the table of 2017.
  static let table: [(code: String, bounds: [FirmSize.Indicator: [Double]])] = [
    ("0111", [.revenue: [20_000, 500, 50]]),
    ("B06", [.staff: [1000, 300, 20], .revenue: [40_000, 2000, 300]]),
    ("3670", [.staff: [1000, 300, 20], .revenue: [40_000, 2000, 300]]),
    ("D44", [.staff: [1000, 300, 20], .revenue: [40_000, 2000, 300]]),
    ("E47", [.revenue: [80_000, 6000, 300], .assets: [80_000, 5000, 300]]),
    ("51", [.staff: [200, 20, 5], .revenue: [40_000, 5000, 1000]]),
    ("52", [.staff: [300, 50, 10], .revenue: [20_000, 500, 100]]),
    ("54", [.staff: [1000, 300, 20], .revenue: [30_000, 3000, 200]]),
    ("58", [.staff: [1000, 300, 20], .revenue: [30_000, 3000, 200]]),
    ("5910", [.staff: [1000, 300, 20], .revenue: [30_000, 3000, 200]]),
    ("592", [.staff: [200, 100, 20], .revenue: [30_000, 1000, 100]]),
    ("60", [.staff: [1000, 300, 20], .revenue: [30_000, 2000, 100]]),
    ("H", [.staff: [300, 100, 10], .revenue: [10_000, 2000, 100]]),
    ("63", [.staff: [2000, 100, 10], .revenue: [100_000, 1000, 100]]),
    ("65", [.staff: [300, 100, 10], .revenue: [10_000, 1000, 50]]),
    ("7010", [.revenue: [200_000, 1000, 100], .assets: [10_000, 5000, 2000]]),
    ("702", [.staff: [1000, 300, 100], .revenue: [5000, 1000, 500]]),
    ("L", [.staff: [300, 100, 10], .assets: [120_000, 8000, 100]]),
    ("73", [.staff: [300, 100, 10]]), ("N", [.staff: [300, 100, 10]]),
    ("O", [.staff: [300, 100, 10]]), ("R", [.staff: [300, 100, 10]]),
    ("85", [.staff: [300, 100, 10]]), ("703", [.staff: [300, 100, 10]]),
    ("7090", [.staff: [300, 100, 10]]),
  ]

  @Test(arguments: table)
  func boundariesOfEveryRow(
    _ row: (code: String, bounds: [FirmSize.Indicator: [Double]])
  ) throws {
    let grades: [FirmSize] = [.large, .medium, .small, .micro]
    for level in 0..<3 {
      var values = row.bounds.mapValues { $0[level] }
      func size() throws -> FirmSize {
        try Self.grade(
          row.code, staff: values[.staff], revenue: values[.revenue], assets: values[.assets])
      }
      #expect(try size() == grades[level])
      for indicator in FirmSize.Indicator.allCases {
        guard let bound = values[indicator] else { continue }
        values[indicator] = bound - 0.01
        #expect(try size() == grades[level + 1])
        values[indicator] = nil
        #expect(try size() == .undetermined)
        values[indicator] = bound
      }
    }
  }

  @Test(arguments: ["53", "66", "J", "83", "P", "84", "91", "S", "97", "T", "704", "7040"])
  func uncoveredIndustries(_ code: String) throws {
    #expect(try Self.grade(code, staff: 50, revenue: 500, assets: 500) == .notApplicable)
  }

  @Test func aCoarseCodeIsGradedOnlyIfItsRowsAgree() throws {
    // 59: transport and storage both say micro at 19 staff; at 150 they part.
    #expect(try Self.grade("59", staff: 19, revenue: 2000) == .micro)
    #expect(try Self.grade("59", staff: 150, revenue: 2000) == .undetermined)
    #expect(try Self.grade("591", staff: 150, revenue: 2000) == .small)
    #expect(try Self.grade("F", staff: 1000, revenue: 90_000) == .large)
    #expect(try Self.grade("F", staff: 30, revenue: 5000) == .undetermined)
    for code in ["70", "K", "G", "Q"] {
      #expect(try Self.grade(code, staff: 5, revenue: 1, assets: 1) == .undetermined)
    }
    #expect(FirmSize.rules(for: try IndustryCode(parsing: "C")).count == 1)
    #expect(FirmSize.rules(for: try IndustryCode(parsing: "M")).count == 1)
  }

  @Test func missingOrAbsurdIndicatorsAreNeverMicro() throws {
    #expect(try Self.grade("C36", staff: 3) == .undetermined)
    #expect(try Self.grade("C36", revenue: 3) == .undetermined)
    #expect(try Self.grade("C36", staff: -3, revenue: 3) == .undetermined)
    #expect(try Self.grade("C36", staff: .nan, revenue: 3) == .undetermined)
    #expect(FirmSize.grade(industry: nil, staff: 1, revenue: 1, assets: 1) == .undetermined)
  }

  @Test func everyDivisionHasARule() {
    for division in IndustryCode.divisions {
      #expect(!FirmSize.rules(for: division).isEmpty)
    }
  }

  @Test func smallAndMicroIsNoGrade() {
    #expect(FirmSize.parse("小微") == nil)
    #expect(FirmSize.parse("小微企业") == nil)
    #expect(FirmSize.allCases.filter(\.isSmallOrMicro) == [.small, .micro])
  }
}
