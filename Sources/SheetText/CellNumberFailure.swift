/// Why a cell isn't a number.
package enum CellNumberFailure: Error, Equatable, Sendable {
  /// Nothing but blanks.
  case empty
  /// A sign for nothing, such as `-`, `/` or 无.
  case placeholder
  /// No number, or a number among other words.
  case notANumber
  /// Separators that don't stand before three digits.
  case grouping
  /// More than one number, and not a range.
  case severalNumbers
  /// A range whose first end is the greater.
  case descendingRange
  /// The two ends of a range have units of different measures.
  case mixedUnits
  /// Another currency than yuan.
  case foreignCurrency(String)
  /// Too great for a double.
  case overflow

  /// The sentence in Chinese.
  package var chinese: String {
    switch self {
    case .empty: "单元格是空的"
    case .placeholder: "单元格表示没有数值"
    case .notANumber: "不是数字"
    case .grouping: "千位分隔符的位置不对"
    case .severalNumbers: "有不止一个数字"
    case .descendingRange: "区间的起点大于终点"
    case .mixedUnits: "区间两端的单位不同类"
    case .foreignCurrency(let name): "币种“\(name)”不是人民币，不作换算"
    case .overflow: "数字过大"
    }
  }

  /// The sentence in English.
  package var english: String {
    switch self {
    case .empty: "the cell is empty"
    case .placeholder: "the cell says that there is no value"
    case .notANumber: "not a number"
    case .grouping: "a separator of thousands stands in the wrong place"
    case .severalNumbers: "more than one number"
    case .descendingRange: "the range starts above its end"
    case .mixedUnits: "the ends of the range have units of different kinds"
    case .foreignCurrency(let name): "the currency \u{201C}\(name)\u{201D} isn't converted"
    case .overflow: "too great a number"
    }
  }
}
