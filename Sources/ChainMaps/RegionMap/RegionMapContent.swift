import ChainAnalysis
import ChainModel

/// What a region map says: a box for each region, the lines between them, and underneath the problems
/// that several share.
struct RegionMapContent: ColumnContent {
  /// How much is named.
  struct Budget: Hashable {
    /// The most regions inside that have boxes of their own.
    var regions: Int
    /// The most firms that a box names.
    var rows: Int
    /// The most shared problems that are listed.
    var problems: Int
  }

  static var ordersColumns: Bool { true }

  private(set) var boxes: [SegmentBox] = []
  private(set) var columns: [Int?] = []
  private(set) var links: [ColumnLink] = []
  /// Flows left without a line, and how many supplies these are.
  private(set) var undrawn = (flows: 0, supplies: 0)
  /// Flows with a line.
  private(set) var drawnFlows = 0
  /// The fewest supplies that a line stands for.
  private(set) var leastDrawn = 0
  /// Flows left without a line though they have as many supplies as some that have one.
  private(set) var equalUndrawn = 0
  let profile: RegionProfile
  private(set) var budget: Budget

  private let signs: FirmSigns
  private let leaders: Set<Int>
  private let language: Language
  private var headings: [String] = []
  private var boxOfPlace: [Int?] = []

  var rows: Int { budget.rows }

  /// Gathers the boxes.
  ///
  /// - Complexity: O(firms + flows).
  init(_ profile: RegionProfile, budget: Budget, signs: FirmSigns, leaders: Set<Int>) {
    self.profile = profile
    self.budget = budget
    self.signs = signs
    self.leaders = leaders
    language = signs.language
    boxOfPlace = Array(repeating: nil, count: profile.places.count)
    for column in arrangement() {
      headings.append(column.heading)
      for place in column.places {
        boxOfPlace[place] = boxes.count
        boxes.append(box(profile.places[place]))
        columns.append(headings.count - 1)
      }
    }
    for shared in profile.shared.prefix(budget.problems) {
      boxes.append(box(shared))
      columns.append(nil)
    }
    gatherLinks()
  }

  func heading(ofColumn column: Int?) -> String {
    column.map { headings[$0] } ?? language("多个区域共有的问题", "problems of several regions")
  }

  /// The places that have boxes.
  var drawnPlaces: [Int] { profile.places.indices.filter { boxOfPlace[$0] != nil } }

  /// Whether any box stands for a region inside.
  var showsRegions: Bool { boxes.contains { $0.id.hasPrefix("region-") && !$0.isOutside } }

  /// Whether a column's heading says what its regions supply on balance.
  var showsBalance: Bool {
    showsRegions && profile.flows.contains { boxOfPlace[$0.from] != nil }
  }

  /// The shared problems that have boxes.
  var drawnProblems: Int { min(budget.problems, profile.shared.count) }

  // MARK: - Columns

  private struct Column {
    var heading: String
    var places: [Int]
  }

  /// What lies outside at the left, then regions from those that supply others most, on balance, to
  /// those that buy most.
  private func arrangement() -> [Column] {
    let places = profile.places
    let drawn = places.indices.filter {
      !places[$0].firms.isEmpty || !places[$0].otherSuppliers.isEmpty
    }
    // Firms without a region are none of a region's, so they stand with what is not compared.
    let outside = drawn.filter { !places[$0].isInside }
    let inside = drawn.filter { places[$0].isInside }
    // On balance between the boxes inside: what comes from outside says nothing of their order.
    var balance = [Int](repeating: 0, count: places.count)
    let isInside = Set(inside)
    for flow in profile.flows where isInside.contains(flow.from) && isInside.contains(flow.to) {
      balance[flow.from] += flow.supplies.count
      balance[flow.to] -= flow.supplies.count
    }
    let sorted = inside.sorted { (balance[$1], $0) < (balance[$0], $1) }
    var columns: [Column] = []
    if !outside.isEmpty {
      let hasOutside = outside.contains { places[$0].locality != nil }
      let hasUnstated = outside.contains { places[$0].kind == .unstated }
      let words = [
        hasOutside ? language("区域外", "outside") : "",
        hasUnstated ? language("区域未填", "no region stated") : "",
      ].filter { !$0.isEmpty }
      columns.append(
        Column(heading: words.joined(separator: language("、", ", ")), places: outside))
    }
    for (sign, words) in [
      (1, language("净供出", "net supply")), (0, language("供出购入相抵", "in balance")),
      (-1, language("净购入", "net purchase")),
    ] {
      let group = sorted.filter { balance[$0].signum() == sign }
      guard !group.isEmpty else { continue }
      let amounts = group.map { abs(balance[$0]) }
      let (low, high) = (amounts.min() ?? 0, amounts.max() ?? 0)
      let range = low == high ? "\(low)" : language("\(low)～\(high)", "\(low) to \(high)")
      columns.append(
        Column(
          heading: sign != 0
            ? words + language(" \(range) 条", " \(range)")
            : profile.flows.isEmpty ? language("区域", "regions") : words, places: group))
    }
    return columns
  }

  // MARK: - Boxes

  private func name(_ place: RegionProfile.Place) -> String {
    switch place.kind {
    case .region(let region): regionName(region)
    case .unstated: language("区域未填", "no region stated")
    case .several(let regions): language("其余 \(regions.count) 个区域", "\(regions.count) more regions")
    }
  }

  private func regionName(_ region: Int) -> String {
    let row = signs.book.regions[region]
    return PageWords.line(signs.book.text[row.name.isEmpty ? row.code : row.name])
  }

  /// The name of a place.
  func name(ofPlace place: Int) -> String { name(profile.places[place]) }

  private func box(_ place: RegionProfile.Place) -> SegmentBox {
    let book = signs.book
    let isOutside = place.locality != nil
    var facts: [String] = []
    if let locality = place.locality, locality != .unknown, locality.chinese != name(place) {
      facts.append(language(locality.chinese, locality.english))
    }
    if !place.firms.isEmpty {
      facts.append(language("\(place.firms.count) 家", "\(place.firms.count) firms"))
      if signs.hasCertificates, !isOutside { facts.append(signs.level(place.firms)) }
    }
    if !place.otherSuppliers.isEmpty {
      facts.append(
        language(
          "链外供应商 \(place.otherSuppliers.count) 家",
          "\(place.otherSuppliers.count) suppliers outside the chain"))
    }
    if place.isInside, !place.bought.isEmpty, case .region = place.kind {
      facts.append(
        language("本地配套 ", "local ")
          + PageWords.share(place.local.count, of: place.bought.count, in: language))
    }
    let id: String =
      switch place.kind {
      case .region(let region): "region-" + book.text[book.regions[region].code]
      case .unstated: "region-unstated"
      case .several: isOutside ? "region-more-outside" : "region-more"
      }
    var box = SegmentBox(
      id: id, kind: isOutside || place.kind == .unstated ? .outside : .unrated,
      title: name(place), facts: facts,
      rows: FirmSigns.ranked(
        place.firms.map { row($0, isOutside: isOutside) }),
      unnamed: 0, lines: isOutside ? [] : signs.problemLines(place.problems),
      isBottleneck: false, isMissing: false, tip: tip(place), depth: 0)
    box.keepsTextWhole = true
    return box
  }

  /// A firm with its marks; outside, nothing tells whether certificates were ever asked for.
  private func row(_ firm: Int, isOutside: Bool) -> FirmRow {
    var row = signs.row(firm, isLeader: leaders.contains(firm))
    guard isOutside, let mark = row.mark else { return row }
    let meaning = mark.meaning(in: language, warningDays: signs.ledger.warningDays)
    row.tip = row.tip.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { $0 != meaning }.joined(separator: "\n")
    row.mark = nil
    return row
  }

  private func tip(_ place: RegionProfile.Place) -> String {
    let book = signs.book
    var lines = [name(place)]
    switch place.kind {
    case .region(let region): lines.append(book.text[book.regions[region].code])
    case .unstated: break
    case .several(let regions): lines += regions.map { regionName($0) }
    }
    lines.append(language("在业企业 \(place.firms.count) 家", "\(place.firms.count) firms in operation"))
    if signs.hasCertificates, place.locality == nil {
      lines.append(language("获证 \(place.certified.count) 家", "\(place.certified.count) certified"))
    }
    if place.isInside, !place.bought.isEmpty {
      lines.append(
        language(
          "本区域企业采购 \(place.bought.count) 条，其中本区域供应 \(place.local.count) 条",
          "\(place.bought.count) supplies to its firms, \(place.local.count) from within"))
    }
    lines += signs.problemTips(place.problems)
    lines += place.otherSuppliers.map(signs.name)
    return lines.joined(separator: "\n")
  }

  /// A problem of several regions, with the firms of each.
  private func box(_ shared: RegionProfile.SharedProblem) -> SegmentBox {
    let book = signs.book
    let problem = book.problems[shared.problem]
    var facts = [
      language(
        "\(shared.firms.count) 个区域 \(shared.count) 家",
        "\(shared.count) firms of \(shared.firms.count) regions")
    ]
    if let whole = shared.whole, whole.label == .common {
      facts.append(
        language("共性 ", "common ") + "\(whole.affected.count)/\(whole.inspected)")
    }
    let shown = shared.firms.prefix(6).map {
      name(ofPlace: $0.place) + "\(TextMetrics.noBreakSpace)\($0.firms.count)"
    }.joined(separator: language("、", ", "))
    let rest =
      shared.firms.count > 6
      ? language(" 等 \(shared.firms.count) 个区域", " and \(shared.firms.count - 6) more") : ""
    var box = SegmentBox(
      id: "problem-" + book.text[problem.id], kind: .unrated,
      title: PageWords.line(book.text[problem.name]), facts: facts, rows: [], unnamed: 0,
      lines: [], isBottleneck: false, isMissing: false,
      tip: ([book.text[problem.name]]
        + shared.firms.flatMap { entry in
          [name(ofPlace: entry.place)] + entry.firms.map { "  " + signs.name($0) }
        }).joined(separator: "\n"), depth: 0)
    box.keepsTextWhole = true
    box.notes = [SegmentBox.Note(text: shown + rest)]
    return box
  }

  // MARK: - Lines

  /// The lines a reader can still follow: those with most supplies, in whole ranks.
  ///
  /// None is then left out that has as many as another; only where the first rank alone is too many
  /// it is cut.
  private mutating func gatherLinks() {
    let sorted = profile.flows.sorted { left, right in
      if left.supplies.count != right.supplies.count {
        return left.supplies.count > right.supplies.count
      }
      return (left.from, left.to) < (right.from, right.to)
    }
    let most = max(12, columns.count { $0 != nil } * 3 / 2)
    var kept = min(most, sorted.count)
    if kept < sorted.count {
      let next = sorted[kept].supplies.count
      let above = sorted.prefix(kept).count { $0.supplies.count > next }
      let through = above + sorted.dropFirst(above).prefix { $0.supplies.count == next }.count
      if through * 2 <= most * 3, above * 2 < most || through == sorted.count {
        // Few more than meant, and without them few would be left, or nothing would be left out.
        kept = through
      } else if above > 0 {
        kept = above
      } else {
        equalUndrawn = through - kept
      }
    }
    leastDrawn = sorted.prefix(kept).last?.supplies.count ?? 0
    let rest = sorted.dropFirst(kept)
    undrawn = (rest.count, rest.reduce(0) { $0 + $1.supplies.count })
    links = sorted.prefix(kept).compactMap { flow in
      guard let from = boxOfPlace[flow.from], let to = boxOfPlace[flow.to] else { return nil }
      let count = flow.supplies.count
      return ColumnLink(
        from: from, to: to, positions: flow.supplies.sorted(),
        label: language("\(count) 条", "\(count)"),
        tip: "\(boxes[from].title) → \(boxes[to].title)\n"
          + language("供应关系 \(count) 条", "\(count) supplies"))
    }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    drawnFlows = links.count
  }
}

extension RegionMapContent: PagedContent {
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
