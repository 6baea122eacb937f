import ChainAnalysis
import ChainModel

/// What the chain map says: its boxes, the families they form, and the lines between them.
struct ChainMapContent {
  /// A segment with its child segments, or an outside box.
  struct Family {
    /// Boxes, parents before children.
    var boxes: [SegmentBox]
    /// The segment of each box; nil for an outside box.
    var segments: [Int?]
    /// The band; nil for the support zone.
    var band: Int?
  }

  /// A line between two boxes.
  struct Line {
    var from: BoxIndex
    var to: BoxIndex
    /// The supplies counted on the line, by position in the book.
    var positions: Set<Int>
    /// Whether the table of flows states it, or it comes from supplies alone.
    var isDeclared: Bool
    var tip: String

    /// How many supplies are counted on the line.
    var supplies: Int { positions.count }
  }

  typealias BoxIndex = BandedPlan.BoxIndex

  var families: [Family] = []
  var lines: [Line] = []
  /// Pairs of segments whose supplies are left without a line, and how many supplies these are.
  var undrawn = (pairs: 0, supplies: 0)

  /// The columns of bands on the page: upstream, midstream, downstream, and segments without one.
  static let bands: [Band?] = [.upstream, .midstream, .downstream, nil]

  /// Whether child segments are folded into their parents.
  let isFolded: Bool
  /// Whether the book says anything of certificates; without, no firm is called uncertified.
  let hasCertificates: Bool
  /// Whether any segment of the chain has a declared status.
  let hasStatus: Bool
  /// Whether any supply between segments is recorded.
  let hasSupplies: Bool

  private let book: ChainBook
  private let ledger: QualityLedger
  let language: Language
  private let signs: FirmSigns
  private let findings: ChainFindings
  /// The plan that the map shows.
  let plan: PlanCoverage?
  /// How many segments of the chain bear each name.
  private let bearersOfTitle: [TextID: Int]

  /// Gathers the content.
  ///
  /// - Parameters:
  ///   - profile: The chain.
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day of the map.
  ///   - findings: The chain's bottlenecks, traced problems and proposed statuses.
  ///   - language: The language.
  ///   - plan: The plan that the map shows.
  ///   - collapsing: Whether child segments are folded into their parents.
  /// - Complexity: O(members + supplies of the chain).
  init(
    _ profile: ChainProfile, book: ChainBook, ledger: QualityLedger, findings: ChainFindings,
    language: Language, plan: PlanCoverage?, collapsing: Bool
  ) {
    self.book = book
    self.ledger = ledger
    self.plan = plan
    self.language = language
    self.findings = findings
    isFolded = collapsing
    signs = FirmSigns(
      book, ledger: ledger, language: language,
      firms: profile.firms + profile.outsideSuppliers.map(\.firm),
      bottlenecks: Set(findings.marks.firms.keys),
      // A plan has the triangles to itself.
      traced: plan == nil ? findings.traced : nil, plan: plan)
    bearersOfTitle = Dictionary(
      grouping: profile.segments, by: { book.segments[$0.segment].name }
    ).mapValues(\.count)
    hasCertificates = signs.hasCertificates
    hasStatus =
      !findings.proposals.isEmpty
      || profile.segments.contains { book.segments[$0.segment].status != nil }
    hasSupplies = profile.flows.contains { !$0.supplies.isEmpty }
    var place: [Int: BoxIndex] = [:]
    let inChain = Set(profile.segments.map(\.segment))
    var children: [Int: [Int]] = [:]
    var roots: [Int] = []
    for segment in profile.segments.map(\.segment) {
      if let parent = book.segments[segment].parent.index, inChain.contains(parent) {
        children[parent, default: []].append(segment)
      } else {
        roots.append(segment)
      }
    }
    for root in roots {
      var family = Family(boxes: [], segments: [], band: Self.band(of: book.segments[root]))
      var open = [(segment: root, depth: 0)]
      while let next = open.popLast() {
        let index = BoxIndex(family: families.count, box: collapsing ? 0 : family.boxes.count)
        place[next.segment] = index
        if family.boxes.isEmpty || !collapsing {
          let folded = collapsing ? Self.descendants(next.segment, children) : []
          family.boxes.append(box(next.segment, depth: next.depth, folded: folded, profile))
          family.segments.append(next.segment)
        }
        for child in (children[next.segment] ?? []).reversed() {
          open.append((child, next.depth + 1))
        }
      }
      families.append(family)
    }
    addLines(profile, place)
    addOutside(profile)
    addPlan()
  }

  private static func band(of segment: Segment) -> Int? {
    if segment.band == .support { return nil }
    return bands.firstIndex(of: segment.band)
  }

  private static func descendants(_ segment: Int, _ children: [Int: [Int]]) -> [Int] {
    var found: [Int] = []
    var open = children[segment] ?? []
    while let next = open.popLast() {
      found.append(next)
      open += children[next] ?? []
    }
    return found
  }

  /// A box.
  func box(_ index: BoxIndex) -> SegmentBox { families[index.family].boxes[index.box] }

  /// The segments whose box shows a blocking point (堵点), in the order of boxes.
  var segmentsWithBlockage: [Int] {
    families.flatMap { zip($0.segments, $0.boxes).filter(\.1.hasBlockage).compactMap(\.0) }
  }

  /// The segments that have a box of their own.
  var drawnSegments: Set<Int> { Set(families.flatMap(\.segments).compactMap { $0 }) }

  /// The firms that boxes name when each names at most a number of them.
  func named(budget: Int) -> Set<Int> {
    var firms = Set<Int>()
    for box in families.flatMap(\.boxes) {
      firms.formUnion(BoxFigure.shown(of: box, budget: budget).compactMap(\.firm))
    }
    return firms
  }

  /// Families of one band, or of the support zone.
  func families(inBand band: Int?) -> [Int] {
    families.indices.filter { families[$0].band == band }
  }

  // MARK: - Boxes

  private func box(
    _ segment: Int, depth: Int, folded: [Int], _ profile: ChainProfile
  ) -> SegmentBox {
    let row = book.segments[segment]
    guard let own = profile.profile(ofSegment: segment) else {
      return SegmentBox(
        id: "", kind: .unrated, title: "", facts: [], rows: [], unnamed: 0, lines: [],
        isBottleneck: false, isMissing: false, tip: "", depth: depth)
    }
    let isFamily = own.familyFirms.count != own.firms.count || !folded.isEmpty
    let firms = folded.isEmpty ? own.firms : own.familyFirms
    let isSole =
      !findings.isPartial
      && (folded.isEmpty ? ChainProfile.isSingleProvider(own) : own.familyFirms.count == 1)
    let isMissing = own.familyFirms.isEmpty
    var facts: [String] = []
    let proposed = findings.proposals[segment]
    if hasStatus {
      facts.append(
        row.status.map { language($0.chinese, $0.english) }
          ?? proposed.map { language("建议\($0.chinese)", "proposed: \($0.english)") }
          ?? language("未评定", "unrated"))
    }
    if !folded.isEmpty { facts.append(language("含 \(folded.count) 个子环节", "\(folded.count) parts")) }
    if isMissing {
      facts.append(
        findings.isPartial
          ? language("范围内无企业", "no firm within") : language("未列企业", "no firm listed"))
    }
    if !firms.isEmpty { facts.append(signs.level(firms)) }
    if isFamily, folded.isEmpty, !own.familyFirms.isEmpty {
      facts.append(language("含子环节 ", "with parts ") + signs.level(own.familyFirms))
    }
    let parts = [own] + folded.compactMap { profile.profile(ofSegment: $0) }
    if isSole {
      facts.removeAll { $0 == language("1 家", "1 firms") }
      facts.append(language("仅 1 家", "single provider"))
    } else {
      let sole =
        findings.isPartial ? 0 : parts.dropFirst().count(where: ChainProfile.isSingleProvider)
      if sole > 0 {
        facts.append(language("\(sole) 个子环节仅 1 家", "\(sole) parts with a single provider"))
      }
    }
    let isOnEveryRoute = findings.marks.segmentsOnEveryRoute.contains(segment)
    if isOnEveryRoute { facts.append(language("必经", "on every route")) }
    let lacking = hasCertificates ? Set(parts.flatMap(\.lackingMandatory)) : []
    if !lacking.isEmpty {
      facts.append(
        language(
          "应证未证 \(lacking.count)", "\(lacking.count) lack a mandatory certificate"))
    }
    if let help = help(firms) { facts.append(help) }
    let problems =
      folded.isEmpty
      ? own.problems : ChainProfile.problems(of: firms, in: book, ledger: ledger)
    let common = Set(problems.filter { $0.label == .common }.flatMap(\.affected))
    var box = SegmentBox(
      id: "segment-" + book.text[row.id],
      kind: row.status.map(SegmentBox.Kind.rated) ?? proposed.map(SegmentBox.Kind.proposed)
        ?? .unrated,
      title: title(segment), facts: facts,
      rows: rows(firms, leaders: Set(profile.leaders), lacking: lacking, common: common),
      unnamed: 0, lines: signs.problemLines(problems, isBlockage: isBlockage), isBottleneck: isSole,
      isOnEveryRoute: isOnEveryRoute,
      hasBlockage: FirmSigns.shown(problems).contains(where: isBlockage),
      isMissing: isMissing || row.status == .missing, tip: tip(row, own), depth: depth)
    box.notes = measures(helping: firms)
    return box
  }

  // MARK: - Plan

  /// The word before how many firms with open problems the plan helps.
  static func helpWord(_ language: Language) -> String { language("帮扶 ", "helped ") }

  /// How many of some firms with open problems the plan helps; nil without a plan or such firms.
  private func help(_ firms: [Int]) -> String? {
    guard let plan else { return nil }
    let open = firms.filter { !ledger.openProblems(ofFirm: $0).isEmpty }
    guard !open.isEmpty else { return nil }
    let helped = open.count { firm in
      ledger.openProblems(ofFirm: firm).contains { plan.acts(on: $0, ofFirm: firm) }
    }
    return Self.helpWord(language) + "\(helped)/\(open.count)"
  }

  /// The chosen measures that help some firms, by code.
  private func measures(helping firms: [Int]) -> [SegmentBox.Note] {
    guard let plan else { return [] }
    let codes = plan.measures(helping: Set(firms)).map {
      PageWords.line(book.text[book.measures[$0].id])
    }
    guard !codes.isEmpty else { return [] }
    return [
      SegmentBox.Note(
        text: language("举措：", "measures: ") + codes.joined(separator: language("、", ", ")),
        color: \.strong.line)
    ]
  }

  /// The chosen measures by code, name and cost, in a box of their own.
  private mutating func addPlan() {
    guard let plan, !plan.measures.isEmpty else { return }
    let rows = zip(plan.measures, plan.costs).map { measure, cost in
      let row = book.measures[measure]
      let name = PageWords.line(book.text[row.id] + " " + book.text[row.name])
      return FirmRow(
        firm: nil, name: name + " · " + PageWords.amount(cost), isLeader: false,
        isBottleneck: false, mark: nil, openProblems: 0,
        tip: [book.text[row.name], book.text[row.lead], book.text[row.expectedEffect]]
          .filter { !$0.isEmpty }.joined(separator: "\n"), key: book.text[row.id])
    }
    var box = SegmentBox(
      id: "plan", kind: .unrated,
      title: language("所选举措", "Chosen measures"),
      facts: [
        language("\(rows.count) 项", "\(rows.count)"),
        language(
          "含项目共 \(PageWords.amount(plan.cost)) 万元",
          "\(PageWords.amount(plan.cost)) × 10,000 yuan with programmes"),
      ], rows: rows, unnamed: 0, lines: [], listsSegments: true, isBottleneck: false,
      isMissing: false, tip: language("所选举措", "chosen measures"), depth: 0)
    box.keepsTextWhole = true
    families.append(Family(boxes: [box], segments: [nil], band: nil))
  }

  /// How many firms there are, and how many of them are certified where that is known.
  func level(of firms: [Int]) -> String { signs.level(firms) }

  /// The firms as rows: those that lack a mandatory certificate, leaders, bottlenecks,
  /// suspected sources and the firms traced to them, then the worst first.
  private func rows(
    _ firms: [Int], leaders: Set<Int>, lacking: Set<Int>, common: Set<Int>
  ) -> [FirmRow] {
    let rows = firms.map { firm -> (key: [Int], row: FirmRow) in
      let row = signs.row(
        firm, isLeader: leaders.contains(firm), lacksMandatory: lacking.contains(firm))
      return (
        [
          row.mark == .lackingMandatory ? 0 : 1, row.isLeader ? 0 : 1, row.isBottleneck ? 0 : 1,
          row.isSource ? 0 : 1, row.tracedProblems > 0 ? 0 : 1, common.contains(firm) ? 0 : 1,
          -row.openProblems, row.mark?.rawValue ?? 0, firm,
        ], row
      )
    }
    return rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.row)
  }

  /// A segment's name, with its parent's before it where other segments of the chain bear the same.
  private func title(_ segment: Int) -> String {
    let row = book.segments[segment]
    let name = PageWords.line(book.text[row.name])
    guard (bearersOfTitle[row.name] ?? 0) > 1, let parent = row.parent.index else { return name }
    return PageWords.line(book.text[book.segments[parent].name]) + " · " + name
  }

  private func isBlockage(_ problem: ChainProfile.SegmentProblem) -> Bool {
    problem.label == .common
      && findings.isBlockage(problem.problem, at: problem.affected, in: book)
  }

  private func tip(_ segment: Segment, _ profile: ChainProfile.SegmentProfile) -> String {
    let name = book.text[segment.name]
    let id = book.text[segment.id]
    let firms = profile.familyFirms.count
    var lines = [
      language("\(name)（\(id)）", "\(name) (\(id))"),
      language("企业 \(firms) 家", "\(firms) firms"),
    ]
    if hasCertificates {
      let certified = profile.familyFirms.count { ledger.standing(ofFirm: $0).isCertified }
      lines.append(language("获证 \(certified) 家", "\(certified) certified"))
    }
    if !profile.closedFirms.isEmpty {
      lines.append(
        language(
          "另有 \(profile.closedFirms.count) 家非在业，不计入",
          "\(profile.closedFirms.count) not in operation, not counted"))
    }
    lines += signs.problemTips(profile.problems)
    return lines.joined(separator: "\n")
  }

  // MARK: - Lines

  private mutating func addLines(_ profile: ChainProfile, _ place: [Int: BoxIndex]) {
    struct Ends: Hashable {
      var from: BoxIndex
      var to: BoxIndex
    }
    var merged: [Ends: Line] = [:]
    for flow in profile.flows {
      guard let from = place[flow.supplying], let to = place[flow.receiving], from != to else {
        continue
      }
      let ends = Ends(from: from, to: to)
      var line =
        merged[ends]
        ?? Line(from: from, to: to, positions: [], isDeclared: false, tip: "")
      line.positions.formUnion(flow.supplies)
      line.isDeclared = line.isDeclared || flow.isDeclared
      merged[ends] = line
    }
    lines = legible(Array(merged.values)).sorted {
      ($0.from.family, $0.from.box, $0.to.family, $0.to.box)
        < ($1.from.family, $1.from.box, $1.to.family, $1.to.box)
    }
    for index in lines.indices {
      let from = families[lines[index].from.family].boxes[lines[index].from.box].title
      let to = families[lines[index].to.family].boxes[lines[index].to.box].title
      let count = lines[index].supplies
      let what =
        count == 0
        ? language("无企业间供应记录", "no supply recorded")
        : language("供应关系 \(count) 条", "\(count) supplies")
      lines[index].tip = "\(from) → \(to)\n\(what)"
    }
  }

  /// The lines a reader can still follow: every declared flow, and of the pairs of segments that
  /// only supplies connect those with most supplies, up to a number that grows with the boxes.
  private mutating func legible(_ all: [Line]) -> [Line] {
    let declared = all.filter(\.isDeclared)
    let boxes = families.reduce(0) { $0 + $1.boxes.count }
    let room = max(0, max(40, boxes * 3 / 2) - declared.count)
    let others = all.filter { !$0.isDeclared }.sorted { left, right in
      if left.supplies != right.supplies { return left.supplies > right.supplies }
      return (left.from.family, left.from.box, left.to.family, left.to.box)
        < (right.from.family, right.from.box, right.to.family, right.to.box)
    }
    let rest = others.dropFirst(room)
    undrawn = (rest.count, rest.reduce(0) { $0 + $1.supplies })
    return declared + others.prefix(room)
  }

  /// Suppliers that belong to no segment, in a box in the band before their customers.
  private mutating func addOutside(_ profile: ChainProfile) {
    let segmentsOfFirm = Dictionary(
      grouping: profile.segments.flatMap { segment in
        segment.firms.map { (firm: $0, segment: segment.segment) }
      }, by: \.firm)
    for band in Band.allCases {
      let suppliers = profile.outsideSuppliers.filter { $0.band == band }
      guard !suppliers.isEmpty else { continue }
      let target: Int =
        switch band {
        case .upstream, .midstream: 0
        case .downstream: 1
        case .support: 0
        }
      let named = suppliers.filter {
        !ledger.openProblems(ofFirm: $0.firm).isEmpty || findings.marks.firms[$0.firm] != nil
          || findings.traced.sources.contains($0.firm)
      }
      let counts = ChainProfile.Locality.allCases.compactMap { locality -> String? in
        let count = suppliers.count { $0.locality == locality }
        guard count > 0 else { return nil }
        return language("\(locality.chinese) \(count)", "\(locality.english) \(count)")
      }
      var box = SegmentBox(
        id: "outside-\(band.rawValue)", kind: .outside,
        title: language("链外供应商", "Outside suppliers"),
        facts: [
          language("供\(band.chinese)", "to \(band.english)"),
          language("\(suppliers.count) 家", "\(suppliers.count) firms"),
        ] + counts,
        rows: rows(named.map(\.firm), leaders: [], lacking: [], common: []),
        unnamed: suppliers.count - named.count,
        lines: customers(of: suppliers, segmentsOfFirm), isBottleneck: false,
        isMissing: false,
        tip: suppliers.map { signs.name($0.firm) }.joined(separator: "\n"), depth: 0)
      let isNamed = Set(named.map(\.firm))
      box.unnamedRows = rows(
        suppliers.map(\.firm).filter { !isNamed.contains($0) }, leaders: [], lacking: [],
        common: [])
      families.append(Family(boxes: [box], segments: [nil], band: target))
    }
  }

  /// Which segments outside suppliers supply, with the number of supplies, most first.
  ///
  /// Said in words: lines from outside would cross the whole map and show nothing that these do not.
  private func customers(
    of suppliers: [ChainProfile.OutsideSupplier],
    _ segmentsOfFirm: [Int: [(firm: Int, segment: Int)]]
  ) -> [String] {
    var supplies: [Int: Set<Int>] = [:]
    for supply in suppliers.flatMap(\.supplies) {
      guard let customer = book.supplies[supply].customer.index else { continue }
      for entry in segmentsOfFirm[customer] ?? [] {
        supplies[entry.segment, default: []].insert(supply)
      }
    }
    let sorted = supplies.sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    let shown = sorted.prefix(4).map {
      "\(PageWords.line(book.text[book.segments[$0.key].name]))\(TextMetrics.noBreakSpace)\($0.value.count)"
    }
    let rest = sorted.count > 4 ? language(" 等", " …") : ""
    return [
      language("供货：", "supplies: ") + shown.joined(separator: language("、", ", ")) + rest
        + language("（条）", "")
    ]
  }
}
