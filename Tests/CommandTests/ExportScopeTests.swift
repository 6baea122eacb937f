import Foundation
import Testing

@testable import Workbook

/// Editions of the example for the public, the bureau and each chain leader, in every form.
@Suite struct ExportScopeTests {
  private static let leaders = ["云岚市凌霁汽车有限公司", "岳征客车", "望川市拓野专用车有限公司"]

  /// Every byte of an edition, packed ones unpacked, by name of the part.
  private static func parts(
    _ sandbox: Sandbox, _ name: String
  ) throws -> [(name: String, text: String)] {
    var isFolder: ObjCBool = false
    let path = sandbox.url(name).path
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    if isFolder.boolValue {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map {
        (name + "/" + $0, try sandbox.text(name + "/" + $0))
      }
    }
    guard name.hasSuffix(".xlsx") else { return [(name, try sandbox.text(name))] }
    let bytes = [UInt8](try sandbox.data(name))
    let container = try Container(FileBytes(bytes), limits: WorkbookLimits())
    return try entries(bytes).map { entry in
      var part = try container.open(entry)
      return (name + ":" + entry, String(decoding: try part.readAll(), as: UTF8.self))
    }
  }

  /// The names in a ZIP file's central directory (APPNOTE.TXT 4.3.12).
  private static func entries(_ bytes: [UInt8]) -> [String] {
    func number(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    var names: [String] = []
    for at in 0..<max(0, bytes.count - 46)
    where bytes[at...].starts(with: [0x50, 0x4B, 0x01, 0x02]) {
      names.append(String(decoding: bytes[at + 46..<at + 46 + number(at + 28)], as: UTF8.self))
    }
    return names
  }

  private static func export(
    _ book: String, _ scope: String, in sandbox: Sandbox
  ) async throws -> [String] {
    let names = ["out", "out.xlsx", "out.json", "out.graphml"]
    for name in names {
      _ = try await Command.run(
        ["export", book, "--scope", scope, "-o", name, "--quiet"] + Command.day, in: sandbox)
    }
    return names
  }

  @Test(arguments: leaders)
  func aLeaderSeesItsOwnConeAlone(_ leader: String) async throws {
    let sandbox = try Sandbox()
    let names = try await Self.export(Repository.example.path, "leader:" + leader, in: sandbox)
    let cone = try ExampleCone(leader: leader)
    #expect(cone.outside.count > 20 && cone.inside.count > 40)
    for name in names {
      let parts = try Self.parts(sandbox, name)
      #expect(!parts.isEmpty, "\(name)")
      if name == "out.xlsx" {
        #expect(parts.contains { $0.name.hasSuffix("sharedStrings.xml") })
      }
      for part in parts {
        for identifier in cone.outsideIdentifiers {
          #expect(!part.text.contains(identifier), "\(identifier) in \(part.name)")
        }
      }
      let all = parts.map(\.text).joined()
      for firm in cone.inside { #expect(all.contains(cone.code(firm)), "\(firm) in \(name)") }
    }
    let object = try JSONText.object(try sandbox.data("out.json"))
    #expect(
      Set(JSONText.rows(object, "firms").compactMap { $0["name"] as? String }) == cone.inside)
    for (table, expected) in try cone.rowCounts() {
      #expect(JSONText.rows(object, table).count == expected, "\(table)")
    }
  }

  @Test(arguments: ["public", "internal"] + leaders.map { "leader:" + $0 })
  func everyEditionReadsBackWithoutErrors(_ scope: String) async throws {
    let sandbox = try Sandbox()
    _ = try await Self.export(Repository.example.path, scope, in: sandbox)
    for book in ["out", "out.xlsx"] {
      let check = try await Command.run(["check", book] + Command.day, in: sandbox)
      #expect(check.text.contains("检查结果：错误 0，"), "\(check.text)")
      let again = try await Command.run(
        ["export", book, "-o", "-", "--format", "json"] + Command.day, in: sandbox)
      let first = try JSONText.object(try sandbox.data("out.json"))
      let second = try JSONText.object(again.output)
      for table in ["firms", "members", "supplies", "findings", "certificates", "measures"] {
        #expect(
          JSONText.rows(first, table).count == JSONText.rows(second, table).count, "\(table)")
      }
      // An edition of an edition still says that its data are invented.
      #expect(second["dataNotices"] as? [String] == ["虚构示例数据"])
    }
  }

  @Test func thePublicSeesNoProblemOfAFirm() async throws {
    let sandbox = try Sandbox()
    let names = try await Self.export(Repository.example.path, "public", in: sandbox)
    let source = { (name: String) in
      CSVText.rows(
        try String(contentsOf: Repository.example.appending(path: name + ".csv"), encoding: .utf8))
    }
    let findings = try source("findings")
    let columns = ["原因", "整改措施", "责任人", "进展"].compactMap { findings[0].firstIndex(of: $0) }
    let words = Set(findings.dropFirst().flatMap { row in columns.map { row[$0] } })
      .filter { $0.count > 6 }
    let finance = try source("firms").dropFirst().flatMap { [$0[10], $0[11], $0[12]] }
      .filter { $0.count > 4 }
    #expect(words.count > 20 && finance.count > 100)
    for name in names {
      for part in try Self.parts(sandbox, name) where !part.name.contains("xl/styles") {
        for word in words { #expect(!part.text.contains(word), "\(word) in \(part.name)") }
        for figure in finance where name != "out.xlsx" {
          #expect(!part.text.contains(",\(figure),"), "\(figure) in \(part.name)")
        }
        #expect(!part.text.contains("市场监督管理局,2026-06"), "\(part.name)")
      }
    }
    let workbook = try WorkbookReader(bytes: [UInt8](try sandbox.data("out.xlsx")))
    #expect(workbook.sheets.first?.name == "说明")
    let hidden = ["供应关系", "问题记录", "诊断记录", "约束", "归并建议"]
    #expect(!workbook.sheets.contains { hidden.contains($0.name) })
    #expect(workbook.sheets.contains { $0.name == "问题汇总" })
    #expect(try sandbox.text("out/problem-counts.csv").contains("少于3"))
    let graph = try #require(XMLSummary(sandbox.data("out.graphml")))
    #expect(graph.elements.count { $0.name == "node" } == 131)
    #expect(!graph.elements.contains { $0.name == "edge" })
  }

  @Test func theBureausCopySaysSoOnEveryPage() async throws {
    let sandbox = try Sandbox()
    let names = try await Self.export(Repository.example.path, "internal", in: sandbox)
    let notice = "内部资料 不得外传"
    for name in names {
      let parts = try Self.parts(sandbox, name)
      #expect(parts.contains { $0.text.contains(notice) }, "\(name)")
      for part in parts where part.name.contains("xl/worksheets/sheet") {
        let isList = !part.text.contains("<headerFooter>")
        #expect(isList || part.text.contains(notice), "\(part.name)")
      }
    }
    #expect(try sandbox.text("out/说明.txt").hasPrefix("\u{FEFF}" + notice))
    let plain = try await Command.run(
      ["export", Repository.example.path, "-o", "-", "--format", "json"] + Command.day,
      in: sandbox)
    #expect(!plain.text.contains(notice) && !plain.text.contains("\"scope\": \"internal\""))
  }

  /// Rows in another order give the same bytes.
  @Test(arguments: ["public", "leader:F4"])
  func editionsDoNotDependOnTheOrderOfRows(_ scope: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "plain/book")
    for (name, text) in SmallBook.tables {
      var rows = CSVText.rows(text)
      let header = rows.removeFirst()
      try sandbox.write(CSVText.text([header] + rows.reversed()), to: "turned/book/" + name)
    }
    for form in ["json", "xlsx", "graphml"] {
      var outputs: [Data] = []
      for book in ["plain/book", "turned/book"] {
        outputs.append(
          try await Command.run(
            ["export", book, "--scope", scope, "-o", "-", "--format", form, "--quiet"]
              + Command.day, in: sandbox
          ).output)
      }
      #expect(outputs[0] == outputs[1], "\(form)")
    }
  }

  @Test(arguments: ["secret", "Public", "leader", "leader:", "leader: ", "", "internal,public"])
  func anUnknownScopeEndsWith64(_ scope: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    let outcome = try await Command.run(
      ["export", "book", "-o", "a.json", "--scope", scope] + Command.day, in: sandbox,
      expecting: 64)
    #expect(outcome.errors.contains("public, internal or leader:FIRM"))
    #expect(try sandbox.names == ["book"])
  }

  @Test func aLeaderIsNamedAsFirmsAre() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    func export(_ firm: String, expecting code: Int32 = 0) async throws -> Command.Outcome {
      try await Command.run(
        ["export", "book", "-o", "-", "--format", "json", "--scope", "leader:" + firm]
          + Command.day, in: sandbox, expecting: code)
    }
    let byName = try await export("丁整车厂")
    #expect(byName.text.contains("\"scope\": \"leader:F4\""))
    for firm in ["F4", "整车", " 丁整车厂 "] {
      #expect(try await export(firm).output == byName.output, "\(firm)")
    }
    let unknown = try await export("戊厂", expecting: 66)
    #expect(unknown.errors.contains("没有企业“戊厂”") && unknown.output.isEmpty)
    let several = try await export("厂", expecting: 66)
    for firm in ["F1 甲钢厂", "F2 乙锻造厂", "F3 丙轴承厂", "F4 丁整车厂"] {
      #expect(several.errors.contains(firm))
    }
    #expect(several.output.isEmpty)
    #expect(try await export("F1").errors.contains("不是链主"))
    #expect(byName.errors.isEmpty)
  }

  /// What an earlier export left in the folder would be passed on with the edition.
  @Test func anEditionIsNotWrittenBesideOtherFiles() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    _ = try await Command.run(["export", "book", "-o", "out"] + Command.day, in: sandbox)
    let outcome = try await Command.run(
      ["export", "book", "-o", "out", "--scope", "public"] + Command.day, in: sandbox,
      expecting: 73)
    #expect(outcome.errors.contains("findings.csv"))
    #expect(!sandbox.exists("out/说明.txt"))
    for _ in 1...2 {
      _ = try await Command.run(
        ["export", "book", "-o", "fresh", "--scope", "public"] + Command.day, in: sandbox)
    }
    #expect(sandbox.exists("fresh/说明.txt") && !sandbox.exists("fresh/findings.csv"))
  }
}

/// A leader's cone in the example, found again from its rows by plain loops.
private struct ExampleCone {
  private(set) var inside: Set<String> = []
  private(set) var outside: [String] = []
  private var rowOfFirm: [String: [String: String]] = [:]

  init(leader: String) throws {
    for row in try Self.table("firms") { rowOfFirm[row["企业名称"] ?? ""] = row }
    let name = try #require(rowOfFirm.keys.first { $0.contains(leader) })
    let supplies = try Self.table("supplies").filter { $0["关系来源"] != "推断" }
    inside = [name]
    for (from, to) in [("供应方", "采购方"), ("采购方", "供应方")] {
      var found: Set<String> = [name]
      while true {
        let next = supplies.filter { found.contains($0[from] ?? "") }.compactMap { $0[to] }
        let before = found.count
        found.formUnion(next)
        if found.count == before { break }
      }
      inside.formUnion(found)
    }
    outside = rowOfFirm.keys.filter { !inside.contains($0) }.sorted()
  }

  static func table(_ name: String) throws -> [[String: String]] {
    let text = try String(
      contentsOf: Repository.example.appending(path: name + ".csv"), encoding: .utf8)
    var rows = CSVText.rows(text)
    let header = rows.removeFirst()
    return rows.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  func code(_ firm: String) -> String {
    let row = rowOfFirm[firm] ?? [:]
    let code = row["统一社会信用代码"] ?? ""
    return code.isEmpty ? firm : code
  }

  /// Names, former names, codes and numbers of firms outside.
  var outsideIdentifiers: [String] {
    var identifiers: [String] = []
    for firm in outside {
      let row = rowOfFirm[firm] ?? [:]
      identifiers += [firm, row["统一社会信用代码"] ?? "", row["企业编号"] ?? ""]
      identifiers += Self.list(row["曾用名"])
    }
    return identifiers.filter { !$0.isEmpty }
  }

  private static func list(_ cell: String?) -> [String] {
    (cell ?? "").split(whereSeparator: { "、；".contains($0) }).map(String.init)
  }

  /// How many rows of each table are the cone's.
  func rowCounts() throws -> [(String, Int)] {
    var counts: [(String, Int)] = []
    for table in ["members", "findings", "assessments"] {
      counts.append(
        (table, try Self.table(table).count { inside.contains($0["企业"] ?? "") }))
    }
    counts.append(
      (
        "certificates",
        try Self.table("certificates").count { row in
          Self.list(row["企业"]).contains(where: inside.contains)
        }
      ))
    counts.append(
      (
        "supplies",
        try Self.table("supplies").count { row in
          row["供应方"] != row["采购方"] && inside.contains(row["供应方"] ?? "")
            && inside.contains(row["采购方"] ?? "")
        }
      ))
    let programmes = Set(
      try Self.table("programmes").filter { inside.contains($0["牵头企业"] ?? "") }
        .compactMap { $0["项目编号"] })
    counts.append(("programmes", programmes.count))
    counts.append(
      (
        "measures",
        try Self.table("measures").count { row in
          let named = Self.list(row["适用企业"])
          let programme = row["项目编号"] ?? ""
          return (named.isEmpty || named.contains(where: inside.contains))
            && (programme.isEmpty || programmes.contains(programme))
        }
      ))
    return counts
  }
}
