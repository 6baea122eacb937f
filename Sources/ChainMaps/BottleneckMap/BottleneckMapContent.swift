import ChainAnalysis
import ChainModel

/// A scene with a budget: which items have boxes of their own, which share one, and the lines.
struct BottleneckMapContent: ColumnContent {
  /// How much is named.
  struct Budget: Hashable {
    /// The most boxes of one kind in one column; what is beyond shares one.
    var boxes: Int
    /// The most firms that a box lists.
    var rows: Int
  }

  /// A line between two boxes.
  struct Line {
    var from: Int
    var to: Int
    /// The supplies, by position in the book, ascending.
    var positions: [Int]
    var label: String
    var isStrong: Bool
    var isIndirect: Bool
    var isPart: Bool
    var tip: String
  }

  private(set) var boxes: [SegmentBox] = []
  /// The column of each box, from 0 at the left.
  private(set) var columns: [Int?] = []
  private(set) var lines: [Line] = []
  /// Items that share a box with others, of the proof itself.
  private(set) var merged = 0
  /// Whether any line of the map has a recorded supply behind it.
  private(set) var hasSupplies = false
  let scene: BottleneckScene
  private(set) var budget: Budget

  private let signs: FirmSigns
  private let leaders: Set<Int>
  /// The chain that the map is of.
  private let chain: Int?
  private let book: ChainBook
  private let language: Language

  /// Gathers the boxes.
  ///
  /// - Complexity: O(items + lines).
  init(
    _ scene: BottleneckScene, budget: Budget, signs: FirmSigns, leaders: Set<Int>, chain: Int?
  ) {
    self.scene = scene
    self.budget = budget
    self.signs = signs
    self.leaders = leaders
    self.chain = chain
    book = signs.book
    language = signs.language
    let rightmost = scene.items.map(\.column).max() ?? 0
    var boxOfItem = [Int](repeating: 0, count: scene.items.count)
    for cell in Self.cells(of: scene, budget: budget) {
      for item in cell { boxOfItem[item] = boxes.count }
      columns.append(rightmost - scene.items[cell[0]].column)
      if cell.count == 1 {
        boxes.append(box(scene.items[cell[0]]))
      } else {
        boxes.append(box(cell.map { scene.items[$0] }, number: boxes.count))
        if scene.items[cell[0]].role != .rest { merged += cell.count }
      }
    }
    gatherLines(boxOfItem)
    hasSupplies = lines.contains { !$0.positions.isEmpty }
  }

  /// The items of each box, in the order of the scene.
  private static func cells(of scene: BottleneckScene, budget: Budget) -> [[Int]] {
    struct Kind: Hashable {
      var column: Int
      var role: BottleneckScene.Role
      var group: String
    }
    var members: [Kind: [Int]] = [:]
    for (place, item) in scene.items.enumerated() where !item.group.isEmpty {
      members[
        Kind(column: item.column, role: item.role, group: item.group), default: []
      ].append(place)
    }
    var shared: [Int: [Int]] = [:]
    var isShared = Set<Int>()
    for (kind, places) in members {
      let own = kind.role == .rest ? 0 : budget.boxes
      guard places.count > own + 1 else { continue }
      let rest = Array(places.dropFirst(own))
      shared[rest[0]] = rest
      isShared.formUnion(rest)
    }
    return scene.items.indices.compactMap { place in
      if let rest = shared[place] { return rest }
      return isShared.contains(place) ? nil : [place]
    }
  }

  func heading(ofColumn column: Int?) -> String {
    column.flatMap { scene.headings[rightmost - $0] } ?? ""
  }

  var rows: Int { budget.rows }

  var links: [ColumnLink] {
    lines.map { line in
      ColumnLink(
        from: line.from, to: line.to, positions: line.positions, label: line.label,
        isStrong: line.isStrong,
        isDotted: line.isIndirect || line.isPart || line.positions.isEmpty && hasSupplies,
        tip: line.tip)
    }
  }

  private var rightmost: Int { scene.items.map(\.column).max() ?? 0 }

  // MARK: - Boxes

  private func box(_ item: BottleneckScene.Item) -> SegmentBox {
    let isBottleneck = item.role == .bottleneck
    var box = SegmentBox(
      id: "", kind: kind(item.role), title: item.title, facts: [], rows: rows(item.firms),
      unnamed: item.unnamed, unnamedRows: item.others.map(row), lines: [],
      isBottleneck: isBottleneck, isMissing: false, tip: "", depth: 0)
    box.badge = item.badge.isEmpty ? "" : "◆ " + item.badge
    box.keepsTextWhole = true
    switch item.subject {
    case .firm(let firm):
      let row = row(firm)
      box.id = "firm-" + book.text[book.firms[firm].id]
      box.title = BoxFigure.label(row)
      box.firm = row
      box.tip = row.tip
      box.facts = signs.facts(firm) + item.facts
      if item.role == .rest { box.facts.append(item.group) }
    case .segment(let segment):
      let row = book.segments[segment]
      // Numbers of segments may repeat between chains.
      let chain = book.chains.count > 1 ? row.chain.index.map { "\($0)-" } ?? "" : ""
      box.id = "segment-" + chain + book.text[row.id]
      box.title = name(segment)
      box.facts = item.facts
      if item.role == .plain || item.role == .end || isBottleneck {
        box.kind = row.status.map(SegmentBox.Kind.rated) ?? .unrated
      }
      if let firms = scene.providers[segment], item.unnamed == 0 {
        box.facts.insert(level(firms), at: 0)
      }
      if let status = row.status {
        box.facts.insert(language(status.chinese, status.english), at: 0)
      }
      box.tip = box.title + "\n" + book.text[row.id]
      if item.firms.isEmpty, item.others.isEmpty {
        box.unnamedRows = (scene.providers[segment] ?? []).map(self.row)
      }
    case .part(let number):
      box.id = "part-\(number)"
      box.facts = item.facts
      box.tip = item.title
    }
    return box
  }

  /// The box that several items share.
  private func box(_ items: [BottleneckScene.Item], number: Int) -> SegmentBox {
    let first = items[0]
    let names = items.map { item in
      switch item.subject {
      case .firm(let firm): signs.name(firm)
      case .segment(let segment): name(segment)
      case .part: item.title
      }
    }
    var isOfSegments = false
    var rows: [FirmRow] = []
    for item in items where first.role != .rest {
      switch item.subject {
      case .firm(let firm): rows.append(row(firm))
      case .segment(let segment):
        isOfSegments = true
        rows.append(
          FirmRow(
            firm: nil, name: name(segment), isLeader: false, isBottleneck: false, mark: nil,
            openProblems: 0, tip: name(segment)))
      case .part:
        isOfSegments = true
        rows.append(
          FirmRow(
            firm: nil, name: item.title, isLeader: false, isBottleneck: false, mark: nil,
            openProblems: 0, tip: item.title))
      }
    }
    if case .segment = first.subject { isOfSegments = true }
    var box = SegmentBox(
      id: "more-\(number)", kind: kind(first.role),
      title: isOfSegments
        ? language("+ \(items.count) 个", "+ \(items.count)")
        : language("+ \(items.count) 家", "+ \(items.count) firms"),
      facts: first.group == first.badge ? [] : [first.group], rows: rows,
      unnamed: items.count - rows.count, lines: [],
      isBottleneck: first.role == .bottleneck, isMissing: false,
      tip: names.joined(separator: "\n"), depth: 0)
    box.badge = first.badge.isEmpty ? "" : "◆ " + first.badge
    box.keepsTextWhole = true
    box.unnamedRows = counted(items, besides: rows)
    if !first.group.isEmpty { box.reference = first.group + " " + box.title }
    return box
  }

  /// The firms that several items stand for, without those that rows name.
  private func counted(
    _ items: [BottleneckScene.Item], besides rows: [FirmRow]
  ) -> [FirmRow] {
    var seen = Set(rows.compactMap(\.firm))
    var counted: [FirmRow] = []
    for item in items {
      var firms = item.firms + item.others
      switch item.subject {
      case .firm(let firm): firms.append(firm)
      case .segment(let segment):
        if firms.isEmpty { firms = scene.providers[segment] ?? [] }
      case .part: break
      }
      for firm in firms where seen.insert(firm).inserted { counted.append(row(firm)) }
    }
    return counted
  }

  private func kind(_ role: BottleneckScene.Role) -> SegmentBox.Kind {
    switch role {
    case .rest: .rest
    case .lost: .lost
    case .plain, .end, .bottleneck: .unrated
    }
  }

  private func row(_ firm: Int) -> FirmRow {
    signs.row(firm, isLeader: leaders.contains(firm))
  }

  /// The firms of a segment or part: leaders, then the worst first.
  private func rows(_ firms: [Int]) -> [FirmRow] {
    firms.map { firm -> (key: [Int], row: FirmRow) in
      let row = row(firm)
      return (
        [row.isLeader ? 0 : 1, -row.openProblems, row.mark?.rawValue ?? 0, firm], row
      )
    }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.row)
  }

  /// How many firms a segment has, and how many of them are certified where that is known.
  private func level(_ firms: [Int]) -> String {
    firms.isEmpty ? language("未列企业", "no firm listed") : signs.level(firms)
  }

  /// A segment's name, with its chain's where that is not the map's.
  private func name(_ segment: Int) -> String {
    book.segments[segment].chain.index == chain
      ? PageWords.segment(segment, in: book) : PageWords.placedSegment(segment, in: book)
  }

  // MARK: - Lines

  private struct Ends: Hashable {
    var from: Int
    var to: Int
  }

  private mutating func gatherLines(_ boxOfItem: [Int]) {
    var merged: [Ends: [BottleneckScene.Line]] = [:]
    for line in scene.lines {
      let ends = Ends(from: boxOfItem[line.from], to: boxOfItem[line.to])
      if ends.from != ends.to { merged[ends, default: []].append(line) }
    }
    for (ends, parts) in merged.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) })
    {
      let positions = Set(parts.flatMap(\.supplies)).sorted()
      let supplies = positions.count
      let count = supplies == 0 ? "" : language("\(supplies) 条", "\(supplies)")
      let isSingle = parts.count == 1 && !parts[0].isAggregate
      let product = isSingle ? parts[0].label : ""
      let (from, to) = (boxes[ends.from].title, boxes[ends.to].title)
      lines.append(
        Line(
          from: ends.from, to: ends.to, positions: positions,
          label: product.isEmpty
            ? count
            : PageWords.shortened(product, keeping: BottleneckScene.stated(in: language)) ?? count,
          isStrong: parts.contains(where: \.isStrong),
          isIndirect: parts.allSatisfy(\.isIndirect), isPart: parts.allSatisfy(\.isPart),
          tip: [
            "\(from) → \(to)", product,
            supplies == 0
              ? "" : language("供应关系 \(supplies) 条", "\(supplies) supplies"),
          ].filter { !$0.isEmpty }.joined(separator: "\n")))
    }
  }
}

extension BottleneckMapContent: PagedContent {
  mutating func show(
    _ boxes: [SegmentBox], columns: [Int?], lines: [(line: Int, from: Int, to: Int)], rows: Int
  ) {
    self.boxes = boxes
    self.columns = columns
    self.lines = lines.map { place, from, to in
      var own = self.lines[place]
      (own.from, own.to) = (from, to)
      return own
    }
    budget.rows = rows
  }
}
