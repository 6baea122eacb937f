import ChainModel
import DOT

/// Boxes in columns of which a page may show some.
protocol PagedContent: ColumnContent {
  /// Shows some of the boxes and lines only.
  ///
  /// - Parameters:
  ///   - boxes: The boxes.
  ///   - columns: The column of each.
  ///   - lines: The lines between them: which of the lines so far, and the boxes that it joins now.
  ///   - rows: The most rows that a box shows.
  mutating func show(
    _ boxes: [SegmentBox], columns: [Int?], lines: [(line: Int, from: Int, to: Int)], rows: Int)
}

extension PagedContent {
  /// The content as it is divided among pages: each box a block, the columns its groups.
  ///
  /// - Complexity: O(boxes · columns + lines).
  func whole(_ language: Language) -> PageDivision.Whole {
    func index(_ box: Int) -> BandedPlan.BoxIndex { BandedPlan.BoxIndex(family: box, box: 0) }
    let own = columns
    let drawn: [Int?] = Set(own.compactMap { $0 }).sorted() + (own.contains(nil) ? [nil] : [])
    return PageDivision.Whole(
      blocks: boxes.map { [$0] },
      groups: drawn.map { column in
        let heading = heading(ofColumn: column)
        return PageDivision.Group(
          name: heading.isEmpty
            ? language("第 \((column ?? 0) + 1) 列", "column \((column ?? 0) + 1)") : heading,
          blocks: own.indices.filter { own[$0] == column })
      },
      lines: links.map {
        PageDivision.Line(
          from: index($0.from), to: index($0.to), supplies: $0.positions.count)
      }, language: language)
  }

  /// The boxes of one page with the lines between them.
  ///
  /// - Complexity: O(boxes + lines).
  func showing(_ shown: [PageDivision.Shown]) -> Self {
    var place: [Int: Int] = [:]
    for (own, shown) in shown.enumerated() where shown.isFirst { place[shown.index.family] = own }
    var content = self
    content.show(
      shown.map(\.box), columns: shown.map { columns[$0.index.family] },
      lines: links.enumerated().compactMap { line, link in
        guard let from = place[link.from], let to = place[link.to] else { return nil }
        return (line, from, to)
      }, rows: rows)
    return content
  }

  /// All boxes with numbers only, each with the pages where more of it stands.
  ///
  /// - Complexity: O(boxes · pages + lines).
  func overview(of division: PageDivision) -> Self {
    var content = self
    content.show(
      boxes.enumerated().map { place, box in
        var own = box
        own.pageNotes = [division.pointer(toBlock: place, boxes: 0..<1, from: box)]
        return own
      }, columns: columns, lines: links.enumerated().map { ($0, $1.from, $1.to) }, rows: 0)
    return content
  }

  /// As much of every box as the list of pages repeats.
  func listed() -> Self {
    var content = self
    content.show(boxes.map(PageIndex.listed), columns: columns, lines: [], rows: 0)
    return content
  }
}

/// Draws boxes in columns on as many pages of a paper as they take.
struct ColumnPages<Content: PagedContent> {
  let options: MapOptions
  /// The drawing's id.
  let id: String
  /// What stands around a page.
  let furniture: (Content, PageRole, Diagram.Size) -> PageFurniture
  /// Whether an eye can follow the lines of a page.
  var isClear: (Content) -> Bool = { _ in true }

  private var paper: Diagram.Size {
    Diagram.Size(width: options.paper.width, height: options.paper.height)
  }

  /// The pages, the first of which says what is on the others.
  ///
  /// What shows more may take twice the pages of what shows least.
  ///
  /// - Parameters:
  ///   - last: What shows least.
  ///   - choices: What shows more, those that show most first.
  /// - Returns: The pages.
  /// - Complexity: O(log choices) divisions, and a search of a layout for each page.
  func pages(ofAtLeast last: Content, orOneOf choices: [Content]) -> [MapDocument] {
    var best = (content: last, division: divide(last))
    let most = best.division.pages.count * 2
    var (low, high) = (0, choices.count - 1)
    while low <= high {
      let middle = (low + high) / 2
      let division = divide(choices[middle])
      if division.pages.count <= most {
        best = (choices[middle], division)
        high = middle - 1
      } else {
        low = middle + 1
      }
    }
    let (content, division) = best
    let parts = division.pages.indices.map { page in
      let part = content.showing(division.shown(page))
      let role = PageRole.part(
        number: PageDivision.number(page), count: division.count, name: division.name(page),
        boxes: division.names(page))
      return PageSearch.growing(from: options.paper) { size, growth in
        draw(part, role, on: size, growth: growth)
      }
    }
    return [first(content, division)] + parts
  }

  private func divide(_ content: Content) -> PageDivision {
    PageDivision(content.whole(options.language), splitsRows: options.firms == .all) {
      holds(content.showing($0))
    }
  }

  private func holds(_ content: Content) -> Bool {
    // As many names as the headline has room for.
    let names = Array(repeating: String(repeating: "环", count: 40), count: 40)
    let furniture = surroundings(
      content, .part(number: 98, count: 99, name: "", boxes: names), paper)
    return isClear(content)
      && PageComposer(options: options, page: paper).holds(content, furniture: furniture)
  }

  private func surroundings(
    _ content: Content, _ role: PageRole, _ page: Diagram.Size
  ) -> PageFurniture {
    var furniture = furniture(content, role, page)
    // What a page shows need not be said at the length of a sentence.
    if role.isPart { furniture.headlineLines = min(furniture.headlineLines, 2) }
    return furniture
  }

  private func draw(
    _ content: Content, _ role: PageRole, on page: Diagram.Size, growth: Int
  ) -> MapDocument? {
    var furniture = surroundings(content, role, page)
    if let remark = PageSearch.remark(growth: growth) {
      furniture.remarks.append(remark[options.language])
    }
    return PageComposer(options: options, page: page).draw(content, id: id, furniture: furniture)
  }

  /// All boxes with numbers only where they fit the paper, else a list of the pages.
  private func first(_ content: Content, _ division: PageDivision) -> MapDocument {
    let overview = content.overview(of: division)
    if isClear(overview),
      let document = draw(overview, .overview(count: division.count), on: paper, growth: 0)
    {
      return document
    }
    let listed = content.listed()
    let index = PageIndex(division)
    return PageSearch.growing(from: options.paper) { page, growth in
      index.draw(
        PageComposer(options: options, page: page), id: id,
        furniture: furniture(listed, .list(count: division.count, growth: growth), page))
    }
  }
}
