import ChainModel
import DOT

/// The first page of a map of several where no overview fits: a list of the others in columns, to be
/// read downwards and from left to right.
struct PageIndex: ColumnContent {
  let boxes: [SegmentBox]
  let language: Language
  /// How many columns there are.
  private var columnCount = 1
  private(set) var rows = Int.max / 2

  /// A list of pages.
  ///
  /// - Parameters:
  ///   - division: The pages.
  ///   - facts: What is said of each page under its number and name.
  /// - Complexity: O(boxes).
  init(_ division: PageDivision, facts: (_ page: Int) -> [String] = { _ in [] }) {
    let language = division.whole.language
    self.language = language
    boxes = division.pages.indices.map { page -> SegmentBox in
      let shown = division.shown(page)
      let entries = shown.map(Self.entry)
      let signs = SegmentBox.signs(
        of: shown.flatMap { $0.box.rows + ($0.box.firm.map { [$0] } ?? []) })
      var box = SegmentBox(
        id: "page-index-\(PageDivision.number(page))", kind: .unrated,
        title: language(
          "第 \(PageDivision.number(page)) 页", "Page \(PageDivision.number(page))"),
        facts: [division.name(page)] + facts(page) + signs,
        rows: entries.map {
          FirmRow(
            firm: nil, name: $0, isLeader: false, isBottleneck: false, mark: nil, openProblems: 0,
            tip: $0)
        }, unnamed: 0, lines: [], listsSegments: true, isBottleneck: false, isMissing: false,
        tip: entries.joined(separator: "\n"), depth: 0)
      box.keepsTextWhole = true
      return box
    }
  }

  /// A box by its title with its facts; a firm by its name alone, further parts have no facts.
  private static func entry(_ shown: PageDivision.Shown) -> String {
    let box = shown.box
    let badge = box.badge.hasPrefix("◆ ") ? [String(box.badge.dropFirst(2))] : []
    var entry = ([box.title] + badge).joined(separator: " · ")
    // Whole facts, as many as a line has room for: a number cut in two is another number.
    for fact in box.firm == nil && shown.isFirst ? box.facts : [] {
      let longer = entry + " · " + fact
      guard TextMetrics.width(longer, size: MapTheme.TextSize.row) <= Self.entryWidth else { break }
      entry = longer
    }
    return entry
  }

  /// The width of an entry at scale 1, in points: what a row of a box has room for at the least.
  private static let entryWidth = 180.0

  /// A map's box as far as the list repeats it, for the list's legend.
  static func listed(_ box: SegmentBox) -> SegmentBox {
    var own = box
    own.kind = .unrated
    own.lines = []
    own.notes = []
    own.pageNotes = []
    own.badge = ""
    (own.isBottleneck, own.isMissing, own.isFocus) = (false, false, false)
    if box.firm != nil { own.facts = [] }
    own.firm = box.firm.map(PageRole.signed)
    return own
  }

  static var ordersColumns: Bool { true }

  var columns: [Int?] { boxes.indices.map { $0 * columnCount / max(boxes.count, 1) } }
  var links: [ColumnLink] { [] }

  func heading(ofColumn column: Int?) -> String {
    let own = columns.indices.filter { columns[$0] == column }.map { PageDivision.number($0) }
    guard let first = own.first, let last = own.last, first < last else {
      return own.first.map { language("第 \($0) 页", "page \($0)") } ?? ""
    }
    return language("第 \(first)–\(last) 页", "pages \(first)–\(last)")
  }

  /// How many boxes of a page the list names, from most to none.
  private static let rowBudgets = [Int.max / 2, 30, 15, 8, 4, 0]

  /// The list in as few columns as hold every box, or where none do with as many as it has room for.
  ///
  /// - Parameters:
  ///   - composer: Puts boxes on the page.
  ///   - id: The drawing's id.
  ///   - furniture: What stands around them.
  /// - Returns: The page; nil where text would be smaller than the floor.
  /// - Complexity: O(columns) searches of a layout.
  func draw(_ composer: PageComposer, id: String, furniture: PageFurniture) -> MapDocument? {
    var index = self
    for rows in Self.rowBudgets {
      index.rows = rows
      for columns in 1...max(min(boxes.count, 8), 1) {
        index.columnCount = columns
        if let document = composer.draw(index, id: id, furniture: furniture) { return document }
      }
    }
    return nil
  }
}
