import Testing

@testable import ChainModel

@Suite struct CertificateStandingTests {
  struct Case: Sendable, CustomStringConvertible {
    var declared: CertificateState?
    var changed: String?
    var issued: String?
    var expires: String?
    var state: CertificateState?
    var conflict: CertificateStanding.Conflict?
    var days: Int?
    var isAssumed = false
    var description: String { "\(String(describing: declared)) \(expires ?? "–")" }
  }

  // As of 2026-06-30.
  @Test(arguments: [
    Case(declared: .valid, expires: "2027-06-30", state: .valid, days: 365),
    Case(declared: .valid, expires: "2026-06-30", state: .valid, days: 0),
    Case(
      declared: .valid, expires: "2026-06-29", state: .expired, conflict: .declaredValidButExpired,
      days: -1),
    Case(declared: .valid, expires: "2026年6月", state: .valid, days: 0),
    Case(
      declared: .valid, expires: "2026年5月", state: .expired, conflict: .declaredValidButExpired,
      days: -30),
    Case(declared: .valid, expires: "长期", state: .valid),
    Case(declared: .valid, state: .valid),
    Case(declared: nil, state: .valid, isAssumed: true),
    Case(declared: nil, expires: "长期", state: .valid),
    Case(declared: nil, expires: "2026.1.1", state: .expired, days: -180),
    Case(declared: nil, expires: "2026.7.1", state: .valid, days: 1),
    Case(declared: .valid, issued: "2026-07-01", state: nil),
    Case(declared: .valid, issued: "2026-06-30", state: .valid),
    Case(
      declared: .suspended, changed: "2026-07-01", expires: "2027-06-30", state: .valid, days: 365),
    Case(
      declared: .suspended, changed: "2026-06-30", expires: "2027-06-30", state: .suspended,
      days: 365),
    Case(declared: .suspended, state: .suspended),
    Case(declared: .suspended, expires: "2026-06-29", state: .expired, days: -1),
    Case(declared: .withdrawn, changed: "2026-08", expires: "2027-06-30", state: .valid, days: 365),
    Case(
      declared: .withdrawn, changed: "2026-08", expires: "2026-06-01", state: .expired, days: -29),
    Case(declared: .withdrawn, expires: "2026-06-01", state: .withdrawn, days: -29),
    Case(declared: .cancelled, changed: "2025-01-01", state: .cancelled),
    Case(declared: .expired, state: .expired),
    Case(declared: .expired, expires: "2026-01-01", state: .expired, days: -180),
    Case(
      declared: .expired, expires: "2027-06-30", state: .valid,
      conflict: .declaredExpiredButCurrent, days: 365),
    Case(
      declared: .expired, expires: "长期", state: .valid, conflict: .declaredExpiredButCurrent),
    Case(
      declared: .expired, changed: "2026-12-31", expires: "2026-12-30", state: .valid, days: 183),
    Case(
      declared: .valid, issued: "2026-06-01", expires: "2026-05-01", state: .expired,
      conflict: .expiryBeforeIssue, days: -60),
  ])
  func standing(_ item: Case) throws {
    func value(_ text: String?) throws -> DateValue? { try text.map { try DateValue.parse($0) } }
    let day = try #require(CalendarDate("2026-06-30"))
    let standing = CertificateStanding(
      declared: item.declared, changed: try value(item.changed), issued: try value(item.issued),
      expires: try value(item.expires), on: day)
    #expect(standing.state == item.state)
    #expect(standing.conflict == item.conflict)
    #expect(standing.daysToExpiry == item.days)
    #expect(standing.isAssumed == item.isAssumed)
    #expect(standing.isValid == (item.state == .valid))
    #expect(standing.isNotYetIssued == (item.state == nil))
  }

  @Test func conflictsHaveTexts() {
    for conflict in CertificateStanding.Conflict.allCases {
      #expect(!conflict.chinese.isEmpty && !conflict.english.isEmpty)
    }
  }
}
