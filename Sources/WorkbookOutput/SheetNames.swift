/// Names of sheets that keep Excel's rules and differ from each other.
///
/// A writer names its sheets by the same rules: the names given by one value are kept by a writer
/// that is given them all.
package struct SheetNames: Sendable {
  /// The greatest length in UTF-16 units.
  package static let longest = 31

  /// The names in use, in lower case.
  private var taken: Set<String> = []

  /// No names yet.
  package init() {}

  /// The name a sheet gets: without forbidden characters, not too long, not in use, with a number
  /// behind it where it would repeat another.
  ///
  /// - Complexity: O(names of the same beginning).
  ///
  /// - Parameter wanted: The name to make fit.
  /// - Returns: The name.
  package mutating func add(_ wanted: String) -> String {
    let base = Self.cleaned(wanted)
    var name = Self.cut(base, to: Self.longest)
    var count = 1
    while !taken.insert(name.lowercased()).inserted {
      count += 1
      let number = " (\(count))"
      name = Self.cut(base, to: Self.longest - number.utf16.count) + number
    }
    return name
  }

  /// The name without what Excel forbids: `[]:*?/\`, control characters, apostrophes at its ends,
  /// and the name which Excel keeps for itself.
  private static func cleaned(_ wanted: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in wanted.unicodeScalars {
      switch scalar {
      case "[", "]", ":", "*", "?", "/", "\\": scalars.append(replacement(scalar))
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    var name = String(scalars)[...]
    while let first = name.first, first == "'" || first.isWhitespace { name.removeFirst() }
    // Cut first: an apostrophe inside may come to stand at the end.
    name = cut(String(name), to: longest)[...]
    while let last = name.last, last == "'" || last.isWhitespace { name.removeLast() }
    if name.isEmpty { return "Sheet" }
    return name.lowercased() == "history" ? name + "_" : String(name)
  }

  /// The wide form, which looks the same and is allowed.
  private static func replacement(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(scalar.value + 0xFEE0) ?? " "
  }

  /// The longest beginning of whole characters within a length in UTF-16 units.
  private static func cut(_ name: String, to length: Int) -> String {
    guard name.utf16.count > length else { return name }
    var kept = ""
    var units = 0
    for character in name {
      units += character.utf16.count
      if units > length { break }
      kept.append(character)
    }
    return kept
  }
}
