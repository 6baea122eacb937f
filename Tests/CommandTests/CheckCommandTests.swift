import Foundation
import Testing

/// A fault put into the small book and the diagnostic it must give.
struct Fault: Sendable, CustomTestStringConvertible {
  var file: String
  var old: String
  var new: String
  var severity = "error"
  var row: Int
  var cell: String?
  var column: String?
  var value: String
  /// Words of the message and of the fix, in Chinese and in English.
  var chinese: [String]
  var english: [String]
  /// Rows each table must still have; tables not named keep the rows of the clean book.
  var counts: [String: Int] = [:]

  var testDescription: String { "\(file): \(old) → \(new)" }

  static let all: [Fault] = [
    Fault(
      file: "firms.csv", old: "乙锻造厂,F2,120", new: "乙锻造厂,F2,百余人", row: 3, cell: "C3",
      column: "从业人员", value: "百余人", chinese: ["不是数字", "只填数字"],
      english: ["not a number", "Write a plain number"]),
    Fault(
      file: "supplies.csv", old: "800,60%", new: "800,六成", row: 2, cell: "E2",
      column: "占采购方比例", value: "六成", chinese: ["不是比例", "35%"], english: ["not a share", "35%"]),
    Fault(
      file: "findings.csv", old: "2026-05-02", new: "2026-02-30", row: 3, cell: "C3",
      column: "发现日期", value: "2026-02-30", chinese: ["不存在", "写成"],
      english: ["there is no day", "Write it as"]),
    Fault(
      file: "problems.csv", old: "无计量人员,一般", new: "无计量人员,很大", row: 3, cell: "C3",
      column: "严重程度", value: "很大", chinese: ["不认识", "较大"], english: ["unknown", "较大"]),
    Fault(
      file: "members.csv", old: "环节编号,企业,角色", new: "环节编号,厂,角色", row: 1, value: "厂",
      chinese: ["缺少必需的列：企业", "补上"], english: ["lacks required columns: 企业", "Add"],
      counts: ["members": 0]),
    Fault(
      file: "segments.csv", old: "锻件,中游,,", new: "锻件,中游,S3,", row: 3, cell: "E3", column: "上级环节",
      value: "锻件", chinese: ["成环", "改正"], english: ["cycle", "Correct the parent"]),
    Fault(
      file: "regions.csv", old: "某省,\n", new: "某省,990102\n", row: 2, cell: "C2",
      column: "上级代码", value: "某省", chinese: ["成环", "改正"], english: ["cycle", "Correct the parent"]),
    Fault(
      file: "findings.csv", old: "F3,P1", new: ",P1", row: 3, cell: "A3", column: "企业", value: "",
      chinese: ["“企业”为空", "补填"], english: ["is blank", "Fill in"], counts: ["findings": 1]),
    Fault(
      file: "problems.csv", old: "P2,无计量人员", new: "P1,无计量人员", row: 2,
      cell: "B2", column: "问题名称", value: "硬度不均", chinese: ["重复而名称不同", "B3"],
      english: ["its id is also that of", "B3"], counts: ["problems": 1]),
    Fault(
      file: "firms.csv", old: "丁整车厂,F4", new: "丁整车厂,F3", row: 4,
      cell: "A4", column: "企业名称", value: "丙轴承厂", chinese: ["重复而名称不同", "A5"],
      english: ["its id is also that of", "A5"]),
    Fault(
      file: "members.csv", old: "S3,F3", new: "S3,戊轴承厂", severity: "warning", row: 4, cell: "C4",
      column: "企业", value: "戊轴承厂", chinese: ["已按名称建立", "补一行"],
      english: ["created", "Add"],
      counts: ["firms": 5]),
    Fault(
      file: "firms.csv", old: "大型,东县,在业\n", new: "大型,东县,在业,多余\n", severity: "warning",
      row: 5, cell: "H5", column: "", value: "多余", chinese: ["没有表头", "补上表头"],
      english: ["has no header", "Add a header"]),
  ]
}

@Suite struct CheckCommandTests {
  @Test func cleanExampleEndsWith0() async throws {
    let outcome = try await Command.run(
      ["check", Repository.example.path] + Command.day, in: Sandbox())
    #expect(outcome.text.hasPrefix("判定日期 2026-06-30\n虚构示例数据\n"))
    #expect(outcome.text.contains("检查结果：错误 0，"))
    #expect(outcome.errors.isEmpty)
  }

  @Test func smallBookIsClean() async throws {
    let report = try await report(SmallBook.tables, expecting: 0)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics)")
  }

  @Test(arguments: Fault.all)
  func faultIsReportedAtItsCell(_ fault: Fault) async throws {
    let tables = SmallBook.changing(fault.file, fault.old, to: fault.new)
    try #require(tables != SmallBook.tables)
    let code: Int32 = fault.severity == "error" ? 1 : 0
    let clean = try await report(SmallBook.tables, expecting: 0)
    let found = try await report(tables, expecting: code)
    let diagnostic = try #require(
      found.diagnostics.first {
        $0["severity"] as? String == fault.severity && $0["file"] as? String == fault.file
          && $0["row"] as? Int == fault.row
          && (fault.cell == nil || $0["cell"] as? String == fault.cell)
      }, "\(found.diagnostics)")
    if let column = fault.column, !column.isEmpty {
      #expect(diagnostic["column"] as? String == column)
    }
    #expect(diagnostic["sheet"] is NSNull)
    let value = try #require(diagnostic["value"] as? String)
    #expect(fault.value.isEmpty ? value.isEmpty : value.contains(fault.value))
    for key in ["message", "fix"] {
      #expect((diagnostic[key] as? String ?? "").isEmpty == false)
    }
    // Nothing else is lost.
    for (table, count) in clean.counts where !["errors", "warnings", "notes"].contains(table) {
      #expect(found.counts[table] == fault.counts[table] ?? count, "\(table)")
    }

    let sandbox = try Sandbox()
    try sandbox.writeBook(tables, to: "book")
    for (language, words, row) in [
      ("zh", fault.chinese, "第 \(fault.row) 行"), ("en", fault.english, "row \(fault.row)"),
    ] {
      let outcome = try await Command.run(
        ["check", "book", "--language", language, "--top", "0"] + Command.day, in: sandbox,
        expecting: code)
      for word in words + [fault.file, row, fault.value] + (fault.column.map { [$0] } ?? [])
      where !word.isEmpty {
        #expect(outcome.text.contains(word), "\(language): \(word) in \(outcome.text)")
      }
      #expect(outcome.text.contains(language == "zh" ? "改法：" : "fix: "))
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test func jsonHasTheKeysOfTheContract() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(
      SmallBook.changing("firms.csv", "F2,120", to: "F2,百余人"), to: "book")
    let outcome = try await Command.run(
      ["check", "book", "--format", "json"] + Command.day, in: sandbox, expecting: 1)
    #expect(outcome.text.hasPrefix("{\n  \"schema\": \"qianglian.check/1\",\n"))
    let object = try JSONText.object(outcome.output)
    #expect(object["asOf"] as? String == "2026-06-30")
    let diagnostics = JSONText.rows(object, "diagnostics")
    #expect(diagnostics.count == 1)
    for key in ["severity", "file", "sheet", "row", "column", "value", "message", "fix"] {
      #expect(diagnostics.allSatisfy { $0.keys.contains(key) }, "\(key)")
    }
    for sender in JSONText.rows(object, "senders") {
      #expect(
        Set(sender.keys) == ["sender", "rows", "firms", "completeness", "errors", "warnings"])
    }
    let counts = try #require(object["counts"] as? [String: Int])
    #expect(counts["errors"] == 1 && counts["warnings"] == 0 && counts["firms"] == 4)
  }

  @Test func csvHoldsTheDiagnosticsOfTheJSON() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(
      SmallBook.changing("problems.csv", "硬度不均", to: "\"硬度,\"\"不均\"\"\n超差\",较大,多\nP1,另名"),
      to: "book")
    let json = try await Command.run(
      ["check", "book", "--format", "json"] + Command.day, in: sandbox,
      expecting: 1)
    let diagnostics = JSONText.rows(try JSONText.object(json.output), "diagnostics")
    try #require(!diagnostics.isEmpty)
    for (language, header) in [("zh", "级别"), ("en", "severity")] {
      let outcome = try await Command.run(
        ["check", "book", "--format", "csv", "--language", language] + Command.day, in: sandbox,
        expecting: 1)
      let rows = CSVText.rows(outcome.text)
      #expect(rows.first?.first == header)
      #expect(rows.count == diagnostics.count + 1)
      for (row, diagnostic) in zip(rows.dropFirst(), diagnostics) {
        try #require(row.count == 9)
        #expect(row[1] == diagnostic["file"] as? String)
        #expect(row[3] == (diagnostic["row"] as? Int).map(String.init) ?? "")
        #expect(row[5] == diagnostic["cell"] as? String ?? "")
        #expect(row[6] == diagnostic["value"] as? String)
      }
    }
  }

  @Test func formatFollowsTheExtension() async throws {
    let sandbox = try Sandbox()
    try sandbox.writeBook(SmallBook.tables, to: "book")
    for name in ["a.json", "a.csv", "a.txt", "a", "A.JSON"] {
      let outcome = try await Command.run(
        ["check", "book", "-o", name] + Command.day, in: sandbox)
      #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    }
    #expect(try JSONText.object(sandbox.data("a.json")).count > 2)
    #expect(try sandbox.data("A.JSON") == sandbox.data("a.json"))
    #expect(try sandbox.text("a.csv").hasPrefix("\u{FEFF}级别,"))
    #expect(try sandbox.text("a.txt").hasPrefix("判定日期 2026-06-30\n"))
    #expect(try sandbox.text("a") == sandbox.text("a.txt"))
    _ = try await Command.run(
      ["check", "book", "-o", "b.txt", "--format", "json"] + Command.day, in: sandbox)
    #expect(try sandbox.data("b.txt") == sandbox.data("a.json"))
    let dash = try await Command.run(["check", "book", "-o", "-"] + Command.day, in: sandbox)
    #expect(dash.text == (try sandbox.text("a.txt")))
    #expect(try sandbox.names == ["A.JSON", "a", "a.csv", "a.json", "a.txt", "b.txt", "book"])
  }

  @Test func topLimitsTheListAnd0ListsAll() async throws {
    let sandbox = try Sandbox()
    var firms = "企业名称,从业人员\n"
    for index in 1...25 { firms += "第\(index)厂,第\(index)人\n" }
    try sandbox.write(firms, to: "firms.csv")
    for (arguments, listed) in [
      (["--top", "20"], 20), (["--top", "3"], 3), (["--top", "0"], 25),
    ] {
      let outcome = try await Command.run(
        ["check", "firms.csv"] + arguments + Command.day, in: sandbox, expecting: 1)
      #expect(outcome.text.matches(of: /“第\d+人”/).count == listed)
      #expect(outcome.text.contains("还有 \(25 - listed) 条") == (listed < 25))
    }
  }

  /// A cell's control characters neither break a line nor reach a terminal.
  @Test func controlCharactersAreShownNotSent() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("企业名称,从业人员\n甲,\"1\u{1B}[31m2\r\n3\u{7}\u{2028}4\"\n", to: "firms.csv")
    let outcome = try await Command.run(
      ["check", "firms.csv"] + Command.day, in: sandbox, expecting: 1)
    #expect(outcome.text.contains("“1␛[31m2⏎3␇⏎4”"))
    #expect(!outcome.text.unicodeScalars.contains("\u{1B}"))
  }

  @Test func aSingleFileIsABook() async throws {
    let outcome = try await Command.run(
      ["check", Repository.example.appending(path: "firms.csv").path] + Command.day, in: Sandbox())
    #expect(outcome.text.contains("企业名录 131"))
  }

  private func report(
    _ tables: [String: String], expecting code: Int32
  ) async throws -> (counts: [String: Int], diagnostics: [[String: Any]]) {
    let sandbox = try Sandbox()
    try sandbox.writeBook(tables, to: "book")
    let outcome = try await Command.run(
      ["check", "book", "--format", "json"] + Command.day, in: sandbox, expecting: code)
    let object = try JSONText.object(outcome.output)
    return (object["counts"] as? [String: Int] ?? [:], JSONText.rows(object, "diagnostics"))
  }
}
