/// Finding chains by what a person types.
public enum ChainLookup {
  /// The chains a text means: by id or whole name, else by a part of the name.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - book: The book.
  /// - Returns: Positions in the book; several where the text is ambiguous.
  /// - Complexity: O(chains).
  public static func chains(matching text: String, in book: ChainBook) -> [Int] {
    let key = TextFolding.foldedName(text)
    let exact = book.chains.indices.filter {
      TextFolding.foldedName(book.text[book.chains[$0].id]) == key
        || TextFolding.foldedName(book.text[book.chains[$0].name]) == key
    }
    if !exact.isEmpty { return exact }
    return book.chains.indices.filter {
      TextFolding.foldedName(book.text[book.chains[$0].name]).contains(key)
    }
  }
}
