import ChainAnalysis
package import ChainModel

/// Names of a book's firms, segments and regions as reports print them, and the rows behind them.
package struct BookNames: Sendable {
  /// The book.
  package let book: ChainBook
  /// The language.
  package let language: Language

  /// Names of a book's things.
  package init(_ book: ChainBook, in language: Language) {
    self.book = book
    self.language = language
  }

  /// A firm's whole name.
  package func full(_ firm: Int) -> String {
    let row = book.firms[firm]
    return book.text[row.name.isEmpty ? row.id : row.name]
  }

  /// A firm's short name alone.
  package func plain(_ firm: Int) -> String { TextFolding.shortFirmName(full(firm)) }

  /// A firm's short name, for paths and lists.
  package func short(_ firm: Int) -> String {
    let name = plain(firm)
    return book.firms[firm].isOperating
      ? name : name + language("（非在业）", " (not in operation)")
  }

  /// Short names of several firms; the whole name, or the id too, where two would read the same.
  package func short(_ firms: some Collection<Int>) -> [String] {
    var names = firms.map(short)
    for (index, firm) in zip(names.indices, firms)
    where names.count(where: { $0 == names[index] }) > 1 {
      names[index] = full(firm)
    }
    let whole = names
    for (index, firm) in zip(names.indices, firms)
    where zip(whole, firms).contains(where: { $0.0 == whole[index] && $0.1 != firm }) {
      names[index] = language("\(full(firm))（\(id(firm))）", "\(full(firm)) (\(id(firm)))")
    }
    return names
  }

  /// A firm's whole name with where it stands: segment and region.
  package func placed(_ firm: Int) -> String {
    var facts: [String] = []
    for member in book.membershipsOfFirm[firm].prefix(2) {
      if let segment = book.members[member].segment.index { facts.append(self.segment(segment)) }
    }
    if book.membershipsOfFirm.count(of: firm) == 0, !book.chains.isEmpty {
      facts.append(language("链外", "outside the chains"))
    }
    if let region = book.firms[firm].region.index { facts.append(self.region(region)) }
    if !book.firms[firm].isOperating { facts.append(language("非在业", "not in operation")) }
    guard !facts.isEmpty else { return full(firm) }
    return full(firm)
      + language(
        "（\(facts.joined(separator: "，"))）", " (\(facts.joined(separator: ", ")))")
  }

  /// A firm's id.
  package func id(_ firm: Int) -> String { book.text[book.firms[firm].id] }

  /// A firm as findings name it.
  package func named(_ firm: Int) -> ReportFinding.Named { .init(id: id(firm), name: full(firm)) }

  /// A segment's name; its parent's before it where several segments of the chain bear the name.
  package func segment(_ segment: Int) -> String {
    let row = book.segments[segment]
    let name = book.text[row.name]
    guard let parent = row.parent.index, let chain = row.chain.index,
      book.segmentsOfChain[chain].contains(where: {
        $0 != segment && book.segments[$0].name == row.name
      })
    else { return name }
    return book.text[book.segments[parent].name] + "·" + name
  }

  /// A segment's id.
  package func segmentID(_ segment: Int) -> String { book.text[book.segments[segment].id] }

  /// A segment's name, with its chain's where the book has several.
  package func placedSegment(_ segment: Int) -> String {
    guard book.chains.count > 1, let chain = book.segments[segment].chain.index else {
      return self.segment(segment)
    }
    return self.chain(chain) + "·" + self.segment(segment)
  }

  /// A chain's name.
  package func chain(_ chain: Int) -> String { book.text[book.chains[chain].name] }

  /// A region's name.
  package func region(_ region: Int) -> String { book.text[book.regions[region].name] }

  /// Up to a number of names, and how many there are where these are not all.
  package func list(_ firms: [Int], most: Int) -> String {
    let shown = short(firms.prefix(most)).joined(separator: language("、", ", "))
    return firms.count > most
      ? shown + language(" 等 \(firms.count) 家", " … \(firms.count) in all") : shown
  }

  // MARK: - Rows

  /// A firm as a counted thing.
  package func item(_ firm: Int, rows: [EvidenceRow]) -> EvidenceItem {
    EvidenceItem(id: id(firm), name: full(firm), rows: rows)
  }

  /// The declared supplies from one firm to another.
  package func supply(_ supplier: Int, _ customer: Int) -> [EvidenceRow] {
    SupplyNetwork.supplies(from: supplier, to: customer, in: book)
      .map { EvidenceRow(.supplies, $0) }
  }

  /// The supplies along a path of firms.
  package func supplies(along path: [Int]) -> [EvidenceRow] {
    zip(path, path.dropFirst()).flatMap { supply($0, $1) }
  }

  /// A path of firms with its rows.
  package func path(_ firms: [Int]) -> ReportFinding.Path {
    .init(names: short(firms), rows: supplies(along: firms))
  }

  /// The flows along a path of segments, the parents' where children inherit them.
  package func flows(along path: [Int]) -> [EvidenceRow] {
    zip(path, path.dropFirst()).flatMap { from, to in
      let (givers, takers) = (lineage(from), lineage(to))
      return book.flows.indices.filter { position in
        guard let supplying = book.flows[position].supplying.index,
          let receiving = book.flows[position].receiving.index
        else { return false }
        return givers.contains(supplying) && takers.contains(receiving)
      }.map { EvidenceRow(.flows, $0) }
    }
  }

  /// A path of segments with its rows.
  package func segmentPath(_ segments: [Int]) -> ReportFinding.Path {
    .init(names: segments.map(segment), rows: flows(along: segments))
  }

  private func lineage(_ segment: Int) -> Set<Int> {
    var line: Set<Int> = [segment]
    var next = book.segments[segment].parent.index
    while let parent = next, line.insert(parent).inserted {
      next = book.segments[parent].parent.index
    }
    return line
  }
}
