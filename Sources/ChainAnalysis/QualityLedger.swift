import ChainModel

/// What the book says of every firm's certificates and open problems on one day.
///
/// The certified share (获证率) follows ANALYSIS §0: a firm in operation counts as certified when it
/// holds at least one certificate of the scheme set that is valid on the day.
public struct QualityLedger: Sendable {
  /// A firm's standing with the schemes that count.
  public enum Standing: Sendable, Hashable {
    /// Holds a valid certificate that does not end soon.
    case certified
    /// Every valid certificate that counts ends within the warning time, the last on this day, and
    /// none that the book holds follows on the day after.
    case expiring(CalendarDate)
    /// Holds none that is valid.
    case uncertified

    /// Whether the firm counts as certified.
    public var isCertified: Bool { self != .uncertified }
  }

  /// The day.
  public let asOf: CalendarDate
  /// The schemes that count as certified.
  public let schemes: Set<CertificationScheme>
  /// Days before its end from which a certificate is called expiring.
  public let warningDays: Int
  /// Whether the book has any certificate; without one nobody is judged by certificates.
  public let hasCertificates: Bool

  /// Which problems each firm was inspected for.
  public let inspections: InspectionCoverage
  /// Whether firms are judged for what the law demands of them; an edition for anybody accuses none.
  public var judgesMandatory = true

  private let schemesOfCertificates: [CertificationScheme]
  private let standings: [Standing]
  private let validSchemes: [[CertificationScheme]]
  private let openProblemOffsets: [Int]
  private let openProblemItems: [Int]

  /// Judges every firm of a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - asOf: The day.
  ///   - schemes: The schemes that count as certified; by default those of quality management
  ///     (QMS, IATF 16949).
  ///   - warningDays: Days before its end from which a certificate is called expiring.
  /// - Complexity: O(firms + certificates + findings + assessments) in time and space.
  public init(
    _ book: ChainBook, asOf: CalendarDate, schemes: Set<CertificationScheme>? = nil,
    warningDays: Int = 90
  ) {
    self.asOf = asOf
    self.warningDays = warningDays
    hasCertificates = !book.certificates.isEmpty
    let counting = schemes ?? Self.qualityManagement
    self.schemes = counting
    inspections = InspectionCoverage(book, asOf: asOf)
    var standings: [Standing] = []
    var validSchemes: [[CertificationScheme]] = []
    var offsets = [0]
    var items: [Int] = []
    standings.reserveCapacity(book.firms.count)
    validSchemes.reserveCapacity(book.firms.count)
    offsets.reserveCapacity(book.firms.count + 1)
    let certificateSchemes = book.certificates.map { Self.scheme(of: $0, in: book) }
    for firm in book.firms.indices {
      var valid: [CertificationScheme] = []
      var counted: [Certificate] = []
      var lastDay: CalendarDate?
      var isUnending = false
      for position in book.certificatesOfFirm[firm] {
        let certificate = book.certificates[position]
        let scheme = certificateSchemes[position]
        if counting.contains(scheme) { counted.append(certificate) }
        guard Self.isValid(certificate, at: asOf) else { continue }
        valid.append(scheme)
        guard counting.contains(scheme) else { continue }
        if let expiry = certificate.expiresOn.date {
          lastDay = max(lastDay ?? expiry, expiry)
        } else {
          isUnending = true
        }
      }
      validSchemes.append(valid)
      if isUnending {
        standings.append(.certified)
      } else if let lastDay {
        standings.append(
          Self.standing(counted, from: lastDay, until: asOf.adding(days: warningDays)))
      } else {
        standings.append(.uncertified)
      }
      var problems: [Int] = []
      for position in book.findingsOfFirm[firm] {
        let finding = book.findings[position]
        guard let problem = finding.problem.index, Self.isOpen(finding, at: asOf) else { continue }
        problems.append(problem)
      }
      for problem in problems.sorted() where items.count == offsets[firm] || items.last != problem {
        items.append(problem)
      }
      offsets.append(items.count)
    }
    schemesOfCertificates = certificateSchemes
    self.standings = standings
    self.validSchemes = validSchemes
    openProblemOffsets = offsets
    openProblemItems = items
  }

  /// The standing of a firm whose last certificate that is valid now ends on a day.
  ///
  /// Certificates in the sheets that are not valid yet count from the day after, so that a firm that
  /// has its renewal in hand loses nothing.
  private static func standing(
    _ counted: [Certificate], from lastDay: CalendarDate, until horizon: CalendarDate
  ) -> Standing {
    var lastDay = lastDay
    while lastDay <= horizon {
      let next = lastDay.adding(days: 1)
      let following = counted.filter { isValid($0, at: next) }
      let ends = following.compactMap(\.expiresOn.date)
      guard let end = ends.max() else { return following.isEmpty ? .expiring(lastDay) : .certified }
      // One without an end lasts.
      guard ends.count == following.count else { return .certified }
      lastDay = end
    }
    return .certified
  }

  /// The schemes of quality management: QMS and IATF 16949.
  public static let qualityManagement: Set<CertificationScheme> = [.qms, .iatf16949]

  /// The scheme of a certificate, by its kind or else by its standard.
  public func scheme(ofCertificate position: Int) -> CertificationScheme {
    schemesOfCertificates[position]
  }

  /// A firm's standing with the schemes that count.
  public func standing(ofFirm firm: Int) -> Standing { standings[firm] }

  /// The certified ones of some firms; nil where the book has no certificates.
  ///
  /// - Parameter firms: The firms, by position.
  /// - Returns: Those that are certified, in the same order.
  /// - Complexity: O(firms).
  public func certified(among firms: [Int]) -> [Int]? {
    hasCertificates ? firms.filter { standings[$0].isCertified } : nil
  }

  /// The schemes of the certificates a firm validly holds, of whatever kind.
  public func validSchemes(ofFirm firm: Int) -> [CertificationScheme] { validSchemes[firm] }

  /// A firm's open problems, each once, by position in the problem library.
  public func openProblems(ofFirm firm: Int) -> ArraySlice<Int> {
    openProblemItems[openProblemOffsets[firm]..<openProblemOffsets[firm + 1]]
  }

  /// The mandatory schemes of a segment that a firm lacks (应证未证).
  ///
  /// - Parameters:
  ///   - firm: The firm's position.
  ///   - segment: The segment.
  ///   - book: The book.
  /// - Returns: The schemes, in the segment's order.
  public func missingMandatory(
    firm: Int, segment: Segment, in book: ChainBook
  ) -> [CertificationScheme] {
    guard judgesMandatory else { return [] }
    return book.text[segment.mandatorySchemes]
      .map { CertificationScheme(recognising: $0) }
      .filter { !validSchemes[firm].contains($0) }
  }

  /// Whether a finding is not closed (未销号) on a day: found by then, and not closed by then.
  public static func isOpen(_ finding: Finding, at day: CalendarDate) -> Bool {
    if let found = finding.foundOn.date, found > day { return false }
    guard finding.status == .closed else {
      return finding.closedOn.date.map { $0 > day } ?? true
    }
    return finding.closedOn.date.map { $0 > day } ?? false
  }

  /// Whether a certificate is valid (有效) on a day.
  public static func isValid(_ certificate: Certificate, at day: CalendarDate) -> Bool {
    certificate.standing(on: day).isValid
  }

  private static func scheme(of certificate: Certificate, in book: ChainBook) -> CertificationScheme
  {
    let named = CertificationScheme(recognising: book.text[certificate.scheme])
    guard case .other = named else { return named }
    let standard = CertificationScheme(recognising: book.text[certificate.standard])
    if case .other = standard { return named }
    return standard
  }
}
