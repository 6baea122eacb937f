import ChainModel
import Foundation
import Testing

/// Every number and mark on the example's map, counted again from its rows by other code.
@Suite struct ChainMapRecountTests {
  /// What the rows say, counted without the program.
  struct Recount {
    var firmOfName: [String: String] = [:]
    var nameOfFirm: [String: String] = [:]
    var isOperating: [String: Bool] = [:]
    var members: [String: [String]] = [:]
    var leaders = Set<String>()
    var certified = Set<String>()
    var expiring = Set<String>()
    var compulsory = Set<String>()
    var problems: [String: Set<String>] = [:]
    var segments: [[String: String]] = []
    var supplies: [(from: String, to: String, product: String)] = []
    let date = "2026-06-30"

    init() throws {
      for row in try PlainTable("firms").rows {
        let id = row["统一社会信用代码"].flatMap { $0.isEmpty ? nil : $0 } ?? row["企业编号"] ?? ""
        let key = id.isEmpty ? row["企业名称"] ?? "" : id
        let name = row["企业名称"] ?? ""
        nameOfFirm[key] = name
        for known in [key, name, row["企业编号"] ?? ""] where !known.isEmpty { firmOfName[known] = key }
        isOperating[key] = ["", "在业", "存续"].contains(row["登记状态"] ?? "")
      }
      segments = try PlainTable("segments").rows
      for row in try PlainTable("members").rows {
        let firm = key(row["企业"])
        guard isOperating[firm] == true else { continue }
        members[row["环节编号"] ?? "", default: []].append(firm)
        if row["角色"] == "链主" { leaders.insert(firm) }
      }
      for row in try PlainTable("certificates").rows {
        let issued = row["颁证日期"] ?? ""
        let end = row["有效期至"] ?? ""
        let state = row["状态"] ?? ""
        let changed = row["状态变更日期"] ?? ""
        let isStopped = ["暂停", "撤销", "注销", "过期"].contains(state) && changed <= date
        guard issued <= date, end >= date, !isStopped else { continue }
        let scheme = row["认证类别"] ?? ""
        for name in (row["企业"] ?? "").split(whereSeparator: { "；、;".contains($0) }) {
          let firm = key(String(name))
          if scheme.contains("QMS") || scheme.contains("质量管理体系") || scheme.contains("16949") {
            certified.insert(firm)
            if end > "2026-09-28" { expiring.remove(firm) }
            validEnds[firm, default: []].append(end)
          }
          if scheme.contains("CCC") || scheme.contains("强制性") { compulsory.insert(firm) }
        }
      }
      // 90 days after 2026-06-30 is 2026-09-28.
      for (firm, ends) in validEnds where (ends.max() ?? "") <= "2026-09-28" {
        expiring.insert(firm)
      }
      let library = try PlainTable("problems").rows
      for row in try PlainTable("findings").rows {
        let isClosed = row["状态"] == "已销号" && (row["销号日期"] ?? "") <= date
        guard !isClosed, (row["发现日期"] ?? "") <= date else { continue }
        var problem = row["问题编号"] ?? ""
        if problem.isEmpty {
          let words = row["问题描述"] ?? ""
          let entry = library.first { entry in
            entry["问题名称"] == words
              || (entry["同义表述"] ?? "").split(whereSeparator: { "；、;".contains($0) })
                .contains { $0 == words }
          }
          problem = entry?["问题编号"] ?? words
        }
        problems[key(row["企业"]), default: []].insert(problem)
      }
      var seen = Set<String>()
      for row in try PlainTable("supplies").rows {
        let from = key(row["供应方"])
        let to = key(row["采购方"])
        let product = row["产品"] ?? ""
        if row["关系来源"] == "推断" { continue }
        if from != to, seen.insert("\(from)|\(to)|\(product)").inserted {
          supplies.append((from, to, product))
        }
      }
    }

    private var validEnds: [String: [String]] = [:]

    func key(_ name: String?) -> String { firmOfName[name ?? ""] ?? name ?? "" }

    /// Everything upstream of a firm where one firm is gone.
    private func upstream(of firm: String, without gone: String? = nil) -> Set<String> {
      var found: Set<String> = [firm]
      var open = [firm]
      while let next = open.popLast() {
        for supplier in suppliers[next] ?? [] where supplier != gone {
          if found.insert(supplier).inserted { open.append(supplier) }
        }
      }
      return found.subtracting([firm])
    }

    private var suppliers: [String: Set<String>] {
      supplies.reduce(into: [:]) { $0[$1.to, default: []].insert($1.from) }
    }

    /// The firms that bear ◆: each taken out of the network in turn.
    func bottlenecks() -> Set<String> {
      var found = Set(members.values.filter { $0.count == 1 }.flatMap { $0 })
      let all = Set(supplies.flatMap { [$0.from, $0.to] })
      // Supply starts where everything upstream of a firm is downstream of it too.
      let above = Dictionary(uniqueKeysWithValues: all.map { ($0, upstream(of: $0)) })
      let entries = all.filter { firm in
        (above[firm] ?? []).allSatisfy { (above[$0] ?? []).contains(firm) }
      }
      for leader in leaders {
        let whole = upstream(of: leader)
        for firm in whole {
          let left = upstream(of: leader, without: firm)
          let lost = whole.count - 1 - left.count
          if lost >= 3, Double(lost) >= 0.1 * Double(whole.count) { found.insert(firm) }
          if left.isDisjoint(with: entries), !entries.contains(leader) { found.insert(firm) }
        }
      }
      return found
    }

    /// The pair that the example's README tells of.
    var pair: Set<String> {
      Set(["溪口县红炉热处理有限公司", "溪口县淬远热处理有限公司"].map { key($0) })
    }

    /// Firms with the uneven hardness (W01) up to three tiers below the pair.
    func traced() -> Set<String> {
      var reached = Set<String>()
      var tier = pair
      for _ in 1...3 {
        tier = Set(supplies.filter { tier.contains($0.from) }.map(\.to))
        reached.formUnion(tier)
      }
      return reached.filter { problems[$0]?.contains("W01") ?? false }
    }

    func mark(_ firm: String, mandatory: String) -> String {
      if mandatory.contains("CCC"), !compulsory.contains(firm) { return "⊘" }
      if expiring.contains(firm) { return "!" }
      return certified.contains(firm) ? "✔" : "○"
    }
  }

  @Test func everyBoxStatesWhatItsRowsSay() async throws {
    let recount = try Recount()
    let bottlenecks = recount.bottlenecks()
    #expect(bottlenecks.count == 5)
    let drawn = try await DrawnMap(try draw(Places.example) { $0.firms = .all })
    for segment in recount.segments {
      let id = segment["环节编号"] ?? ""
      let texts = drawn.strings("segment-" + id)
      #expect(texts.first == segment["环节名称"], "\(id)")
      let firms = recount.members[id] ?? []
      let facts = texts.joined(separator: " ")
      let status = segment["状态"].flatMap { $0.isEmpty ? nil : $0 } ?? "未评定"
      #expect(facts.contains(status), "\(id)")
      let certified = firms.count { recount.certified.contains($0) }
      if firms.isEmpty {
        #expect(facts.contains("未列企业"), "\(id)")
      } else {
        #expect(facts.contains("获证 \(certified)/\(firms.count)"), "\(id): \(facts)")
      }
      // Rows: a name, its mark, and a triangle for each open problem.
      var expected: [String] = []
      for firm in firms {
        let count = recount.problems[firm]?.count ?? 0
        let isTraced = recount.traced().contains(firm)
        var triangles =
          count == 0 ? "" : count <= 3 ? String(repeating: "▲", count: count) : "▲×\(count)"
        if isTraced { triangles = "△" + (count <= 3 ? String(triangles.dropFirst()) : triangles) }
        let star = recount.leaders.contains(firm) ? "★ " : ""
        let name = TextFolding.shortFirmName(recount.nameOfFirm[firm] ?? firm)
        let mandatory = segment["应获强制性认证"] ?? ""
        let diamond =
          (bottlenecks.contains(firm) ? " ◆" : "") + (recount.pair.contains(firm) ? " ◎" : "")
        expected.append(
          "\(star)\(name)\(diamond)|\(recount.mark(firm, mandatory: mandatory))|\(triangles)")
      }
      #expect(rows(texts).sorted() == expected.sorted(), "\(id)")
    }
  }

  private func rows(_ texts: [String]) -> [String] {
    let marks: Set<String> = ["✔", "○", "!", "⊘"]
    return texts.indices.filter { marks.contains(texts[$0]) }.map { index in
      let next = index + 1 < texts.count ? texts[index + 1] : ""
      let triangles = next.hasPrefix("▲") || next.hasPrefix("△") ? next : ""
      let hasSign = texts[index - 1].hasPrefix(" ")
      let name = hasSign ? texts[index - 2] + texts[index - 1] : texts[index - 1]
      return "\(name)|\(texts[index])|\(triangles)"
    }
  }

  @Test func everyLineCountsItsSupplies() async throws {
    let recount = try Recount()
    let drawn = try await DrawnMap(try draw(Places.example))
    var segmentOfFirm: [String: [String]] = [:]
    for (segment, firms) in recount.members {
      for firm in firms { segmentOfFirm[firm, default: []].append(segment) }
    }
    let flows = try PlainTable("flows").rows.map { ($0["供给环节"] ?? "", $0["需求环节"] ?? "") }
    let declared = Set(flows.map { "\($0.0)-\($0.1)" })
    let parents = Dictionary(
      uniqueKeysWithValues: recount.segments.map { ($0["环节编号"] ?? "", $0["上级环节"] ?? "") })
    func lineage(_ segment: String) -> [String] {
      let parent = parents[segment] ?? ""
      return parent.isEmpty ? [segment] : [segment, parent]
    }
    var counts: [String: Int] = [:]
    for supply in recount.supplies {
      let pairs = (segmentOfFirm[supply.from] ?? []).flatMap { from in
        (segmentOfFirm[supply.to] ?? []).map { (from, $0) }
      }
      var along = Set<String>()
      for (from, to) in pairs {
        for one in lineage(from) {
          for other in lineage(to) where declared.contains("\(one)-\(other)") {
            along.insert("\(one)-\(other)")
          }
        }
      }
      if along.isEmpty {
        along = Set(pairs.filter { $0.0 != $0.1 }.map { "\($0.0)-\($0.1)" })
      }
      for pair in along { counts[pair, default: 0] += 1 }
    }
    var expected: [String: String] = [:]
    for pair in declared.union(counts.keys) {
      let ends = pair.split(separator: "-").map(String.init)
      expected["line-segment-\(ends[0])-segment-\(ends[1])"] = counts[pair].map { "\($0) 条" } ?? ""
    }
    let lines = drawn.ids("line-")
    #expect(Set(lines) == Set(expected.keys))
    for line in lines {
      let label = drawn.strings(line).joined().replacingOccurrences(of: "逆向 ", with: "")
      #expect(label == expected[line], "\(line)")
    }
  }

  @Test func theHeadlineAndFactsAreTrue() async throws {
    let recount = try Recount()
    let map = try draw(Places.example)
    let all = Set(recount.members.values.flatMap { $0 })
    let certified = all.count { recount.certified.contains($0) }
    let percent = Int((Double(certified) / Double(all.count) * 100).rounded())
    #expect(map.headline.contains("获证 \(certified)/\(all.count)（\(percent)%）"))
    let lacking = recount.segments.flatMap { segment in
      (recount.members[segment["环节编号"] ?? ""] ?? []).filter {
        recount.mark($0, mandatory: segment["应获强制性认证"] ?? "") == "⊘"
      }
    }
    #expect(map.headline.contains("\(lacking.count) 家企业应证未证"))
    #expect(map.headline.contains("\(recount.bottlenecks().count) 家瓶颈企业"))
    let traced = recount.traced()
    #expect(traced.count == 10)
    #expect(
      map.headline.contains("\(traced.count) 家企业的共性问题“热处理硬度不均”疑似可上溯至 2 家“热处理”企业（◎），待溯源核实"))
    let drawn = try await DrawnMap(map)
    let triangles = drawn.ids("segment-").flatMap(drawn.strings).count { $0.hasPrefix("△") }
    #expect(triangles == traced.count)
    // A firm that the headline names is on the map and can be pointed at.
    for firm in lacking {
      let name = TextFolding.shortFirmName(recount.nameOfFirm[firm] ?? "")
      #expect(map.headline.contains(name))
      #expect(drawn.ids("segment-").contains { drawn.strings($0).contains(name) })
    }
    let facts = drawn.strings("page-facts0").joined()
    #expect(facts.contains("\(all.count) 家企业、\(recount.segments.count) 个环节"))
    #expect(facts.contains("\(recount.leaders.count) 家链主"))
    #expect(facts.contains("数据截至 2026-06-30"))
    #expect(drawn.strings("page-notice") == ["虚构示例数据"])
  }

  @Test func outsideSuppliersAreCounted() async throws {
    let recount = try Recount()
    let drawn = try await DrawnMap(try draw(Places.example))
    let inside = Set(recount.members.values.flatMap { $0 })
    let outside = Set(
      recount.supplies.filter { inside.contains($0.to) && !inside.contains($0.from) }.map(\.from))
    let counted = drawn.ids("outside-").map { id -> Int in
      let text = drawn.strings(id).joined(separator: " ")
      let match = text.firstMatch(of: /(\d+) 家/)
      return match.flatMap { Int($0.1) } ?? 0
    }
    #expect(counted.reduce(0, +) == outside.count)
    // By name only those with an open problem.
    for firm in outside {
      let name = TextFolding.shortFirmName(recount.nameOfFirm[firm] ?? "")
      let isNamed = drawn.ids("outside-").contains { drawn.strings($0).contains(name) }
      #expect(isNamed == !(recount.problems[firm] ?? []).isEmpty, "\(name)")
    }
  }
}
