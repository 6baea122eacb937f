import ChainModel
import Testing

@testable import ChainTables

/// Which sheets are lists of problems as handed in, and which only look like them.
@Suite struct ProblemListRecognitionTests {
  private static let firms = "企业名称,企业编号\n甲,1\n"

  @Test(arguments: [
    // By its name.
    ("共性质量问题清单.csv", "产业链,环节,区域,问题名称,拟采取措施\n,,,乱,改\n", TableKind.tasks),
    // By its counts, whatever it is called.
    ("东县.csv", "产业链,环节,区域,问题名称,涉及企业数,诊断企业数,拟采取措施\n,,,乱,3,5,改\n", .tasks),
    ("企业.csv", "产业链,环节,区域,问题名称,涉及企业数,诊断企业数,拟采取措施\n,,,乱,3,5,改\n", .tasks),
    // A row a firm.
    (
      "共性质量问题清单.csv", "企业,产业链,环节,区域,问题名称,拟采取措施,牵头单位,完成时限,进展\n甲,,,,乱,改,,,\n",
      .findings
    ),
    // A library.
    ("共性质量问题清单.csv", "问题编号,问题名称,表现\nP1,乱,乱\n", .problems),
  ])
  func isRecognised(_ name: String, _ text: String, _ table: TableKind) throws {
    let book = try BookSample.read(["z.csv": Self.firms, name: text])
    #expect(book.sources.map(\.table).filter { $0 != .firms } == [table])
    #expect(book.tasks.count == (table == .tasks ? 1 : 0))
    if table == .tasks {
      #expect(book.problems.isEmpty && book.findings.isEmpty && book.extras.isEmpty)
      #expect(book.chains.isEmpty && book.regions.isEmpty && book.firms.count == 1)
      #expect(book.submissions.map(\.sender) == ["z.csv"])
      #expect(book.marks == [])
    }
  }

  /// A cell that reads as the program wrote it is nobody's entry, whatever the date's form.
  @Test func whatTheProgramWroteIsNoEntry() throws {
    var marks = TaskMarks()
    marks.add("加严抽检；换炉", of: "action")
    marks.add("2026-10-31", of: "dueOn")
    marks.add("较大", of: "severity")
    marks.add(TaskMarks.text(7.5), of: "cost")
    let header = "产业链,环节,区域,问题名称,拟采取措施,级别,经费(万元),完成时限,程序填写\n"
    let row = "C,S,R,乱,加严抽检; 换炉,较大,7.50,2026/10/31,\(marks.text)\n"
    let name = "共性质量问题清单.csv"
    #expect(try BookSample.read(["z.csv": Self.firms, name: header + row]).tasks.isEmpty)
    let changed = row.replacing("7.50", with: "8")
    let book = try BookSample.read(["z.csv": Self.firms, name: header + changed])
    let task = try #require(book.tasks.first)
    #expect(task.cost.value == 8 && task.action.isEmpty && task.severity == nil)
    #expect(task.dueOn.isEmpty && task.written.isEmpty)
  }
}
