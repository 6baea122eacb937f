import ChainModel

/// Tells which segments the words of a sheet mean, such as what a resource can do (能力).
struct SegmentMention: Sendable {
  private let names: [(id: String, name: String)]

  /// - Complexity: O(segments).
  init(_ book: ChainBook) {
    names = book.segments.map {
      (TextFolding.foldedName(book.text[$0.id]), TextFolding.foldedName(book.text[$0.name]))
    }
  }

  /// Whether a text means a segment: it is its code, holds its name, or means all.
  ///
  /// - Parameters:
  ///   - text: The text, folded as a name.
  ///   - segment: The segment's position.
  /// - Returns: Whether it does.
  /// - Complexity: O(length).
  func means(_ text: String, _ segment: Int) -> Bool {
    let (id, name) = names[segment]
    return text.contains("全部") || text == id || (!name.isEmpty && text.contains(name))
  }
}
