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
  /// The plan that the map shows.
  private let plan: PlanCoverage?
  /// How many firms of the map bear each short name.
  private let bearers: [String: Int]

  /// - Complexity: O(firms of the map).
  init(
    _ book: ChainBook, ledger: QualityLedger, language: Language, firms: [Int],
    bottlenecks: Set<Int> = [], traced: TracedProblems? = nil, plan: PlanCoverage? = nil
  ) {
    self.book = book
    self.ledger = ledger
    self.language = language
    self.bottlenecks = bottlenecks
    self.traced = traced
    self.plan = plan
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
    let problems = ledger.openProblems(ofFirm: firm)
    let open = problems.count
    return FirmRow(
      firm: firm, name: label(firm), isLeader: isLeader,
      isBottleneck: bottlenecks.contains(firm), mark: mark, openProblems: open,
      tracedProblems: traced?.tracedProblems[firm] ?? 0,
      coveredProblems: plan.map { plan in problems.count { plan.acts(on: $0, ofFirm: firm) } } ?? 0,
      isSource: traced?.sources.contains(firm) ?? false, tip: tip(firm, mark, open),
      key: book.text[book.firms[firm].id])
  }

  /// A firm as a row or a box shows it, lacking what the law demands in whatever segment it stands.
  func row(_ firm: Int, isLeader: Bool) -> FirmRow {
    let lacks = book.membershipsOfFirm[firm].contains { position in
      book.members[position].segment.index.map { segment in
        !ledger.missingMandatory(firm: firm, segment: book.segments[segment], in: book).isEmpty
      } ?? false
    }
    return row(firm, isLeader: isLeader, lacksMandatory: lacks)
  }

  /// Rows with leaders first, then bottlenecks, firms that lack what the law demands, and those with
  /// most open problems.
  static func ranked(_ rows: [FirmRow]) -> [FirmRow] {
    func key(_ row: FirmRow) -> [Int] {
      [
        row.isLeader ? 0 : 1, row.isBottleneck ? 0 : 1, row.mark == .lackingMandatory ? 0 : 1,
        -row.openProblems, row.mark?.rawValue ?? 0, row.firm ?? 0,
      ]
    }
    return rows.map { (key: key($0), row: $0) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.row)
  }

  /// Where a firm stands: its segment and region.
  func facts(_ firm: Int) -> [String] {
    var facts: [String] = []
    for position in book.membershipsOfFirm[firm] {
      guard let segment = book.members[position].segment.index else { continue }
      facts.append(PageWords.line(book.text[book.segments[segment].name]))
      break
    }
    if facts.isEmpty, !book.chains.isEmpty { facts.append(language("链外", "outside")) }
    if let region = book.firms[firm].region.index {
      facts.append(PageWords.line(book.text[book.regions[region].name]))
    }
    if !book.firms[firm].isOperating { facts.append(language("非在业", "not in operation")) }
    return facts
  }

  /// How many firms there are, and how many of them are certified where that is known.
  func level(_ firms: [Int]) -> String {
    guard hasCertificates else { return language("\(firms.count) 家", "\(firms.count) firms") }
    let certified = firms.count { ledger.standing(ofFirm: $0).isCertified }
    return language("获证 ", "certified ")
      + PageWords.share(certified, of: firms.count, in: language)
  }

  /// Common problems, and those that look common but need more inspections, two at most.
  static func shown(
    _ problems: [ChainProfile.SegmentProblem]
  ) -> ArraySlice<ChainProfile.SegmentProblem> {
    problems.filter {
      $0.label == .common || ($0.label == .undetermined && $0.affected.count >= 3)
    }.prefix(2)
  }

  /// What a box says of these.
  func problemLines(
    _ problems: [ChainProfile.SegmentProblem],
    isBlockage: (ChainProfile.SegmentProblem) -> Bool = { _ in false }
  ) -> [String] {
    /// The chosen measures that act on a problem, by code.
    func measures(_ problem: ChainProfile.SegmentProblem) -> String {
      guard let plan else { return "" }
      let codes = plan.measures(helping: Set(problem.affected), with: problem.problem).map {
        PageWords.line(book.text[book.measures[$0].id])
      }
      return codes.isEmpty
        ? language("〔无举措〕", " [none]")
        : language(
          "〔\(codes.joined(separator: "、"))〕", " [\(codes.joined(separator: ", "))]")
    }

    return Self.shown(problems).map { problem in
      let name = PageWords.line(book.text[book.problems[problem.problem].name])
      let label =
        language(problem.label.chinese, problem.label.english)
        + (isBlockage(problem) ? language("·堵点", ", blocking point") : "")
      let count = "\(problem.affected.count)/\(problem.inspected)"
      // A digit at the end of the name would run into the count.
      let isNumbered = name.last?.isNumber ?? false
      let firms = language("\(count)\(TextMetrics.noBreakSpace)家", count)
      return language("\(label)：", "\(label): ") + name
        + (isNumbered ? language("（\(firms)）", " (\(firms))") : " " + firms)
        + measures(problem)
    }
  }

  /// The first problems of a group for a tip, a line each.
  func problemTips(_ problems: [ChainProfile.SegmentProblem]) -> [String] {
    problems.prefix(5).map { problem in
      "\(language(problem.label.chinese, problem.label.english)) "
        + "\(book.text[book.problems[problem.problem].name]) "
        + "\(problem.affected.count)/\(problem.inspected)"
    }
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
      let name = book.text[book.problems[problem].name]
      let codes = plan?.measures(helping: [firm], with: problem)
        .map { book.text[book.measures[$0].id] }
      parts.append(
        codes.map {
          name + language("：", ": ")
            + ($0.isEmpty
              ? language("无所选举措", "no chosen measure")
              : $0.joined(separator: language("、", ", ")))
        } ?? name)
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
