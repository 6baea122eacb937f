import ChainModel
import Testing

@testable import ChainTables

@Suite struct NearestNameTests {
  private static let names = [
    "电池材料", "永磁材料", "热处理", "锻铸毛坯", "车规功率芯片", "电芯", "电池系统", "驱动电机", "电控系统", "轴承", "齿轮轴", "高低压线束",
    "车桥底盘", "整车制造", "专用车", "检测与工装",
  ]

  private let segments = NearestName(
    names.enumerated().map { number, name in
      NearestName.Entry(id: number < 9 ? "HJ0\(number + 1)" : "HJ\(number + 1)", name: name)
    })

  @Test(arguments: [
    ("电控系统总成", "电控系统", "含有“电控系统”"), ("锻造铸造毛坯", "锻铸毛坯", "“锻铸毛坯”是它的缩略"),
    ("轴承制造", "轴承", "含有“轴承”"), ("高低压电线束", "高低压线束", "与“高低压线束”只差 1 处"),
    ("检测及工装", "检测与工装", "与“检测与工装”只差 1 处"), ("功率芯片", "车规功率芯片", "“车规功率芯片”含有“功率芯片”"),
    ("车桥低盘", "车桥底盘", "与“车桥底盘”只差 1 处"),
    ("HJ9", "电控系统", "与编号“HJ09”只差大小写、分隔符或数字前的零"),
    ("hj-010", "轴承", "与编号“HJ10”只差大小写、分隔符或数字前的零"),
  ])
  func findsTheNearest(_ name: String, _ nearest: String, _ evidence: String) throws {
    let first = try #require(segments.candidates(for: name).first)
    #expect(segments.entries[first.entry].name == nearest)
    #expect(first.evidence.chinese == evidence)
    #expect((NearestName.threshold...1).contains(first.score))
    #expect(!first.evidence.english.isEmpty)
  }

  /// A code that no entry has is not near to its neighbours, nor are short names that share a mark.
  @Test(arguments: ["HJ17", "HJ99", "包装物流", "软件", "", "材", "电", "0", "玻璃"])
  func findsNothingFar(_ name: String) {
    #expect(segments.candidates(for: name).map { segments.entries[$0.entry].name } == [])
  }

  @Test func countiesThatShareOnlyTheirMarkAreNotNear() {
    let regions = NearestName(
      ["沛县", "丰县", "铜山区", "泉山区", "鼓楼区", "睢宁县"].map { NearestName.Entry(id: $0, name: $0) })
    for name in ["邳县", "贾汪区", "云龙区", "铁山区"] {
      #expect(regions.candidates(for: name).isEmpty, "\(name)")
    }
    #expect(regions.candidates(for: "江苏省沛县").map(\.entry) == [0])
  }

  @Test func codesApartStayApart() {
    let codes = NearestName(
      ["1-12", "11-2", "S-1", "S1-1"].map { NearestName.Entry(id: $0, name: "") })
    #expect(codes.candidates(for: "1.12").map(\.entry) == [0])
    #expect(codes.candidates(for: "11 02").map(\.entry) == [1])
    #expect(codes.candidates(for: "S01").map(\.entry) == [2])
    #expect(codes.candidates(for: "112").isEmpty)
  }

  /// The oracle compares the name with every entry.
  @Test func agreesWithComparingAll() {
    var random = SeededRandom(seed: 3)
    let parts = ["电", "池", "系", "统", "轴", "承", "制", "造", "材", "料", "车", "桥"]
    func name() -> String { (0..<2 + random.below(5)).map { _ in random.pick(parts) }.joined() }
    for _ in 0..<30 {
      let entries = (0..<40).map { _ in name() }
      let nearest = NearestName(entries.map { NearestName.Entry(id: $0, name: $0) })
      for _ in 0..<20 {
        let text = name()
        let found = nearest.candidates(for: text, limit: 40)
        // What holds the name, or is held by it, is always found.
        for (position, entry) in entries.enumerated()
        where entry.contains(text) || text.contains(entry) {
          #expect(found.contains { $0.entry == position }, "\(text) \(entry)")
        }
        #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
      }
    }
  }

  // MARK: - In the messages

  @Test func anUnknownSegmentNamesTheNearest() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称\n甲厂\n", "chains.csv": "产业链编号,产业链名称\nC1,新能源汽车产业链\nC2,轴承产业链\n",
      "segments.csv": "产业链编号,环节编号,环节名称\nC1,HJ08,电控系统\nC2,HJ08,热处理\n",
      "members.csv": "产业链编号,环节编号,企业\nC1,电控系统总成,甲厂\nC2,电控系统总成,甲厂\n新能源汽车链,HJ08,甲厂\nC1,HJ8,甲厂\n",
    ])
    let created = book.diagnostics.filter { $0.code.hasPrefix("created-") }
    #expect(
      created.map(\.message.chinese) == [
        "“环节”表中没有这一项，已按名称建立，最接近“电控系统”（HJ08）",
        // Another chain's segments are not near.
        "“环节”表中没有这一项，已按名称建立",
        "“产业链”表中没有这一项，已按名称建立，最接近“新能源汽车产业链”（C1）",
        "“环节”表中没有这一项，已按名称建立",
        "“环节”表中没有这一项，已按名称建立，最接近“电控系统”（HJ08）",
      ])
    #expect(created[0].fix.chinese.contains("改填“HJ08”"))
    #expect(created[0].fix.chinese.contains("归并建议"))
    #expect(created[1].fix.chinese == "在“环节”表补一行，或改正名称")
    #expect(created[0].message.english.hasSuffix("the nearest is “电控系统” (HJ08)"))
  }

  @Test func anAmbiguousRegionNamesItsCandidates() throws {
    let book = try BookSample.read([
      "regions.csv":
        "行政区划代码,区域名称,上级代码\n320300,徐州市,\n320302,鼓楼区,\n320106,鼓楼区,\n990000,经开区,320300\n990001,经开区,\n",
      "firms.csv": "企业名称,所属区域\n甲厂,鼓楼区\n乙厂,经开区\n",
    ])
    let marked = book.diagnostics.filter { $0.code == "region-ambiguous" }
    #expect(
      marked.map(\.message.chinese) == [
        "区域名称有 2 个同名区域（江苏省→鼓楼区（320106）、江苏省→徐州市→鼓楼区（320302）），未采用",
        "区域名称有 2 个同名区域（江苏省→徐州市→经开区（990000）、江苏省→徐州市→经开区→经开区（990001）），未采用",
      ])
  }
}
