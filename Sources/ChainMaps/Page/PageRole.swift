import ChainModel

/// Which page of a map is drawn.
enum PageRole {
  /// Everything on one page, which has doubled its area so many times.
  case whole(growth: Int)
  /// The first of several pages: every box with numbers only and the page that names its firms.
  case overview(count: Int)
  /// The first of several pages where not even an overview fits one: a list of the others.
  case list(count: Int, growth: Int)
  /// One of several pages, with its name and the titles of its boxes.
  case part(number: Int, count: Int, name: String, boxes: [String])

  /// The page's number and how many there are.
  var place: (number: Int, count: Int) {
    switch self {
    case .whole: (1, 1)
    case .overview(let count), .list(let count, _): (1, count)
    case .part(let number, let count, _, _): (number, count)
    }
  }

  /// Whether the page is the only one.
  var isWhole: Bool {
    if case .whole = self { return true }
    return false
  }

  /// Whether the page is one of several other than the first.
  var isPart: Bool {
    if case .part = self { return true }
    return false
  }

  /// Whether the page is the first of several and shows every box.
  var isOverview: Bool {
    if case .overview = self { return true }
    return false
  }

  /// What one of several pages shows; nil for the first, where a sentence about the map stands.
  func contents(_ language: Language) -> String? {
    guard case .part(_, _, let name, let boxes) = self else { return nil }
    return boxes.isEmpty || boxes == [name]
      ? name : name + language("：", ": ") + boxes.joined(separator: language("、", ", "))
  }

  /// What a first page of several, or one that grew, says of itself; nil for others.
  ///
  /// - Parameters:
  ///   - noun: What the boxes stand for, such as 环节.
  ///   - lines: What boxes say of lines to other pages.
  /// - Returns: A sentence.
  func remark(
    noun: Bilingual,
    lines: Bilingual = Bilingual(
      "各页框下写明供应去往和来自的页", "boxes there say to and from which pages supplies go")
  ) -> Bilingual? {
    switch self {
    case .part: nil
    case .whole(let growth): PageSearch.remark(growth: growth)
    case .overview(let count):
      Bilingual(
        "列出名称时一页放不下，分为 \(count) 页：本页为总图，只列数量，框内写明详见第几页；\(lines.chinese)。",
        "With names the map takes \(count) pages: this one has numbers only and says in each box which "
          + "page has more; \(lines.english).")
    case .list(let count, let growth):
      Bilingual(
        "全图一页放不下，分为 \(count) 页：本页为索引，列出各页的\(noun.chinese)；\(lines.chinese)。"
          + (PageSearch.remark(growth: growth)?.chinese ?? ""),
        "The map takes \(count) pages: this one lists the \(noun.english) of the others; "
          + "\(lines.english)."
          + (PageSearch.remark(growth: growth).map { " " + $0.english } ?? ""))
    }
  }
}

extension PageRole {
  /// The firms of a box whose marks are on the page: those it names, on a first page of several those
  /// of which it says how many there are, with no other mark.
  ///
  /// - Complexity: O(rows).
  func marked(_ box: SegmentBox, budget: Int) -> [FirmRow] {
    isWhole || isPart ? BoxFigure.shown(of: box, budget: budget) : box.rows.map(Self.signed)
  }

  /// A firm with those of its marks alone that the first page of several counts.
  static func signed(_ row: FirmRow) -> FirmRow {
    var own = row
    if own.mark != .lackingMandatory { own.mark = nil }
    own.openProblems = 0
    own.coveredProblems = 0
    return own
  }
}

extension PageFurniture {
  /// What boxes say of other pages.
  static func legend(
    ofPagesIn boxes: [SegmentBox], _ role: PageRole, noun: Bilingual, theme: MapTheme,
    language: Language
  ) -> [LegendEntry] {
    guard boxes.contains(where: { !$0.pageNotes.isEmpty }) else { return [] }
    let hasCounts = boxes.contains { $0.pageNotes.contains { $0.text.contains(/[（(]\d/) } }
    return [
      role.isOverview
        ? LegendEntry(
          sign: language("第 n 页", "page n"),
          meaning: language("列出其企业或详情的页", "the page that names its firms or says more"),
          color: theme.unrated.line)
        : LegendEntry(
          sign: "→ ←",
          meaning: language(
            "供往、来自其他页的\(noun.chinese)", "to and from \(noun.english) on other pages")
            + (hasCounts ? language("（供应关系条数）", " (how many supplies)") : ""),
          color: theme.unrated.line)
    ]
  }
}
