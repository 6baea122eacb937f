/// Everything by which the firms of a book are known.
struct FirmNames {
  private let book: ChainBook
  /// Ids and names of entries that are no firms, such as segments.
  private let structure: Set<String>

  init(_ book: ChainBook) {
    self.book = book
    let entries =
      book.regions.flatMap { [$0.code, $0.name] } + book.chains.flatMap { [$0.id, $0.name] }
      + book.segments.flatMap { [$0.id, $0.name] } + book.problems.flatMap { [$0.id, $0.name] }
      + book.programmes.map(\.id) + book.measures.map(\.id)
    structure = Set(entries.map { TextFolding.foldedName(book.text[$0]) })
  }

  /// A mask of the firms that are not shown.
  ///
  /// - Parameters:
  ///   - firms: Whether each firm is shown, by position.
  ///   - withNumbers: Whether numbers (企业编号) count as names; in codes of other things they would
  ///     be found by chance.
  /// - Returns: The mask.
  func mask(showing firms: [Bool], withNumbers: Bool) -> FirmMask {
    var hidden: [(name: String, boundary: FirmMask.Boundary)] = []
    var shown: [(name: String, boundary: FirmMask.Boundary)] = []
    for (position, firm) in book.firms.enumerated() {
      if firms[position] {
        shown += names(firm, withNumbers: withNumbers)
      } else {
        hidden += names(firm, withNumbers: withNumbers)
      }
    }
    return FirmMask(hidden: hidden, shown: shown)
  }

  private func names(
    _ firm: Firm, withNumbers: Bool
  ) -> [(name: String, boundary: FirmMask.Boundary)] {
    var names: [(name: String, boundary: FirmMask.Boundary)] = []
    for name in [book.text[firm.name]] + book.text[firm.formerNames] {
      // A word of the structure that stands in a column of firms by mistake is no firm's name.
      if firm.origin.isCreated, structure.contains(TextFolding.foldedName(name)) { continue }
      names.append((name, .word))
    }
    let code = book.text[firm.creditCode]
    if Self.length(code) >= 8 {
      names.append((code, .anywhere))
    } else if Self.tells(code) {
      names.append((code, .word))
    }
    let number = book.text[firm.number]
    if withNumbers, Self.tells(number), !structure.contains(TextFolding.foldedName(number)) {
      names.append((number, .word))
    }
    return names
  }

  private static func length(_ text: String) -> Int {
    text.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  /// Whether a number can be told from a quantity: it has a letter, or four digits.
  private static func tells(_ number: String) -> Bool {
    let hasLetter = number.unicodeScalars.contains { $0.properties.isAlphabetic }
    return length(number) >= (hasLetter ? 2 : 4)
  }
}
