import ChainAnalysis
import ChainModel

/// What maps say of a firm: its name as far as it is unique on the map, its marks and its tip.
struct FirmSigns {
  let book: ChainBook
  let ledger: QualityLedger
  let language: Language
  /// Whether the book says anything of certificates; without, no firm is called uncertified.
  let hasCertificates: Bool
  /// The firms that bear ◆.
  private let bottlenecks: Set<Int>
  /// The firms that bear ◎, and the firms whose problems they may explain.
  private let traced: TracedProblems?
  /// How many firms of the map bear each short name.
  private let bearers: [String: Int]

  /// - Complexity: O(firms of the map).
  init(
    _ book: ChainBook, ledger: QualityLedger, language: Language, firms: [Int],
    bottlenecks: Set<Int> = [], traced: TracedProblems? = nil
  ) {
    self.book = book
    self.ledger = ledger
    self.language = language
    self.bottlenecks = bottlenecks
    self.traced = traced
    hasCertificates = !book.certificates.isEmpty
    var bearers: [String: Int] = [:]
    for firm in firms {
      bearers[TextFolding.shortFirmName(Self.name(firm, book)), default: 0] += 1
    }
    self.bearers = bearers
  }

  private static func name(_ firm: Int, _ book: ChainBook) -> String {
    let row = book.firms[firm]
    return book.text[row.name.isEmpty ? row.id : row.name]
  }

  /// The whole name.
  func name(_ firm: Int) -> String { Self.name(firm, book) }

  /// The short name where it is one firm's alone, else the whole name.
  func label(_ firm: Int) -> String {
    let short = TextFolding.shortFirmName(name(firm))
    return PageWords.line((bearers[short] ?? 0) > 1 ? name(firm) : short)
  }

  /// A firm as a row or a box shows it.
  func row(_ firm: Int, isLeader: Bool, lacksMandatory: Bool) -> FirmRow {
    let mark = hasCertificates ? mark(firm, lacksMandatory: lacksMandatory) : nil
    let open = ledger.openProblems(ofFirm: firm).count
    return FirmRow(
      firm: firm, name: label(firm), isLeader: isLeader,
      isBottleneck: bottlenecks.contains(firm), mark: mark, openProblems: open,
      tracedProblems: traced?.tracedProblems[firm] ?? 0,
      isSource: traced?.sources.contains(firm) ?? false, tip: tip(firm, mark, open),
      key: book.text[book.firms[firm].id])
  }

  private func mark(_ firm: Int, lacksMandatory: Bool) -> FirmMark {
    if lacksMandatory { return .lackingMandatory }
    switch ledger.standing(ofFirm: firm) {
    case .certified: return .certified
    case .expiring: return .expiring
    case .uncertified: return .uncertified
    }
  }

  private func tip(_ firm: Int, _ mark: FirmMark?, _ open: Int) -> String {
    let row = book.firms[firm]
    let meaning = mark?.meaning(in: language, warningDays: ledger.warningDays) ?? ""
    var parts = [name(firm), book.text[row.id], meaning]
    if let region = row.region.index { parts.append(book.text[book.regions[region].name]) }
    if bottlenecks.contains(firm) { parts.append(language("瓶颈企业", "bottleneck")) }
    if traced?.sources.contains(firm) ?? false {
      parts.append(language("疑似上游共同来源", "suspected common source"))
    }
    if open > 0 { parts.append(language("未销号问题 \(open) 个", "\(open) open problems")) }
    for problem in ledger.openProblems(ofFirm: firm) {
      parts.append(book.text[book.problems[problem].name])
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
