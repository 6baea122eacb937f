import ChainAnalysis
import ChainModel

/// A chain map's content split into pages of whole segments, for a paper that cannot hold it whole.
struct ChainMapPages {
  /// A part of a family that stays together on a page.
  struct Piece {
    /// The family's place in the whole content.
    var family: Int
    /// Its boxes.
    var boxes: Range<Int>
    /// Of a single box whose firms take several pages, the firms here and which part this is.
    var part: (rows: Range<Int>, number: Int, count: Int)?
  }

  /// A page.
  struct Page {
    /// Its bands, nil for the support zone, each with which of the band's pages this is, from 1, and
    /// how many there are.
    var bands: [(band: Int?, number: Int, count: Int)]
    var pieces: [Piece]
  }

  let whole: ChainMapContent
  let pages: [Page]
  /// The page of every box, the first where its firms take several.
  private let pageOfBox: [BandedPlan.BoxIndex: Int]

  /// Splits a map's content.
  ///
  /// A page takes as many families of a band as it holds, in the order of the chain's layers; the
  /// pages of small bands are united. A family that no page holds is split into its boxes, and where
  /// every firm must be named a box into parts of its firms.
  ///
  /// - Parameters:
  ///   - whole: What the map says.
  ///   - columns: The layer of each family.
  ///   - splitsRows: Whether a box may be split into parts of its firms.
  ///   - fits: Whether a page can hold some pieces.
  /// - Complexity: O(pages · log families) calls of `fits`.
  init(
    _ whole: ChainMapContent, columns: [Int], splitsRows: Bool, fits: ([Piece]) -> Bool
  ) {
    self.whole = whole
    var pages: [Page] = []
    let bands = ChainMapContent.bands.indices.map(Optional.some) + [nil]
    for band in bands {
      let families = whole.families(inBand: band).sorted { (columns[$0], $0) < (columns[$1], $1) }
      let own = Self.pages(of: families, whole, splitsRows: splitsRows, fits: fits)
      for (index, pieces) in own.enumerated() {
        let part = (band: band, number: index + 1, count: own.count)
        if index == 0, let last = pages.last, fits(last.pieces + pieces) {
          pages[pages.count - 1].bands.append(part)
          pages[pages.count - 1].pieces += pieces
        } else {
          pages.append(Page(bands: [part], pieces: pieces))
        }
      }
    }
    self.pages = pages
    var pageOfBox: [BandedPlan.BoxIndex: Int] = [:]
    for (number, page) in pages.enumerated() {
      for piece in page.pieces where piece.part.map({ $0.number == 1 }) ?? true {
        for box in piece.boxes {
          pageOfBox[BandedPlan.BoxIndex(family: piece.family, box: box)] = number
        }
      }
    }
    self.pageOfBox = pageOfBox
  }

  private static func pages(
    of families: [Int], _ whole: ChainMapContent, splitsRows: Bool, fits: ([Piece]) -> Bool
  ) -> [[Piece]] {
    var pieces = families.map {
      Piece(family: $0, boxes: whole.families[$0].boxes.indices)
    }
    var pages: [[Piece]] = []
    var start = 0
    while start < pieces.count {
      guard fits([pieces[start]]) else {
        let smaller = split(pieces[start], whole, splitsRows: splitsRows, fits: fits)
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
      for next in pieces.indices.dropFirst(start + 1)
      where pieces[next].part.map({ $0.number > 1 }) ?? false {
        most = min(most, next - start)
        break
      }
      while good < most {
        let probe = min(good * 2, most)
        guard fits(Array(pieces[start..<start + probe])) else {
          most = probe - 1
          break
        }
        good = probe
      }
      while good < most {
        let probe = (good + most + 1) / 2
        if fits(Array(pieces[start..<start + probe])) { good = probe } else { most = probe - 1 }
      }
      pages.append(Array(pieces[start..<start + good]))
      start += good
    }
    return pages
  }

  /// The boxes of a family, or the parts of a box.
  private static func split(
    _ piece: Piece, _ whole: ChainMapContent, splitsRows: Bool, fits: ([Piece]) -> Bool
  ) -> [Piece] {
    if piece.boxes.count > 1 {
      return piece.boxes.map { Piece(family: piece.family, boxes: $0..<$0 + 1) }
    }
    let rows = whole.families[piece.family].boxes[piece.boxes.lowerBound].rows.count
    guard splitsRows, piece.part == nil, rows > 1 else { return [piece] }
    func part(_ rows: Range<Int>, _ number: Int, _ count: Int) -> Piece {
      Piece(family: piece.family, boxes: piece.boxes, part: (rows, number, count))
    }
    var good = 1
    var most = rows - 1
    while good < most {
      let probe = (good + most + 1) / 2
      // The words for a large number of parts take most room.
      if fits([part(0..<probe, 1, 99)]) { good = probe } else { most = probe - 1 }
    }
    let count = (rows + good - 1) / good
    // Parts of equal length rather than a last one of a few firms.
    return (0..<count).map { number in
      part(rows * number / count..<rows * (number + 1) / count, number + 1, count)
    }
  }

  /// The number on a page: the index page is the first.
  static func number(_ page: Int) -> Int { page + 2 }

  /// How many pages there are with the index page.
  var count: Int { pages.count + 1 }

  /// What a page shows, in words: its bands, and which of their pages.
  func name(_ page: Int) -> String {
    let language = whole.language
    return pages[page].bands.map { part in
      let band: Band? = part.band.map { ChainMapContent.bands[$0] } ?? .support
      let name =
        band.map { language($0.chinese, $0.english) }
        ?? language("链上位置未填", "position not stated")
      return part.count == 1
        ? name
        : name + language("（\(part.number)/\(part.count)）", " (\(part.number)/\(part.count))")
    }.joined(separator: language("、", ", "))
  }

  /// The segments of a page by name; of one whose firms take several pages, which part it is.
  func segmentNames(_ page: Int) -> [String] {
    boxes(page).map { $0.box.title + self.part($0.piece) }
  }

  /// The segments of a page by name, each with its facts; further parts have none of their own.
  private func entries(_ page: Int) -> [String] {
    boxes(page).map { piece, box in
      let facts = piece.part.map { $0.number > 1 } ?? false ? [] : box.facts
      return ([box.title + part(piece)] + facts).joined(separator: " · ")
    }
  }

  private func boxes(_ page: Int) -> [(piece: Piece, box: SegmentBox)] {
    pages[page].pieces.flatMap { piece in
      piece.boxes.compactMap { index in
        let family = whole.families[piece.family]
        return family.segments[index] == nil ? nil : (piece, family.boxes[index])
      }
    }
  }

  private func part(_ piece: Piece) -> String {
    piece.part.map {
      whole.language("（\($0.number)/\($0.count)）", " (\($0.number)/\($0.count))")
    } ?? ""
  }

  // MARK: - Content

  /// What some pieces say, and the lines between them.
  ///
  /// - Parameters:
  ///   - pieces: The pieces of a page.
  ///   - page: The page's place, for where lines continue; nil leaves room for that in words as long.
  /// - Returns: The content of the page.
  /// - Complexity: O(pieces + lines).
  func content(_ pieces: [Piece], page: Int) -> ChainMapContent {
    Self.content(pieces, of: whole, pageOfBox: pageOfBox, page: page)
  }

  static func content(
    _ pieces: [Piece], of whole: ChainMapContent,
    pageOfBox: [BandedPlan.BoxIndex: Int]? = nil, page: Int? = nil
  ) -> ChainMapContent {
    var content = whole
    content.families = []
    content.undrawn = (0, 0)
    var place: [BandedPlan.BoxIndex: BandedPlan.BoxIndex] = [:]
    var last: Int?
    for piece in pieces {
      let source = whole.families[piece.family]
      // Boxes of one family that stand side by side keep their frame.
      if last != piece.family {
        content.families.append(
          ChainMapContent.Family(boxes: [], segments: [], band: source.band))
      }
      last = piece.family
      let family = content.families.count - 1
      for box in piece.boxes {
        let index = BandedPlan.BoxIndex(family: piece.family, box: box)
        let isFirst = piece.part.map { $0.number == 1 } ?? true
        if isFirst {
          place[index] = BandedPlan.BoxIndex(
            family: family, box: content.families[family].boxes.count)
        }
        content.families[family].boxes.append(part(piece, of: source.boxes[box], whole.language))
        content.families[family].segments.append(source.segments[box])
      }
    }
    content.lines = whole.lines.compactMap { line in
      guard let from = place[line.from], let to = place[line.to] else { return nil }
      var own = line
      own.from = from
      own.to = to
      return own
    }
    for (index, own) in place {
      content.families[own.family].boxes[own.box].notes += continuations(
        of: index, whole, here: place, pageOfBox: pageOfBox
      ).map { SegmentBox.Note(text: $0, color: \.quiet, isContinuation: true, most: 12) }
    }
    return content
  }

  private static func part(
    _ piece: Piece, of box: SegmentBox, _ language: Language
  ) -> SegmentBox {
    guard let part = piece.part else { return box }
    var own = box
    own.rows = Array(box.rows[part.rows])
    own.title += language("（\(part.number)/\(part.count)）", " (\(part.number)/\(part.count))")
    if part.number > 1 {
      // What holds of the whole segment stands on its first part.
      own.id += "-\(part.number)"
      own.facts = []
      own.lines = []
    }
    if part.number < part.count { own.unnamed = 0 }
    return own
  }

  /// Where the lines of a box go on: a sentence for each other page, first those that arrive.
  private static func continuations(
    of box: BandedPlan.BoxIndex, _ whole: ChainMapContent,
    here: [BandedPlan.BoxIndex: BandedPlan.BoxIndex],
    pageOfBox: [BandedPlan.BoxIndex: Int]?
  ) -> [String] {
    struct Way: Hashable {
      var isOutgoing: Bool
      var page: Int
    }
    let language = whole.language
    let space = TextMetrics.noBreakSpace
    var found: [Way: [String]] = [:]
    for line in whole.lines where line.from == box || line.to == box {
      let isOutgoing = line.from == box
      let other = isOutgoing ? line.to : line.from
      guard here[other] == nil else { continue }
      // Without pages yet, a number as wide as any.
      let page = pageOfBox.map { number($0[other] ?? 0) } ?? 99
      let count =
        line.supplies == 0
        ? "" : language("（\(line.supplies)\(space)条）", " (\(line.supplies))")
      found[Way(isOutgoing: isOutgoing, page: page), default: []]
        .append(whole.box(other).title + count)
    }
    return found.sorted {
      ($0.key.isOutgoing ? 1 : 0, $0.key.page) < ($1.key.isOutgoing ? 1 : 0, $1.key.page)
    }.map { way, names in
      (way.isOutgoing ? "→ " : "← ")
        + language("第\(space)\(way.page)\(space)页：", "page\(space)\(way.page): ")
        + names.joined(separator: language("、", ", "))
    }
  }

  // MARK: - Index

  /// The index page: a box for each page with the names of its segments.
  var index: ChainMapIndex {
    let language = whole.language
    let boxes = pages.indices.map { page in
      let names = entries(page)
      let segments = self.boxes(page).count { $0.piece.part.map { $0.number == 1 } ?? true }
      let hasOutside = pages[page].pieces.contains { piece in
        piece.boxes.contains { whole.families[piece.family].boxes[$0].isOutside }
      }
      return SegmentBox(
        id: "page-index-\(Self.number(page))", kind: .unrated,
        title: language("第 \(Self.number(page)) 页", "Page \(Self.number(page))"),
        facts: [name(page)]
          + (segments > 0 ? [language("\(segments) 个环节", "\(segments) segments")] : [])
          + (hasOutside ? [language("链外供应商", "outside suppliers")] : []),
        rows: names.map {
          FirmRow(
            firm: nil, name: $0, isLeader: false, isBottleneck: false, mark: nil, openProblems: 0,
            tip: $0)
        }, unnamed: 0, lines: [], listsSegments: true, isBottleneck: false, isMissing: false,
        tip: names.joined(separator: "\n"), depth: 0)
    }
    return ChainMapIndex(
      boxes: boxes, language: language,
      hasCertified: whole.hasCertificates,
      hasUnavoidable: whole.families.contains { $0.boxes.contains(where: \.isOnEveryRoute) })
  }
}

/// A list of pages in columns, to be read downwards and from left to right.
struct ChainMapIndex: ColumnContent {
  let boxes: [SegmentBox]
  let language: Language
  /// Whether shares of certified firms stand in the list.
  let hasCertified: Bool
  /// Whether a segment of the list is on every route.
  let hasUnavoidable: Bool
  /// How many columns there are.
  var columnCount = 1

  static var ordersColumns: Bool { true }

  var columns: [Int?] { boxes.indices.map { $0 * columnCount / max(boxes.count, 1) } }
  var rows: Int { .max / 2 }
  var links: [ColumnLink] { [] }

  func heading(ofColumn column: Int?) -> String {
    let own = columns.indices.filter { columns[$0] == column }.map { ChainMapPages.number($0) }
    guard let first = own.first, let last = own.last, first < last else {
      return own.first.map { language("第 \($0) 页", "page \($0)") } ?? ""
    }
    return language("第 \(first)–\(last) 页", "pages \(first)–\(last)")
  }
}
