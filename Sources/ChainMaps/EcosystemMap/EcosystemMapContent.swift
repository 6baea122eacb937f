import ChainAnalysis
import ChainModel

/// What an ecosystem map says: the chain's segments by band with their problems, at the left the bodies
/// that support them, underneath measures, programmes and infrastructure.
///
/// Which measures and resources serve a segment its box says in words: as lines they would cross the
/// whole map and could not be followed.
struct EcosystemMapContent: ColumnContent {
  /// How much is named.
  struct Budget: Hashable {
    /// The most problems or measures that a box names.
    var rows: Int
    /// The most bodies that have boxes of their own; beyond, those of a kind share one.
    var bodies: Int
  }

  /// Who leads a measure.
  enum Leader: Int, CaseIterable {
    case firm, actor, infrastructure, other, unstated
  }

  let support: ChainSupport
  private(set) var budget: Budget
  let plan: PlanCoverage?
  let book: ChainBook
  private let language: Language
  /// The measures that count: the plan's; nil for all.
  let counted: Set<Int>?

  private(set) var boxes: [SegmentBox] = []
  private(set) var columns: [Int?] = []
  private(set) var links: [ColumnLink] = []
  private var headings: [String] = []
  private var boxOfSegment: [Int: Int] = [:]
  /// The segments that a box of bodies supports, by box.
  private var served: [Int: [Int]] = [:]

  var rows: Int { budget.rows }

  /// Gathers the boxes.
  ///
  /// - Complexity: O(problems of segments · measures + bodies · segments).
  init(
    _ support: ChainSupport, budget: Budget, book: ChainBook, language: Language,
    plan: PlanCoverage?
  ) {
    self.support = support
    self.budget = budget
    self.book = book
    self.language = language
    self.plan = plan
    counted = plan.map { Set($0.measures) }
    addActors()
    addSegments()
    addMeasures()
    addProgrammes()
    addResources()
    addLinks()
  }

  func heading(ofColumn column: Int?) -> String {
    column.map { headings[$0] }
      ?? language("帮扶举措与质量基础设施资源", "measures and quality infrastructure")
  }

  /// A column for each band, of which neighbours share one where both are small.
  private mutating func addSegments() {
    let bands = ChainMapContent.bands.filter { $0 != nil } + [.support, nil]
    var last: Int?
    for band in bands {
      let own = support.segments.filter { book.segments[$0.segment].band == band }
      guard !own.isEmpty else { continue }
      let heading =
        band.map { language($0.chinese, $0.english) }
        ?? language("链上位置未填", "position not stated")
      if let count = last, count + own.count <= Self.mostOfSharedColumn {
        headings[headings.count - 1] += language("、", ", ") + heading
        last = count + own.count
      } else {
        headings.append(heading)
        last = own.count
      }
      for segment in own {
        boxOfSegment[segment.segment] = boxes.count
        boxes.append(box(segment))
        columns.append(headings.count - 1)
      }
    }
  }

  /// Bands with fewer segments together stand in one column.
  private static let mostOfSharedColumn = 4

  /// Rows of these boxes hold names, numbers and codes.
  private static let wide = 4.0

  private func text(_ id: TextID) -> String { PageWords.line(book.text[id]) }

  private func code(ofMeasure measure: Int) -> String { text(book.measures[measure].id) }

  private var separator: String { language("、", ", ") }

  // MARK: - Segments

  private func box(_ segment: ChainSupport.SegmentSupport) -> SegmentBox {
    let row = book.segments[segment.segment]
    let firms = Set(segment.problems.flatMap(\.affected))
    let helped = Set(segment.problems.flatMap { $0.helped(by: counted) })
    var facts: [String] = []
    if let status = row.status { facts.append(language(status.chinese, status.english)) }
    if book.findings.isEmpty {
      facts.append(language("无问题记录", "no findings recorded"))
    } else if segment.problems.isEmpty {
      facts.append(language("无未销号问题", "no open problem"))
    } else if book.measures.isEmpty {
      facts.append(
        language("问题 \(segment.problems.count) 种", "\(segment.problems.count) problems"))
    } else {
      facts.append(
        language("问题 \(segment.problems.count) 种", "\(segment.problems.count) problems"))
      facts.append(
        Self.helpWord(hasPlan: plan != nil, language) + "\(helped.count)/\(firms.count)")
    }
    let problems = segment.problems.map { (support: $0, helped: $0.helped(by: counted).count) }
      .sorted { left, right in
        if (left.helped == 0) != (right.helped == 0) { return left.helped == 0 }
        if left.support.affected.count != right.support.affected.count {
          return left.support.affected.count > right.support.affected.count
        }
        return left.support.problem < right.support.problem
      }
    var box = SegmentBox(
      id: "segment-" + book.text[row.id], kind: row.status.map(SegmentBox.Kind.rated) ?? .unrated,
      title: PageWords.segment(segment.segment, in: book), facts: facts,
      rows: problems.map { self.row($0.support, helped: $0.helped) }, unnamed: 0, lines: [],
      listsSegments: true, rowWidth: Self.wide, isBottleneck: false,
      isMissing: row.status == .missing,
      tip: text(row.name), depth: 0)
    if budget.rows == 0 { box.notes += gapNotes(box) }
    let served = InfrastructureKind.allCases.compactMap { kind -> String? in
      let own = segment.resources.filter { book.resources[$0].kind == kind }
      guard !own.isEmpty else { return nil }
      return language(kind.chinese, kind.english) + language("：", ": ")
        + own.map { shortName(book.resources[$0].body) }.joined(separator: separator)
    }
    if !served.isEmpty {
      box.notes.append(SegmentBox.Note(text: served.joined(separator: language("；", "; "))))
    }
    if !segment.lacking.isEmpty {
      let kinds = segment.lacking.map { language($0.chinese, $0.english) }
      box.notes.append(
        SegmentBox.Note(
          text: segment.resources.isEmpty
            ? language("✘ 无对口质量基础设施资源", "✘ no infrastructure resource")
            : language("✘ 缺", "✘ lacks ") + kinds.joined(separator: separator),
          color: \.risk.line))
    }
    return box
  }

  /// How many of a box's problems are gaps, where it does not name them.
  private func gapNotes(_ box: SegmentBox) -> [SegmentBox.Note] {
    let gaps = box.rows.count(where: \.isGap)
    guard gaps > 0 else { return [] }
    return [
      SegmentBox.Note(
        text: plan == nil
          ? language("✘ \(gaps) 种问题无举措", "✘ \(gaps) problems without a measure")
          : language("✘ \(gaps) 种问题无所选举措", "✘ \(gaps) problems without a chosen measure"),
        color: \.risk.line)
    ]
  }

  private func shortName(_ name: TextID) -> String {
    PageWords.line(TextFolding.shortFirmName(book.text[name]))
  }

  /// The word before how many firms with open problems get help.
  static func helpWord(hasPlan: Bool, _ language: Language) -> String {
    hasPlan ? language("帮扶 ", "helped ") : language("可帮扶 ", "can be helped ")
  }

  /// A problem with the firms that have it and the measures that act on it.
  private func row(_ support: ChainSupport.ProblemSupport, helped: Int) -> FirmRow {
    let problem = book.problems[support.problem]
    let acting = support.actions.map(\.measure)
    let chosen = acting.filter { counted?.contains($0) ?? true }
    let (known, affected) = (acting.map(code(ofMeasure:)), support.affected.count)
    // Without a table of measures nothing can be missed.
    let isJudged = !book.measures.isEmpty
    let words: String =
      if !isJudged {
        ""
      } else if !chosen.isEmpty {
        "← " + chosen.map(code(ofMeasure:)).joined(separator: separator)
      } else if acting.isEmpty {
        language("无举措", "no measure")
      } else {
        language("未选 ", "not chosen: ") + known.joined(separator: separator)
      }
    let name = [problem.id, problem.name].map(text).filter { !$0.isEmpty }
    return FirmRow(
      firm: nil,
      name: (Set(name).count > 1 ? name : Array(name.prefix(1))).joined(separator: " ") + " "
        + (isJudged ? "\(helped)/\(affected) " : language("\(affected) 家", "\(affected)")) + words,
      isLeader: false, isBottleneck: false, mark: nil, openProblems: 0,
      tip: ([text(problem.name)] + support.affected.map { text(book.firms[$0].name) }
        + support.actions.map { action in
          code(ofMeasure: action.measure) + " " + text(book.measures[action.measure].name)
            + language("：\(action.firms.count) 家", ": \(action.firms.count)")
        }).joined(separator: "\n"), isGap: isJudged && helped == 0, key: book.text[problem.id])
  }

  // MARK: - Bodies

  /// A body or resource with what it does.
  private struct Body {
    var id: String
    var title: String
    var kind: String
    var facts: [String]
    var notes: [String]
    var segments: [Int] = []
  }

  private mutating func addActors() {
    var bodies: [Body] = []
    for kind in ActorKind.allCases.map(Optional.some) + [nil] {
      for one in support.actors where book.actors[one.actor].kind == kind {
        let row = book.actors[one.actor]
        let named =
          one.problems.map { text(book.problems[$0].id) }
          + one.measures.map { measure in
            let isChosen = counted?.contains(measure) ?? true
            return code(ofMeasure: measure) + (isChosen ? "" : language("（未选）", " (not chosen)"))
          }
        bodies.append(
          Body(
            id: book.text[row.name], title: text(row.name),
            kind: kind.map { language($0.chinese, $0.english) } ?? language("类型未填", "no kind"),
            facts: [place(row.region)],
            notes: [
              named.isEmpty
                ? "" : language("支持 ", "supports ") + named.joined(separator: separator),
              one.others.isEmpty
                ? ""
                : language("未对应：", "not matched: ")
                  + one.others.map(text).joined(separator: separator),
            ].filter { !$0.isEmpty }, segments: one.segments))
      }
    }
    guard !bodies.isEmpty else { return }
    headings.append(language("支持主体", "supporting bodies"))
    guard bodies.count > budget.bodies else {
      var used: [String: Int] = [:]
      for body in bodies {
        used[body.id, default: 0] += 1
        let copy = used[body.id].map { $0 > 1 ? "-\($0)" : "" } ?? ""
        var box = SegmentBox(
          id: "actor-" + body.id + copy, kind: .outside, title: body.title,
          facts: [body.kind] + body.facts.filter { !$0.isEmpty }, rows: [], unnamed: 0, lines: [],
          isBottleneck: false, isMissing: false, tip: body.title, depth: 0)
        box.notes = body.notes.map { SegmentBox.Note(text: $0) }
        append(box, serving: body.segments)
      }
      return
    }
    for kind in kinds(of: bodies) {
      let own = bodies.filter { $0.kind == kind }
      append(
        box(ofBodies: own, id: "actors-" + kind, title: kind), serving: own.flatMap(\.segments))
    }
  }

  private mutating func append(_ box: SegmentBox, serving segments: [Int]) {
    served[boxes.count] = Set(segments).sorted()
    boxes.append(box)
    columns.append(0)
  }

  private func kinds(of bodies: [Body]) -> [String] {
    var kinds: [String] = []
    for body in bodies where !kinds.contains(body.kind) { kinds.append(body.kind) }
    return kinds
  }

  /// Bodies of a kind in one box.
  private func box(ofBodies bodies: [Body], id: String, title: String) -> SegmentBox {
    SegmentBox(
      id: id, kind: .outside, title: title,
      facts: [language("\(bodies.count) 个", "\(bodies.count)")],
      rows: bodies.enumerated().map { place, body in
        FirmRow(
          firm: nil,
          name: ([body.title] + body.facts.filter { !$0.isEmpty } + body.notes)
            .joined(separator: " · "), isLeader: false, isBottleneck: false, mark: nil,
          openProblems: 0,
          tip: ([body.title] + body.facts + body.notes).filter { !$0.isEmpty }
            .joined(separator: "\n"), key: "\(place)")
      }, unnamed: 0, lines: [], listsSegments: true, rowWidth: Self.wide, isBottleneck: false,
      isMissing: false,
      tip: title, depth: 0)
  }

  private mutating func addResources() {
    var bodies: [Body] = []
    for kind in InfrastructureKind.allCases.map(Optional.some) + [nil] {
      for (position, row) in book.resources.enumerated() where row.kind == kind {
        let isMatched = support.segments.contains { $0.resources.contains(position) }
        bodies.append(
          Body(
            id: book.text[row.body], title: shortName(row.body),
            kind: kind.map { language($0.chinese, $0.english) } ?? language("类型未填", "no kind"),
            facts: [place(row.region), text(row.accreditations), text(row.annualCapacity)],
            notes: isMatched
              ? []
              : [
                language("未对应本链环节（", "no segment of the chain (")
                  + book.text[row.capabilities].map(PageWords.line).joined(separator: separator)
                  + language("）", ")")
              ]))
      }
    }
    for kind in kinds(of: bodies) {
      boxes.append(
        box(
          ofBodies: bodies.filter { $0.kind == kind }, id: "resources-" + kind,
          title: language("资源：", "resources: ") + kind))
      columns.append(nil)
    }
  }

  private mutating func addProgrammes() {
    let rows = book.programmes.indices.compactMap { position -> FirmRow? in
      let programme = book.programmes[position]
      let measures = support.measures.filter {
        book.measures[$0].programme.index == position
      }
      guard !measures.isEmpty else { return nil }
      let isChosen = measures.contains { counted?.contains($0) ?? false }
      let parts = [
        text(programme.id) + " " + text(programme.name),
        programme.leader.index.map { shortName(book.firms[$0].name) } ?? "",
        programme.fixedCost.value.map {
          language("\(PageWords.amount($0)) 万元", PageWords.amount($0))
        } ?? "", measures.map(code(ofMeasure:)).joined(separator: separator),
      ].filter { !$0.isEmpty }
      return FirmRow(
        firm: nil, name: (isChosen ? "● " : "") + parts.joined(separator: " · "),
        isLeader: false, isBottleneck: false, mark: nil, openProblems: 0,
        tip: parts.joined(separator: "\n"), key: book.text[programme.id])
    }
    guard !rows.isEmpty else { return }
    boxes.append(
      SegmentBox(
        id: "programmes", kind: .unrated,
        title: language("链主牵头联合帮扶项目", "programmes of chain leaders"),
        facts: [language("\(rows.count) 个", "\(rows.count)")], rows: rows, unnamed: 0, lines: [],
        listsSegments: true, rowWidth: Self.wide, isBottleneck: false, isMissing: false,
        tip: language("链主牵头联合帮扶项目", "programmes of chain leaders"), depth: 0))
    columns.append(nil)
  }

  private func place(_ region: Reference<Region>) -> String {
    region.index.map { text(book.regions[$0].name) } ?? ""
  }

  private mutating func addLinks() {
    for place in served.keys.sorted() {
      for segment in served[place] ?? [] {
        guard let target = boxOfSegment[segment] else { continue }
        links.append(
          ColumnLink(
            from: place, to: target, positions: [], label: "",
            tip: boxes[place].title + " → " + boxes[target].title))
      }
    }
  }

  // MARK: - Measures

  private mutating func addMeasures() {
    let actors = Set(book.actors.map { TextFolding.foldedName(book.text[$0.name]) })
    let resources = Set(book.resources.map { TextFolding.foldedName(book.text[$0.body]) })
    let firms = Set(book.firms.map { TextFolding.foldedName(book.text[$0.name]) })
    let groups = Dictionary(grouping: support.measures) { measure -> Leader in
      let lead = TextFolding.foldedName(book.text[book.measures[measure].lead])
      if lead.isEmpty { return .unstated }
      if resources.contains(lead) { return .infrastructure }
      if actors.contains(lead) { return .actor }
      return firms.contains(lead) ? .firm : .other
    }
    for leader in Leader.allCases {
      guard let measures = groups[leader] else { continue }
      let chosen = measures.filter { counted?.contains($0) ?? false }
      boxes.append(
        SegmentBox(
          id: "measures-\(leader)", kind: .unrated, title: name(of: leader),
          facts: [
            language("\(measures.count) 项", "\(measures.count) measures"),
            plan == nil
              ? "" : language("所选 \(chosen.count) 项", "\(chosen.count) chosen"),
          ].filter { !$0.isEmpty },
          rows: (chosen + measures.filter { !chosen.contains($0) }).map(row(ofMeasure:)),
          unnamed: 0, lines: [], listsSegments: true, rowWidth: Self.wide, isBottleneck: false,
          isMissing: false,
          tip: name(of: leader), depth: 0))
      columns.append(nil)
    }
  }

  private func name(of leader: Leader) -> String {
    switch leader {
    case .firm: language("举措：企业牵头", "measures led by firms")
    case .actor: language("举措：支持主体牵头", "measures led by supporting bodies")
    case .infrastructure: language("举措：质量基础设施机构牵头", "measures led by infrastructure bodies")
    case .other: language("举措：其他单位牵头", "measures led by others")
    case .unstated: language("✘ 举措：牵头单位未填", "✘ measures without a lead")
    }
  }

  private func row(ofMeasure measure: Int) -> FirmRow {
    let row = book.measures[measure]
    let isChosen = counted?.contains(measure) ?? false
    let lead = text(row.lead)
    return FirmRow(
      firm: nil,
      name: (isChosen ? "● " : "") + text(row.id) + " " + text(row.name)
        + (lead.isEmpty ? "" : " · " + lead), isLeader: false,
      isBottleneck: false, mark: nil, openProblems: 0,
      tip: [text(row.name), lead, text(row.support), text(row.expectedEffect)]
        .filter { !$0.isEmpty }.joined(separator: "\n"), key: book.text[row.id])
  }
}

extension EcosystemMapContent: PagedContent {
  mutating func show(
    _ boxes: [SegmentBox], columns: [Int?], lines: [(line: Int, from: Int, to: Int)], rows: Int
  ) {
    self.boxes = boxes.map { box in
      var own = box
      if rows == 0, budget.rows > 0 { own.notes = gapNotes(box) + own.notes }
      return own
    }
    self.columns = columns
    links = lines.map { place, from, to in
      var own = links[place]
      (own.from, own.to) = (from, to)
      return own
    }
    budget.rows = rows
  }
}
