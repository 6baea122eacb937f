import ChainModel

/// Firms of a book that are likely the same firm entered twice.
///
/// Two entries resemble each other by their names (the same but for the legal form, a place, or a
/// character), by a credit code that was mistyped or damaged, or by telephone. Two valid codes that
/// differ are two firms, however alike their names: such a pair is never proposed, nor a branch and
/// its firm, nor names that differ in a number, a letter or a word like 东 and 新. Nothing is merged.
public struct FirmResemblance: Sendable {
  /// Two entries that are likely the same firm.
  public struct Pair: Sendable, Hashable {
    /// The position of the doubtful entry.
    public var firm: Int
    /// The position of the entry that is likely right: with a valid code, else with a row of its
    /// own, else with a number.
    public var likely: Int
    /// How likely, 0…1.
    public var score: Double
    /// Why.
    public var evidence: Bilingual
  }

  /// What two entries have in common.
  struct Kinds: OptionSet, Hashable {
    let rawValue: UInt16

    /// The names are the same.
    static let sameName = Kinds(rawValue: 1)
    /// The names are the same but for the legal form.
    static let sameCore = Kinds(rawValue: 1 << 1)
    /// The names are the same but for a place that only one has.
    static let placeMore = Kinds(rawValue: 1 << 2)
    /// The names differ in one character.
    static let oneCharacter = Kinds(rawValue: 1 << 3)
    /// The names are the same but for the places, and so is the telephone.
    static let sameContact = Kinds(rawValue: 1 << 4)
    /// One credit code becomes the other with one character or two neighbours put right.
    static let nearCode = Kinds(rawValue: 1 << 5)
    /// One credit code is what a spreadsheet left of the other.
    static let damagedCode = Kinds(rawValue: 1 << 6)
    /// The credit codes are the same and fail their check.
    static let sameCode = Kinds(rawValue: 1 << 7)
  }

  /// The pairs, by doubtful entry, the likeliest first; at most three for an entry.
  public let pairs: [Pair]

  /// The most entries under one name, or with one character left out, that are compared.
  ///
  /// What a hundred entries share does not tell which two of them are one firm.
  static let blockLimit = 64

  /// Looks for entries that are likely the same firm.
  ///
  /// - Parameter book: The book.
  /// - Complexity: O(n · l²) for n firms with names of l characters, and O(p log p) for p entries
  ///   that share a key; no firm is compared with all others.
  public init(_ book: ChainBook) {
    var finder = Finder(book)
    finder.findByCode()
    finder.findByName()
    finder.findByContact()
    finder.findByCharacter()
    pairs = finder.ranked()
  }
}

extension FirmResemblance {
  /// The search for pairs.
  struct Finder {
    let book: ChainBook
    let names: FirmNames
    private(set) var found: [UInt64: Kinds] = [:]

    init(_ book: ChainBook) {
      self.book = book
      names = FirmNames(book)
    }

    /// Notes what two entries have in common, unless something says that they are two firms.
    private mutating func note(_ left: Int, _ right: Int, _ kind: Kinds) {
      guard left != right, mayBeSame(left, right) else { return }
      found[UInt64(min(left, right)) << 32 | UInt64(max(left, right)), default: []].insert(kind)
    }

    func mayBeSame(_ left: Int, _ right: Int) -> Bool {
      if book.firms[left].hasValidCode, book.firms[right].hasValidCode { return false }
      return names.isBranch(left) == names.isBranch(right)
    }

    // MARK: - Codes

    mutating func findByCode() {
      var failed: [TextID: [Int]] = [:]
      var prefixes: [UInt64: [Int]] = [:]
      for (position, firm) in book.firms.enumerated()
      where !firm.hasValidCode && !firm.creditCode.isEmpty {
        let text = book.text[firm.creditCode]
        switch CreditCode.validate(text) {
        case .checkFailed(let code, _):
          failed[firm.creditCode, default: []].append(position)
          for near in CreditCode.codes(near: code) { link(position, to: near, .nearCode) }
        case .malformed, .valid, .repaired: break
        }
        if mayBeDamaged(text) {
          for code in CreditCode.candidates(forDamagedNumber: text) {
            link(position, to: code, .damagedCode)
          }
        }
        let digits = TextFolding.cleanCell(text)
        if digits.utf8.count == 15, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
          prefixes[UInt64(digits) ?? 0, default: []].append(position)
        }
      }
      for (_, positions) in failed where positions.count <= FirmResemblance.blockLimit {
        for (offset, left) in positions.enumerated() {
          for right in positions[(offset + 1)...] { note(left, right, .sameCode) }
        }
      }
      guard !prefixes.isEmpty else { return }
      for (position, firm) in book.firms.enumerated() where firm.hasValidCode {
        // Fifteen digits of a code that has no letter among them.
        let prefix = book.text.withBytes(of: firm.creditCode) { bytes in
          bytes.prefix(15).reduce(UInt64?.some(0)) { value, byte in
            (0x30...0x39).contains(byte) ? value.map { $0 * 10 + UInt64(byte - 0x30) } : nil
          }
        }
        for damaged in prefix.flatMap({ prefixes[$0] }) ?? [] {
          note(damaged, position, .damagedCode)
        }
      }
    }

    /// Whether a text may be what a spreadsheet left of a code; eighteen digits that no double prints
    /// as were typed.
    private func mayBeDamaged(_ text: String) -> Bool {
      guard let number = Int64(TextFolding.cleanCell(text)) else { return true }
      return number % 1000 == 0 || Double(number) == Double(exactly: number)
    }

    private mutating func link(_ firm: Int, to code: CreditCode, _ kind: Kinds) {
      guard let text = book.text.find(code.description), let other = book.firm(named: text),
        book.firms[other].hasValidCode, book.firms[other].creditCode == text
      else { return }
      note(firm, other, kind)
    }

    // MARK: - Names

    /// Names of the same core: the same places, or those of one among those of the other.
    mutating func findByName() {
      let names = names
      var pairs: [(Int, Int, Kinds)] = []
      KeyBlocks.forEach(limit: FirmResemblance.blockLimit) { take in
        for firm in 0..<names.count {
          let core = names.core(of: firm)
          guard core.count >= 2 else { continue }
          let places = names.places(of: firm)
          take(Self.key(core, places, without: 0), UInt32(firm), 0)
          // Without places the core must name the firm and its trade.
          guard core.count >= 4, !names.isBranch(firm) else { continue }
          for left in 1..<(UInt32(1) << UInt32(places.count)) {
            take(Self.key(core, places, without: left), UInt32(firm), 1)
          }
        }
      } _: { members in
        for (offset, left) in members.enumerated() where left.role == 0 {
          for (other, right) in members.enumerated() where offset != other {
            let (one, two) = (Int(left.item), Int(right.item))
            guard names.core(of: one).elementsEqual(names.core(of: two)) else { continue }
            if right.role == 1 {
              pairs.append((one, two, .placeMore))
            } else if offset < other {
              pairs.append((one, two, .sameCore))
            }
          }
        }
      }
      for (one, two, kind) in pairs {
        let isSame =
          kind == .sameCore && !book.firms[one].name.isEmpty
          && TextFolding.foldedName(book.text[book.firms[one].name])
            == TextFolding.foldedName(book.text[book.firms[two].name])
        note(one, two, isSame ? .sameName : kind)
      }
    }

    /// The key of a core and its places without some, whatever the places' order.
    private static func key(
      _ core: ArraySlice<UInt32>, _ places: ArraySlice<UInt64>, without left: UInt32
    ) -> UInt64 {
      var sum: UInt64 = 0
      for (bit, place) in places.enumerated() where left >> UInt32(bit) & 1 == 0 {
        sum &+= FirmNames.finish(place)
      }
      return FirmNames.hash(core, seed: sum)
    }

    /// Names of the same core, in whatever places, with the same telephone.
    mutating func findByContact() {
      let names = names
      let book = book
      var pairs: [(Int, Int)] = []
      KeyBlocks.forEach(limit: FirmResemblance.blockLimit) { take in
        for firm in 0..<names.count where !book.firms[firm].phone.isEmpty {
          let core = names.core(of: firm)
          guard core.count >= 2 else { continue }
          for phone in Self.phones(book, book.firms[firm].phone) {
            take(FirmNames.hash(core, seed: phone), UInt32(firm), 0)
          }
        }
      } _: { members in
        for (offset, left) in members.enumerated() {
          for right in members.dropFirst(offset + 1) {
            let (one, two) = (Int(left.item), Int(right.item))
            if names.core(of: one).elementsEqual(names.core(of: two)) { pairs.append((one, two)) }
          }
        }
      }
      for (one, two) in pairs { note(one, two, .sameContact) }
    }

    /// The telephone numbers of a cell, as numbers.
    static func phones(_ book: ChainBook, _ id: TextID) -> [UInt64] {
      book.text.withBytes(of: id) { bytes in
        var phones: [UInt64] = []
        var number: UInt64 = 0
        var digits = 0
        for position in 0...bytes.count {
          let byte = position < bytes.count ? bytes[position] : UInt8(ascii: ";")
          switch byte {
          case 0x30...0x39:
            if digits < 18 { number = number * 10 + UInt64(byte - 0x30) }
            digits += 1
          case UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "+"):
            break
          default:
            // A number with the country's code is the one without.
            if digits == 13, number / 100_000_000_000 == 86 { number %= 100_000_000_000 }
            if digits >= 7, digits <= 18, !phones.contains(number) { phones.append(number) }
            number = 0
            digits = 0
          }
        }
        return phones
      }
    }

    // MARK: - One character

    /// Names that differ in one character: replaced, left out or swapped with its neighbour.
    ///
    /// Two names at edit distance 1 share a text that is left when a character is deleted (the
    /// deletion neighbourhood; Bocek, Hunt & Stiller 2007, *Fast similarity search in large
    /// dictionaries*, University of Zurich, ifi-2007.02).
    mutating func findByCharacter() {
      let names = names
      var pairs: [(Int, Int)] = []
      KeyBlocks.forEach(limit: FirmResemblance.blockLimit) { take in
        for firm in 0..<names.count {
          let core = names.core(of: firm)
          guard Self.isLongEnough(core), !names.isBranch(firm) else { continue }
          take(FirmNames.hash(core), UInt32(firm), 1)
          for left in core.indices {
            // Leaving either of two equal neighbours out gives the same text.
            if left > core.startIndex, core[left] == core[left - 1] { continue }
            var state: UInt64 = 0x9E37_79B9_7F4A_7C15
            for position in core.indices where position != left {
              state = FirmNames.mix(state, UInt64(core[position]))
            }
            take(FirmNames.finish(state), UInt32(firm), 0)
          }
        }
      } _: { members in
        // Where several names differ in one place, that place tells firms apart.
        guard Set(members.map(\.item)).count <= 3 else { return }
        for (offset, left) in members.enumerated() {
          for right in members.dropFirst(offset + 1) where left.item != right.item {
            let (one, two) = (Int(left.item), Int(right.item))
            if Self.difference(names.core(of: one), names.core(of: two)) != nil {
              pairs.append((one, two))
            }
          }
        }
      }
      pairs.removeAll { !mayBeSame($0.0, $0.1) || !agreeOnPlace($0.0, $0.1) }
      let counts = countPairs(around: pairs)
      for (one, two) in pairs where isSlip(one, two, counts) { note(one, two, .oneCharacter) }
    }

    /// How often the pairs of characters around replaced characters occur in the book's names.
    private func countPairs(around pairs: [(Int, Int)]) -> [UInt64: Int] {
      var counts: [UInt64: Int] = [:]
      for (one, two) in pairs {
        let (left, right) = (names.core(of: one), names.core(of: two))
        guard case .replaced(let place, _, _) = Self.difference(left, right) else { continue }
        for pair in Self.pairs(around: place, of: left) + Self.pairs(around: place, of: right) {
          counts[pair] = 0
        }
      }
      guard !counts.isEmpty else { return counts }
      for firm in 0..<names.count {
        let core = names.core(of: firm)
        for (first, second) in zip(core, core.dropFirst()) {
          let pair = UInt64(first) << 32 | UInt64(second)
          if let count = counts[pair] { counts[pair] = count + 1 }
        }
      }
      return counts
    }

    /// Whether a difference of one character is likely a slip.
    ///
    /// A character in place of another mostly makes another firm (小糸製作所, 小松製作所). It is a slip
    /// where the two sound or look alike, where the telephones agree, or where one of the names has
    /// pairs of characters there that are usual in the book and the other has pairs that no third
    /// name has (轴承, 轴称).
    private func isSlip(_ left: Int, _ right: Int, _ counts: [UInt64: Int]) -> Bool {
      let (one, two) = (names.core(of: left), names.core(of: right))
      guard case .replaced(let place, let old, let new) = Self.difference(one, two) else {
        return true
      }
      if Self.areConfusable(old, new) || sharesPhone(left, right) { return true }
      let usual = [one, two].map { core in
        Self.pairs(around: place, of: core).map { (counts[$0] ?? 0) - 1 }
      }
      func isUsual(_ counts: [Int]) -> Bool { counts.allSatisfy { $0 >= 3 } }
      func isUnknown(_ counts: [Int]) -> Bool { counts.allSatisfy { $0 == 0 } }
      return isUsual(usual[0]) && isUnknown(usual[1]) || isUsual(usual[1]) && isUnknown(usual[0])
    }

    private static func isLongEnough(_ core: ArraySlice<UInt32>) -> Bool {
      // A name in letters is longer for the same number of words.
      core.count >= (core.contains { $0 >= 0x3400 } ? 5 : 10) && core.count <= 64
    }

    /// Whether neither the places in the names nor the regions of the rows contradict.
    private func agreeOnPlace(_ left: Int, _ right: Int) -> Bool {
      let places = (Set(names.places(of: left)), Set(names.places(of: right)))
      guard places.0.isSubset(of: places.1) || places.1.isSubset(of: places.0) else { return false }
      return !regionsConflict(left, right)
    }

    /// Whether both rows state a region and neither lies within the other.
    func regionsConflict(_ left: Int, _ right: Int) -> Bool {
      guard let one = book.firms[left].region.index, let two = book.firms[right].region.index else {
        return false
      }
      return !isWithin(one, two) && !isWithin(two, one)
    }

    private func isWithin(_ region: Int, _ other: Int) -> Bool {
      var next: Int? = region
      while let here = next, here != other { next = book.regions[here].parent.index }
      return next != nil
    }
  }
}
