import Testing

@testable import ChainModel

@Suite struct IndustryCodeTests {
  @Test(arguments: [
    ("C3670", "3670", "C", 36), ("3670", "3670", "C", 36), ("367", "367", "C", 36),
    ("36", "36", "C", 36), ("C36", "36", "C", 36), ("c36", "36", "C", 36), ("Ｃ３６", "36", "C", 36),
    ("0111", "0111", "A", 1), ("A01", "01", "A", 1), (" 3670 ", "3670", "C", 36),
    ("汽车制造业", "36", "C", 36), ("C36汽车制造业", "36", "C", 36), ("36 汽车制造业", "36", "C", 36),
    ("36汽车制造业", "36", "C", 36), ("C3670 汽车零部件及配件制造", "3670", "C", 36),
    ("教育", "83", "P", 83), ("农业", "01", "A", 1), ("97", "97", "T", 97), ("96", "96", "S", 96),
  ])
  func reads(_ text: String, _ form: String, _ section: Character, _ division: Int) throws {
    let code = try IndustryCode(parsing: text)
    #expect(code.description == form)
    #expect(code.section == section)
    #expect(code.division == division)
    #expect(code == IndustryCode(form))
  }

  /// Every division and section has a name of its own in English.
  @Test func englishNames() throws {
    let divisions = try (1...97).map { try #require(IndustryCode($0 < 10 ? "0\($0)" : "\($0)")) }
    #expect(Set(divisions.map(\.english)).count == 97)
    #expect(try IndustryCode(parsing: "C3670").english == "motor vehicles")
    #expect(try IndustryCode(parsing: "T97").english == "international organisations")
    #expect(try IndustryCode(parsing: "批发和零售业").english == "wholesale and retail")
    #expect(IndustryNames.englishSections.count == IndustryNames.sections.count)
    #expect(IndustryNames.englishDivisions.count == IndustryNames.divisions.count)
  }

  @Test(arguments: [("C", "C"), ("制造业", "C"), ("C 制造业", "C"), ("批发和零售业", "F"), ("t", "T")])
  func readsSections(_ text: String, _ form: String) throws {
    let code = try IndustryCode(parsing: text)
    #expect(code.description == form)
    #expect(code.level == .section)
    #expect(code.division == nil)
    #expect(!code.sectionName.isEmpty)
  }

  @Test(arguments: [
    ("", IndustryError.empty), ("  ", .empty),
    ("A36", .sectionMismatch("A36", expected: "C36")),
    ("A111", .sectionMismatch("A111", expected: "A0111")),
    ("3670.0", .unknown("3670.0", suggestion: "3670")),
    ("1", .unknown("1", suggestion: "01")), ("36700", .unknown("36700", suggestion: "3670")),
    ("汽车制造", .unknown("汽车制造", suggestion: "汽车制造业")), ("99", .unknown("99", suggestion: nil)),
    ("00", .unknown("00", suggestion: nil)), ("Z36", .unknown("Z36", suggestion: nil)),
  ])
  func refuses(_ text: String, _ error: IndustryError) {
    #expect(throws: error) { try IndustryCode(parsing: text) }
    #expect(!error.chinese.isEmpty && !error.english.isEmpty)
    #expect(IndustryCode(text) == nil)
  }

  @Test(arguments: ["12英寸晶圆制造", "3D打印", "100强企业", "AGV小车", "C&C", "BMS"])
  func productNamesAreNoCodes(_ text: String) {
    #expect(IndustryCode(text) == nil)
  }

  @Test func partsAndOrder() throws {
    let codes = try ["C", "36", "367", "3670", "3671", "37", "A", "01"].map(
      IndustryCode.init(parsing:))
    #expect(codes[0].contains(codes[3]))
    #expect(codes[2].contains(codes[3]))
    #expect(codes[1].contains(codes[1]))
    #expect(!codes[3].contains(codes[2]))
    #expect(!codes[1].contains(codes[5]))
    #expect(!codes[1].contains(codes[0]))
    #expect(!codes[6].contains(codes[1]))
    #expect(
      codes.sorted().map(\.description) == ["A", "01", "C", "36", "367", "3670", "3671", "37"])
  }

  @Test func namesComeWithCodes() throws {
    #expect(IndustryCode.sections.count == 20)
    #expect(IndustryCode.divisions.count == 97)
    #expect(try IndustryCode(parsing: "3670").name == "汽车制造业")
    #expect(try IndustryCode(parsing: "3670").sectionName == "制造业")
    for code in IndustryCode.sections + IndustryCode.divisions {
      #expect(IndustryCode(code.description) == code)
      #expect(IndustryCode(code.name)?.section == code.section)
    }
  }

  @Test(.enabled(if: SharedData.has("gbt4754_2017.csv")))
  func everyReferenceCodeIsRead() throws {
    let rows = try SharedData.rows("gbt4754_2017.csv")
    var count = 0
    for row in rows where row.count >= 5 && row[4].count == 1 && row[0].count <= 4 {
      guard let code = IndustryCode(row[0]) else { continue }
      count += 1
      #expect(String(code.section) == row[4], "\(row[0])")
      if row[3] == "大类" || row[3] == "门类" { #expect(code.name == row[1]) }
    }
    #expect(count > 1900)
  }
}
