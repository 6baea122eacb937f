import ChainReports
import Foundation
import Testing

@Suite struct ShowReportTests {
  private func figures(_ object: [String: Any], _ list: String) -> [String] {
    (object[list] as? [[String: Any]] ?? []).map { group in
      let counts = ["firms", "certified", "smallMicro", "withOpenProblems"]
        .map { (group[$0] as? Int).map(String.init) ?? "?" }
      return "\(group["chain"] as? String ?? "")\(group["id"] as? String ?? "?") "
        + counts.joined(separator: " ")
    }
  }

  @Test func jsonHasTheHandCountedFigures() async throws {
    let json = try await BookSample.show(BookSample.read(BookSample.tables)).json()
    #expect(json.hasPrefix("{\n  \"schema\": \"qianglian.show/1\",\n  \"asOf\": \"2026-06-30\",\n"))
    let object = try BookSample.object(json)
    #expect((object["tables"] as? [String: Int])?["findings"] == 5)
    let firms = try #require(object["firms"] as? [String: Any])
    #expect(firms["firms"] as? Int == 4)
    #expect(firms["certified"] as? Int == 1)
    #expect(firms["smallMicro"] as? Int == 2)
    #expect(firms["withOpenProblems"] as? Int == 2)
    #expect(object["sizes"] as? [String: Int] == ["large": 1, "medium": 1, "small": 1, "micro": 1])
    #expect(object["leaders"] as? [String] == ["F1"])
    #expect(object["outsideChains"] as? [String] == ["F4"])
    #expect(figures(object, "chains") == ["C1 3 1 2 1", "C2 1 0 1 0"])
    #expect(figures(object, "segments") == ["C1S1 1 1 0 1", "C1S2 2 0 2 0", "C2S1 1 0 1 0"])
    #expect(figures(object, "regions") == ["990101 2 1 1 1", "990102 1 0 1 0"])
    #expect(object["withoutRegion"] as? Int == 1)
    let problems = try #require(object["openProblems"] as? [[String: Any]])
    #expect(problems.map { $0["affected"] as? Int } == [2, 1])
    #expect(problems.map { $0["firms"] as? [String] } == [["F1", "F4"], ["F4"]])
    #expect(problems.first?["problem"] as? [String: String] == ["id": "P1", "name": "硬度不均"])
    let network = try #require(object["network"] as? [String: Any])
    #expect(network["pairs"] as? Int == 3)
    #expect(network["components"] as? [Int] == [3])
    #expect(network["cycles"] as? [[String]] == [["F1", "F2"]])
  }

  @Test func textHasTheHandCountedFigures() async throws {
    let report = try await BookSample.show(BookSample.read(BookSample.tables))
    let chinese = report.text(in: .chinese, top: 20)
    for line in [
      "判定日期 2026-06-30", "计入获证的认证：QMS、IATF 16949",
      "  在业企业 4 家（小微 2 家），链主 1 家，不在任何环节 1 家  [S0]",
      "  规模：大型 1、中型 1、小型 1、微型 1  [S1]", "  角色：链主 1、配套企业 2  [S3]", "  环节 3 个  [S4]",
      "    C1 汽车链：3 家，获证 1/3，小微 2，有未销号问题 1  [S5-1]",
      "    990101 东县：2 家，获证 1/2，小微 1，有未销号问题 1  [S7-1]", "    未填区域 1 家",
      "  获证 1/4，有未销号问题 2 家  [S10]",
      "    链主：1 家，获证 1/1  [S12-1]", "    第 1 级：1 家，获证 0/1  [S12-2]",
      "    第 2 级：1 家，获证 0/1  [S12-3]", "    不供任何链主：1 家，获证 0/1  [S12-4]",
      "    P1 硬度不均：2 家  [S13-1]", "    甲厂、乙厂  [S21-1]",
    ] {
      #expect(chinese.split(separator: "\n").contains { $0 == line }, "\(line)\n\(chinese)")
    }
    let english = report.text(in: .english, top: 20)
    for line in [
      "as of 2026-06-30",
      "  4 firms in operation (2 small or micro), 1 chain leaders, 1 in no segment  [S0]",
      "  certified 1/4, with open problems 2  [S10]", "    without region: 1",
      "    P1 硬度不均: 2 firms  [S13-1]",
    ] {
      #expect(english.split(separator: "\n").contains { $0 == line }, "\(line)\n\(english)")
    }
    #expect(!english.contains { "（），、：".contains($0) })
  }

  @Test(arguments: [(1, 3), (2, 1), (0, 0), (-1, 0)])
  func topLimitsLists(_ top: Int, _ cuts: Int) async throws {
    var tables = BookSample.tables
    tables["chains.csv"] = "产业链编号,产业链名称\nC1,汽车链\n"
    tables["segments.csv"] = "产业链编号,环节编号,环节名称\nC1,S1,整车\n"
    tables["members.csv"] = "产业链编号,环节编号,企业\nC1,S1,F1\n"
    let report = try await BookSample.show(BookSample.read(tables))
    let text = report.text(in: .chinese, top: top)
    #expect(text.matches(of: /……还有 \d+ 项/).count == cuts)
  }

  @Test func csvHasARowForEachGroup() async throws {
    let report = try await BookSample.show(BookSample.read(BookSample.tables))
    let text = String(decoding: report.csv(in: .chinese), as: UTF8.self)
    #expect(
      text.replacing("\r\n", with: "\n") == """
        \u{FEFF}分组,产业链编号,编号,名称,在业企业,获证,小微企业,有未销号问题
        产业链,C1,C1,汽车链,3,1,2,1
        产业链,C2,C2,船舶链,1,0,1,0
        环节,C1,S1,整车,1,1,0,1
        环节,C1,S2,零件,2,0,2,0
        环节,C2,S1,船体,1,0,1,0
        区域,,990101,东县,2,1,1,1
        区域,,990102,西县,1,0,1,0

        """)
  }

  @Test func bookWithoutSuppliesSaysSo() async throws {
    let report = try await BookSample.show(BookSample.read(["firms.csv": "企业名称\n甲\n乙\n"]))
    #expect(report.text(in: .chinese, top: 20).contains("没有企业间供应关系"))
    let network = try #require(
      BookSample.object(report.json())["network"] as? [String: Any])
    #expect(network["unlinked"] as? Int == 2)
  }
}
