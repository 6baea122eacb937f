/// Finding problems by what a person types.
public enum ProblemLookup {
  /// The problems a text means: by id, whole name or synonym, else by a part of the name.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - book: The book.
  /// - Returns: Positions in the book; several where the text is ambiguous.
  /// - Complexity: O(problems).
  public static func problems(matching text: String, in book: ChainBook) -> [Int] {
    let key = TextFolding.foldedName(text)
    guard !key.isEmpty else { return [] }
    let exact = book.problems.indices.filter { position in
      let problem = book.problems[position]
      return ([book.text[problem.id], book.text[problem.name]] + book.text[problem.synonyms])
        .contains { TextFolding.foldedName($0) == key }
    }
    if !exact.isEmpty { return exact }
    return book.problems.indices.filter {
      TextFolding.foldedName(book.text[book.problems[$0].name]).contains(key)
    }
  }
}
