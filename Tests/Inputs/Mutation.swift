/// Damage to bytes, as disks, mail, hostile people and hasty hands do it.
package enum Mutation {
  /// Damages bytes in one to four places.
  ///
  /// - Parameters:
  ///   - bytes: What is damaged.
  ///   - words: Pieces that mean something to a reader of such bytes, put in here and there.
  ///   - generator: Where the choices come from.
  /// - Returns: The damaged bytes.
  package static func damaged(
    _ bytes: [UInt8], words: [String], using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      guard !bytes.isEmpty else { break }
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, at + Int.random(in: 1...40, using: &generator))
      switch Int.random(in: 0..<9, using: &generator) {
      case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.removeSubrange(at..<end)
      case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 4: bytes.removeSubrange(at...)
      case 5: bytes.replaceSubrange(at..<end, with: [UInt8](repeating: 0xFF, count: end - at))
      case 6:
        let from = Int.random(in: 0..<bytes.count, using: &generator)
        let to = min(bytes.count, from + Int.random(in: 1...200, using: &generator))
        bytes.insert(contentsOf: bytes[from..<to], at: at)
      default:
        bytes.insert(contentsOf: (words.randomElement(using: &generator) ?? "").utf8, at: at)
      }
    }
    return bytes
  }

  /// Exchanges letters and digits for others, so that what is well-formed stays so more often.
  package static func respelled(
    _ bytes: [UInt8], using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    let places = bytes.indices.filter { index in
      (0x30...0x39).contains(bytes[index]) || (0x41...0x5A).contains(bytes[index] & 0xDF)
    }
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      guard let place = places.randomElement(using: &generator) else { break }
      bytes[place] = "0123456789AXFDZnsbe".utf8.randomElement(using: &generator) ?? 0x30
    }
    return bytes
  }
}
