/// What a certificate is worth on a given day, worked out from what the sheet declares.
///
/// Expiry is computed from the date, not taken from the declared state; a declared state that the
/// dates contradict is a conflict to report.
public struct CertificateStanding: Sendable, Hashable {
  /// A contradiction between the declared state and the dates.
  public enum Conflict: Sendable, Hashable, CaseIterable {
    /// Declared 有效, but the expiry date has passed.
    case declaredValidButExpired
    /// Declared 过期, but the expiry date has not come.
    case declaredExpiredButCurrent
    /// The expiry date precedes the issue date.
    case expiryBeforeIssue

    /// The conflict in Chinese.
    public var chinese: String {
      switch self {
      case .declaredValidButExpired: "标为有效，但有效期已过"
      case .declaredExpiredButCurrent: "标为过期，但有效期未到"
      case .expiryBeforeIssue: "有效期至早于颁证日期"
      }
    }

    /// The conflict in English.
    public var english: String {
      switch self {
      case .declaredValidButExpired: "declared valid, but the expiry date has passed"
      case .declaredExpiredButCurrent: "declared expired, but the expiry date has not come"
      case .expiryBeforeIssue: "the expiry date precedes the issue date"
      }
    }
  }

  /// The state on the day; `nil` if the certificate was not issued yet.
  public let state: CertificateState?
  /// The contradiction found, if any.
  public let conflict: Conflict?
  /// Whether 有效 rests on no declared state and no expiry date: nothing speaks against it.
  public let isAssumed: Bool
  /// Days from the as-of day to the expiry day, negative after it; `nil` if unlimited or unknown.
  public let daysToExpiry: Int?

  /// Whether the certificate counts on the day.
  public var isValid: Bool { state == .valid }

  /// Whether the certificate was not issued yet on the day.
  public var isNotYetIssued: Bool { state == nil }

  /// Works out the state of a certificate on a day.
  ///
  /// In this order: before its issue it has no state; 撤销 and 注销 hold from their date on, for ever;
  /// past its expiry day, which still counts, it is 过期; 暂停 holds from its date on. A change dated
  /// after the as-of day has not happened yet. A change without a date holds on every day. Dates
  /// known to the month run from its first day for an issue or change and to its last for an
  /// expiry.
  /// - Parameters:
  ///   - declared: 状态 as the sheet says; `nil` if it says nothing.
  ///   - changed: 状态变更日期, the day from which the declared state holds.
  ///   - issued: 颁证日期.
  ///   - expires: 有效期至; the certificate is good on that day.
  ///   - day: The as-of day.
  public init(
    declared: CertificateState?, changed: DateValue? = nil, issued: DateValue? = nil,
    expires: DateValue? = nil, on day: CalendarDate
  ) {
    let issue = issued?.start
    let expiry = expires?.end
    let hasExpired = expiry.map { $0 < day } ?? false
    let isChangeAhead = changed?.start.map { $0 > day } ?? false
    let current = isChangeAhead ? nil : declared
    daysToExpiry = expiry.map { day.days(to: $0) }

    var found: Conflict?
    if let issue, let expiry, expiry < issue {
      found = .expiryBeforeIssue
    } else if declared == .valid, hasExpired {
      found = .declaredValidButExpired
    } else if current == .expired, expires != nil, !hasExpired {
      found = .declaredExpiredButCurrent
    }
    conflict = found

    var assumed = false
    if let issue, issue > day {
      state = nil
    } else if current == .withdrawn || current == .cancelled {
      state = current
    } else if hasExpired {
      state = .expired
    } else if current == .suspended {
      state = .suspended
    } else if current == .expired, expires == nil {
      state = .expired
    } else {
      state = .valid
      assumed = declared == nil && expires == nil
    }
    isAssumed = assumed
  }
}
