public import ChainAnalysis
public import ChainModel

/// What a book says of one firm, each fact with the rows behind it.
///
/// Firms, segments, problems, certificates and supplies are named by their position in the book.
public struct FirmDossier: Sendable {
  /// A place of the firm in a chain.
  public struct Seat: Sendable {
    /// The segment.
    public var segment: Int
    /// The segment's name, with the chain's before it where the book has several.
    public var name: String
    /// The role; nil where the sheet leaves it blank.
    public var role: MemberRole?
    /// The schemes that the law demands here and the firm lacks (应证未证).
    public var lacking: [CertificationScheme]
    /// The rows that state the membership.
    public var rows: [SourceRow]
  }

  /// A certificate of the firm.
  public struct HeldCertificate: Sendable {
    /// The certificate.
    public var certificate: Int
    /// What it certifies.
    public var scheme: CertificationScheme
    /// What it is worth on the day.
    public var standing: CertificateStanding
    /// The last day it is valid; nil where it has none or none is known.
    public var lastDay: CalendarDate?
    /// Whether it is stated to have no end (长期).
    public var isUnlimited: Bool
    /// The rows that state it.
    public var rows: [SourceRow]
  }

  /// A problem of the firm that is open on the day (未销号).
  public struct OpenProblem: Sendable {
    /// The problem in the library.
    public var problem: Int
    /// Its name.
    public var name: String
    /// How severe it is; nil where the library does not say.
    public var severity: Severity?
    /// The open findings behind it.
    public var findings: [Int]
    /// The rows that state them.
    public var rows: [SourceRow]
  }

  /// The supplies between the firm and another.
  public struct Relation: Sendable {
    /// The other firm.
    public var firm: Int
    /// The supplies, ascending.
    public var supplies: [Int]
    /// Whether any of them is declared; else all are only inferred (推断).
    public var isDeclared: Bool
  }

  /// The firm.
  public var firm: Int
  /// Its id: credit code, number or name.
  public var id: String
  /// Its whole name.
  public var name: String
  /// Its short name, as maps print it; not unique.
  public var shortName: String
  /// Its credit code or number; empty where the book gives neither.
  public var code: String
  /// Names by which it went before.
  public var formerNames: [String]
  /// The name of its region; empty where the book gives none.
  public var region: String
  /// Its size, declared or else worked out from the figures.
  public var size: FirmSize
  /// Whether the size is worked out and not declared.
  public var isSizeWorkedOut: Bool
  /// Its registration state; nil where the sheet leaves it blank, which counts as in operation.
  public var state: OperatingState?
  /// Its main products.
  public var products: String
  /// The rows that state the firm.
  public var rows: [SourceRow]
  /// Its places in chains, by position of the membership.
  public var seats: [Seat]
  /// Its standing with the schemes that count as certified; nil where the book has no certificates.
  public var standing: QualityLedger.Standing?
  /// Its certificates, valid or not, by position.
  public var certificates: [HeldCertificate]
  /// Its open problems, the most severe first.
  public var problems: [OpenProblem]
  /// Its direct suppliers, by position.
  public var suppliers: [Relation]
  /// Its direct customers, by position.
  public var customers: [Relation]
  /// How many firms are upstream of it by declared supplies, at any distance.
  public var upstream: Int
  /// How many firms are downstream of it by declared supplies, at any distance.
  public var downstream: Int

  /// Whether the law demands a certificate that it lacks, in any of its segments.
  public var lacksMandatory: Bool { seats.contains { !$0.lacking.isEmpty } }
}
