import Testing

@testable import ChainModel

@Suite struct RegionCodeTests {
  @Test(
    arguments: [
      ("330000", "330000", RegionCode.Level.province, nil), ("33", "330000", .province, nil),
      ("3301", "330100", .city, "330000"), ("330106", "330106", .county, "330100"),
      ("３３０１０６", "330106", .county, "330100"), (" 320322 ", "320322", .county, "320300"),
      ("429004", "429004", .county, "429000"), ("990001", "990001", .county, "990000"),
    ] as [(String, String, RegionCode.Level, String?)])
  func sixDigits(
    _ text: String, _ form: String, _ level: RegionCode.Level, _ parent: String?
  ) throws {
    let code = try #require(RegionCode(text))
    #expect(code.description == form)
    #expect(code.level == level)
    #expect(code.parent?.description == parent)
    #expect(code.isNational)
  }

  @Test(arguments: ["320382-KFQ", "徐州经开区", "330106001000", "05", "0101", "33010", "X1"])
  func otherTextIsOpaque(_ text: String) throws {
    let code = try #require(RegionCode(text))
    #expect(code.description == text)
    #expect(code.level == nil && code.parent == nil && code.province == nil)
    #expect(code.isWithin(code))
    #expect(try !code.isWithin(#require(RegionCode("330000"))))
  }

  @Test func blankIsNoCode() {
    #expect(RegionCode("") == nil)
    #expect(RegionCode(" \u{3000}\u{200B}") == nil)
  }

  @Test func within() throws {
    let county = try #require(RegionCode("330106"))
    let city = try #require(RegionCode("3301"))
    let province = try #require(RegionCode("33"))
    let other = try #require(RegionCode("340100"))
    #expect(county.isWithin(county) && county.isWithin(city) && county.isWithin(province))
    #expect(city.isWithin(province))
    #expect(!city.isWithin(county) && !province.isWithin(city) && !county.isWithin(other))
    #expect(county.province == province)
  }

  @Test(arguments: [
    ("江苏", "320000"), ("江苏省", "320000"), ("内蒙古", "150000"), ("广西壮族自治区", "450000"),
    ("北京", "110000"), ("香港", "810000"), (" 江 苏 ", "320000"),
  ])
  func provinceNames(_ name: String, _ code: String) throws {
    #expect(RegionCode(provinceNamed: name)?.description == code)
    #expect(RegionCode(code)?.provinceName != nil)
  }

  @Test func unknownProvince() {
    #expect(RegionCode(provinceNamed: "鼓楼区") == nil)
    #expect(RegionCode.provinces.count == 34)
    #expect(RegionCode.provinces.map(\.code) == RegionCode.provinces.map(\.code).sorted())
  }

  @Test func order() {
    let texts = ["Z2", "330106", "Z10", "330000", "33"]
    #expect(
      texts.compactMap { RegionCode($0) }.sorted().map(\.description)
        == ["330000", "330000", "330106", "Z2", "Z10"])
  }

  @Test(.enabled(if: SharedData.has("provinces.csv")))
  func provincesAgreeWithTheReference() throws {
    for row in try SharedData.rows("provinces.csv") {
      #expect(RegionCode(row[0])?.provinceName == row[1])
    }
  }
}
