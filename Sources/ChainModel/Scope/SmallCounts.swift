/// How counts of firms are published so that none tells of a single firm.
public enum SmallCounts {
  /// Counts below this are not published.
  public static let least = 3
  /// Groups with fewer firms are not published: with as many affected as not, one of both numbers
  /// would be small.
  public static let leastGroup = 2 * least

  /// What is published of a count: the number itself, or bounds.
  public struct Count: Sendable, Hashable {
    /// The least it can be.
    public let least: Int
    /// The most it can be.
    public let most: Int

    /// The number, where it is published.
    public var exact: Int? { least == most ? least : nil }

    /// The count in words: a number, 少于3, or 8及以上.
    ///
    /// - Parameter language: The language.
    /// - Returns: The words.
    public func text(in language: Language) -> String {
      if least == most { return String(least) }
      return least == 0
        ? language("少于\(most + 1)", "<\(most + 1)")
        : language("\(least)及以上", "≥\(least)")
    }
  }

  /// What is published of a group and of those in it that something holds for.
  ///
  /// Below three of either kind, bounds take the place of the number: few affected firms could be
  /// recognised, and where few are not affected, all the others could.
  ///
  /// - Parameters:
  ///   - affected: Those that it holds for.
  ///   - group: All of the group, of which `affected` are a part.
  /// - Returns: Both counts.
  public static func published(affected: Int, of group: Int) -> (affected: Count, group: Count) {
    guard group >= leastGroup else {
      let few = Count(least: 0, most: leastGroup - 1)
      return (few, few)
    }
    let whole = Count(least: group, most: group)
    if affected < least { return (Count(least: 0, most: least - 1), whole) }
    if affected > group - least { return (Count(least: group - least + 1, most: group), whole) }
    return (Count(least: affected, most: affected), whole)
  }
}
