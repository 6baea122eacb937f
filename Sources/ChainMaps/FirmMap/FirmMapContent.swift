import ChainAnalysis
import ChainModel
import Graphs

/// What a firm's map says: the firm's card in the middle, its suppliers by tier at the left and its
/// customers at the right.
struct FirmMapContent: ColumnContent {
  /// How much is named.
  struct Budget: Hashable {
    /// The most firms of a tier with boxes of their own.
    var boxes: Int
    /// The most boxes that hold the others of a tier, by segment.
    var groups: Int
    /// The most firms that such a box names.
    var rows: Int
  }

  private(set) var boxes: [SegmentBox] = []
  private(set) var columns: [Int?] = []
  private(set) var links: [ColumnLink] = []
  /// Firms that share boxes.
  private(set) var merged = 0
  /// Supplies between drawn firms that no line shows: within a tier, past one, or back.
  private(set) var undrawn = 0
  /// Customers by tier that have their boxes at the right: those upstream too stand at the left.
  let rightward: [[Int]]
  /// Whether a box that holds several firms leaves some outside the chain out of its share.
  private(set) var leavesOutsideOut = false
  /// Whether a box says how many of its firms are certified.
  var showsLevel: Bool {
    boxes.contains { box in
      Self.isShared(box) && box.facts.contains { $0.hasPrefix(language("获证 ", "certified ")) }
    }
  }
  let profile: FirmProfile
  private(set) var budget: Budget

  private let signs: FirmSigns
  private let network: ProofNetwork
  private let leaders: Set<Int>
  /// How many problems of a firm the map's firm is suspected of, by firm.
  private let tracedProblems: [Int: Int]
  private let language: Language
  private var book: ChainBook { signs.book }

  var rows: Int { budget.rows }

  /// Gathers the boxes.
  ///
  /// - Complexity: O(firms of the tiers · (log + supplies of each)).
  init(
    _ profile: FirmProfile, budget: Budget, signs: FirmSigns, leaders: Set<Int>,
    network: ProofNetwork
  ) {
    self.profile = profile
    self.budget = budget
    self.signs = signs
    self.leaders = leaders
    self.network = network
    language = signs.language
    let mutual = Set(profile.mutual)
    rightward = profile.downstream.map { tier in tier.filter { !mutual.contains($0) } }
    tracedProblems = Dictionary(
      profile.suspicions.filter(\.source.isSignificant).flatMap { suspicion in
        suspicion.source.covers.map { ($0, 1) }
      }, uniquingKeysWith: +)
    var boxOfFirm: [Int: Int] = [:]
    var columnOfFirm: [Int: Int] = [:]
    for column in 0..<columnCount {
      let distance = column - profile.upstream.count
      if distance == 0 {
        boxOfFirm[profile.firm] = boxes.count
        columnOfFirm[profile.firm] = column
        boxes.append(card())
        columns.append(column)
        continue
      }
      let firms =
        distance < 0 ? profile.upstream[-distance - 1] : rightward[distance - 1]
      for firm in firms { columnOfFirm[firm] = column }
      for group in groups(of: firms) {
        for row in group.rows { boxOfFirm[row.firm ?? -1] = boxes.count }
        boxes.append(box(group))
        columns.append(column)
      }
    }
    gatherLinks(boxOfFirm, columnOfFirm)
  }

  private var columnCount: Int { profile.upstream.count + 1 + profile.downstream.count }

  func heading(ofColumn column: Int?) -> String {
    guard let column else { return "" }
    let distance = column - profile.upstream.count
    if distance == 0 { return language("本企业", "the firm") }
    let tier = abs(distance)
    if distance < 0 {
      let count = profile.upstream[tier - 1].count
      return language("上游 \(tier) 级 · \(count) 家", "upstream, tier \(tier): \(count)")
    }
    let count = profile.downstream[tier - 1].count
    let elsewhere = count - rightward[tier - 1].count
    return language("下游 \(tier) 级 · \(count) 家", "downstream, tier \(tier): \(count)")
      + (elsewhere > 0
        ? language("（\(elsewhere) 家画在上游）", " (\(elsewhere) drawn upstream)") : "")
  }

  // MARK: - The firm's card

  private func card() -> SegmentBox {
    let firm = profile.firm
    let row = row(firm)
    let full = PageWords.line(signs.name(firm))
    var box = SegmentBox(
      id: "firm-" + book.text[book.firms[firm].id], kind: .unrated,
      title: (row.isLeader ? "★ " : "") + full, facts: identity(firm), rows: [], unnamed: 0,
      lines: [], isBottleneck: false, isMissing: false, tip: row.tip, depth: 0)
    box.firm = row
    box.isFocus = true
    box.keepsTextWhole = true
    box.notes = certificateNotes + problemNotes + suspicionNotes + bottleneckNotes
    return box
  }

  /// Code, region, size, segments with roles.
  private func identity(_ firm: Int) -> [String] {
    let row = book.firms[firm]
    var facts: [String] = []
    let code = book.text[row.creditCode]
    if !code.isEmpty {
      facts.append(language("信用代码\(TextMetrics.noBreakSpace)\(code)", "credit code \(code)"))
    }
    if let region = row.region.index {
      facts.append(PageWords.line(book.text[book.regions[region].name]))
    }
    let size = BookSummary.size(of: row, in: book)
    if size != .undetermined, size != .notApplicable {
      facts.append(
        language(size.chinese, size.english)
          + (row.declaredSize == nil ? language("（按指标推算）", " (worked out)") : ""))
    }
    for position in book.membershipsOfFirm[firm] {
      guard let segment = book.members[position].segment.index else { continue }
      let role = book.members[position].role
      facts.append(
        PageWords.placedSegment(segment, in: book)
          + (role.map { language("（\($0.chinese)）", " (\($0.english))") } ?? ""))
    }
    if book.membershipsOfFirm.count(of: firm) == 0, !book.chains.isEmpty {
      facts.append(language("不在任何环节", "in no segment"))
    }
    if !row.isOperating { facts.append(language("非在业", "not in operation")) }
    return facts
  }

  /// The most certificates and problems that the card lists.
  private static let mostNotes = 8

  private func heading(_ text: String) -> SegmentBox.Note {
    SegmentBox.Note(text: text, isHeading: true)
  }

  private var certificateNotes: [SegmentBox.Note] {
    guard signs.hasCertificates else {
      return [heading(language("书中未提供证书", "the book has no certificates"))]
    }
    let valid = profile.holdings.count { $0.state == .valid }
    var notes = [
      heading(
        profile.holdings.isEmpty
          ? language("证书：无记录", "certificates: none recorded")
          : language(
            "证书 \(profile.holdings.count) 张，有效 \(valid) 张",
            "certificates: \(profile.holdings.count), valid \(valid)"))
    ]
    for holding in profile.holdings.prefix(Self.mostNotes) {
      let isValid = holding.state == .valid
      let state =
        holding.state.map { language($0.chinese, $0.english) }
        ?? language("尚未颁证", "not yet issued")
      let until =
        holding.lastDay.map { language(isValid ? "至 \($0)" : "（有效期至 \($0)）", " until \($0)") }
        ?? (isValid ? language("（未写到期日）", " (no end stated)") : "")
      let days = holding.lastDay.map { signs.ledger.asOf.days(to: $0) }
      let ends =
        isValid && (days.map { $0 <= signs.ledger.warningDays } ?? false)
        ? language("，\(days ?? 0) 天后到期", ", \(days ?? 0) days left") : ""
      notes.append(
        SegmentBox.Note(
          text: "\(holding.scheme.code)　\(state)\(until)\(ends)",
          color: isValid && ends.isEmpty ? \.ink : \.risk.line))
    }
    if profile.holdings.count > Self.mostNotes {
      notes.append(more(profile.holdings.count - Self.mostNotes))
    }
    for missing in profile.missing {
      let schemes = missing.schemes.map(\.code).joined(separator: language("、", ", "))
      let segment = PageWords.placedSegment(missing.segment, in: book)
      notes.append(
        SegmentBox.Note(
          text: language("⊘ 应证未证：\(schemes)（\(segment)）", "⊘ lacks \(schemes) (\(segment))"),
          color: \.risk.line))
    }
    return notes
  }

  private func more(_ count: Int) -> SegmentBox.Note {
    SegmentBox.Note(text: language("另有 \(count) 项", "\(count) more"), color: \.quiet)
  }

  private var problemNotes: [SegmentBox.Note] {
    let problems = profile.problems
    var notes = [
      heading(
        problems.isEmpty
          ? language("未销号问题：无记录", "open problems: none recorded")
          : language("未销号问题 \(problems.count) 个", "open problems: \(problems.count)"))
    ]
    for open in problems.prefix(Self.mostNotes) {
      let row = book.problems[open.problem]
      var text = "▲ " + PageWords.line(book.text[row.name])
      if let severity = row.severity {
        text += language("　\(severity.chinese)", ", \(severity.english)")
      }
      if let standing = open.standing { text += language("　", ", ") + said(standing) }
      notes.append(SegmentBox.Note(text: text, color: \.risk.line))
      guard let source = open.sources.first else { continue }
      let name = signs.label(source.origin.position)
      let count = "\(source.covers.count)/\(open.affected)"
      notes.append(
        SegmentBox.Note(
          text: language(
            "　疑似上游共同来源：\(name)（覆盖 \(count) 家，待溯源核实"
              + (source.isSignificant ? "）" : "，可能偶然）"),
            "  suspected common source: \(name) (\(count) firms, to be verified"
              + (source.isSignificant ? ")" : ", maybe chance)")), color: \.quiet))
    }
    if problems.count > Self.mostNotes { notes.append(more(problems.count - Self.mostNotes)) }
    return notes
  }

  /// 共性, 个性 or 待核实, within which group.
  private func said(_ row: CommonProblems.Row) -> String {
    let label = language(row.label.chinese, row.label.english)
    let group =
      row.group.segment.map { PageWords.segment($0, in: book) }
      ?? row.group.chain.map { PageWords.line(book.text[book.chains[$0].name]) }
      ?? language("全书", "all")
    let count = "\(row.prevalence.affected)/\(row.prevalence.assessed)"
    return language("\(label)（\(group) \(count) 家）", "\(label) (\(group) \(count))")
  }

  private var suspicionNotes: [SegmentBox.Note] {
    let suspicions = profile.suspicions
    guard !suspicions.isEmpty else { return [] }
    var notes = [
      heading(
        language("疑为下游问题的共同来源（待溯源核实）", "suspected source of problems downstream"))
    ]
    for suspicion in suspicions.prefix(4) {
      let name = PageWords.line(book.text[book.problems[suspicion.problem].name])
      let count = "\(suspicion.source.covers.count)/\(suspicion.affected)"
      notes.append(
        SegmentBox.Note(
          text: language(
            "\(name)：\(count) 家" + (suspicion.source.isSignificant ? "" : "，可能偶然"),
            "\(name): \(count) firms" + (suspicion.source.isSignificant ? "" : ", maybe chance")),
          color: \.quiet))
    }
    if suspicions.count > 4 { notes.append(more(suspicions.count - 4)) }
    return notes
  }

  private var bottleneckNotes: [SegmentBox.Note] {
    guard let position = profile.position else { return [] }
    var notes = [heading("◆ " + language("瓶颈位置", "bottleneck position"))]
    func add(_ text: String) { notes.append(SegmentBox.Note(text: text, color: \.risk.line)) }
    func list(_ firms: [Int]) -> String {
      firms.prefix(3).map(signs.label).joined(separator: language("、", ", "))
        + (firms.count > 3 ? language(" 等 \(firms.count) 家", " and others") : "")
    }
    if !position.onEveryRouteTo.isEmpty {
      add(
        language(
          "去往\(list(position.onEveryRouteTo))的每条供货路线都经过它",
          "on every route of supply to \(list(position.onEveryRouteTo))"))
    }
    for loss in position.losses.prefix(3) {
      add(
        language(
          "停供则\(signs.label(loss.leader))的 \(loss.upstream) 家上游企业断开 \(loss.lost) 家",
          "without it \(signs.label(loss.leader)) loses \(loss.lost) of \(loss.upstream)"))
    }
    if !position.onlyFirmOf.isEmpty {
      let names = position.onlyFirmOf.prefix(3).map { PageWords.placedSegment($0, in: book) }
        .joined(separator: language("、", ", "))
      add(language("环节“\(names)”仅此 1 家", "the only firm of “\(names)”"))
    }
    return notes
  }

  // MARK: - Neighbours

  /// A firm with its marks; on the map of a suspected source the problems that lead to it are told
  /// from others.
  private func row(_ firm: Int) -> FirmRow {
    var row = signs.row(firm, isLeader: leaders.contains(firm))
    row.tracedProblems = tracedProblems[firm] ?? 0
    row.isSource = firm == profile.firm && !tracedProblems.isEmpty
    return row
  }

  /// Firms that share a box, or one that has its own.
  private struct Group {
    var rows: [FirmRow]
    /// The segment they share; nil for the last, of several.
    var title: String
    var isShared: Bool
  }

  private func groups(of firms: [Int]) -> [Group] {
    let rows = FirmSigns.ranked(firms.map(row))
    let isWhole = rows.count <= budget.boxes + 1
    let own = isWhole ? rows[...] : rows.prefix(budget.boxes)
    var groups = own.map { Group(rows: [$0], title: "", isShared: false) }
    let rest = rows.dropFirst(own.count)
    guard !rest.isEmpty else { return groups }
    var bySegment: [Int: [FirmRow]] = [:]
    for row in rest {
      let segment = row.firm.flatMap { FirmProfile.segments(of: $0, in: book).first }
      bySegment[segment ?? Int.max, default: []].append(row)
    }
    let sizes = bySegment.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let most = max(budget.groups, 1)
    let named = Set(sizes.prefix(sizes.count > most ? most - 1 : most).map(\.key))
    for (segment, rows) in bySegment.sorted(by: { $0.key < $1.key }) where named.contains(segment) {
      groups.append(
        Group(
          rows: rows,
          title: segment == Int.max
            ? language("链外", "outside") : PageWords.placedSegment(segment, in: book),
          isShared: true))
    }
    let others = rest.filter { row in
      let segment = row.firm.flatMap { FirmProfile.segments(of: $0, in: book).first }
      return !named.contains(segment ?? Int.max)
    }
    if !others.isEmpty {
      let count = bySegment.count - named.count
      groups.append(
        Group(
          rows: Array(others),
          title: named.isEmpty
            ? language("各环节", "all segments")
            : language("其余 \(count) 个环节", "\(count) more segments"), isShared: true))
    }
    return groups
  }

  /// Whether a box holds several firms.
  static func isShared(_ box: SegmentBox) -> Bool { box.id.hasPrefix("more-") }

  private mutating func box(_ group: Group) -> SegmentBox {
    guard group.isShared, group.rows.count > 1 else { return box(group.rows[0]) }
    merged += group.rows.count
    let firms = group.rows.compactMap(\.firm)
    let open = group.rows.count { $0.openProblems > 0 }
    var facts = [group.title]
    // Nothing tells whether the certificates of firms outside were ever asked for.
    let operating = firms.filter { book.firms[$0].isOperating }
    let judged = operating.filter {
      book.chains.isEmpty || book.membershipsOfFirm.count(of: $0) > 0
    }
    if signs.hasCertificates, !judged.isEmpty {
      facts.append(signs.level(judged))
      if judged.count < operating.count { leavesOutsideOut = true }
    }
    if open > 0 {
      facts.append(language("有未销号问题 \(open) 家", "\(open) with open problems"))
    }
    var box = SegmentBox(
      id: "more-\(boxes.count)", kind: .unrated,
      title: language("\(group.rows.count) 家", "\(group.rows.count) firms"), facts: facts,
      rows: group.rows, unnamed: 0, lines: [], isBottleneck: false, isMissing: false,
      tip: firms.map(signs.name).joined(separator: "\n"), depth: 0)
    box.reference = group.title + " " + box.title
    box.pinsLacking = false
    box.keepsTextWhole = true
    return box
  }

  private func box(_ row: FirmRow) -> SegmentBox {
    let firm = row.firm ?? profile.firm
    var facts = signs.facts(firm)
    if sources.contains(firm) {
      facts.append(language("疑似上游共同来源", "suspected common source"))
    }
    if profile.mutual.contains(firm) { facts.append(language("也在下游", "also downstream")) }
    var box = SegmentBox(
      id: "firm-" + book.text[book.firms[firm].id], kind: .unrated, title: BoxFigure.label(row),
      facts: facts, rows: [], unnamed: 0, lines: [], isBottleneck: false, isMissing: false,
      tip: row.tip, depth: 0)
    box.firm = row
    box.keepsTextWhole = true
    return box
  }

  /// The suspected sources that the card names.
  private var sources: Set<Int> {
    Set(profile.problems.prefix(Self.mostNotes).compactMap { $0.sources.first?.origin.position })
  }

  /// Whether a neighbour's box says that it is a suspected source.
  var showsSource: Bool {
    boxes.contains { box in
      box.firm?.firm.map { sources.contains($0) && $0 != profile.firm } ?? false
    }
  }

  // MARK: - Lines

  private struct Ends: Hashable {
    var from: Int
    var to: Int
  }

  /// Lines from tier to tier; what runs within a tier, past one or back is counted.
  private mutating func gatherLinks(_ boxOfFirm: [Int: Int], _ columnOfFirm: [Int: Int]) {
    var pairs: [Ends: [(from: Int, to: Int)]] = [:]
    for (firm, column) in columnOfFirm.sorted(by: { $0.key < $1.key }) {
      for next in network.graph.successors(of: Vertex(firm)).map(Int.init) {
        guard let other = columnOfFirm[next], let from = boxOfFirm[firm], let to = boxOfFirm[next]
        else { continue }
        // The firm's own supplies are all drawn, back to a supplier too.
        let isOwn = firm == profile.firm || next == profile.firm
        if other == column + 1 || isOwn {
          pairs[Ends(from: from, to: to), default: []].append((firm, next))
        } else {
          undrawn += network.supplies(firm, next).count
        }
      }
    }
    links = pairs.sorted { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }.map {
      ends, firms in
      let positions = firms.flatMap { network.supplies($0.from, $0.to) }.sorted()
      let supplies = positions.count
      let product = firms.count == 1 ? network.label(firms[0].from, firms[0].to) : ""
      let count = language("\(supplies) 条", "\(supplies)")
      return ColumnLink(
        from: ends.from, to: ends.to, positions: positions,
        label: product.isEmpty ? count : PageWords.shortened(product) ?? count,
        tip: [
          "\(boxes[ends.from].title) → \(boxes[ends.to].title)", product,
          language("供应关系 \(supplies) 条", "\(supplies) supplies"),
        ].filter { !$0.isEmpty }.joined(separator: "\n"))
    }
  }
}

extension FirmMapContent: PagedContent {
  mutating func show(
    _ boxes: [SegmentBox], columns: [Int?], lines: [(line: Int, from: Int, to: Int)], rows: Int
  ) {
    self.boxes = boxes
    self.columns = columns
    links = lines.map { place, from, to in
      var own = links[place]
      (own.from, own.to) = (from, to)
      return own
    }
    budget.rows = rows
  }
}
