import Foundation
import Testing

@Suite struct MergeCommandTests {
  private static let counties = Repository.example.deletingLastPathComponent()
    .appending(path: "eleven-counties").path

  /// A county's survey; the sender stands in a caption.
  private static func survey(_ county: String, _ firms: [String]) -> String {
    var text = "\(county)调研摸底表,,,\n填报单位：\(county)市场监督管理局,,填报日期：2026-06-19,\n"
    text += "企业名称,所属区域,从业人员,产业链,所处环节\n"
    for firm in firms { text += "\(firm),\(county),30,轴承产业链,套圈\n" }
    return text
  }

  @Test func theFirstScreenSaysWhoSentWhatAndWhoDidNot() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.survey("东县", ["甲厂", "乙厂"]), to: "raw/东县摸底表.csv")
    try sandbox.write(Self.survey("西县", ["丙厂"]), to: "raw/西县摸底表.csv")
    try sandbox.write("报送单位\n东县\n西县市场监督管理局\n南县市场监督管理局\n", to: "名单.txt")
    let outcome = try await Command.run(
      ["merge", "raw", "-o", "book", "--senders", "名单.txt"] + Command.day, in: sandbox)
    #expect(outcome.text.contains("报送情况：2 个单位报来 2 个文件，合并成一本：企业 3 家、"))
    // Three of six wanted cells are blank in each row: code, industry and revenue are not asked.
    #expect(outcome.text.contains("  东县市场监督管理局     1   2     2           50%     0     0\n"))
    #expect(outcome.text.contains("  西县市场监督管理局     1   1     1           50%     0     0\n"))
    #expect(outcome.text.contains("未报送（1）：南县市场监督管理局\n"))
    #expect(!outcome.text.contains("名单之外"))
    #expect(FileManager.default.fileExists(atPath: sandbox.url("book/firms.csv").path))
  }

  @Test func anEarlierBookShowsWhatChanged() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.survey("东县", ["甲厂", "乙厂"]), to: "may/东县摸底表.csv")
    try sandbox.write(Self.survey("东县", ["乙厂", "丙厂", "丁厂"]), to: "june/东县摸底表.csv")
    try sandbox.write(Self.survey("北县", ["戊厂"]), to: "june/北县摸底表.csv")
    _ = try await Command.run(["merge", "may", "-o", "earlier"] + Command.day, in: sandbox)
    let outcome = try await Command.run(
      ["merge", "june", "-o", "now.xlsx", "--against", "earlier", "--format", "json"] + Command.day,
      in: sandbox)
    let object = try JSONText.object(outcome.output)
    #expect(object["schema"] as? String == "qianglian.merge/1")
    #expect(object["firmsNew"] as? Int == 3 && object["firmsGone"] as? Int == 1)
    let senders = JSONText.rows(object, "senders")
    #expect(senders.map { $0["sender"] as? String } == ["东县市场监督管理局", "北县市场监督管理局"])
    #expect(senders.map { $0["firmsBefore"] as? Int } == [2, nil])
    // The workbook is a book: read back it says the same.
    let check = try await Command.run(["check", "now.xlsx"] + Command.day, in: sandbox)
    #expect(check.text.contains("企业名录 4") && check.text.contains("检查结果：错误 0，"))
  }

  @Test func elevenCountiesMergeOnOneScreen() async throws {
    let sandbox = try Sandbox()
    let merge = try await Command.run(
      ["merge", Self.counties, "-o", "book"] + Command.day, in: sandbox)
    let check = try await Command.run(
      ["check", Self.counties] + Command.day, in: sandbox, expecting: 1)
    for text in [merge.text, check.text] {
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 55)
      #expect(text.contains("石梁县市场监督管理局"))
    }
    let map = try await Command.run(
      ["map", "chain", Self.counties, "-o", "-", "--format", "dot"] + Command.day, in: sandbox)
    #expect(map.text.contains("digraph"))
    let again = try await Command.run(["check", "book"] + Command.day, in: sandbox)
    #expect(again.text.contains("供应关系 362"))
  }

  @Test(arguments: [
    (["merge", "raw"], 64), (["merge", "raw", "-o", "book.json"], 64),
    (["merge", "none", "-o", "book"], 66),
    (["merge", "raw", "-o", "book", "--senders", "none.txt"], 66),
    (["merge", "raw", "-o", "book", "--senders", "empty.txt"], 65),
    (["merge", "raw", "-o", "book", "--against", "none"], 66),
  ])
  func wrongUsageWritesNothing(_ arguments: [String], _ code: Int) async throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.survey("东县", ["甲厂"]), to: "raw/东县摸底表.csv")
    try sandbox.write("\n", to: "empty.txt")
    let outcome = try await Command.run(
      arguments + Command.day, in: sandbox, expecting: Int32(code))
    #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
    #expect(try sandbox.names == ["empty.txt", "raw"])
  }

  /// The result must not be read as a report the next time.
  @Test(arguments: ["raw/合并本.xlsx", "raw"])
  func intoTheMergedFolderItIsRefused(_ output: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.survey("东县", ["甲厂"]), to: "raw/东县摸底表.csv")
    let outcome = try await Command.run(
      ["merge", "raw", "-o", output] + Command.day, in: sandbox, expecting: 73)
    #expect(outcome.errors.contains("下次读取会重复计算"))
    #expect(try sandbox.names == ["raw"])
  }

  /// A copy of a file counts once; files of other kinds are named.
  @Test func aCopyCountsOnceAndOtherFilesAreNamed() async throws {
    let sandbox = try Sandbox()
    let supplies = "供应方,采购方,产品,年供货额(万元)\n甲厂,乙厂,轴,100\n"
    try sandbox.write(supplies, to: "raw/供应关系.csv")
    try sandbox.write(supplies, to: "raw/供应关系(1).csv")
    try sandbox.write("%PDF", to: "raw/说明函.pdf")
    let check = try await Command.run(["check", "raw", "--top", "0"] + Command.day, in: sandbox)
    #expect(check.text.contains("内容完全相同，只读一次"))
    #expect(check.text.contains("不是表格，未读取：说明函.pdf"))
    let export = try await Command.run(
      ["export", "raw", "-o", "-", "--format", "json"] + Command.day, in: sandbox)
    let rows = JSONText.rows(try JSONText.object(export.output), "supplies")
    #expect(rows.map { $0["amount"] as? Double } == [100])
  }
}
