import Foundation
import Testing
import Workbook
import WorkbookOutput

/// The problem list as handed in: written, filled in by hand, read back.
@Suite struct ProblemListCommandTests {
  static let headers = [
    "序号", "产业链", "环节", "区域", "问题名称", "表现", "类别(方面/维度)", "级别", "共性/个性/待核实", "难点/痛点/堵点",
    "涉及企业数", "诊断企业数", "占比", "涉及企业", "疑似上游共同来源", "拟采取措施", "牵头单位", "配合单位", "经费(万元)",
    "完成时限", "进展",
  ]

  /// P1 at a firm of each of two segments that has no other, handled; P2 at one more, with a measure.
  static let tables: [String: String] = [
    "findings.csv": """
    企业,问题编号,发现日期,检查方式,状态,整改措施,责任单位,完成时限
    F2,P1,2026-05-01,随机,整改中,加严抽检,西县局,2026-09-30
    F3,P1,2026-05-02,随机,待验证,加严抽检,西县局,2026-10-31
    F3,P2,2026-05-02,随机,,,,

    """,
    "measures.csv": """
    举措编号,举措名称,针对问题,牵头单位,配合单位,固定费用(万元),每企费用(万元),完成时限
    J1,计量人员培训,P2,市局,计量院,6,1.5,2026-12-31
    J2,硬度攻关,P1,市局,,5,2,

    """,
    "problems.csv": """
    问题编号,问题名称,表现,方面,维度,严重程度,标签
    P1,硬度不均,=散差大,质量技术,产品质量,较大,
    P2,无计量人员,,,,一般,难点

    """,
  ]

  static var book: [String: String] { SmallBook.tables.merging(tables) { $1 } }

  /// A sheet of a list: its rows below the header, by header.
  struct Sheet {
    var name: String
    var headers: [String]
    var rows: [[String: String]]
    /// The numbers of the cells' styles, by header.
    var styles: [[String: Int]]

    /// The row of a problem.
    func row(_ problem: String) throws -> [String: String] {
      try #require(rows.first { $0["问题名称"] == problem })
    }
  }

  /// The sheets of a list that hold problems.
  static func sheets(_ bytes: Data) throws -> [Sheet] {
    let workbook = try WorkbookReader(bytes: [UInt8](bytes))
    var found: [Sheet] = []
    for index in workbook.sheets.indices where workbook.sheets[index].visibility == .visible {
      var reader = try workbook.sheet(index)
      var sheet = Sheet(name: workbook.sheets[index].name, headers: [], rows: [], styles: [])
      while try reader.next() {
        var cells: [Int: String] = [:]
        var styles: [Int: Int] = [:]
        for cell in 0..<reader.cellCount {
          styles[reader.column(cell)] = reader.style(cell)
          cells[reader.column(cell)] = reader.string(cell)
        }
        let width = (cells.keys.max() ?? -1) + 1
        let texts = (0..<width).map { cells[$0] ?? "" }
        if sheet.headers.isEmpty {
          if texts.first == "序号" { sheet.headers = texts }
          continue
        }
        var row: [String: String] = [:]
        var looks: [String: Int] = [:]
        for (column, header) in sheet.headers.enumerated() {
          row[header] = column < texts.count ? texts[column] : ""
          looks[header] = styles[column]
        }
        sheet.rows.append(row)
        sheet.styles.append(looks)
      }
      if !sheet.headers.isEmpty { found.append(sheet) }
    }
    return found
  }

  /// The list saved by another program: every cell a text but dates, with some cells changed, by
  /// problem and header.
  static func filledIn(_ bytes: Data, _ entries: [String: [String: String]]) throws -> Data {
    var output = try WorkbookWriter()
    for sheet in try sheets(bytes) {
      try output.beginSheet(SheetSettings(sheet.name))
      try output.append([.text("清单（\(sheet.name)）")])
      try output.append(sheet.headers.map { .text($0) })
      for row in sheet.rows {
        let changed = entries[row["问题名称"] ?? ""] ?? [:]
        try output.append(
          sheet.headers.map { header in
            let text = changed[header] ?? row[header] ?? ""
            if header == "完成时限", changed[header] == nil, let serial = Double(text) {
              let look = CellStyle().with { $0.numberFormat = "yyyy/m/d" }
              return .number(serial, style: look)
            }
            if header == "经费(万元)", let number = Double(text) { return .number(number) }
            return .text(text)
          })
      }
    }
    return Data(try output.finish().bytes)
  }

  private static func list(
    _ book: String, _ sandbox: Sandbox, _ options: [String] = [], to file: String = "list.xlsx"
  ) async throws -> [Sheet] {
    let outcome = try await Command.run(
      ["problems", book, "-o", file] + options + Command.day, in: sandbox)
    #expect(outcome.output.isEmpty)
    return try sheets(sandbox.data(file))
  }

  @Test func aSheetForEachChainWithTheColumnsAsOrdered() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.book, to: "book")
    let sheets = try await Self.list("book", sandbox)
    #expect(sheets.map(\.name) == ["汽车产业链"])
    let sheet = try #require(sheets.first)
    #expect(sheet.headers.dropLast() == Self.headers[...])
    #expect(sheet.headers.last == "程序填写")
    let names = try WorkbookReader(bytes: [UInt8](sandbox.data("list.xlsx"))).sheets.map(\.name)
    #expect(names == ["汽车产业链", "依据", "说明"])

    let one = try sheet.row("硬度不均")
    #expect(one["序号"] == "1" || one["序号"] == "2")
    #expect([one["产业链"], one["环节"], one["区域"]] == ["汽车产业链", "全部", "全部"])
    // Text, whatever it looks like.
    #expect(one["表现"] == "=散差大" && one["类别(方面/维度)"] == "质量技术/产品质量")
    #expect(one["级别"] == "较大" && one["难点/痛点/堵点"] == "堵点")
    #expect(one["涉及企业数"] == "2" && one["拟采取措施"] == "加严抽检" && one["牵头单位"] == "西县局")
    // What is being done comes before what could be; the latest date counts.
    #expect(one["配合单位"] == "" && one["经费(万元)"] == "")
    #expect(one["完成时限"] == "46326" && one["进展"] == "整改中 1 条、待验证 1 条")

    let other = try sheet.row("无计量人员")
    #expect(other["难点/痛点/堵点"] == "难点" && other["表现"] == "")
    #expect(other["拟采取措施"] == "计量人员培训" && other["牵头单位"] == "市局")
    #expect(other["配合单位"] == "计量院" && other["经费(万元)"] == "7.5")
    #expect(other["完成时限"] == "46387" && other["进展"] == "")

    // What is proposed or missing looks otherwise than what is stated.
    let place = try #require(sheet.rows.firstIndex { $0["问题名称"] == "无计量人员" })
    let (measure, finding) = (sheet.styles[place], sheet.styles[1 - place])
    for header in ["产业链", "级别", "涉及企业数", "涉及企业"] {
      #expect(measure[header] == finding[header], "\(header)")
    }
    for header in ["表现", "类别(方面/维度)", "难点/痛点/堵点", "拟采取措施", "牵头单位", "配合单位", "经费(万元)", "进展"] {
      #expect(measure[header] != finding[header], "\(header)")
    }
    // Missing is not proposed.
    #expect(finding["配合单位"] == measure["表现"] && measure["配合单位"] != measure["表现"])
  }

  @Test func aSheetForEachRegion() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.book, to: "book")
    let all = try await Self.list("book", sandbox, ["--sheets", "region"])
    #expect(all.map(\.name) == ["全部区域"])
    let west = try await Self.list("book", sandbox, ["--sheets", "region", "--region", "西县"])
    #expect(west.map(\.name) == ["西县"])
    #expect(west.first?.rows.count == 2)
    let wrong = try await Command.run(
      ["problems", "book", "-o", "x.xlsx", "--sheets", "city"], in: sandbox, expecting: 64)
    #expect(wrong.errors.contains("--sheets"))
  }

  private static let entries = [
    "硬度不均": [
      "表现": "同炉硬度差大", "级别": "重大", "难点/痛点/堵点": "痛点", "拟采取措施": "+统一外协标准", "牵头单位": "市工信局",
      "配合单位": "行业协会", "经费(万元)": "12.5", "完成时限": "2026年底前", "进展": "已启动",
      // Nobody's to change.
      "涉及企业数": "99", "共性/个性/待核实": "共性", "疑似上游共同来源": "某厂", "涉及企业": "甲钢厂",
    ]
  ]

  /// What people wrote stays, and no figure moves.
  @Test func whatWasFilledInIsThereTheNextTime() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.book, to: "book")
    func figures() async throws -> [String] {
      var texts: [String] = []
      for call in [
        ["show", "book", "--format", "json"], ["problems", "book", "--format", "json"],
        ["problems", "book", "--format", "csv"], ["bottlenecks", "book", "--format", "json"],
      ] {
        let text = try await Command.run(call + Command.day, in: sandbox).text
        texts.append(text.replacing(/"tasks": ?\d+/, with: ""))
      }
      let check = try await Command.run(
        ["check", "book", "--format", "json"] + Command.day, in: sandbox)
      let object = try JSONText.object(check.output)
      let rows = JSONText.rows(object, "diagnostics").filter {
        $0["severity"] as? String != "note"
      }
      return try texts + rows.map(JSONText.comparable) + [
        JSONText.comparable(object["senders"] ?? [])
      ]
    }
    let before = try await figures()
    _ = try await Self.list("book", sandbox)
    try sandbox.write(
      Self.filledIn(sandbox.data("list.xlsx"), Self.entries), to: "book/八月清单.xlsx")
    #expect(try await figures() == before)

    let sheets = try await Self.list("book", sandbox)
    #expect(sheets.map(\.name) == ["汽车产业链"])
    let row = try #require(sheets.first).row("硬度不均")
    for (header, text) in Self.entries["硬度不均"] ?? [:]
    where !["涉及企业数", "共性/个性/待核实", "疑似上游共同来源", "涉及企业"].contains(header) {
      #expect(row[header] == text, "\(header)")
    }
    #expect(row["涉及企业数"] == "2" && row["共性/个性/待核实"] == "待核实")
    #expect(row["涉及企业"]?.contains("甲钢厂") == false && row["疑似上游共同来源"] != "某厂")
    // The other row says what it said.
    #expect(try #require(sheets.first).row("无计量人员")["拟采取措施"] == "计量人员培训")

    // Merged and exported, the entries go along; the public doesn't see them.
    _ = try await Command.run(["merge", "book", "-o", "merged"] + Command.day, in: sandbox)
    let table = try sandbox.text("merged/tasks.csv")
    #expect(table.contains("市工信局") && !table.contains("计量人员培训"))
    let again = try await Self.list("merged", sandbox)
    #expect(try #require(again.first).row("硬度不均")["进展"] == "已启动")
    for (scope, isShown) in [("internal", true), ("public", false), ("leader:F4", false)] {
      _ = try await Command.run(
        ["export", "book", "--scope", scope, "-o", scope.prefix(6) + "版"] + Command.day, in: sandbox
      )
      #expect(sandbox.exists(scope.prefix(6) + "版/tasks.csv") == isShown, "\(scope)")
    }
  }

  /// A list that nobody changed says nothing: what the program wrote is worked out anew.
  @Test func whatTheProgramWroteDoesNotSet() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.book, to: "book")
    _ = try await Self.list("book", sandbox)
    try sandbox.write(Self.filledIn(sandbox.data("list.xlsx"), [:]), to: "book/清单.xlsx")
    let book = try JSONText.object(
      try await Command.run(
        ["export", "book", "-o", "-", "--format", "json"] + Command.day, in: sandbox
      ).output)
    #expect(JSONText.rows(book, "tasks").isEmpty)
    let findings = try #require(Self.book["findings.csv"])
    try sandbox.write(
      findings.replacing("待验证,加严抽检,西县局,2026-10-31", with: "整改中,换炉,东县局,2026-11-30"),
      to: "book/findings.csv")
    let row = try #require(try await Self.list("book", sandbox).first).row("硬度不均")
    #expect(row["进展"] == "整改中 2 条" && row["完成时限"] == "46356")
    #expect(row["拟采取措施"] == "加严抽检；换炉" && row["牵头单位"] == "东县局、西县局")
  }

  /// An entry without its row is kept apart, and comes back when the row does.
  @Test func entriesWithoutARowAreKept() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.book, to: "book")
    _ = try await Self.list("book", sandbox)
    try sandbox.write(
      Self.filledIn(sandbox.data("list.xlsx"), Self.entries), to: "book/清单.xlsx")
    let findings = try #require(Self.book["findings.csv"])
    try sandbox.write(
      findings.split(separator: "\n").filter { !$0.contains("P1") }.joined(separator: "\n"),
      to: "book/findings.csv")
    let apart = try await Self.list("book", sandbox)
    #expect(apart.map(\.name) == ["汽车产业链", "未匹配"])
    #expect(try #require(apart.last).row("硬度不均")["牵头单位"] == "市工信局")
    #expect(try #require(apart.last).row("硬度不均")["涉及企业数"] == "")

    // The new list takes the old one's place.
    try sandbox.write(sandbox.data("list.xlsx"), to: "book/清单.xlsx")
    try sandbox.write(findings, to: "book/findings.csv")
    let back = try await Self.list("book", sandbox)
    #expect(back.map(\.name) == ["汽车产业链"])
    let row = try #require(back.first).row("硬度不均")
    #expect(row["完成时限"] == "2026年底前" && row["经费(万元)"] == "12.5")
  }

  /// English lists read back too.
  @Test func inEnglish() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.book, to: "book")
    _ = try await Command.run(
      ["problems", "book", "-o", "book/list.xlsx", "--language", "en"] + Command.day, in: sandbox)
    let check = try await Command.run(
      ["check", "book", "--format", "json"] + Command.day, in: sandbox)
    let rows = JSONText.rows(try JSONText.object(check.output), "diagnostics")
    #expect(!rows.contains { $0["severity"] as? String != "note" && "\($0)".contains("list.xlsx") })
    let sheets = try await Self.list("book", sandbox)
    #expect(sheets.map(\.name) == ["汽车产业链"])
    #expect(try #require(sheets.first).row("硬度不均")["级别"] == "较大")
  }

  /// Two lists: what the later one says counts.
  @Test func theLaterListCounts() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(Self.book, to: "book")
    let header = "产业链,环节,区域,问题名称,拟采取措施,牵头单位,填报日期\n"
    try sandbox.write(
      header + "C1,全部,,P1,旧措施,旧单位,2026-05-01\n", to: "book/共性质量问题清单1.csv")
    try sandbox.write(
      header + "汽车产业链,,全部,硬度不均,新措施,,2026-06-01\n", to: "book/共性质量问题清单2.csv")
    let row = try #require(try await Self.list("book", sandbox).first).row("硬度不均")
    #expect(row["拟采取措施"] == "新措施" && row["牵头单位"] == "旧单位")
  }
}
