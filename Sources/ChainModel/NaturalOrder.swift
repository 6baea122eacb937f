/// The order in which people list codes: runs of digits compare as numbers, so N2 precedes N10.
///
/// Everything else compares byte by byte in UTF-8, and texts that differ only in leading zeros
/// (N2, N02) compare as bytes, so the order is total: two texts are equal only if their bytes are.
public enum NaturalOrder {
  /// Whether the first text comes before the second.
  /// - Complexity: O(length) time, O(1) space.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    compare(left.utf8Span.span, right.utf8Span.span) < 0
  }

  /// Compares two UTF-8 texts: negative if the first comes first, zero if they are identical.
  /// - Complexity: O(length) time, O(1) space.
  package static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    var i = 0
    var j = 0
    while i < left.count, j < right.count {
      guard isDigit(left[i]), isDigit(right[j]) else {
        if left[i] != right[j] { return left[i] < right[j] ? -1 : 1 }
        i += 1
        j += 1
        continue
      }
      let runs = compareRuns(left, &i, right, &j)
      if runs != 0 { return runs }
    }
    if i < left.count { return 1 }
    if j < right.count { return -1 }
    return compareBytes(left, right)
  }

  /// The texts in natural order.
  /// - Complexity: O(n log n) comparisons.
  package static func sorted(_ texts: some Sequence<String>) -> [String] {
    texts.sorted(by: precedes)
  }

  // Compares the digit runs at i and j as numbers of any length and moves past them.
  private static func compareRuns(
    _ left: Span<UInt8>, _ i: inout Int, _ right: Span<UInt8>, _ j: inout Int
  ) -> Int {
    while i < left.count, left[i] == 0x30 { i += 1 }
    while j < right.count, right[j] == 0x30 { j += 1 }
    var difference = 0
    while i < left.count, j < right.count, isDigit(left[i]), isDigit(right[j]) {
      if difference == 0, left[i] != right[j] { difference = left[i] < right[j] ? -1 : 1 }
      i += 1
      j += 1
    }
    if i < left.count, isDigit(left[i]) { return 1 }
    if j < right.count, isDigit(right[j]) { return -1 }
    return difference
  }

  private static func compareBytes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index] ? -1 : 1
    }
    return left.count == right.count ? 0 : (left.count < right.count ? -1 : 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
