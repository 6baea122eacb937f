/// Finds names, codes and numbers of firms in text and puts ＊＊＊ in their place.
///
/// Matching ignores letter case, width, spaces and invisible characters, as a name may be written in
/// several ways. What stands inside a name that may be shown stays: a firm's name can be the
/// beginning of another's.
package struct FirmMask: Sendable {
  /// What stands in the place of a name.
  package static let sign = "＊＊＊"

  /// Where a text counts as the name.
  package enum Boundary: UInt8, Sendable {
    /// Anywhere, but not inside a longer Latin word or number.
    case word
    /// Anywhere, inside words too: what cannot be there by chance, such as a credit code.
    case anywhere
    /// Only where it is the whole text, as a single character may be part of any word.
    case whole
  }

  private struct Needle {
    var letters: [UInt32]
    var boundary: Boundary
    var isHidden: Bool
  }

  private var needles: [Needle] = []
  /// The needles that begin with the same two letters, or consist of one.
  private var beginnings: [UInt64: Range<Int>] = [:]

  /// A mask that hides nothing.
  package init() {}

  /// A mask of names.
  ///
  /// A name that is both hidden and shown is shown.
  ///
  /// - Parameters:
  ///   - hidden: What is hidden.
  ///   - shown: What stays although a hidden name is a part of it.
  /// - Complexity: O(letters · log names) in time, O(letters) in space.
  package init(
    hidden: some Sequence<(name: String, boundary: Boundary)>,
    shown: some Sequence<(name: String, boundary: Boundary)>
  ) {
    var all = hidden.map { Self.needle($0.name, $0.boundary, isHidden: true) }
    all.removeAll { $0.letters.isEmpty }
    guard !all.isEmpty else { return }
    for (name, boundary) in shown {
      let needle = Self.needle(name, boundary, isHidden: false)
      if !needle.letters.isEmpty { all.append(needle) }
    }
    // Of equal names the shown one comes first and stays; of hidden ones the least bounded.
    all.sort { left, right in
      if left.letters != right.letters {
        return left.letters.lexicographicallyPrecedes(right.letters)
      }
      if left.isHidden != right.isHidden { return !left.isHidden }
      return left.boundary == .anywhere && right.boundary != .anywhere
    }
    for needle in all where needles.last?.letters != needle.letters { needles.append(needle) }
    var start = 0
    for index in needles.indices {
      let next = index + 1
      let key = Self.key(needles[start].letters, 0)
      if next < needles.count, Self.key(needles[next].letters, 0) == key { continue }
      beginnings[key] = start..<next
      start = next
    }
  }

  /// Whether the mask hides nothing.
  package var isEmpty: Bool { needles.isEmpty }

  private static func needle(_ name: String, _ boundary: Boundary, isHidden: Bool) -> Needle {
    let letters = Letters(name).values
    return Needle(
      letters: letters, boundary: letters.count == 1 && boundary == .word ? .whole : boundary,
      isHidden: isHidden)
  }

  /// The first two letters as one number; a single letter stands alone.
  private static func key(_ letters: [UInt32], _ start: Int) -> UInt64 {
    let second = start + 1 < letters.count ? letters[start + 1] : 0
    return UInt64(letters[start]) << 32 | UInt64(second)
  }

  /// The text with every hidden name replaced by ＊＊＊.
  ///
  /// - Parameter text: The text.
  /// - Returns: The same text where no hidden name is in it.
  /// - Complexity: O(length · (longest name + log names)).
  package func callAsFunction(_ text: String) -> String {
    guard !needles.isEmpty, !text.isEmpty else { return text }
    let letters = Letters(text)
    // A hidden name is masked unless a shown one that begins no later ends no earlier.
    var shownEnd = 0
    var maskedEnd = 0
    var masked: [Range<Int>] = []
    for start in letters.values.indices {
      let found = longest(at: start, in: letters)
      shownEnd = max(shownEnd, found.shown)
      guard found.hidden > start, found.hidden > shownEnd else { continue }
      if let last = masked.last, start < maskedEnd {
        masked[masked.count - 1] = last.lowerBound..<max(last.upperBound, found.hidden)
      } else {
        masked.append(start..<found.hidden)
      }
      maskedEnd = max(maskedEnd, found.hidden)
    }
    guard !masked.isEmpty else { return text }
    var result = ""
    var rest = 0
    for range in masked {
      let first = letters.characterOf[range.lowerBound]
      let last = letters.characterOf[range.upperBound - 1]
      // Two ranges can share a character that stands for several letters, such as ㈱.
      if rest == 0 || first >= rest {
        result += String(letters.characters[rest..<first])
        result += Self.sign
      }
      rest = max(rest, last + 1)
    }
    return result + String(letters.characters[rest...])
  }

  /// Where the longest shown and the longest hidden name that begin at a letter end.
  private func longest(at start: Int, in text: Letters) -> (shown: Int, hidden: Int) {
    var ends = (shown: start, hidden: start)
    let values = text.values
    func take(_ range: Range<Int>) {
      var range = range
      var depth = min(2, needles[range.lowerBound].letters.count)
      while !range.isEmpty {
        let first = needles[range.lowerBound]
        if first.letters.count == depth {
          if isBounded(first, start..<start + depth, in: text) {
            if first.isHidden {
              ends.hidden = start + depth
            } else {
              ends.shown = start + depth
            }
          }
          range = range.lowerBound + 1..<range.upperBound
        }
        guard start + depth < values.count else { return }
        let next = values[start + depth]
        let lower = bound(range, depth) { $0 < next }
        range = lower..<bound(lower..<range.upperBound, depth) { $0 <= next }
        depth += 1
      }
    }
    if let range = beginnings[UInt64(values[start]) << 32] { take(range) }
    if start + 1 < values.count, let range = beginnings[Self.key(values, start)] { take(range) }
    return ends
  }

  /// The first needle of a range whose letter at a depth does not fulfil a condition.
  private func bound(_ range: Range<Int>, _ depth: Int, _ isBefore: (UInt32) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isBefore(needles[middle].letters[depth]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isBounded(_ needle: Needle, _ range: Range<Int>, in text: Letters) -> Bool {
    switch needle.boundary {
    case .anywhere: return true
    case .whole: return range == 0..<text.values.count
    case .word:
      let before = text.characterOf[range.lowerBound] - 1
      let after = text.characterOf[range.upperBound - 1] + 1
      if Self.isLatin(needle.letters[0]), before >= 0, text.isLatin(before) { return false }
      guard let last = needle.letters.last, Self.isLatin(last), after < text.characters.count else {
        return true
      }
      return !text.isLatin(after)
    }
  }

  private static func isLatin(_ letter: UInt32) -> Bool {
    (0x30...0x39).contains(letter) || (0x61...0x7A).contains(letter)
  }

  /// A text's letters in one form, each with the character it came from.
  private struct Letters {
    var characters: [Character] = []
    var values: [UInt32] = []
    var characterOf: [Int] = []

    init(_ text: String) {
      for (index, character) in text.enumerated() {
        characters.append(character)
        for scalar in Self.folded(character) {
          values.append(scalar)
          characterOf.append(index)
        }
      }
    }

    func isLatin(_ character: Int) -> Bool {
      let folded = Self.folded(characters[character])
      return folded.count == 1 && FirmMask.isLatin(folded[0])
    }

    private static func folded(_ character: Character) -> [UInt32] {
      if let byte = character.asciiValue {
        if byte <= 0x20 || byte == 0x7F { return [] }
        return [UInt32((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)]
      }
      let scalars = character.unicodeScalars
      if scalars.count == 1, let first = scalars.first, (0x4E00...0x9FFF).contains(first.value) {
        return [first.value]
      }
      return TextFolding.composedVisible(String(character)).lowercased().unicodeScalars
        .filter { !$0.properties.isWhitespace }.map(\.value)
    }
  }
}
