import ChainAnalysis
import ChainModel

/// The mark that tells a firm's certification at a glance.
enum FirmMark: Int, CaseIterable {
  /// Lacks a scheme the law demands (应证未证); outranks every other mark.
  case lackingMandatory
  /// Every certificate that counts ends soon.
  case expiring
  /// Not certified.
  case uncertified
  /// Certified.
  case certified

  /// The sign on the map: a shape, so that it reads without colour.
  var sign: String {
    switch self {
    case .lackingMandatory: "⊘"
    case .expiring: "!"
    case .uncertified: "○"
    case .certified: "✔"
    }
  }

  /// Whether the mark asks for action.
  var isAlarming: Bool { self == .lackingMandatory || self == .expiring }

  /// The colours of the mark.
  var tone: KeyPath<MapTheme, MapTheme.Tone> {
    switch self {
    case .certified: \.strong
    case .uncertified: \.unrated
    case .lackingMandatory, .expiring: \.risk
    }
  }

  /// What the legend says of it.
  func meaning(in language: Language, warningDays: Int) -> String {
    switch self {
    case .lackingMandatory: language("应证未证", "lacks a mandatory certificate")
    case .expiring:
      language("获证，\(warningDays) 天内到期", "certified, expires within \(warningDays) days")
    case .uncertified: language("未获证", "not certified")
    case .certified: language("获证", "certified")
    }
  }
}

/// A row of a box: one firm with its marks, or on some maps the name of a segment.
struct FirmRow {
  var firm: Int?
  var name: String
  var isLeader: Bool
  /// Whether the firm bears ◆.
  var isBottleneck: Bool
  /// Nil where the book says nothing of certificates.
  var mark: FirmMark?
  var openProblems: Int
  /// Of these, common problems that supplies trace back to a suspected source.
  var tracedProblems = 0
  /// Of these, problems that a chosen measure acts on; 0 on a map without a plan.
  var coveredProblems = 0
  /// Whether the firm is such a source and bears ◎.
  var isSource = false
  var tip: String
  /// Whether the row is a gap: something that ought to be there and is not.
  var isGap = false
  /// What tells the row from others of its box: the firm's id.
  var key = ""
}
