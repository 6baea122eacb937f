import ChainAnalysis
import ChainModel
import Testing

/// Facts h, k and l of the example book.
@Suite struct CertificationExampleTests {
  private func overview(_ day: CalendarDate? = nil) async throws -> BookOverview {
    let book = try BookFolder.read(BookFolder.example)
    var options = BookOverview.Options()
    options.certification.top = 0
    options.proposesStatus = true
    return await BookOverview(
      book, ledger: QualityLedger(book, asOf: try day ?? BookFolder.day), options: options)
  }

  private func numbers(_ certificates: [Int], _ book: ChainBook) -> [String] {
    certificates.map { book.text[book.certificates[$0].number] }
  }

  /// h: what ends soon, who lacks CCC, what lapsed, the joint certificate, the share.
  @Test func certificates() async throws {
    let overview = try await overview()
    let (book, report) = (overview.book, overview.certification)
    #expect(overview.summary.chains.map(\.certified?.count) == [64])
    #expect(overview.summary.chains.map(\.firms.count) == [118])
    #expect(
      report.missingMandatory.map { book.text[book.firms[$0.firm].id] } == ["91990123XN0060701L"])
    #expect(report.missingMandatory.map(\.schemes) == [[.ccc]])
    #expect(
      report.missingMandatory.map { book.text[book.segments[$0.segment].id] } == ["HJ15"])
    #expect(
      numbers(report.expiring.map(\.certificate), book) == ["XN2023-Q01358", "XN2023-Q01365"])
    #expect(report.expiring.map(\.days) == [21, 74])
    #expect(report.expiring.allSatisfy { $0.losing == $0.holders })
    var lapsed: [CertificateState: Set<String>] = [:]
    for entry in report.lapsed {
      lapsed[entry.state, default: []].formUnion(book.names(entry.holders))
    }
    #expect(
      lapsed == [
        .suspended: ["禾丰县禾啮齿轮有限公司", "云岚市驭澜电驱有限公司"], .withdrawn: ["柳浦县流金铸造有限公司"],
        .cancelled: ["石梁县砺模模具有限公司"], .expired: ["柳浦县柳络线束有限公司"],
      ])
    // 驭澜电驱 stays certified by its QMS.
    #expect(
      book.names(report.lapsed.flatMap(\.holders)).subtracting(
        book.names(report.lapsed.flatMap(\.uncertified))) == ["云岚市驭澜电驱有限公司"])
    #expect(numbers(report.jointCertificates.map(\.certificate), book) == ["XN2025-Q01421"])
    #expect(
      report.jointCertificates.map { book.names($0.holders) } == [
        ["枫渡县端稳电器有限公司", "青崖县压端电器有限公司", "鹭洲县鹭模模具有限公司"]
      ])
    let joint = Set(report.jointCertificates.flatMap(\.holders))
    #expect(report.jointCandidates.count == report.jointCandidateCount)
    #expect(report.jointCandidates.allSatisfy { joint.isDisjoint(with: $0.firms) })
    #expect(report.jointCandidates.allSatisfy { $0.firms.count >= 3 })
    // The must-pass firms of fact c and the single provider of fact d are all certified.
    #expect(
      book.names(report.onBottlenecks) == [
        "云岚市汇澜电芯有限公司", "望川市固垒电池有限公司", "望川市川岳车桥有限公司", "云岚市昀能电池有限公司", "云岚市磁屿永磁有限公司",
      ])
    #expect(report.exposed.isEmpty)
  }

  /// h, seen from 2026-11-21.
  @Test func certificatesInNovember() async throws {
    let day = try #require(CalendarDate(year: 2026, month: 11, day: 21))
    let overview = try await overview(day)
    let (book, report) = (overview.book, overview.certification)
    let ending = numbers(report.expiring.map(\.certificate), book)
    #expect(ending.first == "XN2023-Q01372" && report.expiring.first?.days == 24)
    #expect(book.names(report.expiring.first?.losing ?? []) == ["鹭洲县束远线束有限公司"])
    let expired = report.lapsed.filter { $0.state == .expired }.map(\.certificate)
    #expect(Set(numbers(expired, book)).isSuperset(of: ["XN2023-Q01358", "XN2023-Q01365"]))
    // The rows themselves: every end within 90 days of a certificate that has not lapsed.
    let rows = try BookFolder.rows(BookFolder.example.appending(path: "certificates.csv"))
    let due = rows.filter {
      guard let end = CalendarDate($0["有效期至"] ?? ""), ["", "有效"].contains($0["状态"]) else {
        return false
      }
      return 0...90 ~= day.days(to: end)
    }.compactMap { $0["证书编号"] }
    #expect(Set(ending) == Set(due) && ending.count == due.count)
  }

  /// k and l: the missing segment, and the child that counts in its parent.
  @Test func segments() async throws {
    let overview = try await overview()
    let (book, summary) = (overview.book, overview.summary)
    #expect(summary.emptySegments.map { book.text[book.segments[$0].id] } == ["HJ05"])
    #expect(summary.parentSegments.map(\.id) == ["HJ14"])
    #expect(summary.parentSegments.map(\.firms.count) == [8])
    var proposed: [String: SegmentStatus] = [:]
    for proposal in overview.proposals {
      proposed[book.text[book.segments[proposal.segment].id]] = proposal.proposed
    }
    #expect(proposed["HJ05"] == .missing && proposed["HJ02"] == .atRisk)
    #expect(proposed["HJ06"] == .atRisk && proposed["HJ14"] == nil)
    let undeclared = overview.proposals.filter { $0.declared == nil }
      .map { book.text[book.segments[$0.segment].name] }
    #expect(Set(undeclared) == ["锻铸毛坯", "齿轮轴", "高低压线束", "车桥底盘"])
  }
}
