import ChainAnalysis
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
        区域,,,未填区域,1,0,0,1
        供应级数,,0,链主,1,1,0,1
        供应级数,,1,第 1 级,1,0,1,0
        供应级数,,2,第 2 级,1,0,1,0
        供应级数,,,不供任何链主,1,0,0,1

        """)
  }

  /// What a table is missing for is said once, and nothing reads as if it had been found.
  @Test func missingTablesAreNotFindings() async throws {
    let bare = try await BookSample.show(BookSample.read(["firms.csv": "企业名称\n甲\n乙\n"]))
    let text = bare.text(in: .chinese, top: 20)
    for line in [
      "未提供证书，不判定获证", "未提供供应关系，不判定下游、级数与必经", "未提供链主，不判定级数与必经", "未提供问题记录",
    ] {
      #expect(text.split(separator: "\n").count { $0 == line } == 1, "\(line)\n\(text)")
    }
    #expect(text.matches(of: /获证/).count == 1 && !text.contains("未销号") && !text.contains("下游没有"))
    let whole = try await BookSample.show(BookSample.read(BookSample.tables)).text(in: .chinese)
    #expect(!whole.contains("未提供"))
    var tables = BookSample.tables
    tables["supplies.csv"] = nil
    let unlinked = try await BookSample.show(BookSample.read(tables)).text(in: .chinese, top: 20)
    #expect(unlinked.contains("Z2 QMS 过期") && !unlinked.contains("下游没有"))
    tables = BookSample.tables
    tables["chains.csv"] = "产业链编号,产业链名称\nC1,汽车链\nC2,船舶链\n"
    tables["members.csv"] = tables["members.csv"]?.replacing("链主", with: "")
    let leaderless = try await BookSample.show(BookSample.read(tables)).text(in: .chinese, top: 20)
    #expect(leaderless.contains("下游 1 家") && !leaderless.contains("不到链主"))
  }

  /// Without a row of certificates there is no certified share in any format.
  @Test func noSharesWithoutCertificates() async throws {
    var tables = BookSample.tables
    tables["certificates.csv"] = nil
    tables["segments.csv"] = """
      产业链编号,环节编号,环节名称,应获强制性认证
      C1,S1,整车,CCC
      C1,S2,零件,
      C2,S1,船体,

      """
    var options = BookOverview.Options()
    options.proposesStatus = true
    let report = try await BookSample.show(BookSample.read(tables), options: options)
    let text = report.text(in: .chinese, top: 0)
    #expect(text.split(separator: "\n").count { $0 == "未提供证书，不判定获证" } == 1)
    for word in ["应证未证", "瓶颈位置", "联合认证", "获证 ", "计入获证", "/3", "/4"] {
      #expect(!text.contains(word), "\(word)\n\(text)")
    }
    #expect(text.contains("获证率低于本链各环节的中位数（未提供证书，不适用）"))
    let object = try BookSample.object(report.json())
    #expect((object["firms"] as? [String: Any])?["certified"] is NSNull)
    for list in ["chains", "segments", "regions", "tiers", "segmentRegions", "statusProposals"] {
      let groups = try #require(object[list] as? [[String: Any]], "\(list)")
      #expect(!groups.isEmpty && groups.allSatisfy { $0["certified"] is NSNull }, "\(list)")
    }
    #expect(object["mandatoryMissing"] is NSNull && object["uncertifiedOnBottlenecks"] is NSNull)
    let csv = String(decoding: report.csv(in: .chinese), as: UTF8.self)
    #expect(csv.contains("产业链,C1,C1,汽车链,3,,2,1,"))
    #expect(csv.contains("环节,C1,S1,整车,1,,0,1,风险环节,仅 1 家企业（甲厂）"))
  }

  /// Of a leader that has closed the head says so, and nobody is counted below it.
  @Test func closedLeadersAreNamed() async throws {
    var tables = BookSample.tables
    tables["firms.csv"] = tables["firms.csv"]?.replacing("大型,东县,在业", with: "大型,东县,注销")
    let report = try await BookSample.show(BookSample.read(tables))
    let text = report.text(in: .chinese, top: 0)
    #expect(text.contains("\n链主 甲厂 非在业，不计\n") && text.contains("\n没有在业的链主，不判定级数与必经\n"))
    #expect(text.contains("链主 0 家"))
    let object = try BookSample.object(report.json())
    #expect(object["closedLeaders"] as? [String] == ["F1"])
  }

  /// Lines that say what figures leave out or rest on.
  @Test func remarksOnCertificates() async throws {
    var tables = BookSample.tables
    tables["certificates.csv"]? += "Z4,F3,QMS,\nZ5,F1,QMS,2026-01-01\nZ6,F2,CCC,2026-05-01\n"
    tables["segments.csv"] = "产业链编号,环节编号,环节名称,应获强制性认证\nC1,S1,整车,\nC1,S2,零件,CCC\nC2,S1,船体,\n"
    let text = try await BookSample.show(BookSample.read(tables)).text(in: .chinese, top: 0)
    #expect(text.contains("  获证 2/4（其中 1 家的证书未写有效期与状态，按有效计），有未销号问题 2 家  [S10]\n"))
    #expect(text.contains("  失效的证书：过期 2；另有 1 张已过期但同类另有有效证书，不列  [S17]\n"))
    #expect(text.contains("Z6 CCC 过期：") && text.contains("；不计入获证；乙厂因此应证未证（CCC）；"))
    // Problems without assessments rest on an assumption.
    #expect(text.contains("    书中没有诊断记录：") && text.contains("不能相加"))
    let overview = try await BookSample.show(BookSample.read(tables)).text(in: .chinese)
    #expect(overview.contains("；书中没有诊断记录："))
    tables["assessments.csv"] = "企业,诊断日期\nF1,2026-05-01\n"
    let assessed = try await BookSample.show(BookSample.read(tables)).text(in: .chinese, top: 0)
    #expect(!assessed.contains("没有诊断记录"))
  }

  /// Beyond three segments a line says how many there are.
  @Test func onlyFirmOfManySegments() async throws {
    let segments = ["S1", "S2", "S3", "S4"]
    let report = try await BookSample.show(
      BookSample.read([
        "firms.csv": "企业编号,企业名称\nF1,甲厂\nF2,乙厂\n",
        "chains.csv": "产业链编号,产业链名称\nC1,链\n",
        "segments.csv": "产业链编号,环节编号,环节名称\n"
          + segments.map { "C1,\($0),环\($0)\n" }.joined(),
        "members.csv": "产业链编号,环节编号,企业\n" + segments.map { "C1,\($0),F1\n" }.joined(),
        "certificates.csv": "证书编号,企业,认证类别,有效期至\nZ1,F2,QMS,2028-01-01\n",
      ]))
    #expect(report.text(in: .chinese).contains("环节环S1、环S2、环S3 等 4 个仅此一家"))
  }

  /// The line that merge prints about proposals nobody has decided.
  @Test func pendingProposalsAreNamed() async throws {
    let book = try BookSample.read(BookSample.tables)
    let overview = await BookOverview(
      book, ledger: QualityLedger(book, asOf: try BookSample.day), options: .init())
    let pending = ShowReport(overview, pending: [(.firm, 2), (.segment, 0)])
    #expect(pending.text(in: .chinese).contains("\n待确认的归并建议：企业 2\n"))
    #expect(!ShowReport(overview).text(in: .chinese).contains("待确认"))
  }

  @Test func jointCandidatesHaveAStableClass() async throws {
    let overview = try BookSample.object(
      await BookSample.show(BookSample.read(path: BookSample.example.path, asOf: BookSample.day))
        .json(in: .english))
    let groups = try #require(overview["jointCandidates"] as? [[String: Any]])
    let keys = groups.compactMap { $0["problemClass"] as? String }
    #expect(!keys.isEmpty && keys.count == groups.count)
    #expect(keys.allSatisfy { $0.hasPrefix("dimension:") || $0.hasPrefix("aspect:") })
    #expect(keys.joined().allSatisfy { $0.isASCII })
  }

  @Test func bookWithoutSuppliesSaysSo() async throws {
    let report = try await BookSample.show(BookSample.read(["firms.csv": "企业名称\n甲\n乙\n"]))
    #expect(!report.text(in: .chinese, top: 20).contains("供应网络"))
    let inferred = try await BookSample.show(
      BookSample.read([
        "firms.csv": "企业名称\n甲\n乙\n", "supplies.csv": "供应方,采购方,关系来源\n甲,乙,推断\n",
      ]))
    #expect(
      inferred.text(in: .chinese, top: 20).contains("没有申报的企业间供应关系；推断的供应关系 1 条，未计入  [S20]"))
    let network = try #require(
      BookSample.object(report.json())["network"] as? [String: Any])
    #expect(network["unlinked"] as? Int == 2)
  }
}
