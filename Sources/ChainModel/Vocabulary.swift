/// A small closed set of words that sheets use, with its Chinese and English names.
///
/// The names and aliases are written once in the conforming enumeration; reading, listing and the
/// error for an unknown word come from the protocol. The order of `allCases` is the order of raw
/// values unless a type says otherwise.
public protocol Vocabulary: RawRepresentable, CaseIterable, Hashable, Comparable, Sendable,
  CustomStringConvertible
where RawValue == UInt8, AllCases == [Self] {
  /// What the set is about, in Chinese, for messages.
  static var title: String { get }
  /// What the set is about, in English, for messages.
  static var englishTitle: String { get }
  /// The name in Chinese, as written to sheets and maps.
  var chinese: String { get }
  /// The name in English.
  var english: String { get }
  /// Other accepted spellings, already in the form of `TextFolding.key`.
  var aliases: [String] { get }
}

/// A word that is not in a vocabulary.
public struct UnknownWord: Error, Sendable, Hashable {
  /// The text as it was given.
  public let text: String
  /// What was expected, in Chinese.
  public let title: String
  /// What was expected, in English.
  public let englishTitle: String
  /// The Chinese names that are allowed, in order.
  public let allowed: [String]
  /// The allowed name nearest to the text, if any is near.
  public let nearest: String?

  /// The message in Chinese.
  public var chinese: String {
    let hint = nearest.map { "，是否为“\($0)”" } ?? ""
    return "\(title)“\(text)”不认识\(hint)；可填：\(allowed.joined(separator: "、"))"
  }

  /// The message in English.
  public var english: String {
    let hint = nearest.map { ", did you mean \($0)" } ?? ""
    return "unknown \(englishTitle) \"\(text)\"\(hint); allowed: "
      + allowed.joined(separator: ", ")
  }
}

extension Vocabulary {
  /// The Chinese name.
  public var description: String { chinese }

  /// Orders by raw value.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The Chinese names of all values, in order: what a drop-down list offers.
  public static var chineseNames: [String] { allCases.map(\.chinese) }

  /// The English names of all values, in order.
  public static var englishNames: [String] { allCases.map(\.english) }

  /// Reads a Chinese name, an English name or an alias; `nil` if it is none of them.
  ///
  /// Width, letter case, spaces, hyphens, underscores and invisible characters do not matter.
  /// - Complexity: O(words) time; no allocation when the text is the exact Chinese name.
  public static func parse(_ text: String) -> Self? {
    for value in allCases where value.chinese == text { return value }
    let key = TextFolding.key(text)
    guard !key.isEmpty else { return nil }
    for value in allCases {
      // The Chinese names are keys as they stand.
      if key == value.chinese || TextFolding.isKey(key, ofASCII: value.english)
        || value.aliases.contains(key)
      {
        return value
      }
    }
    return nil
  }

  /// Reads a Chinese name, an English name or an alias, or explains what is allowed.
  public static func parsing(_ text: String) throws(UnknownWord) -> Self {
    if let value = parse(text) { return value }
    let nearest = TextSimilarity.nearest(
      to: text, in: chineseNames, limit: 1, minimumScore: 0.34
    ).first
    throw UnknownWord(
      text: text, title: title, englishTitle: englishTitle, allowed: chineseNames,
      nearest: nearest?.text)
  }
}
