import ChainAnalysis
import ChainModel

/// What a row of the problem list is about, by positions in the book.
struct ProblemListKey: Hashable {
  var chain: Int?
  var segment: Int?
  var region: Int?
  var problem: Int
}

/// How the problem list names chains, segments, regions and problems, and what such names mean when
/// it is read back.
struct ProblemListKeys {
  private let book: ChainBook
  private let names: BookNames
  private let chains: [String: Int]
  private let regions: [String: Int]
  private let problems: [String: Int]
  /// Segments by chain and text; by text alone under −1.
  private let segments: [Int: [String: Int]]

  /// - Complexity: O(chains + segments² of a chain + regions + problems).
  init(_ names: BookNames) {
    let book = names.book
    self.book = book
    self.names = names
    var chains = NameTable()
    for (position, chain) in book.chains.enumerated() {
      chains.add(position, id: book.text[chain.id], names: [book.text[chain.name]])
    }
    var regions = NameTable()
    for (position, region) in book.regions.enumerated() {
      regions.add(position, id: book.text[region.code], names: [book.text[region.name]])
    }
    var problems = NameTable()
    for (position, problem) in book.problems.enumerated() {
      problems.add(
        position, id: book.text[problem.id],
        names: [book.text[problem.name]] + book.text[problem.synonyms])
    }
    // A wording that was since united with an entry of the library means that entry.
    for decision in book.decisions
    where decision.subject == .problem && decision.isConfirmed == true {
      if let problem = problems.position(of: book.text[decision.target]) {
        problems.addName(book.text[decision.written], problem)
      }
    }
    var segments: [Int: NameTable] = [:]
    for (position, segment) in book.segments.enumerated() {
      let texts = [book.text[segment.name], names.segment(position)]
      for place in [segment.chain.index ?? -1, -1] {
        segments[place, default: NameTable()].add(
          position, id: book.text[segment.id], names: texts)
      }
    }
    self.chains = chains.positions
    self.regions = regions.positions
    self.problems = problems.positions
    self.segments = segments.mapValues(\.positions)
  }

  /// The key of a listed row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - options: What was selected; the only chain or region of a selection is that of its rows.
  /// - Returns: The key.
  func key(of row: CommonProblems.Row, _ options: CommonProblems.Options) -> ProblemListKey {
    let chain =
      row.group.segment.flatMap { book.segments[$0].chain.index } ?? row.group.chain
      ?? (options.chains.count == 1 ? options.chains.first : soleChain)
    return ProblemListKey(
      chain: chain, segment: row.group.segment,
      region: row.group.region ?? (options.regions.count == 1 ? options.regions.first : nil),
      problem: row.problem)
  }

  /// The key of a row that was read back; nil where it names something that the book doesn't have,
  /// or has several of.
  func key(of task: ProblemTask) -> ProblemListKey? {
    guard let problem = problems[folded(task.problem)],
      let chain = resolve(task.chain, chains), let region = resolve(task.region, regions),
      let segment = resolve(task.segment, segments[chain ?? soleChain ?? -1] ?? [:])
    else { return nil }
    return ProblemListKey(
      chain: segment.flatMap { book.segments[$0].chain.index } ?? chain ?? soleChain,
      segment: segment, region: region, problem: problem)
  }

  private var soleChain: Int? { book.chains.count == 1 ? 0 : nil }

  private func folded(_ text: TextID) -> String { TextFolding.foldedName(book.text[text]) }

  /// The position a text means, nil within for any; nil where it means nothing.
  private func resolve(_ text: TextID, _ table: [String: Int]) -> Int?? {
    let name = folded(text)
    if let position = table[name] { return .some(position) }
    return name.isEmpty || ProblemTask.anyWords.contains(name) ? .some(nil) : nil
  }

  // MARK: - Texts

  /// What is written where a row is about any chain, segment or region.
  var any: String { names.language("全部", "all") }

  func chain(_ position: Int?) -> String {
    guard let position else { return any }
    let row = book.chains[position]
    return clear(position, chains, names.chain(position), book.text[row.id])
  }

  func segment(_ key: ProblemListKey) -> String {
    guard let position = key.segment else { return any }
    return clear(
      position, segments[key.chain ?? -1] ?? [:], names.segment(position), names.segmentID(position)
    )
  }

  func region(_ position: Int?) -> String {
    guard let position else { return any }
    return clear(position, regions, names.region(position), book.text[book.regions[position].code])
  }

  func problem(_ position: Int) -> String {
    let row = book.problems[position]
    return clear(position, problems, book.text[row.name], book.text[row.id])
  }

  /// A name, with the id behind it where it means several things.
  private func clear(_ position: Int, _ table: [String: Int], _ name: String, _ id: String)
    -> String
  {
    table[TextFolding.foldedName(name)] == position ? name : NameTable.both(name, id)
  }
}

/// What names and ids mean.
private struct NameTable {
  /// Positions by folded text, without texts that mean several.
  var positions: [String: Int] { ids.merging(byName.filter { $0.value >= 0 }) { id, _ in id } }

  private var ids: [String: Int] = [:]
  private var byName: [String: Int] = [:]

  mutating func add(_ position: Int, id: String, names: [String]) {
    if !id.isEmpty { ids[TextFolding.foldedName(id)] = position }
    for name in names where !name.isEmpty {
      ids[TextFolding.foldedName(Self.both(name, id))] = position
      addName(name, position)
    }
  }

  mutating func addName(_ name: String, _ position: Int) {
    let key = TextFolding.foldedName(name)
    byName[key] = byName[key].map { $0 == position ? position : -1 } ?? position
  }

  func position(of text: String) -> Int? { positions[TextFolding.foldedName(text)] }

  static func both(_ name: String, _ id: String) -> String { "\(name)（\(id)）" }
}
