import ChainAnalysis
import ChainModel
import Testing

/// Certificates of small books, counted by hand.
@Suite struct CertificationReportTests {
  /// A leader L with suppliers A and B; C, D and E supply A; F supplies nobody, G is closed.
  static let tables: [String: String] = [
    "firms.csv": """
    企业编号,企业名称,登记状态
    L,丽厂,
    A,甲厂,
    B,乙厂,
    C,丙厂,
    D,丁厂,
    E,戊厂,
    F,己厂,
    G,庚厂,注销

    """,
    "chains.csv": "产业链编号,产业链名称\nC1,链\n",
    "segments.csv": """
    产业链编号,环节编号,环节名称,上级环节,应获强制性认证
    C1,S1,整机,,CCC
    C1,S2,部件,,
    C1,S3,材料,,CCC、有机产品认证
    C1,S4,配套,,

    """,
    "members.csv": """
    产业链编号,环节编号,企业,角色
    C1,S1,L,链主
    C1,S2,A,
    C1,S2,B,
    C1,S3,C,
    C1,S3,D,
    C1,S3,E,
    C1,S3,G,
    C1,S4,F,

    """,
    "supplies.csv": "供应方,采购方\nA,L\nB,L\nC,A\nD,A\nE,A\nG,B\n",
    "problems.csv": """
    问题编号,问题名称,方面,维度
    P1,一,质量技术,技术工艺
    P2,二,质量技术,人才队伍
    P3,三,质量管理,人才队伍

    """,
    "findings.csv": """
    企业,问题编号,发现日期,状态
    A,P2,2026-05-01,整改中
    C,P1,2026-05-01,整改中
    D,P2,2026-05-01,整改中
    E,P3,2026-05-01,整改中
    B,P1,2026-05-01,整改中
    F,P1,2026-05-01,整改中

    """,
    "certificates.csv": """
    证书编号,企业,认证类别,有效期至,状态
    K01,L,QMS,2027-06-30,
    K02,L,CCC,2026-07-15,
    K03,B,QMS,2026-06-30,
    K04,B,IATF 16949,2026-09-28,
    K05,B,EMS,2026-09-01,
    K06,C,CCC,2028-01-01,
    K07,D,QMS,2026-09-29,暂停
    K08,E,QMS,2027-01-01,撤销
    K09,F,QMS,2026-05-01,
    K10,L,QMS,2026-01-01,
    K11,F、G,QMS,2026-08-29,

    """,
  ]

  static func report(
    _ tables: [String: String] = tables, schemes: Set<CertificationScheme>? = nil, top: Int = 0
  ) async throws -> (ReadBook, CertificationReport) {
    let book = try ReadBook(BookFolder.read(tables))
    var options = CertificationReport.Options()
    options.top = top
    let ledger = QualityLedger(book.book, asOf: try BookFolder.day, schemes: schemes)
    let summary = BookSummary(book.book, ledger: ledger)
    return (
      book,
      await CertificationReport(
        book.book, network: book.network, ledger: ledger, leaders: summary.leaders,
        options: options)
    )
  }

  private func numbers(_ certificates: [Int], _ book: ReadBook) -> [String] {
    certificates.map { book.book.text[book.book.certificates[$0].number] }
  }

  @Test func mandatorySchemesThatAreLacking() async throws {
    let (book, report) = try await Self.report()
    let lines = report.missingMandatory.map {
      "\(book.firm($0.firm)) \(book.segment($0.segment)) "
        + $0.schemes.map(\.code).joined(separator: " ")
    }
    // L holds CCC until July; G is closed.
    #expect(lines == ["C C1/S3 ORGANIC", "D C1/S3 CCC ORGANIC", "E C1/S3 CCC ORGANIC"])
  }

  @Test func tiersToTheNearestLeader() async throws {
    let (book, report) = try await Self.report()
    let lines = report.tiers.map {
      "\($0.distance.map(String.init) ?? "-"): \($0.firms.map(book.firm).joined()) "
        + ($0.certified ?? []).map(book.firm).joined()
    }
    #expect(lines == ["0: L L", "1: AB B", "2: CDE ", "-: F F"])
  }

  @Test func uncertifiedFirmsOnBottlenecks() async throws {
    let (book, report) = try await Self.report()
    // Without A, L loses C, D and E of its six; L and F stand alone in their segments.
    #expect(report.onBottlenecks.map(book.firm) == ["A", "F", "L"])
    let exposed = try #require(report.exposed.first)
    #expect(report.exposed.count == 1 && book.firm(exposed.firm) == "A")
    #expect(exposed.losses.map { [$0.lost, $0.upstream] } == [[3, 6]])
    #expect(exposed.onEveryRouteTo.isEmpty && exposed.onlyFirmOf.isEmpty)
    let lost = BottleneckPositions.lost(
      by: exposed.losses[0].leader, without: exposed.firm, network: book.network)
    #expect(lost.map(book.firm) == ["C", "D", "E"])
  }

  @Test func certificatesThatEndSoon() async throws {
    let (book, report) = try await Self.report()
    // K03 ends today and still counts; K04 is the last of B; K07 is suspended.
    #expect(
      numbers(report.expiring.map(\.certificate), book) == ["K03", "K02", "K11", "K05", "K04"])
    #expect(report.expiring.map(\.days) == [0, 15, 60, 63, 90])
    #expect(
      report.expiring.map { $0.losing.map(book.firm).joined() } == ["", "", "F", "", "B"])
    #expect(report.expiring.map(\.isCounted) == [true, false, true, false, true])
    #expect(
      report.expiring.map { $0.losingMandatory.map { book.firm($0.firm) }.joined() }
        == ["", "L", "", "", ""])
    // G of the joint certificate is closed.
    #expect(report.expiring[2].holders.map(book.firm) == ["F"])
    let touches = report.expiringTouch.map {
      "\($0.firms) \($0.leaders.map(book.firm).joined())"
    }
    #expect(touches == ["1 L", "0 ", "0 ", "1 L", "1 L"])
  }

  @Test func certificatesThatLapsed() async throws {
    let (book, report) = try await Self.report()
    // K10 was followed by K01, K09 by K11.
    #expect(numbers(report.lapsed.map(\.certificate), book) == ["K07", "K08"])
    #expect(report.lapsed.map(\.state) == [.suspended, .withdrawn])
    #expect(report.lapsed.map { $0.uncertified.map(book.firm) } == [["D"], ["E"]])
    #expect(
      report.lapsedTouch.map { "\($0.firms) \($0.leaders.map(book.firm).joined())" }
        == ["2 L", "2 L"])
    let (_, cut) = try await Self.report(top: 1)
    #expect(cut.lapsed == report.lapsed && cut.lapsedTouch == Array(report.lapsedTouch.prefix(1)))
  }

  @Test func jointCandidatesShareALeaderAndAClass() async throws {
    let (book, report) = try await Self.report()
    let lines = report.jointCandidates.map {
      "\(book.firm($0.leader)) \($0.problemClass.name.chinese) \($0.firms.map(book.firm).joined())"
    }
    // B's last certificate ends within 90 days; F is no supplier.
    #expect(lines == ["L 质量技术（方面） ABCD", "L 人才队伍（维度） ADE"])
    #expect(report.jointCandidateCount == 2 && report.jointCertificates.isEmpty)
    var tables = Self.tables
    tables["certificates.csv"]? += "K12,C、D,QMS,2028-01-01,\nK13,A、E,EMS,2028-01-01,\n"
    let (other, joint) = try await Self.report(tables)
    #expect(
      numbers(joint.jointCertificates.map(\.certificate), other) == ["K12", "K13"])
    #expect(joint.jointCandidates.isEmpty)
  }

  @Test func otherSchemesOtherShares() async throws {
    let (book, report) = try await Self.report(schemes: [.ems])
    #expect(report.tiers.flatMap { $0.certified ?? [] }.map(book.firm) == ["B"])
    #expect(report.expiring.filter(\.isCounted).map(\.losing).count == 1)
    #expect(report.expiring.flatMap(\.losing).map(book.firm) == ["B"])
  }

  /// Without certificates nobody is judged; the same book with one certificate judges all.
  @Test func bookWithoutCertificatesJudgesNobody() async throws {
    var tables = Self.tables
    tables["certificates.csv"] = "证书编号,企业,认证类别,有效期至\nK01,L,QMS,2027-06-30\n"
    let (_, judged) = try await Self.report(tables)
    #expect(judged.isJudged && judged.tiers.allSatisfy { $0.certified != nil })
    #expect(!judged.missingMandatory.isEmpty && !judged.exposed.isEmpty)
    #expect(judged.jointCandidateCount > 0)
    tables["certificates.csv"] = nil
    let (book, report) = try await Self.report(tables)
    #expect(!report.isJudged && report.missingMandatory.isEmpty && report.exposed.isEmpty)
    #expect(report.jointCandidates.isEmpty && report.jointCandidateCount == 0)
    #expect(report.tiers.count == 4 && report.tiers.allSatisfy { $0.certified == nil })
    // Positions do not depend on certificates.
    #expect(report.onBottlenecks.map(book.firm) == ["A", "F", "L"])
    let summary = BookSummary(book.book, ledger: book.ledger)
    #expect(
      summary.all.certified == nil && summary.segments.allSatisfy { $0.group.certified == nil })
    #expect(summary.all.withOpenProblems?.count == 6)
    tables["findings.csv"] = nil
    let (bare, _) = try await Self.report(tables)
    #expect(BookSummary(bare.book, ledger: bare.ledger).all.withOpenProblems == nil)
  }

  @Test func bookWithoutLeaders() async throws {
    var tables = Self.tables
    tables["members.csv"] = tables["members.csv"]?.replacing("链主", with: "")
    let (book, report) = try await Self.report(tables)
    #expect(report.tiers.isEmpty && report.jointCandidates.isEmpty)
    #expect(report.lapsedTouch.allSatisfy { $0.leaders.isEmpty && $0.firms == 2 })
    #expect(report.onBottlenecks.map(book.firm) == ["F", "L"])
  }

  /// A leader that has closed leads nobody, wherever it is named.
  @Test(arguments: [true, false])
  func closedLeadersCountNowhere(_ isMember: Bool) async throws {
    var tables = Self.tables
    tables["firms.csv"] = tables["firms.csv"]?.replacing("L,丽厂,", with: "L,丽厂,注销")
    if !isMember {
      tables["members.csv"] = tables["members.csv"]?.replacing("C1,S1,L,链主\n", with: "")
      tables["chains.csv"] = "产业链编号,产业链名称,链主\nC1,链,丽厂\n"
    }
    let (book, report) = try await Self.report(tables)
    let summary = BookSummary(book.book, ledger: book.ledger)
    #expect(summary.leaders.isEmpty && summary.closedLeaders.map(book.firm) == ["L"])
    let profile = ChainProfile(chain: 0, in: book.book, ledger: book.ledger)
    #expect(profile.leaders.isEmpty && profile.leadersOutside.isEmpty)
    #expect(profile.closedLeaders.map(book.firm) == ["L"])
    let leaders = ChainLeaders(book.book, chain: 0)
    #expect(leaders.operating.isEmpty && leaders.closed.map(book.firm) == ["L"])
    #expect(ChainLeaders.ofChains(in: book.book) == [leaders])
    #expect(report.tiers.isEmpty && report.bottlenecks.leaders.isEmpty)
    #expect(await book.bottlenecks().leaders.isEmpty)
  }

  /// Firms that have closed are not counted downstream or in tiers, yet routes lead through them.
  @Test func closedFirmsAreOnRoutesButNotCounted() async throws {
    var tables = Self.tables
    tables["firms.csv"] = tables["firms.csv"]?.replacing("A,甲厂,", with: "A,甲厂,注销")
    let (book, report) = try await Self.report(tables)
    let touches = report.lapsedTouch.map {
      "\($0.firms) + \($0.closed) \($0.leaders.map(book.firm).joined())"
    }
    // D and E reach L through A, which has closed.
    #expect(touches == ["1 + 1 L", "1 + 1 L"])
    #expect(report.tiers.map { $0.firms.map(book.firm).joined() } == ["L", "B", "CDE", "F"])
    #expect(report.closedOnRoutes.map(book.firm) == ["A", "G"])
    // More groups than are searched one by one give the same.
    var many = tables
    many["certificates.csv"]? += (0..<70).map { "M\($0),D,EMS,2027-01-01,撤销\n" }.joined()
    let (_, swept) = try await Self.report(many)
    #expect(swept.lapsedTouch.count == 72)
    #expect(swept.lapsedTouch.allSatisfy { $0.firms == 1 && $0.closed == 1 })
  }

  /// A renewal that is in the sheets, not valid yet, but is on the day after, loses nobody anything.
  @Test(arguments: [
    ("2026-08-30", true), ("2026-08-31", false), ("2026-08-01", true),
  ])
  func renewalsInHandCount(_ start: String, _ isRenewed: Bool) async throws {
    var tables = Self.tables
    tables["certificates.csv"] = """
      证书编号,企业,认证类别,颁证日期,有效期至
      K1,C,QMS,2023-08-29,2026-08-29
      K2,C,QMS,\(start),2029-08-29
      K3,C,CCC,2023-08-29,2026-08-29
      K4,C,CCC,\(start),2029-08-29

      """
    let (book, report) = try await Self.report(tables)
    let ending = report.expiring.filter {
      $0.lastDay == CalendarDate(year: 2026, month: 8, day: 29)
    }
    #expect(ending.count == 2)
    #expect(ending.flatMap(\.losing).map(book.firm) == (isRenewed ? [] : ["C"]))
    #expect(
      ending.flatMap(\.losingMandatory).map { book.firm($0.firm) } == (isRenewed ? [] : ["C"]))
    let place = try #require(book.position(of: "C"))
    #expect((book.ledger.standing(ofFirm: place) == .certified) == isRenewed)
    let candidates = Set(report.jointCandidates.flatMap(\.firms).map(book.firm))
    #expect(candidates.contains("C") != isRenewed)
  }

  /// What lapsed and was followed is counted apart; what leaves a mandatory scheme open says so.
  @Test func lapsedMandatoryAndReplacedCertificates() async throws {
    var tables = Self.tables
    tables["certificates.csv"]? += "K12,D,CCC,2026-02-01,\nK13,E,CCC,2028-01-01,撤销\n"
    tables["certificates.csv"]? += "K14,E,CCC,2028-01-01,\n"
    let (book, report) = try await Self.report(tables)
    #expect(numbers(report.replaced, book) == ["K09", "K10"])
    let lacking = report.lapsed.map { entry in
      book.book.text[book.book.certificates[entry.certificate].number] + ": "
        + entry.lackingMandatory.map { book.firm($0.firm) }.joined()
    }
    #expect(lacking == ["K07: ", "K08: ", "K13: ", "K12: D"])
  }

  /// A certificate that states neither an end nor a state counts, and is told apart.
  @Test func certificatesThatStateNothing() async throws {
    var tables = Self.tables
    tables["certificates.csv"]? += "K12,C,QMS,,\nK13,L,QMS,,\nK14,D,QMS,,有效\nK15,E,EMS,,\n"
    let (book, _) = try await Self.report(tables)
    let summary = BookSummary(book.book, ledger: book.ledger)
    #expect(summary.all.certified?.map(book.firm) == ["B", "C", "D", "F", "L"])
    #expect(summary.certifiedByAssumption.map(book.firm) == ["C"])
  }
}
