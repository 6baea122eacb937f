import ChainModel

/// Proposes the problems of a library that a description may mean (问题归并).
///
/// A description that equals a name or synonym needs no proposal. For any other, what it is about
/// (``WordingReading``) is compared with what each name and synonym is about by ``GramIndex``: rare
/// character pairs count more, and a long description may say much besides. Problems about the same
/// thing are told apart by how it is wrong (缺失, 与现场不符, 未按…操作). Descriptions that something is
/// in order get no proposal. Nothing is merged: candidates are for a person to confirm.
public struct WordingMatcher: Sendable {
  /// A problem of the library.
  public struct Entry: Sendable, Hashable {
    /// The code.
    public var id: String
    /// The name.
    public var name: String
    /// Other wordings that mean the same.
    public var synonyms: [String]

    /// A problem of the library.
    ///
    /// - Parameters:
    ///   - id: The code.
    ///   - name: The name.
    ///   - synonyms: Other wordings that mean the same.
    public init(id: String, name: String, synonyms: [String]) {
      self.id = id
      self.name = name
      self.synonyms = synonyms
    }
  }

  /// A problem that a description may mean.
  public struct Candidate: Sendable, Hashable {
    /// The problem's position in ``WordingMatcher/entries``.
    public var entry: Int
    /// How near it is, 0…1.
    public var score: Double
    /// What the two have in common, for the person who decides.
    public var evidence: Bilingual
  }

  /// The least score that is proposed; tuned on the labelled pairs of the tests.
  public static let threshold = 0.55

  /// The problems compared with.
  public let entries: [Entry]

  private let index: GramIndex
  /// The name or synonym, and the problem, behind each text of the index.
  private let wordings: [(text: String, entry: Int, statement: WordingReading.Statement)]

  private static let rule = GramIndex.Weights(query: 0.25, document: 0.4, cap: 1, leastCap: 3)

  /// Indexes a library.
  ///
  /// - Parameter entries: The problems; their order decides between equal scores.
  /// - Complexity: O(length of all names and synonyms) in time and space.
  public init(_ entries: [Entry]) {
    var documents: [(grams: [GramIndex.Gram], group: Int)] = []
    var wordings: [(text: String, entry: Int, statement: WordingReading.Statement)] = []
    for (position, entry) in entries.enumerated() {
      for text in [entry.name] + entry.synonyms {
        let reading = WordingReading(text)
        guard let statement = reading.whole ?? reading.statements.first, !statement.content.isEmpty
        else { continue }
        documents.append((statement.grams, position))
        wordings.append((text, position, statement))
      }
    }
    self.entries = entries
    self.wordings = wordings
    index = GramIndex(documents, groupCount: entries.count)
  }

  /// The problems a description may mean, best first.
  ///
  /// - Parameters:
  ///   - wording: The description.
  ///   - limit: How many to return at most.
  /// - Returns: At most `limit` problems, each once; none for a description that equals no problem
  ///   well enough or that says something is in order.
  /// - Complexity: O(length + names and synonyms that share a character pair).
  public func candidates(for wording: String, limit: Int = 3) -> [Candidate] {
    let reading = WordingReading(wording)
    var best: [Int: (score: Double, document: Int, statement: WordingReading.Statement)] = [:]
    for statement in reading.statements + [reading.whole].compactMap(\.self)
    where !statement.isSound && !statement.content.isEmpty {
      for match in index.matches(
        statement.grams, minimum: Self.threshold, rule: Self.rule)
      {
        let entry = wordings[match.document].entry
        let score =
          match.score
          * Self.agreement(statement.faults, wordings[match.document].statement.faults)
        guard score >= Self.threshold, match.rarest >= 0.5,
          score > best[entry]?.score ?? 0
        else { continue }
        best[entry] = (score, match.document, statement)
      }
    }
    let order = best.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
    return order.prefix(limit).map { entry, found in
      Candidate(
        entry: entry, score: found.score, evidence: evidence(found.document, found.statement))
    }
  }

  /// How well two ways of being wrong agree.
  private static func agreement(
    _ left: WordingLexicon.Fault, _ right: WordingLexicon.Fault
  ) -> Double {
    if left.isEmpty && right.isEmpty { return 1 }
    if left.isEmpty || right.isEmpty { return 0.92 }
    if !left.isDisjoint(with: right) { return 1 }
    if !left.isDisjoint(with: .lacks), !right.isDisjoint(with: .lacks) { return 0.95 }
    return 0.8
  }

  private func evidence(
    _ document: Int, _ statement: WordingReading.Statement
  ) -> Bilingual {
    let (text, entry, known) = wordings[document]
    var shared: [String] = []
    for range in Self.sharedParts(of: known.content, with: statement.grams) {
      let word = known.content[range]
      // A term is quoted as the description writes it where it writes it otherwise.
      var others: [String] = []
      for written in statement.written where Self.contains(word, written.term) {
        let here = known.written.contains { $0.term == written.term && $0.word == written.word }
        let other = "“\(Self.string(written.word))”"
        if !here, !others.contains(other) { others.append(other) }
      }
      let quoted =
        "“\(Self.string(known.words(of: range)[...]))”"
        + (others.isEmpty ? "" : "（原文\(others.joined(separator: "、"))）")
      if !shared.contains(quoted) { shared.append(quoted) }
    }
    let isName = text == entries[entry].name
    let differs = Self.agreement(statement.faults, known.faults) < 0.9
    return Bilingual(
      "与\(isName ? "问题名称" : "同义表述")“\(text)”相近：同有\(shared.joined())"
        + (differs ? "，但毛病的说法不同" : ""),
      "near the \(isName ? "name" : "synonym") “\(text)”: both have \(shared.joined(separator: ", "))"
        + (differs ? ", but what is wrong is put differently" : ""))
  }

  /// The longest parts of a text all of whose character pairs are among some.
  private static func sharedParts(
    of content: [UInt32], with grams: [GramIndex.Gram]
  ) -> [Range<Int>] {
    func has(_ key: UInt64) -> Bool { grams.contains { $0.key == key } }
    if content.count == 1 { return has(UInt64(content[0])) ? [0..<1] : [] }
    var parts: [Range<Int>] = []
    for position in content.indices.dropFirst()
    where has(UInt64(content[position - 1]) << 32 | UInt64(content[position])) {
      if let last = parts.last, last.upperBound == position {
        parts[parts.count - 1] = last.lowerBound..<position + 1
      } else {
        parts.append(position - 1..<position + 1)
      }
    }
    return parts
  }

  private static func contains(_ text: ArraySlice<UInt32>, _ part: [UInt32]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text.dropFirst($0).starts(with: part) }
  }

  private static func string(_ scalars: some Sequence<UInt32>) -> String {
    String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }
}
