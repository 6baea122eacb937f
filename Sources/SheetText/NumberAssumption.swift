/// What reading a number had to assume.
package enum NumberAssumption: Equatable, Sendable {
  /// Full-width characters were read as ordinary ones.
  case fullWidth
  /// Separators of thousands were removed.
  case grouping
  /// A word says that the number is approximate (约, 左右, 余); it was taken as it stands.
  case approximate(String)
  /// A sign or word says that it is a least value; it was taken as it stands.
  case atLeast(String)
  /// A sign or word says that it is a greatest value; it was taken as it stands.
  case atMost(String)
  /// A range was written; its middle was taken.
  case middleOfRange
  /// The unit was read and brought to the base.
  case unit(String)
  /// 万 or 亿 without a unit was read as a multiple.
  case multiple(String)
  /// The period of a rate (元/年) was ignored.
  case period(String)
  /// A remark in brackets was ignored.
  case remark(String)

  /// Whether the number may be another than the one taken.
  package var isDoubtful: Bool {
    switch self {
    case .fullWidth, .grouping, .unit, .remark, .approximate: false
    case .atLeast, .atMost, .middleOfRange, .multiple, .period: true
    }
  }

  /// The sentence in Chinese.
  package var chinese: String {
    switch self {
    case .fullWidth: "全角字符按半角读取"
    case .grouping: "去掉了千位分隔符"
    case .approximate(let word): "“\(word)”表示约数，按所写数字读取"
    case .atLeast(let word): "“\(word)”表示下限，按所写数字读取"
    case .atMost(let word): "“\(word)”表示上限，按所写数字读取"
    case .middleOfRange: "写的是区间，取中间值"
    case .unit(let unit): "按所写单位“\(unit)”换算"
    case .multiple(let word): "“\(word)”后面没有单位，按倍数读取"
    case .period(let period): "忽略了“每\(period)”"
    case .remark(let text): "忽略了括号中的说明“\(text)”"
    }
  }

  /// The sentence in English.
  package var english: String {
    switch self {
    case .fullWidth: "full-width characters read as ordinary ones"
    case .grouping: "separators of thousands removed"
    case .approximate(let word): "\u{201C}\(word)\u{201D}: approximate, taken as it stands"
    case .atLeast(let word): "\u{201C}\(word)\u{201D}: a least value, taken as it stands"
    case .atMost(let word): "\u{201C}\(word)\u{201D}: a greatest value, taken as it stands"
    case .middleOfRange: "a range; its middle was taken"
    case .unit(let unit): "converted from the unit \u{201C}\(unit)\u{201D}"
    case .multiple(let word): "\u{201C}\(word)\u{201D} without a unit was read as a multiple"
    case .period(let period): "\u{201C}per \(period)\u{201D} was ignored"
    case .remark(let text): "the remark in brackets \u{201C}\(text)\u{201D} was ignored"
    }
  }
}
