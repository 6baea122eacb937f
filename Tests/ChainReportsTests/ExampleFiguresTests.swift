import ChainReports
import Foundation
import Testing

/// Every figure of `show` on the example, counted again from its rows by plain loops.
@Suite struct ExampleFiguresTests {
  /// The figures of a group of firms.
  struct Figures: Equatable {
    var firms = 0
    var certified = 0
    var smallMicro = 0
    var withOpenProblems = 0
  }

  /// What the rows say of each firm, by name; the example names firms by name everywhere.
  struct Rows {
    var firms: [[String: String]]
    var members: [[String: String]]
    var certified = Set<String>()
    var openProblems: [String: Set<String>] = [:]
    var smallMicro = Set<String>()

    init() throws {
      firms = try Self.table("firms")
      members = try Self.table("members")
      let day = "2026-06-30"
      // Dates in the example are all ISO 8601, so their order is that of their text.
      for row in try Self.table("certificates") {
        let kind = (row["认证类别"] ?? "") + (row["认证依据"] ?? "")
        let isQuality =
          kind.contains("质量管理体系") || kind.contains("19001") || kind.contains("16949")
        let state = row["状态"] ?? ""
        let changed = row["状态变更日期"] ?? ""
        let hasLapsed = state != "" && state != "有效" && (changed == "" || changed <= day)
        guard isQuality, !hasLapsed, (row["颁证日期"] ?? "") <= day, day <= (row["有效期至"] ?? "")
        else { continue }
        for firm in (row["企业"] ?? "").split(whereSeparator: { "、；".contains($0) }) {
          certified.insert(String(firm))
        }
      }
      var problemOfWording: [String: String] = [:]
      for row in try Self.table("problems") {
        let id = row["问题编号"] ?? ""
        problemOfWording[id] = id
        problemOfWording[row["问题名称"] ?? ""] = id
        for synonym in (row["同义表述"] ?? "").split(whereSeparator: { "、；".contains($0) }) {
          problemOfWording[String(synonym)] = id
        }
      }
      for row in try Self.table("findings") {
        let closed = row["销号日期"] ?? ""
        guard (row["发现日期"] ?? "") <= day else { continue }
        if row["状态"] == "已销号", closed == "" || closed <= day { continue }
        let id = row["问题编号"] ?? ""
        let wording = id.isEmpty ? row["问题描述"] ?? "" : id
        openProblems[row["企业"] ?? "", default: []].insert(problemOfWording[wording] ?? wording)
      }
      for row in firms where ["小型", "微型"].contains(row["企业规模"] ?? "") {
        smallMicro.insert(row["企业名称"] ?? "")
      }
    }

    static func table(_ name: String) throws -> [[String: String]] {
      let text = try String(
        contentsOf: BookSample.example.appending(path: name + ".csv"), encoding: .utf8)
      var rows: [[String]] = []
      for line in text.replacing("\u{FEFF}", with: "").split(whereSeparator: \.isNewline) {
        var fields = [""]
        var isQuoted = false
        for character in line {
          if character == "\"" {
            isQuoted.toggle()
          } else if character == ",", !isQuoted {
            fields.append("")
          } else {
            fields[fields.count - 1].append(character)
          }
        }
        rows.append(fields)
      }
      let header = try #require(rows.first)
      return rows.dropFirst().map { row in
        Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
      }
    }

    func figures(_ names: some Sequence<String>) -> Figures {
      let names = Set(names)
      return Figures(
        firms: names.count, certified: names.intersection(certified).count,
        smallMicro: names.intersection(smallMicro).count,
        withOpenProblems: names.count { openProblems[$0] != nil })
    }
  }

  private func reported() async throws -> [String: Any] {
    let book = try BookSample.read(path: BookSample.example.path, asOf: BookSample.day)
    return try BookSample.object(await BookSample.show(book).json())
  }

  private func figures(_ group: [String: Any]) -> Figures {
    func count(_ key: String) -> Int { group[key] as? Int ?? -1 }
    return Figures(
      firms: count("firms"), certified: count("certified"), smallMicro: count("smallMicro"),
      withOpenProblems: count("withOpenProblems"))
  }

  @Test func wholeAndChain() async throws {
    let rows = try Rows()
    let report = try await reported()
    #expect(rows.firms.allSatisfy { ["在业", ""].contains($0["登记状态"] ?? "") })
    let all = rows.figures(rows.firms.compactMap { $0["企业名称"] })
    #expect(figures(report["firms"] as? [String: Any] ?? [:]) == all)
    let chain = rows.figures(rows.members.compactMap { $0["企业"] })
    let chains = try #require(report["chains"] as? [[String: Any]])
    #expect(chains.map { figures($0) } == [chain])
    // The example's README states these two.
    #expect(chain.firms == 118 && chain.certified == 64)
  }

  @Test func segments() async throws {
    let rows = try Rows()
    let segments = try #require(await reported()["segments"] as? [[String: Any]])
    #expect(segments.count == 16)
    for segment in segments {
      let id = segment["id"] as? String
      let members = rows.members.filter { $0["环节编号"] == id }.compactMap { $0["企业"] }
      #expect(figures(segment) == rows.figures(members), "\(id ?? "?")")
    }
  }

  @Test func regions() async throws {
    let rows = try Rows()
    let report = try await reported()
    let regions = try #require(report["regions"] as? [[String: Any]])
    let codes = Set(rows.firms.compactMap { $0["行政区划代码"] }).subtracting([""])
    #expect(Set(regions.compactMap { $0["id"] as? String }) == codes)
    for region in regions {
      let id = region["id"] as? String
      let names = rows.firms.filter { $0["行政区划代码"] == id }.compactMap { $0["企业名称"] }
      #expect(figures(region) == rows.figures(names), "\(id ?? "?")")
    }
    let homeless = rows.firms.filter { $0["行政区划代码"] == "" && $0["所属区域"] == "" }
    #expect(report["withoutRegion"] as? Int == homeless.count)
  }

  @Test func sizesAndLeaders() async throws {
    let rows = try Rows()
    let report = try await reported()
    let sizes = try #require(report["sizes"] as? [String: Int])
    for (word, key) in [("大型", "large"), ("中型", "medium"), ("小型", "small"), ("微型", "micro")] {
      #expect(sizes[key] == rows.firms.count { $0["企业规模"] == word }, "\(word)")
    }
    #expect(
      (report["leaders"] as? [String])?.count == rows.members.count { $0["角色"] == "链主" })
    let inChain = Set(rows.members.compactMap { $0["企业"] })
    #expect(
      (report["outsideChains"] as? [String])?.count
        == rows.firms.count { !inChain.contains($0["企业名称"] ?? "") })
  }

  @Test func openProblems() async throws {
    let rows = try Rows()
    var affected: [String: Int] = [:]
    for problems in rows.openProblems.values {
      for problem in problems { affected[problem, default: 0] += 1 }
    }
    let problems = try #require(await reported()["openProblems"] as? [[String: Any]])
    var found: [String: Int] = [:]
    for entry in problems {
      let id = (entry["problem"] as? [String: String])?["id"] ?? "?"
      found[id] = entry["affected"] as? Int
      #expect((entry["firms"] as? [String])?.count == found[id])
    }
    #expect(found == affected)
    #expect(found["W01"] == 11)
    let counts = problems.compactMap { $0["affected"] as? Int }
    #expect(counts == counts.sorted(by: >))
  }

  @Test func supplies() async throws {
    let rows = try Rows.table("supplies")
    var pairs = Set<[String]>()
    var neighbours: [String: Set<String>] = [:]
    for row in rows {
      let (from, to) = (row["供应方"] ?? "", row["采购方"] ?? "")
      guard from != to, row["关系来源"] != "推断" else { continue }
      pairs.insert([from, to])
      neighbours[from, default: []].insert(to)
      neighbours[to, default: []].insert(from)
    }
    var sizes: [Int] = []
    var seen = Set<String>()
    for start in neighbours.keys where !seen.contains(start) {
      var queue = [start]
      seen.insert(start)
      var count = 0
      while let firm = queue.popLast() {
        count += 1
        for next in neighbours[firm] ?? [] where seen.insert(next).inserted { queue.append(next) }
      }
      sizes.append(count)
    }
    let network = try #require(await reported()["network"] as? [String: Any])
    #expect(network["pairs"] as? Int == pairs.count)
    // The README: 352 firm pairs without the self-supply, three of them only inferred.
    #expect(pairs.count == 349)
    #expect(network["inferredSupplies"] as? Int == 3)
    #expect(network["components"] as? [Int] == sizes.sorted(by: >))
    #expect(network["unlinked"] as? Int == 131 - sizes.reduce(0, +))
    let cycles = try #require(network["cycles"] as? [[String]])
    #expect(cycles.map(\.count) == [3, 2])
  }

  @Test func tableCounts() async throws {
    let tables = try #require(await reported()["tables"] as? [String: Int])
    for name in [
      "regions", "chains", "segments", "flows", "programmes", "firms", "members", "findings",
      "assessments", "certificates", "measures", "limits", "resources", "actors",
    ] {
      #expect(tables[name] == (try Rows.table(name).count), "\(name)")
    }
    // The self-supply is an attribute of its firm; two wordings became problems of their own.
    #expect(tables["supplies"] == (try Rows.table("supplies").count) - 1)
    #expect(tables["problems"] == (try Rows.table("problems").count) + 2)
  }
}
