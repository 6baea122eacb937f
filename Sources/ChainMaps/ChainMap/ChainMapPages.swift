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
      // Doubling, then bisection: a page far too full is costly to lay out.
      var good = 1
      var most = pieces.count - start
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

  /// The segments of a page by name, each once.
  func segmentNames(_ page: Int) -> [String] {
    pages[page].pieces.flatMap { piece in
      piece.boxes.compactMap { box in
        whole.families[piece.family].segments[box] == nil
          ? nil : whole.families[piece.family].boxes[box].title
      }
    }
  }

  /// The segments of a page by name, each with its facts.
  private func entries(_ page: Int) -> [String] {
    pages[page].pieces.flatMap { piece in
      piece.boxes.compactMap { index in
        let family = whole.families[piece.family]
        guard family.segments[index] != nil else { return nil }
        let box = family.boxes[index]
        let part = piece.part.map {
          whole.language("（\($0.number)/\($0.count)）", " (\($0.number)/\($0.count))")
        }
        return box.title + (part ?? "") + " · " + box.facts.joined(separator: " · ")
      }
    }
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
      content.families[own.family].boxes[own.box].notes = continuations(
        of: index, whole, here: place, pageOfBox: pageOfBox
      ).map { SegmentBox.Note(text: $0, color: \.quiet) }
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
      own.id += "-\(part.number)"
      own.lines = []
    }
    if part.number < part.count { own.unnamed = 0 }
    return own
  }

  /// The most other boxes that a box names as continuing elsewhere.
  private static let mostContinuations = 8

  private static func continuations(
    of box: BandedPlan.BoxIndex, _ whole: ChainMapContent,
    here: [BandedPlan.BoxIndex: BandedPlan.BoxIndex],
    pageOfBox: [BandedPlan.BoxIndex: Int]?
  ) -> [String] {
    let language = whole.language
    let space = TextMetrics.noBreakSpace
    var found: [(page: Int, isOutgoing: Bool, text: String)] = []
    for line in whole.lines where line.from == box || line.to == box {
      let isOutgoing = line.from == box
      let other = isOutgoing ? line.to : line.from
      guard here[other] == nil else { continue }
      let page = pageOfBox.map { $0[other] ?? 0 } ?? 97
      let count = line.supplies == 0 ? "" : language(" \(line.supplies) 条", " \(line.supplies)")
      found.append(
        (
          page, isOutgoing,
          (isOutgoing ? "→ " : "← ") + whole.box(other).title + count
            + language("（第\(space)\(number(page))\(space)页）", " (page\(space)\(number(page)))")
        ))
    }
    // A stable sort keeps the order of lines within a page.
    let sorted = found.enumerated().sorted {
      ($0.element.isOutgoing ? 1 : 0, $0.element.page, $0.offset)
        < ($1.element.isOutgoing ? 1 : 0, $1.element.page, $1.offset)
    }.map(\.element.text)
    guard sorted.count > mostContinuations else { return sorted }
    let rest = sorted.count - mostContinuations
    return sorted.prefix(mostContinuations) + [
      language("另有 \(rest) 处在其他页", "\(rest) more on other pages")
    ]
  }

  /// The index page: a box for each page with the names of its segments, and the supplies between
  /// pages.
  var index: ChainMapContent {
    let language = whole.language
    var content = whole
    content.families = []
    content.undrawn = whole.undrawn
    for (number, page) in pages.enumerated() {
      let boxes = page.pieces.flatMap { piece in
        piece.boxes.map { (family: piece.family, box: $0) }
      }
      let names = segmentNames(number)
      let firms = Set(
        page.pieces.flatMap { piece -> [FirmRow] in
          piece.boxes.flatMap { box -> [FirmRow] in
            let rows = whole.families[piece.family].boxes[box].rows
            return whole.families[piece.family].segments[box] == nil
              ? [] : piece.part.map { Array(rows[$0.rows]) } ?? rows
          }
        }.compactMap(\.firm)
      ).sorted()
      let outside = boxes.contains { whole.families[$0.family].segments[$0.box] == nil }
      content.families.append(
        ChainMapContent.Family(
          boxes: [
            SegmentBox(
              id: "page-index-\(Self.number(number))", kind: .unrated,
              title: language("第 \(Self.number(number)) 页", "Page \(Self.number(number))"),
              facts: [name(number), language("\(names.count) 个环节", "\(names.count) segments")]
                + (firms.isEmpty ? [] : [content.level(of: firms)])
                + (outside ? [language("链外供应商", "outside suppliers")] : []),
              rows: entries(number).map {
                FirmRow(
                  firm: nil, name: $0, isLeader: false, isBottleneck: false, mark: nil,
                  openProblems: 0, tip: $0)
              }, unnamed: 0, lines: [], listsSegments: true, isBottleneck: false,
              isMissing: false, tip: names.joined(separator: "\n"), depth: 0)
          ], segments: [nil], band: page.bands[0].band))
    }
    content.lines = linesBetweenPages
    return content
  }

  private var linesBetweenPages: [ChainMapContent.Line] {
    struct Ends: Hashable {
      var from: Int
      var to: Int
    }
    var merged: [Ends: ChainMapContent.Line] = [:]
    for line in whole.lines {
      guard let from = pageOfBox[line.from], let to = pageOfBox[line.to], from != to else {
        continue
      }
      let ends = Ends(from: from, to: to)
      var own =
        merged[ends]
        ?? ChainMapContent.Line(
          from: BandedPlan.BoxIndex(family: from, box: 0),
          to: BandedPlan.BoxIndex(family: to, box: 0), positions: [], isDeclared: false,
          tip: "")
      own.positions.formUnion(line.positions)
      own.isDeclared = own.isDeclared || line.isDeclared
      merged[ends] = own
    }
    let language = whole.language
    return merged.sorted { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }.map { ends, line in
      var line = line
      line.tip =
        language(
          "第 \(Self.number(ends.from)) 页 → 第 \(Self.number(ends.to)) 页",
          "page \(Self.number(ends.from)) → page \(Self.number(ends.to))")
        + (line.supplies == 0
          ? "" : language("\n供应关系 \(line.supplies) 条", "\n\(line.supplies) supplies"))
      return line
    }
  }
}
