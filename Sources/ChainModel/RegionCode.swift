/// A region by its six-digit code of GB/T 2260, or by a code that a book defines for itself.
///
/// Any six digits are a legal code, since books define regions of their own. Two and four digits
/// are the short forms of a province and a city (`33` = `330000`, `3301` = `330100`). Every other
/// text, such as `320382-KFQ` for a development zone, is kept as it stands after folding: such a
/// code has no level and no parent by itself, and lies only within itself, until the book's table
/// of regions gives it a parent. Nothing is guessed from digits at its beginning.
public struct RegionCode: Sendable, Hashable {
  /// The level of a six-digit code.
  public enum Level: UInt8, Vocabulary {
    /// 省、自治区、直辖市.
    case province
    /// 地级市、自治州、盟.
    case city
    /// 县、区、县级市.
    case county
  }

  private enum Storage: Hashable, Sendable {
    case national(UInt32)
    case custom(String)
  }

  private let storage: Storage

  // At most six digits; larger numbers never reach here.
  init(national number: UInt32) {
    storage = .national(number)
  }

  /// Reads a code; `nil` if nothing is left after trimming.
  /// - Complexity: O(length); no allocation for digits.
  public init?(_ text: String) {
    if let number = Self.number(text.utf8) {
      storage = .national(number)
      return
    }
    let folded = TextFolding.foldedName(text)
    guard !folded.isEmpty else { return nil }
    storage = Self.number(folded.utf8).map { .national($0) } ?? .custom(folded)
  }

  // Six digits, or the short form of a province or city, which never begins with a zero.
  private static func number(_ text: String.UTF8View) -> UInt32? {
    let count = text.count
    guard count == 6 || count == 4 || count == 2 else { return nil }
    var number: UInt32 = 0
    for byte in text {
      guard byte &- 0x30 < 10 else { return nil }
      number = number * 10 + UInt32(byte - 0x30)
    }
    switch count {
    case 2: return number >= 10 ? number * 10_000 : nil
    case 4: return number >= 1000 ? number * 100 : nil
    default: return number
    }
  }

  /// Whether the code is one of six digits.
  public var isNational: Bool { number != nil }

  private var number: UInt32? {
    if case .national(let number) = storage { number } else { nil }
  }

  /// The level that the digits express; `nil` for a book's own code.
  public var level: Level? {
    number.map { $0 % 10_000 == 0 ? .province : $0 % 100 == 0 ? .city : .county }
  }

  /// The code one level up; `nil` for a province and for a book's own code.
  ///
  /// The parent need not exist as a city: counties run directly by a province have codes such as
  /// 429004 under 429000.
  public var parent: RegionCode? {
    guard let number, let level else { return nil }
    return switch level {
    case .province: nil
    case .city: RegionCode(national: number / 10_000 * 10_000)
    case .county: RegionCode(national: number / 100 * 100)
    }
  }

  /// The province of a six-digit code; `nil` for a book's own code.
  public var province: RegionCode? {
    number.map { RegionCode(national: $0 / 10_000 * 10_000) }
  }

  /// Whether this region is the other one or, by its digits, a part of it.
  public func isWithin(_ other: RegionCode) -> Bool {
    guard let number, let whole = other.number, let level = other.level else {
      return self == other
    }
    return switch level {
    case .province: number / 10_000 == whole / 10_000
    case .city: number / 100 == whole / 100
    case .county: number == whole
    }
  }

  /// The full name, if the code is that of a province.
  public var provinceName: String? {
    Self.provinces.first { $0.code == self }?.name
  }
}

extension RegionCode: Comparable {
  /// Orders six-digit codes first, by number, then a book's own codes in natural order.
  public static func < (left: Self, right: Self) -> Bool {
    switch (left.storage, right.storage) {
    case (.national(let a), .national(let b)): a < b
    case (.custom(let a), .custom(let b)): NaturalOrder.precedes(a, b)
    case (.national, .custom): true
    case (.custom, .national): false
    }
  }
}

extension RegionCode: LosslessStringConvertible {
  /// The six digits, or the book's own code.
  public var description: String {
    switch storage {
    case .national(let number):
      let text = String(number)
      return String(repeating: "0", count: max(0, 6 - text.count)) + text
    case .custom(let text):
      return text
    }
  }
}

extension RegionCode.Level {
  /// 区域层级.
  public static var title: String { "区域层级" }
  /// The title in English.
  public static var englishTitle: String { "level of region" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .province: "省级"
    case .city: "市级"
    case .county: "县级"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .province: "province"
    case .city: "city"
    case .county: "county"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .province: ["省"]
    case .city: ["市", "地市", "设区市"]
    case .county: ["县", "区县", "县区", "县(市、区)"]
    }
  }
}
