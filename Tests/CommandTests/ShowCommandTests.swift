import Foundation
import Testing

@Suite struct ShowCommandTests {
  @Test func textSaysDateCountsAndGroups() async throws {
    let outcome = try await Command.run(
      ["show", Repository.example.path, "--top", "20", "--quiet"] + Command.day, in: Sandbox())
    #expect(outcome.text.hasPrefix("虚构示例数据\n判定日期 2026-06-30\n"))
    #expect(outcome.text.contains("在业企业 131 家"))
    #expect(outcome.text.contains("获证 64/118（54%）"))
    #expect(outcome.text.contains("990121 溪口县"))
    let english = try await Command.run(
      ["show", Repository.example.path, "--language", "en", "--top", "20", "--quiet"]
        + Command.day, in: Sandbox())
    #expect(english.text.contains("certified 64/118 (54%)"))
    #expect(!english.text.contains(/[（）：、，。]/))
  }

  @Test func jsonAndCSVSayTheSame() async throws {
    let sandbox = try Sandbox()
    let call = ["show", Repository.example.path, "--quiet"] + Command.day
    let json = try await Command.run(call + ["--format", "json"], in: sandbox)
    #expect(json.text.hasPrefix("{\n  \"schema\": \"qianglian.show/1\",\n"))
    let object = try JSONText.object(json.output)
    let csv = try await Command.run(call + ["--format", "csv", "--language", "en"], in: sandbox)
    let rows = CSVText.rows(csv.text)
    let groups =
      JSONText.rows(object, "chains") + JSONText.rows(object, "segments")
      + JSONText.rows(object, "regions") + JSONText.rows(object, "industries")
    let others = ["segment with children", "tier"]
    let homeless = rows.filter { $0[0] == "region" && $0[2].isEmpty }
    #expect(homeless.map { Int($0[4]) } == [object["withoutRegion"] as? Int])
    let plain = rows.dropFirst().filter {
      !others.contains($0[0]) && !($0[0] == "region" && $0[2].isEmpty)
    }
    #expect(plain.count == groups.count)
    let tiers = JSONText.rows(object, "tiers")
    #expect(
      rows.filter { $0[0] == "tier" }.map { [$0[2], $0[4], $0[5]] }
        == tiers.map { tier in
          ["tier", "firms", "certified"].map { (tier[$0] as? Int).map(String.init) ?? "" }
        })
    let parents = JSONText.rows(object, "segments").filter {
      $0["firms"] as? Int != $0["firmsWithChildren"] as? Int
    }
    #expect(
      rows.filter { $0[0] == "segment with children" }.map { [$0[2], $0[4], $0[5]] }
        == parents.map {
          [
            "\($0["id"] ?? "")", "\($0["firmsWithChildren"] ?? "")",
            "\($0["certifiedWithChildren"] ?? "")",
          ]
        })
    for (row, group) in zip(plain, groups) {
      #expect(row[2] == group["id"] as? String && row[3] == group["name"] as? String)
      for (index, key) in ["firms", "certified", "smallMicro", "withOpenProblems"].enumerated() {
        #expect(Int(row[4 + index]) == group[key] as? Int, "\(row)")
      }
    }
    for name in ["a.json", "a.csv", "a.txt"] {
      _ = try await Command.run(call + ["-o", name], in: sandbox)
    }
    #expect(try sandbox.data("a.json") == json.output)
    #expect(try sandbox.text("a.txt").hasPrefix("虚构示例数据\n判定日期"))
    #expect(try sandbox.text("a.csv").hasPrefix("\u{FEFF}分组,"))
  }

  @Test func topLimitsEachList() async throws {
    let call = ["show", Repository.example.path, "--quiet"] + Command.day
    let few = try await Command.run(call + ["--top", "2"], in: Sandbox())
    #expect(few.text.contains("……还有 14 项"))
    let all = try await Command.run(call + ["--top", "0"], in: Sandbox())
    #expect(!all.text.contains("……还有"))
    #expect(all.text.split(separator: "\n").count > few.text.split(separator: "\n").count + 30)
  }

  /// Every figure of the example counts as many things as its evidence names, each borne out by rows.
  @Test(arguments: [
    ["--top", "0", "--propose-status"], ["--top", "0", "--scheme", "EMS", "--scheme", "OHSMS"],
    ["--top", "0", "--as-of", "2026-11-21", "--propose-status"],
  ])
  func evidenceRecountsEveryFigure(_ options: [String]) async throws {
    let day = options.contains("--as-of") ? [] : Command.day
    let outcome = try await Command.run(
      ["show", Repository.example.path, "--quiet", "--format", "csv", "--evidence"] + options + day,
      in: Sandbox())
    var rows = CSVText.rows(outcome.text)
    #expect(rows.removeFirst() == ["依据标记", "数字名称", "数字", "编号", "对象", "文件", "工作表", "行", "内容"])
    var files: [String: [[String]]] = [:]
    var items: [String: Set<String>] = [:]
    var values: [String: Int] = [:]
    for row in rows {
      let figure = row[0] + " " + row[1]
      items[figure, default: []].insert(row[3] + " " + row[4])
      values[figure] = Int(row[2])
      let line = try #require(Int(row[7]), "\(row)")
      if files[row[5]] == nil {
        files[row[5]] = CSVText.rows(
          try String(contentsOf: Repository.example.appending(path: row[5]), encoding: .utf8))
      }
      let record = try #require(files[row[5]])[line - 1].joined(separator: ",")
      for part in row[8].components(separatedBy: "；") {
        guard let space = part.firstIndex(of: " "),
          ["供应方", "采购方", "企业", "证书编号", "企业名称"].contains(String(part[..<space]))
        else { continue }
        for name in part[part.index(after: space)...].components(separatedBy: "、") {
          #expect(record.contains(name), "\(row)")
        }
      }
    }
    #expect(values.count > 200)
    for (figure, value) in values { #expect(items[figure]?.count == value, "\(figure)") }
    // Every number that the text gives is a figure under its mark, or how many lines its list has.
    var figures: [String: Set<Int>] = [:]
    for (figure, value) in values {
      let mark = figure.split(separator: " ")[0]
      figures[String(mark), default: [0]].insert(value)
      if let section = mark.split(separator: "-").first, section != mark {
        figures[String(section), default: [0]].insert(value)
        if let place = mark.split(separator: "-").last.flatMap({ Int($0) }) {
          // Places of one list run from 1, so the greatest is their number.
          figures[String(section) + " lines", default: []].insert(place)
        }
      }
    }
    for options in [options, options.filter { $0 != "--top" && $0 != "0" }] {
      let text = try await Command.run(
        ["show", Repository.example.path, "--quiet"] + options + day, in: Sandbox()
      ).text
      for line in text.split(separator: "\n") {
        guard let match = line.firstMatch(of: /\[(S[0-9-]+)\]$/) else { continue }
        let mark = String(match.1)
        let own = (figures[mark] ?? [0])
          .union([figures[mark + " lines"]?.max()].compactMap { $0 })
        for number in Self.counts(in: String(line.dropLast(mark.count + 2))) {
          #expect(own.contains(number), "\(number) in \(line)")
        }
      }
    }
    // Every number but zero that the text gives has a figure under its mark.
    let text = try await Command.run(
      ["show", Repository.example.path, "--quiet"] + options + day, in: Sandbox()
    ).text
    let marks = Set(values.keys.compactMap { $0.split(separator: " ").first.map(String.init) })
    for match in text.matches(of: /\[(S[0-9-]+)\]/) {
      let mark = String(match.1)
      // Ids of segments hold digits that count nothing.
      let isZero = text.split(separator: "\n").contains { line in
        line.hasSuffix("[\(mark)]")
          && !line.dropLast(mark.count + 2).replacing(/\bHJ\d+/, with: "").contains(/[1-9]/)
      }
      #expect(
        isZero || marks.contains(mark) || marks.contains { $0.hasPrefix(mark + "-") }, "\(mark)")
    }
  }

  /// The numbers of a line that count something: not those of dates, days, percentages, ranks, ids,
  /// certificates, schemes.
  private static func counts(in line: String) -> [Int] {
    var line = line
    for pattern in [
      #"\d{4}-\d{2}-\d{2}"#, #"（还有 \d+ 天）"#, #"\d+ 天内"#, #"\d+(\.\d+)?%"#, #"第 \d+ 级"#,
      #"\bXN\d{4}-[A-Z]?\d+"#, #"\bHJ\d+"#, #"\bQ\d+\b"#, #"IATF 16949"#, #"^\s*9[789]\d{4} "#,
      #"^\s*[A-Z]\d{2} "#, #"^\s*[A-Z]+\d+ "#,
    ] {
      line = line.replacingOccurrences(of: pattern, with: " ", options: .regularExpression)
    }
    return line.matches(of: /\d+/).compactMap { Int($0.output) }
  }

  /// Facts h, k and l of the example as a clerk reads them.
  @Test func certificatesInWords() async throws {
    let call = ["show", Repository.example.path, "--quiet"]
    let text = try await Command.run(call + Command.day + ["--top", "0"], in: Sandbox()).text
    for line in [
      "  ⊘ 应证未证 1 家  [S11]",
      "    枫渡县速援专用车有限公司（专用车，枫渡县）：环节“专用车”应获 CCC，没有有效证书  [S11-1]",
      "  即将到期的证书：30 天内 1、60 天内 1、90 天内 2 张；届时失去获证 2 家  [S16]",
      "    XN2023-Q01358 QMS 2026-07-21 到期（还有 21 天）：石梁县恒圆轴承有限公司（轴承，石梁县）；"
        + "到期即不再获证；下游 6 家（链主：岳征客车）  [S16-1]",
      "  失效的证书：暂停 2、撤销 1、注销 1、过期 1  [S17]",
      "    XN2024-T01407 IATF 16949 暂停：云岚市驭澜电驱有限公司（驱动电机，岚西区）；另有有效证书，仍算获证；"
        + "下游 3 家（链主：岳征客车）  [S17-1]",
      "    XN2025-Q01421 QMS：端稳电器、压端电器、鹭模模具  [S19-1]",
      "  环节 16 个，没有在业企业的 1 个（车规功率芯片）  [S4]",
    ] { #expect(text.contains(line + "\n"), "\(line)") }
    #expect(text.contains("HJ14 整车制造：2 家，获证 2/2，") && text.contains("；含下级环节 8 家，获证 5/8"))
    let november = try await Command.run(call + ["--as-of", "2026-11-21"], in: Sandbox()).text
    #expect(november.contains("XN2023-Q01372 QMS 2026-12-15 到期（还有 24 天）：鹭洲县束远线束有限公司"))
    #expect(!november.contains("XN2023-Q01358"))
  }

  @Test func proposalsStandBesideWhatIsDeclared() async throws {
    let call = ["show", Repository.example.path, "--quiet", "--propose-status"] + Command.day
    let text = try await Command.run(call, in: Sandbox()).text
    for line in [
      "    规则（含下级环节，先到先定）：缺失环节 = 没有在业企业",
      "    【与申报不同】电芯：建议风险环节，申报优势环节；必经企业：昀能电池（断开拓野专用车 11/72）、"
        + "汇澜电芯（断开凌霁汽车 13/65）  [S22-2]",
      "    车规功率芯片：建议缺失环节，申报缺失环节；没有在业企业  [S22-12]",
    ] { #expect(text.contains(line + "\n"), "\(line)") }
    let json = try JSONText.object(
      try await Command.run(call + ["--format", "json"], in: Sandbox()).output)
    let proposals = JSONText.rows(json, "statusProposals")
    #expect(proposals.count == 16)
    let chips = try #require(proposals.first { $0["segment"] as? String == "HJ05" })
    #expect(chips["proposed"] as? String == "missing" && chips["declared"] as? String == "missing")
    let cells = try #require(proposals.first { $0["segment"] as? String == "HJ06" })
    let reasons = try #require(cells["reasons"] as? [[String: Any]])
    let places = try #require(reasons.first?["leaders"] as? [[String: Any]])
    #expect(places.map { $0["lost"] as? Int } == [11, 13])
    #expect(places.map { $0["upstream"] as? Int } == [72, 65])
    #expect(places.allSatisfy { $0["onEveryRoute"] as? Bool == false })
    #expect(proposals.count { $0["comparison"] as? String == "notConfirmed" } == 1)
    let csv = try await Command.run(call + ["--format", "csv"], in: Sandbox()).text
    #expect(csv.contains("建议状态,依据") && csv.contains(",缺失环节,没有在业企业"))
    let without = try await Command.run(
      ["show", Repository.example.path, "--quiet"] + Command.day, in: Sandbox())
    #expect(!without.text.contains("建议"))
  }

  @Test func schemesSayWhatCountsAsCertified() async throws {
    let call = ["show", Repository.example.path, "--quiet", "--scheme"]
    let green = try await Command.run(
      call + ["环境管理体系", "--scheme", "45001"] + Command.day, in: Sandbox())
    #expect(green.text.contains("计入获证的认证：EMS、OHSMS\n"))
    // Twelve certificates EMS, six OHSMS at firms among them.
    #expect(green.text.contains("  获证 12/131（9%）"))
    _ = try await Command.run(call + [" "] + Command.day, in: Sandbox(), expecting: 64)
    let unknown = try await Command.run(
      call + ["foobar"] + Command.day, in: Sandbox(), expecting: 65)
    #expect(unknown.errors.contains("foobar") && unknown.errors.contains("IATF 16949"))
    // What a certificate of the book states is a scheme, known or not.
    let sandbox = try Sandbox()
    var tables = SmallBook.tables
    tables["certificates.csv"]? += "Z3,F2,foobar,2025-01-01,2027-12-31,有效\n"
    try sandbox.writeBook(tables, to: "book")
    let other = try await Command.run(
      ["show", "book", "--quiet", "--scheme", "foobar"] + Command.day, in: sandbox)
    #expect(other.text.contains("  获证 1/4，"))
  }

  @Test func workbookHasASheetForEachList() async throws {
    let sandbox = try Sandbox()
    _ = try await Command.run(
      ["show", Repository.example.path, "--quiet", "--propose-status", "-o", "s.xlsx"]
        + Command.day, in: sandbox)
    let names = try ReturnedWorkbookCommandTests.sheets(sandbox.data("s.xlsx"))
    for name in ["摘要", "环节×区域", "应证未证", "即将到期", "失效证书", "联合认证候选", "环节状态建议", "依据"] {
      #expect(names.contains(name), "\(name) \(names)")
    }
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() async throws {
    var outputs: Set<Data> = []
    for threads in ["1", "4"] {
      let outcome = try await Command.run(
        [
          "show", Repository.example.path, "--quiet", "--threads", threads, "--propose-status",
          "--format", "json", "--top", "0", "--evidence",
        ] + Command.day, in: Sandbox())
      outputs.insert(outcome.output)
    }
    #expect(outputs.count == 1)
  }
}
