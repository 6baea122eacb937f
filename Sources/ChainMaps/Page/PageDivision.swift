import ChainModel

/// A map's boxes divided among pages of its paper, for a map that one page cannot hold.
///
/// What a box says of others on its own page it says by lines; where a line's other end is on another
/// page, both ends say in words which page that is.
struct PageDivision {
  typealias BoxIndex = BandedPlan.BoxIndex

  /// A map before it is divided: its boxes by block, the blocks by group, and the lines.
  struct Whole {
    /// Boxes that stay together where they can, such as a segment and its parts.
    var blocks: [[SegmentBox]]
    /// What the map is read by, in order: bands, tiers, regions.
    var groups: [Group]
    var lines: [Line]
    var language: Language

    /// A box.
    func box(_ index: BoxIndex) -> SegmentBox { blocks[index.family][index.box] }
  }

  /// Blocks that stand together on the map.
  struct Group {
    /// What stands over them.
    var name: String
    /// The blocks in reading order.
    var blocks: [Int]
  }

  /// A line between two boxes.
  struct Line {
    var from: BoxIndex
    var to: BoxIndex
    /// The supplies counted on the line.
    var supplies: Int
  }

  /// A part of a block that stays together on a page.
  struct Piece {
    /// The block's place in the whole.
    var block: Int
    /// Its boxes.
    var boxes: Range<Int>
    /// Of a single box whose rows take several pages, the rows here and which part this is.
    var part: (rows: Range<Int>, number: Int, count: Int)?

    /// Whether lines end here and not at an earlier part.
    var isFirst: Bool { part.map { $0.number == 1 } ?? true }
  }

  /// A box as a page shows it.
  struct Shown {
    /// Its place in the whole.
    var index: BoxIndex
    var box: SegmentBox
    /// Whether lines end at it; of a box in parts they do at the first.
    var isFirst: Bool
  }

  let whole: Whole
  private(set) var pages: [[Piece]] = []
  /// The page of every box, the first where its rows take several.
  private var pageOfBox: [BoxIndex: Int] = [:]
  private let groupOfBlock: [Int]

  /// Divides a map.
  ///
  /// A page takes as many blocks of a group as it holds, in reading order; the pages of small groups
  /// are united. A block that no page holds is divided into its boxes, and where every row must be
  /// named a box into parts of its rows.
  ///
  /// - Parameters:
  ///   - whole: The map.
  ///   - splitsRows: Whether a box may be divided into parts of its rows.
  ///   - fits: Whether a page can hold some boxes.
  /// - Complexity: O(pages · log blocks) calls of `fits`.
  init(_ whole: Whole, splitsRows: Bool, fits: ([Shown]) -> Bool) {
    self.whole = whole
    var groupOfBlock = [Int](repeating: 0, count: whole.blocks.count)
    for (group, own) in whole.groups.enumerated() {
      for block in own.blocks { groupOfBlock[block] = group }
    }
    self.groupOfBlock = groupOfBlock
    func holds(_ pieces: [Piece]) -> Bool { fits(Self.shown(pieces, of: whole, pageOfBox: nil)) }
    for group in whole.groups {
      let own = Self.pages(of: group.blocks, whole, splitsRows: splitsRows, holds: holds)
      for (place, pieces) in own.enumerated() {
        if place == 0, let last = pages.last, holds(last + pieces) {
          pages[pages.count - 1] += pieces
        } else {
          pages.append(pieces)
        }
      }
    }
    number()
    // Only now it is known to how many pages a box's lines go on, and a sentence for each takes room.
    var page = 0
    while page < pages.count {
      let pieces = pages[page]
      if pieces.count > 1, !fits(shown(page)) {
        pages.replaceSubrange(
          page...page,
          with: [Array(pieces[..<(pieces.count / 2)]), Array(pieces[(pieces.count / 2)...])])
        number()
        page = 0
      } else {
        page += 1
      }
    }
  }

  /// Notes the page of every box.
  private mutating func number() {
    pageOfBox = [:]
    for (number, pieces) in pages.enumerated() {
      for piece in pieces where piece.isFirst {
        for box in piece.boxes { pageOfBox[BoxIndex(family: piece.block, box: box)] = number }
      }
    }
  }

  private static func pages(
    of blocks: [Int], _ whole: Whole, splitsRows: Bool, holds: ([Piece]) -> Bool
  ) -> [[Piece]] {
    var pieces = blocks.map { Piece(block: $0, boxes: whole.blocks[$0].indices) }
    var pages: [[Piece]] = []
    var start = 0
    while start < pieces.count {
      guard holds([pieces[start]]) else {
        let smaller = split(pieces[start], whole, splitsRows: splitsRows, holds: holds)
        if smaller.count > 1 {
          pieces.replaceSubrange(start...start, with: smaller)
        } else {
          // Nothing is left to split: its page grows.
          pages.append([pieces[start]])
          start += 1
        }
        continue
      }
      // Doubling, then bisection: a page far too full is costly to lay out. A second part of a box
      // begins a page of its own.
      var good = 1
      var most = pieces.count - start
      for next in pieces.indices.dropFirst(start + 1) where !pieces[next].isFirst {
        most = min(most, next - start)
        break
      }
      while good < most {
        let probe = min(good * 2, most)
        guard holds(Array(pieces[start..<start + probe])) else {
          most = probe - 1
          break
        }
        good = probe
      }
      while good < most {
        let probe = (good + most + 1) / 2
        if holds(Array(pieces[start..<start + probe])) { good = probe } else { most = probe - 1 }
      }
      pages.append(Array(pieces[start..<start + good]))
      start += good
    }
    return pages
  }

  /// The boxes of a block, or the parts of a box.
  private static func split(
    _ piece: Piece, _ whole: Whole, splitsRows: Bool, holds: ([Piece]) -> Bool
  ) -> [Piece] {
    if piece.boxes.count > 1 {
      return piece.boxes.map { Piece(block: piece.block, boxes: $0..<$0 + 1) }
    }
    let rows = whole.blocks[piece.block][piece.boxes.lowerBound].rows.count
    guard splitsRows, piece.part == nil, rows > 1 else { return [piece] }
    func part(_ rows: Range<Int>, _ number: Int, _ count: Int) -> Piece {
      Piece(block: piece.block, boxes: piece.boxes, part: (rows, number, count))
    }
    var good = 1
    var most = rows - 1
    while good < most {
      let probe = (good + most + 1) / 2
      // The words for a large number of parts take most room.
      if holds([part(0..<probe, 1, 99)]) { good = probe } else { most = probe - 1 }
    }
    let count = (rows + good - 1) / good
    // Parts of equal length rather than a last one of a few firms.
    return (0..<count).map { number in
      part(rows * number / count..<rows * (number + 1) / count, number + 1, count)
    }
  }

  // MARK: - Numbers and names

  /// The number on a page: the first page says what is on the others.
  static func number(_ page: Int) -> Int { page + 2 }

  /// How many pages there are with the first.
  var count: Int { pages.count + 1 }

  /// What a page shows, in words: its groups, and which of their pages.
  func name(_ page: Int) -> String {
    let groupsOfPage = pages.map { groups(of: $0) }
    let names = groupsOfPage[page].map { group in
      let own = groupsOfPage.indices.filter { groupsOfPage[$0].contains(group) }
      let number = (own.firstIndex(of: page) ?? 0) + 1
      let name = whole.groups[group].name
      return own.count == 1 ? name : name + Self.part(number, of: own.count, whole.language)
    }
    // Groups follow each other as they do on the map.
    if names.count > 3 { return names[0] + whole.language("至", " to ") + names[names.count - 1] }
    return names.joined(separator: whole.language("、", ", "))
  }

  /// The groups of some pieces, each once, in order.
  private func groups(of pieces: [Piece]) -> [Int] {
    var groups: [Int] = []
    for piece in pieces where groups.last != groupOfBlock[piece.block] {
      groups.append(groupOfBlock[piece.block])
    }
    return groups
  }

  /// The names of a page's boxes; of one whose rows take several pages, with which part it is.
  func names(_ page: Int) -> [String] { shown(page).map(\.box.name) }

  /// In words, which part of several something is.
  private static func part(_ number: Int, of count: Int, _ language: Language) -> String {
    language("（\(number)/\(count)）", " (\(number)/\(count))")
  }

  /// Where an overview's box points: the pages that name its firms, and what to look for there.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - boxes: Those of its boxes that the overview's box stands for.
  ///   - box: The overview's box.
  /// - Returns: A line for the box.
  func pointer(toBlock block: Int, boxes: Range<Int>, from box: SegmentBox) -> SegmentBox.Note {
    let pages = Self.words(numbers(ofBlock: block, boxes: boxes), whole.language)
    let parts = [pages] + SegmentBox.signs(of: box.rows)
    return SegmentBox.Note(text: parts.joined(separator: " · "))
  }

  /// The numbers of the pages that show any of a block's boxes, ascending.
  func numbers(ofBlock block: Int, boxes: Range<Int>) -> [Int] {
    pages.indices.filter { page in
      pages[page].contains { $0.block == block && $0.boxes.overlaps(boxes) }
    }.map(Self.number)
  }

  /// Page numbers in words, such as 第 3–5、7 页.
  static func words(_ numbers: [Int], _ language: Language) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let space = TextMetrics.noBreakSpace
    let said = ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }.joined(separator: language("、", ", "))
    return language(
      "第\(space)\(said)\(space)页", (numbers.count == 1 ? "page" : "pages") + "\(space)\(said)")
  }

  // MARK: - Boxes of a page

  /// The boxes of a page as it shows them.
  ///
  /// - Complexity: O(boxes of the page + lines).
  func shown(_ page: Int) -> [Shown] {
    Self.shown(pages[page], of: whole, pageOfBox: pageOfBox)
  }

  /// - Parameters:
  ///   - pieces: The pieces of a page.
  ///   - whole: The map.
  ///   - pageOfBox: Where lines continue; nil leaves room for that in words as long.
  /// - Returns: Their boxes as the page shows them.
  private static func shown(
    _ pieces: [Piece], of whole: Whole, pageOfBox: [BoxIndex: Int]?
  ) -> [Shown] {
    var shown = pieces.flatMap { piece in
      piece.boxes.map { box in
        let index = BoxIndex(family: piece.block, box: box)
        return Shown(
          index: index, box: part(piece, of: whole.box(index), whole.language),
          isFirst: piece.isFirst)
      }
    }
    let here = Set(shown.filter(\.isFirst).map(\.index))
    var linesOfBox: [BoxIndex: [Line]] = [:]
    for line in whole.lines where here.contains(line.from) != here.contains(line.to) {
      linesOfBox[here.contains(line.from) ? line.from : line.to, default: []].append(line)
    }
    for place in shown.indices where shown[place].isFirst {
      guard let lines = linesOfBox[shown[place].index] else { continue }
      shown[place].box.pageNotes = continuations(
        of: shown[place].index, lines, whole, pageOfBox: pageOfBox
      ).map { SegmentBox.Note(text: $0, color: \.quiet, most: 12) }
    }
    return shown
  }

  private static func part(
    _ piece: Piece, of box: SegmentBox, _ language: Language
  ) -> SegmentBox {
    guard let part = piece.part else { return box }
    var own = box
    own.rows = Array(box.rows[part.rows])
    let suffix = Self.part(part.number, of: part.count, language)
    own.title += suffix
    if !own.reference.isEmpty { own.reference += suffix }
    if part.number > 1 {
      // What holds of the whole box stands on its first part.
      own.id += "-\(part.number)"
      own.facts = []
      own.lines = []
      own.notes = []
    }
    if part.number < part.count {
      own.unnamed = 0
      own.unnamedRows = []
    }
    return own
  }

  /// The most boxes of another page that a sentence names.
  private static let mostNamed = 12

  /// Where the lines of a box go on: a sentence for each other page, first those that arrive.
  private static func continuations(
    of box: BoxIndex, _ lines: [Line], _ whole: Whole, pageOfBox: [BoxIndex: Int]?
  ) -> [String] {
    struct Way: Hashable {
      var isOutgoing: Bool
      var page: Int
    }
    let language = whole.language
    let space = TextMetrics.noBreakSpace
    var found: [Way: [Line]] = [:]
    for line in lines {
      let isOutgoing = line.from == box
      // Without pages yet, a number as wide as any.
      let page = pageOfBox.map { number($0[isOutgoing ? line.to : line.from] ?? 0) } ?? 99
      found[Way(isOutgoing: isOutgoing, page: page), default: []].append(line)
    }
    return found.sorted {
      ($0.key.isOutgoing ? 1 : 0, $0.key.page) < ($1.key.isOutgoing ? 1 : 0, $1.key.page)
    }.map { way, lines in
      let names = lines.prefix(mostNamed).map { line in
        whole.box(way.isOutgoing ? line.to : line.from).name
          + (line.supplies == 0
            ? "" : language("（\(line.supplies)\(space)条）", " (\(line.supplies))"))
      }
      return (way.isOutgoing ? "→ " : "← ")
        + language("第\(space)\(way.page)\(space)页：", "page\(space)\(way.page): ")
        + names.joined(separator: language("、", ", "))
        + (lines.count > mostNamed
          ? language("等\(space)\(lines.count)\(space)个", " and \(lines.count - mostNamed) more")
          : "")
    }
  }
}
