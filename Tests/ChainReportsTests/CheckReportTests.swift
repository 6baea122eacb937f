import ChainReports
import Foundation
import Testing

@Suite struct CheckReportTests {
  private func faulty() throws -> CheckReport {
    var tables = BookSample.tables
    tables["members.csv"] = tables["members.csv"]?.replacing("S2,F3", with: "S2,己厂")
    tables["findings.csv"] = tables["findings.csv"]?
      .replacing("F1,P1,2026-05-01", with: "F1,P1,五月初")
    tables["supplies.csv"] = tables["supplies.csv"]?.replacing("120.5", with: "=1+1")
    return CheckReport(try BookSample.read(tables))
  }

  @Test func cleanBookHasNothingToSay() throws {
    let report = CheckReport(try BookSample.read(BookSample.tables))
    #expect(report.count(.error) == 0 && report.count(.warning) == 0 && report.count(.note) == 0)
    #expect(report.text(in: .chinese, most: 20).contains("检查结果：错误 0，存疑 0，说明 0"))
    #expect(report.text(in: .english, most: 20).contains("found: error 0, warning 0, note 0"))
  }

  /// Rows with a 填报单位 are that sender's, the others their file's.
  @Test func sendersAreCountedByHand() throws {
    let report = try faulty()
    let senders = report.senders.map {
      "\($0.name) \($0.rows) \($0.firms) \($0.errors) \($0.warnings)"
    }
    #expect(
      senders == [
        "certificates.csv 3 0 0 0", "chains.csv 2 0 0 0", "findings.csv 5 0 1 0",
        "problems.csv 2 0 0 0", "regions.csv 3 0 0 0", "segments.csv 3 0 0 0",
        "supplies.csv 3 0 1 0", "东县局 5 2 0 0", "西县局 5 3 0 1",
      ])
    let sorted = senders.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(senders == sorted)
  }

  @Test func textNamesPlaceValueMessageAndFix() throws {
    let report = try faulty()
    let chinese = report.text(in: .chinese, most: 20)
    #expect(chinese.contains("检查结果：错误 2，存疑 1，说明 0"))
    #expect(chinese.contains("  findings.csv 第 2 行 C 列“发现日期”：“五月初”"))
    #expect(chinese.contains("  members.csv 第 4 行 C 列“企业”：“己厂”"))
    #expect(chinese.matches(of: /\n {4}改法：\S/).count == 3)
    let english = report.text(in: .english, most: 20)
    #expect(english.contains("  findings.csv row 2 column C “发现日期”: “五月初”: "))
    #expect(english.matches(of: /\n {4}fix: \S/).count == 3)
  }

  @Test(arguments: [(1, 1), (2, 2), (0, 2), (-5, 2)])
  func mostLimitsEachSeverity(_ most: Int, _ errors: Int) throws {
    let text = try faulty().text(in: .english, most: most)
    let listed = text.matches(of: #/fix: /#).count
    #expect(listed == errors + 1)
    #expect(text.contains("… 1 more") == (errors == 1))
  }

  @Test func jsonHoldsEveryDiagnostic() throws {
    let report = try faulty()
    let object = try BookSample.object(report.json(in: .english, asOf: try BookSample.day))
    let counts = try #require(object["counts"] as? [String: Int])
    #expect(counts["errors"] == 2 && counts["warnings"] == 1 && counts["notes"] == 0)
    #expect(counts["supplies"] == 3 && counts["firms"] == 6)
    let diagnostics = try #require(object["diagnostics"] as? [[String: Any]])
    let places = diagnostics.map {
      "\($0["severity"] as? String ?? "?") \($0["file"] as? String ?? "?") "
        + "\($0["cell"] as? String ?? "?") \($0["value"] as? String ?? "?")"
    }
    #expect(
      places == [
        "error findings.csv C2 五月初", "warning members.csv C4 己厂", "error supplies.csv D2 =1+1",
      ])
  }

  /// A cell that a spreadsheet would run as a formula is guarded.
  @Test func csvGuardsFormulas() throws {
    let text = String(decoding: try faulty().csv(in: .english), as: UTF8.self)
    #expect(text.hasPrefix("\u{FEFF}severity,file,sheet,row,column,cell,value,message,fix\r\n"))
    #expect(text.contains(",D2,'=1+1,"))
    #expect(text.split(separator: "\r\n").count == 4)
  }
}
