/// Finding firms by what a person types.
public enum FirmLookup {
  /// The firms a text means: by credit code, number or whole name, former ones too, else by a part of
  /// the name.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - book: The book.
  /// - Returns: Positions in the book; several where the text is ambiguous.
  /// - Complexity: O(firms).
  public static func firms(matching text: String, in book: ChainBook) -> [Int] {
    let key = TextFolding.foldedName(text)
    guard !key.isEmpty else { return [] }
    let code = key.uppercased()
    func folded(_ id: TextID) -> String { TextFolding.foldedName(book.text[id]) }
    let exact = book.firms.indices.filter { position in
      let firm = book.firms[position]
      return folded(firm.name) == key || folded(firm.id) == key || folded(firm.number) == key
        || folded(firm.creditCode).uppercased() == code
    }
    if !exact.isEmpty { return exact }
    let former = book.firms.indices.filter { position in
      book.text[book.firms[position].formerNames].contains { TextFolding.foldedName($0) == key }
    }
    if !former.isEmpty { return former }
    return book.firms.indices.filter { folded(book.firms[$0].name).contains(key) }
  }
}
