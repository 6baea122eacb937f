import ChainAnalysis
import ChainModel
import Testing

/// Proposed statuses of small books, each rule by itself.
@Suite struct SegmentStatusProposalTests {
  /// A chain of segments with firms as listed: letter and whether certified.
  private struct Made {
    var segments: [(id: String, parent: String, status: String, firms: [(String, Bool)])]
    var flows: [(String, String)] = []
    var supplies: [(String, String)] = []
    var leader = ""
    var maturities: [String: String] = [:]
    var findings: [(firm: String, problem: String)] = []

    func overview() async throws -> (ReadBook, BookOverview) {
      let firms = Set(segments.flatMap { $0.firms.map(\.0) }).sorted()
      let certified = Set(segments.flatMap { $0.firms.filter(\.1).map(\.0) }).sorted()
      let problems = Set(findings.map(\.problem)).sorted()
      let book = try BookFolder.read([
        "firms.csv": "企业编号,企业名称,质量管理成熟度\n"
          + firms.map { "\($0),\($0)厂,\(maturities[$0] ?? "")\n" }.joined(),
        "chains.csv": "产业链编号,产业链名称,链主\nC1,链,\(leader)\n",
        "segments.csv": "产业链编号,环节编号,环节名称,上级环节,状态\n"
          + segments.map { "C1,\($0.id),\($0.id)环节,\($0.parent),\($0.status)\n" }.joined(),
        "members.csv": "产业链编号,环节编号,企业\n"
          + segments.flatMap { segment in segment.firms.map { "C1,\(segment.id),\($0.0)\n" } }
          .joined(),
        "flows.csv": "产业链编号,供给环节,需求环节\n"
          + flows.map { "C1,\($0.0),\($0.1)\n" }.joined(),
        "supplies.csv": "供应方,采购方\n" + supplies.map { "\($0.0),\($0.1)\n" }.joined(),
        "certificates.csv": "证书编号,企业,认证类别,有效期至\n"
          + certified.map { "Z\($0),\($0),QMS,2028-01-01\n" }.joined(),
        "problems.csv": "问题编号,问题名称\n" + problems.map { "\($0),\($0)题\n" }.joined(),
        "findings.csv": "企业,问题编号,发现日期,状态\n"
          + findings.map { "\($0.firm),\($0.problem),2026-05-01,整改中\n" }.joined(),
        "assessments.csv": "企业,诊断日期\n" + firms.map { "\($0),2026-05-01\n" }.joined(),
      ])
      var options = BookOverview.Options()
      options.proposesStatus = true
      let read = try ReadBook(book)
      return (read, await BookOverview(book, ledger: read.ledger, options: options))
    }
  }

  private func words(_ made: Made) async throws -> [String] {
    let (book, overview) = try await made.overview()
    return overview.proposals.map { proposal in
      let reasons = proposal.reasons.map { reason in
        switch reason {
        case .noFirm: "none"
        case .onlyFirm(let firm): "only \(book.firm(firm))"
        case .onEveryRoute(let finals): "routes " + finals.map(book.segment).joined()
        case .mustPass(let places):
          "pass "
            + places.map { place in
              "\(book.firm(place.firm))>\(book.firm(place.leader))"
                + (place.isOnEveryRoute ? "!" : "")
                + (place.loss.map { " \($0.lost)/\($0.upstream)" } ?? "")
            }.joined(separator: " ")
        case .lowCertifiedShare(let median): "share < \(median)"
        case .lowMaturity(let own, let chain, let stated): "maturity \(own)/\(chain) of \(stated)"
        case .commonProblems(let problems): "common \(problems.count)"
        }
      }
      return "\(book.book.text[book.book.segments[proposal.segment].id]) "
        + "\(proposal.proposed?.short ?? "-") \(proposal.comparison.rawValue): "
        + reasons.joined(separator: ", ")
    }
  }

  @Test func missingAndSingle() async throws {
    let lines = try await words(
      Made(segments: [
        ("S1", "", "缺", []), ("S2", "", "强", [("A", true)]), ("S3", "", "", []),
        // A parent has its child's firms.
        ("S4", "", "险", []), ("S5", "S4", "强", [("B", true), ("C", true)]),
        // That there are firms contradicts 缺; that no rule holds does not contradict 弱.
        ("S6", "", "缺", [("D", true), ("E", true)]), ("S7", "", "弱", [("F", true), ("G", true)]),
      ]))
    #expect(
      lines == [
        "S1 缺 same: none", "S2 险 different: only A", "S3 缺 undeclared: none",
        "S4 - notConfirmed: ", "S5 - notJudged: ", "S6 - different: ", "S7 - notConfirmed: ",
      ])
  }

  @Test func onEveryRoute() async throws {
    let two = [("A", true), ("B", true)]
    let lines = try await words(
      Made(
        segments: [
          ("S1", "", "", two), ("S2", "", "", two), ("S3", "", "", two), ("S4", "", "", two),
        ], flows: [("S1", "S3"), ("S2", "S3"), ("S3", "S4")]))
    #expect(
      lines == [
        "S1 - notJudged: ", "S2 - notJudged: ", "S3 险 undeclared: routes C1/S4",
        "S4 - notJudged: ",
      ])
  }

  @Test func mustPassFirms() async throws {
    let lines = try await words(
      Made(
        segments: [
          ("S1", "", "", [("A", true), ("B", true)]),
          ("S2", "", "", [("C", true), ("D", true), ("E", true)]),
          ("S3", "", "", [("L", true), ("M", true)]),
        ], supplies: [("C", "A"), ("D", "A"), ("E", "A"), ("A", "L"), ("B", "L")], leader: "L"))
    #expect(
      lines == ["S1 险 undeclared: pass A>L 3/5", "S2 - notJudged: ", "S3 - notJudged: "])
  }

  /// Of two chains each segment's reasons name its own chain's leader, though the other loses more.
  @Test func mustPassFirmsOfTwoChains() async throws {
    let letters = ["A", "B", "C", "D", "E", "F", "L", "M"]
    let book = try ReadBook(
      BookFolder.read([
        "firms.csv": "企业编号,企业名称\n" + letters.map { "\($0),\($0)厂\n" }.joined(),
        "chains.csv": "产业链编号,产业链名称,链主\nC1,一链,L\nC2,二链,M\n",
        "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,部件\nC1,S2,整机\nC2,S1,整车\nC2,S2,材料\n",
        "members.csv": "产业链编号,环节编号,企业\nC1,S1,A\nC1,S1,B\nC1,S2,L\nC1,S2,F\nC2,S1,M\n"
          + "C2,S1,F\nC2,S2,C\nC2,S2,D\nC2,S2,E\n",
        // M loses A's four suppliers and A's own line; L only three through A, and B is on no route.
        "supplies.csv": "供应方,采购方\nC,A\nD,A\nE,A\nA,L\nB,L\nA,M\nB,C\n",
      ]))
    var options = BookOverview.Options()
    options.proposesStatus = true
    let overview = await BookOverview(book.book, ledger: book.ledger, options: options)
    let lines = overview.proposals.map { proposal in
      book.segment(proposal.segment) + ": "
        + proposal.reasons.flatMap { reason -> [String] in
          guard case .mustPass(let places) = reason else { return [] }
          return places.map { place in
            "\(book.firm(place.firm))>\(book.firm(place.leader))"
              + (place.isOnEveryRoute ? "!" : "")
              + (place.loss.map { " \($0.lost)/\($0.upstream)" } ?? "")
          }
        }.joined(separator: " ")
    }
    let positions = overview.certification.bottlenecks
    let place = try #require(book.position(of: "A"))
    #expect(
      positions.position(ofFirm: place)?.losses.map { book.firm($0.leader) } == ["M", "L"])
    #expect(lines[0] == "C1/S1: A>L 3/5")
    #expect(lines[1] == "C1/S2: " && lines[2] == "C2/S1: ")
    #expect(!lines.contains { $0.contains(">M") && $0.hasPrefix("C1") })
  }

  /// Without certificates no share is judged; with any, the same segment is under the median.
  @Test func noShareWithoutCertificates() async throws {
    let made = Made(segments: [
      ("S1", "", "", [("A", false), ("B", false)]), ("S2", "", "", [("C", false), ("D", false)]),
    ])
    let (_, overview) = try await made.overview()
    #expect(overview.proposals.allSatisfy { $0.reasons.isEmpty && $0.certified == nil })
    var judged = made
    judged.segments[1].firms = [("C", true), ("D", true)]
    #expect(
      try await words(judged) == ["S1 弱 undeclared: share < 0.5", "S2 - notJudged: "])
  }

  @Test func shareAndMaturityUnderTheMedian() async throws {
    var made = Made(segments: [
      ("S1", "", "", [("A", false), ("B", true)]), ("S2", "", "", [("C", true), ("D", true)]),
      ("S3", "", "弱", [("E", true), ("F", true)]), ("S4", "", "", [("G", false), ("H", true)]),
    ])
    // Shares 1/2, 1, 1, 1/2: the median is 3/4.
    #expect(
      try await words(made) == [
        "S1 弱 undeclared: share < 0.75", "S2 - notJudged: ", "S3 - notConfirmed: ",
        "S4 弱 undeclared: share < 0.75",
      ])
    made.segments[0].firms[0].1 = true
    made.segments[3].firms[0].1 = true
    // Grades 1, 2, 3, 4, 4: the median is 3; that of S1 is 1.5.
    made.maturities = ["A": "初步系统", "B": "有效系统", "C": "持续改进", "E": "领先型", "G": "领先型"]
    #expect(
      try await words(made) == [
        "S1 弱 undeclared: maturity 3/6 of 2", "S2 - notJudged: ", "S3 - notConfirmed: ",
        "S4 - notJudged: ",
      ])
  }

  @Test(arguments: [(1, "S1 - notJudged: "), (2, "S1 弱 undeclared: common 2")])
  func commonProblems(_ count: Int, _ expected: String) async throws {
    let letters = ["A", "B", "C", "D", "E", "F"]
    var made = Made(segments: [("S1", "", "", letters.map { ($0, true) })])
    made.findings = (0..<count).flatMap { number in
      letters.prefix(4).map { ($0, "P\(number)") }
    }
    #expect(try await words(made) == [expected])
  }
}
