import ChainModel
import Testing

@testable import ChainTables

/// Decisions on proposals (归并建议), read back from the sheet that was sent out.
@Suite struct ArrivalDecisionTests {
  private static let tables = [
    "problems.csv": "问题编号,问题名称\nW01,硬度不均\n",
    "firms.csv": "企业名称,统一社会信用代码\n甲轴承有限公司,914403001922038216\n乙厂,\n",
    "chains.csv": "产业链编号,产业链名称\nC1,高端轴承\n", "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,锻造\n",
    "findings.csv": "企业,问题描述\n乙厂,硬度离散大\n", "supplies.csv": "供应方,采购方\n甲轴承公司,乙厂\n",
    "members.csv": "产业链编号,环节编号,企业\n轴承链,锻件,乙厂\n",
  ]

  private static func read(_ decisions: [[CountyCell]]) throws -> ChainBook {
    var files = tables.mapValues { Array($0.utf8) }
    files["归并.xlsx"] = CountyWorkbook.bytes([
      CountySheet(
        name: "归并建议",
        rows: [["类别", "原表述", "归并为", "建议名称", "确认", "依据", "出现次数"]] + decisions)
    ])
    return try BookSample.read(bytes: files)
  }

  private static let confirmed: [[CountyCell]] = [
    ["问题", "硬度离散大", "W01", "硬度不均", "是", "相似", 1],
    ["企业", "甲轴承公司", "914403001922038216", "", "√", "", ""],
    ["产业链", "轴承链", "C1", "", "是", "", ""], ["环节", "锻件", "S1", "", "Y", "", ""],
  ]

  @Test func confirmedOnesAreApplied() throws {
    let book = try Self.read(Self.confirmed)
    #expect(book.problems.map { book.text[$0.id] } == ["W01"])
    #expect(book.wordings.merged == 1 && book.wordings.unmerged == 0)
    #expect(book.firms.count == 2)
    #expect(book.columns(.members, "chain", "segment") == [["C1", "S1"]])
    #expect(
      book.columns(.supplies, "supplier", "customer") == [["914403001922038216", "乙厂"]])
    #expect(book.doubts == [])
    #expect(
      book.marks == [
        "note decision-applied findings.csv!B2 硬度离散大", "note decision-applied members.csv!A2 轴承链",
        "note decision-applied members.csv!B2 锻件", "note decision-applied supplies.csv!A2 甲轴承公司",
      ])
    #expect(
      book.messages("decision-applied").first == "按 归并.xlsx[归并建议] 的 B2 的确认，归并为“W01”")
  }

  @Test(arguments: ["否", "×", "n", ""])
  func othersAreNotApplied(_ answer: String) throws {
    let book = try Self.read(
      Self.confirmed.map { row in
        var row = row
        row[4] = .text(answer)
        return row
      })
    #expect(book.problems.count == 2 && book.firms.count == 3)
    #expect(book.chains.count == 2 && book.segments.count == 2)
    #expect(!book.diagnostics.contains { $0.code == "decision-applied" })
    #expect(book.decisions.count == (answer.isEmpty ? 0 : 4))
  }

  /// An answer in words is no answer, and is said.
  @Test func anAnswerThatIsNone() throws {
    let book = try Self.read([["问题", "硬度离散大", "W01", "", "应该是吧", "", ""]])
    #expect(book.problems.count == 2)
    #expect(book.doubts.contains("error flag-unreadable 归并.xlsx!E2 应该是吧"))
  }

  /// Two answers to one question: the conflict is said, and what is done depends on no order.
  @Test func conflictingAnswers() throws {
    let one: [CountyCell] = ["问题", "硬度离散大", "W01", "", "是", "", ""]
    let other: [CountyCell] = ["问题", "硬度离散大", "W01", "", "否", "", ""]
    let first = try Self.read([one, other])
    let second = try Self.read([other, one])
    #expect(first.problems.count == second.problems.count)
    for book in [first, second] {
      #expect(book.diagnostics.contains { $0.code == "values-conflict" && $0.column == "确认" })
    }
    // What is not agreed on is not merged.
    #expect(first.problems.count == 2)
  }

  @Test func twoTargetsForOneName() throws {
    let book = try Self.read([
      ["企业", "甲轴承公司", "914403001922038216", "", "是", "", ""],
      ["企业", "甲轴承公司", "乙厂", "", "是", "", ""],
    ])
    #expect(book.doubts.contains { $0.contains("values-conflict 归并.xlsx!C") })
  }

  /// What is confirmed holds, also where no table states the target, which is said at the decision.
  @Test func aTargetThatIsNot() throws {
    let book = try Self.read([["企业", "甲轴承公司", "丁厂", "", "是", "", ""]])
    #expect(Set(book.column(.firms, "name")) == ["甲轴承有限公司", "乙厂", "丁厂"])
    #expect(book.doubts.contains { $0.contains("归并.xlsx!C2 丁厂") })
  }

  @Test func aBlankSubjectIsAProblem() throws {
    let book = try Self.read([["", "硬度离散大", "W01", "", "是", "", ""]])
    #expect(book.problems.count == 1)
  }

  @Test func aConfirmedRowWithoutTarget() throws {
    let book = try Self.read([
      ["问题", "硬度离散大", "", "", "是", "", ""], ["问题", "", "W01", "", "是", "", ""],
    ])
    #expect(book.problems.count == 2)
    #expect(
      book.doubts.filter { $0.hasPrefix("error") } == [
        "error cell-missing 归并.xlsx!C2", "error cell-missing 归并.xlsx!B3",
      ])
  }

  /// Answers are part of the book that is written, and read again they do the same.
  @Test func answersSurviveWriting() throws {
    let book = try Self.read(Self.confirmed)
    let bytes = try BookWorkbook(book).write().bytes
    let again = try BookSample.read(bytes: ["book.xlsx": bytes])
    #expect(again.decisions.count == 4)
    #expect(again.problems.count == 1 && again.firms.count == 2)
    #expect(again.columns(.members, "chain", "segment") == [["C1", "S1"]])
  }
}
