import ChainModel

/// A problem's wording taken apart: what each of its statements is about and how it is wrong.
///
/// A statement that says something is in order (`计量器具均已检定`, `未发现不合格品`) is not a problem, and
/// nothing may be proposed for it: `未检定` and `已检定` share every word but one. It is in order where it
/// praises, or denies something bad in itself, and nothing else in it is wrong. Asking for proof
/// (`未见首件检验记录`) is a fault.
struct WordingReading {
  /// A part of a wording between marks of punctuation or before 但.
  struct Statement {
    /// What it is about, every term in one form.
    var content: [UInt32] = []
    /// Whether a scalar of the content begins another word than the one before it.
    var begins: [Bool] = []
    /// How it is wrong.
    var faults: WordingLexicon.Fault = []
    /// Whether it says that something is in order.
    var isSound = false
    /// Terms that were written otherwise: where in the content the form used begins, that form, and
    /// the word of the wording.
    var written: [(start: Int, term: [UInt32], word: [UInt32])] = []

    /// A part of the content as it was written.
    func words(of range: Range<Int>) -> [UInt32] {
      var words: [UInt32] = []
      var position = range.lowerBound
      while position < range.upperBound {
        let term = written.first {
          $0.start == position && position + $0.term.count <= range.upperBound
        }
        words += term?.word ?? [content[position]]
        position += term?.term.count ?? 1
      }
      return words
    }

    /// The pairs of characters by which it is found.
    var grams: [GramIndex.Gram] {
      GramIndex.grams(content) { begins[$0] }
    }
  }

  /// The statements in order; none where the wording has neither content nor faults.
  private(set) var statements: [Statement] = []

  /// A word of the lexicon by its position there, or a character that is no part of one.
  private enum Token {
    case known(Int)
    case unknown(UInt32)
  }

  /// Reads a wording.
  ///
  /// - Parameters:
  ///   - wording: The wording, in any width and case.
  ///   - lexicon: The words that mean more than themselves.
  /// - Complexity: O(length).
  init(_ wording: String, lexicon: WordingLexicon = .standard) {
    let scalars = Self.scalars(of: wording)
    var tokens: [Token] = []
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      if Self.isSeparator(scalar) {
        finish(&tokens, lexicon)
        position += 1
      } else if let word = lexicon.word(in: scalars, at: position) {
        if lexicon.words[word].role == .turn {
          finish(&tokens, lexicon)
        } else {
          tokens.append(.known(word))
        }
        position += lexicon.words[word].scalars.count
      } else {
        // White space and marks within a statement join what stands around them.
        if !Self.isJoiner(scalar) { tokens.append(.unknown(scalar)) }
        position += 1
      }
    }
    finish(&tokens, lexicon)
  }

  /// All statements as one that are not in order, where there are several.
  var whole: Statement? {
    let faulty = statements.filter { !$0.isSound }
    guard faulty.count > 1 else { return nil }
    return faulty.dropFirst().reduce(into: faulty[0]) { whole, next in
      whole.written += next.written.map { ($0.start + whole.content.count, $0.term, $0.word) }
      whole.content += next.content
      whole.begins += next.begins
      whole.faults.formUnion(next.faults)
    }
  }

  /// Ends a statement.
  private mutating func finish(_ tokens: inout [Token], _ lexicon: WordingLexicon) {
    defer { tokens.removeAll(keepingCapacity: true) }
    guard !tokens.isEmpty else { return }
    let words = lexicon.words
    // Where only fillers follow, a word stands at the end.
    let end =
      (tokens.lastIndex {
        if case .known(let word) = $0 { words[word].role != .filler } else { true }
      } ?? -1) + 1
    var state = State()
    for (position, token) in tokens.enumerated() {
      switch token {
      case .unknown(let scalar):
        state.meetContent(isBad: false, carries: false, fault: [])
        state.append([scalar], isNewWord: !state.followsUnknown)
        state.followsUnknown = true
      case .known(let word):
        state.followsUnknown = false
        let isInside = words[word].onlyAtEnd && position + 1 < end
        switch isInside ? .content : words[word].role {
        case .filler, .turn:
          state.endsInTrouble = words[word].isTrouble
          continue
        case .negator: state.meetNegator(deniesExistence: words[word].deniesExistence)
        case .praise: state.meetPraise()
        case .fault: state.meetFault(words[word].fault)
        case .content:
          state.meetContent(
            isBad: words[word].isBad, carries: words[word].carries,
            fault: isInside ? [] : words[word].fault)
        }
        state.endsInTrouble = false
        guard isInside || !words[word].onlyAtEnd, !words[word].content.isEmpty else { continue }
        if words[word].content != words[word].scalars {
          state.statement.written.append(
            (state.statement.content.count, words[word].content, words[word].scalars))
        }
        state.append(words[word].content, isNewWord: true)
      }
    }
    let statement = state.finished()
    if !statement.content.isEmpty || !statement.faults.isEmpty || statement.isSound {
      statements.append(statement)
    }
  }

  /// What is known of a statement while it is read.
  private struct State {
    var statement = Statement()
    /// The last words were unknown characters, which may belong together.
    var followsUnknown = false
    /// The last word names trouble of any kind.
    var endsInTrouble = false
    private var isDenied = false
    private var praises = false
    private var deniesBad = false
    private var isWrong = false
    private var negators = 0
    private var denials = 0

    mutating func append(_ content: [UInt32], isNewWord: Bool) {
      for (offset, scalar) in content.enumerated() {
        statement.begins.append(isNewWord && offset == 0 && !statement.content.isEmpty)
        statement.content.append(scalar)
      }
    }

    mutating func meetNegator(deniesExistence: Bool) {
      if isDenied { isWrong = true }
      isDenied = true
      negators += 1
      if deniesExistence { denials += 1 }
    }

    mutating func meetPraise() {
      if isDenied {
        isWrong = true
        statement.faults.insert(.poor)
      } else {
        praises = true
      }
      isDenied = false
    }

    mutating func meetFault(_ fault: WordingLexicon.Fault) {
      if isDenied {
        deniesBad = true
      } else {
        isWrong = true
        statement.faults.formUnion(fault)
      }
      isDenied = false
    }

    mutating func meetContent(isBad: Bool, carries: Bool, fault: WordingLexicon.Fault) {
      statement.faults.formUnion(fault)
      if isDenied, isBad {
        deniesBad = true
      } else if isDenied {
        isWrong = true
        statement.faults.formUnion([.absent, .undone])
      } else if deniesBad, !carries {
        // Something of what is bad is missing: 无不合格品处置记录.
        deniesBad = false
        isWrong = true
        statement.faults.insert(.absent)
      }
      isDenied = false
    }

    func finished() -> Statement {
      // It denies that there is trouble of some kind: 未发现首件检验问题, 无重大质量问题.
      if negators == 1, denials == 1, endsInTrouble { return Statement(isSound: true) }
      var statement = statement
      statement.isSound = !isWrong && !isDenied && (praises || deniesBad)
      return statement
    }
  }

  /// The scalars of a wording, NFKC, in small letters, without marks at list items.
  private static func scalars(of wording: String) -> [UInt32] {
    TextFolding.foldedName(wording).unicodeScalars.map { scalar in
      (0x41...0x5A).contains(scalar.value) ? scalar.value + 0x20 : scalar.value
    }
  }

  private static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    // , . ; : ! ? ( ) [ ] 。 〈…】 and the enumeration numbers' full stop.
    case 0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F, 0x28, 0x29, 0x5B, 0x5D, 0x3002, 0x3008...0x3011,
      0x2026, 0x2014, 0x2460...0x24FF, 0x0A, 0x0D:
      true
    default: false
    }
  }

  private static func isJoiner(_ scalar: UInt32) -> Bool {
    switch scalar {
    // Space, quotation marks, hyphen, slash, 、, “ ”, middle dot.
    case 0x20, 0x22, 0x27, 0x2D, 0x2F, 0x5F, 0x3001, 0x2018...0x201D, 0xB7, 0x30FB, 0x7E: true
    default: false
    }
  }
}
