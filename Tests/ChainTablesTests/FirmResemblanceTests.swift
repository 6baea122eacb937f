import ChainModel
import Testing

@testable import ChainTables

@Suite struct FirmResemblanceTests {
  /// The pairs of a book as `doubtful → likely: evidence`.
  private func pairs(_ rows: [String], _ files: [String: String] = [:]) throws -> [String] {
    var files = files
    files["firms.csv"] = "企业名称,统一社会信用代码,企业编号,联系电话,所属区域\n" + rows.joined(separator: "\n")
    return try pairs(of: BookSample.read(files))
  }

  private func pairs(of book: ChainBook) -> [String] {
    func name(_ firm: Int) -> String {
      let row = book.firms[firm]
      return book.text[row.name.isEmpty ? row.id : row.name]
    }
    return FirmResemblance(book).pairs.map {
      "\(name($0.firm)) → \(name($0.likely)): \($0.evidence.chinese)"
    }
  }

  private let codes = BookSample.codes

  @Test(arguments: [
    ("恒圆轴承有限责任公司", "去掉公司形式后名称相同（“恒圆轴承”）"), ("恒圆轴承股份有限公司", "去掉公司形式后名称相同（“恒圆轴承”）"),
    ("恒圆轴承", "去掉公司形式后名称相同（“恒圆轴承”）"), ("恒圆轴承(有限公司)", "去掉公司形式后名称相同（“恒圆轴承”）"),
    ("沛县恒圆轴承有限公司", "除地名和公司形式外名称相同（“恒圆轴承”），只有一家写了全部地名"),
    ("徐州市沛县恒圆轴承有限公司", "除地名和公司形式外名称相同（“恒圆轴承”），只有一家写了全部地名"),
    ("江苏恒圆轴承有限公司", "除地名和公司形式外名称相同（“恒圆轴承”），只有一家写了全部地名"),
    ("恒圆轴承（徐州市）有限公司", "除地名和公司形式外名称相同（“恒圆轴承”），只有一家写了全部地名"),
    ("恒 圆·轴承有限公司", "除标点、空格和大小写外名称相同"),
  ])
  func findsTheSameName(_ other: String, _ evidence: String) throws {
    let found = try pairs(["恒圆轴承有限公司,\(codes[0]),,,", "\(other),,,,"])
    let name = TextFolding.withoutStraySpaces(other)
    #expect(found == ["\(name) → 恒圆轴承有限公司: \(evidence)"])
  }

  /// Places known only from the book's own regions are places too.
  @Test func theBooksRegionsArePlaces() throws {
    let files = ["regions.csv": "行政区划代码,区域名称\n320300,徐州市\n990000,岭北高新区\n"]
    let rows = ["恒圆轴承有限公司,\(codes[0]),,,", "徐州恒圆轴承有限公司,,,,", "岭北高新区恒圆轴承,,,,"]
    #expect(try pairs(rows, files).count == 2)
    // Two places that differ are two firms, and an unknown word before a name is part of it.
    #expect(try pairs(Array(rows.dropFirst()), files).isEmpty)
    #expect(try pairs(Array(rows.prefix(2))).isEmpty)
  }

  @Test(arguments: [
    ("沛县恒圆轴承有限公司", "丰县恒圆轴承有限公司"), ("恒圆轴承有限公司", "恒圆轴承有限公司沛县分公司"), ("恒圆轴承厂", "恒圆轴承厂第一分厂"),
    ("恒圆轴承一厂", "恒圆轴承二厂"), ("沛县第一机械有限公司", "沛县第二机械有限公司"), ("恒圆轴承A有限公司", "恒圆轴承B有限公司"),
    ("华东机械制造有限公司", "华北机械制造有限公司"), ("老恒圆轴承制造厂", "新恒圆轴承制造厂"), ("恒圆轴承制造1厂", "恒圆轴承制造2厂"),
    ("宏达机械有限公司", "鸿达机械有限公司"), ("小糸制作所有限公司", "小松制作所有限公司"), ("康德国际贸易有限公司", "康合国际贸易有限公司"),
    ("华联有限公司", "沛县华联有限公司"), ("恒圆轴承有限公司", "恒圆齿轮有限公司"), ("江苏银行", "银行"), ("恒圆轴承有限公司", "恒圆轴承有限公司工会"),
    ("恒圆轴承有限公司徐州销售部", "恒圆轴承有限公司沛县销售部"),
  ])
  func proposesNotOtherFirms(_ one: String, _ other: String) throws {
    #expect(try pairs(["\(one),,,,", "\(other),,,,"]) == [])
    #expect(try pairs(["\(one),\(codes[0]),,,", "\(other),,,,"]) == [])
  }

  /// However alike, two valid codes are two firms; one code is one firm already.
  @Test func twoValidCodesAreTwoFirms() throws {
    let rows = ["恒圆轴承有限公司,\(codes[0]),,0516-1234567,", "恒圆轴承有限责任公司,\(codes[1]),,0516-1234567,"]
    #expect(try pairs(rows) == [])
    // A third entry may be either.
    let found = try pairs(rows + ["恒圆轴承,,,,"])
    #expect(found.map { $0.prefix(4) } == ["恒圆轴承", "恒圆轴承"])
    #expect(found.count == 2)
  }

  @Test(arguments: [
    ("恒圆精密轴承有限公司", "恒园精密轴承有限公司", "名称只差一字（“园”与“圆”）"),
    ("恒圆精密轴承有限公司", "恒圆精蜜轴承有限公司", "名称只差一字（“蜜”与“密”）"),
    ("恒圆精密轴承有限公司", "恒圆密精轴承有限公司", "名称中相邻两字颠倒"), ("恒圆精密轴承有限公司", "恒圆精密轴有限公司", "名称少一字（“承”）"),
    ("恒圆精密轴承有限公司", "恒圆精密轴承承有限公司", "名称多一字（“承”）"),
  ])
  func findsASlip(_ name: String, _ slip: String, _ evidence: String) throws {
    #expect(
      try pairs(["\(name),\(codes[0]),,,", "\(slip),,,,"]) == ["\(slip) → \(name): \(evidence)"])
  }

  /// 轴称 stands in no third name, 轴承 in several; without them nobody knows which it is.
  @Test func aWordThatOthersHaveShowsTheSlip() throws {
    let rows = ["恒圆精密轴承厂,\(codes[0]),,,", "恒圆精密轴称厂,,,,"]
    let others = (1...4).map { "第\($0)精密轴承厂家,,,," }
    #expect(try pairs(rows) == [])
    #expect(try pairs(rows + others) == ["恒圆精密轴称厂 → 恒圆精密轴承厂: 名称只差一字（“称”与“承”）"])
    #expect(
      try pairs(["恒圆精密轴承厂,\(codes[0]),,13800001111,", "恒圆精密轴称厂,,,138-0000-1111,"])
        == ["恒圆精密轴称厂 → 恒圆精密轴承厂: 名称只差一字（“称”与“承”）；联系电话相同"])
  }

  @Test func aSlipInAnotherRegionIsAnotherFirm() throws {
    let regions = ["regions.csv": "行政区划代码,区域名称\n320300,徐州市\n320322,沛县\n320321,丰县\n"]
    let name = "恒圆精密轴承有限公司,\(codes[0]),,,"
    #expect(try pairs([name + "沛县", "恒园精密轴承有限公司,,,,丰县"], regions).isEmpty)
    #expect(try pairs([name + "沛县", "恒园精密轴承有限公司,,,,徐州市"], regions).count == 1)
    #expect(try pairs([name + "沛县", "恒园精密轴承有限公司,,,,"], regions).count == 1)
    let same = try pairs([name + "沛县", "恒圆精密轴承有限责任公司,,,,丰县"], regions)
    #expect(same.map { $0.hasSuffix("；但所属区域不同") } == [true])
  }

  /// Where four names differ in one place, that place tells firms apart.
  @Test func manyNamesThatDifferInOnePlaceAreManyFirms() throws {
    let rows = ["宏", "鸿", "红", "洪"].map { "\($0)达机械制造有限公司,,,," }
    #expect(try pairs(rows) == [])
    #expect(try pairs(Array(rows.prefix(2))).count == 1)
  }

  // MARK: - Codes and telephones

  @Test func aMistypedCodeIsNearTheRightOne() throws {
    // One digit changed, two neighbours swapped: both fail the check.
    for (wrong, places) in [("914403001922038218", "18"), ("914403001922083216", "14、15")] {
      #expect(
        try pairs(["恒圆轴承有限公司,\(codes[0]),,,", "圆恒加工,\(wrong),,,"]) == [
          "圆恒加工 → 恒圆轴承有限公司: 信用代码“\(wrong)”校验不符，与“\(codes[0])”只差第 \(places) 位"
        ])
    }
    #expect(try pairs(["恒圆轴承有限公司,\(codes[0]),,,", "圆恒加工,914403001922038222,,,"]) == [])
  }

  @Test(arguments: [
    "9.14403001922038E+17", "914403001922038000", "914403001922038", "914403001922038272",
  ])
  func aDamagedCodeIsThatOfTheFirm(_ damaged: String) throws {
    #expect(
      try pairs(["恒圆轴承有限公司,\(codes[0]),,,", "圆恒加工,\(damaged),,,", "丙厂,\(codes[1]),,,"]) == [
        "圆恒加工 → 恒圆轴承有限公司: “\(damaged)”是“\(codes[0])”被电子表格当作数字后剩下的 15 位"
      ])
  }

  @Test func theSameFailedCodeIsEvidence() throws {
    let code = "91350100M0001TGQXM"
    #expect(
      try pairs(["恒圆轴承有限公司,\(code),F1,,", "圆恒加工,\(code),,,"]) == [
        "圆恒加工 → 恒圆轴承有限公司: 统一社会信用代码相同（\(code)，校验不符）"
      ])
    #expect(try pairs(["恒圆轴承有限公司,办理中,F1,,", "圆恒加工,办理中,,,"]) == [])
  }

  @Test(arguments: [
    ("0516-8888888", "05168888888"), ("138 0000 1111", "+86-13800001111/0516-1234567"),
  ])
  func theSameTelephoneAndName(_ one: String, _ other: String) throws {
    // Places that differ are two firms unless the telephone is the same.
    let rows = ["沛县恒圆轴承有限公司,\(codes[0]),,\(one),", "丰县恒圆轴承厂有限公司,,,\(one),"]
    #expect(try pairs(rows) == [])
    #expect(
      try pairs([rows[0], "丰县恒圆轴承,,,\(other),"]) == [
        "丰县恒圆轴承 → 沛县恒圆轴承有限公司: 除地名和公司形式外名称相同（“恒圆轴承”）；联系电话相同"
      ])
    #expect(try pairs([rows[0], "丰县恒圆轴承,,,0516,"]) == [])
  }

  // MARK: - Direction and shape

  /// The right entry has a valid code, else a row of its own, else a number, else the fuller name.
  @Test func theLikelyEntryIsTheBetterKnown() throws {
    let named = ["supplies.csv": "供应方,采购方\n恒圆轴承有限责任公司,甲厂\n"]
    let evidence = "去掉公司形式后名称相同（“恒圆轴承”）"
    #expect(try pairs(["恒圆轴承,,,,", "甲厂,,,,"], named) == ["恒圆轴承有限责任公司 → 恒圆轴承: \(evidence)"])
    #expect(
      try pairs(["恒圆轴承有限公司,,,,", "恒圆轴承,,F1,,"]) == ["恒圆轴承有限公司 → 恒圆轴承: \(evidence)"])
    #expect(
      try pairs(["恒圆轴承有限公司,,,,", "恒圆轴承,,,,"]) == ["恒圆轴承 → 恒圆轴承有限公司: \(evidence)"])
  }

  /// Each spelling is shown beside the best one only.
  @Test func severalSpellingsPointToOne() throws {
    let found = try pairs([
      "恒圆轴承有限公司,\(codes[0]),,,", "恒圆轴承,,,,", "恒圆轴承有限责任公司,,,,", "恒圆轴承股份有限公司,,,,",
    ])
    #expect(found.count == 3)
    #expect(found.allSatisfy { $0.contains(" → 恒圆轴承有限公司: ") })
  }

  @Test func sameNamesUnderTwoNumbersAreProposed() throws {
    #expect(
      try pairs(["恒圆轴承有限公司,,F1,,", "恒圆轴承有限公司,,F2,,"])
        == ["恒圆轴承有限公司 → 恒圆轴承有限公司: 名称相同"])
    #expect(try pairs((0..<100).map { "恒圆轴承有限公司,,F\($0),," }) == [])
  }

  /// A slower search that compares every two firms finds nothing else among random names.
  @Test func agreesWithComparingAll() throws {
    var random = SeededRandom(seed: 17)
    let places = ["", "沛县", "徐州市", "徐州市沛县", "江苏省"]
    let marks = ["宏达", "鸿达", "恒圆", "永盛", "永胜"]
    let trades = ["精密机械", "机械制造", "精密机戒", "轴承"]
    let forms = ["", "有限公司", "有限责任公司", "厂", "有限公司丰县分公司"]
    for _ in 0..<6 {
      let rows = Set(
        (0..<60).map { _ in
          random.pick(places) + random.pick(marks) + random.pick(trades) + random.pick(forms)
        }
      ).sorted()
      let book = try BookSample.read(["firms.csv": "企业名称\n" + rows.joined(separator: "\n")])
      var finder = FirmResemblance.Finder(book)
      finder.findByName()
      let names = finder.names
      var expected: Set<UInt64> = []
      for left in 0..<names.count {
        for right in left + 1..<max(left + 1, names.count) {
          let sets = (Set(names.places(of: left)), Set(names.places(of: right)))
          let isSame = names.core(of: left).elementsEqual(names.core(of: right))
          let isNested = sets.0.isSubset(of: sets.1) || sets.1.isSubset(of: sets.0)
          guard isSame, isNested, names.isBranch(left) == names.isBranch(right) else { continue }
          guard sets.0 == sets.1 || names.core(of: left).count >= 4 else { continue }
          expected.insert(UInt64(left) << 32 | UInt64(right))
        }
      }
      #expect(Set(finder.found.keys) == expected)
      #expect(expected.count > 3)
    }
  }

  @Test func theOrderOfRowsDoesNotShow() throws {
    var random = SeededRandom(seed: 23)
    let rows = [
      "恒圆轴承有限公司,\(codes[0]),,,", "恒圆轴承,,,,", "沛县恒圆轴承,,,,", "恒园精密轴承,,,,", "恒圆精密轴承,,,,",
      "永盛机械制造厂,,,138 0000 1111,",
      "永胜机械制造厂,,,13800001111,", "圆恒加工,9.14403001922038E+17,,,",
    ]
    let expected = try pairs(rows)
    #expect(expected.count >= 5)
    for _ in 0..<4 { #expect(try pairs(rows.shuffled(using: &random)) == expected) }
  }

  @Test func anEmptyBookHasNoPairs() throws {
    let book = try BookSample.read(["regions.csv": "行政区划代码,区域名称\n320300,徐州市\n"])
    #expect(FirmResemblance(book).pairs.isEmpty)
    #expect(MergeProposals(book).proposals.isEmpty)
  }
}
