/// Finding regions by what a person types.
public enum RegionLookup {
  /// The regions a text means: by code or whole name, else by a part of the name.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - book: The book.
  /// - Returns: Positions in the book; several where the text is ambiguous.
  /// - Complexity: O(regions).
  public static func regions(matching text: String, in book: ChainBook) -> [Int] {
    let key = TextFolding.foldedName(text)
    guard !key.isEmpty else { return [] }
    let exact = book.regions.indices.filter {
      TextFolding.foldedName(book.text[book.regions[$0].code]) == key
        || TextFolding.foldedName(book.text[book.regions[$0].name]) == key
    }
    if !exact.isEmpty { return exact }
    return book.regions.indices.filter {
      TextFolding.foldedName(book.text[book.regions[$0].name]).contains(key)
    }
  }
}
