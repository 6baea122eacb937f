/// An industry by its code in GB/T 4754-2017: a section, division, group or class.
///
/// The canonical form is two to four digits (`36`, `367`, `3670`), or the letter where only the
/// section is known (`C`); the section follows from the division. `367` and its only class `3670`
/// stay two codes: see ``contains(_:)``. Groups and classes are not shipped: any digits under a
/// known division are taken.
public struct IndustryCode: Sendable, Hashable {
  /// How fine a code is.
  public enum Level: UInt8, Sendable, Hashable, CaseIterable {
    /// 门类, a letter.
    case section
    /// 大类, two digits.
    case division
    /// 中类, three digits.
    case group
    /// 小类, four digits.
    case industryClass

    /// The level in Chinese.
    public var chinese: String {
      switch self {
      case .section: "门类"
      case .division: "大类"
      case .group: "中类"
      case .industryClass: "小类"
      }
    }

    /// The level in English.
    public var english: String {
      switch self {
      case .section: "section"
      case .division: "division"
      case .group: "group"
      case .industryClass: "class"
      }
    }
  }

  // The digits as a number, 0 for a bare section.
  private let number: UInt16
  private let letter: UInt8
  /// Whether the code is a section, division, group or class.
  public let level: Level

  init(letter: Unicode.Scalar, number: Int, level: Level) {
    self.letter = UInt8(truncatingIfNeeded: letter.value)
    self.number = UInt16(number)
    self.level = level
  }

  // Digits of a code, two to four, under a known division.
  init?(digits: some Collection<UInt8>) {
    guard (2...4).contains(digits.count) else { return nil }
    var number = 0
    var division = 0
    for (index, byte) in digits.enumerated() {
      guard byte &- 0x30 < 10 else { return nil }
      number = number * 10 + Int(byte - 0x30)
      if index == 1 { division = number }
    }
    guard let known = Self.division(division) else { return nil }
    let level: Level =
      switch digits.count {
      case 2: .division
      case 3: .group
      default: .industryClass
      }
    self.init(letter: known.section, number: number, level: level)
  }

  /// The section letter, A to T.
  public var section: Character { Character(Unicode.Scalar(letter)) }

  /// The division, 1 to 97; `nil` if only the section is known.
  public var division: Int? {
    switch level {
    case .section: nil
    case .division: Int(number)
    case .group: Int(number) / 10
    case .industryClass: Int(number) / 100
    }
  }

  /// The group as three digits, such as 591; `nil` if the code is coarser.
  public var group: Int? {
    switch level {
    case .section, .division: nil
    case .group: Int(number)
    case .industryClass: Int(number) / 10
    }
  }

  /// The Chinese name of the division, or of the section where only that is known.
  public var name: String {
    division.flatMap { Self.division($0)?.name } ?? sectionName
  }

  /// The English name of the division, or of the section where only that is known.
  public var english: String {
    if let division, 1...IndustryNames.englishDivisions.count ~= division {
      return IndustryNames.englishDivisions[division - 1]
    }
    let place = Int(letter) - Int(UInt8(ascii: "A"))
    let names = IndustryNames.englishSections
    return names.indices.contains(place) ? names[place] : ""
  }

  /// The Chinese name of the section.
  public var sectionName: String {
    IndustryNames.sections.first { UInt8(truncatingIfNeeded: $0.letter.value) == letter }?.name
      ?? ""
  }

  /// Whether an industry is this one or a part of it.
  public func contains(_ other: IndustryCode) -> Bool {
    if level == .section { return letter == other.letter }
    guard other.level >= level else { return false }
    var part = Int(other.number)
    for _ in 0..<(other.level.rawValue - level.rawValue) { part /= 10 }
    return part == Int(number)
  }

  /// All sections, in order of their letters.
  public static let sections: [IndustryCode] = IndustryNames.sections.map {
    IndustryCode(letter: $0.letter, number: 0, level: .section)
  }

  /// All divisions, in order of their numbers.
  public static let divisions: [IndustryCode] = IndustryNames.divisions.map {
    IndustryCode(letter: $0.section, number: $0.number, level: .division)
  }

  private static func division(_ number: Int) -> IndustryNames.Division? {
    IndustryNames.divisions.indices.contains(number - 1)
      ? IndustryNames.divisions[number - 1] : nil
  }
}

extension IndustryCode.Level: Comparable {
  /// Orders from coarse to fine.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension IndustryCode: Comparable {
  /// Orders by section letter, then by digits as text; a whole precedes its parts.
  public static func < (left: Self, right: Self) -> Bool {
    (left.letter, left.fourDigits, left.level) < (right.letter, right.fourDigits, right.level)
  }

  private var fourDigits: Int {
    switch level {
    case .section: 0
    case .division: Int(number) * 100
    case .group: Int(number) * 10
    case .industryClass: Int(number)
    }
  }
}

extension IndustryCode: CustomStringConvertible {
  /// The canonical form: two to four digits, or the section letter.
  public var description: String {
    if level == .section { return String(section) }
    let text = String(number)
    let width = Int(level.rawValue) + 1
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
