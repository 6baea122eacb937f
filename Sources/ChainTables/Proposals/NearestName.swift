import ChainModel

/// The entries of a short list nearest to a name that is not in it: chains, segments, regions.
///
/// Codes are near when they differ in zeros before a number (`HJ8`, `HJ08`); names when one holds the
/// other, when they differ in a character or two of many, or when they share enough characters and
/// pairs of characters, rare ones counting more (``GramIndex``). What is found is proposed, with the
/// reason, and never taken for the entry.
public struct NearestName: Sendable {
  /// An entry of the list.
  public struct Entry: Sendable, Hashable {
    /// The code, or the name again.
    public var id: String
    /// The name.
    public var name: String

    /// An entry of the list.
    ///
    /// - Parameters:
    ///   - id: The code, or the name again.
    ///   - name: The name.
    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// An entry that a name may mean.
  public struct Candidate: Sendable, Hashable {
    /// The entry's position in ``NearestName/entries``.
    public var entry: Int
    /// How near it is, 0…1.
    public var score: Double
    /// Why it may be meant.
    public var evidence: Bilingual
  }

  /// The least score that is proposed.
  public static let threshold = 0.5

  /// The entries compared with.
  public let entries: [Entry]

  private let index: GramIndex
  private let keys: [[UInt32]]
  private var entriesOfCode: [String: [Int]] = [:]

  private static let rule = GramIndex.Weights(query: 0.5, document: 0.5)

  /// Indexes a list.
  ///
  /// - Parameter entries: The entries; their order decides between equal scores.
  /// - Complexity: O(length of all names) in time and space.
  public init(_ entries: [Entry]) {
    self.entries = entries
    keys = entries.map { Self.key(of: $0.name) }
    index = GramIndex(
      keys.enumerated().map { (Self.grams($1), $0) }, groupCount: entries.count)
    for (position, entry) in entries.enumerated() {
      if let code = Self.plainCode(entry.id) { entriesOfCode[code, default: []].append(position) }
    }
  }

  /// The entries a name may mean, best first.
  ///
  /// - Parameters:
  ///   - name: The name or code; not one of the list's.
  ///   - limit: How many to return at most.
  /// - Returns: At most `limit` entries, each once.
  /// - Complexity: O(names that share a character + limit · length²).
  public func candidates(for name: String, limit: Int = 3) -> [Candidate] {
    if let code = Self.plainCode(name) {
      return (entriesOfCode[code] ?? []).prefix(limit).map { entry in
        Candidate(
          entry: entry, score: 1,
          evidence: Bilingual(
            "与编号“\(entries[entry].id)”只差大小写、分隔符或数字前的零",
            "differs from the code “\(entries[entry].id)” in case, separators or leading zeros only"
          ))
      }
    }
    let key = Self.key(of: name)
    guard key.count > 1 else { return [] }
    // Those worth a closer look; what holds all of a name scores a third even if twice as long.
    var found = index.matches(Self.grams(key), minimum: 0.2, rule: Self.rule)
    found.sort { ($1.score, $0.document) < ($0.score, $1.document) }
    var candidates = found.prefix(50).compactMap { candidate($0, for: name, key) }
    candidates.sort { ($1.score, $0.entry) < ($0.score, $1.entry) }
    return Array(candidates.prefix(limit))
  }

  private func candidate(
    _ match: GramIndex.Match, for name: String, _ key: [UInt32]
  ) -> Candidate? {
    let entry = match.document
    let other = keys[entry]
    let shorter = min(key.count, other.count)
    let longer = max(key.count, other.count)
    var best = (score: match.score, evidence: sharedCharacters(key, other))
    func offer(_ score: Double, _ evidence: Bilingual) {
      if score > best.score { best = (score, evidence) }
    }
    if shorter > 1,
      Self.contains(longer == key.count ? key : other, longer == key.count ? other : key)
    {
      let score = 0.5 + 0.5 * Double(shorter) / Double(longer)
      offer(
        score,
        longer == key.count
          ? Bilingual("含有“\(entries[entry].name)”", "it holds “\(entries[entry].name)”")
          : Bilingual(
            "“\(entries[entry].name)”含有“\(name)”", "“\(entries[entry].name)” holds “\(name)”"))
    }
    if shorter >= 3, shorter < longer,
      Self.abbreviates(shorter == key.count ? key : other, longer == key.count ? key : other)
    {
      offer(
        0.4 + 0.5 * Double(shorter) / Double(longer),
        shorter == key.count
          ? Bilingual("是“\(entries[entry].name)”的缩略", "short for “\(entries[entry].name)”")
          : Bilingual("“\(entries[entry].name)”是它的缩略", "“\(entries[entry].name)” is short for it"))
    }
    // Short names differ in a character because they mean different things (铜山区, 泉山区).
    let bound = longer >= 7 ? 2 : longer >= 4 ? 1 : 0
    if bound > 0,
      let distance = TextSimilarity.editDistance(
        Self.string(key), Self.string(other), bound: bound, transpositions: true)
    {
      offer(
        max(0.6, 1 - Double(distance) / Double(longer)),
        Bilingual(
          "与“\(entries[entry].name)”只差 \(distance) 处",
          "differs from “\(entries[entry].name)” in \(distance) \(distance == 1 ? "place" : "places")"
        ))
    }
    guard best.score >= Self.threshold else { return nil }
    return Candidate(entry: entry, score: best.score, evidence: best.evidence)
  }

  private func sharedCharacters(_ left: [UInt32], _ right: [UInt32]) -> Bilingual {
    var rest = right
    var shared: [UInt32] = []
    for scalar in left {
      guard let place = rest.firstIndex(of: scalar) else { continue }
      rest.remove(at: place)
      shared.append(scalar)
    }
    let text = shared.map { Self.string([$0]) }.joined(separator: "、")
    return Bilingual("两者同有“\(text)”", "both have “\(text)”")
  }

  /// Single characters count besides pairs, since abbreviations leave out every other one.
  private static func grams(_ key: [UInt32]) -> [GramIndex.Gram] {
    guard key.count > 1 else { return GramIndex.grams(key) }
    var single: [GramIndex.Gram] = []
    for scalar in key where !single.contains(where: { $0.key == UInt64(scalar) }) {
      single.append(GramIndex.Gram(key: UInt64(scalar), share: 0.5))
    }
    return GramIndex.grams(key) + single
  }

  private static func key(of name: String) -> [UInt32] {
    TextFolding.key(name).unicodeScalars.map(\.value)
  }

  private static func string(_ scalars: [UInt32]) -> String {
    String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }

  /// Whether a name is left when characters of another are left out: 锻铸毛坯, 锻造铸造毛坯.
  private static func abbreviates(_ short: [UInt32], _ name: [UInt32]) -> Bool {
    var rest = short[...]
    for scalar in name where rest.first == scalar { rest = rest.dropFirst() }
    return rest.isEmpty && short.first == name.first
  }

  private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    (0...text.count - part.count).contains { text[$0...].starts(with: part) }
  }

  /// A code of letters and digits in one form: capitals, without separators and leading zeros.
  private static func plainCode(_ text: String) -> String? {
    var code = ""
    var isInNumber = false
    var hasDigit = false
    var isApart = false
    for scalar in TextFolding.foldedName(text).uppercased().unicodeScalars {
      switch scalar {
      case "0"..."9":
        hasDigit = true
        // 1-12 and 11-2 stay two codes.
        if isApart, code.last?.isNumber == true { code += "." }
        isApart = false
        if scalar != "0" || isInNumber { code.unicodeScalars.append(scalar) }
        isInNumber = isInNumber || scalar != "0"
      case "A"..."Z":
        code.unicodeScalars.append(scalar)
        isInNumber = false
        isApart = false
      case "-", "_", " ", ".", "/", "#":
        isInNumber = false
        isApart = true
      default: return nil
      }
    }
    return hasDigit ? code : nil
  }
}
