import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import Foundation
import Testing

/// What the analyses find, drawn on the chain map: blocking points, traced problems, proposals.
@Suite struct ChainMapFindingsTests {
  /// A chain of five rolling mills, each with the problem, behind one furnace; and a parent of parts
  /// whose status nobody states.
  private func book(pain: String) throws -> TemporaryBook {
    let firms = (1...9).map { "F\($0)" }
    let mills = firms.prefix(5)
    return try TemporaryBook([
      "firms.csv": "企业编号,企业名称\n" + firms.map { "\($0),\($0)厂\n" }.joined(),
      "chains.csv": "产业链编号,产业链名称,链主\nC1,链,F9\n",
      "segments.csv": "产业链编号,环节编号,环节名称,链上位置,状态\n"
        + "C1,S1,熔炼,上游,\nC1,S2,轧制,中游,\nC1,S3,总装,下游,优势环节\nC1,S4,检测,支撑配套,缺失环节\n",
      "members.csv": "产业链编号,环节编号,企业\nC1,S1,F6\n"
        + mills.map { "C1,S2,\($0)\n" }.joined() + "C1,S3,F8\nC1,S3,F9\nC1,S4,F7\n",
      "flows.csv": "产业链编号,供给环节,需求环节\nC1,S1,S2\nC1,S2,S3\n",
      "supplies.csv": "供应方,采购方\n" + mills.map { "F6,\($0)\n\($0),F8\n" }.joined()
        + "F8,F9\n",
      "problems.csv": "问题编号,问题名称,标签\nW1,裂纹,\(pain)\n",
      "findings.csv": "企业,问题编号,发现日期,状态\n"
        + mills.map { "\($0),W1,2026-05-01,整改中\n" }.joined(),
      "assessments.csv": "企业,诊断日期\n" + firms.map { "\($0),2026-05-01\n" }.joined(),
    ])
  }

  @Test(
    arguments: [("堵点", true), ("难点", false), ("", false)] as [(String, Bool)])
  func aBlockingPointIsSaidInBoxLegendAndHeadline(_ pain: String, _ isBlockage: Bool) async throws {
    let book = try book(pain: pain)
    let map = try draw(book.path)
    let drawn = try await DrawnMap(map)
    let line = try #require(drawn.strings("segment-S2").first { $0.hasPrefix("共性") })
    #expect(line.hasPrefix(isBlockage ? "共性·堵点：裂纹" : "共性：裂纹"))
    let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined(separator: " ")
    #expect(legend.contains("堵点") == isBlockage)
    #expect(map.headline.contains("1 个环节有堵点（轧制）") == isBlockage)
  }

  /// Where the library says nothing, a problem at a bottleneck is a blocking point.
  @Test func anUnlabelledProblemAtABottleneckBlocks() throws {
    let file = try book(pain: "")
    let book = try BookReader(asOf: exampleDay).read(file.path)
    let ledger = QualityLedger(book, asOf: exampleDay)
    let findings = ChainFindings(
      ChainProfile(chain: 0, in: book, ledger: ledger), in: book,
      network: SupplyNetwork(book), ledger: ledger)
    let furnace = try #require(book.firms.indices.first { book.text[book.firms[$0].id] == "F6" })
    #expect(findings.marks.firms[furnace] != nil && findings.marks.firms[0] == nil)
    #expect(findings.isBlockage(0, at: [0, furnace], in: book))
    #expect(!findings.isBlockage(0, at: [0, 1], in: book))
  }

  /// Everyone is downstream of the furnace, so that it explains nothing beyond chance.
  @Test func aSourceThatChanceExplainsIsNotDrawn() async throws {
    let book = try book(pain: "")
    let map = try draw(book.path)
    let drawn = try await DrawnMap(map)
    #expect(!map.headline.contains("上溯"))
    #expect(!drawn.ids("segment-").flatMap(drawn.strings).contains { $0.contains("◎") })
  }

  /// Findings that name both suspects make the sentence a fact; the hollow triangles stay.
  @Test func aVerifiedSourceIsCalledVerified() async throws {
    var tables: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: Places.example)
    where name.hasSuffix(".csv") {
      tables[name] = try String(contentsOfFile: Places.example + "/" + name, encoding: .utf8)
    }
    let findings = try #require(tables["findings.csv"])
    var rows = findings.split(separator: "\n").map(String.init)
    // A firm below each of the two, which names it.
    var pending = ["石梁县恒圆轴承": "溪口县红炉热处理有限公司", "柳浦县凌转轴承": "溪口县淬远热处理有限公司"]
    for index in rows.indices where rows[index].contains(",待溯源核实,") {
      guard let firm = pending.keys.first(where: rows[index].hasPrefix),
        let source = pending.removeValue(forKey: firm)
      else { continue }
      rows[index] = rows[index].replacing(",待溯源核实,", with: ",\(source)为源头,")
    }
    #expect(pending.isEmpty)
    tables["findings.csv"] = rows.joined(separator: "\n") + "\n"
    let book = try TemporaryBook(tables)
    let map = try draw(book.path)
    #expect(map.headline.contains("可上溯至 2 家“热处理”企业（◎），已溯源核实"))
    let drawn = try await DrawnMap(map)
    let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined(separator: " ")
    #expect(legend.contains("上游共同来源，经溯源核实") && !legend.contains("疑似"))
  }

  /// Proposals appear where nothing is declared, with their own frame, and change no declared status.
  @Test func proposedStatusesAreToldFromDeclaredOnes() async throws {
    let file = try book(pain: "")
    let book = try BookReader(asOf: exampleDay).read(file.path)
    let ledger = QualityLedger(book, asOf: exampleDay)
    let profile = ChainProfile(chain: 0, in: book, ledger: ledger)
    let network = SupplyNetwork(book)
    let positions = await BottleneckPositions(book, network: network, leaders: profile.leaders)
    let proposals = SegmentStatusProposal.proposals(
      book, ledger: ledger, bottlenecks: positions, problems: CommonProblems(book, ledger: ledger))
    let findings = ChainFindings(
      profile, in: book, network: network, ledger: ledger, proposals: proposals)
    let map = ChainMap(
      profile, findings: findings, book: book, ledger: ledger, options: MapOptions()
    ).draw()
    let drawn = try await DrawnMap(map)
    #expect(drawn.strings("segment-S1").contains { $0.hasPrefix("建议风险环节") })
    #expect(drawn.strings("segment-S3").contains { $0.hasPrefix("优势环节") })
    #expect(drawn.strings("segment-S4").contains { $0.hasPrefix("缺失环节") })
    #expect(!drawn.strings("segment-S4").contains { $0.contains("建议") })
    let remark = map.remarks.first { $0.chinese.contains("申报状态与规则建议不同") }
    #expect(!findings.disputed.isEmpty)
    #expect(remark?.chinese.hasPrefix("\(findings.disputed.count) 个环节") ?? false)
    // Proposals have their own frame, but for the thick one of a single provider.
    let dotted = map.diagram.dotText.split(separator: "\n").count {
      $0.contains("STYLE=\"DOTTED\"")
    }
    let single = profile.segments.filter(ChainProfile.isSingleProvider).map(\.segment)
    #expect(dotted == findings.proposals.keys.count { !single.contains($0) })
    let plain = try draw(file.path)
    #expect(!plain.diagram.dotText.contains("建议"))
  }
}
