import ChainAnalysis
import ChainModel

/// What the book's tables say of a problem at the firms of a row: what is being done, what could be
/// done, where it may come from, and whether it sits on a bottleneck.
struct ProblemListFacts {
  private let problems: CommonProblems
  private let book: ChainBook
  private let names: BookNames
  private let applicable: ApplicableFirms
  private let sources: [Int: CommonSources.Entry]
  private let measuresOfProblem: [Int: [Int]]
  private let marks: [BottleneckMarks]
  private let language: Language

  init(
    _ problems: CommonProblems, sources: CommonSources, network: SupplyNetwork,
    ledger: QualityLedger, names: BookNames
  ) {
    let book = names.book
    self.problems = problems
    self.book = book
    self.names = names
    language = names.language
    applicable = ApplicableFirms(book)
    self.sources = Dictionary(
      sources.entries.map { ($0.problem, $0) }, uniquingKeysWith: { first, _ in first })
    var measures: [Int: [Int]] = [:]
    for (position, measure) in book.measures.enumerated() {
      for problem in book.indices(measure.problems) {
        measures[problem, default: []].append(position)
      }
    }
    measuresOfProblem = measures
    marks = book.chains.indices.map { chain in
      BottleneckMarks(
        ChainProfile(chain: chain, in: book, ledger: ledger), in: book, network: network)
    }
  }

  // MARK: - What is being done

  /// What the findings of a row's firms say is being done.
  struct Handling {
    var action = ""
    var lead = ""
    var dueOn: CalendarDate?
    var progress = ""
  }

  /// - Complexity: O(findings of the row's firms · log).
  func handling(of row: CommonProblems.Row) -> Handling {
    var actions: [String] = []
    var bodies: [String] = []
    var due: CalendarDate?
    var statuses = [Int](repeating: 0, count: FindingStatus.allCases.count)
    for firm in row.firms {
      for position in book.findingsOfFirm[firm] {
        let finding = book.findings[position]
        guard finding.problem.index == row.problem, counts(finding) else { continue }
        actions.append(book.text[finding.action])
        bodies.append(book.text[finding.responsibleBody])
        if let date = finding.dueOn.date { due = max(due ?? date, date) }
        if let status = finding.status { statuses[Int(status.rawValue)] += 1 }
      }
    }
    return Handling(
      action: gathered(actions, separator: language("；", "; "), counter: "项"),
      lead: gathered(bodies, separator: language("、", ", "), counter: "个单位"), dueOn: due,
      progress: FindingStatus.allCases.filter { statuses[Int($0.rawValue)] > 0 }
        .map { status in
          let count = statuses[Int(status.rawValue)]
          return language("\(status.chinese) \(count) 条", "\(status.english) \(count)")
        }.joined(separator: language("、", ", ")))
  }

  private func counts(_ finding: Finding) -> Bool {
    guard problems.options.includesClosed else {
      return QualityLedger.isOpen(finding, at: problems.asOf)
    }
    return finding.foundOn.date.map { $0 <= problems.asOf } ?? true
  }

  /// The most texts that one cell gathers.
  private static let mostTexts = 6

  /// Different texts, the most frequent first.
  private func gathered(_ texts: [String], separator: String, counter: String) -> String {
    var counts: [String: Int] = [:]
    for text in texts where !text.isEmpty { counts[text, default: 0] += 1 }
    let sorted = counts.sorted { left, right in
      left.value == right.value
        ? left.key.utf8.lexicographicallyPrecedes(right.key.utf8) : left.value > right.value
    }
    let shown = sorted.prefix(Self.mostTexts).map(\.key).joined(separator: separator)
    return sorted.count > Self.mostTexts
      ? shown + language(" 等 \(sorted.count) \(counter)", " … \(sorted.count) in all") : shown
  }

  // MARK: - What could be done

  /// What measures of the book would do about a row's problem.
  struct Proposal {
    var action: String
    var lead: String
    var support: String
    var cost: Double?
    var dueOn: CalendarDate?
    /// Which measures these are.
    var note: String
    /// How the cost comes about.
    var costNote: String
  }

  /// What measures propose; nil where none acts on the problem at one of the row's firms.
  func proposal(for row: CommonProblems.Row) -> Proposal? {
    let found = (measuresOfProblem[row.problem] ?? []).compactMap { position in
      let measure = book.measures[position]
      let firms = row.firms.count { applicable.includes($0, in: measure) }
      return firms > 0 ? (measure: measure, firms: firms) : nil
    }
    guard !found.isEmpty else { return nil }
    let list = found.map { entry in
      let id = book.text[entry.measure.id]
      return language(
        "\(id)（适用 \(entry.firms)/\(row.firms.count) 家）",
        "\(id) (for \(entry.firms) of \(row.firms.count))")
    }.joined(separator: language("、", ", "))
    let separator = language("、", ", ")
    func texts(_ place: (Measure) -> TextID) -> String {
      var seen: [String] = []
      for entry in found {
        let text = book.text[place(entry.measure)]
        if !text.isEmpty, !seen.contains(text) { seen.append(text) }
      }
      return seen.joined(separator: separator)
    }
    var proposal = Proposal(
      action: found.map { book.text[$0.measure.name] }.joined(separator: language("；", "; ")),
      lead: texts(\.lead), support: "", cost: nil, dueOn: nil,
      note: language(
        "程序建议，须核实：取自帮扶举措 \(list)", "proposed, to be checked: from measures \(list)"),
      costNote: "")
    guard found.count == 1, let only = found.first else { return proposal }
    proposal.support = book.text[only.measure.support]
    proposal.dueOn = only.measure.dueOn.date
    if only.firms == row.firms.count, let fixed = only.measure.fixedCost.value,
      let each = only.measure.costPerFirm.value
    {
      let cost = fixed + each * Double(only.firms)
      proposal.cost = (cost * 10_000).rounded() / 10_000
      let text = NumberText.decimal
      let parts = [fixed, each].map { text($0, 2).replacing(/\.?0+$/, with: "") }
      proposal.costNote = language(
        "程序建议，须核实：举措 \(book.text[only.measure.id]) 固定 \(parts[0]) + 每企 \(parts[1]) × "
          + "\(only.firms) 家；不含项目费用，未减联合优惠",
        "proposed, to be checked: measure \(book.text[only.measure.id]), \(parts[0]) + \(parts[1]) × "
          + "\(only.firms) firms; without the programme's cost and joint discounts")
    }
    return proposal
  }

  // MARK: - Bottlenecks

  /// Why a row's problem may be a blocking point (堵点); nil where none of its firms is a bottleneck.
  func bottleneck(of row: CommonProblems.Row, chain: Int?) -> String? {
    var lines: [String] = []
    var marked = 0
    for firm in row.firms {
      var reasons = Set<BottleneckMarks.Reason>()
      for (position, mark) in marks.enumerated() where chain == nil || chain == position {
        reasons.formUnion(mark.firms[firm] ?? [])
      }
      guard !reasons.isEmpty else { continue }
      marked += 1
      guard lines.count < 5 else { continue }
      let words = BottleneckMarks.Reason.allCases.filter(reasons.contains).map(word)
      lines.append(
        names.full(firm) + language("：", ": ") + words.joined(separator: language("；", "; ")))
    }
    guard marked > 0 else { return nil }
    let rest = marked > lines.count ? language("等 \(marked) 家", "… \(marked) in all") : nil
    return (lines + (rest.map { [$0] } ?? [])).joined(separator: "\n")
  }

  private func word(_ reason: BottleneckMarks.Reason) -> String {
    switch reason {
    case .onEveryRoute:
      language("在通往链主的每条供应路线上", "on every route of supply to a leader")
    case .greatLoss:
      language(
        "停供则链主断开至少 \(100 / BottleneckMarks.lossShare)%、不少于 \(BottleneckMarks.leastLoss) 家上游企业",
        "without it a leader loses at least \(100 / BottleneckMarks.lossShare) % and "
          + "\(BottleneckMarks.leastLoss) of its upstream firms")
    case .onlyProvider: language("所在环节仅此一家", "the only firm of its segment")
    }
  }

  // MARK: - Sources

  /// The most sources that a cell names.
  private static let mostSources = 3

  /// The suspected common sources of a problem that stand upstream of a row's firms.
  func suspects(of row: CommonProblems.Row) -> String {
    guard let explanation = sources[row.problem]?.explanations[.firm] else {
      return language("企业不足 2 家，未追溯", "fewer than 2 firms: not traced")
    }
    let affected = Set(row.firms)
    let found = explanation.sources.compactMap { source in
      let covered = source.covers.count(where: affected.contains)
      return covered > 0 ? (source: source, covered: covered) : nil
    }
    guard !found.isEmpty else { return language("未发现", "none found") }
    let list = found.prefix(Self.mostSources).map { entry in
      let judged =
        entry.source.isSignificant
        ? language("显著", "significant") : language("可能偶然", "possibly chance")
      let verified =
        entry.source.confirmedBy.isEmpty
        ? "" : language("，溯源结论已核实", ", verified by findings")
      return names.full(entry.source.origin.position)
        + language(
          "（\(judged)，本行 \(entry.covered)/\(row.firms.count) 家在其下游\(verified)）",
          " (\(judged), \(entry.covered) of \(row.firms.count) firms downstream\(verified))")
    }.joined(separator: language("；", "; "))
    let rest =
      found.count > Self.mostSources
      ? language(" 等 \(found.count) 个", " … \(found.count) in all") : ""
    let isVerified = found.prefix(Self.mostSources).allSatisfy { !$0.source.confirmedBy.isEmpty }
    return list + rest + (isVerified ? "" : language("；待溯源核实", "; to be verified"))
  }
}
