/// Words found at a place in a text, the longest first.
struct WordTable: Sendable {
  /// The words, by first character, longer ones first.
  let words: [[UInt32]]
  /// Where in `words` those of a first scalar begin, by scalar.
  private let starts: [UInt16]

  /// A table of words.
  ///
  /// - Parameter words: Words, each once; empty words and words that begin beyond the basic plane
  ///   are left out.
  /// - Complexity: O(n log n).
  init(_ words: some Sequence<[UInt32]>) {
    let sorted = words.filter { ($0.first ?? .max) < 0x1_0000 }.sorted { left, right in
      if left[0] != right[0] { return left[0] < right[0] }
      if left.count != right.count { return left.count > right.count }
      return left.lexicographicallyPrecedes(right)
    }
    // Sixteen bits count every position; what a hostile table has beyond them is left out.
    self.words = Array(sorted.prefix(Int(UInt16.max)))
    var starts = [UInt16](repeating: 0, count: 0x1_0001)
    for word in self.words { starts[Int(word[0]) + 1] += 1 }
    for scalar in 0..<0x1_0000 { starts[scalar + 1] += starts[scalar] }
    self.starts = starts
  }

  /// The position in ``words`` of the longest word that begins at a position of a text.
  ///
  /// - Complexity: O(words with the same first character).
  func word(in text: [UInt32], at position: Int) -> Int? {
    let first = Int(text[position])
    guard first < 0x1_0000 else { return nil }
    let left = text.count - position
    next: for index in Int(starts[first])..<Int(starts[first + 1]) {
      let count = words[index].count
      guard count <= left else { continue }
      for offset in 1..<max(1, count) where words[index][offset] != text[position + offset] {
        continue next
      }
      return index
    }
    return nil
  }
}
