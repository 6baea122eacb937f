/// Measures of how alike two short texts are, for proposing the nearest name.
///
/// Nothing is merged by similarity: the results are proposals, in an order that does not depend
/// on the order of the candidates.
public enum TextSimilarity {
  /// A candidate and how near it is.
  public struct Match: Sendable, Hashable {
    /// The candidate.
    public let text: String
    /// The likeness, 0...1: the greater of the bigram coefficient and 1 − distance ÷ length.
    public let score: Double
    /// The edit distance in characters (Unicode scalars), neighbouring swaps counting one.
    public let distance: Int
  }

  /// The number of single-character edits between two texts, or `nil` beyond the bound.
  ///
  /// Levenshtein 1966; with `transpositions`, the optimal string alignment distance of Damerau
  /// 1964 (a swap of neighbours counts one, no part is edited twice). Characters are Unicode
  /// scalars.
  /// - Parameters:
  ///   - left: One text.
  ///   - right: The other text.
  ///   - bound: The greatest distance of interest, in edits; rows beyond it stop the search.
  ///   - transpositions: Whether a swap of neighbours counts one edit rather than two.
  /// - Returns: The distance, or `nil` if it exceeds the bound.
  /// - Complexity: O(n · min(m, bound)) time, O(m) space.
  public static func editDistance(
    _ left: String, _ right: String, bound: Int = .max, transpositions: Bool = false
  ) -> Int? {
    editDistance(
      Array(left.unicodeScalars), Array(right.unicodeScalars), bound: bound,
      transpositions: transpositions)
  }

  /// The Sørensen–Dice coefficient over the multisets of neighbouring character pairs, 0...1.
  ///
  /// Dice 1945. Texts shorter than two characters have no pairs: they score 1 if equal, else 0.
  /// - Complexity: O(n log n) time, O(n) space.
  public static func dice(_ left: String, _ right: String) -> Double {
    dice(
      pairs(Array(left.unicodeScalars)), pairs(Array(right.unicodeScalars)), equal: left == right)
  }

  /// The candidates nearest to a text, best first; equal candidates appear once.
  ///
  /// Both sides are compared without regard to width, case and spaces. Order: score, then
  /// distance, then the text's bytes.
  /// - Parameters:
  ///   - text: What to look for.
  ///   - candidates: The known names, in any order.
  ///   - limit: How many to return at most.
  ///   - minimumScore: The least score (0...1) worth proposing.
  /// - Returns: At most `limit` matches.
  /// - Complexity: O(candidates · length²) time, O(candidates) space.
  public static func nearest(
    to text: String, in candidates: some Sequence<String>, limit: Int = 3,
    minimumScore: Double = 0.3
  ) -> [Match] {
    let target = Array(TextFolding.key(text).unicodeScalars)
    guard !target.isEmpty, limit > 0 else { return [] }
    let targetPairs = pairs(target)
    var matches: [Match] = []
    for candidate in candidates {
      let scalars = Array(TextFolding.key(candidate).unicodeScalars)
      let longest = max(target.count, scalars.count)
      guard let distance = editDistance(target, scalars, bound: longest, transpositions: true)
      else { continue }
      let alike = 1 - Double(distance) / Double(longest)
      let score = max(alike, dice(targetPairs, pairs(scalars), equal: target == scalars))
      if score >= minimumScore {
        matches.append(Match(text: candidate, score: score, distance: distance))
      }
    }
    matches.sort { left, right in
      if left.score != right.score { return left.score > right.score }
      if left.distance != right.distance { return left.distance < right.distance }
      return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
    var result: [Match] = []
    for match in matches where result.last?.text.utf8.elementsEqual(match.text.utf8) != true {
      result.append(match)
      if result.count == limit { break }
    }
    return result
  }

  private static func editDistance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], bound: Int, transpositions: Bool
  ) -> Int? {
    guard bound >= 0, abs(left.count - right.count) <= bound else { return nil }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    let width = right.count
    // A value beyond the bound stands for "too far"; it must not overflow when edited further.
    let far = left.count + width + 1
    let band = min(bound, far)
    var beforePrevious = [Int](repeating: far, count: width + 1)
    var previous = (0...width).map { $0 <= band ? $0 : far }
    var current = [Int](repeating: far, count: width + 1)
    for row in 1...left.count {
      let first = max(1, row - band)
      let last = min(width, row + band)
      current[0] = row <= band ? row : far
      if first > 1 { current[first - 1] = far }
      var least = current[0]
      for column in stride(from: first, through: last, by: 1) {
        let isSame = left[row - 1] == right[column - 1]
        var best = min(
          previous[column - 1] + (isSame ? 0 : 1), previous[column] + 1, current[column - 1] + 1)
        if transpositions, row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = min(best, beforePrevious[column - 2] + 1)
        }
        current[column] = min(best, far)
        least = min(least, current[column])
      }
      if last < width { current[last + 1] = far }
      // A swap reaches back two rows, so one row beyond the bound does not settle it.
      if !transpositions, least > bound { return nil }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[width] <= bound ? previous[width] : nil
  }

  private static func pairs(_ scalars: [Unicode.Scalar]) -> [UInt64] {
    zip(scalars, scalars.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) }.sorted()
  }

  // Both lists sorted.
  private static func dice(_ left: [UInt64], _ right: [UInt64], equal: Bool) -> Double {
    guard !left.isEmpty, !right.isEmpty else { return equal ? 1 : 0 }
    var i = 0
    var j = 0
    var common = 0
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        common += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return 2 * Double(common) / Double(left.count + right.count)
  }
}
