/// The words of problem descriptions that do not simply say what the matter is about.
///
/// Four kinds: words that say nothing (`存在`, `现象`), words for what is wrong (`缺失`, `走过场`) or right
/// (`齐全`, `已`), negators (`未`, `无`), and terms that several words stand for (`量具`, `计量器具`). The tables are
/// data, in ``WordingLexicon+Words``; ``WordingReading`` says what they do.
struct WordingLexicon: Sendable {
  /// How something is wrong, as far as it tells problems about the same thing apart.
  struct Fault: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// Not there: 缺失.
    static let absent = Fault(rawValue: 1)
    /// Not done: 未开展.
    static let undone = Fault(rawValue: 1 << 1)
    /// Too little or not good enough: 不足.
    static let poor = Fault(rawValue: 1 << 2)
    /// Two things differ: 不一致.
    static let mismatch = Fault(rawValue: 1 << 3)
    /// Past its time: 超期.
    static let overdue = Fault(rawValue: 1 << 4)
    /// Without order: 混乱.
    static let disorder = Fault(rawValue: 1 << 5)
    /// Done for show: 走过场.
    static let formal = Fault(rawValue: 1 << 6)
    /// Not steady: 波动大.
    static let unstable = Fault(rawValue: 1 << 7)
    /// Slow: 周期长.
    static let slow = Fault(rawValue: 1 << 8)
    /// Against the rules: 未按.
    static let disobeyed = Fault(rawValue: 1 << 9)
    /// Too much: 过高.
    static let excessive = Fault(rawValue: 1 << 10)

    /// Faults that people use for one another: what is not done is missing, or is not enough.
    static let lacks: Fault = [.absent, .undone, .poor]
  }

  /// What a word does in a description.
  enum Role: UInt8, Sendable {
    /// Nothing.
    case filler
    /// Says what the matter is about.
    case content
    /// Says what is wrong.
    case fault
    /// Turns what follows into its opposite.
    case negator
    /// Says that something is right.
    case praise
    /// Begins another statement: 但.
    case turn
  }

  struct Word: Sendable {
    var scalars: [UInt32]
    var role: Role
    /// What the word is about, in the form used for all words of the same meaning.
    var content: [UInt32] = []
    var fault: Fault = []
    /// Content that is bad in itself, so that denying it is no problem: 裂纹, 投诉.
    var isBad = false
    /// Has its meaning at the end of a statement only: 低, 差.
    var onlyAtEnd = false
    /// Denies that something is there: 未发现.
    var deniesExistence = false
    /// Names trouble of any kind: 问题.
    var isTrouble = false
    /// May follow what is denied: 未发现不合格产品.
    var carries = false
  }

  static let standard = WordingLexicon()

  /// The words in the order of the table.
  let words: [Word]
  private let table: WordTable

  private init() {
    var known: [[UInt32]: Word] = [:]
    func add(_ list: String, _ role: Role, _ change: (inout Word) -> Void = { _ in }) {
      for text in list.split(whereSeparator: \.isWhitespace) {
        let scalars = text.unicodeScalars.map(\.value)
        var word = Word(scalars: scalars, role: role)
        if role == .content { word.content = scalars }
        change(&word)
        known[scalars] = word
      }
    }
    add(Self.fillers, .filler)
    add(Self.troubles, .filler) { $0.isTrouble = true }
    add(Self.negators, .negator)
    add(Self.denials, .negator) { $0.deniesExistence = true }
    add(Self.turns, .turn)
    add(Self.praise, .praise)
    for term in Self.praisedTerms.split(separator: " ") {
      add(String(term), .praise) { $0.content = $0.scalars }
    }
    for (fault, list) in Self.faults { add(list, .fault) { $0.fault = fault } }
    for (fault, list) in Self.faultsAtEnd {
      add(list, .fault) {
        $0.fault = fault
        $0.onlyAtEnd = true
        $0.content = $0.scalars
      }
    }
    for (fault, term, list) in Self.faultsOfTerms {
      let content = term.unicodeScalars.map(\.value)
      add(list, .fault) {
        $0.fault = fault
        $0.content = content
      }
    }
    for (fault, term, list) in Self.mendableTerms {
      let content = term.unicodeScalars.map(\.value)
      add(list, .content) {
        $0.fault = fault
        $0.content = content
      }
    }
    add(Self.terms, .content)
    for line in Self.synonyms.split(separator: "\n") {
      guard let first = line.split(separator: " ").first else { continue }
      let content = first.unicodeScalars.map(\.value)
      add(String(line), .content) { $0.content = content }
    }
    for text in Self.bad.split(whereSeparator: \.isWhitespace) {
      let scalars = text.unicodeScalars.map(\.value)
      known[scalars, default: Word(scalars: scalars, role: .content, content: scalars)].isBad = true
    }
    for text in Self.carriers.split(whereSeparator: \.isWhitespace) {
      let scalars = text.unicodeScalars.map(\.value)
      known[scalars, default: Word(scalars: scalars, role: .content, content: scalars)].carries =
        true
    }
    table = WordTable(known.keys)
    words = table.words.map { known[$0] ?? Word(scalars: $0, role: .content) }
  }

  /// The position in ``words`` of the longest word that begins at a position of a text.
  ///
  /// - Complexity: O(words with the same first character).
  func word(in text: [UInt32], at position: Int) -> Int? {
    table.word(in: text, at: position)
  }
}
