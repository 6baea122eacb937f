import ChainAnalysis
import ChainModel
import Graphs
import Testing

/// What chance alone may and may not bring about.
@Suite struct CommonProblemsLawTests {
  /// A book of 120 firms in eight segments and six counties of two cities, three quarters inspected.
  private static func book(
    _ random: inout SplitMix64, has: (_ segment: Int, inout SplitMix64) -> Bool
  ) -> ChainBook {
    var contents = BookContents()
    func text(_ text: String) -> TextID { contents.text.intern(text) }
    for region in 0..<9 {
      var row = Region()
      row.code = text("R\(region)")
      // 0 holds the cities 1 and 2, which hold three counties each.
      row.parent.position = region == 0 ? -1 : region < 3 ? 0 : region % 2 == 0 ? 1 : 2
      contents.regions.append(row)
    }
    var chain = Chain()
    chain.id = text("C")
    contents.chains = [chain]
    for segment in 0..<8 {
      var row = Segment()
      row.id = text("S\(segment)")
      row.chain.position = 0
      contents.segments.append(row)
    }
    var problem = Problem()
    problem.id = text("P")
    contents.problems = [problem]
    for position in 0..<Int32(120) {
      let segment = Int.random(in: 0..<8, using: &random)
      var firm = Firm()
      firm.id = text("F\(1000 + position)")
      firm.region.position = Int32.random(in: 3..<9, using: &random)
      contents.firms.append(firm)
      var member = Member()
      member.chain.position = 0
      member.segment.position = Int32(segment)
      member.firm.position = position
      contents.members.append(member)
      if Int.random(in: 0..<4, using: &random) > 0 {
        var assessment = Assessment()
        assessment.firm.position = position
        assessment.method = .random
        contents.assessments.append(assessment)
      }
      if has(segment, &random) {
        var finding = Finding()
        finding.firm.position = position
        finding.problem.position = 0
        contents.findings.append(finding)
      }
    }
    contents.members.sort { $0.segment.index ?? 0 < $1.segment.index ?? 0 }
    return ChainBook(contents)
  }

  /// A problem scattered at random is called 特征性 in no more than 5 % of 1,000 books, but for the
  /// error of so many: 1.65 √(0.05 · 0.95 / 1000) = 1.1 %.
  ///
  /// Without the correction for looking into every group it would be in far more.
  @Test func scatteredProblems() throws {
    var specific = 0
    var uncorrected = 0
    var common = 0
    for seed in 0..<1000 {
      var random = SplitMix64(seed: UInt64(seed))
      let book = Self.book(&random) { _, random in Int.random(in: 0..<4, using: &random) == 0 }
      let report = try BookFolder.problems(book)
      let rows = report.rows.filter { $0.label == .common }
      if !rows.isEmpty { common += 1 }
      if rows.contains(where: \.isSpecific) { specific += 1 }
      if rows.contains(where: { ($0.p ?? 1) <= 0.05 && ($0.lift ?? 0) >= 1.5 }) { uncorrected += 1 }
    }
    let error = 1.645 * (0.05 * 0.95 / 1000).squareRoot()
    #expect(Double(specific) / 1000 <= 0.05 + error, "\(specific) of 1000 books")
    #expect(uncorrected > 100, "\(uncorrected) of 1000 books")
    #expect(common > 500, "\(common) of 1000 books")
  }

  /// A problem planted in one segment is called common there, and nearly always characteristic:
  /// where a county of the segment is listed in its stead, few firms have to carry the test.
  @Test func plantedProblems() throws {
    var common = 0
    var specific = 0
    for seed in 0..<100 {
      var random = SplitMix64(seed: UInt64(5000 + seed))
      let book = Self.book(&random) { segment, random in
        Int.random(in: 0..<20, using: &random) < (segment == 3 ? 15 : 1)
      }
      let rows = try BookFolder.problems(book).rows.filter {
        $0.group.segment == 3 && $0.label == .common
      }
      if !rows.isEmpty { common += 1 }
      if rows.contains(where: \.isSpecific) { specific += 1 }
    }
    #expect(common >= 97, "\(common) of 100 books")
    #expect(specific >= 80, "\(specific) of 100 books")
  }
}
