import SheetText
import Testing

private let known: Set<String> = [
  "序号", "企业名称", "统一社会信用代码", "联系人", "联系电话", "营业收入", "营业收入(万元)", "从业人员", "主要产品", "所属区域", "产业链", "备注",
  "联系人电话",
]

private func score(_ name: String) -> Int { known.contains(name) ? 1 : 0 }

private func find(_ rows: [[String]], merges: [CellMerge]? = nil) throws -> SheetHeader {
  try #require(HeaderFinder.find(in: rows, merges: merges, isKnownHeader: score))
}

@Suite struct HeaderFinderTests {
  @Test func plain() throws {
    let header = try find([["企业名称", "联系人"], ["甲厂", "张三"]])
    #expect(header.rows == 0...0)
    #expect(header.dataStart == 1)
    #expect(header.columns.map(\.name) == ["企业名称", "联系人"])
    #expect(header.remarks == [.knownHeaders(row: 0, count: 2)])
  }

  @Test func titleUnitsAndBlanks() throws {
    let header = try find([
      ["沛县企业摸底表", "", ""], [], ["填报单位：沛县市监局", "", "单位：万元"],
      ["企业名称", "营业收入", "备注"], ["甲厂", "300", ""],
    ])
    #expect(header.rows == 3...3)
    #expect(header.dataStart == 4)
    #expect(header.titles == ["沛县企业摸底表"])
    #expect(header.sheetUnits == ["万元"])
    #expect(
      header.captions == [
        SheetHeader.Caption(row: 2, column: 0, label: "填报单位", value: "沛县市监局")
      ])
    #expect(
      header.remarks == [.titleRow(0), .captionRow(2), .knownHeaders(row: 3, count: 3)])
  }

  @Test func titleCopiedOverItsCellsAndUnitInTitle() throws {
    let header = try find([
      ["企业情况（单位：万元、人）", "企业情况（单位：万元、人）"], ["企业名称", "营业收入"], ["甲", "1"],
    ])
    #expect(header.rows == 1...1)
    #expect(header.sheetUnits == ["万元", "人"])
  }

  @Test func unitRowAlone() throws {
    let header = try find([["", "", "（单位：人）"], ["企业名称", "联系人", "从业人员"], ["甲", "乙", "3"]])
    #expect(header.rows == 1...1)
    #expect(header.sheetUnits == ["人"])
    #expect(header.remarks.first == .unitRow(0, units: ["人"]))
  }

  @Test func unitsAndNumbersBelowTheHeader() throws {
    let header = try find([
      ["企业名称", "营业收入", "从业人员", "备注"], ["", "万元", "（人）", ""], ["甲", "1", "2", "3"], [],
      ["甲厂", "300", "12", ""],
    ])
    #expect(header.rows == 0...0)
    #expect(header.dataStart == 4)
    #expect(header.columns.map(\.unit) == [nil, "万元", "人", nil])
    #expect(header.sheetUnits.isEmpty)
  }

  @Test func twoRowsInferred() throws {
    let header = try find([
      ["沛县摸底表", "", "", "", "", ""],
      ["序号", "企业名称", "产值（万元）", "", "联系人", ""],
      ["", "", "2023年", "2024年", "姓名", "电话"],
      ["1", "甲厂", "300", "400", "张三", "138"],
    ])
    #expect(header.rows == 1...2)
    #expect(header.dataStart == 3)
    #expect(
      header.columns.map(\.name) == [
        "序号", "企业名称", "产值（万元）/2023年", "产值（万元）/2024年", "联系人/姓名", "联系人电话",
      ])
    #expect(header.columns.map(\.unit) == [nil, nil, "万元", "万元", nil, nil])
    #expect(header.columns[3].path == ["产值（万元）", "2024年"])
    #expect(header.remarks.contains(.mergedHeader(1...2)))
  }

  @Test func uniqueSubHeadersStandAlone() throws {
    let header = try find([
      ["基本情况", "", "经营情况", ""], ["企业名称", "主要产品", "营业收入", "研发投入"], ["甲", "乙", "1", "2"],
    ])
    #expect(header.rows == 0...1)
    #expect(header.columns.map(\.name) == ["企业名称", "主要产品", "营业收入", "研发投入"])
  }

  @Test func sharedSubHeadersAreJoined() throws {
    let header = try find([
      ["企业名称", "一季度", "", "二季度", ""], ["", "产值", "税收", "产值", "税收"], ["甲", "1", "2", "3", "4"],
    ])
    #expect(
      header.columns.map(\.name) == ["企业名称", "一季度/产值", "一季度/税收", "二季度/产值", "二季度/税收"])
  }

  @Test func mergedRegions() throws {
    let rows = [
      ["序号", "企业名称", "经营情况", ""], ["", "", "营业收入", "从业人员"], ["1", "甲", "3", "4"],
    ]
    let merges = [
      CellMerge(rows: 0...1, columns: 0...0), CellMerge(rows: 0...1, columns: 1...1),
      CellMerge(rows: 0...0, columns: 2...3),
    ]
    let header = try find(rows, merges: merges)
    #expect(header.rows == 0...1)
    #expect(header.columns.map(\.name) == ["序号", "企业名称", "营业收入", "从业人员"])
    // Known merged regions that don't reach the header leave it one row.
    let plain = try find(
      [["序号", "企业名称", "主要产品", ""], ["1", "甲", "阀", "铸件"]], merges: [])
    #expect(plain.rows == 0...0)
  }

  @Test func mergedTitleIsNoGroup() throws {
    let header = try find(
      [["沛县", "", ""], ["企业名称", "联系人", "备注"], ["甲", "乙", ""]],
      merges: [CellMerge(rows: 0...0, columns: 0...2)])
    #expect(header.rows == 1...1)
    #expect(header.titles == ["沛县"])
  }

  @Test func valuesCopiedOverMergedHeaders() throws {
    let header = try find([
      ["企业名称", "产值", "产值", "联系人"], ["企业名称", "2023", "2024", "联系人"], ["甲", "1", "2", "乙"],
    ])
    #expect(header.rows == 0...1)
    #expect(header.columns.map(\.name) == ["企业名称", "产值/2023", "产值/2024", "联系人"])
  }

  @Test(arguments: ["企业名称", "名号"])
  func threeRows(first: String) throws {
    let header = try find([
      [first, "经营", "", "", "", "联系人"], ["", "2023年", "", "2024年", "", ""],
      ["", "产值", "税收", "产值", "税收", ""], ["甲", "1", "2", "3", "4", "乙"],
    ])
    #expect(header.rows == 0...2)
    #expect(header.dataStart == 3)
    #expect(
      header.columns.map(\.name) == [
        first, "经营/2023年/产值", "经营/2023年/税收", "经营/2024年/产值", "经营/2024年/税收", "联系人",
      ])
  }

  @Test func leadingBlankColumns() throws {
    let header = try find([["", "", "企业名称", "联 系\n人"], ["", "", "甲", "乙"]])
    #expect(header.firstColumn == 2)
    #expect(header.columns.map(\.name) == ["企业名称", "联系人"])
    #expect(header.columns.map(\.index) == [2, 3])
    #expect(header.remarks.contains(.leadingColumns(2)))
  }

  @Test func blankCellsBesideDataAreNoGroups() throws {
    let header = try find([
      ["企业名称", "主要产品", "", "备注"], ["甲厂", "阀门", "铸件", ""], ["乙厂", "轴", "", ""],
    ])
    #expect(header.rows == 0...0)
    #expect(header.columns.map(\.name) == ["企业名称", "主要产品", "", "备注"])
  }

  @Test func unknownHeaderIsGuessed() throws {
    let header = try find([["清单"], ["Name", "City", "Count"], ["A", "B", "3"], ["C", "D", "4"]])
    #expect(header.rows == 1...1)
    #expect(header.remarks == [.titleRow(0), .guessedByShape(row: 1)])
    for remark in header.remarks {
      #expect(remark.chinese.contains("第"))
      #expect(remark.english.contains("row"))
    }
  }

  /// A line of captions with a word of advice beside them is no group of the header below.
  @Test func captionsWithAdviceAreNoGroups() throws {
    let header = try #require(
      HeaderFinder.find(
        in: [
          ["填报单位：某县局", "", "带 * 的列必填", ""], ["企业名称", "产值", "主要产品", "备注"],
          ["甲厂", "1", "轴", ""],
        ],
        merges: [CellMerge(rows: 0...0, columns: 0...1), CellMerge(rows: 0...0, columns: 2...3)],
        isKnownHeader: score))
    #expect(header.rows == 1...1)
    #expect(header.captions.map(\.value) == ["某县局"])
  }

  @Test func oneColumn() throws {
    #expect(try find([["企业名称"], ["甲"]]).columns.map(\.name) == ["企业名称"])
    #expect(try find([["名册"], ["甲"]]).rows == 0...0)
  }

  @Test func nothing() {
    #expect(HeaderFinder.find(in: [], isKnownHeader: score) == nil)
    #expect(HeaderFinder.find(in: [[], ["", " "]], isKnownHeader: score) == nil)
  }

  @Test func raggedRowsDoNotTrap() throws {
    var seed: UInt64 = 7
    func next(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    let words = ["", "", "企业名称", "产值", "2023年", "单位：万元", "1", "甲厂", "注：无", "万元"]
    for _ in 0..<500 {
      let rows = (0..<next(7)).map { _ in (0..<next(6)).map { _ in words[next(words.count)] } }
      guard let header = HeaderFinder.find(in: rows, isKnownHeader: score) else { continue }
      #expect(header.dataStart > header.rows.upperBound)
      #expect(header.rows.upperBound < rows.count)
      #expect(header.columns.first?.path.isEmpty == false)
    }
  }
}
