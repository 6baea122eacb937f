import Foundation

/// A number as a person wrote it in a cell.
package struct CellNumber: Equatable, Sendable {
  /// What the unit measures.
  package enum Measure: Equatable, Sendable {
    /// No unit was written.
    case plain
    /// A share: per cent or per mille.
    case share
    /// Money in yuan.
    case money
    /// Things counted or measured, such as 人 or 吨.
    case count
  }

  /// The value as written, without unit factor: 1.2 of `1.2亿`, 35 of `35%`; of a range its middle.
  package let value: Double
  /// The lower end of a range as written; nil where it isn't a range.
  package let lower: Double?
  /// The upper end of a range as written; nil where it isn't a range.
  package let upper: Double?
  /// The unit as written, folded; nil where none was.
  package let unit: String?
  /// What the unit measures.
  package let measure: Measure
  /// What brings ``value`` to the base: 万元 for money, one for shares, single things for counts,
  /// and single units for 万 and 亿 alone.
  package let factor: Double
  /// What had to be assumed, in the order of reading.
  package let assumptions: [NumberAssumption]

  /// The value in the base unit of its measure.
  package var scaled: Double { Self.times(value, factor) }

  /// A number times a power of ten, rounded once: as if its digits were written with the point
  /// moved.
  private static func times(_ value: Double, _ factor: Double) -> Double {
    let exponent = log10(factor).rounded()
    guard factor != 1, value.isFinite, let number = Double("\(value)e\(Int(exponent))") else {
      return value * factor
    }
    return number
  }

  /// Whether it is a range of two ends.
  package var isRange: Bool { lower != nil }

  /// The amount in 万元, where a column holds money.
  ///
  /// Nil where another measure was written. A bare 万 or 亿 is taken for 万元 or 亿元; a number
  /// without unit is taken as it stands, times the column.s factor.
  ///
  /// - Parameter factor: What brings the unit of the column to 万元.
  /// - Returns: The amount in 万元, or nil.
  package func tenThousandYuan(columnFactor factor: Double = 1) -> Double? {
    switch measure {
    case .money: scaled
    case .plain: unit == nil ? value * factor : scaled / 10_000
    case .share, .count: nil
    }
  }
}
