extension CreditCode {
  /// The valid codes that a text of eighteen characters becomes when one character, or two
  /// neighbours, are put right.
  ///
  /// The check of GB 32100 catches every single wrong character and every swap of neighbours: the
  /// weighted sum must be 0 modulo the prime 31, so each place allows one repair at most, and the
  /// check of the organisation code inside leaves few of them.
  /// - Parameter text: Eighteen characters of the alphabet, in capitals.
  /// - Returns: The codes in ascending order; none for another text.
  /// - Complexity: O(1); at most 35 texts are tried.
  package static func codes(near text: String) -> [CreditCode] {
    var bytes = Array(text.utf8)
    guard bytes.count == length, bytes.allSatisfy({ values[Int($0)] >= 0 }) else { return [] }
    // Powers of 3 for the characters, and 1 for the check character.
    var weights = [Int](repeating: 1, count: length)
    for place in 1..<length - 1 { weights[place] = weights[place - 1] * 3 % 31 }
    let sum = zip(weights, bytes).reduce(0) { $0 + $1.0 * Int(values[Int($1.1)]) } % 31
    var found: Set<CreditCode> = []
    for place in bytes.indices {
      let written = bytes[place]
      let value = Int(values[Int(written)])
      if let step = (1..<31).first(where: { (sum + $0 * weights[place]) % 31 == 0 }) {
        bytes[place] = alphabet[(value + step) % 31]
        if let code = CreditCode(utf8: bytes.span) { found.insert(code) }
        bytes[place] = written
      }
      if place + 1 < bytes.count {
        bytes.swapAt(place, place + 1)
        if let code = CreditCode(utf8: bytes.span) { found.insert(code) }
        bytes.swapAt(place, place + 1)
      }
    }
    return found.sorted()
  }
}
