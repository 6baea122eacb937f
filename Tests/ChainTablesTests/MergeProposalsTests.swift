import ChainModel
import Foundation
import Testing

@testable import ChainTables

@Suite struct MergeProposalsTests {
  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Examples")

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: examples.appending(path: path), encoding: .utf8)
  }

  /// The clerk's answers in `eleven-counties`, which were written before the proposals.
  private static func answers() throws -> [(subject: String, written: String, target: String)] {
    try text("eleven-counties/confirmed/归并建议.csv").split(whereSeparator: \.isNewline).dropFirst()
      .map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (cells[0], cells[1], cells[2])
      }
  }

  private let start = """
    企业名称,统一社会信用代码
    沛县恒圆轴承有限公司,914403001922038216

    """

  @Test func theElevenCountiesGetWhatTheClerkConfirms() throws {
    let book = try BookSample.read(path: Self.examples.appending(path: "eleven-counties").path)
    let found = MergeProposals(book)
    let answers = try Self.answers()
    #expect(answers.count == 36)
    for answer in answers {
      let proposal = found.proposals.first {
        $0.subject.chinese == answer.subject && $0.written == answer.written
      }
      let first = proposal?.candidates.first
      let isRight = first?.id == answer.target || first?.name == answer.target
      #expect(isRight, "\(answer): \(first?.name ?? "-")")
    }
    // Nothing else is proposed.
    #expect(found.proposals.count == answers.count)
    #expect(found.unmatched.map(\.written) == ["模块毛坯磁粉探伤设备故障停用", "线束总成防错工装未点检"])
    #expect(!found.usesStarterLibrary)
    #expect(found.counts.map(\.count) == [26, 4, 1, 5])
    #expect(found.counts.map(\.subject) == [.problem, .firm, .chain, .segment])
  }

  /// A book in order gets no proposals but the two that its README names as unmatched.
  @Test func theExampleGetsNone() throws {
    let book = try BookSample.read(path: Self.examples.appending(path: "nev-chain").path)
    let found = MergeProposals(book)
    #expect(found.proposals.map(\.written) == [])
    #expect(found.unmatched.map(\.written) == ["模块毛坯磁粉探伤设备故障停用", "线束总成防错工装未点检"])
  }

  @Test func aProposalKnowsItsRowsAndFirms() throws {
    let book = try BookSample.read([
      "firms.csv": start + "丰县精滚轴承有限公司,\n",
      "problems.csv": "问题编号,问题名称,同义表述\nP1,首件检验未落实,\nP2,量具超期未检,\n",
      "findings.csv": """
      企业,问题描述
      沛县恒圆轴承有限公司,首件检验没做
      丰县精滚轴承有限公司,首件检验没做
      丰县精滚轴承有限公司,卡尺超期未检
      丰县精滚轴承有限公司,融资难
      恒圆轴承,卡尺超期未检
      """,
      "supplies.csv": "供应方,采购方\n恒圆轴承,丰县精滚轴承有限公司\n",
    ])
    let found = MergeProposals(book)
    let first = try #require(found.proposals.first)
    #expect(first.subject == .problem)
    // Two rows each: by text.
    #expect(found.proposals.map(\.written) == ["卡尺超期未检", "首件检验没做", "恒圆轴承"])
    #expect(found.proposals.map(\.count) == [2, 2, 2])
    #expect(first.candidates.map(\.id) == ["P2"])
    #expect(first.firms.map { book.text[book.firms[$0].name] }.sorted() == ["丰县精滚轴承有限公司", "恒圆轴承"])
    let places = first.origins.map { "\(book.sources[Int($0.source)].file)!\($0.row)" }
    #expect(places == ["findings.csv!4", "findings.csv!6"])
    let firm = found.proposals[2]
    #expect(firm.subject == .firm)
    #expect(firm.candidates.map(\.id) == ["914403001922038216"])
    #expect(
      firm.origins.map { "\(book.sources[Int($0.source)].file)!\($0.row)" }
        == ["findings.csv!6", "supplies.csv!2"])
    #expect(found.unmatched.map(\.written) == ["融资难"])
    #expect(found.unmatched[0].count == 1)
  }

  @Test func whatIsDecidedIsNotAskedAgain() throws {
    var files = [
      "firms.csv": start,
      "problems.csv": "问题编号,问题名称,同义表述\nP1,首件检验未落实,\nP2,过程检验未落实,\n",
      "findings.csv": "企业,问题描述\n沛县恒圆轴承有限公司,首件和过程检验没做\n恒圆轴承,首件检验没做\n",
    ]
    let before = MergeProposals(try BookSample.read(files))
    #expect(before.proposals.map(\.written) == ["首件和过程检验没做", "首件检验没做", "恒圆轴承"])
    #expect(before.proposals[0].candidates.map(\.id).sorted() == ["P1", "P2"])
    files["归并建议.csv"] = """
      类别,原表述,归并为,确认
      问题,首件检验没做,P1,是
      问题,首件和过程检验没做,P2,否
      企业,恒圆轴承,,否
      """
    let after = MergeProposals(try BookSample.read(files))
    #expect(after.proposals.map(\.written) == ["首件和过程检验没做"])
    #expect(after.proposals[0].candidates.map(\.id) == ["P1"])
  }

  @Test func chainsAndSegmentsAreProposedByText() throws {
    let book = try BookSample.read([
      "firms.csv": start,
      "chains.csv": "产业链编号,产业链名称\nC1,新能源汽车产业链\nC2,工程机械产业链\n",
      "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,电控系统\nC1,S2,锻铸毛坯\nC2,S1,液压系统\nC2,S3,锻铸毛坯\n",
      "members.csv": """
      产业链编号,环节编号,企业
      C1,电控系统总成,沛县恒圆轴承有限公司
      C1,锻造铸造毛坯,沛县恒圆轴承有限公司
      C2,锻造铸造毛坯,沛县恒圆轴承有限公司
      新能源汽车链,S1,沛县恒圆轴承有限公司
      C1,包装物流,沛县恒圆轴承有限公司
      """,
    ])
    let found = MergeProposals(book).proposals
    #expect(found.map(\.subject) == [.chain, .segment, .segment])
    #expect(found.map(\.written) == ["新能源汽车链", "锻造铸造毛坯", "电控系统总成"])
    #expect(found.map { $0.candidates.map(\.id) } == [["C1"], ["S2", "S3"], ["S1"]])
    // The chain's row and its segment's are one row of the sheet.
    #expect(found.map(\.count) == [1, 2, 1])
  }

  @Test func theOrderOfRowsDoesNotShow() throws {
    var rows = (0..<40).map { "企业\($0)轴承,首件检验没做\($0 % 7)" }
    rows += (0..<40).map { "沛县企业\($0)轴承有限公司,量具没有按期检\($0 % 3)" }
    func found(_ rows: [String]) throws -> [MergeProposal] {
      let book = try BookSample.read(["findings.csv": "企业,问题描述\n" + rows.joined(separator: "\n")])
      return MergeProposals(book).proposals
    }
    let expected = try found(rows)
    #expect(expected.count > 40)
    var random = SeededRandom(seed: 5)
    for _ in 0..<3 {
      let shuffled = try found(rows.shuffled(using: &random))
      #expect(shuffled.map(\.written) == expected.map(\.written))
      #expect(shuffled.map(\.candidates) == expected.map(\.candidates))
      #expect(shuffled.map(\.count) == expected.map(\.count))
      #expect(shuffled.map(\.firms) == expected.map(\.firms))
    }
  }
}
